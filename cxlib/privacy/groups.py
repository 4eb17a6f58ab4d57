"""Every group that a set of reports speaks of, and which people two of them share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from scipy import sparse


@dataclass(frozen=True, eq=False)
class Groups:
    """Groups of people, told apart by who is in them: two labels for the same people are one group.

    Attributes
    ----------
    labels : DataFrame
        One row per label: ``level``, the columns of the levels (missing where a level does not use them) and ``group``,
        the group's number.
    size : array of int, one per group
    inside : sparse matrix, groups × cells
        1 where a cell is part of a group. Cells are the combinations of all columns that occur.
    people : array of int, one per cell
        How many people each cell has.
    lines : list of (parent, children)
        The groups of one level that make up a group of another, none left out.
    """

    labels: pd.DataFrame
    size: np.ndarray
    inside: sparse.csr_array
    people: np.ndarray
    lines: list[tuple[int, np.ndarray]]

    @cached_property
    def lines_of(self) -> list[list[int]]:
        """The numbers of the lines in which each group is a child."""
        found: list[list[int]] = [[] for _ in self.size]
        for number, (_, children) in enumerate(self.lines):
            for child in children:
                found[child].append(number)
        return found

    def without_lines(self, aside: np.ndarray) -> Groups:
        """The same groups, without the lines that have one of these in them."""
        return replace(self, lines=[line for line in self.lines if not aside[line[0]] and not aside[line[1]].any()])


def groups_of(cells: pd.DataFrame, people: np.ndarray, levels: Sequence[Sequence[str]]) -> Groups:
    """The groups of each level, from cells that are small enough to make up all of them."""
    from scipy import sparse

    tables = [_labels(cells, list(level), number) for number, level in enumerate(levels)]
    members, numbers, found = [], [], {}
    for _, codes in tables:
        order = np.argsort(codes, kind="stable")
        for part in np.split(order, np.cumsum(np.bincount(codes))[:-1]):
            key = part.tobytes()
            if key not in found:
                found[key] = len(members)
                members.append(part)
            numbers.append(found[key])
    labels = pd.concat([table for table, _ in tables], ignore_index=True).assign(group=numbers)
    lengths = [len(part) for part in members]
    places = (np.repeat(np.arange(len(members)), lengths), np.concatenate(members))
    inside = sparse.csr_array((np.ones(sum(lengths)), places), shape=(len(members), len(cells)))
    size = np.rint(inside @ people).astype(int)
    starts = np.cumsum([0, *(len(table) for table, _ in tables)])
    numbered = [np.array(numbers[a:b])[codes] for a, b, (_, codes) in zip(starts, starts[1:], tables, strict=False)]
    return Groups(labels, size, inside, people, _lines(numbered))


def _labels(cells: pd.DataFrame, level: list[str], number: int) -> tuple[pd.DataFrame, np.ndarray]:
    """The labels of one level, and which of them each cell has."""
    if not level:
        return pd.DataFrame({"level": [number]}), np.zeros(len(cells), dtype=int)
    codes = cells.groupby(level, observed=True, dropna=False, sort=True).ngroup().to_numpy()
    first = np.unique(codes, return_index=True)[1]
    return cells.iloc[first][level].astype(object).reset_index(drop=True).assign(level=number), codes


def _lines(numbered: list[np.ndarray]) -> list[tuple[int, np.ndarray]]:
    """Parents with their children, for each pair of levels of which one divides the other."""
    lines = {}
    for parents in numbered:
        for children in numbered:
            pairs = np.unique(np.column_stack([parents, children]), axis=0)
            if len(np.unique(pairs[:, 1])) < len(pairs):
                continue  # a child lies in two parents: this level does not divide the other
            for parent in np.unique(pairs[:, 0]):
                own = pairs[pairs[:, 0] == parent, 1]
                if len(own) > 1:
                    lines[parent, own.tobytes()] = (int(parent), own)
    return list(lines.values())
