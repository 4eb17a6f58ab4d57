"""Exercises of notebook 01: the right answers, every named mistake, and what a filled-in row must hold."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from learn.hints import hint, remarks

import cxlib as cx

SAME_ID = "it stands in the register under another spelling or in another language: compare ids, not labels."
ASKED = "Asked: a list of two dictionaries with contact, phase, owner, need and variable, all filled in."
ONE = {
    "contact": "proof", "phase": "before printing", "owner": "pre-press", "need": "see it first",
    "variable": "sent within a day",
}  # fmt: skip
TWO = {"contact": "reprint", "phase": "after delivery", "owner": "Sales", "need": "have it right", "variable": "days"}


def test_01_1_is_one_less_the_squares_and_its_mistakes_are_other_measures():
    p = np.array([0.5, 0.3, 0.2])
    assert cx.check("01-1", 1 - (p**2).sum()).outcome == "right"
    told = [
        ((p**2).sum(), "This is concentration"),
        (-(p * np.log(p)).sum(), "This is entropy. Here"),
        (-(p * np.log2(p)).sum(), "This is entropy in bits."),
        (len(p), "This is a count"),
        (1 / (p**2).sum(), "This is how many departments of equal size"),
        (p.max(), "This is what the largest"),
        (1 - p.sum(), "Square each share"),
        (100 * (1 - (p**2).sum()), "Right in kind"),
    ]
    for answer, begins in told:
        assert hint("01-1", round(answer, 3)).startswith(begins), answer
    log = pd.DataFrame({"who": 1, "by": ["Shop"] * 5 + ["Billing"] * 3 + ["Claims"] * 2})
    found = cx.fragmentation(log, customer="who", department="by").customers["fragmentation"]
    assert cx.check("01-1", found).outcome == "right"


def test_01_2_is_the_product_and_its_mistakes_are_sums_and_slips():
    assert cx.check("01-2", 0.659).outcome == cx.check("01-2", 0.92**5).outcome == "right"
    told = [
        (0.92, "That is the average contact."),
        (1 - 5 * 0.08, "Failures were added. Some"),
        (5 * 0.08, "Failures were added up,"),
        (1 - 0.92**5, "That is the share that breaks"),
        (0.92**4, "That is four contacts."),
        (0.92**6, "That is six contacts."),
        (0.08**5, "That is the chance that all five fail."),
        (65.9, "Right in kind"),
    ]
    for answer, begins in told:
        assert hint("01-2", answer).startswith(begins), answer


def test_01_3_compares_ids_and_takes_labels():
    for answer in (["C7", "C8"], {"C8", "C7"}, ["dunning letter", "roaming alert"], pd.Series(["c8", "c7", "c7"])):
        assert cx.check("01-3", answer).outcome == "right"
    assert hint("01-3", ["C6", "C7", "C8"]) == (
        "Look again at:\nC6: this is the other way round: it stands in the register, and this log does not have it."
    )
    assert hint("01-3", ["C7", "C8", "factura"]) == f"Look again at:\nC4: {SAME_ID}"
    assert hint("01-3", ["livrare", "C7"]) == (
        f"Look again at:\nC3: {SAME_ID}\nGo through the ids of the log one by one, also those that are there once only."
    )
    assert hint("01-3", []).startswith("Look again at:\nGo through the ids")
    assert hint("01-3", ["C9"]).startswith('Asked: a list of ids, such as ["C1", "C2"]. Number 1 is \'C9\'.')


def test_01_4_wants_the_whole_interval_beyond_what_matters():
    assert cx.check("01-4", ["claim", "delivery", "invoice"]).outcome == "right"
    above = ["delivery", "installation", "claim", "pick-up", "invoice", "fault call"]
    assert hint("01-4", above) == (
        "Look again at:\n"
        "fault call: the estimate lies well above .5. Does the lower limit, too?\n"
        "installation: the estimate lies above .5, the interval does not. Compare its lower limit with .5.\n"
        "pick-up: the largest guess but one, from twelve bad contacts. What does its interval hold?"
    )
    assert hint("01-4", ["delivery", "claim", "advice in the shop"]) == (
        "Look again at:\nadvice in the shop: it is surely above 0. Is it surely above .5?\n"
        "Of which other rows does the whole interval lie above .5?"
    )


def test_01_5_takes_two_filled_rows_one_of_them_not_selling_and_one_after_the_sale():
    for answer in ([ONE, TWO], pd.DataFrame([TWO, ONE])):
        assert remarks("01-5", answer) == []
    own = [{**ONE, "owner": "sales"}, {**TWO, "phase": "before the order", "owner": "Ventas"}]
    assert remarks("01-5", own) == [
        "Phase: does one of them lie after the sale? What happens after the parcel has arrived?",
        "“sales”: both are owned by those who sell. Who else meets a printer's customers, or their files, proofs, "
        "pallets and bills?",
    ]
    assert remarks("01-5", [{**ONE, "contact": "Courier "}, TWO]) == ["courier: it stands on the list already."]
    assert remarks("01-5", [ONE, {**TWO, "contact": "Proof"}]) == ["proof: it stands there twice."]
    assert remarks("01-5", [{**ONE, "owner": "Nobody"}, {**TWO, "variable": "Quality"}]) == [
        "“nobody”: what everybody or nobody owns is not looked after. Name a department.",
        "“quality”: that is how it went, not what decides it. What could be counted or timed there?",
    ]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ([ONE], "Rows in your answer: 1."),
        (ONE, "Rows in your answer: 1."),
        ("proof", "Rows in your answer: 0."),
        ([ONE, "reprint"], "Row 2 still lacks: contact, phase, owner, need, variable."),
        ([ONE, {**TWO, "need": " ", "variable": "?"}], "Row 2 still lacks: need, variable."),
        ([{"contact": "proof"}, TWO], "Row 1 still lacks: phase, owner, need, variable."),
        ([{**ONE, "owner": ...}, TWO], "Row 1 still lacks: owner."),
    ],
)
def test_01_5_says_what_is_not_filled_in(answer, said):
    assert hint("01-5", answer) == f"{ASKED} {said}"
