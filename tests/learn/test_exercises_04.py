"""Exercises of notebook 04: the right answers and every named mistake, worked from the sample and from definitions."""

from __future__ import annotations

import ast
from itertools import combinations, permutations

import numpy as np
import pandas as pd
import pytest
from learn.hints import hint, remarks

import cxlib as cx
from cxlib.learn import EXERCISES

PAIRS = EXERCISES["04-2"]
ASPECTS, ORDER = PAIRS.known, PAIRS.order
COLUMNS = tuple(next(c for c, word in ASPECTS.items() if word == aspect and c[:2] == "d_") for aspect in ORDER)
SURE = PAIRS.right | set(PAIRS.either)
OVERLAP, BY_A_HAIR = set(PAIRS.overlap), set(PAIRS.either)
KEEP = (
    "A share above zero is no reason to keep it, for dice have one, too. But who leaves an aspect out gives the others "
    "what it goes with, and cannot see that the sign turned: what may still be said of it, and what not?"
)
SIGNS = "Look at the columns r and beta of that touchpoint alone, or at sign_agrees: one row says False."
RANKS = (
    "Look at the intervals of the ranks: how many places could each aspect take? Six drivers want at least fifteen "
    "answers each."
)
STRICT = (
    "Those are the pairs whose intervals do not overlap, which is too strict: use the interval of the difference, or "
    "count in how many resamples one is ahead."
)
CHANGED = "the two have changed places. Which has the higher estimate?"
EXTRA = "the first is ahead of the second in fewer than 95 of 100 resamples."
MISSING = "surely ordered, and not in your list. Count the resamples, not the overlap of intervals."
TEST = (
    "The test: as long as the same people rate the premises and their satisfaction, one mood is in both. What could be "
    "changed for some and not for others, or measured by somebody else?"
)


@pytest.fixture(scope="module")
def study():
    table = pd.read_parquet(cx.sample_study() / "driver_study.parquet")
    ratings = [name for name in table if name.startswith("d_")]
    return table.assign(**table[ratings].astype(float).replace(9.0, np.nan))  # 9: does not apply


@pytest.fixture(scope="module")
def of_all(study):
    asked = {"outcome": "satisfaction", "drivers": list(COLUMNS), "within": "touchpoint"}
    return cx.driver_importance(study, **asked, n_resamples=1000, rng=2027)


def test_04_1_is_the_mean_over_all_orders():
    r = np.array([[1, 0.3, 0.25, 0.5], [0.3, 1, 0.25, 0], [0.25, 0.25, 1, 0.25], [0.5, 0, 0.25, 1]])

    def r_squared(*chosen):
        s = sorted(chosen)
        return r[s, 3] @ np.linalg.solve(r[np.ix_(s, s)], r[s, 3]) if s else 0.0

    def gain(order, driver):
        before = order[: order.index(driver)]
        return r_squared(*before, driver) - r_squared(*before)

    orders = list(permutations(range(3)))
    shares = [np.mean([gain(order, k) for order in orders]) for k in range(3)]
    slopes = np.linalg.solve(r[:3, :3], r[:3, 3])
    for answer in (shares, np.round(shares, 3), (0.241, 0.016, 0.044)):  # the last as it is printed elsewhere
        assert cx.check("04-1", answer).outcome == "right"
    values, axes = np.linalg.eigh(r[:3, :3])
    root = axes @ np.diag(np.sqrt(values)) @ axes.T
    told = [
        (r[:3, 3] ** 2, "Those are squared correlations."),
        (slopes**2, "Those are squared slopes."),
        ([r_squared(0, 1, 2) - r_squared(*{0, 1, 2} - {k}) for k in range(3)], "That is what each adds when it enters"),
        ([gain((0, 1, 2), k) for k in range(3)], "That is one order of entering only."),
        (slopes * r[:3, 3], "That is slope times correlation (Pratt)."),
        (root**2 @ np.linalg.solve(root, r[:3, 3]) ** 2, "Very near: those are Johnson's"),
        (np.array(shares) / sum(shares), "Those are shares of what is explained."),
    ]
    told.append((slopes, "Those are the slopes of the line with all three."))
    assert len(told) == len(EXERCISES["04-1"].mistakes)
    for answer, begins in told:
        assert hint("04-1", np.round(answer, 4)).startswith(begins), answer


def test_04_2_is_what_the_resamples_say(of_all):
    sure = of_all.pairs[of_all.pairs["share_ahead"] >= 0.95]
    assert cx.check("04-2", sure[["driver", "other"]]).outcome == "right"
    table = of_all.table.replace({"driver": ASPECTS}).set_index("driver")
    apart = [(a, b) for a, b in combinations(ORDER, 2) if table.loc[a, "conf_low"] > table.loc[b, "conf_high"]]
    assert set(apart) - BY_A_HAIR == SURE - OVERLAP - BY_A_HAIR
    assert hint("04-2", apart) == STRICT
    assert [ASPECTS[name] for name in of_all.table.sort_values("rank")["driver"]] == list(ORDER)


