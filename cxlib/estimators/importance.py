"""Importance of each driver in units of R²: shares over all orders (LMG), first, last, Pratt, Johnson's weights."""

from __future__ import annotations

from collections.abc import Sequence
from math import factorial

import numpy as np

from .subsets import Blocks, partialled, subset_r_squared

METHODS = ("lmg", "relative_weights", "first", "last", "pratt")
CHUNK = 2**18  # values of R² held at once, for many samples: they stay in the processor's cache


def importance(cov: np.ndarray, blocks: Blocks, always: Sequence[int] = (), method: str = "lmg") -> np.ndarray:
    """Importance of each block in each sample, in units of the outcome's variance: (R, len(blocks)).

    Parameters
    ----------
    cov : (R, p + 1, p + 1) array
        Covariances, correlations or centred cross-products, outcome last; every column in a block or in `always`.
    blocks, always
        As in `subset_r_squared`.
    method : {"lmg", "relative_weights", "first", "last", "pratt"}
        See `driver_importance`.
    """
    if method == "relative_weights":
        columns = [*(column for (column,) in blocks), -1]
        return relative_weights(cov[:, columns][:, :, columns])
    if not len(cov):
        return np.empty((0, len(blocks)))
    found = {"lmg": _lmg, "first": _first, "last": _last, "pratt": _pratt}[method]
    width = 2 ** len(blocks) if method == "lmg" else 64
    step = max(1, CHUNK // width)
    return np.concatenate([found(cov[at : at + step], blocks, always) for at in range(0, len(cov), step)])


def explained(cov: np.ndarray, columns: Sequence[int]) -> np.ndarray:
    """R² of the model with these columns: (R,)."""
    if not len(columns):
        return np.zeros(len(cov))
    return 1.0 - partialled(cov, columns)[:, -1, -1] / cov[:, -1, -1]


def shapley_shares(r_squared: np.ndarray) -> np.ndarray:
    """Mean gain in R² by each block over all orders of entering: (R, p) from (2**p, R).

    Notes
    -----
    A set of s blocks counts (s − 1)!(p − s)!/p! for each block in it, and −s!(p − s − 1)!/p! for each block outside
    [1]_. The sums over the sets with a block come from folding the vector at each bit in turn: 2 · 2**p additions for
    all p.

    References
    ----------
    .. [1] Lindeman, R. H., Merenda, P. F., & Gold, R. Z. (1980). Introduction to bivariate and multivariate analysis.
       Scott, Foresman.
    """
    p = len(r_squared).bit_length() - 1
    size = np.bitwise_count(np.arange(2**p, dtype=np.uint32))
    inside = np.array([0.0, *(factorial(s - 1) * factorial(p - s) / factorial(p) for s in range(1, p + 1))])
    outside = np.array([*(factorial(s) * factorial(p - s - 1) / factorial(p) for s in range(p)), 0.0])
    without = outside[size] @ r_squared
    folded = r_squared * (inside + outside)[size][:, None]
    shares = np.empty((r_squared.shape[1], p))
    for place in reversed(range(p)):
        half = len(folded) // 2
        shares[:, place] = np.ones(half) @ folded[half:] - without
        folded = folded[:half] + folded[half:]
    return shares


def relative_weights(cov: np.ndarray) -> np.ndarray:
    """Johnson's relative weights (equal to Genizi's decomposition): (R, p).

    The drivers' nearest orthogonal variables explain the outcome; each driver gets back what it shares with them [1]_.

    References
    ----------
    .. [1] Johnson, J. W. (2000). A heuristic method for estimating the relative weight of predictor variables in
       multiple regression. Multivariate Behavioral Research 35, 1–19.
    """
    r = correlations(cov)
    values, vectors = np.linalg.eigh(r[:, :-1, :-1])
    turned = np.swapaxes(vectors, 1, 2)
    root = (vectors * np.sqrt(values)[:, None, :]) @ turned
    slopes = ((vectors / np.sqrt(values)[:, None, :]) @ turned) @ r[:, :-1, -1:]
    return (root**2 @ slopes**2)[:, :, 0]


def correlations(cov: np.ndarray) -> np.ndarray:
    """Correlations from covariances, (R, k, k)."""
    spread = np.sqrt(np.diagonal(cov, axis1=1, axis2=2))
    return cov / (spread[:, :, None] * spread[:, None, :])


def slopes(cov: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Correlation with the outcome, standardised slope and variance inflation of each column: three (R, p) arrays."""
    r = correlations(cov)
    inverse = np.linalg.inv(r[:, :-1, :-1])
    own = r[:, :-1, -1]
    return own, (inverse @ own[:, :, None])[:, :, 0], np.diagonal(inverse, axis1=1, axis2=2).copy()


def signed_parts(cov: np.ndarray, always: Sequence[int] = ()) -> np.ndarray:
    """Correlation of the outcome with each column beyond those always in, alone and beside all others: (R, 2, p).

    The second is of what all others leave of the column (semipartial). Both are 0 for a column that is worth nothing,
    and chance gives them either sign, where it makes every square too large.
    """
    left = partialled(cov, always)
    alone = left[:, :-1, -1] / np.sqrt(np.diagonal(left, axis1=1, axis2=2))[:, :-1]
    inverse = np.linalg.inv(left[:, :-1, :-1])
    slope = (inverse @ left[:, :-1, -1:])[:, :, 0]
    beside = slope / np.sqrt(np.diagonal(inverse, axis1=1, axis2=2))
    return np.stack([alone, beside], axis=1) / np.sqrt(cov[:, -1, -1])[:, None, None]


def _lmg(cov: np.ndarray, blocks: Blocks, always: Sequence[int]) -> np.ndarray:
    # No gain is negative; rounding can make one so.
    return np.maximum(shapley_shares(subset_r_squared(cov, blocks, always)), 0.0)


def _first(cov: np.ndarray, blocks: Blocks, always: Sequence[int]) -> np.ndarray:
    alone = [explained(cov, [*always, *block]) for block in blocks]
    return np.stack(alone, axis=1) - explained(cov, always)[:, None]


def _last(cov: np.ndarray, blocks: Blocks, always: Sequence[int]) -> np.ndarray:
    columns = range(cov.shape[-1] - 1)
    without = [explained(cov, [column for column in columns if column not in block]) for block in blocks]
    return explained(cov, list(columns))[:, None] - np.stack(without, axis=1)


def _pratt(cov: np.ndarray, blocks: Blocks, always: Sequence[int]) -> np.ndarray:
    """Slope times covariance with the outcome, once the columns that are always in are swept out."""
    left = partialled(cov, always)
    products = np.linalg.solve(left[:, :-1, :-1], left[:, :-1, -1:])[:, :, 0] * left[:, :-1, -1]
    places = {column: place for place, column in enumerate(c for c in range(cov.shape[-1] - 1) if c not in always)}
    sums = [products[:, [places[column] for column in block]].sum(axis=1) for block in blocks]
    return np.stack(sums, axis=1) / cov[:, -1, -1][:, None]
