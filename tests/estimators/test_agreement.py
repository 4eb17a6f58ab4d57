"""Agreement within units and difference between them, against multilevel, by hand, and at the edges."""

import json

import numpy as np
import pandas as pd
import pytest

from cxlib.estimators import agreement as estimate
from cxlib.estimators.pooling import best_chances, top_chances

UNITS = {
    "lq2002_LEAD": ("employees/lq2002", [f"LEAD{place:02d}" for place in range(1, 12)], "COMPID"),
    "sim_engagement": ("linked/sim_employees", [f"e{place}" for place in range(1, 9)], "unit"),
}


@pytest.fixture(scope="module", params=UNITS)
def units(request, shared):
    """Rows of people, their items, their unit, and what R gives for them."""
    file, items, unit = UNITS[request.param]
    reference = json.loads(shared("reference/engagement.json").read_text())
    rows = pd.read_csv(shared(f"data/{file}.csv"))
    return rows, items, unit, *(reference[f"{name}_{request.param}"]["value"] for name in ("icc", "agreement"))


def of_rows(*groups):
    """`unit_variance` of lists of numbers, less their mean."""
    middle = np.concatenate(groups).mean()
    away = [np.asarray(group, float) - middle for group in groups]
    return estimate.unit_variance(
        np.array([len(group) for group in away]),
        np.array([group.sum() for group in away]),
        sum(float(group @ group) for group in away),
    )


def test_icc_is_that_of_multilevel(units):
    rows, items, unit, expected, _ = units
    score = rows[items].mean(axis=1)
    found = of_rows(*(group.to_numpy() for _, group in score.groupby(rows[unit])))
    np.testing.assert_allclose(
        [found.icc1, found.icc1_k0, found.icc2, found.f, found.k0],
        [expected[name] for name in ("ICC1_multilevel", "ICC1_k0", "ICC2_multilevel", "F", "k0")],
        rtol=1e-10,
    )
    np.testing.assert_allclose(found.p_value, expected["p"], rtol=1e-8)  # of 1e-25
    np.testing.assert_allclose(found.icc1_interval(0.95), expected["ICC1_ci95_F_meann"], rtol=1e-10)
    np.testing.assert_allclose(found.icc2_interval(0.95), expected["ICC2_ci95_F"], rtol=1e-10)


def test_agreement_is_that_of_multilevel(units):
    rows, items, unit, _, expected = units
    variances = rows.groupby(unit)[items].var().to_numpy()
    found = estimate.within_unit_agreement(variances, expected["ranvar"])
    np.testing.assert_allclose(found[:5], expected["rwgj_first5"], rtol=1e-10)
    one = estimate.within_unit_agreement(variances[:, :1], expected["ranvar"])
    np.testing.assert_allclose(one.mean(), expected["rwg_item1_mean"], rtol=1e-10)
    lindell = estimate.lindell_agreement(variances, expected["ranvar"])
    np.testing.assert_allclose(
        [found.mean(), np.median(found), (found >= 0.7).mean(), lindell.mean(), np.median(lindell)],
        [expected[name] for name in ("rwgj_mean", "rwgj_median", "rwgj_share_ge70", "lindell_mean", "lindell_median")],
        rtol=1e-10,
    )
    code, units = pd.factorize(rows[unit], sort=True)
    answers = rows[items].to_numpy(float)
    by_mean = estimate.average_deviation(answers, code, len(units))
    np.testing.assert_allclose(by_mean[:5], expected["ADm_first5"], rtol=1e-10)
    np.testing.assert_allclose(by_mean.mean(), expected["ADm_mean"], rtol=1e-10)


def test_icc_by_hand():
    """Means 2 and 4 of three each, variance 1 within: mean squares 6 and 1."""
    found = of_rows([1, 2, 3], [3, 4, 5])
    assert (found.between, found.within, found.f, found.k0) == pytest.approx((6, 1, 6, 3))
    assert (found.icc1, found.icc1_k0, found.icc2) == pytest.approx((0.625, 0.625, 5 / 6))


def test_units_that_differ_less_than_chance_have_a_negative_icc():
    found = of_rows([1, 5], [2, 4], [1, 5])
    assert found.icc1 == pytest.approx(-1)
    assert np.isnan(found.icc2)  # every mean is 3
    assert np.isnan(found.icc2_interval(0.95)).all()


def test_units_alike_within_have_no_interval():
    found = of_rows([0.1, 0.1, 0.1], [0.7, 0.7, 0.7])
    assert (found.icc1, found.icc2, found.f, found.p_value) == (1, 1, np.inf, 0)
    assert np.isnan([*found.icc1_interval(0.95), *found.icc2_interval(0.95)]).all()


def test_answers_without_agreement():
    found = estimate.null_variances(1, 5)
    assert [round(value, 2) for value in found.values()] == [2.0, 1.34, 0.9]  # LeBreton & Senter (2008), table 2
    assert estimate.null_variances(0, 4) == found
    assert estimate.null_variances(0, 10)["uniform"] == 10
    assert np.isnan(estimate.null_variances(1, 7)["slight"])


def test_agreement_by_hand():
    variances = np.array([[0.5, 0.5], [3.0, 3.0]])
    np.testing.assert_allclose(estimate.within_unit_agreement(variances, 2.0), [1.5 / 1.75, 0.0])
    np.testing.assert_allclose(estimate.lindell_agreement(variances, 2.0), [0.75, -0.5])
    answers, code = np.array([[1.0], [4.0], [1.0], [np.nan]]), np.zeros(4, dtype=int)
    np.testing.assert_allclose(estimate.average_deviation(answers, code, 1), [4 / 3])
    assert np.isnan(estimate.average_deviation(answers, code + 1, 2)[0])  # nobody in the first unit


def test_agreement_has_no_pole_below_the_null():
    """Three items whose variance is 1.5 times the null's: there the formula divides by 0."""
    np.testing.assert_array_equal(estimate.within_unit_agreement(np.full((1, 3), 3.0), 2.0), [0.0])


def test_the_chance_to_be_first_by_draws_is_that_by_quadrature():
    """The last group is not ranked: it counts in the common mean only."""
    own, variance = np.array([0.0, 0.3, 0.5, -0.4, 0.2]), np.array([0.02, 0.05, 0.1, 0.02, 0.01])
    options = {"top": 1, "draws": 40_000, "rng": np.random.default_rng(2)}
    drawn = top_chances(own, variance, 2.0, among=np.ones(5, bool), **options)
    np.testing.assert_allclose(drawn, best_chances(own, variance, 2.0), atol=0.01)
    ranked = top_chances(own, variance, 2.0, among=np.arange(5) < 4, **options)
    assert ranked.sum() == pytest.approx(1)
    assert (ranked >= drawn[:4] - 0.01).all()
