"""Employees and customers joined by unit: slopes by level, correlations, lags, ways and power."""

import json
import tomllib

import numpy as np
import pandas as pd
import pytest
from table_engines import MAKERS

import cxlib as cx

NAMES = {"unit": "unit", "outcome": "score", "engagement": "engaged"}
# Three units in three waves, by hand. Engagement and score of each unit and wave:
ENGAGED = np.array([[1.0, 2, 3], [3, 5, 4], [6, 5, 7]])
SCORES = np.array([[2.0, 1, 3], [4, 4, 4], [9, 7, 8]])


def sides(engaged=ENGAGED, scores=SCORES, people=2, **more):
    """Two answers of each side for every unit and wave, one above and one below its mean."""
    u, w = np.indices(engaged.shape)

    def table(name, means):
        rows = {"unit": np.array(list("abcdefghijklmnopqrstuvwx"))[u].ravel(), "wave": w.ravel() + 1}
        frame = pd.DataFrame(rows | {name: means.ravel()} | {key: np.ravel(value) for key, value in more.items()})
        away = np.linspace(-0.5, 0.5, people) if people > 1 else [0.0]
        return pd.concat([frame.assign(**{name: frame[name] + step}) for step in away], ignore_index=True)

    return table("score", scores), table("engaged", engaged)


def link(customers, employees, **arguments):
    return cx.engagement_linkage(customers, employees=employees, min_cell=1, **NAMES | arguments)


@pytest.fixture(scope="module")
def simulated(shared):
    tables = {name: pd.read_csv(shared(f"data/linked/sim_{name}.csv")) for name in ("units", "customers", "employees")}
    tables["employees"]["eng"] = tables["employees"][[f"e{item}" for item in range(1, 9)]].mean(axis=1)
    return tables


@pytest.fixture(scope="module")
def reference(shared):
    return json.loads(shared("reference/engagement.json").read_text())


def test_three_levels_by_hand():
    """Unit means 2, 4, 6 and 2, 4, 8: slope 6/4. All nine: Σxy/Σxx about 4 and 14/3. Within: waves' means out too."""
    table = link(*sides(), wave="wave").table.set_index("effect")
    x, y = (values - values.mean() for values in (ENGAGED, SCORES))
    inside = [
        values - values.mean(axis=0) - values.mean(axis=1, keepdims=True) + values.mean()
        for values in (ENGAGED, SCORES)
    ]
    expected = [1.5, (x * y).sum() / (x**2).sum(), (inside[0] * inside[1]).sum() / (inside[0] ** 2).sum()]
    np.testing.assert_allclose(table["estimate"], expected, rtol=1e-12)
    assert table.index.tolist() == ["between", "pooled", "within"]
    assert table["n"].tolist() == [3, 9, 9] and (table["n_units"] == 3).all()


def test_a_level_of_its_own_for_each_unit_moves_all_but_the_slope_within():
    rng = np.random.default_rng(1)
    engaged, scores, place = rng.normal(size=(12, 4)), rng.normal(size=(12, 4)), rng.normal(size=(12, 1))
    plain = link(*sides(engaged, scores), wave="wave").table.set_index("effect")["estimate"]
    moved = link(*sides(engaged + place, scores + 3 * place), wave="wave").table.set_index("effect")["estimate"]
    assert moved["within"] == pytest.approx(plain["within"], rel=1e-9)
    assert moved["between"] > plain["between"] + 0.5 and moved["pooled"] > plain["pooled"] + 0.5


def test_between_units_is_what_club_sandwich_has(simulated, reference):
    units, r = simulated["units"], reference["units_ols_sim_nps"]["value"]
    row = cx.engagement_linkage(
        units[["unit", "nps"]], employees=units[["unit", "eng", "region"]], unit="unit", outcome="nps",
        engagement="eng", cluster="region",
    ).table.iloc[0]  # fmt: skip
    found = [row["estimate"], row["std_error"], row["df"], row["p_value"]]
    expected = [r[name]["eng"] for name in ("coef", "se_CR2", "CR2_satt_df", "CR2_p")]
    np.testing.assert_allclose(found, expected, rtol=1e-8)
    assert (row["n"], row["n_clusters"]) == (120, 12)


