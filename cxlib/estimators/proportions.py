"""Intervals for one share 0…1; `share` and the (effective) number of answers `n` broadcast together."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

Limits = tuple[np.ndarray, np.ndarray]
Quantile = float | np.ndarray


def wilson_interval(share: ArrayLike, n: ArrayLike, z: Quantile) -> Limits:
    """Wilson's (1927) score interval: all shares that a score test at `z` does not reject."""
    share, n = np.asarray(share, float), np.asarray(n, float)
    centre = (share + z**2 / (2 * n)) / (1 + z**2 / n)
    margin = z * np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2)) / (1 + z**2 / n)
    low, high = np.maximum(centre - margin, 0.0), np.minimum(centre + margin, 1.0)
    # at an end the limit is the end itself, which rounding misses by a hair: an interval from 1e-17 on has no 0
    at_low, at_high = (share == 0) & (n > 0), (share == 1) & (n > 0)  # without answers there is no limit
    return np.where(at_low, 0.0, low)[()], np.where(at_high, 1.0, high)[()]


def wald_share_interval(share: ArrayLike, n: ArrayLike, z: Quantile) -> Limits:
    """The textbook interval, share ± z·SE, clipped to 0…1."""
    share, n = np.asarray(share, float), np.asarray(n, float)
    margin = z * np.sqrt(share * (1 - share) / n)
    return np.maximum(share - margin, 0.0), np.minimum(share + margin, 1.0)


def clopper_pearson_interval(share: ArrayLike, n: ArrayLike, confidence_level: float) -> Limits:
    """Clopper and Pearson's (1934) interval, which never covers less than stated; `n` need not be whole."""
    share, n = np.asarray(share, float), np.asarray(n, float)
    hits, misses, tail = n * share, n * (1 - share), (1 - confidence_level) / 2
    low = np.where(hits > 0, special.betaincinv(np.maximum(hits, 1e-300), misses + 1, tail), 0.0)
    high = np.where(misses > 0, special.betaincinv(hits + 1, np.maximum(misses, 1e-300), 1 - tail), 1.0)
    return low, high
