"""What a reader can work out of a hidden number from the numbers shown: linear programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from scipy import sparse
    from scipy.optimize import OptimizeResult

# A solver's own error on numbers of people and on sums of answers; far below one person.
SLACK = 1e-6
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


def fixed_targets(
    shown: sparse.csr_array, targets: sparse.csr_array, truth: np.ndarray, low: np.ndarray, high: np.ndarray
) -> np.ndarray:
    """Which hidden sums cannot be one unit other than they are, given the sums shown.

    The true cells agree with what is shown. So a hidden sum that some other agreeing cells move by one person, or by
    one point of one answer, is open. First all sums are moved at once, some up and some down by turns, which opens most
    in a few programs; each of the others has a program of its own.
    """
    from scipy import sparse

    free = _not_shown_alone(shown)
    known = sparse.csr_array(shown[:, free])
    known = known[np.diff(known.indptr) > 0]
    sums, inside, start = known @ truth[free], sparse.csr_array(targets[:, free]), truth[free]
    system = System(known, sums, sums, low[free], high[free])
    fixed = np.ones(targets.shape[0], dtype=bool)

    def move(weights: np.ndarray) -> None:
        target = weights @ inside
        for sign in (1, -1) if target.any() else ():
            if (fixed & (weights != 0)).any():
                found = system.extreme(target, sign)
                if found.status == SOLVED:
                    fixed[:] &= np.abs(inside @ (found.x - start)) < 1 - SLACK

    places = np.arange(len(fixed))
    for half in range(len(fixed).bit_length()):
        move(np.where(places >> half & 1, 1.0, -1.0) * fixed)
    for number in places:
        move((places == number) * 1.0)
    return fixed


def _not_shown_alone(shown: sparse.csr_array) -> np.ndarray:
    """The cells that are not themselves a sum that is shown."""
    free = np.ones(shown.shape[1], dtype=bool)
    alone = np.diff(shown.indptr) == 1
    free[shown.indices[shown.indptr[:-1][alone]]] = False
    return free
