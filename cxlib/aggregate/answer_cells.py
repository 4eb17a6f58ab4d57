"""Answers as cells: equal answers of one group, and of one cluster in it, stand once with their number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from ..errors import CXError
from ..estimators import design
from ..estimators.cluster_means import ClusteredMeans, clustered_means
from .people import Whose
from .validation import rows_of


@dataclass(frozen=True, eq=False, kw_only=True)
class AnswerCells:
    """A question reduced to cells.

    `groups` has one row per group with its columns; `group`, `answer`, `n`, `w`, `w2` have one value per cell;
    `cluster` is an integer code per cell, or None, and `by_what` the name of its column.
    """

    groups: pd.DataFrame
    group: np.ndarray
    answer: np.ndarray
    n: np.ndarray
    w: np.ndarray
    w2: np.ndarray
    cluster: np.ndarray | None
    by_what: str | None
    notes: tuple[str, ...]

    def totals(self, values: np.ndarray) -> np.ndarray:
        """Sums of a value per cell over each group."""
        return np.bincount(self.group, values, len(self.groups))

    def mean(self, points: np.ndarray) -> np.ndarray:
        """Weighted mean of each group, of points per cell."""
        return design.group_means(points, self.w, self.group, len(self.groups))

    def independent_variance(self, points: np.ndarray) -> np.ndarray:
        """Linearised variance of that mean, as if each answer told something of its own."""
        return design.linearised_variance(points, self.w, self.w2, self.group, len(self.groups))

    def clustered(self, points: np.ndarray) -> ClusteredMeans:
        """The error of each group's mean in parts of its clusters."""
        if self.cluster is None:
            raise ValueError("these answers have no clusters")
        return clustered_means(points, self.n, self.w, self.w2, self.group, self.cluster, len(self.groups))

    @property
    def kish_n(self) -> np.ndarray:
        """Effective number of answers of each group, without weights all."""
        return design.kish_n(self.w, self.w2, self.group, len(self.groups))


def cells_of(
    counts: pd.DataFrame, by: Sequence[str], whose: Whose, notes: Sequence[str], *, rating: str
) -> dict[str, Any]:
    """What `AnswerCells` holds, of counts as `answer_counts` gives them; an infinite answer is refused."""
    endless = np.isinf(counts["_answer"])
    if endless.any():
        raise CXError(f"{rating}: infinite in {rows_of(counts.loc[endless, '_n'].sum())}.", "Correct these rows.")
    keys = list(by)
    if keys:
        group = counts.groupby(keys, sort=False, observed=True).ngroup().to_numpy()
        groups = counts.loc[~counts.duplicated(keys), keys].reset_index(drop=True)
    else:
        group, groups = np.zeros(len(counts), int), pd.DataFrame(index=range(1))
    return {
        "groups": groups,
        "group": group,
        "cluster": None if whose.cluster is None else pd.factorize(counts[whose.cluster])[0],
        "by_what": whose.named,
        "notes": (*notes, *whose.notes),
        **{name: counts[f"_{name}"].to_numpy() for name in ("answer", "n", "w", "w2")},
    }


def require_on_scale(cells: AnswerCells, rating: str, scale: tuple[float, float]) -> None:
    """Stop where an answer lies outside a scale, and say how to declare the commonest cause, a code."""
    low, high = scale
    outside = (cells.answer < low) | (cells.answer > high)
    if outside.any():
        values = listed_answers(cells.answer[outside])
        code = values.split(",")[0]
        raise CXError(
            f"{rating}: outside {low:g}…{high:g} in {rows_of(cells.n[outside].sum())} ({values}).",
            f'If {code} means "no answer", write missing = [{code}] in study.toml.',
        )


def listed_answers(answers: np.ndarray) -> str:
    """The first three different answers, as a message shows them."""
    distinct = [f"{value:g}" for value in np.unique(answers)]
    return ", ".join(distinct[:3]) + (", …" if len(distinct) > 3 else "")
