"""The files of a draft, read by the readers of a study with every column wanted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd

from ..errors import CXError
from ..study.contract.models import ColumnContract, TableContract
from ..study.files.readers import RawTable, read_raw
from ..study.metadata.file_metadata import KnownByFile
from ..study.metadata.name_patterns import ALL
from ..study.metadata.stray_rows import PREVIEWS
from ..study.words.cells import BLANKS, Cells
from ..study.words.meanings import no_answer
from ..study.words.numbers import Decimal, find_decimal, parse_numbers, sheet_decimal, without_units
from .bulk import counted, first_rows, is_large
from .lines import Check, quoted
from .seen import MOST_VALUES, Seen
from .shapes import may_have_shape, shape_of, shaped

_FIRST = 100_000  # bytes that show what the columns of a file are
_WHOLE = 500_000_000  # bytes, from which on a study, too, is read piece by piece
_TRIED = 200  # values that show whether a column may hold numbers
_MOSTLY = 0.9  # of a column's words: numbers, but for a few; of the rows: a word each


@dataclass(kw_only=True)
class SeenFile:
    """A file as it was read: its columns, what the table must say of it, and what its reader noted.

    `settings` are the keys of the table, `checks` why one of them is doubtful, `doubt` why the whole table is.
    Where several `files` or `sheets` are seen as one, `origins` has what their names tell (source → name → label),
    `roles` those of columns that only the single files show, `doubts` what these do not agree in, `anew` ids
    that begin again in each, and `asked_in` the columns that some have only.
    """

    path: Path
    columns: list[Seen]
    n_rows: int
    twice: list[str] = field(default_factory=list)
    settings: dict[str, str] = field(default_factory=dict)
    checks: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    ragged: int = 0
    doubt: str = ""
    files: list[str] = field(default_factory=list)
    sheets: list[str] = field(default_factory=list)
    origins: dict[str, dict[str, str]] = field(default_factory=dict)
    roles: list[str] = field(default_factory=list)
    doubts: dict[str, list[Check]] = field(default_factory=dict)
    anew: list[str] = field(default_factory=list)
    asked_in: dict[str, list[str]] = field(default_factory=dict)

    @property
    def heads(self) -> list[str]:
        """All heads, in the order of the file."""
        return [column.head for column in self.columns]


def read_first(path: Path, sheet: list[str] | None = None) -> SeenFile:
    """The columns of a file, or of a sheet that is named, as its first rows show them."""
    raw = partial(_raw, sheet=sheet)
    return _read(path, lambda part, **keys: first_rows(part, partial(raw, **keys), size=_FIRST), sums=False)[1]


def read_file(path: Path) -> SeenFile:
    """Read a file with all its columns; encodings that are mixed are declared, and marked.

    Of a large text file the first rows show the kinds of values, and all rows are counted; where its heads are those
    of a file whose rows are no respondents, it is read whole all the same, up to a size.
    """
    if is_large(path):
        raw, file = _read(path, lambda part, **keys: first_rows(part, partial(_raw, **keys)))
        if may_have_shape(raw) and path.stat().st_size <= _WHOLE:
            return _read(path, _raw, shapes=True)[1]
        if not file.columns or counted(path, raw, file.columns):
            file.n_rows = file.columns[0].n_rows if file.columns else 0
            return file
    return _read(path, _raw, shapes=True)[1]


def read_sheet(path: Path, sheet: str) -> SeenFile:
    """One sheet of a workbook."""
    return _read(path, partial(_raw, sheet=[sheet]))[1]


def _raw(path: Path, encoding: str | None = None, sheet: list[str] | None = None) -> RawTable:
    """A file read under a contract that wants every column that has a name of its own."""
    column = ColumnContract(source=ALL, role="description")
    columns = {ALL: column}
    contract = TableContract(file=[path.name], kind="relationship", columns=columns, encoding=encoding, sheet=sheet)
    return read_raw(path.parent, path.name, contract)


def _by_looks(raw: RawTable) -> TableContract:
    """Keys, numbers and words as the cells look: enough to know means and totals, which are nobody's answers."""
    columns: dict[str, ColumnContract] = {}
    for head, cells in raw.cells.items():
        words = cells.words[cells.words.str.strip() != ""]
        numbers = pd.to_numeric(words.str.replace(",", "."), errors="coerce").notna().sum()
        role = "measure" if numbers >= _MOSTLY * len(words) else "segment"
        role = "id" if len(words) >= _MOSTLY * len(raw.rows) else role
        columns[f"column_{len(columns)}"] = ColumnContract(source=head, role=role)
    return TableContract(file=[raw.file], kind="relationship", columns=columns)


