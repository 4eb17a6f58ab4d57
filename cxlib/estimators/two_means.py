"""The difference of two means of different people, from their numbers, means and variances."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from .quantiles import critical_value

ROUNDING = 1e-12  # a variance below this share of the squared mean is none


def welch_difference(
    n: tuple[ArrayLike, ArrayLike],
    mean: tuple[ArrayLike, ArrayLike],
    variance: tuple[ArrayLike, ArrayLike],
    confidence_level: float,
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """First less second mean, standard error, limits and two-sided p-value.

    All but the first are NaN where a side has a single value, or where neither side varies: nothing tells how sure they
    are.

    Parameters
    ----------
    n, mean, variance : pairs of (k,) arrays
        Values of each side, their mean and their variance with divisor n − 1.
    confidence_level : float
        Of the interval, by Student's quantile with Welch's (1947) degrees of freedom.
    """
    counts, spreads = (np.asarray(pair, float) for pair in (n, variance))
    centres = np.asarray(mean, float)
    known = (counts > 1).all(axis=0) & (spreads > ROUNDING * centres**2).any(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        parts = np.where(known, spreads / counts, np.nan)
        squared = parts.sum(axis=0)
        df = squared**2 / (parts**2 / (counts - 1)).sum(axis=0)
    difference = centres[0] - centres[1]
    std_error = np.sqrt(squared)
    half = critical_value(confidence_level, df) * std_error
    with np.errstate(divide="ignore", invalid="ignore"):
        p_value = 2 * special.stdtr(df, -np.abs(difference / std_error))
    return difference, std_error, difference - half, difference + half, p_value
