"""Which groups may be told in each part of a whole, so that parts, groups and the whole tell of no few people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from .cuts import tell_cells
from .groups import cells_of, hidden_groups


@dataclass(frozen=True, eq=False, kw_only=True)
class Crossed:
    """People who are alike in all that is asked here, a cell for each kind.

    Attributes
    ----------
    paths : list of (cells,) arrays of int
        The parts, from the largest down: each lies within one of the level above.
    facet : (cells,) array of int
        The groups to be told in each part.
    coarser : list of (cells,) arrays of int
        Groups that join those of the facet, and are told by themselves as well.
    counts : (cells, k) array of int
        People, by question, and by wave where pages tell of waves.
    sizes : (cells, k) array of int
        The same as far as they decide whether a part is told at all.
    spared : (cells,) array of bool, optional
        Cells that are given up last.
    """

    paths: Sequence[np.ndarray]
    facet: np.ndarray
    coarser: Sequence[np.ndarray]
    counts: np.ndarray
    sizes: np.ndarray
    spared: np.ndarray | None = None

    def told(self, *, fewest: int, least: int | None = None) -> list[np.ndarray]:
        """By level, of which cells the group is told in its part: masks; none that is not told of `least` people.

        What is told of a level are sums that the level below adds up to, so that each level is one table: its rows are
        the parts, those that are not told together; its columns the groups of each part above, or of the whole where
        the part above does not tell them. See `tell_cells`.
        """
        counts, one = self.counts, np.zeros(len(self.facet), int)
        told = groups_told(self.facet, one, counts, fewest=fewest)
        column = _into([_only(self.facet, told), *(self._of_coarser(code, told, fewest) for code in self.coarser)])
        within = [
            Crossed(paths=self.paths, facet=code, coarser=self.coarser[:k], counts=counts, sizes=self.sizes)
            for k, code in enumerate(self.coarser)
        ]
        apart = [crossed.told(fewest=fewest) for crossed in within]
        before = None if least is None or least >= fewest else self.told(fewest=least)
        row, shown, listed, above, found = one, one == 0, one == 0, one, []
        for level, path in enumerate(self.paths):
            shown = shown & groups_told(path, above, self.sizes, fewest=fewest)
            listed = listed & groups_told(path, above, counts, fewest=fewest)
            row = _into([row, _only(path, listed)])  # pages of the whole have its sums, where it has no page of its own
            rows = _into([row, *(_only(code, its[level]) for code, its in zip(self.coarser, apart, strict=True))])
            pair, first = cells_of([path, self.facet])
            total = np.zeros((len(first), counts.shape[1]), np.int64)
            np.add.at(total, pair, counts)
            spared = None if self.spared is None else self.spared[first]
            wanted = (told & shown if before is None else told & shown & before[level])[first]
            cells = tell_cells(total, rows[first], column[first], told=wanted, fewest=fewest, spared=spared)
            told = cells[pair]
            column, above = _into([column, _only(pair, told)]), path
            found.append(told)
        return found

    def _of_coarser(self, code: np.ndarray, told: np.ndarray, fewest: int) -> np.ndarray:
        """What the groups of a facet that the whole does not tell are told in."""
        its = groups_told(code, np.zeros(len(code), int), self.counts, fewest=fewest)
        return _only(code, its & ~told)


def groups_told(code: np.ndarray, within: np.ndarray, counts: np.ndarray, *, fewest: int) -> np.ndarray:
    """Of which cells the group is told in a table of the groups, as `hidden_groups` leaves them: a mask."""
    hidden = np.zeros(len(code), bool)
    pair, first = cells_of([within, code])
    for people in counts.T:
        sizes = pd.Series(
            np.bincount(pair, people), index=pd.MultiIndex.from_arrays([within[first], np.arange(len(first))])
        )
        for _, own in sizes[sizes > 0].groupby(level=0):
            if own.min() < fewest:
                out = hidden_groups(own.droplevel(0), min_cell=fewest)
                hidden |= np.isin(pair, out.index[out])
    return ~hidden


def _only(code: np.ndarray, inside: np.ndarray) -> np.ndarray:
    """The codes of some cells, all others together."""
    return np.where(inside, code + 1, 0)


def _into(codes: Sequence[np.ndarray]) -> np.ndarray:
    return cells_of(codes)[0]
