"""Several files or sheets of one survey: their names are waves or groups, in memory and in pieces alike."""

from __future__ import annotations

import re

import numpy as np
import openpyxl
import pandas as pd
import pytest

from cxlib.study import read_study
from cxlib.study.files.readers import RawTable
from cxlib.study.files.several import below_one_another
from cxlib.study.large import read_in_chunks
from cxlib.study.words.cells import Cells

WAVES = """
who = { source = "id", role = "id" }
recommend = { source = "nps", role = "recommend" }
wave = { source = "(file)", role = "wave" }
"""
TWO = 'file = ["survey 12-2024.csv", "survey 1-2025.csv"]'


@pytest.fixture
def files(tmp_path):
    (tmp_path / "survey 12-2024.csv").write_text("id;nps\na;10\nb;9\nc;0\n", encoding="utf-8")
    (tmp_path / "survey 1-2025.csv").write_text("nps;id\n10;b\n7;d\n", encoding="utf-8")  # the columns in another order
    return tmp_path


@pytest.fixture(params=["memory", "pieces"])
def reading(request, monkeypatch):
    """Read a study as pandas, or as a large one in pieces."""

    def read(path):
        if request.param == "memory":
            return read_study(path)
        monkeypatch.setattr(read_in_chunks, "LARGE_BYTES", 10)
        found = read_study(path, engine="polars")
        frames = {name: table.collect().to_pandas() for name, table in found.tables.items()}
        found.tables.update(frames)
        return found

    return read


def table_of(found, *columns):
    return found.tables["answers"][list(columns)].astype(str).to_numpy().tolist()


def test_files_are_waves_by_their_names(study, files, reading):
    found = reading(study(WAVES, table=TWO))
    # written by hand: b answers in both and keeps its id
    assert table_of(found, "who", "recommend", "wave") == [
        ["a", "10.0", "survey 12-2024"],
        ["b", "9.0", "survey 12-2024"],
        ["c", "0.0", "survey 12-2024"],
        ["b", "10.0", "survey 1-2025"],
        ["d", "7.0", "survey 1-2025"],
    ]
    assert len(found.notes) == 1  # the order of the names, which have a word of their own
    assert "survey 12-2024, survey 1-2025" in found.notes[0]


def test_labels_name_and_order_the_waves(study, files, reading):
    labels = 'labels = { "survey 12-2024" = "Dec 2024", "survey 1-2025" = "Jan 2025" }'
    found = reading(study(WAVES.replace('role = "wave" }', f'role = "wave", {labels} }}'), table=TWO))
    assert found.notes == ()
    assert table_of(found, "wave") == [["Dec 2024"]] * 3 + [["Jan 2025"]] * 2


def test_the_calendar_orders_waves(study, files):
    for name in ("12-2024", "1-2025"):
        (files / f"survey {name}.csv").rename(files / f"{name}.csv")
    found = read_study(study(WAVES, table='file = ["1-2025.csv", "12-2024.csv"]'))
    assert list(found.tables["answers"]["wave"].cat.categories) == ["12-2024", "1-2025"]
    assert found.notes == ()


def test_a_file_without_a_label_is_a_fault(study, files, faults):
    column = WAVES.replace('role = "wave" }', 'role = "wave", labels = { "survey 12-2024" = "2024" } }')
    told = faults(study(column, table=TWO))
    assert len(told) == 1
    assert told[0].startswith(
        'answers.wave: not among the labels ("survey 1-2025"), from "survey 1-2025.csv" on, in 2 rows (first at row 2).'
    )


def test_an_id_twice_in_a_file_is_a_fault_named_with_its_file(study, files, faults):
    (files / "survey 1-2025.csv").write_text("nps;id\n10;b\n7;d\n8;b\n", encoding="utf-8")
    told = faults(study(WAVES, table=TWO))
    assert len(told) == 1
    assert told[0].startswith('answers.who: ids that an earlier row of the wave has, from "survey 1-2025.csv" on, in 1')
    assert "row 4" in told[0]


def test_rows_set_aside_are_listed_with_their_file(study, files, reading):
    rows = "".join(f"7;x{k}\n" for k in range(40))
    (files / "survey 1-2025.csv").write_text(f"nps;id\n10;b\n33;d\n{rows}", encoding="utf-8")
    found = reading(study(WAVES, table=TWO, head='faults = "set_aside"'))
    assert found.set_aside.to_numpy().tolist() == [["answers", 3, "recommend", 'outside 0…10, in "survey 1-2025.csv"']]
    assert len(found.tables["answers"]) == 44


