"""Pairs of columns of a table compared: shares and means of different people, with and without weights."""

from __future__ import annotations

import numpy as np
from scipy import special

from .two_means import welch_difference


def pooled_shares_p(share: tuple[np.ndarray, np.ndarray], n: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
    """Two-sided p-values of pairs of shares by the pooled z test, without continuity correction; (k,).

    What R's ``pairwise.prop.test(correct = FALSE)`` gives. NaN where all or none of both answer so.

    Parameters
    ----------
    share, n : pairs of (k,) arrays
        The two shares, 0 to 1, and the numbers of answers.
    """
    (first, second), (n1, n2) = np.asarray(share, float), np.asarray(n, float)
    together = (n1 * first + n2 * second) / (n1 + n2)
    with np.errstate(divide="ignore", invalid="ignore"):
        z = (first - second) / np.sqrt(together * (1 - together) * (1 / n1 + 1 / n2))
    return 2 * special.ndtr(-np.abs(z))


def welch_p(
    mean: tuple[np.ndarray, np.ndarray], variance: tuple[np.ndarray, np.ndarray], n: tuple[np.ndarray, np.ndarray]
) -> np.ndarray:
    """Two-sided p-values of pairs of means by Welch's test, as R's ``pairwise.t.test(pool.sd = FALSE)``; (k,)."""
    return welch_difference(n, mean, variance, 0.95)[-1]


def weighted_p(
    estimate: tuple[np.ndarray, np.ndarray], variance: tuple[np.ndarray, np.ndarray], n: tuple[np.ndarray, np.ndarray]
) -> np.ndarray:
    """Two-sided p-values of pairs of weighted estimates by their linearised variances; (k,).

    Student's quantile with n₁ + n₂ − 2 degrees of freedom, as R's ``survey::svyglm`` on the two groups gives.
    """
    (first, second), (v1, v2), (n1, n2) = (np.asarray(pair, float) for pair in (estimate, variance, n))
    with np.errstate(divide="ignore", invalid="ignore"):
        t = (first - second) / np.sqrt(v1 + v2)
    return 2 * special.stdtr(n1 + n2 - 2, -np.abs(t))
