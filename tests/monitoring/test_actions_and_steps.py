"""When a level changed, whether an order lasts, whose rows an action has, and which end came first."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest

import cxlib as cx


@pytest.fixture(scope="module")
def series(shared):
    found = json.loads(shared("reference/monitoring.json").read_text(encoding="utf-8"))["change_point"]
    return np.array(found["data"]["y"], float), found["value"]


def charted(values, **given):
    data = pd.DataFrame({"t": range(1, len(values) + 1), "v": values})
    return cx.control_chart(data, **{"period": "t", "rating": "v", "kind": "individuals", "baseline": 8} | given)


def test_a_step_is_that_of_strucchange(series):
    y, value = series
    found = cx.change_point(charted(y), rng=1)
    row = found.table.iloc[0]
    assert row["first"] == value["one_break_last_index_before"] + 1
    assert [row["before"], row["after"]] == pytest.approx(value["means"], abs=1e-8)
    assert row["f"] == pytest.approx(value["supF"], abs=1e-8)
    assert row["earliest"] <= row["first"] <= row["latest"] and row["p_value"] == 0.001
    low, _, high = value["one_break_ci95"]  # Bai and Perron's, for long series: another method, nearly the same periods
    assert abs(row["earliest"] - (low + 1)) <= 2 and abs(row["latest"] - (high + 1)) <= 2


def test_answers_make_a_period_count():
    """By hand: levels are means of all answers of a side, not of its months."""
    sizes, means = [10, 30, 10, 30, 10, 10, 30, 10], [4, 4, 6, 4, 8, 8, 10, 8]
    rows = [(month, mean + shift) for month, (n, mean) in enumerate(zip(sizes, means, strict=True))
            for k in range(n // 2) for shift in (-1, 1)]  # fmt: skip
    data = pd.DataFrame(rows, columns=["t", "v"])
    row = cx.change_point(cx.control_chart(data, period="t", rating="v", kind="mean", baseline=4), rng=1).table.iloc[0]
    assert (row["first"], row["before"], row["after"]) == (4, pytest.approx(340 / 80), pytest.approx(9))


@pytest.mark.full
def test_a_step_lies_within_its_periods_and_none_is_seldom_found():
    held, cried = 0, 0
    for seed in range(200):
        draw = np.random.default_rng(seed)
        quiet = draw.standard_normal(24)
        row = cx.change_point(charted(quiet + 1.5 * (np.arange(24) >= 15)), n_draws=199, rng=seed).table.iloc[0]
        held += row["earliest"] <= 16 <= row["latest"]
        cried += cx.change_point(charted(quiet), n_draws=199, rng=seed).table["p_value"].iloc[0] <= 0.05
    assert held >= 180 and cried <= 20


def gap():
    data = pd.DataFrame({"date": pd.date_range("2025-01-01", periods=12, freq="MS").delete([4]), "v": range(11)})
    return cx.control_chart(data, period="date", rating="v", kind="individuals", baseline=6)


@pytest.mark.parametrize(
    ("chart", "message"),
    [
        (gap, "chart: periods are lacking (2025-05). A step may hide in a gap. Take longer periods."),
        (lambda: charted([1.0, 2] * 3, baseline=4), "chart: 6 periods. A step is looked for from 8 periods on."),
        (lambda: charted(np.arange(300) % 7), "chart: 300 periods. Take longer ones: a step is looked for in 240 at "
         "most."),
        (lambda: charted([1.0, 2] * 6, kind="ewma", of="individuals"),
         "chart: no control chart of single periods. Hand over one of control_chart, unsmoothed."),
    ],
)  # fmt: skip
def test_messages_of_steps(chart, message):
    with pytest.raises(cx.CXError) as caught:
        cx.change_point(chart(), rng=1)
    assert str(caught.value) == message


def branches(true, waves=4, n=8, spread=1.0, seed=1):
    """n answers of each branch in each wave about what it truly is."""
    draw = np.random.default_rng(seed)
    rows = [(unit, wave, value + spread * draw.standard_normal()) for wave in range(1, waves + 1)
            for unit, value in enumerate(true[wave - 1] if np.ndim(true) > 1 else true) for _ in range(n)]  # fmt: skip
    return pd.DataFrame(rows, columns=["branch", "wave", "score"])


def persisted(data, **given):
    return cx.rank_persistence(
        data, unit="branch", wave="wave", rating="score", **{"rng": 1, "n_resamples": 200} | given
    )


def test_a_lasting_order_is_found_below_the_chance_of_answers():
    draw = np.random.default_rng(3)
    true = draw.normal(0, 0.35, 400)  # of means of 8: reliability 0.1225 / (0.1225 + 0.125)
    found = persisted(branches(true)).table
    assert found["lag"].tolist() == [1, 2, 3] and found["n"].tolist() == [400] * 3
    assert found["reliability"].iloc[0] == pytest.approx(0.495, abs=0.06)
    assert found["correlation"].to_numpy() == pytest.approx([0.495] * 3, abs=0.1)
    assert found["estimate"].to_numpy() == pytest.approx([1.0] * 3, abs=0.15)
    assert (found["conf_low"] < 1).all() and (found["conf_high"] > 1).all()


def test_an_order_that_does_not_last_is_none():
    true = np.random.default_rng(4).normal(0, 0.5, (4, 200))  # other branches are good each time
    found = persisted(branches(true)).table
    assert (found["conf_low"] < 0).sum() >= 2 and found["estimate"].abs().max() < 0.3


def test_where_nearly_all_is_chance_no_corrected_correlation_is_given():
    """It went from 0.11 to 36: any correlation, divided by a reliability near 0, is anything."""
    found = persisted(branches(np.random.default_rng(5).normal(0, 0.05, 12), waves=3, seed=6))
    assert 0 < found.table["reliability"].iloc[0] < 0.5 and found.table["correlation"].notna().all()
    assert found.table[["estimate", "conf_low", "conf_high"]].isna().all(axis=None)
    assert found.notes == (
        "The means are mostly chance: what is left after it is taken out could be any correlation, and is not given.",
    )
    assert "mostly chance: whether an order lasts cannot be told" in cx.reading(found, aside=True).headline


def test_a_correlation_without_chance_by_hand():
    """Two answers each, alike: no chance of answers is left, and the estimate is Pearson's correlation by variance."""
    one, two = np.arange(12.0), np.r_[np.arange(6.0), np.arange(11.0, 5.0, -1)]
    data = branches(np.stack([one, two]), waves=2, n=2, spread=0.0)
    row = persisted(data).table.iloc[0]
    variance = (one.var(ddof=1) + two.var(ddof=1)) / 2
    assert row["estimate"] == pytest.approx(np.cov(one, two)[0, 1] / variance)
    assert row["reliability"] == pytest.approx(1) and row["rank_correlation"] == pytest.approx(row["correlation"])


