"""Names of people in a text, by what stands before them: a greeting, a title, "my name is", a signature."""

from __future__ import annotations

import re

NAME = "[name]"
_INTRODUCED = (
    r"me llamo|mi nombre es|soy(?: el| la)?|em dic|el meu nom és|s[oó]c(?: en| el| la| l['’])?|m[aă] numesc|"
    r"numele meu (?:este|e)|sunt|my name is|i am|i['’]m|this is"
)
_TITLED = (
    r"sr[ae]?\.?|srta\.?|señor(?:a|ita)?|don|doña|senyor(?:a|eta)?|domn(?:ul(?:ui)?|ule)|doamn(?:a|ei|ă)|"
    r"dl\.?|d-(?:l|na|nul)\.?|dna\.?|mr\.?|mrs\.?|ms\.?|miss|"
    r"(?:me|nos) atendi(?:ó|eron)|(?:em|ens) va(?:n)? atendre(?: en| la| el)?"
)
_GREETED = r"hola|buenas|estimad[oa]s?|querid[oa]s?|benvolgu(?:t|da)|bun[aă]|salut|stimat[eăa]|drag[aă]|hello|hi|dear"
_SIGNED = (
    r"(?:un )?saludos?(?: cordial(?:es)?)?|atentamente|atte?|cordialmente|firmado|fdo|salutacions(?: cordials)?|"
    r"atentament|cordialment|signat|cu (?:stim[aă]|respect|drag)|o zi bun[aă]|(?:kind |best )?regards|"
    r"(?:yours )?(?:sincerely|faithfully)|best wishes"
)
_THANKED = r"gracias|gr[aà]cies|thanks|thank you|mul[tțţ]umesc"
_BEFORE = re.compile(
    rf"(?<![\w@])(?:(?P<introduced>{_INTRODUCED})|(?P<titled>{_TITLED})|(?P<greeted>{_GREETED})"
    rf"|(?P<signed>{_SIGNED})|(?P<thanked>{_THANKED}))(?P<gap>[ ]|\s*[,.:;]?\s+)(?=[^\W\d_])",
    re.IGNORECASE,
)
# the last word of each of the above; a text without one before a capital is not looked at (worth_a_look.py)
LAST_WORDS = frozenset(
    word
    for line in (
        "llamo es soy el la dic és soc sóc en l numesc este e sunt is am m sr sra sre srta señor",
        "señora señorita don doña",
        "senyor senyora senyoreta domn domnul domnului domnule doamna doamnei doamnă dl na nul dna mr mrs ms miss",
        "atendió atendieron atendre hola buenas estimado estimada estimados estimadas querido querida queridos",
        "queridas benvolgut benvolguda buna bună salut stimate stimata stimată stimat draga dragă hello hi dear",
        "saludo saludos cordial cordiales atentamente att atte cordialmente firmado fdo salutacions cordials",
        "atentament cordialment",
        "signat stima stimă respect drag regards sincerely faithfully wishes gracias gracies gràcies thanks you",
        "multumesc mulțumesc mulţumesc",
    )
    for word in line.split()
)
_WORD = re.compile(r"[^\W\d_](?:[\w]|['’·-](?=\w))*\.?")
_BETWEEN = re.compile(r" (?:(?:de|del|la|las|los|i|y|van|von|da|dos) ){0,3}")
_MOST = 5  # words of a name
# capitals after a greeting that call nobody by name
_NOBODY = frozenset(
    word
    for line in (
        "buenas buenos buen buena bon bona bones bună buna ziua seara dimineața dimineata tardes noches días",
        "dias tarda vespre matí client cliente clienta clientes clients usuario usuari usuaria user customer",
        "there all everyone everybody team sir madam sirs sorry señores señoras señor señora senyors senyor",
        "senyora todos todas tothom tuturor tuturora equipo equip domnule doamnă domn sr sra srta mr mrs ms",
        "miss english spanish catalan romanian español española català catalana român româncă very not so",
        "from at in the a an just still also muy de del la el un una para por con sin no foarte din o și si",
        "nu happy glad afraid sure",
    )
    for word in line.split()
)


def without_names(text: str) -> tuple[str, int]:
    """The text with `NAME` for each name that was found, and how many."""
    parts, at, found = [], 0, 0
    for before in _BEFORE.finditer(text):
        if before.end() < at:
            continue
        end = _end_of_name(text, before.end())
        if end > before.end() and _fits(text, before, end):
            parts += [text[at : before.end()], NAME]
            at, found = end, found + 1
    return ("".join([*parts, text[at:]]), found) if found else (text, 0)


def _end_of_name(text: str, start: int) -> int:
    """Where a run of words with capitals ends; `start` where it does not begin."""
    end, place = start, start
    for _ in range(_MOST):
        word = _WORD.match(text, place)
        if not word or not word[0][0].isupper() or word[0].rstrip(".").lower() in _NOBODY:
            break
        long = len(word[0].rstrip(".")) > 1
        end = word.end() - (long and word[0].endswith("."))
        between = _BETWEEN.match(text, end)
        if not between:
            break
        place = between.end()
    return end


def _fits(text: str, before: re.Match, end: int) -> bool:
    """Whether what follows is as after a name: a greeting ends with a sign, a signature with the text."""
    rest = text[end:].lstrip(" ")
    if before["signed"]:
        return before["gap"] != " " and (not rest or rest[0] in ".,;!\n[")
    if before["thanked"]:  # "Thanks, Ana", not "Thanks. Perfect"
        return before["gap"].lstrip(" ")[:1] in (",", "\n") and (not rest or rest[0] in ".,;!\n[")
    if before["greeted"]:
        return before["gap"] == " " and (not rest or rest[0] in ".,:;!\n")
    return before["gap"].strip() in ("", ".", ":")
