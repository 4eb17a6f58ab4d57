"""Exercises of notebook 02: the right answers and every named mistake, worked from their definitions."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from learn.hints import remarks

import cxlib as cx
from cxlib.learn import EXERCISES

CUSTOMERS, ANSWERS = np.array([3000, 2000, 4000, 1000]), np.array([900, 300, 500, 100])
NPS = np.array([30, 0, -20, -40])
WEIGHTS = np.repeat([0.5, 2.0, 3.0], [300, 100, 50])


def told(exercise, answer):
    feedback = cx.check(exercise, answer)
    assert feedback.outcome == "mistake", (answer, feedback.message)
    return feedback.message


def told_apart(exercise, mistakes):
    """Each wrong answer gets its own hint, and no mistake is left untried."""
    for answer, begins in mistakes:
        assert told(exercise, answer).startswith(begins), (answer, told(exercise, answer))
    assert {mistake.hint for mistake in EXERCISES[exercise].mistakes} <= {told(exercise, one) for one, _ in mistakes}


def size(**goal):
    return int(cx.nps_sample_size(**{"promoters": 0.4, "detractors": 0.3, **goal}).table["n"].iloc[0])


def test_02_1():
    for answer in (size(margin=5), 1060, 1070):
        assert cx.check("02-1", answer).outcome == "right"
    worst = cx.check("02-1", size(promoters=0.5, detractors=0.5, margin=5))
    assert worst.outcome == "right" and worst.message.startswith("Accepted: that is the worst case")
    share = int(cx.survey_sample_size(share=0.5, margin=0.05).table["n"].iloc[0])
    told_apart(
        "02-1",
        [
            (share, "That is a share at 50 %."),
            (size(margin=10), "That is ±10."),
            (round(1.96**2 * 0.7 / 0.05**2), "Nearly: V is P + D − (P − D)²."),
            (round(1.96**2 * 0.4 * 0.6 / 0.05**2), "That is the share of promoters alone."),
            (size(difference=5), "That is a change of 5 points"),
            (2 * 1.96**2 * 0.69 / 0.05**2, "That is a margin for the difference of two waves."),
            (size(margin=5, confidence_level=0.9), "That is the 90 % interval."),
        ],
    )


def test_02_2():
    right = np.average(NPS, weights=CUSTOMERS)
    each = pd.DataFrame({"cell": np.repeat(list("abcd"), ANSWERS)})
    weights = cx.sample_weights(each, margins={"cell": dict(zip("abcd", CUSTOMERS.tolist(), strict=True))}).table
    by_answers = np.average(np.repeat(NPS, ANSWERS), weights=weights["weight"])
    for answer in (right, by_answers, -3):
        assert cx.check("02-2", answer).outcome == "right"
    weight = (CUSTOMERS / CUSTOMERS.sum()) / (ANSWERS / ANSWERS.sum())
    told_apart(
        "02-2",
        [
            (np.average(NPS, weights=ANSWERS), "You used respondents' shares."),
            (NPS.mean(), "That is the plain mean of the cells."),
            (np.average(NPS, weights=ANSWERS / weight), "The weights are upside down"),
            (np.average(NPS, weights=weight), "Those are the right weights, counted once per cell."),
            (np.average(NPS, weights=ANSWERS / CUSTOMERS), "Those are response rates as weights."),
            (right / 100, "Right in kind, but as a share"),
            (-right, "The size is right. Look at the sign"),
            (NPS.sum(), "That is the sum of the four scores."),
        ],
    )


def test_02_3():
    n, total, squares = len(WEIGHTS), WEIGHTS.sum(), (WEIGHTS**2).sum()
    effect = n * squares / total**2
    for answer in (n / effect, (2 * total) ** 2 / (4 * squares), 270):
        assert cx.check("02-3", answer).outcome == "right"
    told_apart(
        "02-3",
        [
            (n, "That is n."),
            (total, "That is the sum of the weights."),
            (effect, "That is the design effect."),
            (squares, "That is the sum of squared weights"),
            (n / np.sqrt(effect), "That is n over the root of the design effect"),
            (5.5**2 / (0.25 + 4 + 9), "Every weight was counted once."),
            (n * effect, "You multiplied by the design effect."),
            (total / squares, "Nearly: the sum of the weights has to be squared."),
        ],
    )


MENDED = [
    "How quickly did the staff attend to you?",
    "How many times did you call us in the last three months?",
    "How satisfied are you with the repair? 1: very dissatisfied, 10: very satisfied",
]
BEFORE = ["Were our wonderful staff quick and friendly?", "How often did you have to call us?"]
ENDS = "How satisfied are you with the repair? 1: dissatisfied, 10: extremely satisfied"
TWO_IN_ONE = "Two questions in one: what would somebody answer for whom one half is true and the other not?"
BOTH = "1. Speed and manner are still in one question. Choose the one that can be acted on."
LEADING = "Leading words: praise, or an expected answer. Ask so that nobody can tell which answer you hope for."
HAVE_TO = "“have to”: 2. “Have to” hints that it was too often. Ask how many times, and no more."
PERIOD = "2. Period: over what time is it counted? One thinks of a week, another of ten years."
STRONGER = "3. Unbalanced: one end of the scale is stronger, and answers lean away from it."


@pytest.mark.parametrize(
    "answer",
    [
        MENDED,
        tuple(MENDED),
        ["Were the staff friendly?", "How often did you phone us this year?", "Repair: 10: satisfied, 1: dissatisfied"],
        ["I was attended to fast.", "Calls this week: how many?",
         "Repair: 1 = completely dissatisfied … 10 = completely satisfied"],
    ],
)  # fmt: skip
def test_02_4_finds_every_part_of_good_questions(answer):
    assert remarks("02-4", answer) == []
    assert cx.check("02-4", answer).message.endswith(EXERCISES["02-4"].insight)


@pytest.mark.parametrize(
    ("place", "text", "messages"),
    [
        (0, BEFORE[0].upper(), [f"“and”: 1. {TWO_IN_ONE}", f"“quick”: {BOTH}", f"“wonderful”: {LEADING}"]),
        (1, BEFORE[1], [PERIOD, HAVE_TO]),
        (2, ENDS, [f"“extremely”: {STRONGER}"]),
        (0, "Were our staff quick and friendly?", [f"“and”: 1. {TWO_IN_ONE}", f"“quick”: {BOTH}"]),
        (0, "Were our wonderful staff quick?", [f"“wonderful”: {LEADING}"]),
        (0, "Didn’t you find the staff friendly?", [f"“didn’t you”: {LEADING}"]),
        (0, "Were they fast? Were they polite?", [f"“fast”: {BOTH}"]),
        (0, "How was the weather?", ["1. The subject: ask of the staff's speed, or of their manner."]),
        (1, "How many calls did you make?", [PERIOD]),
        (1, "What happened last week?", ["2. The subject: calls."]),
        (1, "How often did you call us or write to us last month?", [f"“or write”: 2. {TWO_IN_ONE}"]),
        (2, "How satisfied are you with the repair? 1: very dissatisfied, 10: satisfied", [f"“very”: {STRONGER}"]),
        (2, "How satisfied are you with the repair? 1: dissatisfied",
         ["3. Say in words what both ends of the scale mean, such as dissatisfied and satisfied."]),
        (2, "1: very dissatisfied with the great repair, 10: very satisfied.", [f"“great”: {LEADING}"]),
    ],
)  # fmt: skip
def test_02_4_names_each_fault_that_stays(place, text, messages):
    assert remarks("02-4", [*MENDED[:place], text, *MENDED[place + 1 :]]) == messages


@pytest.mark.parametrize("answer", ["Were you content?", None, MENDED[:2], [*MENDED[:2], 7], [..., *MENDED[1:]]])
def test_02_4_says_what_it_cannot_read(answer):
    mend = "Put each text between quotation marks; texts asked for: 3."
    assert told("02-4", answer) == f"Asked: a list of three texts. {mend}"


def test_the_audit_lists_the_questions_to_mend_and_not_the_mended():
    listed = cx.item_audit(pd.DataFrame({"text": BEFORE[:2]}), text="text").table
    assert listed[["item", "rule"]].to_numpy().tolist() == [
        [1, "two questions in one"], [1, "leading words"], [2, "no period"],
    ]  # fmt: skip
    assert cx.item_audit(pd.DataFrame({"text": MENDED}), text="text").table.empty


def test_02_5():
    bounds = cx.nonresponse_bounds(estimate=11, response_rate=0.25).table[["lowest", "highest"]]
    for answer in (bounds, (-72, 78), [-72.3, 77.8]):
        assert cx.check("02-5", answer).outcome == "right"
    low, high = bounds.iloc[0]
    told_apart(
        "02-5",
        [
            ((7.8, 14.2), "Sampling error is not non-response"),
            ((-100, 100), "A quarter did answer."),
            ((-75, 75), "Those are the silent alone."),
            ((11 - 75, 11 + 75), "The 11 counts for a quarter of all only."),
            ((11 - 100, 11 + 100), "No score lies above 100"),
            ((0.75 * 11 - 25, 0.75 * 11 + 25), "You took 25 % for the silent."),
            ((high, low), "The limits have changed places"),
            ((low / 100, high / 100), "Right in kind, but as a share"),
        ],
    )
