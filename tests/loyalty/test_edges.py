"""Edges where numbers could go wrong without a word."""

from __future__ import annotations

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from scipy import stats

import cxlib as cx
from cxlib import aggregate


def waves(size: int = 60) -> pd.DataFrame:
    rng = np.random.default_rng(5)
    return pd.DataFrame(
        {
            "wave": np.repeat(["2024", "2022", "2023"], size),
            "segment": rng.choice(["x", "y"], 3 * size),
            "recommend": rng.integers(0, 11, 3 * size),
        }
    )


@pytest.mark.parametrize("turn", [1, -1])
def test_categories_without_an_order_of_their_own_go_by_name(turn):
    expected = cx.nps_change(waves(), rating="recommend", wave="wave", segment="segment").table
    frame = pl.from_pandas(waves().iloc[::turn]).with_columns(pl.col("wave").cast(pl.Categorical))
    for table in (frame, frame.to_arrow()):
        found = cx.nps_change(table, rating="recommend", wave="wave", segment="segment").table
        pd.testing.assert_frame_equal(found, expected, check_dtype=False)


def test_an_enum_keeps_its_order():
    frame = pl.from_pandas(waves()).with_columns(pl.col("wave").cast(pl.Enum(["2023", "2022", "2024"])))
    found = cx.net_promoter_score(frame, rating="recommend", by="wave").table
    assert found["wave"].astype(str).tolist() == ["2023", "2022", "2024"]


def test_large_ids_stay_apart_beside_a_missing_one():
    ids = [2**60 + k for k in range(40)]
    table = {"recommend": [10, 3] * 20 + [8], "unit": [*ids, None]}
    for data in (pl.DataFrame(table), pa.table(table)):
        assert len(cx.net_promoter_score(data, rating="recommend", by="unit").table) == 40


def test_more_combinations_than_an_integer_can_number(monkeypatch):
    table = waves().assign(w=np.linspace(0.5, 1, 180))
    expected = aggregate.answer_counts(table, answer="recommend", by=["wave", "segment"], weights="w")
    monkeypatch.setattr(aggregate.counts, "LARGEST_KEY", 1)
    found = aggregate.answer_counts(table, answer="recommend", by=["wave", "segment"], weights="w")
    pd.testing.assert_frame_equal(found, expected, check_dtype=False)


def test_two_uneven_answers_do_not_count_as_hundreds():
    table = pd.DataFrame({"recommend": [10, 0], "w": [1000.0, 1.0]})
    result = cx.net_promoter_score(table, rating="recommend", weights="w")
    found = result.table.iloc[0]
    assert found["n_effective"] == 2
    assert found["conf_low"] < 30
    assert (
        result.notes
        == ("Weights are so uneven that fewer than 10 answers carry the result (Kish): the interval may be too short.",)
        or found["n"] < 3
    )


def test_few_answers_that_carry_the_weight_are_said():
    table = pd.DataFrame({"recommend": [10, 0] * 20, "w": [100.0] * 3 + [1.0] * 37})
    assert cx.net_promoter_score(table, rating="recommend", weights="w").notes == (
        "Weights are so uneven that fewer than 10 answers carry the result (Kish): the interval may be too short.",
    )


def test_wald_difference_with_one_group_all_alike():
    table = pd.DataFrame({"recommend": [10] * 58 + [8] * 2, "g": ["a"] * 30 + ["b"] * 30})
    found = cx.nps_difference(table, rating="recommend", between="g", reference="a", interval="wald").table.iloc[0]
    share = 28 / 30
    se = np.sqrt(share * (1 - share) / 30)
    assert found["p_value"] == pytest.approx(2 * stats.norm.sf((1 - share) / se), rel=1e-6)
    assert found["conf_high"] == pytest.approx(100 * (share - 1 + 1.959964 * se), abs=1e-4)


@pytest.fixture
def one_cluster():
    """Group a was drawn as a single cluster."""
    return pd.DataFrame(
        {"recommend": [10, 9, 3, 8, 10, 2, 9, 10] * 5, "g": list("aaaabbbb") * 5, "c": [1, 1, 1, 1, 2, 3, 4, 2] * 5}
    )


@pytest.mark.parametrize("interval", ["score", "wald", "adjusted_wald"])
@pytest.mark.parametrize("weights", [None, "w"])
def test_a_difference_with_one_cluster_has_no_interval(one_cluster, interval, weights):
    table = one_cluster.assign(w=np.random.default_rng(0).uniform(0.5, 2, 40))
    result = cx.nps_difference(
        table, rating="recommend", between="g", reference="a", cluster="c", weights=weights, interval=interval
    )
    found = result.table.iloc[0]
    assert found[["std_error", "conf_low", "conf_high", "p_value", "p_adjusted"]].isna().all()
    assert cx.reading(result, about="change").text.endswith("and no interval can be given.")


