"""Sample sizes, quarantines and drafts of questions: by hand, and every message."""

from __future__ import annotations

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pytest

import cxlib as cx
from cxlib.errors import CXError


def said(function, *data, **how) -> str:
    with pytest.raises(CXError) as error:
        function(*data, **how)
    return str(error.value)


@pytest.mark.parametrize(
    ("how", "n", "invited"),
    [
        # 1.96² · 0.25 / 0.05² = 384.15; in 1,000: 384.15/1.38415 = 277.5; in 500: 217.2
        ({"share": 0.5, "margin": 0.05}, 385, 385),
        ({"share": 0.5, "margin": 0.05, "population": 1000}, 278, 278),
        ({"share": 0.5, "margin": 0.05, "response_rate": 0.25}, 385, 1540),
        ({"share": 0.5, "margin": 0.05, "design_effect": 1.22}, 469, 469),  # 468.66
        ({"sd": 2, "margin": 0.2}, 385, 385),  # 1.96² · 4 / 0.04 = 384.15
        ({"share": 0.5, "margin": 0.001, "population": 100}, 100, 100),
    ],
)
def test_sample_sizes_by_hand(how, n, invited):
    row = cx.survey_sample_size(**how).table.iloc[0]
    assert (row["n"], row["invited"]) == (n, invited)


def test_the_margin_of_a_number_of_answers_is_its_inverse():
    # 1.96 · √(0.25/400) = 0.049; with 400 of 800, √½ of it
    assert cx.survey_sample_size(share=0.5, answers=400).table.loc[0, "margin"] == pytest.approx(0.0489991)
    half = cx.survey_sample_size(share=0.5, answers=400, population=800).table.loc[0, "margin"]
    assert half == pytest.approx(0.0489991 / np.sqrt(2))
    margin = cx.survey_sample_size(sd=2.1, answers=333, population=5000, design_effect=1.3).table.loc[0, "margin"]
    back = cx.survey_sample_size(sd=2.1, margin=margin, population=5000, design_effect=1.3).table.loc[0, "n"]
    assert abs(back - 333) <= 1


@pytest.mark.parametrize(
    ("how", "message"),
    [
        ({"margin": 1}, "share, sd: exactly one is needed. Write share = 0.5, or sd = 2.1."),
        ({"share": 0.5}, "margin, answers: exactly one is needed. Write margin = 0.05, or answers = 400."),
        ({"share": 50, "margin": 5}, "share: 50 is not above 0 and below 1. Correct it."),
        ({"sd": 2, "margin": 0}, "margin: 0 is not above 0. Write it in points of the rating."),
        ({"share": 0.5, "margin": 5}, "margin: 5 is not above 0 and below 1. Write it as a share: 0.05."),
        ({"sd": 2, "margin": 1, "design_effect": 0.5}, "design_effect: 0.5 is not 1 or more. Correct it."),
        ({"sd": 2, "margin": 1, "response_rate": 25}, "response_rate: 25 is not above 0 and at most 1. Correct it."),
        ({"sd": 2, "answers": 9, "population": 8}, "answers: 9 of 8 people. Give at most the population."),
        (
            {"share": 0.5, "margin": 0.05, "population": 1000, "response_rate": 0.2},
            "population: 278 answers need 1,390 people invited, and there are 1,000. "
            "Allow a wider margin, or raise the response rate.",
        ),
    ],
)
def test_impossible_sample_sizes_are_refused(how, message):
    assert said(cx.survey_sample_size, **how) == message


def log() -> pd.DataFrame:
    days = {"a": [0, 10, 89, 90, 91, 185], "b": [5, 5, 200], "c": [40]}
    rows = [(who, f"{who}{k}", day) for who, own in days.items() for k, day in enumerate(own)]
    table = pd.DataFrame(rows, columns=["who", "where", "day"])
    table["when"] = pd.Timestamp("2025-01-01") + pd.to_timedelta(table["day"], unit="D")
    return table


def test_quarantine_by_hand():
    # a: day 0, not 10 and 89, then 90, not 91, then 185; b: one of the two at day 5, then 200; c: 40
    found = cx.quarantine_plan(log(), customer="who", time="when", days=90)
    assert (found.invitations, found.lost_share) == (6, pytest.approx(0.4))
    assert found.table.to_numpy().tolist() == [
        ["2025-01", 4, 2, 2, 0.5], ["2025-02", 1, 1, 0, 0.0], ["2025-03", 1, 0, 1, 1.0],
        ["2025-04", 2, 1, 1, 0.5], ["2025-07", 2, 2, 0, 0.0],
    ]  # fmt: skip
    place = cx.quarantine_plan(log(), customer="who", time="when", days=90, by="where").table
    assert place.loc[place["invited"] == 1, "where"].tolist() == ["a0", "a3", "a5", "b0", "b2", "c0"]
    for table in (pl.from_pandas(log()), duckdb.from_df(log())):
        assert cx.quarantine_plan(table, customer="who", time="when", days=90).invitations == 6
    assert cx.quarantine_plan(log(), customer="who", time="when", days=0).lost_share == 0
    text = log().assign(when=log()["when"].dt.strftime("%Y-%m-%d"))
    assert cx.quarantine_plan(text, customer="who", time="when", days=90).invitations == 6


