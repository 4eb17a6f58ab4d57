"""Exercises of notebook 08: the answers, and the mistakes that are known."""

from __future__ import annotations

from itertools import combinations

import pandas as pd
import pytest

import cxlib as cx
from cxlib.estimators.ranks import kendall_w

SIX = {"A01": (10, 0.4), "A03": (15, 1.6), "A04": (20, 0.9), "A05": (25, 1.7), "A08": (35, 2.6), "A11": (50, 2.9)}
PAIRS = [(2, 5), (3, 5), (4, 5), (1, 2), (1, 3), (1, 4), (1, 5), (3, 3)]


def said(name: str, answer: object) -> tuple[str, str]:
    feedback = cx.check(name, answer)
    return feedback.outcome, feedback.message


def kind(pairs) -> pd.Series:
    data = pd.DataFrame(pairs, columns=["so", "not_so"]).assign(feature="it")
    return cx.kano_classes(data, feature="feature", functional="so", dysfunctional="not_so").table.iloc[0]


def test_the_kind_is_that_of_the_library_and_swapped_it_is_reverse():
    found = kind(PAIRS)
    assert found["kind"] == "must_be" and found["tied"]
    assert said("08-1", "M")[0] == said("08-1", "must-be")[0] == "right"
    swapped = kind([(b, a) for a, b in PAIRS])
    assert swapped["reverse"] == 7
    assert "changed places" in said("08-1", "R")[1]


def test_coefficients_are_those_of_the_library():
    people = [(1, 2)] * 24 + [(1, 5)] * 36 + [(2, 5)] * 60 + [(3, 3)] * 30 + [(5, 1)] * 6 + [(1, 1)] * 4
    found = kind(people)
    assert said("08-2", (found["better"], found["worse"]))[0] == "right"
    assert "in no coefficient" in said("08-2", (60 / 160, -96 / 160))[1]


def test_the_best_plan_is_that_of_the_library():
    table = pd.DataFrame([(name, *one, 1.0) for name, one in SIX.items()], columns=["action", "cost", "effect", "se"])
    found = cx.choose_actions(table, action="action", effect="effect", std_error="se", cost="cost", budget=60,
                              n_resamples=10, rng=1).rules.set_index("rule")["promised"]  # fmt: skip
    assert said("08-3", found["best"])[0] == "right"
    assert "largest effect" in said("08-3", found["largest effect first"])[1]
    whole = {round(sum(SIX[name][1] for name in plan), 1) for plan in combinations(SIX, 3)
             if sum(SIX[name][0] for name in plan) == 60}  # fmt: skip
    assert whole == {4.6, 4.2} and "money that is left" in said("08-3", 4.2)[1]


def test_w_is_that_of_the_library():
    assert said("08-4", kendall_w(pd.DataFrame([[1, 2, 3, 4], [2, 1, 4, 3], [1, 3, 2, 4]]).to_numpy()))[0] == "right"
    assert "mean of Spearman" in said("08-4", 0.4667)[1]


@pytest.mark.parametrize(
    ("answer", "part"),
    [
        ("The chance is 70 % and more answers would tell.", "The verdict"),
        ("I reject it. A trial by lot would tell.", "The evidence"),
        ("I reject it: the interval reaches 0.", "What would change it"),
        ("I defend it, grade C proves that it matters; we measure on.", "proves nothing"),
    ],
)
def test_a_verdict_needs_its_evidence_and_what_would_change_it(answer, part):
    outcome, message = said("08-5", answer)
    assert outcome == "mistake" and part in message


@pytest.mark.parametrize(
    "answer",
    [
        "I reject this cell: the interval includes 0. Ask more customers after fault calls.",
        "I defend it for a small trial in half of the branches; grade C is enough for a test, not for half the budget.",
    ],
)
def test_both_verdicts_can_be_defended(answer):
    assert said("08-5", answer)[0] == "right"