def test_months_make_half_years_and_what_is_lacking_is_said():
    data = branches(np.arange(12.0), waves=12, n=1)
    data["wave"] = pd.to_datetime("2025-01-15") + pd.to_timedelta(30 * (data["wave"] - 1), unit="D")
    found = persisted(data, together=6)
    assert found.table["lag"].tolist() == [1] and found.table["n"].tolist() == [12]
    lacking = persisted(data[(data["branch"] > 0) | (data["wave"] < "2025-06-01")], together=6)
    assert lacking.notes == ("Units without two answers in each wave: 1, left out.",)
    with pytest.raises(cx.CXError) as caught:
        persisted(data[data["branch"] < 5], together=6)
    assert str(caught.value) == (
        "branch, wave: 5 units have two answers or more in each of 2 waves. An order that lasts is seen from two waves "
        "and 10 units on."
    )


def test_units_that_are_alike_have_no_order_to_last():
    rows = branches(np.zeros(12), waves=2, n=4, spread=0.0)
    rows["score"] = rows["score"] + np.tile([0, 1, 0, 1], 24)
    found = persisted(rows)
    assert found.table["estimate"].isna().all()
    assert found.notes == ("The means differ no more than chance of answers makes them: there is no order to last.",)
    assert cx.reading(found).evidence == "too few"


