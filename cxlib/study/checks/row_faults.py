"""Faults of rows: how they are told, and the rows that are set aside for them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ...errors import Failure, StudyError
from ..cleaning.tables import Table
from ..contract.models import Contract
from ..contract.parts import parts_of
from .table_checks import aside_note

MOST_SET_ASIDE = 0.05  # a table with more faulty rows is not understood yet
_RAGGED_MEND = "Look for a separator or a quotation mark inside a text, or save the file anew."
_BELOW_MEND = (
    "If what stands below the answers is a total or a source, leave it out of the file; "
    "else look for a separator or a quotation mark inside a text."
)


def row_failures(table: Table) -> list[Failure]:
    """The faults of a table's rows, in the order of its columns."""
    failures = []
    if table.ragged:
        file, number = table.ragged[0]
        failures.append(
            Failure(
                table=table.name,
                problem="another number of cells than in the header" + _in_file(table, file),
                rows=len(table.ragged),
                first_row=number,
                mend=_BELOW_MEND if table.ragged_below else _RAGGED_MEND,
            )
        )
    order = {name: place for place, name in enumerate(table.contract.columns)}
    for finding in sorted(table.findings, key=lambda finding: order[finding.column]):
        first = int(np.argmax(finding.rows))
        failures.append(
            Failure(
                table=table.name,
                column=getattr(table.contract.columns[finding.column], "asked", finding.column),
                problem=finding.problem + finding.shown + _in_file(table, table.files[first]),
                rows=int(finding.rows.sum()),
                first_row=int(table.rows[first]),
                mend=finding.mend,
                every_row=tuple(table.rows[finding.rows].tolist()) if "earlier row" in finding.problem else (),
            )
        )
    return failures


def _in_file(table: Table, file: str) -> str:
    """Row numbers are those of one file; where a table has several, the message says of which."""
    return f', from "{file}" on,' if len(parts_of(table.contract)) > 1 else ""


def faulty(table: Table) -> np.ndarray:
    """The rows that have one: a mask."""
    return np.logical_or.reduce([finding.rows for finding in table.findings] or [np.zeros(len(table.rows), bool)])


def set_aside(table: Table) -> list[tuple[str, int, str, str]]:
    """Take faulty rows out of the table, and list where they stood."""
    several = len(parts_of(table.contract)) > 1
    ragged = "another number of cells than in the header"
    listed = [(table.name, number, "", ragged + f', in "{file}"' * several) for file, number in table.ragged]
    for finding in table.findings:
        for row, file in zip(table.rows[finding.rows], table.files[finding.rows], strict=True):
            listed.append((table.name, int(row), finding.column, finding.problem + f', in "{file}"' * several))
    wrong = faulty(table)
    count, total = int(wrong.sum()) + len(table.ragged), table.n_rows + len(table.ragged)
    if count:
        table.notes.insert(0, aside_note(table.name, count, total))
        table.leave_out(wrong)
    return listed


def stop_or_go(contract: Contract, tables: dict[str, Table], failures: list[Failure]) -> None:
    """Stop at faults, unless they are of rows, few, and to be set aside."""
    of_rows = [failure for table in tables.values() for failure in row_failures(table)]
    if not failures and contract.study.faults == "set_aside":
        for table in tables.values():
            share = (faulty(table).sum() + len(table.ragged)) / max(table.n_rows + len(table.ragged), 1)
            if share > MOST_SET_ASIDE:
                problem = f"faulty rows are {100 * share:.1f} % of the table, and at most 5 % may be set aside"
                failures.append(Failure(table=table.name, problem=problem, mend="Mend the faults listed here."))
        if not failures:
            return
    if failures or of_rows:
        offer = "" if failures else _offer(tables)
        raise StudyError(contract.study.name, failures + of_rows, offer, contract.study.language)


def _offer(tables: dict[str, Table]) -> str:
    """How to go on without the faulty rows, where every table has few of them."""
    counts = {
        name: (int(faulty(table).sum()) + len(table.ragged), table.n_rows + len(table.ragged))
        for name, table in tables.items()
    }
    if any(count > MOST_SET_ASIDE * total for count, total in counts.values()):
        return ""
    told = [f"{count:,} of {total:,} rows of {name}" for name, (count, total) in counts.items() if count]
    return f'To leave them out and have them counted: faults = "set_aside" under [study] ({", ".join(told)}).'


def as_set_aside(listed: list[tuple[str, int, str, str]]) -> pd.DataFrame:
    frame = pd.DataFrame(listed, columns=["table", "row", "column", "problem"])
    return frame.astype({"table": "str", "row": "int64", "column": "str", "problem": "str"})
