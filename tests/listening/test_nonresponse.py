"""Who answers and what the others may hide: by hand, beside R, and every message."""

from __future__ import annotations

import json

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


@pytest.fixture
def invited(root):
    """One row per person of R's example."""
    r = json.loads((root / "tests/reference/listening.json").read_text(encoding="utf-8"))["glm"]
    cells = pd.DataFrame({name: r[name] for name in ("channel", "tenure", "n", "yes")})
    rows = cells.loc[cells.index.repeat(cells["n"])].copy()
    rows["answered"] = (rows.groupby(["channel", "tenure"]).cumcount() < rows["yes"]).astype(int)
    return rows[["channel", "tenure", "answered"]].reset_index(drop=True), r


def test_response_bias_equals_r(invited):
    rows, r = invited
    # the largest categories are the references: online, and new with 420 of 420, 415 and 370
    found = cx.response_bias(rows, answered="answered", by=["channel", "tenure"])
    table = found.table.set_index(["column", "category"])
    assert table.loc[("channel", "online"), ["n", "n_answered", "odds_ratio"]].tolist() == [670, 211, 1.0]
    for place, key in enumerate([("channel", "offline"), ("tenure", "long"), ("tenure", "mid")], start=1):
        line = table.loc[key]
        assert line["odds_ratio"] == pytest.approx(np.exp(r["estimate"][place]))
        assert line["odds_low"] == pytest.approx(r["odds_low"][place], rel=1e-7)
        assert line["odds_high"] == pytest.approx(r["odds_high"][place], rel=1e-7)
        assert line["p_value"] == pytest.approx(r["p_value"][place], rel=1e-5)
    assert found.response_rate == pytest.approx(295 / 1205)
    cell = found.cells.set_index(["channel", "tenure"]).loc[("offline", "new")]
    assert (cell["n"], cell["n_answered"], cell["estimate"]) == (180, 18, 0.1)
    # Wilson of 18 of 180: (0.1 + 1.92073/180 ± 1.96 √(0.1·0.9/180 + 0.96037/180²)) / (1 + 3.84146/180)
    assert (cell["conf_low"], cell["conf_high"]) == pytest.approx((0.06420, 0.15253), abs=1e-5)
    assert found.notes == ("Odds ratios against online (channel), new (tenure).",)
    for table in (pl.from_pandas(rows), duckdb.from_df(rows.assign(answered=rows["answered"] == 1))):
        other = cx.response_bias(table, answered="answered", by=["channel", "tenure"]).table
        pd.testing.assert_frame_equal(other, found.table, check_dtype=False)


def test_a_group_in_which_nobody_answers_has_a_rate_and_no_odds_ratio():
    rows = pd.DataFrame({"g": ["a"] * 4 + ["b"] * 3 + [None], "yes": [1, 0, 1, 0, 0, 0, 0, 1]})
    found = cx.response_bias(rows, answered="yes", by="g")
    assert found.table["estimate"].tolist() == [0.5, 0.0]
    assert found.table["odds_ratio"].isna().all()
    assert found.notes == (
        "1 row without g left out.",
        "No odds ratios: separation by g b: on one side of it all say yes, or all say no, so the odds "
        "ratio is infinite.",
    )


def test_the_outcome_of_those_who_answered_less_that_of_the_silent(root):
    r = json.loads((root / "tests/reference/listening.json").read_text(encoding="utf-8"))["t_test"]
    rows = pd.DataFrame(
        {"y": [9, 7, 10, 8, 3, 2, 5, 7, 6, 8, 0, np.nan], "a": [True] * 5 + [False] * 7, "g": ["u", "v"] * 6}
    )
    gap = cx.response_bias(rows, answered="a", by="g", outcome="y").gap.iloc[0]
    assert (gap["n"], gap["n_silent"], gap["estimate"]) == (5, 6, pytest.approx(7.4 - 28 / 6))
    numbers = [gap[name] for name in ("conf_low", "conf_high", "p_value")]
    assert numbers == pytest.approx([r["conf_low"], r["conf_high"], r["p_value"]])
    assert said(cx.response_bias, rows[rows["a"] | rows["y"].isna()], answered="a", by="g", outcome="y") == (
        "outcome: y is known of nobody among the silent. Leave outcome out."
    )


def test_response_says_what_is_wrong():
    rows = pd.DataFrame({"g": ["a", "b", "b"], "yes": [1, 0, np.nan], "two": [1, 2, 0]})
    mend = "Write 1 for those who did, and 0 for the others."
    assert said(cx.response_bias, rows, answered="yes", by="g") == f"answered: missing in 1 row of 'yes'. {mend}"
    assert (
        said(cx.response_bias, rows, answered="two", by="g") == f"answered: neither 0 nor 1 in 1 row of 'two'. {mend}"
    )
    assert said(cx.response_bias, rows, answered="g", by="two") == f"answered: neither 0 nor 1 in 3 rows of 'g'. {mend}"
    assert said(cx.response_bias, rows, answered="two", by="two") == (
        "by: needs columns other than the answer. Write by = ['contact_channel', 'tenure']."
    )
    assert said(cx.response_bias, rows.head(0), answered="two", by="g") == (
        "invited: nobody is left. Give one row per person invited."
    )


