"""The tables of a run as a workbook: a sheet each, numbers in full precision, notes beneath, a list of them first."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..locale import say, spoken
from ..text import date
from .plain_words import plain_words, table_rows
from .published import number
from .report import method_told, wording_of, write_beside
from .report_summary import chapters_in
from .report_words import page_words
from .spreadsheets import legal, number_code, opened, sheet_name, written_at

if TYPE_CHECKING:
    from nbformat import NotebookNode
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from .report_parts import Finding

TABLES = "tables.xlsx"
NARROWEST, WIDEST = 9, 46  # letters that a column shows
UNSET, BROAD = 8, 88  # letters that a column shows as it comes; that a sentence above a table has room for
LINE = 15  # points of a row
HEADS = 4  # the row of the heads, counted from 0


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One table with what stands around it.

    Attributes
    ----------
    name, title, chapter : str
        Of the sheet; the reading that it belongs to; the chapter of the report.
    columns : sequence of mapping
        ``head``, ``values`` and ``forms``, as `Result.sheet` has them.
    notes : sequence of str
        What stands beneath.
    """

    name: str
    title: str
    chapter: str
    columns: Sequence[Mapping[str, Any]]
    notes: Sequence[str] = field(default=())


def write_tables(folder: Path) -> Path:
    """Write every table of the report of a run into ``tables.xlsx`` beside it.

    Raises
    ------
    CXError
        The folder is not that of a run, or cannot be written.
    """
    return write_beside(folder, TABLES, _workbook)


def _workbook(notebooks: Mapping[str, NotebookNode], record: Mapping[str, Any]) -> bytes:
    """The workbook as a file."""
    wording = wording_of(record)
    sheets: list[Sheet] = []
    for chapter in chapters_in(notebooks):
        for finding in (*chapter.leading, *chapter.others):
            if finding.table:
                taken = [page_words()["contents"], *(one.name for one in sheets)]
                sheets.append(_sheet(finding, chapter.title, wording, taken))
    content = io.BytesIO()
    with opened(content) as workbook:
        title = ", ".join(filter(None, (record["study"], record.get("only"))))
        workbook.set_properties({"title": legal(title), "created": written_at(record["started"])})
        _contents(workbook, title, record, sheets)
        for sheet in sheets:
            _write(workbook, sheet)
    return content.getvalue()


def _sheet(finding: Finding, chapter: str, wording: Mapping[str, str], taken: Sequence[str]) -> Sheet:
    columns = finding.sheet.get("columns") or _as_printed(table_rows(finding.table))
    columns = [{**one, "head": wording.get(one["head"], one["head"])} for one in columns]
    notes = [say("Note: {note}", note=note) for note in finding.sheet.get("notes", [])]
    notes += [plain_words(finding.told["limits"])] if finding.told.get("limits") else []
    name = sheet_name(f"{len(taken)} {columns[0]['head']}", taken)
    return Sheet(name=name, title=plain_words(finding.headline), chapter=chapter, columns=columns, notes=notes)


def _as_printed(rows: Sequence[Sequence[str]]) -> list[dict[str, Any]]:
    """The columns of a table of which only the page is kept: numbers with the digits that it prints."""
    columns = []
    for place, head in enumerate(rows[0]):
        cells = [row[place] if place < len(row) else "" for row in rows[1:]]
        found = [number(cell) for cell in cells]
        values = [cell if its is None else its[0] for cell, its in zip(cells, found, strict=True)]
        forms = [("percent" if "%" in cell else "decimals", _places(cell)) for cell in cells] if any(found) else []
        columns.append({"head": head, "values": values, "forms": forms})
    return columns


def _places(cell: str) -> int:
    return len(cell.removesuffix(" %").partition(".")[2])


