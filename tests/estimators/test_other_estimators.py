"""Shares, contrasts, pooling, decomposition: by hand, against references, by properties."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from cxlib.estimators import decomposition, differences, pooling, proportions, quantiles, resampling

REFERENCE = json.loads((Path(__file__).parents[1] / "reference" / "nps.json").read_text())
Z95 = stats.norm.isf(0.025)
EXACT = 1e-12


def test_wilson_against_scipy_and_by_hand():
    expected = stats.binomtest(81, 263).proportion_ci(method="wilson")
    assert proportions.wilson_interval(81 / 263, 263, Z95) == pytest.approx((expected.low, expected.high), abs=EXACT)
    # All ten: the lower limit is n/(n + z²).
    assert proportions.wilson_interval(1.0, 10, Z95) == pytest.approx((10 / (10 + Z95**2), 1.0), abs=EXACT)


def test_wilsons_limit_at_an_end_is_the_end_itself():
    """Not 2.8e-17, which would leave out 0; of no answers there is still no limit."""
    assert [float(proportions.wilson_interval(0.0, n, Z95)[0]) for n in (3, 5, 20, 57)] == [0.0] * 4
    assert [float(proportions.wilson_interval(1.0, n, Z95)[1]) for n in (3, 5, 20, 57)] == [1.0] * 4
    low, high = proportions.wilson_interval(np.array([0.0, 0.5, 1.0]), np.array([np.nan, 20, np.nan]), Z95)
    assert np.isnan(low[[0, 2]]).all() and np.isnan(high[[0, 2]]).all() and 0.2 < low[1] < high[1] < 0.8


def test_clopper_pearson_against_scipy():
    for hits in (0, 3, 10):
        expected = stats.binomtest(hits, 10).proportion_ci(method="exact")
        found = proportions.clopper_pearson_interval(hits / 10, 10, 0.95)
        assert found == pytest.approx((expected.low, expected.high), abs=1e-9)


def _wald_pair(first, second, v1, v2):
    def limits(z):
        return (first - z * np.sqrt(v1), first + z * np.sqrt(v1)), (
            second - z * np.sqrt(v2),
            second + z * np.sqrt(v2),
        )

    return limits


def test_square_and_add_of_symmetric_limits_is_the_usual_difference():
    first, second, v1, v2 = (np.array([value]) for value in (0.4, 0.3, 0.0004, 0.0005))
    z, none = np.array([Z95]), np.array([0.0])
    low, high = differences.square_and_add(first, second, _wald_pair(first, second, v1, v2), z, none)
    margin = Z95 * np.sqrt(0.0009)
    assert (low[0], high[0]) == pytest.approx((0.1 - margin, 0.1 + margin), abs=EXACT)
    p_value = differences.exclusion_p_value(first, second, _wald_pair(first, second, v1, v2), none)
    assert p_value[0] == pytest.approx(2 * stats.norm.sf(0.1 / np.sqrt(0.0009)), rel=1e-8)


def test_correlation_narrows_the_difference():
    first, second, v = np.array([0.4]), np.array([0.3]), np.array([0.0004])
    low, high = differences.square_and_add(
        first, second, _wald_pair(first, second, v, v), np.array([Z95]), np.array([0.75])
    )
    assert high[0] - low[0] == pytest.approx(2 * Z95 * np.sqrt(0.0004 * 2 * 0.25), abs=EXACT)


def test_p_values_of_no_and_of_enormous_differences():
    first, second, v = np.array([0.3, 0.9, np.nan]), np.array([0.3, -0.9, 0.1]), np.full(3, 1e-6)
    p_value = differences.exclusion_p_value(first, second, _wald_pair(first, second, v, v), np.zeros(3))
    assert p_value[0] == 1.0
    assert p_value[1] == 0.0
    assert np.isnan(p_value[2])


def test_holm_by_hand():
    # .01·4, .02·3, .03·2 (raised to .06), .04·1 (raised to .06).
    found = differences.adjust_p_values(np.array([0.04, 0.01, np.nan, 0.03, 0.02]), "holm")
    assert found[[0, 1, 3, 4]] == pytest.approx([0.06, 0.04, 0.06, 0.06], abs=EXACT)
    assert np.isnan(found[2])


def test_holm_and_bh_against_statsmodels():
    from statsmodels.stats.multitest import multipletests

    p_values = np.random.default_rng(3).uniform(0, 0.2, 40) ** 2
    for ours, theirs in (("holm", "holm"), ("bh", "fdr_bh")):
        expected = multipletests(p_values, method=theirs)[1]
        assert differences.adjust_p_values(p_values, ours) == pytest.approx(expected, abs=EXACT)


def test_eight_schools():
    schools = REFERENCE["eight_schools"]
    variance = np.array(schools["std_error"], float) ** 2
    found = pooling.partial_pooling(np.array(schools["estimate"], float), variance, 0.95, 200.0)
    assert found.low == pytest.approx(schools["low_95"], abs=3.0)
    assert found.high == pytest.approx(schools["high_95"], abs=7.5)  # of 200 draws, the fifth from the end
    best = pooling.best_chances(np.array(schools["estimate"], float), variance, 200.0)
    assert best.sum() == pytest.approx(1.0, abs=1e-9)
    assert best.argmax() == 0


def test_pooling_at_its_two_ends():
    estimate = np.array([0.1, 0.3, 0.5])
    apart = pooling.partial_pooling(estimate, np.full(3, 1e-8), 0.95, 1.0)
    assert apart.mean == pytest.approx(estimate, abs=1e-4)
    assert pooling.best_chances(estimate, np.full(3, 1e-8), 1.0) == pytest.approx([0, 0, 1], abs=1e-6)
    together = pooling.partial_pooling(np.full(30, 0.2), np.full(30, 0.04), 0.95, 1.0)
    assert together.mean == pytest.approx(np.full(30, 0.2), abs=1e-9)
    assert pooling.best_chances(np.full(30, 0.2), np.full(30, 0.04), 1.0) == pytest.approx(
        np.full(30, 1 / 30), abs=1e-9
    )


def test_chance_to_be_best_against_draws():
    rng = np.random.default_rng(5)
    estimate, variance = np.array([0.30, 0.25, 0.10, 0.05]), np.array([0.01, 0.002, 0.004, 0.02])
    found = pooling.partial_pooling(estimate, variance, 0.95, 1.0)
    spread = 1.0 * ((np.arange(4000) + 0.5) / 4000) ** 2
    chance = pooling._spread_posterior(estimate, variance, spread) * np.gradient(spread)
    tau = rng.choice(spread, 200_000, p=chance / chance.sum())
    centre, centre_variance = pooling._centre(estimate, variance, tau)
    mu = rng.normal(centre, np.sqrt(centre_variance))
    own = tau[:, None] ** 2 / (tau[:, None] ** 2 + variance)
    true = rng.normal(own * estimate + (1 - own) * mu[:, None], np.sqrt(own * variance))
    best = np.bincount(true.argmax(axis=1), minlength=4) / len(true)
    assert pooling.best_chances(estimate, variance, 1.0) == pytest.approx(best, abs=0.01)
    two = np.bincount(np.argsort(-true, axis=1)[:, :2].ravel(), minlength=4) / len(true)
    found_two = pooling.top_chances(
        estimate, variance, 1.0, among=np.ones(4, bool), top=2, draws=40_000, rng=np.random.default_rng(6)
    )
    assert found_two == pytest.approx(two, abs=0.012)
    assert found.mean == pytest.approx(true.mean(axis=0), abs=2e-3)
    assert found.low == pytest.approx(np.quantile(true, 0.025, axis=0), abs=5e-3)


def test_kitagawa_by_hand():
    # Wave 1: shares .5 .5, scores .2 .6; wave 2: shares .7 .3, scores .1 .6.
    first = decomposition.Wave(share=np.array([0.5, 0.5]), score=np.array([0.2, 0.6]), covariance=np.zeros((4, 4)))
    second = decomposition.Wave(share=np.array([0.7, 0.3]), score=np.array([0.1, 0.6]), covariance=np.zeros((4, 4)))
    mix, rate, _ = decomposition.kitagawa(first, second)
    assert mix == pytest.approx([0.2 * 0.15, -0.2 * 0.6], abs=EXACT)
    assert rate == pytest.approx([-0.1 * 0.6, 0.0], abs=EXACT)
    assert mix.sum() + rate.sum() == pytest.approx((0.07 + 0.18) - (0.1 + 0.3), abs=EXACT)


def test_wave_covariance_against_a_bootstrap_of_rows():
    rng = np.random.default_rng(8)
    segment = rng.integers(0, 3, 4000)
    points = np.where(rng.random(4000) < 0.3 + 0.1 * segment, 1.0, -1.0)
    w = rng.uniform(0.5, 2, 4000)
    found = decomposition.wave_moments(points, w, w**2, segment, 3)
    draws = []
    for _ in range(1500):
        rows = rng.integers(0, 4000, 4000)
        again = decomposition.wave_moments(points[rows], w[rows], w[rows] ** 2, segment[rows], 3)
        draws.append(np.concatenate([again.share, again.score]))
    covariance = np.cov(np.array(draws).T)
    scale = np.sqrt(np.diag(covariance))
    # 1,500 draws: a standard deviation is known to 2 %, a correlation to .03.
    assert np.sqrt(np.diag(found.covariance)) == pytest.approx(scale, rel=0.07)
    assert np.allclose(found.covariance / np.outer(scale, scale), covariance / np.outer(scale, scale), atol=0.12)


@pytest.mark.full
def test_mix_and_rate_of_a_small_segment_vary_as_samples_do():
    """A twentieth of 400 with a score of 0: the first order says that the mix does not vary at all."""
    rng = np.random.default_rng(6)
    shares = (np.array([[0.35, 0.3, 0.35], [0.6, 0.25, 0.15]]) * [[0.05], [0.95]]).ravel()
    segment, points = np.repeat([0, 1], 3), np.tile([1.0, 0.0, -1.0], 2)

    def parts(*waves):
        mix, rate, covariance = decomposition.kitagawa(
            *(decomposition.wave_moments(points, n.astype(float), n.astype(float), segment, 2) for n in waves)
        )
        own = covariance[np.ix_([0, 2], [0, 2])]
        return (mix[0], rate[0], mix[0] + rate[0]), np.sqrt([own[0, 0], own[1, 1], own.sum()])

    found = np.std([parts(*rng.multinomial(400, shares, 2))[0] for _ in range(3000)], axis=0)
    # 3,000 draws: a standard deviation is known to 2 %; a segment of 20 varies a little more than its expected size.
    np.testing.assert_allclose(parts(400 * shares, 400 * shares)[1], found, rtol=0.08)


def test_resampled_means_have_the_variance_of_the_mean():
    rng = np.random.default_rng(4)
    means = resampling.resampled_means(np.array([60, 25, 15]), np.array([1.0, 0, -1]), np.ones(3), 20_000, rng)
    assert means.mean() == pytest.approx(0.45, abs=0.003)
    assert means.var() == pytest.approx((0.75 - 0.45**2) / 100, rel=0.05)


def test_critical_values_against_scipy_stats():
    df = np.array([1, 2, 5, 30, 200, 1e5, np.inf])
    for level in (0.5, 0.95, 0.999):
        expected = stats.t.isf((1 - level) / 2, df)
        assert quantiles.critical_value(level, df) == pytest.approx(expected, rel=1e-9)
    assert quantiles.student_equivalent(1.5, df) == pytest.approx(stats.t.isf(stats.norm.sf(1.5), df), rel=1e-9)
    # At the end of the search for p-values Student's quantile is finite and falls with the degrees of freedom.
    far = quantiles.student_equivalent(
        differences.Z_LIMIT, np.concatenate([np.arange(1, 3000), np.logspace(3.5, 7, 50)])
    )
    assert np.isfinite(far).all() and (np.diff(far) <= 0).all() and far[-1] >= differences.Z_LIMIT