def test_bounds_by_hand():
    # a quarter at +11: 0.25 · 11 ± 0.75 · 100; for zero the others must average −0.25 · 11 / 0.75
    row = cx.nonresponse_bounds(estimate=11, response_rate=0.25).table.iloc[0]
    assert row[["lowest", "highest", "silent_needed"]].tolist() == pytest.approx([-72.25, 77.75, -11 / 3])
    both = cx.nonresponse_bounds(estimate=11, response_rate=0.25, follow_up=-13, follow_up_rate=0.8).table.iloc[1]
    # 0.25 + 0.75 · 0.8 = 0.85 are known: 2.75 − 7.8 = −5.05, and 0.15 · 100 either way
    assert both[["response_rate", "estimate", "lowest", "highest"]].tolist() == pytest.approx(
        [0.85, -5.05 / 0.85, -20.05, 9.95]
    )
    share = cx.nonresponse_bounds(estimate=0.9, response_rate=0.5, lowest=0, highest=1, target=0.5).table.iloc[0]
    assert share[["lowest", "highest", "silent_needed"]].tolist() == pytest.approx([0.45, 0.95, 0.1])
    everybody = cx.nonresponse_bounds(estimate=11, response_rate=1).table.iloc[0]
    assert (everybody["lowest"], everybody["highest"]) == (11, 11) and np.isnan(everybody["silent_needed"])


@pytest.mark.parametrize(
    ("how", "message"),
    [
        (
            {"estimate": 120, "response_rate": 0.2},
            "estimate: 120 is not from -100.0 to 100.0. Give lowest and highest of the scale.",
        ),
        (
            {"estimate": 11, "response_rate": 25},
            "response_rate: 25 is not a share above 0, up to 1. Write 0.25 for 25 %.",
        ),
        (
            {"estimate": 11, "response_rate": 0},
            "response_rate: 0 is not a share above 0, up to 1. Write 0.25 for 25 %.",
        ),
        (
            {"estimate": 11, "response_rate": 0.2, "follow_up": 3},
            "follow_up, follow_up_rate: one goes with the other. Give both, or neither.",
        ),
    ],
)
def test_bounds_say_what_is_wrong(how, message):
    assert said(cx.nonresponse_bounds, **how) == message


def people() -> pd.DataFrame:
    """Ten invited: four answer (one leaves the question blank), three of the silent are phoned."""
    return pd.DataFrame(
        {
            "yes": [1] * 4 + [0] * 6,
            "x": [10, 9, 3, np.nan] + [np.nan] * 6,
            "phoned": [np.nan] * 4 + [2, 8, 9] + [np.nan] * 3,
        }
    )


def test_two_phases_by_hand():
    how = {"rating": "x", "answered": "yes", "follow_up": "phoned"}
    found = cx.double_sampling(people(), **how)
    row = found.table.iloc[0]
    # promoters less detractors: (2 − 1)/3 and (1 − 1)/3; 0.4 · 33.3 + 0.6 · 0
    assert row[["n", "n_follow_up", "response_rate"]].tolist() == [6, 3, 0.4]
    assert row[["estimate_answered", "estimate_silent", "estimate"]].tolist() == pytest.approx([100 / 3, 0, 40 / 3])
    # variances 100² · (2/3 + … ): points 100, 100, −100 have 13,333; −100, 0, 100 have 10,000
    variance = 0.16 * (40000 / 3) / 3 + 0.36 * 10000 / 3 + 0.24 * (100 / 3) ** 2 / 10
    assert row["std_error"] == pytest.approx(np.sqrt(variance))
    whole = 0.4 * 40000 / 3 + 0.6 * 10000 + 0.24 * (100 / 3) ** 2
    assert row["n_effective"] == pytest.approx(whole / variance)
    assert row["conf_high"] - row["estimate"] == pytest.approx(1.959964 * np.sqrt(variance), rel=1e-6)
    assert found.notes == ("1 row that answered, but not x: taken to be like the others who answered.",)
    mean = cx.double_sampling(people(), score="mean", **how).table.iloc[0]
    assert mean["estimate"] == pytest.approx(0.4 * 22 / 3 + 0.6 * 19 / 3)
    for table in (pl.from_pandas(people()), duckdb.from_df(people())):
        pd.testing.assert_frame_equal(cx.double_sampling(table, **how).table, found.table, check_dtype=False)


def test_two_phases_by_group():
    both = pd.concat([people().assign(wave=1), people().assign(wave=2, x=people()["x"] - 1)])
    table = cx.double_sampling(both, rating="x", answered="yes", follow_up="phoned", by="wave").table
    assert table["wave"].tolist() == [1, 2]
    assert table["estimate"].tolist() == pytest.approx([40 / 3, 0.4 * 0 + 0.6 * 0])


