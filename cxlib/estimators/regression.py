"""Weighted least squares: slopes with classical, heteroscedasticity-robust and clustered standard errors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import linalg, special

from ..errors import CXError
from .cr3 import leave_out_middle
from .quantiles import critical_value

CONSTANT = "constant"
EXACT = 1e-9  # of a column's length: what is left of it beside the others is rounding


@dataclass(frozen=True, eq=False, kw_only=True)
class Estimate:
    """One number, or several at once, with a standard error, Student's interval and a two-sided p-value."""

    estimate: np.ndarray
    std_error: np.ndarray
    df: float | np.ndarray

    @property
    def p_value(self) -> np.ndarray:
        """Chance of a value as far from 0 if the truth were 0."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return 2 * special.stdtr(self.df, -np.abs(self.estimate / self.std_error))

    def limits(self, confidence_level: float) -> tuple[np.ndarray, np.ndarray]:
        """Lower and upper limit of the interval."""
        half = critical_value(confidence_level, self.df) * self.std_error
        return self.estimate - half, self.estimate + half


@dataclass(frozen=True, eq=False, kw_only=True)
class LinearFit:
    """A fitted linear model of k coefficients.

    Attributes
    ----------
    names : tuple of str
        The k coefficients; ``"constant"`` is the first unless groups were absorbed.
    coefficients : (k,) array
    covariance : (k, k) array
        NaN in the rows and columns of a coefficient that rests on rows fitted exactly, for ``hc2`` and ``hc3``.
    n : int
        Rows of weight above 0.
    df : float
        Degrees of freedom of Student's quantile: n less all coefficients, those of absorbed groups too; with clusters
        their number less 1, for ``cr3`` less all coefficients.
    r_squared : float
        Share of the outcome's (weighted) variance; with absorbed groups, of that within the groups.
    residuals : array
        Of the rows given with a weight above 0, in their order.
    """

    names: tuple[str, ...]
    coefficients: np.ndarray
    covariance: np.ndarray
    n: int
    df: float
    r_squared: float
    residuals: np.ndarray

    @property
    def std_errors(self) -> np.ndarray:
        """Standard error of each coefficient, (k,)."""
        return np.sqrt(np.diagonal(self.covariance))

    def slopes(self, names: Sequence[str] | None = None) -> Estimate:
        """All coefficients, or those named, each tested against 0."""
        places = [self.names.index(name) for name in (self.names if names is None else names)]
        return Estimate(estimate=self.coefficients[places], std_error=self.std_errors[places], df=self.df)

    def combination(self, factors: dict[str, float]) -> Estimate:
        """A sum of coefficients times factors, as ``{"low": 1, "high": 1}``; its p-value is Wald's test."""
        places = [self.names.index(name) for name in factors]
        c = np.array(list(factors.values()), float)
        variance = c @ self.covariance[np.ix_(places, places)] @ c
        return Estimate(estimate=c @ self.coefficients[places], std_error=np.sqrt(variance), df=self.df)


def least_squares(
    outcome: ArrayLike,
    predictors: ArrayLike,
    *,
    names: Sequence[str],
    weights: ArrayLike | None = None,
    counts: ArrayLike | None = None,
    errors: str = "hc3",
    cluster: ArrayLike | None = None,
    absorb: ArrayLike | None = None,
) -> LinearFit:
    """Weighted least squares with a constant, or with a constant for every group of `absorb`.

    Parameters
    ----------
    outcome : (n,) array
        Finite numbers.
    predictors : (n, k) array
        Finite numbers, without a column for the constant.
    names : sequence of str
        The k predictors.
    weights : (n,) array, optional
        Weights ≥ 0; only their proportions matter. Rows of weight 0 are left out.
    counts : (n,) array, optional
        How many rows of the table each row stands for: equal rows may be given once.
    errors : str
        ``classical`` (one variance for all rows), ``hc0`` to ``hc3`` (White, MacKinnon and White 1985: each row its
        own), or, where rows of one cluster may go together, ``cluster`` (CR1) and ``cr3``, which is ``hc3`` of whole
        clusters and equals it where each row is one [1]_.
    cluster : (n,) int array
        Code of each row's cluster, needed with ``cluster`` and ``cr3``.
    absorb : (n,) int array, optional
        Code of each row's group. The groups' means are taken out; slopes, errors and degrees of freedom are those of a
        model with a dummy for each group. Leverages count the dummies too.

    Returns
    -------
    LinearFit

    Raises
    ------
    CXError
        When there are not more rows than coefficients, or one column follows exactly from others, which are named.
    """
    y, x = np.asarray(outcome, float), np.asarray(predictors, float)
    w, times = (np.ones(len(y)) if part is None else np.asarray(part, float) for part in (weights, counts))
    used = (w > 0) & (times > 0)
    y, x, w, times = y[used], x[used], w[used], times[used]
    if absorb is None:
        names, x, own, n_groups = (CONSTANT, *names), np.column_stack([np.ones(len(y)), x]), np.zeros(len(y)), 0
    else:
        y, x, own, n_groups = _within_groups(y, x, w, times, np.asarray(absorb)[used])
    n, k = int(times.sum()), x.shape[1] + n_groups
    if n <= k:
        verb = "is" if n == 1 else "are"
        raise CXError(f"rows: {n:,} {verb} too few for {k} coefficients.", "Take fewer predictors or more rows.")
    root = np.sqrt(w * times)
    q, inverse = _factored(x * root[:, None], names)
    coefficients = inverse @ (q.T @ (y * root))
    residuals = y - x @ coefficients
    rows = _Rows(q=q / np.sqrt(times)[:, None], residuals=residuals * np.sqrt(w), own=own, times=times)
    clusters = None if cluster is None else np.unique(np.asarray(cluster)[used], return_inverse=True)[1]
    if errors in ("cr3", "cluster") and clusters is None:
        raise CXError(f"errors: {errors} needs to know the cluster of each row.", "Give cluster.")
    if errors == "cr3" and clusters is not None:
        own_group = None if absorb is None else np.unique(np.asarray(absorb)[used], return_inverse=True)[1]
        middle, exact = leave_out_middle(rows, clusters, own_group)
        df = float(max(clusters.max() + 1 - k, 1))
    elif errors == "cluster" and clusters is not None:
        (middle, df), exact = _clustered(rows, k, clusters), None
    else:
        middle, df = _middle(rows, k, errors), float(n - k)
        exact = rows.q[rows.free < EXACT] if errors.startswith("hc") else None
    covariance = inverse @ middle @ inverse.T
    if exact is not None:
        # NaN for coefficients that rest on rows fitted exactly, of leverage 1: their residuals, always 0, tell nothing
        moved = np.abs(inverse @ exact.T).max(axis=1, initial=0.0)  # what such an outcome adds to each coefficient
        rests = moved > EXACT * np.sqrt((inverse**2).sum(axis=1))
        covariance = np.where(rests[:, None] | rests, np.nan, covariance)
    w = w * times
    total = w @ (y - (w @ y) / w.sum()) ** 2
    return LinearFit(
        names=tuple(names),
        coefficients=coefficients,
        covariance=covariance,
        n=n,
        df=df,
        r_squared=float(1 - w @ residuals**2 / total) if total > 0 else float("nan"),
        residuals=residuals,
    )


