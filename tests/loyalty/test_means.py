"""The mean of a rating: by hand, beside statsmodels, and where nothing can be said."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest
from statsmodels.regression.linear_model import OLS, WLS

import cxlib as cx
from cxlib.errors import CXError


def one(data, **how):
    return cx.mean_rating(data, rating="x", **how).table.iloc[0]


def test_by_hand():
    row = one(pd.DataFrame({"x": [1.0, 2.0, 4.0, 5.0, np.nan]}))
    # mean 3, variance 10/3, SE √(10/12) = 0.9129, Student's quantile with 3 degrees of freedom 3.1824
    assert (row["n"], row["estimate"]) == (4, 3.0)
    assert row["std_error"] == pytest.approx(0.9129, abs=5e-5)
    assert (row["conf_low"], row["conf_high"]) == pytest.approx((0.0948, 5.9052), abs=5e-5)


def test_weighted_by_hand():
    row = one(pd.DataFrame({"x": [1.0, 5.0, 5.0], "w": [2.0, 1.0, 1.0]}), weights="w")
    # mean 3; Σw²(x − 3)² = 16 + 4 + 4; over 16, times 3/2: 2.25
    assert (row["estimate"], row["std_error"]) == pytest.approx((3.0, 1.5))


def test_beside_statsmodels():
    rng = np.random.default_rng(4)
    frame = pd.DataFrame({"x": rng.integers(1, 6, 200) * 1.0, "w": rng.uniform(0.3, 2, 200), "g": np.arange(200) // 8})
    ones = np.ones(200)
    plain, robust = OLS(frame["x"], ones).fit(), WLS(frame["x"], ones, frame["w"]).fit(cov_type="HC1")
    # Clusters of one size: CR2 is the well-known correction by G/(G − 1), with G − 1 degrees of freedom.
    clusters = OLS(frame["x"], ones).fit(cov_type="cluster", cov_kwds={"groups": frame["g"]}, use_t=True)
    mine = one(frame)
    assert mine["std_error"] == pytest.approx(plain.bse.iloc[0], rel=1e-9)
    assert (mine["conf_low"], mine["conf_high"]) == pytest.approx(plain.conf_int().iloc[0].tolist(), rel=1e-9)
    assert one(frame, weights="w")["std_error"] == pytest.approx(robust.bse.iloc[0], rel=1e-9)
    mine = one(frame, cluster="g")
    assert mine["estimate"] == pytest.approx(clusters.params.iloc[0], rel=1e-9)
    assert mine["std_error"] == pytest.approx(clusters.bse.iloc[0], rel=1e-9)
    assert (mine["conf_low"], mine["conf_high"]) == pytest.approx(clusters.conf_int().iloc[0].tolist(), rel=1e-9)


def test_unequal_clusters_are_those_of_clubsandwich(shared):
    expected = json.loads(shared("reference/intervals.json").read_text())["cluster_mean_cr2"]
    found = one(pd.DataFrame({"x": expected["data"]["y"], "g": expected["data"]["g"]}), cluster="g")
    value = expected["value"]
    assert found["estimate"] == pytest.approx(value["mean"], rel=1e-12)
    assert found["std_error"] == pytest.approx(value["se"]["CR2"], rel=1e-12)
    limits = found["conf_low"], found["conf_high"]
    assert limits == pytest.approx(value["ci95"], rel=1e-9)  # quantiles differ by 1e-12


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        (None, [6.714285714285715, 0.497685643229453, 4.934289512132447, 8.494281916438982]),
        ("w", [6.212121212121211, 0.664560708324057, 4.146975731762360, 8.277266692480062]),
    ],
)
def test_weighted_clusters_equal_clubsandwich(weights, expected):
    """conf_int(lm(x ~ 1, weights = w), vcov = "CR2", cluster = g), R 4.2.2 and clubSandwich 0.5.8."""
    frame = pd.DataFrame(
        {
            "x": [7.0, 8, 6, 9, 5, 6, 5, 8, 9, 10, 4, 7, 7, 3],
            "g": [1, 1, 1, 1, 2, 2, 3, 3, 3, 3, 3, 3, 4, 5],
            "w": [1, 2, 0.5, 1, 1, 2, 1, 1, 0.5, 0.5, 2, 1, 1, 2],
        }
    )
    found = one(frame, cluster="g", weights=weights)[["estimate", "std_error", "conf_low", "conf_high"]]
    np.testing.assert_allclose(found.astype(float), expected, rtol=1e-9)


def test_weights_of_one_size_change_nothing_and_shift_moves_the_mean_alone():
    frame = pd.DataFrame({"x": [1.0, 3.0, 4.0, 4.0], "w": [2.5] * 4})
    plain, weighed = one(frame), one(frame, weights="w")
    assert weighed.tolist() == pytest.approx(plain.tolist())
    moved = one(frame.assign(x=frame["x"] + 10))
    assert moved["estimate"] - plain["estimate"] == pytest.approx(10)
    assert moved["std_error"] == pytest.approx(plain["std_error"])


def test_a_single_answer_or_cluster_has_no_interval():
    table = cx.mean_rating(pd.DataFrame({"x": [2.0, 4.0, 5.0], "g": ["a", "b", "b"]}), rating="x", by="g").table
    assert table["n"].tolist() == [1, 2]
    assert table[["std_error", "conf_low", "conf_high"]].isna().to_numpy().tolist() == [[True] * 3, [False] * 3]
    result = cx.mean_rating(pd.DataFrame({"x": [2.0, 4.0], "g": [1, 1]}), rating="x", cluster="g")
    assert result.table[["std_error", "conf_low"]].isna().all(axis=None)
    assert result.notes == ("No interval for 1 of 1 groups: they have one cluster only.",)


def test_weights_that_leave_one_answer_are_noted():
    data = pd.DataFrame({"x": [1.0, 5.0, 3.0, 3.0], "w": [1e-8, 1e-8, 1.0, 1e-8], "same": 4.0})
    result = cx.mean_rating(data, rating="x", weights="w")
    assert result.table.loc[0, "std_error"] < 1e-7  # as survey::svymean has it; only the note says what it is worth
    assert result.notes == (
        "Weights are so uneven that fewer than 10 answers carry the result (Kish): the interval may be too short.",
    )
    even = cx.mean_rating(data.assign(w=1.0), rating="same", weights="w")
    assert even.notes == ("All answers are alike: an interval of no width says only that they agree so far.",)


def test_a_level_that_is_none_is_refused():
    with pytest.raises(CXError) as error:
        one(pd.DataFrame({"x": [1.0]}), confidence_level=95)
    assert str(error.value) == "confidence_level: 95 is not between 0 and 1. Write 0.95 for 95 %."


def test_ten_equal_answers_are_noted():
    result = cx.mean_rating(pd.DataFrame({"x": [5.0] * 10}), rating="x")
    assert result.table.loc[0, ["conf_low", "conf_high"]].tolist() == [5.0, 5.0]
    assert result.notes == ("All answers are alike: an interval of no width says only that they agree so far.",)
    groups = pd.DataFrame({"x": [5.0, 5.0, 4.0, 3.0, 2.0], "g": list("aabbc")})
    assert cx.mean_rating(groups, rating="x", by="g").notes == (
        "All answers are alike in 1 of 3 groups: an interval of no width says only that they agree so far.",
    )
