"""Two surveys, waiting, lots, begging, styles, drop-out: by hand, beside other programs, and every message."""

from __future__ import annotations

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pytest
import statsmodels.formula.api as smf
from scipy import stats

import cxlib as cx
from cxlib.errors import CXError


def said(function, *data, **how) -> str:
    with pytest.raises(CXError) as error:
        function(*data, **how)
    return str(error.value)


YEARLY = pd.DataFrame({"person": list("abcde"), "x": [9.0, 7, 10, 8, 3]})
AFTER = pd.DataFrame({"person": list("aabbcz"), "y": [8.0, 6, 5, 7, 9, 0]})


def test_comparing_two_surveys_equals_scipy():
    plain = cx.compare_surveys(YEARLY, AFTER, rating="x", second_rating="y").table
    assert plain[["people", "n", "n_reference"]].to_numpy().tolist() == [["all", 5, 6]]
    found = stats.ttest_ind(YEARLY["x"], AFTER["y"], equal_var=False)
    assert plain.loc[0, "p_value"] == pytest.approx(found.pvalue)
    named = cx.compare_surveys(YEARLY, AFTER, rating="x", second_rating="y", id="person").table.set_index("people")
    # a, b and c answered both: 9, 7, 10 against their means 7, 6, 9
    row = named.loc["in both"]
    assert row[["n", "mean", "mean_reference", "estimate"]].tolist() == pytest.approx([3, 26 / 3, 22 / 3, 4 / 3])
    assert row["r"] == pytest.approx(np.corrcoef([9, 7, 10], [7, 6, 9])[0, 1])
    paired = stats.ttest_rel([9, 7, 10], [7, 6, 9])
    assert row["p_value"] == pytest.approx(paired.pvalue)
    assert (row["conf_low"], row["conf_high"]) == pytest.approx(tuple(paired.confidence_interval()))
    assert named.loc["all", "n_reference"] == 4  # each person once
    few = cx.compare_surveys(YEARLY.tail(3), AFTER, rating="x", second_rating="y", id="person")
    assert few.notes == ("1 person answered both: too few to compare them with themselves.",)
    assert few.table["people"].tolist() == ["all"]
    assert said(cx.compare_surveys, YEARLY, AFTER.assign(y=np.nan), rating="x", second_rating="y") == (
        "second: no answer to 'y'. Check the column and its missing codes in study.toml."
    )


def answers(n: int = 400) -> pd.DataFrame:
    rng = np.random.default_rng(3)
    place = rng.integers(0, 3, n)
    hours = rng.uniform(0, 240, n) * (1 + place)
    mode = np.where(rng.random(n) < 0.3, "phone", "web")
    score = 8 - 1.5 * place - 0.04 * hours / 24 + 0.3 * (mode == "phone") + rng.normal(0, 0.8, n)
    return pd.DataFrame({"place": place.astype(str), "hours": hours, "mode": mode, "score": score})


def test_lag_effect_equals_statsmodels():
    rows = answers().assign(days=lambda table: (table["hours"] / 24).clip(upper=21))
    found = cx.lag_effect(rows, rating="score", lag_hours="hours", within="place", mode="mode", longest_days=21)
    fit = smf.ols("score ~ days + C(mode, Treatment('web')) + C(place)", rows).fit(cov_type="HC3", use_t=True)
    day, two, phone = (found.table.iloc[k] for k in range(3))
    assert found.table["term"].tolist() == ["a day", "two weeks", "mode phone"]
    assert found.table["n"].tolist() == [400, 400, int((rows["mode"] == "phone").sum())]
    for line, name in ((day, "days"), (phone, "C(mode, Treatment('web'))[T.phone]")):
        numbers = line[["estimate", "std_error", "conf_low", "conf_high", "p_value"]].tolist()
        expected = [fit.params[name], fit.bse[name], *fit.conf_int().loc[name], fit.pvalues[name]]
        assert numbers == pytest.approx(expected, rel=1e-6)
    assert two["estimate"] == pytest.approx(14 * day["estimate"])
    rows["who"] = np.arange(400) // 5
    found = cx.lag_effect(rows, rating="score", lag_hours="hours", longest_days=21, cluster="who").table.iloc[0]
    fit = smf.ols("score ~ days", rows).fit(cov_type="cluster", cov_kwds={"groups": rows["who"]}, use_t=True)
    assert (found["std_error"], found["p_value"]) == pytest.approx((fit.bse["days"], fit.pvalues["days"]), rel=1e-6)
    # without the places, those asked late look far worse
    naive = cx.lag_effect(rows, rating="score", lag_hours="hours", longest_days=21).table.loc[0, "estimate"]
    assert naive < 2 * day["estimate"]