@dataclass(frozen=True, eq=False, kw_only=True)
class _Rows:
    """What the sandwich needs of each row: its part of Q, weighted residual, leverage on its group's mean, count."""

    q: np.ndarray
    residuals: np.ndarray
    own: np.ndarray
    times: np.ndarray

    @property
    def free(self) -> np.ndarray:
        """1 less the leverage."""
        return 1 - (self.q**2).sum(axis=1) - self.own


def _within_groups(y: np.ndarray, x: np.ndarray, w: np.ndarray, times: np.ndarray, codes: np.ndarray) -> tuple:
    """Columns less their groups' weighted means, each row's leverage on its group's mean, the number of groups."""
    _, group = np.unique(codes, return_inverse=True)
    total = np.bincount(group, w * times)
    columns = np.column_stack([y, x])
    means = np.column_stack([np.bincount(group, w * times * column) for column in columns.T]) / total[:, None]
    left = columns - means[group]
    # What a column that never varies within a group leaves is rounding, not data.
    left[:, (left**2).sum(axis=0) <= EXACT**2 * (columns**2).sum(axis=0)] = 0.0
    return left[:, 0], left[:, 1:], w / total[group], len(total)


def _factored(x: np.ndarray, names: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """Q of the design, and A such that the coefficients are A Qᵀy; a column that follows from others is refused."""
    length = np.sqrt((x**2).sum(axis=0))
    _, r, order = linalg.qr(x / np.where(length > 0, length, 1.0), mode="economic", pivoting=True)
    rank = int((np.abs(np.diagonal(r)) > EXACT).sum())
    if rank < x.shape[1]:
        raise CXError(*dependency(r, rank, order, names))
    q, r = linalg.qr(x, mode="economic")
    return q, linalg.solve_triangular(r, np.eye(len(r)))


def dependency(r: np.ndarray, rank: int, order: np.ndarray, names: Sequence[str]) -> tuple[str, str]:
    """What to say of a column that others give exactly, and of those that give it.

    Of several dependencies the one with the leftmost column is told: which comes out first is rounding.
    """
    shares = linalg.solve_triangular(r[:rank, :rank], r[:rank, rank:])
    places = min(
        sorted([last, *order[:rank][np.abs(share) > 1e-6]]) for last, share in zip(order[rank:], shares.T, strict=True)
    )
    tied = [names[place] for place in places if names[place] != CONSTANT]
    if len(tied) == 1:
        return f"predictors: {tied[0]!r} is the same in all rows, or in all rows of each group.", "Leave it out."
    listed = f"{', '.join(map(repr, tied[:-1]))} and {tied[-1]!r}"
    return f"predictors: of {listed} each follows exactly from the rest.", "Leave one of them out."


def _middle(rows: _Rows, k: int, errors: str) -> np.ndarray:
    """The middle of the sandwich in the basis of Q, of independent rows."""
    n, free = rows.times.sum(), rows.free
    if errors == "classical":
        return np.eye(rows.q.shape[1]) * (rows.times @ rows.residuals**2) / (n - k)
    residuals, free = (np.where(free < EXACT, put, part) for put, part in ((0.0, rows.residuals), (1.0, free)))
    scale = {"hc0": 1.0, "hc1": np.sqrt(n / (n - k)), "hc2": 1 / np.sqrt(free), "hc3": 1 / free}[errors]
    scores = rows.q * (residuals * scale * np.sqrt(rows.times))[:, None]
    return scores.T @ scores


def _clustered(rows: _Rows, k: int, cluster: np.ndarray) -> tuple[np.ndarray, float]:
    """The middle of the sandwich when rows of one cluster may go together, and the degrees of freedom."""
    scores = rows.q * (rows.residuals * rows.times)[:, None]
    sums = np.column_stack([np.bincount(cluster, column) for column in scores.T])
    n, g = rows.times.sum(), len(sums)
    if g < 2:
        raise CXError("cluster: all rows are of one cluster.", "Clustered errors need at least two.")
    return sums.T @ sums * (g / (g - 1)) * (n - 1) / (n - k), float(g - 1)
