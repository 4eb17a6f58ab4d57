"""Dates in numbers, such as 05/03/26: which part is the day is shown by some value of the column, or it is open."""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np
import pandas as pd

from .layouts import CLOCKS, NO_DATE, Doubt, first_found

_NUMERIC = r"^(?P<day>\d{1,2})(?P<sign>[./-])(?P<month>\d{1,2})[./-](?P<year>\d{4}|\d{2})(?=[ ,T]|$)"
_FEW, _ENOUGH = 3, 8  # different dates of each form, and of both: by chance once in 200 columns
_OPEN = "day and month cannot be told apart"
_TWO_ORDERS = (
    "Write the dates anew as 2025-02-14; or put the rows of each order into a file and a table of its own, "
    "with a format of its own."
)


class _Parts(NamedTuple):
    """The three numbers of each text, NaN elsewhere; `day` and `month` are named as if the day stood first."""

    day: pd.Series
    month: pd.Series
    year: pd.Series


def numeric_dates(words: pd.Series, known_dates: np.ndarray) -> tuple[np.ndarray, list[Doubt]]:
    """Dates of texts such as 31/01/2018 or 01-31-18, and those that leave day and month open."""
    dates = np.full(len(words), NO_DATE)
    doubts: list[Doubt] = []
    parts = words.str.extract(_NUMERIC)
    known: str | None = None
    for digits, year in ((4, "%Y"), (2, "%y")):
        own = (parts["year"].str.len() == digits).to_numpy(dtype=bool)
        if not own.any():
            continue
        numbers = _Parts(*(pd.to_numeric(parts[name]).where(own) for name in _Parts._fields))
        orders = _orders(numbers, short=digits == 2) or ([known] if known else [])
        if len(orders) == 1:
            known = orders[0]
            dates = np.where(own, _read(words, orders[0].replace("%Y", year)), dates)
            continue
        if orders == ["%d/%m/%Y", "%m/%d/%Y"]:
            found, more = _two_orders(words, numbers, year)
            dates, doubts = np.where(own, found, dates), doubts + more
            continue
        layouts = [order.replace("%Y", year) for order in orders or _open_orders(numbers, short=digits == 2)]
        doubts.append(Doubt(rows=own, problem=_OPEN, mend=_mend(layouts, parts.loc[own, "sign"].iloc[0])))
    return dates, [*doubts, *_exchanged(words, known_dates, parts)]


def _exchanged(words: pd.Series, known: np.ndarray, parts: pd.DataFrame) -> list[Doubt]:
    """Dates that a spreadsheet made of the texts it could read its own way; it left those with a day above 12."""
    stored = words.str.match(r"^\d{4}-\d\d-\d\d").fillna(False).to_numpy(dtype=bool) & ~np.isnat(known)
    left = parts["day"].notna().to_numpy()
    if min(stored.sum(), left.sum()) < _FEW or stored.sum() + left.sum() < _ENOUGH:
        return []
    days = pd.Series(known[stored]).dt.day
    if (days > 12).any() or not (pd.to_numeric(parts.loc[left, "day"]) > 12).all():
        return []
    shown = f' ("{words[stored].iloc[0]}", and elsewhere "{words[left].iloc[0]}")'
    problem = "dates whose day and month a spreadsheet has exchanged, since no day above 12 is among them"
    return [Doubt(rows=stored, problem=problem, mend="Export the dates anew as text, such as 2025-02-14.", shown=shown)]


def _orders(numbers: _Parts, *, short: bool) -> list[str]:
    """The orders that some value proves; none where all values leave it open."""
    day_first, month_first = bool(_proves(numbers.day, numbers.month).any()), bool(_proves(*numbers[1::-1]).any())
    if short and (numbers.day > 31).any():
        return ["%Y/%m/%d"]
    found = ["%d/%m/%Y"] * day_first + ["%m/%d/%Y"] * month_first
    if short and found == ["%d/%m/%Y"] and _year_may_be_first(numbers):
        return ["%d/%m/%Y", "%Y/%m/%d"]  # 24/01/31: nothing varies as days do
    return found


