"""How numbers stand in a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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


def called(name: object, labels: Mapping[str, str] | None) -> str:
    """What a column or a group is called in a sentence or a figure: its label, or its own name."""
    return str((labels or {}).get(name, name))


def listed(names: Sequence[str]) -> str:
    """Names in a row: "a, b and c"."""
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def percent(share: float) -> str:
    """A share in whole per cent; what is neither none nor all is never rounded to it."""
    whole = round(100 * share)
    edge = {0: "<1 %", 100: ">99 %"} if 0 < share < 1 else {}
    return edge.get(whole, f"{whole} %").replace("-", "−")


def percents(row: pd.Series) -> str:
    """Both limits of a row of shares."""
    return f"{100 * row['conf_low']:.0f} to {100 * row['conf_high']:.0f} %"
