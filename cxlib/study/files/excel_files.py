"""Excel workbooks: cells as they were stored; no formula is ever worked out."""

from __future__ import annotations

import contextlib
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from ...errors import CXError, nearest
from ...locale import say, say_number
from ...text import count
from ..metadata.header_rows import LOOKED_AT, Heads, find_heads, note_on, same_form
from ..words.cells import BLANKS
from .access import check_shape, check_unpacked
from .excel_beside import without_table_beside
from .excel_formulas import has_formulas
from .excel_layout import is_strict, read_layout
from .excel_plain import PlainSheet, plain_sheets
from .titles_above import rows_of_titles

ERRORS = frozenset(
    {"#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA"}
)
_MOST_ROWS = 1_048_576  # of a sheet; a broken file can claim any number
_MOST_SHEETS = 30  # that are looked at for the columns of the one that is read
_MOST_TITLES = 20  # rows above a header
_SHOWN = 50  # rows that show how a column is formatted
_CODED = re.compile(r"_x(?![dD][89a-fA-F])([0-9a-fA-F]{4})_")  # half a sign is none
_MARKS = re.compile("_x|\r\n")
_BROKEN = (
    *(LookupError, ValueError, TypeError, AttributeError, OSError, SyntaxError, OverflowError),
    *(NotImplementedError, RuntimeError, EOFError, zipfile.BadZipFile, zlib.error),
)


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A sheet's header rows, its wanted columns by their place, and the number of each row."""

    heads: Heads
    cells: dict[int, list[Any]]
    numbers: np.ndarray
    notes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class _Top:
    """The header rows of a sheet, and the numbers of the first and the last of them."""

    heads: Heads
    first: int
    last: int


def read_sheet(path: Path, sheet: str | None, *, declared: int | None, wanted: set[str]) -> Sheet:
    """The wanted columns of a sheet; formulas are the values stored with them."""
    name = path.name
    check_unpacked(path)
    plain = plain_sheets(path)
    opened: Any = contextlib.nullcontext() if plain else _open(path)
    with opened as book:
        page, notes = _page(plain or book.worksheets, name, sheet, wanted)
        top = _top(page, name, declared, wanted)
        below = partial(islice, _records(page, name), top.last, None)
        heads, beside = without_table_beside(top.heads, below, wanted, name)
        top, notes = replace(top, heads=heads), (*notes, *beside)
        check_shape(name, columns=len(top.heads.headers))
        places = sorted(set(top.heads.places(wanted, name).values()))
        numbers, cells = _below(_records(page, name), top.last, places)
        notes = (*notes, *note_on(top.heads, name, declared))
        if not plain:
            _refuse_empty_formulas(path, page, top.last, places)
        notes = (*notes, *_percentages(page, top, places, name))
        notes = (*notes, *_laid_out(path, page.title, top.heads.headers, numbers, cells))
    if top.first > 1:
        told = say(
            '"{file}": the header was found in row {row}; the rows above it were left out.', file=name, row=top.first
        )
        notes = (*notes, told)
    return Sheet(heads=top.heads, cells=cells, numbers=numbers, notes=notes)


def shown_sheets(path: Path) -> dict[str, set[str]]:
    """The titles of a workbook's sheets that are not hidden, with their heads in one form; none where none is found."""
    check_unpacked(path)
    plain = plain_sheets(path)
    opened: Any = contextlib.nullcontext() if plain else _open(path)
    with opened as book:
        pages = [page for page in plain or book.worksheets if page.sheet_state == "visible"]
        return {page.title: _forms(page, path.name, {"*"}) if pages[1:] else set() for page in pages}


@contextlib.contextmanager
def _open(path: Path, *, stored: bool = True) -> Iterator[Any]:
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl reports styles and menus it does not know
        try:
            book = openpyxl.load_workbook(path, read_only=True, data_only=stored, keep_links=False)
        except _BROKEN:
            raise _strict(path.name) if is_strict(path) else _not_a_workbook(path.name) from None
        if is_strict(path):
            raise _strict(path.name)
        with contextlib.closing(book):
            yield book


def _not_a_workbook(name: str) -> CXError:
    return CXError(f'"{name}" is not an Excel workbook.', "Save it anew as .xlsx.")


