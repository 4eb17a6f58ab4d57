"""Telephone numbers in a text: by their form, or behind a word for a telephone."""

from __future__ import annotations

import re
from collections.abc import Callable

from . import checksums
from .pieces_of_text import CALL, CALLS, FREE, NUMBERED, ORDERED, numbers_an_order, plain

_SIGN = r"[ .·*_\-/()]{0,3}"
_BEFORE = r"(?=[\d(])(?<![\d+])(?<!\d[.,_·*])(?:(?<!\d-)|(?<=\d{9}-))"
_NEXT = r"(?:[ .·*_\-/]?\)?[ ]?\d|[ .\-/]?\n[ .\-/]?\d)"  # one more digit, behind a sign, a line's end or none
_OVER = r"[ .·*_\-/()\n]{0,3}"
_PHONES = (
    re.compile(  # of the countries whose numbers have so many digits, also over a line's end
        rf"\(?(?:(?<![\d+])\+ ?|(?<![\w+])(?<!\d[.,])00 ?)"
        rf"(?:(?:3[34]|40)(?:{_OVER}\d){{9}}|44{_OVER}(?:\(0\) ?)?\d(?:{_OVER}\d){{9}}"
        rf"|376(?:{_OVER}6(?:[ .-]?\d){{8}}|(?:{_OVER}\d){{6}}))(?!\d)"
    ),
    re.compile(rf"\(?(?:(?<![\d+])\+ ?|(?<![\w+])(?<!\d[.,])00 ?)\d(?:{_SIGN}\d){{7,14}}(?!\d)"),
    re.compile(  # digit by digit
        rf"{_BEFORE}(?<!\d )\(?[0679]\)?(?:(?: {{1,2}}|[.·*_\-/\n]| [.·\-/_] )\d){{8,11}}(?![ .·*_\-/]{{0,3}}\d)"
    ),
    re.compile(
        rf"{_BEFORE}(?:[5-9]\d\d - (?:\d{{3}} - \d{{3}}|\d\d - \d\d - \d\d)|0\d{{3,4}} - \d{{3}} - \d{{3,4}})"
        r"(?! ?-? ?\d)"
    ),
    # of a mobile in Spain; rooms of one floor and round numbers are a list
    re.compile(rf"{_BEFORE}(?!(\d)\d\d / \1|\d\d0 / \d\d0)[67]\d\d / \d{{3}} / \d{{3}}(?! ?/? ?\d)"),
    # of the United Kingdom by its first group, the last digit alone; Romania's and its own by country without the sign
    re.compile(rf"{_BEFORE}\(?0(?:7\d{{3}}\)?[ .-]|20\)?[ .-]\d\d)(?:[ .-]?\d){{5}}[ .-]?\d(?!\d)"),
    re.compile(
        rf"{_BEFORE}(?!.{{2,6}}\d\d[.-]\d\d[.-](?:19|20)\d\d)(?:40[ .-]?[237]|44[ .-]?[127]\d)(?:[ .-]?\d){{8}}(?!\d)"
    ),
    re.compile(rf"{_BEFORE}(?:4[ .-]?)?\(?0\)?[ -]?\(?[2357]{_NEXT}{{8}}(?!\d)(?:/\d{{1,3}}(?!\d))?"),
    re.compile(rf"{_BEFORE}\(?0\)?[ -]?\(?[1237]{_NEXT}{{9}}(?!\d)"),
    re.compile(rf"{_BEFORE}(?:3[46][ .-])?\(?(?!\d{{5}}[/-]\d{{4}}(?!\d))[5-9]{_NEXT}{{8}}(?!\d)(?:/\d{{1,3}}(?!\d))?"),
    re.compile(rf"{_BEFORE}0[1-79]([ .-])\d\d(?:\1\d\d){{3}}(?![ .-]?\d)"),  # of France, two by two
    re.compile(rf"{_BEFORE}(?:\([2-9]\d\d\) ?|[2-9]\d\d[.-])[2-9]\d\d[ .-]\d{{4}}(?!\d)"),  # of America
    re.compile(rf"{_BEFORE}(?:01\d{{3}}[ -]\d{{5}}|376(?:[ .-]?[3678]\d{{5}}|[.-]?[3678]\d\d[.-]\d{{3}}))(?!\d)"),
)
_LONG = rf"{FREE}\(?\d(?:[ .·*_\-/()]{{0,3}}\d){{8,13}}"
_LINK = (  # words between it and its number
    r"(?:[^\w\n]|\b(?:is|es|és|e|este|el|al|a|la|on|at|the|my|mi|mea|meu|seu|me|us|or|sau|o|y|i|and|și|si|nr|no|n|n[uú]m"
    r"|n[uú]mero|num[aă]r\w*|number|nou|nova|nuevo|new|fix|fijo|andorr\w+)\b)"
)
_MINE = r"(?:my|mi|our) (?:new |nuevo )?(?:number|n[uú]mero)|meu n[uú]mero|num[aă]rul meu"
_NEAR = re.compile(  # nine digits stand nearer to it than a pair of amounts; six of Andorra are three and three
    rf"\b(?:(?:{_MINE})\b[^\d\n]{{0,14}}(?P<mine>{_LONG})(?!\d)|{CALL}\b(?:[^\d\n]{{0,14}}(?P<long>{_LONG})"
    rf"|{_LINK}{{0,12}}(?P<short>{FREE}\(?\d(?:[ .\-/()]{{0,2}}\d){{5,7}})"
    rf"|(?P<gap>[^\d\n.;!?]{{0,24}})(?P<six>{FREE}[3678]\d\d[ .-]?\d{{3}}))(?!\d))",
    re.IGNORECASE,
)
_PAID = re.compile(
    r"\b(?:cost\w*|cuest\w*|val\w*|pag\w*|paid|pay\w*|plăt\w*|plat\w*|pr[ei][cțţt]\w*|cobr\w*"
    r"|con|amb|cu|with|per|por|for)\b",
    re.IGNORECASE,
)

