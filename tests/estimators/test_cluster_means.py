"""Means of clusters: by hand, beside the regression on a constant, and how often the interval holds."""

import numpy as np
import pytest
from scipy import stats

from cxlib.estimators.cluster_means import clustered_means
from cxlib.estimators.cluster_robust import cluster_robust_fit

EXACT = 1e-12


def plain(points, cluster):
    ones = np.ones(len(points))
    return clustered_means(points, ones, ones, ones, np.zeros(len(points), int), cluster, 1)


def test_equal_clusters_by_hand():
    # Two clusters of two: totals 2 and 0, mean .5 of four answers, linearised totals +.25 and −.25.
    found = plain(np.array([1.0, 1.0, 0.0, 0.0]), np.array([0, 0, 1, 1]))
    assert found.variance[0] == pytest.approx(2 / 1 * (0.25**2 + 0.25**2), abs=EXACT)
    assert found.df[0] == pytest.approx(1.0)
    assert found.n_clusters[0] == 2


def test_unequal_clusters_by_hand():
    # Answers 1, 1, 1 and 0 and 0, mean .6: totals of the distances 1.2, −.6, −.6 of three, one and one answer.
    found = plain(np.array([1.0, 1.0, 1.0, 0.0, 0.0]), np.array([0, 0, 0, 1, 2]))
    parts = np.array([1.2**2 / (1 - 3 / 5), 0.6**2 / (1 - 1 / 5), 0.6**2 / (1 - 1 / 5)]) / 25
    np.testing.assert_allclose(found.score**2, parts)
    assert found.variance[0] == pytest.approx(parts.sum())
    # Totals of sizes 3, 1, 1 vary together by diag(m) − m m'/5, each over √(1 − m/5).
    m = np.array([3.0, 1.0, 1.0])
    spread = (np.diag(m) - np.outer(m, m) / 5) / np.sqrt(np.outer(1 - m / 5, 1 - m / 5))
    assert found.df[0] == pytest.approx(np.trace(spread) ** 2 / np.trace(spread @ spread))


@pytest.mark.parametrize("weighted", [False, True])
def test_groups_are_regressions_on_a_constant(weighted):
    """Three groups at once are what the regression gives for each, cells of equal answers or rows."""
    rng = np.random.default_rng(2)
    group = np.repeat([0, 1, 2], [40, 25, 35])
    cluster = rng.integers(0, 7, 100) ** 2 // 6
    points, w = rng.integers(-1, 2, 100).astype(float), rng.uniform(0.3, 3, 100) if weighted else np.ones(100)
    _, place = np.unique(np.column_stack([group, cluster, points]), axis=0, return_inverse=True)
    cells = [np.bincount(place, values) for values in (np.ones(100), w, w**2)]
    first = np.array([np.flatnonzero(place == cell)[0] for cell in range(place.max() + 1)])
    found = clustered_means(points[first], *cells, group[first], cluster[first], 3)
    for one in range(3):
        own = group == one
        fit = cluster_robust_fit(points[own], np.empty((own.sum(), 0)), cluster[own], names=(), weights=w[own])
        assert found.variance[one] == pytest.approx(fit.covariance[0, 0], rel=1e-9)
        assert found.df[one] == pytest.approx(fit.df[0], rel=1e-9)


def test_clusters_of_one_answer_are_no_clusters():
    points = np.array([3.0, 5, 4, 1, 2, 2])
    found = plain(points, np.arange(6))
    assert found.variance[0] == pytest.approx(points.var(ddof=1) / 6)
    assert found.df[0] == pytest.approx(5)


def test_one_cluster_has_no_variance():
    found = plain(np.array([1.0, 2.0]), np.array([4, 4]))
    assert np.isnan(found.variance[0])
    assert np.isnan(found.df[0])


def test_six_very_unequal_clusters_hold_what_is_promised():
    """4,000 draws: ± .007; the sandwich with G/(G − 1) and G − 1 degrees of freedom holds .88 here."""
    rng = np.random.default_rng(1)
    cluster = np.repeat(np.arange(6), [10, 15, 20, 30, 60, 120])
    held = []
    for _ in range(4000):
        y = np.sqrt(0.05) * rng.normal(size=6)[cluster] + np.sqrt(0.95) * rng.normal(size=255)
        found = plain(y, cluster)
        held.append(abs(y.mean()) < stats.t.isf(0.025, found.df[0]) * np.sqrt(found.variance[0]))
    assert 0.935 < np.mean(held) < 0.97
