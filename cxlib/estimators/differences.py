"""Differences of two estimates from their own intervals, and the price of many comparisons."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy import special, stats
from scipy.optimize import elementwise

Z_LIMIT = 12.0  # a p-value below 4e-33 is given as 0: Student's quantile is not to be trusted farther out

#: Gives ``(low, high)`` of the first and of the second estimate at a critical value z: four (k,) arrays.
PairLimits = Callable[[np.ndarray], tuple[tuple[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]]


def square_and_add(
    first: np.ndarray, second: np.ndarray, limits: PairLimits, z: np.ndarray, correlation: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Limits of ``first − second`` from the two intervals (Newcombe's method 10; Zou & Donner's MOVER).

    Parameters
    ----------
    first, second : (k,) arrays
        The two estimates.
    limits : callable
        The two intervals at a critical value.
    z : (k,) array
        Critical value of the normal distribution.
    correlation : (k,) array
        Of the two estimates; 0 for groups of different people.

    References
    ----------
    .. [1] Newcombe, R. G. (1998). Interval estimation for the difference between independent proportions.
       Statistics in Medicine 17, 873–890.
    .. [2] Zou, G. Y. (2008). On the estimation of additive interaction by use of the four-by-two table and
       beyond. American Journal of Epidemiology 168, 212–224 (the term with the correlation).
    """
    (low1, high1), (low2, high2) = limits(z)
    down1, up1, down2, up2 = first - low1, high1 - first, second - low2, high2 - second
    # A correlation of 1 leaves nothing below the root; rounding must not make it negative.
    below = np.sqrt(np.maximum(down1**2 + up2**2 - 2 * correlation * down1 * up2, 0.0))
    above = np.sqrt(np.maximum(up1**2 + down2**2 - 2 * correlation * up1 * down2, 0.0))
    return first - second - below, first - second + above


def exclusion_p_value(first: np.ndarray, second: np.ndarray, limits: PairLimits, correlation: np.ndarray) -> np.ndarray:
    """Two-sided p-value: one minus the confidence level at which the interval first excludes 0; (k,)."""
    difference = first - second
    sign = np.where(difference < 0, -1.0, 1.0)

    def distance(z, index):
        # The root finder drops rows as they converge, so the others are put back before the intervals are made.
        every = np.zeros(difference.shape)
        every[index] = z
        low, high = square_and_add(first, second, limits, every, correlation)
        return np.where(sign > 0, low, -high)[index]

    index = np.arange(len(difference))
    moved = (difference != 0) & ~np.isnan(difference)
    still_out = np.zeros(len(difference), bool)
    still_out[index] = distance(np.full(len(difference), Z_LIMIT), index) > 0
    sought = index[moved & ~still_out]
    p_value = np.where(np.isnan(difference), np.nan, np.where(still_out, 0.0, 1.0))
    if len(sought):
        bracket = np.full(len(sought), 1e-8), np.full(len(sought), Z_LIMIT)
        found = elementwise.find_root(distance, bracket, args=(sought,))
        p_value[sought] = np.where(found.success, 2 * special.ndtr(-found.x), p_value[sought])
    return p_value


def adjust_p_values(p_values: np.ndarray, method: str) -> np.ndarray:
    """P-values that allow for their number: ``holm`` (any error), ``bh`` (share of errors) or ``none``; (k,).

    References
    ----------
    .. [1] Holm, S. (1979). A simple sequentially rejective multiple test procedure. Scandinavian Journal of
       Statistics 6, 65–70.
    .. [2] Benjamini, Y., & Hochberg, Y. (1995). Controlling the false discovery rate. Journal of the Royal
       Statistical Society B 57, 289–300.
    """
    adjusted = np.array(p_values, float)
    known = np.flatnonzero(~np.isnan(adjusted))
    if method == "none" or not len(known):
        return adjusted
    if method == "bh":
        adjusted[known] = stats.false_discovery_control(adjusted[known])
        return adjusted
    order = known[np.argsort(adjusted[known], kind="stable")]
    steps = adjusted[order] * np.arange(len(order), 0, -1)
    adjusted[order] = np.minimum(np.maximum.accumulate(steps), 1.0)
    return adjusted
