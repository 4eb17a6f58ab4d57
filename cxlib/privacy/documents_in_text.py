"""Documents of a person in a text by their name: whatever looks like a number behind it, in four languages.

A named document takes what has at least five letters and digits, two of them digits, and is no date, no amount and
nothing that another noun right before it numbers: no check digit is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from .pieces_of_text import AND_NUMBER, CALLS, DIGITS, NUMBERED, plain

_W = r"[^\W\d_]*"
_NAMES = (  # in small letters
    *(
        r"d\.?n\.?i",
        r"n\.?i\.?[efa]",
        r"n\.?r\.?t",
        "tie",
        "cip",
        "brp",
        "tsi",
        r"c\.?n\.?p",
        "codu?l? numeric personal",
    ),
    *(
        r"nhs",
        rf"buletin{_W}(?! de (?!iden))",
        "ci",
        r"c\.i",
        rf"pass(?:[ae]|)port{_W}",
        "reisepass",
        rf"pa[sșş]aport{_W}",
    ),
    *(r"driv(?:ing|ers?|er['’]s) (?:licen[cs]e|number|no|record|permit)", "dvla", "dl n(?:o|umber)"),
    *(r"licen[cs]e n(?:o|umber)", rf"ll?ic[eè]nci?a de conduc?i?r?{_W}", "f[uü]hrerschein"),
    rf"(?:carn[eé]ts?|perm[ií]s(?:ul)?(?:ui)?|permiso)(?: (?:de |d['’])?(?:condu{_W}|auto|moto|resid{_W}|[sșş]edere"
    rf"|identi{_W}|treball|trabajo|munc[aă]|immigració|estada|estancia)|(?! (?:de|del|dels|d)\b))",
    r"identi(?:tate|dad|tat|tà|té|ficaci[oó]n?|ficació|ty (?:card|number|document))",
    *(
        "national id",
        "photo id",
        "id card",
        "(?:my|his|her) id(?: n(?:o|umber))?",
        "(?:my|mi|meu) document(?:o|ul)?",
        rf"n[uú]m{_W} de cens",
        "personalausweis",
        "c[eé]dula",
        "codice fiscale",
    ),
    *("steuer-?id", "pesel", "residen(?:ce|t|cy) (?:permit|card)", "titre de séjour"),
    r"autori[tz]aci[oó]n? (?:d['’]|de )(?:immigració|residen?[cè]\w+)",
    "cod(?:ul)? (?:de )?asigurat",
    rf"(?:tar[jg]eta|titlu|card{_W}) de (?:re[sz]id|[sșş]edere){_W}",
    *(r"(?:health|medical)(?: insurance)? card", r"tar[jg]eta (?:sanit[aà]ria|de salud)", "ehic"),
    rf"card{_W} (?:{_W} )?de s[aă]n[aă]tate",
    *("national insurance", "nino", rf"n\.?i\.? n[ou]{_W}", "social security", "ssn", "nu?ss", r"s\.s", "cass"),
    *(r"segur(?:idad|etat|itate) social[aă]?", rf"asigur{_W} social{_W}"),
)
_NAME = re.compile(rf"\b(?:{'|'.join(_NAMES)})(?![^\W\d_])")
_CAPITALS = {"ci", "tie", "cip", "brp", "tsi"}  # small, they are other words
_UNIT = (
    r"(?: ?(?:[€$£%°º]|(?:euros?|eur|lei|ron|pounds?|quid|dollars?|pesetas|kwh|km|kg|g|m|mm|cm"
    r"|min(?:ut)?\w*|hours?|horas?|hores|ore"
    r"|days?|d[ií]as?|dies|zile|weeks?|semanas?|setmanes|years?|años?|anys?|ani|times?|veces|vegades|ori|people|clients?"
    r"|personas?|persones|persoane)\b))"
)
_DATE = r"(?:\d{1,2}[./-]\d{1,2}[./-](?:\d\d){1,2}(?!\d)|\d{1,2}[:h]\d\d)"
# letters of a series apart from the digits, and no word before the number
_SERIES = (
    r"(?:(?!(?i:n[or]|num)\b|(?:E|Y|I|IS|ES|EL|ÉS|MY|THE)\b(?!-))[A-Z]{1,5}[ .,/-]{1,2}(?:(?i:n[or]|num|number)\.? ?)?"
    r"|(?!(?:[eé]s|is|el|la|al|de|on|at|in|no|nr|my|cu|en|[aeiyou])\b)[a-z]{1,2}[ .-]|[a-z]{3}-)?"
)
_GROUP = r"[A-Za-z]{0,5}\d[A-Za-z\d]{0,17}"
_NUMBER = re.compile(
    rf"(?<![\w€$£])(?<!\d[.,:])(?<![^\W\d_]['’]){_SERIES}"
    rf"(?:[A-Za-z]{{0,5}}\d{{7}}[A-Za-z\d]{{0,15}}(?:[./-]{_GROUP}){{0,3}}"
    rf"|{_GROUP}(?:(?:[./·-]| [-/] | (?!{_DATE}|\d+{_UNIT}))(?:[A-Z]{{1,3}} ?(?=\d))?{_GROUP}){{0,7}})"
    r"(?:(?! [aeiouy](?!\w))(?: ?- ?|[. /])?[A-Za-z](?![\w'’]))?(?!\w|:\d)"
)
_GLUED = re.compile(rf"(?:n?[º°]|n\.º)?(?P<it>{_GROUP}(?:[ .-]{_GROUP}){{0,4}}(?: ?-? ?[A-Za-z])?)(?![\w])")
_NO_NUMBER = re.compile(  # a day, a month of a year, years, hours
    r"(?:[A-Za-z]{1,2} )?(?:(?:[0-2]?\d|3[01])([ ./-])(?:0?[1-9]|1[0-2])\1(?:(?:19|20)\d\d|\d\d)"
    r"|(?:19|20)\d\d([ ./-])\d\d\2\d\d"
    r"|(?:0?[1-9]|1[0-2])[./-](?:19|20)\d\d|(?:19|20)\d\d(?:[ ./-]{1,3}(?:(?:19|20)\d\d|\d\d))+"
    r"|\d{1,2}[.:h]\d\d(?: ?h)?(?: ?[-/] ?\d{1,2}[.:h]\d\d(?: ?h)?)?)"
)
_AMOUNT = re.compile(_UNIT + r"|[.,]\d\d?\b|,\d{3}", re.IGNORECASE).match
_ENDS = re.compile(r"[\[\]!?;]|\.\s+(?=[A-ZÀ-ÝȘȚ])|\n\s*\S|(?<=\S)\s*\n\s*\S").search
_OTHER = re.compile(
    r"\b(?:and|y|e|i|și|si)\s+(?!n(?:r|o|um|úm|umber|úmero|umăr)\b(?! de\b))[^\W\d_]{3}", re.IGNORECASE
).search
_FIRM = re.compile(r"[A-HJNP-SUVW]\d{7}[\dA-J]").fullmatch  # NIF of a firm in Spain
_FAR = 40  # signs between a name and its number
_OWN_SERIES = re.compile(rf"\bseri[ae]\b{AND_NUMBER}?", re.IGNORECASE)
_BEFORE = re.compile(  # "533402718 is my passport"
    rf"(?P<it>{_NUMBER.pattern}),?\s?(?:\(|(?:is|was|es|és|este|e|era)\s(?:(?:the|my|mi|el|la|al|n[uú]mero|number)\s){{0,2}}"
    r"(?:(?:meu|meva|num[aă]rul|de|of)\s){0,2})$"
)


def without_documents(text: str, taken: Callable) -> str:
    """The text without the numbers of named documents; where a name has none of its own, the next may have."""
    at = 0
    while name := _NAME.search(_small(text), at):
        at = name.end()
        if name[0] in _CAPITALS and not text[name.start() : at].isupper():
            continue
        if found := _own(text, name):
            (start, end), before = found, len(text)
            text = text[:start] + taken("id", text[start:end]) + text[end:]
            at = start + len("[id]") if start >= at else at + len(text) - before
    return text


def _small(text: str) -> str:
    """The text in small letters, sign by sign: a pattern without a choice of letters is quicker."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(one.lower()[0] for one in text)


