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
