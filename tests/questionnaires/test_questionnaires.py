"""Questionnaires are the same in every language, come back from their workbook, and their answers can be read."""

from __future__ import annotations

import csv
import errno
import os
import tomllib
from io import BytesIO

import openpyxl
import pandas as pd
import pytest
from typer.testing import CliRunner

from cxlib import questionnaire, read_study
from cxlib.cli import app
from cxlib.errors import CXError
from cxlib.locale import LANGUAGES
from cxlib.questionnaires.declaration import declaration_of
from cxlib.questionnaires.questions import asked, questions_of
from cxlib.questionnaires.workbook import workbook_of
from cxlib.study import sample_study
from cxlib.study.contract.toml_file import read_contract

NAMES = list(asked()["questionnaires"])
FREE = ["id", "type", "low", "high", "missing", "required", "reversed", "role", "facet", "column"]
TOLD = ["id", "section", "question", "type", "low", "high", "anchors", "options", "missing", "required", "reversed"]
TOLD += ["role", "facet", "column", "instruction", "note"]


def codes(options: str) -> list[str]:
    return [option.partition(" = ")[0] for option in options.split(" | ")]


@pytest.mark.parametrize("name", NAMES)
def test_ids_codes_and_roles_are_the_same_in_every_language(name):
    master = questionnaire(name).table
    assert list(master.columns) == TOLD
    assert master["id"].is_unique and master["column"].is_unique
    for language in LANGUAGES:
        table = questionnaire(name, language=language).table
        pd.testing.assert_frame_equal(table[FREE], master[FREE])
        assert table["options"].map(codes).tolist() == master["options"].map(codes).tolist()


def test_the_questions_are_those_of_the_syllabus():
    sizes = {name: len(questionnaire(name).table) for name in NAMES}
    assert sizes["employees"] == sizes["engagement"] + sizes["climate"] + sizes["experience"] + sizes["pace"] == 31
    numbers = {"relationship": ("R", 15), "transactional": ("C", 6), "internal": ("I", 9), "trust": ("TR", 15)}
    for name, (letters, last) in numbers.items():
        found = questionnaire(name).table["id"].str.extract(r"^([A-Z]+\d+)")[0].unique()
        assert list(found) == [f"{letters}{number}" for number in range(1, last + 1)]


def test_two_questions_are_reversed():
    tables = [questionnaire(name).table for name in NAMES if name != "drivers"]
    reversed_ = [id_ for table in tables for id_ in table.loc[table["reversed"], "id"]]
    assert reversed_ == ["TR6", "C2"]


@pytest.mark.parametrize(
    ("name", "tables"),
    [
        ("relationship", ["relationship"]),
        ("trust", ["relationship"]),
        ("transactional", ["transactional", "driver_study"]),
        ("internal", ["internal"]),
        ("employees", ["employees"]),
    ],
)
def test_roles_scales_and_facets_are_those_of_the_sample_company(name, tables):
    contract, _ = read_contract(sample_study() / "study.toml")
    sample = {column: its for table in tables for column, its in contract.tables[table].columns.items()}
    known = [question for question in questions_of(name, "en") if question.column in sample]
    assert len(known) >= 12
    for question in known:
        its = sample[question.column]
        assert (question.role, question.facet or None, question.touchpoint or None) == (
            its.role,
            its.facet,
            its.touchpoint,
        ), question.id
        assert (list(question.scale) if question.scale else None) == its.scale, question.id


def test_anchors_and_options_are_spelt_out():
    table = questionnaire("relationship", language="ca").table.set_index("id")
    assert table.loc["R1", "anchors"] == "0\xa0molt improbable … 10\xa0el recomanaria sens dubte"
    assert table.loc["R10", "anchors"] == "−2\xa0molt malament … 2\xa0molt bé"
    assert table.loc["R15", "options"] == "1 = sí | 0 = no"
    assert table.loc["R4", "options"].endswith(" | 5 = molt d’acord | 9 = no és el meu cas")


def sheet_of(book, name) -> pd.DataFrame:
    rows = list(book[name].values)
    return pd.DataFrame(rows[1:], columns=rows[0])


@pytest.mark.parametrize(("name", "language"), [("relationship", "ro"), ("internal", "es")])
def test_the_workbook_gives_the_table_back(name, language):
    book = openpyxl.load_workbook(BytesIO(workbook_of(name, language)))
    assert book.sheetnames == ["questions", "study.toml", "licence", "survey", "choices", "settings"]
    table = questionnaire(name, language=language).table
    rows = [[None if pd.isna(cell) or cell == "" else cell for cell in row] for row in table.to_numpy(dtype=object)]
    assert [list(row) for row in book["questions"].values] == [TOLD, *rows]
    assert [cell.value or "" for cell in book["study.toml"]["A"]] == declaration_of(name, language)
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    said = {row[0]: row[1] for row in book["licence"].values}
    assert any("CC BY 4.0" in text for text in said.values() if text)
    assert any("Bain & Company, Inc., NICE Systems, Inc." in text for text in said.values() if text)


