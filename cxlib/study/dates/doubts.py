"""What a reader should know of dates that could be read: clocks that lack, zones, a date that stands for none."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ...locale import say, to_say
from .layouts import Doubt, Told

# Where programs begin to count, and what databases hold in place of nothing.
_ZEROS = "0001-01-01 1582-10-14 1582-10-15 1753-01-01 1858-11-17 1899-12-30 1899-12-31 1904-01-01 1980-01-06 2038-01-19"
_FIRST = (1, 1601, 1753, 1904, 2001)
_LAST = (1999, 2049, 2050, 2078, 2079, 2099, 2100, 2199, 2999, 3000, 9999)
_APART = np.timedelta64(2 * 365, "D")
_FEW = 3  # other days that show where a column's dates lie
_ORDER = to_say("Their place within the day is not known, and the order of a day's events may be wrong.")
_NO_CLOCK = to_say(
    "If they had no clock: Their place within the day is not known, and the order of a day's events may be wrong."
)
_LOCAL = to_say("For the hours of the place, leave the offset out of the file.")


def on_clocks(words: pd.Series, dates: np.ndarray, besides: np.ndarray) -> list[Doubt]:
    """Times without a clock, and those at midnight, besides some: both stand before whatever else their day had."""
    clock = words.str.contains(r"\d:\d\d", regex=True).fillna(False).to_numpy(dtype=bool)
    read = ~np.isnat(dates)
    midnight = read & ~besides & (dates == dates.astype("datetime64[D]"))
    return [
        _told(read & ~clock, to_say("times without a clock, taken as 00:00"), _ORDER, "unless all"),
        _told(midnight & clock, to_say("times at exactly 00:00"), _NO_CLOCK, "many"),
    ]


def on_zones(local: np.ndarray, utc: np.ndarray) -> list[Doubt]:
    """Times that were turned into UTC, and those that fall on another day for it."""
    moved = ~np.isnat(utc) & (local != utc)
    days = moved & (local.astype("datetime64[D]") != utc.astype("datetime64[D]"))
    months = days & (local.astype("datetime64[M]") != utc.astype("datetime64[M]"))
    told = [_told(moved, to_say("times with an offset, turned into UTC"), _LOCAL, "always")]
    day = to_say("times with an offset, turned into UTC, fall on another day there")
    month = to_say("times with an offset, turned into UTC, fall on another month there")
    for rows, problem in ((days & ~months, day), (months, month)):
        told.append(Doubt(rows=rows, problem=problem, mend=_LOCAL, told="always"))
    return told


def placeholders(words: pd.Series, dates: np.ndarray) -> list[Doubt]:
    """Dates where counting begins or calendars end, far from all others: they stand for no date."""
    if np.isnat(dates).all():
        return []
    dated = dates.astype("datetime64[D]")
    years = dated.astype("datetime64[Y]")
    year = years.astype("int64") + 1970
    begin = (dated == years.astype("datetime64[D]")) & ((year % 10 == 0) | np.isin(year, _FIRST))
    end = (dated + np.timedelta64(1, "D") == (years + np.timedelta64(1, "Y")).astype("datetime64[D]")) & np.isin(
        year, _LAST
    )
    suspect = begin | end | np.isin(dated, np.array(_ZEROS.split(), "datetime64[D]"))
    others = dates[~suspect & ~np.isnat(dates)]
    if not len(others):
        return []
    far = max(_APART, (others.max() - others.min()) / 2)
    rows = suspect & ((dates < others.min() - far) | (dates > others.max() + far))
    return [
        _stand_for_none(words, rows, to_say("times far from all others, where calendars begin or end"), "always"),
        _stand_for_none(words, _alone(dates, rows), to_say("times at one date far from all others"), "many"),
    ]


def _alone(dates: np.ndarray, besides: np.ndarray) -> np.ndarray:
    """The first or the last date, where the others are near to one another and far from it."""
    days = np.unique(dates[~besides & ~np.isnat(dates)].astype("datetime64[D]"))
    alone = np.zeros(len(dates), dtype=bool)
    for end, near, other in ((0, 1, -1), (-1, -2, 0)) if len(days) > _FEW else ():
        if abs(days[end] - days[near]) > max(_APART, 2 * abs(days[other] - days[near])):
            alone |= dates.astype("datetime64[D]") == days[end]
    return alone & ~besides


def _stand_for_none(words: pd.Series, rows: np.ndarray, problem: str, told: Told) -> Doubt:
    named = [f'"{word}"' for word in words[rows]][:3]
    mend = say('If it means "no date", write missing = [{codes}].', codes=", ".join(named))
    unnamed = to_say('If they mean "no date", declare them in missing.')
    return Doubt(rows=rows, problem=problem, mend=mend, unnamed=unnamed, told=told)


def _told(rows: np.ndarray, problem: str, mend: str, told: Told) -> Doubt:
    return Doubt(rows=rows, problem=problem, mend=mend, shown="", told=told)
