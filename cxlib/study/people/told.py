"""What pages may tell of customers by groups: decided once for a table, for the whole and for all parts it can have.

Every sum that some page could tell is named, and told where people vouch for it (`Vouchers`), important ones first:
values of a column, of all rows and of the last wave; waves of parts; then groups within parts, from the largest down.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ...blocks import Vouchers, cells_of, places
from ..contract.roles import SURVEYS
from .customers import Answered
from .subset import HOMES, labels_once

if TYPE_CHECKING:
    from ..study import Study

FACETS = (
    "unit", "segment", "status", "language", "mode", "channel", "department", "touchpoint", "stage", "phase",
)  # fmt: skip

Key = tuple[str, int, str, int, bool]  # a part's column and value, a column and value in it, of the last wave only
Named = list[tuple[Key, np.ndarray]]  # sums and the cells of each
WHOLE = "", 0
APART = " "  # begins what units are called where customers alone are read, beside names that they share with employees


@dataclass(frozen=True, eq=False)
class Told:
    """Which groups of a table are told.

    Attributes
    ----------
    columns : dict of str to ((rows,) array of int, list)
        The place of each row's value, and the values.
    wave : str or None
    groups : frozenset of Key
        With places of values.
    """

    columns: dict[str, tuple[np.ndarray, list]]
    wave: str | None
    groups: frozenset[Key]

    def values(self, part: tuple[str, int], by: str, *, latest: bool) -> np.ndarray:
        """Which values of a column are told in a part: a mask."""
        return np.array([(*part, by, code, latest) in self.groups for code in range(len(self.columns[by][1]))], bool)

    def part(self, column: str, value: int) -> bool:
        """Whether a part is told, and its last wave."""
        return (*WHOLE, column, value, False) in self.groups and (column, value, *WHOLE, True) in self.groups


def told_of(study: Study, table: str, *, fewest: int, parts: bool) -> Told:
    """What is told of a table of a whole study; of a larger `fewest` than the study's own, none else than of that.

    Without `parts` only what pages of the whole tell, which is decided first.
    """
    asked = table, fewest, parts
    if asked not in study.told:
        own = study.contract.study.min_cell.customers
        among = told_of(study, table, fewest=own, parts=parts).groups if fewest > own > 1 else None
        study.told[asked] = _decided(study, table, fewest, among, parts=parts)
    return study.told[asked]


def decide(study: Study, *, fewest: int) -> None:
    """Decide for all tables of customers' answers, before parts of a study are taken."""
    for name in study.tables if fewest > 1 else ():
        if study.contract.tables[name].kind in SURVEYS:
            told_of(study, name, fewest=fewest, parts=True)


def months_of(dates: pd.Series) -> pd.Series:
    """Dates by their months."""
    return pd.to_datetime(dates).dt.strftime("%Y-%m").astype(object)


def _decided(study: Study, table: str, fewest: int, among: frozenset[Key] | None, *, parts: bool) -> Told:
    """First by the table's own columns, whatever other tables were read; then of parts, beside what is told already."""
    own = _own_columns(study, table)
    more = _more_columns(study, table, own, homes=parts)
    columns = {name: places(values) for name, values in (own | more).items()}
    answered = Answered(study.tables[table], study.contract.tables[table])
    coarse, cells = _cells(study, table, {name: columns[name] for name in own}, answered, fewest)
    told = _Deciding(
        cells, Vouchers(cells.people, cells.inside, columns=list(cells.code.values()), fewest=fewest), among
    )
    everybody = np.ones(len(cells.inside), bool)
    for latest in (False, True):
        told.whole(WHOLE, everybody, latest=latest)
    for latest in (False, True):
        told.by_each(WHOLE, everybody, list(own), latest=latest)
    if more:
        fine, cells = _cells(study, table, columns, answered, fewest)
        inside_of = coarse[np.unique(fine, return_index=True)[1]]
        told.refine(cells, inside_of)
        for latest in (False, True):
            told.by_each(WHOLE, np.ones(len(cells.inside), bool), list(more), latest=latest)
    if parts:
        told.parts()
    return Told(columns, cells.wave, frozenset(told.keys))


