"""A person leaves a folder of results, and nothing printed names them."""

from __future__ import annotations

import json
import re

import pandas as pd
import pytest
from privacy.studies import firm, write_staff
from test_cli import cx as command

import cxlib as cx
from cxlib.blocks import sealed
from cxlib.blocks.forgetting import forget_people
from cxlib.blocks.memory import Memory
from cxlib.errors import CXError
from cxlib.runs.forget import forget
from cxlib.study.read import read_for_run

STUDY = """\
[study]
name = "Shop"
[tables.survey]
file = "survey.csv"
kind = "relationship"
[tables.survey.columns]
answer = { role = "id" }
customer = { role = "customer" }
recommend = { role = "recommend" }
[tables.said]
file = "said.csv"
kind = "comments"
[tables.said.columns]
answer = { role = "reference" }
words = { role = "verbatim" }
"""
MINE = "The lady at the counter found my lost umbrella."


@pytest.fixture
def shop(tmp_path):
    folder = tmp_path / "shop"
    folder.mkdir()
    (folder / "study.toml").write_text(STUDY, encoding="utf-8")
    (folder / "survey.csv").write_text("answer,customer,recommend\nA1,K-0001,9\nA2,K-0002,3\n", encoding="utf-8")
    (folder / "said.csv").write_text(
        f'answer,words\nA1,"{MINE}"\nA2,"It took far too long, sorry."\n', encoding="utf-8"
    )
    return folder


def write_run(out, name, *, words=""):
    run = out / name
    run.mkdir(parents=True)
    record = {"study": "Shop", "command": f"cx run STUDY {name}", "notebooks": [], "data": []}
    (run / "run.json").write_text(json.dumps(record), encoding="utf-8")
    output = {"output_type": "display_data", "data": {"text/html": [f"<td>{words}</td>\n"]}}
    book = {"cells": [{"cell_type": "code", "source": "1", "outputs": [output]}]}
    (run / "01.ipynb").write_text(json.dumps(book), encoding="utf-8")
    return run


def test_a_run_that_quotes_the_person_goes_and_others_stay(shop, tmp_path):
    out = tmp_path / "out"
    quoting = write_run(out, "first", words="The lady at the <b>counter</b> found\nmy lost umbrella.")
    other = write_run(out, "second", words="It took far too long, sorry.")
    lines = forget(" K-0001 ", out, shop)
    assert not quoting.exists() and other.exists()
    told = "\n".join(lines)
    assert f"Removed, since it quoted this person: {quoting}. Run again: cx run STUDY first" in told
    assert f"remove it and have copies withdrawn: rm -r {other}" in told
    assert "still have rows of this person: survey (1) and said (1)." in told
    assert "K-0001" not in told


def test_an_id_that_a_page_shows(shop, tmp_path):
    run = write_run(tmp_path / "out", "first", words="best customer: K-0002")
    forget("K-0002", tmp_path / "out", shop)
    assert not run.exists()


def test_an_unknown_id_is_told_without_naming_it(shop, tmp_path):
    write_run(tmp_path / "out", "first")
    with pytest.raises(CXError) as caught:
        forget("K-0003", tmp_path / "out", shop)
    assert str(caught.value) == (
        "Neither the study nor the results know this id. Write it as it stands in the client's file, or, where the "
        "file has pseudonyms, the pseudonym."
    )
    done = command("forget", "K-0003", tmp_path / "out", "--study", shop)
    assert done.returncode == 1 and "K-0003" not in done.stdout + done.stderr


def test_a_pseudonym_of_the_key(shop, tmp_path, monkeypatch):
    monkeypatch.setenv("CX_KEY", "a long and random text")
    rows = cx.pseudonymise(pd.read_csv(shop / "survey.csv"), columns="customer")
    rows.to_csv(shop / "survey.csv", index=False)
    write_run(tmp_path / "out", "first")
    assert any("survey (1)" in line for line in forget("K-0001", tmp_path / "out", shop))


def test_the_memory_of_blocks_forgets_who_it_was_and_keeps_the_block_closed(tmp_path):
    """What is left must not let anybody subtract the new pages from the old ones."""
    out, rows = tmp_path / "out", firm()
    before = read_for_run(write_staff(tmp_path / "staff", rows), out=out, min_cell=10).tables["staff"]
    person = rows.loc[rows.groupby("team")["who"].transform("size") == 30, "who"].iloc[0]
    key = sealed.key_of(out)
    hashed = sealed.keyed(key, "person", person)
    assert sum(int((one.rows.person == hashed).sum()) for one in Memory.read(out, key).surveys) == 1
    assert forget_people(out, [person]) == (1, 0)
    assert not any((one.rows.person == hashed).any() for one in Memory.read(out, key).surveys)
    after = read_for_run(write_staff(tmp_path / "staff", rows[rows["who"] != person]), out=out, min_cell=10)
    assert len(before) - len(after.tables["staff"]) >= 10  # the whole block, never the one person
    assert "The way on, where the data were corrected" in after.blocks["staff"]
    assert forget_people(out, [person]) == (0, 0)


def test_what_is_told_is_in_the_language_of_the_study(shop, tmp_path):
    toml = shop / "study.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace("[study]", '[study]\nlanguage = "ca"'), encoding="utf-8")
    out = tmp_path / "out"
    write_run(out, "second", words="It took far too long, sorry.")
    lines = forget("K-0001", out, shop)
    assert lines[0] == "Canviat:" and "Queda:" in lines
    assert not re.search(r"\b(the|person|run|remove|pages)\b", " ".join(lines).replace(str(out), ""))
