"""Exercises: every known mistake gets its hint, every strange answer a kind word, and no hint tells the answer."""

from __future__ import annotations

import dataclasses
import itertools
import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import numpy as np
import pandas as pd
import polars as pl
import pytest

import cxlib as cx
from cxlib import learn
from cxlib.errors import CXError
from cxlib.learn import EXERCISES, Feedback
from cxlib.learn.content import KINDS, exercises_of
from cxlib.learn.numeric import Numbers

ROOT = Path(__file__).resolve().parents[2]
ANSWERS = [10, 10, 9, 9, 9, 8, 7, 7, 6, 6, 4, 1]
NUMERIC = [exercise for exercise in EXERCISES.values() if isinstance(exercise, Numbers)]
SLIDES = EXERCISES["03-5"]
RIGHT_VERDICTS = ["cannot tell", "no", "no", "yes", "cannot tell", "no"]
POINTS = "Asked: one number, in points."
SOLUTION = (
    "The worked answer stands in notebooks/solutions/03_net_promoter_score; read it, then close it and try once more."
)


@pytest.fixture(autouse=True)
def first_try():
    """Every test begins with no tries made."""
    learn._wrong_tries.clear()


def score(promoters, passives, answers=ANSWERS):
    """An NPS with other classes, in points."""
    above = sum(answer in promoters for answer in answers)
    below = sum(answer not in promoters and answer not in passives for answer in answers)
    return 100 * (above - below) / len(answers)


def hint(exercise, answer):
    feedback = cx.check(exercise, answer)
    assert feedback.outcome == "mistake"
    return feedback.message


# The numbers, worked from their definitions


def test_03_1_is_right_by_hand_and_by_the_library():
    by_library = cx.net_promoter_score(pd.DataFrame({"a": ANSWERS}), rating="a").table["estimate"]
    for answer in (score({9, 10}, {7, 8}), by_library, 8.3, 8.33, 8.4):
        assert cx.check("03-1", answer) == Feedback("03-1", "right", EXERCISES["03-1"].insight)


def test_03_1_names_every_mistake():
    told = {
        score({8, 9, 10}, {7}): "Is an 8 a promoter?",
        score({7, 8, 9, 10}, {}): "That is the share of detractors, to be taken from that of promoters; or too many",
        score({9, 10}, {6, 7, 8}): "Is a 6 a passive?",
        100 * (5 - 4) / 9: "Passives were left out of the denominator.",
        np.mean(ANSWERS): "That is the mean of the answers.",
        -100 / 12: "The sign is reversed",
        1: "That is a difference of two counts.",
        500 / 12: "That is the share of promoters.",
    }
    assert len(told) == len(EXERCISES["03-1"].mistakes)
    for answer, begins in told.items():
        assert hint("03-1", answer).startswith(begins), answer


def test_03_2_weighs_the_branches():
    n, nps = np.array([400, 40, 25, 35]), np.array([10, 60, 52, 40])
    assert cx.check("03-2", n @ nps / n.sum()).outcome == "right"
    assert hint("03-2", nps.mean()).startswith("That is the plain mean of the four scores. Branches differ in n")
    assert hint("03-2", np.median(nps)).startswith("That is the median of the four scores. Branches differ in n")
    assert hint("03-2", nps.sum()) == "That is the sum of the four scores, and no NPS lies above 100."
    assert hint("03-2", 0.182).startswith("Right in kind, but as a share")
    assert hint("03-2", n @ nps / 100).startswith("Promoters minus detractors, as a count.")
    assert (
        hint("03-2", n @ nps) == "That is n times score, summed over the branches. Now divide by all the answers, 500."
    )


def limits(interval):
    ten = pd.DataFrame({"a": [10] * 10})
    return cx.net_promoter_score(ten, rating="a", interval=interval).table[["conf_low", "conf_high"]]


def test_03_3_wants_the_pocket_rule():
    p, d = 10.75 / 13, 0.75 / 13
    margin = 1.959964 * np.sqrt((p + d - (p - d) ** 2) / 13)
    low, high = 100 * (p - d - margin), 100 * (p - d + margin)
    assert cx.check("03-3", (low, min(high, 100))).outcome == "right"
    assert cx.check("03-3", limits("adjusted_wald")).outcome == "right"
    assert hint("03-3", (low, high)) == "No NPS lies above 100: clip the limit at 100."
    assert hint("03-3", limits("wald")).startswith("That is Wald's interval")
    assert hint("03-3", limits("score")).startswith("Those are the score limits (Tango): right for that method.")
    assert hint("03-3", (100, low)) == "The limits have changed places: write the lower one first."
    assert hint("03-3", (low / 100, 1)).startswith("Right in kind, but as a share")
    assert hint("03-3", (low / 100, high / 100)) == "No NPS lies above 100: clip the limit at 100."
    assert hint("03-3", limits("bayes")).startswith("That is Bayes' interval: right for that rule.")
    own = 1.959964 * np.sqrt((p + d - (p - d) ** 2) / 10)
    assert hint("03-3", (100 * (p - d - own), 100)).startswith("The grown shares are right; the error was taken with n")
    share = cx.top_box_share(pd.DataFrame({"a": [10] * 10}), rating="a", top=9).table[["conf_low", "conf_high"]]
    assert hint("03-3", 100 * share).startswith("That is for the share of promoters.")


