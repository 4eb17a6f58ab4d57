"""The public chart: worked by hand, edges, gaps, phases, and its rate of false alarms."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

import cxlib as cx
from cxlib.estimators import control_limits


def months(values, n=20, start="2024-01-01"):
    """n answers in each month, of which the given share is 1."""
    dates = pd.date_range(start, periods=len(values), freq="MS")
    rows = [(date, int(k < ones)) for date, ones in zip(dates, values, strict=True) for k in range(n)]
    return pd.DataFrame(rows, columns=["date", "yes"])


def test_shares_by_hand():
    data = months([10, 8, 12, 10, 1], n=20)
    chart = cx.control_chart(data, period="date", rating="yes", kind="p", baseline=4)
    assert list(chart.table.columns) == [
        "date", "phase", "n", "estimate", "centre", "limit_low", "limit_high", "signal", "rule",
    ]  # fmt: skip
    half = 3 * np.sqrt(0.25 / 20)
    assert chart.table["centre"].tolist() == pytest.approx([0.5] * 5)
    assert chart.table["limit_low"].iloc[0] == pytest.approx(0.5 - half)
    assert chart.table["date"].tolist() == ["2024-01", "2024-02", "2024-03", "2024-04", "2024-05"]
    assert chart.table["signal"].tolist() == [False] * 4 + [True]
    assert chart.table["rule"].iloc[-1] == "three_sigma"
    assert chart.notes[0] == "Provisional limits: 4 baseline periods with answers; 12 or more are wanted."


def test_the_last_period_of_the_baseline_can_be_named():
    data = months([10, 8, 12, 10, 1], n=20)
    named = cx.control_chart(data, period="date", rating="yes", kind="p", baseline="2024-04")
    counted = cx.control_chart(data, period="date", rating="yes", kind="p", baseline=4)
    pd.testing.assert_frame_equal(named.table, counted.table)


def test_a_score_counts_promoters_and_detractors():
    data = pd.DataFrame({"wave": [1] * 10 + [2] * 10, "r": [10] * 5 + [8] * 3 + [0] * 2 + [9] * 4 + [6] * 3 + [7] * 3})
    chart = cx.control_chart(data, period="wave", rating="r", kind="nps", baseline=2)
    assert chart.table["estimate"].tolist() == pytest.approx([30.0, 10.0])
    variance = 14 / 20 - 0.2**2
    assert chart.table["limit_low"].iloc[0] == pytest.approx(20 - 300 * np.sqrt(variance / 10))


def test_a_month_without_answers_is_said_and_stays_a_gap():
    data = months([10, 8, 12, 9, 10], n=20)
    data = data[data["date"] != "2024-03-01"]
    chart = cx.control_chart(data, period="date", rating="yes", kind="p", baseline=5)
    assert chart.table["date"].tolist() == ["2024-01", "2024-02", "2024-04", "2024-05"]
    assert chart.settings["periods"] == ["2024-01", "2024-02", "2024-03", "2024-04", "2024-05"]
    assert "No answers in 1 of 5 periods: 2024-03." in chart.notes


def test_a_gap_breaks_a_run_and_no_distance_is_taken_across_it():
    values = pd.DataFrame({"date": pd.to_datetime(["2024-01-01", "2024-02-01", "2024-04-01", "2024-05-01"]),
                           "v": [1.0, 3.0, 50.0, 52.0]})  # fmt: skip
    chart = cx.control_chart(values, period="date", rating="v", kind="individuals", baseline=5)
    half = 3 * 2 / 1.128
    assert (chart.table["limit_high"] - chart.table["centre"]).tolist() == pytest.approx([half] * 4)


def test_two_periods_are_charted_as_provisional():
    chart = cx.control_chart(months([10, 12]), period="date", rating="yes", kind="p", baseline=24)
    assert len(chart.table) == 2 and not chart.table["signal"].any()
    assert chart.notes[:2] == (
        "Provisional limits: 2 baseline periods with answers; 12 or more are wanted.",
        "Every period is baseline: its signals are to be looked into before the limits are kept.",
    )


def test_answers_that_are_all_alike_have_no_limits():
    with pytest.raises(cx.CXError) as caught:
        cx.control_chart(months([20, 20, 20]), period="date", rating="yes", kind="p", baseline=2)
    assert str(caught.value) == (
        "baseline: all answers are alike, or none can differ in its 2 periods, so that no limit can be drawn. "
        "Take a longer baseline, or another score."
    )


def test_one_of_several_series_without_limits_is_said():
    data = pd.concat([months([20] * 13).assign(shop="a"), months([9, 11] * 6 + [20]).assign(shop="b")])
    chart = cx.control_chart(data, period="date", rating="yes", kind="p", baseline=12, by="shop")
    assert chart.table.loc[chart.table["signal"], ["shop", "date"]].values.tolist() == [["b", "2025-01"]]
    assert "No limits for 1 of 2 series: answers of the baseline are all alike." in chart.notes
    assert chart.table.loc[chart.table["shop"] == "a", "limit_low"].isna().all()


def test_daylight_saving_makes_no_day_longer_or_lost():
    hours = pd.date_range("2026-03-27", "2026-03-31", freq="h", tz="Europe/Madrid", inclusive="left")
    data = pd.DataFrame({"at": hours, "v": np.arange(len(hours)) % 2})
    chart = cx.control_chart(data, period="at", rating="v", kind="p", baseline=4, every="day")
    assert chart.table["n"].tolist() == [24, 24, 23, 24]
    assert chart.table["at"].tolist() == ["2026-03-27", "2026-03-28", "2026-03-29", "2026-03-30"]


def test_ten_years_of_days():
    days = pd.date_range("2016-01-01", "2025-12-31").repeat(4)
    data = pd.DataFrame({"day": days, "v": np.random.default_rng(5).normal(7, 1, len(days))})
    for kind in ("mean", "ewma", "cusum"):
        chart = cx.control_chart(data, period="day", rating="v", kind=kind, baseline=730, every="day")
        assert len(chart.table) == 3653
        assert chart.table["signal"].mean() < 0.02


def test_numbers_that_leave_some_out_are_told():
    data = pd.DataFrame({"year": [2010, 2010, 2013, 2013, 2014, 2014], "v": [1.0, 2, 2, 3, 1, 2]})
    chart = cx.control_chart(data, period="year", rating="v", kind="mean", baseline=3)
    assert chart.notes[0] == ("year leaves numbers out: a run, a moving average and a sum count periods, not time.")


def test_a_known_cause_sets_no_limits():
    data = months([10, 8, 12, 20, 10, 9])
    chart = cx.control_chart(data, period="date", rating="yes", kind="p", baseline=5, without=["2024-04"])
    assert chart.table["centre"].iloc[0] == pytest.approx(0.5)
    assert chart.table.loc[chart.table["signal"], "date"].tolist() == ["2024-04"]


def test_means_of_unequal_periods_by_hand():
    """1, 3 | 2, 4, 9 | 5: ranges 2 and 7, standard deviations √2 and √13; one answer tells of no spread."""
    data = pd.DataFrame({"t": [1, 1, 2, 2, 2, 3], "v": [1.0, 3, 2, 4, 9, 5]})
    given = {"period": "t", "rating": "v", "kind": "mean", "baseline": 3}
    by_range = (2 / (2 / np.sqrt(np.pi)) + 7 / (3 / np.sqrt(np.pi))) / 2  # d2 of two and of three values
    by_sd = (np.sqrt(2) / np.sqrt(2 / np.pi) + np.sqrt(13) / (np.sqrt(np.pi) / 2)) / 2  # and c4
    for spread, sd in (("range", by_range), ("sd", by_sd), ("pooled", np.sqrt((2 + 26) / 3))):
        chart = cx.control_chart(data, **given, spread=spread).table
        half = (chart["limit_high"] - chart["centre"]).tolist()
        assert half == pytest.approx([3 * sd / np.sqrt(n) for n in (2, 3, 1)]), spread
    chart = cx.control_chart(data, **given | {"kind": "range"}).table
    assert chart["estimate"].tolist() == pytest.approx([2, 7, np.nan], nan_ok=True)
    assert chart["centre"].tolist()[:2] == pytest.approx([by_range * 2 / np.sqrt(np.pi), by_range * 3 / np.sqrt(np.pi)])
    assert chart["limit_high"].isna().tolist() == [False, False, True] and not chart["signal"].any()


def test_all_ways_to_tell_the_spread_agree_where_answers_are_many():
    data = pd.DataFrame({"t": np.arange(3000) % 60, "v": np.random.default_rng(4).normal(7, 2, 3000)})
    given = {"period": "t", "rating": "v", "kind": "mean", "baseline": 60}
    half = {spread: (cx.control_chart(data, **given, spread=spread).table.eval("limit_high - centre").iloc[0])
            for spread in ("range", "sd", "pooled")}  # fmt: skip
    assert list(half.values()) == pytest.approx([3 * 2 / np.sqrt(50)] * 3, rel=0.03)


def test_constants_of_subgroups_by_hand_and_by_drawing():
    d2, d3, c4 = (of(np.array([2.0, 3.0])) for of in
                  (control_limits.mean_range, control_limits.range_sd, control_limits.mean_sd))  # fmt: skip
    assert d2 == pytest.approx(np.array([2, 3]) / np.sqrt(np.pi), abs=1e-10)
    assert d3[0] == pytest.approx(np.sqrt(2 - 4 / np.pi), abs=1e-10)
    assert c4 == pytest.approx([np.sqrt(2 / np.pi), np.sqrt(np.pi) / 2], abs=1e-12)
    drawn = np.ptp(np.random.default_rng(6).normal(size=(40_000, 30)), axis=1)
    thirty = np.array([30.0])
    assert control_limits.mean_range(thirty)[0] == pytest.approx(drawn.mean(), abs=0.015)
    assert control_limits.range_sd(thirty)[0] == pytest.approx(drawn.std(), abs=0.015)
    assert control_limits.mean_range(np.array([1e6]))[0] == pytest.approx(2 * stats.norm.isf(0.5617e-6), abs=0.02)


def test_laney_follows_periods_that_differ_more_than_chance():
    rng = np.random.default_rng(3)
    shares = rng.normal(0.5, 0.06, 40).clip(0, 1)
    data = months([round(2000 * share) for share in shares], n=2000)
    plain, laney = (
        cx.control_chart(data, period="date", rating="yes", kind=kind, baseline=40) for kind in ("p", "laney")
    )
    assert plain.table["signal"].mean() > 0.3 and laney.table["signal"].mean() < 0.05
    assert any(note.startswith("Periods vary ") for note in laney.notes)


def test_false_alarms_come_at_the_stated_rate():
    rng = np.random.default_rng(11)
    data = pd.DataFrame({
        "series": np.repeat(np.arange(400), 120), "month": np.tile(np.arange(120), 400),
        "v": rng.normal(30, 3, 48_000),
    })  # fmt: skip
    for kind, of in (("individuals", "mean"), ("ewma", "individuals")):
        chart = cx.control_chart(data, period="month", rating="v", kind=kind, of=of, baseline=120, by="series")
        assert 0.001 < chart.table["signal"].mean() < 0.006  # 1 in 370 with limits that are known


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"kind": "nsp"}, "kind: 'nsp' is not known. Did you mean nps?"),
        ({"kind": "p", "rating": "two"}, "two: a share needs 0 and 1 only. Make a column of 0 and 1, or choose kind = "
         '"mean".'),
        ({"kind": "p", "rating": None}, 'rating: kind = "p" needs a column of numbers. Name it: rating = …'),
        ({"kind": "p", "spread": "range"}, 'spread: "range" is of means; here the error follows from the kind, "p". '
         "Leave spread out."),
        ({"spread": "ranges"}, "spread: 'ranges' is not known. Did you mean range?"),
        ({"baseline": 0}, "baseline: 0 is neither a number of periods nor a name in date. Write how many periods set "
         "the limits, or the last of them, such as 2024-02."),
        ({"without": ["2030-01"]}, "without: date has no '2030-01'. It has 2024-01, 2024-02 and 2024-03."),
        ({"kind": "nps", "rating": "two"}, 'two: not whole numbers from 0 to 10. Choose kind = "mean", or check its '
         "codes."),
    ],
)  # fmt: skip
def test_messages(given, message):
    data = months([10, 8, 12]).assign(two=12)
    with pytest.raises(cx.CXError) as caught:
        cx.control_chart(data, **({"period": "date", "rating": "yes", "kind": "p", "baseline": 2} | given))
    assert str(caught.value) == message


def test_delays_fall_with_the_shift_and_the_even_one_is_by_hand():
    delays = cx.signal_delay(shift=[0, 1, 2, 3], rule="three_sigma").table
    assert delays["estimate"].iloc[3] == pytest.approx(1 / (0.5 + 9.8659e-10), rel=1e-6)
    assert delays["estimate"].is_monotonic_decreasing
    assert delays["missed"].iloc[3] == pytest.approx(0.5**9, rel=1e-6)


def test_a_moving_average_is_missed_as_often_as_drawn_series_miss_it():
    within, shift = 9, 1.0
    told = cx.signal_delay(shift=shift, rule="ewma", within=within).table["missed"].iloc[0]
    z = np.random.default_rng(7).normal(shift, 1, (40_000, within))
    level, silent = np.zeros(len(z)), np.ones(len(z), bool)
    for period in range(within):
        level = 0.8 * level + 0.2 * z[:, period]
        silent &= np.abs(level) <= 2.86 / 3  # √(0.2 / 1.8) = 1/3
    assert told == pytest.approx(silent.mean(), abs=0.01)  # 4 standard errors of 40,000 series


def test_each_rule_adds_false_alarms():
    found = cx.false_alarms(periods=27, rng=1).table["estimate"]
    assert found.is_monotonic_increasing
    assert found.iloc[0] == pytest.approx(1 - 0.9973**27, abs=0.017)  # 4 standard errors


@pytest.mark.parametrize("kind", ["p", "mean", "ewma", "range"])
def test_other_engines_chart_the_same(kind):
    polars = pytest.importorskip("polars")
    data = months([10, 8, 12, 10, 1], n=20)
    found = [
        cx.control_chart(table, period="date", rating="yes", kind=kind, baseline=4)
        for table in (data, polars.from_pandas(data))
    ]
    pd.testing.assert_frame_equal(found[0].table, found[1].table)
    assert found[0].notes == found[1].notes
