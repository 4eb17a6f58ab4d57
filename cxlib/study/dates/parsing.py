"""Dates as people and tools write them; day and month are never guessed where a value leaves them open."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from ...locale import to_say
from ..words.calendar_words import WEEKDAYS, bare, month_of
from ..words.durations import like_durations
from .day_first import named_years, numeric_dates, order_against
from .doubts import on_clocks, on_zones, placeholders
from .layouts import CLOCKS, NO_DATE, Doubt, first_found
from .periods import period_starts
from .wave_order import tells_time

_ZONED = (
    r"^(?P<body>.*\d:\d{2}(?::\d{2}(?:\.\d+)?)?(?: [AP]M)?) ?"
    r"(?:(?P<name>Z|[A-Z]{3,4})|(?:GMT|UTC)?(?P<sign>[+-])(?P<hours>\d{1,2}):?(?P<minutes>\d{2})?)$"
)
# hours from UTC; names that stand for several zones are left out
_ZONES = {"Z": 0, "UTC": 0, "GMT": 0, "WET": 0, "WEST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3}
_ZONES |= {"EST": -5, "EDT": -4, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7}
_YEAR_FIRST = r"^(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})(?=[ T]|$)"
_WEEKDAY_FIRST = r"^([^\W\d_]{2,})\.?,?\s+(?=\d)"  # Monday 05/01/2026
_ENOUGH = 200  # different texts show whether days of the week stand before dates
_PLAIN_ISO = r"^\d{4}-\d{2}-\d{2}([ T]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?)?$"
_OF_SAS = r"^(\d{2}[A-Za-z]{3}\d{2,4}):(?=\d)"  # 05JAN2026:10:15:00
_NAMED = ("%d %b %Y", "%b %d %Y", "%Y %b %d", "%d %b %y", "%b %d %y")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_BETWEEN = frozenset(
    ["of", "de", "del", "d", "the", "el", "l", "la", "las", "les", "a", "at", "on", "din", "h", "ora", "uhr"]
)
_PERIODS = 'These are months, quarters or weeks: write role = "wave", or give each its day.'
_LENGTHS = 'A clock needs its day; for lengths of time write role = "measure" or role = "lag".'
_STRANGE = 'Write how dates look, such as format = "%d/%m/%Y", or declare words for "no date" in missing.'


@dataclass(frozen=True, kw_only=True)
class Dates:
    """Dates of distinct texts (NaT where a text is none), and what a reader must mend or know of them."""

    values: np.ndarray
    doubts: list[Doubt]


def parse_dates(words: pd.Series, layout: str | None) -> Dates:
    """Dates of distinct texts.

    Parameters
    ----------
    words : Series of str
        Distinct texts without blanks at the ends.
    layout : str or None
        How dates are written, as for strptime, or ``"excel"`` for a spreadsheet's day numbers and ``"unix"`` for
        seconds or milliseconds since 1970 (UTC); without an hour in it, hours behind the date are read too, and years
        of two and of four digits alike. None takes 2018-01-31, 31-Jan-2018 and 31 de enero de 2018, and 31/01/2018
        or 01/31/18 where some value of the column shows which part is the day; an hour with AM or PM and a zone such
        as GMT+1 may follow. Quarters and months stand for their first day.

    Returns
    -------
    Dates
        Times with an offset from UTC are turned into UTC.
    """
    if layout is None and (found := _all_iso(words)) is not None:
        return Dates(values=found, doubts=_besides(words.astype("object"), found, []))
    words = words.astype("object")
    if "%a" not in (layout or "").lower() and words.iloc[:_ENOUGH].str.match(_WEEKDAY_FIRST).any():
        words = words.str.replace(_WEEKDAY_FIRST, _without_weekday, regex=True)
    filled = (words != "").to_numpy(dtype=bool)
    doubts: list[Doubt] = []
    if layout in _COUNTED:
        dates = _COUNTED[layout](_plain_numbers(words))
    else:
        dates, doubts = _by_layout(words, layout) if layout else _by_shape(words)
    unread = filled & np.isnat(dates) & ~_at_fault(words, doubts)
    if layout and layout not in _COUNTED:
        doubts += order_against(words, layout, unread)
        unread &= ~_at_fault(words, doubts)
    if unread.any():
        mend = _mend(words, unread, layout)
        unnamed = re.sub(r" \(.*? is .*?\)", "", mend)
        doubts.append(Doubt(rows=unread, problem="dates that cannot be read", mend=mend, unnamed=unnamed))
    return Dates(values=dates, doubts=_besides(words, dates, doubts))


def _besides(words: pd.Series, dates: np.ndarray, doubts: list[Doubt]) -> list[Doubt]:
    """The doubts, and those that the dates raise besides: of clocks, and of dates that stand for none."""
    empty = placeholders(words, dates)
    besides = np.logical_or.reduce([np.zeros(len(words), dtype=bool), *(doubt.rows for doubt in empty)])
    return [*doubts, *on_clocks(words, dates, besides), *empty]


def _all_iso(words: pd.Series) -> np.ndarray | None:
    """The dates of texts that are all of them 2018-01-31 or 2018-01-31 10:15:00, or empty; None where some are not."""
    import pyarrow as pa
    import pyarrow.compute as pc

    texts = pa.array(words, pa.large_string())
    texts = pc.if_else(pc.equal(texts, ""), None, texts)
    if not pc.all(pc.match_substring_regex(texts, _PLAIN_ISO)).as_py():
        return None
    try:
        found = texts.cast(pa.timestamp("us")).to_numpy(zero_copy_only=False).astype("datetime64[us]")
    except pa.ArrowInvalid:  # 2018-02-31
        return None
    return None if (found < np.datetime64("0001-01-01")).any() else found


def _without_weekday(found: re.Match[str]) -> str:
    return "" if bare(found[1]) in WEEKDAYS else found[0]


def _plain_numbers(words: pd.Series) -> np.ndarray:
    return pd.to_numeric(words.str.replace(",", "."), errors="coerce").to_numpy(dtype="float64")


def _of_spreadsheet(numbers: np.ndarray) -> np.ndarray:
    """Days since the last one but one of 1899, from 1954 to 2064: other numbers are no dates."""
    days = np.where((numbers >= 20_000) & (numbers < 60_000), numbers, np.nan)
    return _since("1899-12-30", days * 86_400_000)


def _of_unix(numbers: np.ndarray) -> np.ndarray:
    """Seconds since 1970, or a thousand times as many: from 2001 to 2065."""
    seconds = np.where(numbers >= 1e11, numbers / 1000, numbers)
    return _since("1970-01-01", np.where((seconds >= 1e9) & (seconds < 3e9), seconds, np.nan) * 1000)


def _since(day: str, milliseconds: np.ndarray) -> np.ndarray:
    lengths = np.where(np.isnan(milliseconds), 0, np.round(milliseconds)).astype("timedelta64[ms]")
    return np.where(np.isnan(milliseconds), NO_DATE, np.datetime64(day, "us") + lengths)


_COUNTED = {"excel": _of_spreadsheet, "unix": _of_unix}


def _counted_mend(words: pd.Series) -> str:
    """How to declare dates that are numbers of days or seconds, with the first of them as a date."""
    for layout, dates_of in _COUNTED.items():
        dates = dates_of(_plain_numbers(words))
        if len(dates) and not np.isnat(dates).any():
            day = str(dates[0].astype("datetime64[D]"))
            counted = "day numbers of a spreadsheet" if layout == "excel" else "seconds or milliseconds since 1970"
            return f'If these are {counted} ({words.iloc[0]} is {day}), write format = "{layout}".'
    return ""


def _mend(words: pd.Series, unread: np.ndarray, layout: str | None) -> str:
    if like_durations(words[unread]).all():
        return _LENGTHS
    if layout:
        return _other_layout(words, layout) or _STRANGE
    if counted := _counted_mend(words[unread]):
        return counted
    return _PERIODS if tells_time(words[unread]) else _STRANGE


def _at_fault(words: pd.Series, doubts: list[Doubt]) -> np.ndarray:
    nothing = np.zeros(len(words), dtype=bool)
    return np.logical_or.reduce([nothing, *(doubt.rows for doubt in doubts if not doubt.told)])


def _by_layout(words: pd.Series, layout: str) -> tuple[np.ndarray, list[Doubt]]:
    """Dates in a declared layout; its separators, its digits of the year and its names of months may differ."""
    if "%b" in layout or "%B" in layout:
        layout = layout.replace("%B", "%b")
        simple = re.sub(r"[\W_]+(?:de|del|of)?[\W_]*(?=%)", " ", layout)
        plain = re.fullmatch(r"(?:%[dbyY] ?){3}", simple)
        words, layout = (_in_english(words), simple) if plain else (_months_in_english(words), layout)
    if re.fullmatch(r"%[dmy](?P<sign>[./-])%[dmy](?P=sign)%[dmy]", layout, re.IGNORECASE):
        words = words.str.replace(r"^(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})(?!\d)", r"\1/\2/\3", regex=True)
        layout = re.sub("[.-]", "/", layout)
    layouts = [layout, layout.replace("%Y", "%y"), layout.replace("%y", "%Y")]
    if "%H" not in layout and "%I" not in layout:
        words, offset = _without_zone(words)
        dates = first_found(words, [each + clock for each in dict.fromkeys(layouts) for clock in CLOCKS])
        return _in_utc(dates, offset)
    dates = first_found(words, list(dict.fromkeys(layouts)))
    if "%z" not in layout:
        return dates, []
    _, offset = _without_zone(words)
    return dates, on_zones(dates + _shift(offset), dates)


def _by_shape(words: pd.Series) -> tuple[np.ndarray, list[Doubt]]:
    body, offset = _without_zone(words.str.replace(_OF_SAS, r"\1 ", regex=True))
    body = body.str.replace(_YEAR_FIRST, r"\1-\2-\3", regex=True).str.replace(r"(?<=\d)T(?=\d)", " ", regex=True)
    known = [f"{day}{clock}" for day in ("%Y-%m-%d", "%Y%m%d") for clock in CLOCKS]
    dates = first_found(body.where(body.str.match(r"^\d{4}(?:-\d{1,2}-\d{1,2}|\d{4})(?: |$)")), known)
    named = _in_english(body.where(np.isnat(dates) & body.str.contains(r"[^\W\d_]{2}", regex=True)))
    dates = np.where(np.isnat(dates), first_found(named, [day + clock for day in _NAMED for clock in CLOCKS]), dates)
    open_ = named_years(named)
    dates = np.where(_at_fault(words, open_), NO_DATE, dates)
    numeric, doubts = numeric_dates(body, dates)
    dates, doubts = np.where(np.isnat(dates), numeric, dates), [*open_, *doubts]
    dates, zones = _in_utc(dates, offset)
    periods = period_starts(words.where(np.isnat(dates), ""))
    mend, problem = to_say("Each stands for its first day."), to_say("months, quarters or weeks in place of dates")
    told = Doubt(rows=~np.isnat(periods), problem=problem, mend=mend, told="always")
    return np.where(np.isnat(dates), periods, dates), [*doubts, *zones, told]


def _in_utc(dates: np.ndarray, offset: np.ndarray) -> tuple[np.ndarray, list[Doubt]]:
    """Times of one clock: an hour with an offset and one without cannot be compared."""
    zoned = ~np.isnan(offset) & ~np.isnat(dates)
    if not zoned.any():
        return dates, []
    found = np.where(zoned, dates - _shift(offset), NO_DATE)
    return found, on_zones(dates, found)


def _shift(offset: np.ndarray) -> np.ndarray:
    """Minutes from UTC as lengths of time."""
    return (np.nan_to_num(offset) * 60_000_000).astype("timedelta64[us]")


def _without_zone(words: pd.Series) -> tuple[pd.Series, np.ndarray]:
    """The texts without their zone, and its minutes from UTC (NaN without a zone)."""
    words = words.str.replace(r"[\s\u00a0\u202f]+", " ", regex=True)
    words = words.str.replace(r"(?<=\d) ?([AaPp])\.? ?[Mm]\b\.?", lambda found: f" {found[1].upper()}M", regex=True)
    words = words.str.replace(r"(?<=\d)[hH](?=\d\d\b)", ":", regex=True).str.replace(
        r"(?<=\d) ?h(?:rs?)?\.?$", "", regex=True
    )
    parts = words.str.extract(_ZONED)
    hours = pd.to_numeric(parts["hours"]) + pd.to_numeric(parts["minutes"]).fillna(0) / 60
    offset = hours.where(parts["sign"] != "-", -hours).where(hours.notna(), parts["name"].map(_ZONES)).astype("float64")
    return words.where(offset.isna(), parts["body"]), 60 * offset.to_numpy()


def _months_in_english(words: pd.Series) -> pd.Series:
    """Names of months as English shortens them; the rest as it is written."""
    return words.str.replace(r"[^\W\d_]{2,}\.?", lambda found: _month(found[0].rstrip(".")) or found[0], regex=True)


def _in_english(words: pd.Series) -> pd.Series:
    """The same, without days of the week, words between and separators; "7 out of 10" is no 7 October of 2010."""
    words = words.str.replace(r"(?<=\d) +out of +(?=\d)", " among ", case=False, regex=True)
    words = words.str.replace(r"(?<=\d)(?:st|nd|rd|th|er|r|[ºª°])(?![^\W\d_])", "", regex=True)
    words = words.str.replace(r"[^\W\d_]+[.'’]?", _plain_word, regex=True)
    words = words.str.replace(r"(?<!:\d\d)\.|[-,/]", " ", regex=True)
    return words.str.replace(r" +", " ", regex=True).str.strip()


def _plain_word(found: re.Match) -> str:
    word = bare(found[0].rstrip(".'’"))
    if word in _BETWEEN or word in WEEKDAYS:
        return " "
    return f" {_month(word)} " if _month(word) else found[0]


@cache
def _month(word: str) -> str:
    number = month_of(bare(word))
    return _MONTHS[number - 1] if number else ""


def _other_layout(words: pd.Series, layout: str) -> str:
    """How to declare the dates, where some other way reads them all."""
    filled = (words != "").to_numpy(dtype=bool)
    dates, doubts = _by_shape(words)
    if not (filled & np.isnat(dates)).any() and not _at_fault(words, doubts).any():
        return "Leave format out: without it these dates are read."
    for other in ("%d/%m/%Y", "%m/%d/%Y", "%y/%m/%d"):
        if other != layout and not (filled & np.isnat(_by_layout(words, other)[0])).any():
            return f'Write format = "{other}", if dates look so.'
    return ""
