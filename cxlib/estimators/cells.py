"""Cross-products of resamples: cells of a table counted again and again, in a few matrix multiplications.

A cell is a row of a table in memory, or a block of rows of a table that is not. Cells lie in levels (touchpoints, say)
whose means are taken out of every column, in each resample anew; one level takes out the grand mean.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

CHUNK = 12_500_000  # numbers held at once in one array: 100 MB


@dataclass(frozen=True, eq=False, kw_only=True)
class Cells:
    """Sums of U cells in the order of their levels.

    `w` (U,) is the sum of the weights, `sums` (U, k) Σ w x, `level` (U,) a code 0 … L − 1 in ascending order.
    `products` (U, k(k + 1)/2) is the upper half of Σ w x xᵀ; without it each cell is one row, which gives its products.
    """

    w: np.ndarray
    sums: np.ndarray
    level: np.ndarray
    products: np.ndarray | None = None

    @property
    def n_levels(self) -> int:
        return int(self.level[-1]) + 1

    def upper(self, part: slice) -> np.ndarray:
        """Upper half of the products of some cells."""
        if self.products is not None:
            return self.products[part]
        first, second = np.triu_indices(self.sums.shape[1])
        sums = self.sums[part]
        return sums[:, first] * (sums / self.w[part, None])[:, second]


def row_cells(x: np.ndarray, w: np.ndarray, level: np.ndarray) -> Cells:
    """One cell per row of x (n, k), less the column's mean so that the sums keep their digits."""
    order = order_of(level)
    x, w = x[order], w[order]
    return Cells(w=w, sums=w[:, None] * (x - x.mean(axis=0)), level=np.unique(level[order], return_inverse=True)[1])


def order_of(level: np.ndarray) -> np.ndarray:
    """The order in which `row_cells` puts its rows."""
    return np.argsort(level, kind="stable")


def resampled(cells: Cells, times: np.ndarray) -> np.ndarray:
    """Centred cross-products of each resample: (R, k, k).

    Parameters
    ----------
    cells : Cells
    times : (R, U) array
        How often each cell counts in each resample.
    """
    first, second = np.triu_indices(cells.sums.shape[1])
    upper = sum(times[:, part] @ cells.upper(part) for part in _parts(cells, len(first)))
    sums, weight = level_sums(cells, times)
    means = sums / np.sqrt(np.where(weight > 0, weight, 1.0))[:, :, None]  # a level that was not drawn has sums of 0
    whole = -np.swapaxes(means, 1, 2) @ means
    whole[:, first, second] += upper
    whole[:, second, first] = whole[:, first, second]
    return whole


def level_sums(cells: Cells, times: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Sums (R, L, k) and weights (R, L) of each level in each resample."""
    sums = np.empty((len(times), cells.n_levels, cells.sums.shape[1]))
    weight = np.empty((len(times), cells.n_levels))
    edges = np.searchsorted(cells.level, np.arange(cells.n_levels + 1))
    for level, (start, stop) in enumerate(pairwise(edges)):
        some = times[:, start:stop]
        sums[:, level], weight[:, level] = some @ cells.sums[start:stop], some @ cells.w[start:stop]
    return sums, weight


def without_each(cells: Cells) -> Iterator[np.ndarray]:
    """Centred cross-products without each cell of one row in turn, in chunks of (m, k, k).

    Taking out a row of weight w from a level of weight W takes w W/(W − w) d dᵀ, d its distance from the level's mean.
    """
    ones = np.ones((1, len(cells.w)))
    whole = resampled(cells, ones)
    total = np.bincount(cells.level, cells.w)
    means = np.stack([np.bincount(cells.level, column) for column in cells.sums.T], axis=1) / total[:, None]
    distance = cells.sums / cells.w[:, None] - means[cells.level]
    rest = total[cells.level] - cells.w
    factor = np.where(rest > 0, cells.w * total[cells.level] / np.where(rest > 0, rest, 1.0), 0.0)
    step = max(1, CHUNK // whole.size)
    for at in range(0, len(distance), step):
        d = distance[at : at + step]
        yield whole - (factor[at : at + step, None] * d)[:, :, None] * d[:, None, :]


def draws(n: int, n_resamples: int, width: int, rng: np.random.Generator) -> Iterator[np.ndarray]:
    """How often each of n equally likely cells is drawn, in chunks of (r, n); a resample takes `width` numbers."""
    step = max(1, CHUNK // max(n, width))
    for start in range(0, n_resamples, step):
        size = min(step, n_resamples - start)
        drawn = rng.integers(0, n, (size, n)) + n * np.arange(size)[:, None]
        yield np.bincount(drawn.ravel(), minlength=size * n).reshape(size, n).astype(float)


def _parts(cells: Cells, width: int) -> Iterator[slice]:
    """Runs of cells whose products fit into memory."""
    step = max(1, CHUNK // width)
    return (slice(at, at + step) for at in range(0, len(cells.w), step))