def test_rows_of_an_action():
    data = pd.DataFrame({"shop": ["a", "b"] * 4, "day": pd.to_datetime(["2025-01-05", "2025-02-05"] * 2).repeat(2),
                         "score": [5, 6, 7, 8, 5, 6, 7, None]})  # fmt: skip
    given = {"unit": "shop", "wave": "day", "outcome": "score", "every": "month"}
    rows = cx.action_rows(data, began_in="b", began="2025-02", **given)
    assert rows["period"].tolist() == [0, 0, 1, 1, 0, 0, 1] and rows["begun"].tolist() == [0, 0, 0, 1, 0, 0, 0]
    with pytest.raises(cx.CXError, match="began_in: shop has no 'x'"):
        cx.action_rows(data, began_in="a, x", began="2025-02", **given)
    with pytest.raises(cx.CXError, match="began: day has no period '2025-3'"):
        cx.action_rows(data, began_in="a", began="2025-3", **given)


def test_the_first_end_counts():
    days = lambda *ones: pd.to_datetime([f"2025-01-{one:02d}" for one in ones])  # noqa: E731
    log = pd.DataFrame({
        "who": [1, 1, 2, 3, 3, 4, 5, 6, 6], "day": days(1, 5, 2, 3, 4, 6, 9, 1, 2),
        "bad": [1, 0, 1, 1, 1, 0, 1, 1, 0], "at": ["visit", "claim", "visit", "visit", "visit", "visit", "visit",
                                                    "visit", "claim"],
    })  # fmt: skip
    people = pd.DataFrame({"who": [1, 2, 3, 4, 5, 6], "left": [*days(8, 7), pd.NaT, pd.NaT, *days(4, 2)]})
    found = cx.first_ends(log, people=people, customer="who", time="day", bad="bad", touchpoint="at", end="left",
                          complaints="claim", until="2025-01-11")  # fmt: skip
    assert found.fillna("-").values.tolist() == [
        [1, 4.0, "complains"], [2, 5.0, "leaves"], [3, 8.0, "-"], [6, 1.0, "complains"]
    ]  # nothing went wrong with 4, and 5 had left before  # fmt: skip
    with pytest.raises(cx.CXError, match="complaints: at has none of letter"):
        cx.first_ends(log, people=people, customer="who", time="day", bad="bad", touchpoint="at", end="left",
                      complaints="letter")  # fmt: skip


def test_readings_of_what_was_done(series):
    y, _ = series
    assert cx.reading(cx.change_point(charted(y), rng=1)).headline == (
        "v: from t 12 on the level is 37.69 instead of 32.27; the step came between t 12 and t 14."
    )
    quiet = cx.reading(cx.change_point(charted([1.0, 2, 1, 2, 1, 2, 1, 2, 1, 2]), rng=1))
    assert quiet.headline == "v: in 10 periods no step can be distinguished from chance." and quiet.evidence == "open"
    units = pd.DataFrame({"unit": np.repeat(range(20), 4), "wave": list(range(4)) * 20})
    units["begun"] = ((units["unit"] < 10) & (units["wave"] >= 2)).astype(int)
    noise = np.random.default_rng(1).normal(0, 0.1, 80)
    fair, bent = (units.assign(y=units["begun"] + slope * units["wave"] * (units["unit"] < 10) + noise)
                  for slope in (0, -2))  # fmt: skip
    told = [cx.reading(cx.action_effect(rows, outcome="y", unit="unit", wave="wave", treated="begun"), truth=1.0)
            for rows in (fair, bent)]  # fmt: skip
    assert told[0].evidence == "supported" and "Before it they had moved like the others" in told[0].text
    assert told[1].evidence == "open" and "do not believe it." in told[1].text
    assert told[0].text.endswith("Planted truth: 1.00 points.")
    ends = pd.DataFrame({"days": range(1, 41), "end": (["leaves"] * 2 + ["complains"] * 1 + [None]) * 10})
    text = cx.reading(cx.competing_risks(ends, time="days", cause="end", at=[20, 40])).headline
    assert text.startswith("What came first within 40 days, of 40 people: leaves ") and "complains" in text