def test_three_clusters_give_a_slope_and_no_p_value():
    customers, employees = sides(np.arange(24.0).reshape(8, 3) % 7, np.arange(24.0).reshape(8, 3) % 5)
    customers["region"] = customers["unit"].map(dict(zip("abcdefgh", "xxxyyyzz", strict=True)))
    found = link(customers, employees, cluster="region")
    row = found.table.iloc[0]
    assert row[["estimate", "std_error", "df"]].notna().all()
    assert row[["p_value", "conf_low", "conf_high"]].isna().all()
    assert (
        f"between: {row['df']:.1f} degrees of freedom from 3 clusters; below 4 no p-value and no interval holds, so "
        "none is given." in found.notes
    )


def test_small_units_count_and_are_not_shown():
    """One wave of one unit has 3 employees: with it the next smallest is hidden, and no mean contains either."""
    engaged, scores = np.random.default_rng(2).normal(size=(2, 6, 3))
    customers, employees = sides(engaged, scores, people=12)
    few = (employees["unit"] == "b") & (employees["wave"] == 2)
    employees = pd.concat([employees[~few], employees[few].head(3)], ignore_index=True)
    found = cx.engagement_linkage(customers, employees=employees, wave="wave", min_cell=10, **NAMES)
    every = cx.engagement_linkage(customers, employees=employees, wave="wave", min_cell=1, **NAMES)
    pd.testing.assert_frame_equal(found.table, every.table)
    assert len(every.cells) == 18 and len(found.cells) == 16 and found.cells["n_employees"].min() == 12
    b = found.cells.query("unit == 'b'")
    assert b["wave"].tolist() == [1, 3]
    shown = found.units.set_index("unit").loc["b"]
    assert shown["engagement"] == pytest.approx(b["engagement"].mean()) and shown["n_employees"] == 24
    assert found.notes[-1] == (
        "2 of 18 means by unit and wave are not shown (fewer than 10 answers on a side, or next to one); they count in "
        "every estimate."
    )


def test_what_is_lost_is_counted_by_reason():
    customers, employees = sides()
    customers.loc[0, "score"] = np.nan
    customers.loc[1, "unit"] = None
    employees = employees[~((employees["unit"] == "c") & (employees["wave"] == 3))]
    alone = pd.DataFrame({"unit": ["z"] * 5, "wave": 1, "score": 1.0})
    found = link(pd.concat([customers, alone], ignore_index=True), employees, wave="wave")
    rows = found.join.set_index(["side", "reason"])
    assert rows.loc["customers"].to_dict("index") == {
        "all": {"n_units": 4, "n_unit_waves": 10, "n": 23},
        "no value": {"n_units": 0, "n_unit_waves": 0, "n": 1},
        "no unit or wave": {"n_units": 0, "n_unit_waves": 0, "n": 1},
        "unit on this side only": {"n_units": 1, "n_unit_waves": 1, "n": 5},
        "wave on this side only": {"n_units": 0, "n_unit_waves": 1, "n": 2},
        "joined": {"n_units": 3, "n_unit_waves": 8, "n": 14},
    }
    assert found.notes[:3] == (
        "14 of 23 answers of customers are joined, lost: 1 no value, 1 no unit or wave, 5 unit on this side only, 2 "
        "wave on this side only.",
        "16 of 16 answers of employees are joined.",
        "Only 3 units: a picture and a power curve say what there is to say.",
    )
    assert cx.reading(found, about="join").text == (
        "Joined of customers: 14 of 23 answers and 3 of 4 units; of employees: 16 of 16 answers and 3 of 3 units."
        " 3 of 3 units are large enough to be shown; all 3 count."
    )


def test_sides_may_come_from_different_engines():
    customers, employees = sides()
    plain = link(customers, employees, wave="wave")
    other = link(MAKERS["polars"](customers), MAKERS["duckdb"](employees), wave="wave")
    pd.testing.assert_frame_equal(other.table, plain.table, rtol=1e-9)
    pd.testing.assert_frame_equal(other.join, plain.join)


