"""Answers beside the contacts of the log that they are about."""

from __future__ import annotations

import pytest

import cxlib as cx
from cxlib.study.joins.contacts import join_contacts

ANSWERS = '[tables.calls]\nfile = "a.csv"\nkind = "transactional"\n[tables.calls.columns]\n'
ANSWERS += 'answer = { role = "id" }\nabout = { role = "reference" }\nscore = { role = "outcome" }\n'
LONGER = '[tables.study]\nfile = "s.csv"\nkind = "transactional"\n[tables.study.columns]\n'
LONGER += 'answer = { role = "id" }\nscore = { role = "outcome" }\nspeed = { role = "rating" }\n'
LOG = '[tables.log]\nfile = "l.csv"\nkind = "interactions"\n[tables.log.columns]\n'
LOG += (
    'contact = { role = "id" }\nminutes = { role = "measure", measured_in = "minutes" }\nscore = { role = "rating" }\n'
)
FILES = {
    "a.csv": "answer,about,score\na,k3,9\nb,k1,3\nc,k9,7\nd,,5\n",
    "s.csv": "answer,score,speed\nb,3,1\nc,7,4\na,9,5\n",
    "l.csv": "contact,minutes,score\nk1,30,1\nk2,5,2\nk3,2,4\n",
}


@pytest.fixture
def study(tmp_path):
    def read(tables=ANSWERS + LONGER + LOG, files=FILES, **options):
        (tmp_path / "study.toml").write_text(f'[study]\nname = "S"\n{tables}', encoding="utf-8")
        for name, text in files.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        return cx.read_study(tmp_path, **options)

    return read


def test_each_answer_stands_beside_its_contact(study):
    joined = join_contacts(study(), table="calls")
    assert list(joined.tables) == list(joined.contract.tables) == ["calls"]
    calls = joined.tables["calls"]
    assert calls.columns.tolist() == ["answer", "about", "score", "minutes"]  # the answer's own score stays
    assert calls["minutes"].fillna(-1).tolist() == [2, 30, -1, -1]
    assert calls["score"].tolist() == [9, 3, 7, 5]
    assert joined.columns("measure", table="calls") == ["minutes"]
    assert joined.contract.tables["calls"].columns["minutes"].measured_in == "minutes"
    assert joined.notes[-1] == "calls: the log log does not know the contact of 2 of 4 rows."


def test_a_longer_form_finds_its_contacts_by_way_of_the_answers_id(study):
    joined = join_contacts(study(), table="study")
    assert joined.tables["study"]["minutes"].fillna(-1).tolist() == [30, -1, 2]
    assert joined.notes[-1] == "study: the log log does not know the contact of 1 of 3 rows."


def test_where_every_contact_is_known_there_is_no_note(study):
    read = study(files={**FILES, "s.csv": "answer,score,speed\nb,3,1\na,9,5\n"})
    joined = join_contacts(read, table="study")
    assert joined.tables["study"]["minutes"].tolist() == [30, 2]
    assert joined.notes == read.notes


@pytest.mark.parametrize("tables", [ANSWERS, LONGER + LOG, ANSWERS + LOG.replace('"id"', '"segment"')])
def test_without_a_log_that_is_referred_to_the_table_stays_as_it_was(study, tables):
    read = study(tables)
    name = "calls" if tables.startswith(ANSWERS) else "study"
    joined = join_contacts(read, table=name)
    assert list(joined.tables) == [name]
    assert joined.tables[name].equals(read.tables[name])
    assert joined.notes == read.notes


def test_what_cannot_be_joined_is_said(study):
    with pytest.raises(cx.CXError) as error:
        join_contacts(study(), table="call")
    assert str(error.value) == 'The study has no table "call". Did you mean calls?'
    with pytest.raises(cx.CXError) as error:
        join_contacts(study(engine="polars"), table="calls")
    assert str(error.value) == 'calls: not a pandas table. Read the study with engine="pandas".'
