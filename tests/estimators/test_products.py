"""Products of estimates: beside exact quantiles, beside draws, and by hand."""

import json

import numpy as np

from cxlib.estimators.products import product_error, product_limits


def test_limits_of_a_product_are_those_of_its_distribution(shared):
    """Exact quantiles by R's integrate() and uniroot(); 4,000 parts are right to four digits."""
    for case in json.loads(shared("reference/intervals.json").read_text())["indirect"]["value"]:
        first, second = (case["a"], case["se_a"], np.inf), (case["b"], case["se_b"], np.inf)
        width = np.ptp(case["exact_ci95"])
        np.testing.assert_allclose(product_limits(first, second, 0.95), case["exact_ci95"], rtol=0, atol=width * 1e-4)


def test_limits_of_a_product_of_student_slopes_are_those_of_draws():
    rng = np.random.default_rng(1)
    drawn = (0.5 + 0.3 * rng.standard_t(5, 400_000)) * (-0.4 + 0.2 * rng.standard_t(9, 400_000))
    found = product_limits((0.5, 0.3, 5.0), (-0.4, 0.2, 9.0), 0.95)
    np.testing.assert_allclose(found, np.quantile(drawn, [0.025, 0.975]), rtol=0, atol=0.01 * np.ptp(found))


def test_a_product_with_a_sure_factor_has_the_limits_of_the_other():
    found = product_limits((2.0, 1e-9, np.inf), (0.5, 0.1, np.inf), 0.95)
    np.testing.assert_allclose(found, 2 * (0.5 + 0.1 * np.array([-1, 1]) * 1.959963984540054), rtol=1e-6)


def test_error_of_a_product_by_hand():
    assert product_error(3.0, 4.0, 0.0, 1.0) == 5.0  # (3 · 1)² + (0 · 4)² + (4 · 1)²