def test_03_4_wants_power_for_each_wave():
    z, power, v, d = 1.959964, 0.841621, 0.4 + 0.3 - 0.1**2, 0.05
    n = 2 * (z + power) ** 2 * v / d**2
    for answer in (n, 4333, 4313, 4353):
        assert cx.check("03-4", answer).outcome == "right"
    told = {
        z**2 * v / d**2: "That is a margin of ±5 for one wave, not power",
        2 * n: "That is both waves together.",
        n / 2: "That holds when one of the two scores is known without error.",
        2 * z**2 * v / d**2: "That is a margin of ±5 for the difference",
        2 * (1.644854 + power) ** 2 * v / d**2: "That is a one-sided test.",
        2 * (z + power) ** 2 * 0.7 / d**2: "Nearly: the variance is P + D − (P − D)²",
        2 * (z + power) ** 2 / d**2: "That is the worst case",
        n * 100**2: "0.05 was meant as a share",
        z**2 / d**2: "That is a margin of ±5 in the worst case.",
        n / 4: "That is for 10 points.",
    }
    assert len(told) == len(EXERCISES["03-4"].mistakes)
    for answer, begins in told.items():
        assert hint("03-4", np.ceil(answer)).startswith(begins), answer


def test_03_5_answers_every_wrong_verdict_singly():
    assert cx.check("03-5", RIGHT_VERDICTS).outcome == "right"
    assert cx.check("03-5", pd.Series([" Yes" if v == "yes" else v.upper() for v in RIGHT_VERDICTS])).outcome == "right"
    for place, statement in enumerate(SLIDES.statements):
        for verdict in set(SLIDES.known.values()) - {statement.verdict}:
            answer = [*RIGHT_VERDICTS[:place], verdict, *RIGHT_VERDICTS[place + 1 :]]
            told = f"Right: 5 of 6.\nLook again at:\n{place + 1}. {statement.called}: {statement.reason}"
            assert hint("03-5", answer) == told


def counts(promoters, passives, detractors, group="a"):
    answers = [10] * promoters + [8] * passives + [3] * detractors
    return pd.DataFrame({"group": group, "answer": answers})


def test_the_numbers_on_the_six_slides_are_those_of_real_answers():
    text = " ".join((ROOT / "notebooks/solutions/03_net_promoter_score.py").read_text(encoding="utf-8").split())
    text = text.replace(" # ", " ")

    def interval(result):
        row = result.table.iloc[0]
        return f"{row['conf_low']:.1f} to {row['conf_high']:.1f}".replace("-", "−")

    def one(*classes):
        return interval(cx.net_promoter_score(counts(*classes), rating="answer"))

    def two(first, second):
        both = pd.concat([counts(*first, "a"), counts(*second, "b")])
        return interval(cx.nps_difference(both, rating="answer", between="group", reference="a"))

    for shown in (
        f"difference 4.0, 95 % interval {two((57, 42, 21), (75, 51, 24))}",
        f"NPS 30.0, n = 1,000, interval {one(500, 300, 200)}",
        f"NPS 80 (n = 10, interval {one(8, 2, 0)}) and one with 10 (n = 290, interval {one(116, 87, 87)})",
        f"NPS 30 (n = 150 each, interval {one(77, 41, 32)})",
        f"difference 10.0, interval {two((440, 352, 308), (432, 234, 234))}",
        f"intervals {one(1220, 380, 400)} and {one(900, 640, 460)}",
        "room for a true score of 44.5",
    ):
        assert shown in text, shown
    assert one(10, 0, 0) == "44.5 to 100.0"


# Nothing is ambiguous, and nothing is given away


