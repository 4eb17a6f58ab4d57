"""Large files: the first rows show what kind each column is; of text one fast pass counts the values of all rows."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from ..study.files.readers import RawTable
from ..study.words.cells import BLANKS
from .seen import MOST_VALUES, Seen

if TYPE_CHECKING:
    import polars as pl

LARGE = 20_000_000  # bytes; smaller files are read whole
_SAMPLE = 1_000_000  # bytes that show the kinds
_ROW = 50  # bytes for which a row of a Parquet file is taken
_FEW = 1_000  # different values in the sample, up to which all rows are counted
_TEXT = (".csv", ".tsv", ".txt")


def is_large(path: Path) -> bool:
    """Whether a file is text that is better counted than read."""
    return path.suffix.lower() in _TEXT and path.stat().st_size > LARGE


def first_rows(path: Path, read: Callable[[Path], RawTable], *, size: int = _SAMPLE) -> RawTable:
    """The first rows of a text or Parquet file as the reader of studies gives them; other files whole."""
    folder = Path(tempfile.mkdtemp(prefix="cx-"))
    try:
        whole = path.stat().st_size <= size or not _write_first(path, folder / path.name, size)
        return read(path if whole else folder / path.name)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _write_first(path: Path, copy: Path, size: int) -> bool:
    """Write the first rows of a file to a copy; False where its kind, or its encoding, does not let them be parted."""
    if path.suffix.lower() == ".parquet":
        import pyarrow as pa
        from pyarrow import parquet

        try:
            batch = next(parquet.ParquetFile(path).iter_batches(batch_size=size // _ROW))
        except (pa.ArrowException, OSError, StopIteration):
            return False
        parquet.write_table(pa.Table.from_batches([batch]), copy)
        return True
    with path.open("rb") as file:
        content = file.read(size)
    if path.suffix.lower() not in _TEXT or b"\0" in content:
        return False
    end = content.rfind(b"\n")
    while end > 0 and content.count(b'"', 0, end) % 2:  # within a text of several lines
        end = content.rfind(b"\n", 0, end)
    copy.write_bytes(content[: end + 1])
    return True


def counted(path: Path, raw: RawTable, seen: list[Seen]) -> bool:
    """Put the counts of all rows into columns that were seen in the first ones; False where that cannot be done.

    It cannot where the file is no UTF-8, has lines of another length, or heads of several lines.
    """
    import polars as pl

    first = int(raw.rows[0]) - 1
    if raw.ragged.size or raw.again or any("\n" in head for head in raw.headers):
        return False
    names = [f"column_{place}" for place in range(1, len(raw.headers) + 1)]
    places = {id(column): raw.headers.index(column.head) for column in seen}
    kinds: dict[int, Any] = {id(column): pl.Float64 for column in seen if _is_numeric(column)}
    kinds |= {id(column): pl.Int32 if _is_whole(column) else pl.Categorical for column in seen if _is_few(column)}
    kinds |= {id(column): pl.String for column in seen if id(column) not in kinds and column.distinct == column.filled}

    def read(whole: Any) -> pl.DataFrame:
        wanted = {names[places[key]]: whole if kind == pl.Int32 else kind for key, kind in kinds.items()}
        return pl.read_csv(
            path,
            has_header=False,
            skip_rows=first,
            separator=raw.delimiter,
            schema={name: wanted.get(name, pl.String) for name in names},
            columns=[name for name in names if name in wanted],
        )

    try:
        try:
            table = read(pl.Int32)
        except pl.exceptions.ComputeError:  # words among the numbers of later rows
            table = read(pl.Categorical)
    except (pl.exceptions.PolarsError, OSError):
        return False
    counts = table.lazy().select(_counts(name, kind) for name, kind in table.schema.items()).collect()
    for column in seen:
        name, column.n_rows = names[places[id(column)]], table.height
        if id(column) in kinds:
            _count(column, counts[name][0], table.height)
        else:
            column.filled = round(column.filled / max(len(column.cells), 1) * table.height)
    return True


def _is_whole(column: Seen) -> bool:
    """Whether all values of the sample are whole numbers as programs write them."""
    return all(re.fullmatch(r"-?[1-9]\d{0,7}|0", word) for word in column.counts)


def _is_few(column: Seen) -> bool:
    return 0 < column.distinct <= _FEW and column.filled >= 2 * column.distinct


def _is_numeric(column: Seen) -> bool:
    """Whether all cells of the sample are plain numbers, or empty."""
    if _is_few(column) or not column.filled or column.distinct == column.filled:
        return False
    return bool(pd.to_numeric(column.cells.where(column.cells != ""), errors="coerce").notna().sum() == column.filled)


def _counts(name: str, kind: Any) -> pl.Expr:
    """What is counted of a column, for all columns at once: few values each, of numbers the ends, of keys how many."""
    import polars as pl

    cells = pl.col(name)
    if kind == pl.Float64:
        return pl.struct(filled=cells.count(), low=cells.min(), high=cells.max()).alias(name)
    if kind == pl.String:
        filled = cells.filter(cells.str.strip_chars(BLANKS) != "")
        return pl.struct(filled=filled.len(), distinct=filled.n_unique()).alias(name)
    return cells.value_counts().struct.rename_fields(["word", "count"]).implode().alias(name)


def _count(column: Seen, counted: Any, height: int) -> None:
    """Put what was counted into a column."""
    if isinstance(counted, dict):
        column.filled = counted["filled"]
        column.distinct = counted.get("distinct", column.distinct)
        for end in (counted[key] for key in ("low", "high") if key in counted):
            column.counts.setdefault(str(int(end)) if float(end).is_integer() else repr(end), 1)
        return
    found: dict[str, int] = {}
    for value in counted:
        word = "" if value["word"] is None else str(value["word"]).strip(BLANKS)
        found[word] = found.get(word, 0) + value["count"]
    column.filled = height - found.pop("", 0)
    column.distinct = len(found)
    column.counts = dict(sorted(found.items(), key=lambda pair: -pair[1])[:MOST_VALUES])
