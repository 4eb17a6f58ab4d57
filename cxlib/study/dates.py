"""Dates as people write them; day and month are never guessed where a value leaves them open."""

from __future__ import annotations

import numpy as np
import pandas as pd

_NUMERIC = r"^(?P<first>\d{1,2})[./-](?P<second>\d{1,2})[./-]\d{4}(?P<time>[ T,].*)?$"
_ISO = r"^\d{4}-?\d{2}-?\d{2}([ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?)?(Z| ?[+-]\d{2}:?\d{2})?$"
_ZONE = r"(?:Z|:\d{2} ?[+-]\d{2}:?\d{2})$"


def parse_dates(words: pd.Series, layout: str | None) -> tuple[np.ndarray, np.ndarray]:
    """Dates of distinct texts, and which of them leave day and month open.

    Parameters
    ----------
    words : Series of str
        Distinct texts without blanks at the ends.
    layout : str or None
        How dates are written, as for strptime; None takes 2018-01-31 (with or without a time) and
        31/01/2018 or 01/31/2018 where some value of the column shows which part is the day.

    Returns
    -------
    dates : (n,) datetime64[us]
        Times with an offset from UTC are turned into UTC; NaT where a text is no date.
    open : (n,) bool
        Texts such as 03/04/2018 in a column that does not show the order.
    """
    nothing = np.zeros(len(words), dtype=bool)
    if layout:
        return _dates(words, layout), nothing
    words = words.astype("object").str.replace(r"^(\d{4})[/.](\d{2})[/.](\d{2})", r"\1-\2-\3", regex=True)
    iso = words.str.match(_ISO).to_numpy(dtype=bool)
    zoned = words.str.contains(_ZONE, regex=True).to_numpy(dtype=bool) & iso
    if zoned.any() and (iso & ~zoned).any():  # an hour with an offset and one without cannot be compared
        iso = zoned
    dates = _dates(words.where(iso), "ISO8601")
    parts = words.str.extract(_NUMERIC)
    first, second = (pd.to_numeric(parts[name]) for name in ("first", "second"))
    day_first, month_first = bool((first > 12).any()), bool((second > 12).any())
    numeric = first.notna().to_numpy()
    if not numeric.any():
        return dates, nothing
    if day_first == month_first:
        return dates, numeric
    order = "%d/%m/%Y" if day_first else "%m/%d/%Y"
    plain = words.str.replace(r"^(\d+)[./-](\d+)[./-]", r"\1/\2/", regex=True).where(numeric)
    for clock in ("", " %H:%M", " %H:%M:%S", " %I:%M %p", " %I:%M:%S %p"):
        found = _dates(plain, order + clock)
        dates = np.where(np.isnat(dates), found, dates)
    return dates, nothing


def _dates(words: pd.Series, layout: str) -> np.ndarray:
    try:
        dates = pd.to_datetime(words.astype("object"), format=layout, errors="coerce", utc=True)
    except ValueError:  # the layout itself is not one
        return np.full(len(words), np.datetime64("NaT", "us"))
    return dates.dt.tz_localize(None).to_numpy().astype("datetime64[us]")
