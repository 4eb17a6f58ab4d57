"""Bootstrap draws of weighted means, on counts instead of rows."""

from __future__ import annotations

import numpy as np

CHUNK = 20_000_000  # draws held at once: 160 MB of integers


def resampled_means(
    count: np.ndarray, total: np.ndarray, weight: np.ndarray, n_resamples: int, rng: np.random.Generator
) -> np.ndarray:
    """Means of resamples of the units: (n_resamples,).

    Parameters
    ----------
    count : (k,) int array
        How many units are of each kind.
    total, weight : (k,) arrays
        Weighted points and weight of one unit of the kind.
    """
    chance = count / count.sum()
    step = max(1, CHUNK // len(count))
    means = []
    for start in range(0, n_resamples, step):
        drawn = rng.multinomial(int(count.sum()), chance, min(step, n_resamples - start))
        means.append((drawn @ total) / (drawn @ weight))
    return np.concatenate(means)
