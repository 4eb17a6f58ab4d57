"""Agreement of orders: Kendall's W of several judges, and Spearman's ρ of two orders."""

from __future__ import annotations

import numpy as np
from scipy import stats


def kendall_w(ranks: np.ndarray) -> np.ndarray:
    """How far m judges agree in the order of k items: 0 not at all, 1 entirely; ties share their mean rank.

    Parameters
    ----------
    ranks : (..., m, k) array
        A row per judge; values need not be ranks, only in their order. NaN where one judge is all there is, or no judge
        prefers anything.

    References
    ----------
    .. [1] Kendall, M. G., & Babington Smith, B. (1939). Annals of Mathematical Statistics 10, 275–287.
       https://doi.org/10.1214/aoms/1177732186
    """
    ranked = stats.rankdata(ranks, axis=-1) - (ranks.shape[-1] + 1) / 2
    m = ranked.shape[-2]
    within = (ranked**2).sum(axis=(-2, -1))  # of all judges; less than (k³ − k)/12 each where there are ties
    between = (ranked.sum(axis=-2) ** 2).sum(axis=-1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where((m > 1) & (within > 0), between / (m * within), np.nan)


def spearman(orders: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Spearman's ρ of orders (…, k) with another; NaN where all items of one are tied."""
    one, two = (stats.rankdata(values, axis=-1) for values in np.broadcast_arrays(orders, other))
    one, two = (values - values.mean(axis=-1, keepdims=True) for values in (one, two))
    spread = np.sqrt((one**2).sum(axis=-1) * (two**2).sum(axis=-1))
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(spread > 0, (one * two).sum(axis=-1) / spread, np.nan)