_EXTENSION = re.compile(  # of a switchboard
    r"(?<=\[phone\])[ ,;.-]{0,3}(?P<open>\()?"
    r"(?:x|(?:ext|int|anexo|extensi[oó]n?|extensió|extensia|interior(?:ul)?|centralita)\b)"
    r"[.:]? ?(?:n[ro]\. ?)?\d{1,5}\b(?(open)\)?)",
    re.IGNORECASE,
)
_PATIENT = re.compile(r"\d{3}-\d{3}-\d{4}").fullmatch  # in England; a telephone of America has the same form
_COUNTRY = re.compile(r"(?:3[46]|4[04]) ").match  # without its sign
_HOUSE = re.compile(  # the number of a house stands behind its street
    r"(?:\b(?:calle|c/|carrer|avda?|avinguda|avenida|pla[zçc]a|plaza|paseo|passeig|strada|str|bulevard\w*|bd|street|road|lane"
    r"|avenue)\b[^\d\n]{1,30}|\b(?:street|road|lane|avenue|st|rd|nr|n[uú]m|no|n[º°])\.?) $",
    re.IGNORECASE,
).search
_BY_TWO = re.compile(r"(?:[5-9]\d\d[ .\n-]\d\d|[89]\d[ .\n-]\d{3})(?:[ .\n-]\d\d){2}")  # as Spain parts them
# nine digits as people part them, a country's sign or a word for a telephone: without them there is none
_LIKE_ONE = re.compile(rf"\+|\d(?:[ .·*_\-/()\n]{{0,3}}\d){{8}}|\b{CALL}\b", re.IGNORECASE).search


def like_a_telephone(text: str) -> bool:
    """Whether a telephone number may stand in the text, for few hold what one needs."""
    return _LIKE_ONE(text) is not None


def without_telephones(text: str, taken: Callable) -> str:
    """The text without numbers that have the form of a telephone's."""
    for pattern in _PHONES:
        text = pattern.sub(lambda found: _phone(found, taken), text)
    return text


def without_called_telephones(text: str, taken: Callable) -> str:
    """The text without numbers that a word for a telephone stands before."""
    return _EXTENSION.sub("", _NEAR.sub(lambda found: _near(found, taken), text))


def _phone(found: re.Match, taken: Callable) -> str:
    """A telephone number taken away, unless a word before it says that it numbers an order.

    Over a line's end it goes on only where it begins with its country or its zero, is parted by two, or was called one.
    """
    piece = found[0]
    if not piece.startswith("+") and numbers_an_order(found):
        return piece
    called = CALLS.search(found.string[max(0, found.start() - 40) : found.start()])
    if _PATIENT(piece) and not called and checksums.nhs(plain(piece)):
        return taken("id", piece)
    if _COUNTRY(piece) and _HOUSE(found.string[max(0, found.start() - 40) : found.start()]):
        return piece[:3] + taken("phone", piece[3:])
    going_on = called or piece.lstrip("(")[0] in "+0" or _BY_TWO.fullmatch(piece)
    if piece.count("\n") > (1 if going_on else 0):
        return piece
    opened = piece[0] == "(" and ")" not in piece  # the bracket closes behind the number
    return "(" * opened + taken("phone", piece)


def _near(found: re.Match, taken: Callable) -> str:
    """The word for a telephone, and the number behind it taken away unless it numbers an order or was paid."""
    it = found["mine"] or found["long"] or found["short"] or found["six"]
    before = found[0][: -len(it)]
    if ORDERED.search(before) or NUMBERED(before) or (found["six"] and _PAID.search(found["gap"])):
        return found[0]
    return before + taken("phone", it)