def test_correlation_corrected_for_both_reliabilities(simulated, reference):
    r = reference["design_effect_sim"]["value"]
    found = cx.linkage_correlation(
        simulated["customers"], employees=simulated["employees"], unit="unit", outcome="ltr", engagement="eng",
        n_permutations=199, rng=1,
    )  # fmt: skip
    np.testing.assert_allclose(found.table["estimate"], [r["r_units"], r["r_disattenuated"]], rtol=1e-10)
    np.testing.assert_allclose(found.reliability["icc2"], [r["icc2_emp"], r["icc2_cust"]], rtol=1e-10)
    np.testing.assert_allclose(found.reliability["design_effect"], [r["deff_emp"], r["deff_cust"]], rtol=1e-10)
    half = 1.959963984540054 / np.sqrt(117)
    limits = np.tanh(np.arctanh(r["r_units"]) + half * np.array([-1, 1]))
    np.testing.assert_allclose(found.table.loc[0, ["conf_low", "conf_high"]].astype(float), limits, rtol=1e-10)
    assert found.table["p_value"][0] == 1 / 200
    beside = found.beside_published().table
    assert beside["source"].tolist()[:3] == ["these data", "these data", "Harter, Schmidt & Hayes"]
    assert beside["kind"].tolist()[:3] == ["raw", "corrected", "corrected"]
    assert set(beside["finding"]) == {"", "for", "against", "mixed"}


def test_noise_is_not_corrected_into_a_correlation():
    """Each unit's two answers are +1 and −1 about a common 0, but for a hair: ICC(2) is below 0."""
    hair = np.random.default_rng(1).uniform(0, 0.01, (6, 3))
    customers, employees = sides(hair, np.arange(18.0).reshape(6, 3), people=2)
    found = cx.linkage_correlation(customers, employees=employees, **NAMES)
    assert found.table.loc[1, ["estimate", "conf_low", "conf_high"]].isna().all()
    assert found.notes[-1] == (
        "Not corrected: the units' means of a side differ no more than chance makes them (ICC(2) ≤ 0)."
    )


def test_conflated_slopes_are_those_of_lme4(simulated, reference):
    r = reference["ml_mediation_211_conflated"]["value"]
    rows = simulated["customers"].merge(simulated["units"][["unit", "eng"]], on="unit")
    fit = cx.random_intercept(rows, outcome="ltr", predictors=["quality", "eng"], group="unit", method="ml")
    expected = [r["b_conflated"], r["c_prime"]]
    np.testing.assert_allclose(fit.table["estimate"][1:], expected, rtol=1e-6)


def test_mediation_by_what_customers_say_is_that_of_lme4(simulated, reference):
    r = reference["ml_mediation_211_lmer_sim"]["value"]
    found = cx.linkage_mediation(
        simulated["customers"], employees=simulated["units"][["unit", "eng"]], unit="unit", outcome="ltr",
        engagement="eng", mediator="quality", n_resamples=200, rng=1,
    )  # fmt: skip
    table = found.table.set_index("path")
    names = {"a": "a", "b": "b_between", "b within": "b_within", "direct": "c_prime", "indirect": "indirect_between"}
    np.testing.assert_allclose(table.loc[list(names), "estimate"], [r[name] for name in names.values()], rtol=1e-6)
    assert table.loc["indirect (Sobel)", "std_error"] == pytest.approx(r["sobel_se"], rel=1e-6)
    assert table.loc["total", "estimate"] == pytest.approx(r["c_prime"] + r["indirect_between"], rel=1e-6)
    assert table.loc["indirect", "std_error"] == pytest.approx(r["sobel_se"], rel=0.25)
    assert found.settings["design"] == "2-1-1" and table["n"].iloc[0] == 4566


