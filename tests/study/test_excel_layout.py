"""What the layout of a sheet carries: merged cells, hidden rows, coded signs; each beside what must stay as it is."""

from __future__ import annotations

import zipfile

import openpyxl
import pytest

from cxlib.study import read_study

COLUMNS = 'branch = { role = "segment" }\nscore = { role = "outcome", scale = [1, 5] }'
HIDDEN = (
    'answers: "answers.xlsx": 2 rows (the first is row 3) are hidden in the sheet and were read. '
    "If they are no answers, delete them from the file."
)


@pytest.fixture
def sheet(tmp_path, study):
    """A study of one sheet that was laid out by hand."""

    def write(rows: list[list], lay_out, columns: str = COLUMNS):
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        lay_out(book.active)
        book.save(tmp_path / "answers.xlsx")
        return read_study(study(columns, file="answers.xlsx"))

    return write


ROWS = [["branch", "score"], ["North", 1], [None, 2], [None, 3], ["South", 4], [None, 5]]


def test_a_cell_merged_over_rows_holds_for_each_of_them(sheet):
    read = sheet(ROWS, lambda page: [page.merge_cells(area) for area in ("A2:A4", "A5:A6")])
    assert read.tables["answers"]["branch"].tolist() == ["North"] * 3 + ["South"] * 2
    assert read.notes == (
        'answers: "answers.xlsx": a cell of "branch" merged over several rows was read for each of them '
        "(3 cells filled).",
    )


def test_a_blank_cell_that_is_not_merged_stays_blank(sheet):
    read = sheet(ROWS, lambda page: page.merge_cells("A5:A6"))
    assert read.tables["answers"]["branch"].fillna("").tolist() == ["North", "", "", "South", "South"]


def test_merged_titles_and_heads_fill_nothing(sheet):
    titled = [["Survey of May", None], ["branch", "score"], ["North", 1], [None, 2], ["South", 3]]
    read = sheet(titled, lambda page: page.merge_cells("A1:B1"))
    assert read.tables["answers"]["branch"].fillna("").tolist() == ["North", "", "South"]
    assert not any("merged" in note for note in read.notes)


def test_cells_merged_along_a_row_belong_to_one_person(sheet):
    read = sheet([["branch", "score"], ["North", 1], ["East", 2], ["South", 3]], lambda page: page.merge_cells("A3:C3"))
    assert read.tables["answers"]["branch"].tolist() == ["North", "East", "South"]


def test_hidden_rows_are_read_and_said(sheet):
    def hide(page):
        page.row_dimensions[3].hidden = page.row_dimensions[4].hidden = True

    read = sheet(ROWS, hide)
    assert len(read.tables["answers"]) == 5 and HIDDEN in read.notes


def test_hidden_rows_without_cells_and_hidden_columns_are_not_told(sheet):
    def hide(page):
        page.row_dimensions[40].hidden = page.column_dimensions["B"].hidden = True

    assert sheet([*ROWS[:2], ["South", 3]], hide).notes == ()


CODED = [
    ("North_x000D_", "North"),
    ("fast_x000D_\nand kind", "fast\nand kind"),
    ("a_x0009_b", "a\tb"),
    ("_x005F_x000D_", "_x000D_"),  # who wrote the mark as a text
    ("code_x12_b", "code_x12_b"),
    ("a_xD83D_b", "a_xD83D_b"),  # half a sign is none
]


@pytest.mark.parametrize(("written", "read"), CODED)
def test_signs_written_by_their_number_are_read_as_signs(sheet, tmp_path, study, written, read):
    sheet([["branch", "score"], ["place", 1], ["South", 3]], lambda page: None)
    with zipfile.ZipFile(tmp_path / "answers.xlsx") as old:
        parts = {name: old.read(name) for name in old.namelist()}
    for name in parts:
        parts[name] = parts[name].replace(b">place<", f' xml:space="preserve">{written}<'.encode())
    with zipfile.ZipFile(tmp_path / "answers.xlsx", "w") as new:
        for name, content in parts.items():
            new.writestr(name, content)
    assert read_study(study(COLUMNS, file="answers.xlsx")).tables["answers"]["branch"].tolist()[0] == read


def _as_strict(path):
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(path, "w") as new:
        for name, content in parts.items():
            strict = content.replace(
                b"schemas.openxmlformats.org/spreadsheetml/2006", b"purl.oclc.org/ooxml/spreadsheetml"
            )
            new.writestr(name, strict)


def _hide_the_third(page):
    page.row_dimensions[3].hidden = True


def test_a_strict_workbook_of_plain_values_is_read(sheet, tmp_path, study):
    usual = sheet(ROWS, _hide_the_third)
    _as_strict(tmp_path / "answers.xlsx")
    strict = read_study(study(COLUMNS, file="answers.xlsx"))
    assert strict.tables["answers"].equals(usual.tables["answers"]) and strict.notes == usual.notes != ()


def test_another_strict_workbook_is_named_as_what_it_is(sheet, tmp_path, study, faults):
    sheet(ROWS, lambda page: page.merge_cells("A2:A4"))
    _as_strict(tmp_path / "answers.xlsx")
    assert faults(study(COLUMNS, file="answers.xlsx")) == [
        'answers: "answers.xlsx" is a workbook of the kind Strict Open XML, of which only sheets of plain values are '
        'read. Save it as "Excel Workbook (.xlsx)", without Strict in the name of the kind.'
    ]


def test_a_workbook_whose_first_part_is_damaged_is_named(sheet, tmp_path, study, faults):
    sheet(ROWS, lambda page: None)
    content = bytearray((tmp_path / "answers.xlsx").read_bytes())
    with zipfile.ZipFile(tmp_path / "answers.xlsx") as archive:
        part = archive.getinfo("xl/workbook.xml")
    start = part.header_offset + 30 + len(part.filename)
    content[start : start + 8] = b"\xff" * 8
    (tmp_path / "answers.xlsx").write_bytes(content)
    assert faults(study(COLUMNS, file="answers.xlsx")) == [
        'answers: "answers.xlsx" is not an Excel workbook. Save it anew as .xlsx.'
    ]