def _contents(workbook: Workbook, title: str, record: Mapping[str, Any], sheets: Sequence[Sheet]) -> None:
    """The first sheet: what there is, each with a link, and how the numbers came about."""
    page = workbook.add_worksheet(sheet_name(page_words()["contents"], []))
    bold, link = (
        workbook.add_format({"bold": True, "font_size": 14}),
        workbook.add_format({"font_color": "#0b4f8a", "valign": "top"}),
    )
    wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
    page.write_string(0, 0, legal(title), bold)
    made = filter(None, (record.get("report", {}).get("client"), date(record["started"][:10])))
    page.write_string(1, 0, legal(" · ".join(made)))
    page.set_column(0, 0, 34)
    page.set_column(1, 1, 30)
    page.set_column(2, 2, 100)
    for row, sheet in enumerate(sheets, start=3):
        page.write_url(row, 0, f"internal:'{_quoted(sheet.name)}'!A1", link, legal(sheet.name))
        page.write_string(row, 1, legal(sheet.chapter), wrapped)
        page.write_string(row, 2, legal(sheet.title), wrapped)
        page.set_row(row, LINE * max(-(-len(sheet.title) // 90), 1))  # as many lines as a long title needs
    for row, line in enumerate(method_told(record), start=4 + len(sheets)):
        page.write_string(row, 0, legal(line))
    _printed(page)


def _write(workbook: Workbook, sheet: Sheet) -> None:
    page = workbook.add_worksheet(sheet.name)
    rows = max((len(one["values"]) for one in sheet.columns), default=0)
    widths = [_write_column(workbook, page, place, column) for place, column in enumerate(sheet.columns)]
    widths += [UNSET] * max(-(-(BROAD - sum(widths)) // UNSET), 0)  # so that a sentence above few columns has room
    bold = workbook.add_format({"bold": True, "font_size": 12, "text_wrap": True, "valign": "top"})
    plain = workbook.add_format({"text_wrap": True, "valign": "top"})
    _across(page, 0, sheet.title, bold, widths, 1.3)
    page.write_string(1, 0, legal(sheet.chapter))
    contents = page_words()["contents"]
    back = workbook.add_format({"font_color": "#0b4f8a"})
    page.write_url(2, 0, f"internal:'{_quoted(sheet_name(contents, []))}'!A1", back, contents)
    page.set_row(HEADS, LINE * 3)
    page.freeze_panes(HEADS + 1, 1)
    for row, note in enumerate(sheet.notes, start=HEADS + rows + 2):
        _across(page, row, note, plain, widths, 1.0)
    _printed(page)


def _across(page: Worksheet, row: int, text: str, look: Format, widths: Sequence[int], large: float) -> None:
    """A sentence across the columns of a table, as high as its lines: left in one cell, it would make a page broad."""
    if len(widths) > 1:
        page.merge_range(row, 0, row, len(widths) - 1, "", look)
    page.write_string(row, 0, legal(text), look)
    page.set_row(row, LINE * large * -(-int(len(text) * large + 1) // sum(widths)))


def _write_column(workbook: Workbook, page: Worksheet, place: int, column: Mapping[str, Any]) -> int:
    """A column: its head, then numbers as numbers and everything else as text; how many letters it shows."""
    forms, values = column["forms"], column["values"]
    side = "right" if forms else "left"
    indent = {"indent": 1} if place and not forms else {}  # words stand apart from the numbers before them
    head = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "align": side} | indent)
    told = workbook.add_format(indent)
    page.write_string(HEADS, place, legal(column["head"]), head)
    looks: dict[str, Format] = {}
    for row, value in enumerate(values):
        if isinstance(value, int | float) and not isinstance(value, bool):
            kind, digits = forms[row] if len(forms) > 1 else forms[0]
            code = number_code(kind, digits, spoken(), largest=value)
            look = looks[code] = looks.get(code) or workbook.add_format({"num_format": code})
            page.write_number(HEADS + 1 + row, place, value, look)
        elif value is not None:
            page.write_string(HEADS + 1 + row, place, legal(value), told)
    words = [*map(len, column["head"].split()), -(-len(column["head"]) // 2)]  # bold letters are broader
    longest = max([*(len(one) for one in values if isinstance(one, str)), *(round(1.2 * one) for one in words)])
    wide = min(max(NARROWEST, longest + 2), WIDEST)
    page.set_column(place, place, wide)
    return wide


def _printed(page: Worksheet) -> None:
    """On paper a sheet is as wide as the page."""
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)


def _quoted(name: str) -> str:
    return name.replace("'", "''")