def _strict(name: str) -> CXError:
    problem = f'"{name}" is a workbook of the kind Strict Open XML, of which only sheets of plain values are read.'
    return CXError(problem, 'Save it as "Excel Workbook (.xlsx)", without Strict in the name of the kind.')


def _records(page: Any, name: str) -> Iterator[tuple]:
    """The rows of a sheet from the first on, empty ones included."""
    try:
        page.reset_dimensions()  # the size written in the file may be wrong
        records = islice(page.iter_rows(values_only=True), _MOST_ROWS)
        yield from records if isinstance(page, PlainSheet) else map(_with_signs, records)
    except _BROKEN:
        raise _not_a_workbook(name) from None


def _with_signs(record: tuple) -> tuple:
    return tuple(_decoded(cell) if isinstance(cell, str) and _MARKS.search(cell) else cell for cell in record)


def _decoded(text: str) -> str:
    """Signs that the file writes by their number, such as _x000D_ for the end of a line, as the signs themselves."""
    return _CODED.sub(lambda found: chr(int(found[1], 16)), text).replace("\r\n", "\n")


def _laid_out(path: Path, title: str, headers: list[str], numbers: np.ndarray, cells: dict[int, list]) -> list[str]:
    """Let merged cells hold for all their rows; say so, and which rows the sheet hides."""
    try:
        layout = read_layout(path, title)
    except _BROKEN:
        raise _not_a_workbook(path.name) from None
    notes = [
        say_number(
            '"{file}": a cell of "{head}" merged over several rows was read for each of them ({n} cell filled).',
            '"{file}": a cell of "{head}" merged over several rows was read for each of them ({n} cells filled).',
            filled,
            file=path.name,
            head=headers[place],
            n=count(filled),
        )
        for place, filled in layout.fill(numbers.tolist(), cells).items()
    ]
    hidden = sorted(layout.hidden.intersection(numbers.tolist()))
    if hidden:
        told = say_number(
            '"{file}": 1 row (the first is row {first}) is hidden in the sheet and was read. If it is no answer, '
            "delete it from the file.",
            '"{file}": {rows} rows (the first is row {first}) are hidden in the sheet and were read. If they are no '
            "answers, delete them from the file.",
            len(hidden),
            file=path.name,
            rows=count(len(hidden)),
            first=count(hidden[0]),
        )
        notes.append(told)
    return notes


def _page(sheets: list[Any], name: str, sheet: str | None, wanted: set[str]) -> tuple[Any, tuple[str, ...]]:
    """The sheet that is named, the only one that has all the headers, or the first that is not hidden."""
    pages = {page.title: page for page in sheets}
    if sheet is not None:
        if sheet not in pages:
            raise CXError(f'"{name}" has no sheet "{sheet}".', nearest(sheet, pages))
        return pages[sheet], ()
    if not pages:
        raise _not_a_workbook(name)
    first, *others = sorted(pages.values(), key=lambda page: page.sheet_state != "visible")
    if not others:
        return first, ()
    fitting = [page for page in pages.values() if _has_all(page, name, wanted)]
    if len(fitting) == 1 and fitting[0] is not first:
        chosen = say('"{sheet}" was read, the only one with these columns', sheet=fitting[0].title)
        first = fitting[0]
    else:
        chosen = say("the first was read") if first is sheets[0] else say('"{sheet}" was read', sheet=first.title)
        if alike := _alike(first, others, name, wanted):
            chosen = say_number(
                '"{sheet}" was read, though {others} has the same columns',
                '"{sheet}" was read, though {others} have the same columns',
                len(alike),
                sheet=first.title,
                others=", ".join(alike),
            )
    told = say(
        '"{file}" has {number} sheets and {chosen}; name another by sheet = "…".',
        file=name,
        number=len(pages),
        chosen=chosen,
    )
    return first, (told,)


def _alike(first: Any, others: list[Any], name: str, wanted: set[str]) -> list[str]:
    """The visible sheets, such as those of other years, that have the columns of one."""
    shown = [first, *(page for page in others[:_MOST_SHEETS] if page.sheet_state == "visible")]
    heads, *rest = [_forms(page, name, wanted) for page in shown]
    return [f'"{page.title}"' for page, its in zip(shown[1:], rest, strict=True) if its and its == heads]


