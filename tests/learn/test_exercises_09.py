"""The right answers of notebook 09's exercises, worked out here in another way."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import cxlib as cx


def test_limits_are_those_of_a_chart():
    months = pd.DataFrame({"month": np.repeat(range(12), 150), "r": ([10] * 66 + [8] * 48 + [0] * 36) * 12})
    row = cx.control_chart(months, period="month", rating="r", kind="nps", baseline=12).table.iloc[0]
    assert row["estimate"] == pytest.approx(20)
    assert cx.check("09-1", row[["limit_low", "limit_high"]]).outcome == "right"


def test_months_between_false_alarms_are_drawn():
    cries = np.random.default_rng(5).random((200_000, 14)).min(axis=1) < 0.0027
    assert 1 / cries.mean() == pytest.approx(26.9, abs=1.0)  # 3 standard errors
    assert cx.check("09-2", 370 / 14).outcome == "right"  # nearly the same


def test_the_share_waiting_is_that_of_the_library():
    start = pd.Timestamp("2026-01-01")
    waited, answered = [5, 10, 20, 30, 60, 15, 40, 90], [True] * 5 + [False] * 3
    data = pd.DataFrame({"opened": start + pd.to_timedelta([90 - one for one in waited], unit="h")})
    data["lag"] = [float(one) if yes else np.nan for one, yes in zip(waited, answered, strict=True)]
    found = cx.follow_up_times(data, opened="opened", closed="lag", end=start + pd.Timedelta(hours=90))
    assert cx.check("09-3", 1 - found.curve.set_index("time").loc[30, "answered"]).outcome == "right"
    assert found.table["median"].iloc[0] == 30


def test_a_reply_is_the_offer_divided_by_the_share_answered():
    assert cx.check("09-4", 0.875).outcome == cx.check("09-4", 0.9).outcome == "right"


@pytest.mark.parametrize(
    ("exercise", "answer", "part"),
    [
        ("09-1", (7.2, 32.8), "1.96 errors"),
        ("09-1", (13.5, 26.5), "one error on each side"),
        ("09-2", 370, "one chart"),
        ("09-3", 0.2, "closed cases"),
        ("09-4", 2.9, "before and after"),
        ("09-4", 0.7, "the offer"),
    ],
)
def test_known_mistakes_get_their_hint(exercise, answer, part):
    said = cx.check(exercise, answer)
    assert said.outcome == "mistake" and part in said.message
