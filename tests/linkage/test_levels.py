"""A random intercept and the two levels of a slope, from any table."""

import json

import numpy as np
import pandas as pd
import pytest
from table_engines import MAKERS

import cxlib as cx

# lme4 1.1-31, by REML
WITHIN_BETWEEN_CONTEXTUAL = [0.605256813904, 0.770122379752, 0.164865565851]
STD_ERRORS = [0.0230927617853, 0.0868255283417, 0.0898440204704]


@pytest.fixture(scope="module")
def customers(shared):
    rows = pd.read_csv(shared("data/linked/sim_customers.csv"))
    units = pd.read_csv(shared("data/linked/sim_units.csv"))
    return rows.merge(units[["unit", "eng"]], on="unit")


@pytest.fixture(scope="module")
def reference(shared):
    return json.loads(shared("reference/engagement.json").read_text())


def test_the_levels_are_those_of_lme4(customers):
    """lmer(ltr ~ w + b + eng + (1 | unit)), b = ave(quality, unit), w = quality - b; then quality in place of w."""
    found = cx.within_between(customers, outcome="ltr", predictor="quality", group="unit", controls="eng")
    table = found.table.set_index("effect")
    np.testing.assert_allclose(table["estimate"], WITHIN_BETWEEN_CONTEXTUAL, rtol=1e-6)
    np.testing.assert_allclose(table["std_error"], STD_ERRORS, rtol=1e-6)


def test_by_maximum_likelihood_too(customers, reference):
    r = reference["ml_mediation_211_lmer_sim"]["value"]
    between = customers.groupby("unit")["quality"].transform("mean")
    data = customers.assign(between=between, within=customers["quality"] - between)
    fit = cx.random_intercept(data, outcome="ltr", predictors=["within", "between", "eng"], group="unit", method="ml")
    found = fit.table.set_index("term")
    expected = [r["b_within"], r["b_between"], r["c_prime"]]
    np.testing.assert_allclose(found.loc[["within", "between", "eng"], "estimate"], expected, rtol=1e-6)
    np.testing.assert_allclose(found.loc["between", "std_error"], r["se_b"], rtol=1e-6)
    np.testing.assert_allclose(fit.log_likelihood, r["m2_ll"], rtol=0, atol=1e-8)


def test_p_values_are_those_of_lmer_test(customers, reference):
    r = reference["lmer_linkage_sim"]["value"]["REML"]
    table = cx.random_intercept(customers, outcome="ltr", predictors="eng", group="unit").table
    assert table["term"].tolist() == ["constant", "eng"]
    np.testing.assert_allclose(table["p_value"], list(r["p"].values()), rtol=1e-3)


@pytest.mark.parametrize("maker", MAKERS)
def test_every_engine_gives_the_same(maker):
    rng = np.random.default_rng(1)
    rows = pd.DataFrame({"unit": np.repeat([f"B{i}" for i in range(12)], 6), "x": rng.normal(size=72)})
    rows["y"] = rows["x"] * 0.5 + rng.normal(size=72)
    rows.loc[3, "y"] = np.nan
    plain = cx.within_between(rows, outcome="y", predictor="x", group="unit")
    other = cx.within_between(MAKERS[maker](rows), outcome="y", predictor="x", group="unit")
    pd.testing.assert_frame_equal(other.table, plain.table, rtol=1e-9)
    assert (
        other.notes
        == plain.notes
        == (
            "71 rows in 12 groups of unit.",
            "1 row left out: a value is missing in x, y, unit.",
            *plain.notes[2:],
        )
    )


def rows(**columns):
    return pd.DataFrame({"unit": list("aabbcc"), "x": [1.0, 2, 3, 5, 6, 8], "y": [2.0, 1, 4, 3, 7, 5]} | columns)


@pytest.mark.parametrize(
    ("data", "arguments", "message"),
    [
        (
            rows(x=[1.0, 1, 2, 2, 3, 3]),
            {},
            "predictor: 'x' never varies within a unit. Only its slope between groups can be found: take "
            "random_intercept.",
        ),
        (rows(x=[1.0, 3, 1, 3, 1, 3]), {}, "predictor: every unit has the same mean of 'x'. Take random_intercept."),
        (rows(), {"controls": "x"}, "columns: 'x' is named twice. Give each column one part to play."),
        (
            rows(y=[np.nan] * 6),
            {},
            "rows: none has a value in x, y, unit. Look at these columns.",
        ),
        (
            rows(unit=list("abcdef")),
            {},
            "group: no group has two rows. The two variances cannot be told apart; use least squares.",
        ),
        (
            rows(unit=list("aaaaaa")),
            {},
            "group: there is only one group. A random intercept needs several; use least squares.",
        ),
        (
            rows(unit=list("aaabbb")),
            {},
            "group: 2 groups are too few for 2 coefficients that only groups tell apart. Take fewer predictors that "
            "are alike within each group, or more groups.",
        ),
        (rows(), {"confidence_level": 95}, "confidence_level: 95 is not between 0 and 1. Write 0.95 for 95 %."),
    ],
)
def test_what_the_data_cannot_say_is_said(data, arguments, message):
    with pytest.raises(cx.CXError) as raised:
        cx.within_between(data, outcome="y", predictor="x", group="unit", **arguments)
    assert str(raised.value) == message


def test_without_predictors_the_null_model_divides_the_variance():
    """Three of each of two groups: mean squares 6 and 1, so that (6 − 1) / 3 lies between (balanced: REML is ANOVA)."""
    data = pd.DataFrame({"y": [1, 2, 3, 3, 4, 5], "unit": list("aaabbb")})
    fit = cx.random_intercept(data, outcome="y", predictors=[], group="unit")
    assert fit.table["term"].tolist() == ["constant"]
    np.testing.assert_allclose(fit.table["estimate"], [3.0])
    np.testing.assert_allclose([fit.variance_group, fit.variance_residual], [5 / 3, 1.0], rtol=1e-6)
    with pytest.raises(cx.CXError):
        cx.random_intercept(data, outcome="y", predictors=[], group="unit", slope="x")


def test_a_random_intercept_names_what_it_needs():
    with pytest.raises(cx.CXError) as raised:
        cx.random_intercept(rows(), outcome="y", predictors="x", group="unit", method="remk")
    assert str(raised.value) == "method: 'remk' is not known. Did you mean reml?"
    with pytest.raises(cx.CXError, match="confidence_level: 95 is not between 0 and 1"):
        cx.random_intercept(rows(), outcome="y", predictors="x", group="unit", confidence_level=95)