def test_no_interval_of_one_cluster_by_any_method(one_cluster):
    for interval in ("score", "bayes", "bootstrap"):
        found = cx.net_promoter_score(
            one_cluster, rating="recommend", by="g", cluster="c", interval=interval, rng=1
        ).table.set_index("g")
        assert np.isnan(found.loc["a", "conf_low"]) and not np.isnan(found.loc["b", "conf_low"])
    found = cx.top_box_share(one_cluster, rating="recommend", top=9, by="g", cluster="c", interval="clopper_pearson")
    assert found.table["conf_low"].isna().tolist() == [True, False]


def test_few_clusters_widen_the_intervals_without_a_quantile():
    rng = np.random.default_rng(2)
    table = pd.DataFrame({"recommend": rng.choice([10, 8, 3], 60), "c": np.repeat(range(4), 15)})
    widths = {}
    for interval in ("score", "bayes"):
        row = cx.net_promoter_score(table, rating="recommend", cluster="c", interval=interval).table.iloc[0]
        widths[interval] = row["conf_high"] - row["conf_low"]
    assert widths["bayes"] == pytest.approx(widths["score"], rel=0.15)


def test_notes_on_a_change():
    table = pd.DataFrame({"recommend": [10, 9, 10, 2, 9, 10], "wave": ["Jan"] * 3 + ["Feb"] * 3, "segment": "x"})
    assert cx.nps_change(table, rating="recommend", wave="wave", segment="segment").notes == (
        "Waves in the order of their names: Jan, Feb.",
        "All answers alike in 1 of 2 segments of a wave: intervals are too short there.",
    )


def test_words_and_numbers_as_segments():
    table = waves().assign(segment=[1, "x"] * 90)
    found = cx.nps_change(table, rating="recommend", wave="wave", segment="segment").table
    assert set(found["segment"].dropna()) == {1, "x"}


def test_small_references_are_not_shown():
    table = pd.DataFrame({"recommend": [10, 3] * 15 + [9, 2, 8], "g": ["a"] * 15 + ["b"] * 15 + ["c"] * 3})
    raw = cx.nps_difference(table, rating="recommend", between="g", reference="c")
    assert cx.suppress_small_cells(raw, min_cell=10).table.empty
    with pytest.raises(cx.CXError) as error:
        cx.suppress_small_cells(cx.Result(table=pd.DataFrame({"x": [1]})), min_cell=10)
    assert str(error.value) == "result: no column counts answers. Give a Result with a column n."


MESSAGES = {
    "result's column": (
        cx.recommendation_counts, {"by": "class"},
        "by: column 'class' has the name of a result's column. Give it another name in study.toml.",
    ),
    "twice": (
        cx.net_promoter_score, {"by": ["g", "g"]}, "by: column 'g' is named twice. Give each column one part to play.",
    ),
    "between in by": (
        cx.nps_difference, {"by": "g", "between": "g", "reference": "rest"},
        "by: column 'g' is named twice. Give each column one part to play.",
    ),
    "weights": (
        cx.net_promoter_score, {"weights": "recommend"},
        "weights: column 'recommend' is also the rating. Give each column one part to play.",
    ),
    "group called rest": (
        cx.nps_difference, {"between": "g", "reference": "rest"},
        "reference: a group of g is itself called 'rest'. Give that group another name.",
    ),
    "no group": (
        cx.net_promoter_score, {"by": "none"},
        "none: no value in 3 rows that have recommend. Check the column and its missing codes in study.toml.",
    ),
    "yes and no": (
        cx.net_promoter_score, {"rating": "yes"},
        "rating: column 'yes' holds yes and no, not numbers. Write 1 for yes and 0 for no.",
    ),
    "endless": (cx.top_box_share, {"rating": "endless", "top": 9}, "endless: infinite in 1 row. Correct these rows."),
    "no top": (
        cx.top_box_share, {"top": []},
        "top: [] names no answer. Write the lowest top answer, such as 4, or all: [4, 5].",
    ),
    "top of words": (
        cx.top_box_share, {"top": "high"},
        "top: 'high' names no answer. Write the lowest top answer, such as 4, or all: [4, 5].",
    ),
    "population": (
        cx.net_promoter_score, {"population": float("nan")},
        "population: not a number. Give the number of people asked about.",
    ),
    "type of the reference": (
        cx.nps_difference, {"between": "year", "reference": "2022"},
        "reference: year has no value '2022'. Write 2022.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", MESSAGES)
def test_messages(case):
    function, arguments, message = MESSAGES[case]
    table = pd.DataFrame(
        {
            "recommend": [10, 8, 3], "g": ["a", "rest", "b"], "class": ["x", "y", "x"], "none": [None] * 3,
            "yes": [True, False, True], "endless": [1.0, np.inf, 2.0], "year": [2022, 2023, 2023],
        }
    )  # fmt: skip
    with pytest.raises(cx.CXError) as error:
        function(table, **{"rating": "recommend", **arguments})
    assert str(error.value) == message


def test_a_top_box_may_be_a_set():
    table = pd.DataFrame({"x": [5, 4, 3]})
    assert cx.top_box_share(table, rating="x", top={4, 5}).table.loc[0, "estimate"] == pytest.approx(2 / 3)