def _forms(page: Any, name: str, wanted: set[str]) -> set[str]:
    try:
        return _top(page, name, None, wanted).heads.forms()
    except CXError:
        return set()


def _has_all(page: Any, name: str, wanted: set[str]) -> bool:
    try:
        heads = _top(page, name, None, wanted).heads
    except CXError:
        return False
    named = {word for word in wanted if "*" not in word}
    return set(map(same_form, named)) <= heads.forms() and heads.fit(wanted)


def _top(page: Any, name: str, declared: int | None, wanted: set[str]) -> _Top:
    """Find the header rows among the first rows of a sheet; rows with one cell above them are titles."""
    rows = [
        ["" if cell is None else str(cell).strip(BLANKS) for cell in record]
        for record in islice(_records(page, name), LOOKED_AT)
    ]
    width = max(map(len, rows), default=0)
    rows = [row + [""] * (width - len(row)) for row in rows]
    if declared:
        heads = find_heads(rows, declared=declared, wanted=wanted, file=name)
        return _Top(heads=heads, first=1, last=declared)
    numbers = [number for number, row in enumerate(rows, start=1) if any(row)]
    wide = next((place for place, number in enumerate(numbers) if sum(map(bool, rows[number - 1])) > 1), 0)
    titled = rows_of_titles([rows[number - 1] for number in numbers])
    for start in dict.fromkeys((titled, 0, wide)):
        shown = [rows[number - 1] for number in numbers[start:]]
        heads = find_heads(shown, declared=None, wanted=wanted, file=name)
        if heads.fit(wanted):
            return _Top(heads=heads, first=numbers[start], last=numbers[start + heads.rows - 1])
    for number in numbers[:_MOST_TITLES]:
        if set(map(same_form, wanted)) <= set(map(same_form, rows[number - 1])):
            mend = "Delete the rows above the headers, which are no titles of one cell."
            raise CXError(f'"{name}" has its headers in row {number}.', mend)
    heads = find_heads(rows, declared=None, wanted=wanted, file=name)
    return _Top(heads=heads, first=1, last=heads.rows)


def _below(records: Iterator[tuple], last: int, places: list[int]) -> tuple[np.ndarray, dict[int, list[Any]]]:
    """The cells below the header rows, of rows that have any."""
    numbers: list[int] = []
    cells: dict[int, list[Any]] = {place: [] for place in places}
    for number, record in enumerate(records, start=1):
        if number > last and any(cell is not None for cell in record):
            numbers.append(number)
            for place in places:
                cells[place].append(record[place] if place < len(record) else None)
    return np.array(numbers, dtype=int), cells


def _percentages(page: Any, top: _Top, places: list[int], name: str) -> tuple[str, ...]:
    """Columns shown as percent: 45 % is stored as 0.45, which a reader has to know."""
    try:
        percent = _percent(page, top.last + 1, top.last + _SHOWN)
    except _BROKEN:
        raise _not_a_workbook(name) from None
    shown = [top.heads.headers[place] for place in places if place in percent]
    return tuple(
        say('"{file}" shows "{head}" as percent; read as stored, 45 % is 0.45.', file=name, head=header)
        for header in shown
    )


def _percent(page: Any, first: int, last: int) -> set[int]:
    if isinstance(page, PlainSheet):
        return page.percent(first, last)
    rows = page.iter_rows(min_row=first, max_row=last)
    return {place for row in rows for place, cell in enumerate(row) if "%" in (cell.number_format or "")}


def _refuse_empty_formulas(path: Path, page: Any, last: int, places: list[int]) -> None:
    """Refuse a formula whose value was never stored: it would pass for an empty answer."""
    try:
        if not has_formulas(path):
            return
    except _BROKEN:
        raise _not_a_workbook(path.name) from None
    with _open(path, stored=False) as book:
        records, formulas = _records(page, path.name), _records(book[page.title], path.name)
        for number, (values, written) in enumerate(zip(records, formulas, strict=False), start=1):
            for place in places if number > last else ():
                if place < min(len(values), len(written)) and values[place] is None and written[place] is not None:
                    mend = "Open the file in a spreadsheet program and save it, or paste the values."
                    raise CXError(f'"{path.name}" has a formula without a value in row {number:,}.', mend)