def test_04_2_takes_words_and_columns_and_lets_the_pair_on_the_line_be():
    for answer in (SURE, SURE - BY_A_HAIR, sorted(SURE)):
        assert cx.check("04-2", answer).outcome == "right"
    assert hint("04-2", list(combinations(COLUMNS, 2))).startswith("Those are all the pairs")
    assert hint("04-2", []) == "None is too few: look at `pairs` of the result, and at its column share_ahead."
    rest = sorted(SURE - {("speed", "ease")})
    assert hint("04-2", rest) == f"Look again at:\n1: {MISSING}"
    assert hint("04-2", [*rest, ("ease", "speed")]) == f"Look again at:\n1: {CHANGED}"
    odd = [*sorted(SURE), ("competence", "tidy premises"), ("price explained", "promise kept")]
    assert hint("04-2", odd) == f"Look again at:\n1: {CHANGED}\n1: {EXTRA}"
    assert hint("04-2", ["speed"]) == ("Of 1 names one is left over without a pair.")


def test_04_3_is_the_only_driver_with_two_signs(study):
    found = cx.driver_importance(study[study["touchpoint"] == "T10"], outcome="satisfaction", drivers=list(COLUMNS))
    turned = found.table[~found.table["sign_agrees"]]
    assert [ASPECTS[name] for name in turned["driver"]] == [EXERCISES["04-3"].right[0]]
    assert turned["estimate"].iloc[0] > 0.02
    assert cx.check("04-3", ("d_price", "keep")).outcome == "right"
    assert hint("04-3", ["Price explained", "drop"]) == KEEP
    assert hint("04-3", ["d_ease", "drop"]) == SIGNS
    assert hint("04-3", ["keep", "d_price"]) == 'Two things: the aspect first, then "keep" or "drop".'


def test_04_4_cannot_be_ordered(study):
    rows = study[study["touchpoint"] == "T02"].dropna(subset=["satisfaction", *COLUMNS]).head(45)
    found = cx.driver_importance(rows, outcome="satisfaction", drivers=list(COLUMNS), n_resamples=1000, rng=2027)
    table = found.table.sort_values("rank")
    assert list(table["driver"].head(2)) == ["d_price", "d_tidy"]  # the two without an effect, as the insight says
    assert table["rank_high"].min() > 2  # none surely holds one of the first two places
    for answer in ([], "none", "Cannot  order", ["ninguno"]):
        assert cx.check("04-4", answer).outcome == "right"
    assert "cannot order" not in f"{EXERCISES['04-4'].task} {EXERCISES['04-4'].asked}"
    assert hint("04-4", table["driver"]) == RANKS
    assert hint("04-4", "price explained") == RANKS


@pytest.mark.parametrize(
    "text",
    [
        "Tidy up half of the shops, drawn by lot, and leave the others as they are; then compare satisfaction.",
        "Renovate some branches and not others, with a larger sample, and compare.",
        "Run an experiment: clean every day in randomly chosen stores, and look at satisfaction.",
        "Let an inspector with a checklist rate the premises instead of the customers.",
        "Compare satisfaction with photos of each shop, taken without asking anybody.",
    ],
)
def test_04_5_accepts_a_change_for_some_or_a_measure_of_somebody_else(text):
    feedback = cx.check("04-5", text)
    assert remarks("04-5", text) == []
    assert feedback.message.endswith(EXERCISES["04-5"].insight)
    assert feedback.model.startswith("Renovate 20 shops drawn by lot")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Tidy premises matter.", [TEST]),
        (
            "Ask more customers.",
            [TEST, "“more customers”: more answers make the interval narrower around the same wrong number."],
        ),
        (
            "Run a regression with all drivers.",
            [
                TEST,
                "“regression”: another model of the same ratings cannot take the mood out: nobody measured it but the "
                "customer.",
            ],
        ),
        (
            "Ask customers whether they like tidy premises.",
            [TEST, "“ask customers”: what people say matters is one more answer of the same people."],
        ),
        ("Tidy up the shops everywhere and see whether satisfaction rises.", [TEST]),
    ],
)
def test_04_5_says_what_would_still_hold_the_mood(text, told):
    assert remarks("04-5", text) == told


def test_04_5_wants_a_text():
    asked = "Asked: one to three sentences. Put each text between quotation marks; texts asked for: 1."
    assert hint("04-5", 3) == asked


def test_the_solution_passes_its_own_check(root):
    file = root / "notebooks" / "solutions" / "04_satisfaction_drivers.py"
    answer = file.read_text(encoding="utf-8").partition("answer_5 = (")[2].partition("\n)\n")[0]
    assert remarks("04-5", ast.literal_eval(f"({answer})")) == []
