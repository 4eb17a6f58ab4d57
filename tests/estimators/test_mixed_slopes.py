"""Random slopes against lme4 and lmerTest, against the likelihood written out, and where nothing can be fitted."""

import numpy as np
import pytest
from scipy import stats

from cxlib.errors import CXError
from cxlib.estimators.mixed_slopes import random_slope_fit

# lmer(y ~ s + z + (1 + s | g)), bobyqa with rhoend 1e-10; lme4 1.1-31, lmerTest 3.1-3, R 4.2.2
R = {
    ("reml", 0.0): {
        "fixef": [1.772155983236, 0.635911245769, 0.103388852592],
        "se": [0.384037367093, 0.178672222944, 0.352410279759],
        "df": [11.664136675687, 13.177940818446, 12.671673757777],
        "between": [1.880175857956, -0.384350244745, 0.291292009239],
        "rest": 1.066432302465,
        "log_likelihood": -218.878528155097,
    },
    ("ml", 8.0): {
        "fixef": [-3.322587068748, 0.636889087775, 0.11268166884],
        "se": [1.552340882074, 0.171632738191, 0.325977989372],
        "df": [13.719535546598, 14.218677483385, 14.879345671733],
        "between": [24.024306406115, -2.446874482466, 0.261284001292],
        "rest": 1.066829065536,
        "log_likelihood": -217.720398126666,
    },
}


def rows(level=1.0, slope=0.6, tied=False):
    """133 rows of 14 groups of unequal size; a predictor z of the group."""
    rng = np.random.default_rng(2027)
    group = np.repeat(np.arange(14), np.arange(3, 17))
    n = len(group)
    s, z = rng.normal(size=n), rng.normal(size=14)[group]
    own, other = rng.normal(size=14)[group], rng.normal(size=14)[group]
    y = 2 + 0.5 * s + 0.3 * z + level * own + slope * (own if tied else other) * s + rng.normal(size=n)
    return s, z, y, group


def fit(s, z, y, group, **options):
    columns = np.column_stack([s, z, y])
    shift = columns.mean(axis=0)
    each = np.column_stack([np.ones(len(y)), columns - shift])
    products = np.stack([each[group == one].T @ each[group == one] for one in np.unique(group)])
    return random_slope_fit(products, names=("s", "z"), slope="s", shift=shift, **options)


@pytest.mark.parametrize(("method", "mean"), R)
def test_equals_lme4(method, mean):
    s, z, y, group = rows()
    found, r = fit(s + mean, z, y, group, method=method), R[method, mean]
    np.testing.assert_allclose(found.coefficients, r["fixef"], rtol=1e-6)
    np.testing.assert_allclose(found.std_errors, r["se"], rtol=1e-6)
    np.testing.assert_allclose(found.df, r["df"], rtol=1e-4)
    np.testing.assert_allclose(found.between[[0, 0, 1], [0, 1, 1]], r["between"], rtol=1e-5)
    np.testing.assert_allclose(found.variance_residual, r["rest"], rtol=1e-5)
    np.testing.assert_allclose(found.log_likelihood, r["log_likelihood"], rtol=0, atol=1e-8)
    assert (found.singular, found.n, found.n_groups) == (False, 133, 14)


def written_out(s, z, y, group, found, *, reml):
    """The log-likelihood of all rows at once, from the estimates."""
    x = np.column_stack([np.ones(len(y)), s, z])
    w = np.column_stack([np.ones(len(y)), s])
    covariance = (group[:, None] == group) * (w @ found.between @ w.T) + found.variance_residual * np.eye(len(y))
    value = stats.multivariate_normal.logpdf(y, x @ found.coefficients, covariance, allow_singular=True)
    if reml:
        inside = x.T @ np.linalg.solve(covariance, x)
        value += x.shape[1] / 2 * np.log(2 * np.pi) - np.linalg.slogdet(inside)[1] / 2
    return value


@pytest.mark.parametrize("method", ["reml", "ml"])
@pytest.mark.parametrize("data", [rows(), rows(level=0, slope=0.8), rows(level=0, slope=0)])
def test_the_likelihood_is_that_written_out(data, method):
    """Also at the edges, where searches that start from lme4's point end too early."""
    found = fit(*data, method=method)
    np.testing.assert_allclose(written_out(*data, found, reml=method == "reml"), found.log_likelihood, atol=1e-6)


@pytest.mark.parametrize(("mean", "unit"), [(2020.0, 3.0), (1e6, 1e-3), (0.0, 1e7)])
def test_unit_and_origin_of_the_slope_change_nothing(mean, unit):
    """Years, prices: a search over raw columns ends dozens of points of likelihood below the best."""
    s, z, y, group = rows()
    plain, other = fit(s, z, y, group, method="ml"), fit(mean + unit * s, z, y, group, method="ml")
    np.testing.assert_allclose(other.log_likelihood, plain.log_likelihood, atol=1e-6)
    np.testing.assert_allclose(other.coefficients[1] * unit, plain.coefficients[1], rtol=1e-5)
    np.testing.assert_allclose(other.std_errors[1] * unit, plain.std_errors[1], rtol=1e-5)
    np.testing.assert_allclose(other.between[1, 1] * unit**2, plain.between[1, 1], rtol=1e-4)
    np.testing.assert_allclose(other.df[1], plain.df[1], rtol=1e-3)


def test_groups_of_one_level_and_slope_are_singular():
    found = fit(*rows(level=0, slope=0))
    assert found.singular
    assert found.std_errors[1] < 0.12
    tied = fit(*rows(level=1.5, slope=1.5, tied=True))
    assert abs(tied.between[0, 1] / np.sqrt(tied.between[0, 0] * tied.between[1, 1])) > 0.9


def test_known_variances_are_found():
    rng = np.random.default_rng(5)
    group = np.repeat(np.arange(1500), 6)
    s, own = rng.normal(size=9000), rng.multivariate_normal([0, 0], [[1, 0.3], [0.3, 0.5]], 1500)[group]
    y = own[:, 0] + (1 + own[:, 1]) * s + rng.normal(size=9000)
    found = fit(s, rng.normal(size=9000), y, group)
    np.testing.assert_allclose(found.between, [[1, 0.3], [0.3, 0.5]], atol=0.08)
    np.testing.assert_allclose(found.coefficients[:2], [0, 1], atol=0.08)


S, Z, Y, GROUP = rows()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ((Z, S, Y, GROUP), "slope: 's' never varies within a group. Take random_intercept."),
        (
            (S[:20], Z[:20] + S[:20] ** 2, Y[:20], np.arange(20) // 2),
            "rows: 20 are too few for a level and a slope of each of 10 groups. Take random_intercept.",
        ),
        ((S, Z, Y, GROUP * 0), "group: there is only one group. A random intercept needs several; use least squares."),
        (
            (S, Z, 2 * S + 1, GROUP),
            "outcome: the predictors give it exactly. Is one of them made from it? Leave it out.",
        ),
        (
            (S, Z, GROUP + GROUP * S, GROUP),
            "group: within the groups nothing is left to explain, so the variances cannot be told apart. "
            "Take an outcome that differs between the rows of a group.",
        ),
    ],
)
def test_what_cannot_be_fitted_is_said(data, message):
    with pytest.raises(CXError) as raised:
        fit(*data)
    assert str(raised.value) == message
