"""How numbers stand in a sentence."""

from __future__ import annotations

import pandas as pd

FEW = 30  # below this many answers a score is told with a caution, and drawn pale


def points(value: float) -> str:
    """One decimal, with a true minus sign."""
    return f"{value:.1f}".replace("-0.0", "0.0").replace("-", "−")


def hundredths(value: float) -> str:
    """Two decimals, with a true minus sign."""
    return f"{value:.2f}".replace("-0.00", "0.00").replace("-", "−")


def signed(value: float) -> str:
    """One decimal, always with its sign."""
    return points(value) if round(value, 1) < 0 else f"+{points(value)}"


def interval(row: pd.Series) -> str:
    """Both limits of a row of points."""
    return f"{points(row['conf_low'])} to {points(row['conf_high'])}"


def sizes(row: pd.Series) -> str:
    """The numbers of answers of the reference and of the group compared with it."""
    return f"{int(row['n_reference']):,} and {int(row['n']):,}"
