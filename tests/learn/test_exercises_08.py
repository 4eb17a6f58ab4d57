"""Exercises of notebook 08: the right answers and every named mistake, worked out in another way."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from learn.hints import hint, remarks, told_apart

import cxlib as cx
from cxlib.learn import EXERCISES

SO, NOT_SO = [2, 3, 4, 1, 1, 1, 1, 3], [5, 5, 5, 2, 3, 4, 5, 3]
COUNTS = {"A": 24, "O": 36, "M": 60, "I": 30, "R": 6, "Q": 4}
ACTIONS = {"A02": (15, 0.5), "A03": (15, 1.6), "A05": (25, 1.7), "A06": (25, 1.3), "A08": (35, 2.6), "A11": (50, 2.9)}
ORDERS = np.array([[1, 2, 3, 4], [2, 1, 4, 3], [1, 3, 2, 4]])


def sums(plan):
    return tuple(sum(ACTIONS[name][side] for name in plan) for side in (0, 1))


def test_08_1_is_the_kind_that_the_library_finds():
    asked = pd.DataFrame({"feature": "one", "so": SO, "not_so": NOT_SO})
    table = cx.kano_classes(asked, feature="feature", functional="so", dysfunctional="not_so").table
    assert cx.check("08-1", table["kind"].iloc[0]).outcome == "right"
    assert cx.check("08-1", "m").outcome == cx.check("08-1", "must-be").outcome == "right"
    for letter, reason in EXERCISES["08-1"].reasons.items():
        assert hint("08-1", letter) == reason
    assert set(EXERCISES["08-1"].reasons) == set("OAIRQ")


def test_08_2_leaves_out_reverse_and_questionable():
    clear = sum(COUNTS[kind] for kind in "AOMI")
    better, worse = (COUNTS["A"] + COUNTS["O"]) / clear, -(COUNTS["O"] + COUNTS["M"]) / clear
    for answer in ((better, worse), {"worse": worse, "better": better}):
        assert cx.check("08-2", answer).outcome == "right"
    whole = sum(COUNTS.values())
    told_apart(
        "08-2",
        [
            ((better * clear / whole, worse * clear / whole), "Reverse and questionable"),
            ((better, -worse), "Right in size"),
            ((worse, better), "Both are right"),
            ((-worse, -better), "They have changed places"),
            ((COUNTS["A"] / clear, -COUNTS["M"] / clear), "One-dimensional answers belong to both"),
        ],
    )


def test_08_3_is_the_best_of_all_plans():
    plans = [plan for size in range(7) for plan in combinations(ACTIONS, size)]
    promised = sorted(sums(plan)[1] for plan in plans if sums(plan)[0] <= 60)
    assert cx.check("08-3", promised[-1]).outcome == "right" and promised[-2] < promised[-1] - 0.08
    told_apart(
        "08-3",
        [
            (sums(["A11"])[1], "That begins with the largest effect"),
            (sums(["A03", "A08"])[1], "Effect per cost is a good rule"),
            (sums(["A06", "A08"])[1], "Nearly: all the money is spent"),
            (sums(["A03", "A05", "A08"])[1], "That costs more"),
            (sums(ACTIONS)[1], "Those are all six."),
        ],
    )
    assert sums(["A05", "A08"])[0] == sums(["A06", "A08"])[0] == 60
    assert min(sums(plan)[0] for plan in plans if abs(sums(plan)[1] - 5.9) < 0.04) > 60


def test_08_3_names_actions_as_the_register_has_them_and_none_that_is_finished():
    register = cx.read_study(cx.sample_study(), tables=["actions"]).tables["actions"].set_index("action")
    named = register.loc[list(ACTIONS)]
    assert not (named["status"] == "done").any()
    assert dict(zip(named.index, zip(named["cost"], named["effect"], strict=True), strict=True)) == ACTIONS
    assert all(f"{name} ({cost}, {effect})" in EXERCISES["08-3"].task for name, (cost, effect) in ACTIONS.items())


def test_08_4_is_kendalls_w_by_way_of_spearman():
    m, k = ORDERS.shape
    rho = np.corrcoef(ORDERS)[np.triu_indices(m, 1)].mean()  # of ranks, so Spearman's
    of_sums = ORDERS.sum(axis=0)
    squares = ((of_sums - of_sums.mean()) ** 2).sum()
    w = ((m - 1) * rho + 1) / m
    assert cx.check("08-4", w).outcome == "right"
    told_apart(
        "08-4",
        [
            (rho, "That is the mean of Spearman's ρ"),
            (squares / (m**2 * (k**3 - k)), "Nearly: the sum of squares is multiplied by 12."),
            (12 * squares / (m * (k**3 - k)), "W is never above 1"),
            (of_sums.var(ddof=1) / (m**2 * (k**2 - 1) / 12), "That mixes two variances"),
        ],
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The interval reaches 0. Ask more people.", EXERCISES["08-5"].parts[0].hint),
        ("I reject it. A trial by lot would change my mind.", EXERCISES["08-5"].parts[1].hint),
        ("I reject it: grade C.", EXERCISES["08-5"].parts[2].hint),
        ("I reject it: grade C. No trial would change it.", EXERCISES["08-5"].parts[2].hint),  # denied
        (
            "I defend it: it is below its target, grade C.",
            f"{EXERCISES['08-5'].parts[2].hint}\n“below its target”: {EXERCISES['08-5'].detours[0].hint}",
        ),
        (
            "I defend it: a chance of 70 % proves that it matters. A trial may follow.",
            "“proves that”: an interval that reaches 0 proves nothing, either way.",
        ),
    ],
)
def test_08_5_names_what_is_missing(text, told):
    assert remarks("08-5", text) == told.splitlines()


@pytest.mark.parametrize(
    "text",
    [
        "I would not defend it: the interval proves nothing. More answers are needed.",
        "Defend it, below target as it is, for less money: its chance is 70 %. A pilot at random would say more.",
    ],
)
def test_08_5_takes_either_verdict(text):
    assert remarks("08-5", text) == []
