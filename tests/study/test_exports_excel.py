"""Excel workbooks as people keep them: titles, several sheets, hidden ones, percentages, errors."""

from __future__ import annotations

import datetime
import zipfile

import openpyxl
import pytest

from cxlib.study import read_study
from cxlib.study.files import excel_files
from cxlib.study.files.excel_plain import plain_sheets

SCORE = 'score = { role = "outcome", scale = [0, 10] }'
NAME = 'name = { role = "segment" }'


@pytest.fixture
def book(tmp_path):
    """Write a workbook: sheets by name, each a list of rows."""

    def write(sheets: dict[str, list[list]], hidden: tuple[str, ...] = ()) -> openpyxl.Workbook:
        workbook = openpyxl.Workbook()
        workbook.remove(workbook.active)
        for name, rows in sheets.items():
            sheet = workbook.create_sheet(name)
            for row in rows:
                sheet.append(row)
            sheet.sheet_state = "hidden" if name in hidden else "visible"
        workbook.save(tmp_path / "answers.xlsx")
        return workbook

    return write


def test_titles_above_the_header_are_left_out(study, book):
    book({"A": [["Survey of May"], [], [None, "by branch"], ["score", "name"], [7, "Ana"], [8, None]]})
    read = read_study(study(f"{SCORE}\n{NAME}", file="answers.xlsx"))
    assert read.tables["answers"]["score"].tolist() == [7, 8]
    assert (
        read.notes
        == (
            'answers: "answers.xlsx": the header was found in row 4; the rows above it were left out.',
            "answers.name: the same value in every row.",
        )[:1]
    )


def test_rows_below_titles_keep_their_number(study, book, faults):
    book({"A": [["Survey of May"], ["score", "name"], [7, "Ana"], [], [80, "Eva"]]})
    assert faults(study(SCORE, file="answers.xlsx")) == [
        'answers.score: outside 0…10 (80) in 1 row (first at row 5). If 80 means "no answer", write missing = [80].'
    ]


def test_rows_above_the_header_that_are_no_titles_are_a_fault(study, book, faults):
    book({"A": [["Survey", "May"], ["score", "name"], [7, "Ana"]]})
    assert faults(study(SCORE, file="answers.xlsx")) == [
        'answers: "answers.xlsx" has its headers in row 2. '
        "Delete the rows above the headers, which are no titles of one cell."
    ]


DATA = [["score", "name"], [7, "Ana"]]
NOTES = [["what", "who"], ["x", "y"]]


@pytest.mark.parametrize(
    ("sheets", "hidden", "note"),
    [
        ({"Notes": NOTES, "Data": DATA}, (), '"Data" was read, the only one with these columns'),
        ({"Data": DATA, "Notes": NOTES}, (), "the first was read"),
        (
            {"Data": DATA, "More": [["score", "name"], [1, "Eva"]]},
            (),
            '"Data" was read, though "More" has the same columns',
        ),
        ({"Data": DATA, "More": [["score", "town"], [1, "Vic"]]}, (), "the first was read"),
        ({"Old": [["score", "name"], [1, "Eva"]], "Data": DATA}, ("Old",), '"Data" was read'),
    ],
)
def test_the_sheet_that_has_the_columns_is_read(study, book, sheets, hidden, note):
    book(sheets, hidden)
    read = read_study(study(SCORE, file="answers.xlsx"))
    assert read.tables["answers"]["score"].tolist() == [7]
    assert read.notes == (f'answers: "answers.xlsx" has 2 sheets and {note}; name another by sheet = "…".',)


def test_a_sheet_that_is_named_is_read_hidden_or_not(study, book):
    book({"Data": DATA, "Old": [["score", "name"], [1, "Eva"]]}, hidden=("Old",))
    read = read_study(study(SCORE, file="answers.xlsx", table='sheet = "Old"'))
    assert read.tables["answers"]["score"].tolist() == [1] and read.notes == ()


def test_errors_in_cells_are_faults(study, book, faults):
    book({"A": [["score", "name", "day"], [7, "#N/A", datetime.date(2024, 1, 31)], ["#DIV/0!", "Ana", "#VALUE!"]]})
    columns = f'{SCORE}\n{NAME}\nday = {{ role = "time" }}'
    assert faults(study(columns, file="answers.xlsx")) == [
        'answers.score: words where numbers are expected ("#DIV/0!") in 1 row (first at row 3). '
        'If "#DIV/0!" means "no answer", write missing = ["#DIV/0!"].',
        "answers.name: errors of the spreadsheet in 1 row (first at row 2). "
        "Mend the formulas, or declare the errors in missing.",
        'answers.day: dates that cannot be read ("#VALUE!") in 1 row (first at row 3). '
        'Write how dates look, such as format = "%d/%m/%Y", or declare words for "no date" in missing.',
    ]
    declared = columns.replace('"segment"', '"segment", missing = ["#N/A"]')
    assert len(faults(study(declared, file="answers.xlsx"))) == 2


