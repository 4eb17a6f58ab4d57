"""What notebook 2 decides about plans and silence: by hand, and every message."""

from __future__ import annotations

import pandas as pd
import pytest

import cxlib as cx
from cxlib.errors import CXError


def said(function, *data, **how) -> str:
    with pytest.raises(CXError) as error:
        function(*data, **how)
    return str(error.value)


LOG = pd.DataFrame(
    {
        "who": ["a", "b", "c", "d", "a"],
        "when": pd.to_datetime(["2025-01-05", "2025-03-01", "2025-06-01", "2025-12-31", "2024-12-01"]),
        "at": ["T1", "T1", "T2", "T2", "T1"],
        "asked": [1, 1, 0, 0, 1],
        "back": [1, 0, None, None, 1],
    }
)


PLAN = {"customer": "who", "time": "when", "days": 0, "last_year": True}


def test_the_last_year_at_touchpoints_that_anybody_is_asked_about():
    year = cx.quarantine_plan(LOG, **PLAN, by="at", invited="asked").contacts
    assert year.index.tolist() == [0, 1]
    assert cx.quarantine_plan(LOG, **PLAN).contacts.index.tolist() == [0, 1, 2, 3]
    assert cx.quarantine_plan(LOG.assign(asked=0), **PLAN, by="at", invited="asked").contacts.shape[0] == 4
    assert cx.quarantine_plan(LOG, **PLAN | {"last_year": False}).contacts.shape[0] == 5


def test_answers_to_expect_and_months_until_enough():
    plan = cx.quarantine_plan(LOG, **PLAN, by="at")
    # one of two who were asked answered: half of two invitations a year is one answer, so twelve months for one
    found = plan.planned_answers(needed=1, invited="asked", responded="back")
    assert found.table.values.tolist() == [["T1", 2, 2, 0, 1, 12.0], ["T2", 2, 2, 0, 1, 12.0]]
    taken = plan.planned_answers(needed=1)
    assert taken.table["months"].tolist() == [24.0, 24.0]
    assert cx.reading(taken).text.endswith("Of those invited 25 % are taken to answer.")
    assert cx.reading(found).text == (
        "1 answers take 12.0 months at T1 and 12.0 at T2; other touchpoints lie between. Of those invited 50 % answer."
    )
    whole = cx.quarantine_plan(LOG, **PLAN)
    assert said(whole.planned_answers, needed=1) == (
        "plan: it does not tell touchpoints apart. Call quarantine_plan with by=…."
    )


ASKED = pd.DataFrame({"yes": [1] * 40 + [0] * 60, "x": [9, 3] * 20 + [None] * 60})
ASKED["again"] = [None] * 60 + [9, 3, 3, 3] * 10
COLUMNS = {"rating": "x", "answered": "yes", "follow_up": "again"}


def test_the_silent_asked_again_and_what_is_refused():
    found = cx.double_sampling(ASKED, **COLUMNS, strict=True)
    assert found.table.equals(cx.double_sampling(ASKED, **COLUMNS).table)
    unsaid = pd.concat([ASKED, pd.DataFrame({"x": [9.0]})], ignore_index=True)
    assert found.table.equals(cx.double_sampling(unsaid, **COLUMNS, strict=True).table)
    assert said(cx.double_sampling, ASKED[:40], **COLUMNS, strict=True).startswith("Everybody invited answered.")
    alike = ASKED.assign(**{name: ASKED[name].mask(ASKED[name].notna(), 8.0) for name in ("x", "again")})
    assert said(cx.double_sampling, alike, **COLUMNS, strict=True).startswith("All answers are alike.")
    assert said(cx.double_sampling, ASKED.assign(x=float("nan")), **COLUMNS, strict=True).startswith(
        "The yearly survey does not say"
    )


