"""The answers about each touchpoint, counted where they lie, with what is left out said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..aggregate import (
    AnswerCells,
    Cluster,
    Table,
    answer_counts,
    cells_of,
    cluster_column,
    column_list,
    require_columns,
    require_numbers,
    require_on_scale,
    weight_notes,
    whose_rows,
)
from ..errors import CXError
from ..estimators.proportions import wilson_interval
from ..estimators.quantiles import critical_value
from ..text import left_out


@dataclass(frozen=True, eq=False, kw_only=True)
class Cells(AnswerCells):
    """The cells of the answers about touchpoints, whose errors know of clusters where there are any."""

    def variance(self, points: np.ndarray) -> np.ndarray:
        """Variance of each group's mean."""
        return self.independent_variance(points) if self.cluster is None else self.clustered(points).variance

    @property
    def kish_n(self) -> np.ndarray:
        """Effective number of answers of each group, without weights all; at most as many as its clusters."""
        kish = super().kish_n
        return kish if self.cluster is None else np.minimum(kish, self.clustered(self.answer).n_clusters)


def counted_answers(
    data: Table,
    *,
    touchpoint: str,
    rating: str,
    by: Sequence[str],
    weights: str | None,
    scale: tuple[float, float] | None,
    cluster: Cluster = None,
) -> Cells:
    """Count the answers of each group and touchpoint; rows without one of them are left out and noted."""
    require_columns(data, touchpoint=touchpoint, rating=rating, by=by, weights=weights, cluster=cluster_column(cluster))
    require_numbers(data, rating=rating, weights=weights)
    notes = [] if weights is None else weight_notes(data, weights)
    keys = [*by, touchpoint]
    whose = whose_rows(data, cluster, needed=[rating, *keys], weights=weights, apart=keys)
    every = [*keys, *(name for name in column_list(whose.cluster) if name not in keys)]
    counts = answer_counts(whose.data, answer=rating, by=every, weights=weights)
    for name, label in (("_answer", rating), *((key, key) for key in every)):
        gone = counts[name].isna()
        if gone.any():
            notes.append(left_out(counts.loc[gone, "_n"].sum(), [label]))
        counts = counts[~gone]
    if not len(counts):
        raise CXError(
            f"{rating}: no answer about a touchpoint.", "Check the columns and their missing codes in study.toml."
        )
    cells = Cells(**cells_of(counts, keys, whose, notes, rating=rating))
    if scale is not None:
        require_on_scale(cells, rating, scale)
    return cells


def mean_limits(cells: Cells, confidence_level: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Mean and Student's interval; no interval where fewer than two answers differ, or one person gave them all.

    With n − 1 degrees of freedom, those of Satterthwaite where answers go together in clusters.
    """
    n, mean = cells.totals(cells.n), cells.mean(cells.answer)
    least = np.full(len(n), np.inf)
    np.minimum.at(least, cells.group, cells.answer)
    most = np.full(len(n), -np.inf)
    np.maximum.at(most, cells.group, cells.answer)
    alike = least == most
    if cells.cluster is None:
        df = np.maximum(n - 1.0, 1.0)
        variance = cells.variance(cells.answer) * n / df
    else:
        found = cells.clustered(cells.answer)
        variance, df = found.variance, np.where(found.n_clusters > 1, found.df, 1.0)
    half = critical_value(confidence_level, df) * np.sqrt(variance)
    half[alike] = np.nan
    return mean, mean - half, mean + half


def share_limits(cells: Cells, chosen: np.ndarray, confidence_level: float) -> tuple[np.ndarray, ...]:
    """Share of the chosen cells in each group, and Wilson's interval at the design's effective number of answers."""
    points = chosen.astype(float)
    share, variance = cells.mean(points), cells.variance(points)
    with np.errstate(divide="ignore", invalid="ignore"):
        effective = share * (1 - share) / variance
    n = np.where(variance > 1e-15, np.minimum(effective, cells.totals(cells.n)), cells.kish_n)
    z = critical_value(confidence_level)
    if cells.cluster is not None:
        found = cells.clustered(points)
        student = critical_value(confidence_level, np.where(found.n_clusters > 1, found.df, 1.0))
        n = np.where(found.n_clusters > 1, n * (z / student) ** 2, np.nan)  # one cluster shows no variance
    return (share, *wilson_interval(share, n, z))
