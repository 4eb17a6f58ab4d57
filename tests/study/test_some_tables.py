"""Some tables of a study: only these are read, and checked against one another."""

from __future__ import annotations

import pandas as pd
import pytest

import cxlib as cx
from cxlib.errors import StudyError

TABLES = """
[study]
name = "Shop"
[tables.people]
file = "people.csv"
kind = "customers"
[tables.people.columns]
person = { role = "customer" }
[tables.yearly]
file = "yearly.csv"
kind = "relationship"
[tables.yearly.columns]
person = { role = "customer" }
likely = { role = "recommend" }
[tables.calls]
file = "calls.csv"
kind = "transactional"
[tables.calls.columns]
mood = { role = "outcome", scale = [1, 5] }
date = { role = "time" }
"""
FILES = {"people": "person\na\nb\n", "yearly": "person,likely\na,9\nz,3\n", "calls": "mood,date\n7,2031-05-02\n"}


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "study.toml").write_text(TABLES, encoding="utf-8")
    for name, text in FILES.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["yearly"], ["yearly"]),
        ("relationship", ["yearly"]),
        (["recommend"], ["yearly"]),
        (["customers"], ["people"]),
        (["people", "customers"], ["people"]),
        (["cases"], []),
        ([], []),
    ],
)
@pytest.mark.parametrize("engine", ["pandas", "polars"])
def test_a_table_is_read_by_its_name_its_kind_or_a_role(folder, words, names, engine):
    (folder / "calls.csv").unlink()  # what is not asked for need not be there
    study = cx.read_study(folder, tables=words, engine=engine)
    assert list(study.tables) == list(study.contract.tables) == names
    assert study.set_aside.columns.tolist() == ["table", "row", "column", "problem"]
    assert study.as_of is None


def faults(folder, words):
    with pytest.raises(StudyError) as error:
        cx.read_study(folder, tables=words)
    return [str(fault) for fault in error.value.faults]


def test_only_what_is_read_is_checked_and_keys_among_it_are(folder):
    unknown = (
        "yearly.person: not in people.person in 1 row (first at row 3). Add them to people, or correct how they "
        "are written."
    )
    mood = 'calls.mood: outside 1…5 (7) in 1 row (first at row 2). If 7 means "no answer", write missing = [7].'
    assert faults(folder, ["customer"]) == [unknown]
    assert faults(folder, ["calls"]) == [mood]
    assert faults(folder, None) == [unknown, mood]
    assert cx.read_study(folder, tables=["yearly"]).tables["yearly"]["person"].tolist() == ["a", "z"]


def test_the_tables_are_those_of_the_whole_study(folder):
    (folder / "yearly.csv").write_text("person,likely\na,9\n", encoding="utf-8")
    (folder / "calls.csv").write_text("mood,date\n3,2031-05-02\n", encoding="utf-8")
    whole, part = cx.read_study(folder), cx.read_study(folder, tables=["calls", "people"])
    assert list(part.tables) == ["people", "calls"]  # in the order written
    for name, table in part.tables.items():
        pd.testing.assert_frame_equal(table, whole.tables[name])
    assert part.as_of == whole.as_of


@pytest.mark.parametrize(
    ("word", "mend"),
    [("yearley", "Did you mean yearly?"), ("kano_", "Did you mean kano?"), ("?", "Known: people, yearly, calls.")],
)
def test_an_unknown_word_is_refused(folder, word, mend):
    with pytest.raises(cx.CXError) as error:
        cx.read_study(folder, tables=[word])
    assert str(error.value) == f'tables: "{word}" is no table of the study, no kind and no role. {mend}'


def test_gates_on_a_study_without_tables_stay_closed(folder):
    gates = cx.Gates(cx.read_study(folder, tables=[]), role="recommend", min_cell=10, table="comments")
    assert gates.table is None
    assert gates.section("1", needs={"x": "verbatim"}).reason == "No table has a column of role recommend."
