"""Random intercepts with one random slope: rows of one group share a level and a slope of their own, by REML or ML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import optimize

from ..errors import CXError
from .group_sums import sums_by_size
from .mixed import EXACT, Fit, require_fittable

LARGEST = 1e4  # of a group's spread beside the residual one
LEFT = 1e-7  # of the outcome's variance: groups whose spread is as large as that leave no more within them
EDGE = 1e-4  # below it a spread is none, as lme4 has it
STARTS = (0.05, 0.3, 1.0)  # spreads where the search begins
STEP = 1e-5  # of the differences that stand for second derivatives
NOTHING = 1e-8  # of the largest curvature: a direction as flat is left out, as lmerTest has it


@dataclass(frozen=True, eq=False, kw_only=True)
class SlopeFit(Fit):
    """A fitted random intercept and slope.

    Attributes
    ----------
    between : (2, 2) array
        Covariances of the groups' own levels, where the slope's column is 0, and slopes. Singular is a fit, too, where
        level and slope are one thing.
    """

    between: np.ndarray


def random_slope_fit(
    products: np.ndarray, *, names: tuple[str, ...], slope: str, shift: np.ndarray, method: str = "reml"
) -> SlopeFit:
    """Fit y = xβ + u_group + v_group s + e by (restricted) maximum likelihood, u and v correlated.

    Parameters
    ----------
    products : (G, k, k) array
        Σ z z' of each group, z = (1, predictors, outcome), all but the constant less their `shift`.
    names : tuple of str
        The k − 2 predictors.
    slope : str
        The predictor s whose slope differs between groups.
    shift : (k − 1,) array
        What was taken off the predictors and the outcome, near their means.
    method : {"reml", "ml"}

    Raises
    ------
    CXError
        As `random_intercept_fit`; and when the slope's column never varies within a group, or when there are not more
        rows than levels and slopes of groups.

    Notes
    -----
    The covariances of levels and slopes, over the residual variance, are ΛΛ' with Λ a 2 × 2 Cholesky factor. The search
    takes the slope's column less its mean and over its spread, whatever its unit: where the column lies far from 0, as
    years or prices do, level and slope are else nearly one thing, and a search ends before the best point.
    """
    each = sums_by_size(products.sum(axis=0), products[:, 0, 0].astype(int), products[:, 0], names=names, shift=shift)
    place = 1 + names.index(slope)
    require_fittable(each)
    # Spread of the slope's column; stops where no group can have a slope of its own, or too few rows have one
    n = products[:, 0, 0]
    within = float((products[:, place, place] - products[:, 0, place] ** 2 / n).sum())
    whole = float(products[:, place, place].sum() - products[:, 0, place].sum() ** 2 / n.sum())
    if within <= EXACT * whole:
        raise CXError(f"slope: {slope!r} never varies within a group.", "Take random_intercept.")
    if n.sum() <= 2 * len(n):
        raise CXError(
            f"rows: {int(n.sum()):,} are too few for a level and a slope of each of {len(n):,} groups.",
            "Take random_intercept.",
        )
    spread = float(np.sqrt(whole / n.sum()))
    centred, raw = _Slopes(products, place, spread, 0.0), _Slopes(products, place, spread, shift[place - 1])
    for profile in (centred, raw):
        profile.reml = method == "reml"
    # Stop where nothing is left to explain: at all, or beside the groups' own levels and slopes
    outcome = float(centred.whole[-1, -1] - centred.whole[0, -1] ** 2 / centred.n)
    if centred.at(np.zeros((2, 2))).left <= EXACT * outcome:
        raise CXError("outcome: the predictors give it exactly.", "Is one of them made from it? Leave it out.")
    if centred.at(LARGEST * np.eye(2)).left <= LEFT * outcome:
        raise CXError(
            "group: within the groups nothing is left to explain, so the variances cannot be told apart.",
            "Take an outcome that differs between the rows of a group.",
        )
    root = _best(centred)
    singular = bool(min(root[0, 0], root[1, 1]) < EDGE)
    at = centred.at(root)
    rest = at.left / centred.degrees
    back = np.eye(len(each.names))
    back[0, 1:] = -shift[:-1]  # the constant where every predictor is 0, not at its mean
    coefficients = back @ at.slopes
    coefficients[0] += shift[-1]
    to_zero = np.array([[1.0, -shift[place - 1] / spread], [0.0, 1 / spread]])
    lower = _lower(np.array([[1.0, -shift[place - 1] / spread], [0.0, 1.0]]) @ root)
    df = raw.satterthwaite(lower, rest, back) if singular else centred.satterthwaite(root, rest, back)
    return SlopeFit(
        names=each.names,
        coefficients=coefficients,
        covariance=rest * back @ at.inverse @ back.T,
        df=df,
        between=rest * to_zero @ root @ root.T @ to_zero.T,
        variance_residual=rest,
        log_likelihood=-0.5 * centred.deviance(root),
        singular=singular,
        n=each.n,
        n_groups=each.n_groups,
    )


@dataclass(frozen=True, eq=False)
class _At:
    """The model at one Λ."""

    inverse: np.ndarray  # of X'V⁻¹X σ²
    slopes: np.ndarray
    left: float  # weighted sum of squared residuals
    log_dets: float  # of the groups' part, and with REML of the predictors' part
    turned: np.ndarray  # (I + KD)⁻¹ W'Z of each group, (G, 2, k)
    bent: np.ndarray  # Σ (I + KD)⁻¹ K, (2, 2)


class _Slopes:
    """The deviance as a function of Λ, with its derivatives; `less` moves the point where the level is read."""

    reml = True

    def __init__(self, products: np.ndarray, place: int, spread: float, less: float) -> None:
        pick = np.zeros((2, products.shape[1]))
        pick[0, 0], pick[1, place], pick[1, 0] = 1.0, 1 / spread, less / spread
        self.whole = products.sum(axis=0)
        self.crossed = pick @ products  # W'Z, W = (1, s)
        self.own = self.crossed @ pick.T  # K = W'W
        self.n = int(self.whole[0, 0])

    @property
    def degrees(self) -> int:
        return self.n - (len(self.whole) - 1) * self.reml

    def at(self, root: np.ndarray) -> _At:
        d = root @ root.T
        base = np.eye(2) + self.own @ d
        det = base[:, 0, 0] * base[:, 1, 1] - base[:, 0, 1] * base[:, 1, 0]
        inverse = np.stack([base[:, 1, 1], -base[:, 0, 1], -base[:, 1, 0], base[:, 0, 0]], axis=1).reshape(-1, 2, 2)
        inverse /= det[:, None, None]
        turned = inverse @ self.crossed
        a = self.whole - np.tensordot(d @ self.crossed, turned, ((0, 1), (0, 1)))
        within = np.linalg.inv(a[:-1, :-1])
        slopes = within @ a[:-1, -1]
        log_dets = float(np.log(det).sum()) + self.reml * float(np.linalg.slogdet(a[:-1, :-1])[1])
        left = float(a[-1, -1] - slopes @ a[:-1, -1])
        return _At(within, slopes, left, log_dets, turned, (inverse @ self.own).sum(axis=0))

    def deviance(self, root: np.ndarray) -> float:
        """−2 log-likelihood, the slopes and the residual variance at their best."""
        at = self.at(root)
        return at.log_dets + self.degrees * (1 + np.log(2 * np.pi * at.left / self.degrees))

    def gradient(self, root: np.ndarray, rest: float | None = None) -> np.ndarray:
        """Derivative of the deviance by the three numbers of Λ; given `rest`, the residual variance is held."""
        at = self.at(root)
        away = at.turned @ np.append(-at.slopes, 1.0)
        by_d = at.bent - away.T @ away / (at.left / self.degrees if rest is None else rest)
        if self.reml:
            x = at.turned[:, :, :-1]
            by_d = by_d - np.tensordot(x @ at.inverse, x, ((0, 2), (0, 2)))
        return ((by_d + by_d.T) @ root)[[0, 1, 1], [0, 0, 1]]

    def satterthwaite(self, root: np.ndarray, rest: float, contrasts: np.ndarray) -> np.ndarray:
        """Degrees of freedom of each row of `contrasts`: 2 v² / g'Ag, v its variance and A that of (Λ, σ²)."""
        at, theta = self.at(root), root[[0, 1, 1], [0, 0, 1]]
        hessian = np.zeros((4, 4))
        for place, step in enumerate(STEP * np.maximum(np.abs(theta), EDGE)):
            up, down = (_root(theta + sign * step * np.eye(3)[place]) for sign in (1, -1))
            hessian[place, :3] = (self.gradient(up, rest) - self.gradient(down, rest)) / (2 * step)
            hessian[3, place] = hessian[place, 3] = -(self.at(up).left - self.at(down).left) / (2 * step) / rest**2
        hessian[:3, :3] = (hessian[:3, :3] + hessian[:3, :3].T) / 2
        hessian[3, 3] = self.degrees / rest**2
        seen = contrasts @ at.inverse
        each = np.moveaxis(at.turned[:, :, :-1] @ seen.T, 2, 0)
        by_d = rest * np.swapaxes(each, 1, 2) @ each
        by_root = (2 * by_d @ root)[:, [0, 1, 1], [0, 0, 1]]
        by_rest = np.einsum("ij,ij->i", seen, contrasts)
        gradient = np.column_stack([by_root, by_rest])
        # Inverse over the directions in which the deviance bends
        size = np.sqrt(np.abs(np.diagonal(hessian)).clip(np.finfo(float).tiny))
        values, vectors = np.linalg.eigh(hessian / np.outer(size, size))
        bends = values > NOTHING
        vectors = vectors[:, bends] / size[:, None]
        inverse = (vectors / values[bends]) @ vectors.T
        return 2 * (rest * by_rest) ** 2 / np.einsum("ij,jk,ik->i", gradient, 2 * inverse, gradient)


