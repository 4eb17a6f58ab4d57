"""Who is behind the rows of a table that names nobody: found through references, in as many steps as it takes."""

from __future__ import annotations

import os
import pickle

import numpy as np
import pytest

import cxlib as cx
from cxlib.study.files import in_memory
from cxlib.study.people.behind_rows import ALONE, UNKNOWN, people_behind
from cxlib.study.read import read_for_run

SURVEY = """[study]
name = "S"
[tables.after]
file = "after.csv"
kind = "transactional"
[tables.after.columns]
answer = { role = "id" }
contact = { role = "reference" }
score = { role = "outcome", scale = [0, 10] }
"""
LOG = """[tables.log]
file = "log.csv"
kind = "interactions"
[tables.log.columns]
contact = { role = "id" }
day = { role = "time" }
"""
NAMED = LOG + 'customer = { role = "customer" }\n'
STEPS = (
    LOG
    + """journey = { role = "reference" }
[tables.ways]
file = "ways.csv"
kind = "journeys"
[tables.ways.columns]
journey = { role = "id" }
whom = { role = "reference" }
[tables.people]
file = "people.csv"
kind = "customers"
[tables.people.columns]
client = { role = "customer" }
"""
)
AFTER = "answer,contact,score\na,k1,9\nb,k2,1\nc,k1,7\nd,k3,5\n"
FILES = {
    "after.csv": AFTER,
    "log.csv": "contact,day,customer,journey\nk1,2026-01-01,Anna,j1\nk2,2026-01-02,Ben,j2\nk3,2026-01-03,Anna,j3\n",
    "ways.csv": "journey,whom\nj1,Anna\nj2,Ben\nj3,Anna\n",
    "people.csv": "client\nAnna\nBen\nCleo\n",
}


@pytest.fixture
def read(tmp_path):
    def made(toml=SURVEY + NAMED, files=FILES, **options):
        (tmp_path / "study.toml").write_text(toml, encoding="utf-8")
        for name, text in files.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        return cx.read_study(tmp_path, **options)

    return made


def groups(codes) -> list[int]:
    """Codes of people as places of their first row; those of nobody as they are."""
    first = {code: place for place, code in reversed(list(enumerate(codes.tolist())))}
    return [first[code] if code >= 0 else code for code in codes.tolist()]


@pytest.mark.parametrize("tables", [None, ["after"]])
@pytest.mark.parametrize("min_cell", [1, 10])
@pytest.mark.parametrize("toml", [SURVEY + NAMED, SURVEY + STEPS])
def test_a_contact_leads_to_its_customer_whatever_tables_are_asked_for(read, toml, tables, min_cell):
    """In one step, or by the journey of the contact and the reference of the journey to the register of customers."""
    study = read(toml, tables=tables, min_cell=min_cell)
    assert groups(people_behind(study, table="after")) == [0, 1, 0, 0]
    assert groups(people_behind(study, table="after", rows=study.tables["after"].iloc[[3, 1]])) == [0, 1]


def test_a_table_with_the_ids_of_another_is_of_the_same_people(read):
    longer = '[tables.longer]\nfile = "longer.csv"\nkind = "transactional"\n[tables.longer.columns]\n'
    longer += 'answer = { role = "id" }\nspeed = { role = "rating", scale = [1, 5] }\n'
    study = read(SURVEY + NAMED + longer, {**FILES, "longer.csv": "answer,speed\nd,1\nb,2\na,3\n"}, tables=["longer"])
    assert groups(people_behind(study, table="longer")) == [0, 1, 0]


def test_the_register_itself_may_be_what_is_referred_to(read):
    toml = SURVEY.replace("contact = {", "who = {") + STEPS[STEPS.index("[tables.people]") :]
    files = {**FILES, "after.csv": "answer,who,score\na,Ben,1\nb,Anna,2\nc,Ben,3\n"}
    assert groups(people_behind(read(toml, files), table="after")) == [0, 1, 0]
    by_id = toml.replace('client = { role = "customer" }', 'client = { role = "id" }')
    assert groups(people_behind(read(by_id, files), table="after")) == [0, 1, 0]


def test_a_reference_that_is_called_otherwise_finds_the_table_that_knows_most(read):
    toml = SURVEY.replace("contact = {", "about = {") + NAMED
    other = '[tables.asked]\nfile = "asked.csv"\nkind = "sample"\n[tables.asked.columns]\n'
    other += 'no = { role = "id" }\ncustomer = { role = "customer" }\n'
    files = {**FILES, "after.csv": AFTER.replace("contact", "about"), "asked.csv": "no,customer\nk2,Zoe\n"}
    assert groups(people_behind(read(other_first(toml, other), files), table="after")) == [0, 1, 0, 0]


def other_first(toml: str, other: str) -> str:
    place = toml.index("[tables.log]")
    return toml[:place] + other + toml[place:]


def test_the_second_reference_tells_where_the_first_one_does_not(read):
    toml = SURVEY + 'journey = { role = "reference" }\n' + NAMED + STEPS[STEPS.index("[tables.ways]") :]
    files = {**FILES, "after.csv": "answer,contact,journey,score\na,k1,,9\nb,,j2,1\nc,,j3,7\nd,k2,j1,5\n"}
    assert groups(people_behind(read(toml, files), table="after")) == [0, 1, 0, 1]


