"""How long a chart waits for its signal: run lengths of normal values by integral equations.

References
----------
.. [1] Crowder, S. V. (1987). Technometrics 29(4), 401–407. https://doi.org/10.2307/1269450
.. [2] Page, E. S. (1954). Biometrika 41, 100–115. https://doi.org/10.1093/biomet/41.1-2.100
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import special

NODES = 100  # of Gauss and Legendre's rule: mean run lengths settle to ten digits


@dataclass(frozen=True, eq=False)
class Kernel:
    """Chances of going on, from each place where the statistic may stand to each other; `start` from where it begins.

    Attributes
    ----------
    steps : (m, m) array
    start : (m,) array
    """

    steps: np.ndarray
    start: np.ndarray

    @property
    def mean(self) -> float:
        """Mean number of periods up to and with the first signal."""
        waits = np.linalg.solve(np.eye(len(self.start)) - self.steps, np.ones(len(self.start)))
        return float(1 + self.start @ waits)

    def silent(self, periods: int) -> float:
        """Chance of no signal in so many periods."""
        still = np.ones(len(self.start))
        for _ in range(periods - 1):
            still = self.steps @ still
        return float(self.start @ still)


def shewhart_kernel(shift: float, limit: float) -> Kernel:
    """A chart that looks at each value by itself: limits in standard errors, and the shift of the mean."""
    inside = special.ndtr(limit - shift) - special.ndtr(-limit - shift)
    return Kernel(np.array([[inside]]), np.array([inside]))


def ewma_kernel(shift: float, share: float, limit: float) -> Kernel:
    """A moving average within ± limit · √(share / (2 − share)), which it has after the first periods [1]_."""
    edge = limit * np.sqrt(share / (2 - share))
    place, weight = _nodes(-edge, edge)

    def going(start: np.ndarray) -> np.ndarray:
        return weight * _density((place - (1 - share) * start[:, None]) / share - shift) / share

    return Kernel(going(place), going(np.zeros(1))[0])


def cusum_kernel(shift: float, slack: float, decision: float) -> Kernel:
    """A sum on one side [2]_; the first place is 0, to which it returns."""
    place, weight = _nodes(0.0, decision)

    def going(start: np.ndarray) -> np.ndarray:
        back = special.ndtr(slack - start - shift)
        on = weight * _density(place - start[:, None] + slack - shift)
        return np.column_stack([back, on])

    steps = going(np.concatenate([[0.0], place]))
    return Kernel(steps, steps[0])


def two_sided(up: float, down: float) -> float:
    """Mean run length of two sums together from those of each (Kemp 1961)."""
    return 1 / (1 / up + 1 / down)


def _nodes(low: float, high: float) -> tuple[np.ndarray, np.ndarray]:
    place, weight = special.roots_legendre(NODES)
    half = (high - low) / 2
    return low + half * (place + 1), half * weight


def _density(x: np.ndarray) -> np.ndarray:
    return np.exp(-(x**2) / 2) / np.sqrt(2 * np.pi)
