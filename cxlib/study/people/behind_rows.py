"""The people behind the rows of a table that does not name them: found through what its rows refer to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ...aggregate import ALONE, UNKNOWN
from ..checks.whose_key import ANSWERED, References
from ..cleaning.read_table import read_table
from ..cleaning.tables import Table
from ..contract.models import Contract, TableContract
from ..contract.roles import REGISTERS, STAFF
from ..files.in_memory import FOUND, hand_over, handed, key_of

if TYPE_CHECKING:
    from ..study import Study

MOST = 0.5  # of the rows: where references find people for fewer, the others stand for people of their own
LINKS = ("id", "reference", "customer", "employee")  # roles of columns that lead from row to row

Keys = dict[str, pd.Series]  # column → what stands in each row


@dataclass(frozen=True, eq=False)
class Behind:
    """What a table's own keys say of people.

    Attributes
    ----------
    people : mapping of str to pandas.Series
        Column → the code of the person, by key; of several columns the first that finds somebody tells.
    rest : int
        The code of rows for which none does.
    names : (people,) array of objects
        Code → the key of the person.
    """

    people: Mapping[str, pd.Series]
    rest: int
    names: np.ndarray

    def told_by(self, frame: pd.DataFrame) -> bool:
        """Whether a table still has columns that tell people."""
        return any(column in frame for column in self.people)

    def codes(self, frame: pd.DataFrame) -> np.ndarray:
        """The code of the person behind each row, or of none."""
        found = np.full(len(frame), self.rest)
        for column, people in self.people.items():
            if column in frame:
                place = people.index.get_indexer(pd.Index(frame[column], dtype=object))
                found = np.where(found < 0, np.append(people.to_numpy(), self.rest)[place], found)
        return found


@dataclass(frozen=True, eq=False)
class BehindWaves(Behind):
    """Of tables joined under one another: the same key may be of other people in each of them.

    Attributes
    ----------
    by : str
        The column that says from which table a row is.
    waves : mapping of str to Behind or None
        What the keys of each say; rows of one that says nothing stand for people of their own.
    """

    by: str
    waves: Mapping[str, Behind | None]

    def told_by(self, frame: pd.DataFrame) -> bool:
        """Whether a table still has columns that tell people, and the one that says from which table a row is."""
        return self.by in frame and any(behind is not None and behind.told_by(frame) for behind in self.waves.values())

    def codes(self, frame: pd.DataFrame) -> np.ndarray:
        """The code of the person behind each row, or of none."""
        found = np.full(len(frame), self.rest)
        for wave, behind in self.waves.items():
            own = (frame[self.by] == wave).to_numpy()
            found[own] = ALONE if behind is None else behind.codes(frame[own])
        return found


@dataclass(eq=False)
class People:
    """Who is behind the rows of a study's tables; looked up when first asked for.

    Attributes
    ----------
    keys : mapping of str to mapping of str to pandas.Series
        Of the tables that were read, the columns that lead from row to row, and what tells whether two rows speak of
        the same; of all rows that the files have.
    every : Contract or None
        Of all tables; of those that were not read the keys are, once a reference leads there.
    home : Path
        Where the files lie.
    """

    keys: Mapping[str, Keys] = field(default_factory=dict)
    every: Contract | None = None
    home: Path = Path()

    @classmethod
    def of(cls, tables: Mapping[str, Table], every: Contract, home: Path) -> People:
        """Of tables as they were read, before faulty rows are set aside."""
        return cls({name: _keys_of(table) for name, table in tables.items()}, every, home)

    @cached_property
    def known(self) -> Mapping[str, Behind]:
        """By table; none of those that name their people, and of those whose references lead to nobody."""
        if self.every is None:
            return {}
        files = [key_of(self.home, name, its) for name, its in self.every.tables.items()]
        key = f"{FOUND}people {self.home.resolve()} {files}" if all(files) else ""
        found = handed(key) if key else None
        if found is None:
            found = dict(one for staff in (False, True) for one in _Search(self, self.every, staff=staff).found())
            if self.keys.keys() == self.every.tables.keys():
                hand_over(key, found)
        return found

    def codes(self, table: str, frame: pd.DataFrame) -> np.ndarray | None:
        """The code of the person behind each row of a table that does not name people; None where none is found."""
        behind = self.known.get(table)
        return behind.codes(frame) if behind is not None and behind.told_by(frame) else None

    def joined(self, waves: Mapping[str, str], name: str, *, by: str) -> People:
        """Of one table made of the rows of several; `waves` says of which each value of its column `by` is."""
        made, found = People(), {wave: self.known.get(table) for wave, table in waves.items()}
        names = next((behind.names for behind in found.values() if behind is not None), None)
        made.known = {} if names is None else {name: BehindWaves({}, UNKNOWN, names, by, found)}
        return made

    def __getstate__(self) -> dict:
        return {"keys": {}, "every": None, "home": Path(), "known": self.known}


def people_behind(study: Study, *, table: str, rows: pd.DataFrame | None = None) -> np.ndarray | None:
    """The code of the person behind each row of a table, or of some of its rows.

    Parameters
    ----------
    study : Study
    table : str
    rows : pandas.DataFrame, optional
        All rows of the table where it is left out.

    Returns
    -------
    (n,) array of int or None
        Found by the table's column of customers; without one by its references: through the table whose ids they are,
        to the customer that it names, or on through its own references. Rows with the same id as those of another
        table are of the same people. `ALONE` is a row that stands for a person of its own: one without a customer where
        the table has the column, or one for which no reference finds a person where they find people for fewer than
        half of the rows. Where they find people for more, such rows are `UNKNOWN`: whoever gave them may be one of the
        others, or all of them one person. None where nothing leads to people: each row stands for a person.
    """
    frame = study.tables[table] if rows is None else rows
    behind = None if study.people is None else study.people.known.get(table)
    return codes_of(frame, study.contract.tables[table], behind) if isinstance(frame, pd.DataFrame) else None


def number_of(codes: np.ndarray) -> int:
    """How many people rows are of, at least: of rows of whom nobody is known there is one."""
    return max(len(np.unique(codes[codes >= 0])) + int((codes == ALONE).sum()), min(len(codes), 1))


def codes_of(frame: pd.DataFrame, contract: TableContract, behind: Behind | None) -> np.ndarray | None:
    """See `people_behind`."""
    own = next((name for name in contract.named("customer") if name in frame), None)
    if own is None:
        return None if behind is None else behind.codes(frame)
    if behind is None:
        return pd.factorize(frame[own])[0]
    # of tables joined as waves some name their people; of the others references lead to them
    people, said = pd.Index(behind.names, dtype=object), frame[own].astype(object)
    codes, known = people.get_indexer(said), said.notna().to_numpy()
    new = known & (codes < 0)
    codes[new] = len(people) + pd.factorize(said[new])[0]
    return np.where(known, codes, behind.codes(frame))


def _keys_of(table: Table) -> Keys:
    roles = LINKS if table.secret else dict.fromkeys((*LINKS, *ANSWERED))
    return {name: table.frame[name] for role in roles for name in table.named(role)}


class _Search:
    """Looks for people from table to table, in as many steps as it takes: for customers, or for `staff`."""

    def __init__(self, people: People, every: Contract, *, staff: bool) -> None:
        self.tables = {name: its for name, its in every.tables.items() if its.kind not in REGISTERS}
        self.tables = {name: its for name, its in self.tables.items() if (its.kind in STAFF) == staff}
        self.names, self.home = "employee" if staff else "customer", people.home
        self.keys = {name: keys for name, keys in people.keys.items() if name in self.tables}
        self.targets: dict[str, list[tuple[str, str, str]]] = {}  # table → column, and whose key it may be
        self.whose: dict[str, np.ndarray] = {}  # table → the code of each row's person, −1 for none
        self.people: dict[str, dict[str, pd.Series]] = {}
        self.seen: dict[str, Keys] = {}
        self.doubtful: set[str] = set()
        self.references = References(self.tables, self._cells)

    def found(self) -> Iterator[tuple[str, Behind]]:
        """What the keys of each table that was read say of people, where it does not name them itself."""
        read = [name for name in self.keys if not self._own(name)]
        self._reach(read)
        reached = dict.fromkeys(target for found in self.targets.values() for _, target, _ in found)
        own = {name: self._keys(name)[self._own(name)] for name in reached if self._own(name) in self._keys(name)}
        together = pd.concat([keys.astype(object) for keys in own.values()]) if own else pd.Series(dtype=object)
        codes, names = pd.factorize(together.to_numpy())
        self.whose = dict(zip(own, np.split(codes, np.cumsum([len(column) for column in own.values()])), strict=False))
        more = True
        while more:  # what is known of one table may tell of another
            before = {name: self._number(name) for name in self.targets}
            for name in self.targets:
                if self._number(name) < self._rows(name):
                    self._look(name)
            more = any(self._number(name) > before[name] for name in self.targets)
        for name in read:
            if name in self.doubtful and not self._number(name):
                yield name, Behind({}, UNKNOWN, names)
            elif self._number(name):
                most = self._number(name) > MOST * self._rows(name)
                yield name, Behind(self.people[name], UNKNOWN if most else ALONE, names)

    def _own(self, name: str) -> str:
        """The column that names a table's people; of the register of customers, or of staff, also its key."""
        its = self.tables[name]
        register = its.kind == "customers" or (its.kind in STAFF and not its.named("reference"))
        return next(iter([*its.named(self.names), *(its.named("id") if register else ())]), "")

    def _keys(self, name: str) -> Keys:
        """The columns of a table that lead from row to row; of one that was not asked for only these are read."""
        if name not in self.keys:
            self.keys[name] = self._read(name, LINKS)
        return self.keys[name]

    def _cells(self, name: str, column: str) -> pd.Series | None:
        """Any column of a table that the search may look at; what tells two rows apart is read where it is needed."""
        if column in self._keys(name):
            return self.keys[name][column]
        if name not in self.seen:
            self.seen[name] = {} if self.names == "employee" else self._read(name, ANSWERED)
        return self.seen[name].get(column)

    def _read(self, name: str, roles: Sequence[str]) -> Keys:
        its = self.tables[name]
        columns = {column: one for column, one in its.columns.items() if one.role in roles and not one.made}
        if not columns:
            return {}
        return _keys_of(read_table(self.home, name, its.model_copy(update={"columns": columns})))

    def _reach(self, names: list[str]) -> None:
        """Find whose keys the columns of tables are, and so on from there, until people are named."""
        left = list(names)
        while left:
            name = left.pop()
            its = self.tables[name]
            links = [(column, role) for role in ("reference", "id") for column in its.named(role)]
            found = [(column, *key) for column, role in links for key in self._whose_key(name, column, role)]
            self.targets[name] = found
            others = dict.fromkeys(target for _, target, _ in found)
            left += [one for one in others if one not in self.targets and one not in left and not self._own(one)]

    def _whose_key(self, name: str, column: str, role: str) -> list[tuple[str, str]]:
        """Tables whose id is meant by a reference, or whose rows with the same id are the same."""
        if role == "id":
            return self.references.same_rows(name, column)
        meant = self.references.meant(name, column)
        if meant.doubt:
            self.doubtful.add(name)
        return meant.keys

    def _rows(self, name: str) -> int:
        return max(map(len, self._keys(name).values()), default=0)

    def _number(self, name: str) -> int:
        """Of how many rows the person is known."""
        return int((self.whose[name] >= 0).sum()) if name in self.whose else 0

    def _look(self, name: str) -> None:
        """Find what a table's keys say of people by what is known of other tables, and so whose its rows are."""
        people: dict[str, pd.Series] = {}
        whose = np.full(self._rows(name), -1)
        for column, target, key in self.targets[name]:
            there = target in self.whose and column in self._keys(name) and key in self._keys(target)
            if there and (whose < 0).any():
                (row, own), (place, known) = self.references.coded(name, column), self.references.coded(target, key)
                rows = np.flatnonzero((place >= 0) & (self.whose[target] >= 0))[::-1]
                first = np.full(len(known) + 1, -1)
                first[place[rows]] = self.whose[target][rows]  # of rows with the same id the first one tells
                found = np.append(first[known.get_indexer(own)], -1)
                said = pd.Series(found[:-1], index=own)[found[:-1] >= 0]
                said = pd.concat([people[column], said]) if column in people else said
                people[column] = said[~said.index.duplicated()]
                whose = np.where(whose < 0, found[row], whose)
        self.people[name], self.whose[name] = people, whose
