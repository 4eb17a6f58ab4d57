"""Dominance as R's packages have it, and differences of importance between segments."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest
from table_engines import MAKERS

import cxlib as cx
from cxlib.estimators.resample_limits import expanded_level

REFERENCE = 1e-10  # other solvers, on data of two to five digits


@pytest.mark.parametrize(("name", "file"), [("swiss", "swiss.csv"), ("attitude", "employees/attitude.csv")])
def test_dominance_as_in_r(shared, name, file):
    # dominanceAnalysis(lm(f, d)): dominanceMatrix(type = ), contributionByLevel; domir(f, ...)$Complete_Dominance
    r = json.loads(shared("reference/drivers.json").read_text(encoding="utf-8"))[name]
    drivers = r["predictors"]
    found = cx.dominance(pd.read_csv(shared(f"data/{file}")), outcome=r["outcome"], drivers=drivers)
    levels = found.conditional["gain"].to_numpy().reshape(len(drivers), -1)
    assert levels == pytest.approx(np.array(r["conditional_dominance"]["values"]), abs=REFERENCE)
    assert found.general["estimate"].tolist() == pytest.approx([r["lmg"][driver] for driver in drivers], abs=REFERENCE)
    wide = found.table.pivot(index="driver", columns="other").reindex(drivers)
    fraction = pd.DataFrame(r["domir_complete_fraction"]["values"], drivers, drivers).replace("NA", np.nan)
    pd.testing.assert_frame_equal(wide["complete"][drivers], fraction.astype(float), check_names=False)
    for kind in ("complete", "conditional", "general"):
        matrix = pd.DataFrame(r[f"dominance_matrix_{kind}"]["values"], drivers, drivers)
        share = wide[kind][drivers] if kind != "general" else (wide[kind][drivers] > 0).astype(float)
        for i in drivers:
            for j in drivers:
                if i != j:
                    sure = {1.0: 1.0, 0.0: 0.0}.get(share.loc[i, j], 0.5)
                    assert matrix.loc[i, j] == sure, (kind, i, j)
    order = ["complete", "conditional", "general", ""]
    assert set(found.table["dominates"]) <= set(order)
    assert found.r_squared == pytest.approx(r["R2"], abs=REFERENCE)


def test_dominance_by_hand():
    # r_y = (.6, .4), r12 = .5: alone .36 and .16, beside the other .28/.75 − .16 and − .36, so that a always wins
    r = np.array([[1, 0.5, 0.6], [0.5, 1, 0.4], [0.6, 0.4, 1]])
    rows = np.linalg.qr(np.random.default_rng(1).normal(size=(50, 3)) @ np.eye(3))[0]
    rows = np.linalg.qr(rows - rows.mean(axis=0))[0] @ np.linalg.cholesky(r).T
    data = pd.DataFrame(rows, columns=["a", "b", "y"])
    found = cx.dominance(data, outcome="y", drivers=["a", "b"])
    assert list(found.table) == ["driver", "other", "n", "complete", "conditional", "general", "dominates"]
    assert found.table[["complete", "conditional", "dominates"]].to_numpy().tolist() == [
        [1.0, 1.0, "complete"],
        [0.0, 0.0, ""],
    ]
    assert found.table["general"].tolist() == pytest.approx([0.2, -0.2])
    assert found.conditional["gain"].tolist() == pytest.approx([0.36, 0.28 / 0.75 - 0.16, 0.16, 0.28 / 0.75 - 0.36])


def test_dominance_of_groups_beside_what_is_always_in():
    rng = np.random.default_rng(2)
    data = pd.DataFrame(rng.normal(size=(200, 5)), columns=[*"abcdy"]).assign(t=rng.choice(["p", "q"], 200))
    data["y"] += data["a"] + data["b"]
    how = {"outcome": "y", "drivers": ["a", "b", "c"], "groups": {"ab": ["a", "b"]}, "always": ["d"], "within": "t"}
    found, shares = cx.dominance(data, **how), cx.driver_importance(data, **how)
    assert found.general["driver"].tolist() == ["ab", "c"]
    assert found.general["estimate"].tolist() == pytest.approx(shares.table["estimate"].tolist())
    assert found.table["dominates"].tolist() == ["complete", ""]


def segments(n: int = 400) -> pd.DataFrame:
    """In `old`, a carries three times the slope of b; in `new` the other way round; `third` is as `new`."""
    rng = np.random.default_rng(3)
    data = pd.DataFrame(rng.normal(size=(3 * n, 2)), columns=["a", "b"]).assign(s=np.repeat(["old", "new", "third"], n))
    old = data["s"] == "old"
    slopes = np.where(old, 3, 1), np.where(old, 1, 3)
    return data.assign(y=data["a"] * slopes[0] + data["b"] * slopes[1] + 2 * rng.normal(size=3 * n), id=range(3 * n))


def test_differences_find_what_was_planted():
    data = segments()
    found = cx.driver_differences(data, outcome="y", drivers=["a", "b"], between="s", reference="old", rng=1)
    assert list(found.table) == [
        "s", "reference", "driver", "n", "n_reference", "estimate", "conf_low", "conf_high", "share", "share_low",
        "share_high",
    ]  # fmt: skip
    assert found.table["s"].tolist() == ["new", "new", "third", "third"]
    # of independent drivers R² shares are 9/14 and 1/14, of the part explained .9 and .1
    expected = [-8 / 14, 8 / 14] * 2
    assert found.table["estimate"].tolist() == pytest.approx(expected, abs=0.09)
    assert found.table["share"].tolist() == pytest.approx([-0.8, 0.8] * 2, abs=0.09)
    for low, high, truth in (("conf_low", "conf_high", expected), ("share_low", "share_high", [-0.8, 0.8] * 2)):
        assert (found.table[low] < truth).all() and (found.table[high] > truth).all()
    every = cx.driver_differences(data, outcome="y", drivers=["a", "b"], between="s", rng=1)
    same = every.table[every.table["s"].eq("third") & every.table["reference"].eq("new")]
    assert ((same["conf_low"] < 0) & (same["conf_high"] > 0)).all()
    assert len(every.table) == 6
    each = dict(zip(every.r_squared["s"], every.r_squared["r_squared"], strict=True))
    assert every.notes == (f"R² by s: new {each['new']:.3f}, old {each['old']:.3f}, third {each['third']:.3f}.",)


def test_a_segment_of_a_few_rows_differs_from_nobody():
    """Five rows for three slopes: R² is 1, most resamples fail, and the others seemed to be sure of it."""
    data = segments(60).assign(c=np.random.default_rng(8).normal(size=180))
    data = pd.concat([data[data["s"] != "third"], data[data["s"] == "third"].head(5).round(1)])
    data.loc[data["s"] == "third", "c"] = [0, 0, 0, 0, 1]
    how = {"outcome": "y", "drivers": ["a", "b", "c"], "between": "s", "n_resamples": 200, "rng": 1}
    found = cx.driver_differences(data, **how)
    few = found.table["s"].eq("third")
    assert found.table.loc[few, ["conf_low", "conf_high", "share_low"]].isna().all(axis=None)
    assert found.table.loc[~few, ["conf_low", "conf_high", "share_low"]].notna().all(axis=None)  # control
    assert any("That is most of them: no limits are given." in note for note in found.notes)
    said = cx.reading(found, aside=True)
    assert said.text.endswith("Too few answers to say in third: fewer than 15 for each driver.")
    assert "third" not in said.headline.partition("from 0: ")[2] and said.evidence == "supported"
    alone = cx.driver_importance(
        data[data["s"] == "third"], outcome="y", drivers=["a", "b", "c"], n_resamples=200, rng=1
    )
    assert alone.table[["conf_low", "rank_low"]].isna().all(axis=None) and alone.pairs["conf_low"].isna().all()


def test_the_limits_of_a_difference_allow_for_few_rows_as_those_of_importance_do():
    """Percentiles of the level of the smaller segment, wider than the plain ones: .935 of 400 draws held of 45 rows."""
    data = segments(40)
    data = data[data["s"] != "third"]
    how = {"outcome": "y", "drivers": ["a", "b"], "n_resamples": 2000, "rng": 1}
    found = cx.driver_differences(data, between="s", **how).table
    level = expanded_level(0.95, 40, 37)
    plain = cx.driver_differences(data, between="s", confidence_level=0.95 - (level - 0.95), **how).table
    assert level > 0.955
    assert ((found["conf_high"] - found["conf_low"]) > 1.02 * (plain["conf_high"] - plain["conf_low"])).all()


def test_each_segment_is_as_it_is_alone():
    data = segments(60)
    found = cx.driver_differences(data, outcome="y", drivers=["a", "b"], between="s", n_resamples=0)
    for name, own in data.groupby("s"):
        alone = cx.driver_importance(own, outcome="y", drivers=["a", "b"])
        mine = found.segments[found.segments["s"] == name]
        assert mine["estimate"].tolist() == pytest.approx(alone.table["estimate"].tolist(), abs=1e-12)
    assert found.table[["conf_low", "share_high"]].isna().all(axis=None)


@pytest.mark.parametrize("engine", ["polars", pytest.param("duckdb", marks=pytest.mark.full)])
def test_differences_of_engines_agree(engine):
    data = segments(80)
    how = {"outcome": "y", "drivers": ["a", "b"], "between": "s", "n_resamples": 50, "block": "id", "rng": 2}
    plain, found = (cx.driver_differences(table, **how) for table in (data, MAKERS[engine](data)))
    pd.testing.assert_frame_equal(found.table, plain.table, check_dtype=False, rtol=1e-9)


@pytest.mark.parametrize(
    ("how", "message"),
    [
        ({"reference": "odl"}, "reference: s has no value 'odl'. Did you mean old?"),
        ({"between": "one"}, "between: one has one value only, 'all'. A difference needs two segments."),
        (
            {"between": "a"},
            "between: column 'a' is a driver or the outcome, too. Give each column one part to play.",
        ),
        (
            {"between": "share"},
            "between: column 'share' has the name of a result's column. Give it another name in study.toml.",
        ),
        ({"rng": None}, "rng: resamples are drawn at random and need a seed. Write rng = 2027, or any number."),
        (
            {"between": "tiny", "reference": "x"},
            "drivers: 2 complete rows are too few for 2 columns. At least 4 are needed, and 15 per driver to trust an"
            " order.",
        ),
        (
            {"between": "tiny"},
            "between: no estimate for 'x': 2 complete rows are too few for 2 columns. At least 4 are needed, and 15 per"
            " driver to trust an order.",
        ),
        (
            {"between": "tiny", "reference": "y"},
            "between: no estimate for 'x': 2 complete rows are too few for 2 columns. At least 4 are needed, and 15 per"
            " driver to trust an order.",
        ),
    ],
)
def test_errors_of_differences_whole(how, message):
    data = segments(20).assign(one="all", share=1, tiny=["x", "x"] + ["y"] * 58)
    with pytest.raises(cx.CXError) as error:
        cx.driver_differences(data, **{"outcome": "y", "drivers": ["a", "b"], "between": "s", "rng": 1} | how)
    assert str(error.value) == message
