"""Lengths of time as text and as seconds: 30:00:00 is thirty hours."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

_DAYS = r"(?:(?P<days>\d+)(?: days?,? |[.:](?=\d+:\d+:)))?"  # 1 days 06:00:00, 1.06:00:00
_THREE = rf"(?P<sign>-?){_DAYS}(?P<hours>\d+):(?P<minutes>[0-5]?\d):(?P<seconds>[0-5]?\d(?:[.,]\d+)?)"
_ISO = (
    r"(?P<sign>-?)P(?:(?P<days>\d+)D)?(?:T(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+(?:\.\d+)?)S)?)?"
)
_TWO = {
    "%H:%M": r"(?P<sign>-?)(?P<hours>\d+):(?P<minutes>[0-5]\d)",
    "%M:%S": r"(?P<sign>-?)(?P<minutes>\d+):(?P<seconds>[0-5]\d(?:[.,]\d+)?)",
}
LAYOUTS = tuple(_TWO)
_SECONDS = {"days": 86_400, "hours": 3_600, "minutes": 60, "seconds": 1}
_UNITS = (
    "d|days?|d[ií]as?|di[ae]s?|zile?|h|hrs?|hours?|horas?|hor[ae]s?|or[eăa]|m|min|mins|minutes?|minut[oe]?s?|s|secs?"
)
_UNITS += "|seconds?|segundos?|segons?|secund[eă]|ms"
_WITH_UNIT = rf"[-+]?\d+(?:[.,]\d+)? ?(?:{_UNITS})\b.*"
_LIKE = rf"-?\d+:[0-5]?\d(?::[0-5]?\d(?:[.,]\d+)?)?|{_WITH_UNIT}"


def duration_text(seconds: float) -> str:
    """Seconds as 00:10:00; hours go on after 24."""
    whole, part = divmod(round(abs(seconds), 6), 1)
    minutes, rest = divmod(int(whole), 60)
    hours, minutes = divmod(minutes, 60)
    fraction = f"{part:.6f}".rstrip("0").removeprefix("0").rstrip(".")
    return f"{'-' if seconds < 0 else ''}{hours:02}:{minutes:02}:{rest:02}{fraction}"


def parse_durations(words: pd.Series, layout: str | None) -> np.ndarray:
    """Seconds of distinct texts such as 30:00:00, 1 days 06:00:00 and PT36H; NaN elsewhere.

    Two numbers, such as 10:30, are read by a layout only, or as minutes and seconds where others of the column have
    hours before them.
    """
    words = words.astype("object")
    found = _seconds(words, _THREE)
    found = np.where(np.isnan(found), _seconds(words.where(words.str.len() > 2), _ISO), found)
    longer = words.str.fullmatch(r"\d+:\d\d:\d\d(?:[.,]\d+)?").to_numpy(dtype=bool).any()
    shorter = words.str.fullmatch(_TWO["%M:%S"])
    if layout is None and longer and (words[shorter].str.split(":").str[0].astype(int) < 60).all():
        layout = "%M:%S"
    if layout in _TWO:
        found = np.where(np.isnan(found), _seconds(words, _TWO[layout]), found)
    return found


def _seconds(words: pd.Series, pattern: str) -> np.ndarray:
    matched = words.str.fullmatch(pattern).fillna(False).to_numpy(dtype=bool)
    total = np.full(len(words), np.nan)
    if not matched.any():
        return total
    parts = words[matched].str.extract(f"^{pattern}$")
    numbers = {
        name: pd.to_numeric(parts[name].str.replace(",", ".", regex=False)).fillna(0) * size
        for name, size in _SECONDS.items()
        if name in parts
    }
    total[matched] = sum(numbers.values()) * np.where(parts["sign"] == "-", -1.0, 1.0)
    return total


def of_two_parts(words: pd.Series) -> np.ndarray:
    """Texts that may be hours and minutes as well as minutes and seconds."""
    return words.str.fullmatch(_TWO["%M:%S"]).fillna(False).to_numpy(dtype=bool)


def like_durations(words: pd.Series) -> np.ndarray:
    """Texts that are visibly lengths of time, however they are written."""
    return words.str.fullmatch(_LIKE, flags=re.IGNORECASE).fillna(False).to_numpy(dtype=bool)
