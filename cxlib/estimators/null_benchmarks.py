"""What pure chance explains: a random driver in each resample, and a shuffled outcome."""

from __future__ import annotations

import numpy as np

from .cells import Cells, level_sums, resampled


def with_random_driver(cells: Cells, times: np.ndarray, noise: np.ndarray) -> np.ndarray:
    """Centred cross-products of each resample with one more column, the first: (R, k + 1, k + 1).

    Parameters
    ----------
    cells : Cells
        One row each.
    times, noise : (R, U) arrays
        How often each row counts, and its value of the random column, in each resample.
    """
    plain = resampled(cells, times)
    sums, weight = level_sums(cells, times)
    drawn = times * noise
    own, _ = level_sums(Cells(w=cells.w, sums=cells.w[:, None], level=cells.level), drawn)
    mean = np.divide(own[:, :, 0], weight, out=np.zeros_like(weight), where=weight > 0)
    k = plain.shape[1]
    whole = np.empty((len(times), k + 1, k + 1))
    whole[:, 1:, 1:] = plain
    whole[:, 0, 1:] = whole[:, 1:, 0] = drawn @ cells.sums - np.einsum("rl,rlk->rk", mean, sums)
    whole[:, 0, 0] = (drawn * noise) @ cells.w - (mean * own[:, :, 0]).sum(axis=1)
    return whole


def with_shuffled_outcome(cells: Cells, keys: np.ndarray) -> np.ndarray:
    """Centred cross-products with the outcome (the last column) shuffled within levels: (R, k, k).

    `keys` (R, U) are random numbers 0 … 1; rows trade outcomes in their order.
    """
    order = np.argsort(cells.level + keys, axis=1)
    total = np.bincount(cells.level, cells.w)
    x = cells.sums / cells.w[:, None]
    means = np.stack([np.bincount(cells.level, column) for column in cells.sums.T], axis=1) / total[:, None]
    x = x - means[cells.level]
    outcome = x[:, -1][order]
    own, _ = level_sums(Cells(w=cells.w, sums=cells.w[:, None], level=cells.level), outcome)
    whole = np.repeat(resampled(cells, np.ones((1, len(x)))), len(keys), axis=0)
    whole[:, -1, :-1] = whole[:, :-1, -1] = outcome @ (cells.w[:, None] * x[:, :-1])
    whole[:, -1, -1] = outcome**2 @ cells.w - (own[:, :, 0] ** 2 / total).sum(axis=1)
    return whole
