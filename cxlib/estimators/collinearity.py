"""Columns that say nothing of their own: constant ones, and those that follow exactly from others."""

from __future__ import annotations

import numpy as np
from scipy.linalg import lapack, solve_triangular

CONSTANT = 1e-13  # of a sum of squares: what is left of it is rounding
EXACT = 1e-10  # share of a column's variance that the others leave: below it, only rounding is left


def constant_columns(centred: np.ndarray, products: np.ndarray) -> np.ndarray:
    """Which columns do not vary: True where the centred sum of squares is rounding of the uncentred one."""
    left, whole = np.diagonal(centred), np.diagonal(products)
    return left <= CONSTANT * whole


def dependent_columns(cov: np.ndarray) -> list[int]:
    """The columns of one exact dependency, or none.

    Parameters
    ----------
    cov : (p, p) array
        Covariances of the drivers alone; none of them constant.

    Notes
    -----
    A Cholesky factorisation that takes the column with the most variance left first. It stops where nothing is left;
    the next column then is a sum of those before it, and those with a slope belong to the dependency.
    """
    spread = np.sqrt(np.diag(cov))
    factor, order, rank, stopped = lapack.dpstrf(cov / np.outer(spread, spread), tol=EXACT)
    if not stopped:
        return []
    order = order - 1
    slopes = solve_triangular(factor[:rank, :rank], factor[:rank, rank])
    return sorted([*order[:rank][np.abs(slopes) > 1e-6].tolist(), int(order[rank])])


def singular(cov: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """Which resamples have a constant column, or drivers that follow from one another: (R,).

    `cov` (R, p + 1, p + 1) are their cross-products, `whole` (p + 1, p + 1) those of the sample they were drawn from.
    """
    variance = np.diagonal(cov, axis1=1, axis2=2)
    varies = variance > CONSTANT * np.diag(whole)
    spread = np.sqrt(np.where(varies, variance, 1.0))
    smallest = np.linalg.eigvalsh((cov / (spread[:, :, None] * spread[:, None, :]))[:, :-1, :-1])[:, 0]
    return ~(varies.all(axis=1) & (smallest > EXACT))
