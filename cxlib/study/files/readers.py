"""Files of all kinds read into one shape: declared columns as text, nothing guessed, nothing evaluated.

A number in a file that knows numbers becomes its shortest text (7.0 is "7"), so that one set of
checks serves them all.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from ...errors import CXError
from ...locale import say
from ..contract.models import TableContract
from ..contract.roles import STAFF
from ..metadata.file_metadata import KnownByFile
from ..metadata.header_rows import LOOKED_AT, Heads, find_heads, note_on
from ..metadata.merged_down import note_on_merged
from ..metadata.rows_between import rows_between
from ..metadata.stray_rows import heads_again, note_on_previews, sums_below
from ..metadata.trials import note_on_trials
from ..words.cells import BLANKS, Cells, cell_text
from . import triple_s
from .access import check_shape, file_in
from .excel_files import ERRORS, read_sheet
from .reshaped import as_it_stands, reshaped
from .row_filter import keep_rows, note_on_rows
from .statistics_files import READERS, StatisticsFile, read_statistics
from .statistics_sets import Marks, marks_of
from .survey_marks import note_on_marks, without_marks
from .text_files import TextRows, read_text
from .titles_above import may_be_titled

Key = TypeVar("Key", int, str)

_MANY_ROWS = 100_000
_MOST_WORDS = 1_000  # of a category; more are keys
ENDINGS = (".csv", ".tsv", ".txt", ".xlsx", ".parquet", triple_s.ENDING, *READERS)


@dataclass(kw_only=True)
class RawTable:
    """A file's declared columns as text.

    `cells` has one column of text per source that study.toml names and the file has, `rows` the number of each row as
    a spreadsheet shows it, `ragged` the numbers of rows that could not be split into the file's columns; `delimiter`
    is empty for files that know numbers. `known` is what the file says of its columns, by source, `unused` the heads
    that no source names; `errors` are the texts of cells that hold an error instead of a value. `again` and `sums`
    are the numbers of rows left out since they are nobody's: the head again; means and totals, with their word.
    `left_out` counts rows that study.toml does not look at.
    """

    cells: dict[str, Cells]
    rows: np.ndarray
    headers: list[str]
    file: str
    ragged: np.ndarray = field(default_factory=lambda: np.array([], dtype=int))
    delimiter: str = ""
    notes: tuple[str, ...] = ()
    known: dict[str, KnownByFile] = field(default_factory=dict)
    unused: tuple[str, ...] = ()
    errors: frozenset[str] = frozenset()
    again: list[int] = field(default_factory=list)
    sums: dict[int, str] = field(default_factory=dict)
    left_out: int = 0

    @property
    def frame(self) -> pd.DataFrame:
        """The text of every cell."""
        return pd.DataFrame({source: cells.rows() for source, cells in self.cells.items()})

    def leave_out(self, rows: np.ndarray) -> None:
        """Take rows, given as a mask, out of the table."""
        self.cells = {source: cells.keep(~rows) for source, cells in self.cells.items()}
        self.rows = self.rows[~rows]

    def leave_out_sums(self, table: TableContract, *, whole: bool, end: bool) -> None:
        """Take means and totals out of the table, and headings between people.

        `whole` says whether these are all rows of the file, `end` whether its last ones are among them.
        """
        found = rows_between(self.cells, table, whole=whole)
        found |= sums_below(self.cells, table, whole=whole) if end else {}
        if found:
            self.sums |= {int(self.rows[place]): word for place, word in sorted(found.items())}
            self.leave_out(np.isin(np.arange(len(self.rows)), list(found)))


def read_raw(folder: Path, name: str, table: TableContract, *, piece: bool = False) -> RawTable:
    """Read one file of a table; raises CXError where it cannot be read. A piece of a file may have no rows."""
    if table.is_reshaped:
        return reshaped(read_raw(folder, name, as_it_stands(table)), table)
    path = file_in(folder, name)
    wanted = table.sources
    ending = path.suffix.lower()
    if ending in (".csv", ".tsv", ".txt"):
        raw = _text(path, table, wanted)
    elif ending == ".xlsx":
        raw = _excel(path, table, wanted)
    elif ending == ".parquet":
        raw = _parquet(path, wanted)
    elif ending == triple_s.ENDING:
        raw = _triple_s(path, wanted)
    elif ending in READERS:
        raw = _statistics(path, table, wanted)
    else:
        raise CXError(f'"{name}" is of no known kind.', f"Save it as one of {', '.join(ENDINGS)}.")
    raw.file = name
    if not piece:
        raw.leave_out_sums(table, whole=True, end=True)
    if not piece and not len(raw.rows) and not len(raw.ragged):
        raise CXError(f'"{name}" has a header and no rows.', "Export it again with at least one row.")
    if not piece:
        keep_rows(raw, table)
        raw.notes += (*note_on_previews(name, raw.cells), *note_on_trials(name, raw.cells, table))
        raw.notes += (*note_on_merged(name, raw.cells, table), *note_on_rows(table, name, len(raw.rows), raw.left_out))
    return raw


def _text(path: Path, table: TableContract, wanted: set[str]) -> RawTable:
    delimiter = table.delimiter or ("\t" if path.suffix.lower() == ".tsv" else None)
    text = read_text(
        path,
        encoding=table.encoding,
        delimiter=delimiter,
        secret=table.kind in STAFF,
        titled=may_be_titled(table),
    )
    filled = _filled(text)
    first = np.flatnonzero(filled | (np.arange(len(filled)) == 0))[:LOOKED_AT]
    columns = [_some_cells(column, first) for column in text.cells]
    rows = list(zip(*columns, strict=True))
    declared = int(np.searchsorted(text.numbers[first], table.header_rows, side="right")) if table.header_rows else None
    heads = find_heads(rows, declared=declared, wanted=wanted, file=path.name)
    filled[first[: heads.rows]] = False
    places = heads.places(wanted, path.name)
    notes = (*text.notes, *note_on(heads, path.name, table.header_rows), *note_on_marks(text, path.name))
    asked = {place: text.cells[place] for place in places.values()}
    text.cells.clear()  # a column's text goes as soon as it is coded
    coded = by_all(lambda place: Cells.of_arrow(asked.pop(place), filled), list(asked), len(filled))
    return _table(
        path,
        heads,
        places,
        lambda place: without_marks(coded[place], text.delimiter),
        rows=text.numbers[filled],
        ragged=text.ragged,
        delimiter=text.delimiter,
        notes=notes,
    )


def by_all(work: Callable[[Key], Any], columns: list[Key], rows: int) -> dict[Key, Any]:
    """What some work makes of each column; of many rows several at a time: Arrow and numpy leave Python's lock."""
    if rows < _MANY_ROWS:
        return {column: work(column) for column in columns}
    from concurrent.futures import ThreadPoolExecutor
    from contextvars import copy_context

    contexts = [copy_context() for _ in columns]  # with the language that is spoken
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return dict(zip(columns, pool.map(lambda one, context: context.run(work, one), columns, contexts), strict=True))


