"""What words mean, in the languages of `meaning_words`: a number, yes or no, no answer, good or bad."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from . import meaning_words
from .answer_scales import listed_words, plain_words

_ALONE = r"[+-]?\d{1,3}"
_NUMBERED = (  # 5 · 5 (best) · 5 - best · 5 = best · 5. best · 5 best · best (5) · best - 5 · best 5
    re.compile(rf"\(?({_ALONE})\)?(?:(?:\s*[-–—=:.)\]]+\s*|\s+|\s*(?=\())\D+)?"),
    re.compile(r"[^\d+-][^\d]*?[\s(\[=:–—-]\(?(\d{1,3})[)\]]?"),
)
_OF = re.compile(
    r"(\d{1,3}(?:[.,]\d+)?)\s*(?:/|out of|of|de|sobre|din|d[e']un total de|sur|von|su|van(?: de)?)\s*(\d{1,3})",
    re.IGNORECASE,
)
_STARS = re.compile("([★⭐]*)(☆*)")
_STARRED = re.compile(
    r"(\d(?:[.,]\d+)?)\s*(?:[★⭐]|stars?|estrell(?:a|as|es)|stele|stea|étoiles?|sterne?|stell[ae]|sterren)",
    re.IGNORECASE,
)

_NO_ANSWER = frozenset(listed_words(meaning_words.NO_ANSWER))
_PARTS = re.compile(r"\s*[/|,;:(\\–—-]\s*|\s+(?:or|o|sau|ori)\s+")

_YES = frozenset(
    [
        "yes",
        "y",
        "si",
        "s",
        "da",
        "true",
        "verdadero",
        "cert",
        "adevarat",
        "oui",
        "vrai",
        "ja",
        "wahr",
        "sim",
        "vero",
        "waar",
        "tak",
        "evet",
        "1",
    ]
)
_NO = frozenset(
    listed_words(
        "no | n | nu | false | falso | fals | non | faux | nein | falsch | nao | nee | onwaar | nie | hayir | 0"
    )
)
_BESIDES = (
    r"(?: ?(?:with|con|amb|cu|mit|avec) ?(?:comments?|comentarios?|comentaris?|comentarii?u?|kommentar|commentaire))?"
)
_GOOD = re.compile(rf"(?:good|buen[oa]?|bien|bon[ae]?|bo|bine|bun[a]?|gut){_BESIDES}|👍(?:\W*)|thumbs up")
_BAD = rf"(?:bad|mal[oa]?|dolenta?|rau|rea|schlecht|mauvaise?){_BESIDES}|👎(?:\W*)|thumbs down"
_VERDICT = re.compile(rf"{_GOOD.pattern}|{_BAD}")
_UNRATED = re.compile(r"(?:un|not |no )?(?:offered|rated)|no ofrecid[oa]|ofrecid[oa]|sin ofrecer|no ofert[ao]|oferta?")
_NEGATION = re.compile(
    r"(?:.*\b)?(?:no|not|nu|never|nunca|mai|sin|sense|fara|without|cap|niciodata|non|pas|jamais|sans|nein|nicht|keine?|"
    r"nao|niet|geen|nooit|senza)\b.*|.*n't\b.*"
)
_DENYING = ("un", "non", "ne", "in", "des")
_UNUSED = re.compile(  # no ho he fet servir, no los hemos utilizado, nu l-am folosit, we have never used it
    r"(?:yo |jo |i |we |eu )?(?:no|nunca|mai no|mai|nu|niciodata nu|have not|haven't|have never|did not|didn't|never)"
    r"(?: (?:no|ever|l[oaie]s?|les|els|hi|ho|o|i|l-am|le-am|am|a|au|he|ha|han|hem|hemos|fet))*"
    r"(?: l'h(?:e|a|an|em)(?: fet)?)?"
    r" (?:us(?:ad[oa]s?|at|ada|ats|ades|ed?)|utilizad[oa]s?|utilitza(?:t|da|ts|des)|servir|folosit|utilizat)"
    r"(?: (?:it|them|this|this one|nunca|mai|aquest|aquesta|este|esta))?"
)

# what turns the word behind it round: not at all satisfied, nada probable, gens fàcil, deloc mulțumit, poco útil
_NOT = (
    r"(?:not(?: at all| very)?|do not|don't|hardly|nada|no muy|no estoy|poco|gens|no gaire|no estic|poc|"
    r"deloc|nu prea|nu sunt|putin|pas(?: du tout| tres)?|peu|gar nicht|uberhaupt nicht|nicht|wenig|kaum|nao|pouco|"
    r"per (?:niente|nulla)|non(?: molto| troppo)?|(?:helemaal )?niet(?: zo| erg)?|weinig)"
)


def _any(words: str) -> str:
    """A pattern for any of the words."""
    return "(?:" + "|".join(word.replace("*", r"\w*") for word in listed_words(words)) + ")"


_NEITHER = re.compile(
    r"\b(?:neither|ni|nici|neutral|neutru|neutra|neutre|neutrale|neutraal|weder|nem|regular|average|fair|so-so)\b"
)
SIDES = {
    "quality": (_any(meaning_words.GOOD), _any(meaning_words.BAD)),
    "ease": (_any(meaning_words.EASY), _any(meaning_words.HARD)),
    "frequency": (_any(meaning_words.ALWAYS), _any(meaning_words.NEVER)),
    "agreement": (_any(meaning_words.AGREE), _any(meaning_words.DISAGREE)),
}


def told_number(words: str) -> int | None:
    """The one number that words name, at their beginning or their end: 5 (best), 0 - not at all, very good = 5."""
    for form in _NUMBERED:
        if found := form.fullmatch(words.strip()):
            return int(found[1])
    return None


def with_its_scale(words: str) -> tuple[float, int] | None:
    """Answer and highest answer of "4/5", "4 out of 5" and "★★★★☆"; of "★★★★" and "4 stars" the highest is 0."""
    text = words.strip().replace("\ufe0f", "")  # which makes a picture of a star
    if found := _OF.fullmatch(text):
        number, highest = float(found[1].replace(",", ".")), int(found[2])
        return (number, highest) if number <= highest else None
    if found := _STARRED.fullmatch(text):
        return float(found[1].replace(",", ".")), 0
    stars = _STARS.fullmatch(text) if text else None
    return (float(len(stars[1])), len(text) * bool(stars[2])) if stars else None


def no_answer(words: str) -> bool:
    """Whether words say that there is no answer: don't know, no sabe, no escau, nu răspund, not used."""
    plain = re.sub(r"^\W*[+-]?\d+\s*[-–—=:.)]*\s*|\s*[(\[]?\b[+-]?\d+[)\]]?\W*$", "", words.replace("/", " / "))
    plain = plain_words(plain).strip(" ()[]<>-.*").replace(" / ", "/")
    parts = [part.strip(" .)") for part in _PARTS.split(plain.replace("n/a", "na"))]
    return _says_no_answer(plain) or (len(parts) > 1 and all(map(_says_no_answer, parts)))


