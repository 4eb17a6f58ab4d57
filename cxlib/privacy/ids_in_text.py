"""Ids of a state in a text: of Spain, Romania, Andorra and the United Kingdom by their form."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from . import checksums
from .pieces_of_text import AND_NUMBER, FREE, ORDERED, behind, plain

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
_DRIVER = re.compile(  # licence of the United Kingdom
    r"(?<!\w)(?:[A-Z]{5}|[A-Z]{2,4}9{1,3})([ -]?)\d{6}\1[A-Z][A-Z9]\d[A-Z]{2}(?!\w)"
)
_NHS = re.compile(r"(?<![\w,])(?<!\d[.-])\d{3}([ -])\d{3}\1\d{4}(?![ -]?\w)")
_SECURITY = re.compile(r"(?<![\w,])(?<!\d[./-])\d\d([ /-])\d{8}\1\d\d(?![ /-]?\d)")  # Spain's social security
_HEALTH = re.compile(r"(?<!\w)[A-Z]{4}[ -]?[01][ -]?\d{6}[ -]?\d{2}[ -]?\d(?!\w)")  # Catalonia's
_SERIES = re.compile(
    rf"\bseri[ae]\b{AND_NUMBER}?:?\s+(?P<it>[A-Z]{{2}}[ ,]{{0,2}}(?:n(?:r|um[aă]rul?)\.?:? ?)?\d{{6}}(?!\d))",
    re.IGNORECASE,
)
_RIGHT_BEHIND = re.compile(r"\w+\.?[\s:#]*(?:n\w{0,2}\.?|n[uú]m\w*\.?)?[\s:#]*").fullmatch  # or "number" between
# a letter beside a digit as one of the above has it; an order's number behind a word has none
_LIKE_ONE = re.compile(
    r"\d(?: ?-? ?|[.,/])[A-Za-z](?![\w'’])|[EFXYZ][ .-]?\d|[efxyz][.-]?\d|(?<!\w)[xyz] \d|[A-Z]{2}[ .,-]{0,2}\d"
    r"|(?<![A-Za-z])[a-z]{2}\d|\d\d[ /-]\d{8}[ /-]|\b(?i:seri[ae])\b"
).search


def without_ids(text: str, taken: Callable) -> str:
    """The text without ids that their form or their check digit shows."""
    if not _LIKE_ONE(text):
        return text
    for pattern, passes in (
        *((_DNI, checksums.dni), (_NIE, checksums.dni), (_ANDORRA, None), (_UK, None), (_DRIVER, None)),
        *((_SECURITY, checksums.security), (_HEALTH, None)),
    ):
        text = pattern.sub(partial(_id, passes=passes, taken=taken), text)
    return _SERIES.sub(partial(behind, kind="id", taken=taken), text)


def without_patients(text: str, taken: Callable) -> str:
    """The text without numbers of patients in England, which look like the end of a telephone number."""
    return _NHS.sub(partial(_id, passes=checksums.nhs, taken=taken), text)


def _id(found: re.Match, passes: Callable | None, taken: Callable) -> str:
    piece = found[0]
    ordered = ORDERED.search(found.string[max(0, found.start() - 40) : found.start()]) if passes is None else None
    if ordered and _RIGHT_BEHIND(ordered[0]):
        return piece
    joined = not piece[-1].islower() or piece[-2] != " " or piece[0] in "xyzXYZ"  # "12345678 y" goes on with a word
    return taken("id", piece) if joined and (passes is None or passes(plain(piece))) else piece
