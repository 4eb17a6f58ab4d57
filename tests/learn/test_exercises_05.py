"""Exercises of notebook 05: the answers, and the mistakes that are known."""

from __future__ import annotations

import pytest
from learn.hints import remarks

import cxlib as cx
from cxlib.learn import EXERCISES

BALANCE = {"A": [1, 1], "B": [-1], "C": [1], "D": [0], "E": [-1, -1, -1], "F": [1], "G": [0], "H": [1]}
BOOK = [(40, 1), (31, 0), (12, 1), (9, 1), (6, 0), (3, 0), (0, 1), (0, 1)]


def said(name: str, answer: object) -> tuple[str, str]:
    feedback = cx.check(name, answer)
    return feedback.outcome, feedback.message


def test_05_1_each_person_counts_once():
    people = [sum(one) / len(one) for one in BALANCE.values()]
    ticks = [value for one in BALANCE.values() for value in one]
    assert said("05-1", sum(people) / len(people))[0] == "right"
    assert "counted ticks" in said("05-1", sum(ticks) / len(ticks))[1]
    assert "share of good emotions" in said("05-1", sum(one > 0 for one in people) / len(people))[1]
    moved = [one for one in people if one]
    assert "felt nothing" in said("05-1", sum(moved) / len(moved))[1]


def test_05_2_counts_what_occurs():
    often = [ready for met, ready in BOOK if met >= 5]
    assert said("05-2", sum(often) / len(often))[0] == "right"
    written = sum(ready for _, ready in BOOK)
    assert "nobody felt" in said("05-2", written / (len(often) + 2))[1]
    met = [ready for seen, ready in BOOK if seen]
    assert "met three times" in said("05-2", sum(met) / len(met))[1]
    outcome, message = said("05-2", sum(m * r for m, r in BOOK if m >= 5) / sum(m for m, _ in BOOK if m >= 5))
    assert outcome == "right" and "counted by people" in message


def test_05_3_is_what_htmt_says():
    survey = cx.read_study(cx.sample_study(), tables=["relationship"]).tables["relationship"]
    names = {"long relation": "long", "transparency": "transp", "intentions told": "intent", "limits": "limits",
             "common goals": "goals"}  # fmt: skip
    scales = {name: [f"tr_{stem}{k}" for k in (1, 2, 3)] for name, stem in names.items()}
    closest = cx.scale_separation(survey, scales=scales).table.nlargest(1, "estimate").iloc[0]
    assert said("05-3", [closest["scale"], closest["other"]])[0] == "right"
    assert said("05-3", ["intentions", "Transparency"])[0] == "right"
    assert "go by alpha" in said("05-3", ["limits", "transparency"])[1]


def test_05_4_is_a_difference_of_differences():
    works, fails = (8.4, 8.0), (7.1, 5.6)
    assert said("05-4", (fails[0] - fails[1]) - (works[0] - works[1]))[0] == "right"
    product, person = (sum(works) - sum(fails)) / 2, (works[0] + fails[0] - works[1] - fails[1]) / 2
    assert "two main effects" in said("05-4", product - person)[1]
    assert "gain where the product fails" in said("05-4", fails[0] - fails[1])[1]
    assert "main effect of treatment" in said("05-4", person)[1]


@pytest.mark.parametrize("name", ["05-1", "05-2", "05-3", "05-4", "05-5"])
def test_not_tried_yet(name):
    assert said(name, ...)[0] == "not tried"
    assert EXERCISES[name].task in said(name, ...)[1]


ANSWER = {
    "acknowledgement": "This is the third wrong invoice, and I am sorry.", "cause": "The old tariff was in our system.",
    "remedy": "I cancel it and send a corrected one.", "limit": "up to 30 euros of credit without asking",
    "deadline": "within two working days", "person": "the head of billing, by name",
}  # fmt: skip


@pytest.mark.parametrize(
    ("field", "written"),
    [
        ("acknowledgement", "Three wrong bills in a row: that must not happen."),
        ("acknowledgement", "You have every reason to be angry."),
        ("remedy", "You get your money today."),
        ("remedy", "The invoice is put right."),
        ("limit", "30 euros"),
        ("limit", "Beyond 30 euros the manager decides."),
        ("deadline", "5 May"),
        ("deadline", "48 h"),
        ("person", "Ana Ruiz"),
    ],
)
def test_a_page_of_the_playbook_may_be_worded_otherwise(field, written):
    assert remarks("05-5", ANSWER | {field: written}) == []


@pytest.mark.parametrize(
    ("field", "written"),
    [
        ("acknowledgement", "Sorry for any inconvenience."),
        ("acknowledgement", "I am not sorry."),
        ("cause", "Unknown."),
        ("cause", "We do not know yet."),
        ("cause", "You gave us the wrong number."),
        ("remedy", "We look into it."),
        ("limit", "no limit"),
        ("deadline", "these days"),
        ("deadline", "may take long"),
        ("person", "our team"),
        ("person", "the system"),
    ],
)
def test_a_part_that_is_none_is_sent_back(field, written):
    assert len(remarks("05-5", ANSWER | {field: written})) >= 1
