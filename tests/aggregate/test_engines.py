"""Every public function that takes a table gives the same numbers, whatever engine holds the table."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from table_engines import ENGINES, MAKERS, arrow, spark, spark_session

import cxlib as cx
from cxlib.aggregate import answer_counts, column_names, cross_products, unit_sums
from cxlib.aggregate.blocks import block_numbers

ROWS = 2_000
SIZES = ["small", "middling", "large", "huge"]  # neither alphabetical nor all of them present


def survey() -> pd.DataFrame:
    """A survey with every trap: gaps, small integers, blanks, quotes and capitals in names."""
    rng = np.random.default_rng(7)
    rating = rng.integers(0, 11, ROWS).astype(float)
    rating[rng.random(ROWS) < 0.1] = np.nan
    shop = rng.choice(["b", "a", "NA", "nan", "É"], ROWS).astype(object)
    shop[rng.random(ROWS) < 0.05] = None
    day = pd.Timestamp("2026-03-28 23:30") + pd.to_timedelta(rng.integers(0, 3, ROWS), "D")
    loyal = pd.array(rng.random(ROWS) < 0.5, dtype="boolean")
    loyal[:20] = pd.NA
    return pd.DataFrame(
        {
            "Recommend": rating,
            'the "size", say': pd.Categorical(rng.choice(SIZES[:3], ROWS), categories=SIZES, ordered=True),
            "shop": shop,
            "_W": rng.choice([0.0, 0.5, 1.0, 2.25], ROWS),
            "a.day": day,
            "is `loyal`": loyal,
            "branch": rng.integers(2**53, 2**53 + 12, ROWS),
            "customer": np.repeat(np.arange(ROWS // 2), 2),
            "wave": np.tile(["wave 9", "wave 10"], ROWS // 2),
            "small": rng.integers(-128, 128, ROWS).astype("int8"),
            "n": rng.normal(1e6, 1, ROWS),
            "back": rng.integers(0, 2, ROWS),
        }
    ).astype({"wave": pd.CategoricalDtype(["wave 9", "wave 10"], ordered=True)})


SURVEY = survey()
SIZE, DAY, LOYAL = 'the "size", say', "a.day", "is `loyal`"
RATED = {"rating": "Recommend"}
TICKS = {"back": "came back", LOYAL: "is loyal"}
CALLS = {
    "ticks": lambda data: cx.choice_shares(data, choices=TICKS, weights="_W"),
    "ticks by size": lambda data: cx.choice_shares(data, choices=TICKS, by=SIZE, base="ticked", cluster="branch"),
    "score": lambda data: cx.net_promoter_score(data, **RATED),
    "score by size and shop": lambda data: cx.net_promoter_score(data, **RATED, by=[SIZE, "shop"], weights="_W"),
    "score by day": lambda data: cx.net_promoter_score(data, **RATED, by=DAY, interval="bayes"),
    "score by loyalty": lambda data: cx.net_promoter_score(data, **RATED, by=LOYAL, cluster="branch"),
    "score of a boot": lambda data: cx.net_promoter_score(
        data, **RATED, by="shop", weights="_W", interval="bootstrap", n_resamples=50, rng=1
    ),
    "score of whole branches": lambda data: cx.net_promoter_score(
        data, **RATED, by=SIZE, cluster="branch", interval="bootstrap", n_resamples=50, rng=1
    ),
    "difference": lambda data: cx.nps_difference(data, **RATED, between=SIZE, reference="large", weights="_W"),
    "difference from the rest": lambda data: cx.nps_difference(data, **RATED, between="shop", reference="rest"),
    "paired difference": lambda data: cx.nps_difference(
        data, **RATED, between="wave", reference="wave 9", id="customer"
    ),
    "pooled": lambda data: cx.nps_pooled(data, **RATED, by="branch", weights="_W"),
    "change": lambda data: cx.nps_change(data, **RATED, wave="wave", segment="shop", weights="_W"),
    "counts": lambda data: cx.recommendation_counts(data, **RATED, by=[LOYAL, "wave"], weights="_W"),
    "foretelling": lambda data: cx.outcome_auc(data, outcome="back", scores=["Recommend", "small"], reference="small"),
    "touchpoint scores": lambda data: cx.touchpoint_scores(
        data, touchpoint="shop", rating="Recommend", by=SIZE, weights="_W", scale=(0, 10)
    ),
    "touchpoint emotions": lambda data: cx.touchpoint_emotions(data, touchpoint=SIZE, emotion="shop", none=["nan"]),
    "moments of truth": lambda data: cx.moments_of_truth(
        data, touchpoint="shop", bad=LOYAL, outcome="Recommend", controls=[SIZE, "small"], min_impact=0.1
    ),
    "map coverage": lambda data: cx.map_coverage(
        pd.DataFrame({"shop": ["a", "b"]}), log=data, departments=data, touchpoint="shop"
    ),
    "top box": lambda data: cx.top_box_share(data, rating="small", top=100, by=SIZE, weights="_W", cluster="branch"),
}


def with_spark(engines=ENGINES):
    return [pytest.param(name, marks=pytest.mark.full) if name == "spark" else name for name in engines]


@pytest.fixture(scope="module")
def table_of(absent):
    """A maker of tables: engine and pandas frame in, table out; each table of the survey is made once."""
    made = {}

    def make(engine: str, frame: pd.DataFrame = SURVEY):
        if engine == "pandas":
            return frame
        if (engine, id(frame)) not in made:
            maker = MAKERS.get(engine) or (lambda table: spark(spark_session(absent), table))
            made[engine, id(frame)] = (maker(frame), frame)
        return made[engine, id(frame)][0]

    return make


def assert_same(found: pd.DataFrame, expected: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(found, expected, check_dtype=False, check_categorical=False, rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("engine", with_spark())
@pytest.mark.parametrize("call", CALLS)
def test_the_same_numbers_from_every_engine(call, engine, table_of):
    expected, found = CALLS[call](SURVEY), CALLS[call](table_of(engine))
    assert_same(found.table, expected.table)
    assert found.notes == expected.notes


@pytest.mark.parametrize("engine", with_spark())
def test_groups_are_of_one_kind_and_in_one_order(engine, table_of):
    found = answer_counts(table_of(engine), answer="Recommend", by=[SIZE, DAY, "branch"])
    expected = answer_counts(SURVEY, answer="Recommend", by=[SIZE, DAY, "branch"])
    assert found[SIZE].cat.categories.tolist() == SIZES
    assert found[SIZE].cat.ordered
    assert found[DAY].dtype.kind == "M"
    assert found[DAY].dt.tz is None
    assert found["branch"].tolist() == expected["branch"].tolist()  # beyond what floats can hold


@pytest.mark.parametrize("engine", with_spark())
def test_sums_by_unit(engine, table_of):
    call = {"unit": ["shop", SIZE], "columns": ["small", "Recommend"]}
    assert_same(unit_sums(table_of(engine), **call), unit_sums(SURVEY, **call))


def test_null_and_nan_are_one_missing_group():
    import polars as pl

    table = pl.DataFrame({"g": [1.5, None, float("nan")], "x": [9, 9, None]})
    found = answer_counts(table, answer="x", by=["g"])
    assert found["_n"].tolist() == [1, 1, 1]
    table = pl.DataFrame({"g": [1.5, None, float("nan")], "x": [9.0, 3.0, 3.0]})
    assert answer_counts(table, answer="x", by=["g"])["_n"].tolist() == [1, 2]
    assert cross_products(table, columns=["x"], by=["g"]).n.tolist() == [1, 2]


def test_decimals_and_huge_integers_of_duckdb():
    import duckdb

    query = (
        "SELECT i::DECIMAL(9,2) AS rating, (i % 2)::HUGEINT AS g, (1 + i / 10)::DECIMAL(9,3) AS w FROM range(11) t(i)"
    )
    relation = duckdb.connect().sql(query)
    frame = pd.DataFrame({"rating": range(11)}).assign(g=lambda t: t["rating"] % 2, w=lambda t: 1 + t["rating"] / 10)
    call = {"rating": "rating", "by": "g", "weights": "w"}
    assert_same(cx.net_promoter_score(relation, **call).table, cx.net_promoter_score(frame, **call).table)


def test_capitals_count_in_duckdb_too():
    with pytest.raises(cx.CXError) as error:
        cx.net_promoter_score(MAKERS["duckdb"](SURVEY[["Recommend"]]), rating="recommend")
    assert str(error.value) == "rating: no column 'recommend' in the table. Did you mean Recommend?"


def test_two_columns_of_one_name():
    import pyarrow as pa

    with pytest.raises(cx.CXError) as error:
        column_names(pa.table([[1], [2]], names=["x", "x"]))
    assert str(error.value) == "data: two columns have one name. Rename one of them."


# --- cross-products


COLUMNS = ["small", "Recommend", "n"]


def test_cross_products_by_hand():
    table = pd.DataFrame({"x": [1, 2, 4, None], "y": [10, 20, 60, 5], "w": [1, 2, 1, 1]})
    found = cross_products(table, columns=["x", "y"], weights="w")
    assert (found.n.tolist(), found.w.tolist(), found.w2.tolist()) == ([3], [4.0], [6.0])
    assert found.means[0].tolist() == pytest.approx([9 / 4, 110 / 4])
    # Σ w x² − (Σ w x)²/Σ w = 25 − 81/4; x and y: 330 − 9 · 110/4; y: 4500 − 110²/4
    assert found.centred[0].ravel().tolist() == pytest.approx([4.75, 82.5, 82.5, 1475.0])


def reference_products(frame: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Means and centred products by numpy's own weighted covariance."""
    whole = frame[[*COLUMNS, "_W"]].dropna()
    covariance = np.cov(whole[COLUMNS].to_numpy(float), rowvar=False, aweights=whole["_W"], ddof=0)
    return np.average(whole[COLUMNS].to_numpy(float), axis=0, weights=whole["_W"]), covariance * whole["_W"].sum()


