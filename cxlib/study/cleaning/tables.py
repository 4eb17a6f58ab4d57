"""A declared table, cleaned, with everything that was found in it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from ...errors import Failure
from ...locale import prefixed
from ..contract.models import TableContract
from ..contract.roles import STAFF
from ..dates.layouts import Told
from ..words.arrow_texts import STR, among
from .cleaned import Finding
from .coded import Coded, correlation, repeated, together
from .engines import for_engine
from .note_on_finding import note_on_finding

_MANY = 0.1  # the share of rows from which on a coincidence is a reason to look


class ColumnFacts(NamedTuple):
    """A clean column in a few numbers: `distinct` stops at two; of waves, which are `present`, and their `order`."""

    answers: int
    distinct: int
    zeros: int
    present: tuple[str, ...]
    order: tuple[str, ...]


@dataclass(kw_only=True)
class Table:
    """A cleaned table with everything found in it.

    `frame` has the declared columns; `rows` and `files` say where each row stands, `ragged` which
    rows could not be split (file, number), `ragged_below` whether they all stand below the others.
    `coded` has the different values of each column, which checks ask instead of a million rows.
    `failures` are faults of the whole table, `findings` of rows, `unused` heads that study.toml leaves out.
    """

    name: str
    contract: TableContract
    frame: pd.DataFrame = field(default_factory=pd.DataFrame)
    rows: np.ndarray = field(default_factory=lambda: np.array([], dtype=int))
    files: np.ndarray = field(default_factory=lambda: np.array([], dtype=object))
    ragged: list[tuple[str, int]] = field(default_factory=list)
    ragged_below: bool = False
    coded: dict[str, Coded] = field(default_factory=dict)
    missing: dict[str, np.ndarray] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unused: tuple[str, ...] = ()

    @property
    def secret(self) -> bool:
        """Whether values must not be named: employees trust that their answers stay their own."""
        return self.contract.kind in STAFF

    @property
    def n_rows(self) -> int:
        """How many rows could be split into cells."""
        return len(self.rows)

    def copy(self) -> Table:
        """The same table, which can be changed while this one stays: cells are shared until then."""
        return replace(
            self,
            frame=self.frame.copy(deep=False),
            ragged=[*self.ragged], failures=[*self.failures], findings=[*self.findings], notes=[*self.notes],
            coded={**self.coded}, missing={**self.missing},
        )  # fmt: skip

    def named(self, role: str) -> list[str]:
        """The columns of a role that could be read."""
        return [name for name in self.contract.named(role) if name in self.frame]

    def fail(self, problem: str, mend: str, column: str = "") -> None:
        """Note a fault of the whole table or of a whole column."""
        self.failures.append(Failure(table=self.name, column=column, problem=problem, mend=mend))

    def find(self, column: str, problem: str, mend: str, rows: np.ndarray, *, told: Told = "") -> None:
        """Note a fault of some rows, if there are any; with `told` it is no fault, and becomes a note."""
        if rows.any():
            self.findings.append(Finding(column=column, problem=problem, mend=mend, rows=rows, told=told))

    def repeated(self, columns: list[str]) -> np.ndarray:
        """Rows that have the same values as an earlier row, where the last of the columns is filled."""
        return repeated([self.coded[name] for name in columns])

    def unknown(self, column: str, sources: list[tuple[Table, str]]) -> np.ndarray:
        """Rows whose value stands in no column of the sources."""
        known = pd.concat([source.present(key) for source, key in sources])
        return self.coded[column].rows(~among(self.coded[column].values.astype(STR), known))

    def present(self, name: str) -> pd.Series:
        """The different values of a column as text."""
        return self.coded[name].present().astype(STR)

    def cells(self, name: str) -> pd.Series | None:
        """The clean cells of a column; None where there is none, or more of them than are looked at one by one."""
        return self.frame.get(name)

    def different(self, name: str) -> tuple[np.ndarray, pd.Index]:
        """For each row the place of its value among the different ones, −1 for none, and these as text."""
        column = self.coded[name]
        return column.codes, pd.Index(column.values.astype(STR), dtype=object)

    def facts(self, name: str) -> ColumnFacts:
        """What notes on a column are made of."""
        column, its = self.coded[name], self.contract.columns[name]
        counts, wave = column.counts, its.role == "wave"
        return ColumnFacts(
            answers=int(counts.sum()),
            distinct=min(int(np.count_nonzero(counts)), 2),
            zeros=int(counts[column.values.to_numpy() == 0].sum()) if its.values == "number" else 0,
            present=tuple(map(str, column.in_turn())) if wave else (),
            order=tuple(map(str, column.order)) if wave else (),
        )

    def correlation(self, first: str, second: str) -> tuple[int, float]:
        """Rows that have both columns, and their correlation; NaN where one of the columns does not vary."""
        return correlation(self.coded[first], self.coded[second])

    def counts(self, name: str) -> dict[float, int]:
        """How often each value of a column of numbers was given, the commonest first."""
        return self.coded[name].frequencies

    def counts_by(self, name: str, group: str) -> pd.DataFrame:
        """How often each value was given in each group: columns group, value, n, in the order of the groups."""
        groups, values = self.coded[group], self.coded[name]
        named, numbers = np.array(list(map(str, groups.values)), dtype=object), values.values.to_numpy(dtype="float64")
        down, across = np.argsort(named, kind="stable"), np.argsort(numbers)
        sizes = together(groups, values)[np.ix_(down, across)]
        rows, columns = np.nonzero(sizes)
        called = pd.array(named[down][rows], dtype="str")
        return pd.DataFrame({"group": called, "value": numbers[across][columns], "n": sizes[rows, columns]})

    def names(self, name: str, *, most: int) -> list[str]:
        """The different texts of a column; none where there are more than `most`."""
        found = self.coded[name].present()
        return list(map(str, found.tolist())) if len(found) <= most else []

    def commonest(self, name: str, *, among: int) -> tuple[str, int]:
        """The text that stands most often in the first rows of a column, and how often it stands in all of them."""
        column = self.coded[name]
        first = column.codes[column.codes >= 0][:among]
        if not len(first):
            return "", 0
        place = int(np.argmax(np.bincount(first)))
        return str(column.values.iat[place]), int(column.counts[place])

    def newest(self, name: str) -> datetime.date | None:
        """The newest date of a column."""
        newest = self.coded[name].present().max()
        return None if pd.isna(newest) else newest.date()

    def settle(self) -> None:
        """Put into notes what is no fault, and know the faulty rows by their numbers, as a table in memory does."""
        for finding in self.findings:
            if not finding.told:
                continue
            n = int(finding.rows.sum()) if finding.rows.dtype == bool else len(finding.rows)
            total = self.n_rows if finding.told == "of rows" else self.facts(finding.column).answers
            least = max(_MANY * total, 3) if finding.told == "many" else 1
            if least <= n < total or (n and finding.told in ("always", "of rows")):
                self.notes.append(prefixed(f"{self.name}.{finding.column}", note_on_finding(finding, n, total)))
        self.findings = [finding for finding in self.findings if not finding.told]

    def leave_out(self, rows: np.ndarray) -> None:
        """Take rows, given as a mask, out of the table."""
        self.frame = self.frame[~rows].reset_index(drop=True)
        self.coded = {name: column.keep(~rows) for name, column in self.coded.items()}

    def take(self, frame: pd.DataFrame) -> None:
        """Hold another frame, of other rows or groups."""
        self.frame, self.coded = frame, {name: Coded.of_rows(frame[name]) for name in frame}

    def for_engine(self, engine: str) -> Any:
        """The clean table as the engine's own."""
        return for_engine(self.frame, engine)