def test_without_waves_an_id_in_two_files_is_a_fault(study, files, faults):
    group = WAVES.replace('role = "wave"', 'role = "segment"').replace("wave =", "place =")
    told = faults(study(group, table=TWO))
    assert len(told) == 1
    assert told[0].startswith('answers.who: ids that an earlier row has, from "survey 1-2025.csv" on, in 1 row')


def test_a_column_that_one_file_lacks_is_told_and_blank_there(study, files, reading):
    (files / "survey 1-2025.csv").write_text("nps;id;web\n10;b;4\n7;d;5\n", encoding="utf-8")
    found = reading(study(WAVES + 'web = { role = "rating", scale = [1, 5] }\n', table=TWO))
    assert found.tables["answers"]["web"].tolist()[3:] == [4, 5]
    assert found.tables["answers"]["web"].isna().tolist() == [True] * 3 + [False] * 2
    note = 'answers: "survey 12-2024.csv" has no "web", which others have; its rows are empty there.'
    assert note in found.notes


def test_a_pattern_takes_the_columns_of_all_files(study, files, reading):
    (files / "survey 12-2024.csv").write_text("id;nps;q1\na;10;1\nb;9;2\n", encoding="utf-8")
    (files / "survey 1-2025.csv").write_text("nps;id;q1;q2\n10;b;3;4\n", encoding="utf-8")
    found = reading(study(WAVES + '"q*" = { role = "rating", scale = [1, 5] }\n', table=TWO))
    frame = found.tables["answers"]
    assert frame["q1"].tolist() == [1, 2, 3]
    assert frame["q2"].isna().tolist() == [True, True, False]
    assert frame["q2"].tolist()[2] == 4


def test_another_survey_is_no_wave(study, files, faults):
    (files / "survey 1-2025.csv").write_text("id;a;b;c\nb;1;2;3\n", encoding="utf-8")
    columns = WAVES + "".join(f'{name} = {{ role = "rating", scale = [1, 5] }}\n' for name in "abc")
    told = faults(study(columns, table=TWO))
    assert told == [
        'answers: "survey 12-2024.csv" and "survey 1-2025.csv" differ in their columns (a, b, c). '
        "Describe files with different columns as tables of their own."
    ]


def test_groups_that_files_write_otherwise_are_told(study, files, reading):
    (files / "survey 12-2024.csv").write_text("id;nps;region\na;10;1\nb;9;2\n", encoding="utf-8")
    (files / "survey 1-2025.csv").write_text("nps;id;region\n10;b;North\n9;c;South\n", encoding="utf-8")
    columns = WAVES + 'region = { role = "segment" }\n'
    told = (
        'answers.region: "survey 12-2024.csv" and "survey 1-2025.csv" have no group in common: if one writes them '
        "otherwise, write labels that give all of them one name."
    )
    assert told in reading(study(columns, table=TWO)).notes
    labels = 'labels = { "1" = "North", "2" = "South", North = "North", South = "South" }'
    mended = columns.replace('role = "segment" }', f'role = "segment", {labels} }}')
    assert told not in reading(study(mended, table=TWO)).notes


def book_of(path, **sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)


SHEETS = WAVES.replace("(file)", "(sheet)")


def test_sheets_are_waves_and_rows_are_named_with_theirs(study, faults, tmp_path):
    first, second = [["id", "nps"], ["a", 10], ["b", 9]], [["nps", "id"], [8, "a"], [3, "c"]]
    book_of(tmp_path / "answers.xlsx", **{"T1 2025": second, "T4 2024": first, "codes": [["code", "word"], [1, "x"]]})
    path = study(SHEETS, file="answers.xlsx", table='sheet = ["T1 2025", "T4 2024"]')
    found = read_study(path)
    assert table_of(found, "who", "recommend", "wave") == [
        ["a", "8.0", "T1 2025"],
        ["c", "3.0", "T1 2025"],
        ["a", "10.0", "T4 2024"],
        ["b", "9.0", "T4 2024"],
    ]
    assert list(found.tables["answers"]["wave"].cat.categories) == ["T4 2024", "T1 2025"]
    second[2][0] = 33
    book_of(tmp_path / "answers.xlsx", **{"T4 2024": first, "T1 2025": second})
    told = faults(path)
    assert len(told) == 1
    assert told[0].startswith(
        'answers.recommend: outside 0…10 (33), from "answers.xlsx [T1 2025]" on, in 1 row (first at row 3)'
    )


