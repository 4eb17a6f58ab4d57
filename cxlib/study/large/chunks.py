"""A large file read piece by piece: each piece as the whole file would be, with the row numbers of the file."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import numpy as np

from ...errors import CXError
from ..contract.models import TableContract
from ..files.access import file_in
from ..files.readers import RawTable, read_raw
from ..files.text_files import DELIMITERS, SEPARATOR, cells_of_any_length, decode_line, find_delimiter, refuse_utf8
from ..files.titles_above import Titles, may_be_titled, note_on_titles, titles_above
from ..metadata.header_rows import Heads
from ..words.cells import BLANKS

PIECE_ROWS = 200_000
PIECE_CHARACTERS = 100_000_000
TEXT = (".csv", ".tsv", ".txt")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def read_pieces(folder: Path, name: str, table: TableContract, *, workshop: Path) -> Iterator[RawTable]:
    """Read a file in pieces, each written into the workshop and read as a file of its own.

    Text and Parquet come in pieces; files of other kinds come as one, since none of them holds more rows than memory.
    """
    path = file_in(folder, name, largest=float("inf"))
    ending = path.suffix.lower()
    if ending not in (*TEXT, ".parquet"):
        yield read_raw(folder, name, table)
        return
    home = workshop / "piece"
    pieces = _parquet(path, name, table, home) if ending == ".parquet" else _text(path, name, table, home)
    total = 0
    for raw in pieces:
        total += len(raw.rows) + len(raw.ragged)
        yield raw
        shutil.rmtree(home)
    if not total:
        raise CXError(f'"{name}" has a header and no rows.', "Export it again with at least one row.")


def _parquet(path: Path, name: str, table: TableContract, home: Path) -> Iterator[RawTable]:
    import pyarrow as pa
    from pyarrow import parquet

    try:
        with parquet.ParquetFile(path) as source:
            headers = [header.strip(BLANKS) for header in source.schema_arrow.names]
            nothing: list[set[str]] = [set() for _ in headers]
            heads = Heads(rows=0, headers=headers, names=nothing, wordings=[""] * len(headers))
            wanted = table.sources
            places = heads.places(wanted, path.name).values()
            start = 0
            for batch in source.iter_batches(
                PIECE_ROWS, columns=[source.schema_arrow.names[place] for place in places]
            ):
                piece = _place(home, name)
                parquet.write_table(pa.Table.from_batches([batch]), piece)
                raw = read_raw(home, name, table, piece=True)
                raw.rows = np.arange(start + 1, start + batch.num_rows + 1)
                raw.headers = headers
                start += batch.num_rows
                yield raw
    except (pa.ArrowException, OSError):
        raise CXError(f'"{path.name}" is not a Parquet file.', "Write it anew.") from None


def _text(path: Path, name: str, table: TableContract, home: Path) -> Iterator[RawTable]:
    """Pieces of whole records below the header rows; what the first piece shows holds for all."""
    delimiter, lines, above = _opened(path, name, table)
    table = table.model_copy(update={"encoding": "utf-8", "delimiter": delimiter})
    heads: list[str] = []
    start = above  # records above the piece
    for count, records in _cut(_records(lines, name, delimiter)):
        if heads and not "".join(records).strip():
            start += count
            continue
        _place(home, name).write_text("".join([*heads, *records]), encoding="utf-8", newline="")
        raw = read_raw(home, name, table, piece=True)
        raw.rows = raw.rows + start - len(heads)
        raw.ragged = raw.ragged + start - len(heads)
        raw.again = [row + start - len(heads) for row in raw.again]
        raw.notes += () if heads else note_on_titles(name, above)
        yield raw
        if not heads:
            found = [*raw.rows[:1], *raw.ragged[:1], *raw.again[:1], start + count + 1]
            heads = records[: int(min(found)) - 1 - start]
            table = table.model_copy(update={"header_rows": len(heads)})
        start += count


def _place(home: Path, name: str) -> Path:
    place = home / name
    place.parent.mkdir(parents=True, exist_ok=True)
    return place


def _opened(path: Path, name: str, table: TableContract) -> tuple[str, Iterator[str], int]:
    """The delimiter of a text file, as its first lines show it, its lines from the header on, and the rows above."""
    lines = _lines(path, name, table.encoding)
    head: list[str] = []
    while sum(map(len, head)) < 65_536 and (line := next(lines, None)) is not None:
        head.append(line)
    if not "".join(head).strip():
        raise CXError(f'"{name}" is empty.', "Export it again with its header and at least one row.")
    delimiter = table.delimiter or ("\t" if path.suffix.lower() == ".tsv" else None)
    if declared := SEPARATOR.match(head[0]):  # no row, as where a file is read whole
        head, delimiter = head[1:], delimiter or declared["sign"]
    above = titles_above("".join(head), (delimiter,) if delimiter else DELIMITERS) if may_be_titled(table) else Titles()
    shown = "".join(head)[above.characters :]
    return delimiter or find_delimiter(shown), chain(io.StringIO(shown, newline=""), lines), above.records


def _cut(records: Iterator[tuple[str, int]]) -> Iterator[tuple[int, list[str]]]:
    """Records in lists that a piece can hold, and how many rows they make."""
    held: list[str] = []
    size = count = 0
    for record, number in records:
        held.append(record)
        size += len(record)
        count += number
        if len(held) >= PIECE_ROWS or size > PIECE_CHARACTERS:
            yield count, held
            held, size, count = [], 0, 0
    if held:
        yield count, held


def _records(lines: Iterator[str], name: str, delimiter: str) -> Iterator[tuple[str, int]]:
    """Each record as it is written, and how many rows it makes; quoted texts may hold ends of lines."""
    number = 1
    with cells_of_any_length():
        for line in lines:
            taken, rows = [line], 1 + line.rstrip("\r\n").count("\r")
            if '"' in line:
                rows = 1
                try:
                    next(csv.reader(chain([line], _taking(lines, taken)), delimiter=delimiter, strict=True))
                except csv.Error:
                    mend = "Close every quotation mark, and double those inside a text, or save the file anew."
                    raise CXError(f'"{name}": row {number:,} has a quotation mark astray.', mend) from None
            yield "".join(taken), rows
            number += rows


def _taking(lines: Iterator[str], taken: list[str]) -> Iterator[str]:
    for line in lines:
        taken.append(line)
        yield line


def _lines(path: Path, name: str, declared: str | None) -> Iterator[str]:
    """The lines of a text file with their ends, as UTF-8 unless declared or marked otherwise."""
    with path.open("rb") as file:
        utf16 = file.read(2) in _UTF16
    encoding = declared or ("utf-16" if utf16 else "utf-8-sig")
    number = 0
    try:
        if encoding == "mixed":
            with path.open("rb") as file:
                yield from map(decode_line, file)
            return
        if declared:
            with path.open("rb") as file:
                refuse_utf8(file, name, declared)
        with path.open(encoding=encoding, newline="") as file:
            for number, line in enumerate(file, start=1):
                yield line.removeprefix("\ufeff") if number == 1 else line
    except LookupError:
        raise CXError(f'Unknown encoding "{encoding}".', 'Known ones are "utf-8", "cp1252" and "mixed".') from None
    except UnicodeError:
        if declared:
            mend = "Leave encoding out to have it found, or name the right one."
            raise CXError(f'"{name}" is not {declared} from line {number + 1:,} on.', mend) from None
        problem = f'"{name}" is not UTF-8 after line {number:,}, and too large to have its encoding found.'
        raise CXError(problem, 'Write encoding = "cp1252" for the table, or whatever it is.') from None
