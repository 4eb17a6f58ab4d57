"""Slopes, entanglement and the ordinal check: by hand, against R and statsmodels, by properties, and every message."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from statsmodels.miscmodels.ordinal_model import OrderedModel
from table_engines import MAKERS

import cxlib as cx

REFERENCE = json.loads((Path(__file__).parents[1] / "reference" / "slopes.json").read_text())["swiss"]
DRIVERS = ["a", "b", "c"]
MODEL = {"outcome": "y", "drivers": DRIVERS}


@pytest.fixture(scope="module")
def rows():
    rng = np.random.default_rng(3)
    mood, place = rng.normal(size=400), rng.integers(0, 4, 400)
    x = np.clip(np.round(3 + 0.6 * mood[:, None] + 0.3 * place[:, None] + rng.normal(size=(400, 3))), 1, 5)
    y = np.clip(np.round(2 + x @ [0.9, 0.5, 0.1] - place + rng.normal(size=400)), 0, 10)
    return pd.DataFrame(x, columns=DRIVERS).assign(y=y, place=np.array(list("pqrs"))[place], w=1.0 + np.arange(400) % 3)


def test_slopes_against_r(shared):
    rows = pd.read_csv(shared("data/swiss.csv"))
    names = list(rows.columns[1:])
    rows["w"] = 1 + np.arange(1, 48) % 5
    standard = json.loads(shared("reference/drivers.json").read_text())["swiss"]
    for weights, expected in ((None, REFERENCE["plain"]), ("w", REFERENCE["weighted"])):
        found = cx.driver_slopes(rows, outcome="Fertility", drivers=names, weights=weights).table
        # Float64 on both sides.
        assert found["slope"].to_numpy() == pytest.approx(expected["coef"][1:], rel=1e-10)
        assert found["slope_se"].to_numpy() == pytest.approx(expected["hc3"][1:], rel=1e-10)
        assert found["p_value"].to_numpy() == pytest.approx(expected["hc3_p"][1:], rel=1e-8)
        if weights is None:
            assert dict(zip(names, found["estimate"], strict=True)) == pytest.approx(standard["std_beta"], rel=1e-10)
            assert dict(zip(names, found["r"], strict=True)) == pytest.approx(standard["r_xy"], rel=1e-10)
    # Agriculture goes with more children, and with fewer once the others are held equal.
    assert found.set_index("driver")["sign_agrees"].to_dict() == {
        "Agriculture": False, "Examination": True, "Education": True, "Catholic": True, "Infant.Mortality": True,
    }  # fmt: skip


def test_slopes_within_groups_are_those_with_dummies(rows):
    found = cx.driver_slopes(rows, within="place", weights="w", **MODEL).table
    design = pd.get_dummies(rows["place"]).astype(float).join(rows[DRIVERS])
    expected = sm.WLS(rows["y"], design, rows["w"]).fit(cov_type="HC3", use_t=True)
    assert found["slope"].to_numpy() == pytest.approx(expected.params[DRIVERS].to_numpy(), rel=1e-10)
    limits = expected.conf_int().loc[DRIVERS].to_numpy()
    assert found[["slope_low", "slope_high"]].to_numpy() == pytest.approx(limits, rel=1e-10)
    # Values already free of their groups' means give the same standardised slopes.
    free = rows.assign(
        **{
            name: rows[name]
            - (rows[name] * rows["w"]).groupby(rows["place"]).transform("sum")
            / rows["w"].groupby(rows["place"]).transform("sum")
            for name in [*DRIVERS, "y"]
        }
    )
    again = cx.driver_slopes(free, weights="w", **MODEL).table
    assert found["estimate"].to_numpy() == pytest.approx(again["estimate"].to_numpy(), rel=1e-10)
    assert found["r"].to_numpy() == pytest.approx(again["r"].to_numpy(), rel=1e-10)


def test_standardised_slopes_do_not_depend_on_units_and_by_is_one_model_each(rows):
    found = cx.driver_slopes(rows, by="place", **MODEL).table
    scaled = rows.assign(a=1000 - 7 * rows["a"], y=rows["y"] / 3)
    again = cx.driver_slopes(scaled, by="place", **MODEL).table
    sign = np.where(found["driver"] == "a", -1, 1)
    assert again["estimate"].to_numpy() == pytest.approx(sign * found["estimate"].to_numpy(), rel=1e-9)
    one = cx.driver_slopes(rows[rows["place"] == "q"], **MODEL).table
    pd.testing.assert_frame_equal(
        found[found["place"] == "q"].drop(columns="place").reset_index(drop=True), one, rtol=1e-12
    )


@pytest.mark.parametrize("engine", ["polars lazy", "duckdb"])
def test_engines_agree(rows, engine):
    table = MAKERS[engine](rows)
    for analysis in (cx.driver_slopes, cx.driver_entanglement, cx.ordinal_check):
        expected, found = (analysis(data, within="place", **MODEL) for data in (rows, table))
        pd.testing.assert_frame_equal(found.table, expected.table, rtol=1e-9)


def test_entanglement_against_r(shared):
    rows = pd.read_csv(shared("data/swiss.csv"))
    expected = json.loads(shared("reference/drivers.json").read_text())["swiss"]
    names = list(rows.columns[1:])
    found = cx.driver_entanglement(rows, outcome="Fertility", drivers=names)
    assert dict(found.inflation.to_numpy().tolist()) == pytest.approx(expected["vif"], rel=1e-10)
    assert found.condition_number == pytest.approx(expected["condition_number_corr"], rel=1e-10)
    pair = found.table[(found.table["driver"] == "Examination") & (found.table["other"] == "Education")].iloc[0]
    assert pair["r"] == pytest.approx(rows["Examination"].corr(rows["Education"]), rel=1e-12)
    assert (len(found.table), pair["n"]) == (20, 47)
    largest = np.linalg.svd(((rows[names] - rows[names].mean()) / rows[names].std()).to_numpy(), compute_uv=False)[0]
    assert found.first_component == pytest.approx(largest**2 / 46 / 5, rel=1e-10)


def test_entanglement_of_two_by_hand():
    rows = pd.DataFrame({"a": [1, 2, 4, 5], "b": [2, 1, 5, 4], "y": [1, 2, 3, 5]})
    found = cx.driver_entanglement(rows, outcome="y", drivers=["a", "b"])
    # r = 0.8: eigenvalues 1.8 and 0.2, inflation 1/(1 − 0.64).
    assert found.table["r"].tolist() == pytest.approx([0.8, 0.8])
    assert (found.first_component, found.condition_number) == pytest.approx((0.9, 3.0))
    assert found.inflation["vif"].tolist() == pytest.approx([1 / 0.36] * 2)
    assert repr(found).startswith("driver other")


def test_ordinal_check_against_statsmodels(rows):
    found = cx.ordinal_check(rows, within="place", **MODEL)
    free = rows[DRIVERS] - rows.groupby("place")[DRIVERS].transform("mean")
    design = (rows[DRIVERS] / free.std(ddof=0)).join(pd.get_dummies(rows["place"], drop_first=True).astype(float))
    codes = np.unique(joined(rows["y"]), return_inverse=True)[1]
    fit = OrderedModel(codes, design.to_numpy(), distr="logit").fit(method="bfgs", disp=0, gtol=1e-8)
    # Its gradient is numeric, which leaves 1e-5.
    assert found.table["estimate"].to_numpy() == pytest.approx(fit.params[:3], abs=1e-4)
    assert found.table["std_error"].to_numpy() == pytest.approx(fit.bse[:3], abs=1e-4)
    linear = cx.driver_slopes(rows, within="place", **MODEL).table
    assert found.table["linear"].to_numpy() == pytest.approx(linear["estimate"].to_numpy(), rel=1e-10)
    assert found.order_agrees
    assert found.rank_correlation == pytest.approx(1)
    assert found.table["sign_agrees"].all()


def joined(y):
    """The thin levels at the ends joined to the next."""
    counts = y.value_counts().sort_index()
    assert (counts[1:-1] >= 5).all(), counts
    low = counts.index[1] if counts.iloc[0] < 5 else counts.index[0]
    high = counts.index[-2] if counts.iloc[-1] < 5 else counts.index[-1]
    return np.clip(y, low, high)


def test_ordinal_check_joins_thin_levels_and_is_blind_to_the_steps_of_the_scale(rows):
    thin = rows.assign(y=rows["y"].clip(3, 8))
    thin.loc[[0, 1], "y"] = 0.0
    found = cx.ordinal_check(thin, **MODEL)
    assert found.notes == ("Levels of the outcome with fewer than 5 answers joined to the next: 0.",)
    by_hand = cx.ordinal_check(thin.assign(y=thin["y"].clip(3)), **MODEL)
    assert found.table["estimate"].to_numpy() == pytest.approx(by_hand.table["estimate"].to_numpy(), rel=1e-9)
    bent = thin.assign(y=np.exp(thin["y"]))
    again = cx.ordinal_check(bent, **MODEL)
    assert again.table["estimate"].to_numpy() == pytest.approx(found.table["estimate"].to_numpy(), rel=1e-9)


MESSAGES = {
    "drivers: some answer to them tells the outcome exactly, so the ordered logit has no finite slopes. "
    "Use the linear model, or join levels of the outcome.": lambda rows: rows.assign(a=rows["y"] + rows["a"] / 100),
    "outcome: 400 different values are too many for steps of a scale. Ordered logit is for at most 20; round the "
    "answers first.": lambda rows: rows.assign(y=rows["y"] + rows.index / 1000),
    "outcome: the same in all 400 rows. Where nothing varies, nothing can be explained.": lambda rows: rows.assign(y=3),
    "predictors: of 'a' and 'b' each follows exactly from the rest. Leave one of them out.": lambda rows: rows.assign(
        b=2 * rows["a"] + 1
    ),
    "predictors: 'a' is the same in all rows, or in all rows of each group. Leave it out.": lambda rows: rows.assign(
        a=7.1
    ),
    "data: 1 complete row is too few. A model needs more rows than columns.": lambda rows: rows.head(1),
}


@pytest.mark.parametrize("message", MESSAGES)
def test_messages_of_the_ordinal_check(rows, message):
    with pytest.raises(cx.CXError) as caught:
        cx.ordinal_check(MESSAGES[message](rows), **MODEL)
    assert str(caught.value) == message


def test_messages_of_entanglement(rows):
    cases = {
        "drivers: 'a' is alone. Name at least two.": (rows, ["a"]),
        "drivers: 'a' and 'b' are exactly collinear: each follows from the rest of them. Leave one of them out.": (
            rows.assign(b=-rows["a"]),
            ["a", "b"],
        ),
        "drivers: 'a' does not vary in 400 complete rows. Leave it out.": (rows.assign(a=7.1), ["a", "b"]),
    }
    for message, (table, drivers) in cases.items():
        with pytest.raises(cx.CXError) as caught:
            cx.driver_entanglement(table, outcome="y", drivers=drivers)
        assert str(caught.value) == message
