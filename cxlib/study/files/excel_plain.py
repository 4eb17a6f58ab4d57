"""Plain workbooks read by calamine, ten times as fast: values only, of sheets without errors and merged cells.

calamine makes an empty cell of an error and of a formula whose value was never stored, holds a sheet as a full
rectangle however few its cells, and numbers as floats. So a workbook is looked through first, and whatever is not plain
is left to openpyxl, which says what is wrong.
"""

from __future__ import annotations

import datetime
import re
import zipfile
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from .excel_layout import place_of, tags

_PIECE = 1 << 20
_LAPPED = 200  # bytes of a piece that are looked at again with the next one
_NOT_PLAIN = re.compile(
    rb"t=\"e\"|r='|t='|<\w+:c[ >]|<\w+:row[ >]|<mergeCell "
    rb"|(?:</f>|<f(?:\s[^<>]*)?/>)(?=.{4})(?!<v>[^<])"  # a formula whose value is not there, or not at its place
    rb"|_x[0-9a-fA-F]{4}_",  # a sign by its number, which calamine leaves so in the text that a formula gives
    re.DOTALL,
)
_ROW = re.compile(rb'<row [^>]*?\br="(\d+)"')
_FAR_COLUMN = re.compile(rb'\br="([A-Z]{2,9})\d')
_FORMAT = re.compile(r'formatCode="([^"]*)"')
_PLAIN_FORMAT = re.compile(r"[ymdhsYMDHS\-/:.,\\ ]+|[0#,.]+ ?%?|General|@")
_PERCENT = re.compile(r'<numFmt (?=[^>]*formatCode="[^"]*%)[^>]*?numFmtId="(\d+)"')
_STYLES = re.compile(r"<cellXfs.*?</cellXfs>", re.DOTALL)
_STYLE = re.compile(r'<xf\s[^>]*?numFmtId="(\d+)"|<xf[\s/>]')
_CELL = re.compile(rb'<c (?=[^>]*?\br="([A-Z]{1,3})(\d{1,7})")(?:[^>]*?\bs="(\d+)")?')
_LARGEST_RECTANGLE = 50_000_000  # cells
_EXACT = float(2**53)  # above, a float may be another number than the digits say
_FIRST_DAY = datetime.date(1901, 1, 1)  # before, a date may be a length of time


def plain_sheets(path: Path) -> list[PlainSheet] | None:
    """The sheets of a workbook, or None where they are not all plain."""
    try:
        return _sheets(path) if _is_plain(path) else None
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # a panic of calamine is no Exception; openpyxl says what is wrong with the file
        return None


class PlainSheet:
    """A sheet as openpyxl shows one: its rows from the first on."""

    def __init__(self, path: Path, title: str, state: str, rows: list[list[Any]]) -> None:
        self.title, self.sheet_state, self._path, self._rows = title, state, path, rows

    def reset_dimensions(self) -> None:
        """The size is known already."""

    def iter_rows(self, *, values_only: bool) -> Iterator[list[Any]]:
        """The cells of each row."""
        return iter(self._rows)

    def percent(self, first: int, last: int) -> set[int]:
        """The columns, counted from 0, with a cell shown as percent in some rows."""
        with zipfile.ZipFile(self._path) as archive:
            styles = percent_styles(archive)
            return set(_styled(archive, self.title, styles, first, last)) if styles else set()


def percent_styles(archive: zipfile.ZipFile) -> frozenset[int]:
    """The places of the cells' styles that show a number as percent."""
    if "xl/styles.xml" not in archive.namelist():
        return frozenset()
    text = archive.read("xl/styles.xml").decode()
    shown = {"9", "10", *_PERCENT.findall(text)}
    found = _STYLE.findall("".join(_STYLES.findall(text)[:1]))
    return frozenset(place for place, number in enumerate(found) if number in shown)


def _styled(archive: zipfile.ZipFile, title: str, styles: frozenset[int], first: int, last: int) -> Iterator[int]:
    for piece in tags(archive, place_of(archive, title)):
        for letters, row, style in _CELL.findall(piece):
            if int(row) > last:
                return
            if int(row) >= first and int(style or 0) in styles:
                yield _place(letters) - 1


def _is_plain(path: Path) -> bool:
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        styles = archive.read("xl/styles.xml").decode() if "xl/styles.xml" in names else ""
        if not all(map(_PLAIN_FORMAT.fullmatch, _FORMAT.findall(styles))):
            return False
        sheets = [name for name in names if name.startswith("xl/worksheets/") and name.endswith(".xml")]
        return all(_is_plain_sheet(archive, name) for name in sheets)


def _is_plain_sheet(archive: zipfile.ZipFile, name: str) -> bool:
    """Whether a sheet has nothing but values, in a rectangle that memory holds."""
    last, width, end = 1, 26, b""
    with archive.open(name) as sheet:
        while piece := sheet.read(_PIECE):
            seen = end + piece
            if _NOT_PLAIN.search(seen):
                return False
            rows = _ROW.findall(seen)
            last = max(last, int(max(rows, key=lambda row: (len(row), row)))) if rows else last
            width = max([width, *map(_place, set(_FAR_COLUMN.findall(seen)))])
            if last * width > _LARGEST_RECTANGLE:
                return False
            end = seen[-_LAPPED:]
    return True


def _place(letters: bytes) -> int:
    """27 of AA."""
    place = 0
    for letter in letters:
        place = 26 * place + letter - 64
    return place


def _sheets(path: Path) -> list[PlainSheet] | None:
    import python_calamine

    with python_calamine.load_workbook(path) as book:
        found = []
        for about in book.sheets_metadata:
            if about.typ != python_calamine.SheetTypeEnum.WorkSheet:
                continue
            rows = book.get_sheet_by_name(about.name).to_python(skip_empty_area=False)
            if not _as_written(rows):
                return None
            visible = about.visible == python_calamine.SheetVisibleEnum.Visible
            found.append(PlainSheet(path, about.name, "visible" if visible else "hidden", rows))
    return found


def _as_written(rows: list[list[Any]]) -> bool:
    """Turn cells into what openpyxl gives: None, whole numbers, days as times; whether that is possible."""
    kinds = set(map(type, chain.from_iterable(rows)))
    if kinds - {str, float, int, bool, datetime.date, datetime.datetime}:
        return False
    for row in rows:
        for place, cell in enumerate(row):
            kind = cell.__class__
            if kind is float:
                if not -_EXACT < cell < _EXACT:
                    return False
                if cell.is_integer():
                    row[place] = int(cell)
            elif kind is str:
                if not cell:
                    row[place] = None
                elif "\r" in cell:  # the end of a line as Windows writes it
                    row[place] = cell.replace("\r\n", "\n")
            elif kind is datetime.date or kind is datetime.datetime:
                day = cell if kind is datetime.date else cell.date()
                if day < _FIRST_DAY:
                    return False
                if kind is datetime.date:
                    row[place] = datetime.datetime(day.year, day.month, day.day)
    return True
