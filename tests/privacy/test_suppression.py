"""Of few people nothing is shown, wherever in a result they stand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import cxlib as cx


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