def test_the_form_has_every_question_with_its_list_of_answers():
    book = openpyxl.load_workbook(BytesIO(workbook_of("relationship", "es")))
    survey, choices = sheet_of(book, "survey"), sheet_of(book, "choices")
    asked_rows = survey[survey["type"] != "note"]
    assert asked_rows["name"].tolist() == questionnaire("relationship").table["id"].tolist()
    lists = {type_.split()[1] for type_ in asked_rows["type"] if " " in type_}
    assert lists == set(choices["list_name"])
    row = survey.set_index("name").loc["R11"]
    assert (row["type"], row["constraint"]) == (
        "select_multiple emotions",
        "count-selected(.) <= 3 and not(selected(., 'none') and count-selected(.) > 1)",
    )
    likelihood = choices.loc[choices["list_name"] == "likelihood", "label"].tolist()
    assert likelihood == ["0 – muy improbable", *map(str, range(1, 10)), "10 – lo recomendaría sin duda"]
    assert choices.loc[choices["list_name"] == "mood", "name"].astype(str).tolist() == ["-2", "-1", "0", "1", "2"]


def cells_of(question, end: int, *, words: bool) -> list[str]:
    """What a file holds for the first (0) or last (-1) answer to a question, as codes or as words."""
    if question.type == "tick":
        ticks = ["0"] * len(question.options)
        ticks[end] = "1"
        return ticks
    if question.type == "open":
        return ["Așteptam răspunsul; n-a venit. «Tot bé», l·lògic."]
    option = [option for option in question.options if option.code != "9"][end]
    return [option.label if words else option.code]


def heads_of(question) -> list[str]:
    return [f"{question.id}/{option.code}" for option in question.options] if question.type == "tick" else [question.id]


def read_back(folder, name, language, rows) -> pd.DataFrame:
    """The clean table of a file of answers, read by the questionnaire's own study.toml."""
    heads = [head for question in questions_of(name, language) for head in heads_of(question)]
    with (folder / "answers.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["respondent", *heads], *([number, *row] for number, row in enumerate(rows))])
    text = "\n".join(declaration_of(name, language))
    text = text.replace("[study]\n", "[study]\nmin_cell = { employees = 1 }\n")  # of five people all is told
    (folder / "study.toml").write_text(text, encoding="utf-8")
    (table,) = read_study(folder).tables.values()
    return table


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("relationship", "ro"),
        ("transactional", "ca"),
        ("trust", "es"),
        pytest.param("internal", "ro", marks=pytest.mark.full),
        pytest.param("employees", "en", marks=pytest.mark.full),
    ],
)
def test_the_answers_are_read_back_by_code_and_by_word(name, language, tmp_path):
    questions = questions_of(name, language)
    ways = [(0, False), (-1, False), (0, True), (-1, True)]
    rows = [[cell for question in questions for cell in cells_of(question, end, words=words)] for end, words in ways]
    table = read_back(tmp_path, name, language, [*rows, [""] * len(rows[0])])
    assert table.drop(columns="respondent").iloc[4].isna().all()
    for question in questions:
        if question.type == "tick":
            for end, ticked in ((0, [True, False]), (-1, [False, True])):
                column = table[f"{question.column}_{question.options[end].code}"][:4]
                assert column.notna().tolist() == ticked * 2
                assert column.dropna().tolist() == [question.options[end].value] * 2
        elif question.scale:
            ends = list(question.scale)[:: -1 if question.id == "TR6" else 1]
            assert table[question.column][:4].tolist() == ends * 2, question.id
        elif question.type != "open":
            assert table[question.column][:4].tolist() == [question.options[end].value for end in (0, -1)] * 2


@pytest.mark.parametrize("words", [False, True])
def test_every_point_of_every_scale_is_read_back(words, tmp_path):
    """Also −3 with a true minus sign, as the label of a point without words shows it."""
    questions = [question for question in questions_of("transactional", "ca") if question.scale]
    rows = [
        [options[min(place, len(options) - 1)] for question in questions_of("transactional", "ca")
         for options in [[option.label if words else option.code for option in question.options] or [""]]]
        for place in range(11)
    ]  # fmt: skip
    table = read_back(tmp_path, "transactional", "ca", rows)
    for question in questions:
        low, high = question.scale
        found = table[question.column].dropna()
        assert sorted(set(found)) == list(range(low, high + 1)), question.id


