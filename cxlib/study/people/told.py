"""What pages may tell of customers by groups: decided once for a table, for the whole and for all parts it can have.

Every sum that some page could tell is named, and told where people vouch for it (`Vouchers`), important ones first:
values of a column, of all rows and of the last wave; waves of parts; then groups within parts, by the columns named
first, of all waves and of the last one, from the largest down. What is then left is told where enough people could have
answered otherwise (`Moves`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement, groupby
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ...blocks import Moves, Vouchers, cells_of, places
from ..contract.roles import SURVEYS
from .behind_rows import people_behind
from .customers import Answered
from .spans import months_of, spans_of
from .subset import HOMES, labels_once

if TYPE_CHECKING:
    from ..study import Study

FACETS = (
    "unit", "segment", "status", "language", "mode", "channel", "department", "touchpoint", "stage", "phase",
)  # fmt: skip
IN_A_ROW = 30  # groups within parts: where none of so many is told, no smaller one of their kind is asked for

Key = tuple[str, int, str, int, bool]  # a part's column and value, a column and value in it, of the last wave only
Named = list[tuple[Key, np.ndarray]]
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


def _decided(study: Study, table: str, fewest: int, among: frozenset[Key] | None, *, parts: bool) -> Told:
    """First by the table's own columns, whatever other tables were read; then of parts, beside what is told already."""
    own = _own_columns(study, table)
    more = _more_columns(study, table, own, homes=parts)
    columns = {name: places(values) for name, values in (own | more).items()}
    answered = Answered(study.tables[table], study.contract.tables[table], people_behind(study, table=table))
    told: set[Key] = set()
    coarse, cells = _cells(study, table, {name: columns[name] for name in own}, answered, fewest)
    vouchers = Vouchers(cells.who, cells.inside, alike=cells.alike, fewest=fewest)

    def tell(named: Named) -> bool:
        named = [one for one in named if among is None or one[0] in among]
        found = vouchers.tell([group for _, group in named])
        told.update(key for (key, _), fits in zip(named, found, strict=True) if fits)
        return bool(found.any())

    everybody = np.ones(len(cells.inside), bool)
    tell([one for latest in (False, True) for one in cells.whole(WHOLE, everybody, latest=latest)])
    for latest in (False, True):
        tell(cells.by(WHOLE, everybody, list(own), latest=latest))
    if more:
        fine, cells = _cells(study, table, columns, answered, fewest)
        inside_of = coarse[np.unique(fine, return_index=True)[1]]
        vouchers = vouchers.among(inside_of, cells.who, cells.inside, cells.alike)
        for latest in (False, True):
            tell(cells.by(WHOLE, np.ones(len(cells.inside), bool), list(more), latest=latest))
    if parts:
        within, sums = _tell_parts(cells, tell, told)
        within = [one for one in within if among is None or one[0] in among]
        told |= _tell_more(cells, vouchers, within, sums, told)
    return Told(columns, cells.wave, frozenset(told))


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
        who=answered.who(cell, fewest),
        inside=inside,
        wave=wave,
        known=len(columns[wave][1]) - 1 if wave else 0,
        fewest=fewest,
    )


def _tell_parts(cells: _Cells, tell: Callable[[Named], bool], told: set[Key]) -> tuple[Named, list[list[np.ndarray]]]:
    """Of each part its waves, then, of those that are told, the last one by itself, and all groups.

    All groups, and of each part the cells of all and of its groups by a column, of which it is the sum.
    """
    parts = {(name, int(value)): code == value for name, code in cells.code.items()
             if name not in cells.dates and not name.startswith(APART) for value in np.unique(code)}  # fmt: skip
    parts = {part: rows for part, rows in parts.items() if (*WHOLE, *part, False) in told}
    sums: list[list[np.ndarray]] = []
    if cells.wave is not None:
        tell([one for part, rows in parts.items() for one in cells.by(part, rows, [cells.wave], sums, latest=False)])
    within: Named = []
    for part, rows in parts.items():
        kept, names = rows, [name for name in cells.code if name not in (part[0], cells.wave) and name[0] != APART]
        if cells.wave is not None:
            waves = [(*part, cells.wave, value, False) in told for value in range(cells.known + 1)]
            kept = rows & np.array(waves)[cells.code[cells.wave]]
        if (cells.last(kept) != cells.last(rows)).any():
            continue  # of its last wave nothing is told: the part has no page
        tell(cells.whole(part, kept, latest=True))
        for latest in (False, True):
            within += cells.by(part, kept, names, sums, latest=latest)
    within.sort(key=lambda one: (*cells.precedence(one[0]), -cells.counts[one[1]].sum()))
    for _, own in groupby(within, key=lambda one: cells.precedence(one[0])):
        several = list(own)
        starts = range(0, len(several), IN_A_ROW)
        all(tell(several[start : start + IN_A_ROW]) for start in starts)  # until none is told
    return within, sums


