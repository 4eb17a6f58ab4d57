"""Least squares with standard errors that hold with few clusters: CR2 and Satterthwaite's degrees of freedom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import linalg

from ..errors import CXError
from .regression import CONSTANT, EXACT, dependency

KINDS = ("cr0", "cr1", "cr1s", "cr2", "cr3")
FEW = 4.0  # degrees of freedom below which no p-value holds (Tipton 2015)


@dataclass(frozen=True, eq=False, kw_only=True)
class ClusterFit:
    """A linear model of p coefficients whose rows go together within G clusters.

    Attributes
    ----------
    names, coefficients, covariance
        The p coefficients, ``"constant"`` first, and their covariance.
    df : (p,) array
        Satterthwaite's degrees of freedom for ``cr2``; G − 1 for the other kinds. Below 4 no p-value and no interval
        holds.
    n, n_clusters : int
    """

    names: tuple[str, ...]
    coefficients: np.ndarray
    covariance: np.ndarray
    df: np.ndarray
    n: int
    n_clusters: int

    @property
    def std_errors(self) -> np.ndarray:
        """Standard error of each coefficient, (p,)."""
        return np.sqrt(np.diagonal(self.covariance))


def cluster_robust_fit(
    outcome: ArrayLike,
    predictors: ArrayLike,
    cluster: ArrayLike,
    *,
    names: Sequence[str],
    weights: ArrayLike | None = None,
    kind: str = "cr2",
    asked: Sequence[str] | None = None,
) -> ClusterFit:
    """Least squares of an outcome on predictors and a constant, with cluster-robust standard errors.

    Parameters
    ----------
    outcome : (n,) array
    predictors : (n, q) array
        Without a column for the constant.
    cluster : (n,) array
        The cluster of each row.
    names : sequence of str
        The q predictors.
    weights : (n,) array, optional
        Weights > 0. The working model of ``cr2`` takes all rows to vary alike, whatever their weight, as the R package
        clubSandwich does.
    kind : {"cr2", "cr0", "cr1", "cr1s", "cr3"}
        ``cr2`` is unbiased under the working model (Bell and McCaffrey 2002) [1]_; ``cr0`` has no correction, ``cr1``
        the factor G/(G − 1), ``cr1s`` also (n − 1)/(n − p); ``cr3`` is nearly the jackknife over clusters.
    asked : sequence of str, optional
        The predictors whose degrees of freedom are wanted, all by default; beside a constant for each of many units
        theirs alone take nearly all the time. The others' are NaN with ``cr2``.

    Raises
    ------
    CXError
        With one cluster, too few rows, or a predictor that follows exactly from others; for ``cr3`` also where one
        cluster alone decides a coefficient.

    Notes
    -----
    The adjustment of a cluster is found in the 2p directions in which it differs from none, so that large clusters
    need no large matrix.

    References
    ----------
    .. [1] Pustejovsky, J. E., & Tipton, E. (2018). Small-sample methods for cluster-robust variance estimation and
       hypothesis testing in fixed effects models. Journal of Business & Economic Statistics 36(4), 672–683.
    """
    y, x = np.asarray(outcome, float), np.asarray(predictors, float)
    w = np.ones(len(y)) if weights is None else np.asarray(weights, float)
    names = (CONSTANT, *names)
    clusters, code = np.unique(np.asarray(cluster), return_inverse=True)
    n, p, g = len(y), len(names), len(clusters)
    if g < 2:
        raise CXError("cluster: all rows are of one cluster.", "Clustered errors need at least two.")
    if n <= p:
        raise CXError(f"rows: {n:,} are too few for {p} coefficients.", "Take fewer predictors or more rows.")
    design = np.column_stack([np.ones(n), x])
    # (X'WX)⁻¹ from a QR decomposition, which also shows a column that follows from others
    scaled = design * np.sqrt(w)[:, None]
    length = np.sqrt((scaled**2).sum(axis=0))
    _, r, order = linalg.qr(scaled / np.where(length > 0, length, 1.0), mode="economic", pivoting=True)
    rank = int((np.abs(np.diagonal(r)) > EXACT).sum())
    if rank < scaled.shape[1]:
        raise CXError(*dependency(r, rank, order, names))
    half = linalg.solve_triangular(np.linalg.qr(scaled, mode="r"), np.eye(len(names)))
    bread = half @ half.T
    slopes = bread @ (design.T @ (w * y))
    order = np.argsort(code, kind="stable")
    ends = np.flatnonzero(np.diff(code[order])) + 1
    rows = [_Rows(design[places], w[places], (y - design @ slopes)[places]) for places in np.split(order, ends)]
    if kind == "cr2":
        wide = (design * (w**2)[:, None]).T @ design
        inner = np.block([[bread @ wide @ bread, -bread], [-bread, np.zeros((p, p))]])
        parts = [_adjusted(part, inner) for part in rows]
        scores = np.stack([part.turned.T @ part.residuals for part in parts])
        wanted = list(range(p)) if asked is None else [names.index(name) for name in asked]
        df = np.full(p, np.nan)
        df[wanted] = _satterthwaite(parts, inner, wanted)
    else:
        scores = np.stack([_plain(part, bread, kind) for part in rows])
        df = np.full(p, g - 1.0)
    factor = {"cr1": g / (g - 1), "cr1s": g / (g - 1) * (n - 1) / (n - p)}.get(kind, 1.0)
    covariance = bread @ (scores.T @ scores) @ bread * factor
    return ClusterFit(names=names, coefficients=slopes, covariance=covariance, df=df, n=n, n_clusters=g)


@dataclass(frozen=True, eq=False)
class _Rows:
    """Design, weights and residuals of one cluster."""

    x: np.ndarray
    w: np.ndarray
    residuals: np.ndarray


@dataclass(frozen=True, eq=False)
class _Adjusted:
    """A cluster's A W X (n × p), its residuals, and X'AWX, X'WAWX and (AWX)'AWX."""

    turned: np.ndarray
    residuals: np.ndarray
    plain: np.ndarray
    weighted: np.ndarray
    square: np.ndarray


def _adjusted(rows: _Rows, inner: np.ndarray) -> _Adjusted:
    """A cluster's rows with A = ((I − H)(I − H)')^(−½), which differs from I in the directions of X and WX only."""
    heavy = rows.x * rows.w[:, None]
    both = np.hstack([rows.x, heavy])
    q, r = np.linalg.qr(both) if len(both) > 1 else (np.ones((1, 1)), both)  # units drawn one by one: many, and simple
    values, vectors = np.linalg.eigh(np.eye(len(r)) + r @ inner @ r.T)
    # a direction that this cluster alone decides has no residual: it counts nothing
    power = np.where(values > EXACT, np.where(values > EXACT, values, 1.0) ** -0.5, 0.0)
    change = (vectors * power) @ vectors.T - np.eye(len(r))
    turned = heavy + q @ (change @ (q.T @ heavy))
    return _Adjusted(turned, rows.residuals, rows.x.T @ turned, heavy.T @ turned, turned.T @ turned)


def _plain(rows: _Rows, bread: np.ndarray, kind: str) -> np.ndarray:
    """A cluster's X'We, for ``cr3`` times (I − X'WX(X'WX)⁻¹)⁻¹, which takes the cluster's own pull out."""
    heavy = rows.x * rows.w[:, None]
    score = heavy.T @ rows.residuals
    if kind != "cr3":
        return score
    left = np.eye(len(bread)) - heavy.T @ rows.x @ bread
    if np.abs(np.linalg.eigvals(left)).min() < EXACT:
        raise CXError("cluster: one cluster alone decides a coefficient.", "Take kind='cr2', or leave the column out.")
    return np.linalg.solve(left, score)


def _satterthwaite(parts: Sequence[_Adjusted], inner: np.ndarray, places: list[int]) -> np.ndarray:
    """(tr M)²/tr(M²) of coefficients at these places, M the covariances of the clusters' parts in the working model.

    M = D + A·inner·A', with D diagonal and A (clusters × 2p): its traces need no matrix of clusters × clusters.
    """
    p = len(inner) // 2
    found = []
    for contrast in -inner[:p, p:][places]:
        a = np.stack([np.concatenate([part.plain @ contrast, part.weighted @ contrast]) for part in parts])
        d = np.array([contrast @ part.square @ contrast for part in parts])
        turned = inner @ (a.T @ a)
        square = np.trace(turned @ turned) + 2 * d @ ((a @ inner) * a).sum(axis=1) + d @ d
        found.append((np.trace(turned) + d.sum()) ** 2 / square)
    return np.array(found)