def test_quarantine_as_one_would_do_it_person_by_person():
    rng = np.random.default_rng(2)
    table = pd.DataFrame({"who": rng.integers(0, 30, 500), "day": rng.integers(0, 700, 500)})
    table["when"] = pd.Timestamp("2024-01-01") + pd.to_timedelta(table["day"], unit="D")
    invited = 0
    for _, own in table.sort_values("day", kind="stable").groupby("who"):
        last = -1000
        for day in own["day"]:
            if day - last >= 45:
                invited, last = invited + 1, day
    assert cx.quarantine_plan(table, customer="who", time="when", days=45).invitations == invited


def test_quarantine_says_what_is_wrong():
    how = {"customer": "who", "time": "when"}
    odd = log().assign(when=["soon", *["2025-01-01"] * 9])
    mend = "Give it the role time, or write 2025-12-31 for a day."
    assert said(cx.quarantine_plan, odd, **how) == f"time: no date in 1 row of 'when'. {mend}"
    assert said(cx.quarantine_plan, log(), customer="who", time="day") == f"time: no date in 10 rows of 'day'. {mend}"
    slashes = log().assign(when="01/02/2025")  # the first of February, or the second of January
    assert said(cx.quarantine_plan, slashes, **how) == f"time: no date in 10 rows of 'when'. {mend}"
    assert said(cx.quarantine_plan, log(), days=-1, **how) == (
        "days: -1 is not a whole number of days. Write 90, or 0 for no rule."
    )
    assert said(cx.quarantine_plan, log().head(0), **how) == (
        "contacts: no contact with a customer and a time. Check these columns in study.toml."
    )
    gaps = cx.quarantine_plan(log().assign(who=log()["who"].where(log()["day"] > 0)), **how)
    assert gaps.notes == ("1 row without customer, time or group left out.",)


DRAFT = pd.DataFrame(
    {
        "id": list("abcdefg"),
        "text": [
            "All in all, what impression do you have of us?",
            "Was our great staff quick and kind?",
            "How often did you call?",
            "How often did you call in the last month?",
            "Android phones are easy.",
            "Don’t you love it? Do you?",
            "It was easy to get done what I wanted.",
        ],
        "low": ["very bad", None, "never", "never", "strongly disagree", None, "strongly disagree"],
        "high": ["excellent", "good", "often", "always", "agree", None, "strongly agree"],
        "out": ["no answer", 0, "n/a", "n/a", "n/a", "n/a", "n/a"],
    }
)


def test_audit_by_hand():
    found = cx.item_audit(
        DRAFT, text="text", item="id", low_anchor="low", high_anchor="high", way_out="out", max_items=6
    )
    assert found.table[["item", "rule", "found"]].to_numpy().tolist() == [
        ["b", "two questions in one", "and"],
        ["b", "leading words", "great"],
        ["b", "missing anchor", "low"],
        ["b", "no way out", ""],
        ["c", "no period", "how often"],
        ["c", "unbalanced scale", "never"],
        ["e", "unbalanced scale", "strongly"],
        ["f", "two questions in one", "? … ?"],
        ["f", "leading words", "don't you"],
        ["g", "too many questions", "number 7 of at most 6"],
    ]
    assert found.notes == ("5 of 7 questions are listed: to look at, not a verdict.",)
    assert cx.item_audit(DRAFT.head(1), text="text").table.empty


def test_questions_of_two_surveys_with_one_name_are_two_questions():
    two = pd.DataFrame({"name": ["recommend"] * 3, "text": ["Quick and kind?", "Clear or not?", "Was it easy?"]})
    assert cx.item_audit(two, text="text", item="name").notes == (
        "2 of 3 questions are listed: to look at, not a verdict.",
    )


@pytest.mark.parametrize(
    ("language", "text", "rules"),
    [
        ("es", "¿Con qué frecuencia y cuándo nos llamó?", ["two questions in one", "no period"]),
        ("es", "¿Con qué frecuencia nos llamó en los últimos 12 meses?", []),
        ("ca", "No creu que l’atenció va ser magnifica?", ["leading words"]),
        ("ca", "M’han tractat com una persona.", []),
        ("ro", "Sunteţi de acord că serviciul a fost rapid şi bun?", ["two questions in one", "leading words"]),
        ("ro", "Am fost tratat ca o persoană.", []),
    ],
)
def test_audit_in_other_languages_with_and_without_accents(language, text, rules):
    found = cx.item_audit(pd.DataFrame({"text": [text]}), text="text", language=language)
    assert found.table["rule"].tolist() == rules


def test_audit_says_what_is_wrong():
    assert said(cx.item_audit, DRAFT, text="text", language="fr") == (
        "language: 'fr' has no rules. Known: en, es, ca, ro."
    )
    assert said(cx.item_audit, DRAFT, text="text", low_anchor="low") == (
        "low_anchor, high_anchor: one goes with the other. Give both, or neither."
    )
    assert said(cx.item_audit, DRAFT, text="low") == "text: 2 of 7 questions have no words. Leave these rows out."
    assert said(cx.item_audit, DRAFT, text="text", max_items=0) == (
        "max_items: 0 is no number of questions. Write 6, or leave it out."
    )
