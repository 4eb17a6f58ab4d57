"""Function, treatment and staff together: planted slopes, and intervals that count units."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from scipy import stats

import cxlib as cx
from cxlib.errors import CXError
from cxlib.estimators.cluster_robust import cluster_robust_fit

TERMS = ["functional", "emotional", "staff", "functional × emotional", "functional × staff", "emotional × staff"]
NAMED = {"impression": "y", "functional": "f", "emotional": "e", "unit": "u", "experience": "x"}


def firm(seed: int, units: int = 40, each: int = 30, staff: float = 0.5, between: float = 0.3):
    """Customers and employees of units; slopes .8, .6 and `staff` per standard deviation, −.3 of the first pair."""
    rng = np.random.default_rng(seed)
    lived = rng.normal(size=units)
    lived = (lived - lived.mean()) / lived.std(ddof=1)
    unit = np.repeat(np.arange(units), each)
    f, e = rng.normal(3.5, 1, units * each), rng.normal(3.8, 0.9, units * each)
    y = 5 + 0.8 * f + 0.6 * e + staff * lived[unit] - 0.3 * (f - 3.5) * (e - 3.8)
    y += rng.normal(0, between, units)[unit] + rng.normal(0, 1, units * each)
    customers = pd.DataFrame({"u": unit.astype(str), "f": f, "e": e, "y": y})
    employees = pd.DataFrame({"u": np.arange(units).astype(str), "x": 3 + 0.4 * lived})
    return customers, pd.concat([employees.assign(x=employees["x"] + 0.5), employees.assign(x=employees["x"] - 0.5)])


def test_planted_slopes_are_found():
    customers, employees = firm(1, units=120)
    table = cx.experience_parts(customers, employees=employees, **NAMED).table
    assert table["term"].tolist() == TERMS and table["n_units"].eq(120).all() and table["n"].eq(3600).all()
    planted = np.array([0.8, 0.6, 0.5, -0.3, 0, 0])
    assert ((table["conf_low"] - 0.02 <= planted) & (planted <= table["conf_high"] + 0.02)).all()


def test_slopes_are_those_of_least_squares_and_errors_those_of_units():
    customers, employees = firm(2)
    table = cx.experience_parts(customers, employees=employees, **NAMED).table
    x = customers["u"].map(employees.groupby("u")["x"].mean() / employees.groupby("u")["x"].mean().std())
    f, e, x = (column - column.mean() for column in (customers["f"], customers["e"], x))
    design = np.column_stack([f, e, x, f * e, f * x, e * x])
    plain = sm.OLS(customers["y"], sm.add_constant(design)).fit()
    np.testing.assert_allclose(table["estimate"], plain.params.iloc[1:], rtol=1e-9)
    fit = cluster_robust_fit(customers["y"], design, customers["u"], names=list("abcdef"))
    np.testing.assert_allclose(table["std_error"], fit.std_errors[1:], rtol=1e-9)
    assert table["std_error"][2] > 1.3 * plain.bse.iloc[3]  # rows are no units: the staff's slope is that of 40
    assert table["df"][2] < 40 < table["df"][0] + 10


@pytest.mark.full
def test_what_is_called_the_least_is_found_in_about_four_of_five():
    """An effect moves the estimate and not its error, so that firms without one tell how often it would be seen."""
    rows = []
    for seed in range(200):
        customers, employees = firm(seed, each=15, staff=0.0)
        rows.append(cx.experience_parts(customers, employees=employees, **NAMED).table.loc[2])
    table = pd.DataFrame(rows)
    seen = (table["estimate"] + table["least"].mean()) / table["std_error"] > stats.t.ppf(0.975, table["df"])
    assert 0.71 <= seen.mean() <= 0.89  # three standard errors
    assert (table["p_value"] < 0.05).mean() <= 0.1


@pytest.mark.full
def test_twelve_units_hold_their_promise_where_rows_do_not():
    """Of 400 firms with twelve units the slope lies within its limits in 95 %; errors of rows hold it in far fewer."""
    held = told = rows_held = 0
    for seed in range(400):
        customers, employees = firm(seed, units=12, each=25, staff=0.2, between=0.4)
        row = cx.experience_parts(customers, employees=employees, **NAMED).table.loc[2]
        told += row["df"] >= 4  # below, no limits are told
        held += row["conf_low"] <= 0.2 <= row["conf_high"]
        x = customers["u"].map(employees.groupby("u")["x"].mean())
        f, e, x = (column - column.mean() for column in (customers["f"], customers["e"], x / x.std()))
        design = sm.add_constant(np.column_stack([f, e, x, f * e, f * x, e * x]))
        plain = sm.OLS(customers["y"], design).fit(cov_type="HC3")
        rows_held += abs(plain.params.iloc[3] - 0.2) < 1.96 * plain.bse.iloc[3]
    assert told > 150 and 0.91 <= held / told <= 1.0
    assert rows_held / 400 < 0.8


def test_units_that_cannot_be_compared_are_refused():
    customers, employees = firm(3, units=9)
    with pytest.raises(CXError, match="u: 9 units have answers of customers and of employees; 10 are needed"):
        cx.experience_parts(customers, employees=employees, **NAMED)
    customers, employees = firm(3, units=12)
    with pytest.raises(CXError, match="x: all units have one and the same mean"):
        cx.experience_parts(customers, employees=employees.assign(x=3.0), **NAMED)


def test_rows_without_a_unit_are_counted():
    customers, employees = firm(4)
    customers.loc[:4, "u"] = None
    found = cx.experience_parts(customers, employees=employees, **NAMED)
    assert found.notes == ("5 rows without an answer or a unit with staff left out.",)


def test_the_reading_says_what_so_few_units_could_show():
    found = cx.experience_parts(firm(5, staff=0.0)[0], employees=firm(5)[1], **NAMED)
    said = cx.reading(found, aside=True).text
    assert "cannot be distinguished from 0" in said and "on 40 units" in said and "in four of five studies" in said
    assert "functional × emotional −0.29" in said
    clear = cx.reading(cx.experience_parts(firm(5)[0], employees=firm(5)[1], **NAMED), aside=True)
    assert clear.headline == "Where staff live their own work better, customers have a better impression."
