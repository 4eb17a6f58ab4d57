"""Charts of many series at once: the numbers of one chart at a time, gaps, and what cannot be charted."""

from __future__ import annotations

import time

import numpy as np
import pandas as pd
import pytest

import cxlib as cx
from cxlib.errors import CXError
from cxlib.estimators.control_limits import RULES

DRAWN = np.random.default_rng(2027)


def one_by_one(values: pd.DataFrame, **given) -> pd.DataFrame:
    long = values.rename_axis("series").reset_index().melt("series", var_name="period", value_name="v").dropna()
    order = {name: place for place, name in enumerate(values.columns)}
    long["period"] = long["period"].map(order).astype(int)
    return cx.control_chart(long, period="period", rating="v", kind="individuals", by="series", **given).table


@pytest.mark.parametrize("gaps", [False, True])
def test_the_numbers_are_those_of_one_chart_at_a_time(gaps):
    values = pd.DataFrame(DRAWN.normal(30, 3, (20, 40)), index=[f"b{k:02d}" for k in range(20)])
    values.iloc[3, 30:] += 9
    if gaps:
        values.iloc[5, [2, 3, 17, 33]] = np.nan
        values.iloc[0, 0] = np.nan
    found = cx.series_charts(values, baseline=24, rules=list(RULES))
    table = found.table.set_index("series")
    points = one_by_one(values, baseline=24, rules=list(RULES))
    own = points.groupby("series")
    for name in ("centre", "limit_low", "limit_high"):
        np.testing.assert_allclose(table[name], own[name].first(), rtol=1e-12)
    watched = points[points["phase"] == "monitoring"]
    assert (table["signals"] == watched.groupby("series")["signal"].sum()).all()
    first = watched[watched["signal"]].groupby("series")["period"].min()
    assert table["first_signal"].dropna().to_dict() == first.to_dict()
    assert found.signals.sum().sum() == points["signal"].sum() and table["signals"].sum() > 3
    assert table["n"].tolist() == own.size().tolist()


def test_xmr_by_hand():
    """4, 6, 5, 9: mean 6, distances 2, 1, 4, mean 7/3; limits 6 ± 3 · (7/3)/1.128, and 3.267 · 7/3 of distances."""
    row = cx.series_charts(pd.DataFrame([[4, 6, 5, 9]], index=["a"])).table.iloc[0]
    assert row["centre"] == 6 and row["distance"] == pytest.approx(7 / 3)
    assert row["limit_high"] - 6 == 6 - row["limit_low"] == pytest.approx(7 / 1.128)
    assert row["distance_high"] == pytest.approx(3.267 * 7 / 3) and row["signals"] == 0


def test_false_alarms_over_400_series_are_those_of_one_at_a_time():
    values = pd.DataFrame(np.random.default_rng(3).normal(size=(400, 48)))
    table = cx.series_charts(values, baseline=24).table
    assert table["signals"].sum() == one_by_one(values, baseline=24).query("phase == 'monitoring'")["signal"].sum()


def test_series_that_have_no_limits_are_counted_and_do_not_signal():
    values = pd.DataFrame([[1.0] * 20 + [5.0], [np.nan] * 19 + [1.0, 2.0], list(range(21))], index=list("abc"))
    found = cx.series_charts(values, baseline=20)
    assert found.table["limit_low"].isna().tolist() == [True, True, False]
    assert found.table["signals"].tolist()[:2] == [0, 0]
    assert found.notes == ("No limits for 2 of 3 series: values of the baseline are all alike, or too few.",)
    assert cx.series_charts(values, baseline=2).notes[-1] == (
        "Provisional limits: 2 baseline periods; 12 or more are wanted."
    )


@pytest.mark.parametrize(
    ("values", "given", "message"),
    [
        (pd.DataFrame({"name": ["a"], "v": [1]}), {}, "values: not all are numbers. Put the names of the series into "
         "the index."),
        (pd.DataFrame([[1.0, 2.0]]), {"baseline": 3}, "values, baseline: 1 series, and 3 of 2 periods set the limits. "
         "Give at least one series, and two periods that set its limits."),
        (pd.DataFrame([[1.0]]), {}, "values, baseline: 1 series, and 1 of 1 periods set the limits. Give at least one "
         "series, and two periods that set its limits."),
        (pd.DataFrame(), {}, "values, baseline: 0 series, and 0 of 0 periods set the limits. Give at least one series, "
         "and two periods that set its limits."),
        (pd.DataFrame([[1.0, np.inf]]), {}, "values: infinite in some cells. Correct these cells."),
    ],
)  # fmt: skip
def test_what_cannot_be_charted_is_said(values, given, message):
    with pytest.raises(CXError) as told:
        cx.series_charts(values, **given)
    assert str(told.value) == message


def test_columns_stay_as_they_were_and_400_series_take_no_time():
    values = pd.DataFrame(DRAWN.normal(30, 3, (400, 120)))
    before = values.copy()
    least = 1.0
    for _ in range(20):
        began = time.process_time()
        cx.series_charts(values)
        least = min(least, time.process_time() - began)
    pd.testing.assert_frame_equal(values, before)
    assert least < 0.01  # a third of a thousandth of a second on a quiet machine


def test_the_reading_says_who_signals_and_how_many_would_by_chance():
    values = pd.DataFrame(np.random.default_rng(5).normal(0, 1, (50, 36)), index=[f"Branch {k}" for k in range(50)])
    values.iloc[7, 30:] += 8
    said = cx.reading(cx.series_charts(values, baseline=24), aside=True)
    assert "Branch 7" in said.text and "50 series" in said.headline
    # 600 points by limits of 24 values each: 2 Φ(−3/√(1 + 8.434/24)) of them, not 1 in 370
    assert "By chance alone about 5.9 points would be one." in said.text
    nothing = cx.reading(cx.series_charts(pd.DataFrame([[1.0] * 24], index=["a"])), aside=True)
    assert nothing.headline == "No series has limits: nothing can be judged."