def _says_no_answer(plain: str) -> bool:
    return plain in _NO_ANSWER or _UNUSED.fullmatch(plain) is not None


def only_denies(words: str, answers: Iterable[str]) -> bool:
    """Whether words say that something was not, beside answers that say how it was: no hi he anat, n-am fost, not seen.

    Words that praise or blame, or share one with the answers, do not: "no es útil" is an answer beside "muy útil".
    """
    plain = plain_words(words)
    rates = any(re.search(rf"\b{pattern}\b", plain) for sides in SIDES.values() for pattern in sides)
    shared = _stems(plain) & {stem for answer in answers for stem in _stems(plain_words(answer))}
    return bool(_NEGATION.fullmatch(plain)) and not rates and not shared and not _NEITHER.search(plain)


def _stems(words: str) -> set[str]:
    """The beginnings of the longer words."""
    return {word[:5] for word in re.findall(r"\w{4,}", words)}


def yes_no(words: str) -> int | None:
    """1 for yes, 0 for no, also where more follows ("Sí, respondió"); None for anything else."""
    if no_answer(words):
        return None
    plain = plain_words(words)
    for known in (plain, re.split(r"\s*[,;:.(–—-](?!\d)", plain, maxsplit=1)[0]):
        if known in _YES or known in _NO:
            return int(known in _YES)
    return None


def yes_no_labels(labels: Mapping[str, str]) -> dict[str, int]:
    """Which answers are yes: by their words, or since one of two denies the other (selected, not selected).

    Labels that say that there is no answer are left out; empty where the labels are neither yes nor no.
    """
    plain = {code: plain_words(word) for code, word in labels.items()}
    if len(plain) == 2 and len(set(plain.values())) == 2:
        (one, first), (two, second) = plain.items()
        denied = _denies(first, second), _denies(second, first)
        if sum(denied) == 1:
            return {one: int(not denied[0]), two: int(not denied[1])}
    found = {code: yes_no(word) for code, word in labels.items() if not no_answer(word)}
    known = {code: answer for code, answer in found.items() if answer is not None}
    return known if len(known) == len(found) else {}


