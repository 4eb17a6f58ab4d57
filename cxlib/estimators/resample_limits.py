"""Limits from resamples: percentiles, and percentiles corrected for bias and skewness (BCa)."""

from __future__ import annotations

import numpy as np
from scipy import special

from .quantiles import critical_value


def percentile_limits(draws: np.ndarray, confidence_level: float) -> np.ndarray:
    """Lower and upper limit of each column of the draws: (2, k) from (R, k)."""
    return np.quantile(draws, _tails(confidence_level), axis=0)


def expanded_level(confidence_level: float, n: int, df: float) -> float:
    """The level whose percentiles make up for what resamples of few units lack; with many, nearly the level itself.

    Resamples vary by (n − 1)/n of what they should, or less in a regression, and their percentiles are those of a
    normal quantile where Student's is due: α'/2 = Φ(−√(n/df) t) [1]_.

    Parameters
    ----------
    confidence_level : float
    n : int
        Units drawn.
    df : float
        Degrees of freedom, n − 1 for a mean.

    References
    ----------
    .. [1] Hesterberg, T. C. (2015). What teachers should know about the bootstrap: resampling in the undergraduate
       statistics curriculum. The American Statistician 69, 371–386.
    """
    return float(1 - 2 * special.ndtr(-np.sqrt(n / df) * critical_value(confidence_level, df)))


def bca_limits(draws: np.ndarray, estimate: np.ndarray, without_one: np.ndarray, confidence_level: float) -> np.ndarray:
    """Limits corrected for bias and skewness: (2, k).

    Parameters
    ----------
    draws : (R, k) array
    estimate : (k,) array
        From the whole sample.
    without_one : (n, k) array
        The same estimate without each row in turn.

    References
    ----------
    .. [1] Efron, B. (1987). Better bootstrap confidence intervals. Journal of the American Statistical Association 82,
       171–185.
    """
    below = np.clip((draws < estimate).mean(axis=0), 0.5 / len(draws), 1 - 0.5 / len(draws))
    bias = special.ndtri(below)
    influence = without_one.mean(axis=0) - without_one
    spread = (influence**2).sum(axis=0) ** 1.5
    skewness = np.divide((influence**3).sum(axis=0), 6 * spread, out=np.zeros_like(bias), where=spread > 0)
    z = bias + special.ndtri(_tails(confidence_level))[:, None]
    level = special.ndtr(bias + z / (1 - skewness * z))
    return np.stack([np.quantile(column, at) for column, at in zip(draws.T, level.T, strict=True)], axis=1)


def rank_limits(ranks: np.ndarray, confidence_level: float) -> np.ndarray:
    """Lower and upper limit of each column of ranks, whole places that occurred: (2, k)."""
    return np.quantile(ranks, _tails(confidence_level), axis=0, method="inverted_cdf")


def _tails(confidence_level: float) -> np.ndarray:
    return np.array([(1 - confidence_level) / 2, (1 + confidence_level) / 2])
