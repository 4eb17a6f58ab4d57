"""Variance by several factors at once, such as person, employee and branch, from products of pairs of rows."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray


def crossed_variances(y: NDArray, factors: Sequence[NDArray]) -> NDArray[np.float64]:
    """The variance of each factor's part: (factors,); nested and crossed factors alike, unequal sizes too [1]_.

    Two rows that share a level have that part in common, so the mean product of such pairs tells its variance. Each
    factor gives an equation, and so do all pairs, which take up the mean.

    Parameters
    ----------
    y : (n,) array
        Near its mean.
    factors : sequence of (n,) int arrays
        The level of each row, from 0 on.

    References
    ----------
    .. [1] Koch, G. G. (1968). Some further remarks concerning "A general approach to the estimation of variance
       components". Technometrics 10, 551–558. doi:10.1080/00401706.1968.10490600
    """
    keys = [*factors, np.zeros(len(y), dtype=int)]
    squares = y @ y
    products = [(np.bincount(key, y) ** 2).sum() - squares for key in keys]
    pairs = np.empty((len(keys), len(keys)))
    for a, b in [*combinations(range(len(keys)), 2), *((k, k) for k in range(len(keys)))]:
        both = keys[a] if a == b else keys[a] * (keys[b].max() + 1) + keys[b]
        sizes = np.unique(both, return_counts=True)[1].astype(float)
        pairs[a, b] = pairs[b, a] = (sizes * (sizes - 1)).sum()
    return np.linalg.lstsq(pairs, np.array(products), rcond=None)[0][:-1]
