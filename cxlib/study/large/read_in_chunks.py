"""Tables beyond memory: read and cleaned piece by piece, kept in Parquet files, checked where they lie.

Whatever a column's cleaning infers from all its cells (day before month, the decimal sign, the order of waves, the
meaning of words) is inferred from witnesses: one cell of each shape, collected in a first pass and put before
every piece in the second.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from ...errors import CXError
from ...locale import prefixed
from ..checks.table_checks import check_rows
from ..cleaning.cleaned import Finding
from ..cleaning.read_table import clean_text, describe_columns
from ..cleaning.same_headers import notes_on_codes, same_headers
from ..cleaning.tables import Table
from ..contract.models import Contract, TableContract
from ..contract.parts import Part, parts_of
from ..files.access import file_in
from ..files.readers import RawTable
from ..files.row_filter import keep_rows, note_on_rows
from ..files.several import as_part, every_source
from ..metadata.stray_rows import notes_on_nobody
from ..words.cells import BLANKS, Cells
from .chunks import TEXT, read_pieces
from .parquet_table import LargeTable, ParquetPieces
from .witnesses import Witnesses, first_places

LARGE_BYTES = 500_000_000  # of a text or Parquet file; larger ones are never loaded whole
LARGE_ROWS = 20_000_000  # of a Parquet file, which may be small for its rows


def any_large(folder: Path, contract: Contract) -> bool:
    """Whether some file of the study is too large to be loaded whole."""
    return any(_is_large(folder, name) for table in contract.tables.values() for name in table.file)


def _is_large(folder: Path, name: str) -> bool:
    import pyarrow as pa
    from pyarrow import parquet

    try:
        path = file_in(folder, name, largest=float("inf"))
        kind = path.suffix.lower()
        if kind not in (*TEXT, ".parquet"):
            return False
        if path.stat().st_size > LARGE_BYTES:
            return True
        return kind == ".parquet" and parquet.read_metadata(path).num_rows > LARGE_ROWS
    except (CXError, pa.ArrowException, OSError):  # reading says what is wrong
        return False


def read_large(folder: Path, name: str, contract: TableContract, as_of: date | None, home: Path) -> LargeTable:
    """Read and clean one table in two passes over its files; what is wrong with it stands in the table."""
    table = LargeTable(name=name, contract=contract, home=home)
    found = [_collected(table, folder, part, place) for place, part in enumerate(parts_of(contract))]
    files = [file for file in found if file is not None]
    firsts = [file.first for file in files]
    if not files or not same_headers(table, firsts):
        return table
    table.files_read = [file.first.file for file in files]
    table.texts = [file.texts for file in files]
    table.ragged = [(file.first.file, int(number)) for file in files for number in file.ragged]
    table.ragged_below = all(file.ragged_below for file in files)
    told = [(*file.first.notes, *notes_on_nobody(file.first.file, file.again, file.sums)) for file in files]
    table.notes += [prefixed(name, note) for notes in told for note in notes]
    witnesses = Witnesses.joined([file.witnesses for file in files])
    describe_columns(table, _as_cells(witnesses.frame(every_source(firsts))), firsts)
    notes_on_codes(table, firsts, [_as_cells(file.witnesses.frame(file.first.cells)) for file in files])
    _clean_pieces(table, witnesses, firsts, as_of)
    return table


@dataclass(kw_only=True)
class _File:
    """One file after the first pass: its cells as text in Parquet, its first piece, its witnesses."""

    first: RawTable
    texts: ParquetPieces
    witnesses: Witnesses
    ragged: list[int] = field(default_factory=list)
    again: list[int] = field(default_factory=list)
    sums: dict[int, str] = field(default_factory=dict)
    last: int = 0

    @property
    def ragged_below(self) -> bool:
        """Whether all ragged rows stand below the others."""
        return min(self.ragged, default=self.last + 1) > self.last


def _collected(table: LargeTable, folder: Path, part: Part, place: int) -> _File | None:
    """First pass over a file: its cells as text, and its witnesses; None where it cannot be read."""
    found: _File | None = None
    left = 0
    texts = ParquetPieces(table.home / f"text-{place}.parquet")
    try:
        for raw, last in _with_last(read_pieces(folder, part.file, part.contract, workshop=table.home)):
            raw.file = part.file
            raw.leave_out_sums(table.contract, whole=last and found is None, end=last)
            keep_rows(raw, table.contract)
            left += raw.left_out
            as_part(raw, part)
            found = found or _File(first=raw, texts=texts, witnesses=Witnesses())
            found.ragged += [int(number) for number in raw.ragged]
            found.again += raw.again
            found.sums |= raw.sums
            found.last = int(raw.rows.max(initial=found.last))
            found.witnesses.take(table.contract, raw, texts.rows)
            texts.write(raw.frame[list(found.first.cells)].assign(**{table.ROW: raw.rows}))
        told = () if found is None else note_on_rows(table.contract, part.name, texts.rows, left)
        if found is not None and not set(told) <= set(found.first.notes):
            found.first.notes += told
    except CXError as error:
        table.fail(error.problem.removesuffix("."), error.mend)
        return None
    finally:
        texts.close()
    return found


def _with_last(pieces: Iterator[RawTable]) -> Iterator[tuple[RawTable, bool]]:
    """Each piece, and whether it is the last."""
    held = None
    for piece in pieces:
        if held is not None:
            yield held, False
        held = piece
    if held is not None:
        yield held, True


def _clean_pieces(table: LargeTable, witnesses: Witnesses, firsts: list[RawTable], as_of: date | None) -> None:
    """Second pass: clean every piece behind the witnesses, then put what was found into words."""
    sources = every_source(firsts)
    shown = witnesses.frame(sources)
    offset = 0
    first: dict[tuple[str, str], Finding] = {}
    clean = ParquetPieces(table.home / "clean.parquet")
    for texts in table.texts:
        for piece in texts.read():
            text = piece.drop(columns=table.ROW).reindex(columns=sources, fill_value="")
            part = _cleaned(table, pd.concat([shown, text], ignore_index=True), firsts, as_of)
            for finding in part.findings:
                rows = finding.rows[len(shown) :]
                table.note_rows(finding.column, finding.problem, np.flatnonzero(rows) + offset)
                if rows.any():
                    first.setdefault((finding.column, finding.problem), finding)
                source = table.contract.columns[finding.column].source.strip(BLANKS)
                witnesses.add(source, first_places(text[source][rows], offset))
            frame = part.frame.iloc[len(shown) :]
            table.orders |= {
                name: list(map(str, frame[name].cat.categories)) for name in frame.select_dtypes("category")
            }
            clean.write(frame.astype(dict.fromkeys(table.orders, "str")))
            offset += len(text)
    clean.close()
    table.clean = clean.path
    table.total = offset
    summary = _cleaned(table, witnesses.frame(sources), firsts, as_of)
    table.frame = summary.frame.iloc[:0]
    table.failures += summary.failures
    found = {(finding.column, finding.problem) for finding in summary.findings}
    rest = [finding for key, finding in first.items() if key not in found]  # those that two cells of a row make
    table.take_findings([*summary.findings, *rest])
    for name, column in table.contract.columns.items():
        # of segments only the order and the note on bands rest on witnesses
        if column.role != "segment" and witnesses.are_too_many(column.source.strip(BLANKS)):
            mend = "Choose a role for free text, such as verbatim, or another column."
            table.fail("over a million different cells where codes, numbers or dates are expected", mend, name)


def _cleaned(table: LargeTable, text: pd.DataFrame, firsts: list[RawTable], as_of: date | None) -> Table:
    """Cells as text made clean as a table of their own."""
    rows = np.zeros(len(text), dtype=int)
    part = Table(name=table.name, contract=table.contract, rows=rows)
    clean_text(part, _as_cells(text), firsts)
    check_rows(part, as_of)
    return part


def _as_cells(text: pd.DataFrame) -> dict[str, Cells]:
    return {source: Cells.of_text(text[source]) for source in text}