def _best(profile: _Slopes) -> np.ndarray:
    """Λ of the smallest deviance: a look at a grid, then a search from the two best points and from the edge."""
    starts = sorted(([a, 0.0, b] for a in STARTS for b in STARTS), key=lambda start: profile.deviance(_root(start)))
    bounds = [(0.0, LARGEST), (-LARGEST, LARGEST), (0.0, LARGEST)]
    options = {"ftol": 1e-16, "gtol": 1e-9, "maxiter": 500}
    ends = [
        optimize.minimize(
            lambda theta: (profile.deviance(_root(theta)), profile.gradient(_root(theta))),
            start, jac=True, method="L-BFGS-B", bounds=bounds, options=options,
        ).x
        for start in (*starts[:2], [EDGE, 0.0, starts[0][2]])
    ]  # fmt: skip
    return _root(min(ends, key=lambda theta: profile.deviance(_root(theta))))


def _root(theta: Sequence[float] | np.ndarray) -> np.ndarray:
    """The Cholesky factor of its three numbers."""
    return np.array([[theta[0], 0.0], [theta[1], theta[2]]])


def _lower(root: np.ndarray) -> np.ndarray:
    """The lower factor of root root', whose diagonal is not negative."""
    turned = np.linalg.qr(root.T).R.T
    return turned * np.where(np.diagonal(turned) < 0, -1.0, 1.0)
