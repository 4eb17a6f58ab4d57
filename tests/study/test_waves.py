"""Surveys joined as waves: what is kept, what is told, and what the files hold before codes are read."""

from __future__ import annotations

import pandas as pd
import pytest

import cxlib as cx
from cxlib.errors import CXError

A = """
[tables.2023]
file = "a.csv"
kind = "relationship"
[tables.2023.columns]
recommend = { source = "NPS", role = "recommend", missing = [11] }
speed = { source = "Q1", role = "rating", scale = [1, 5], missing = [0], not_used = [6], question = "Speed" }
shop = { source = "SHOP", role = "segment" }
"""
B = """
[tables.2024]
file = "b.csv"
kind = "relationship"
[tables.2024.columns]
recommend = { source = "Q9", role = "recommend", missing = ["none"] }
speed = { source = "Q2", role = "rating", scale = [1, 5], question = "How fast?" }
weight = { source = "W", role = "weight" }
"""
UNITS = '[tables.shops]\nfile = "c.csv"\nkind = "units"\n[tables.shops.columns]\nshop = { role = "unit" }\n'
FILES = {
    "a.csv": "NPS,Q1,SHOP\n10,5,x\n11,0,y\n7,6,\n",
    "b.csv": "Q9,Q2,W\n3,2,1\nnone,4,2\n",
    "c.csv": "shop\nx\n",
}


@pytest.fixture
def write(tmp_path):
    """A study of these tables and files, read."""

    def study(*tables: str, head: str = "", **files: str):
        (tmp_path / "study.toml").write_text(f'[study]\nname = "Small"\n{head}{"".join(tables)}', encoding="utf-8")
        for name, text in (FILES | files).items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        return cx.read_study(tmp_path)

    return study


def test_tables_become_waves_with_every_column_of_any(write):
    joined = write(A, B, UNITS).join_waves()
    assert list(joined.tables) == ["relationship"]
    table = joined.tables["relationship"]
    assert table["wave"].tolist() == ["2023"] * 3 + ["2024"] * 2
    assert table["wave"].cat.ordered
    assert table["recommend"].fillna(-1).tolist() == [10, -1, 7, 3, -1]
    assert table["speed"].fillna(-1).tolist() == [5, -1, -1, 2, 4]
    assert table["speed_not_used"].tolist() == [False, False, True, pd.NA, pd.NA]  # not asked is not "used"
    assert table["weight"].isna().tolist() == [True] * 3 + [False] * 2
    assert joined.columns("wave", table="relationship") == ["wave"]
    assert joined.contract.tables["relationship"].columns["speed"].question == "How fast?"
    assert joined.contract.tables["relationship"].file == ["a.csv", "b.csv"]


def test_waves_that_are_compared_keep_only_what_both_have(write):
    joined = write(A, B).join_waves(waves=["2023", "2024"])
    assert set(joined.tables["relationship"].columns) == {"recommend", "speed", "speed_not_used", "wave"}
    with pytest.raises(CXError) as error:
        joined.columns("segments", table="relationship")
    assert "Unknown role" in str(error.value)
    assert joined.columns("weight", table="relationship") == []


ROUNDS = """
[tables.all]
file = "a.csv"
kind = "relationship"
[tables.all.columns]
recommend = { source = "NPS", role = "recommend" }
round = { source = "SHOP", role = "wave" }
"""


def test_a_table_with_waves_of_its_own_is_split_by_them(write):
    study = write(ROUNDS, **{"a.csv": "NPS,SHOP\n1,w2\n2,w1\n3,w2\n4,\n"})
    joined = study.join_waves()
    table = joined.tables["relationship"]
    assert [*zip(table["wave"], table["recommend"], strict=True)] == [("w1", 2), ("w2", 1), ("w2", 3)]
    assert "round" not in table
    assert joined.notes[-1] == "all: 1 row has no wave; left out of comparisons."
    beside = write(ROUNDS, B, **{"a.csv": "NPS,SHOP\n1,w2\n2,w1\n"}).join_waves()
    assert list(beside.tables["relationship"]["wave"].cat.categories) == ["all w1", "all w2", "2024"]


def test_without_a_survey_no_table_is_left(write):
    study = write(UNITS)
    assert study.join_waves().tables == {}
    assert study.waves_asking(role="recommend") == []


def test_waves_that_ask_have_an_answer_in_the_role(write):
    silent = {"a.csv": "NPS,Q1,SHOP\n11,5,x\n,0,y\n"}
    assert write(A, B).waves_asking(role="recommend") == ["2023", "2024"]
    assert write(A, B, **silent).waves_asking(role="recommend") == ["2024"]
    assert write(A, B).waves_asking(role="weight") == ["2024"]