def test_a_sheet_that_is_not_there_is_a_fault(study, faults, tmp_path):
    book_of(tmp_path / "answers.xlsx", **{"2024": [["id", "nps"], ["a", 10]]})
    assert faults(study(SHEETS, file="answers.xlsx", table='sheet = ["2024", "2052"]')) == [
        'answers: "answers.xlsx" has no sheet "2052". Did you mean 2024?'
    ]


def test_names_of_sheets_need_sheets(study, faults, tmp_path):
    book_of(tmp_path / "answers.xlsx", **{"2024": [["id", "nps"], ["a", 10]]})
    assert faults(study(SHEETS, file="answers.xlsx")) == [
        "answers.wave: the names of sheets, and none is named. "
        'Write sheet = ["…", "…"] for the table, as the workbook has them.'
    ]


def test_two_workbooks_with_the_same_sheets(study, tmp_path):
    for place, first in (("Girona", 10), ("Reus", 0)):
        rows = {"2024": [["id", "nps"], ["a", first]], "2025": [["id", "nps"], ["a", first - 1 if first else 1]]}
        book_of(tmp_path / f"{place}.xlsx", **rows)
    columns = SHEETS.replace("who =", "#") + 'place = { source = "(file)", role = "segment" }\n'
    found = read_study(study(columns, table='file = ["Girona.xlsx", "Reus.xlsx"]\nsheet = ["2024", "2025"]'))
    assert table_of(found, "place", "wave", "recommend") == [
        ["Girona", "2024", "10.0"],
        ["Girona", "2025", "9.0"],
        ["Reus", "2024", "0.0"],
        ["Reus", "2025", "1.0"],
    ]


def test_files_of_one_name_keep_their_endings(study, tmp_path):
    (tmp_path / "2024.csv").write_text("id;nps\na;10\n", encoding="utf-8")
    (tmp_path / "2024.txt").write_text("id;nps\na;9\n", encoding="utf-8")
    found = read_study(study(WAVES, table='file = ["2024.csv", "2024.txt"]'))
    assert sorted(found.tables["answers"]["wave"].astype(str)) == ["2024.csv", "2024.txt"]


def test_parquet_files_are_waves(study, tmp_path, reading):
    for year, scores in (("2024", [10, 0]), ("2025", [9])):
        pd.DataFrame({"id": list("ab")[: len(scores)], "nps": scores}).to_parquet(tmp_path / f"{year}.parquet")
    found = reading(study(WAVES, table='file = ["2024.parquet", "2025.parquet"]'))
    assert table_of(found, "recommend", "wave") == [["10.0", "2024"], ["0.0", "2024"], ["9.0", "2025"]]


def test_a_part_without_a_column_is_blank():
    raws = [
        RawTable(cells={head: Cells.of_text(pd.Series(words, dtype="str"))}, rows=rows, headers=[head], file=head)
        for head, words, rows in (("a", ["x"], np.array([2])), ("b", ["y", "z"], np.array([2, 3])))
    ]
    assert {name: cells.rows().tolist() for name, cells in below_one_another(raws).items()} == {
        "a": ["x", "", ""],
        "b": ["", "y", "z"],
    }


def test_the_files_of_the_readme_can_be_read(root, tmp_path):
    readme = (root / "README.md").read_text(encoding="utf-8")
    (block,) = [one for one in re.findall(r"^```toml\n(.*?)^```", readme, re.MULTILINE | re.DOTALL) if "(file)" in one]
    score = 'recommend = { source = "nps", role = "recommend" }\n'
    text = '[study]\nname = "S"\n' + block.replace("\nfile =", '\nkind = "relationship"\nfile =', 1) + score
    (tmp_path / "study.toml").write_text(text, encoding="utf-8")
    for year, given in ((2024, 10), (2025, 7)):
        book_of(tmp_path / f"clients_{year}.xlsx", **{"answers": [["nps"], [given], [given - 1]]})
    frame = read_study(tmp_path).tables["relationship"]
    assert frame["wave"].tolist() == ["2024", "2024", "2025", "2025"]
    assert frame["recommend"].tolist() == [10, 9, 7, 6]