def test_the_curve_of_waiting_by_hand():
    rows = pd.DataFrame({"h": [1, 2, 24, 31, 336, 500.0, 5], "x": [8, 10, 7, 9, 4, 6.0, np.nan]})
    found = cx.lag_effect(rows, rating="x", lag_hours="h")
    assert found.curve["days"].tolist() == ["under 1", "1", "14 and more"]
    assert found.curve["n"].tolist() == [2, 2, 2]
    assert found.curve["estimate"].tolist() == pytest.approx([0, -1, -4])
    assert found.notes == ("1 row without x or h left out.",)
    assert said(cx.lag_effect, rows.assign(h=-1.0), rating="x", lag_hours="h") == (
        "lag_hours: below 0 in 6 rows. An answer cannot come before its contact."
    )
    assert said(cx.lag_effect, rows.head(2), rating="x", lag_hours="h") == (
        "rows: 2 are too few for 2 coefficients. Take fewer predictors or more rows."
    )


def test_randomised_effect_equals_scipy():
    rng = np.random.default_rng(8)
    rows = pd.DataFrame({"g": rng.integers(0, 2, 90), "lot": rng.integers(0, 2, 90) > 0, "x": rng.normal(0, 1, 90)})
    rows.loc[rows.index[:3], "x"] = np.nan
    rows["lot"] = rows["lot"].astype("boolean").where(rows.index > 5)
    found = cx.lot_effect(rows, outcome="x", lot="lot", by="g").table
    for _, line in found.iterrows():
        own = rows[(rows["g"] == line["g"])].dropna()
        yes = own["lot"].astype(bool)
        test = stats.ttest_ind(own.loc[yes, "x"], own.loc[~yes, "x"], equal_var=False)
        assert (line["n"], line["n_reference"]) == (yes.sum(), (~yes).sum())
        assert line["p_value"] == pytest.approx(test.pvalue)
        assert (line["conf_low"], line["conf_high"]) == pytest.approx(tuple(test.confidence_interval()))
    assert found["p_adjusted"].max() <= 2 * found["p_value"].max()
    whole = cx.lot_effect(pl.from_pandas(rows), outcome="x", lot="lot").table
    assert whole.columns[0] == "n" and len(whole) == 1
    assert said(cx.lot_effect, rows[rows["lot"].fillna(False)], outcome="x", lot="lot") == (
        "lot: no group has rows with and without 'lot'. Check the column of the lot."
    )


def test_begging_test_equals_scipy_and_hand_worked_values():
    rows = pd.DataFrame(
        {
            "shop": ["a"] * 8 + ["b"] * 9 + ["c"] * 7 + [None],
            "x": [9] * 7 + [8] + [8] * 6 + [9] * 3 + [8] * 4 + [9] * 3 + [9],
        }
    )
    rows = pd.concat([rows, pd.DataFrame({"shop": ["a"] * 5, "x": [10, 7, 3, 2, None]})])
    found = cx.begging_test(rows, rating="x", unit="shop")
    assert found.table["shop"].tolist() == ["a", "c", "b"]
    first = found.table.iloc[0]
    assert (first["n"], first["n_upper"], first["estimate"], first["usual"]) == (8, 7, 0.875, 6 / 16)
    fisher = stats.fisher_exact([[7, 1], [6, 10]], alternative="greater").pvalue
    assert first["p_value"] == pytest.approx(fisher)
    assert first["p_adjusted"] == pytest.approx(3 * fisher)
    assert found.notes == ("1 row without shop left out.",)
    for table in (pl.from_pandas(rows), duckdb.from_df(rows)):
        other = cx.begging_test(table, rating="x", unit="shop").table
        pd.testing.assert_frame_equal(other, found.table, check_dtype=False)
    one = rows[rows["shop"] == "a"]
    assert said(cx.begging_test, one, rating="x", unit="shop") == (
        "unit: 1 shop with answers of 8 or 9. A comparison needs two or more."
    )
    assert said(cx.begging_test, rows, rating="x", unit="shop", adjust="hlom") == (
        "adjust: 'hlom' is not known. Did you mean holm?"
    )


