"""A table that is read again in one process: nothing of what was done to it stays, and a changed file is read anew."""

import os
from pathlib import Path

import pandas as pd
import pytest

import cxlib as cx
from cxlib.locale import speaking
from cxlib.study.cleaning import read_table
from cxlib.study.files import in_memory, several

STUDY = """
[study]
name = "Bakery"
[tables.survey]
file = "survey.csv"
kind = "relationship"
[tables.survey.columns]
who = { role = "id" }
score = { role = "outcome", scale = [0, 10], missing = [99] }
"""


@pytest.fixture
def reads(monkeypatch) -> list[str]:
    """The files that are read."""
    read, found = several.read_raw, []
    monkeypatch.setattr(
        several, "read_raw", lambda folder, name, table: found.append(name) or read(folder, name, table)
    )
    monkeypatch.setattr(read_table, "_before", {})
    return found


@pytest.fixture
def bakery(tmp_path: Path, monkeypatch) -> Path:
    monkeypatch.setattr(in_memory, "MOMENT", -60.0)  # as if the file had lain there for a minute
    tmp_path.joinpath("study.toml").write_text(STUDY)
    tmp_path.joinpath("survey.csv").write_text("who,score\na,9\nb,0\nc,99\n")
    return tmp_path


def scores(folder: Path) -> list:
    table = cx.read_study(folder).tables["survey"]
    found = table["score"].dropna().tolist()
    table.loc[:, "score"] = 5  # by who has it
    return found


def test_a_table_is_read_once_and_given_as_it_was(bakery, reads):
    assert [scores(bakery) for _ in range(3)] == [[9, 0]] * 3
    assert reads == ["survey.csv"]
    first, second = (cx.read_study(bakery).notes for _ in range(2))
    assert first == second


def test_a_changed_file_is_read_anew_also_where_its_size_and_day_stay(bakery, reads):
    assert scores(bakery) == [9, 0]
    file = bakery / "survey.csv"
    day = file.stat().st_mtime_ns
    file.write_text("who,score\na,8\nb,0\nc,99\n")
    os.utime(file, ns=(day, day))
    assert scores(bakery) == [8, 0]
    assert len(reads) == 2


def test_what_study_toml_says_anew_holds_at_once(bakery, reads):
    assert scores(bakery) == [9, 0]
    bakery.joinpath("study.toml").write_text(STUDY.replace("[99]", "[99, 0]").replace("[0, 10]", "[1, 10]"))
    assert scores(bakery) == [9]


def test_a_file_changed_just_now_is_not_kept(bakery, reads, monkeypatch):
    monkeypatch.setattr(in_memory, "MOMENT", 60.0)  # two changes within one tick of the clock look alike
    assert [scores(bakery), scores(bakery)] == [[9, 0]] * 2
    assert len(reads) == 2


def test_another_language_reads_anew_since_notes_are_in_it(bakery, reads):
    contract = cx.read_study(bakery).contract.tables["survey"]
    reads.clear()
    read_table._before.clear()
    for language in ("en", "es", "en", "es"):
        with speaking(language):
            read_table.read_table(bakery, "survey", contract)
    assert len(reads) == 2


def test_few_tables_are_kept(bakery, reads):
    for number in range(20):
        bakery.joinpath("study.toml").write_text(STUDY.replace("[99]", f"[99, {100 + number}]"))
        scores(bakery)
    assert len(read_table._before) == read_table.SEVERAL


def test_blocks_of_one_reading_leave_no_mark_on_the_next(reads):
    fresh = {}
    for smallest in (6, 12):
        read_table._before.clear()
        fresh[smallest] = cx.read_study(cx.sample_study(), tables=["employees", "units"], min_cell=smallest)
    for smallest in (12, 6, 12):
        again = cx.read_study(cx.sample_study(), tables=["employees", "units"], min_cell=smallest)
        assert again.notes == fresh[smallest].notes
        for name, table in again.tables.items():
            pd.testing.assert_frame_equal(table, fresh[smallest].tables[name])