@pytest.mark.parametrize("engine", ["pandas", *with_spark()])
def test_cross_products_agree_with_numpy(engine, table_of):
    found = cross_products(table_of(engine), columns=COLUMNS, weights="_W")
    means, centred = reference_products(SURVEY)
    assert found.means[0] == pytest.approx(means, rel=1e-12)
    assert found.centred[0] == pytest.approx(centred, rel=1e-9)


@pytest.mark.parametrize("engine", with_spark())
def test_cross_products_by_group_and_block(engine, table_of):
    call = {"columns": COLUMNS, "by": [SIZE, "shop"], "block": "customer", "n_blocks": 5}
    found, expected = cross_products(table_of(engine), **call), cross_products(SURVEY, **call)
    assert_same(found.groups, expected.groups)
    for name in ("n", "w", "w2", "shift", "sums", "products"):
        assert getattr(found, name) == pytest.approx(getattr(expected, name), rel=1e-9, abs=1e-6), name
    parts = cross_products(table_of(engine), columns=COLUMNS, by=[SIZE, "shop"])
    assert parts.n.sum() == found.n.sum() == SURVEY[COLUMNS].notna().all(axis=1).sum()


@pytest.mark.parametrize("engine", ["pandas", "polars", "duckdb"])
def test_a_large_mean_keeps_its_variance(engine, table_of):
    rng = np.random.default_rng(3)
    spread = rng.normal(0, 1, 5_000)
    frame = pd.DataFrame({"x": 1e6 + spread, "far": 1e9 + spread, "y": rng.normal(0, 1, 5_000)})
    found = cross_products(table_of(engine, frame), columns=["x", "far", "y"])
    assert found.centred[0][0, 0] / 5_000 == pytest.approx(spread.var(), rel=1e-9)
    assert found.centred[0][1, 1] / 5_000 == pytest.approx(spread.var(), rel=1e-6)  # 1e9 has seven digits left


