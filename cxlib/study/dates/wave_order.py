"""Waves in the order of time: a year that follows its month, quarter or week is still the larger unit."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise, product
from typing import NamedTuple

from ..words.calendar_words import (
    FISCAL,
    HALF,
    IDLE,
    MONTH,
    NUMBERS,
    QUARTER,
    ROUND,
    TWO_UNITS,
    UNITS,
    WEEK,
    WEEKDAYS,
    WINTER,
    bare,
    month_of,
    season_of,
    two_digits,
)

MOST_NAMES = 2_000  # more are no waves
_MOST_YEARS, _WIDEST, _TOO_WIDE = 6, 12, 20  # "Jan 26, Feb 02, Feb 09" are days: surveys do not begin 24 years apart
_CLOCK = r"[ t]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$"
_ORDINAL = r"(?<=\d)\.?(?:er|r|n|st|nd|rd|th|ra|da|e|eme|ere|o|a)(?![^\W\d_])"
_YEAR = r"(?:19|20)\d\d"
_NUMBERED = r"[A-Za-z]{0,2}[\d\s./-]+([QqHhWwMmTt]\d+)?"
_SHORT_PAIR = r"(0?[1-9]|1[0-2])-\d\d"  # 12-23: the end of 2023 or a day before Christmas
_COUNTS = {HALF: 2, 124: 3, QUARTER: 4, 62: 6, MONTH: 12, WEEK: 53, ROUND: 366}


class _Reading(NamedTuple):
    """How names that leave something open are read.

    `years`: two digits beside a month are a year and no day. `halves`: S is a semester and no week, T a quarter and
    no round, a bare number a month and no week.
    """

    years: bool
    halves: bool
    year_first: bool
    day_first: bool


_READINGS = [_Reading(*found) for found in product((True, False), repeat=4)]


class _Name(NamedTuple):
    """A name taken apart: `place` is where its unit or month stands among `parts`; whether words are `strange`."""

    parts: list[str]
    unit: str
    month: int | None
    place: int
    counted: int | None
    strange: bool


class _Number(NamedTuple):
    place: int
    text: str

    @property
    def value(self) -> int:
        return int(self.text)


class _Time(NamedTuple):
    year: int | None
    day: int


def natural(text: str) -> list[tuple[int, str]]:
    """A key that sorts the numbers within texts as numbers."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", text)]


def wave_order(names: Iterable[str]) -> tuple[list[str], bool]:
    """The names of waves in the order of time, and whether they leave no doubt about it.

    Names of the calendar are read in four languages: Q3 2023, 2H24, T1-2024, Mar-24, week 7/2024, 15/03/2024. Other
    names keep the natural order, in which numbers count as numbers: wave 2 before wave 10.
    """
    names = sorted(names, key=natural)
    numbered = all(re.fullmatch(_NUMBERED, name) for name in names)
    if len(names) > MOST_NAMES:
        return names, numbered
    split = [_split(name) for name in names]
    times = {reading: [_time(name, reading) for name in split] for reading in _READINGS}
    read = [any(found) for found in zip(*times.values(), strict=True)]
    if not any(read):
        return names, numbered
    whole = {reading: found for reading, found in times.items() if [time is not None for time in found] == read}
    if not whole:
        return names, False
    best = min(whole, key=lambda reading: _doubt(reading, whole[reading]))
    orders = {reading: _sorted(names, found) for reading, found in whole.items()}
    if all(time.year is None for time in whole[best] if time):
        alike = all(read) and len({name.unit for name in split}) == 1
        return (orders[best], numbered and orders[best] == names) if alike else (names, numbered)
    dated = all(time and time.year is not None for time in whole[best])
    known = dated and not any(name.strange or re.fullmatch(_SHORT_PAIR, "-".join(name.parts)) for name in split)
    known |= numbered and orders[best] == names
    return orders[best], known and len(set(map(tuple, orders.values()))) == 1


def tells_time(names: Iterable[str]) -> bool:
    """Whether every name is one of the calendar, with its year: months, quarters, weeks."""
    split = [_split(name) for name in set(names)]
    if len(split) > MOST_NAMES or any(sum(map(str.isdecimal, name.parts)) > 2 for name in split):
        return False
    return any(
        all((time := _time(name, reading)) and time.year is not None and not name.strange for name in split)
        for reading in _READINGS
    )


def _sorted(names: list[str], times: list[_Time | None]) -> list[str]:
    """Names by their times, those of no year and of no calendar last; equal ones stay in their natural order."""

    def place(pair: tuple[str, _Time | None]) -> tuple:
        time = pair[1]
        return (2, 0, 0) if time is None else (time.year is None, time.year or 0, time.day)

    return [name for name, _ in sorted(zip(names, times, strict=True), key=place)]


def _doubt(reading: _Reading, times: list[_Time | None]) -> tuple:
    """How strange the years of a reading are: many, or far apart."""
    years = {time.year for time in times if time and time.year is not None}
    wide = len(years) > _MOST_YEARS and max(years) - min(years) > _WIDEST
    span = max(years, default=0) - min(years, default=0)
    return reading.years and (wide or span > _TOO_WIDE), not reading.years, len(years), span, _READINGS.index(reading)