@pytest.mark.parametrize("exercise", NUMERIC, ids=lambda exercise: exercise.name)
def test_every_mistake_is_told_apart_from_the_others_and_from_the_answer(exercise):
    known = [(exercise.right, exercise.tolerance), *((m.values, m.tolerance) for m in exercise.mistakes)]
    known = [(values, exercise.tolerance if tolerance is None else tolerance) for values, tolerance in known]
    for (one, reach), (other, its_reach) in itertools.combinations(known, 2):
        apart = [abs(a - b) > reach + its_reach for a, b in zip(one, other, strict=True) if None not in (a, b)]
        assert any(apart), (one, other)


@pytest.mark.parametrize("exercise", NUMERIC, ids=lambda exercise: exercise.name)
def test_no_hint_of_a_number_holds_the_number(exercise):
    hints = [exercise.task, exercise.asked, *exercise.hints, *(mistake.hint for mistake in exercise.mistakes)]
    for text in hints:
        found = [float(number.replace(",", "")) for number in re.findall(r"\d[\d,]*(?:\.\d+)?", text)]
        right = exercise.right[0]
        for value in (right, right / 100):
            assert not any(abs(number - value) <= exercise.tolerance * value / right for number in found), text


def test_no_reason_of_a_verdict_holds_a_verdict():
    for statement in SLIDES.statements:
        assert not re.search(r"\b(yes|no|cannot tell)\b", statement.reason), statement.called


def test_every_exercise_has_the_number_of_its_notebook():
    notebooks = sorted(file.stem for file in (ROOT / "cxlib" / "learn" / "exercises").glob("*.toml"))
    assert "03" in notebooks
    for notebook in notebooks:
        names = [exercise.name for exercise in exercises_of(notebook)]
        assert names == [f"{notebook}-{k + 1}" for k in range(len(names))]
    for exercise in NUMERIC:
        assert (ROOT / f"{exercise.solution}.ipynb").exists()


# Tries and hints


def test_hints_are_graded_and_end_at_the_solution():
    first, second = EXERCISES["03-1"].hints
    told = [cx.check("03-1", 99) for _ in range(4)]
    assert [feedback.outcome for feedback in told] == ["wrong"] * 4
    assert [feedback.message for feedback in told] == [first, second, SOLUTION, SOLUTION]


def test_known_mistakes_strange_answers_and_other_exercises_use_up_no_try():
    first, second = EXERCISES["03-1"].hints
    assert cx.check("03-1", 99).message == first
    for exercise, answer in (("03-1", 25), ("03-1", "x"), ("03-1", ...), ("03-2", 99), ("03-1", 8.33)):
        cx.check(exercise, answer)
    assert cx.check("03-1", 98).message == second


def test_an_open_answer_shows_the_task():
    feedback = cx.check("03-2", ...)
    assert feedback.outcome == "not tried"
    assert feedback.message == (
        "Four branches have n = 400, 40, 25 and 35 answers and NPS 10, 60, 52 and 40: what is the firm's NPS? "
        "Asked: one number, in points."
    )
    assert repr(feedback).startswith("╭─ Exercise 03-2 · not tried yet ──")


@pytest.mark.parametrize(
    ("exercise", "told"),
    [
        ("03-9", 'check: there is no exercise "03-9". Did you mean 03-5 or 03-4 or 03-3?'),
        ("3-1", 'check: there is no exercise "3-1". Did you mean 03-1?'),
        ("NPS", 'check: there is no exercise "NPS". Known: ' + ", ".join(EXERCISES) + "."),
        (["03-1"], "check: there is no exercise \"['03-1']\". Did you mean 03-1?"),
    ],
)
def test_an_unknown_exercise_is_told_with_the_nearest(exercise, told):
    with pytest.raises(CXError) as error:
        cx.check(exercise, 1)
    assert str(error.value) == told


# What a student may hand in


@pytest.mark.parametrize(
    "answer",
    [
        8.33,
        np.float64(8.33),
        np.float32(8.33),
        np.array(8.33),
        np.array([[8.33]]),
        [8.33],
        (8.33,),
        pd.Series([8.33], index=["a"]),
        pd.DataFrame({"estimate": [8.33]}),
        pl.Series([8.33]),
        pl.DataFrame({"estimate": [8.33]}),
        Fraction(25, 3),
        Decimal("8.33"),
    ],
    ids=lambda answer: f"{type(answer).__module__}.{type(answer).__name__}",
)
def test_a_number_may_come_in_any_dress(answer):
    assert cx.check("03-1", answer).outcome == "right"


