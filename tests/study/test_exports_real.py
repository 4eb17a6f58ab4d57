"""Real exports of survey tools, read as they came; counts come from a reading apart from cxlib."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pyreadstat
import pytest

from cxlib.study import read_study

STUDIES = Path(__file__).parents[1] / "studies"
HEADS = 'answers: "{}": the first {} rows were read as headers; if they are not, write header_rows = 1.'


@pytest.fixture
def real(shared, tmp_path):
    """Copy a study.toml of ours and its real files, and read them."""

    def read(name: str, *files: str):
        shutil.copy(STUDIES / f"{name}.toml", tmp_path / "study.toml")
        for file in files:
            shutil.copy(shared(f"data/{file}"), tmp_path)
        return read_study(tmp_path)

    return read


def apart(shared, file: str, **options) -> pd.DataFrame:
    return pd.read_csv(shared(f"data/{file}"), dtype=str, keep_default_na=False, **options)


def test_three_header_rows(real, shared):
    file = "exports/qualtrics_sample.csv"
    read = real("export_three_heads", file)
    table, cells = read.tables["answers"], apart(shared, file, skiprows=[1, 2])
    assert len(table) == len(cells) == 1
    assert table["id"].tolist() == cells["ResponseId"].tolist()
    assert table["start"].astype(str).tolist() == cells["StartDate"].tolist()
    assert table["end"].astype(str).tolist() == cells["EndDate"].tolist()
    assert table["choice"].tolist() == [float(cells["Q1"][0])]
    assert table["text"].tolist() == cells["Q2"].tolist()
    assert read.contract.tables["answers"].columns["text"].question == apart(shared, file)["Q2"][0]
    assert read.notes == (HEADS.format("qualtrics_sample.csv", 3),)


def test_heads_told_again(real, shared):
    file = "exports/qualtrics_legacy.csv"
    read = real("export_heads_told_again", file)
    table, cells = read.tables["answers"], apart(shared, file, skiprows=[0], encoding="utf-8-sig")
    assert len(table) == len(cells) == 1
    assert table["id"].tolist() == cells["ResponseID"].tolist()
    assert table["start"].astype(str).tolist() == cells["StartDate"].tolist()
    assert table["latitude"].tolist() == cells["LocationLatitude"].tolist()
    assert read.notes == (HEADS.format("qualtrics_legacy.csv", 2),)


def test_a_statistics_file(real, shared):
    file = "exports/Employee_data.sav"
    read = real("export_statistics", file)
    table, (cells, meta) = read.tables["staff"], pyreadstat.read_sav(shared(f"data/{file}"))
    jobs = meta.variable_value_labels["JOBCAT"]
    assert len(table) == len(cells)
    assert list(table["job"].cat.categories) == [jobs[code] for code in (1, 2, 3)]
    assert table["job"].astype(str).tolist() == cells["JOBCAT"].map(jobs).tolist()
    assert table["gender"].astype(str).tolist() == cells["GENDER"].map({"f": "Female", "m": "Male"}).tolist()
    assert table["minority"].sum() == cells["MINORITY"].sum()
    assert table["born"].isna().sum() == cells["BDATE"].isna().sum() == 1
    assert table["salary"].sum() == cells["SALARY"].sum()
    assert table["months"].isna().sum() == cells["JOBTIME"].isna().sum()
    assert read.contract.tables["staff"].columns["salary"].question == meta.column_names_to_labels["SALARY"]


def test_letters_for_answers(real, shared):
    file = "exports/dete_survey.csv"
    read = real("export_letters", file)
    table, cells = read.tables["staff"], apart(shared, file)
    assert len(table) == len(cells) == 822
    assert table["morale"].value_counts().to_dict() == {
        number: (cells["Staff morale"] == letters).sum()
        for number, letters in enumerate(("SD", "D", "N", "A", "SA"), start=1)
    }
    assert table["morale_not_used"].sum() == (cells["Staff morale"] == "N/A").sum() == 3
    assert table["dissatisfied"].sum() == (cells["Job dissatisfaction"] == "TRUE").sum() == 89
    assert table["region"].isna().sum() == cells["Region"].isin(["", "Not Stated"]).sum()
    assert table["since"].isna().sum() == (cells["DETE Start Date"] == "Not Stated").sum() == 73
    assert read.notes == ()


def test_tables_of_percentages_with_words_among_them(real, shared):
    names = {"measures": "measures", "questions": "questions", "nation": "national_results", "states": "state_results"}
    files = {table: f"hospital/{name}.csv" for table, name in names.items()}
    read = real("hospital", *files.values())
    cells = {table: apart(shared, file) for table, file in files.items()}
    assert {name: len(table) for name, table in read.tables.items()} == {
        name: len(table) for name, table in cells.items()
    }
    states = read.tables["states"]
    for column, source in {"best": "top_box_percentage", "worst": "bottom_box_percentage"}.items():
        numbers = pd.to_numeric(cells["states"][source], errors="coerce")
        assert states[column].isna().sum() == (cells["states"][source] == "Not Available").sum() == numbers.isna().sum()
        assert states[column].sum() == numbers.sum()
    assert states["state"].nunique() == cells["states"]["State"].nunique() == 51
    assert read.tables["questions"]["question"].tolist() == cells["questions"]["question"].str.strip().tolist()
    assert list(states["period"].cat.categories) == sorted(cells["states"]["release_period"].unique())