def refusal(call):
    with pytest.raises(CXError) as error:
        call()
    return str(error.value)


def test_what_cannot_be_joined_is_told(write):
    study = write(A, B)
    assert refusal(lambda: study.join_waves(waves=["2023", "2042"])) == (
        'waves: the study has no wave "2042". Did you mean 2024 or 2023?'
    )
    words = B.replace(
        'speed = { source = "Q2", role = "rating", scale = [1, 5]', 'speed = { source = "Q2", role = "segment"'
    )
    assert refusal(lambda: write(A, words).join_waves()) == (
        "2024.speed: numbers in one table and words in another. "
        "Give it one role and one kind of labels in all tables of kind relationship."
    )
    dates = B.replace("weight =", "shop =").replace('"weight"', '"time"')
    assert refusal(lambda: write(A, dates, **{"b.csv": "Q9,Q2,W\n3,2,2024-01-31\n"}).join_waves()) == (
        "2024.shop: dates in one table and words in another. "
        "Give it one role and one kind of labels in all tables of kind relationship."
    )
    wider = B.replace("scale = [1, 5]", "scale = [0, 10]")
    assert refusal(lambda: write(A, wider).join_waves()) == (
        "2024.speed: a scale of 1…5 in one table and 0…10 in another. "
        "If the scale was one, write it in both tables; else give the columns different names."
    )
    called = A.replace("shop =", "wave =")
    assert refusal(lambda: write(called).join_waves()) == (
        "2023: a column is called wave and has the role segment. "
        "Give the column another name in study.toml, or the role wave."
    )
    assert refusal(lambda: study.raw_answers(column="speeed")) == (
        'column: no survey has a column "speeed". Did you mean speed?'
    )
    polars = cx.read_study(study.folder, engine="polars")
    assert refusal(lambda: polars.join_waves()) == '2023: not a pandas table. Read the study with engine="pandas".'


def test_a_crosswalk_has_a_line_per_question_and_wave(write):
    walk = write(A, B).crosswalk().table
    speed = walk[walk["column"] == "speed"].set_index("wave")
    assert speed["source"].to_dict() == {"2023": "Q1", "2024": "Q2"}
    assert speed["question"].to_dict() == {"2023": "Speed", "2024": "How fast?"}
    assert speed["n"].to_dict() == {"2023": 1, "2024": 2}
    assert speed["share"].tolist() == pytest.approx([1 / 3, 1])
    assert speed["not_used_share"].tolist() == pytest.approx([1 / 3, 0])
    assert walk.loc[walk["column"] == "weight", "wave"].tolist() == ["2024"]


def test_raw_answers_tell_codes_from_answers_in_the_order_of_the_waves(write):
    study = write(A, B)
    raw = study.raw_answers(column="recommend")
    assert raw.to_numpy().tolist() == [
        ["2023", "10", "answer"],
        ["2023", "11", "no answer"],
        ["2023", "7", "answer"],
        ["2024", "3", "answer"],
        ["2024", "none", "no answer"],
    ]
    assert study.raw_answers(column="speed")["meaning"].tolist()[:3] == ["answer", "no answer", "not used"]
    split = write(ROUNDS, **{"a.csv": "NPS,SHOP\n1,w2\n2,w1\n3,w2\n4,\n"}).raw_answers(column="recommend")
    assert split[["wave", "code"]].to_numpy().tolist() == [["w1", "2"], ["w2", "1"], ["w2", "3"]]


def test_rows_set_aside_are_not_among_the_raw_answers(write):
    rows = "".join(f"{k % 11},5,x\n" for k in range(40))
    study = write(A, head='faults = "set_aside"\n', **{"a.csv": "NPS,Q1,SHOP\n99,5,x\n" + rows})
    raw = study.raw_answers(column="recommend")
    joined = study.join_waves().tables["relationship"]
    assert len(raw) == len(joined) == 40
    assert raw["code"].astype(float).tolist() == joined["recommend"].tolist()
    several = A.replace('"a.csv"', '["a.csv", "d.csv"]')
    study = write(
        several, head='faults = "set_aside"\n', **{"a.csv": "NPS,Q1,SHOP\n99,5,x\n" + rows, "d.csv": FILES["a.csv"]}
    )
    assert refusal(lambda: study.raw_answers(column="recommend")) == (
        "2023: rows of one of 2 files were set aside, and it is not known of which. "
        "Describe each file as a table of its own."
    )
