"""R² of every subset of the drivers, from one matrix and without solving anything.

Drivers come in blocks: a block of one column is a driver, a block of several (the dummies of a factor) enters whole.
A subset is a number: bit i says whether block i is in it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

LARGEST = 25  # blocks: 2²⁵ subsets take seconds and 1 GB

Blocks = Sequence[Sequence[int]]


def subset_r_squared(cov: np.ndarray, blocks: Blocks, always: Sequence[int] = ()) -> np.ndarray:
    """R² of every subset of the blocks together with the columns that are always in: (2**len(blocks), R).

    Parameters
    ----------
    cov : (R, p + 1, p + 1) array
        Covariances, correlations or centred cross-products of R samples, outcome last.
    blocks : sequence of sequences of int
        Columns of each block.
    always : sequence of int
        Columns of every model.

    Notes
    -----
    Breadth first: block after block, all matrices are doubled. In one half the block leaves the matrix, in the other it
    is swept out of what is left (Schur complement) and leaves, too. So matrices shrink as their number grows, and what
    is left in the end is the outcome's unexplained part: about 6 · 2**p operations in all [1]_. A column that can be
    foretold from others divides by zero: see `collinearity`.

    References
    ----------
    .. [1] Furnival, G. M., & Wilson, R. W. (1974). Regressions by leaps and bounds. Technometrics 16, 499–511.
    """
    order = [*always, *(column for block in blocks for column in block), cov.shape[-1] - 1]
    # Row j of the upper half of each matrix, samples last: numpy is fast along a long last axis
    rows = [np.ascontiguousarray(cov[:, column, order[place:]].T) for place, column in enumerate(order)]
    total = rows[-1][0]
    for _ in always:
        rows = _swept(rows)
    for block in blocks:
        inside = rows
        for _ in block:
            inside = _swept(inside)
        rows = [np.concatenate(halves, axis=1) for halves in zip(rows[len(block) :], inside, strict=True)]
    return 1.0 - rows[0].reshape(-1, len(cov)) / total


def partialled(cov: np.ndarray, always: Sequence[int]) -> np.ndarray:
    """What is left of the other columns' matrix once the columns `always` are swept out: (R, k, k)."""
    others = [column for column in range(cov.shape[-1]) if column not in always]
    left = cov[:, others][:, :, others]
    if not len(always):
        return left
    shared = cov[:, list(always)][:, :, others]
    own = cov[:, list(always)][:, :, list(always)]
    return left - np.swapaxes(shared, 1, 2) @ np.linalg.solve(own, shared)


def _swept(rows: list[np.ndarray]) -> list[np.ndarray]:
    """The matrices without their first column, and without what it explains of the others."""
    first = rows[0][1:]
    slope = first / rows[0][0]
    return [row - slope[place] * first[place:] for place, row in enumerate(rows[1:])]
