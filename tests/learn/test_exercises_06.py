"""Exercises of notebook 06: the right answers and every named mistake, worked from definitions."""

from __future__ import annotations

import ast
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from learn.hints import hint, remarks

import cxlib as cx
from cxlib.learn import EXERCISES

SOLUTION = Path(__file__).resolve().parents[2] / "notebooks" / "solutions" / "06_employee_engagement.py"
NOT_USED = "9 means “does not apply”. It is no answer, neither a nine nor a nought."
NOT_SHOWN = "That one is hidden already: fewer than ten. Look among the reports that are shown."
PERKS = "Perks: what do they go with, in the upper half of the figure?"
ENGAGEMENT = "Engagement: is it the same as climate, and do perks move it?"
CUSTOMERS = "Customers: which of the two goes with their answers when the other is the same?"
COLUMNS = "Both columns: name S3 and S4, and say what each predicts."


def test_06_1_is_the_mean_of_what_was_answered():
    rows = pd.DataFrame([[4, 9, 5], [3, 3, 2], [5, 4, np.nan]], columns=list("abc"))
    clean, items = rows.replace(9, np.nan), list("abc")
    right = cx.scale_scores(clean, scales={"score": items})["score"]
    assert cx.check("06-1", right).outcome == "right"
    assert cx.check("06-1", [4.5, 2.67, 4.5]).outcome == "right"
    nought = clean.fillna(0).mean(axis=1)
    told = [
        (rows.mean(axis=1), NOT_USED),
        (rows.fillna(0).mean(axis=1), f"{NOT_USED} And an empty cell is no 0."),
        (nought, "You divided by three items where two were answered: missing is no 0."),
        ([4.5, 2.67, nought[2]], "The third: an empty cell is no 0. Divide by the items answered."),
        ([nought[0], 2.67, 4.5], "The first: “does not apply” is no 0. Divide by the items answered."),
        (clean.sum(axis=1), "Those are sums. With a missing item, sums cannot be compared."),
    ]
    for answer, message in told:
        assert hint("06-1", answer) == message
    messages = [cx.check("06-1", [1, 1, 1]).message for _ in range(3)]
    assert messages == [*EXERCISES["06-1"].hints, cx.check("06-1", [1, 1, 1]).message]


def test_06_2_is_the_share_of_true_differences():
    between, within, teams, size, k0 = 1.5, 0.3, 120, 15, 14.2

    def icc(k):
        return (between - within) / (between + (k - 1) * within)

    sums = between * (teams - 1), within * teams * (size - 1)
    assert cx.check("06-2", icc(size)).outcome == "right"
    assert cx.check("06-2", 0.211).outcome == "right"
    told = {
        1 - within / between: "That is ICC(2), how reliable a team's mean is. The question is the share between teams.",
        icc(k0): "Near: that is with k0 = 14.2 in place of the mean size, a good choice for unequal teams. Here the "
        "mean size was asked.",
        icc(size + 1): "In the denominator stands the size less 1: MSB + (k − 1)·MSW.",
        sums[0] / sum(sums): "That is eta², the plain share of the sums of squares. Even random teams have some of it.",
        between / (between + within): "A mean square between teams holds what is within, too, and the size. "
        "Take it off first.",
        between / within: "That is F. It says whether teams differ at all, not by how much.",
    }
    for answer, message in told.items():
        assert hint("06-2", answer) == message


def test_06_3_is_the_pair_that_leaves_one():
    assert cx.check("06-3", ["all", "without the trainee"]).outcome == "right"
    shop = (
        "Well seen that shop floor may be taken from all: it leaves two people. The question is which pair leaves one."
    )
    for answer, message in (
        (["night shift"], NOT_SHOWN),
        (["all", "workshop"], NOT_SHOWN),
        (["all", "shop floor"], shop),
        (["without the trainee", "all"], "Two names, the larger report first: which holds all people of the other, "
         "and one more?"),
    ):  # fmt: skip
        assert hint("06-3", answer) == message


