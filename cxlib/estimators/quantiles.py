"""Critical values, from scipy.special: scipy.stats alone would double the time a notebook needs to start."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy import special


def critical_value(confidence_level: float, df: ArrayLike = np.inf) -> np.ndarray:
    """Two-sided critical value of Student's distribution, of the normal one where `df` is infinite."""
    return -special.stdtrit(df, (1 - confidence_level) / 2)


def student_equivalent(z: ArrayLike, df: ArrayLike) -> np.ndarray:
    """The quantile of Student's distribution that leaves as much in the tail as `z` does under the normal one."""
    return -special.stdtrit(df, special.ndtr(-np.asarray(z, float)))
