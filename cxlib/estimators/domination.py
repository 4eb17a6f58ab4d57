"""Who beats whom: gains in R² of two drivers set against one another, at every size and in every subset."""

from __future__ import annotations

import numpy as np

TIE = 1e-12  # in R²: gains closer than this are equal but for rounding


def gains_by_level(r_squared: np.ndarray) -> np.ndarray:
    """Mean gain of each block beside 0, 1, … p − 1 others: (p, p) from (2**p,), levels in columns."""
    p = len(r_squared).bit_length() - 1
    size = np.bitwise_count(np.arange(2 ** (p - 1), dtype=np.uint32)).astype(np.intp)
    count = np.bincount(size)
    gains = np.empty((p, p))
    for block in range(p):
        halves = r_squared.reshape(-1, 2, 2**block)
        gains[block] = np.bincount(size, (halves[:, 1] - halves[:, 0]).ravel()) / count
    return gains


def share_beaten(r_squared: np.ndarray) -> np.ndarray:
    """Share of the subsets of the others in which block i adds more than block j: (p, p), 0 on the diagonal.

    Ties, to within `TIE`, count for neither.
    """
    p = len(r_squared).bit_length() - 1
    shares = np.zeros((p, p))
    for high in range(p):
        for low in range(high):
            cells = r_squared.reshape(-1, 2, 2 ** (high - low - 1), 2, 2**low)
            difference = cells[:, 1, :, 0] - cells[:, 0, :, 1]
            shares[high, low] = (difference > TIE).mean()
            shares[low, high] = (difference < -TIE).mean()
    return shares


def share_of_levels(gains: np.ndarray) -> np.ndarray:
    """Share of the levels at which block i gains more on average than block j: (p, p) from (p, levels)."""
    return (gains[:, None, :] - gains[None, :, :] > TIE).mean(axis=2)
