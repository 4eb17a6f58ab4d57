"""Groups of people by name: where each value stands among all, what joined groups are called, and small ones joined."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from ..locale import say
from .partition import Atoms, divide

NAMED = 3  # groups in a joined name, at most


class Groups(NamedTuple):
    """Groups of a level: the place of each row's group in `members`, which has the values that each group joins."""

    place: np.ndarray
    members: list[tuple]

    @property
    def labels(self) -> list:
        """What each group is called."""
        return [joined_name(values) for values in self.members]


def places(values: pd.Series) -> tuple[np.ndarray, list]:
    """Each value's place among all, in their order, and these; none is the last one."""
    if isinstance(values.dtype, pd.CategoricalDtype):
        codes, distinct = values.cat.codes.to_numpy().astype(int), list(values.cat.categories)
    else:
        codes, distinct = pd.factorize(values, sort=True)
    return np.where(codes < 0, len(distinct), codes), [*distinct, None]


def is_ordered(values: pd.Series) -> bool:
    """Whether the values of a level have an order, so that only neighbours are joined."""
    return isinstance(values.dtype, pd.CategoricalDtype) and bool(values.dtype.ordered)


def joined_name(values: Sequence) -> str | None:
    """What a group is called: its value, or those it joins."""
    words = [str(value) for value in values if value is not None]
    if len(words) == len(values) <= 1:
        return values[0] if words else None
    if not words:
        return None
    if len(values) > NAMED:
        return say("{groups} and {number} more", groups=words[0], number=len(values) - 1)
    return " + ".join([*words, *(["(none)"] * (len(values) - len(words)))])


def hidden_groups(sizes: pd.Series, *, min_cell: int) -> pd.Series:
    """Which groups must not be shown: those below `min_cell`, and the next smallest until a total hides them."""
    hidden = sizes < min_cell
    while hidden.any() and not hidden.all() and (hidden.sum() == 1 or sizes[hidden].sum() < min_cell):
        hidden[sizes[~hidden].idxmin()] = True
    return hidden


def cells_of(columns: Sequence[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """The cell of each row, where rows of the same places are one, and the first row of each cell."""
    cell = np.zeros(len(columns[0]), np.int64)
    for column in columns:
        cell = pd.factorize(cell * (int(column.max(initial=0)) + 1) + column)[0]
    return cell, np.flatnonzero(~pd.Series(cell).duplicated())


def join_small(
    levels: Mapping[str, pd.Series],
    cell: np.ndarray,
    first: np.ndarray,
    counts: np.ndarray,
    *,
    fewest: int,
) -> dict[str, Groups]:
    """Groups of which each has so many people or nobody: those too small are joined with others of the level above.

    Parameters
    ----------
    levels : mapping of str to pandas.Series
        From the most important down.
    cell, first : (rows,), (cells,) arrays of int
        The cell of each row, and the first row of each cell: see `cells_of`.
    counts : (cells, k) array of int
        People of each cell, by question.
    fewest : int
        People of each group.

    Returns
    -------
    dict
        Level → its groups; empty where all are large enough, or the whole is too small to be told.
    """
    found = [places(values) for values in levels.values()]
    codes = [code[first] for code, _ in found]
    if not _few(_sums(codes, counts), fewest).any() or _few(counts.sum(axis=0), fewest).any():
        return {}
    ordered = [is_ordered(values) for values in levels.values()]
    parts = divide(_atoms(codes, counts), fewest=fewest, ordered=ordered)
    members = [
        [tuple(values[code] for code in group) for group in names]
        for (_, values), names in zip(found, parts.names, strict=True)
    ]
    return {name: Groups(code[cell], own) for name, code, own in zip(levels, parts.groups, members, strict=True)}


def _few(counts: np.ndarray, fewest: int) -> np.ndarray:
    return (counts > 0) & (counts < fewest)


def _sums(codes: list[np.ndarray], counts: np.ndarray) -> np.ndarray:
    """The people of the groups that cells make together."""
    into, groups = cells_of(codes)
    sums = np.zeros((len(groups), counts.shape[1]), np.int64)
    np.add.at(sums, into, counts)
    return sums


def _atoms(codes: list[np.ndarray], counts: np.ndarray) -> Atoms:
    none = np.zeros(len(counts), int)
    return Atoms(
        wave=none,
        counts=np.column_stack([counts.max(axis=1), counts]),
        values=[[{int(code): 1} for code in own] for own in codes],
        old=none.astype(bool),
        n_questions=counts.shape[1],
    )
