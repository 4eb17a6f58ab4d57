"""Importance of drivers: R's packages on two data sets, what must change nothing, and every engine."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from table_engines import MAKERS

import cxlib as cx
from cxlib.drivers import importance_tables

REFERENCE = 1e-10  # other solvers, on data of two to five digits
ALGEBRA = 1e-12
FILES = {"swiss": "data/swiss.csv", "attitude": "data/employees/attitude.csv"}


def data_and_numbers(name, shared):
    """The data, and what relaimpo, domir, rwa and dominanceanalysis say of them."""
    numbers = json.loads(shared("reference/drivers.json").read_text(encoding="utf-8"))
    found = numbers[name] | {"boot": numbers["bootstrap_monte_carlo"][f"{name}_lmg"]}
    return pd.read_csv(shared(FILES[name])).assign(w=found["weighted"]["weights"]), found


@pytest.fixture(params=FILES)
def known(request, shared):
    return data_and_numbers(request.param, shared)


@pytest.fixture
def swiss(shared):
    return data_and_numbers("swiss", shared)


def importance(data, known, **how):
    return cx.driver_importance(data, outcome=known["outcome"], drivers=known["predictors"], **how)


def halo(n: int = 300, p: int = 4, seed: int = 3) -> pd.DataFrame:
    """Answers that share a mood: outcome y, drivers a, b, …, touchpoint t, weight w, id."""
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(n, 1)) + rng.normal(size=(n, p))
    data = pd.DataFrame(x, columns=list("abcdefgh")[:p])
    data["y"] = x @ np.linspace(1, 0, p) + rng.normal(size=n)
    return data.assign(t=rng.choice(["x", "y", "z"], n), w=rng.uniform(0.5, 2, n), id=np.arange(n) // 2)


METHODS = {"lmg": "lmg", "first": "first", "last": "last", "pratt": "pratt", "relative_weights": "genizi"}


@pytest.mark.parametrize("method", METHODS)
def test_methods_as_in_r(known, method):
    # calc.relimp(d, type = c("lmg", "last", "first", "pratt", "genizi"), rela = FALSE)
    data, r = known
    found = importance(data, r, method=method)
    expected = [r[METHODS[method]][name] for name in r["predictors"]]
    assert found.table["estimate"].tolist() == pytest.approx(expected, abs=REFERENCE)
    assert found.r_squared == pytest.approx(r["R2"], abs=REFERENCE)


def test_diagnostics_as_in_r(known):
    data, r = known
    table = importance(data, r).table
    for column, name in (("r", "r_xy"), ("beta", "std_beta"), ("vif", "vif"), ("share", "lmg_percent")):
        assert table[column].tolist() == pytest.approx([r[name][driver] for driver in r["predictors"]], abs=REFERENCE)
    assert table["rank"].tolist() == [r["lmg_rank"][driver] for driver in r["predictors"]]
    expected = [r["r_xy"][driver] * r["std_beta"][driver] > 0 for driver in r["predictors"]]
    assert table["sign_agrees"].tolist() == expected


def test_weighted_as_in_r(known):
    # calc.relimp(d, type = , weights = w); Johnson's weights from cov.wt's correlations
    data, r = known
    for method in ("lmg", "first", "last"):
        found = importance(data, r, method=method, weights="w").table["estimate"]
        expected = [r["weighted"][method][name] for name in r["predictors"]]
        assert found.tolist() == pytest.approx(expected, abs=REFERENCE)
    found = importance(data, r, method="relative_weights", weights="w").table["estimate"].tolist()
    own = r["weighted"]["johnson_own_from_weighted_cor"]
    assert found == pytest.approx([own[name] for name in r["predictors"]], abs=REFERENCE)


def test_groups_and_columns_always_in_as_in_r(swiss):
    data, r = swiss
    block = {"EduExam": ["Education", "Examination"]}
    for method in ("lmg", "first", "last"):
        for name, how in (("group_Education_Examination", {}), ("group_weighted", {"weights": "w"})):
            table = importance(data, r, groups=block, method=method, **how).table.set_index("driver")
            names = ["EduExam", *r[name]["names"][1:]]
            assert table["estimate"][names].tolist() == pytest.approx(r[name][method], abs=REFERENCE)
        fixed = r["always_Education"]
        found = cx.driver_importance(
            data, outcome="Fertility", drivers=list(fixed["lmg"]), always=["Education"], method=method
        )
        assert found.table["estimate"].tolist() == pytest.approx(list(fixed[method].values()), abs=REFERENCE)
        assert found.table["share"].sum() == pytest.approx(found.table["estimate"].sum() / fixed["R2.decomp"])
    assert found.r_squared == pytest.approx(fixed["R2"], abs=REFERENCE)
    assert found.notes[-1] == "In every model: Education; alone R² = 0.441. The estimates are what drivers add."
    pratt = cx.driver_importance(
        data, outcome="Fertility", drivers=list(fixed["lmg"]), always=["Education"], method="pratt"
    )
    assert pratt.table["estimate"].sum() == pytest.approx(fixed["R2.decomp"], abs=REFERENCE)
    assert table.loc["EduExam", ["r", "beta", "sign_agrees", "vif"]].isna().all()


@pytest.mark.parametrize(("interval", "name"), [("percentile", "perc"), ("bca", "bca")])
def test_bootstrap_limits_near_those_of_relaimpo(known, interval, name, monkeypatch):
    # relaimpo takes percentiles at the level itself, and gives BCa for 30 rows.
    monkeypatch.setattr(importance_tables, "FEW_FOR_BCA", 0)
    monkeypatch.setattr(importance_tables, "expanded_level", lambda level, n, df: level)
    monkeypatch.setattr(importance_tables, "_told_from_nothing", lambda *_: True)  # nor lets an interval begin at 0
    # set.seed(1); boot.relimp(d, b = 2000, type = "lmg"); booteval.relimp(bo, bty = , level = .95)
    data, r = known
    table = importance(data, r, n_resamples=3000, interval=interval, rng=1).table
    low, high = (np.array([r["boot"][name][end][driver] for driver in r["predictors"]]) for end in ("lower", "upper"))
    for limit, expected in (("conf_low", low), ("conf_high", high)):
        assert (np.abs(table[limit] - expected) / (high - low)).max() < 0.10


def test_few_rows_have_expanded_percentiles_and_no_bca(swiss):
    data, r = swiss
    plain, asked = (importance(data, r, n_resamples=400, interval=name, rng=1) for name in ("percentile", "bca"))
    pd.testing.assert_frame_equal(plain.table, asked.table)
    assert "Fewer than 300 rows: BCa limits would be too short; these are percentiles." in asked.notes
    assert not any("BCa" in note for note in plain.notes)


def test_an_interval_begins_at_0_where_a_driver_is_not_told_from_nothing():
    """Resamples of R² never fall below 0, so that none of 2,000 intervals held a driver that is worth nothing."""
    rng = np.random.default_rng(3)
    data = pd.DataFrame(rng.normal(size=(100, 3)), columns=["strong", "weak", "nothing"])
    data["y"] = data["strong"] + 0.5 * data["weak"] + rng.normal(size=100)
    names = ["strong", "weak", "nothing"]
    for method in ("lmg", "first", "last", "relative_weights"):
        found = cx.driver_importance(data, outcome="y", drivers=names, method=method, n_resamples=400, rng=1)
        low = found.table.set_index("driver")["conf_low"]
        assert low["nothing"] == 0 and low["weak"] > 0 and low["strong"] > 0  # control
        assert found.notes == (
            "nothing: not told from a driver that is worth nothing, and so the interval begins at 0.",
        )
    pratt = cx.driver_importance(data, outcome="y", drivers=names, method="pratt", n_resamples=400, rng=1)
    assert (pratt.table["conf_low"] != 0).all() and pratt.notes == ()  # it may be below 0, and is left alone


def test_95_of_a_hundred_intervals_hold_a_driver_that_is_worth_nothing():
    """It was 99.4: the interval began at 0 wherever chance could have put it, not where a test of .95 allows."""
    rng, names = np.random.default_rng(8), ["strong", "nothing", "pair"]
    low = {name: [] for name in ("nothing", "pair")}
    for _ in range(300):
        data = pd.DataFrame(rng.normal(size=(80, 4)), columns=["strong", "nothing", "one", "two"])
        data["y"] = data["strong"] + rng.normal(size=80)
        found = cx.driver_importance(
            data, outcome="y", drivers=["strong", "nothing", "one", "two"], groups={"pair": ["one", "two"]},
            n_resamples=200, rng=rng,
        ).table.set_index("driver")  # fmt: skip
        assert list(found.index) == names
        for name, values in low.items():
            values.append(found["conf_low"][name] == 0)
    for values in low.values():
        assert 0.915 < np.mean(values) < 0.98  # .95 ± 2.5 Monte Carlo errors


def test_opposite_correlations_that_are_each_far_from_0_are_not_nothing():
    """Alone the driver goes with the outcome, beside the other against it: their mean is near 0, its worth is not."""
    rng = np.random.default_rng(4)
    halo = rng.normal(size=400)
    data = pd.DataFrame({"a": halo + 0.5 * rng.normal(size=400), "b": halo + 0.5 * rng.normal(size=400)})
    data["y"] = data["a"] - 0.45 * data["b"] + 0.5 * rng.normal(size=400)
    found = cx.driver_importance(data, outcome="y", drivers=["a", "b"], n_resamples=400, rng=1)
    own = found.table.set_index("driver").loc["b"]
    assert own["r"] > 0.2 and own["beta"] < -0.2 and not own["sign_agrees"]
    assert own["conf_low"] > 0 and found.notes == ()


def test_ranks_and_pairs_say_how_sure_the_order_is():
    data = halo()
    found = cx.driver_importance(data, outcome="y", drivers=list("abcd"), n_resamples=500, rng=2)
    shares = found.ranks.pivot(index="driver", columns="rank", values="share")
    assert shares.sum(axis=0).tolist() == pytest.approx([1.0] * 4)
    assert shares.sum(axis=1).tolist() == pytest.approx([1.0] * 4)
    table = found.table.set_index("driver")
    first = found.pairs.iloc[0]
    assert first["difference"] == pytest.approx(table["estimate"][first["driver"]] - table["estimate"][first["other"]])
    assert (found.pairs["difference"] >= 0).all() and len(found.pairs) == 6
    leader = found.pairs[found.pairs["driver"].eq("a") & found.pairs["other"].eq("d")].iloc[0]
    assert leader["share_ahead"] == 1.0 and leader["conf_low"] > 0
    assert table.loc["a", ["rank", "rank_low", "rank_high"]].tolist() == [1, 1, 1]


def test_a_driver_of_chance_ranks_with_chance():
    rng = np.random.default_rng(5)
    data = pd.DataFrame(rng.normal(size=(200, 3)), columns=["a", "b", "noise"])
    data["y"] = data["a"] + 0.3 * data["b"] + rng.normal(size=200)
    found = cx.driver_importance(
        data, outcome="y", drivers=["a", "b", "noise"], n_resamples=500, random_driver=True, rng=1
    )
    beside = found.random.set_index("driver")
    assert (found.table["conf_low"] > 0).tolist() == [True, True, False]
    assert beside.loc["a", "ahead_of_random"] == 1.0
    assert beside.loc["a", "p_value"] == pytest.approx(1 / 501)
    assert 0.2 < beside.loc["noise", "ahead_of_random"] < 0.9 and beside.loc["noise", "p_value"] > 0.05
    # of a lone noise driver among 200 rows, r² has its 95 % quantile at about 1.96²/199 = .019
    assert beside.loc["noise", "null_high"] == pytest.approx(0.019, abs=0.006)


def test_within_takes_out_the_means():
    data = halo().assign(y=lambda d: d["y"] + d["t"].map({"x": 0, "y": 50, "z": -9}))
    own = data[[*"abcdy"]] - data.groupby("t")[[*"abcdy"]].transform("mean")
    expected = cx.driver_importance(own, outcome="y", drivers=list("abcd"))
    found = cx.driver_importance(data, outcome="y", drivers=list("abcd"), within="t")
    assert found.table["estimate"].tolist() == pytest.approx(expected.table["estimate"].tolist(), abs=ALGEBRA)
    plain = cx.driver_importance(data, outcome="y", drivers=list("abcd"))
    assert plain.r_squared < 0.1 < found.r_squared


@pytest.mark.parametrize("how", [{"within": "t"}, {"weights": "turn"}, {"by": "half"}], ids=str)
@pytest.mark.parametrize("block", [None, "id"])
def test_resamples_are_of_the_same_model(how, block):
    # each choice turns the answer round: a resample that forgot it would lie far from the estimate
    data = halo(400).assign(half=lambda d: np.where(np.arange(len(d)) < 200, 0, 1))
    data["turn"] = np.where(data["half"] == 1, 1.0, 0.01)
    data["y"] = np.where(data["half"] == 1, data["y"] + 3 * data["d"], data["y"] - 3 * data["d"])
    data["y"] += data["t"].map({"x": 0, "y": 50, "z": -9})
    how = {"within": "t"} | how
    found = cx.driver_importance(data, outcome="y", drivers=list("abcd"), n_resamples=100, block=block, rng=1, **how)
    middle = (found.table["conf_low"] + found.table["conf_high"]) / 2
    assert found.table["estimate"].tolist() == pytest.approx(middle.tolist(), abs=0.05)


@settings(max_examples=5, deadline=None)
@given(st.integers(0, 1000), st.sampled_from(["lmg", "relative_weights", "first", "last", "pratt"]))
def test_scale_sign_order_and_doubling_change_nothing(seed, method):
    rng, data = np.random.default_rng(seed), halo(60, 3, seed)
    plain = cx.driver_importance(data, outcome="y", drivers=list("abc"), method=method).table.set_index("driver")
    other = pd.concat([data, data]).sample(frac=1, random_state=seed)
    other = other.assign(a=-1e-8 * other["a"], b=1e6 + other["b"], y=5 - 3 * other["y"])
    names = rng.permutation(list("abc")).tolist()
    found = cx.driver_importance(other, outcome="y", drivers=names, method=method).table.set_index("driver")
    assert found["estimate"][list("abc")].tolist() == pytest.approx(plain["estimate"].tolist(), abs=1e-9)
    assert found["vif"][list("abc")].tolist() == pytest.approx(plain["vif"].tolist(), rel=1e-9)  # b keeps ten digits


def test_the_coding_of_a_factor_changes_nothing():
    data = halo()
    dummies = {name: (data["t"] == name).astype(float) for name in "xyz"}
    for left_out in "xyz":
        members = [f"is_{name}" for name in "xyz" if name != left_out]
        table = cx.driver_importance(
            data.assign(**{name: dummies[name[3:]] for name in members}),
            outcome="y", drivers=["a", *members, "b"], groups={"place": members},
        ).table  # fmt: skip
        assert table["driver"].tolist() == ["a", "place", "b"]
        if left_out == "x":
            first = table["estimate"].tolist()
        assert table["estimate"].tolist() == pytest.approx(first, abs=ALGEBRA)


def test_by_of_one_group_and_equal_weights_are_as_none():
    data = halo().assign(one="all", even=2.0)
    how = {"outcome": "y", "drivers": list("abcd"), "n_resamples": 50, "rng": 4}
    plain = cx.driver_importance(data, **how)
    by = cx.driver_importance(data, by="one", **how)
    even = cx.driver_importance(data, weights="even", **how)
    pd.testing.assert_frame_equal(by.table.drop(columns="one"), plain.table)
    pd.testing.assert_frame_equal(even.table, plain.table)
    assert by.r_squared.columns.tolist() == ["one", "n", "r_squared"]
    assert by.r_squared["r_squared"].tolist() == pytest.approx([plain.r_squared])
    again = cx.driver_importance(data, **how)
    pd.testing.assert_frame_equal(again.table, plain.table)
    assert list(plain.table) == [
        "driver", "n", "estimate", "share", "rank", "r", "beta", "sign_agrees", "vif", "conf_low", "conf_high",
        "rank_low", "rank_high",
    ]  # fmt: skip


def with_gaps() -> pd.DataFrame:
    data = halo()
    data.loc[3:20, "a"], data.loc[15:30, "y"], data.loc[40, "t"] = np.nan, np.nan, None
    return data


SOME = ("polars", "duckdb")  # the others with the slow tests
ENGINES = [pytest.param(name, marks=() if name in SOME else pytest.mark.full) for name in MAKERS]


@pytest.mark.parametrize("engine", ENGINES)
def test_engines_agree(engine):
    data, other = with_gaps(), MAKERS[engine](with_gaps())
    how = {"outcome": "y", "drivers": list("abcd"), "weights": "w", "n_resamples": 40, "rng": 6, "block": "id"}
    for groups in ({"within": "t"}, {"by": "t"}):
        plain, found = cx.driver_importance(data, **how, **groups), cx.driver_importance(other, **how, **groups)
        pd.testing.assert_frame_equal(found.table, plain.table, rtol=1e-9, check_dtype=False)
        pd.testing.assert_frame_equal(found.lost, plain.lost)
        assert found.notes == plain.notes


def test_rows_in_memory_are_drawn_alike():
    data, other = with_gaps(), MAKERS["polars"](with_gaps())
    how = {"outcome": "y", "drivers": list("abcd"), "weights": "w", "n_resamples": 40, "rng": 6, "within": "t"}
    plain, found = (cx.driver_importance(table, **how, random_driver=True) for table in (data, other))
    pd.testing.assert_frame_equal(found.table, plain.table, rtol=1e-9)
    pd.testing.assert_frame_equal(found.random, plain.random, rtol=1e-9)


@pytest.mark.full
def test_blocks_of_respondents_are_as_wide_as_rows_when_each_has_one():
    data = halo(2000, 3).assign(id=lambda d: np.arange(len(d)))
    how = {"outcome": "y", "drivers": list("abc"), "n_resamples": 400, "rng": 6}
    rows, blocks = cx.driver_importance(data, **how).table, cx.driver_importance(data, block="id", **how).table
    width = (blocks["conf_high"] - blocks["conf_low"]) / (rows["conf_high"] - rows["conf_low"])
    assert width.between(0.75, 1.3).all()  # 200 blocks: the width itself varies by about 5 %
    # respondents who said everything four times know no more
    four = cx.driver_importance(pd.concat([data.head(500)] * 4), block="id", **how).table
    width = (four["conf_high"] - four["conf_low"]) / (rows["conf_high"] - rows["conf_low"])
    assert width.between(1.5, 2.6).all()


@pytest.mark.full
def test_a_percentile_interval_covers_the_truth():
    # y = x1 + x2/2 + e of independent drivers: R² shares 1/2.25 and .25/2.25
    rng, hits = np.random.default_rng(1), np.zeros(2)
    for _ in range(200):
        x = rng.normal(size=(300, 2))
        data = pd.DataFrame(x, columns=["a", "b"]).assign(y=x @ [1, 0.5] + rng.normal(size=300))
        table = cx.driver_importance(data, outcome="y", drivers=["a", "b"], n_resamples=400, rng=rng).table
        hits += (table["conf_low"] < [1 / 2.25, 0.25 / 2.25]) & (table["conf_high"] > [1 / 2.25, 0.25 / 2.25])
    assert (hits / 200 > 0.90).all()
