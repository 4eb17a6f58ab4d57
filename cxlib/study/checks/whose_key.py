"""Whose key a reference is, where ids of several tables could be meant; and whether rows with one id are the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from ..contract.models import TableContract
from ..words.answer_scales import plain_words

NEAR = 0.9  # of what the best table knows: a table that knows so much may be meant as well
MOST = 0.5  # of the rows that can be compared: who agrees in fewer speaks of something else
SEEN_BOTH = ("touchpoint", "customer", "employee", "department", "channel")  # roles that a row and its contact share
ANSWERED = (*SEEN_BOTH, "outcome", "recommend", "time")  # … and two rows of one answer
_OF_KEYS = {"id", "ids", "no", "nr", "num", "number", "numero", "key", "code", "codigo", "codi", "cod", "ref"}

Place = tuple[str, str]  # a table and its id


@dataclass(frozen=True)
class Meant:
    """The ids that a reference may be: those it is, and others of which nothing tells whether they are meant."""

    keys: list[Place] = field(default_factory=list)
    doubt: list[Place] = field(default_factory=list)


class References:
    """Finds whose key a reference is.

    Parameters
    ----------
    tables : mapping of str to TableContract
        Those that may be referred to, and that refer.
    cells : function of a table and a column
        What stands in each row; None where that cannot be known.
    places : function of a table and a column, optional
        For each row the place of its value among the different ones, −1 for none, and these, where they are at hand.
    """

    def __init__(
        self,
        tables: Mapping[str, TableContract],
        cells: Callable[[str, str], pd.Series | None],
        *,
        places: Callable[[str, str], tuple[np.ndarray, pd.Index]] | None = None,
    ) -> None:
        self.tables, self.cells = tables, cells
        self._places = places or self._factorized
        self._coded: dict[Place, tuple[np.ndarray, pd.Index]] = {}

    def ids(self, name: str) -> list[str]:
        """The keys of a table that others may refer to."""
        its = self.tables[name]
        return its.named("id") or (its.named("customer") if its.kind == "customers" else [])

    def coded(self, name: str, column: str) -> tuple[np.ndarray, pd.Index]:
        """For each row the place of its key among the different ones, −1 for none, and these."""
        if (name, column) not in self._coded:
            self._coded[name, column] = self._places(name, column)
        return self._coded[name, column]

    def _factorized(self, name: str, column: str) -> tuple[np.ndarray, pd.Index]:
        cells = self.cells(name, column)
        row, own = pd.factorize(pd.Series(dtype=object) if cells is None else cells)
        return row, pd.Index(own, dtype=object)

    def same_rows(self, name: str, column: str) -> list[Place]:
        """Tables with some of the ids under the same name, unless rows with one id answer otherwise in both."""
        others = [(other, column) for other in self.tables if other != name and column in self.ids(other)]
        others = [one for one in others if self.coded(name, column)[1].isin(self.coded(*one)[1]).any()]
        return [one for one in others if not self._agree(name, column, one, by_name=True) < MOST]

    def meant(self, name: str, column: str) -> Meant:
        """Ids called as the reference; else those of the table that knows most of what stands there.

        Where two tables know about as much, as when two systems count from 1, that one is meant whose rows say the same
        of touchpoint, person or department, else the one whose name the reference has.
        """
        keys = [(other, key) for other in self.tables if other != name for key in self.ids(other)]
        alike = [(other, key) for other, key in keys if key == column]
        if len(alike) == 1:
            return Meant(alike)
        own = self.coded(name, column)[1]
        known = {one: own.isin(self.coded(*one)[1]) for one in alike or keys}
        known = {one: found for one, found in known.items() if found.any()}
        if not known:
            return Meant(alike)
        best = max(known, key=lambda one: int(known[one].sum()))
        shared = {one: int((found & known[best]).sum()) for one, found in known.items() if one != best}
        apart = [one for one, both in shared.items() if both < MOST * known[one].sum()] if alike else []
        near = [one for one in shared if one not in apart and known[one].sum() >= NEAR * known[best].sum()]
        same = self.same_rows(*best) if near else []
        rivals = [best, *(one for one in near if one not in same)]
        if len(rivals) == 1:
            return Meant([best, *apart])
        said = {one: self._agree(name, column, one) for one in rivals}
        agree = [one for one, share in said.items() if share >= MOST]
        named = [one for one in rivals if self._named(name, column, one)]
        for found in (agree, named):
            if len(found) == 1:
                return Meant([*found, *apart])
        return Meant(apart, rivals)

    def _agree(self, name: str, column: str, other: Place, *, by_name: bool = False) -> float:
        """The share of rows that say the same as the row they refer to, of the columns that agree most; NaN for none.

        Columns that have no value in common, such as codes and names, tell nothing, unless they are called alike.
        """
        target, key = other
        (row, _), (there, _) = self.coded(name, column), self.coded(target, key)
        place = rows_referred(self.coded(name, column), self.coded(target, key))
        shares = []
        for one, two in self._both_have(name, target, by_name=by_name):
            mine, theirs = self.cells(name, one), self.cells(target, two)
            if mine is None or theirs is None or len(mine) != len(row) or len(theirs) != len(there) or not len(there):
                continue
            mine, theirs = mine.astype(object).to_numpy(), theirs.astype(object).to_numpy()
            known_both = (place >= 0) & pd.notna(mine) & pd.notna(theirs[place])
            mine, theirs = mine[known_both], theirs[place[known_both]]
            words = {str(value) for value in mine} & {str(value) for value in theirs}
            if len(mine) and (by_name or words):
                shares.append(float(np.mean([str(a) == str(b) for a, b in zip(mine, theirs, strict=True)])))
        return max(shares, default=float("nan"))

    def _both_have(self, name: str, target: str, *, by_name: bool) -> list[tuple[str, str]]:
        own, its = self.tables[name], self.tables[target]
        if by_name:
            return [
                (one, one)
                for one, column in own.columns.items()
                if column.role in ANSWERED and one in its.columns and its.columns[one].role == column.role
            ]
        return [(one, two) for role in SEEN_BOTH for one in own.named(role)[:1] for two in its.named(role)[:1]]

    def _named(self, name: str, column: str, other: Place) -> bool:
        """Whether a reference is called as a table or its id: answer_id of answers."""
        target, key = other
        said = {_stem(column), _stem(self.tables[name].columns[column].source)} - {()}
        return bool(said & {_stem(target), _stem(key), _stem(self.tables[target].columns[key].source)})


def rows_referred(own: tuple[np.ndarray, pd.Index], known: tuple[np.ndarray, pd.Index]) -> np.ndarray:
    """For each row the first row of another table that has its key, −1 for none; of both the places of their keys."""
    (row, keys), (there, ids) = own, known
    first = np.full(len(ids) + 1, -1)
    first[there[::-1]] = np.arange(len(there))[::-1]
    first[-1] = -1
    return first[np.append(ids.get_indexer(keys), -1)[row]]


def registers_meant(column: str, keys: Mapping[str, str]) -> list[str]:
    """Of tables of units, or of customers, with their keys: those whose key is called as the column; all where none is.

    >>> registers_meant("team", {"teams": "team", "branches": "branch"})
    ['teams']
    """
    return [name for name, key in keys.items() if key == column] or list(keys)


def _stem(words: str) -> tuple[str, ...]:
    """What a head names, without the words for a key and the ending of several."""
    apart = re.findall(r"[a-z]+", plain_words(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", words)).replace("_", " "))
    return tuple(sorted({re.sub(r"(?<=[a-z]{3})s$", "", one) for one in apart if one not in _OF_KEYS}))
