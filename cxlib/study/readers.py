"""Files of all kinds read into one shape: declared columns as text, nothing guessed, nothing evaluated.

A number in a file that knows numbers becomes its shortest text (7.0 is "7"), so that one set of
checks serves them all.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from ..errors import CXError
from .contract import TableContract
from .excel_files import read_sheet, refuse_empty_formulas
from .places import check_shape, file_in
from .text_files import read_text

BLANKS = " \t\r\n\f\v\u00a0\u2007\u202f\u200b\ufeff"
_STATISTICS = {".sav": "read_sav", ".dta": "read_dta"}
_ENDINGS = (".csv", ".tsv", ".txt", ".xlsx", ".parquet", *_STATISTICS)


@dataclass(kw_only=True)
class RawTable:
    """A file's declared columns as text.

    `frame` has one column of text per header asked for, `rows` the number of each row as a
    spreadsheet shows it, `ragged` the numbers of rows that could not be split into the file's
    columns; `delimiter` is empty for files that know numbers.
    """

    frame: pd.DataFrame
    rows: np.ndarray
    headers: list[str]
    file: str
    ragged: np.ndarray = field(default_factory=lambda: np.array([], dtype=int))
    delimiter: str = ""
    notes: tuple[str, ...] = ()


def read_raw(folder: Path, name: str, table: TableContract) -> RawTable:
    """Read one file of a table; raises CXError where it cannot be read."""
    path = file_in(folder, name)
    wanted = {column.source.strip(BLANKS) for column in table.columns.values()}
    ending = path.suffix.lower()
    if ending in (".csv", ".tsv", ".txt"):
        raw = _text(path, table, wanted)
    elif ending == ".xlsx":
        raw = _excel(path, table, wanted)
    elif ending == ".parquet":
        raw = _parquet(path, wanted)
    elif ending in _STATISTICS:
        raw = _statistics(path, table, wanted)
    else:
        raise CXError(f'"{name}" is of no known kind.', f"Save it as one of {', '.join(_ENDINGS)}.")
    raw.file = name
    if not len(raw.rows) and not len(raw.ragged):
        raise CXError(f'"{name}" has a header and no rows.', "Export it again with at least one row.")
    return raw


def _text(path: Path, table: TableContract, wanted: set[str]) -> RawTable:
    delimiter = table.delimiter or ("\t" if path.suffix.lower() == ".tsv" else None)
    text = read_text(path, encoding=table.encoding, delimiter=delimiter)
    top = int(np.searchsorted(text.numbers, table.header_rows, side="right"))
    heads = [[column[row].as_py() for column in text.cells] for row in range(top)]
    headers = _headers(heads, path.name)
    filled = np.zeros(len(text.numbers), dtype=bool) if len(headers) > 1 else np.ones(len(text.numbers), dtype=bool)
    for column in text.cells:  # a line without any answer is no row
        filled |= np.asarray(column.to_numpy() != "", dtype=bool)
    filled[:top] = False
    frame = _chosen(headers, wanted, path.name, lambda place: text.cells[place].to_pandas()[filled])
    return RawTable(
        frame=frame,
        rows=text.numbers[filled],
        headers=headers,
        file=path.name,
        ragged=text.ragged,
        delimiter=text.delimiter,
        notes=text.notes,
    )


def _excel(path: Path, table: TableContract, wanted: set[str]) -> RawTable:
    records, notes = read_sheet(path, table.sheet)
    headers = _headers(records[: table.header_rows], path.name)
    check_shape(path.name, columns=len(headers))
    filled = [number for number, record in enumerate(records, start=1) if any(cell is not None for cell in record)]
    rows = [number for number in filled if number > table.header_rows]

    def cells(place: int) -> list[Any]:
        return [records[row - 1][place] if place < len(records[row - 1]) else None for row in rows]

    frame = _chosen(headers, wanted, path.name, cells)
    places = [place for place, header in enumerate(headers) if header in wanted]
    refuse_empty_formulas(path, table.sheet, records, places)
    return RawTable(frame=frame, rows=np.array(rows, dtype=int), headers=headers, file=path.name, notes=notes)


def _parquet(path: Path, wanted: set[str]) -> RawTable:
    import pyarrow as pa
    from pyarrow import parquet

    try:
        source = parquet.ParquetFile(path)
        names = source.schema_arrow.names
        headers = [name.strip(BLANKS) for name in names]
        chosen = [name for name, header in zip(names, headers, strict=True) if header in wanted]
        check_shape(path.name, columns=len(names))
        check_shape(path.name, columns=len(chosen), rows=source.metadata.num_rows)
        table = source.read(columns=chosen)
    except (pa.ArrowException, OSError):
        raise CXError(f'"{path.name}" is not a Parquet file.', "Write it anew.") from None
    nested = [name for name in chosen if pa.types.is_nested(table.schema.field(name).type)]
    if nested:
        raise CXError(f'"{path.name}": "{nested[0]}" holds lists or records.', "Write one value per cell.")

    def cells(place: int) -> pd.Series:
        column = table.column(names[place])
        if pa.types.is_integer(column.type):
            column = column.cast(pa.uint64() if pa.types.is_unsigned_integer(column.type) else pa.int64())
        return column.to_pandas(types_mapper={pa.int64(): pd.Int64Dtype(), pa.uint64(): pd.UInt64Dtype()}.get)

    rows = np.arange(1, source.metadata.num_rows + 1)
    return RawTable(frame=_chosen(headers, wanted, path.name, cells), rows=rows, headers=headers, file=path.name)


def _statistics(path: Path, table: TableContract, wanted: set[str]) -> RawTable:
    import pyreadstat

    read = getattr(pyreadstat, _STATISTICS[path.suffix.lower()])
    try:
        _, meta = read(path, metadataonly=True, encoding=table.encoding)
        names = meta.column_names
        headers = [name.strip(BLANKS) for name in names]
        chosen = [name for name, header in zip(names, headers, strict=True) if header in wanted]
        check_shape(path.name, columns=len(names))
        check_shape(path.name, columns=len(chosen), rows=meta.number_rows or 0)
        # codes stay codes: the contract says which of them are answers
        cells, _ = read(path, usecols=chosen or names[:1], user_missing=True, encoding=table.encoding)
    except (pyreadstat.ReadstatError, pyreadstat.PyreadstatError):
        raise CXError(f'"{path.name}" is no file that SPSS or Stata wrote.', "Export it anew.") from None
    frame = _chosen(headers, wanted, path.name, lambda place: cells[names[place]])
    return RawTable(frame=frame, rows=np.arange(1, len(cells) + 1), headers=headers, file=path.name)


def _headers(heads: list[Iterable[Any]], name: str) -> list[str]:
    """One header per column; merged heads are joined with the last header row: "Reasons | Price"."""
    texts = [[cell_text(cell).strip(BLANKS) for cell in head] for head in heads]
    if not texts or not any(texts[0]):
        raise CXError(f'"{name}" has no header.', "The first row must hold the names of the columns.")
    if len(texts) == 1:
        return texts[0]
    below = [*texts[-1], *[""] * len(texts[0])]
    headers, group = [], ""
    for place, head in enumerate(texts[0]):
        group = head or group
        widened = place + 1 < len(texts[0]) and not texts[0][place + 1] and below[place + 1]
        merged = below[place] and (not head or widened)
        headers.append(f"{group} | {below[place]}" if merged else head)
    return headers


def _chosen(headers: list[str], wanted: set[str], name: str, cells) -> pd.DataFrame:
    """The wanted columns as text; a wanted header that stands there twice is refused."""
    for header in wanted:
        if headers.count(header) > 1:
            mend = "Give the columns different names in the file: which one is meant cannot be known."
            raise CXError(f'"{name}" has the column "{header}" {headers.count(header)} times.', mend)
    columns = {header: as_text(cells(place)) for place, header in enumerate(headers) if header in wanted}
    return pd.DataFrame(columns)


def as_text(cells: Any) -> pd.Series:
    """Cells of any type as text without blanks at the ends; an empty cell is the empty text."""
    column = pd.Series(cells).reset_index(drop=True)
    if column.dtype == "str":
        return column.fillna("").str.strip(BLANKS)
    if column.dtype != "object":  # of one type, so that each distinct value need be written once only
        codes, distinct = pd.factorize(column)
        words = [cell_text(value).strip(BLANKS) for value in distinct]
        return pd.Series([*words, ""], dtype="str").take(codes).reset_index(drop=True)
    return pd.Series([cell_text(cell).strip(BLANKS) for cell in cells], dtype="str")


def cell_text(value: Any) -> str:
    """One cell as text: whole numbers without a point, dates as 2018-01-31, nothing as the empty text."""
    if isinstance(value, str):
        return value
    if value is None or value is pd.NaT or value != value:
        return ""
    if isinstance(value, (bool, np.bool_)):
        return "true" if value else "false"
    if isinstance(value, (float, np.floating)):
        return str(int(value)) if float(value).is_integer() and abs(value) < 2**53 else repr(float(value))
    if isinstance(value, datetime.datetime):
        return str(value.date() if value.time() == datetime.time() and not value.tzinfo else value)
    return str(value)
