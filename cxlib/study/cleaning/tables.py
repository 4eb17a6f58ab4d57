"""One declared table: its files read, joined and cleaned."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from ...errors import CXError, Failure
from ...locale import prefixed
from ..contract.models import ColumnContract, TableContract
from ..contract.near_names import no_columns
from ..contract.parts import parts_of
from ..contract.roles import STAFF
from ..dates.layouts import Told
from ..files.in_memory import hand_over, handed, key_of
from ..files.readers import RawTable, by_all
from ..files.several import below_one_another, read_part, told_by_all, unused_by_all
from ..metadata.file_metadata import KnownByFile, against_file, complete, missing_on_scale, other_meaning, telling_words
from ..metadata.name_patterns import with_all_columns
from ..metadata.stray_rows import notes_on_nobody
from ..words.arrow_texts import STR, among
from ..words.cells import BLANKS, Cells
from ..words.numbers import Decimal, find_decimal, sheet_decimal, telling, without_units
from .choice_cells import add_options
from .choices import with_all_options
from .clean_column import clean_column
from .cleaned import Clean, Finding
from .coded import Coded, correlation, repeated, together
from .derived import add_derived, describe_derived
from .engines import for_engine
from .note_on_finding import note_on_finding
from .same_headers import notes_on_codes, same_headers

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
        return list(map(str, found.tolist())) if len(found := self.coded[name].present()) <= most else []

    def commonest(self, name: str, *, among: int) -> tuple[str, int]:
        """The text that stands most often in the first rows of a column, and how often it stands in all of them."""
        column = self.coded[name]
        first = column.codes[column.codes >= 0][:among]
        place = int(np.argmax(np.bincount(first))) if len(first) else -1
        return (str(column.values.iat[place]), int(column.counts[place])) if place >= 0 else ("", 0)

    def newest(self, name: str) -> datetime.date | None:
        """The newest date of a column."""
        return None if pd.isna(newest := self.coded[name].present().max()) else newest.date()

    def settle(self) -> None:
        """Put into notes what is no fault, and know the faulty rows by their numbers, as a table in memory does."""
        for finding in filter(lambda one: one.told, self.findings):
            self._tell(finding)
        self.findings = [finding for finding in self.findings if not finding.told]

    def _tell(self, finding: Finding) -> None:
        n = int(finding.rows.sum()) if finding.rows.dtype == bool else len(finding.rows)
        total = self.n_rows if finding.told == "of rows" else self.facts(finding.column).answers
        least = max(_MANY * total, 3) if finding.told == "many" else 1
        if least <= n < total or (n and finding.told in ("always", "of rows")):
            self.notes.append(prefixed(f"{self.name}.{finding.column}", note_on_finding(finding, n, total)))

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


def read_table(folder: Path, name: str, contract: TableContract) -> Table:
    """Read and clean one table; what is wrong with it stands in the table. In a run it may have been read before."""
    key = key_of(folder, name, contract)
    table = handed(key)
    if table is None:
        table = _read(folder, name, contract)
        hand_over(key, table)
    return table


def _read(folder: Path, name: str, contract: TableContract) -> Table:
    table = Table(name=name, contract=contract)
    raws = []
    for part in parts_of(contract):
        try:
            raws.append(read_part(folder, part))
        except CXError as error:
            table.fail(error.problem.removesuffix("."), error.mend)
    if not raws or not same_headers(table, raws):
        return table
    table.rows = np.concatenate([raw.rows for raw in raws])
    table.files = np.repeat(np.array([raw.file for raw in raws], dtype=object), [len(raw.rows) for raw in raws])
    table.ragged = [(raw.file, int(number)) for raw in raws for number in raw.ragged]
    table.ragged_below = all((raw.ragged > raw.rows.max(initial=0)).all() for raw in raws)
    told = [(*raw.notes, *notes_on_nobody(raw.file, raw.again, raw.sums)) for raw in raws]
    table.notes += [prefixed(name, note) for notes in told for note in notes]
    text = below_one_another(raws)
    describe_columns(table, text, raws)
    notes_on_codes(table, raws, [raw.cells for raw in raws])
    clean_text(table, text, raws)
    return table


def describe_columns(table: Table, text: Mapping[str, Cells], raws: list[RawTable]) -> None:
    """Write patterns out, name the columns that the files lack, add to the contract what the files know."""
    told = told_by_all(raws)
    table.contract, failures, notes = with_all_options(table.name, table.contract, *told, text)
    table.contract, more = with_all_columns(table.name, table.contract, *told)
    table.unused = unused_by_all(raws)
    table.failures += [*failures, *more]
    table.notes += notes
    table.failures += no_columns(table.name, table.contract, text, told[0])
    _complete(table, text, raws)
    describe_derived(table)


def clean_text(table: Table, text: Mapping[str, Cells], raws: list[RawTable]) -> None:
    """Make the table's frame of cells as text."""
    _clean(table, text, next((raw.delimiter for raw in raws if raw.delimiter), ""))
    _errors(table, text, frozenset().union(*(raw.errors for raw in raws)))
    add_options(table, text)
    add_derived(table)


