"""The workbook of a run: every table a sheet, numbers in full precision, text as text, nothing that leads elsewhere."""

import re

import openpyxl
import pytest
from runs.bundles import unzipped
from runs.test_slides import EVIL, near, run_of, told

from cxlib.locale import LANGUAGES, speaking
from cxlib.results import TABLE
from cxlib.runs.spreadsheets import number_code, sheet_name
from cxlib.runs.tables import write_tables
from cxlib.text import decimals

HTML = "<table><thead><tr><th>{0}</th><th>n</th></tr></thead><tbody>{1}</tbody></table>"
ROWS = "<tr><td>a</td><td>1,234</td></tr><tr><td>b</td><td>−5.50</td></tr>"


def table(*columns: tuple, notes: tuple[str, ...] = ()) -> dict:
    """An output with a table: (head, values, forms) each."""
    told = [dict(zip(("head", "values", "forms"), one, strict=True)) for one in columns]
    return {"text/html": HTML.format(columns[0][0], ROWS), TABLE: {"columns": told, "notes": list(notes)}}


def made(folder, **options):
    return openpyxl.load_workbook(write_tables(folder), **options)


@pytest.fixture
def book(tmp_path):
    shares = ("share", [0.123456789012345, None], [("percent", 1)])
    run_of(
        tmp_path,
        (table(("region", ["Galicia", "=1+1"], []), ("n", [1234, 12], [("decimals", 0)]), shares, notes=("Few.",)),
         told("Galicia differs.", answers="who")),
        (table(("region", ["x"], []), ("p", [1e-9], [("p_value", 3)])), told("B.", answers="matters")),
        ({"text/html": HTML.format("old", ROWS)}, told("C.", answers="first")),
    )  # fmt: skip
    return made(tmp_path)


def test_every_table_has_a_sheet_and_the_contents_lead_to_it(book):
    assert book.sheetnames == ["Contents", "1 ¿Qué región", "2 ¿Qué región", "3 old"]
    links = {cell.value: cell.hyperlink.location for (cell,) in book["Contents"]["A4:A6"]}
    assert links == {name: f"'{name}'!A1" for name in book.sheetnames[1:]}
    assert [cell.value for (cell,) in book["Contents"]["C4:C6"]] == ["Galicia differs.", "B.", "C."]
    assert all(sheet.sheet_state == "visible" for sheet in book)


def test_numbers_are_numbers_in_full_precision_under_the_heads_people_read(book):
    sheet = book["1 ¿Qué región"]
    assert [cell.value for cell in sheet[5] if cell.value] == ["¿Qué región?", "n", "share"]
    assert [cell.value for cell in sheet[6][:3]] == ["Galicia", 1234, near(0.123456789012345)]
    assert [cell.number_format for cell in sheet[6]][1:3] == ["#,##0;−#,##0", "0.0 %;−0.0 %"]
    assert sheet.cell(7, 3).value is None
    assert book["2 ¿Qué región"].cell(6, 2).value == near(1e-9)


def test_notes_stand_beneath(book):
    below = [book["1 ¿Qué región"].cell(row, 1).value for row in range(8, 12)]
    assert below == [None, "Note: Few.", "It is no cause.", None]


def test_a_table_of_an_earlier_run_is_read_as_it_is_printed(book):
    assert [[cell.value for cell in row] for row in book["3 old"]["A6:B7"]] == [["a", 1234], ["b", -5.5]]


def test_text_is_no_formula_no_link_and_no_number(tmp_path):
    evil = [*EVIL, "1e5", "007", "<script>alert(1)</script>"]
    run_of(tmp_path, (table(("=cmd|' /C calc'!A0", evil, []), ("../n", list(range(len(evil))), [("decimals", 0)])),
                      told("=1+1", answers="who")))  # fmt: skip
    sheet = made(tmp_path).worksheets[1]
    cells = [cell for row in sheet for cell in row if isinstance(cell.value, str)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [sheet.cell(row, 1).value for row in range(6, 6 + len(evil))] == evil
    parts = unzipped(tmp_path / "tables.xlsx")
    assert not [name for name, text in parts.items() if "<f>" in text or "External" in text]
    assert [cell.coordinate for row in sheet for cell in row if cell.hyperlink] == ["A3"]  # back to the contents


def test_names_of_sheets_are_legal_and_differ():
    taken: list[str] = []
    for text in ("a/b[c]:*?", "A b c", "", "'", "x" * 60, "x" * 61, "\x00"):
        taken.append(sheet_name(text, taken))
    assert taken == ["a b c", "A b c 2", "1", "1 2", "x" * 31, "x" * 29 + " 2", "1 3"]


def test_formats_follow_the_language():
    assert number_code("decimals", 2, "ca") == "[$-403]#,##0.00;[$-403]−#,##0.00"
    assert number_code("decimals", 1, "es", largest=9999.94) == "[$-C0A]0.0;[$-C0A]−0.0"
    assert number_code("decimals", 1, "es", largest=-9999.95) == "[$-C0A]#,##0.0;[$-C0A]−#,##0.0"
    assert number_code("decimals", 0, "ro", largest=2853) == "[$-418]#,##0;[$-418]−#,##0"
    assert number_code("percent", 1, "ro") == "[$-418]0.0 %;[$-418]−0.0 %"
    assert number_code("p_value", 3) == '[<0.001]"<0.001";0.000'
    assert number_code("p_value", 3, "es") == '[$-C0A][<0.001]"<0,001";[$-C0A]0.000'


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("value", [1000, 2853, -2853, 9999.4, 9999.6, 12853, 1234567])
def test_a_spreadsheet_marks_thousands_where_sentences_do(language, value):
    with speaking(language):
        marked = bool(re.search("[.,]", decimals(value, 0)))
    assert ("#,##0" in number_code("decimals", 0, language, largest=value)) == marked


def test_each_cell_of_a_workbook_marks_its_thousands(tmp_path):
    run_of(tmp_path, (table(("n", [2853, 12853], [("decimals", 0)])), told("A finding.")), language="es")
    assert [row[0].number_format for row in made(tmp_path).worksheets[1]["A6:A7"]] == [
        "[$-C0A]0;[$-C0A]−0", "[$-C0A]#,##0;[$-C0A]−#,##0"]  # fmt: skip
