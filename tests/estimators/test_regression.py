"""Least squares: by hand, against R (sandwich, car, MASS) and statsmodels, by properties."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

from cxlib.errors import CXError
from cxlib.estimators.ordered import ordered_logit
from cxlib.estimators.regression import least_squares

REFERENCE = json.loads((Path(__file__).parents[1] / "reference" / "slopes.json").read_text())
ROBUST = ("classical", "hc0", "hc1", "hc2", "hc3", "cluster")
# Both sides are in float64; condition numbers of these designs stay below 1e4.
CLOSE = {"rel": 1e-10, "abs": 1e-12}


@pytest.fixture(scope="module")
def swiss(shared):
    table = pd.read_csv(shared("data/swiss.csv"))
    place = np.arange(1, len(table) + 1)
    names = list(table.columns[1:])
    return table["Fertility"].to_numpy(), table[names].to_numpy(), names, 1.0 + place % 5, place % 7


@pytest.fixture
def rows():
    rng = np.random.default_rng(5)
    x = rng.integers(0, 3, (150, 2)).astype(float)
    y = x @ [1.0, -0.5] + rng.integers(0, 3, 150)
    return y, x, rng.integers(1, 4, 150).astype(float), rng.integers(0, 6, 150)


def test_by_hand():
    # Two groups of two: means 2 and 6, so the slope is 4; each row deviates by 1 and has leverage 1/2.
    fit = least_squares([1, 3, 5, 7], [[0], [0], [1], [1]], names=["x"], errors="hc3")
    assert fit.coefficients == pytest.approx([2, 4])
    # HC3 doubles each deviation: Σ (1/(1 − 1/2))² / 2² is 2 for one mean, and 2 + 2 for their difference.
    assert fit.std_errors == pytest.approx([np.sqrt(2), 2])
    assert fit.r_squared == pytest.approx(0.8)
    assert fit.combination({"constant": 1.0, "x": 1.0}).estimate == pytest.approx(6)
    low, high = fit.slopes(["x"]).limits(0.95)
    assert (low[0], high[0]) == pytest.approx((4 - 2 * 4.302652729911275, 4 + 2 * 4.302652729911275))


@pytest.mark.parametrize("errors", ROBUST)
@pytest.mark.parametrize("weighted", [False, True])
def test_against_r(swiss, errors, weighted):
    y, x, names, w, cluster = swiss
    expected = REFERENCE["swiss"]["weighted" if weighted else "plain"]
    fit = least_squares(y, x, names=names, weights=w if weighted else None, errors=errors, cluster=cluster)
    assert fit.coefficients == pytest.approx(expected["coef"], **CLOSE)
    assert fit.std_errors == pytest.approx(expected[errors], **CLOSE)
    assert fit.r_squared == pytest.approx(expected["r_squared"], **CLOSE)
    if errors == "hc3":
        assert fit.slopes().p_value == pytest.approx(expected["hc3_p"], **CLOSE)


@pytest.mark.parametrize("errors", ["classical", "hc3", "cluster"])
def test_absorbed_groups_are_dummies(swiss, errors):
    y, x, names, _, cluster = swiss
    expected = REFERENCE["swiss"]["absorbed"]
    fit = least_squares(y, x, names=names, errors=errors, cluster=cluster, absorb=cluster)
    assert fit.coefficients == pytest.approx(expected["coef"], **CLOSE)
    assert fit.std_errors == pytest.approx(expected[errors], **CLOSE)


@pytest.mark.parametrize(
    ("errors", "options"),
    [("hc3", {"cov_type": "HC3"}), ("cluster", {"cov_type": "cluster"}), ("classical", {})],
)
def test_weights_and_absorbed_groups_against_statsmodels(rows, errors, options):
    y, x, w, group = rows
    design = np.column_stack([x, np.equal.outer(group, np.unique(group))])
    if errors == "cluster":
        options = options | {"cov_kwds": {"groups": group}}
    expected = sm.WLS(y, design, w).fit(use_t=True, **options)
    fit = least_squares(y, x, names="ab", weights=w, errors=errors, cluster=group, absorb=group)
    assert fit.covariance == pytest.approx(expected.cov_params()[:2, :2], **CLOSE)
    if errors != "cluster":
        combined, wald = fit.combination({"a": 1.0, "b": 1.0}), expected.t_test([1, 1, *[0] * 6])
        assert combined.p_value == pytest.approx(float(wald.pvalue), **CLOSE)
        assert np.array(combined.limits(0.9)) == pytest.approx(wald.conf_int(0.1).ravel(), **CLOSE)


@pytest.mark.parametrize("errors", ROBUST)
@pytest.mark.parametrize("absorbed", [False, True])
def test_equal_rows_may_be_given_once(rows, errors, absorbed):
    y, x, w, group = rows
    group = group % 2
    whole = pd.DataFrame({"y": y, "a": x[:, 0], "b": x[:, 1], "w": w, "g": group})
    once = whole.groupby(list(whole)).size().reset_index(name="n")
    assert len(once) < len(whole)
    expected = least_squares(
        y, x, names="ab", weights=w, errors=errors, cluster=group, absorb=group if absorbed else None
    )
    fit = least_squares(
        once["y"], once[["a", "b"]], names="ab", weights=once["w"], counts=once["n"], errors=errors, cluster=once["g"],
        absorb=once["g"] if absorbed else None,
    )  # fmt: skip
    assert fit.covariance == pytest.approx(expected.covariance, **CLOSE)
    assert (fit.n, fit.df, fit.r_squared) == pytest.approx((expected.n, expected.df, expected.r_squared))


def test_only_proportions_of_weights_matter_and_weight_0_is_no_row(rows):
    y, x, w, _ = rows
    w[:10] = 0
    fits = [least_squares(y, x, names="ab", weights=scale * w) for scale in (1, 1000)]
    fits.append(least_squares(y[10:], x[10:], names="ab", weights=w[10:]))
    for fit in fits[1:]:
        assert fit.covariance == pytest.approx(fits[0].covariance, **CLOSE)
        assert fit.n == 140


@pytest.mark.parametrize("absorbed", [False, True])
def test_a_coefficient_of_one_row_has_no_error_and_spoils_no_other(rows, absorbed):
    y, x, _, group = rows
    absorb = group if absorbed else None
    alone = (np.arange(len(y)) == 3).astype(float)
    fit = least_squares(y, np.column_stack([x, alone]), names=["a", "b", "alone"], absorb=absorb)
    rest = least_squares(
        np.delete(y, 3), np.delete(x, 3, 0), names="ab", absorb=np.delete(group, 3) if absorbed else None
    )
    assert fit.slopes(["a", "b"]).std_error == pytest.approx(rest.slopes(["a", "b"]).std_error, **CLOSE)
    assert np.isnan(fit.slopes(["alone"]).std_error).all()


@pytest.mark.parametrize("absorbed", [False, True])
def test_what_follows_from_other_columns_is_named(rows, absorbed):
    y, x, _, group = rows
    absorb = group if absorbed else None
    cases = {
        "predictors: of 'a', 'b' and 'c' each follows exactly from the rest. Leave one of them out.": x[:, 0] - x[:, 1],
        "predictors: of 'b' and 'c' each follows exactly from the rest. Leave one of them out.": 1e6 + 2 * x[:, 1],
        "predictors: 'c' is the same in all rows, or in all rows of each group. Leave it out.": np.full(len(y), 1e6),
    }
    for message, column in cases.items():
        with pytest.raises(CXError) as caught:
            least_squares(y, np.column_stack([x, column]), names="abc", absorb=absorb)
        assert str(caught.value) == message


def test_too_few_rows_and_one_cluster():
    with pytest.raises(CXError) as caught:
        least_squares([1, 2], [[1], [2]], names=["x"])
    assert str(caught.value) == "rows: 2 are too few for 2 coefficients. Take fewer predictors or more rows."
    with pytest.raises(CXError) as caught:
        least_squares([1, 2, 4], [[1], [2], [3]], names=["x"], errors="cluster", cluster=[1, 1, 1])
    assert str(caught.value) == "cluster: all rows are of one cluster. Clustered errors need at least two."


def test_ordered_logit_against_r(shared):
    table = pd.read_csv(shared("data/ecsi/mobi.csv"))
    levels = np.unique(table["CUSA3"], return_inverse=True)[1]
    x = table[["PERQ1", "PERQ3", "PERV1"]].to_numpy(float)
    slopes, covariance, thresholds = ordered_logit(levels, x, np.ones(len(x)))
    expected = REFERENCE["mobi_polr"]
    # polr stops where the deviance no longer moves, which leaves 1e-5 in the coefficients.
    assert slopes == pytest.approx(expected["coef"], abs=2e-5)
    assert thresholds == pytest.approx(expected["zeta"], abs=2e-4)
    assert np.sqrt(np.diagonal(covariance)) == pytest.approx(expected["se"], abs=2e-5)


def test_ordered_logit_of_two_levels_is_a_logit_and_counts_are_rows(rows):
    y, x, counts, _ = rows
    yes = (y > 1).astype(int)
    slopes, covariance, _ = ordered_logit(yes, x, counts)
    expected = sm.Logit(yes.repeat(counts.astype(int)), sm.add_constant(x).repeat(counts.astype(int), axis=0))
    expected = expected.fit(disp=0, method="newton", tol=1e-12)
    assert slopes == pytest.approx(expected.params[1:], rel=1e-8)
    assert covariance == pytest.approx(expected.cov_params()[1:, 1:], rel=1e-6)
