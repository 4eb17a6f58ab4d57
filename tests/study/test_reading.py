"""Files as tools write them: nothing guessed, nothing evaluated, nothing lost."""

from __future__ import annotations

import datetime
import json
import tempfile
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pyreadstat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxlib.errors import CXError
from cxlib.study import describe_study, read_study
from cxlib.study.files.text_files import read_text

SCORE = 'score = { role = "outcome", scale = [0, 10] }'
TEXT = 'name = { role = "segment" }'


def test_na_is_a_country_a_case_and_a_name(study, answers):
    columns = 'country = { role = "segment" }\ncase = { role = "id" }\nname = { role = "verbatim", missing = [] }'
    table = answers(study(columns, "country,case,name\nNA,NA,Null\nnan,None,NA\n,null,\n"))
    assert table["country"].tolist()[:2] == ["NA", "nan"]
    assert table["case"].tolist() == ["NA", "None", "null"]
    assert table["name"].tolist()[:2] == ["Null", "NA"]
    assert table.isna().sum().to_dict() == {"country": 1, "case": 0, "name": 1}


def test_ids_stay_text(study, answers):
    table = answers(study('id = { role = "id" }', "id,x\n007,a\n7,b\n7.0,c\n1e5,d\n"))
    assert table["id"].tolist() == ["007", "7", "7.0", "1e5"]


def test_formulas_in_a_text_file_are_text(study, answers):
    assert answers(study(TEXT, "name\n=SUM(A1)\n"))["name"].tolist() == ["=SUM(A1)"]


def test_latin_1_semicolons_and_decimal_commas_are_found(study):
    data = "name;score\nGarcía Peña;7,5\nNúñez;8\nIbáñez;9,25\n".encode("cp1252")
    read = read_study(study(f"{TEXT}\n{SCORE}", data))
    assert read.tables["answers"]["name"].tolist() == ["García Peña", "Núñez", "Ibáñez"]
    assert read.tables["answers"]["score"].tolist() == [7.5, 8.0, 9.25]
    assert read.notes == (
        'answers: "answers.csv" was read as cp1252; if letters look wrong, write encoding = "…" for the table.',
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_tells_the_encoding(study, encoding):
    read = read_study(study(TEXT, "name,x\nPlaça,1\n".encode(encoding)))
    assert read.tables["answers"]["name"].tolist() == ["Plaça"]
    assert read.notes == ()


def test_mixed_encodings_are_read_line_by_line_when_declared(study, answers):
    data = "name,x\nPlaça,1\n".encode() + "Peña,2\n".encode("cp1252")
    assert answers(study(TEXT, data, table='encoding = "mixed"'))["name"].tolist() == ["Plaça", "Peña"]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_delimiters_are_found_outside_quotation_marks(study, answers, sign):
    data = f'name{sign}score\n"a,b;c|d"{sign}7\n"line\none"{sign}8\n'
    table = answers(study(f"{TEXT}\n{SCORE}", data))
    assert table["name"].tolist() == ["a,b;c|d", "line\none"]
    assert table["score"].tolist() == [7.0, 8.0]


def test_old_line_ends_are_read(study, answers):
    assert answers(study(SCORE, "score,x\r7,a\r8,b\r"))["score"].tolist() == [7.0, 8.0]


def test_headers_match_without_blanks_at_their_ends(study, answers):
    data = "\u00a0score  ,x\n 7\u00a0,1\n"
    assert answers(study(SCORE, data))["score"].tolist() == [7.0]


def test_lines_without_any_answer_are_no_rows_and_keep_their_number(study, answers, faults):
    folder = study(SCORE, "score,x\n7,1\n\n,\n12,2\n")
    assert faults(folder)[0].startswith("answers.score: outside 0…10 (12) in 1 row (first at row 5).")
    assert len(answers(study(SCORE, "score,x\n7,1\n\n,\n8,2\n"))) == 2


def test_an_empty_cell_of_a_single_column_is_a_missing_answer(study, answers):
    assert len(answers(study(SCORE, 'score\n7\n""\n8\n'))) == 3


def test_further_header_rows_are_left_out(study, answers):
    data = 'score,name\n"How satisfied, 0 to 10?",Your name\n"{""ImportId"":""Q1""}",x\n7,Ana\n'
    table = answers(study(f"{SCORE}\n{TEXT}", data, table="header_rows = 3"))
    assert table.to_dict("list") == {"score": [7.0], "name": ["Ana"]}


def test_merged_heads_are_joined_with_the_row_below(study, answers):
    columns = 'price = { source = "Reasons | Price", role = "segment" }\n'
    columns += 'score = { source = "Score", role = "outcome" }'
    data = "Score,Reasons,\n,Quality,Price\n7,Quality,\n8,,Price\n"
    table = answers(study(columns, data, table="header_rows = 2"))
    assert table["price"].tolist()[1] == "Price"
    assert table["score"].tolist() == [7.0, 8.0]


def test_a_last_column_without_a_head_widens_no_other(study, answers):
    table = answers(study(SCORE, "x,score,\nName,How satisfied?,\nAna,7,\n", table="header_rows = 2"))
    assert table["score"].tolist() == [7.0]


@given(st.binary(max_size=60), st.sampled_from([b"", b"score,x\n", b"score;x\n1;2\n"]))
def test_whatever_bytes_come_they_are_read_or_refused(data, head):
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "answers.csv")
        file.write_bytes(head + data)
        try:
            rows = read_text(file, encoding=None, delimiter=None)
        except CXError:
            return
        assert all(len(column) == len(rows.numbers) for column in rows.cells)