def test_bounds_from_what_is_known_of_the_silent():
    score = cx.net_promoter_score(ASKED.dropna(subset="x"), rating="x")
    four = cx.nonresponse_bounds(estimate=score, follow_up_rate=0.5)
    assert four.table["stage"].tolist() == [f"if {rate} % answered" for rate in (10, 25, 50, 75)]
    assert four.table.loc[1, ["lowest", "highest"]].tolist() == [-75.0, 75.0]
    response = cx.response_bias(ASKED.assign(g="a"), answered="yes", by="g")
    known = cx.nonresponse_bounds(estimate=score, response_rate=response, follow_up_rate=0.5)
    assert known.table["response_rate"].tolist() == [0.4]
    twice = cx.double_sampling(ASKED, **COLUMNS)
    again = cx.nonresponse_bounds(estimate=score, response_rate=response, follow_up=twice, follow_up_rate=0.5)
    assert again.table["response_rate"].tolist() == pytest.approx([0.4, 0.7])
    assert cx.reading(again).text.endswith("Taken: 50 % of the silent ones who were asked again answered.")


def test_weights_from_a_frame():
    frame = pd.DataFrame({"g": ["a"] * 50 + ["b"] * 50, "h": ["x", "y"] * 50})
    answers = pd.DataFrame({"g": ["a"] * 100 + ["b"] * 300, "h": ["x", "y"] * 200})
    single = cx.sample_weights(answers, frame=frame, by=["g"], min_cell=20)
    assert single.table["weight"].iloc[[0, -1]].tolist() == pytest.approx([2, 2 / 3])
    assert list(cx.sample_weights(answers, frame=frame, by=["g", "h"], min_cell=20).settings["margins"]) == ["g × h"]


def test_fewest_of_what_is_needed():
    rows = pd.DataFrame({"a": [1, 2], "b": [2, 1], "g": ["x", "y"]})
    assert said(cx.drop_out, rows, items=["a"], min_items=3) == (
        "Questions with a scale: 1; needed: 3. Declare their scale in study.toml."
    )
    assert said(cx.response_styles, rows, items=["a", "b"], by="g", min_items=4).startswith(
        "Statements on one scale: 2"
    )
    one = cx.net_promoter_score(pd.DataFrame({"x": [9, 3]}), rating="x")
    assert said(cx.bias_repaired, {"respondents": one}, min_analyses=2).startswith("There is no remedy to compare")
    scores = pd.DataFrame({"x": [8, 9, 8, 9, 8], "g": ["a", "a", "a", "b", "b"]})
    assert said(cx.begging_test, scores, rating="x", unit="g", min_answers=3) == (
        "Units with 3 answers of 8 or 9: 1; needed: 2. Collect more answers."
    )
    assert said(cx.begging_test, scores.assign(x=8), rating="x", unit="g", min_answers=1).startswith("All answers are")
    assert said(cx.begging_test, scores, rating="x", unit="g", scale=(1, 5)).startswith("The answers are not from 0 to")
    assert said(cx.compare_surveys, rows, None, rating="a").startswith("There is no second survey.")


@pytest.mark.parametrize(("customers", "told"), [(1, ["call"]), (12, ["call", "fair", "museum"])])
def test_a_touchpoint_that_one_customer_met_is_not_planned_for(customers, told):
    """Its contacts, and how many of them lie in a quarantine, were those of this customer."""
    met = [("call", f"K{k}") for k in range(60)] + [("fair", f"K{k}") for k in range(15)]
    met += [("museum", f"M{k % customers}") for k in range(12)]
    log = pd.DataFrame(met, columns=["at", "who"])
    log["day"] = pd.Timestamp("2025-01-01") + pd.to_timedelta(list(range(len(log))), unit="D")
    plan = cx.quarantine_plan(log, customer="who", time="day", by="at")
    found = plan.planned_answers(needed=100, min_cell=10)
    assert found.table["at"].tolist() == told  # nor the next smallest, which all less the others would give
    assert found.notes == (() if customers > 1 else ("2 groups not shown: of fewer than 10 people, or next to one.",))
    assert len(plan.planned_answers(needed=100).table) == 3
