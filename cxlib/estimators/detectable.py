"""The smallest difference that so many answers could show: what is smaller is missed too often."""

from __future__ import annotations

import numpy as np
from scipy import optimize, special

POWER = 0.8


def smallest_mean_difference(
    n: float, other: float | None = None, *, level: float = 0.95, power: float = POWER
) -> float:
    """In standard deviations, between the means of two groups, by the t test; what R's ``power.t.test`` gives.

    Parameters
    ----------
    n, other : float
        Answers of the groups; `other` is as large where it is left out. NaN below two each.
    level : float
        One minus the test's level.
    power : float
        The chance to see the difference.
    """
    m = n if other is None else other
    if min(n, m) < 2:
        return float("nan")
    df, root = n + m - 2, np.sqrt(n * m / (n + m))
    edge = -special.stdtrit(df, (1 - level) / 2)

    def lacking(delta: float) -> float:
        seen = 1 - special.nctdtr(df, delta * root, edge) + special.nctdtr(df, delta * root, -edge)
        return 1 - power if np.isnan(seen) else float(seen - power)  # so far out that the distribution has no digits

    return float(optimize.brentq(lacking, 1e-6, 60 / root, xtol=1e-12))


def smallest_share(n: float, share: float, *, level: float = 0.95, power: float = POWER) -> float:
    """The larger share that a second group needs to be told from `share`, n answers each; NaN where none does.

    What R's ``power.prop.test`` gives.
    """
    edge = -special.ndtri((1 - level) / 2)

    def lacking(other: float) -> float:
        pooled, apart = (share + other) * (2 - share - other) / 2, share * (1 - share) + other * (1 - other)
        move, width = np.sqrt(n) * (other - share), edge * np.sqrt(pooled)
        error = np.sqrt(max(apart, 1e-300))
        return float(special.ndtr((move - width) / error) - power)

    if lacking(1.0) < 0:
        return float("nan")
    return float(optimize.brentq(lacking, share + 1e-9, 1.0, xtol=1e-12))
