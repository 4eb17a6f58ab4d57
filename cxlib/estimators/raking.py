"""Weights that give a sample the shares of its population: iterative proportional fitting, and trimming."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

TOLERANCE = 1e-8  # largest distance of a weighted share 0…1 from its target
ROUNDS = 20_000  # margins that are sparse and yet can be met have needed 10,959
TRIMS = 1_000
WATCH = 100  # rounds in which the largest distance must shrink, or it never will
OVER = 1e-6  # by how much of itself a trimmed weight may pass its bound


@dataclass(frozen=True, eq=False, kw_only=True)
class Raked:
    """Weights and how well they meet the targets.

    Attributes
    ----------
    weights : (n,) array
        With mean 1.
    rounds : int
        How often all margins were gone through, trimming included.
    gaps : (m,) array
        Largest distance of a weighted share from its target, for each margin.
    within : bool
        Whether the weights keep their bounds.
    """

    weights: np.ndarray
    rounds: int
    gaps: np.ndarray
    within: bool = True

    @property
    def converged(self) -> bool:
        """Whether every margin is met."""
        return bool((self.gaps <= TOLERANCE).all())


def rake(codes: Sequence[np.ndarray], targets: Sequence[np.ndarray], *, base: np.ndarray) -> Raked:
    """Multiply the weights of each margin's categories in turn until all weighted shares are those of the targets.

    Parameters
    ----------
    codes : m arrays (n,)
        Of each margin the category 0…k − 1 of each row.
    targets : m arrays (k,)
        Of each margin the wanted shares, which add up to 1; above 0 where a category has rows, 0 where it has none.
    base : (n,) array
        Weights > 0 to start from. With one margin the result is post-stratification, in one round.

    References
    ----------
    .. [1] Deming, W. E., & Stephan, F. F. (1940). On a least squares adjustment of a sampled frequency table when the
       expected marginal totals are known. Annals of Mathematical Statistics 11, 427–444.
    """
    return _rake(*_combinations(codes), targets, base)


def _combinations(codes: Sequence[np.ndarray]) -> tuple[list[np.ndarray], np.ndarray]:
    """The combinations of categories that have rows, (m, c), and the place 0…c − 1 of each row among them."""
    key = np.zeros(len(codes[0]), np.int64)
    for code in codes:
        key = key * (int(code.max()) + 1) + code
    _, first, row = np.unique(key, return_index=True, return_inverse=True)
    return [code[first] for code in codes], row


def _rake(
    combinations: Sequence[np.ndarray], row: np.ndarray, targets: Sequence[np.ndarray], base: np.ndarray
) -> Raked:
    """On the combinations: all rows of one have one factor, however many there are."""
    base = base / base.sum()
    start = np.bincount(row, base)
    w, done, gaps, last = start, 0, np.ones(len(targets)), np.inf
    while done < ROUNDS and (gaps > TOLERANCE).any():
        if done % WATCH == 0:
            if gaps.max() >= last * (1 - TOLERANCE):
                break
            last = gaps.max()
        done += 1
        for code, target in zip(combinations, targets, strict=True):
            share = weighted_shares(code, w, len(target))
            w = w * np.divide(target, share, out=np.zeros(len(target)), where=share > 0)[code]
        gaps = np.array(
            [
                np.abs(weighted_shares(code, w, len(target)) - target).max()
                for code, target in zip(combinations, targets, strict=True)
            ]
        )
    return Raked(weights=base * (w / start)[row] * len(base), rounds=done, gaps=gaps)


def rake_within(
    codes: Sequence[np.ndarray],
    targets: Sequence[np.ndarray],
    *,
    base: np.ndarray,
    low: float,
    high: float,
) -> Raked:
    """Rake, cut weights to `low` … `high` times their mean, and rake again, until margins and bounds both hold.

    Both steps are projections (the nearest weights by relative entropy), so taking turns finds weights that keep both
    wherever there are such; `within` says whether they were found.
    """
    combinations, row = _combinations(codes)
    found, total = _rake(combinations, row, targets, base), 0
    while found.converged:
        total += found.rounds
        within = found.weights.max() <= high * (1 + OVER) and found.weights.min() >= low * (1 - OVER)
        if within or total > TRIMS:
            return Raked(weights=found.weights, rounds=total, gaps=found.gaps, within=bool(within))
        found = _rake(combinations, row, targets, np.clip(found.weights, low, high))
    return found


def weighted_shares(code: np.ndarray, w: np.ndarray, n_categories: int) -> np.ndarray:
    """Share of the weight in each category, (n_categories,)."""
    return np.bincount(code, w, n_categories) / w.sum()


def design_effect(w: np.ndarray) -> float:
    """Kish's (1965) price of unequal weights, n·Σw²/(Σw)²: 1 when all are equal."""
    return float(len(w) * (w**2).sum() / w.sum() ** 2)
