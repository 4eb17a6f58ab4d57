"""Delimited text as tools write it: encoding and delimiter found, every cell kept as text."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from ..errors import CXError
from .encodings import ONE_BYTE, guess_encoding, note_on_encoding
from .places import MAX_FILE, check_shape

DELIMITERS = (",", ";", "\t", "|")
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
SEPARATOR = re.compile(r'"?sep=(?P<sign>[^\r\n"])"?(?:\r\n|\r|\n)', re.IGNORECASE)
LONGEST_LINE = 20_000_000  # bytes
SAMPLE = 65_536  # characters that show how a file is made
_FEWEST_SHIFTED = 3  # rows with a cell more than the header, so that it is the header that lacks one


@dataclass(frozen=True, kw_only=True)
class TextRows:
    """The records of a text file: `cells` has one list of text per column, header rows included."""

    cells: list
    numbers: np.ndarray
    ragged: np.ndarray
    delimiter: str
    notes: tuple[str, ...]


def read_text(path: Path, *, encoding: str | None, delimiter: str | None, secret: bool = False) -> TextRows:
    """Split a text file into records and cells; records of another length are named, not mended.

    Of a file that is `secret` no note shows a word.
    """
    content = path.read_bytes()
    _check_lines(content, path.name)
    text, note = _decode(content, path.name, encoding, secret)
    del content
    if not text.strip():
        raise CXError(f'"{path.name}" is empty.', "Export it again with its header and at least one row.")
    if "\0" in text:
        raise _not_text(path.name)
    if declared := SEPARATOR.match(text):  # a line for Excel, which does not show it either
        text, delimiter = text[declared.end() :], delimiter or declared["sign"]
    delimiter = delimiter or find_delimiter(text)
    data = _even_header(text, delimiter, path.name).encode("utf-8", errors="replace")
    del text
    _check_quotes(data, delimiter, path.name)
    cells, numbers, ragged = _split(data, delimiter, path.name)
    return TextRows(cells=cells, numbers=numbers, ragged=ragged, delimiter=delimiter, notes=(note,) if note else ())


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


def _decode(content: bytes, name: str, encoding: str | None, secret: bool) -> tuple[str, str]:
    """The text, and a note where its encoding had to be guessed."""
    try:
        if encoding == "mixed":
            return "".join(decode_line(line) for line in content.splitlines(keepends=True)), ""
        if encoding:
            refuse_utf8(io.BytesIO(content), name, encoding)
            return content.decode(encoding).removeprefix("\ufeff"), ""
        for mark, marked in _MARKS:
            if content.startswith(mark):
                return content.decode(marked), ""
    except LookupError:
        raise CXError(f'Unknown encoding "{encoding}".', 'Known ones are "utf-8", "cp1252" and "mixed".') from None
    except UnicodeError as error:
        line = content.count(b"\n", 0, getattr(error, "start", 0)) + 1
        mend = "Leave encoding out to have it found, or name the right one."
        raise CXError(f'"{name}" is not {encoding or "Unicode"} from line {line:,} on.', mend) from None
    try:
        return content.decode("utf-8"), ""
    except UnicodeDecodeError:
        if b"\0" in content:
            raise _not_text(name) from None
        return _guess(content, name, secret)


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
        widths = [len(record) for record in islice(_records(_sample(text), sign), 100)]
        if widths and widths[0] > 1:
            scores[sign] = (round(widths.count(widths[0]) / len(widths), 1), widths[0])
    return max(scores, key=scores.get) if scores else "\t"  # one column: a sign that splits nothing


def _even_header(text: str, delimiter: str, name: str) -> str:
    """The text with as many cells in the header as in the rows, where they differ by one empty cell at the end."""
    head, *rows = islice(_records(_sample(text), delimiter), 100)
    width = Counter(map(len, rows)).most_common(1)[0][0] if rows else len(head)
    usual = [row for row in rows if len(row) == width]
    if len(usual) < 0.9 * len(rows):
        return text
    if width == len(head) + 1 and not any(row[-1] for row in usual):
        lost, more = 0, delimiter
    elif width == len(head) - 1 and not head[-1]:
        lost, more = len(delimiter), ""
    else:
        if width == len(head) + 1 and len(usual) >= _FEWEST_SHIFTED and len(head) > 1:
            raise _without_first_head(name, len(head), [row[0] for row in usual])
        return text
    end = _end_of_header(text, delimiter)
    kept = text[:end].rstrip("\r\n")
    return kept[: len(kept) - lost] + more + text[len(kept) :]


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


def _end_of_header(text: str, delimiter: str) -> int:
    """Where the first record that is not blank ends; rows were seen below it in the sample, so it is whole there."""
    lines = io.StringIO(text[:SAMPLE], newline="")
    with cells_of_any_length():
        for record in csv.reader(iter(lines.readline, ""), delimiter=delimiter):
            if record:
                return lines.tell()
    return 0


def _sample(text: str) -> bytes:
    return text[:SAMPLE].encode("utf-8", errors="replace")


def _lines(data: bytes) -> io.TextIOWrapper:
    """UTF-8 as lines, without a second copy of it."""
    return io.TextIOWrapper(io.BytesIO(data), encoding="utf-8", newline="")


def _records(data: bytes, delimiter: str) -> Iterator[list[str]]:
    """The first records that are not blank; an unclosed quotation mark at the end does no harm."""
    with cells_of_any_length():
        yield from filter(None, csv.reader(_lines(data), delimiter=delimiter))


@contextmanager
def cells_of_any_length():
    """The csv module stops at cells of 131,072 characters; too long ones are reported elsewhere."""
    limit = csv.field_size_limit(MAX_FILE)
    try:
        yield
    finally:
        csv.field_size_limit(limit)


def _check_quotes(data: bytes, delimiter: str, name: str) -> None:
    """Refuse a quotation mark that is never closed: it would swallow the rows below it."""
    if b'"' not in data:
        return
    number = 1
    try:
        with cells_of_any_length():
            for _ in csv.reader(_lines(data), delimiter=delimiter, strict=True):
                number += 1
    except csv.Error:
        mend = "Close every quotation mark, and double those inside a text, or save the file anew."
        raise CXError(f'"{name}": row {number:,} has a quotation mark astray.', mend) from None


def _split(data: bytes, delimiter: str, name: str) -> tuple[list, np.ndarray, np.ndarray]:
    """The cells by column, the number of each record, and the numbers of records of another length."""
    import pyarrow as pa
    from pyarrow import csv as arrow_csv

    width = len(next(_records(data, delimiter)))
    check_shape(name, columns=width)
    names = [str(place) for place in range(width)]
    ragged: list[int] = []

    def set_aside(record) -> str:
        ragged.append(record.number)
        return "skip"

    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(data),
            # one thread, or records bear no number; a block holds the longest record
            read_options=arrow_csv.ReadOptions(use_threads=False, column_names=names, block_size=1 << 26),
            parse_options=arrow_csv.ParseOptions(
                delimiter=delimiter,
                newlines_in_values=True,
                ignore_empty_lines=False,
                invalid_row_handler=set_aside,
            ),
            convert_options=arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid:
        mend = "Look for a quotation mark that is opened and never closed, or save the file anew."
        raise CXError(f'"{name}" cannot be split into rows and cells.', mend) from None
    total = table.num_rows + len(ragged)
    numbers = np.setdiff1d(np.arange(1, total + 1), ragged)
    return table.columns, numbers, np.array(ragged, dtype=int)
