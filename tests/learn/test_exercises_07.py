"""Exercises of notebook 07: the right answers and every named mistake, worked from the sample and from definitions."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from learn.hints import hint, remarks

import cxlib as cx
from cxlib.learn import EXERCISES

ENGAGEMENT = np.array([[2, 3, 4], [3, 4, 5], [4, 5, 6]], float)
CUSTOMERS = np.array([[6, 5, 4], [7.5, 6.5, 5.5], [9, 8, 7]], float)
POOLED = "is the slope through all nine points: pooled, a mixture of the two that are asked."
SHOWN = (
    "Those are the branches in half-years that are shown. Hidden in output is not lost, and six waves of a branch are"
)
ONE_SIDE = "That corrects one side only, the one of {}. Both means are noisy."
ORDER = "The order: who decides which branches begin? If those begin that want to, they differ before anything is done."
OUTCOME = "The outcome: it has to come from customers. Employees who answer for customers carry one mood into both."
WAVES = "The waves: ask at least twice, before and after. One wave cannot separate place from change."
NUMBER = "The number: how many branches, against section 10? Without it, “we saw nothing” means nothing."
ROLLOUT = (
    "A lot decides which 60 of the 120 branches begin now and which a half-year later. "
    "Customers rate their satisfaction before and after the start."
)


def slope(x, y):
    return float(np.polyfit(x.ravel(), y.ravel(), 1)[0])


@pytest.fixture(scope="module")
def sides():
    """The employees and customers of the sample company, as they are joined."""
    tables = cx.read_study(cx.sample_study(), tables=["employees", "transactional"]).tables
    return tables["employees"], tables["transactional"].dropna(subset=["branch", "month", "satisfaction"])


def test_07_1_counts_what_both_sides_share(sides):
    staff, people = sides
    branches = set(staff["branch"]) & set(people["branch"])
    assert cx.check("07-1", len(branches)).outcome == "right"
    assert hint("07-1", len(staff)) == (
        "People are not the units: all employees of a branch meet one and the same mean of its customers."
    )
    assert hint("07-1", 10_700) == hint("07-1", len(staff))
    assert hint("07-1", len(people)) == (
        "Customers are not the units either: all those of a branch meet one and the same mean of its employees."
    )
    assert hint("07-1", len(people) + len(staff)) == (
        "Those are the people of both sides together. No person is on both; what do the two sides share?"
    )
    assert hint("07-1", len(staff[["branch", "wave"]].drop_duplicates())) == (
        "Those are branches in half-years. Six waves of one branch are no six branches: its street stays the same."
    )
    assert hint("07-1", 12) == (
        "Those are the regions. They make the interval honest; what is compared is one level below."
    )
    every = pd.read_csv(cx.sample_study() / "branches.csv")
    assert hint("07-1", len(every)).startswith("That is how many branches the firm has.")


def test_07_1_knows_what_is_shown(sides):
    """Of each branch and half-year, those with ten answers on a side, as the library hides the others."""
    staff, people = (rows.copy() for rows in sides)
    people["wave"] = (people["month"].astype(str).astype(int) + 5) // 6
    columns = {"unit": "branch", "wave": "wave", "outcome": "satisfaction", "engagement": "eng_best1"}
    staff["wave"], staff["eng_best1"] = staff["wave"].astype(str).astype(int), staff["eng_best1"].fillna(9)
    linked = cx.engagement_linkage(people, employees=staff, **columns)
    assert hint("07-1", len(linked.cells)) == f"{SHOWN} no six branches."


def test_07_2_between_and_within():
    inside = (rows - rows.mean(axis=1, keepdims=True) for rows in (ENGAGEMENT, CUSTOMERS))
    between, within = slope(ENGAGEMENT.mean(axis=1), CUSTOMERS.mean(axis=1)), slope(*inside)
    pooled = slope(ENGAGEMENT, CUSTOMERS)
    assert cx.check("07-2", [between, within]).outcome == "right"
    assert hint("07-2", [pooled, within]) == f"The first {POOLED}"
    assert hint("07-2", [between, pooled]) == f"The second {POOLED}"
    assert hint("07-2", [pooled, pooled]) == (
        "That is the slope through all nine points, twice. Two different questions want two lines."
    )
    assert hint("07-2", [within, between]) == "The two have changed places: between goes by the means of branches."
    assert hint("07-2", [between - within, within]) == (
        "The first is the contextual effect, between less within. The question is the slope of the means itself."
    )
    assert hint("07-2", [between, -within]) == (
        "Look at the sign within: in each branch, what do customers do when engagement goes up by one?"
    )
    assert hint("07-2", 2) == "Asked: two numbers: the slope between, then the slope within. Things in your answer: 1."


def test_07_3_divides_by_the_root_of_the_product():
    r, a, b = 0.45, 0.80, 0.70
    assert cx.check("07-3", round(r / np.sqrt(a * b), 3)).outcome == "right"
    assert hint("07-3", r / (a * b)) == (
        "That divides by the product. A correlation is divided by the root of the product."
    )
    assert hint("07-3", r / np.sqrt(a)) == ONE_SIDE.format(".80")
    assert hint("07-3", r / np.sqrt(b)) == ONE_SIDE.format(".70")
    assert hint("07-3", r * np.sqrt(a * b)) == (
        "That multiplies, and the result is smaller. Noise has hidden a part: without it, the link is closer."
    )
    assert hint("07-3", r / a) == hint("07-3", r / b) == "That corrects one side only, and without the root."
    assert hint("07-3", r / ((a + b) / 2)) == (
        "That is rounded, or divided by the mean of the two. Give three decimals, and use the root of the product."
    )


@pytest.mark.parametrize(
    ("letter", "told"),
    [
        ("a", "Nobody raised anything. Something unseen may have moved both, and the number itself is too small."),
        ("c", EXERCISES["07-4"].reasons["c"]),
        ("d", "True, and it is section 2: it compares branches with one another. Section 6 looks within them."),
        (["b", "b"], "One letter."),
    ],
)
def test_07_4_one_sentence_is_allowed(letter, told):
    assert cx.check("07-4", "b").outcome == "right"
    assert hint("07-4", letter) == told


@pytest.mark.parametrize(
    "text",
    [
        ROLLOUT,
        "Draw lots: 60 shops start in spring, 60 in autumn. We survey customers in two waves.",
        "We randomise the order of our 120 stores, and measure what customers answer every quarter.",
    ],
)
def test_07_5_takes_a_design_that_would_settle_it(text):
    assert remarks("07-5", text) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (ROLLOUT.replace("A lot decides", "The board decides"), ORDER),
        (
            ROLLOUT.replace("Customers rate their satisfaction", "Branch heads are interviewed"),
            f"{OUTCOME}\n“heads are interviewed”: the outcome has to come from customers themselves. Employees who "
            "answer for them carry one mood into both.",
        ),
        (ROLLOUT.replace("before and after", "at"), WAVES),
        (ROLLOUT.replace("60 of the 120", "half of the"), NUMBER),
        (
            ROLLOUT + " The best branches go first.",
            "“best branches”: those who choose themselves, or are chosen for being good, differ before anything is "
            "done. Let chance choose.",
        ),
        (
            ROLLOUT.replace("60 of the 120", "half of the") + " More customers are asked.",
            f"{NUMBER}\n“more customers”: more people make no more branches.",
        ),
        (
            ROLLOUT.replace("A lot decides", "The board decides") + " We adjust for region.",
            f"{ORDER}\n“adjust for”: a model takes out what was measured. The cause that worries us was not.",
        ),
    ],
)
def test_07_5_names_what_is_missing(text, told):
    assert remarks("07-5", text) == told.splitlines()


def test_other_wrong_answers_get_two_hints_and_then_the_place_of_the_solution():
    for name, answer in (("07-1", 5), ("07-2", [9, 9]), ("07-3", 9)):
        told = [cx.check(name, answer) for _ in range(3)]
        assert [feedback.outcome for feedback in told] == ["wrong"] * 3
        assert [feedback.message for feedback in told[:2]] == list(EXERCISES[name].hints)
        assert told[2].message == (
            "The worked answer stands in notebooks/solutions/07_engagement_to_customers; read it, then close it and "
            "try once more."
        )


def test_not_tried_yet_says_what_is_asked():
    for number in range(1, 6):
        exercise = EXERCISES[f"07-{number}"]
        assert cx.check(exercise.name, ...).message == f"{exercise.task} Asked: {exercise.asked}."
