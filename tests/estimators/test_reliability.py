"""Reliability of scales against psych and lavaan, by hand, and where there is none."""

import json

import numpy as np
import pandas as pd
import pytest

from cxlib.estimators import reliability as estimate

SCALES = {
    "attitude": ("attitude", ["rating", "complaints", "privileges", "learning", "raises", "critical", "advance"]),
    "lq2002_LEAD": ("lq2002", [f"LEAD{place:02d}" for place in range(1, 12)]),
    "sim_engagement": ("sim_employees", [f"e{place}" for place in range(1, 9)]),
}


@pytest.fixture(scope="module")
def reference(shared):
    return json.loads(shared("reference/engagement.json").read_text())


@pytest.fixture(scope="module", params=SCALES)
def scale(request, shared, reference):
    """Answers of a scale, what psych gives for them, and what lavaan does."""
    file, items = SCALES[request.param]
    folder = "linked" if file.startswith("sim") else "employees"
    rows = pd.read_csv(shared(f"data/{folder}/{file}.csv"))[items].to_numpy(float)
    return rows, *(reference[f"{name}_{request.param}"]["value"] for name in ("alpha", "omega"))


def one_factor(*loadings):
    """Correlations that one factor makes."""
    r = np.outer(loadings, loadings)
    np.fill_diagonal(r, 1.0)
    return r


def test_alpha_is_that_of_psych(scale):
    rows, expected, _ = scale
    cov, alpha = np.cov(rows, rowvar=False), expected["raw_alpha"]
    np.testing.assert_allclose(estimate.cronbach_alpha(cov), alpha, rtol=1e-10)
    np.testing.assert_allclose(
        estimate.feldt_interval(alpha, *rows.shape, 0.95), expected["feldt_ci95_formula"], rtol=1e-10
    )
    np.testing.assert_allclose(estimate.item_rest_correlations(cov), list(expected["item_rest_r"].values()), rtol=1e-10)
    np.testing.assert_allclose(estimate.alpha_if_dropped(cov), list(expected["alpha_if_dropped"].values()), rtol=1e-10)


def test_omega_is_that_of_lavaan(scale):
    rows, _, expected = scale
    fit = estimate.one_factor_fit(np.cov(rows, rowvar=False, ddof=0), len(rows))
    assert fit.converged
    assert fit.heywood == ()
    np.testing.assert_allclose(fit.omega, expected["lavaan_omega_1f_ml"], atol=1e-6)
    np.testing.assert_allclose(fit.omega_se, expected["omega_se_delta"], atol=1e-6)
    np.testing.assert_allclose(fit.loadings, list(expected["loadings"].values()), rtol=1e-4)
    np.testing.assert_allclose(fit.unique, list(expected["theta"].values()), rtol=1e-4)
    known = expected["fit"]
    np.testing.assert_allclose(
        [fit.chi_squared, fit.df, fit.cfi, fit.rmsea],
        [known[name] for name in ("chisq", "df", "cfi", "rmsea")],
        rtol=1e-6,
        atol=1e-6,
    )
    np.testing.assert_allclose(fit.p_value, known["pvalue"], rtol=1e-6, atol=1e-12)


def test_omega_of_one_factor_by_hand():
    fit = estimate.one_factor_fit(one_factor(0.8, 0.7, 0.6), 100)
    np.testing.assert_allclose(fit.omega, 2.1**2 / (2.1**2 + 0.36 + 0.51 + 0.64), atol=1e-6)
    assert fit.df == 0


@pytest.mark.full
def test_the_error_of_omega_is_what_samples_show():
    """200 samples of 150: their spread lies within 15 % of the mean standard error."""
    rng = np.random.default_rng(5)
    root = np.linalg.cholesky(one_factor(0.8, 0.7, 0.6, 0.5))
    fits = [
        estimate.one_factor_fit(np.cov(rng.standard_normal((150, 4)) @ root.T, rowvar=False, ddof=0), 150)
        for _ in range(200)
    ]
    found = np.array([(fit.omega, fit.omega_se) for fit in fits if fit.omega == fit.omega])
    assert len(found) > 195
    assert 0.85 < found[:, 0].std() / found[:, 1].mean() < 1.15


def test_an_item_without_variance_of_its_own_is_named():
    r = np.array([[1, 0.8, 0.8], [0.8, 1, 0.5], [0.8, 0.5, 1]])
    fit = estimate.one_factor_fit(r, 100)
    assert fit.heywood == (0,)
    assert np.isnan(fit.omega)
    assert np.isnan(fit.omega_se)


@pytest.mark.parametrize("r", [np.eye(4), one_factor(0.6, 0.6, 0.0, 0.0)], ids=["unrelated", "one pair"])
def test_items_that_determine_no_factor_have_no_omega(r):
    assert np.isnan(estimate.one_factor_fit(r, 100).omega)


def test_a_sum_that_does_not_vary_has_no_alpha():
    opposite = np.array([[1.0, -1.0], [-1.0, 1.0]])
    assert np.isnan(estimate.cronbach_alpha(opposite))
    assert np.isnan(estimate.cronbach_alpha(opposite + 1e-15))  # rounding
    three = np.block([[opposite, np.zeros((2, 1))], [np.zeros((1, 2)), np.ones((1, 1))]])
    np.testing.assert_allclose(estimate.item_rest_correlations(three), [-np.sqrt(0.5), -np.sqrt(0.5), np.nan])
    assert np.isnan(estimate.sum_correlation(three, np.array([0, 1]), np.array([2])))


def test_separation_by_hand():
    """Items go together by .5 and .4, and by .3 across."""
    r = np.full((4, 4), 0.3)
    r[:2, :2], r[2:, 2:] = 0.5, 0.4
    np.fill_diagonal(r, 1.0)
    first, second = np.array([0, 1]), np.array([2, 3])
    np.testing.assert_allclose(estimate.htmt(r, first, second), 0.3 / np.sqrt(0.5 * 0.4))
    np.testing.assert_allclose(estimate.sum_correlation(r, first, second), 1.2 / np.sqrt(3.0 * 2.8))
    r[0, 1] = r[1, 0] = -0.1
    assert np.isnan(estimate.htmt(r, first, second))


def test_random_eigenvalues_are_those_of_random_rows():
    rng = np.random.default_rng(3)
    found = estimate.random_eigenvalues(12, 4, 2000, rng)
    rows = np.linalg.eigvalsh([np.corrcoef(rng.standard_normal((12, 4)), rowvar=False) for _ in range(2000)])[:, ::-1]
    np.testing.assert_allclose(found.sum(axis=1), 4.0)
    np.testing.assert_allclose(found.mean(axis=0), rows.mean(axis=0), atol=0.02)
    np.testing.assert_allclose(np.quantile(found, 0.95, axis=0), np.quantile(rows, 0.95, axis=0), atol=0.05)
