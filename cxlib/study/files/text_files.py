"""Delimited text as tools write it: encoding and delimiter found, every cell kept as text."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from ...errors import CXError
from .access import check_shape
from .encodings import ONE_BYTE, guess_encoding, note_on_encoding
from .quoted_lines import without_outer_quotes
from .text_quotes import cells_of_any_length, check_quotes, lines_of, number_of
from .titles_above import Titles, note_on_titles, titles_above

DELIMITERS = (",", ";", "\t", "|")
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
SEPARATOR = re.compile(r'"?sep=(?P<sign>[^\r\n"])"?(?:\r\n|\r|\n)', re.IGNORECASE)
LONGEST_LINE = 20_000_000  # bytes
SAMPLE = 65_536  # characters that show how a file is made
_FEWEST_SHIFTED = 3  # rows with a cell more than the header, so that it is the header that lacks one
_AT_ONCE = 1 << 23  # bytes


@dataclass(frozen=True, kw_only=True)
class TextRows:
    """The records of a text file: `cells` has one column of text in Arrow each, header rows included."""

    cells: list
    numbers: np.ndarray
    ragged: np.ndarray
    delimiter: str
    notes: tuple[str, ...]


def read_text(
    path: Path, *, encoding: str | None, delimiter: str | None, secret: bool = False, titled: bool = True
) -> TextRows:
    """Split a text file into records and cells; records of another length are named, not mended.

    Of a file that is `secret` no note shows a word. Where it may be `titled`, titles above the header are left out.
    """
    content = path.read_bytes()
    _check_lines(content, path.name)
    data, note = _as_utf8(content, path.name, encoding, secret)
    del content
    if not data[:SAMPLE].strip() and not data.decode().strip():
        raise CXError(f'"{path.name}" is empty.', "Export it again with its header and at least one row.")
    if b"\0" in data:
        raise _not_text(path.name)
    if declared := SEPARATOR.match(_sample(data)):  # a line for Excel, which does not show it either
        data, delimiter = data[len(declared[0].encode()) :], delimiter or declared["sign"]
    if not delimiter and data[:1] == b'"':
        data = without_outer_quotes(data, DELIMITERS)
    titles = titles_above(_sample(data), (delimiter,) if delimiter else DELIMITERS) if titled else Titles()
    data = data[len(_sample(data)[: titles.characters].encode()) :]
    delimiter = delimiter or find_delimiter(_sample(data))
    data = _even_header(data, delimiter, path.name)
    check_quotes(data, delimiter, path.name)
    cells, numbers, ragged = _split(data, delimiter, path.name)
    return TextRows(
        cells=cells,
        numbers=numbers + titles.records,
        ragged=ragged + titles.records,
        delimiter=delimiter,
        notes=((note,) if note else ()) + note_on_titles(path.name, titles.records),
    )


def _check_lines(content: bytes, name: str) -> None:
    """Refuse a line that no table has, before anything takes a multiple of its size."""
    start = 0
    while len(content) - start > LONGEST_LINE:
        end = max(content.rfind(sign, start, start + LONGEST_LINE) for sign in (b"\n", b"\r"))
        if end < 0:
            line = content.count(b"\n", 0, start) + 1
            mend = "Look for a cell that holds a whole file, and leave its column out of the export."
            raise CXError(f'"{name}": line {line:,} has over 20 million characters.', mend)
        start = end + 1


def _not_text(name: str) -> CXError:
    return CXError(f'"{name}" holds null bytes: it is not text.', 'Write encoding = "utf-16", or export it anew.')


def _as_utf8(content: bytes, name: str, encoding: str | None, secret: bool) -> tuple[bytes, str]:
    """The text in UTF-8, and a note where its encoding had to be guessed; what is UTF-8 already is not copied."""
    marked = next((marked for mark, marked in _MARKS if content.startswith(mark)), None)
    try:
        if encoding == "mixed":
            return "".join(decode_line(line) for line in content.splitlines(keepends=True)).encode(), ""
        if encoding:
            refuse_utf8(io.BytesIO(content), name, encoding)
            return _encoded(content.decode(encoding).removeprefix("\ufeff")), ""
        if marked:
            return _encoded(content.decode(marked)), ""
    except LookupError:
        raise CXError(f'Unknown encoding "{encoding}".', 'Known ones are "utf-8", "cp1252" and "mixed".') from None
    except UnicodeError as error:
        line = content.count(b"\n", 0, getattr(error, "start", 0)) + 1
        mend = "Leave encoding out to have it found, or name the right one."
        raise CXError(f'"{name}" is not {encoding or "Unicode"} from line {line:,} on.', mend) from None
    if _all_utf8(content):
        return content, ""
    if b"\0" in content:
        raise _not_text(name)
    text, note = _guess(content, name, secret)
    return _encoded(text), note


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", errors="replace")


def _all_utf8(content: bytes) -> bool:
    """Whether the whole content is UTF-8, without decoding it, which would take several times its size."""
    import pyarrow as pa

    ends = pa.py_buffer(np.array([0, len(content)], dtype="int64"))
    try:
        pa.LargeStringArray.from_buffers(1, ends, pa.py_buffer(content)).validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def _guess(content: bytes, name: str, secret: bool) -> tuple[str, str]:
    lines = [(number, line) for number, line in enumerate(content.split(b"\n"), start=1) if not line.isascii()]
    guess = guess_encoding(b"\n".join(line for _, line in lines)[:200_000])
    other = [number for number, line in lines if not _is_utf8(line)]
    if len(other) < len(lines) and (guess.encoding.startswith(ONE_BYTE) or len(other) < len(lines) / 2):
        raise CXError(
            f'"{name}" mixes UTF-8 with another encoding: {len(other):,} of {len(lines):,} lines '
            f"with accents (first line {other[0]:,}).",
            'Save it anew as UTF-8, or write encoding = "mixed" to read those lines as Windows-1252.',
        )
    try:
        text = content.decode(guess.encoding)
    except UnicodeDecodeError:
        raise CXError(f'"{name}" is in an unknown encoding.', 'Save it as UTF-8, or write encoding = "…".') from None
    return text, note_on_encoding(name, guess, secret=secret)


def refuse_utf8(lines: Iterable[bytes], name: str, encoding: str) -> None:
    """Stop where an encoding of single bytes is declared and all accents are UTF-8: each would become two letters."""
    if not codecs.lookup(encoding).name.startswith(ONE_BYTE):
        return
    accents = (line for line in lines if not line.isascii())
    if next((not _is_utf8(first) for first in accents), True) or not all(map(_is_utf8, accents)):
        return
    mend = 'Leave encoding out, or write encoding = "mixed" where some of the files are not.'
    raise CXError(f'"{name}" is UTF-8, and {encoding} is declared.', mend)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def decode_line(line: bytes) -> str:
    return line.decode("utf-8-sig" if _is_utf8(line) else "cp1252")


def find_delimiter(text: str) -> str:
    """The sign that splits most of the first records into as many cells as the header, at least two."""
    scores = {}
    for sign in DELIMITERS:
        widths = [len(record) for record in islice(_records(text, sign), 100)]
        if widths and widths[0] > 1:
            scores[sign] = (round(widths.count(widths[0]) / len(widths), 1), widths[0])
    return max(scores, key=lambda sign: scores[sign]) if scores else "\t"  # one column: a sign that splits nothing


def _even_header(data: bytes, delimiter: str, name: str) -> bytes:
    """The text with as many cells in the header as in the rows, where they differ by one empty cell at the end."""
    head, *rows = islice(_records(_sample(data), delimiter), 100)
    width = Counter(map(len, rows)).most_common(1)[0][0] if rows else len(head)
    usual = [row for row in rows if len(row) == width]
    if len(usual) < 0.9 * len(rows):
        return data
    if width == len(head) + 1 and not any(row[-1] for row in usual):
        lost, more = 0, delimiter
    elif width == len(head) - 1 and not head[-1]:
        lost, more = len(delimiter), ""
    else:
        if width == len(head) + 1 and len(usual) >= _FEWEST_SHIFTED and len(head) > 1:
            raise _without_first_head(name, len(head), [row[0] for row in usual])
        return data
    kept = _first_record(_sample(data), delimiter).rstrip("\r\n")
    return (kept[: len(kept) - lost] + more).encode() + data[len(kept.encode()) :]


def _without_first_head(name: str, heads: int, first: list[str]) -> CXError:
    """What to say where every row has a cell more than the header, as R writes its names of rows."""
    problem = f'"{name}": the header has {heads:,} cells, and the rows have {heads + 1:,}.'
    if len(set(first)) < len(first):
        return CXError(problem, "Give every column a head: one has none.")
    mend = (
        "If the first cell of each row is its name or number (as write.table of R writes it), put one more head, such "
        'as "row", in front of the others; if another column has no head, give it one.'
    )
    return CXError(problem, mend)


def _first_record(text: str, delimiter: str) -> str:
    """The text up to the end of the first record that is not blank; rows were seen below it, so it is whole."""
    lines = io.StringIO(text, newline="")
    with cells_of_any_length():
        for record in csv.reader(iter(lines.readline, ""), delimiter=delimiter):
            if record:
                return text[: lines.tell()]
    return ""


def _sample(data: bytes) -> str:
    """The first characters; one that the cut has split is left out."""
    return data[:SAMPLE].decode("utf-8", errors="ignore")


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    """The first records that are not blank; an unclosed quotation mark at the end does no harm."""
    with cells_of_any_length():
        yield from filter(None, csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def _split(data: bytes, delimiter: str, name: str) -> tuple[list, np.ndarray, np.ndarray]:
    """The cells by column, the number of each record, and the numbers of records of another length."""
    import pyarrow as pa

    with cells_of_any_length():
        width = len(next(filter(None, csv.reader(lines_of(data), delimiter=delimiter))))
    check_shape(name, columns=width)
    try:
        ragged: list[int] = []
        table = _parse_by_all(data, delimiter, width) if len(data) > _AT_ONCE else None
        if table is None:
            table = _parse(data, delimiter, width, ragged=ragged)
    except pa.ArrowInvalid:
        mend = "Look for a quotation mark that is opened and never closed, or save the file anew."
        raise CXError(f'"{name}" cannot be split into rows and cells.', mend) from None
    total = table.num_rows + len(ragged)
    numbers = np.arange(1, total + 1)
    return table.columns, np.setdiff1d(numbers, ragged) if ragged else numbers, np.array(ragged, dtype=int)


def _parse_by_all(data: bytes, delimiter: str, width: int) -> Any:
    """The records as a table, by all cores, where each has the same length; else None, for one core tells which not.

    First as if no cell had several lines, which is quicker: it is so if there are as many records as lines. Arrow
    loses the second half of a cell's CR LF that a border parts, so that cells with CR are left to one core.
    """
    import pyarrow as pa

    returns = data.count(b"\r") if b"\r" in data else 0  # to look for none is ten times as quick as to count
    if returns == 0 or returns == data.count(b"\r\n"):
        with suppress(pa.ArrowInvalid):
            table = _parse(data, delimiter, width, pieces=_AT_ONCE // 2, several=False)
            if table.num_rows == number_of(b"\n", data) + (not data.endswith(b"\n")):
                return table
    if returns == 0:
        with suppress(pa.ArrowInvalid):
            return _parse(data, delimiter, width, pieces=_AT_ONCE // 2)
    return None


def _parse(
    data: bytes,
    delimiter: str,
    width: int,
    *,
    ragged: list[int] | None = None,
    pieces: int = 0,
    several: bool = True,
) -> Any:
    """The records as a table of text in Arrow; `several` says whether a cell may have several lines.

    With `pieces` of so many bytes the cores share the work; then no record may be longer, nor of another length.
    """
    import pyarrow as pa
    from pyarrow import csv as arrow_csv

    def set_aside(record: Any) -> str:
        if ragged is not None:
            ragged.append(record.number)
        return "skip"

    types = {str(place): pa.string() for place in range(width)}
    return arrow_csv.read_csv(
        pa.BufferReader(data),
        # with several threads records bear no number
        read_options=arrow_csv.ReadOptions(
            use_threads=bool(pieces), column_names=list(types), block_size=pieces or len(data) + 1
        ),
        parse_options=arrow_csv.ParseOptions(
            delimiter=delimiter,
            newlines_in_values=several,
            ignore_empty_lines=False,
            invalid_row_handler=None if pieces else set_aside,
        ),
        # it is UTF-8, or would not have come so far
        convert_options=arrow_csv.ConvertOptions(column_types=types, strings_can_be_null=False, check_utf8=False),
    )