@pytest.mark.full
def test_nothing_is_flagged_where_nobody_begs():
    rng = np.random.default_rng(1)
    flagged = 0
    for _ in range(60):
        rows = pd.DataFrame({"shop": rng.integers(0, 20, 600), "x": rng.choice([8, 9], 600)})
        flagged += (cx.begging_test(rows, rating="x", unit="shop").table["p_adjusted"] < 0.05).any()
    assert flagged <= 9  # at most 0.05 of 60, plus three standard deviations


def test_styles_by_hand():
    rows = pd.DataFrame(
        {"i1": [5, 1, 3, 4, np.nan], "i2": [5, 3, 3, 2, np.nan], "r": [1, 3, 5, 4, np.nan], "l": list("xxyyy")}
    )
    found = cx.response_styles(rows, items=["i1", "i2", "r"], by="l", reversed_items=["r"])
    table = found.table.set_index(["l", "style"])
    # r is turned back: 5, 3, 1, 2. x: extreme (3/3 + 1/3)/2, agreeing (3/3 + 0)/2; y: extreme (1/3 + 0)/2
    assert table.loc[("x", "extreme"), "estimate"] == pytest.approx(2 / 3)
    assert table.loc[("y", "extreme"), "estimate"] == pytest.approx(1 / 6)
    assert table.loc[("x", "agreeing"), "estimate"] == pytest.approx(0.5)
    assert table.loc[("y", "agreeing"), "estimate"] == pytest.approx(1 / 6)
    assert table.loc[("x", "middle"), "estimate"] == pytest.approx(1 / 3)
    assert table.loc[("x", "extreme"), "difference"] == pytest.approx(0.5)
    test = stats.ttest_ind([1, 1 / 3], [1 / 3, 0], equal_var=False)
    assert table.loc[("x", "extreme"), "p_value"] == pytest.approx(test.pvalue)
    assert table["n"].tolist() == [2] * 6
    assert found.notes == ("1 row without an answer or without l left out.",)
    even = cx.response_styles(rows, items=["i1", "i2"], by="l", scale=(0, 5)).table
    assert even["style"].unique().tolist() == ["agreeing", "extreme"]
    assert said(cx.response_styles, rows, items=["i1", "i2"], by="l", scale=(1, 4)) == (
        "items: outside 1…4 in 1 row. Check missing codes and scale."
    )
    assert (
        said(cx.response_styles, rows, items=["i1"], by="l")
        == "Statements on one scale: 1; needed: 2. Declare their roles and scale."
    )
    assert said(cx.response_styles, rows, items=["i1", "i2"], by="l", reversed_items=["i3"]) == (
        "reversed_items: 'i3' is not among the items. Known: i1, i2."
    )


def test_drop_out_by_hand():
    rows = pd.DataFrame({"a": [1, 1, None, 1], "b": [1, None, 1, None], "c": [1, 1, None, None]})
    table = cx.drop_out(rows, items=["a", "b", "c"]).table
    # the blank of the second row at b is between two answers: no drop-out
    assert table["n_gone"].tolist() == [0, 1, 2]
    assert table["estimate"].tolist() == [0, 0.25, 0.5]
    assert table["item"].tolist() == ["a", "b", "c"]
    assert said(cx.drop_out, rows.head(0), items=["a"]) == (
        "data: no questionnaire, or no item. Give one row per questionnaire and name its items."
    )


@pytest.mark.parametrize("answer", [8.0, 7.3])
def test_answers_that_never_differ_promise_no_interval(answer):
    """Also where sums of decimals leave a variance of rounding."""
    rows = pd.DataFrame({"x": [answer] * 35 + [answer + 1] * 35, "lot": [0] * 35 + [1] * 35, "who": [*range(35)] * 2})
    uncertain = ["std_error", "conf_low", "conf_high", "p_value"]
    effect = cx.lot_effect(rows, outcome="x", lot="lot")
    assert effect.table[uncertain].isna().all(axis=None)
    assert cx.reading(effect).text.startswith("lot → x: effect +1.00 (no interval)")
    with pytest.raises(cx.CXError) as error:
        cx.lag_effect(rows.assign(y=answer), rating="y", lag_hours="who")
    assert str(error.value) == "rating: all values of 'y' are alike. Nothing can go with waiting."
    pair = cx.compare_surveys(rows[rows["lot"] == 1], rows[rows["lot"] == 0], rating="x", id="who")
    assert pair.table["estimate"].tolist() == pytest.approx([1, 1])
    assert pair.table.loc[0, uncertain].isna().all()


