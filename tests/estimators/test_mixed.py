"""Random intercepts against lme4 and lmerTest, against the analysis of variance, and where nothing can be fitted."""

import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxlib.errors import CXError
from cxlib.estimators.group_sums import sums_by_size
from cxlib.estimators.mixed import random_intercept_fit


def group_sums(outcome, predictors, group, *, names):
    """Rows of numbers reduced to the sums of their groups, with codes 0 … G − 1."""
    columns = np.column_stack([predictors, outcome])
    shift = columns.mean(axis=0)
    z = np.column_stack([np.ones(len(columns)), columns - shift])
    count = np.bincount(group)
    sums = np.column_stack([np.bincount(group, column) for column in z.T])
    return sums_by_size(z.T @ z, count, sums, names=names, shift=shift)


@pytest.fixture(scope="module")
def linkage(shared):
    """4,566 customers of 120 branches with their branch's engagement, and what R made of them."""
    customers = pd.read_csv(shared("data/linked/sim_customers.csv"))
    units = pd.read_csv(shared("data/linked/sim_units.csv"))
    rows = customers.merge(units[["unit", "eng"]], on="unit")
    found = json.loads(shared("reference/engagement.json").read_text())["lmer_linkage_sim"]["value"]
    return group_sums(rows["ltr"], rows[["eng"]], pd.factorize(rows["unit"])[0], names=("eng",)), found


@pytest.mark.parametrize("method", ["reml", "ml"])
def test_equals_lme4(linkage, method):
    sums, found = linkage
    fit, r = random_intercept_fit(sums, method=method), found[method.upper()]
    np.testing.assert_allclose(fit.coefficients, list(r["fixef"].values()), rtol=1e-6)
    np.testing.assert_allclose(fit.std_errors, list(r["se"].values()), rtol=1e-6)
    np.testing.assert_allclose(fit.variance_group, r["varcomp"]["unit|(Intercept)|NA"], rtol=1e-5)
    np.testing.assert_allclose(fit.variance_residual, r["varcomp"]["Residual|NA|NA"], rtol=1e-5)
    np.testing.assert_allclose(fit.log_likelihood, r["logLik"], rtol=0, atol=1e-8)
    assert (fit.singular, fit.n, fit.n_groups) == (False, 4566, 120)


def test_degrees_of_freedom_are_those_of_lmer_test(linkage):
    sums, found = linkage
    fit = random_intercept_fit(sums)
    np.testing.assert_allclose(fit.df, list(found["REML"]["satterthwaite_df"].values()), rtol=1e-4)


def balanced(groups, size, seed=1, spread=1.0):
    rng = np.random.default_rng(seed)
    group = np.repeat(np.arange(groups), size)
    return spread * rng.standard_normal(groups)[group] + rng.standard_normal(groups * size), group


def test_balanced_groups_give_the_analysis_of_variance():
    """With equal groups REML is (MSB − MSW)/n and MSW, and the mean has G − 1 degrees of freedom."""
    y, group = balanced(12, 5)
    means = y.reshape(12, 5).mean(axis=1)
    msb, msw = 5 * means.var(ddof=1), ((y - means[group]) ** 2).sum() / 48
    fit = random_intercept_fit(group_sums(y, np.empty((60, 0)), group, names=()))
    found = [fit.variance_group, fit.variance_residual, fit.coefficients[0], fit.std_errors[0], fit.df[0]]
    np.testing.assert_allclose(found, [(msb - msw) / 5, msw, y.mean(), np.sqrt(msb / 60), 11], rtol=1e-9)


def test_groups_that_differ_less_than_chance_are_singular_and_least_squares():
    y, group = balanced(10, 6, spread=0)
    y -= (np.bincount(group, y) / 6)[group]
    x = np.random.default_rng(2).standard_normal(60)
    fit = random_intercept_fit(group_sums(y, x[:, None], group, names=("x",)))
    design = np.column_stack([np.ones(60), x])
    slopes, left, *_ = np.linalg.lstsq(design, y)
    error = np.sqrt(np.diagonal(np.linalg.inv(design.T @ design)) * left / 58)
    assert fit.singular and fit.variance_group == 0
    np.testing.assert_allclose(np.r_[fit.coefficients, fit.std_errors, fit.df], np.r_[slopes, error, 58, 58], atol=1e-9)


