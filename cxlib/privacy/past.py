"""What earlier runs have given out, set against the groups of today."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..study.numbers import as_text
from .groups import Groups

NOT_COLUMNS = ("run", "notebook", "answer", "n", "estimate")
SAME = 1e-9  # relative: means of the same answers, summed in another order


def keys(labels: pd.DataFrame, *, missing: str = "") -> list[tuple[str, ...]]:
    """Labels as text, as a notebook keeps them."""
    if not len(labels.columns):
        return [()] * len(labels)
    return [
        tuple(missing if pd.isna(part) else as_text(part) for part in row) for row in labels.itertuples(index=False)
    ]


@dataclass(frozen=True, eq=False)
class Past:
    """The groups of earlier runs that are about the same answer.

    Attributes
    ----------
    levels : list of lists of str
        The sets of columns they were made by, as far as the table of today has these columns.
    groups : dict
        From a group's columns and labels to its ``(n, estimate)`` in each run.
    lost : int
        How many speak of columns that the table of today has not.
    """

    levels: list[list[str]]
    groups: dict[frozenset, list[tuple[float, float]]]
    lost: int

    def compare(
        self, groups: Groups, columns: list[str], means: np.ndarray | None, min_difference: int
    ) -> tuple[np.ndarray, np.ndarray]:
        """Groups that are out with the same people and answers, and those that earlier runs forbid to show."""
        known, held = (np.zeros(len(groups.size), dtype=bool) for _ in range(2))
        labels = groups.labels.reindex(columns=columns)
        for label, group in zip(keys(labels), groups.labels["group"], strict=True):
            for n, mean in self.groups.get(_named(columns, label), ()):
                moved = abs(groups.size[group] - n)
                same = means is None or np.isnan(mean) or np.isclose(means[group], mean, rtol=SAME, atol=SAME)
                known[group] |= moved == 0 and same
                held[group] |= np.isnan(n) or moved < min_difference
        return known, held & ~known


def past_of(earlier: pd.DataFrame | None, *, answer: str | None, columns: list[str]) -> Past:
    """What earlier runs said of this answer.

    Parameters
    ----------
    earlier : pandas.DataFrame or None
        As `release_plan` takes it.
    answer : str or None
        Where `earlier` has a column of this name, only its groups count.
    columns : list of str
        Those of the table of today.
    """
    if earlier is None or not len(earlier):
        return Past([], {}, 0)
    if "answer" in earlier:
        earlier = earlier[earlier["answer"] == (answer or "")]
    named = [name for name in earlier if name not in NOT_COLUMNS]
    groups, levels, lost = {}, {}, 0
    told = earlier.reindex(columns=["n", "estimate"]).astype(float).to_numpy()
    for label, numbers in zip(keys(earlier[named]), told, strict=True):
        used = [name for name, part in zip(named, label, strict=True) if part]
        if not set(used) <= set(columns):
            lost += 1
            continue
        levels[frozenset(used)] = used
        groups.setdefault(_named(named, label), []).append(tuple(numbers))
    return Past(list(levels.values()), groups, lost)


def _named(columns: list[str], label: tuple[str, ...]) -> frozenset:
    """A group by its columns and labels, whatever the order of the columns."""
    return frozenset((name, part) for name, part in zip(columns, label, strict=True) if part)
