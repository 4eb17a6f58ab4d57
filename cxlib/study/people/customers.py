"""Customers as pages tell of their units: those of whom few answered under one name with others of their region."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from ...blocks import Groups, cells_of, join_small, places
from ...locale import say
from ...text import alone_and_joined
from ..cleaning.coded import Coded
from ..cleaning.tables import Table
from ..contract.models import Contract, TableContract
from ..contract.roles import SCALED, SURVEYS
from .behind_rows import ALONE, UNKNOWN, People, codes_of
from .levels import hierarchy_of, labelled

NEARLY_ALL = 0.8  # of those who answered a question: so many who answered all vouch for each
ASKED = ("recommend", "outcome")  # roles of the questions of which pages tell by group


def join_units(
    tables: Mapping[str, Table], units: Mapping[str, Table], contract: Contract, people: People
) -> tuple[dict[str, dict[str, tuple]], dict[str, str]]:
    """Call units of whom few customers answered by one name with others, in the tables of answers, in place.

    Few are fewer than the study's own number, whatever a notebook asks for: groups are the same in all runs.

    Parameters
    ----------
    tables : mapping of str to Table
        All that the study gives out.
    units : mapping of str to Table
        Tables of units, also those that were not asked for.
    people : People
        Who is behind the rows of tables that do not name them.

    Returns
    -------
    dict, dict
        Table → joined name → the units in it; table → a sentence on its groups.
    """
    joined, told, fewest = {}, {}, contract.study.min_cell.customers
    for name, table in tables.items():
        levels = hierarchy_of(table, units) if table.contract.kind in SURVEYS and len(table.frame) else {}
        if not levels:
            continue
        cell, first = cells_of([places(values)[0] for values in levels.values()])
        codes = codes_of(table.frame, table.contract, people.known.get(name))
        counts = Answered(table.frame, table.contract, codes).people(cell, len(first))
        found = join_small(levels, cell, first, counts, fewest=fewest)
        if found:
            *_, unit = levels
            several = zip(found[unit].labels, found[unit].members, strict=True)
            joined[name] = {label: values for label, values in several if len(values) > 1}
            told[name] = _told(levels, found, [level for level in levels if level in table.frame], fewest)
            _take(table, found)
    return joined, told


def people_behind_rows(frame: pd.DataFrame, contract: TableContract) -> np.ndarray:
    """How many people each row is about: one, or as many as the mean that it holds was taken over."""
    behind = next((name for name in contract.named("n_people") if name in frame), None)
    return np.ones(len(frame)) if behind is None else frame[behind].to_numpy(float, na_value=0)


class Answered:
    """Who answered the questions that pages tell of by group.

    Parameters
    ----------
    frame : pandas.DataFrame
    contract : TableContract
        Without a question of these roles, all questions count as one.
    person : (n,) array of int or None
        See `people_behind`.
    """

    def __init__(self, frame: pd.DataFrame, contract: TableContract, person: np.ndarray | None) -> None:
        asked = [[name] for role in ASKED for name in contract.named(role)[:1] if name in frame]
        scaled = [name for name in frame if name in contract.columns and contract.columns[name].role in SCALED]
        self.given = [frame[names].notna().any(axis=1).to_numpy(bool) for names in asked or [scaled]]
        self.size = people_behind_rows(frame, contract)
        self.person = None if (self.size > 1).any() else person  # a mean of several people is of no one customer
        self.persons = 1 if self.person is None else int(self.person.max(initial=0)) + 1

    def people(self, cell: np.ndarray, n: int, *, given: Sequence[np.ndarray] | None = None) -> np.ndarray:
        """How many different people of each of n cells answered each question: (n, k); −1 is no cell.

        Other questions are `given` by who answered them. Of rows whose person is unknown there is one in a cell, at
        least.
        """
        return np.column_stack([self._people(its & (cell >= 0), cell, n) for its in given or self.given])

    def who(self, cell: np.ndarray, most: int) -> list[tuple[np.ndarray, np.ndarray]]:
        """Who answered in which cells, nobody twice in one, of those who answered all: cells, and numbers of people.

        Where these are not nearly all who answered a question, by question. The numbers are the same for all cells. Of
        people who share a row, since it is their mean, there are so many, up to `most`; of unknown ones none.
        """
        found = []
        for its in self._asked():
            rows = np.flatnonzero(its & (cell >= 0))
            if self.person is None:
                places = np.repeat(cell[rows], np.clip(self.size[rows], 0, most).astype(int))
                found.append((places, np.arange(len(places))))
                continue
            rows = rows[self.person[rows] != UNKNOWN]
            person = np.where(self.person[rows] == ALONE, self.persons + rows, self.person[rows])
            pairs = pd.DataFrame({"cell": cell[rows], "person": person}).drop_duplicates()
            found.append((pairs["cell"].to_numpy(), pairs["person"].to_numpy()))
        return found

    def once_each(self, cell: np.ndarray, n: int) -> np.ndarray:
        """How many people answered, each counted in one cell of theirs only: (n, k), of the same questions as `who`."""
        each = [self._people(self._one_row_each(its & (cell >= 0)), cell, n) for its in self._asked()]
        return np.column_stack(each)

    def _asked(self) -> list[np.ndarray]:
        every = np.all(self.given, axis=0)
        return [every] if all(every.sum() >= NEARLY_ALL * its.sum() for its in self.given) else self.given

    def _one_row_each(self, inside: np.ndarray) -> np.ndarray:
        """Of each person one row; the first of some, the second of others, and so on."""
        if self.person is None:
            return inside
        rows = pd.Series(np.flatnonzero(inside & (self.person >= 0)))
        own = rows.groupby(self.person[rows])
        chosen = rows[(own.cumcount() == self.person[rows] % own.transform("size")).to_numpy(bool)]
        alone = inside & (self.person == ALONE)
        alone[chosen] = True
        return alone

    def _people(self, inside: np.ndarray, cell: np.ndarray, n: int) -> np.ndarray:
        if self.person is None:
            return np.bincount(cell[inside], self.size[inside], n).astype(np.int64)
        known = inside & (self.person >= 0)
        pairs = pd.unique(cell[known].astype(np.int64) * self.persons + self.person[known])
        alone = np.bincount(cell[inside & (self.person == ALONE)], minlength=n)
        some = np.bincount(cell[inside], minlength=n) > 0
        return np.maximum(alone + np.bincount(pairs // self.persons, minlength=n), some)


def _take(table: Table, found: Mapping[str, Groups]) -> None:
    """Give the table's own columns the names of the groups."""
    for name, groups in found.items():
        if name in table.frame and any(len(values) > 1 for values in groups.members):
            labels = np.array([*groups.labels, None], dtype=object)[groups.place]
            made = labelled(table.frame[name], labels)
            table.frame = table.frame.assign(**{name: made})
            table.coded = {**table.coded, name: Coded.of_rows(made)}


def _told(levels: Mapping, found: Mapping[str, Groups], own: list[str], fewest: int) -> str:
    """How many groups are told by themselves; none by name."""
    said = []
    for name in own:
        several = sum(len(values) > 1 for values in found[name].members)
        if several:
            alone = sum(len(values) == 1 and values[0] is not None for values in found[name].members)
            said.append(alone_and_joined(name, alone, levels[name].nunique(), several))
    if not said:
        return ""
    return say("Told of at least {n} customers each. {columns}.", n=fewest, columns="; ".join(said))