def _read(
    path: Path, read: Callable[..., RawTable], *, sums: bool = True, shapes: bool = False
) -> tuple[RawTable, SeenFile]:
    settings: dict[str, str] = {}
    checks: dict[str, str] = {}
    try:
        raw = read(path)
    except CXError as error:
        if "mixes UTF-8" not in error.problem:
            raise
        settings["encoding"] = "mixed"
        checks["encoding"] = "lines that are not UTF-8 are read as Windows-1252; look at their accents"
        raw = read(path, encoding="mixed")
    if len(raw.ragged) and not len(raw.rows):
        raise CXError(
            f'"{path.name}": no row has as many cells as the header, which has {len(raw.headers)}.',
            "Where a head or an answer has the separator within itself, put it in quotation marks, or export the file "
            "again with another separator.",
        )
    sheet = next((found[1] for note in raw.notes if (found := re.search(r'sheets and "([^"]+)" was read', note))), "")
    if sheet:
        settings["sheet"] = sheet
        alike = next((found[1] for note in raw.notes if (found := re.search(r"was read, though (.+?) ha", note))), "")
        checks["sheet"] = f"{alike} too, with the same columns: other waves?" if alike else "the file has other sheets"
    guessed = next((found[1] for note in raw.notes if (found := re.search(r"was read as (\w+); if letters", note))), "")
    if guessed:
        settings["encoding"] = guessed
        checks["encoding"] = "the file does not say it; look at letters with accents"
    shape = shape_of(raw) if shapes else None
    if shape and shape.key:
        raw = shaped(raw, shape)
        settings[shape.key], checks[shape.key] = shape.written, shape.told
    heads = [head for head in dict.fromkeys(filter(None, raw.headers)) if head in raw.cells]
    for head in heads:
        tried, others = (set(raw.cells[head].texts) & PREVIEWS, set(raw.cells[head].texts) - PREVIEWS - {""})
        if tried and others:
            settings["rows"] = f"{{ {quoted(head)} = {{ not = [{', '.join(map(quoted, sorted(tried)))}] }} }}"
            checks["rows"] = "these rows only try the questionnaire"
    if sums:
        raw.leave_out_sums(_by_looks(raw), whole=True, end=True)
    columns = [_seen(raw, head) for head in heads]
    twice = [head for head in dict.fromkeys(raw.headers) if head and raw.headers.count(head) > 1]
    file = SeenFile(path=path, columns=columns, n_rows=len(raw.rows), twice=twice, settings=settings, checks=checks)
    file.notes, file.ragged = raw.notes, len(raw.ragged)
    file.doubt = shape.told if shape and not shape.key else ""
    if raw.delimiter:
        _find_decimal(file, raw.delimiter)
    for column in columns if not raw.delimiter else ():
        column.decimal = sheet_decimal(pd.Series(list(column.counts), dtype="str"))
    return raw, file


def _seen(raw: RawTable, head: str) -> Seen:
    cells = raw.cells[head]
    sizes = np.bincount(cells.codes, minlength=len(cells.words))
    order = np.argsort(-sizes, kind="stable")
    order = order[~cells.empty[order] & (sizes[order] > 0)]
    known = raw.known.get(head, KnownByFile())
    return Seen(
        head=head,
        wording=known.wording.strip(BLANKS),
        counts=_shown(cells, sizes, order),
        n_rows=len(cells),
        filled=int(sizes[order].sum()),
        distinct=len(order),
        cells=cells.rows(),
        known=known,
    )


def _shown(cells: Cells, sizes: np.ndarray, order: np.ndarray) -> dict[str, int]:
    """The commonest values and the ends of the numbers, where codes such as -99 stand; `order` has all their places."""
    if len(order) <= MOST_VALUES:
        return {cells.texts[place]: int(sizes[place]) for place in order.tolist()}
    counts = pd.Series(sizes[order], index=cells.words.iloc[order].array)
    shown = counts.head(MOST_VALUES)
    numbers = pd.to_numeric(counts.index.to_series(), errors="coerce").dropna()
    ends = [numbers.idxmin(), numbers.idxmax()] if len(numbers) else []
    shown = pd.concat([shown, counts.loc[[word for word in dict.fromkeys(ends) if word not in shown.index]]])
    return {str(word): int(count) for word, count in shown.items()}


def _find_decimal(file: SeenFile, delimiter: str) -> None:
    """The decimal sign of a text file, marked where it cannot be known."""
    given = [without_units(list(column.counts))[0] for column in file.columns]
    signed = [words for words in given if _may_be_decimal(words)]
    series = [pd.Series([word for word in words if not no_answer(word)], dtype="str") for words in signed]
    numeric = [
        words
        for words in series
        if len(words)
        and any(pd.notna(parse_numbers(words, Decimal(sign, grouped=True))).mean() > _MOSTLY for sign in ".,")
    ]
    if not numeric:
        return
    decimal, problem = find_decimal(numeric, delimiter)
    if problem:
        file.settings["decimal"] = decimal.sign
        other = "," if decimal.sign == "." else "."
        file.checks["decimal"] = f'{problem[0]}; "{other}" is read as a separator of thousands'
    for column in file.columns:
        column.decimal = decimal


def _may_be_decimal(words: Iterable[str]) -> bool:
    """Whether most values consist of digits, and some have a sign among them."""
    tried = list(words)[:_TRIED]
    plain = [word for word in tried if not any(map(str.isalpha, word))]
    return len(plain) > 0.8 * len(tried) and any("." in word or "," in word for word in words)
