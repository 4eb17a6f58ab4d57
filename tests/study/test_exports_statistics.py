"""Files of SPSS, Stata and SAS: labels, missing codes, wordings and dates as the file declares them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pyreadstat
import pytest

from cxlib.study import read_study
from cxlib.study.files import statistics_files

FRAME = pd.DataFrame(
    {
        "id": ["a", "b", "c", "d", "e"],
        "score": [1.0, 5.0, 9.0, 8.0, -3.0],
        "area": [10.0, 2.0, 1.0, 3.0, 9.0],
        "said": ["x", "", "y", "none", "z"],
        "ok": [1.0, 2.0, np.nan, 1.0, 2.0],
        "day": pd.to_datetime(["2024-01-31", "2024-02-01", None, "2023-12-31", "2024-01-01"]),
        "at": pd.to_datetime(
            ["2024-01-31 13:02", "2024-02-01", None, "2023-12-31 01:00", "2024-01-01"], format="mixed"
        ),
    }
)
LABELS = {
    "score": {1: "Very bad", 5: "Very good", 8: "Refused", 9: "No idea"},
    "area": {10: "Zaragoza", 2: "Ávila", 1: "Murcia", 9: "Unknown"},
    "ok": {1: "Yes", 2: "No"},
}
COLUMNS = """\
id = { role = "id" }
score = { role = "outcome", scale = [1, 5] }
area = { role = "segment" }
ok = { role = "consent" }
day = { role = "time" }
at = { role = "start" }
"""


@pytest.fixture
def spss(study, tmp_path):
    def write(columns: str = COLUMNS, ending: str = "sav", ranges: dict | None = None) -> Path:
        pyreadstat.write_sav(
            FRAME,
            tmp_path / f"answers.{ending}",
            compress=ending == "zsav",
            column_labels={"score": "How good was it?"},
            variable_value_labels=LABELS,
            variable_format={"day": "DATE11"},
            missing_ranges=ranges or {"score": [9, {"lo": -10, "hi": -1}], "area": [9], "said": ["none"]},
        )
        return study(columns, file=f"answers.{ending}")

    return write


@pytest.mark.parametrize("ending", ["sav", "zsav"])
def test_labels_are_in_the_order_of_their_codes_and_missing_codes_are_missing(spss, ending):
    columns = COLUMNS.replace("scale = [1, 5]", "scale = [1, 5], missing = [8]")
    read = read_study(spss(columns, ending))
    table = read.tables["answers"]
    assert list(table["area"].cat.categories) == ["Murcia", "Ávila", "3", "Zaragoza"] and table["area"].cat.ordered
    assert table["area"].tolist()[:4] == ["Zaragoza", "Ávila", "Murcia", "3"] and table["area"].isna()[4]
    assert table["score"].tolist()[:2] == [1, 5] and table["score"].isna().tolist()[2:] == [True, True, True]
    assert table["ok"].tolist()[:2] == [True, False] and table["ok"].isna()[2]
    assert table["day"].tolist()[0] == pd.Timestamp(2024, 1, 31)
    assert table["at"].tolist()[0] == pd.Timestamp(2024, 1, 31, 13, 2)
    assert read.contract.tables["answers"].columns["score"].question == "How good was it?"


def test_a_labelled_code_outside_the_scale_is_a_fault(spss, faults):
    assert faults(spss()) == [
        'answers.score: outside 1…5 (8) in 1 row (first at row 4). If 8 means "no answer", write missing = [9, -3, 8].'
    ]


def test_study_toml_may_use_codes_or_words_and_wins(spss):
    columns = """\
