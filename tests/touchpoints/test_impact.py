"""What a bad contact costs: by hand, beside statsmodels, the planted moments, and where nothing can be said."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

import cxlib as cx
from cxlib.errors import CXError
from cxlib.samples import planted_in

FOLDER = Path(__file__).resolve().parents[2] / "data" / "samples" / "pont_nou"
HOW = {"touchpoint": "contact", "bad": "bad", "outcome": "x", "min_impact": 0.5}


def journeys(n=600, seed=5):
    """A row per contact: calls and visits of n people, whose bad visits cost 2 points, and rare letters."""
    rng = np.random.default_rng(seed)
    people = pd.DataFrame({"who": np.arange(n), "age": rng.normal(50, 9, n), "town": rng.choice(["a", "b", "c"], n)})
    rows = []
    for name, had, bad in (("call", 0.8, 0.3), ("visit", 0.6, 0.25), ("letter", 0.3, 0.02)):
        there = people[rng.random(n) < had]
        for times in (1, 2):
            own = there.sample(frac=1 / times, random_state=seed).assign(contact=name)
            rows.append(own.assign(bad=(rng.random(len(own)) < bad).astype(int)))
    rows = pd.concat(rows, ignore_index=True)
    rows = pd.concat([rows, people[~people["who"].isin(rows["who"])]], ignore_index=True)
    worst = rows[rows["contact"] == "visit"].groupby("who")["bad"].max()
    x = 8 - 2 * people["who"].map(worst).fillna(0) + (people["town"] == "b") + rng.normal(0, 1, n)
    return rows.assign(x=rows["who"].map(x))


def test_by_hand_without_controls():
    data = pd.DataFrame({"contact": "call", "bad": [0, 0, 1] * 20, "x": [8, 9, 4, 9, 8, 5] * 10})
    found = cx.moments_of_truth(data, **HOW).table
    # means 8.5 and 4.5, each answer 0.5 from its own; HC3: Σ(e/(1 − 1/n))²/n² of both groups
    error = np.sqrt(0.25 * (40 / 39) ** 2 / 40 + 0.25 * (20 / 19) ** 2 / 20)
    assert found[["n_bad", "n_good", "estimate"]].to_numpy()[0] == pytest.approx([20, 40, 4.0])
    assert found.loc[0, "conf_high"] - 4 == pytest.approx(2.0017 * error, rel=1e-4)  # Student's, 58 degrees
    assert found["moment_of_truth"].tolist() == [True]


def test_beside_statsmodels():
    data = journeys()
    found = cx.moments_of_truth(data, **HOW, controls=["age", "town"], respondent="who").table.set_index("touchpoint")
    people = data.drop_duplicates("who").set_index("who")
    worst = data.dropna(subset="contact").groupby(["who", "contact"])["bad"].max().unstack().reindex(people.index)
    design = worst.notna().add_prefix("had ").join((worst[["call", "visit"]] == 1).add_prefix("bad "))
    design = design.assign(
        rare=worst["letter"] == 1, age=people["age"], b=people["town"] == "b", c=people["town"] == "c"
    )
    fit = sm.OLS(people["x"], sm.add_constant(design.astype(float))).fit(cov_type="HC3", use_t=True)
    for name in ("call", "visit"):
        low, high = fit.conf_int().loc[f"bad {name}"]
        expected = [-fit.params[f"bad {name}"], -high, -low]
        assert found.loc[name, ["estimate", "conf_low", "conf_high"]].tolist() == pytest.approx(expected, rel=1e-9)
    assert found.loc["visit", "p_adjusted"] == pytest.approx(2 * fit.pvalues["bad visit"], rel=1e-6, abs=0)
    assert found["moment_of_truth"].fillna(False).to_dict() == {"call": False, "letter": False, "visit": True}


def test_few_bad_contacts_are_said_and_never_a_number():
    found = cx.moments_of_truth(journeys(), **HOW, respondent="who")
    letter = found.table.set_index("touchpoint").loc["letter"]
    assert 0 < letter["n_bad"] < 10
    assert letter[["estimate", "conf_low", "conf_high", "p_adjusted", "moment_of_truth"]].isna().all()
    assert found.notes[-1] == "Fewer than 10 respondents with a bad or with a good contact: letter."
    three = cx.moments_of_truth(journeys().groupby("contact").head(3), **HOW)
    assert three.table["estimate"].isna().all()


def test_an_unsure_loss_is_no_moment():
    data = journeys()
    cost = cx.moments_of_truth(data, **HOW, respondent="who").table.set_index("touchpoint").loc["visit"]
    for least, moment in ((cost["conf_low"] - 0.01, True), (cost["conf_low"] + 0.01, False)):
        found = cx.moments_of_truth(data, **HOW | {"min_impact": least}, respondent="who").table
        assert found.set_index("touchpoint").loc["visit", "moment_of_truth"] == moment


def test_contacts_that_always_go_together_are_not_told_apart():
    data = journeys()
    visits = data[data["contact"] == "visit"]
    both = pd.concat([data, visits.assign(contact="parking")])
    found = cx.moments_of_truth(both, **HOW, respondent="who")
    rows = found.table.set_index("touchpoint")
    assert rows["estimate"].isna().to_dict() == {"call": False, "letter": True, "parking": True, "visit": True}
    assert "Bad contacts that cannot be distinguished from those at other touchpoints: parking, visit." in found.notes


def test_order_of_rows_and_repeated_rows_change_nothing():
    data = journeys()
    plain = cx.moments_of_truth(data, **HOW, respondent="who").table
    again = cx.moments_of_truth(pd.concat([data, data]).sample(frac=1, random_state=1), **HOW, respondent="who").table
    pd.testing.assert_frame_equal(plain, again)


def test_what_is_left_out_is_counted():
    data = journeys().astype({"bad": float})
    data.loc[data.index[:4], "bad"] = np.nan
    data.loc[data["who"] == data.loc[10, "who"], "x"] = np.nan
    gone = int((data["x"].isna()).sum())
    notes = cx.moments_of_truth(data, **HOW, respondent="who").notes
    assert notes[0] == f"{gone} rows without x left out."
    assert notes[1].endswith("without bad left out.")


def test_the_planted_moments(contacts_study):
    log, survey = contacts_study["contacts"], contacts_study["relationship"]
    log = log.assign(wave=np.where(log["month"].between(13, 24), 1, np.where(log["month"] > 24, 2, 0)))
    own = survey[["response", "wave", "customer", "impression", "tenure", "contact_channel"]]
    data = own.merge(log[["customer", "wave", "touchpoint", "broken"]], on=["customer", "wave"], how="left")
    data["contacts"] = data.groupby("response")["touchpoint"].transform("count")
    found = cx.moments_of_truth(
        data, touchpoint="touchpoint", bad="broken", outcome="impression", respondent="response", min_impact=0.3,
        controls=["contacts", "wave", "tenure", "contact_channel"],
    ).table.set_index("touchpoint")  # fmt: skip
    assert found.index[found["moment_of_truth"].fillna(False)].tolist() == ["T06", "T09", "T13", "T14"]
    truth = planted_in(FOLDER)
    for name in ("T06", "T09", "T13", "T14"):
        planted = truth[f"moment_{name}"]
        assert found.loc[name, "conf_low"] < planted["structural"] < found.loc[name, "conf_high"]


@pytest.mark.parametrize(
    ("change", "how", "message"),
    [
        (
            {"bad": 2},
            {},
            "bad: 6 rows of column 'bad' hold something other than 0 and 1. "
            "Write 1 for a bad contact and 0 for a good one.",
        ),
        ({"x": 7.0}, {}, "x: all 6 respondents gave the same answer. Take an outcome in which people differ."),
        (
            {},
            {"respondent": "who"},
            "x: differs within 1 respondent. "
            "Give each value of 'who' one x, or name a column that tells the answers apart.",
        ),
        ({}, {"min_impact": -1}, "min_impact: -1 is not 0 or more. Write a number of points that matters."),
        ({"x": np.nan}, {}, "x: no row has all that is needed. Check the columns and their missing codes."),
        ({}, {"controls": ["x"]}, "controls: column 'x' is named twice. Give each column one part to play."),
        ({}, {"outcome": "z"}, "outcome: no column 'z' in the table. Known: who, contact, bad, x."),
    ],
)
def test_messages(change, how, message):
    data = pd.DataFrame(
        {"who": [1, 1, 2, 3, 4, 5], "contact": list("aabbab"), "bad": [0, 1] * 3, "x": [1.0, 2, 3, 4, 5, 6]}
    ).assign(**change)
    with pytest.raises(CXError) as error:
        cx.moments_of_truth(data, **HOW | how)
    assert str(error.value) == message