def test_two_phases_promise_nothing_where_all_answers_are_alike():
    how = {"rating": "x", "answered": "yes", "follow_up": "phoned"}
    alike = people().assign(x=lambda t: t["x"].where(t["x"].isna(), 7.3), phoned=lambda t: t["phoned"] * 0 + 7.3)
    found = cx.double_sampling(alike, score="mean", **how)
    assert found.table["estimate"].tolist() == [pytest.approx(7.3)]
    assert found.table[["std_error", "conf_low", "conf_high", "n_effective"]].isna().all(axis=None)
    assert found.notes[1:] == ("All answers are alike: no interval.",)
    silent = cx.double_sampling(people().assign(phoned=alike["phoned"]), score="mean", **how)
    assert silent.notes[1:] == ("All answers of phoned are alike: the interval is too short.",)
    both = pd.concat([people().assign(wave=1), alike.assign(wave=2)])
    assert "All answers are alike in 1 of 2 groups: no interval." in (
        cx.double_sampling(both, by="wave", score="mean", **how).notes
    )


@pytest.mark.full
def test_two_phases_are_right_on_average():
    """Drawn again and again, the estimate is the population's, and the interval covers it."""
    rng = np.random.default_rng(5)
    score = rng.normal(0, 1, 20_000)
    willing = rng.random(20_000) < 1 / (1 + np.exp(-score))
    inside, estimates = 0, []
    for _ in range(150):
        asked = rng.choice(20_000, 600, replace=False)
        yes = willing[asked]
        phoned = ~yes & (rng.random(600) < 0.3)
        rows = pd.DataFrame({"yes": yes, "x": np.where(yes, score[asked], np.nan)})
        rows["phoned"] = np.where(phoned, score[asked], np.nan)
        row = cx.double_sampling(rows, rating="x", answered="yes", follow_up="phoned", score="mean").table.iloc[0]
        estimates.append(row["estimate"])
        inside += row["conf_low"] <= score.mean() <= row["conf_high"]
    # error of the mean of 150 draws about 0.06/√150; coverage 0.95 ± 3 · 0.018
    assert np.mean(estimates) == pytest.approx(score.mean(), abs=0.02)
    assert 0.89 <= inside / 150 <= 1


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            people().assign(phoned=np.nan),
            "phoned: fewer than two answers of silent people. "
            "Without them nothing is known of this part; use nonresponse_bounds.",
        ),
        (people().assign(phoned=5.0), "phoned: a value in 4 rows of people who answered. Correct 'yes'."),
        (people().assign(x=5.0), "x: a value in 6 rows of people who did not answer. Correct 'yes'."),
        (people().replace({"x": {10.0: 11.0}}), 'x: not 0, 1, … 10 in 1 row. Or choose score = "mean".'),
    ],
)  # fmt: skip
def test_two_phases_say_what_is_wrong(data, message):
    assert said(cx.double_sampling, data, rating="x", answered="yes", follow_up="phoned") == message


def one(estimate: float, **more) -> cx.Result:
    return cx.Result(
        table=pd.DataFrame(
            [{"n": 100, "estimate": estimate, "conf_low": estimate - 2, "conf_high": estimate + 2, **more}]
        )
    )


def test_share_of_the_bias_repaired_by_hand():
    table = cx.bias_repaired(
        {"plain": one(11), "weighted": one(4, n_effective=80.0), "phoned": one(-7)}, truth=-7
    ).table
    assert table["repaired"].tolist() == pytest.approx([0, 7 / 18, 1])
    assert table["n_effective"].tolist() == [100, 80, 100]
    assert cx.bias_repaired({"plain": one(11), "weighted": one(4)}).table["repaired"].isna().all()
    assert cx.bias_repaired({"plain": one(5), "weighted": one(4)}, truth=5).table["repaired"].isna().all()
    two = cx.Result(table=pd.concat([one(1).table] * 2))
    assert said(cx.bias_repaired, {"plain": two}) == "estimates: plain has 2 rows. Give the result of one group."
    assert (
        said(cx.bias_repaired, {})
        == "There is no remedy to compare with the score. Declare a list of customers, or ask again."
    )


@pytest.mark.parametrize(
    "mixed",
    [
        {
            "estimate": 11.0,
            "response_rate": 0.25,
            "follow_up": cx.by_hand(estimate_silent=-13.0),
            "follow_up_rate": 0.8,
        },
        {"estimate": cx.by_hand(estimate=11.0), "response_rate": 0.25},
        {"estimate": cx.by_hand(estimate=11.0), "follow_up": -13.0},
    ],
)
def test_bounds_of_numbers_and_results_mixed_are_refused(mixed):
    with pytest.raises(cx.CXError) as error:
        cx.nonresponse_bounds(**mixed)
    assert str(error.value) == (
        "estimate, response_rate, follow_up: numbers and results are mixed. Give numbers only, or results only."
    )


def test_bounds_of_a_number_need_a_response_rate():
    with pytest.raises(cx.CXError) as error:
        cx.nonresponse_bounds(estimate=11.0)
    assert str(error.value) == "response_rate: None is not a share above 0, up to 1. Write 0.25 for 25 %."
