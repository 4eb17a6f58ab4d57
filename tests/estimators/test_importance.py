"""Importance from one matrix: by hand, against least squares of every subset, and the identities of the field."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from scipy.linalg import sqrtm

from cxlib.estimators import cells, null_benchmarks
from cxlib.estimators.collinearity import dependent_columns, singular
from cxlib.estimators.domination import gains_by_level, share_beaten, share_of_levels
from cxlib.estimators.importance import importance, relative_weights, shapley_shares, signed_parts, slopes
from cxlib.estimators.resample_limits import bca_limits, rank_limits
from cxlib.estimators.subsets import subset_r_squared

ALGEBRA = 1e-12  # exact formulas, rounding only


def matrix(p: int, seed: int = 1, *, strength: float = 1.0) -> np.ndarray:
    """Correlations of p drivers and an outcome that share one factor: (1, p + 1, p + 1)."""
    rng = np.random.default_rng(seed)
    x = strength * rng.normal(size=(60, 1)) + rng.normal(size=(60, p + 1)) * rng.uniform(0.5, 2, p + 1)
    return np.corrcoef(x, rowvar=False)[None]


def solved(cov: np.ndarray, columns: list[int]) -> float:
    """R² by the normal equations."""
    if not columns:
        return 0.0
    own, y = cov[np.ix_(columns, columns)], cov[columns, -1]
    return float(y @ np.linalg.solve(own, y) / cov[-1, -1])


def single(p: int) -> list[list[int]]:
    return [[column] for column in range(p)]


def test_the_suppressor_of_three_predictors():
    # r_y = (.50, 0, .25), r12 = .30, r13 = r23 = .25 (Kraha and others, 2012, Frontiers in Psychology 3, 44)
    r = np.array([[1, 0.3, 0.25, 0.5], [0.3, 1, 0.25, 0], [0.25, 0.25, 1, 0.25], [0.5, 0, 0.25, 1]])
    found = importance(r[None], single(3))[0]
    assert found == pytest.approx([0.241, 0.016, 0.044], abs=6e-4)  # the paper rounds on its way
    # third: alone .0625; after one .25/.9375 − .25 and .0625/.9375; after both R² − .25/.91
    whole = found.sum()
    by_hand = 0.0625 / 3 + (0.25 / 0.9375 - 0.25 + 0.0625 / 0.9375) / 6 + (whole - 0.25 / 0.91) / 3
    assert found[2] == pytest.approx(by_hand, abs=ALGEBRA)


def test_two_drivers_by_hand():
    # r_y = (.6, .4), r12 = .5: R² = (.36 + .16 − 2·.6·.4·.5)/.75 = .28/.75; first .36 and .16; last R² − .16, R² − .36
    r = np.array([[1, 0.5, 0.6], [0.5, 1, 0.4], [0.6, 0.4, 1]])[None]
    whole = 0.28 / 0.75
    assert importance(r, single(2))[0] == pytest.approx([(0.36 + whole - 0.16) / 2, (0.16 + whole - 0.36) / 2])
    assert importance(r, single(2), method="first")[0] == pytest.approx([0.36, 0.16])
    assert importance(r, single(2), method="last")[0] == pytest.approx([whole - 0.16, whole - 0.36])
    # slopes (.6 − .5·.4)/.75 and (.4 − .5·.6)/.75, times r
    assert importance(r, single(2), method="pratt")[0] == pytest.approx([0.4 / 0.75 * 0.6, 0.1 / 0.75 * 0.4])
    assert slopes(r)[2][0] == pytest.approx([1 / 0.75] * 2)


def test_every_subset_as_least_squares_has_it():
    cov = 9.0 * matrix(6)
    blocks, always = [[0], [2, 4], [5]], [3, 1]
    found = subset_r_squared(cov, blocks, always)
    for code in range(8):
        columns = [*always, *(column for place, block in enumerate(blocks) if code >> place & 1 for column in block)]
        assert found[code, 0] == pytest.approx(solved(cov[0], columns), abs=ALGEBRA)


def test_samples_side_by_side_are_those_one_by_one():
    many = np.concatenate([matrix(4, seed) for seed in range(3)])
    for method in ("lmg", "first", "last", "pratt", "relative_weights"):
        alone = np.concatenate([importance(one[None], single(4), method=method) for one in many])
        assert importance(many, single(4), method=method) == pytest.approx(alone, abs=ALGEBRA)


@settings(max_examples=25)
@given(st.integers(2, 6), st.integers(0, 10_000), st.floats(0, 2))
def test_the_identities_of_the_field(p, seed, strength):
    cov = matrix(p, seed, strength=strength)
    r_squared = subset_r_squared(cov, single(p))
    lmg, johnson = importance(cov, single(p))[0], relative_weights(cov)[0]
    gains = gains_by_level(r_squared[:, 0])
    assert (lmg >= 0).all() and (johnson >= 0).all()
    for whole in (lmg, johnson, importance(cov, single(p), method="pratt")[0]):
        assert whole.sum() == pytest.approx(r_squared[-1, 0], abs=ALGEBRA)
    assert gains.mean(axis=1) == pytest.approx(lmg, abs=ALGEBRA)  # general dominance
    assert gains[:, 0] == pytest.approx(importance(cov, single(p), method="first")[0], abs=ALGEBRA)
    assert gains[:, -1] == pytest.approx(importance(cov, single(p), method="last")[0], abs=1e-10)
    root = sqrtm(cov[0, :-1, :-1])  # Genizi (1993)
    assert johnson == pytest.approx(root**2 @ np.linalg.solve(root, cov[0, :-1, -1]) ** 2, abs=1e-10)
    if p == 2:
        assert johnson == pytest.approx(lmg, abs=ALGEBRA)


def test_orthogonal_drivers_get_their_squared_correlations():
    r = np.eye(4)
    r[:3, 3] = r[3, :3] = [0.5, -0.3, 0.2]
    for method in ("lmg", "relative_weights", "first", "last", "pratt"):
        assert importance(r[None], single(3), method=method)[0] == pytest.approx([0.25, 0.09, 0.04], abs=ALGEBRA)


def test_who_beats_whom_as_counted_one_by_one():
    cov = matrix(4, 3)[0]
    found = subset_r_squared(cov[None], single(4))[:, 0]
    share, levels = share_beaten(found), share_of_levels(gains_by_level(found))
    for i, j in combinations(range(4), 2):
        others = [column for column in range(4) if column not in (i, j)]
        sets = [list(chosen) for size in range(3) for chosen in combinations(others, size)]
        wins = [solved(cov, [*chosen, i]) > solved(cov, [*chosen, j]) for chosen in sets]
        assert (share[i, j], share[j, i]) == (np.mean(wins), 1 - np.mean(wins))
        assert levels[i, j] + levels[j, i] == 1


def test_ties_are_won_by_nobody():
    r = np.full((3, 3), 0.4) + 0.6 * np.eye(3)
    assert not share_beaten(subset_r_squared(r[None], single(2))[:, 0]).any()


def test_twenty_drivers_keep_their_digits():
    cov = matrix(20, 5)
    found = subset_r_squared(cov, single(20))
    assert found[-1, 0] == pytest.approx(solved(cov[0], list(range(20))), abs=ALGEBRA)
    # a sum over half a million sets a driver
    assert shapley_shares(found).sum() == pytest.approx(found[-1, 0], abs=1e-11)


ROWS = np.random.default_rng(7).normal(size=(40, 3)) + np.array([1e6, 0, 5])
WEIGHTS = np.random.default_rng(8).uniform(0.5, 2, 40)
LEVELS = np.random.default_rng(9).integers(0, 3, 40)
ORDER = np.argsort(LEVELS, kind="stable")  # cells lie in the order of their levels


def centred(x: np.ndarray, w: np.ndarray) -> np.ndarray:
    """Cross-products about the means of the levels, level by level."""
    whole = np.zeros((x.shape[1],) * 2)
    for level in range(3):
        own = np.equal(LEVELS, level) & (w > 0)
        if own.sum():
            d = x[own] - np.average(x[own], axis=0, weights=w[own])
            whole += (d * w[own, None]).T @ d
    return whole


def test_resamples_are_the_cross_products_of_repeated_rows(monkeypatch):
    monkeypatch.setattr(cells, "CHUNK", 100)  # several chunks of rows
    times = np.random.default_rng(1).multinomial(40, [1 / 40] * 40, 3)
    times[2, LEVELS == 1] = 0  # a level that was not drawn
    found = cells.resampled(cells.row_cells(ROWS, WEIGHTS, LEVELS), times[:, ORDER].astype(float))
    for one, drawn in zip(found, times, strict=True):
        assert one == pytest.approx(centred(ROWS, WEIGHTS * drawn), rel=1e-8, abs=1e-8)


def test_a_random_driver_is_one_more_column():
    rng = np.random.default_rng(1)
    times, random = rng.multinomial(40, [1 / 40] * 40, 2), rng.normal(size=(2, 40))
    own = cells.row_cells(ROWS, WEIGHTS, LEVELS)
    found = null_benchmarks.with_random_driver(own, times[:, ORDER].astype(float), random[:, ORDER])
    for one, drawn, column in zip(found, times, random, strict=True):
        whole = centred(np.column_stack([column, ROWS]), WEIGHTS * drawn)
        assert one == pytest.approx(whole, rel=1e-8, abs=1e-8)


def test_a_shuffled_outcome_stays_within_its_level():
    keys = np.random.default_rng(1).random((2, 40))
    found = null_benchmarks.with_shuffled_outcome(cells.row_cells(ROWS, WEIGHTS, LEVELS), keys)
    sorted_rows = ROWS[ORDER]
    for one, key in zip(found, keys, strict=True):
        shuffled = sorted_rows.copy()
        shuffled[:, 2] = sorted_rows[np.argsort(LEVELS[ORDER] + key), 2]
        back = np.empty_like(shuffled)
        back[ORDER] = shuffled
        for level in range(3):
            own = np.equal(LEVELS, level)
            assert sorted(back[own, 2]) == sorted(ROWS[own, 2])
        assert one == pytest.approx(centred(back, WEIGHTS), rel=1e-8, abs=1e-8)


def test_leaving_out_each_row_is_a_downdate():
    found = np.concatenate(list(cells.without_each(cells.row_cells(ROWS, WEIGHTS, LEVELS))))
    for place, row in enumerate(ORDER):
        kept = np.arange(40) != row
        assert found[place] == pytest.approx(centred(ROWS, WEIGHTS * kept), rel=1e-8, abs=1e-8)


def test_the_columns_of_a_dependency_are_found():
    x = np.random.default_rng(2).normal(size=(30, 5))
    x[:, 3] = x[:, 0] - 2 * x[:, 4]
    assert dependent_columns(np.cov(x, rowvar=False)) == [0, 3, 4]
    assert dependent_columns(np.cov(x[:, :3], rowvar=False)) == []


def test_resamples_without_variation_are_seen():
    whole = np.cov(np.random.default_rng(2).normal(size=(30, 3)), rowvar=False)
    flat, double = whole.copy(), whole.copy()
    flat[0], flat[:, 0] = 1e-17, 1e-17
    double[0] = double[1]
    double[:, 0] = double[:, 1]
    assert singular(np.stack([whole, flat, double]), whole).tolist() == [False, True, True]


def test_limits_are_those_of_scipy():
    x = np.random.default_rng(3).exponential(size=40)
    expected = stats.bootstrap((x,), np.mean, n_resamples=999, rng=1, method="BCa", vectorized=True)
    without = np.array([np.delete(x, place).mean() for place in range(40)])[:, None]
    draws = expected.bootstrap_distribution[:, None]
    found = bca_limits(draws, np.array([x.mean()]), without, 0.95)[:, 0]
    assert found == pytest.approx(list(expected.confidence_interval), rel=1e-9)
    # of ranks 1, 1, 2, 3 the middle half runs from 1 to 2
    assert rank_limits(np.array([[1], [1], [2], [3]]), 0.5)[:, 0].tolist() == [1, 2]


@pytest.mark.parametrize("always", [(), (1,)])
def test_signed_parts_squared_are_gains_first_and_last(always):
    cov = matrix(4, seed=9) * 3.0
    blocks = [(column,) for column in range(4) if column not in always]
    alone, beside = signed_parts(cov, always)[0]
    np.testing.assert_allclose(alone**2, importance(cov, blocks, always, "first")[0], atol=ALGEBRA)
    np.testing.assert_allclose(beside**2, importance(cov, blocks, always, "last")[0], atol=ALGEBRA)
    if not always:
        r, beta, _ = slopes(cov)
        assert (np.sign(alone) == np.sign(r[0])).all() and (np.sign(beside) == np.sign(beta[0])).all()
