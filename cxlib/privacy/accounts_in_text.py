"""Accounts and cards in a text: IBAN, accounts by their name or sort code, and long numbers by their check digits."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial

from . import checksums
from .pieces_of_text import FREE, behind, numbers_an_order, plain

_IBAN = re.compile(
    r"(?:(?<![A-Za-z0-9])|(?<=IBAN)|(?<=iban)|(?<=[a-z])(?=[A-Z]{2}\d))"
    r"(?:[A-Za-z]{2}|[A-Z]{2} )\d{2}(?:[\s./-]{0,3}[A-Za-z0-9]){11,36}"
)
_ACCOUNT = re.compile(  # called an account: a digit of it may be mistaken
    r"\b(?:iban|cuenta|compte|cont(?:ul)?|account|ccc|c/c)(?![^\W\d_])[^\d\n]{0,20}?(?P<it>\b"
    r"(?:[A-Z]{2}[ .-]?\d\d[ .-]?(?:[A-Z]{4}[ .-]?)?(?:(?=[A-Z]{0,3}\d)[A-Z0-9]{4}[ .-]?){2,7}\d{0,3}(?<!\W)"
    r"|\d{4}[ .-]?\d{4}[ .-]?\d\d[ .-]?\d{10})(?!\w))",
    re.IGNORECASE,
)
_SORT_CODE = re.compile(
    r"\b(?:sort[ -]?code|s/c)(?![^\W\d_])[^\d\n]{0,12}(?P<it>\d\d(?:[ .-]?\d\d){2}(?:[ ,/-]{1,3}\d{8})?)(?!\d)",
    re.IGNORECASE,
)
_BESIDE_IT = re.compile(r"\b(?:acc(?:oun)?t?|a/c)\b[^\d\n]{0,16}(?P<it>\d{8})(?!\d)", re.IGNORECASE)
_LONG = re.compile(
    rf"(?:{FREE}(?<![,+])(?<!\d[.-])|(?<=[a-zà-ÿțșăţş]{{2}})|(?<=VISA)|(?<=AMEX)|(?<=CARD)|(?<=MC)|(?<=TARJETA)|(?<=TARGETA)"
    r"|(?<=CARDUL)|(?<=CNP))\d(?:(?:[ .-]| {2})?\d){12,21}(?!\d)"
)
_PRINTED = re.compile(  # four by four as on the card, whatever stands between
    rf"{FREE}(?<!,)(?:\d{{4}}(?:[\s./*·_-]{{1,3}}\d{{4}}){{3}}|3[47]\d\d[\s./*·_-]{{1,3}}\d{{6}}[\s./*·_-]{{1,3}}\d{{5}})(?!\d)"
)
_CARD = re.compile(  # called a card: parted in whatever way
    r"(?P<word>\b(?:tar[jg]et\w+|card\w*|visa|master ?card|maestro|amex|american express|long number)(?![^\W\d_])"
    r"[^\d\n]{0,30}\n?)"
    r"(?P<it>(?<![,+])\d(?:[\s./*·_-]{0,3}\d){12,18})(?!\d)",
    re.IGNORECASE,
)
_DINERS = re.compile(r"3[0689]\d\d[ .-]\d{6}[ .-]\d{4}(?!\d)").match  # only as printed: many orders have 14 digits
_BOOK = re.compile("97[89]").match  # a book's number


def without_accounts(text: str, taken: Callable) -> str:
    """The text without accounts and cards, and without ids of Romania, which are as long."""
    text = _without_called(_without_ibans(text, taken), taken)
    text = _CARD.sub(lambda found: found["word"] + _card(found["it"], taken), text)
    for pattern in (_LONG, _PRINTED):
        text = pattern.sub(lambda found: _long(found, taken), text)
    return text


def _without_ibans(text: str, taken: Callable) -> str:
    """The text without accounts; where one could begin and does not, the next may begin within."""
    at = 0
    while found := _IBAN.search(text, at):
        length = checksums.IBAN_LENGTHS.get(found[0][:2].upper())
        rest = _first(found[0], [length] if length else (), checksums.iban, "iban", taken)
        gone = rest != found[0]
        if gone:
            text = text[: found.start()] + rest + text[found.end() :]
        at = found.start() + (len("[iban]") if gone else 1)
    return text


def _without_called(text: str, taken: Callable) -> str:
    """The text without what is called an account, of whatever check digits, and without British ones by sort code."""
    text = _ACCOUNT.sub(partial(behind, kind="iban", taken=taken), text)
    text, sorted_by = _SORT_CODE.subn(partial(behind, kind="iban", taken=taken), text)
    return _BESIDE_IT.sub(partial(behind, kind="iban", taken=taken), text) if sorted_by else text


def _first(piece: str, lengths: Sequence[int], passes: Callable, kind: str, taken: Callable) -> str:
    """The piece with the first of the lengths, in letters and digits, that passes taken away from its beginning."""
    places = [place for place, sign in enumerate(piece) if sign.isalnum()]
    for length in lengths:
        if length <= len(places):
            end = places[length - 1] + 1
            if not piece[end : end + 1].isdigit() and passes(plain(piece[:end])):
                return taken(kind, piece[:end]) + piece[end:]
    return piece


def _long(found: re.Match, taken: Callable) -> str:
    """A run of 13 to 22 digits: an account of Spain, an id of Romania, or a card.

    One number in eleven passes an id's control: thirteen digits behind the word for a bar code or an order stay.
    """
    piece = found[0]
    digits = plain(piece)
    if len(digits) == 13 and numbers_an_order(found):
        return piece
    if len(digits) == 13 and digits[0] != "0" and checksums.cnp(digits) and not _BOOK(digits):
        return taken("id", piece)
    if len(digits) == 20 and checksums.account(digits):
        return taken("iban", piece)
    return _card(piece, taken)


def _card(piece: str, taken: Callable) -> str:
    """The digits without the card that they begin with; fourteen are one only as it is printed."""
    longest = min(19, len(plain(piece)))
    lengths = [length for length in range(longest, 12, -1) if length != 14 or _DINERS(piece)]
    return _first(piece, lengths, checksums.card, "card", taken)