@pytest.mark.parametrize(
    ("contacts", "rest"),
    [(["k1", "k2", "k3", "", "k9"], UNKNOWN), (["k1", "", "", "k9", "k9"], ALONE), (["k1", "k2", "", ""], ALONE)],
)
def test_rows_that_find_nobody_count_for_nobody_where_most_find_somebody(read, contacts, rest):
    rows = "".join(f"{place},{contact},5\n" for place, contact in enumerate(contacts))
    codes = people_behind(read(files={**FILES, "after.csv": "answer,contact,score\n" + rows}), table="after")
    assert [code for code, contact in zip(codes, contacts, strict=True) if contact in ("", "k9")] == [rest] * sum(
        contact in ("", "k9") for contact in contacts
    )


def test_without_a_reference_that_leads_to_people_nothing_is_found(read):
    assert people_behind(read(SURVEY + LOG), table="after") is None
    assert people_behind(read(SURVEY), table="after") is None
    assert people_behind(read(files={**FILES, "after.csv": AFTER.replace("k", "x")}), table="after") is None
    circle = NAMED.replace('customer = { role = "customer" }', 'answer = { role = "reference" }')
    files = {**FILES, "log.csv": "contact,day,answer\nk1,2026-01-01,a\nk2,2026-01-02,b\n"}
    assert people_behind(read(SURVEY + circle, files), table="after") is None


def test_a_column_of_customers_of_its_own_comes_first(read):
    toml = SURVEY + 'customer = { role = "customer" }\n' + NAMED
    study = read(toml, {**FILES, "after.csv": "answer,contact,score,customer\na,k1,9,X\nb,k1,1,Y\nc,k2,7,X\nd,k3,5,\n"})
    assert groups(people_behind(study, table="after")) == [0, 1, 0, ALONE]


def test_a_contact_that_is_set_aside_still_tells_whose_it_was(read):
    """So the same people are found whether the log is read, and its faults with it, or its keys alone."""
    toml = (SURVEY + NAMED).replace('name = "S"', 'name = "S"\nas_of = 2026-01-02\nfaults = "set_aside"')
    log = FILES["log.csv"] + "".join(f"k{place},2026-01-01,Cleo,\n" for place in range(10, 40))
    for tables in (None, ["after"]):
        study = read(toml, {**FILES, "log.csv": log}, tables=tables)
        assert len(study.set_aside) == (tables is None)
        assert groups(people_behind(study, table="after")) == [0, 1, 0, 0]


def test_of_tables_that_were_not_asked_for_only_keys_are_read(read, monkeypatch):
    from cxlib.study.people import behind_rows

    asked = []
    own = behind_rows.read_table
    monkeypatch.setattr(behind_rows, "read_table", lambda *given: asked.append(given[1:]) or own(*given))
    study = read(SURVEY + STEPS, tables=["after"], min_cell=10)
    assert {name: list(its.columns) for name, its in asked} == {
        "log": ["contact", "journey"],
        "ways": ["journey", "whom"],
        "people": ["client"],
    }
    people_behind(study, table="after")
    assert len(asked) == 3


def test_waves_that_are_joined_and_comments_beside_answers_keep_their_people(read):
    second = SURVEY[SURVEY.index("[tables.after]") :].replace("after", "later")
    toml = (SURVEY + second).replace("transactional", "relationship") + NAMED
    study = read(toml, {**FILES, "later.csv": "answer,contact,score\ne,k3,4\nf,k2,3\n"})
    joined = study.join_waves()
    assert groups(people_behind(joined, table="relationship")) == [0, 1, 0, 0, 0, 1]
    words = '[tables.said]\nfile = "said.csv"\nkind = "comments"\n[tables.said.columns]\n'
    words += 'answer = { role = "reference" }\ntext = { role = "verbatim" }\n'
    heard = read(SURVEY + NAMED + words, {**FILES, "said.csv": "answer,text\nb,good\na,bad\n"})
    assert groups(people_behind(heard, table="said")) == [0, 1]
    assert groups(people_behind(heard.join_comments(), table="after")) == [0, 1, 0, 0]


def test_what_was_found_travels_with_a_study_and_its_parts(read):
    toml = SURVEY + 'place = { role = "segment" }\n' + NAMED
    files = {**FILES, "after.csv": "answer,contact,score,place\na,k1,9,N\nb,k2,1,S\nc,k1,7,N\nd,k3,5,S\n"}
    study = read(toml, files)
    again = pickle.loads(pickle.dumps(study.people))
    assert groups(again.known["after"].codes(study.tables["after"])) == [0, 1, 0, 0] and not again.keys
    part = cx.read_study(study.folder, only="place: S")
    assert groups(people_behind(part, table="after")) == [0, 1]


@pytest.mark.skipif(not hasattr(os, "memfd_create"), reason="only Linux has such memory")
def test_a_run_looks_once_for_all_its_notebooks(read, tmp_path, monkeypatch):
    from cxlib.study.people import behind_rows

    read()
    looked = []
    own = behind_rows._Search.found
    monkeypatch.setattr(behind_rows._Search, "found", lambda self: looked.append(1) or own(self))
    with in_memory.handing_over():
        read_for_run(tmp_path, out=tmp_path / "out", min_cell=10)
        assert len(looked) == 2  # customers, and staff
        study = cx.read_study(tmp_path, tables=["after"], min_cell=10)
        assert groups(people_behind(study, table="after")) == [0, 1, 0, 0] and len(looked) == 2
    assert np.all(people_behind(cx.read_study(tmp_path, tables=["after"]), table="after") >= 0) and len(looked) == 4