def test_06_3_the_pair_tells_what_the_trainee_answered():
    source = SOLUTION.read_text(encoding="utf-8")
    frame = next(line for line in source.splitlines() if line.startswith("published = "))
    columns = ast.literal_eval(frame[frame.index("{") : frame.index("}") + 1].replace("groups", "None"))
    (n, fewer, *_), (mean, without, *_) = columns["n"], columns["mean"]
    assert n - fewer == 1
    assert round(n * mean - fewer * without) == 2
    hidden = [size for size, told in zip(columns["n"], columns["mean"], strict=True) if told is None]
    assert max(hidden) < 10 <= min(set(columns["n"]) - set(hidden))


def test_06_4_is_decided_by_icc():
    for answer in (["no", "ICC(1)"], ["No", "icc1"], ["no", "ICC"]):
        assert cx.check("06-4", answer).outcome == "right"
    random = "Look at the random teams: people whom nothing joins agree as much."
    for answer, message in (
        (["yes", "rwg(j)"], random),
        (["yes", "ICC(1)"], random),
        (["no", "rwg"], "No is right, and rwg(j) cannot be the reason: it is high. What says whether teams differ?"),
        (["no", "alpha"], "No is right, and alpha is not the reason: it speaks of items, not of teams."),
        (["no"], 'Two things: "yes" or "no" first, then the number that decides.'),
    ):
        assert hint("06-4", answer) == message


def test_06_4_tells_the_numbers_of_the_sample():
    study = cx.read_study(cx.sample_study(), tables=["employees"])
    rows, items = study.tables["employees"], ["pace1", "pace2", "pace3"]
    now = rows[rows["wave"] == rows["wave"].max()]
    found = cx.unit_agreement(now, items=items, unit="branch", scale=(1, 5), n_permutations=20, rng=1)
    row, task = found.table.iloc[0], EXERCISES["06-4"].task
    alpha = cx.scale_reliability(now, items=items).table["estimate"].iloc[0]
    assert f"alpha {alpha:.2f}".replace("0.", ".") in task
    assert f"rwg(j) of {row['rwg_j_uniform']:.2f}".replace("0.", ".") in task
    assert f"{row['icc1']:.2f} ({row['icc1_low']:.2f} to {row['icc1_high']:.2f})".replace("-", "−") in task
    assert f"reach an rwg(j) of {found.pseudo['rwg_j_uniform'].mean():.2f}".replace("0.", ".") in task


MOVED = "perks and engagement: look at the interval in the lower half of the figure. Does it leave 0?"
RIGHT = (
    "S3 expects perks to reach customers through content staff; S4 does not. Perks go with climate, not with "
    "engagement, and customers go with engagement.",
    "The first says that satisfied staff make satisfied customers, the other that climate is not engagement. Outings "
    "lift the mood; whether they lift engagement cannot be told. Customers notice engagement only.",
)


@pytest.mark.parametrize("text", RIGHT)
def test_06_5_right(text):
    assert remarks("06-5", text) == []


@pytest.mark.parametrize(
    ("text", "hints"),
    [
        ("It is complicated.", [PERKS, ENGAGEMENT, CUSTOMERS, COLUMNS]),
        (
            "S3 and S4: perks lift climate and engagement.",
            [ENGAGEMENT, CUSTOMERS, "“perks lift climate and engagement”: " + MOVED],
        ),
        ("S3 says perks lift climate, S4 that they do not lift engagement.", [CUSTOMERS]),
        ("Perks lift climate, not engagement, and customers follow engagement.", [COLUMNS]),
        (
            RIGHT[0] + " This proves S4.",
            ["“proves”: an association between teams proves nothing. Say what goes with what, and how surely."],
        ),
        (
            RIGHT[0] + " So engagement causes loyalty.",
            ["“engagement causes”: customers were not given engaged teams by lot, and an interval about 0 is no 0."],
        ),
    ],
)
def test_06_5_says_what_is_missing(text, hints):
    assert remarks("06-5", text) == hints