def verdicts(words: Iterable[str]) -> dict[str, int]:
    """Good (1) and bad (0) of a help desk's ratings, which have no other answer: good with comment, bad, offered.

    Words that say that none was given are left out; empty where some word says anything else, or one side lacks.
    """
    words = list(words)
    found = {word: plain for word in words if not _UNRATED.fullmatch(plain := plain_words(word)) and plain}
    told = {word: int(bool(_GOOD.fullmatch(plain))) for word, plain in found.items() if _VERDICT.fullmatch(plain)}
    return told if len(told) == len(found) and {0, 1} <= set(told.values()) else {}


def _denies(words: str, others: str) -> bool:
    """Whether the first words are the other ones with a not: did not respond, unchecked, neselectat."""
    if any(words.startswith(sign) and words.removeprefix(sign).strip(" -") == others for sign in _DENYING):
        return True
    return bool(_stems(others) & _stems(words)) and bool(_NEGATION.fullmatch(words)) and not _NEGATION.fullmatch(others)


def side(words: str, kind: str) -> int:
    """1 where words praise (or agree, or say that it was easy), −1 where they blame, 0 where they do neither."""
    plain = plain_words(words)
    if _NEITHER.search(plain):
        return 0
    good, bad = ([bool(found[1]) for found in pattern.finditer(plain)] for pattern in _patterns(kind))
    if kind == "ease" and True in bad:  # not difficult
        return 1
    if True in good or bad:
        return -1
    return 1 if good else 0


@cache
def _patterns(kind: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What is good and what is bad, each with the words that deny it in a group of their own."""
    good, bad = SIDES[kind]
    denied = rf"\b(?:({_NOT}) (?:\w+ )?)?"
    return re.compile(rf"{denied}{good}\b"), re.compile(rf"{denied}{bad}")


def direction(labels: Mapping[float, str]) -> tuple[int, str]:
    """Whether answers rise (1) or fall (−1) from lowest to highest number, and in which sense; 0 where unknown.

    The senses are those of `SIDES`, and "assent" of two answers that are yes and no.
    """
    if len(labels) > 1:
        low, high = labels[min(labels)], labels[max(labels)]
        for kind in SIDES:
            ends = side(low, kind), side(high, kind)
            if ends[0] * ends[1] < 0:
                return ends[1], kind
    if len(labels) == 2 and (answers := yes_no_labels({str(number): word for number, word in labels.items()})):
        return answers[str(max(labels))] - answers[str(min(labels))], "assent"
    return 0, ""


_WORD = r"(?:[^\W\d_][^\d;.()\[\]\n,]*?)"
_VERBS = "|".join(
    rf"\b{verb}\b"
    for verb in ("is", "means", "being", "es", "significa", "quiere decir", "és", "vol dir", "este", "înseamnă")
)
_MEANS = rf"\s*(?:[:=–—-]|{_VERBS})\s*"
_NEXT = r"\s+(?:and|y|e|i|și|si|to|a|until|en|tot)\s+\d|\s*\d|$"
_TOLD = (
    re.compile(rf"(?<![\w.,])(\d{{1,3}}){_MEANS}[\"“'«]?({_WORD})(?=[,;.)\]\n\"”'»]|{_NEXT})"),
    re.compile(rf"(?<![\w.,])(\d{{1,3}})\s*[(\[]\s*({_WORD})[)\]]"),
    re.compile(rf"(?<![\w.,])(\d{{1,3}})\s+({_WORD})(?=[,;.)\]\n]|{_NEXT})"),
)
_BEFORE = re.compile(rf"({_WORD})\s*[(\[](\d{{1,3}})[)\]]")


def told_by(question: str) -> dict[float, str]:
    """The numbers that a wording explains: "1: very good, 5: very poor" or "from 1 (bad) to 5 (good)"."""
    if not any(map(str.isdecimal, question)):
        return {}
    for form in _TOLD:
        found = {float(number): words.strip() for number, words in form.findall(question)}
        if len(found) > 1:
            return found
    found = {float(number): words.strip() for words, number in _BEFORE.findall(question)}
    return found if len(found) > 1 else {}
