"""What readings on units of people share: a slope with its limits, what counts as clear, and numbers as printed."""

from __future__ import annotations

from typing import Any

import pandas as pd

from ..locale import say
from ..text import decimals, interval, rounded
from .prose import Evidence, Number, is_clear

DIGITS = 2


def with_limits(row: pd.Series) -> str:
    """An estimate and its limits, or that there are none."""
    slope = decimals(row["estimate"], DIGITS)
    if pd.isna(row["conf_low"]):
        return say("{slope} (no interval)", slope=slope)
    return say("{slope} ({limits})", slope=slope, limits=interval(row["conf_low"], row["conf_high"], DIGITS))


def evidence_of(row: pd.Series) -> Evidence:
    """What the interval of a slope supports."""
    if pd.isna(row["conf_low"]):
        return "too few"
    return "supported" if is_clear(row) else "open"


def number_of_people(
    label: str,
    estimate: float,
    *,
    n: float | None = None,
    low: float | None = None,
    high: float | None = None,
    unit: str,
) -> Number:
    """A number worked out of all people or units, the small ones too, in the digits that are printed.

    More digits, beside the means of every unit that is shown, would tell the mean of one that is hidden.
    """
    printed: dict[str, Any] = {"estimate": estimate, "conf_low": low, "conf_high": high}
    printed = {name: rounded(value, DIGITS) for name, value in printed.items()}
    return Number(label=label, n=n, unit=unit, **printed)


def slope_number(label: str, row: pd.Series, *, unit: str = "points per point") -> Number:
    """A slope, or a correlation, between units with the number of units."""
    n = row.get("n_units", row.get("n"))
    return number_of_people(label, row["estimate"], n=n, low=row["conf_low"], high=row["conf_high"], unit=unit)