def test_several_files_make_one_table(study, tmp_path, answers):
    (tmp_path / "w1.csv").write_text("score,x\n7,1\n", encoding="utf-8")
    (tmp_path / "w2.csv").write_text("x;score\n1;8,5\n", encoding="utf-8")
    folder = study(SCORE, table='file = ["w1.csv", "w2.csv"]\ndecimal = ","')
    assert answers(folder)["score"].tolist() == [7.0, 8.5]


@pytest.mark.parametrize(
    ("cells", "numbers"),
    [
        (["1.250", "12.500", "1.100.000"], [1250, 12500, 1100000]),  # two points part thousands
        (["1.250,50", "980", "12.500"], [1250.5, 980, 12500]),
        (['"1,250"', '"12,500.5"', "3.25"], [1250, 12500.5, 3.25]),
        (["1.250", "12.500", "980"], [1.25, 12.5, 980]),  # nothing shows more than decimals
    ],
)
def test_what_a_number_with_two_signs_shows_holds_for_the_table(study, both_doors, cells, numbers):
    quoted = [cell if cell.startswith('"') else f'"{cell}"' for cell in cells]
    data = "id,spent\n" + "".join(f"{row},{cell}\n" for row, cell in enumerate(quoted))
    found = both_doors(study('spent = { role = "measure" }', data))
    assert found.tables["answers"]["spent"].tolist() == numbers


def test_signs_that_contradict_each_other_are_a_fault(study, faults):
    data = 'id,spent\n1,"1.250.000"\n2,"1.25"\n3,"1,250.5"\n'
    found = faults(study('spent = { role = "measure" }', data))
    assert "answers: decimal points and decimal commas in one table" in found[0]


def test_thousands_are_read_where_the_decimal_sign_is_declared(study, answers):
    folder = study('cost = { role = "cost" }', "cost;x\n1.234,5;1\n12;2\n1.234;3\n", table='decimal = ","')
    assert answers(folder)["cost"].tolist() == [1234.5, 12.0, 1234.0]


def test_excel_text_stays_text_and_numbers_stay_exact(study, tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["id", "name", "score", "day", "flag"])
    sheet.append(["007", "NA", 7.5, datetime.datetime(2018, 1, 31), True])
    sheet.append([])
    sheet.append([8, "=SUM(A1)", 8, datetime.datetime(2018, 1, 30, 12, 30), False])
    sheet["B4"].data_type = "s"
    book.create_sheet("other")
    book.save(tmp_path / "answers.xlsx")
    columns = f'id = {{ role = "id" }}\n{TEXT}\n{SCORE}\nday = {{ role = "time" }}\nflag = {{ role = "consent" }}'
    read = read_study(study(columns, file="answers.xlsx"))
    table = read.tables["answers"]
    assert table["id"].tolist() == ["007", "8"]
    assert table["name"].tolist() == ["NA", "=SUM(A1)"]
    assert table["score"].tolist() == [7.5, 8.0]
    assert table["day"].tolist() == [pd.Timestamp(2018, 1, 31), pd.Timestamp(2018, 1, 30, 12, 30)]
    assert table["flag"].tolist() == [True, False]
    assert read.as_of == datetime.date(2018, 1, 31)
    assert read.notes == (
        'answers: "answers.xlsx" has 2 sheets and the first was read; name another by sheet = "…".',
        "answers.day: 1 of 2 times without a clock, taken as 00:00. "  # a sheet knows no other midnight
        "Their place within the day is not known, and the order of a day's events may be wrong.",
    )


