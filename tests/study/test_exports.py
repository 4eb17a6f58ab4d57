"""The same answers in five files of five tools: one table."""

from __future__ import annotations

import io
import re

import openpyxl
import pandas as pd
import pyreadstat
import pytest

from cxlib.study import read_study

ROWS = [
    ("007", 7.5, 5, "Castellón", "Price", "2024-01-31"),
    ("8", 10.0, 1, "Peñíscola", "", "2024-02-13"),
    ("09a", None, None, "Castellón", "Price", "2024-12-01"),
    ("x", 1234.25, 3, "", "", ""),
]
HEADS = ["id", "spent", "overall", "town", "price", "day"]
QUESTIONS = ["Number", "How much?", "How satisfied are you overall?", "Where?", "Was it the price?", "When?"]
ROLES = {
    "id": 'role = "id"',
    "spent": 'role = "cost"',
    "overall": 'role = "outcome", scale = [1, 5]',
    "town": 'role = "segment", labels = { "Peñíscola" = "Peñíscola", "Castellón" = "Castellón" }',
    "price": 'role = "reason"',
    "day": 'role = "time"',
}


def columns(sources: dict[str, str] | None = None) -> str:
    sources = dict(zip(HEADS, HEADS, strict=True)) | (sources or {})
    return "\n".join(f'{name} = {{ source = "{sources[name]}", {role} }}' for name, role in ROLES.items())


def text(rows: list, delimiter: str = ",") -> str:
    buffer = io.StringIO()
    pd.DataFrame(rows).to_csv(buffer, sep=delimiter, header=False, index=False)
    return buffer.getvalue()


def clean(study, folder):
    return study(columns(), text([HEADS, *ROWS]))


def latin(study, folder):
    def written(row):
        code, spent, *rest, day = row
        number = "" if spent is None else f"{spent:_}".replace(".", ",").replace("_", "\u00a0")
        return code, number, *rest, "/".join(reversed(day.split("-")))

    return study(columns(), text([HEADS, *map(written, ROWS)], ";").encode("latin-1"))


def three_heads(study, folder):
    machine = [f'{{"Import":"q{place}"}}' for place in range(len(HEADS))]
    return study(columns({"overall": QUESTIONS[2]}), text([HEADS, QUESTIONS, machine, *ROWS]).encode("utf-8-sig"))


def statistics(study, folder):
    frame = pd.DataFrame(ROWS, columns=HEADS)
    frame["overall"] = frame["overall"].fillna(99)
    frame["town"] = frame["town"].map({"Castellón": 1.0, "Peñíscola": 2.0})
    frame["day"] = pd.to_datetime(frame["day"].replace("", None))
    pyreadstat.write_sav(
        frame,
        folder / "answers.sav",
        column_labels=dict(zip(HEADS, QUESTIONS, strict=True)),
        variable_value_labels={"town": {1: "Castellón", 2: "Peñíscola"}, "overall": {99: "No answer"}},
        missing_ranges={"overall": [{"lo": 90, "hi": 99}]},
    )
    return study(columns(), file="answers.sav")


def workbook(study, folder):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Answers of 2024"])
    sheet.append(["id", "spent", "Town and time", None, None, "Reasons", None])
    sheet.append([None, None, "overall", "town", "day", "quality", "price"])
    sheet.merge_cells("C2:E2")
    sheet.merge_cells("F2:G2")
    for code, spent, overall, town, price, day in ROWS:
        when = pd.Timestamp(day).to_pydatetime() if day else None
        sheet.append([code, spent, overall, town or None, when, None, price or None])
    sheet["F5"] = "quality"
    book.save(folder / "answers.xlsx")
    merged = {name: f"Town and time | {name}" for name in ("overall", "town", "day")}
    return study(columns({**merged, "price": "Reasons | price"}), file="answers.xlsx")


@pytest.mark.parametrize("write", [latin, three_heads, statistics, workbook])
def test_the_same_answers_make_the_same_table(study, tmp_path, write):
    expected = read_study(clean(study, tmp_path)).tables["answers"]
    assert expected["spent"].tolist()[::3] == [7.5, 1234.25]
    assert expected["overall"].isna().tolist() == [False, False, True, False]
    assert expected["day"].notna().sum() == 3
    read = read_study(write(study, tmp_path))
    pd.testing.assert_frame_equal(read.tables["answers"], expected)


def test_the_wording_in_the_file_becomes_the_question(study, tmp_path):
    for write in (three_heads, statistics):
        contract = read_study(write(study, tmp_path)).contract.tables["answers"]
        assert [column.question for column in contract.columns.values()] == QUESTIONS
    declared = columns().replace('"cost"', '"cost", question = "How much did you spend?"')
    data = text([HEADS, QUESTIONS, *ROWS])
    contract = read_study(study(declared, data, table="header_rows = 2")).contract.tables["answers"]
    assert contract.columns["spent"].question == "How much did you spend?"
    assert contract.columns["day"].question == "When?"


def test_cxlib_names_no_tool_and_no_export(root):
    """Exports are known by their shape: no brand, no header, no code and no file of any one of them.

    The words by which people call a role are a list of their own, and heads that tools write are among them.
    """
    names = "import" + "id|response" + "id|qid|responseset|recordeddate|open-ended response|respondent id|collector id"
    names += "|q7all|netpro|respnum|baredate|survey" + "monkey|qualtrics|limesurvey|typeform|jobcat|separationtype"
    names += "|dete_survey|employee_data|not stated|h_comp|bottom_box"
    found = {
        str(path.relative_to(root)): sorted(set(hits))
        for path in (root / "cxlib").rglob("*.py")
        if path.name not in ("role_words.py", "head_words.py")
        and (hits := re.findall(names, path.read_text(encoding="utf-8").lower()))
    }
    assert found == {}