def _own(text: str, name: re.Match) -> tuple[int, int] | None:
    """Where the number of a named document stands behind it, within a few words of the same sentence."""
    glued = _GLUED.match(text, name.end())
    if glued and _fits(text, name, glued.start("it"), glued.end("it")):
        return glued.span("it")
    for found in _NUMBER.finditer(text, name.end(), name.end() + _FAR + 40):
        gap = _OWN_SERIES.sub("", text[name.end() : found.start()])
        if len(gap) > _FAR or _ENDS(gap.lstrip(" :.")) or CALLS.search(gap) or _OTHER(gap):
            break
        if NUMBERED(gap) is None and _fits(text, name, *found.span()):
            return found.span()
    start = max(0, name.start() - _FAR)
    before = _BEFORE.search(text[start : name.start()])
    if before and not NUMBERED(text[:start] + before.string[: before.start()]):
        first, last = (start + place for place in before.span("it"))
        return (first, last) if _fits(text, name, first, last) else None
    return None


def _fits(text: str, name: re.Match, start: int, end: int) -> bool:
    """Whether a piece behind a document's name has the form of a number."""
    it = plain(text[start:end])
    if len(it) < 5 or len(DIGITS(it)) < 2 or _NO_NUMBER.fullmatch(text[start:end]) or _AMOUNT(text, end):
        return False
    return not (plain(name[0]) == "NIF" and _FIRM(it))
