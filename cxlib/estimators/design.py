"""Weighted means of answers and their linearised variances, from the sums of cells.

A cell is all answers of one group (and cluster) that count the same number of points, so four arrays of
one value per cell say everything: `group` (int code), `points` (what an answer counts), `w` and `w2` (sums
of the weights and of their squares).
"""

from __future__ import annotations

import numpy as np


def group_means(points: np.ndarray, w: np.ndarray, group: np.ndarray, n_groups: int) -> np.ndarray:
    """Weighted mean of the points: (n_groups,), NaN where a group has no weight."""
    total = np.bincount(group, w, n_groups)
    with np.errstate(invalid="ignore"):
        return np.bincount(group, w * points, n_groups) / total


def linearised_variance(
    points: np.ndarray, w: np.ndarray, w2: np.ndarray, group: np.ndarray, n_groups: int
) -> np.ndarray:
    """Variance of the weighted means when answers are independent: Σw²(x − mean)²/(Σw)².

    Without weights this is the plain variance (divisor n) over n.
    """
    mean = group_means(points, w, group, n_groups)
    total = np.bincount(group, w, n_groups)
    with np.errstate(invalid="ignore"):
        return np.bincount(group, w2 * (points - mean[group]) ** 2, n_groups) / total**2


def kish_n(w: np.ndarray, w2: np.ndarray, group: np.ndarray, n_groups: int) -> np.ndarray:
    """Kish's (1965) effective number of answers, (Σw)²/Σw²: right when weights and answers are unrelated."""
    return np.bincount(group, w, n_groups) ** 2 / np.bincount(group, w2, n_groups)
