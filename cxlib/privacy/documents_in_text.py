"""Documents of a person in a text by their name: whatever looks like a number behind it, in four languages.

A named document takes what has at least five letters and digits, two of them digits, and is no date, no amount and
nothing that another noun right before it numbers: no check digit is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from .pieces_of_text import AND_NUMBER, CALLS, DIGITS, NUMBERED, plain

# in small letters, "W" for the rest of a word
_NAMES = r"""
d\.?n\.?i|n\.?i\.?[efa]|n\.?r\.?t|c\.?n\.?p|codu?l? numeric personal|cod(?:ul)? (?:de )?asigurat|tie|cip|brp|tsi|ci|c\.i
pass[ae]?portW|pa[sșş]aportW|reisepass|buletinW(?! de (?!iden))
driv(?:ing|ers?|er['’]s) (?:licen[cs]e|number|no|record|permit)|dvla|dl n(?:o|umber)|licen[cs]e n(?:o|umber)
ll?ic[eè]nci?a de conduc?i?r?W|f[uü]hrerschein
(?:carn[eé]ts?|perm[ií]s(?:ul)?(?:ui)?|permiso) (?:de |d['’])?(?:conduW|auto|moto|residW|[sșş]edere|identiW)
(?:perm[ií]s(?:ul)?|permiso) (?:de |d['’])(?:treball|trabajo|munc[aă]|immigració|estada|estancia)
(?:carn[eé]ts?|perm[ií]s(?:ul)?(?:ui)?|permiso)(?! (?:dels?|de)\b| d['’])
identi(?:tate|dad|tat|tà|té|ficaci[oó]n?|ficació|ty (?:card|number|document))|personalausweis|n[uú]mW de cens
(?:national|photo) id|id card|(?:my|his|her) id(?: n(?:o|umber))?|(?:my|mi|meu) document(?:o|ul)?
c[eé]dula|codice fiscale|steuer-?id|pesel
residen(?:ce|t|cy) (?:permit|card)|titre de séjour|(?:tar[jg]eta|titlu|cardW) de (?:re[sz]id|[sșş]edere)W
autori[tz]aci[oó]n? (?:d['’]|de )(?:immigració|residen?[cè]W)
(?:health|medical)(?: insurance)? card|tar[jg]eta (?:sanit[aà]ria|de salud)|ehic|cardW (?:W )?de s[aă]n[aă]tate|nhs
national insurance|nino|n\.?i\.? n[ou]W|social security|ssn|nu?ss|s\.s|cass
segur(?:idad|etat|itate) social[aă]?|asigurW socialW
"""
_NAME = re.compile(r"\b(?:" + _NAMES.strip().replace("\n", "|").replace("W", r"[^\W\d_]*") + r")(?![^\W\d_])")
_CAPITALS = {"ci", "tie", "cip", "brp", "tsi"}  # small, they are other words
_UNIT = (
    r"(?: ?(?:[€$£%°º]|(?:euros?|eur|lei|ron|pounds?|quid|dollars?|pesetas|kwh|[kmg]b|km|kg|g|m|mm|cm"
    r"|min(?:ut)?\w*|hours?|horas?|hores|ore"
    r"|days?|d[ií]as?|dies|zile|weeks?|semanas?|setmanes|years?|años?|anys?|ani|times?|veces|vegades|ori|people|clients?"
    r"|personas?|persones|persoane)\b))"
)
_DATE = r"(?:\d{1,2}[./-]\d{1,2}[./-](?:\d\d){1,2}(?!\d)|\d{1,2}[:h]\d\d)"
# letters of a series apart from the digits, and no word before the number
_SERIES = (
    r"(?:(?!(?i:n[or]|num)\b|(?:E|Y|I|IS|ES|EL|ÉS|MY|THE)\b(?!-))[A-Z]{1,5}[ .,/-]{1,2}(?:(?i:n[or]|num|number)\.? ?)?"
    r"|(?!(?:[eé]s|is|el|la|al|de|on|at|in|to|by|of|or|no|nr|my|mi|su|cu|pe|ca|en|un|si|ni|[aeiyou])\b)[a-z]{1,2}[ .-]"
    r"|[a-z]{3}-)?"
)
_GROUP = r"[A-Za-z]{0,5}\d[A-Za-z\d]{0,17}"
_NUMBER = re.compile(
    rf"(?<![\w€$£])(?<!\d[.,:])(?<![^\W\d_]['’]){_SERIES}"
    rf"(?:[A-Za-z]{{0,5}}\d{{7}}[A-Za-z\d]{{0,15}}(?:[./-]{_GROUP}){{0,3}}"
    rf"|{_GROUP}(?:(?:[./·-]| [-/] | (?!{_DATE}|\d+{_UNIT}))(?:[A-Z]{{1,3}} ?(?=\d))?{_GROUP}){{0,7}})"
    r"(?:(?! [aeiouy](?!\w))(?: ?- ?|[. /])?[A-Za-z](?![\w'’]))?(?!\w|:\d)"
)
_GLUED = re.compile(rf"(?:n?[º°]|n\.º)?(?P<it>{_GROUP}(?:[ .-]{_GROUP}){{0,4}}(?: ?-? ?[A-Za-z])?)(?![\w])")
_NO_NUMBER = re.compile(  # a day, a month or a paper of a year, years, hours
    r"(?:[A-Za-z]{1,2} )?(?:(?:[0-2]?\d|3[01])([ ./-])(?:0?[1-9]|1[0-2])\1(?:(?:19|20)\d\d|\d\d)"
    r"|(?:19|20)\d\d([ ./-])\d\d\2\d\d"
    r"|\d{1,6}/(?:19|20)\d\d|(?:0?[1-9]|1[0-2])[./-](?:19|20)\d\d|(?:19|20)\d\d(?:[ ./-]{1,3}(?:(?:19|20)\d\d|\d\d))+"
    r"|\d{1,2}[.:h]\d\d(?: ?h)?(?: ?[-/] ?\d{1,2}[.:h]\d\d(?: ?h)?)?)"
)
_AMOUNT = re.compile(_UNIT + r"|[.,]\d\d?\b|,\d{3}", re.IGNORECASE).match
_ENDS = re.compile(r"[\[\]!?;]|\.\s+(?=[A-ZÀ-ÝȘȚ])|\n\s*\S|(?<=\S)\s*\n\s*\S").search
_OTHER = re.compile(
    r"\b(?:and|y|e|i|și|si)\s+(?!n(?:r|o|um|úm|umber|úmero|umăr)\b(?! de\b))[^\W\d_]{3}", re.IGNORECASE
).search
# an insurer's office has a telephone, and "the office of" anything else; what is numbered there is a person's again
_INSURER = re.compile(r"segur\w+ social\w*|asigur\w* social\w*|social security|national insurance|cass").fullmatch
_OFFICE = re.compile(
    r"\b(?:oficin\w+|office|birou\w*|seu|sede|delegaci\w+|sucursal\w*)\s(?:(?:de|del|al|of|the|la|les)\s|d['’]|l['’]){0,3}$"
).search
_ITS_NUMBER = re.compile(
    r"(?:\bn[uú]m\w*|\bn[º°or]\.?|\bafiliaci\w+)\s(?:(?:de|del|al)\s)?(?:la\s|el\s|l['’])?$"
).search
_TELEPHONE = re.compile(r"(?:(?:34|40|44)?[6-9]\d{8}|0[1-9]\d{8,9})").fullmatch
# "… and my wife's is X", of the form of the one before
_WHOSE = (
    r"al?\s(?:meu|meva|nostru|ei|lui|so[tț]i\w+)(?:\s[^\W\d_]+)?|al\s[^\W\d_]+"
    r"|(?:el|la|lo)\s(?:seu|seva|meu|meva|su[ya]o?|m[ií][ao]|de(?:l|\sla)?\s[^\W\d_]+(?:\s[^\W\d_]+)?)"
    r"|(?:my|his|her|their)\s[^\W\d_]+['’]s|mine|hers|theirs"
)
_ANOTHERS = re.compile(
    rf"[\s,;(]*(?:(?:i|y|și|si|and|iar|pero|però)\s)?(?:{_WHOSE})(?:\s(?:és|es|este|e|is|era|was)|:)?[\s:]*$",
    re.IGNORECASE,
).match
_FIRM = re.compile(r"[A-HJNP-SUVW]\d{7}[\dA-J]").fullmatch  # NIF of a firm in Spain
_FAR = 40  # signs between a name and its number
_OWN_SERIES = re.compile(rf"\bseri[ae]\b{AND_NUMBER}?", re.IGNORECASE)
_BEFORE = re.compile(  # "533402718 is my passport"
    rf"(?P<it>{_NUMBER.pattern}),?\s?(?:\(|(?:is|was|es|és|este|e|era)\s(?:(?:the|my|mi|el|la|al|n[uú]mero|number)\s){{0,2}}"
    r"(?:(?:meu|meva|num[aă]rul|de|of)\s){0,2})$"
)


def without_documents(text: str, taken: Callable) -> str:
    """The text without the numbers of named documents; where a name has none of its own, the next may have."""
    parts, at = [], 0
    for name in _NAME.finditer(_small(text)):
        if name.start() < at or (name[0] in _CAPITALS and not text[name.start() : name.end()].isupper()):
            continue
        found = _own(text, name)
        while found and found[0] >= at:
            parts += [text[at : found[0]], taken("id", text[slice(*found)])]
            at, found = found[1], _anothers(text, *found)
    return "".join([*parts, text[at:]])


def _small(text: str) -> str:
    """The text in small letters, sign by sign: a pattern without a choice of letters is quicker."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(one.lower()[0] for one in text)


def _own(text: str, name: re.Match) -> tuple[int, int] | None:
    """Where a named document's number stands: right before it, or behind it within a few words of the sentence."""
    start = max(0, name.start() - _FAR)
    before = _BEFORE.search(text[start : name.start()])
    if before and not NUMBERED(text[:start] + before.string[: before.start()]):
        first, last = (start + place for place in before.span("it"))
        if _fits(text, name, first, last):
            return first, last
    glued = _GLUED.match(text, name.end())
    if glued and _fits(text, name, glued.start("it"), glued.end("it")):
        return glued.span("it")
    for found in _NUMBER.finditer(text, name.end(), name.end() + _FAR + 40):
        gap = _OWN_SERIES.sub("", text[name.end() : found.start()]).lstrip(" :.")
        if (
            len(gap) > _FAR
            or _ENDS(gap.lstrip(" :."))
            or CALLS.search(gap)
            or _OTHER(gap)
            or _NAME.match(found[0].lower())
        ):
            break
        if NUMBERED(gap) is None and _fits(text, name, *found.span()):
            return found.span()
    return None


def _anothers(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The same document of somebody else, told without its name: a number of the same form behind a few words."""
    form = _form(text[start:end])
    found = _NUMBER.search(text, end, end + 2 * _FAR) if len(form) >= 8 and form.count("9") >= 6 else None
    if not found or _form(found[0]) != form or _TELEPHONE(plain(found[0])):
        return None
    gap = text[end : found.start()]
    return None if _ENDS(gap) or CALLS.search(gap) or NUMBERED(gap) or not _ANOTHERS(gap) else found.span()


def _form(piece: str) -> str:
    """Letters as A and digits as 9: AAB123456 is AAA999999."""
    return re.sub("[A-Z]", "A", re.sub(r"\d", "9", plain(piece)))


def _fits(text: str, name: re.Match, start: int, end: int) -> bool:
    """Whether a piece behind a document's name has the form of a number."""
    it = plain(text[start:end])
    if len(it) < 5 or len(DIGITS(it)) < 2 or _NO_NUMBER.fullmatch(text[start:end]) or _AMOUNT(text, end):
        return False
    before = name.string[: name.start()]
    if _TELEPHONE(it) and not _ITS_NUMBER(before) and (_INSURER(name[0]) or _OFFICE(before)):
        return False
    return not (plain(name[0]) == "NIF" and _FIRM(it))