def _proves(day: pd.Series, month: pd.Series) -> np.ndarray:
    """Texts of which only one part can be the month."""
    return (day.between(13, 31) & month.between(1, 12)).to_numpy(dtype=bool)


def _year_may_be_first(numbers: _Parts) -> bool:
    days = (numbers.year <= 31) & (numbers.year >= 1)
    return bool((days | numbers.year.isna()).all()) and numbers.year.nunique() >= numbers.day.nunique()


def _open_orders(numbers: _Parts, *, short: bool) -> list[str]:
    found = ["%d/%m/%Y", "%m/%d/%Y"]
    return [*found, "%Y/%m/%d"] if short and _year_may_be_first(numbers) else found


def _mend(layouts: list[str], sign: str) -> str:
    first = {"d": "day stands first", "m": "month does", "y": "year does"}
    ways = [f'format = "{layout.replace("/", sign)}" if the {first[layout[1].lower()]}' for layout in layouts]
    ways[-1] = ways[-1].replace("year does", "year stands first") if len(ways) == 1 else ways[-1]
    return f"Write {', '.join(ways)}."


def _two_orders(words: pd.Series, numbers: _Parts, year: str) -> tuple[np.ndarray, list[Doubt]]:
    """Values that prove one order among values that prove the other: the fewer and the open ones are at fault."""
    rows = {"day": _proves(numbers.day, numbers.month), "month": _proves(numbers.month, numbers.day)}
    few, many = sorted(rows, key=lambda first: (rows[first].sum(), first == "day"))
    shown = f' ("{words[rows[few]].iloc[0]}", and elsewhere "{words[rows[many]].iloc[0]}")'
    problem = f"the {few} stands first, and in other rows the {many}"
    open_ = (numbers.day.between(1, 12) & numbers.month.between(1, 12)).to_numpy(dtype=bool)
    layout = f"%d/%m/{year}" if many == "day" else f"%m/%d/{year}"
    return _read(words.where(rows[many]), layout), [
        Doubt(rows=rows[few], problem=problem, mend=_TWO_ORDERS, shown=shown),
        Doubt(rows=open_, problem=f"{_OPEN} in a column of two orders", mend=_TWO_ORDERS),
    ]


def order_against(words: pd.Series, layout: str, unread: np.ndarray) -> list[Doubt]:
    """Unread texts that have day and month the other way round than their declared layout."""
    swapped = layout.translate(str.maketrans("dm", "md"))
    if not re.fullmatch(r"%[dm][./-]%[dm][./-]%[yY]", layout):
        return []
    read = [~np.isnat(_read(words, swapped[:-1] + year)) for year in "yY"]
    rows = unread & (read[0] | read[1])
    first, other = ("day", "month") if swapped[1] == "d" else ("month", "day")
    return [Doubt(rows=rows, problem=f"the {first} stands first, and format says the {other}", mend=_TWO_ORDERS)]


def _read(words: pd.Series, layout: str) -> np.ndarray:
    plain = words.str.replace(r"^(\d+)[./-](\d+)[./-](\d+)[, ]*", r"\1/\2/\3 ", regex=True).str.strip()
    plain = plain.where(words.str.match(_NUMERIC).fillna(False).astype(bool))
    return first_found(plain, [layout.replace("-", "/").replace(".", "/") + clock for clock in CLOCKS])


def named_years(words: pd.Series) -> list[Doubt]:
    """Texts such as 26 Mar 05 of which the first number may well be the year: it varies less than the last."""
    parts = words.str.extract(r"^(?P<day>\d{2}) [A-Z][a-z]{2} (?P<year>\d{2})(?= |$)").apply(pd.to_numeric)
    day, year = parts["day"].dropna(), parts["year"].dropna()
    if len(day) < _FEW or not day.between(15, 40).all() or not year.between(1, 31).all():
        return []
    if not day.nunique() <= _FEW < year.nunique():
        return []
    mend = 'Write format = "%d %b %y" if the day stands first, format = "%y %b %d" if the year does.'
    return [Doubt(rows=parts["day"].notna().to_numpy(), problem="day and year cannot be told apart", mend=mend)]
