"""One declared table: its files read, joined and cleaned."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd

from ..errors import CXError, Failure, nearest
from .contract import TableContract
from .numbers import Decimal, find_decimal
from .places import MAX_CELL
from .readers import BLANKS, RawTable, read_raw
from .values import Clean, Finding, clean_column


@dataclass(kw_only=True)
class Table:
    """A cleaned table with everything found in it.

    `frame` has the declared columns; `rows` and `files` say where each row stands, `ragged` which
    rows could not be split (file, number). `failures` are faults of the whole table, `findings` of rows.
    """

    name: str
    contract: TableContract
    frame: pd.DataFrame = field(default_factory=pd.DataFrame)
    rows: np.ndarray = field(default_factory=lambda: np.array([], dtype=int))
    files: np.ndarray = field(default_factory=lambda: np.array([], dtype=object))
    ragged: list[tuple[str, int]] = field(default_factory=list)
    missing: dict[str, np.ndarray] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def secret(self) -> bool:
        """Whether values must not be named: employees trust that their answers stay their own."""
        return self.contract.kind == "employees"

    def named(self, role: str) -> list[str]:
        """The columns of a role that could be read."""
        return [name for name in self.contract.named(role) if name in self.frame]

    def fail(self, problem: str, mend: str, column: str = "") -> None:
        """Note a fault of the whole table or of a whole column."""
        self.failures.append(Failure(table=self.name, column=column, problem=problem, mend=mend))

    def find(self, column: str, problem: str, mend: str, rows: np.ndarray) -> None:
        """Note a fault of some rows, if there are any."""
        if rows.any():
            self.findings.append(Finding(column=column, problem=problem, mend=mend, rows=rows))


def read_table(folder: Path, name: str, contract: TableContract) -> Table:
    """Read and clean one table; what is wrong with it stands in the table."""
    table = Table(name=name, contract=contract)
    raws = []
    for file in contract.file:
        try:
            raws.append(read_raw(folder, file, contract))
        except CXError as error:
            table.fail(error.problem.removesuffix("."), error.mend)
    if not raws or not _same_headers(table, raws):
        return table
    table.rows = np.concatenate([raw.rows for raw in raws])
    table.files = np.repeat([raw.file for raw in raws], [len(raw.rows) for raw in raws])
    table.ragged = [(raw.file, int(number)) for raw in raws for number in raw.ragged]
    table.notes += [f"{name}: {note}" for raw in raws for note in raw.notes]
    text = pd.concat([raw.frame for raw in raws], ignore_index=True)
    _missing_columns(table, text, raws[0].headers)
    _clean(table, text, raws[0].delimiter)
    return table


def _same_headers(table: Table, raws: list[RawTable]) -> bool:
    first = raws[0]
    for raw in raws[1:]:
        if set(raw.headers) != set(first.headers):
            strange = sorted(set(raw.headers) ^ set(first.headers))
            more = f" and {len(strange) - 3} more" if len(strange) > 3 else ""
            table.fail(
                f'"{raw.file}" and "{first.file}" differ in their columns ({", ".join(strange[:3])}{more})',
                "Describe files with different columns as tables of their own.",
            )
            return False
    return True


def _missing_columns(table: Table, text: pd.DataFrame, headers: list[str]) -> None:
    for name, column in table.contract.columns.items():
        source = column.source.strip(BLANKS)
        if source not in text:
            alike = [header for header in headers if header.lower() == source.lower()]
            mend = nearest(source, headers)
            if alike:
                mend = f"Did you mean {alike[0]}?"
            elif mend.startswith("Known:") and len(headers) > 12:
                mend = f"The file has {len(headers):,} columns, none with a name like it."
            table.fail(f'no column "{source}" in the file', mend, name)


def _clean(table: Table, text: pd.DataFrame, delimiter: str) -> None:
    present = {
        name: (column, text[column.source.strip(BLANKS)])
        for name, column in table.contract.columns.items()
        if column.source.strip(BLANKS) in text
    }
    decimal = _decimal(table, [cells for column, cells in present.values() if column.values == "number"], delimiter)
    cleaned: dict[str, pd.Series | np.ndarray] = {}
    for name, (column, cells) in present.items():
        table.find(
            name,
            "a cell of over 1 million characters",
            "Shorten it.",
            (cells.str.len() > MAX_CELL).to_numpy(),
        )
        clean: Clean = clean_column(name, cells, column, decimal=decimal, secret=table.secret)
        cleaned[name] = clean.values
        if column.not_used:
            cleaned[f"{name}_not_used"] = clean.not_used
        table.missing[name] = clean.missing
        table.findings += clean.findings
    table.frame = pd.DataFrame(cleaned, index=range(len(table.rows)))


def _decimal(table: Table, columns: list[pd.Series], delimiter: str) -> Decimal:
    if table.contract.decimal:
        return Decimal(table.contract.decimal, grouped=True) if delimiter else Decimal()
    if not delimiter:  # a file that knows numbers writes them with a point
        return Decimal()
    decimal, problem = find_decimal(columns, delimiter)
    if problem:
        table.fail(*problem)
    return decimal
