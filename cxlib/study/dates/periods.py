"""Periods as statistics programs know them: months, quarters and weeks, as text that sorts and as their first day."""

from __future__ import annotations

import datetime
import re

import numpy as np
import pandas as pd

from .layouts import NO_DATE

_ISO = r"(?P<year>\d{4})(?:-(?P<month>\d{2})|-(?P<kind>[QSHW])(?P<number>\d{1,2})|w(?P<week>\d{1,2}))"


def period_starts(words: pd.Series) -> np.ndarray:
    """The first days of 2026-01, 2026-Q1, 2026-H1, 2026-W05 (of ISO 8601) and 2026w5 (counted from 1 January)."""
    dates = np.full(len(words), NO_DATE)
    for place, word in enumerate(words):
        if len(word) <= 8 and (found := re.fullmatch(_ISO, word)):
            day = _first_day(found)
            dates[place] = NO_DATE if day is None else np.datetime64(day, "us")
    return dates


def _first_day(found: re.Match) -> datetime.date | None:
    year, kind = int(found["year"]), found["kind"]
    number = int(found["month"] or found["number"] or found["week"])
    try:
        if found["week"]:
            return datetime.date(year, 1, 1) + datetime.timedelta(days=7 * (number - 1)) if 1 <= number <= 53 else None
        if kind == "W":
            return datetime.date.fromisocalendar(year, number, 1)
        months = {"Q": 3, "S": 6, "H": 6}.get(kind, 1)
        return datetime.date(year, months * (number - 1) + 1, 1)
    except ValueError:
        return None
