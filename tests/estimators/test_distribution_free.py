"""Alpha and omega without normal answers: worked by hand, an independent implementation, and what samples show."""

import json

import numpy as np
import pytest

from cxlib.estimators import distribution_free as free
from cxlib.estimators import reliability as estimate

FOUR = np.array([[1, 1], [2, 3], [3, 2], [4, 4]], float)  # of squares 10 about the means; sums −3, 0, 0, 3


@pytest.fixture(scope="module")
def reference(shared):
    return json.loads(shared("reference/intervals.json").read_text())["alpha_adf"]


def ones(x):
    return np.ones(len(x), int)


def test_influence_by_hand():
    """Alpha is 2(1 − 10/18); q = 2(10/3 · s²/36 − r²/6), with s² = 9, 0, 0, 9 and r² = 4.5, .5, .5, 4.5."""
    q = free.alpha_influence(FOUR, ones(FOUR))
    np.testing.assert_allclose(q, np.array([1, -1, -1, 1]) / 6)
    np.testing.assert_allclose(free.influence_error(q, ones(FOUR)), np.sqrt(4 / 36 / 12))
    assert free.influence_df(q, ones(FOUR)) == 3.0  # all equally far: the variance is as sure as can be, n − 1


def test_without_each_person_by_hand():
    """Without the first: squares 4 and 6, alpha 2(1 − 4/6)."""
    without = free.alpha_without_each(FOUR, ones(FOUR))
    np.testing.assert_allclose(without[0], 2 / 3)
    each = [estimate.cronbach_alpha(np.cov(np.delete(FOUR, place, 0), rowvar=False)) for place in range(4)]
    np.testing.assert_allclose(without, each)


def test_equal_rows_count_as_people():
    rng = np.random.default_rng(1)
    x = rng.integers(1, 6, (20, 1)) + rng.integers(0, 2, (20, 3)).astype(float)
    n = rng.integers(1, 4, 20)
    one = free.alpha_interval(x, n, 0.95)
    other = free.alpha_interval(np.repeat(x, n, axis=0), np.ones(n.sum(), int), 0.95)
    np.testing.assert_allclose([one.std_error, one.low, one.high], [other.std_error, other.low, other.high])


def test_errors_of_alpha_are_those_of_r(reference):
    """Twelve digits: the same closed forms."""
    x, expected = np.array(reference["data"]["X"], float), reference["value"]
    n, cov = ones(x), np.cov(x, rowvar=False)
    error = free.influence_error(free.alpha_influence(x, n), n)
    np.testing.assert_allclose(error, expected["se_adf_sum_over_n_n1"], rtol=1e-12)
    np.testing.assert_allclose(free.normal_alpha_error(cov, len(x)), expected["se_normal_duhachek"], rtol=1e-12)
    without = free.alpha_without_each(x, n)
    np.testing.assert_allclose(free.jackknife_error(without, n), expected["jackknife_se"], rtol=1e-12)
    alpha = expected["alpha"]
    np.testing.assert_allclose(
        1 - (1 - alpha) * np.exp(np.array([1, -1]) * 1.959963984540054 * error / (1 - alpha)),
        expected["ci_adf_log_1_minus_alpha"],
        rtol=1e-12,
    )
    found = free.alpha_interval(x, n, 0.95)
    assert found.needed
    low, high = expected["bca"]["ci_type7"]  # of the same kind, rougher: not far, and here a little narrower
    assert abs(found.high - high) < 0.01
    assert found.low < low


def test_omega_of_many_normal_answers_has_the_error_of_the_model():
    rng = np.random.default_rng(3)
    x = rng.normal(size=(20_000, 1)) * [0.8, 0.7, 0.6, 0.7] + rng.normal(size=(20_000, 4))
    fit = estimate.one_factor_fit(np.cov(x, rowvar=False, ddof=0), len(x))
    found = free.omega_interval(fit, x, ones(x), 0.95)
    np.testing.assert_allclose(found.std_error, fit.omega_se, rtol=0.02)  # fourth moments of 20,000
    assert not found.needed


def test_the_error_of_omega_is_what_parts_of_a_sample_show():
    """Ten parts of a sample near the ceiling: omega varies between them as the error says."""
    rng = np.random.default_rng(5)
    x = np.clip(np.round(4 + rng.normal(size=(3000, 1)) * 0.8 + 0.8 * rng.normal(size=(3000, 4))), 1, 5)
    fits = [
        estimate.one_factor_fit(np.cov(x[place::10], rowvar=False, ddof=0), len(x[place::10])) for place in range(10)
    ]
    alone = np.std([fit.omega for fit in fits], ddof=1)
    whole = estimate.one_factor_fit(np.cov(x, rowvar=False, ddof=0), len(x))
    error = free.omega_interval(whole, x, ones(x), 0.95).std_error * np.sqrt(10)
    assert 0.5 < alone / error < 1.7  # ten parts: their spread is known to a quarter


def test_items_that_are_copies_have_no_interval():
    x = np.repeat(np.arange(5.0)[:, None], 3, axis=1)
    found = free.alpha_interval(x, ones(x), 0.95)
    assert np.isnan(found.low)
    assert not found.needed
