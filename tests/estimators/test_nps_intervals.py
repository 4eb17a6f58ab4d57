"""Intervals of the Net Promoter Score: by hand, against references, by properties, exact coverage."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from cxlib.estimators import nps_intervals as pr

REFERENCE = json.loads((Path(__file__).parents[1] / "reference" / "nps.json").read_text())
Z95 = stats.norm.isf(0.025)
SOLVER = 1e-9  # limits come from a root finder
THREE_DIGITS = 5.1e-4  # the reference coverages are rounded

shares = st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(0, 60)).filter(lambda counts: sum(counts) > 0)


def test_ten_of_ten_promoters_by_hand():
    # With all promoters Tango's Z is √(10 (1 − Δ)/(1 + Δ)); set to z it gives Δ = (10 − z²)/(10 + z²).
    low, high = pr.score_interval(1.0, 0.0, 10, Z95)
    assert low == pytest.approx((10 - Z95**2) / (10 + Z95**2), abs=SOLVER)
    assert high == 1.0
    assert 100 * low == pytest.approx(44.5, abs=0.01)


def test_all_passives_by_hand():
    # q = 0 for Δ > 0, so nΔ² = z² Δ (1 − Δ) and Δ = z²/(n + z²).
    low, high = pr.score_interval(0.0, 0.0, 10, Z95)
    assert (low, high) == pytest.approx((-(Z95**2) / (10 + Z95**2), Z95**2 / (10 + Z95**2)), abs=SOLVER)


def test_pocket_rule_of_ten_promoters_by_hand():
    # 10.75 promoters and 0.75 detractors of 13: 0.769 ± 1.96·√((11.5/13 − 0.769²)/13), clipped at 1.
    low, high = pr.adjusted_wald_interval(1.0, 0.0, 10, Z95)
    estimate = 10 / 13
    margin = Z95 * np.sqrt((11.5 / 13 - estimate**2) / 13)
    assert low == pytest.approx(estimate - margin, abs=1e-12)
    assert high == 1.0
    assert estimate + margin > 1


def test_score_limits_are_where_the_score_test_turns():
    for limit, expected in zip(pr.score_interval(0.5229, 0.1245, 40, Z95), (Z95, -Z95), strict=True):
        distance = (0.5229 - 0.1245 - limit) / np.sqrt(pr._constrained_variance(0.5229, 0.1245, limit) / 40)
        assert distance == pytest.approx(expected, abs=1e-8)


def test_constrained_share_is_the_most_likely_one():
    # Tango's closed form against a search of the likelihood on a fine grid.
    promoters, detractors, difference = 0.5, 0.2, 0.1
    q = np.linspace(1e-6, (1 - difference) / 2 - 1e-6, 400_001)
    likelihood = (
        promoters * np.log(q + difference)
        + detractors * np.log(q)
        + (1 - promoters - detractors) * np.log(1 - 2 * q - difference)
    )
    best = q[np.argmax(likelihood)]
    expected = 2 * best + difference * (1 - difference)
    assert pr._constrained_variance(promoters, detractors, difference) == pytest.approx(expected, abs=1e-5)


def test_bayes_limits_against_draws():
    draws = np.random.default_rng(7).dirichlet([30.5, 14.5, 6.5], 1_000_000)
    expected = np.quantile(draws[:, 0] - draws[:, 2], [0.025, 0.975])
    assert pr.bayes_interval(30 / 50, 6 / 50, 50, 0.95) == pytest.approx(tuple(expected), abs=1e-3)


@pytest.mark.full
def test_bayes_limits_do_not_hang_on_the_quadrature(monkeypatch):
    cases = np.array([1.0, 0, 0.4]), np.array([0.0, 0, 0.3])
    coarse = [pr.bayes_interval(*cases, n, 0.95) for n in (1, 10_000_000)]
    monkeypatch.setattr(pr, "QUADRATURE_NODES", 256)
    fine = [pr.bayes_interval(*cases, n, 0.95) for n in (1, 10_000_000)]
    assert np.allclose(coarse, fine, atol=1e-6)


@pytest.mark.parametrize("row", REFERENCE["coverage_95"]["rows"], ids=str)
def test_coverage_against_an_independent_enumeration(row):
    n, above, below, wald, adjusted = row
    for interval, expected in (("wald", wald), ("adjusted_wald", adjusted)):
        coverage, _ = pr.exact_coverage(n, above, below, interval, 0.95)
        assert coverage[0] == pytest.approx(expected, abs=THREE_DIGITS)


def test_coverage_by_hand_with_one_answer():
    # n = 1: three outcomes; the score limits of one promoter are (1 − z²)/(1 + z²) = −0.587 and 1.
    coverage, width = pr.exact_coverage(1, 0.5, 0.25, "score", 0.95)
    one = (1 - Z95**2) / (1 + Z95**2)
    passive = Z95**2 / (1 + Z95**2)
    assert coverage[0] == pytest.approx(1.0)  # the true score 0.25 lies in all three intervals
    assert width[0] == pytest.approx(0.75 * (1 - one) + 0.25 * 2 * passive, abs=SOLVER)


@pytest.fixture(scope="module")
def grid():
    """True shares in steps of .05, and which of them lie away from the edges."""
    steps = np.round(np.arange(0, 1.001, 0.05), 2)
    above, below = (part.ravel() for part in np.meshgrid(steps, steps))
    whole = above + below <= 1 + 1e-9
    above, below = above[whole], below[whole]
    inner = (above >= 0.1 - 1e-9) & (below >= 0.1 - 1e-9) & (above + below <= 0.9 + 1e-9)
    return above, below, inner


@pytest.mark.parametrize("n", [20, 22, 24, 28, 30, 40, 50, 65, 100])
def test_score_interval_keeps_its_word(grid, n):
    above, below, inner = grid
    coverage, _ = pr.exact_coverage(n, above, below, "score", 0.95)
    assert coverage.min() >= 0.92
    # .9399 at n = 24 is the lowest from 20 to 300, .9663 at n = 20 the highest.
    assert coverage[inner].min() >= 0.9395 and coverage[inner].max() <= 0.97


def test_worst_point_of_the_score_interval_is_known(grid):
    # Without passives the score interval is Wilson's, whose coverage dips; .9198 at n = 35 is the lowest
    # from 20 to 300 and the only value below .92.
    above, below, _ = grid
    coverage, _ = pr.exact_coverage(35, above, below, "score", 0.95)
    worst = coverage < 0.92
    assert sorted(zip(above[worst], below[worst], strict=True)) == [(0.1, 0.9), (0.9, 0.1)]
    assert coverage.min() == pytest.approx(0.91979, abs=1e-5)


def test_wald_breaks_its_word_at_twenty(grid):
    above, below, _ = grid
    coverage, _ = pr.exact_coverage(20, above, below, "wald", 0.95)
    assert coverage.min() < 0.7


@settings(max_examples=30)
@given(shares)
def test_limits_lie_inside_and_around_the_estimate(counts):
    x, rest, y = counts
    n = x + rest + y
    for interval in ("score", "wald", "adjusted_wald"):
        low, high = pr.interval_limits(interval, x / n, y / n, n, 0.95)
        assert -1 <= low <= high <= 1
        if interval == "score":
            assert low < high
            assert low - SOLVER <= (x - y) / n <= high + SOLVER


@settings(max_examples=30)
@given(shares)
def test_turning_the_scale_round_turns_the_limits_round(counts):
    x, rest, y = counts
    n = x + rest + y
    low, high = pr.score_interval(x / n, y / n, n, Z95)
    turned = pr.score_interval(y / n, x / n, n, Z95)
    assert (low, high) == pytest.approx((-turned[1], -turned[0]), abs=SOLVER)


def test_many_answers_bring_all_intervals_together():
    limits = [pr.interval_limits(name, 0.5, 0.2, 1e6, 0.95) for name in ("score", "wald", "adjusted_wald", "bayes")]
    assert np.ptp(limits, axis=0).max() < 1e-5
