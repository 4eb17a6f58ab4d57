"""Keys that a program has spoilt: a spreadsheet keeps 15 digits of a number, and shows long ones as 4.116E+11.

Others write whole numbers with a point once a cell of their column is empty: 123.0.
"""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from .arrow_texts import bytes_of
from .cells import Cells

KEYS = ("id", "reference", "customer", "employee", "unit", "account")
DIGITS_KEPT = 15
_E_NOTATION = re.compile(r"[+-]?\d(?:[.,]\d+)?[eE]\+\d{2,3}")
_WITH_POINT, _WHOLE = re.compile(r"\d+\.0"), re.compile(r"\d*")
_LONG = re.compile(r"\d{16,}")
_ENOUGH = 4  # noughts beyond the fifteenth digit in all; chance gives them once in 10,000
MEND = "Take the keys from the source again, with the column set to text before a spreadsheet opens the file."


def in_e_notation(words: pd.Series) -> np.ndarray:
    """Which words are numbers in e-notation, as a spreadsheet writes them; "12E4" is a key like any other."""
    if not (bytes_of(words)[0] == ord("+")).any():
        return np.zeros(len(words), dtype=bool)
    return _where(words.str.contains("+", regex=False).to_numpy(dtype=bool, copy=True), words, _E_NOTATION)


def cut_to_fifteen(words: pd.Series) -> np.ndarray:
    """Which words are whole numbers of 16 digits and more, where all of them end in noughts beyond the fifteenth."""
    long = _where(np.diff(bytes_of(words)[1]) > DIGITS_KEPT, words, _LONG)
    ends = [word[DIGITS_KEPT:] for word in words[long]]
    spoilt = sum(map(len, ends)) >= _ENOUGH and all(set(end) == {"0"} for end in ends)
    return long if spoilt else np.zeros(len(words), dtype=bool)


def without_points(cells: Cells) -> Cells:
    """Keys that are whole numbers, some written as 123.0, without the point; others as they are, such as 1.1."""
    words = cells.words
    if not (bytes_of(words)[0] == ord(".")).any():
        return cells
    pointed = words.str.fullmatch(_WITH_POINT).to_numpy(dtype=bool)
    if not pointed.any() or not words[~pointed].str.fullmatch(_WHOLE).all():
        return cells
    return cells.written(words.where(~pointed, words.str.removesuffix(".0")))


def _where(found: np.ndarray, words: pd.Series, pattern: re.Pattern[str]) -> np.ndarray:
    """Which words have a form, of those that are likely to; a million keys are soon known to be none."""
    if found.any():
        found[found] = words[found].str.fullmatch(pattern).to_numpy(dtype=bool)
    return found


def shape_of_key(cell: str) -> str:
    """How keys are told apart that may teach different things of the column: points, and the ends of long numbers."""
    if not _LONG.fullmatch(cell):
        return ".0" if _WITH_POINT.fullmatch(cell) else "" if _WHOLE.fullmatch(cell) else "other"
    end = cell[DIGITS_KEPT:]
    return cell[-DIGITS_KEPT:] if set(end) == {"0"} and len(end) < _ENOUGH else end.strip("0")[:1] or end
