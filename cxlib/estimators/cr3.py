"""The sandwich of a linear model whose rows go together: each cluster's residuals as if it had been left out (CR3)."""

from __future__ import annotations

from typing import Protocol

import numpy as np

EXACT = 1e-9
CHUNK = 12_500_000  # numbers held at once in one array: 100 MB


class Rows(Protocol):
    """Rows of a fitted model; see `cxlib.estimators.regression`."""

    @property
    def q(self) -> np.ndarray: ...
    @property
    def residuals(self) -> np.ndarray: ...
    @property
    def own(self) -> np.ndarray: ...
    @property
    def times(self) -> np.ndarray: ...


def leave_out_middle(rows: Rows, cluster: np.ndarray, absorbed: np.ndarray | None) -> tuple[np.ndarray, np.ndarray]:
    """The middle of the sandwich in the basis of Q, and the directions of Q that one cluster alone decides.

    A cluster's residuals e become (I − H)⁻¹e, H its block of the hat matrix: those of a model fitted without it. Where
    each row is a cluster this is HC3. H is of low rank, so that the work is done in the columns of Q, with one more for
    each absorbed group that the cluster has rows in.

    Parameters
    ----------
    rows : Rows
        `q` and `residuals` of one row of each entry, `own` its leverage on its group's mean, `times` how many rows.
    cluster : (n,) int array
        Codes 0 … G − 1.
    absorbed : (n,) int array or None
        Codes of the groups whose means were taken out.
    """
    sizes = np.bincount(cluster, rows.times)
    single = sizes[cluster] == 1
    free = 1 - (rows.q[single] ** 2).sum(axis=1) - rows.own[single]
    residuals = np.where(free < EXACT, 0.0, rows.residuals[single]) / np.where(free < EXACT, 1.0, free)
    scores = rows.q[single] * residuals[:, None]
    middle, exact = scores.T @ scores, [rows.q[single][free < EXACT]]
    columns, place = _columns(rows, ~single, absorbed), np.unique(cluster[~single], return_inverse=True)[1]
    times, residuals, p = rows.times[~single], rows.residuals[~single], rows.q.shape[1]
    order = np.argsort(place, kind="stable")
    ends = np.searchsorted(place[order], np.arange(place.max(initial=-1) + 2))
    step = max(1, CHUNK // columns.shape[1] ** 2)
    for first in range(0, len(ends) - 1, step):
        last = min(first + step, len(ends) - 1)
        own = order[ends[first] : ends[last]]
        starts = ends[first:last] - ends[first]
        u, t = columns[own], times[own]
        gram = np.add.reduceat(u[:, :, None] * (u * t[:, None])[:, None, :], starts)
        score = np.add.reduceat(u * (t * residuals[own])[:, None], starts)
        values, vectors = np.linalg.eigh(np.eye(columns.shape[1]) - gram)
        decided = values < EXACT
        power = np.where(decided, 0.0, 1.0) / np.where(decided, 1.0, values)
        left = np.einsum("gij,gj,gkj,gk->gi", vectors, power, vectors, score, optimize=True)[:, :p]
        middle += left.T @ left
        exact.append(np.swapaxes(vectors, 1, 2)[decided][:, :p])
    return middle, np.concatenate(exact)


def _columns(rows: Rows, chosen: np.ndarray, absorbed: np.ndarray | None) -> np.ndarray:
    """Q of the chosen rows, and a column for each absorbed group with their leverage on its mean."""
    q = rows.q[chosen]
    if absorbed is None or not chosen.any():
        return q
    group = np.unique(absorbed[chosen], return_inverse=True)[1]
    dummies = np.zeros((len(q), group.max() + 1))
    dummies[np.arange(len(q)), group] = np.sqrt(rows.own[chosen])
    return np.hstack([q, dummies])
