"""The smallest difference that so many answers could show: what is smaller is missed too often."""

from __future__ import annotations

import numpy as np
from scipy import optimize, special

LEVEL, POWER = 0.95, 0.8  # one minus the level of the test; the chance to see the difference


def smallest_mean_difference(n: float) -> float:
    """In standard deviations, between the means of two groups of n answers, by the t test; NaN below two each.

    What R's ``power.t.test`` gives.
    """
    if n < 2:
        return float("nan")
    df, root = 2 * n - 2, np.sqrt(n / 2)
    edge = -special.stdtrit(df, (1 - LEVEL) / 2)

    def lacking(delta: float) -> float:
        seen = 1 - special.nctdtr(df, delta * root, edge) + special.nctdtr(df, delta * root, -edge)
        return 1 - POWER if np.isnan(seen) else float(seen - POWER)  # so far out that the distribution has no digits

    return float(optimize.brentq(lacking, 1e-6, 60 / root, xtol=1e-12))


def smallest_share(n: float, share: float) -> float:
    """The larger share that a second group needs to be told from `share`, n answers each; NaN where none does.

    What R's ``power.prop.test`` gives.
    """
    edge = -special.ndtri((1 - LEVEL) / 2)

    def lacking(other: float) -> float:
        pooled, apart = (share + other) * (2 - share - other) / 2, share * (1 - share) + other * (1 - other)
        move, width = np.sqrt(n) * (other - share), edge * np.sqrt(pooled)
        error = np.sqrt(max(apart, 1e-300))
        return float(special.ndtr((move - width) / error) - POWER)

    if lacking(1.0) < 0:
        return float("nan")
    return float(optimize.brentq(lacking, share + 1e-9, 1.0, xtol=1e-12))
