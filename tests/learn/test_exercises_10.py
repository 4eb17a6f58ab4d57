"""Exercises of notebook 10: the right answers and every named mistake, worked from the airport's raw files."""

from __future__ import annotations

import ast

import numpy as np
import pandas as pd
import pytest
from learn.hints import hint, remarks, told_apart

import cxlib as cx

CORE = ["Q7ART", "Q7FOOD", "Q7STORE", "Q7SIGN", "Q7WALKWAYS", "Q7SCREENS", "Q7WIFI"]
ALL = [*CORE, "Q7INFODOWN", "Q7INFOUP", "Q7ROADS", "Q7PARK", "Q7AIRTRAIN", "Q7LTPARKING", "Q7RENTAL"]


@pytest.fixture(scope="module")
def raw(shared):
    """The raw file of a year, headers stripped."""

    def read(year):
        return pd.read_csv(shared(f"data/sfo/{year}_SFO_Customer_Survey.csv")).rename(columns=str.strip)

    return read


def score(answers, n=None):
    n = len(answers) if n is None else n
    return 100 * ((answers >= 9).sum() - (answers <= 6).sum()) / n


def test_10_1(raw):
    last, first = raw(2018), raw(2017)
    valid = last[last["NETPRO"] <= 10]
    for answer in (score(valid["NETPRO"]), 31.0):
        assert cx.check("10-1", answer).outcome == "right"
    points = (valid["NETPRO"] >= 9) * 1.0 - (valid["NETPRO"] <= 6)
    told_apart(
        "10-1",
        [
            (score(last["NETPRO"]), "11 is blank, not a score. As a promoter"),
            (100 * np.average(points, weights=valid["WEIGHT"]), "Right, but weighted: say so."),
            (score(valid["NETPRO"], len(last)), "11 is blank, not a score; nor does it belong"),
            (score(first.loc[first["NETPRO"] <= 10, "NETPRO"]), "That is 2017."),
            (score(first["NETPRO"].dropna()), "That is 2017, and 11 is blank"),
            (score(valid["NETPRO"]) / 100, "Right in kind"),
            (100 * (valid["NETPRO"] >= 9).mean(), "That is the share of promoters."),
        ],
    )


def test_10_2(raw):
    x = raw(2010)

    def mean(codes, weights=True, over=None):
        rows = x[x["Q6N"].isin(codes)]
        w = rows["WEIGHT"] if weights else rows["WEIGHT"] * 0 + 1
        return (w * rows["Q6N"]).sum() / (w.sum() if over is None else over)

    rated, seven = range(1, 6), range(7)
    for answer in (mean(rated), 3.9, 3.90):
        assert cx.check("10-2", answer).outcome == "right"
    for answer, begins in ((3.94, "6 was kept, and nothing"), (3.92, "6 was kept. 6")):
        assert hint("10-2", answer).startswith(begins)  # two decimals were asked for
    told_apart(
        "10-2",
        [
            (mean(seven, weights=False), "0 and 6 were kept, and nothing was weighted."),
            (mean(seven), "0 was kept. 0 is no rating: it is a blank. Look at the other codes"),
            (mean(range(6)), "0 was kept."),
            (mean(rated, weights=False), "The codes are right, and it is unweighted."),
            (round(mean(rated, weights=False), 2), "The codes are right, and it is unweighted."),
            (mean(range(1, 7), weights=False), "6 was kept, and nothing was weighted."),
            (mean(range(1, 7)), "6 was kept."),
            (mean(rated, over=x["WEIGHT"].sum()), "You divided by the weights of all rows."),
        ],
    )


def test_10_3(raw):
    years = []
    for year in (2017, 2018):
        x = raw(year)
        x = x[x["NETPRO"] <= 10]
        years.append(x.assign(p=100.0 * (x["NETPRO"] >= 9) - 100.0 * (x["NETPRO"] <= 6)))

    def error(x, weights, runs):
        x = x[x["RUNID"].notna()] if runs else x
        w = x["WEIGHT"] if weights else x["WEIGHT"] * 0 + 1
        u = w * (x["p"] - np.average(x["p"], weights=w)) / w.sum()
        if not runs:
            return np.sqrt((u**2).sum())
        u = u.groupby(x["RUNID"]).sum()
        return np.sqrt((u**2).sum() * len(u) / (len(u) - 1))

    def both(weights, runs):
        return np.hypot(*(error(x, weights, runs) for x in years))

    def of_runs(x):
        means = x.groupby("RUNID")["p"].mean()
        return means.std() / np.sqrt(len(means))

    right = both(True, True)
    for answer in (right, 2.7, 2.74):
        assert cx.check("10-3", answer).outcome == "right"
    singly = [error(x, True, True) for x in years]
    told_apart(
        "10-3",
        [
            (np.hypot(*map(of_runs, years)), "That is the error of the mean of runs"),
            (both(True, False), "That counts every passenger as drawn alone."),
            (both(False, True), "The runs are in, the weights are not."),
            (both(False, False), "That has neither weights nor runs."),
            (sum(singly), "The two errors were added up."),
            (singly[1], "That is the error of 2018 alone."),
            (singly[0], "That is the error of 2017 alone."),
            (right / 100, "Right in kind"),
        ],
    )


