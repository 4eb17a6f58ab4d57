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
# in words, the larger unit first; "m" stands for minutes beside hours or seconds only, since it may be metres
_NAMES = {
    "days": r"d|days?|d[ií]as?|di[ae]s?|zile?|zi|jours?|j|tage?n?|giorn[oi]|dag(?:en)?",
    "hours": r"h|hrs?|hours?|horas?|hor[ae]s?|or[eăa]|heures?|std|stunden?|uur|uren",
    "minutes": r"min|mins|minutes?|minut[oei]?s?|minuten|minuut",
    "seconds": r"s|secs?|seconds?|seg|segundos?|segons?|secund[eă]|sek|sekunden?|second[oi]|seconden?",
}
_LINK = r"\s*(?:,|(?:and|y|i|și|si|et|und|e|en)\b)?\s*"
_PARTS = (rf"(?:(?P<{unit}>\d+(?:[.,]\d+)?)\s*(?:{names})(?![^\W_])\.?{_LINK})?" for unit, names in _NAMES.items())
_IN_WORDS = rf"(?P<sign>-?)(?=\d)(?i:{''.join(_PARTS)})"
_SHORT = (  # 1h30, 2h 5m, 2h 5m 20s; 5m 20s
    rf"(?P<sign>-?)(?i:(?P<hours>\d+)\s*(?:{_NAMES['hours']})\s*(?P<minutes>[0-5]?\d)\s*(?:m|min|')?"
    rf"(?:\s*(?P<seconds>[0-5]?\d)\s*(?:{_NAMES['seconds']}))?)",
    rf"(?P<sign>-?)(?i:(?P<minutes>\d+)\s*m\s*(?P<seconds>[0-5]?\d)\s*(?:{_NAMES['seconds']}))",
)
_WITH_UNIT = rf"[-+]?\d+(?:[.,]\d+)? ?(?:{_UNITS})\b.*"
_UNIT_OR_COLON = re.compile(r"\d.*(?::|[^\W\d_])", re.DOTALL)  # without one no text is a length of time
_LIKE = rf"-?\d+:[0-5]?\d(?::[0-5]?\d(?:[.,]\d+)?)?|{_WITH_UNIT}"


def duration_text(seconds: float) -> str:
    """Seconds as 00:10:00; hours go on after 24."""
    whole, part = divmod(round(abs(seconds), 6), 1)
    minutes, rest = divmod(int(whole), 60)
    hours, minutes = divmod(minutes, 60)
    fraction = f"{part:.6f}".rstrip("0").removeprefix("0").rstrip(".")
    return f"{'-' if seconds < 0 else ''}{hours:02}:{minutes:02}:{rest:02}{fraction}"


def parse_durations(words: pd.Series, layout: str | None, *, in_words: bool = False) -> np.ndarray:
    """Seconds of distinct texts such as 30:00:00, 1 days 06:00:00 and PT36H; NaN elsewhere.

    Two numbers, such as 10:30, are read by a layout only, or as minutes and seconds where others of the column have
    hours before them; with `in_words` also 2 h 15 min, 1h30 and 45 min.
    """
    if not any(_UNIT_OR_COLON.search(word) for word in words.tolist() if isinstance(word, str)):
        return np.full(len(words), np.nan)
    words = words.astype("object")
    found = _seconds(words, _THREE)
    found = np.where(np.isnan(found), _seconds(words.where(words.str.len() > 2), _ISO), found)
    longer = words.str.fullmatch(r"\d+:\d\d:\d\d(?:[.,]\d+)?").to_numpy(dtype=bool).any()
    shorter = words.str.fullmatch(_TWO["%M:%S"])
    if layout is None and longer and (words[shorter].str.split(":").str[0].astype(int) < 60).all():
        layout = "%M:%S"
    if layout in _TWO:
        found = np.where(np.isnan(found), _seconds(words, _TWO[layout]), found)
    for pattern in (_IN_WORDS, *_SHORT) if in_words else ():
        found = np.where(np.isnan(found), _seconds(words.where(words != ""), pattern), found)
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