def test_parquet_keeps_large_ids_and_tells_missing_from_na(study, tmp_path, answers):
    frame = pd.DataFrame(
        {
            "id": pd.array([9_007_199_254_740_993, None], dtype="Int64"),
            "name": ["NA", None],
            "score": [7.0, np.nan],
            "day": pd.to_datetime(["2018-01-31", None]),
        }
    )
    frame.to_parquet(tmp_path / "answers.parquet")
    columns = f'id = {{ role = "id" }}\n{TEXT}\n{SCORE}\nday = {{ role = "time" }}'
    table = answers(study(columns, file="answers.parquet"))
    assert table["id"].tolist()[0] == "9007199254740993"
    assert table["name"].tolist()[0] == "NA"
    assert table.isna().sum().tolist() == [1, 1, 1, 1]


def test_parquet_columns_of_every_kind_are_the_texts_that_a_file_of_text_has(study, tmp_path, answers):
    """Numbers in a shortest text, −0 no other number than 0, not-a-number and null no answer."""
    kinds = {
        "small": pa.array([1, None, 2, 1], pa.int8()),
        "large": pa.array([2**63, 2**63 + 1, None, 0], pa.uint64()),
        "real": pa.array([0.0, -0.0, float("nan"), 2.5]),
        "short": pa.array([0.1, 1.0, None, 0.1], pa.float32()),
        "told": pa.array([True, None, False, True]),
        "word": pa.array([" a", "a", "", None]),
        "kind": pa.array(["a ", "b", None, "a"]).dictionary_encode(),
    }
    pq.write_table(pa.table(kinds), tmp_path / "answers.parquet", row_group_size=3)
    table = answers(study("\n".join(f'{name} = {{ role = "unit" }}' for name in kinds), file="answers.parquet"))
    assert table.astype(object).where(table.notna(), None).to_dict("list") == {
        "small": ["1", None, "2", "1"],
        "large": [str(2**63), str(2**63 + 1), None, "0"],
        "real": ["0", "0", None, "2.5"],
        "short": ["0.10000000149011612", "1", None, "0.10000000149011612"],
        "told": ["true", None, "false", "true"],
        "word": ["a", "a", None, None],
        "kind": ["a", "b", None, "a"],
    }


@pytest.mark.parametrize("ending", ["sav", "dta"])
def test_statistics_files_keep_codes_that_the_contract_explains(study, tmp_path, answers, ending):
    frame = pd.DataFrame({"id": [7.0, 8.0, 9.0], "score": [7.0, 99.0, np.nan], "lang": [1.0, 2.0, 1.0]})
    file = tmp_path / f"answers.{ending}"
    if ending == "sav":
        labels = {"lang": {1: "English", 2: "Spanish"}}
        pyreadstat.write_sav(frame, file, missing_ranges={"score": [99]}, variable_value_labels=labels)
    else:
        pyreadstat.write_dta(frame, file)
    columns = (
        'id = { role = "id" }\nscore = { role = "outcome", scale = [0, 10], missing = [99] }\n'
        'lang = { role = "segment", labels = { "2" = "Spanish", "1" = "English" } }'
    )
    table = answers(study(columns, file=file.name))
    assert table["id"].tolist() == ["7", "8", "9"]
    assert table["score"].tolist()[0] == 7.0 and table["score"].isna().sum() == 2
    assert table["lang"].tolist() == ["English", "Spanish", "English"]
    assert list(table["lang"].cat.categories) == ["Spanish", "English"]


