"""What a folder of results remembers of people: found by themselves, and by nobody without the key."""

from __future__ import annotations

import base64
import io
import os
import stat
import subprocess
import sys
import zipfile

import numpy as np
import pandas as pd
import pytest
from blocks.firms import ITEMS, firm, told

import cxlib as cx
from cxlib.blocks import People, put_in_blocks, sealed


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
    # decoded first: any three letters stand somewhere in a long text of 64 signs
    plain = base64.urlsafe_b64decode(content)
    assert b"p001" not in plain and b".npy" not in plain and zipfile.is_zipfile(io.BytesIO(plain)) is False
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


def called(rows, names: dict[str, str]):
    """The firm's rows with other names of items, put into blocks in a folder."""

    def put(folder):
        people = People(
            wave=rows["wave"],
            person=rows["who"],
            levels={name: rows[name] for name in ("region", "team", "sex")},
            answers=rows[ITEMS].rename(columns=names),
            scales={"engagement": ([names[i] for i in ITEMS[:3]], 1, 5), "climate": ([names[ITEMS[3]]], 1, 5)},
        )
        return put_in_blocks(people, fewest=10, folder=folder)

    return put


def sizes(block) -> list[int]:
    return sorted(pd.Series(block).value_counts())


def without_waves(rows):
    return rows.assign(wave="")


def last_wave_called_otherwise(rows):
    return rows.assign(wave=rows["wave"].replace({2: 2025}))


def all_waves_called_otherwise(rows):
    return rows.assign(wave=rows["wave"].replace({1: "spring", 2: "autumn"}))


def last_wave_without_a_name(rows):
    return rows[rows["wave"] == 2].assign(wave="")


RENAMINGS = [without_waves, last_wave_called_otherwise, all_waves_called_otherwise, last_wave_without_a_name]
OTHER_ITEMS = dict(zip(ITEMS, ["q7", "q8", "q9", "q10"], strict=True))


@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize("renamed", RENAMINGS)
def test_waves_of_another_name_are_the_same_people(tmp_path, renamed, known):
    rows = firm(3)
    first = told(rows, folder=tmp_path, known=known)
    again = told(renamed(rows), folder=tmp_path, known=known)
    kept = renamed(rows).index
    assert again.told.sum() == first.told[kept].sum()
    assert sizes(again.block) == sizes(first.block[kept])
    if known:  # else two with the same answers are interchangeable
        pairs = pd.DataFrame({"was": first.block[kept], "now": again.block}).drop_duplicates()
        assert len(pairs) == len(set(again.block))


@pytest.mark.parametrize("renamed", RENAMINGS)
def test_one_who_left_is_not_found_through_another_name(tmp_path, renamed):
    rows = firm(3)
    first = told(rows, folder=tmp_path)
    left = int(np.flatnonzero(first.told & (rows["wave"] == 2))[7])
    fewer = renamed(rows.drop(index=left))
    again = told(fewer.reset_index(drop=True), folder=tmp_path)
    withheld = first.block == first.block[left]
    withheld[left] = False
    assert not again.told[np.isin(fewer.index, np.flatnonzero(withheld))].any()
    assert again.told.sum() == first.told[fewer.index].sum() - withheld[fewer.index].sum()


def test_items_of_another_name_are_the_same_questions(tmp_path):
    rows = firm(3)
    first = told(rows, folder=tmp_path)
    assert groups(rows, called(rows, OTHER_ITEMS)(tmp_path)) == groups(rows, first)
    left = int(np.flatnonzero(first.told)[7])
    fewer = rows.drop(index=left).reset_index(drop=True)
    withheld = int((first.block == first.block[left]).sum())
    for turned in (fewer, fewer.assign(**{name: 6 - fewer[name] for name in ITEMS})):
        again = called(turned, OTHER_ITEMS)(tmp_path)
        assert again.told.sum() == first.told.sum() - withheld


def test_both_names_at_once(tmp_path):
    rows = firm(3)
    first = told(rows, folder=tmp_path)
    left = int(np.flatnonzero(first.told)[7])
    fewer = all_waves_called_otherwise(rows.drop(index=left).reset_index(drop=True))
    again = called(fewer, OTHER_ITEMS)(tmp_path)
    assert again.told.sum() == first.told.sum() - (first.block == first.block[left]).sum()


def strangers(rows):
    """The same people with ids that nobody has seen."""
    return rows.assign(who=[f"x{place}" for place in pd.factorize(rows["who"])[0]])


def codes_from_0(rows):
    return rows.assign(**{name: rows[name] - 1 for name in ITEMS})


def as_they_were(rows):
    return rows


@pytest.mark.parametrize("codes", [as_they_were, codes_from_0])
@pytest.mark.parametrize("waves", [as_they_were, all_waves_called_otherwise])
@pytest.mark.parametrize("names", [OTHER_ITEMS, dict(zip(ITEMS, ITEMS, strict=True))])
def test_one_who_left_is_not_found_where_ids_and_names_are_new_too(tmp_path, codes, waves, names):
    rows = firm(3)
    first = told(rows, folder=tmp_path)
    left = int(np.flatnonzero(first.told)[7])
    fewer = codes(waves(strangers(rows.drop(index=left).reset_index(drop=True))))
    try:
        again = called(fewer, names)(tmp_path)
    except cx.CXError as error:
        assert codes is codes_from_0 and "nobody can tell who is who" in str(error)
    else:
        assert codes is as_they_were
        assert again.told.sum() == first.told.sum() - (first.block == first.block[left]).sum()


def test_other_people_asked_other_questions_are_told_as_in_a_folder_of_their_own(tmp_path):
    told(firm(3), folder=tmp_path / "shared")
    others = strangers(firm(8))
    shared = called(others, OTHER_ITEMS)(tmp_path / "shared")
    assert groups(others, shared) == groups(others, called(others, OTHER_ITEMS)(tmp_path / "own"))


def test_a_new_wave_of_the_same_people_is_a_new_one(tmp_path):
    rows = firm(3, waves=3)
    told(rows[rows["wave"] < 3].reset_index(drop=True), folder=tmp_path)
    assert told(rows, folder=tmp_path).told.mean() > 0.9
    assert told(rows[rows["wave"] == 3].reset_index(drop=True), folder=tmp_path).told.mean() > 0.9


def test_halves_of_a_questionnaire_in_two_runs_and_then_the_whole(tmp_path):
    rows = firm(3)
    half = told(rows, folder=tmp_path, items=ITEMS[:2])
    left = int(np.flatnonzero(half.told)[7])
    fewer = rows.drop(index=left).reset_index(drop=True)
    told(fewer, folder=tmp_path, items=ITEMS[2:])
    whole = told(fewer, folder=tmp_path)
    withheld = half.block == half.block[left]
    withheld[left] = False
    assert not whole.told[np.isin(rows.index.drop(left), np.flatnonzero(withheld))].any()
    assert whole.told.mean() > 0.3