def _split(name: str) -> _Name:
    """The parts of a name, idle words left out."""
    text = re.sub(_ORDINAL, " ", re.sub(_CLOCK, "", bare(name)))
    text = re.sub(rf"(?<!\d)({_YEAR})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])?(?!\d)", r"\1 \2 \3 ", text)  # 202403
    text = re.sub(rf"(?<!\d)(\d\d)(\d\d)({_YEAR})(?!\d)", r"\1 \2 \3", text)
    text = re.sub(rf"(?<!\d)(\d\d?)({_YEAR})(?!\d)", r"\1 \2", text)  # Q12024
    parts = [part for part in re.findall(r"\d+|[^\W\d_]+|['’]", text) if part not in IDLE]
    numbered = any(part.isdecimal() or part in NUMBERS for part in parts)
    units = [part for part in parts if part in UNITS or part in TWO_UNITS if len(part) > 1 or numbered]
    unit = max(units, key=len, default="")
    words = [part for part in parts if not part.isdecimal() and part not in (*units, *NUMBERS, FISCAL, "'", "’")]
    words = [word for word in words if word not in WEEKDAYS]
    months = {word: month_of(word) or season_of(word) for word in words}
    month = next((word for word, found in months.items() if found), "")
    return _Name(
        parts=parts,
        unit=unit,
        month=months.get(month),
        place=parts.index(month or unit) if month or unit else 0,
        counted=next((NUMBERS[part] for part in parts if part in NUMBERS), None),
        strange=any(not found or season_of(word) == WINTER for word, found in months.items()),
    )


def _time(name: _Name, reading: _Reading) -> _Time | None:
    """When the wave began, if the name can be read so."""
    numbers = [_Number(place, part) for place, part in enumerate(name.parts) if part.isdecimal()]
    year, rest = _stated_year(name, numbers)
    if name.month:
        return _in_month(name, name.month, year, rest, reading)
    if name.unit:
        return _in_unit(name, year, rest, reading)
    return _in_numbers(name, year, rest, reading)


def _stated_year(name: _Name, numbers: list[_Number]) -> tuple[int | None, list[_Number]]:
    """The year that nobody can take for anything else, and the other numbers; 2023/24 counts as 2023."""
    for number in numbers:
        before = name.parts[number.place - 1] if number.place else ""
        if not re.fullmatch(_YEAR, number.text) and not (len(number.text) == 2 and before in (FISCAL, "'", "’")):
            continue
        year = number.value if len(number.text) == 4 else two_digits(number.text)
        rest = [other for other in numbers if other is not number]
        rest = [other for other in rest if not _ends(number, other) or not (name.unit or other.value > 12)]
        return year, [other for other in rest if not (name.month and re.fullmatch(_YEAR, other.text))]
    for first, second in pairwise(numbers):
        if name.unit and len(numbers) == 3 and len(first.text) == 2 and _ends(first, second):
            return two_digits(first.text), [other for other in numbers if other not in (first, second)]
    return None, numbers


def _ends(year: _Number, other: _Number) -> bool:
    """Whether a number behind a year is the year after it, as in 2023/24."""
    return other.place == year.place + 1 and (year.value + 1 - other.value) % 100 == 0


def _in_month(name: _Name, month: int, year: int | None, rest: list[_Number], reading: _Reading) -> _Time | None:
    if year is None and rest and (len(rest) > 1 or reading.years):
        found = rest[0] if rest[0].value > MONTH else rest[-1]
        if len(found.text) != 2:
            return None
        year, rest = two_digits(found.text), [other for other in rest if other is not found]
    day = min(rest, key=lambda number: abs(number.place - name.place)).value if rest else 1
    return _Time(year, MONTH * (month - 1) + day - 1) if 1 <= day <= MONTH else None


def _in_unit(name: _Name, year: int | None, rest: list[_Number], reading: _Reading) -> _Time | None:
    number = name.counted
    if number is None and (year is not None or len(rest) == 1):
        near = min(rest, key=lambda other: abs(other.place - name.place - 0.1), default=None)
        number = near.value if near else 1
    elif rest and year is None:
        year_at = 0 if number is not None else _year_beside(name, rest, reading)
        if len(rest[year_at].text) != 2:
            return None
        year, others = two_digits(rest[year_at].text), [*rest[:year_at], *rest[year_at + 1 :]]
        number = others[0].value if number is None else number
    length = UNITS.get(name.unit) or (HALF if reading.halves else WEEK)
    if len(name.unit) == 1 and not reading.halves and name.unit != "s":
        length = ROUND  # T0, T1 … T9 are no quarters
    least = 0 if length in (WEEK, ROUND) else 1
    if number is None or not least <= number <= _COUNTS[length]:
        return None
    return _Time(year, (number - 1) * length)


def _year_beside(name: _Name, rest: list[_Number], reading: _Reading) -> int:
    """Which of two short numbers is the year: 2H24, 24H2, H2 24; 24W12 is read both ways."""
    first, second = rest[:2]
    if first.place < name.place < second.place:
        lengths = len(first.text), len(second.text)
        return int(lengths[0] < lengths[1]) if lengths[0] != lengths[1] else int(not reading.year_first)
    return int(name.place < first.place)


def _in_numbers(name: _Name, year: int | None, rest: list[_Number], reading: _Reading) -> _Time | None:
    values = [number.value for number in rest]
    if name.counted is not None:
        if year is None and len(rest) == 1 and len(rest[0].text) == 2:
            year = two_digits(rest[0].text)
        return None if year is None else _Time(year, MONTH * (name.counted - 1))
    if year is None:
        if name.strange or len(rest) not in (2, 3) or not reading.halves:
            return None
        found = rest[0] if reading.year_first else rest[-1]
        values = [number.value for number in rest if number is not found]
        year, first = two_digits(found.text), reading.year_first
        if len(found.text) != 2:
            return None
    else:
        first = bool(rest) and rest[0].place > 0
    if len(values) == 2:
        day, month = values if reading.day_first and not first else values[::-1]
        return _Time(year, MONTH * (month - 1) + day - 1) if 1 <= month <= 12 and 1 <= day <= MONTH else None
    if len(values) > 2:
        return None
    length = MONTH if reading.halves else WEEK
    number = values[0] if values else 1
    return _Time(year, length * (number - 1)) if 1 <= number <= _COUNTS[length] else None
