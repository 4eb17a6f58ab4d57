"""Importance where ratings are missing: what is told of the filled-in tables is what each of them gives by itself."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from cxlib.drivers.importance import driver_importance
from cxlib.drivers.imputed import BURN, NEAREST, SKIP, TABLES, importance_imputed
from cxlib.drivers.slopes import driver_slopes
from cxlib.errors import CXError
from cxlib.estimators.imputation import filled_tables, pooled

NAMES = ["y", "b", "a"]  # not in the order of the alphabet


def answers(n: int, *, lost: float) -> pd.DataFrame:
    rng = np.random.default_rng(3)
    table = pd.DataFrame({"b": rng.integers(1, 6, n), "a": rng.integers(1, 6, n)}).astype(float)
    table["y"] = table["b"] + 0.5 * table["a"] + rng.normal(size=n)
    table["w"] = rng.uniform(0.5, 2.0, n)
    table.loc[rng.random(n) < lost, "a"] = np.nan
    return table


@pytest.mark.parametrize("weights", [None, "w"])
def test_shares_and_slopes_are_those_of_each_table(weights):
    rows = answers(200, lost=0.3)
    found = importance_imputed(rows, outcome="y", drivers=["b", "a"], weights=weights, rng=7).table
    told = found.set_index("driver").loc[["b", "a"]]
    asked = {"outcome": "y", "drivers": ["b", "a"], "weights": weights}
    rng, shares, slopes = np.random.default_rng(7), [], []
    for table in filled_tables(rows[NAMES].to_numpy(), tables=TABLES, burn=BURN, skip=SKIP, donors=NEAREST, rng=rng):
        filled = pd.DataFrame(table, columns=NAMES).assign(w=rows["w"])
        shares.append(driver_importance(filled, **asked).table.set_index("driver").loc[["b", "a"], "share"])
        slopes.append(driver_slopes(filled, **asked).table.set_index("driver").loc[["b", "a"]])
    of_all = pooled(
        np.array([one["estimate"] for one in slopes]),
        np.array([one["std_error"] ** 2 for one in slopes]),
        df_complete=len(rows) - 3,
    )
    assert told["share_filled"].to_numpy() == pytest.approx(np.mean(shares, axis=0), abs=1e-12)
    assert told["estimate"].to_numpy() == pytest.approx(of_all.estimate, abs=1e-12)
    assert told["std_error"].to_numpy() == pytest.approx(of_all.std_error, abs=1e-12)
    assert told["n"].tolist() == [rows["a"].notna().sum()] * 2 and told["n_filled"].tolist() == [200, 200]


def test_a_tenth_that_is_lost_needs_no_filling_in():
    with pytest.raises(CXError) as caught:
        importance_imputed(answers(200, lost=0.0), outcome="y", drivers=["b", "a"], rng=7)
    assert str(caught.value) == "Answers that lack a rating: 0 %. Nothing needs to be filled in below 10 %."