score = { role = "rating", scale = [1, 5], missing = ["Refused"], not_used = ["No idea"] }
area = { role = "segment", labels = { "Zaragoza" = "East", "2" = "Centre", "Murcia" = "East", "3" = "?" } }
said = { role = "verbatim" }
"""
    table = read_study(spss(columns)).tables["answers"]
    assert table["score_not_used"].tolist() == [False, False, True, False, False]
    assert table["score"].isna().tolist() == [False, False, True, True, True]
    assert table["area"].tolist()[:4] == ["East", "Centre", "East", "?"]
    assert table["said"].isna().tolist() == [False, True, False, True, False]


def test_a_column_is_named_by_its_wording_too(spss):
    columns = 'good = { source = "How good was it?", role = "outcome" }'
    assert read_study(spss(columns)).tables["answers"]["good"].tolist()[:2] == [1, 5]


@pytest.mark.parametrize(("ending", "name"), [("dta", "score"), ("xpt", "score"), ("por", "SCORE")])
def test_files_of_other_programs_are_read(study, tmp_path, answers, ending, name):
    frame = FRAME[["id", "score", "area"]]
    file = tmp_path / f"answers.{ending}"
    if ending == "dta":
        pyreadstat.write_dta(frame, file, variable_value_labels={"area": LABELS["area"]})
    else:
        {"xpt": pyreadstat.write_xport, "por": pyreadstat.write_por}[ending](frame, file)
    area = "AREA" if ending == "por" else "area"
    columns = f'score = {{ source = "{name}", role = "cost" }}\narea = {{ source = "{area}", role = "segment" }}'
    table = answers(study(columns, file=file.name))
    assert table["score"].tolist() == [1, 5, 9, 8, -3]
    assert table["area"].tolist()[1] == ("Ávila" if ending == "dta" else "2")


def test_extended_missing_values_are_missing(study, answers):
    data = Path(__file__).with_name("files").joinpath("invented.dta").read_bytes()
    table = answers(study('tag = { role = "segment" }\nat = { role = "time" }', data, file="answers.dta"))
    assert table["tag"].isna().tolist() == [False, True, False, True]
    assert table["tag"].tolist()[::2] == ["Web", "Shop"]
    assert table["at"].tolist()[0] == pd.Timestamp(2024, 1, 31, 13, 2, 3)


def test_a_sas_file_is_read(study, answers):
    data = Path(__file__).with_name("files").joinpath("invented.sas7bdat").read_bytes()
    columns = 'id = { role = "id" }\nscore = { role = "outcome", scale = [0, 10] }\n'
    columns += 'area = { role = "segment" }\nday = { role = "time" }\nat = { role = "start" }'
    table = answers(study(columns, data, file="answers.sas7bdat"))
    assert table["id"].tolist() == ["1", "2", "3", "4"]
    assert table["score"].tolist()[2:] == [9.5, 0.0] and table["score"].isna().sum() == 1
    assert table["area"].tolist()[3] == "Ibiáñez" and table["area"].isna()[2]
    assert table["day"].tolist()[3] == pd.Timestamp(2023, 12, 31)
    assert table["at"].tolist()[0] == pd.Timestamp(2024, 1, 31, 13, 2, 3)


def test_a_file_that_brings_its_reader_down_is_a_fault(study, faults, monkeypatch, tmp_path):
    crash = tmp_path / "crash.py"
    crash.write_text("import os; os.abort()", encoding="utf-8")
    monkeypatch.setattr(statistics_files, "SCRIPT", crash)
    folder = study('score = { role = "outcome" }', "x", file="answers.sav")
    assert faults(folder) == ['answers: "answers.sav" is no file that SPSS, Stata or SAS wrote. Export it anew.']


def test_a_wrong_encoding_is_said(study, faults, tmp_path):
    pyreadstat.write_sav(
        FRAME[["id", "area"]], tmp_path / "answers.sav", variable_value_labels={"area": LABELS["area"]}
    )
    message = (
        'answers: "answers.sav" holds text that is not in the encoding ascii. '
        'Write encoding = "cp1252" or the right one for the table, or export it anew.'
    )
    assert faults(study('area = { role = "segment" }', file="answers.sav", table='encoding = "ascii"')) == [message]


TWO = """\
score = { role = "outcome" }
area = { role = "segment" }
ok = { role = "consent" }
"""
LISTED = 'file = ["one.sav", "two.sav"]'


@pytest.fixture
def two_files(study, tmp_path):
    """Two files whose codes the second may explain otherwise."""

    def write(columns: str, labels: dict, ranges: dict) -> Path:
        for name, own, missing in (("one", LABELS, {"score": [9]}), ("two", LABELS | labels, ranges)):
            pyreadstat.write_sav(
                FRAME[["score", "area", "ok"]],
                tmp_path / f"{name}.sav",
                variable_value_labels=own,
                missing_ranges=missing,
            )
        return study(columns, table=LISTED)

    return write


def test_files_that_explain_a_code_otherwise_are_a_fault(two_files, faults):
    def message(column: str) -> str:
        return (
            f'answers.{column}: "two.sav" and "one.sav" differ in the labels or missing codes of "{column}". '
            "Write labels and missing in study.toml, or describe each file as a table of its own."
        )

    other = {"area": LABELS["area"] | {1: "Ávila", 2: "Murcia"}, "ok": {1: "No", 2: "Yes"}}
    ranges = {"score": [5, 9]}
    assert faults(two_files(TWO.replace('"outcome"', '"cost"'), other, ranges)) == [
        message("score"),
        message("area"),
        message("ok"),
    ]


def test_what_files_explain_otherwise_does_not_matter_where_study_toml_says_it(two_files, answers):
    columns = TWO.replace('"outcome"', '"outcome", missing = [8, 9, -3]')
    columns = columns.replace('"consent"', '"consent", labels = { "1" = 1, "2" = 0 }')
    other = {"ok": {1: "No", 2: "Yes"}, "score": {1: "Awful"}}
    table = answers(two_files(columns, other, {"score": [8, 9]}))
    assert table["score"].dropna().tolist() == [1, 5] * 2
    assert table["ok"].dropna().tolist() == [True, False, True, False] * 2


def test_missing_codes_of_the_file_that_are_answers_on_the_scale_are_a_fault(spss, faults):
    columns = 'score = { role = "rating", scale = [-3, 10] }'
    mend = "Let the scale leave them out, or say in labels what every code means."
    assert faults(spss(columns)) == [
        'answers.score: the file\'s label of 8 is "Refused", and the scale -3…10 has it as an answer. '
        "Write scale = [1, 5] and missing = [8].",
        f"answers.score: the file declares 9, -3 missing, and the scale -3…10 has them. {mend}",
    ]
    (folder := spss(columns)).joinpath("study.toml").write_text(
        folder.joinpath("study.toml").read_text(encoding="utf-8").replace('"relationship"', '"employees"'),
        encoding="utf-8",
    )
    assert faults(folder)[1:] == [
        f"answers.score: the file declares codes missing, and the scale -3…10 has them. {mend}"
    ]


def test_a_word_stands_for_every_code_that_has_it(study, tmp_path, answers):
    labels = {"score": {8: "Refused", 9: "Refused"}}
    pyreadstat.write_sav(FRAME[["score"]], tmp_path / "answers.sav", variable_value_labels=labels)
    table = answers(study('score = { role = "cost", missing = ["Refused"] }', file="answers.sav"))
    assert table["score"].dropna().tolist() == [1, 5, -3]
