"""Dates as people and tools write them; day and month are never guessed where a value leaves them open."""

from __future__ import annotations

import numpy as np
import pandas as pd

_CLOCKS = ("", " %H:%M", " %H:%M:%S", " %H:%M:%S.%f", " %I:%M %p", " %I:%M:%S %p")
_ZONED = (
    r"^(?P<body>.*\d:\d{2}(?::\d{2}(?:\.\d+)?)?(?: [AP]M)?) ?"
    r"(?:(?P<name>Z|[A-Z]{3,4})|(?:GMT|UTC)?(?P<sign>[+-])(?P<hours>\d{1,2}):?(?P<minutes>\d{2})?)$"
)
# hours from UTC; names that stand for several zones are left out
_ZONES = {"Z": 0, "UTC": 0, "GMT": 0, "WET": 0, "WEST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3}
_ZONES |= {"EST": -5, "EDT": -4, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7}
_YEAR_FIRST = r"^(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})(?=[ T]|$)"
_NUMERIC = r"^(?P<first>\d{1,2})[./-](?P<second>\d{1,2})[./-]\d{4}(?=[ ,T]|$)"
_SHORT = r"^(?P<first>\d{1,2})[./](?P<second>\d{1,2})[./](?P<third>\d{2})(?=[ ,]|$)"
_NAMED = ("%d %b %Y", "%b %d %Y", "%d %B %Y", "%B %d %Y")


def parse_dates(words: pd.Series, layout: str | None) -> tuple[np.ndarray, np.ndarray]:
    """Dates of distinct texts, and which of them leave day and month open.

    Parameters
    ----------
    words : Series of str
        Distinct texts without blanks at the ends.
    layout : str or None
        How dates are written, as for strptime; without an hour in it, hours behind the date are read too. None takes
        2018-01-31 and 31-Jan-2018, and 31/01/2018 or 01/31/18 where some value of the column shows
        which part is the day; an hour with AM or PM and a zone such as GMT+1 may follow.

    Returns
    -------
    dates : (n,) datetime64[us]
        Times with an offset from UTC are turned into UTC; NaT where a text is no date.
    open : (n,) bool
        Texts such as 03/04/2018 in a column that does not show the order.
    """
    nothing = np.zeros(len(words), dtype=bool)
    words = words.astype("object")
    if layout:
        dates = _dates(words, layout)
        if "%H" not in layout and "%I" not in layout:
            dates = _first_found(words, [layout + clock for clock in _CLOCKS])
        return dates, nothing
    body, offset = _without_zone(words)
    body = body.str.replace(_YEAR_FIRST, r"\1-\2-\3", regex=True).str.replace(r"(?<=\d)T(?=\d)", " ", regex=True)
    known = [f"{day}{clock}" for day in ("%Y-%m-%d", "%Y%m%d") for clock in _CLOCKS]
    dates = _first_found(body.where(body.str.match(r"^\d{4}(?:-\d{1,2}-\d{1,2}|\d{4})(?: |$)")), known)
    named = body.where(body.str.contains(r"[A-Za-z]{3}", regex=True)).str.replace(r"[-.,/]", " ", regex=True)
    named = named.str.replace(r" +", " ", regex=True)
    dates = np.where(np.isnat(dates), _first_found(named, [day + clock for day in _NAMED for clock in _CLOCKS]), dates)
    unclear = nothing.copy()
    for pattern, year in ((_NUMERIC, "%Y"), (_SHORT, "%y")):
        found, open_ = _numeric(body, pattern, year)
        dates, unclear = np.where(np.isnat(dates), found, dates), unclear | open_
    zoned = ~np.isnan(offset) & ~np.isnat(dates)
    if zoned.any():  # an hour with an offset and one without cannot be compared
        shift = (np.nan_to_num(offset) * 60_000_000).astype("timedelta64[us]")
        dates = np.where(zoned, dates - shift, np.datetime64("NaT", "us"))
    return dates, unclear


def _without_zone(words: pd.Series) -> tuple[pd.Series, np.ndarray]:
    """The texts without their zone, and its minutes from UTC (NaN without a zone)."""
    words = words.str.replace(r"[\s\u00a0\u202f]+", " ", regex=True)
    words = words.str.replace(r"(?<=\d) ?([AaPp])\.? ?[Mm]\b\.?", lambda found: f" {found[1].upper()}M", regex=True)
    parts = words.str.extract(_ZONED)
    hours = pd.to_numeric(parts["hours"]) + pd.to_numeric(parts["minutes"]).fillna(0) / 60
    offset = hours.where(parts["sign"] != "-", -hours).where(hours.notna(), parts["name"].map(_ZONES)).astype("float64")
    return words.where(offset.isna(), parts["body"]), 60 * offset.to_numpy()


def _numeric(words: pd.Series, pattern: str, year: str) -> tuple[np.ndarray, np.ndarray]:
    """Dates in numbers, in the order that some value shows; or which of them are open."""
    parts = words.str.extract(pattern).apply(pd.to_numeric)
    numeric = parts["first"].notna().to_numpy()
    nothing = np.zeros(len(words), dtype=bool)
    if not numeric.any():
        return np.full(len(words), np.datetime64("NaT", "us")), nothing
    day_first, month_first = bool((parts["first"] > 12).any()), bool((parts["second"] > 12).any())
    if day_first and "third" in parts and parts["third"].nunique() >= parts["first"].nunique():
        month_first = True  # 24/01/31 may begin with its year: nothing varies as days do
    if day_first == month_first:
        return np.full(len(words), np.datetime64("NaT", "us")), numeric
    order = f"%d/%m/{year}" if day_first else f"%m/%d/{year}"
    plain = words.str.replace(r"^(\d+)[./-](\d+)[./-](\d+)[, ]*", r"\1/\2/\3 ", regex=True).str.strip().where(numeric)
    return _first_found(plain, [order + clock for clock in _CLOCKS]), nothing


def _first_found(words: pd.Series, layouts: list[str]) -> np.ndarray:
    """Dates in the first layout that each text has."""
    dates = np.full(len(words), np.datetime64("NaT", "us"))
    for layout in layouts:
        left = np.isnat(dates) & words.notna().to_numpy(dtype=bool)
        if left.any():
            dates[left] = _dates(words[left], layout)
    return dates


def _dates(words: pd.Series, layout: str) -> np.ndarray:
    try:
        dates = pd.to_datetime(words.astype("object"), format=layout, errors="coerce", utc=True)
    except ValueError:  # the layout itself is not one
        return np.full(len(words), np.datetime64("NaT", "us"))
    return dates.dt.tz_localize(None).to_numpy().astype("datetime64[us]")