def test_rows_and_groups_left_out_are_told():
    rows = pd.DataFrame(
        {"x": [1, 2, 3, 4, None, 6, 7.0], "lot": [1, 0, 1, 0, 1, 1, 1], "g": ["a"] * 5 + ["b", None], "who": range(7)}
    )
    effect = cx.lot_effect(rows, outcome="x", lot="lot", by="g")
    assert effect.notes == ("2 rows without x or g left out.", "1 group with one side of the lot only left out.")
    assert effect.table[["g", "n", "n_reference"]].to_numpy().tolist() == [["a", 2, 2]]
    gap = cx.compare_surveys(rows.assign(who=rows["who"].where(rows["who"] > 0)), rows, rating="x", id="who")
    assert gap.notes == ("first: 1 row without who left out.",)
    assert gap.table["n"].tolist() == [5, 5]


@pytest.mark.parametrize(
    ("lag", "how", "message"),
    [
        ([1.0, np.inf, 3, 4], {}, "lag_hours: infinite in 1 row. Leave it empty where it is not known."),
        ([5.0] * 4, {}, "lag_hours: all values of 'lag' are alike. Nothing can go with waiting."),
        ([1.0, 2, 3, 4], {"longest_days": 0}, "longest_days: 0 is not above 0. Write 21, or leave it out."),
    ],
)
def test_lag_effect_refuses_impossible_input(lag, how, message):
    rows = pd.DataFrame({"x": [1.0, 2, 3, 5], "lag": lag})
    with pytest.raises(cx.CXError) as error:
        cx.lag_effect(rows, rating="x", lag_hours="lag", **how)
    assert str(error.value) == message


def test_a_pair_of_one_point_is_refused():
    rows = pd.DataFrame({"x": [8, 9], "u": ["a", "b"]})
    with pytest.raises(cx.CXError) as error:
        cx.begging_test(rows, rating="x", unit="u", pair=(9, 9))
    assert str(error.value) == "pair: 9 twice. Write the point below the cut and the point above it: (8, 9)."


def test_days_on_which_few_people_answered_are_joined_with_those_before():
    """A band of one person was that person's answer, less the mean of the others."""
    hours = [2.0] * 30 + [30.0] * 20 + [60.0] * 20 + [120.0] * 12 + [200.0, 400.0]
    rows = pd.DataFrame({"h": hours, "y": [7.0, 8.0] * 41 + [1.0, 10.0]})
    found = cx.lag_effect(rows, rating="y", lag_hours="h", fewest=10).curve
    assert found["days"].tolist() == ["under 1", "1", "2 to 3", "4 and more"]
    assert found["n"].tolist() == [30, 20, 20, 14]
    late = rows["y"][rows["h"] > 100].mean() - rows["y"][rows["h"] < 24].mean()
    assert found["estimate"].iloc[-1] == pytest.approx(late)
    every = cx.lag_effect(rows, rating="y", lag_hours="h").curve  # of whom a researcher has the rows: all bands
    assert every["days"].tolist() == ["under 1", "1", "2 to 3", "4 to 6", "7 to 13", "14 and more"]


@pytest.mark.parametrize(
    ("hours", "names"),
    [
        ([2.0] * 4 + [30.0] * 20 + [60.0] * 20, ["under 2", "2 to 3"]),
        ([30.0] * 4 + [60.0] * 4 + [120.0] * 30 + [500.0] * 12, ["1 to 6", "14 and more"]),
        ([2.0] * 5 + [500.0] * 4, ["all"]),
    ],
)
def test_bands_of_days_by_hand(hours, names):
    rows = pd.DataFrame({"h": hours, "y": np.arange(len(hours)) % 7})
    assert cx.lag_effect(rows, rating="y", lag_hours="h", fewest=10).curve["days"].tolist() == names


def test_a_band_counts_people_and_not_their_answers():
    rows = pd.DataFrame({"h": [2.0] * 30 + [30.0] * 20 + [60.0] * 20, "y": np.arange(70) % 6})
    rows["who"] = [*range(50), *[99] * 20]
    assert cx.lag_effect(rows, rating="y", lag_hours="h", fewest=10, cluster="who").curve["n"].tolist() == [30, 40]
