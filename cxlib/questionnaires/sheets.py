"""Sheets of an Excel workbook that can be read as they open: headed, wrapped, wide enough, ready to print."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

SHADE = "E8EDF2"


def write_rows(sheet: Worksheet, rows: Sequence[Mapping[str, Any]], widths: Mapping[str, int]) -> None:
    """A table under a header that stays in sight; `widths` gives the characters in a line of each column."""
    from openpyxl.styles import Font, PatternFill

    heads = list(rows[0])
    sheet.append(heads)
    for row in rows:
        sheet.append([None if row[head] == "" else row[head] for head in heads])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor=SHADE)
    _widen(sheet, [widths[head] for head in heads])
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"


def write_pairs(sheet: Worksheet, pairs: Iterable[tuple[str, str]]) -> None:
    """What something is called, in bold, and beside it what is said of it."""
    from openpyxl.styles import Font

    for pair in pairs:
        sheet.append([text or None for text in pair])
    for (cell,) in sheet.iter_rows(max_col=1):
        cell.font = Font(bold=True)
    _widen(sheet, [24, 100])


def write_lines(sheet: Worksheet, lines: Iterable[str]) -> None:
    """Lines to copy, one per row, in letters of one width; long lines run on to the right."""
    from openpyxl.styles import Font

    for line in lines:
        sheet.append([line])
    for (cell,) in sheet.iter_rows(max_col=1):
        cell.font = Font(name="Consolas")
    sheet.column_dimensions["A"].width = 160
    _paged(sheet)


def _widen(sheet: Worksheet, widths: Sequence[int]) -> None:
    from openpyxl.styles import Alignment
    from openpyxl.utils import get_column_letter

    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for row in sheet.iter_rows():
        for cell in row:
            number = not isinstance(cell.value, str | None)
            cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal="center" if number else "left")
    _paged(sheet)


def _paged(sheet: Worksheet) -> None:
    """Landscape, as wide as one page."""
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0
