"""Titles above the header of a text file: they are no header, and what looks like one and is none stays."""

from __future__ import annotations

import openpyxl
import pytest

from cxlib.study import read_study

COLUMNS = """who = { role = "id" }
score = { role = "outcome", scale = [0, 10] }
region = { role = "segment" }
town = { role = "segment" }"""
ROWS = "who;score;region;town\na;7;North;Vic\nb;8;South;Reus\nc;9;North;Vic\nd;3;South;Reus\n"
SAID = "titles above the header and were not read"


@pytest.mark.parametrize(
    ("titles", "rows"),
    [
        ("Survey of customers, 2026\n", 1),
        ("Survey\nPeriod: January\n\n", 3),
        ("Survey;;;\n;;;\n", 2),
        ("Report;NPS\nDay;2026-07-01\n", 2),
        ('"Survey\nof customers"\n', 1),
    ],
)
def test_titles_are_left_out_and_rows_keep_their_numbers(study, both_doors, faults, titles, rows):
    read = both_doors(study(COLUMNS, titles + ROWS))
    assert read.tables["answers"]["score"].tolist() == [7, 8, 9, 3]
    assert [note for note in read.notes if "above the header" in note]
    spoilt = study(COLUMNS, titles + ROWS.replace("b;8", "b;18"))
    assert f"in 1 row (first at row {rows + 3})" in faults(spoilt)[0]


def test_the_header_may_be_declared(study, faults):
    assert "no column" in faults(study(COLUMNS, "Survey\n" + ROWS, table="header_rows = 1"))[0]


@pytest.mark.parametrize(
    ("columns", "data"),
    [
        ('why = { role = "verbatim" }', "why\n" + "good, fast, kind\n" * 3 + "slow\nfair, dear\n"),
        ('why = { role = "verbatim" }\nscore = { role = "outcome", scale = [0, 10] }',
         "why;score\nkind, fast, fair;7\nslow, dear, old;8\nnear, new, good;9\nx, y, z;2\nu, v, w;3\n"),
        ('who = { role = "id" }\ntown = { role = "segment" }', "who;town\na;\nb;Vic\nc;Reus\nd;Vic\n"),
    ],
)  # fmt: skip
def test_a_header_is_no_title(study, both_doors, columns, data):
    read = both_doors(study(columns, data))
    assert len(read.tables["answers"]) == data.count("\n") - 1 and not any(SAID in note for note in read.notes)


def test_a_row_of_the_table_is_no_header(study, faults):
    """A header that lacks a head is told as before, and no answer is taken for the heads."""
    data = "score;town\n" + "7;Vic;North\n8;Reus;South\n9;Vic;North\n"
    assert "the header has 2 cells, and the rows have 3" in faults(study(COLUMNS, data))[0]


def test_titles_of_two_cells_in_a_workbook(study, tmp_path):
    book = openpyxl.Workbook()
    for row in [["Report", "NPS"], ["Day", "2026-07-01"], [], *(line.split(";") for line in ROWS.splitlines())]:
        book.active.append(row)
    book.save(tmp_path / "answers.xlsx")
    table = read_study(study(COLUMNS, file="answers.xlsx")).tables["answers"]
    assert table["score"].tolist() == [7, 8, 9, 3]
