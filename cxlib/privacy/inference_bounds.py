"""What a reader can work out of a hidden number from the numbers shown: linear programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from scipy import sparse
    from scipy.optimize import OptimizeResult

SOLVED, OPEN = 0, 3  # what linprog says: an optimum was found; nothing bounds the target


@dataclass(frozen=True, eq=False)
class System:
    """What is published about unknown cells: shares of cells in each sum, and between which limits the sum lies."""

    inside: sparse.csr_array
    sums_low: np.ndarray
    sums_high: np.ndarray
    low: np.ndarray
    high: np.ndarray

    def extreme(self, target: np.ndarray, sign: int) -> OptimizeResult:
        """Cells that agree with all that is published and make the target smallest (1) or largest (-1)."""
        from scipy import sparse
        from scipy.optimize import linprog

        same = self.sums_high <= self.sums_low
        limits = {"A_eq": self.inside[same], "b_eq": self.sums_low[same]} if same.any() else {}
        if not same.all():
            limits["A_ub"] = sparse.vstack([self.inside[~same], -self.inside[~same]])
            limits["b_ub"] = np.concatenate([self.sums_high[~same], -self.sums_low[~same]])
        return linprog(sign * target, bounds=np.column_stack([self.low, self.high]), method="highs", **limits)

    def interval(self, target: np.ndarray) -> tuple[float, float]:
        """Smallest and largest value of a sum of cells; missing where the published numbers contradict one another."""
        ends = []
        for sign in (1, -1):
            found = self.extreme(target, sign)
            ends.append(sign * {OPEN: -np.inf, SOLVED: found.fun}.get(found.status, np.nan))
        return ends[0], ends[1]
