"""The difference of two means of different people, from their numbers, means and variances."""

from __future__ import annotations

import numpy as np
from scipy import special

from .quantiles import critical_value


def welch_difference(
    n: tuple[np.ndarray, np.ndarray],
    mean: tuple[np.ndarray, np.ndarray],
    variance: tuple[np.ndarray, np.ndarray],
    confidence_level: float,
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """First less second mean, standard error, limits and two-sided p-value; all NaN but the first for a single value.

    Parameters
    ----------
    n, mean, variance : pairs of (k,) arrays
        Values of each side, their mean and their variance with divisor n − 1.
    confidence_level : float
        Of the interval, by Student's quantile with Welch's (1947) degrees of freedom.
    """
    counts, spreads = (np.asarray(pair, float) for pair in (n, variance))
    known = (counts > 1).all(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        parts = np.where(known, spreads / counts, np.nan)
        squared = parts.sum(axis=0)
        df = squared**2 / (parts**2 / (counts - 1)).sum(axis=0)
    difference = np.asarray(mean[0], float) - np.asarray(mean[1], float)
    std_error = np.sqrt(squared)
    exact = known & (squared == 0)  # both sides without variance: the normal quantile of an error of 0
    df = np.where(exact, np.inf, df)
    half = critical_value(confidence_level, df) * std_error
    with np.errstate(divide="ignore", invalid="ignore"):
        p_value = 2 * special.stdtr(df, -np.abs(difference / std_error))
    return difference, std_error, difference - half, difference + half, np.where(exact, np.nan, p_value)