@settings(max_examples=5)
@given(st.integers(0, 10_000), st.floats(-1e4, 1e4), st.floats(0.01, 100))
def test_shift_and_scale_move_what_they_should(seed, shift, scale):
    rng = np.random.default_rng(seed)
    group = rng.integers(0, 8, 60)
    group = np.unique(group, return_inverse=True)[1]
    x = rng.standard_normal((60, 2))
    y = x @ [0.5, -1] + rng.standard_normal(8)[group] + rng.standard_normal(60)
    one = random_intercept_fit(group_sums(y, x, group, names=("a", "b")))
    two = random_intercept_fit(group_sums(y * scale + shift, x + np.array([shift, 0]), group, names=("a", "b")))
    np.testing.assert_allclose(two.coefficients[1:] / scale, one.coefficients[1:], rtol=1e-6, atol=1e-9)
    np.testing.assert_allclose(two.std_errors[1:] / scale, one.std_errors[1:], rtol=1e-6)
    np.testing.assert_allclose(two.variance_residual / scale**2, one.variance_residual, rtol=1e-6)
    np.testing.assert_allclose(two.df[1:], one.df[1:], rtol=1e-4)


def test_known_variances_are_found():
    y, group = balanced(3000, 4, seed=5, spread=0.7)
    x = np.random.default_rng(6).standard_normal(12_000)
    fit = random_intercept_fit(group_sums(y + 0.3 * x, x[:, None], group, names=("x",)))
    found = [fit.variance_group, fit.variance_residual, fit.coefficients[1]]
    np.testing.assert_allclose(found, [0.49, 1, 0.3], atol=0.05)


Y, GROUP = balanced(10, 5)
X = np.random.default_rng(9).standard_normal((50, 1))


@pytest.mark.parametrize(
    ("y", "x", "group", "message"),
    [
        (Y, X, GROUP * 0, "group: there is only one group. A random intercept needs several; use least squares."),
        (
            Y,
            X,
            np.arange(50),
            "group: no group has two rows. The two variances cannot be told apart; use least squares.",
        ),
        (Y * 0 + 1e6, X, GROUP, "outcome: it is the same in all rows. Take an outcome that varies."),
        (Y, X * 0 + 0.1, GROUP, "predictors: 'a' is the same in all rows. Leave it out."),
        (
            Y,
            np.hstack([X, 1 - 2 * X]),
            GROUP,
            "predictors: of 'a' and 'b' each follows exactly from the rest. Leave one of them out.",
        ),
        (
            3 * X[:, 0] + 1,
            X,
            GROUP,
            "outcome: the predictors give it exactly. Is one of them made from it? Leave it out.",
        ),
        (
            GROUP + X[:, 0],
            X,
            GROUP,
            "group: within the groups nothing is left to explain, so the variances cannot be told apart. "
            "Take an outcome that differs between the rows of a group.",
        ),
    ],
)
def test_what_cannot_be_fitted_is_said(y, x, group, message):
    with pytest.raises(CXError) as raised:
        random_intercept_fit(group_sums(y, x, group, names=("a", "b")[: x.shape[1]]))
    assert str(raised.value) == message


def test_predictors_of_the_group_need_more_groups_than_there_are_of_them():
    """With three groups and two predictors of the group nothing is left to tell how groups differ."""
    y, group = balanced(3, 8)
    of_group = np.column_stack([group, group**2, np.random.default_rng(1).standard_normal(24)])
    with pytest.raises(CXError) as raised:
        random_intercept_fit(group_sums(y, of_group, group, names=("a", "b", "x")))
    assert str(raised.value) == (
        "group: 3 groups are too few for 3 coefficients that only groups tell apart. Take fewer predictors that are "
        "alike within each group, or more groups."
    )
    assert random_intercept_fit(group_sums(y, of_group[:, [0, 2]], group, names=("a", "x"))).n_groups == 3


def test_a_small_spread_on_a_large_mean_is_a_spread():
    plain = random_intercept_fit(group_sums(Y, X, GROUP, names=("x",)))
    far = random_intercept_fit(group_sums(Y * 1e-3 + 1e6, X + 1e5, GROUP, names=("x",)))
    np.testing.assert_allclose(far.coefficients[1] * 1e3, plain.coefficients[1], rtol=1e-5)
