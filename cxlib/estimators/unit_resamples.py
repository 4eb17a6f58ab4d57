"""Rows that go together in units, reduced to the sums of each unit, so that whole units can be drawn again."""

from __future__ import annotations

import numpy as np
from scipy import linalg

from ..errors import CXError
from .collinearity import singular

EXACT = 1e-9  # of the largest direction: what is less is rounding


def unit_products(columns: np.ndarray, unit: np.ndarray) -> np.ndarray:
    """Σ z z' of each unit, z = (1, columns): (U, k + 1, k + 1) from (n, k) and codes 0 … U − 1."""
    z = np.column_stack([np.ones(len(columns)), columns - columns.mean(axis=0)])
    found = np.zeros((unit.max() + 1, z.shape[1], z.shape[1]))
    np.add.at(found, unit, z[:, :, None] * z[:, None, :])
    return found


def centred_products(times: np.ndarray, products: np.ndarray) -> np.ndarray:
    """Cross-products about the mean, (R, k, k), of resamples that count each unit `times` (R, U)."""
    whole = np.tensordot(times, products, 1)
    sums = whole[:, 0, 1:]
    return whole[:, 1:, 1:] - sums[:, :, None] * sums[:, None, :] / whole[:, 0, 0][:, None, None]


def drawn_units(n_units: int, n_resamples: int, rng: np.random.Generator) -> np.ndarray:
    """How often each unit counts in each resample: (n_resamples, n_units)."""
    return rng.multinomial(n_units, np.full(n_units, 1 / n_units), n_resamples).astype(float)


def usable_resamples(centred: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """The resamples whose columns vary and do not follow from one another; stops where fewer than half are left."""
    return _enough(centred, ~singular(centred, whole))


def kept_draws(draws: np.ndarray) -> np.ndarray:
    """The resamples (R, P) that could be fitted: not NaN; stops where fewer than half are left."""
    return _enough(draws, ~np.isnan(draws).any(axis=1))


def _enough(draws: np.ndarray, usable: np.ndarray) -> np.ndarray:
    if 2 * usable.sum() < len(draws):
        raise CXError(
            f"resamples: {(~usable).sum():,} of {len(draws):,} cannot be used: a column is constant in them.",
            "There are too few units for a bootstrap; take fewer controls or join more units.",
        )
    return draws[usable]


def within_units(columns: np.ndarray, unit: np.ndarray, wave: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Columns less their unit's mean, and independent columns that stand for the waves, in the same way.

    Parameters
    ----------
    columns : (n, k) array
    unit, wave : (n,) int arrays
        Codes from 0.

    Returns
    -------
    columns : (n, k) array
    waves : (n, w) array
        One column less than there are waves, fewer where waves are never seen side by side in one unit.
    """
    waves = (wave[:, None] == np.unique(wave)[1:]).astype(float)
    size = np.bincount(unit)
    both = np.column_stack([columns, waves])
    means = np.column_stack([np.bincount(unit, column) for column in both.T]) / np.maximum(size, 1)[:, None]
    both = both - means[unit]
    waves = both[:, columns.shape[1] :]
    if waves.shape[1]:
        _, r, order = linalg.qr(waves, mode="economic", pivoting=True)
        size = np.abs(np.diagonal(r))
        waves = waves[:, np.sort(order[: len(size)][size > EXACT * max(size[0], 1.0)])]
    return both[:, : columns.shape[1]], waves
