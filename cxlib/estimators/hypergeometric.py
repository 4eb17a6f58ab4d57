"""Draws without replacement: how likely so many hits are among those of one unit."""

from __future__ import annotations

import numpy as np
from scipy.special import gammaln, logsumexp


def upper_tail(hits: np.ndarray, n: np.ndarray, all_hits: int, total: int) -> np.ndarray:
    """Chance of `hits` or more among `n` drawn out of `total`, of which `all_hits` are hits: Fisher's one-sided test.

    Parameters
    ----------
    hits, n : (k,) int arrays
    all_hits, total : int
    """
    chances = []
    for least, size in zip(hits, n, strict=True):
        first = max(int(least), 0, size - (total - all_hits))
        x = np.arange(first, min(size, all_hits) + 1)
        ways = _log_choose(all_hits, x) + _log_choose(total - all_hits, size - x) - _log_choose(total, size)
        chances.append(np.exp(logsumexp(ways)) if len(x) else 0.0)
    return np.minimum(chances, 1.0)


def _log_choose(n: int, k: np.ndarray) -> np.ndarray:
    return gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1)
