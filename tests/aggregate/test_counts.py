"""Counts and sums: the same from every engine, exact on small integers, honest about gaps."""

from __future__ import annotations

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import cxlib as cx
from cxlib import aggregate

TABLE = pd.DataFrame(
    {
        "shop": ["b", "a", None, "a", "b", "NA"],
        "answer": [9, 10, 3, None, None, 10],
        "w": [1, 2, 0.5, 0, 1, 3],
        "small": pd.array([100, 100, 100, 100, 1, 2], dtype="int8"),
    }
)
ENGINES = {
    "pandas": lambda table: table,
    "polars": pl.from_pandas,
    "polars, lazy": lambda table: pl.from_pandas(table).lazy(),
    "pyarrow": lambda table: pl.from_pandas(table).to_arrow(),
    "pandas with arrow types": lambda table: table.convert_dtypes(dtype_backend="pyarrow"),
}


@pytest.mark.parametrize("engine", ENGINES)
def test_counts_by_hand(engine):
    found = aggregate.answer_counts(ENGINES[engine](TABLE), answer="answer", by=["shop"], weights="w")
    expected = pd.DataFrame(
        [
            ("NA", 10, 1, 3, 9),  # the text NA is a shop
            ("a", 10, 1, 2, 4),  # the row of weight 0 is left out
            ("b", 9, 1, 1, 1),
            ("b", np.nan, 1, 1, 1),
            (None, 3, 1, 0.5, 0.25),
        ],
        columns=["shop", "_answer", "_n", "_w", "_w2"],
    )
    pd.testing.assert_frame_equal(found, expected, check_dtype=False)


@pytest.mark.parametrize("engine", ENGINES)
def test_sums_by_hand(engine):
    found = aggregate.unit_sums(ENGINES[engine](TABLE), unit="shop", columns=["small", "answer"])
    found = found.dropna().set_index(["column", "shop"])[["n", "sum", "sum_of_squares"]]
    assert found.loc[("small", "a")].tolist() == [2, 200, 20_000]
    assert found.loc[("answer", "b")].tolist() == [1, 9, 81]


@pytest.mark.parametrize("engine", ENGINES)
def test_faults_of_weights(engine):
    table = ENGINES[engine](pd.DataFrame({"w": [1.0, None, -1.0, 0.0, float("inf"), 0.0]}))
    found = aggregate.weight_faults(table, "w")
    assert found == {"missing": 1, "negative": 1, "infinite": 1, "zero": 2}


def test_many_groups_take_the_other_way_and_agree(monkeypatch):
    rng = np.random.default_rng(1)
    table = pd.DataFrame(
        {"unit": rng.integers(0, 300, 5000), "day": rng.integers(0, 90, 5000), "answer": rng.integers(0, 11, 5000)}
    ).assign(w=rng.uniform(0, 1, 5000))
    dense = aggregate.answer_counts(table, answer="answer", by=["unit", "day"], weights="w")
    monkeypatch.setattr(aggregate.counts, "DENSE_CELLS", 10)
    sparse = aggregate.answer_counts(table, answer="answer", by=["unit", "day"], weights="w")
    pd.testing.assert_frame_equal(dense, sparse)
    expected = table.groupby(["unit", "day", "answer"]).agg(_n=("w", "size"), _w=("w", "sum")).reset_index()
    assert dense["_n"].tolist() == expected["_n"].tolist()
    assert dense["_w"].to_numpy() == pytest.approx(expected["_w"].to_numpy())


def test_ordered_categories_keep_their_order():
    sizes = pd.Categorical(["small", "large", "small"], categories=["small", "large", "huge"], ordered=True)
    table = pd.DataFrame({"size": sizes, "answer": [1.0, 2.0, 3.0]})
    found = aggregate.answer_counts(table, answer="answer", by=["size"])
    assert found["size"].tolist() == ["small", "small", "large"]


def test_words_and_numbers_in_one_column_can_be_sorted():
    table = pd.DataFrame({"shop": [2, "a", 10, 2], "answer": [1.0, 2, 3, 4]})
    found = aggregate.answer_counts(table, answer="answer", by=["shop"])
    assert sorted(map(str, found["shop"])) == ["10", "2", "2", "a"]


def test_no_rows():
    table = pd.DataFrame({"shop": pd.Series([], dtype="str"), "answer": pd.Series([], dtype=float)})
    for engine in ENGINES.values():
        assert len(aggregate.answer_counts(engine(table), answer="answer", by=["shop"])) == 0


def test_words_where_numbers_are_needed():
    for engine in ("pandas", "polars", "pyarrow"):
        with pytest.raises(cx.CXError) as error:
            aggregate.require_numbers(ENGINES[engine](TABLE), rating="shop")
        assert str(error.value) == (
            "rating: column 'shop' holds words, not numbers. Give it a numeric role in study.toml, or turn its words "
            "into numbers with labels."
        )


def test_an_empty_column_is_not_wordy():
    aggregate.require_numbers(pd.DataFrame({"x": [None, None]}), rating="x")
    aggregate.require_numbers(pl.DataFrame({"x": [None, None]}), rating="x")
    aggregate.require_numbers(pa.table({"x": pa.nulls(2)}), rating="x")
