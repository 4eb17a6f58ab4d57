"""What names a person in a text by its form: addresses, accounts, cards, ids of a state, telephone numbers.

Each finder takes the text away piece by piece, so that what one has found no other sees. Dates, prices and codes with
letters are set aside before telephone numbers are looked for.
"""

from __future__ import annotations

import re
from collections import Counter

from .accounts_in_text import without_accounts
from .addresses_in_text import without_addresses
from .documents_in_text import without_documents
from .ids_in_text import without_ids, without_patients
from .logins_in_text import without_logins
from .pieces_of_text import DIGITS
from .telephones_in_text import like_a_telephone, without_called_telephones, without_telephones
from .telephones_in_words import without_spoken

KINDS = ("email", "iban", "card", "id", "phone", "name")
_ASIDE = re.compile(
    r"(?=[\d€$£])(?:(?<![\d+])(?<!\d[./-])(?:19|20)\d\d-\d{1,2}-\d{1,2}(?!\d)"
    r"|(?<![\d+])(?<!\d[./-])(?:0?[1-9]|[12]\d|3[01])([./-])(?:0?[1-9]|[12]\d|3[01])"
    r"\1(?:\d{4}|\d{2})(?![./-]?\d)"
    r"|\b\d{1,2}[:h]\d{2}\b|[€$£] ?\d[\d., ]*"
    r"|(?<![\d.,])\d(?:[\d.,]{0,15}\d)?(?: \d{3}){0,4}(?:[.,]\d{1,4})? ?"
    r"(?:[€$£%]|(?:euros?|eur|pesetas|pounds?|lei|ron|kwh|kw|w|km|cm|mm|kg|min|l)\b)"
    r"|(?<![\d.,])\d{1,9}(?:[.,]\d{3}){0,4},\d{1,2}\b)"
    r"|(?<!\w)(?!(?:tel|tlf|tfno|m[oò]v|mob))(?:[A-Z]{1,8}-|(?-i:[A-Z]{1,3})/)\d[\w/-]*"
    r"|(?<!\w)(?-i:[A-Z]{2}\d{9}[A-Z]{2})(?!\w)"  # a parcel's, of the post
    r"|(?<![\w.])-?\d{1,3}\.\d{3,}(?: ?[,;/] ?| )-?\d{1,3}\.\d{3,}(?!\.?\w)"  # a place on the map
    r"|\bisbn(?:-1[03])?[: ]{0,3}[\d -]{9,16}[\dX]|(?<![\d+])97[89][ -](?:\d[ -]?){9}[\dX](?![ -]?\d)",
    re.IGNORECASE,
)
_BACK = {code - 48 + 0xE000: chr(code) for code in range(48, 58)}
_AWAY = {ord(digit): private for private, digit in _BACK.items()}
_LEFT = re.compile(r"(?<![\w@])@[\w.]{2,30}|(?<!\d)\d(?:[ .\-/]?\d){8,}(?!\d)|(?<!\w)\d{8}[ -]?[A-Z](?!\w)")
# six digits in a row, as people part them: every number but that of a named document has them
_SIX = re.compile(r"\d(?:[ .·*_\-/()\n]{0,3}\d){5}").search


def without_numbers(text: str) -> tuple[str, Counter, Counter]:
    """The text with ``[email]``, ``[iban]``, ``[card]``, ``[id]``, ``[phone]``; how many; and what stays unsure."""
    removed: Counter[str] = Counter()
    unsure: Counter[str] = Counter()

    def taken(kind: str, piece: str) -> str:
        removed[kind] += 1
        return f"[{kind}]"

    text = without_logins(without_addresses(text, taken), taken)
    text = without_spoken(text, taken)
    digits = len(DIGITS(text))
    if digits >= 12:
        text = without_accounts(text, taken)
    if digits >= 5:
        if _SIX(text):
            text = without_ids(text, taken)
        text = without_documents(text, taken)
    if _SIX(text) and like_a_telephone(text):
        text, aside = _ASIDE.subn(lambda found: found[0].translate(_AWAY), text)
        if _SIX(text):
            text = without_telephones(text, taken)
            text = without_patients(text, taken)
            text = without_called_telephones(text, taken)
        text = text.translate(_BACK) if aside else text
    return text, removed, _left(text, unsure) if "@" in text or _SIX(text) else unsure


def _left(text: str, unsure: Counter) -> Counter:
    """What may name somebody and was not taken: handles, long numbers, ids whose letter is wrong."""
    for found in _LEFT.finditer(text):
        unsure["handle" if found[0].startswith("@") else "number"] += 1
    return unsure
