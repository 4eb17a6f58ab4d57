"""Mediation by a handful of units: Student's limits, the limits of a product, and what is said of them."""

import numpy as np
import pandas as pd
import pytest

import cxlib as cx
from cxlib.estimators.cluster_robust import cluster_robust_fit
from cxlib.estimators.products import product_limits
from cxlib.estimators.quantiles import critical_value
from cxlib.text import decimals

FEW = (
    "20 units, fewer than 60: percentiles of resamples would be too short. The paths have Student's limits, the "
    "indirect one those of a product of two such slopes."
)
NEAR = (
    "Neither path, a nor b, is told from 0: the indirect path has no interval. That of a product of two such numbers "
    "would be wider than it says."
)


def units(n, slope=0.8):
    rng = np.random.default_rng(4)
    x = rng.normal(size=n)
    m = slope * x + rng.normal(size=n)
    return pd.DataFrame({"unit": np.arange(n), "x": x, "m": m, "y": slope * m + 0.2 * x + rng.normal(size=n)})


def by_records(rows, **how):
    return cx.linkage_mediation(
        rows[["unit", "y"]], employees=rows[["unit", "x"]], records=rows[["unit", "m"]], unit="unit", outcome="y",
        engagement="x", mediator="m", n_resamples=100, rng=1, **how,
    )  # fmt: skip


def test_twenty_units_have_students_limits():
    """Each path is the slope of a regression, a unit its own cluster (HC2) with Bell and McCaffrey's df."""
    rows = units(20)
    found = by_records(rows)
    table = found.table.set_index("path")
    first = cluster_robust_fit(rows["m"], rows[["x"]], rows["unit"], names=["x"])
    second = cluster_robust_fit(rows["y"], rows[["x", "m"]], rows["unit"], names=["x", "m"])
    total = cluster_robust_fit(rows["y"], rows[["x"]], rows["unit"], names=["x"])
    for path, fit, at in (("a", first, 1), ("b", second, 2), ("direct", second, 1), ("total", total, 1)):
        half = critical_value(0.95, fit.df[at]) * fit.std_errors[at]
        expected = [fit.coefficients[at], fit.std_errors[at], fit.coefficients[at] - half, fit.coefficients[at] + half]
        assert table.loc[path, ["estimate", "std_error", "conf_low", "conf_high"]].tolist() == pytest.approx(expected)
    parts = ((fit.coefficients[at], fit.std_errors[at], fit.df[at]) for fit, at in ((first, 1), (second, 2)))
    limits = table.loc["indirect", ["conf_low", "conf_high"]].tolist()
    assert limits == pytest.approx(product_limits(*parts, 0.95))
    assert FEW in found.notes
    assert NEAR not in found.notes
    corrected = by_records(rows, interval="bca")
    pd.testing.assert_frame_equal(corrected.table, found.table)
    assert FEW.replace("percentiles of", "BCa limits and percentiles of") in corrected.notes


def test_paths_of_twenty_units_equal_clubsandwich():
    """conf_int(lm(m ~ x), "CR2", cluster = unit), lm(y ~ x + m), lm(y ~ x) in R 4.2.2 with clubSandwich 0.5.8."""
    found = by_records(units(20)).table.set_index("path")[["estimate", "std_error", "conf_low", "conf_high"]]
    expected = {
        "a": [0.6609375465408, 0.2285589032985, 0.1273187693912, 1.1945563236905],
        "b": [0.867790842813959, 0.197576478037557, 0.408258838913724, 1.327322846714193],
        "direct": [0.220932372257138, 0.310378786280101, -0.517608449244198, 0.959473193758475],
        "total": [0.7944879228172, 0.2889544932668, 0.1198629525200, 1.4691128931144],
    }
    np.testing.assert_allclose(found.loc[list(expected)], list(expected.values()), rtol=1e-9)


def test_fifty_units_are_drawn_again():
    found = by_records(units(60))
    assert not any("fewer than 60" in note for note in found.notes)
    assert found.table["conf_low"].notna().all()


@pytest.mark.parametrize("n", [20, 60])
def test_where_neither_path_is_told_from_0_the_indirect_one_has_no_interval(n):
    rng = np.random.default_rng(2)
    rows = pd.DataFrame(rng.normal(size=(n, 3)), columns=["x", "m", "y"]).assign(unit=np.arange(n))
    found = by_records(rows)
    assert NEAR in found.notes and not any("the indirect one" in note for note in found.notes)
    table = found.table.set_index("path")[["conf_low", "conf_high"]]
    assert table.loc[["indirect", "indirect (Sobel)"]].isna().all(axis=None)
    assert table.loc[["a", "b", "direct", "total"]].notna().all(axis=None)
    assert cx.reading(found).text == (
        "Neither the path to m nor the one from it is distinguished from nothing: what goes by it "
        f"({decimals(found.table['estimate'].iloc[4], 2)}) has no interval."
    )


def test_one_path_that_is_told_from_0_is_enough():
    """Student's limits of a or b leave out 0, or the indirect path has no interval."""
    rng, seen = np.random.default_rng(5), set()
    for slope in (0.0, 0.4, 0.8):
        for _ in range(12):
            x, noise = rng.normal(size=20), rng.normal(size=(2, 20))
            m = slope * x + noise[0]
            rows = pd.DataFrame({"unit": np.arange(20), "x": x, "m": m, "y": 0.2 * x + noise[1]})
            table = by_records(rows).table.set_index("path")
            told = bool((table.loc[["a", "b"], "conf_low"] * table.loc[["a", "b"], "conf_high"] > 0).any())
            assert table.loc["indirect", ["conf_low", "conf_high"]].notna().all() == told
            seen.add(told)
    assert seen == {True, False}


def test_customers_of_few_units_have_students_limits():
    rng = np.random.default_rng(3)
    rows = units(12)
    customers = rows.loc[np.repeat(np.arange(12), 15), ["unit", "m", "y"]] + [0.0, 0.0, 0.0]
    customers[["m", "y"]] += rng.normal(size=(180, 2))
    found = cx.linkage_mediation(
        customers, employees=rows[["unit", "x"]], unit="unit", outcome="y", engagement="x", mediator="m",
        n_resamples=100, rng=1,
    )  # fmt: skip
    table = found.table.set_index("path")
    assert table[["std_error", "conf_low", "conf_high"]].notna().all(axis=None)
    a = table.loc["a"]
    assert a["conf_high"] - a["estimate"] == pytest.approx(critical_value(0.95, 10) * a["std_error"])
    assert table.loc["b within", "std_error"] < table.loc["b", "std_error"]
    assert any("12 units, fewer than 60" in note for note in found.notes)
