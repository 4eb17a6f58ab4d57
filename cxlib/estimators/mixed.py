"""Random intercepts: a linear model whose rows of one group share a level of their own, by REML or ML."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import linalg, optimize

from ..errors import CXError
from .collinearity import dependent_columns
from .group_sums import GroupSums

THETAS = np.exp(np.linspace(np.log(1e-4), np.log(1e4), 49))  # where the search for the ratio of spreads looks first

FREE = 1e-10  # of a column's variance: what is less within the groups is rounding
ROUNDING = 1e-13  # of a column's mean: a spread as small is no spread
EXACT = 1e-12  # of the outcome's sum of squares: less is nothing left


@dataclass(frozen=True, eq=False, kw_only=True)
class Fit:
    """A fitted model of groups with p coefficients.

    Attributes
    ----------
    names, coefficients, covariance
        The p fixed effects, ``"constant"`` first, and their covariance given the variances, as lme4 has it.
    df : (p,) array
        Satterthwaite's degrees of freedom of each coefficient.
    variance_residual : float
        Of rows within a group.
    log_likelihood : float
        Restricted with ``reml``.
    singular : bool
        The groups differ no more than their rows let expect: what sets them apart is estimated as 0.
    n, n_groups : int
    """

    names: tuple[str, ...]
    coefficients: np.ndarray
    covariance: np.ndarray
    df: np.ndarray
    variance_residual: float
    log_likelihood: float
    singular: bool
    n: int
    n_groups: int

    @property
    def std_errors(self) -> np.ndarray:
        """Standard error of each coefficient, (p,)."""
        return np.sqrt(np.diagonal(self.covariance))


@dataclass(frozen=True, eq=False, kw_only=True)
class MixedFit(Fit):
    """A fitted random intercept: `variance_group` lies between groups."""

    variance_group: float


def random_intercept_fit(sums: GroupSums, *, method: str = "reml") -> MixedFit:
    """Fit y = xβ + u_group + e by (restricted) maximum likelihood.

    Raises
    ------
    CXError
        When a predictor follows exactly from others, when there are too few rows or groups, when no row repeats its
        group, or when the rows of each group leave nothing unexplained.

    Notes
    -----
    With λ = σ²_group/σ² the inverse of a group's covariance is I − λ/(1 + nλ) 11', so that every likelihood needs
    Σ z z' and, for each distinct group size, Σ s s' only: the search for λ, in one dimension, costs the same for a
    hundred groups and a hundred thousand. The standard errors are those given the variances [1]_, the degrees of
    freedom Satterthwaite's [2]_, from the exact second derivatives of the deviance.

    References
    ----------
    .. [1] Bates, D., Mächler, M., Bolker, B., & Walker, S. (2015). Fitting linear mixed-effects models using lme4.
       Journal of Statistical Software 67(1).
    .. [2] Kuznetsova, A., Brockhoff, P. B., & Christensen, R. H. B. (2017). lmerTest package: tests in linear mixed
       effects models. Journal of Statistical Software 82(13).
    """
    require_fittable(sums)
    profile = _Profile(sums, reml=method == "reml")
    if profile.at(0.0).left <= EXACT * sums.products[-1, -1]:
        raise CXError("outcome: the predictors give it exactly.", "Is one of them made from it? Leave it out.")
    ratio = _best_ratio(profile)
    at = profile.at(ratio)
    rest = at.left / profile.degrees
    inverse, coefficients = at.inverse, at.slopes.copy()
    back = np.eye(len(sums.names))
    back[0, 1:] = -sums.shift[1:-1]  # the constant where every predictor is 0, not at its mean
    coefficients = back @ coefficients
    coefficients[0] += sums.shift[-1]
    return MixedFit(
        names=sums.names,
        coefficients=coefficients,
        covariance=rest * back @ inverse @ back.T,
        df=profile.satterthwaite(ratio, rest, back),
        variance_group=ratio * rest,
        variance_residual=rest,
        log_likelihood=-0.5 * profile.deviance(ratio),
        singular=ratio == 0.0,
        n=sums.n,
        n_groups=sums.n_groups,
    )


@dataclass(frozen=True, eq=False)
class _At:
    """The model at one ratio λ of the variances."""

    weighted: np.ndarray  # Z'V⁻¹Z σ², (k, k)
    inverse: np.ndarray  # of its part of the predictors
    slopes: np.ndarray
    left: float  # weighted sum of squared residuals
    log_det: float  # of the predictors' part


class _Profile:
    """The deviance as a function of λ, with its derivatives."""

    def __init__(self, sums: GroupSums, *, reml: bool) -> None:
        self.sums, self.reml = sums, reml
        self.degrees = sums.n - len(sums.names) * reml

    def at(self, ratio: float) -> _At:
        shrunk = ratio / (1 + self.sums.sizes * ratio)
        a = self.sums.products - np.tensordot(shrunk, self.sums.outer, 1)
        factor = np.linalg.cholesky(a[:-1, :-1])
        half = linalg.solve_triangular(factor, a[:-1, -1], lower=True)
        root = linalg.solve_triangular(factor, np.eye(len(factor)), lower=True)
        return _At(
            a,
            root.T @ root,
            root.T @ half,
            float(a[-1, -1] - half @ half),
            2 * float(np.log(np.diagonal(factor)).sum()),
        )

    def deviance(self, ratio: float) -> float:
        """−2 log-likelihood, the slopes and the residual variance at their best."""
        at = self.at(ratio)
        spread = float(self.sums.times @ np.log1p(self.sums.sizes * ratio))
        return spread + self.reml * at.log_det + self.degrees * (1 + np.log(2 * np.pi * at.left / self.degrees))

    def slope(self, ratio: float) -> float:
        """Derivative of the deviance by λ."""
        at, (first, _), (spread, _) = self.at(ratio), self._matrices(ratio), self._spreads(ratio)
        v = np.append(-at.slopes, 1.0)
        log_det = self.reml * float((at.inverse * first[:-1, :-1]).sum())
        return spread + log_det + self.degrees * float(v @ first @ v) / at.left

    def satterthwaite(self, ratio: float, rest: float, contrasts: np.ndarray) -> np.ndarray:
        """Degrees of freedom of each row of `contrasts`: 2 v² / g'Ag, v its variance and A that of (λ, σ²)."""
        if ratio == 0.0:  # at the edge only the residual variance is uncertain
            return np.full(len(contrasts), float(self.degrees))
        at, (first, second), (_, spread) = self.at(ratio), self._matrices(ratio), self._spreads(ratio)
        v = np.append(-at.slopes, 1.0)
        pull = (first @ v)[:-1]
        bent = float(v @ second @ v) - 2 * float(pull @ at.inverse @ pull)
        hessian = np.empty((2, 2))
        inner = at.inverse @ first[:-1, :-1]
        hessian[0, 0] = spread + bent / rest
        if self.reml:
            hessian[0, 0] += (at.inverse * second[:-1, :-1]).sum() - (inner * inner.T).sum()
        hessian[0, 1] = hessian[1, 0] = -float(v @ first @ v) / rest**2
        hessian[1, 1] = -self.degrees / rest**2 + 2 * at.left / rest**3
        variances = 2 * np.linalg.inv(hessian)
        seen = contrasts @ at.inverse
        by_rest = np.einsum("ij,ij->i", seen, contrasts)
        by_ratio = -rest * np.einsum("ij,jk,ik->i", seen, first[:-1, :-1], seen)
        gradient = np.column_stack([by_ratio, by_rest])
        return 2 * (rest * by_rest) ** 2 / np.einsum("ij,jk,ik->i", gradient, variances, gradient)

    def _matrices(self, ratio: float) -> tuple[np.ndarray, np.ndarray]:
        """First and second derivative of Z'V⁻¹Z σ² by λ."""
        base = 1 + self.sums.sizes * ratio
        first = -np.tensordot(1 / base**2, self.sums.outer, 1)
        return first, np.tensordot(2 * self.sums.sizes / base**3, self.sums.outer, 1)

    def _spreads(self, ratio: float) -> tuple[float, float]:
        """First and second derivative of Σ log(1 + nλ)."""
        each = self.sums.sizes / (1 + self.sums.sizes * ratio)
        return float(self.sums.times @ each), -float(self.sums.times @ each**2)


