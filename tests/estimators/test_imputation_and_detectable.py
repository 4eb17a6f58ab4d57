"""Rubin's rules as mice, smallest differences as R's power functions, and gaps filled in as they were left."""

import json

import numpy as np
import pytest
import statsmodels.api as sm

from cxlib.estimators.detectable import smallest_mean_difference, smallest_share
from cxlib.estimators.imputation import filled_tables, pooled

EXACT = 1e-8


@pytest.fixture(scope="module")
def known(shared):
    return json.loads(shared("reference/report.json").read_text(encoding="utf-8"))


def test_pooling_is_that_of_mice(known):
    data, value = known["mi_pool"]["data"], known["mi_pool"]["value"]
    x, fits = np.array(data["x"], float), []
    for drawn in data["imputed"]:
        y = np.array([np.nan if one is None else one for one in data["y_with_missing"]], float)
        y[np.array(data["missing_index"]) - 1] = drawn
        fits.append(sm.OLS(y, sm.add_constant(x)).fit())
    found = pooled(np.array([f.params for f in fits]), np.array([f.bse**2 for f in fits]), df_complete=10)
    low, high = found.limits(0.95)
    got = {
        "estimate": found.estimate, "ubar": found.within, "b": found.between, "t": found.total, "df": found.df,
        "riv": found.increase, "fmi": found.missing, "std_error": found.std_error, "p": found.p_value,
        "ci_low": low, "ci_high": high,
    }  # fmt: skip
    for name, values in got.items():
        assert np.allclose(values, value[name], atol=EXACT, rtol=0), name


def test_tables_that_agree_have_no_variance_between():
    found = pooled(np.full((5, 1), 2.0), np.full((5, 1), 0.25), df_complete=50)
    assert found.std_error == pytest.approx([0.5])
    assert 40 < found.df[0] < 50


def test_smallest_differences_are_those_of_r(known):
    for row in known["minimal_detectable"]["value"]:
        assert abs(smallest_mean_difference(row["n"]) - row["delta_t_strict"]) < EXACT
        found = smallest_share(row["n"], 0.5)
        assert np.isnan(found) if row["p2"] is None else abs(found - row["p2"]) < EXACT


def test_a_single_answer_shows_nothing():
    assert np.isnan(smallest_mean_difference(1))
    assert smallest_mean_difference(2) > 4


def gappy(n: int, seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    x = rng.normal(size=n)
    columns = np.column_stack([x, 2 * x + rng.normal(size=n), x + rng.normal(size=n)])
    columns[rng.random(n) < 1 / (1 + np.exp(-2 * x)), 1] = np.nan  # the higher x, the rarer the answer
    return columns


def test_what_was_answered_stays_and_gaps_hold_answers_that_somebody_gave():
    columns = gappy(300, 1)
    seen = ~np.isnan(columns)
    for table in filled_tables(columns, tables=3, burn=3, skip=1, donors=5, rng=np.random.default_rng(2)):
        assert np.array_equal(table[seen], columns[seen])
        assert set(table[~seen[:, 1], 1]) <= set(columns[seen[:, 1], 1])


def test_filling_in_mends_what_the_silent_ones_bias():
    means, complete = [], []
    for seed in range(20):
        columns = gappy(500, seed)
        tables = filled_tables(columns, tables=5, burn=3, skip=1, donors=5, rng=np.random.default_rng(seed))
        means.append(np.mean([table[:, 1].mean() for table in tables]))
        complete.append(np.nanmean(columns[:, 1]))
    assert abs(np.mean(means)) < 0.25  # the truth is 0
    assert np.mean(complete) < -0.8


def test_the_same_seed_gives_the_same_tables():
    one, two = (
        list(filled_tables(gappy(100, 3), tables=2, burn=2, skip=1, donors=5, rng=np.random.default_rng(9)))
        for _ in range(2)
    )
    assert np.array_equal(one[1], two[1])
    assert not np.array_equal(one[0], one[1])