def test_10_4(raw):
    x = raw(2017)

    def left(codes, table=x, also=None):
        full = [table[names].isin(codes).all(axis=1) & (True if also is None else also) for names in (CORE, ALL)]
        return [int(rows.sum()) for rows in full]

    rated = range(1, 6)
    assert cx.check("10-4", left(rated)).outcome == "right"
    shares = [x[names].isin(rated).mean() for names in (CORE, ALL)]
    told_apart(
        "10-4",
        [
            (left(range(1, 7)), "6 was counted as a rating."),
            (left(range(6)), "0 was counted as a rating."),
            (left(range(7)), "Every row is complete only if codes are ratings."),
            ([len(x) - n for n in left(rated)], "Those are the rows lost."),
            (left(rated, also=x["Q7ALL"] != "Blank"), "That asks for the overall rating too."),
            ([len(x) * share.min() for share in shares], "That is the rarest aspect alone."),
            ([len(x) * share.prod() for share in shares], "Shares were multiplied, as if 6 were missing at random"),
            (left(rated)[::-1], "The two numbers have changed places"),
            (left(rated, raw(2018).rename(columns={"Q7WALKWAY": "Q7WALKWAYS"})), "That is 2018."),
        ],
    )


GOOD = (
    "Weighted to all passengers, the score was 5.2 points lower (95 % interval −10.7 to +0.2), which cannot be told "
    "from no change. Only passengers at the gates were asked."
)
SIZE = "Size: which of the analyses do you tell? Give its points, with one decimal."
INTERVAL = "Interval: give both ends of the one that belongs to your size, with one decimal."
OTHER = "Weighting: your size belongs to the other kind of analysis."
WEIGHTING = "Weighting: say whether the answers are weighted to passengers or counted as they came."
LIMIT = (
    "Limit: name one thing that the survey cannot show, or whom it did not ask. That chance may explain it belongs "
    "to the size."
)
DOUBT = "Certainty: this interval reaches 0. Say that such a change cannot be distinguished from no change."
SIGN = "“{}”: look at the sign. Which of the two years has the lower score?"
CAUSE = "“{}”: two surveys show a difference, never its cause, and prove nothing."


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        GOOD.replace("+0.2", "0.3").upper(),
        "Unweighted, the NPS fell by 8.9 points (12.7 to 5.0). Only passengers at the gates were asked.",
        "Without weights: −8.8 points, −13.7 to −3.9 by survey run.",
        "The weighted score fell by 5.3 (1.1 to 9.5); two surveys do not tell why.",
    ],
)
def test_10_5_accepts_what_holds_all_parts(text):
    assert remarks("10-5", text) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Recommendation fell.", [SIZE, WEIGHTING, LIMIT]),
        (GOOD.replace("5.2", "6.7"), [SIZE]),
        (GOOD.replace("−10.7 to +0.2", "−9.5 to −1.1").replace("5.2", "8.9"), [INTERVAL]),
        (GOOD.replace("+0.2", "no"), [INTERVAL]),
        ("The weighted score fell by 8.9 points (12.7 to 5.0) at the gates.", [OTHER]),
        ("The unweighted score fell by 5.3 points (9.5 to 1.1) at the gates.", [OTHER]),
        (GOOD.replace("Weighted to all passengers, the", "The"), [WEIGHTING]),
        ("Weighted, the score fell by 5.2 points (−10.7 to 0.2).", [DOUBT, LIMIT]),
        ("Weighted, the score fell by 5.2 points (−10.7 to 0.2) at the gates.", [DOUBT]),
        ("Weighted, the score rose by 5.3 points (1.1 to 9.5) at the gates.", [SIGN.format("rose")]),
        ("An increase: " + GOOD, [SIGN.format("increase")]),
        (GOOD + " It fell because of the food.", [CAUSE.format("because")]),
        (GOOD + " The fall is due to queues.", [CAUSE.format("due to")]),
    ],
)
def test_10_5_says_what_is_missing_or_too_much(text, told):
    assert sorted(remarks("10-5", text)) == sorted(told)


@pytest.mark.parametrize("answer", [5.2, None, "  ", ["text", "text"]])
def test_10_5_wants_a_text(answer):
    assert hint("10-5", answer) == (
        "Asked: one or two sentences, with size, interval, weighting and one limit. "
        "Put each text between quotation marks; texts asked for: 1."
    )


def test_the_solution_passes_its_own_check(root):
    text = (root / "notebooks" / "solutions" / "10_case_airport.py").read_text(encoding="utf-8")
    answer = text.partition("answer_5 = (")[2].partition("\n)\n")[0]
    assert remarks("10-5", ast.literal_eval(f"({answer})")) == []
