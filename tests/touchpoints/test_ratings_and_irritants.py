"""What notebook 1 reads of a study: ratings of touchpoints, irritants of the log, waves before an answer."""

from __future__ import annotations

import pandas as pd
import pytest

import cxlib as cx
from cxlib.errors import CXError
from cxlib.gates.irritants import flags_of


def test_ratings_after_contacts_and_those_from_memory():
    survey = cx.read_study(cx.sample_study(), tables=["transactional", "interactions"])
    found = cx.touchpoint_ratings(survey, answers="transactional", log="contacts", min_answers=600)
    assert (found.source, list(found.scale)) == ("contact", [0, 10])
    assert found.notes == ("Fewer than 600 answers, so shown without a score: T08, T14.",)
    assert cx.touchpoint_ratings(survey, answers="transactional", log=None).source == "memory"
    with pytest.raises(CXError) as error:
        cx.touchpoint_ratings(survey, answers=None, log=None, min_answers=10)
    assert str(error.value) == "No touchpoint has 10 answers. Ask after each contact."
    assert cx.touchpoint_register(None).or_rated(found)["touchpoint"].iloc[0] == "T01"


def test_irritants_by_hand_and_a_log_without_any():
    log = pd.DataFrame({"outcome": ["ok", "failed", None], "wait": [40, 10, None], "told": [1.0, 0.0, None]})
    found = flags_of(log, rules="outcome: failed, wait: over 30, told: 1, colour: red, no rule")
    assert found.to_dict("list") == {"outcome failed": [0, 1, 0], "wait > 30": [1, 0, 0], "told 1": [1, 0, 0]}
    with pytest.raises(CXError) as error:
        flags_of(log, rules="colour: red")
    assert str(error.value) == "The log has no column of the irritants. Name them with -p irritants=…."


def test_answers_without_a_date_are_those_of_the_end_of_their_wave():
    told = pd.DataFrame({"person": ["a", "a"], "wave": [1, 2], "score": [4, 9]})
    days = pd.to_datetime(["2026-12-31", "2026-01-10", "2025-06-01"])
    log = pd.DataFrame({"who": "a", "on": days, "at": "call", "bad": 1})
    call = {"customer": "who", "time": "on", "touchpoint": "at", "bad": "bad"}
    found = cx.contacts_before(told, log, respondent="person", wave="wave", **call).table
    assert found.drop_duplicates("answer")[["wave_number", "contacts"]].values.tolist() == [[0, 1], [1, 2]]
    assert cx.reading(cx.contacts_before(told, log, respondent="person", **call)).text == (
        "2 answers, and 4 contacts in the 12 months before them."
    )


def test_nothing_to_compare_a_register_with():
    register = pd.DataFrame({"touchpoint": ["call"]})
    with pytest.raises(CXError) as error:
        cx.map_coverage(register, min_sources=1)
    assert str(error.value) == "There is nothing to compare the register with. Add a log of contacts."
    words = pd.DataFrame({"touchpoint": ["we answer calls"]})
    assert cx.map_coverage(register, departments=words).notes[0] == (
        "Departments name no touchpoint of the register: left out."
    )


@pytest.mark.parametrize(("customers", "told"), [(4, ["T01"]), (14, ["T01", "T02", "T03"])])
def test_fourteen_answers_of_few_customers_are_no_touchpoint_of_the_map(tmp_path, customers, told):
    rows = pd.DataFrame(
        [(t, f"K{t}{i % customers if t == 'T03' else i}", i % 11) for t, n in (("T01", 40), ("T02", 30), ("T03", 14))
         for i in range(n)], columns=["touchpoint", "customer", "sat"],
    ).rename_axis("contact").reset_index()  # fmt: skip
    rows[["contact", "customer", "touchpoint"]].to_csv(tmp_path / "log.csv", index=False)
    rows[["contact", "touchpoint", "sat"]].to_csv(tmp_path / "answers.csv", index=False)
    (tmp_path / "study.toml").write_text("""
[study]
name = "F"
[tables.log]
file = "log.csv"
kind = "interactions"
[tables.log.columns]
contact = { role = "id" }
customer = { role = "customer" }
touchpoint = { role = "touchpoint" }
[tables.answers]
file = "answers.csv"
kind = "transactional"
[tables.answers.columns]
contact = { role = "reference" }
touchpoint = { role = "touchpoint" }
sat = { role = "outcome", scale = [0, 10] }
""")
    study = cx.read_study(tmp_path)
    found = cx.touchpoint_ratings(study, answers="answers", log="log", min_answers=10)
    assert sorted(found.table["touchpoint"].unique()) == told
    few = customers < 10
    assert found.few == (("T02", "T03") if few else ())
    assert found.notes == (("T02, T03: not shown: fewer than 10 people, or next to one.",) if few else ())
    met = cx.Gates(study, role="outcome", kind="transactional", min_cell=10)
    assert sorted(met.as_told("touchpoint", apart=True)["touchpoint"].unique()) == told
    both = met.renamed(met.as_told("touchpoint"), at="touchpoint")
    assert sorted(both["at"].unique()) == (["T01", "T02 + T03"] if few else told)
    # what the house believes of a touchpoint is not held against those that stand together: the rest would be told
    believed = cx.belief_gaps(
        pd.DataFrame({t: [5, 6, 7] for t in ("T01", "T02", "T03")}), columns={t: t for t in ("T01", "T02", "T03")},
        measured=met.as_told("touchpoint"), touchpoint="touchpoint", rating="sat",
    )  # fmt: skip
    assert sorted(believed.table["touchpoint"]) == told
