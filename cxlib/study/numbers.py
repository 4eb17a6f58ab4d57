"""Numbers as text: the decimal sign is found for the whole table, never value by value."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from numbers import Real
from typing import NamedTuple

import numpy as np
import pandas as pd

_NUMBER = r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?"
_WITH_SIGN = {sign: rf"[+-]?[0-9]*\{sign}[0-9]+" for sign in ".,"}
_THOUSANDS = {sign: rf"[+-]?[1-9][0-9]{{0,2}}(\{sign}[0-9]{{3}})+" for sign in ".,"}

_BLANK = "[\u00a0\u2007\u2009\u202f]"  # blanks that keep a number on one line
_SPACED = rf"[+-]?[1-9][0-9]{{0,2}}({_BLANK}[0-9]{{3}})+([.,][0-9]+)?"


class Decimal(NamedTuple):
    """The decimal sign of a table, and whether the other sign may separate thousands."""

    sign: str = "."
    grouped: bool = False


def plain(number: float) -> str:
    """A number as people write it: 11, not 11.0."""
    return str(int(number)) if float(number).is_integer() and abs(number) < 2**53 else repr(float(number))


def parse_numbers(words: pd.Series, decimal: Decimal) -> np.ndarray:
    """The numbers that distinct texts stand for; NaN where a text is no finite number."""
    texts = _without_blanks(words.astype("object"))
    other = "," if decimal.sign == "." else "."
    if decimal.grouped:
        grouped = texts.str.fullmatch(rf"{_THOUSANDS[other]}(\{decimal.sign}[0-9]+)?").to_numpy(dtype=bool)
        texts = texts.where(~grouped, texts.str.replace(other, "", regex=False))
    if decimal.sign == ",":
        texts = texts.where(~texts.str.contains(".", regex=False), "").str.replace(",", ".", regex=False)
    valid = texts.str.fullmatch(_NUMBER).to_numpy(dtype=bool)
    numbers = pd.to_numeric(texts.where(valid), errors="coerce").to_numpy(dtype="float64", na_value=np.nan)
    return np.where(np.isfinite(numbers), numbers, np.nan)


def _without_blanks(texts: pd.Series) -> pd.Series:
    """1 234,5 with a no-break blank is 1234,5: such a blank separates thousands and nothing else."""
    spaced = texts.str.fullmatch(_SPACED).to_numpy(dtype=bool)
    return texts.where(~spaced, texts.str.replace(_BLANK, "", regex=True))


def find_decimal(columns: Iterable[pd.Series], delimiter: str) -> tuple[Decimal, tuple[str, str] | None]:
    """The decimal sign that the number columns of a text file use; or the likely one, and why it cannot be known."""
    signed: dict[str, set[str]] = {".": set(), ",": set()}
    for column in columns:
        words = _without_blanks(column.drop_duplicates())
        for sign, pattern in _WITH_SIGN.items():
            signed[sign].update(words[words.str.fullmatch(pattern)])
    mend = 'Write decimal = "," or decimal = "." for the table.'
    if signed["."] and signed[","]:
        return _likely(signed), ("decimal points and decimal commas in one table", mend)
    sign = "," if signed[","] else "."
    unusual = sign == "," or delimiter == ";"  # where a point is usual, 1.234 is a decimal number
    if unusual and signed[sign] and all(re.fullmatch(_THOUSANDS[sign], word) for word in signed[sign]):
        word = "comma" if sign == "," else "point"
        return _likely(signed), (f"every {word} may separate thousands as well as decimals", mend)
    return Decimal(sign), None


def _likely(signed: dict[str, set[str]]) -> Decimal:
    """A reading that makes numbers of all values, if there is one; only their other faults are told with it."""
    for sign, other in ((",", "."), (".", ",")):
        if all(re.fullmatch(_THOUSANDS[other], word) for word in signed[other]):
            return Decimal(sign, grouped=True)
    return Decimal()


def as_text(value: object) -> str:
    """A number without the .0 that a column gets from its missing values; a text in one spelling, without blanks."""
    if isinstance(value, Real) and not isinstance(value, bool) and float(value).is_integer():
        return str(int(value))
    return unicodedata.normalize("NFC", str(value)).strip()
