"""Exercises of notebook 00: right by the definitions, every mistake named, nothing given away."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import cxlib as cx
from cxlib.learn import EXERCISES

ROOT = Path(__file__).resolve().parents[2]
ITEM = pd.Series([5] * 6 + [4] * 7 + [3] * 3 + [2] * 2 + [1] * 2 + [9] * 5)
VALID = ITEM[ITEM != 9]
CODES, CLAIMS = EXERCISES["00-3"], EXERCISES["00-4"]
RIGHT = ["yes", "no", "no", "yes", "no"]


def hint(exercise, answer):
    feedback = cx.check(exercise, answer)
    assert feedback.outcome == "mistake", feedback
    return feedback.message


def test_00_1_divides_by_what_came_back():
    assert cx.check("00-1", (250 - 5 - 10) / 250).outcome == "right"
    told = {
        235 / 1000: "That is a response rate for the question",
        250 / 1000: "That is the survey's response rate",
        245 / 250: "The code 11 was counted as an answer.",
        240 / 250: "The empty cells were counted as answers.",
        15 / 250: "That is the share without a valid answer.",
        100 * 235 / 250: "Right in kind, but in per cent",
        235: "That is the number of valid answers.",
    }
    for answer, begins in told.items():
        assert hint("00-1", answer).startswith(begins), answer


def test_00_2_is_the_share_of_the_top_two_boxes():
    assert cx.check("00-2", (VALID >= 4).mean()).outcome == "right"
    table = cx.score_definitions(pd.DataFrame({"x": VALID}), rating="x", scale=(1, 5)).table
    assert cx.check("00-2", table.loc[1, "estimate"]).outcome == "right"
    told = {
        VALID.mean(): "That is the mean of the valid answers.",
        ITEM.mean(): "That is a mean, and the code 9 went into it",
        (VALID == 5).mean(): "That is the top box alone.",
        (VALID >= 3).mean(): "That is the top three boxes.",
        (VALID >= 4).sum() / len(ITEM): "The blanks are in the denominator",
        (ITEM >= 4).mean(): "The code 9 was counted as a high answer.",
        (VALID >= 4).mean() - (VALID <= 2).mean(): "The low boxes were subtracted",
        (VALID <= 2).mean(): "Those are the two lowest boxes.",
        100 * (VALID >= 4).mean(): "Right in kind, but in per cent",
        (VALID >= 4).sum(): "That is a count.",
    }
    for answer, begins in told.items():
        assert hint("00-2", answer).startswith(begins), answer


@pytest.mark.parametrize("answer", [[-1, 88, 98, 99], (99, 98, 88, -1), {-1, 88, 98, 99}, np.array([-1, 88.0, 98, 99])])
def test_00_3_takes_the_codes_in_any_order_and_dress(answer):
    assert cx.check("00-3", answer) == cx.learn.Feedback("00-3", "right", CODES.insight)


def test_00_3_answers_each_code_singly():
    assert hint("00-3", [0, -1, 88, 98, 99]) == "Look again at:\n0: zero is an answer here: who disappears?"
    assert hint("00-3", [-1, 77, 88, 98, 99]) == f"Look again at:\n77: {CODES.reasons['77']}"
    assert hint("00-3", [-1, 88, 98, 99, 5]) == f"Look again at:\n5: {CODES.stranger}"
    assert hint("00-3", []).count("One that is not in your list: ") == 4
    for code in CODES.right:
        told = hint("00-3", sorted(set(CODES.right) - {code}))
        assert told == f"Look again at:\nOne that is not in your list: {CODES.left_out[code]}"
        assert not re.search(r"\d", CODES.left_out[code])  # the hint does not name the code


def test_00_3_takes_codes_as_text_and_answers_words():
    assert cx.check("00-3", "−1, 88, 98; 99").outcome == "right"
    assert hint("00-3", [-1, 88, 98, 99, "blank"]) == f"Look again at:\nblank: {CODES.stranger}"


def test_00_4_answers_each_wrong_claim_with_its_reason():
    assert cx.check("00-4", RIGHT).outcome == "right"
    for place, statement in enumerate(CLAIMS.statements):
        other = "no" if RIGHT[place] == "yes" else "yes"
        told = hint("00-4", [*RIGHT[:place], other, *RIGHT[place + 1 :]])
        assert told == f"Right: 4 of 5.\nLook again at:\n{place + 1}. {statement.called}: {statement.reason}"
        assert not re.search(r"\b(yes|no)\b", statement.reason)


def test_the_numbers_of_the_claims_agree_with_one_another():
    text = (ROOT / "notebooks/solutions/00_start_here.py").read_text(encoding="utf-8")
    assert 1200 - 84 == 1116 and "1,116 valid answers 792" in text
    assert round(100 * 792 / 1116) == 71 and round(100 * 1116 / 1200) == 93