def _complete(table: Table, text: Mapping[str, Cells], raws: list[RawTable]) -> None:
    """Add what the files know of their columns to what study.toml says."""
    columns: dict[str, ColumnContract] = {}
    notes: dict[str, list[str]] = {}
    for name, column in table.contract.columns.items():
        columns[name], source = column, column.source.strip(BLANKS)
        if source in text and not column.made:
            own = [raw for raw in raws if source in raw.cells] or raws  # the parts that ask it
            known = [raw.known.get(source, KnownByFile()) for raw in own]
            words = telling_words(column, known, text[source])
            columns[name], found = complete(column, known[0], words, secret=table.secret)
            for note in found:
                notes.setdefault(note, []).append(name)
            for problem, mend in against_file(column, columns[name], known[0], words, secret=table.secret):
                table.fail(problem, mend, name)
            for raw, its in zip(own, known, strict=True):
                if other_meaning(column, known[0], its, words):
                    problem = f'"{raw.file}" and "{own[0].file}" differ in the labels or missing codes of "{source}"'
                    mend = "Write labels and missing in study.toml, or describe each file as a table of its own."
                    table.fail(problem, mend, name)
                    break
            if problem := missing_on_scale(column, columns[name], secret=table.secret):
                table.fail(problem, "Let the scale leave them out, or say in labels what every code means.", name)
    table.notes += [prefixed(f"{table.name}.{', '.join(names)}", note) for note, names in notes.items()]
    table.contract = table.contract.model_copy(update={"columns": columns})


def _errors(table: Table, text: Mapping[str, Cells], errors: frozenset[str]) -> None:
    """Cells that hold a spreadsheet's error where a text would do; elsewhere they are no number or date anyway."""
    for name, column in table.contract.columns.items():
        if errors and name in table.frame and column.values == "text":
            wrong = text[column.source.strip(BLANKS)].among(errors - set(map(str, column.missing)))
            table.find(name, "errors of the spreadsheet", "Mend the formulas, or declare the errors in missing.", wrong)


def _clean(table: Table, text: Mapping[str, Cells], delimiter: str) -> None:
    present = {
        name: (column, text[column.source.strip(BLANKS)])
        for name, column in table.contract.columns.items()
        if column.source.strip(BLANKS) in text and not column.made
    }
    decimal = _decimal(table, [cells for column, cells in present.values() if column.values == "number"], delimiter)

    def made(name: str) -> tuple[Clean, Coded, Any]:
        column, cells = present[name]
        sign = decimal or sheet_decimal(cells.at_hand)
        clean = clean_column(name, cells, column.as_read, decimal=sign, secret=table.secret)
        return clean, Coded.of(clean.distinct, clean.codes).counted(), clean.values

    cleaned: dict[str, Any] = {}
    for name, (clean, coded, values) in by_all(made, list(present), len(table.rows)).items():
        table.coded[name], cleaned[name], table.missing[name] = coded, values, clean.missing
        if present[name][0].not_used:
            cleaned[f"{name}_not_used"] = clean.not_used
        table.findings += [*clean.findings, *clean.told]
    table.frame = pd.DataFrame(cleaned, index=range(len(table.rows)), copy=False)


def _decimal(table: Table, columns: list[Cells], delimiter: str) -> Decimal | None:
    if not delimiter:  # a file that knows numbers: only its texts may have another sign, column by column
        return None
    if table.contract.decimal:
        return Decimal(table.contract.decimal, grouped=True)
    decimal, problem = find_decimal([telling(without_units(cells.at_hand)[0]) for cells in columns], delimiter)
    table.failures += [Failure(table=table.name, problem=problem[0], mend=problem[1])] if problem else []
    return decimal
