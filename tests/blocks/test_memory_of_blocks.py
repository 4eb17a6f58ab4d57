"""What a folder of results remembers of people: found by themselves, and by nobody without the key."""

from __future__ import annotations

import os
import stat
import subprocess
import sys

import pandas as pd
import pytest
from blocks.firms import ITEMS, firm, told

import cxlib as cx
from cxlib.blocks import sealed


def groups(rows, blocks) -> list:
    return sorted(pd.Series(blocks.labels["team"])[blocks.told].value_counts().items(), key=str)


def test_the_same_people_are_in_the_same_blocks_whatever_else_changes(tmp_path):
    rows = firm(3)
    first = told(rows, folder=tmp_path)
    size = (tmp_path / sealed.FILE).stat().st_mtime_ns
    again = told(rows.sample(frac=1, random_state=1).reset_index(drop=True), folder=tmp_path)
    assert groups(rows, again) == groups(rows, first)
    assert (tmp_path / sealed.FILE).stat().st_mtime_ns == size  # nothing new, nothing written
    fewer = told(rows, folder=tmp_path, items=ITEMS[:2])
    assert groups(rows, fewer) == groups(rows, first)
    turned = rows.assign(**{name: 6 - rows[name] for name in ITEMS})  # read in another way
    assert groups(rows, told(turned, folder=tmp_path)) == groups(rows, first)
    larger = told(rows, folder=tmp_path, fewest=20)
    assert pd.Series(larger.labels["team"]).nunique() < pd.Series(first.labels["team"]).nunique()
    for _, part in pd.Series(larger.labels["team"]).groupby(first.block):
        assert part.nunique(dropna=False) == 1  # whole blocks
    assert groups(rows, told(rows, folder=tmp_path, fewest=5)) == groups(rows, first)


def test_nothing_that_is_read_without_the_key_tells_of_anybody(tmp_path):
    rows = firm(3)
    told(rows, folder=tmp_path)
    file, key = tmp_path / sealed.FILE, tmp_path / sealed.KEY_FILE
    content = file.read_bytes()
    assert b"p001" not in content and b"npy" not in content
    if os.name == "posix":
        assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert {one.name for one in tmp_path.iterdir()} - {sealed.LOCK} == {sealed.FILE, sealed.KEY_FILE}


def test_a_key_that_does_not_open_it_stops_the_run(tmp_path, monkeypatch):
    told(firm(3), folder=tmp_path)
    monkeypatch.setenv("CX_KEY", "another key of thirty characters")
    with pytest.raises(cx.CXError) as error:
        told(firm(3), folder=tmp_path)
    assert str(error.value) == (
        ".cx_blocks: this key does not open it, so nobody knows whom earlier runs have shown. Set CX_KEY to what it "
        "was then, or take another folder for the results if nobody has the earlier pages."
    )


def test_other_answers_of_the_same_people_under_other_ids_stop_the_run(tmp_path):
    rows = firm(3)
    told(rows, folder=tmp_path)
    other = rows.assign(who=[f"q{k}" for k in range(len(rows))], e1=rows["e1"].sample(frac=1, random_state=1).array)
    with pytest.raises(cx.CXError) as error:
        told(other, folder=tmp_path)
    assert str(error.value).startswith("An earlier run in this folder of results has shown employees with the same")


def test_ids_that_were_dealt_anew_do_not_hide_who_somebody_is(tmp_path):
    rows = firm(3)
    first = told(rows, folder=tmp_path)
    again = told(rows.assign(who=[f"q{k}" for k in range(len(rows))]), folder=tmp_path)
    assert groups(rows, again) == groups(rows, first)


def test_another_survey_in_the_same_folder_is_another_one(tmp_path):
    rows = firm(3)
    told(rows, folder=tmp_path)
    other = firm(4, people=500)
    other["who"] = "of another firm " + other["who"]
    assert told(other, folder=tmp_path).told.mean() > 0.9
    assert told(rows, folder=tmp_path).told.mean() > 0.9


HOLD = """
import sys, time
from pathlib import Path
from cxlib.blocks import sealed
with sealed.locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_run_waits_for_another_and_not_for_one_that_was_killed(tmp_path, monkeypatch):
    monkeypatch.setattr(sealed, "PATIENCE", 0.2)
    other = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    try:
        assert other.stdout.readline() == "held\n"
        with pytest.raises(cx.CXError) as error:
            told(firm(3), folder=tmp_path)
        assert str(error.value) == f"{tmp_path / sealed.LOCK}: another run holds it. Wait until it has ended."
    finally:
        other.kill()
        other.communicate()
    assert told(firm(3), folder=tmp_path).told.any()
