"""Charts, run lengths and waiting times against R, entry by entry of the shared reference file."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import cxlib as cx
from cxlib.estimators import control_limits, run_lengths, survival
from cxlib.estimators.quantiles import critical_value

EXACT = 1e-8
Z = critical_value(0.95)


@pytest.fixture(scope="module")
def reference(shared):
    return json.loads(shared("reference/monitoring.json").read_text(encoding="utf-8"))


def limits(kind, n, total, squares=None, used=None):
    n, total = (np.atleast_2d(np.asarray(part, float)) for part in (n, total))
    squares = total if squares is None else np.atleast_2d(np.asarray(squares, float))
    used = np.ones(n.shape, bool) if used is None else used
    value, centre, sigma = control_limits.chart_centre(kind, n, total, squares, used)
    return value[0], centre[0, 0], (centre - 3 * sigma)[0], (centre + 3 * sigma)[0]


def out(value, low, high):
    return (np.flatnonzero((value < low) | (value > high)) + 1).tolist()


@pytest.mark.parametrize("kind", ["p", "u", "c"])
def test_attribute_charts(reference, kind):
    entry = reference[f"{kind}_chart"]
    x = entry["data"]["x"]
    value, centre, low, high = limits(kind, entry["data"].get("n", np.ones(len(x))), x)
    low = np.maximum(low, 0)
    assert centre == pytest.approx(entry["value"]["centre"], abs=EXACT)
    assert low == pytest.approx(np.broadcast_to(entry["value"]["lcl"], len(x)), abs=EXACT)
    assert high == pytest.approx(np.broadcast_to(entry["value"]["ucl"], len(x)), abs=EXACT)
    assert out(value, low, high) == entry["value"]["out"]


def test_laney(reference):
    entry = reference["laney_p"]
    value, _, low, high = limits("laney", entry["data"]["n"], entry["data"]["x"])
    assert low == pytest.approx(entry["value"]["lcl"], abs=EXACT)
    assert high == pytest.approx(entry["value"]["ucl"], abs=EXACT)
    assert out(value, low, high) == entry["value"]["out"]
    exact = entry["value"]["sigma_z_exact_2_over_sqrt_pi"] / entry["value"]["sigma_z_1.128"]
    assert exact == pytest.approx(control_limits.NEIGHBOURS * np.sqrt(np.pi) / 2, abs=EXACT)


def test_net_promoter_score(reference):
    entry = reference["nps_chart"]
    p, d, n = (np.array(entry["data"][name]) for name in ("promoters", "detractors", "n"))
    value, centre, low, high = limits("nps", n, p - d, p + d)
    assert centre == pytest.approx(entry["value"]["centre"], abs=EXACT)
    assert low == pytest.approx(entry["value"]["lcl"], abs=EXACT)
    assert high == pytest.approx(entry["value"]["ucl"], abs=EXACT)
    assert out(value, low, high) == entry["value"]["out"]


def test_individual_values(reference):
    entry = reference["xmr"]
    x = np.array(entry["data"]["x"], float)
    _, centre, low, high = limits("individuals", np.ones(len(x)), x)
    assert centre == pytest.approx(entry["value"]["centre"], abs=EXACT)
    assert [low[0], high[0]] == pytest.approx(entry["value"]["limits_1.128"], abs=EXACT)


def charted(rows, **given):
    """The public chart of subgroups, (periods, n)."""
    rows = np.asarray(rows, float)
    data = pd.DataFrame({"t": np.repeat(np.arange(len(rows)), rows.shape[1]), "v": rows.ravel()})
    given = {"kind": "mean", "baseline": len(rows), "period": "t", "rating": "v"} | given
    return cx.control_chart(data, **given).table


@pytest.mark.parametrize(("spread", "name"), [("range", "R_limits"), ("sd", "S_limits")])
def test_means_by_ranges_and_by_standard_deviations(reference, spread, name):
    entry = reference["xbar_chart"]
    row = charted(entry["data"]["rows"], spread=spread).iloc[0]
    assert row["centre"] == pytest.approx(entry["value"]["centre"], abs=EXACT)
    assert [row["limit_low"], row["limit_high"]] == pytest.approx(entry["value"][name], abs=EXACT)


def test_ranges(reference):
    entry = reference["xbar_chart"]
    row = charted(entry["data"]["rows"], kind="range").iloc[0]
    assert row["centre"] == pytest.approx(entry["value"]["rbar"], abs=EXACT)
    assert [row["limit_low"], row["limit_high"]] == pytest.approx(entry["value"]["R_chart"], abs=EXACT)


def test_constants_of_subgroups(reference):
    value, size = reference["xbar_chart"]["value"], np.array([5.0])
    for name, found in {"d2": control_limits.mean_range, "d3": control_limits.range_sd,
                        "c4": control_limits.mean_sd}.items():  # fmt: skip
        assert found(size)[0] == pytest.approx(value[name], abs=EXACT)


def test_means_by_the_pooled_standard_deviation(reference):
    rows = np.array(reference["xbar_chart"]["data"]["rows"])
    pooled = np.sqrt(rows.var(axis=1, ddof=1).mean())
    low = charted(rows).iloc[0]["limit_low"]
    assert low == pytest.approx(rows.mean() - 3 * pooled / np.sqrt(rows.shape[1]), abs=EXACT)


def test_run_lengths_of_moving_averages(reference):
    for case in reference["ewma_arl"]["value"]:
        kernel = run_lengths.ewma_kernel(case["mu"], case["lambda"], case["L"])
        assert kernel.mean == pytest.approx(case["arl"], rel=EXACT)


def test_run_lengths_of_sums(reference):
    for case in reference["cusum_arl"]["value"]:
        up, down = (run_lengths.cusum_kernel(side * case["mu"], case["k"], case["h"]).mean for side in (1, -1))
        assert up == pytest.approx(case["one_sided"], rel=EXACT)
        assert run_lengths.two_sided(up, down) == pytest.approx(case["two_sided"], rel=1e-7)


@pytest.mark.parametrize("scale", ["log", "log-log", "plain"])
def test_kaplan_meier(reference, scale):
    entry = reference["km_" + scale.replace("-", "")]
    expected = {name: np.array(values, float) for name, values in entry["value"].items() if isinstance(values, list)}
    found = survival.kaplan_meier(entry["data"]["time"], np.array(entry["data"]["status"]))
    low, high = survival.survival_limits(found.share, found.greenwood, Z, scale)
    for name, own in {
        "time": found.time, "n_risk": found.n_risk, "n_event": found.n_event, "surv": found.share,
        "std_err_of_cumhaz_scale": np.sqrt(found.greenwood),
        "std_err_of_surv": found.share * np.sqrt(found.greenwood), "lower": low, "upper": high,
    }.items():  # fmt: skip
        assert own == pytest.approx(expected[name], abs=EXACT, nan_ok=True), name
    medians = [survival.median_time(found.time, one) for one in (found.share, low, high)]
    wanted = [entry["value"][name] for name in ("median", "median_lower", "median_upper")]
    assert medians == pytest.approx([np.nan if one is None else one for one in wanted], nan_ok=True)


def test_medians_where_the_share_is_one_half(reference):
    for case in reference["km_median_tie"]["value"]:
        found = survival.kaplan_meier(case["data"]["time"], np.array(case["data"]["status"]))
        low, high = survival.survival_limits(found.share, found.greenwood, Z, "log")
        median, lower, upper = (survival.median_time(found.time, one) for one in (found.share, low, high))
        wanted = [np.nan if case[name] is None else case[name] for name in ("median_R", "lcl", "ucl")]
        assert [median, lower, upper] == pytest.approx(wanted, nan_ok=True)


def test_log_rank(reference):
    data, value = reference["logrank"]["data"], reference["logrank"]["value"]
    group = np.unique(data["group"], return_inverse=True)[1]
    observed, expected, variance = survival.log_rank_parts(data["time"], data["status"], group)
    assert observed.tolist() == value["obs"]
    assert expected == pytest.approx(value["exp"], abs=EXACT)
    assert variance == pytest.approx(np.array(value["var"]), abs=EXACT)
    chi_squared, df, p = survival.log_rank(data["time"], data["status"], group)
    assert (chi_squared, df, p) == pytest.approx((value["chisq"], 1, value["p"]), abs=EXACT)


def test_competing_risks(reference):
    data, value = reference["competing_risks"]["data"], reference["competing_risks"]["value"]
    share, variance = survival.cumulative_incidence(data["time"], np.array(data["cause"]), 2, data["at"])
    for kind in (0, 1):
        assert share[:, kind] == pytest.approx(value[f"cuminc_est_{kind + 1}"], abs=EXACT)
        assert variance[:, kind] == pytest.approx(value[f"cuminc_var_{kind + 1}"], abs=EXACT)
    states = np.array(value["survfit_pstate"])
    assert 1 - share.sum(axis=1) == pytest.approx(states[:, 0], abs=EXACT)
    # the infinitesimal jackknife is another estimate of the same error
    assert np.sqrt(variance) == pytest.approx(np.array(value["survfit_std_err"])[:, 1:], rel=0.1)


def test_whole_times_and_others_are_counted_alike(reference):
    data = reference["competing_risks"]["data"]
    time, cause = np.array(data["time"], float), np.array(data["cause"])
    whole, sorted_ = survival.event_counts(time, cause, 2), survival.event_counts(time / 3, cause, 2)
    assert whole[0] / 3 == pytest.approx(sorted_[0])
    assert (whole[1] == sorted_[1]).all() and (whole[2] == sorted_[2]).all()


def test_published_charts_of_shares_and_counts(shared):
    published = json.loads(shared("reference/charts_and_small_tables.json").read_text(encoding="utf-8"))["montgomery"]
    juice = np.genfromtxt(shared("data/control_charts/orangejuice.txt"), skip_header=1, usecols=(1, 2))[:30]
    wanted = published["orange_juice_p_chart"]
    value, centre, low, high = limits("p", juice[:, 1], juice[:, 0])
    assert (centre, low[0], high[0]) == pytest.approx((wanted["centre"], wanted["lcl"], wanted["ucl"]), abs=6e-5)
    assert out(value, low, high) == wanted["out"]
    used = ~np.isin(np.arange(1, 31), wanted["out"])[None, :]
    value, centre, low, high = limits("p", juice[:, 1], juice[:, 0], used=used)
    wanted = wanted["revised"]
    assert (centre, low[0], high[0]) == pytest.approx((wanted["centre"], wanted["lcl"], wanted["ucl"]), abs=6e-5)
    assert [point for point in out(value, low, high) if used[0, point - 1]] == wanted["out"]
    wanted = published["circuit_c_chart"]
    circuit = np.genfromtxt(shared("data/control_charts/circuit.txt"), skip_header=1, usecols=0)[:26]
    _, centre, low, high = limits("c", np.ones(26), circuit)
    assert (centre, low[0], high[0]) == pytest.approx((wanted["centre"], wanted["lcl"], wanted["ucl"]), abs=6e-4)


def test_published_chart_of_means(shared):
    """Montgomery's piston rings by the mean range (A2); the pooled standard deviation gives limits 0.8 % wider."""
    published = json.loads(shared("reference/charts_and_small_tables.json").read_text(encoding="utf-8"))["montgomery"]
    wanted = published["piston_rings_xbar"]
    rows = np.genfromtxt(shared("data/control_charts/pistonrings.txt"), skip_header=1, usecols=(0, 1))
    rows = rows[rows[:, 1] <= 25, 0].reshape(25, 5)
    found = charted(rows, spread="range")
    assert found["centre"].iloc[0] == pytest.approx(wanted["centre"], abs=5e-7)
    assert found["limit_low"].iloc[0] == pytest.approx(wanted["lcl"], abs=5e-6)
    assert found["limit_high"].iloc[0] == pytest.approx(wanted["ucl"], abs=5e-5)  # printed to four places
    assert not found["signal"].any()
    assert charted(rows, kind="range")["centre"].iloc[0] == pytest.approx(wanted["range_mean"], abs=5e-7)
    wide, narrow = (one["limit_high"].iloc[0] - one["limit_low"].iloc[0] for one in (charted(rows), found))
    assert wide / narrow == pytest.approx(1.0079, abs=1e-4)


def test_every_entry_of_the_reference_is_met_by_a_test(reference):
    """An entry that is added to the file fails here until a test reads it."""
    here = Path(__file__).parent
    files = [*here.glob("test_*.py"), *here.parent.glob("priorities/test_*.py")]
    read = "".join(file.read_text(encoding="utf-8") for file in files)
    built = {f"{kind}_chart" for kind in "puc"} | {"km_log", "km_loglog", "km_plain"}  # the names of parametrised tests
    entries = set(reference) - {"versions", "generator"}
    assert {name for name in entries - built if f'"{name}"' not in read} == set() and built <= entries
