"""Of few people nothing is shown, wherever in a result they stand."""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd
import pytest

import cxlib as cx
from cxlib.aggregate import mark_person


def rated(n_low: int) -> pd.DataFrame:
    """Ratings of 300 customers, of whom so many answer low to the first aspect."""
    rng = np.random.default_rng(1)
    mood = rng.normal(size=300)
    rows = pd.DataFrame(
        {name: np.clip(np.rint(3.7 + 0.7 * mood + rng.normal(0, 0.6, 300)), 3, 5) for name in ("price", "speed")}
    )
    rows["overall"] = np.rint(7 + 1.5 * mood + rng.normal(size=300)).clip(0, 10)
    rows.loc[: n_low - 1, "price"] = 1.0
    return rows


@pytest.mark.parametrize(("n_low", "shown"), [(1, False), (9, False), (10, True)])
def test_what_few_at_one_end_cost_is_not_shown(n_low, shown):
    """The penalty of one person who answers low is what this one answered, less what the others say."""
    made = cx.penalty_reward(rated(n_low), outcome="overall", drivers=["price", "speed"], low=2, high=5)
    assert made.table["penalty"].notna().iloc[0]
    told = cx.suppress_small_cells(made, min_cell=10)
    row = told.table.iloc[0]
    assert row[["penalty", "asymmetry"]].notna().tolist() == [shown, shown]
    assert row[["reward", "reward_low", "reward_high"]].notna().all() and len(told.table) == 2
    assert any("no penalty is shown: price" in note for note in told.notes) is not shown
    assert made.table["penalty"].notna().iloc[0]  # the result that was given stays as it was
    drawn = [bar.get_width() for bar in cx.plot_bars(told).patches]
    assert np.isnan(drawn).sum() == np.isnan(told.table[["penalty", "reward"]].to_numpy()).sum()


def those_who_fit(weights: np.ndarray, mean: float, within: float) -> np.ndarray:
    """Each way in which ten people whose weights are known can have answered 1 to 5, so that this is their mean."""
    parts = weights / weights.sum()
    ways = np.array(list(product(range(1, 6), repeat=5)))
    first, second = ways @ parts[:5], ways @ parts[5:]
    fits = np.argwhere(np.abs(first[:, None] + second[None, :] - mean) < within)
    return np.hstack([ways[fits[:, 0]], ways[fits[:, 1]]])


def test_all_digits_of_a_mean_with_weights_say_who_answered_what():
    """A workbook had them; it has the digits of the page now, which thousands of answers would give."""
    rng = np.random.default_rng(4)
    rows = pd.DataFrame({"team": ["a"] * 10, "answer": rng.integers(1, 6, 10), "weight": rng.uniform(0.6, 1.8, 10)})
    made = cx.mean_rating(rows, rating="answer", by="team", weights="weight")
    known = rows["weight"].to_numpy()
    assert those_who_fit(known, made.table["estimate"].iloc[0], 1e-12).tolist() == [rows["answer"].tolist()]
    written = {column["head"]: column["values"][0] for column in made.sheet}
    assert written["mean"] == round(made.table["estimate"].iloc[0], 2)
    assert len(those_who_fit(known, written["mean"], 0.005)) > 1_000


def test_without_weights_a_workbook_has_all_digits():
    """The control: a sum of ten answers divided by ten says nothing more by its digits."""
    rows = pd.DataFrame({"team": ["a"] * 13, "answer": [1, 2, 3, 4, 5, 5, 5, 4, 4, 3, 2, 1, 5]})
    made = cx.mean_rating(rows, rating="answer", by="team")
    assert {column["head"]: column["values"][0] for column in made.sheet}["mean"] == made.table["estimate"].iloc[0]


@pytest.mark.parametrize(("whose", "shown"), [(1, ["2025-03"]), (14, ["2025-01", "2025-02", "2025-03"])])
def test_a_month_of_one_customer_is_no_point_of_a_chart(whose, shown):
    """Fourteen answers of one customer in a month made a point, since answers were counted."""
    people = [*(f"K{k}" for k in range(60)), *(f"A{k % whose}" for k in range(14)), *(f"Z{k}" for k in range(61))]
    days = pd.to_datetime(["2025-01-05"] * 60 + ["2025-02-05"] * 14 + ["2025-03-05"] * 61)
    data = pd.DataFrame({"customer": people, "day": days, "score": [k % 2 for k in range(135)]})
    data.loc[[3, 130], "score"] = np.nan  # who does not answer is in no period
    mark_person(data, "customer")
    chart = cx.control_chart(data, period="day", rating="score", kind="mean", baseline=2)
    told = cx.suppress_small_cells(chart, min_cell=10)
    assert told.table["day"].tolist() == shown and "people" not in told.settings
    assert chart.table["n"].tolist() == [59, 14, 60]
    assert told.notes[-1:] == ("2 groups not shown: of fewer than 10 people, or next to one.",) or whose > 1
