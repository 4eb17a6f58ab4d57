"""Penalties and rewards: by hand, against R, by properties, on a planted truth, and every message."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from table_engines import MAKERS

import cxlib as cx
from cxlib.locale import speaking

REFERENCE = json.loads((Path(__file__).parents[1] / "reference" / "slopes.json").read_text())["mobi_penalty"]
BILL = pd.DataFrame({"bill": [1, 1, 3, 3, 5, 5] * 20, "overall": [2, 4, 7, 8, 7, 9] * 20})
CUTS = {"outcome": "overall", "low": 2, "high": 5}


@pytest.fixture(scope="module")
def ratings():
    """Three ratings that share a mood, at two places, with a weight: a must-be, a delight, a straight line."""
    rng = np.random.default_rng(11)
    mood = rng.normal(size=(1500, 1))
    rows = pd.DataFrame(
        np.clip(np.round(3 + 0.6 * mood + 0.9 * rng.normal(size=(1500, 3))), 1, 5), columns=["bill", "kind", "speed"]
    )
    rows["place"] = rng.choice(["desk", "shop"], 1500)
    rows["weight"] = rng.integers(1, 4, 1500) / 2
    parts = -1.5 * (rows["bill"] <= 2) + 1.2 * (rows["kind"] >= 5) - 1.0 * (rows["speed"] <= 2) + (rows["speed"] >= 5)
    rows["overall"] = 6 + parts + (rows["place"] == "shop") + rng.normal(size=1500)
    return rows


def test_by_hand():
    row = cx.penalty_reward(BILL, drivers=["bill"], **CUTS).table.iloc[0]
    # Means 3, 7.5 and 8; each row's deviation is 1, ½ or 1, and its leverage 1/40.
    assert (row["penalty"], row["reward"], row["asymmetry"]) == pytest.approx((-4.5, 0.5, -4.0))
    assert (row["n"], row["n_low"], row["n_high"], row["kind"]) == (120, 40, 40, "must_be")
    error = np.sqrt(40 * (1 + 0.25)) / (1 - 1 / 40) / 40
    assert row["penalty_se"] == pytest.approx(error)
    assert row["reward_se"] == pytest.approx(error)


def test_against_r(shared):
    rows = pd.read_csv(shared("data/ecsi/mobi.csv"))
    items = [row["driver"] for row in REFERENCE["rows"]]
    found = cx.penalty_reward(rows, outcome="CUSA3", drivers=items, low=6, high=9).table
    expected = pd.DataFrame(REFERENCE["rows"])
    pd.testing.assert_frame_equal(found[list(expected)], expected, rtol=1e-10, atol=1e-12)  # both in float64


def test_columns():
    assert list(cx.penalty_reward(BILL, drivers=["bill"], **CUTS).table) == [
        "driver", "n", "n_low", "n_high", "penalty", "penalty_se", "reward", "reward_se", "asymmetry", "p_value",
        "kind", "penalty_low", "penalty_high", "reward_low", "reward_high", "asymmetry_low", "asymmetry_high",
    ]  # fmt: skip


def test_planted_kinds_are_found(ratings):
    found = cx.penalty_reward(
        ratings, drivers=["bill", "kind", "speed"], within="place", confidence_level=0.999, **CUTS
    )
    found = found.table  # six intervals at once: at 95 % one of them would miss by chance too often
    assert list(found["kind"]) == ["must_be", "attractive", "linear"]
    for side, planted in {"penalty": [-1.5, 0, -1], "reward": [0, 1.2, 1]}.items():
        assert ((found[f"{side}_low"] < planted) & (planted < found[f"{side}_high"])).all()


@pytest.mark.parametrize(("low", "kind"), [(-1.5, "linear"), (-2.5, "must_be")])
def test_a_larger_side_makes_a_kind_from_twice_the_other_on(low, kind):
    """A high bill earns 1; the sides surely differ in both cases."""
    rating = np.repeat([1, 3, 5], 400)
    noise = np.random.default_rng(5).normal(scale=0.5, size=1200)
    rows = pd.DataFrame({"bill": rating, "y": np.select([rating == 1, rating == 5], [low, 1.0]) + noise})
    found = cx.penalty_reward(rows, outcome="y", drivers=["bill"], low=2, high=5).table.iloc[0]
    assert found["asymmetry_high"] < 0 and found["kind"] == kind


def test_a_scale_turned_round_swaps_the_sides(ratings):
    one = cx.penalty_reward(ratings, drivers=["bill", "kind"], weights="weight", **CUTS).table
    turned = ratings.assign(bill=6 - ratings["bill"], kind=6 - ratings["kind"], overall=-ratings["overall"])
    other = cx.penalty_reward(
        turned, drivers=["bill", "kind"], weights="weight", outcome="overall", low=1, high=4
    ).table
    assert other["reward"].to_numpy() == pytest.approx(-one["penalty"].to_numpy())
    assert other["p_value"].to_numpy() == pytest.approx(one["p_value"].to_numpy())


def test_groups_are_models_of_their_own_and_cuts_may_differ(ratings):
    cuts = {"low": {"bill": 1, "kind": 2}, "high": {"bill": 5, "kind": 4}}
    both = cx.penalty_reward(ratings, outcome="overall", drivers=["bill", "kind"], by="place", **cuts).table
    shop = ratings[ratings["place"] == "shop"]
    one = cx.penalty_reward(shop, outcome="overall", drivers=["bill", "kind"], **cuts).table
    pd.testing.assert_frame_equal(both[both["place"] == "shop"].drop(columns="place").reset_index(drop=True), one)
    assert one.loc[0, "n_low"] == (shop["bill"] <= 1).sum()


def test_what_is_held_equal_enters_as_it_is(ratings):
    found = cx.penalty_reward(ratings, drivers=["bill"], always=["kind", "speed"], **CUTS).table
    low, high = (ratings["bill"] <= 2), (ratings["bill"] >= 5)
    design = np.column_stack([np.ones(1500), low, high, ratings["kind"], ratings["speed"]])
    slopes = np.linalg.lstsq(design, ratings["overall"], rcond=None)[0]
    assert found[["penalty", "reward"]].to_numpy()[0] == pytest.approx(slopes[1:3])
    assert list(found["driver"]) == ["bill"]


@pytest.mark.parametrize("engine", ["polars lazy", "duckdb"])
def test_engines_agree(ratings, engine):
    arguments = {"drivers": ["bill", "kind"], "within": "place", "weights": "weight", **CUTS}
    with_gaps = ratings.assign(kind=ratings["kind"].where(ratings.index % 9 > 0))
    expected = cx.penalty_reward(with_gaps, **arguments)
    found = cx.penalty_reward(MAKERS[engine](with_gaps), **arguments)
    pd.testing.assert_frame_equal(found.table, expected.table, rtol=1e-10)
    assert found.notes == expected.notes == ("167 rows of 1,500 left out; missing: kind (167).",)


def test_thin_and_empty_ends_are_said():
    rows = pd.concat([BILL[BILL["bill"] > 1], BILL.head(2)])
    found = cx.penalty_reward(rows, drivers=["bill"], **CUTS)
    assert found.table.loc[0, ["n_low", "kind"]].tolist() == [2, "unclear"]
    assert found.notes == ("Fewer than 30 answers at one end, so the kind stays unclear: bill low 2.",)
    with speaking("es"):
        assert cx.penalty_reward(rows, drivers=["bill"], **CUTS).notes[0].startswith("Menos de 30 respuestas")
    found = cx.penalty_reward(BILL[BILL["bill"] > 1], drivers=["bill"], **CUTS)
    missing = ["penalty", "penalty_se", "penalty_low", "asymmetry", "p_value"]
    assert found.table.loc[0, missing].isna().all()
    assert found.table.loc[0, ["n_low", "reward", "kind"]].tolist() == [0, pytest.approx(0.5), "unclear"]
    assert found.notes == ("No answer at one end, so no contrast there: bill low.",)


def test_one_answer_at_an_end_has_a_contrast_without_an_error():
    row = cx.penalty_reward(pd.concat([BILL[BILL["bill"] > 1], BILL.head(1)]), drivers=["bill"], **CUTS).table.iloc[0]
    assert row["penalty"] == pytest.approx(-5.5)
    assert row[["penalty_se", "penalty_low", "asymmetry_low", "p_value"]].isna().all()
    assert row["reward_se"] > 0


def test_a_side_of_the_wrong_sign_is_no_kind():
    # Best in the middle: a low rating costs 2, a high one costs 3.
    rows = BILL.assign(overall=[5, 6, 7, 8, 4, 5] * 20)
    row = cx.penalty_reward(rows, drivers=["bill"], **CUTS).table.iloc[0]
    assert (row["penalty"], row["reward"], row["kind"]) == (pytest.approx(-2), pytest.approx(-3), "unclear")


def test_a_group_that_cannot_be_fitted_is_said():
    rows = pd.concat([BILL.assign(place="desk"), BILL.assign(place="shop", bill=5)])
    found = cx.penalty_reward(rows, drivers=["bill"], by="place", **CUTS)
    assert found.table["penalty"].isna().tolist() == [False, True]
    assert found.table["kind"].tolist() == ["must_be", "unclear"]
    assert found.notes == ("shop: low, high: no answer of 'bill' lies between 2 and 5.",)


TEXT = BILL.assign(word="x", empty=np.nan, same=BILL["bill"], flat=7.0, **{"n_low": 1})
MESSAGES = {
    "drivers: none is named. Name the columns of the drivers.": {"drivers": []},
    "drivers: no column 'bil' in the table. Did you mean bill?": {"drivers": ["bil"]},
    "drivers: 'bill' is named twice. Name each column once.": {"drivers": ["bill", "bill"]},
    "drivers: 'overall' is the outcome, too. Give each column one part to play.": {"drivers": ["overall"]},
    "drivers: column 'word' holds words, not numbers. Give it a numeric role in study.toml, or turn its words into "
    "numbers with labels.": {"drivers": ["word"]},
    "empty: no answer in 120 rows. Check the column and its missing codes in study.toml.": {"drivers": ["empty"]},
    "outcome: the same in all 120 rows. Where nothing varies, nothing can be explained.": {"outcome": "flat"},
    "predictors: of 'bill (low)' and 'same (low)' each follows exactly from the rest. Leave one of them out.": {
        "drivers": ["bill", "same"]
    },
    "low, high: 5 and 5 of 'bill' leave nothing between them. Choose a low cut below the high one.": {"low": 5},
    "low, high: no answer of 'bill' lies between 3 and 5. The answers between are what the ends are compared with: "
    "choose other cuts.": {"low": 3},
    "low, high: no answer of any driver is low or high. Choose other cuts.": {"low": 0, "high": 9},
    "low: no cut for 'bill'. Give one number for all drivers, or one for each.": {"low": {}},
    "low: '2' is not a number. Write an answer of the scale, such as 2.": {"low": "2"},
    "high: None is not a number. Write an answer of the scale, such as 2.": {"high": {"bill": None}},
    "high: 'bil' is not a driver. Did you mean bill?": {"high": {"bill": 5, "bil": 5}},
    "by: column 'n_low' has the name of a result's column. Give it another name in study.toml.": {"by": "n_low"},
    "weights: column 'bill' is a driver or the outcome, too. Give each column one part to play.": {"weights": "bill"},
    "weights: missing in 120 rows of column 'empty'. A weight says how many people an answer stands for; write 0 for "
    "none, or leave the rows out.": {"weights": "empty"},
    "confidence_level: 95 is not between 0 and 1. Write 0.95 for 95 %.": {"confidence_level": 95},
}


@pytest.mark.parametrize("message", MESSAGES)
def test_messages(message):
    with pytest.raises(cx.CXError) as caught:
        cx.penalty_reward(TEXT, **{"drivers": ["bill"], **CUTS, **MESSAGES[message]})
    assert str(caught.value) == message


def test_one_respondent_no_weight_and_no_complete_row():
    cases = {
        "data: 1 complete row is too few. A model needs more rows than columns.": BILL.head(1),
        "rows: 3 are too few for 3 coefficients. Take fewer predictors or more rows.": BILL.iloc[[0, 2, 4]],
        "data: no row to analyse. Check the table, and the weights if there are any.": BILL.head(0),
        "data: none of 120 rows has an answer to all columns. Leave out the drivers that few were asked.": BILL.assign(
            bill=BILL["bill"].where(BILL.index < 9), overall=BILL["overall"].where(BILL.index >= 9)
        ),
        "bill: infinite in 2 rows. Correct these rows.": BILL.assign(bill=[np.inf, np.inf] + [3] * 118),
    }
    for message, rows in cases.items():
        with pytest.raises(cx.CXError) as caught:
            cx.penalty_reward(rows, drivers=["bill"], **CUTS)
        assert str(caught.value) == message
    with pytest.raises(cx.CXError) as caught:
        cx.penalty_reward(BILL.assign(w=0), drivers=["bill"], weights="w", **CUTS)
    assert str(caught.value) == "data: no row to analyse. Check the table, and the weights if there are any."