def _tell_more(
    cells: _Cells, vouchers: Vouchers, within: Named, sums: list[list[np.ndarray]], told: set[Key]
) -> set[Key]:
    """Groups within parts that are told beside those for which nobody was left: those of single units last."""
    moves = Moves(
        cells.people, cells.inside, columns=list(cells.code.values()), told=vouchers.told, fewest=cells.fewest
    )
    moves.tell([], sums=sums)
    left = [(key, group) for key, group in within if key not in told and not cells.precedence(key)[0]]
    for latest in (False, True):
        once = {group.tobytes(): group for key, group in left if key[4] == latest}
        moves.tell(list(once.values()))
    found = moves.tell([group for _, group in within], decided=True)
    return {key for (key, _), fits in zip(within, found, strict=True) if fits}


@dataclass(frozen=True, eq=False, kw_only=True)
class _Cells:
    """Customers who are alike in all columns; `known` is the place of no wave."""

    code: dict[str, np.ndarray]
    dates: list[str]
    late: list[str]
    counts: np.ndarray
    people: np.ndarray
    who: list[tuple[np.ndarray, np.ndarray]]
    inside: np.ndarray
    wave: str | None
    known: int
    fewest: int

    @property
    def alike(self) -> list[np.ndarray]:
        """Groups by any two columns; of many waves also each cell of the last one, whose people all its tables want."""
        found = [cells_of(pair)[0] for pair in combinations_with_replacement(self.code.values(), 2)]
        last = self.last(np.ones(len(self.inside), bool))
        return [*found, np.where(last, 1 + np.arange(len(last)), 0)] if self.known > 2 else found

    def precedence(self, key: Key) -> tuple[int, int, int, bool]:
        """Groups by single units come later; earlier, parts by a column named earlier, of all waves before the last."""
        places = [list(self.code).index(name) for name in (key[0], key[2])]
        return sum(name in self.late for name in (key[0], key[2])), min(places), max(places), key[4]

    def whole(self, part: tuple[str, int], rows: np.ndarray, *, latest: bool) -> Named:
        """The sum over a part, if they are enough."""
        group = np.flatnonzero(self.last(rows) if latest else rows)
        return [((*part, *WHOLE, latest), group)] if self._enough(group) else []

    def by(
        self, part: tuple[str, int], rows: np.ndarray, names: Sequence[str], sums: list | None = None, *, latest: bool
    ) -> Named:
        """The sums over its groups, by some columns, of enough people; `sums` gets the part and all its groups."""
        inside = np.flatnonzero(self.last(rows) if latest else rows)
        names = [name for name in names if not (latest and name in self.dates)]  # months are of all waves
        names.sort(key=self.dates.__contains__)  # months last: a few of them make no trend, and would cost a segment
        found: Named = []
        for name in names:
            each = list(self._by(part, inside, name, latest))
            found += [(key, group) for key, group in each if self._enough(group)]
            if sums is not None:
                sums.append([inside, *(group for _, group in each)])
        return found

    def _by(
        self, part: tuple[str, int], inside: np.ndarray, name: str, latest: bool
    ) -> Iterator[tuple[Key, np.ndarray]]:
        """The groups of a part by a column, in the order in which they are told."""
        order = inside[np.argsort(self.code[name][inside], kind="stable")]
        values, starts = np.unique(self.code[name][order], return_index=True)
        groups = zip(values, np.split(order, starts[1:]), strict=True) if len(order) else ()
        # a few left blank, or of a month just begun, cost one group more: the oldest month or wave, else the smallest
        ordered = name == self.wave or name in self.dates
        for value, group in sorted(groups, key=lambda one: -(one[0] if ordered else self.counts[one[1]].sum())):
            yield (*part, name, int(value), latest), np.sort(group)

    def last(self, rows: np.ndarray) -> np.ndarray:
        """Those of its last wave, as a page tells it by itself; all where there are no waves."""
        if self.wave is None:
            return rows
        code = self.code[self.wave]
        return rows & (code == code[rows & (code < self.known)].max(initial=-1))

    def _enough(self, group: np.ndarray) -> bool:
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
            found[name] = months_of(frame[name]).map(spans_of(study, table, name)).astype(object)
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