def _cells(
    study: Study, table: str, columns: dict[str, tuple[np.ndarray, list]], answered: Answered, fewest: int
) -> tuple[np.ndarray, _Cells]:
    """The cell of each row, numbered in the order of rows, and the cells."""
    its = study.contract.tables[table]
    wave = next(iter(its.named("wave")), None)
    late = [*its.named("unit"), *its.named("time"), *its.named("wave")]
    cell, first = cells_of([np.zeros(len(study.tables[table]), int), *(code for code, _ in columns.values())])
    counts, people = answered.people(cell, len(first)), answered.once_each(cell, len(first))
    by_question = people.shape == counts.shape
    inside = np.asarray(counts > 0 if by_question else (counts > 0).any(axis=1, keepdims=True))
    return cell, _Cells(
        code={name: code[first] for name, (code, _) in columns.items()},
        dates=[name for name in columns if name in its.columns and its.columns[name].role == "time"],
        late=[name for name in columns if name in late or name.startswith(APART)],
        counts=counts,
        people=people,
        inside=inside,
        wave=wave,
        known=len(columns[wave][1]) - 1 if wave else 0,
        fewest=fewest,
    )


class _Deciding:
    """What is told so far; `among` are the only sums that may be."""

    def __init__(self, cells: _Cells, vouchers: Vouchers, among: frozenset[Key] | None) -> None:
        self.cells, self.vouchers, self.among = cells, vouchers, among
        self.keys = set[Key]()

    def refine(self, cells: _Cells, inside_of: np.ndarray) -> None:
        """Decide of smaller cells from here on."""
        self.cells = cells
        self.vouchers = self.vouchers.among(inside_of, cells.people, cells.inside, list(cells.code.values()))

    def whole(self, part: tuple[str, int], rows: np.ndarray, *, latest: bool) -> None:
        """The sum over a part."""
        group = np.flatnonzero(self.cells.last(rows) if latest else rows)
        self._tell([((*part, *WHOLE, latest), group)], [part[0]], [], latest=latest)

    def by_each(self, part: tuple[str, int], rows: np.ndarray, names: Sequence[str], *, latest: bool) -> None:
        """The sums over its groups, by one column after the other."""
        for name in self.cells.in_order(names, latest=latest):
            self.by([(part, rows)], name, latest=latest)

    def by(self, parts: Sequence[tuple[tuple[str, int], np.ndarray]], name: str, *, latest: bool) -> None:
        """The sums over the groups of some parts by a column."""
        named, sums = self.cells.by(parts, name, latest=latest)
        self._tell(named, [parts[0][0][0], name], sums, latest=latest)

    def _tell(self, named: Named, by: Sequence[str], sums: Sequence[Sequence[np.ndarray]], *, latest: bool) -> None:
        named = [(key, group) for key, group in named if self.among is None or key in self.among]
        named = [(key, group) for key, group in named if self.cells.enough(group)]
        order = list(self.cells.code)
        columns = sorted({order.index(name) for name in (*by, self.cells.wave if latest else None) if name})
        found = self.vouchers.tell([group for _, group in named], by=columns, sums=sums)
        self.keys.update(key for (key, _), fits in zip(named, found, strict=True) if fits)

    def parts(self) -> None:
        """Of each part its waves, then, of those that are told, the last one by itself, and all groups."""
        cells = self.cells
        columns = [name for name in cells.code if name not in cells.dates and not name.startswith(APART)]
        parts: dict[str, list[tuple[tuple[str, int], np.ndarray]]] = {}
        for name in columns:
            each = [((name, int(value)), cells.code[name] == value) for value in np.unique(cells.code[name])]
            parts[name] = [one for one in each if (*WHOLE, *one[0], False) in self.keys]
        if cells.wave is not None:
            for each in filter(None, parts.values()):
                self.by(each, cells.wave, latest=False)
        kept = {name: [one for part, rows in each if (one := self._shown(part, rows)) is not None]
                for name, each in parts.items()}  # fmt: skip
        pairs = [(name, by) for name, each in kept.items() if each for by in columns + cells.dates
                 if by not in (name, cells.wave)]  # fmt: skip
        for name, by in sorted(pairs, key=cells.precedence):
            for latest in (False, True) if by not in cells.dates else (False,):
                self.by(kept[name], by, latest=latest)

    def _shown(self, part: tuple[str, int], rows: np.ndarray) -> tuple[tuple[str, int], np.ndarray] | None:
        """The rows of a part that its page shows, and of those the last wave by itself; None where it has no page."""
        kept, cells = rows, self.cells
        if cells.wave is not None:
            waves = [(*part, cells.wave, value, False) in self.keys for value in range(cells.known + 1)]
            kept = rows & np.array(waves)[cells.code[cells.wave]]
        if (cells.last(kept) != cells.last(rows)).any():
            return None
        self.whole(part, kept, latest=True)
        return part, kept


