"""Keys of units and waves: written in one way on both sides, and put in order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from numbers import Number

import numpy as np
import pandas as pd

from ..locale import say
from ..study.dates.wave_order import natural, wave_order


def _stored(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _bare(text: str) -> str:
    return " ".join(_stored(text).split()).casefold()


def _plain(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKD", _bare(text)) if not unicodedata.combining(letter))


RULES: dict[str, Callable[[str], str]] = {
    "if numbers and text were not mixed": str,
    "with accents stored in one way (Unicode NFC)": _stored,
    "without capitals and blanks": _bare,
    "without accents": _plain,
    "without leading zeros": lambda text: re.sub(r"(?<!\d)0+(?=\d)", "", _plain(text)),
}
DIGITS = {"without letters and leading zeros": lambda text: re.sub(r"\D", "", text).lstrip("0")}


def alike(ours: Iterable, theirs: Iterable, *, digits: bool = False) -> str:
    """What would make two spellings one, or nothing; with `digits` also what only the digits have in common.

    No key is named: a unit of the employees is no business of who reads the message.
    """
    ours, theirs = ({str(value) for value in values} for values in (ours, theirs))
    for what, plain in (RULES | DIGITS if digits else RULES).items():
        same = {plain(value) for value in ours} & {plain(value) for value in theirs} - {""}
        if same:
            return f"{len(same):,} would be the same {what}: write them in one way."
    return ""


def kind(values: Iterable) -> str:
    """What keys are, in words."""
    values = list(values)
    if all(isinstance(value, str) for value in values):
        return "text"
    return "numbers" if all(isinstance(value, Number | np.number) for value in values) else "dates or other values"


def is_blank(value: object) -> bool:
    """No key at all: missing, or text without a letter."""
    return bool(pd.isna(value)) or (isinstance(value, str) and not value.strip())


def in_order(values: Iterable) -> list:
    """The distinct values: numbers, then dates, then text, in which numbers count as numbers: wave 2 before wave 10."""
    return sorted(set(values), key=_place)


def waves_in_order(values: Iterable) -> list:
    """The distinct waves in the order of time, as far as their names tell it."""
    values = set(values)
    return wave_order(values)[0] if kind(values) == "text" else in_order(values)


def _place(value: object) -> tuple:
    if isinstance(value, str):
        return 2, natural(value), value
    return int(not isinstance(value, Number | np.number)), value


def order_notes(waves: Sequence, wave: str, *, stated: bool) -> list[str]:
    """What a reader must know of the order of waves, which nothing but their names may tell."""
    if kind(waves) == "text":
        if stated or wave_order(waves)[1]:
            return []
        listed = ", ".join(waves if len(waves) < 9 else [*waves[:6], "…", waves[-1]])
        return [
            say(
                "Waves are taken in this order: {listed}. Is it not that of time? Make {wave} an ordered category.",
                listed=listed,
                wave=wave,
            )
        ]
    if kind(waves) == "numbers":
        places = np.array(waves, float) if max(waves) < 10_000 else np.array([])  # 202312 and 202401 are neighbours
    else:
        places = np.array(waves if all(isinstance(each, date) for each in waves) else [], "datetime64[s]")
    steps = np.diff(places.astype(float))
    if len(steps) and steps.max() > 1.5 * steps.min():
        return [say("Waves do not follow at equal steps: a lag counts waves, whatever the time between them.")]
    return []