@pytest.mark.parametrize("engine", ["pandas", "polars", "duckdb"])
def test_a_group_column_may_be_called_like_a_sum(engine, table_of):
    frame = pd.DataFrame({"n": ["a", "b", "a"], "s0": [1.0, 2.0, 4.0]})
    found = cross_products(table_of(engine, frame), columns=["s0"], by=["n"])
    assert found.groups.to_dict("list") == {"n": ["a", "b"]}
    assert found.means[:, 0].tolist() == [2.5, 2.0]


def test_an_infinite_value_is_no_number():
    table = pd.DataFrame({"x": [1.0, np.inf], "y": [1.0, 2.0]})
    for data in (table, MAKERS["polars"](table), MAKERS["duckdb"](table)):
        with pytest.raises(cx.CXError) as error:
            cross_products(data, columns=["x", "y"])
        assert str(error.value) == "x: infinite in 1 row. Correct these rows."


@pytest.mark.parametrize("engine", ["pandas", "polars", "pyarrow", "duckdb"])
def test_no_complete_case(engine, table_of):
    frame = pd.DataFrame({"x": [1.0, np.nan], "y": [np.nan, 2.0]})
    found = cross_products(table_of(engine, frame), columns=["x", "y"])
    assert found.n.tolist() == [0]
    assert not found.products.any()