@pytest.mark.parametrize("interval", ["percentile", "bca"])
def test_mediation_by_records_is_that_of_r(simulated, reference, interval):
    units, r = simulated["units"], reference["mediation_sim_units"]["value"]
    found = cx.linkage_mediation(
        units[["unit", "nps"]], employees=units[["unit", "eng"]], records=units[["unit", "quality"]], unit="unit",
        outcome="nps", engagement="eng", mediator="quality", interval=interval, n_resamples=4000, rng=1,
    )  # fmt: skip
    table = found.table.set_index("path")
    names = {"a": "a", "b": "b", "direct": "c_prime", "total": "c_total", "indirect": "indirect"}
    np.testing.assert_allclose(table.loc[list(names), "estimate"], [r[name] for name in names.values()], rtol=1e-10)
    assert table.loc["indirect (Sobel)", "std_error"] == pytest.approx(r["sobel_se"], rel=1e-10)
    limits = r["boot_perc"] if interval == "percentile" else r["boot_bca"]
    got = table.loc["indirect", ["conf_low", "conf_high"]].astype(float)
    np.testing.assert_allclose(got, limits, rtol=0, atol=np.ptp(limits) / 10)


def test_lags_by_hand_with_dummies():
    """The slopes of least squares with a dummy for each unit and wave; a wave that is missing is no neighbour."""
    engaged, scores = np.random.default_rng(5).normal(size=(2, 9, 5))
    customers, employees = sides(engaged, scores)
    customers = customers[~((customers["unit"] == "d") & (customers["wave"] == 3))]
    scores[3, 2] = np.nan
    table = cx.linkage_lags(customers, employees=employees, wave="wave", n_resamples=50, rng=1, **NAMES).table
    u, w = np.indices((9, 4))
    for row, (first, second) in enumerate(((engaged, scores), (scores, engaged))):
        y, x = second[:, 1:], np.stack([first[:, :-1], second[:, :-1]])
        kept = ~(np.isnan(y) | np.isnan(x).any(axis=0))
        dummies = [u[kept][:, None] == np.arange(9), (w[kept][:, None] == np.arange(4))[:, 1:]]
        slopes = np.linalg.lstsq(np.column_stack([x[:, kept].T, *dummies]), y[kept], rcond=None)[0]
        assert table["estimate"][row] == pytest.approx(slopes[0], rel=1e-9) and table["n"][row] == kept.sum()
    assert table["direction"].tolist() == ["engagement first", "outcome first"]


def test_ways_within_units_by_hand_with_dummies():
    """Two fits with a dummy for each unit and wave, engagement and the outcome's past a wave before."""
    engaged, scores, share = np.random.default_rng(7).normal(size=(3, 10, 5))
    customers, employees = sides(engaged, scores)
    records, _ = sides(engaged, share, people=1)
    path = cx.linkage_mediation(
        customers, employees=employees, records=records.rename(columns={"score": "share"}), mediator="share",
        wave="wave", lag=1, n_resamples=50, rng=1, **NAMES,
    ).table.set_index("path")["estimate"]  # fmt: skip
    u, w = (places.ravel() for places in np.indices((10, 4)))
    dummies = np.column_stack([u[:, None] == np.arange(10), (w[:, None] == np.arange(4))[:, 1:]])
    x, past, m, y = engaged[:, :-1], scores[:, :-1], share[:, 1:], scores[:, 1:]

    def slopes(outcome, *predictors):
        design = np.column_stack([*(each.ravel() for each in predictors), dummies])
        return np.linalg.lstsq(design, outcome.ravel(), rcond=None)[0]

    a, total, (b, direct, *_) = slopes(m, x, past)[0], slopes(y, x, past)[0], slopes(y, m, x, past)
    np.testing.assert_allclose(path.iloc[:5], [a, b, direct, total, a * b], rtol=1e-9)


def test_waves_keep_their_order():
    """Waves 9, 10, 11 as text come in this order, not 10, 11, 9."""
    engaged, scores = np.random.default_rng(6).normal(size=(2, 6, 3))
    tables = sides(engaged, scores)
    plain = cx.linkage_lags(tables[0], employees=tables[1], wave="wave", n_resamples=20, rng=1, **NAMES).table
    texts = [table.assign(wave=(table["wave"] + 8).astype(str)) for table in tables]
    found = cx.linkage_lags(texts[0], employees=texts[1], wave="wave", n_resamples=20, rng=1, **NAMES).table
    pd.testing.assert_frame_equal(found, plain)


