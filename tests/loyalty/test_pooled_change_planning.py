"""Partial pooling, the change split into mix and rate, and planning."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import polars as pl
import pytest

import cxlib as cx

REFERENCE = json.loads((Path(__file__).parents[1] / "reference" / "nps.json").read_text())


def branches(rng, n_branches=60, size=40, spread=0.12) -> tuple[pd.DataFrame, np.ndarray]:
    """Answers of branches whose true scores differ, and the true scores in points."""
    promoters = np.clip(rng.normal(0.45, spread / 2, n_branches), 0.1, 0.7)
    detractors = np.clip(0.75 - promoters, 0.05, 0.6)
    kinds = [rng.choice(3, size, p=[p, 1 - p - d, d]) for p, d in zip(promoters, detractors, strict=True)]
    table = pd.DataFrame(
        {
            "branch": np.repeat(np.arange(n_branches), size),
            "recommend": np.array([10, 8, 2])[np.concatenate(kinds)],
        }
    )
    return table, 100 * (promoters - detractors)


@pytest.mark.full
def test_pooling_is_nearer_the_truth_than_own_scores_and_covers():
    held, own_error, pooled_error = [], [], []
    for seed in range(12):
        table, truth = branches(np.random.default_rng(seed))
        found = cx.nps_pooled(table, rating="recommend", by="branch").table
        held.append(np.mean((found["conf_low"] <= truth) & (truth <= found["conf_high"])))
        own_error.append(np.mean((found["estimate"] - truth) ** 2))
        pooled_error.append(np.mean((found["pooled"] - truth) ** 2))
    assert np.mean(pooled_error) < 0.75 * np.mean(own_error)
    assert 0.92 <= np.mean(held) <= 0.98  # 720 branches: standard error .008


def test_pooled_scores_lie_between_own_score_and_the_middle():
    table, _ = branches(np.random.default_rng(3))
    found = cx.nps_pooled(table, rating="recommend", by="branch").table
    middle = found["pooled"].mean()
    toward = (found["estimate"] - middle).abs() - (found["pooled"] - middle).abs()
    assert (toward > -1).all()
    assert found["p_top"].sum() == pytest.approx(1)
    assert found["p_top"].idxmax() == found["pooled"].idxmax()


def test_ten_alike_do_not_count_as_certain():
    table = pd.DataFrame(
        {
            "shop": np.repeat(["a", "b", "c", "d"], [10, 200, 200, 200]),
            "recommend": [10] * 10 + [10, 8, 3, 9] * 150,
        }
    )
    found = cx.nps_pooled(table, rating="recommend", by="shop").table.iloc[0]
    assert found["estimate"] == 100
    assert found["pooled"] < 95


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"shop": ["a", "b"], "recommend": [10, 3]}, "by: 2 groups. Pooling needs at least three groups."),
        (
            {"shop": ["a", "b", "c"], "recommend": [9, 10, 9]},
            "recommend: every answer of every group is alike. There is nothing to pool.",
        ),
    ],
)
def test_pooling_messages(table, message):
    with pytest.raises(cx.CXError) as error:
        cx.nps_pooled(pd.DataFrame(table), rating="recommend", by="shop")
    assert str(error.value) == message


def waves() -> pd.DataFrame:
    """Wave 1: x 6 promoters 2 detractors, y 1 promoter 1 detractor; wave 2: x 2 and 2, y 6, z 2 detractors."""
    spec = [(1, "x", 10, 6), (1, "x", 0, 2), (1, "y", 10, 1), (1, "y", 0, 1), (1, "old", 10, 2)]
    spec += [(2, "x", 10, 2), (2, "x", 0, 2), (2, "y", 10, 6), (2, "z", 0, 2)]
    rows = [(wave, segment, answer) for wave, segment, answer, times in spec for _ in range(times)]
    return pd.DataFrame(rows, columns=["wave", "segment", "recommend"])


def test_change_by_hand():
    table = cx.nps_change(waves(), rating="recommend", wave="wave", segment="segment").table
    found = table.set_index(["segment", "component"])["estimate"]
    # Shares: x 8/12 → 4/12, y 2/12 → 6/12; scores: x 50 → 0, y 0 → 100.
    assert found["x", "mix"] == pytest.approx((4 / 12 - 8 / 12) * 25)
    assert found["x", "rate"] == pytest.approx((0 - 50) * (8 + 4) / 24)
    assert found["y", "mix"] == pytest.approx((6 / 12 - 2 / 12) * 50)
    assert found["y", "rate"] == pytest.approx(100 * (2 + 6) / 24)
    assert found["z", "mix"] == pytest.approx(-100 * 2 / 12) and found["z", "rate"] == 0
    assert found["old", "mix"] == pytest.approx(-100 * 2 / 12) and found["old", "rate"] == 0
    status = table.drop_duplicates("segment").set_index("segment")["status"]
    assert status.loc[["x", "z", "old"]].tolist() == ["both", "entered", "left"]


def test_parts_add_up_to_the_change_exactly():
    table = waves()
    found = cx.nps_change(table, rating="recommend", wave="wave", segment="segment").table
    total = found[found["status"] == "total"].set_index("component")["estimate"]
    parts = found[found["status"] != "total"].groupby("component")["estimate"].sum()
    score = cx.net_promoter_score(table, rating="recommend", by="wave").table["estimate"]
    assert parts.loc[["mix", "rate", "change"]].tolist() == pytest.approx(total.loc[["mix", "rate", "change"]].tolist())
    assert total["mix"] + total["rate"] == pytest.approx(total["change"], abs=1e-10)
    assert total["change"] == pytest.approx(score[1] - score[0], abs=1e-10)


def test_the_interval_of_the_whole_change_is_that_of_the_difference():
    rng = np.random.default_rng(1)
    table = pd.DataFrame(
        {
            "wave": rng.integers(1, 3, 900),
            "segment": rng.choice(["a", "b", "c"], 900),
            "recommend": rng.integers(0, 11, 900),
            "w": rng.uniform(0.5, 2, 900),
        }
    )
    for weights in (None, "w"):
        found = cx.nps_change(table, rating="recommend", wave="wave", segment="segment", weights=weights).table
        total = found[found["status"] == "total"].set_index("component").loc["change"]
        wald = cx.nps_difference(
            table, rating="recommend", between="wave", reference=1, weights=weights, interval="wald"
        ).table.iloc[0]
        assert total["estimate"] == pytest.approx(wald["estimate"], abs=1e-9)
        assert total["std_error"] == pytest.approx(wald["std_error"], abs=1e-9)


def test_the_mix_of_two_numbers_near_0_has_no_interval():
    """Of 2,000 samples with a true mix of 0 its limits, of a product of two numbers near 0, held .997."""
    spec = {"still": [10, 8, 3] * 10, "liked": [10] * 25 + [8] * 5, "grown": [10, 8, 3] * 10}
    rows = [(wave, name, answer) for wave in (1, 2) for name, answers in spec.items()
            for answer in answers * (3 if (wave, name) == (2, "grown") else 1)]  # fmt: skip
    table = pd.DataFrame(rows, columns=["wave", "segment", "recommend"])
    found = cx.nps_change(table, rating="recommend", wave="wave", segment="segment")
    mix = found.table[found.table["component"] == "mix"].set_index("segment")
    assert mix.loc["grown", ["conf_low", "conf_high"]].notna().all()  # control: its share moved
    assert mix.loc["liked", ["conf_low", "conf_high"]].notna().all()  # control: its score is far from 0
    same = cx.nps_change(table[table["segment"] != "grown"], rating="recommend", wave="wave", segment="segment")
    own = same.table[same.table["segment"] == "still"].set_index("component")
    assert own.loc["mix", ["conf_low", "conf_high"]].isna().all()
    assert own.loc[["rate", "change"], ["conf_low", "conf_high"]].notna().all(axis=None)
    assert same.table["estimate"].notna().all()
    assert same.notes[-1] == (
        "Neither share nor score is distinguished from 0 in 1 of 2 mixes of a segment: they have no interval."
    )


@pytest.mark.full
def test_mix_and_rate_intervals_cover():
    rng = np.random.default_rng(4)
    true_share = np.array([[0.6, 0.4], [0.4, 0.6]])
    true_score = np.array([[0.5, 0.1], [0.3, 0.0]])
    mix = 100 * np.sum((true_share[1] - true_share[0]) * true_score.mean(axis=0))
    rate = 100 * np.sum((true_score[1] - true_score[0]) * true_share.mean(axis=0))
    held = []
    for _ in range(250):
        parts = []
        for wave in range(2):
            segment = rng.choice(2, 250, p=true_share[wave])
            # Three passives in ten; promoters and detractors share the rest so that their difference is the level.
            level = true_score[wave][segment]
            draw = rng.random(250)
            kind = np.where(draw < (0.7 + level) / 2, 10, np.where(draw < 0.7, 2, 8))
            parts.append(pd.DataFrame({"wave": wave, "segment": segment, "recommend": kind}))
        found = cx.nps_change(pd.concat(parts), rating="recommend", wave="wave", segment="segment").table
        total = found[found["status"] == "total"].set_index("component")
        held.append(
            [total.loc[name, "conf_low"] <= value <= total.loc[name, "conf_high"] for name, value in
             (("mix", mix), ("rate", rate))]
        )  # fmt: skip
    assert np.mean(held, axis=0) == pytest.approx([0.95, 0.95], abs=0.045)  # standard error .014


def test_change_of_three_waves_and_engines():
    rng = np.random.default_rng(2)
    table = pd.DataFrame(
        {
            "wave": rng.integers(1, 4, 300),
            "segment": rng.choice(["a", "b"], 300),
            "recommend": rng.integers(0, 11, 300),
        }
    )
    expected = cx.nps_change(table, rating="recommend", wave="wave", segment="segment").table
    found = cx.nps_change(pl.from_pandas(table), rating="recommend", wave="wave", segment="segment").table
    pd.testing.assert_frame_equal(found, expected, check_dtype=False)
    assert expected[["from_wave", "to_wave"]].drop_duplicates().values.tolist() == [[1, 2], [2, 3]]


def test_change_needs_two_waves():
    with pytest.raises(cx.CXError) as error:
        cx.nps_change(waves().query("wave == 1"), rating="recommend", wave="wave", segment="segment")
    assert str(error.value) == "wave: wave has one value only, 1. A change needs two waves."


def test_sample_sizes():
    known = REFERENCE["sample_size_95"]
    usual = {"promoters": 0.4, "detractors": 0.3}

    def n(**arguments):
        return cx.nps_sample_size(**arguments).table.loc[0, "n"]

    assert n(**usual, margin=5) == known["margin_5"]
    assert n(promoters=0.5, detractors=0.5, margin=5) == known["margin_5_worst_case"]
    assert n(**usual, difference=10) == known["difference_10_power_80"]
    assert n(**usual, difference=5) == known["difference_5_power_80"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({}, "margin, difference: exactly one is needed. Write margin = 5, or difference = 10, in points."),
        ({"margin": 0}, "margin: 0 points cannot be reached. Write points above 0, for example 5."),
        ({"difference": 5, "power": 80}, "power: 80 is not between 0 and 1. Write 0.8 for 80 %."),
        (
            {"margin": 5, "promoters": 40},
            "promoters, detractors: not shares of one whole. Write shares from 0 to 1 that add up to at most 1.",
        ),
    ],
)
def test_sample_size_messages(arguments, message):
    with pytest.raises(cx.CXError) as error:
        cx.nps_sample_size(**{"promoters": 0.4, "detractors": 0.3, **arguments})
    assert str(error.value) == message


def test_coverage_row():
    found = cx.nps_coverage(n=10, promoters=0.95, detractors=0.01, interval="wald").table.iloc[0]
    assert found["coverage"] == pytest.approx(0.400, abs=5e-4)
    with pytest.raises(cx.CXError) as error:
        cx.nps_coverage(n=501, promoters=0.4, detractors=0.3, interval="score")
    assert str(error.value) == "n: 501 is not a whole number from 1 to 500. Larger samples: use Wald's."


def test_bayes_covers_on_average_over_its_prior():
    # Averaged over the prior itself, a credible interval holds the truth as often as it says.
    draws = np.random.default_rng(1).dirichlet([0.5, 0.5, 0.5], 4000)
    coverage = cx.nps_coverage(n=8, promoters=draws[:, 0], detractors=draws[:, 2], interval="bayes").table["coverage"]
    assert coverage.mean() == pytest.approx(0.95, abs=0.005)