def test_percentages_are_read_as_stored_and_said(study, book, tmp_path):
    workbook = book({"A": [["share", "score"], [0.45, 7], [0.5, 8]]})
    for row in (2, 3):
        workbook["A"].cell(row, 1).number_format = "0%"
    workbook.save(tmp_path / "answers.xlsx")
    read = read_study(study(f'share = {{ role = "cost" }}\n{SCORE}', file="answers.xlsx"))
    assert read.tables["answers"]["share"].tolist() == [0.45, 0.5]
    assert read.notes == ('answers: "answers.xlsx" shows "share" as percent; read as stored, 45 % is 0.45.',)


def test_formulas_without_a_stored_value_are_refused_below_titles_too(study, book, faults):
    book({"A": [["Survey of May"], ["score", "name"], [7, "Ana"], ["=A3+1", "Eva"]]})
    assert faults(study(SCORE, file="answers.xlsx")) == [
        'answers: "answers.xlsx" has a formula without a value in row 4. '
        "Open the file in a spreadsheet program and save it, or paste the values."
    ]


FORMULAS = {
    "a number": (b"<f>A2*1</f><v>7.5</v>", 7.5),
    "a whole number": (b"<f>A2*1</f><v>7</v>", 7),
    "shared": (b'<f t="shared" si="0"/><v>7</v>', 7),
    "of an array": (b'<f t="array" ref="B2">SUM(A2:A3*1)</f><v>7</v>', 7),
}


def with_formulas(folder, old: bytes, new: bytes) -> None:
    """Put a formula with its stored value into the sheet of a workbook."""
    file = folder / "answers.xlsx"
    with zipfile.ZipFile(file) as before:
        parts = {name: before.read(name) for name in before.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    assert old in parts[sheet]
    parts[sheet] = parts[sheet].replace(old, new)
    with zipfile.ZipFile(file, "w") as after:
        for name, content in parts.items():
            after.writestr(name, content)


@pytest.mark.parametrize("formula", FORMULAS)
@pytest.mark.parametrize("layout", ["General", "0%", "0.0 %"])
def test_formulas_with_their_values_and_percentages_are_read_the_quick_way(
    study, book, tmp_path, monkeypatch, formula, layout
):
    workbook = book({"A": [["name", "score"], ["Ana", 4242], ["Eva", 3]]})
    workbook["A"]["B2"].number_format = layout
    workbook.save(tmp_path / "answers.xlsx")
    written, value = FORMULAS[formula]
    with_formulas(tmp_path, b"<v>4242</v>", written)
    folder = study(SCORE, file="answers.xlsx")
    assert plain_sheets(tmp_path / "answers.xlsx") is not None
    quick = read_study(folder)
    monkeypatch.setattr(excel_files, "plain_sheets", lambda path: None)
    slow = read_study(folder)
    assert quick.tables["answers"]["score"].tolist() == slow.tables["answers"]["score"].tolist() == [value, 3]
    assert quick.notes == slow.notes and len(quick.notes) == ("%" in layout)


@pytest.mark.parametrize("written", [b"<f>A2</f><v></v>", b"<f>A2</f><v/>", b"<f>A2</f>", b'<f t="shared" si="0"/>'])
def test_a_formula_whose_value_is_not_stored_is_not_taken_for_an_empty_cell(study, book, faults, tmp_path, written):
    book({"A": [["name", "score"], ["Ana", 4242], ["Eva", 3]]})
    with_formulas(tmp_path, b"<v>4242</v>", written)
    assert plain_sheets(tmp_path / "answers.xlsx") is None
    found = faults(study(SCORE, file="answers.xlsx"))
    assert [message for message in found if "a formula without a value in row 2" in message] == found != []


def test_words_that_formulas_give_are_read_with_their_signs(study, book, tmp_path):
    book({"A": [["score", "name"], [7, 4242], [8, "Eva & Co"]]})
    with_formulas(tmp_path, b't="n"><v>4242</v>', b't="str"><f>A2&amp;"x"</f><v>Ana &amp; &lt;Co&gt;</v>')
    read = read_study(study(f"{SCORE}\n{NAME}", file="answers.xlsx"))
    assert plain_sheets(tmp_path / "answers.xlsx") is not None
    assert read.tables["answers"]["name"].tolist() == ["Ana & <Co>", "Eva & Co"]


def test_a_row_that_claims_to_be_the_last_of_a_trillion_ends_the_reading(study, book, tmp_path):
    book({"A": DATA})
    with zipfile.ZipFile(tmp_path / "answers.xlsx") as old:
        parts = {name: old.read(name) for name in old.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(b'<row r="2"', b'<row r="1000000000000"')
    with zipfile.ZipFile(tmp_path / "answers.xlsx", "w") as new:
        for name, content in parts.items():
            new.writestr(name, content)
    with pytest.raises(Exception, match="has a header and no rows"):
        read_study(study(SCORE, file="answers.xlsx"))
