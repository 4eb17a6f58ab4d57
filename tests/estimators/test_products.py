"""Products of estimates: beside exact quantiles, beside draws, and by hand."""

import json

import numpy as np
from scipy import stats

from cxlib.estimators.products import product_df, product_error, product_limits, told_from_nothing


def test_limits_of_a_product_are_those_of_its_distribution(shared):
    """Exact quantiles by R's integrate() and uniroot(); the rule is right to four digits."""
    for case in json.loads(shared("reference/intervals.json").read_text())["indirect"]["value"]:
        first, second = (case["a"], case["se_a"], np.inf), (case["b"], case["se_b"], np.inf)
        width = np.ptp(case["exact_ci95"])
        np.testing.assert_allclose(product_limits(first, second, 0.95), case["exact_ci95"], rtol=0, atol=width * 1e-4)


def test_student_slopes_widen_the_tails_as_in_welchs_test():
    """Satterthwaite by hand: parts (2 · 3)², (1 · 1)², 3²; squared over their degrees of freedom, 1/9 = 1/12 + 1/36."""
    first, second = (2.0, 1.0, 36.0), (1.0, 3.0, 12.0)
    df = (36 + 1 + 9) ** 2 / (36**2 / 12 + 1 / 36 + 9**2 / 9)
    np.testing.assert_allclose(product_df(first, second), df, rtol=1e-12)
    level = 2 * stats.norm.cdf(stats.t.ppf(0.975, df)) - 1
    normal = [(*one[:2], np.inf) for one in (first, second)]
    assert product_df(*normal) == np.inf
    np.testing.assert_allclose(product_limits(first, second, 0.95), product_limits(*normal, level), rtol=1e-12)


def test_limits_of_a_product_are_those_of_draws():
    rng = np.random.default_rng(1)
    drawn = (0.5 + 0.3 * rng.standard_normal(400_000)) * (-0.4 + 0.2 * rng.standard_normal(400_000))
    found = product_limits((0.5, 0.3, np.inf), (-0.4, 0.2, np.inf), 0.95)
    np.testing.assert_allclose(found, np.quantile(drawn, [0.025, 0.975]), rtol=0, atol=0.01 * np.ptp(found))


def test_factors_may_change_places():
    one, other = (0.8, 0.3, 5.0), (-0.2, 0.35, np.inf)
    np.testing.assert_allclose(product_limits(one, other, 0.9), product_limits(other, one, 0.9), rtol=1e-12)


def test_a_product_with_a_sure_factor_has_the_limits_of_the_other():
    for df in (5.0, np.inf):
        found = product_limits((2.0, 1e-9, 3.0), (0.5, 0.1, df), 0.95)
        np.testing.assert_allclose(found, 2 * (0.5 + 0.1 * stats.t.ppf([0.025, 0.975], df)), rtol=1e-6)


def test_error_of_a_product_by_hand():
    assert product_error(3.0, 4.0, 0.0, 1.0) == 5.0  # (3 · 1)² + (0 · 4)² + (4 · 1)²


def test_one_of_two_estimates_told_from_0():
    """By hand, p: .030 and .90; .012 and .90; .04 and .045; .06 and .06. Shared, one needs .025, or both .05."""
    p = np.array([[0.030, 0.90], [0.012, 0.90], [0.04, 0.045], [0.06, 0.06]])
    z, s = stats.norm.isf(p / 2), np.array([2.0, 0.5])
    one, other = ((-z[:, k] * s[k], s[k], np.inf) for k in (0, 1))
    assert told_from_nothing(one, other, 0.95).tolist() == [True, True, True, False]
    assert told_from_nothing(one, other, 0.95, shared=True).tolist() == [False, True, True, False]
    assert told_from_nothing(one, other, 0.9).all()
    assert not told_from_nothing((z[1, 0], 1.0, 4.0), (0.0, 0.0, 4.0), 0.95)  # Student's p of 2.5 is .066


def test_of_two_that_are_0_five_in_a_hundred_are_told_where_they_share_the_error():
    z = np.random.default_rng(6).standard_normal((2, 100_000))
    one, other = ((row, np.ones(len(row)), np.inf) for row in z)
    for shared, expected in ((True, 0.05), (False, 1 - 0.95**2)):
        found = told_from_nothing(one, other, 0.95, shared=shared).mean()
        np.testing.assert_allclose(found, expected, atol=0.004)  # four Monte Carlo errors
