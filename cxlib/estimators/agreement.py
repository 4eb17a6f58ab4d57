"""May the answers of a unit be averaged: how alike they are within units, and how far units differ."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import stats

NULLS = ("uniform", "slight", "moderate")
EXACT = 1e-12  # of the sum of squares: what is less is rounding
# how many of a hundred choose each of five answers if they lean one way without agreeing (LeBreton & Senter 2008)
SKEWED = {"slight": (0.05, 0.15, 0.20, 0.35, 0.25), "moderate": (0.00, 0.10, 0.15, 0.40, 0.35)}


@dataclass(frozen=True, eq=False, kw_only=True)
class UnitVariance:
    """Analysis of variance of one number by unit.

    Attributes
    ----------
    n, n_units : int
    mean_size, k0 : float
        Mean number of rows of a unit, and the size that unequal units are worth: (n − Σn²/n)/(units − 1).
    between, within : float
        Mean squares.
    f, p_value : float
        F test of equal units; infinite and 0 where nothing varies within them.
    """

    n: int
    n_units: int
    mean_size: float
    k0: float
    between: float
    within: float
    f: float
    p_value: float

    @property
    def icc1(self) -> float:
        """Reliability of one row as a report on its unit, with the mean unit size (Bliese 2000); may be negative."""
        return (self.between - self.within) / (self.between + (self.mean_size - 1) * self.within)

    @property
    def icc1_k0(self) -> float:
        """The same with k0."""
        return (self.between - self.within) / (self.between + (self.k0 - 1) * self.within)

    @property
    def icc2(self) -> float:
        """Reliability of the units' means: (MSB − MSW)/MSB; NaN where all means are equal."""
        return (self.between - self.within) / self.between if self.between else np.nan

    def icc1_interval(self, confidence_level: float) -> tuple[float, float]:
        """Limits of `icc1` from those of F, exact where units are of one size; NaN where F is 0 or infinite."""
        if not self.within or not self.between:
            return np.nan, np.nan
        low, high = (self.f / quantile for quantile in self._quantiles(confidence_level))
        return (low - 1) / (low + self.mean_size - 1), (high - 1) / (high + self.mean_size - 1)

    def icc2_interval(self, confidence_level: float) -> tuple[float, float]:
        """Limits of `icc2` from those of F; NaN where nothing varies within units, or between them."""
        if not self.within or not self.between:
            return np.nan, np.nan
        low, high = (self.f / quantile for quantile in self._quantiles(confidence_level))
        return 1 - 1 / low, 1 - 1 / high

    def _quantiles(self, confidence_level: float) -> np.ndarray:
        tail = (1 - confidence_level) / 2
        return stats.f.ppf([1 - tail, tail], self.n_units - 1, self.n - self.n_units)


def unit_variance(size: np.ndarray, total: np.ndarray, squares: float) -> UnitVariance:
    """Analysis of variance from each unit's number of rows and sum (G,), and the sum of all squares.

    The sums may be those of the number less a constant near its mean, which keeps digits. There are two units or more,
    and some unit has two rows.
    """
    n, g = int(size.sum()), len(size)
    mean = total.sum() / n
    apart = np.array([size @ (total / size - mean) ** 2, squares - total @ (total / size)])
    apart[apart <= EXACT * squares] = 0.0
    between, within = float(apart[0]) / (g - 1), float(apart[1]) / (n - g)
    f = between / within if within else np.inf
    return UnitVariance(
        n=n,
        n_units=g,
        mean_size=n / g,
        k0=(n - float(size @ size) / n) / (g - 1),
        between=between,
        within=within,
        f=f,
        p_value=float(stats.f.sf(f, g - 1, n - g)),
    )


def null_variances(low: float, high: float) -> dict[str, float]:
    """Variance of answers that do not agree, by null: on every answer alike, or leaning one way.

    Parameters
    ----------
    low, high : float
        Ends of the scale, answers in steps of 1. The leaning distributions are published for five answers; for other
        scales they are NaN.
    """
    answers = high - low + 1
    found = {"uniform": (answers**2 - 1) / 12}
    for name, shares in SKEWED.items():
        at = np.arange(1, 6)
        mean = at @ shares
        found[name] = float((at - mean) ** 2 @ shares) if answers == 5 else np.nan
    return found


def within_unit_agreement(variances: np.ndarray, null: float) -> np.ndarray:
    """rwg(j) of each unit [1]_, [2]_: 1 all alike, 0 no more alike than the null. Negative values are put to 0.

    Parameters
    ----------
    variances : (G, J) array
        Variance (divisor n − 1) of each item in each unit; with one item it is rwg.
    null : float
        Variance without agreement, see `null_variances`.

    References
    ----------
    .. [1] James, L. R., Demaree, R. G., & Wolf, G. (1984). Estimating within-group interrater reliability with and
       without response bias. Journal of Applied Psychology 69, 85–98.
    .. [2] LeBreton, J. M., & Senter, J. L. (2008). Answers to 20 questions about interrater reliability and interrater
       agreement. Organizational Research Methods 11, 815–852.
    """
    items = variances.shape[1]
    left = np.minimum(variances.mean(axis=1) / null, 1.0)
    return items * (1 - left) / (items * (1 - left) + left)


def lindell_agreement(variances: np.ndarray, null: float) -> np.ndarray:
    """r*wg of each unit: 1 less the items' mean variance over the null's; more items do not raise it (Lindell 1999)."""
    return 1 - variances.mean(axis=1) / null


def average_deviation(answers: np.ndarray, code: np.ndarray, n_units: int) -> np.ndarray:
    """Mean distance of the answers from their unit's mean, averaged over items: (G,) [1]_.

    Parameters
    ----------
    answers : (n, J) array
        A row per person; NaN where an item was not answered. A unit in which nobody answers an item is NaN.
    code : (n,) int array
        The unit of each, from 0 to `n_units` − 1.
    n_units : int

    References
    ----------
    .. [1] Burke, M. J., & Dunlap, W. P. (2002). Estimating interrater agreement with the average deviation index.
       Organizational Research Methods 5, 159–172.
    """
    deviations = []
    for column in answers.T:
        known = ~np.isnan(column)
        values, unit = column[known], code[known]
        n = np.bincount(unit, minlength=n_units)
        with np.errstate(divide="ignore", invalid="ignore"):  # an item that nobody in a unit answers
            middle = np.bincount(unit, values, n_units) / n
            deviations.append(np.bincount(unit, np.abs(values - middle[unit]), n_units) / n)
    return np.mean(deviations, axis=0)
