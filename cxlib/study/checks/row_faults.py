"""Faults of rows: how they are told, and the rows that are set aside for them."""

from __future__ import annotations

import numpy as np

from ...errors import Failure
from ..cleaning.tables import Table
from .table_checks import aside_note

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
    return f', from "{file}" on,' if len(table.contract.file) > 1 else ""


def faulty(table: Table) -> np.ndarray:
    """The rows that have one: a mask."""
    return np.logical_or.reduce([finding.rows for finding in table.findings] or [np.zeros(len(table.rows), bool)])


def set_aside(table: Table) -> list[tuple[str, int, str, str]]:
    """Take faulty rows out of the table, and list where they stood."""
    listed = [(table.name, number, "", "another number of cells than in the header") for _, number in table.ragged]
    for finding in table.findings:
        rows = table.rows[finding.rows]
        listed += [(table.name, int(row), finding.column, finding.problem) for row in rows]
    wrong = faulty(table)
    count, total = int(wrong.sum()) + len(table.ragged), table.n_rows + len(table.ragged)
    if count:
        table.notes.insert(0, aside_note(table.name, count, total))
        table.leave_out(wrong)
    return listed
