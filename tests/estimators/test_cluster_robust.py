"""Cluster-robust errors against clubSandwich, and with few clusters."""

import json

import numpy as np
import pandas as pd
import pytest

from cxlib.errors import CXError
from cxlib.estimators.cluster_robust import cluster_robust_fit

KINDS = {
    "cr0": "se_CR0",
    "cr1": "se_CR1_clubSandwich",
    "cr1s": "se_CR1S_clubSandwich",
    "cr2": "se_CR2",
    "cr3": "se_CR3",
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("name", "outcome", "weights"), [("units_ols_sim_nps", "nps", None), ("units_wls_sim_ltr", "ltr", "n_cust")]
)
def test_equals_club_sandwich(shared, name, outcome, weights, kind):
    units = pd.read_csv(shared("data/linked/sim_units.csv"))
    r = json.loads(shared("reference/engagement.json").read_text())[name]["value"]
    weights = None if weights is None else units[weights]
    fit = cluster_robust_fit(units[outcome], units[["eng"]], units["region"], names=["eng"], weights=weights, kind=kind)
    np.testing.assert_allclose(fit.coefficients, list(r["coef"].values()), rtol=1e-10)
    np.testing.assert_allclose(fit.std_errors, list(r[KINDS[kind]].values()), rtol=1e-8)
    df = list(r["CR2_satt_df"].values()) if kind == "cr2" else [11, 11]
    np.testing.assert_allclose(fit.df, df, rtol=1e-8)
    assert fit.n_clusters == 12


def test_degrees_of_freedom_of_one_are_those_among_all():
    rng = np.random.default_rng(8)
    x, y, cluster = rng.standard_normal((40, 3)), rng.standard_normal(40), np.arange(40) // 5
    every, one = (cluster_robust_fit(y, x, cluster, names=["a", "b", "c"], asked=asked) for asked in (None, ["b"]))
    assert one.df[2] == every.df[2] and np.isnan(one.df[[0, 1, 3]]).all()
    np.testing.assert_array_equal(one.covariance, every.covariance)


def test_clusters_of_one_row_are_hc2():
    """With every row a cluster CR2 is HC2: each squared residual over 1 less its leverage."""
    rng = np.random.default_rng(3)
    x, y = rng.standard_normal((30, 2)), rng.standard_normal(30)
    fit = cluster_robust_fit(y, x, np.arange(30), names=["a", "b"])
    design = np.column_stack([np.ones(30), x])
    bread = np.linalg.inv(design.T @ design)
    left = y - design @ bread @ design.T @ y
    leverage = np.einsum("ij,jk,ik->i", design, bread, design)
    hc2 = bread @ (design.T * (left**2 / (1 - leverage))) @ design @ bread
    np.testing.assert_allclose(fit.covariance, hc2, rtol=1e-10)


def test_equal_weights_and_order_change_nothing():
    rng = np.random.default_rng(4)
    x, y, cluster = rng.standard_normal((40, 1)), rng.standard_normal(40), np.repeat(list("abcde"), 8)
    plain = cluster_robust_fit(y, x, cluster, names=["x"])
    turn = rng.permutation(40)
    other = cluster_robust_fit(y[turn], x[turn], cluster[turn], names=["x"], weights=np.full(40, 3.0))
    np.testing.assert_allclose(other.std_errors, plain.std_errors, rtol=1e-10)
    np.testing.assert_allclose(other.df, plain.df, rtol=1e-10)


def test_with_three_clusters_the_degrees_of_freedom_say_that_nothing_holds():
    rng = np.random.default_rng(5)
    x, y = rng.standard_normal((30, 1)), rng.standard_normal(30)
    fit = cluster_robust_fit(y, x, np.repeat([1, 2, 3], 10), names=["x"])
    assert (fit.df < 4).all() and (fit.df >= 1).all()


def test_a_predictor_that_one_cluster_decides_has_no_error_from_it():
    """A dummy of one cluster is fitted exactly there: its residuals sum to 0 and say nothing."""
    rng = np.random.default_rng(6)
    cluster = np.repeat([1, 2, 3, 4, 5], 6)
    fit = cluster_robust_fit(rng.standard_normal(30), (cluster == 1)[:, None], cluster, names=["x"])
    assert np.isfinite(fit.std_errors).all() and np.isfinite(fit.df).all()


def test_the_jackknife_over_clusters_needs_each_coefficient_without_each_cluster():
    cluster = np.repeat([1, 2, 3, 4, 5], 6)
    with pytest.raises(CXError) as raised:
        y = np.random.default_rng(6).standard_normal(30)
        cluster_robust_fit(y, (cluster == 1)[:, None] * 1e6, cluster, names=["x"], kind="cr3")
    assert str(raised.value) == (
        "cluster: one cluster alone decides a coefficient. Take kind='cr2', or leave the column out."
    )


@pytest.mark.parametrize(
    ("x", "cluster", "message"),
    [
        (
            np.ones((8, 1)) * 2,
            np.arange(8),
            "predictors: 'x' is the same in all rows, or in all rows of each group. Leave it out.",
        ),
        (
            np.arange(8.0)[:, None],
            np.zeros(8),
            "cluster: all rows are of one cluster. Clustered errors need at least two.",
        ),
        (
            np.arange(2.0)[:, None],
            np.arange(2),
            "rows: 2 are too few for 2 coefficients. Take fewer predictors or more rows.",
        ),
    ],
)
def test_what_cannot_be_fitted_is_said(x, cluster, message):
    with pytest.raises(CXError) as raised:
        cluster_robust_fit(np.arange(len(x)) ** 2.0, x, cluster, names=["x"])
    assert str(raised.value) == message
