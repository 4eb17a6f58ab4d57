"""Rows that stand for another number of answers than one: counts of each answer, and rows that say another's again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ...errors import CXError
from ...locale import say
from ...text import count
from ..contract.models import ColumnContract, TableContract
from ..contract.near_names import near_heads
from ..metadata.file_metadata import KnownByFile
from ..words.cells import BLANKS, Cells

if TYPE_CHECKING:
    from .readers import RawTable

ANSWER = "(answer)"  # the source of the column that says which answer was counted
_MOST_ANSWERS = 20_000_000  # that memory holds
_SHOWN = 3  # rows that a message names


def first_of_each(raw: RawTable, heads: list[str]) -> RawTable:
    """Of rows that are alike in some columns the first; rows in which all of these are empty say nothing of another."""
    found = [_cells(raw, head, "once") for head in heads]
    keys = pd.DataFrame({place: cells.codes for place, cells in enumerate(found)})
    filled = np.logical_or.reduce([~cells.empty[cells.codes] for cells in found])
    again = keys.duplicated().to_numpy() & filled
    told = say(
        '"{file}": {again} of {rows} rows have the same {columns} as an earlier row and were left out.',
        file=raw.file,
        again=count(int(again.sum())),
        rows=count(len(again)),
        columns=" + ".join(heads),
    )
    kept = {source: cells.keep(~again) for source, cells in raw.cells.items()}
    notes = (*raw.notes, told)
    return replace(raw, cells=kept, rows=raw.rows[~again], notes=notes, left_out=raw.left_out + int(again.sum()))


def by_answer(raw: RawTable, counts: Mapping[str, str]) -> RawTable:
    """A row for each answer that was counted, with the other columns of the row of the file that counts it."""
    raw.leave_out_sums(_as_counted(raw, counts), whole=True, end=True)
    numbers = np.column_stack([_counts(raw, head) for head in counts.values()])
    total = numbers.sum(dtype="float64")
    if not 0 < total <= _MOST_ANSWERS:
        problem = f'counts: the columns of "{raw.file}" count {count(int(total))} answers.'
        raise CXError(problem, f"Name columns that count 1 to {count(_MOST_ANSWERS)} answers in all.")
    places = np.repeat(np.arange(len(raw.rows)), numbers.sum(axis=1))
    which = np.repeat(np.tile(np.arange(len(counts)), len(raw.rows)), numbers.ravel())
    kept = {head: cells for head, cells in raw.cells.items() if head not in _stripped(counts)}
    told = say(
        '"{file}": {rows} rows that count answers were read as {answers} rows, one for each answer.',
        file=raw.file,
        rows=count(len(raw.rows)),
        answers=count(len(places)),
    )
    answers = Cells(which, pd.Series(list(counts), dtype="str"))
    return replace(
        raw,
        cells={head: Cells(cells.codes[places], cells.words) for head, cells in kept.items()} | {ANSWER: answers},
        rows=raw.rows[places],
        headers=[*kept, ANSWER],
        known={head: raw.known.get(head, KnownByFile()) for head in kept} | {ANSWER: _known(counts)},
        notes=(*raw.notes, told),
    )


def _known(counts: Mapping[str, str]) -> KnownByFile:
    """What the heads say of the answers: which code is which, and for want of a question the first and the last."""
    heads = list(counts.values())
    return KnownByFile(labels=dict(counts), wording=f"{heads[0]} … {heads[-1]}")


def _as_counted(raw: RawTable, counts: Mapping[str, str]) -> TableContract:
    """The contract by which totals are known, which would count everybody again: numbers, and groups beside them."""
    counted = _stripped(counts)
    columns = {
        f"column_{place}": ColumnContract(source=head, role="measure" if head in counted else "segment")
        for place, head in enumerate(raw.cells)
    }
    return TableContract(file=[raw.file], kind="relationship", columns=columns)


def _stripped(counts: Mapping[str, str]) -> set[str]:
    return {head.strip(BLANKS) for head in counts.values()}


def _counts(raw: RawTable, head: str) -> np.ndarray:
    """The whole numbers of a column; an empty cell counts none."""
    cells = _cells(raw, head, "counts")
    numbers = pd.to_numeric(cells.words.where(cells.words != "", "0"), errors="coerce").to_numpy(dtype="float64")
    wrong = (~(numbers >= 0) | (numbers % 1 > 0))[cells.codes]
    if wrong.any():
        rows = ", ".join(count(int(row)) for row in raw.rows[wrong][:_SHOWN])
        problem = f'counts: "{head}" of "{raw.file}" has cells that count nothing (rows {rows}).'
        raise CXError(problem, "Write whole numbers from 0 on; percentages are no counts.")
    return numbers.astype("int64")[cells.codes]


def _cells(raw: RawTable, head: str, key: str) -> Cells:
    if (cells := raw.cells.get(head.strip(BLANKS))) is None:
        raise CXError(f'{key}: no column "{head}" in "{raw.file}".', near_heads(head, raw.headers))
    return cells
