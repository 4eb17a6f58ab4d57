"""Paths, their resamples and an unseen common cause, against R and by hand."""

import json

import numpy as np
import pandas as pd
import pytest

from cxlib.errors import CXError
from cxlib.estimators.mediation import (
    indirect_given_common_cause,
    paths,
    resampled_paths,
    sobel_error,
    vanishing_correlation,
)
from cxlib.estimators.resample_limits import bca_limits, percentile_limits
from cxlib.estimators.unit_resamples import (
    centred_products,
    drawn_units,
    kept_draws,
    unit_products,
    usable_resamples,
    within_units,
)

SETS = {
    "mediation_tal_or": ("tal_or.csv", ["cond", "pmi", "reaction"]),
    "mediation_sim_units": ("sim_units.csv", ["eng", "quality", "nps"]),
}


@pytest.fixture(scope="module", params=SETS)
def case(request, shared):
    """Unit products of a data set, and what lm, boot and the formulas gave in R."""
    file, columns = SETS[request.param]
    rows = pd.read_csv(shared(f"data/linked/{file}"))[columns].to_numpy(float)
    reference = json.loads(shared("reference/engagement.json").read_text())[request.param]["value"]
    return unit_products(rows, np.arange(len(rows))), reference


def test_paths_and_sobel_are_those_of_r(case):
    products, r = case
    whole = centred_products(np.ones((1, len(products))), products)[0]
    found = paths(whole, len(products))
    got = [found.a, found.b, found.direct, found.total, found.indirect, found.a_se, found.b_se]
    names = ("a", "b", "c_prime", "c_total", "indirect", "se_a", "se_b")
    np.testing.assert_allclose(got, [r[name] for name in names], rtol=1e-10)
    error = sobel_error(found.a, found.a_se, found.b, found.b_se)
    np.testing.assert_allclose(error, r["sobel_se"], rtol=1e-10)


def test_limits_from_resamples_are_those_of_boot(case):
    """Within a tenth of the interval's width; the jackknife's acceleration to ten digits."""
    products, r = case
    n = len(products)
    draws = resampled_paths(centred_products(drawn_units(n, 4000, np.random.default_rng(1)), products))[:, -1:]
    without = resampled_paths(centred_products(np.ones((n, n)) - np.eye(n), products))[:, -1:]
    width = np.ptp(r["boot_perc"])
    np.testing.assert_allclose(percentile_limits(draws, 0.95)[:, 0], r["boot_perc"], rtol=0, atol=width / 10)
    limits = bca_limits(draws, np.array([r["indirect"]]), without, 0.95)[:, 0]
    np.testing.assert_allclose(limits, r["boot_bca"], rtol=0, atol=width / 10)
    influence = (without.mean() - without)[:, 0]
    acceleration = (influence**3).sum() / 6 / (influence**2).sum() ** 1.5
    np.testing.assert_allclose(acceleration, r["bca_accel_jackknife"], rtol=1e-9)


def test_a_common_cause_that_correlates_as_much_as_is_left_leaves_nothing():
    """By hand: M = X + e, Y = M + f; X, e and f are uncorrelated with variances 2, 1 and 3."""
    whole = np.array([[2.0, 2, 2], [2, 3, 3], [2, 3, 6]])
    assert vanishing_correlation(whole) == pytest.approx(1 / np.sqrt(1 * 4))
    found = indirect_given_common_cause(whole, np.array([0.0, 0.5]))
    np.testing.assert_allclose(found, [1.0, 0.0], atol=1e-12)


def test_a_common_cause_that_was_planted_is_taken_out_again():
    """Nothing goes by M; an unseen U lifts both. With the rho of their residuals nothing is left."""
    a, by_m, by_y = 0.8, 1.5, 2.0
    whole = np.array(
        [
            [1, a, 0.3],
            [a, a**2 + by_m**2 + 1, 0.3 * a + by_m * by_y],
            [0.3, 0.3 * a + by_m * by_y, 0.09 + by_y**2 + 1],
        ]
    )
    rho = by_m * by_y / np.sqrt((by_m**2 + 1) * (by_y**2 + 1))
    assert paths(whole, 100).indirect > 0.5
    np.testing.assert_allclose(indirect_given_common_cause(whole, np.array([rho])), 0.0, atol=1e-12)


def test_waves_and_units_are_taken_out_as_dummies_take_them():
    rng = np.random.default_rng(3)
    unit, wave = np.repeat(np.arange(8), 5), np.tile(np.arange(5), 8)
    kept = rng.random(40) > 0.2
    unit, wave = np.unique(unit[kept], return_inverse=True)[1], wave[kept]
    x, y = rng.normal(size=(2, kept.sum())) + unit + wave**2
    columns, waves = within_units(np.column_stack([x, y]), unit, wave)
    found = np.linalg.lstsq(np.column_stack([columns[:, 0], waves]), columns[:, 1], rcond=None)[0][0]
    dummies = np.column_stack([x, unit[:, None] == np.arange(8), (wave[:, None] == np.arange(5))[:, 1:]])
    np.testing.assert_allclose(found, np.linalg.lstsq(dummies, y, rcond=None)[0][0], rtol=1e-10)


def test_waves_that_are_never_side_by_side_make_no_dependent_column():
    """Units 0 and 1 answer in waves 0 and 1, units 2 and 3 in waves 2 and 3: two contrasts, not three."""
    unit, wave = np.array([0, 0, 1, 1, 2, 2, 3, 3]), np.array([0, 1, 0, 1, 2, 3, 2, 3])
    _, waves = within_units(np.arange(8.0)[:, None], unit, wave)
    assert waves.shape == (8, 2) and np.linalg.matrix_rank(waves) == 2


def test_resamples_that_cannot_be_fitted_are_left_out_or_refused():
    products = unit_products(np.array([[0.0, 1], [0, 2], [0, 4], [1, 9]]), np.arange(4))
    times = np.array([[1.0, 1, 1, 1], [2, 2, 0, 0], [1, 0, 0, 3]])
    centred = centred_products(times, products)
    assert len(usable_resamples(centred, centred[0])) == 2
    with pytest.raises(CXError) as raised:
        kept_draws(np.array([[np.nan, 1.0], [np.nan, 2.0], [1.0, 1.0]]))
    assert str(raised.value) == (
        "resamples: 2 of 3 cannot be used: a column is constant in them. There are too few units for a bootstrap; take "
        "fewer controls or join more units."
    )