@dataclass(frozen=True, eq=False, kw_only=True)
class _Cells:
    """Customers who are alike in all columns; `known` is the place of no wave."""

    code: dict[str, np.ndarray]
    dates: list[str]
    late: list[str]
    counts: np.ndarray
    people: np.ndarray
    inside: np.ndarray
    wave: str | None
    known: int
    fewest: int

    def precedence(self, names: tuple[str, str]) -> tuple[int, int, int]:
        """Groups in terms of the finest unit come later; earlier, those of columns that study.toml names earlier."""
        places = [list(self.code).index(name) for name in names]
        return sum(name in self.late for name in names), max(places), min(places)

    def in_order(self, names: Sequence[str], *, latest: bool) -> list[str]:
        """Columns by which groups are told: months are of all waves, and last, since a few of them make no trend."""
        names = [name for name in names if not (latest and name in self.dates)]
        return sorted(names, key=self.dates.__contains__)

    def by(
        self, parts: Sequence[tuple[tuple[str, int], np.ndarray]], name: str, *, latest: bool
    ) -> tuple[Named, list[list[np.ndarray]]]:
        """The groups of parts by a column, and each part followed by its groups, which it is the sum of."""
        ordered, found, sums = name == self.wave or name in self.dates, [], []
        for part, rows in parts:
            inside = np.flatnonzero(self.last(rows) if latest else rows)
            order = inside[np.argsort(self.code[name][inside], kind="stable")]
            values, starts = np.unique(self.code[name][order], return_index=True)
            groups = [np.sort(group) for group in np.split(order, starts[1:])] if len(order) else []
            found += [((*part, name, int(value), latest), group) for value, group in zip(values, groups, strict=True)]
            sums.append([inside, *groups])
        # a few left blank, or of a month just begun, cost one group more: the oldest month or wave, else the smallest
        found.sort(key=lambda one: -(one[0][3] if ordered else self.counts[one[1]].sum()))
        return found, sums

    def last(self, rows: np.ndarray) -> np.ndarray:
        """Those of its last wave, as a page tells it by itself; all where there are no waves."""
        if self.wave is None:
            return rows
        code = self.code[self.wave]
        return rows & (code == code[rows & (code < self.known)].max(initial=-1))

    def enough(self, group: np.ndarray) -> bool:
        """Whether a group has so many people, or nobody, for each question."""
        people = self.counts[group].sum(axis=0)
        return bool(people.any() and ((people == 0) | (people >= self.fewest)).all())


def _own_columns(study: Study, table: str) -> dict[str, pd.Series]:
    """What pages group customers by, whatever other tables are read: regions of units, then the table's own columns."""
    frame, its = study.tables[table], study.contract.tables[table]
    apart = {name: values for name, values in study.apart.get(table, {}).items() if name not in its.named("unit")}
    found = {_called(study, table, name, values): values for name, values in apart.items()}
    for name, column in its.columns.items():
        if name in study.apart.get(table, {}) and name not in apart:
            values = study.apart[table][name]
            found[_called(study, table, name, values)] = values
        elif name in frame and name not in apart and (column.role in FACETS or name in its.named("wave")[:1]):
            found[name] = frame[name]
        elif name in frame and column.role == "time":
            found[name] = months_of(frame[name])
    return found


def _called(study: Study, table: str, name: str, values: pd.Series) -> str:
    """The column's own name where its groups are called as pages call them, else another one."""
    own = study.tables[table]
    told = own[name] if name in own else labels_once(study, table=table, column=name)
    alike = told is None or (values.astype(object).where(values.notna(), None) == told.astype(object)).where(
        values.notna(), told.isna()
    )
    return name if np.all(alike) else f"{APART}{name}"


def _more_columns(study: Study, table: str, own: dict[str, pd.Series], *, homes: bool) -> dict[str, pd.Series]:
    """What other tables say of rows, and units by names that they share with employees."""
    declared, frame = study.contract.tables, study.tables[table]
    found = {name: frame[name] for name in declared[table].columns if f"{APART}{name}" in own}
    for home in study.tables if homes else ():
        for name, its in declared[home].columns.items() if declared[home].kind in HOMES.values() else ():
            if its.role in FACETS and name not in own and name not in found:
                told = labels_once(study, table=table, column=name)
                found |= {} if told is None else {name: told}
    return found