def _filled(text: TextRows) -> np.ndarray:
    """Rows with any answer: a line without one is no row; of a single column every line may be one."""
    filled = np.full(len(text.numbers), len(text.cells) == 1)
    for column in text.cells:
        if filled.all():
            break
        start = 0
        for chunk in column.chunks:
            filled[start : start + len(chunk)] |= pc.not_equal(chunk, "").to_numpy(zero_copy_only=False)
            start += len(chunk)
    return filled


def _some_cells(column: Any, places: np.ndarray) -> list[str]:
    top = column.slice(0, int(places[-1]) + 1 if len(places) else 0)
    return pc.utf8_trim(top.take(places), BLANKS).to_pylist()


def _table(path: Path, heads: Heads, places: dict[str, int], cells: Callable[[int], Cells], **parts: Any) -> RawTable:
    """The wanted columns as text, by the source that study.toml gives."""
    columns = {source: cells(place) for source, place in places.items()}
    known = {source: KnownByFile(wording=heads.wordings[place]) for source, place in places.items()}
    parts = {"known": known, **parts}
    unused = tuple(head for place, head in enumerate(heads.headers) if head and place not in places.values())
    raw = RawTable(cells=columns, headers=heads.headers, file=path.name, unused=unused, **parts)
    shown = [{source: row[place] for source, place in places.items()} for row in heads.shown]
    again = heads_again(raw.cells, shown, len(raw.rows))
    if again.any():
        raw.again = raw.rows[again].tolist()
        raw.leave_out(again)
    return raw


def _excel(path: Path, table: TableContract, wanted: set[str]) -> RawTable:
    sheet = read_sheet(path, table.sheet[0] if table.sheet else None, declared=table.header_rows, wanted=wanted)
    places = sheet.heads.places(wanted, path.name)
    return _table(
        path,
        sheet.heads,
        places,
        lambda place: Cells.of_values(sheet.cells[place]),
        rows=sheet.numbers,
        notes=sheet.notes,
        errors=ERRORS,
    )


def _plain_heads(names: list[str], wordings: list[str] | None = None) -> Heads:
    """The heads of a file that keeps its columns' names apart from its rows."""
    headers = [name.strip(BLANKS) for name in names]
    wordings = [wording.strip(BLANKS) for wording in wordings or [""] * len(names)]
    return Heads(rows=0, headers=headers, names=[{text} - {""} for text in wordings], wordings=wordings)


