"""How well scores put people in the order of an outcome: the area under the ROC curve, from counts."""

from __future__ import annotations

import numpy as np


def rank_areas(scores: np.ndarray, yes: np.ndarray, no: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Area under the curve of each score, and the covariances of the areas; all scores are of the same people.

    Parameters
    ----------
    scores : (m, k) array
        The value of each score in each cell of people who are alike.
    yes, no : (k,) arrays
        People with and without the outcome in each cell, at least two of each in all.

    Returns
    -------
    areas : (m,) array
        Chance that somebody with the outcome has the higher score; ties count half.
    covariance : (m, m) array

    References
    ----------
    .. [1] DeLong, E. R., DeLong, D. M., & Clarke-Pearson, D. L. (1988). Comparing the areas under two or more
       correlated receiver operating characteristic curves. Biometrics 44, 837–845.
    """
    places = [_placements(score, yes, no) for score in scores]
    above, below = (np.array(part) for part in zip(*places, strict=True))
    areas = above @ yes / yes.sum()
    return areas, _covariance(above - areas[:, None], yes) + _covariance(below - areas[:, None], no)


def _placements(score: np.ndarray, yes: np.ndarray, no: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Of each cell, the share without the outcome that lies below it, and the share with the outcome above it."""
    levels, place = np.unique(score, return_inverse=True)
    with_it, without = (np.bincount(place, part, len(levels)) for part in (yes, no))
    lower = (np.cumsum(without) - without / 2) / without.sum()
    higher = 1 - (np.cumsum(with_it) - with_it / 2) / with_it.sum()
    return lower[place], higher[place]


def _covariance(deviations: np.ndarray, n: np.ndarray) -> np.ndarray:
    """Of the means over all people, `n` in each cell."""
    total = n.sum()
    return (deviations * n) @ deviations.T / (total - 1) / total