TEXT = "Write the number, with a point: 8.5."
MISSING = "This is a missing value (NaN): something went into the computation that had no answer."
BOUNDLESS = "This is beyond all bounds: something may have been divided by zero."
STRANGE = [
    ("eight", f"{POINTS} This is text: 'eight'. {TEXT}"),
    ("x" * 99, f"{POINTS} This is text: 'xxxxxxxxxxxx...xxxxxxxxxxxxx'. {TEXT}"),
    ("8.3 or 9", f"{POINTS} This is text: '8.3 or 9'. {TEXT}"),
    (b"8.3", f"{POINTS} This is a thing of the kind bytes."),
    (True, f"{POINTS} This is True, the outcome of a comparison."),
    (np.False_, f"{POINTS} This is False, the outcome of a comparison."),
    (None, f"{POINTS} This is None: print(…) and the like show a number but hand nothing back."),
    (float("nan"), f"{POINTS} {MISSING}"),
    (np.nan, f"{POINTS} {MISSING}"),
    (pd.NA, f"{POINTS} {MISSING}"),
    (Decimal("nan"), f"{POINTS} {MISSING}"),
    (float("inf"), f"{POINTS} {BOUNDLESS}"),
    (10**400, f"{POINTS} {BOUNDLESS}"),
    (8 + 3j, f"{POINTS} This is a thing of the kind complex."),
    (pd.DataFrame, f"{POINTS} This is a thing of the kind type."),
    (pd.Series(ANSWERS), f"{POINTS} Things in your answer: 12."),
    (np.zeros(2000), f"{POINTS} Things in your answer: 2,000."),
    ([], f"{POINTS} Things in your answer: 0."),
    ({}, f"{POINTS} Things in your answer: 0."),
    ([...], f"{POINTS} Still open: 1."),
]


@pytest.mark.parametrize(("answer", "told"), STRANGE, ids=range(len(STRANGE)))
def test_a_strange_answer_gets_a_kind_word_and_no_traceback(answer, told):
    assert cx.check("03-1", answer) == Feedback("03-1", "mistake", told)


def test_a_list_that_holds_itself_gets_a_kind_word():
    answer = []
    answer.append(answer)
    assert cx.check("03-1", answer).message == f"{POINTS} This is a thing of the kind list."


def test_a_whole_result_is_told_where_its_numbers_are():
    result = cx.net_promoter_score(pd.DataFrame({"a": ANSWERS}), rating="a")
    told = 'This is a whole Result. Take what you need out of its table, as result.table["estimate"].'
    assert hint("03-1", result) == f"{POINTS} {told}"
    assert hint("03-3", result) == f"Asked: two numbers, in points, the lower limit first. {told}"


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (["yes"] * 5, "Things in your answer: 5."),
        ("yes", "Things in your answer: 1."),
        ([*RIGHT_VERDICTS[:5], "nope"], "Number 6 is 'nope'. Known: yes, no, cannot tell."),
        ([*RIGHT_VERDICTS[:5], None], "This is None: print(…) and the like show a number but hand nothing back."),
        ([..., *RIGHT_VERDICTS[1:5], ...], "Still open: 1, 6."),
    ],
)
def test_strange_verdicts_get_a_kind_word(answer, told):
    asked = 'Asked: a list of six words, each "yes", "no" or "cannot tell".'
    assert hint("03-5", answer) == f"{asked} {told}"


# How it shows


def test_feedback_shows_as_a_box_of_text():
    feedback = Feedback("09-1", "wrong", "One line.\n" + "word " * 20)
    assert repr(feedback) == (
        "╭─ Exercise 09-1 · not yet ─────────────────────────────────────────────────────────────\n"
        "│ One line.\n"
        "│ word word word word word word word word word word word word word word word word word\n"
        "│ word word word\n"
        "╰───────────────────────────────────────────────────────────────────────────────────────"
    )


def test_feedback_shows_as_an_escaped_box_that_says_its_outcome_in_words():
    html = Feedback("09-1", "right", "P < D & <script>\nNext.")._repr_html_()
    assert html == (
        '<div role="note" style="border: 1px solid #0072b2; border-left-width: 6px; padding: 0.4em 1em;">'
        "<strong>Exercise 09-1 · right</strong>"
        '<p style="margin: 0.3em 0;">P &lt; D &amp; &lt;script&gt;</p><p style="margin: 0.3em 0;">Next.</p></div>'
    )


def test_a_students_own_text_is_escaped():
    assert "<img" not in cx.check("03-1", "<img src=x>")._repr_html_()


def test_feedback_is_frozen():
    with pytest.raises(dataclasses.FrozenInstanceError):
        cx.check("03-1", ...).outcome = "right"


def test_every_kind_of_exercise_is_used():
    assert {type(exercise) for exercise in EXERCISES.values()} == set(KINDS.values())


def test_a_language_that_is_not_there_is_told():
    with pytest.raises(CXError, match='check: there is no language "fr"'):
        cx.check("03-1", 1, language="fr")