# --- blocks


IDS = {
    "text": [str(number) for number in range(3_000)],
    "integers": list(range(3_000)),
    "floats": [float(number) for number in range(3_000)],
    "decimals": [number + 0.75 for number in range(3_000)],
}


def test_a_block_is_the_md5_sum_of_seed_and_id():
    # printf '0:7' | md5sum → e9d1a7f4…; the first eight digits modulo 100
    import hashlib

    expected = int(hashlib.md5(b"0:7").hexdigest()[:8], 16) % 100
    assert block_numbers(["7", None], n_blocks=100, seed=0).tolist() == [expected, -1]


@pytest.mark.parametrize("engine", ["pandas", *with_spark()])
@pytest.mark.parametrize("kind", IDS)
def test_equal_blocks_from_every_engine(kind, engine, table_of):
    expected = np.bincount(block_numbers(IDS["text"], n_blocks=50, seed=4), np.arange(3_000), 50)
    frame = pd.DataFrame({"id": IDS[kind], "x": np.arange(3_000.0)})
    found = cross_products(table_of(engine, frame), columns=["x"], block="id", n_blocks=50, seed=4)
    assert found.groups["_block"].tolist() == list(range(50))
    assert (found.means[:, 0] * found.n).tolist() == pytest.approx(expected.tolist())


@pytest.mark.parametrize("engine", ["pandas", *with_spark()])
def test_decimals_of_an_id_are_cut_off_on_both_sides_of_zero(engine, table_of):
    frame = pd.DataFrame({"id": [-1.6, -0.6, 0.6, 1.6], "x": [1.0, 2.0, 3.0, 4.0]})
    found = cross_products(table_of(engine, frame), columns=["x"], block="id", n_blocks=1_000)
    order = np.argsort(block_numbers(["-1", "0", "1"], n_blocks=1_000, seed=0))
    assert found.means[:, 0].tolist() == [[1.0, 2.5, 4.0][place] for place in order]


def test_blocks_are_of_like_size_and_sorted_ids_do_not_stay_together():
    blocks = block_numbers(map(str, range(100_000)), n_blocks=100, seed=0)
    sizes = np.bincount(blocks, minlength=100)
    assert np.abs(sizes - 1_000).max() < 5 * np.sqrt(1_000)  # five standard deviations of a Poisson count
    together = (blocks[1:] == blocks[:-1]).mean()
    assert together == pytest.approx(1 / 100, abs=5 * np.sqrt(0.01 / 100_000))
    assert (block_numbers(map(str, range(1_000)), n_blocks=100, seed=1) != blocks[:1_000]).mean() > 0.95


@pytest.mark.parametrize("engine", ["pandas", *with_spark()])
def test_rows_without_an_id_have_no_block(engine, table_of):
    frame = pd.DataFrame({"id": ["a", None, "a", "É"], "x": [1.0, 2.0, 3.0, 4.0]})
    found = cross_products(table_of(engine, frame), columns=["x"], block="id", n_blocks=1_000)
    assert found.n.sum() == 4
    assert found.groups["_block"].isna().tolist() == [False, False, True]
    assert found.means[2, 0] == 2.0


@pytest.mark.parametrize("engine", ["pandas", "polars", "duckdb"])
def test_dates_are_no_ids(engine, table_of):
    with pytest.raises(cx.CXError) as error:
        cross_products(table_of(engine), columns=["n"], block=DAY)
    assert str(error.value).startswith("block: ")
    assert str(error.value).endswith("Name a column of text or of whole numbers that names the respondent.")


def test_arrow_dictionaries_of_a_sliced_table_keep_their_order():
    found = answer_counts(arrow(SURVEY).slice(5, 3), answer="small", by=[SIZE])
    assert found[SIZE].cat.categories.tolist() == SIZES