def test_no_answer_is_missing(tmp_path):
    table = read_back(tmp_path, "pace", "ro", [["9"] * 3, ["nu este cazul"] * 3])
    assert table.drop(columns="respondent").isna().all(axis=None)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_every_study_toml_is_a_contract_also_with_its_records(name, language, tmp_path):
    text = "\n".join(declaration_of(name, language))
    for record in asked()["questionnaires"][name]["records"]:
        assert f"# {record} = " in text
        text = text.replace(f"# {record} = ", f"{record} = ")
    (tmp_path / "study.toml").write_text(text, encoding="utf-8")
    contract, faults = read_contract(tmp_path / "study.toml")
    assert faults == []
    (table,) = contract.tables.values()
    (columns,) = (table["columns"] for table in tomllib.loads(text)["tables"].values())
    assert list(table.columns) == list(columns)


def test_an_unknown_questionnaire_or_language_is_told():
    with pytest.raises(CXError) as caught:
        questionnaire("relationships")
    assert str(caught.value) == 'No questionnaire "relationships". Did you mean relationship?'
    with pytest.raises(CXError) as caught:
        questionnaire("pace", language="de")
    assert str(caught.value) == ('Unknown language "de". Known: en (English), es (español), ca (català), ro (română).')


@pytest.fixture
def cx(tmp_path, monkeypatch):
    """`cx` in an empty folder, as (exit code, what it said, what it complained of)."""
    monkeypatch.chdir(tmp_path)

    def run(*words: str) -> tuple[int, str, str]:
        done = CliRunner().invoke(app, ["new", *words])
        return done.exit_code, done.stdout, done.stderr

    return run


def test_new_writes_two_files_and_says_their_names(cx, tmp_path):
    assert cx("--questionnaire", "pace", "--language", "ca") == (0, "pace_ca.xlsx\npace_ca.toml\n", "")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pace_ca.toml", "pace_ca.xlsx"]
    assert openpyxl.load_workbook("pace_ca.xlsx")["questions"]["C2"].value == "Treballo al meu ritme."


def test_the_command_of_its_own_writes_the_study_that_reads_the_answers(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, ["questionnaire", "pace", "--language", "ca"])
    assert (done.exit_code, done.stdout) == (0, "pace_ca.xlsx\npace_ca.toml\n")
    sheet = openpyxl.load_workbook("pace_ca.xlsx")["study.toml"]
    lines = [row[0].value or "" for row in sheet.iter_rows()]
    assert (tmp_path / "pace_ca.toml").read_text(encoding="utf-8").splitlines() == lines


def test_new_without_a_name_lists_the_questionnaires(cx):
    code, said, _ = cx("--questionnaire", "--language", "es")
    assert code == 0
    assert [line.split()[0] for line in said.splitlines()] == NAMES
    assert said.splitlines()[0] == "relationship   Cómo nos ve (20)"


def test_new_writes_over_nothing_unless_told(cx, tmp_path):
    (tmp_path / "a.xlsx").write_text("mine")
    message = "a.xlsx: there is such a file already. Choose another name with --out, or add --replace.\n"
    assert cx("--questionnaire", "pace", "--out", "a.xlsx") == (1, "", message)
    assert (tmp_path / "a.xlsx").read_text() == "mine"
    assert cx("--questionnaire", "pace", "--out", "a.xlsx", "--replace") == (0, "a.xlsx\na.toml\n", "")
    assert openpyxl.load_workbook("a.xlsx").sheetnames[0] == "questions"


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        ([], 2, "No file is named. Write cx new FILE, with one file or several."),
        (["--questionnaire", "pase"], 2, 'No questionnaire "pase". Did you mean pace?'),
        (
            ["--questionnaire", "pace", "--language", "fr"],
            2,
            'Unknown language "fr". Known: en (English), es (español), ca (català), ro (română).',
        ),
        (
            ["--questionnaire", "pace", "--out", "a.csv"],
            1,
            "a.csv: not the name of an Excel workbook. Let it end in .xlsx.",
        ),
        (
            ["--questionnaire", "pace", "--out", "there/a.xlsx"],
            1,
            "there: no such folder. Make it first, or choose another place with --out.",
        ),
    ],
)
def test_what_new_cannot_do_is_told_and_nothing_is_left(cx, tmp_path, words, code, message):
    assert cx(*words) == (code, "", f"{message}\n")
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_told_and_nothing_is_left(cx, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("pathlib.Path.write_bytes", full)
    assert cx("--questionnaire", "pace") == (
        1,
        "",
        "pace_en.xlsx: the results could not be written (No space left on device). "
        "Make room or choose another folder with --out; nothing half-written was left.\n",
    )
    assert list(tmp_path.iterdir()) == []