def test_units_needed(reference):
    r = reference["power_units"]["value"]
    expected = [int(np.ceil(value["n80"])) for value in r.values()]
    wanted = [float(name[1:]) for name in r]
    assert cx.linkage_power(r=wanted).table["n_units"].tolist() == expected
    assert cx.linkage_power(r=wanted, power=0.9).table["n_units"].tolist() == [
        int(np.ceil(value["n90"])) for value in r.values()
    ]
    smallest = cx.linkage_power(n_units=expected).table["r"]
    assert ((smallest <= wanted) & (smallest > np.array(wanted) * 0.98)).all()


def test_power_by_simulation_agrees_with_the_formula_and_pays_for_noise():
    design = dict(n_units=194, icc_engagement=0.99, icc_outcome=0.99, rng=1)
    exact = cx.linkage_power(r=0.2, n_employees=200, n_customers=200, **design).table.iloc[0]
    assert exact["power"] == pytest.approx(0.8, abs=0.03)
    assert exact["conf_low"] < exact["power"] < exact["conf_high"]
    design |= {"icc_engagement": 0.28, "icc_outcome": 0.05}
    noisy = cx.linkage_power(r=0.2, n_employees=[10, 20], n_customers=17, **design).table.iloc[0]
    # ICC(2) of 17 answers with ICC(1) .05 is .472; of 10 or 20 with .28 .795 and .886
    assert noisy["r_observed"] == pytest.approx(0.2 * np.sqrt(0.472 * 0.84), abs=0.01)
    assert noisy["power"] < 0.5


@pytest.fixture(scope="module")
def company():
    """Adjusted satisfaction, engagement and records of the sample company."""
    names = ["employees", "transactional", "branch_halves"]
    tables = cx.read_study(cx.sample_study(), tables=names).tables
    rows = tables["transactional"].dropna(subset=["branch", "satisfaction"])
    month = rows["month"].astype(int)
    values = rows["satisfaction"] - rows.groupby(["touchpoint", "month"], observed=True)["satisfaction"].transform(
        "mean"
    )
    customers = pd.DataFrame({"branch": rows["branch"], "half": ((month + 5) // 6).astype(str), "satisfaction": values})
    staff = tables["employees"].rename(columns={"wave": "half"})
    items = staff.columns[staff.columns.str.startswith("eng_")]
    staff = staff[["branch", "half"]].assign(engagement=staff[items].mean(axis=1))
    return customers, staff, tables["branch_halves"]


@pytest.mark.full
def test_the_planted_link_is_found_at_its_level_and_in_its_direction(company, root):
    """Between, pooled, within, lagged, reverse and the way by punctuality: each as the truth says an analysis finds."""
    customers, staff, records = company
    truth = tomllib.loads((root / "data/samples/pont_nou/truth.toml").read_text(encoding="utf-8"))
    names = dict(employees=staff, unit="branch", outcome="satisfaction", engagement="engagement", wave="half")
    levels = cx.engagement_linkage(customers, **names)
    lags = cx.linkage_lags(customers, n_resamples=300, rng=1, **names)
    way = cx.linkage_mediation(
        customers, records=records, mediator="on_time_share", lag=1, n_resamples=300, rng=1, **names
    )
    slope = levels.table.set_index("effect")["estimate"]
    ahead, back = lags.table.to_dict("records")
    path = way.table.set_index("path")
    found = {
        "linkage_between": slope["between"], "linkage_within": slope["within"],
        "linkage_lagged": ahead["estimate"], "linkage_reverse": back["estimate"],
        "punctuality_a": path.at["a", "estimate"], "punctuality_b": path.at["b", "estimate"],
        "punctuality_indirect": path.at["indirect", "estimate"],
    }  # fmt: skip
    for name, value in found.items():
        assert abs(value - truth[name]["finds"]) <= truth[name]["tolerance"], name
    assert slope["between"] > slope["pooled"] > slope["within"]
    assert slope["pooled"] == pytest.approx(0.51, abs=0.18)
    assert ahead["conf_low"] > 0 and back["conf_low"] < 0 < back["conf_high"] < 0.12
    assert path.at["indirect", "conf_low"] > 0 and 0 < way.vanishing_rho < 0.5
    assert cx.reading(levels).text.endswith("Most of the picture is which unit it is, not what changed in it.")
    assert "customers go before engagement is not seen" in cx.reading(lags).text
