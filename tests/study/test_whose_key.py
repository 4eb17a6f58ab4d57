"""Whose key a reference is, where two systems count from 1 and ids of several tables could be meant."""

from __future__ import annotations

import pandas as pd
import pytest

import cxlib as cx
from cxlib.errors import StudyError
from cxlib.study.joins.contacts import join_contacts
from cxlib.study.people.behind_rows import UNKNOWN, number_of, people_behind
from cxlib.study.study import Study

HEAD = '[study]\nname = "Two systems"\n'


def table(name: str, kind: str, **roles: str) -> str:
    columns = "".join(f'{column} = {{ role = "{role}" }}\n' for column, role in roles.items())
    return f'[tables.{name}]\nfile = "{name}.csv"\nkind = "{kind}"\n[tables.{name}.columns]\n{columns}'


CALLS = pd.DataFrame({"call": range(1, 41), "who": [f"C{n}" for n in range(40)], "spot": "call", "minutes": 1})
VISITS = pd.DataFrame({"visit": range(1, 31), "who": [f"V{n % 2}" for n in range(30)], "spot": "shop", "minutes": 9})
AFTER_CALLS = pd.DataFrame({"answer": range(1, 21), "contact": range(21, 41), "spot": "call", "score": range(20)})
AFTER_VISITS = pd.DataFrame({"answer": range(1, 21), "contact": range(1, 21), "spot": "shop", "score": 7})
LOG = {"who": "customer", "spot": "touchpoint", "minutes": "measure"}
ASKED = {"answer": "id", "contact": "reference", "spot": "touchpoint", "score": "outcome"}


@pytest.fixture
def read(tmp_path):
    def made(text: str, frames: dict[str, pd.DataFrame], **options) -> Study:
        (tmp_path / "study.toml").write_text(HEAD + text, encoding="utf-8")
        for name, frame in frames.items():
            frame.to_csv(tmp_path / f"{name}.csv", index=False)
        return cx.read_study(tmp_path, **options)

    return made


def two_systems(*without: str, **named: str):
    """Two logs that count from 1, and the answers after the contacts of each; without some columns."""
    frames = {"calls": CALLS, "visits": VISITS, "after_calls": AFTER_CALLS, "after_visits": AFTER_VISITS}
    roles = {
        "calls": ("interactions", {"call": "id", **LOG}), "visits": ("interactions", {"visit": "id", **LOG}),
        "after_calls": ("transactional", ASKED), "after_visits": ("transactional", ASKED),
    }  # fmt: skip
    text = ""
    for name, (kind, own) in roles.items():
        frames[name] = frames[name].drop(columns=list(without), errors="ignore").rename(columns=named)
        text += table(name, kind, **{named.get(key, key): role for key, role in own.items() if key not in without})
    return text, frames


def test_the_log_that_speaks_of_the_same_touchpoint_is_meant(read):
    study = read(*two_systems())
    shop, call = (people_behind(study, table=name) for name in ("after_visits", "after_calls"))
    assert (number_of(shop), number_of(call)) == (2, 20)
    assert set(join_contacts(study, table="after_visits").tables["after_visits"]["minutes"]) == {9}
    assert set(join_contacts(study, table="after_calls").tables["after_calls"]["minutes"]) == {1}


def test_so_it_is_where_both_logs_call_their_key_as_the_reference(read):
    study = read(*two_systems(call="contact", visit="contact"))
    assert number_of(people_behind(study, table="after_visits")) == 2
    assert set(join_contacts(study, table="after_visits").tables["after_visits"]["minutes"]) == {9}


def test_a_reference_called_as_the_table_means_it(read):
    text, frames = two_systems("spot")
    frames["after_visits"] = frames["after_visits"].rename(columns={"contact": "visit_id"})
    place = text.index("[tables.after_visits]")
    study = read(text[:place] + text[place:].replace("contact =", "visit_id ="), frames)
    assert number_of(people_behind(study, table="after_visits")) == 2


def test_where_nothing_tells_it_is_asked_and_meanwhile_nobody_is_taken_for_another(read):
    with pytest.raises(StudyError) as caught:
        read(*two_systems("spot"))
    assert [str(fault) for fault in caught.value.faults] == [
        "after_visits.contact: the same references stand in calls.call, visits.visit, after_calls.answer. Give this "
        "column "
        "and the id that it means one name in study.toml, which no other id has."
    ]
    study = read(*two_systems("spot"), tables=["after_visits"])
    assert set(people_behind(study, table="after_visits")) == {UNKNOWN}


def test_the_mend_is_taken(read):
    text, frames = two_systems("spot")
    frames["after_visits"] = frames["after_visits"].rename(columns={"contact": "about"})
    place = text.index("[tables.after_visits]")
    mended = text[place:].replace("contact = {", 'visit = { source = "about",')
    assert number_of(people_behind(read(text[:place] + mended, frames), table="after_visits")) == 2


def test_a_log_in_two_tables_is_referred_to_as_one(read):
    """Control: the same key in two tables whose ids are different ones leads to both."""
    text, frames = two_systems(call="contact", visit="contact")
    frames["visits"] = frames["visits"].assign(contact=range(101, 131))
    both = pd.concat([AFTER_CALLS, AFTER_VISITS.assign(contact=range(101, 121), answer=range(21, 41))])
    frames["after_calls"] = both
    del frames["after_visits"]
    study = read(text[: text.index("[tables.after_visits]")], frames)
    assert number_of(people_behind(study, table="after_calls")) == 22


def test_answers_with_one_id_are_the_same_unless_they_say_otherwise(read):
    """A longer form has the ids of the answers; two surveys that both count from 1 have not."""
    longer = AFTER_VISITS.iloc[:10].drop(columns="contact").assign(speed=1)
    text, frames = two_systems()
    form = table("longer", "transactional", answer="id", spot="touchpoint", score="outcome", speed="rating")
    text = text[: text.index("[tables.after_calls]")] + text[text.index("[tables.after_visits]") :]
    del frames["after_calls"]
    same = read(text + form, frames | {"longer": longer})
    assert number_of(people_behind(same, table="longer")) == 2
    other = read(text + form, frames | {"longer": longer.assign(spot="web", score=range(10, 20))})
    assert people_behind(other, table="longer") is None


def test_waves_whose_contacts_have_the_same_ids_are_of_other_people(read):
    text, frames = two_systems()
    joined = read(text.replace('kind = "transactional"', 'kind = "relationship"'), frames).join_waves()
    codes = people_behind(joined, table="relationship")
    rows = joined.tables["relationship"]["wave"].astype(str).to_numpy()
    assert (number_of(codes[rows == "after_calls"]), number_of(codes[rows == "after_visits"])) == (20, 2)
    assert number_of(codes) == 22
    part = joined.tables["relationship"].iloc[[0, 25, 27]]
    assert number_of(people_behind(joined, table="relationship", rows=part)) == 2


def test_of_waves_one_names_its_people_and_of_the_other_references_lead_to_them(read):
    text, frames = two_systems()
    frames["after_calls"] = AFTER_CALLS.drop(columns="contact").assign(who=[f"V{n % 4}" for n in range(20)])
    place, end = text.index("[tables.after_calls]"), text.index("[tables.after_visits]")
    own = table("after_calls", "relationship", answer="id", who="customer", spot="touchpoint", score="outcome")
    text = text[:place] + own + text[end:].replace('"transactional"', '"relationship"')
    joined = read(text, frames).join_waves()
    assert number_of(people_behind(joined, table="relationship")) == 4  # V0 and V1 are in both
