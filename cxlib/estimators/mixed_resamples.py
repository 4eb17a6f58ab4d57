"""Random intercepts of many resamples of the groups at once: coefficients only."""

from __future__ import annotations

import numpy as np

LOW, HIGH, STEPS = np.log(1e-8), np.log(1e8), 24  # of the ratio of the variances; 24 halvings leave 2e-6 of it


def resampled_slopes(times: np.ndarray, products: np.ndarray) -> np.ndarray:
    """Coefficients of a random intercept in each resample: (R, p).

    Parameters
    ----------
    times : (R, G) array
        How often each group counts in each resample; a group drawn twice counts as two groups.
    products : (G, p + 1, p + 1) array
        Σ z z' of each group, z = (1, predictors, outcome): the first row holds its number of rows and its sums. Columns
        near 0 keep digits.

    Notes
    -----
    The root of the likelihood's derivative is enclosed by halving, in all resamples together: each step is two matrix
    products. Where the derivative is positive at 0 the ratio of the variances is 0, as in `random_intercept_fit`.
    NaN where the predictors of a resample follow from one another.
    """
    size = products[:, 0, 0]
    k = products.shape[1]
    outer = (products[:, 0, :, None] * products[:, 0, None, :]).reshape(len(size), k * k)
    whole = (times @ products.reshape(len(size), k * k)).reshape(-1, k, k)
    degrees = times @ size
    spread = np.sqrt(np.maximum(np.diagonal(whole, axis1=1, axis2=2)[:, 1:-1], 0))
    usable = (spread > 0).all(axis=1) & (np.linalg.matrix_rank(whole[:, :-1, :-1], hermitian=True) == k - 1)
    found = np.full((len(times), k - 1), np.nan)
    times, whole, degrees = times[usable], whole[usable], degrees[usable]

    def at(ratio: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        base = 1 + size * ratio[:, None]
        shrunk = ((times * (ratio[:, None] / base)) @ outer).reshape(-1, k, k)
        first = -((times / base**2) @ outer).reshape(-1, k, k)
        return whole - shrunk, first, ((times * size) / base).sum(axis=1)

    def slope(ratio: np.ndarray) -> np.ndarray:
        a, first, spreads = at(ratio)
        slopes = np.linalg.solve(a[:, :-1, :-1], a[:, :-1, -1:])[:, :, 0]
        v = np.concatenate([-slopes, np.ones((len(a), 1))], axis=1)
        left = np.einsum("ri,rij,rj->r", v, a, v)
        return spreads + degrees * np.einsum("ri,rij,rj->r", v, first, v) / left

    flat = slope(np.zeros(len(times))) >= 0
    low, high = np.full(len(times), LOW), np.full(len(times), HIGH)
    for _ in range(STEPS):
        middle = (low + high) / 2
        rising = slope(np.exp(middle)) >= 0
        low, high = np.where(rising, low, middle), np.where(rising, middle, high)
    a, *_ = at(np.where(flat, 0.0, np.exp((low + high) / 2)))
    found[usable] = np.linalg.solve(a[:, :-1, :-1], a[:, :-1, -1:])[:, :, 0]
    return found