def _parquet(path: Path, wanted: set[str]) -> RawTable:
    from pyarrow import parquet

    try:
        source = parquet.ParquetFile(path)
        names = source.schema_arrow.names
        check_shape(path.name, columns=len(names))
        heads = _plain_heads(names)
        places = heads.places(wanted, path.name)
        chosen = [names[place] for place in places.values()]
        check_shape(path.name, columns=len(chosen), rows=source.metadata.num_rows)
        table = source.read(columns=chosen, use_threads=source.metadata.num_rows > _MANY_ROWS)
    except (pa.ArrowException, OSError):
        raise CXError(f'"{path.name}" is not a Parquet file.', "Write it anew.") from None
    nested = [name for name in chosen if pa.types.is_nested(table.schema.field(name).type)]
    if nested:
        raise CXError(f'"{path.name}": "{nested[0]}" holds lists or records.', "Write one value per cell.")

    def cells(place: int) -> Cells:
        column = table.column(names[place])
        kind = column.type
        if pa.types.is_string(kind) or pa.types.is_large_string(kind):
            return Cells.of_arrow(column.fill_null(""), np.ones(len(column), dtype=bool))
        if pa.types.is_integer(kind) or pa.types.is_boolean(kind) or kind in (pa.float32(), pa.float64()):
            return Cells.of_numbers(column)
        return Cells.of_values(column.to_pandas())

    known = {source: KnownByFile(order=_order(table.column(names[place]))) for source, place in places.items()}
    return _table(path, heads, places, cells, rows=np.arange(1, source.metadata.num_rows + 1), known=known)


def _order(column: Any) -> tuple[str, ...]:
    """The order of a category that is more than the alphabet's or that in which its words turned up."""
    if not pa.types.is_dictionary(column.type) or not column.num_chunks:
        return ()
    column = column.unify_dictionaries()
    words = [cell_text(word).strip(BLANKS) for word in column.chunk(0).dictionary.to_pylist()]
    if len(words) > _MOST_WORDS or "" in words or len(set(words)) < len(words):
        return ()
    if not column.type.ordered:
        seen = [cell_text(word).strip(BLANKS) for word in column.unique().to_pylist() if word is not None]
        if words == sorted(words) or [word for word in words if word in seen] == seen:
            return ()
    return tuple(words)


def _statistics(path: Path, table: TableContract, wanted: set[str]) -> RawTable:
    found = read_statistics(path, wanted, table.encoding)
    heads = _plain_heads(found.names, found.wordings)
    places = heads.places(wanted, path.name)
    marks = marks_of(path)
    known = {source: _known(found, place, marks) for source, place in places.items()}

    def cells(place: int) -> Cells:
        return Cells.of_values(found.cells[found.names[place]])

    note = say(
        '"{file}": codes that the file declares missing were read as empty cells; export it as .sav to tell them '
        "apart.",
        file=path.name,
    )
    notes = (note,) if found.lost else ()
    return _table(path, heads, places, cells, rows=np.arange(1, found.rows + 1), known=known, notes=notes)


def _triple_s(path: Path, wanted: set[str]) -> RawTable:
    told = triple_s.described(path)
    heads = _plain_heads([one.name for one in told.variables], [one.label for one in told.variables])
    places = heads.places(wanted, path.name)
    cells, rows = triple_s.cells_of(path.parent, told, [told.variables[place] for place in places.values()])
    known = {source: told.variables[place].known for source, place in places.items()}
    note = say('"{file}": Triple-S {version} was read by the rules of 2.0.', file=path.name, version=told.version)
    return _table(
        path,
        heads,
        places,
        lambda place: Cells.of_values(cells[told.variables[place].name]),
        rows=np.arange(1, rows + 1),
        known=known,
        notes=() if told.version.startswith("2") else (note,),
    )


def _known(found: StatisticsFile, place: int, marks: Marks) -> KnownByFile:
    name = found.names[place]
    its = next((one for one in marks.sets if name.lower() in map(str.lower, one.columns)), None)
    labels = {cell_text(code).strip(BLANKS): word.strip(BLANKS) for code, word in found.labels.get(name, [])}
    return KnownByFile(
        wording=found.wordings[place].strip(BLANKS),
        labels={code: word for code, word in labels.items() if code and word},
        missing=tuple((low, high) for low, high in found.missing.get(name, [])),
        use="weight" if marks.weight and name.lower() == marks.weight.lower() else "",
        choice_of=None if its is None else (its.name, its.label, its.counted),
    )
