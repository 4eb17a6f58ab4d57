"""Ids of a state in a text: of Spain, Romania, Andorra and the United Kingdom by their form, others by their name."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from . import checksums
from .pieces_of_text import DIGITS, FREE, ORDERED, behind, plain

_DNI = re.compile(
    rf"(?:{FREE}(?<!,)(?<!\d[.-])|(?<=dni)|(?<=DNI)|(?<=nif)|(?<=NIF))"
    r"(?:\d{8}|\d{2}[ .,]?\d{3}[ .,]?\d{3})(?: ?-? ?|[.,/])[A-Za-z](?![\w'’])"
)
_NIE = re.compile(rf"(?:{FREE}|(?<=nie)|(?<=NIE))[XYZxyz][ .-]?\d(?:\.?\d{{3}}){{2}}[ .-]?[A-Za-z](?!\w)")
_ANDORRA = re.compile(
    rf"(?:{FREE}|(?<=nrt)|(?<=NRT))(?:[EF][ .-]?\d{{3}}[ .]?\d{{3}}[ .-]?[A-Z]|[EFef]-?\d{{6}}-?[A-Za-z])(?!\w)"
)
_BRITISH = r"[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]"
_UK = re.compile(
    rf"(?<!\w){_BRITISH}(?:([ .-]?)\d\d(?:\1\d\d){{2}}[ .-]?| ?\d{{6}} ?)[A-D](?!\w)"
    rf"|(?<!\w){_BRITISH.lower()}\d{{6}}[a-d](?!\w)"
)
_NHS = re.compile(r"(?<![\w,])(?<!\d[.-])\d{3}([ -])\d{3}\1\d{4}(?![ -]?\w)")
_SECURITY = re.compile(r"(?<![\w,])(?<!\d[./-])\d\d([ /-])\d{8}\1\d\d(?![ /-]?\d)")  # Spain's social security
_HEALTH = re.compile(r"(?<!\w)[A-Z]{4}[ -]?[01][ -]?\d{6}[ -]?\d{2}[ -]?\d(?!\w)")  # Catalonia's
# a document's own name before it: no check digit is asked for, only as many digits as such a number has
_NAMES = (
    (r"d\.?n\.?i|(?P<nif>n\.?i\.?f)", 7, 9),
    (r"n\.?i\.?e", 7, 8),
    (r"n\.?r\.?t|n\.?i\.?a", 5, 7),
    (r"c\.?n\.?p|cod(?:ul)? numeric personal", 12, 14),
    (r"nhs", 9, 10),
    (r"national insurance|nino", 6, 6),
    (r"passa?port\w*|pa[sșş]aport\w*", 5, 9),
    (r"buletin\w*|(?-i:CI)|c\.i|cart\w+ de identitate", 6, 6),  # "ci" is "but" in Romanian
    (r"de identi(?:tate|dad|ficaci[oó]n?)|d'identi(?:tat|ficació)|identity (?:card|number)", 6, 9),
    (r"nu?ss|s\.s|cass|segur(?:idad|etat|itate) social[aă]?", 6, 12),
)
_LETTERS = (  # of a series, and no word before the number
    r"(?:(?!n[or]\b)(?:(?-i:[A-Z]{1,3})[ .-]?|(?!(?:[eé]s|is|el|la|al|de|on|at|in|[aeiyo])\b)[A-Za-z]{1,2}[ .-]?"
    r"|[A-Za-z]{1,3}-?))"
)
_CALLED = re.compile(
    rf"\b(?:{'|'.join(f'(?P<n{k}>{name})' for k, (name, *_) in enumerate(_NAMES))})(?![^\W\d_])"
    r"(?P<gap>[^\d\n]{0,24}?|[ :.]{0,3}\n ?)"
    rf"(?P<it>(?:{FREE}{_LETTERS}?|(?<=[A-Za-z]))(?P<digits>\d[\d .-]{{3,16}}\d)"
    r"(?:(?-i:(?! [aeiouy](?!\w)))(?: ?-|[. ])?[A-Za-z](?!\w))?)",
    re.IGNORECASE,
)
_BEHIND_IT = re.compile(
    r"(?<![\w.,])\d(?:[ -]?\d){5,12}(?:[ -]?[A-Za-z])?(?= ?\((?:dni|nif|nie|nrt|cnp|nhs|ni)\b)", re.IGNORECASE
)
_DATE = re.compile(
    r"(?:[0-2]?\d|3[01])([ .-])(?:0?[1-9]|1[0-2])\1(?:(?:19|20)\d\d|\d\d)|(?:19|20)\d\d([ .-])\d\d\2\d\d"
)
_FIRM = re.compile(r"[A-HJNP-SUVW]\d{7}[\dA-J]")  # NIF of a firm in Spain
_AND_NUMBER = r"(?:\s?(?:[sșş]i|y|i|/|&|,)\s?n(?:r|um[aă]r(?:ul)?|[uú]m(?:ero)?)\b\.?)"  # "seria și nr."
_SERIES = re.compile(
    rf"\bseri[ae]\b{_AND_NUMBER}?:?\s+(?P<it>[A-Z]{{2}}[ ,]{{0,2}}(?:n(?:r|um[aă]rul?)\.?:? ?)?\d{{6}}(?!\d))",
    re.IGNORECASE,
)
_OWN_SERIES = re.compile(
    rf"[\s:,(]*(?:(?:cu|are|meu|mea)[ ,:]+)?seri[ae]\b{_AND_NUMBER}?[\s:.,)]*(?:este|e|is)?[\s:]*", re.IGNORECASE
).fullmatch


_RIGHT_BEHIND = re.compile(r"\w+\.?[\s:#]*(?:n\w{0,2}\.?|n[uú]m\w*\.?)?[\s:#]*").fullmatch  # or "number" between
# a letter beside a digit as one of the above has it; an order's number behind a word has none
_LIKE_ONE = re.compile(
    r"\d(?: ?-? ?|[.,/])[A-Za-z](?![\w'’])|[EFXYZ][ .-]?\d|[efxyz][.-]?\d|(?<!\w)[xyz] \d|[A-Z]{2}[ .,-]{0,2}\d"
    r"|(?<![A-Za-z])[a-z]{2}\d|\d\d[ /-]\d{8}[ /-]|\d ?\(|\b(?i:seri[ae])\b"
).search


def without_ids(text: str, taken: Callable) -> str:
    """The text without ids that their form or their check digit shows."""
    if not _LIKE_ONE(text):
        return text
    for pattern, passes in (
        *((_DNI, checksums.dni), (_NIE, checksums.dni), (_ANDORRA, None), (_UK, None)),
        *((_SECURITY, checksums.security), (_HEALTH, None)),
    ):
        text = pattern.sub(partial(_id, passes=passes, taken=taken), text)
    text = _SERIES.sub(partial(behind, kind="id", taken=taken), text)
    return _BEHIND_IT.sub(lambda found: taken("id", found[0]), text)


def without_patients(text: str, taken: Callable) -> str:
    """The text without numbers of patients in England, which look like the end of a telephone number."""
    return _NHS.sub(partial(_id, passes=checksums.nhs, taken=taken), text)


def without_called(text: str, taken: Callable) -> str:
    """The text without what is called an id; where a name has none of its own behind it, the next may have."""
    at = 0
    while found := _CALLED.search(text, at):
        at = found.start("gap")
        if _is_called(found):
            text = text[: found.start("it")] + taken("id", found["it"]) + text[found.end("it") :]
            at = found.start("it") + len("[id]")
    return text


def _is_called(found: re.Match) -> bool:
    """Has the number as many digits as the document named has, parted in one way, and is it no date, firm or order?"""
    _, fewest, most = next(name for k, name in enumerate(_NAMES) if found[f"n{k}"])
    digits = found["digits"]
    if not fewest <= len(DIGITS(digits)) <= most or len(set(re.findall(r"\D+", digits))) > 1:
        return False
    if found["nif"] and _FIRM.fullmatch(plain(found["it"])):
        return False
    return not _DATE.fullmatch(digits) and (_OWN_SERIES(found["gap"]) is not None or not ORDERED.search(found["gap"]))


def _id(found: re.Match, passes: Callable | None, taken: Callable) -> str:
    piece = found[0]
    ordered = ORDERED.search(found.string[max(0, found.start() - 40) : found.start()]) if passes is None else None
    if ordered and _RIGHT_BEHIND(ordered[0]):
        return piece
    joined = not piece[-1].islower() or piece[-2] != " " or piece[0] in "xyzXYZ"  # "12345678 y" goes on with a word
    return taken("id", piece) if joined and (passes is None or passes(plain(piece))) else piece