def _best_ratio(profile: _Profile) -> float:
    """λ of the smallest deviance: a look at a grid, then the root of the derivative beside the best point."""
    ratios = np.concatenate([[0.0], THETAS**2])
    found = np.array([profile.deviance(ratio) for ratio in ratios])
    best = int(found.argmin())
    if best == len(ratios) - 1:
        raise CXError(
            "group: within the groups nothing is left to explain, so the variances cannot be told apart.",
            "Take an outcome that differs between the rows of a group.",
        )
    low, high = ratios[max(best - 1, 0)], ratios[best + 1]
    if best == 0 and profile.slope(0.0) >= 0:
        return 0.0
    low_slope = profile.slope(low)
    return 0.0 if low_slope >= 0 else optimize.brentq(profile.slope, low, high, xtol=1e-15, rtol=1e-14)


def require_groups(sums: GroupSums) -> None:
    """Stop where there are no groups of rows."""
    if sums.n_groups < 2:
        raise CXError("group: there is only one group.", "A random intercept needs several; use least squares.")
    if sums.n_groups == sums.n:
        raise CXError("group: no group has two rows.", "The two variances cannot be told apart; use least squares.")


def require_fittable(sums: GroupSums) -> None:
    """Stop where no random intercept can be fitted."""
    p = len(sums.names)
    require_groups(sums)
    if sums.n <= p:
        raise CXError(f"rows: {sums.n:,} are too few for {p} coefficients.", "Take fewer predictors or more rows.")
    q = p - 1
    centred = sums.products - np.outer(sums.products[0], sums.products[0]) / sums.n
    flat = np.diagonal(centred)[1:] <= sums.n * (ROUNDING * np.abs(sums.shift[1:])) ** 2
    if flat[q]:
        raise CXError("outcome: it is the same in all rows.", "Take an outcome that varies.")
    if flat.any():
        raise CXError(f"predictors: {sums.names[1 + flat.argmax()]!r} is the same in all rows.", "Leave it out.")
    tied = [sums.names[1 + place] for place in dependent_columns(centred[1:-1, 1:-1])] if q > 1 else []
    if tied:
        listed = f"{', '.join(map(repr, tied[:-1]))} and {tied[-1]!r}"
        raise CXError(f"predictors: of {listed} each follows exactly from the rest.", "Leave one of them out.")
    spread = np.sqrt(np.diagonal(centred)[1:-1])
    within = (sums.products - np.tensordot(1 / sums.sizes, sums.outer, 1))[1:-1, 1:-1] / np.outer(spread, spread)
    between = p - int((np.linalg.eigvalsh(within) > FREE).sum())
    if sums.n_groups <= between:
        raise CXError(
            f"group: {sums.n_groups} groups are too few for {between} coefficients that only groups tell apart.",
            "Take fewer predictors that are alike within each group, or more groups.",
        )