def test_one_row_and_no_answer_at_all_are_read(study):
    one = read_study(study(SCORE, "score,x\n7,1\n"))
    assert one.tables["answers"]["score"].tolist() == [7.0]
    none = read_study(study(SCORE, "score,x\n,1\n,2\n"))
    assert none.tables["answers"]["score"].isna().all()
    assert none.notes == ("answers.score: no answer in any row.",)
    described = describe_study(none).table.iloc[0]
    assert (described["n"], described["missing"], described["distinct"]) == (0, 2, 0)


def test_the_source_is_the_name_unless_said(study, answers):
    assert list(answers(study(SCORE, "score\n7\n"))) == ["score"]


def test_a_study_is_found_by_its_folder_or_its_file(study):
    folder = study(SCORE, "score\n7\n")
    assert read_study(folder / "study.toml").name == read_study(str(folder)).name == "Small"


def test_columns_of_a_role_come_in_the_order_written(study):
    read = read_study(study('b = { role = "rating" }\na = { role = "rating" }', "a,b\n1,2\n"))
    assert read.columns("rating", table="answers") == ["b", "a"]
    assert read.columns("weight", table="answers") == []


def test_the_case_called_na_stays_a_case(shared, study):
    """An event log with a case of that name, semicolons and years first."""
    data = shared("data/sepsis/sepsis.csv").read_bytes()
    facts = json.loads(shared("reference/real_data_facts.json").read_text(encoding="utf-8"))["sepsis_log"]
    columns = (
        'case = { source = "Case ID", role = "customer" }\n'
        'activity = { source = "Activity", role = "touchpoint" }\n'
        'time = { source = "Complete Timestamp", role = "time" }'
    )
    table = read_study(study(columns, data, table='kind = "interactions"')).tables["answers"]
    assert len(table) == facts["events"]
    assert table["case"].nunique() == facts["cases"]
    assert (table["case"] == "NA").any()
    assert table["activity"].value_counts().to_dict() == facts["activities"]
    assert table["time"].notna().all()


def test_an_export_with_three_header_rows_is_read(shared, study, answers):
    data = shared("data/exports/qualtrics_sample.csv").read_bytes()
    columns = 'id = { source = "ResponseId", role = "id" }\nstart = { source = "StartDate", role = "time" }'
    table = answers(study(columns, data, table="header_rows = 3"))
    assert table["start"].tolist() == [pd.Timestamp(2017, 7, 18, 8, 28, 9)]


def test_a_statistics_file_of_a_client_is_read(shared, study, answers):
    data = shared("data/exports/Employee_data.sav").read_bytes()
    facts = json.loads(shared("reference/real_data_facts.json").read_text(encoding="utf-8"))["employee_sav"]
    columns = (
        'id = { source = "ID", role = "id" }\n'
        'job = { source = "JOBCAT", role = "segment", '
        'labels = { "1" = "Clerical", "2" = "Custodial", "3" = "Manager" } }'
    )
    table = answers(study(columns, data, file="answers.sav", table='kind = "employees"'))
    assert len(table) == facts["rows"]
    assert table["job"].value_counts().to_dict() == {"Clerical": 363, "Manager": 84, "Custodial": 27}
    assert table["id"][0] == "1"


def test_decimal_commas_beside_a_file_that_keeps_numbers_as_numbers_are_a_fault(study, faults, tmp_path):
    pd.DataFrame({"score": [1.234], "x": [1]}).to_parquet(tmp_path / "b.parquet")  # no 1,234: a point is a point
    data = "score;x\n7,5;1\n1.234,5;2\n"
    files = 'file = ["{}", "{}"]\ndecimal = ","'
    for pair in (("answers.csv", "b.parquet"), ("b.parquet", "answers.csv")):
        assert faults(study('score = { role = "outcome" }', data, table=files.format(*pair))) == [
            "answers: decimal commas are declared, and some of its files keep numbers as numbers. "
            "Describe text files and files of other kinds as tables of their own."
        ]


def test_the_decimal_sign_of_text_is_found_behind_a_file_of_another_kind_too(study, faults, tmp_path):
    pd.DataFrame({"score": [7], "x": [1]}).to_parquet(tmp_path / "b.parquet")
    folder = study(
        'score = { role = "outcome" }', "score;x\n1.234;1\n2.345;2\n", table='file = ["b.parquet", "answers.csv"]'
    )
    assert faults(folder) == [
        "answers: every point may separate thousands as well as decimals. "
        'Write decimal = "," or decimal = "." for the table.'
    ]
