"""The Net Promoter Score and the top-box share of tables."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cxlib as cx
from cxlib.estimators.nps_intervals import score_interval, score_variance

REFERENCE = json.loads((Path(__file__).parents[1] / "reference" / "nps.json").read_text())
EXACT = 1e-12
TWELVE = [10, 10, 9, 9, 9, 8, 8, 7, 6, 5, 3, 0]  # five promoters, three passives, four detractors


def answers(counts: dict[int, int]) -> pd.DataFrame:
    """A table with so many answers of each kind."""
    return pd.DataFrame({"recommend": np.repeat(list(counts), list(counts.values()))})


def row(result, place=0):
    return result.table.iloc[place]


def test_twelve_answers_by_hand():
    found = row(cx.net_promoter_score(pd.DataFrame({"recommend": TWELVE}), rating="recommend"))
    assert (found["n"], found["promoters"], found["passives"]) == (
        12,
        pytest.approx(5 / 12),
        pytest.approx(3 / 12),
    )
    assert found["estimate"] == pytest.approx(100 * (5 - 4) / 12, abs=EXACT)
    assert found["std_error"] == pytest.approx(100 * np.sqrt((9 / 12 - (1 / 12) ** 2) / 12), abs=EXACT)


def test_variance_of_a_published_test_set():
    known = REFERENCE["r_nps_testdata"]
    passives = known["n"] - known["promoters"] - known["detractors"]
    table = answers({10: known["promoters"], 7: passives, 0: known["detractors"]})
    found = row(cx.net_promoter_score(table, rating="recommend"))
    assert found["std_error"] / 100 == pytest.approx(known["std_error_share"], abs=5e-8)


def test_ten_of_ten_promoters_have_an_interval():
    found = row(cx.net_promoter_score(answers({10: 10}), rating="recommend"))
    assert found["conf_low"] == pytest.approx(44.49, abs=0.01)
    assert found["conf_high"] == 100


@pytest.mark.parametrize("interval", ["score", "wald", "adjusted_wald", "bayes", "bootstrap"])
def test_every_interval_stays_on_the_scale_and_repeats(interval):
    table = pd.DataFrame({"recommend": TWELVE})
    first, again = (cx.net_promoter_score(table, rating="recommend", interval=interval, rng=5) for _ in range(2))
    pd.testing.assert_frame_equal(first.table, again.table)
    assert -100 <= row(first)["conf_low"] < row(first)["estimate"] < row(first)["conf_high"] <= 100


def test_missing_answers_are_left_out_and_said():
    table = pd.DataFrame({"recommend": [10, None, 0, 7, None], "shop": ["a", "a", "a", None, "b"]})
    result = cx.net_promoter_score(table, rating="recommend", by="shop")
    assert result.table["shop"].tolist() == ["a"]
    assert row(result)["n"] == 2
    assert result.notes == ("2 rows without recommend left out.", "1 row without shop left out.")


def test_weights_by_hand():
    table = pd.DataFrame({"recommend": [10, 8, 2, 9], "w": [2.0, 1.0, 1.0, 0.0]})
    result = cx.net_promoter_score(table, rating="recommend", weights="w")
    found = row(result)
    assert found["n"] == 3
    assert found["estimate"] == pytest.approx(25.0, abs=EXACT)
    variance = (4 * (1 - 0.25) ** 2 + 0.25**2 + 1.25**2) / 16
    assert found["std_error"] == pytest.approx(100 * np.sqrt(variance), abs=EXACT)
    assert found["n_effective"] == pytest.approx((0.75 - 0.25**2) / variance, abs=EXACT)
    assert result.notes == ("1 row of weight 0 left out.",)


CLOSE = (
    "n_effective is above n: clusters agree more closely than answers drawn one by one. With few clusters that is "
    "mostly chance; Student's quantile in the interval allows for it."
)


def test_clusters_that_agree_closely_count_as_more_and_a_note_says_why():
    """Two branches of three, totals +1 and −1: variance 2 (1/36 + 1/36), one answer's 1, so nine answers of six."""
    table = pd.DataFrame({"recommend": [10, 10, 1, 10, 1, 1], "branch": list("aaabbb")})
    found = cx.net_promoter_score(table, rating="recommend", cluster="branch")
    assert row(found)["n_effective"] == pytest.approx(9, abs=EXACT)
    assert found.notes == (CLOSE,)
    assert row(found)["conf_high"] == pytest.approx(100, abs=5)  # one degree of freedom: next to nothing is known
    top = cx.top_box_share(table, rating="recommend", top=9, cluster="branch")
    assert row(top)["n_effective"] == pytest.approx(9, abs=EXACT)
    assert top.notes == (CLOSE,)


def test_answers_worth_at_most_their_number_have_no_such_note():
    apart = pd.DataFrame({"recommend": [10, 9, 1, 2], "branch": ["a", "a", "b", "b"]})
    assert cx.net_promoter_score(apart, rating="recommend", cluster="branch").notes == ()
    assert cx.net_promoter_score(apart, rating="recommend", population=6).notes == ()  # above n, as it should be


def test_weighted_bootstrap_draws_the_same_variance():
    rng = np.random.default_rng(2)
    table = pd.DataFrame(
        {"recommend": rng.choice([10, 8, 3], 400, p=[0.5, 0.3, 0.2]), "w": rng.choice([1.0, 3.0], 400)}
    )
    score, boot = (
        row(cx.net_promoter_score(table, rating="recommend", weights="w", interval=name, n_resamples=8000, rng=1))
        for name in ("score", "bootstrap")
    )
    width = score["conf_high"] - score["conf_low"]
    assert boot["conf_low"] == pytest.approx(score["conf_low"], abs=0.1 * width)
    assert boot["conf_high"] == pytest.approx(score["conf_high"], abs=0.1 * width)


def test_all_alike_with_weights_takes_kish():
    table = pd.DataFrame({"recommend": [10] * 4, "w": [1.0, 1.0, 1.0, 3.0]})
    result = cx.net_promoter_score(table, rating="recommend", weights="w")
    assert row(result)["n_effective"] == pytest.approx(36 / 12, abs=EXACT)
    assert row(result)["conf_low"] < 100
    assert result.notes == ("No variance between answers or clusters: Kish's effective n stands in for the design's.",)


def test_clusters_by_hand():
    # Two branches of two answers: all promoters, all detractors; the linearised totals are ±.5.
    table = pd.DataFrame({"recommend": [10, 9, 1, 2], "branch": ["a", "a", "b", "b"]})
    found = row(cx.net_promoter_score(table, rating="recommend", cluster="branch"))
    assert found["std_error"] == pytest.approx(100 * np.sqrt(2 * (0.25 + 0.25)), abs=EXACT)
    assert found["n_effective"] == pytest.approx(1.0, abs=EXACT)
    assert (found["conf_low"], found["conf_high"]) == pytest.approx((-100, 100), abs=5)


def test_bootstrap_of_clusters_is_as_wide_as_linearisation():
    rng = np.random.default_rng(11)
    branch = np.repeat(np.arange(80), 10)
    level = rng.normal(0, 1.2, 80)[branch]
    table = pd.DataFrame({"recommend": np.clip(np.round(8 + level + rng.normal(0, 1.5, 800)), 0, 10), "branch": branch})
    score, boot = (
        row(cx.net_promoter_score(
            table, rating="recommend", cluster="branch", interval=name, n_resamples=6000, rng=1
        )) for name in ("score", "bootstrap")
    )  # fmt: skip
    assert boot["conf_high"] - boot["conf_low"] == pytest.approx(score["conf_high"] - score["conf_low"], rel=0.1)
    assert score["n_effective"] < 500


def test_a_single_cluster_has_no_interval():
    table = pd.DataFrame({"recommend": [10, 2], "branch": ["a", "a"]})
    result = cx.net_promoter_score(table, rating="recommend", cluster="branch")
    assert np.isnan(row(result)["conf_low"]) and np.isnan(row(result)["std_error"])
    assert result.notes == ("No interval for 1 of 1 groups: they have one cluster only.",)


def test_finite_population():
    table = pd.DataFrame({"recommend": TWELVE, "shop": ["a"] * 6 + ["b"] * 6})
    half = row(cx.net_promoter_score(table, rating="recommend", population=24))
    free = row(cx.net_promoter_score(table, rating="recommend"))
    assert half["std_error"] == pytest.approx(free["std_error"] * np.sqrt(0.5), abs=EXACT)
    assert half["n_effective"] == pytest.approx(24, abs=EXACT)
    census = row(cx.net_promoter_score(table, rating="recommend", population=12))
    assert census["conf_low"] == census["estimate"] == census["conf_high"]
    by_shop = cx.net_promoter_score(table, rating="recommend", by="shop", population={"a": 12, "b": 60})
    assert by_shop.table["n_effective"].tolist() == pytest.approx([12, 6 / 0.9])


@pytest.mark.parametrize("year", ["2017", "2018"])
def test_airport(shared, year):
    known = REFERENCE["airport"][year]
    raw = pd.read_csv(shared(f"data/sfo/{year}_SFO_Customer_Survey.csv"), low_memory=False).rename(columns=str.strip)
    raw["recommend"] = pd.to_numeric(raw["NETPRO"], errors="coerce").replace(11, np.nan)
    plain = row(cx.net_promoter_score(raw, rating="recommend"))
    assert plain["n"] == known["n"]
    assert (plain["estimate"], plain["std_error"]) == pytest.approx((known["nps"], known["std_error"]), abs=5e-5)
    weighted = row(cx.net_promoter_score(raw, rating="recommend", weights="WEIGHT"))
    assert weighted["estimate"] == pytest.approx(known["nps_weighted"], abs=5e-5)


def test_airport_with_the_blank_code_kept_is_refused(shared):
    raw = pd.read_csv(shared("data/sfo/2017_SFO_Customer_Survey.csv"), low_memory=False)
    with pytest.raises(cx.CXError) as error:
        cx.net_promoter_score(raw, rating="NETPRO")
    assert str(error.value) == (
        'NETPRO: outside 0…10 in 84 rows (11). If 11 means "no answer", write missing = [11] in study.toml.'
    )


def _coverage_of_weighted_intervals(n: int, respond: list[float]) -> tuple[float, float]:
    """Share of 20,000 samples whose interval holds the truth: with the design's n, and with Kish's."""
    rng = np.random.default_rng(20)
    population, points, respond = np.array([0.6, 0.3, 0.1]), np.array([1.0, 0.0, -1.0]), np.array(respond)
    sampled = population * respond / (population @ respond)
    kind = rng.choice(3, size=(20_000, n), p=sampled)
    w = 1 / respond[kind]
    total = w.sum(axis=1)
    above, below = ((w * (kind == k)).sum(axis=1) / total for k in (0, 2))
    mean = above - below
    variance = (w**2 * (points[kind] - mean[:, None]) ** 2).sum(axis=1) / total**2
    kish = total**2 / (w**2).sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        n_design = np.where(variance > 0, score_variance(above, below) / variance, kish)
    held = []
    for n_effective in (n_design, kish):
        low, high = score_interval(above, below, n_effective, 1.959963984540054)
        held.append(float(np.mean((low <= 0.5) & (high >= 0.5))))
    return held[0], held[1]


@pytest.mark.parametrize("n", [60, 200])
def test_weights_tied_to_the_answer_need_the_design_effective_n(n):
    # Promoters answer four times as readily, so detractors carry large weights: Kish's n is too large here.
    design, kish = _coverage_of_weighted_intervals(n, [4, 1, 1])
    assert 0.94 <= design <= 0.97
    assert kish < 0.92


def test_the_simulated_interval_is_the_one_that_users_get():
    # The coverage above is simulated on arrays; here one of its samples goes through the public door.
    kind = np.array([0] * 40 + [1] * 12 + [2] * 8)
    table = pd.DataFrame({"recommend": np.array([9, 7, 3])[kind], "w": 1 / np.array([4.0, 1.0, 1.0])[kind]})
    found = row(cx.net_promoter_score(table, rating="recommend", weights="w"))
    w, points = table["w"].to_numpy(), np.array([1.0, 0.0, -1.0])[kind]
    mean = (w * points).sum() / w.sum()
    variance = (w**2 * (points - mean) ** 2).sum() / w.sum() ** 2
    above, below = (w[kind == k].sum() / w.sum() for k in (0, 2))
    expected = score_interval(above, below, score_variance(above, below) / variance, 1.959963984540054)
    assert [found["conf_low"] / 100, found["conf_high"] / 100] == pytest.approx(
        [float(limit) for limit in expected], abs=1e-9
    )


counts = st.dictionaries(st.integers(0, 10), st.integers(1, 30), min_size=1)


@settings(max_examples=15)
@given(counts, st.randoms(use_true_random=False))
def test_order_of_rows_and_doubling(found_counts, random):
    table = answers(found_counts)
    order = list(range(len(table)))
    random.shuffle(order)
    plain = cx.net_promoter_score(table, rating="recommend")
    shuffled = cx.net_promoter_score(table.iloc[order], rating="recommend")
    pd.testing.assert_frame_equal(plain.table, shuffled.table)
    doubled = cx.net_promoter_score(pd.concat([table, table]), rating="recommend")
    assert row(doubled)["estimate"] == pytest.approx(row(plain)["estimate"], abs=1e-9)
    assert row(doubled)["std_error"] ** 2 == pytest.approx(row(plain)["std_error"] ** 2 / 2, abs=1e-9)
    assert -100 <= row(plain)["conf_low"] <= row(plain)["conf_high"] <= 100


@settings(max_examples=10)
@given(counts)
def test_equal_weights_equal_none_and_one_group_equals_no_group(found_counts):
    table = answers(found_counts).assign(w=2.5, shop="only")
    plain = cx.net_promoter_score(table, rating="recommend").table
    weighted = cx.net_promoter_score(table, rating="recommend", weights="w").table
    grouped = cx.net_promoter_score(table, rating="recommend", by="shop").table
    pd.testing.assert_frame_equal(plain, weighted, rtol=1e-9, atol=1e-7)
    pd.testing.assert_frame_equal(plain, grouped.drop(columns="shop"))


def test_engines_agree():
    rng = np.random.default_rng(6)
    table = pd.DataFrame(
        {
            "recommend": np.where(rng.random(500) < 0.1, np.nan, rng.integers(0, 11, 500)),
            "shop": rng.choice(["NA", "a", "b"], 500),
            "w": rng.uniform(0, 2, 500),
            "day": rng.integers(0, 40, 500),
        }
    )
    arguments = {"rating": "recommend", "by": "shop", "weights": "w", "cluster": "day"}
    expected = cx.net_promoter_score(table, **arguments)
    for other in (pl.from_pandas(table), pa.table({name: table[name].tolist() for name in table})):
        found = cx.net_promoter_score(other, **arguments)
        pd.testing.assert_frame_equal(found.table, expected.table, check_dtype=False, rtol=1e-9)
        assert found.notes == expected.notes


def test_small_integers_do_not_overflow():
    table = pd.DataFrame({"recommend": np.array([10] * 300 + [0] * 100, dtype="int8"), "w": np.int8(100)})
    for data in (table, pl.from_pandas(table)):
        assert row(cx.net_promoter_score(data, rating="recommend", weights="w"))["estimate"] == pytest.approx(50)


def test_top_box_by_hand():
    table = pd.DataFrame({"wifi": [5, 5, 4, 3, 1, None]})
    found = row(cx.top_box_share(table, rating="wifi", top=4))
    assert (found["n"], found["estimate"]) == (5, pytest.approx(0.6))
    chosen = row(cx.top_box_share(table, rating="wifi", top=[5]))
    assert chosen["estimate"] == pytest.approx(0.4)
    # Wilson for 3 of 5: (p + z²/2n ± z√(pq/n + z²/4n²))/(1 + z²/n).
    assert (found["conf_low"], found["conf_high"]) == pytest.approx((0.2307, 0.8824), abs=5e-5)


def test_top_box_of_the_airport(shared):
    known = json.loads(shared("reference/real_data_facts.json").read_text())["sfo"]["2017"]
    raw = pd.read_csv(shared("data/sfo/2017_SFO_Customer_Survey.csv"), low_memory=False)
    raw["overall"] = pd.to_numeric(raw["Q7ALL"], errors="coerce")
    found = row(cx.top_box_share(raw, rating="overall", top=4))
    assert found["n"] == known["overall_n_1to5"]
    assert 100 * found["estimate"] == pytest.approx(known["overall_top2box_pct"], abs=5e-5)


MESSAGES = {
    "unknown column": (
        {"rating": "recomend"}, "rating: no column 'recomend' in the table. Did you mean recommend?",
    ),
    "words": (
        {"rating": "shop"},
        "rating: column 'shop' holds words, not numbers. Give it a numeric role in study.toml, or turn its words "
        "into numbers with labels.",
    ),
    "interval": (
        {"interval": "wilsn"},
        "interval: 'wilsn' is not known. Known: score, wald, adjusted_wald, bayes, bootstrap.",
    ),
    "level": ({"confidence_level": 95}, "confidence_level: 95 is not between 0 and 1. Write 0.95 for 95 %."),
    "seed": (
        {"interval": "bootstrap"},
        'rng: interval "bootstrap" draws at random and needs a seed. Write rng = 2027, or any number.',
    ),
    "negative weight": (
        {"weights": "bad"},
        "weights: negative in 1 row of column 'bad'. A weight says how many people an answer stands for; write 0 for "
        "none, or leave the rows out.",
    ),
    "missing weight": (
        {"weights": "gap"},
        "weights: missing in 1 row of column 'gap'. A weight says how many people an answer stands for; write 0 for "
        "none, or leave the rows out.",
    ),
    "no weight at all": (
        {"weights": "zero"}, "recommend: no answer in 0 rows. Check the column and its missing codes in study.toml.",
    ),
    "two parts": (
        {"by": "recommend"},
        "by: column 'recommend' is also the rating or the weight. Give each column one part to play.",
    ),
    "a result's name": (
        {"by": "n"}, "by: column 'n' has the name of a result's column. Give it another name in study.toml.",
    ),
    "nobody answered": (
        {"rating": "empty"}, "empty: no answer in 3 rows. Check the column and its missing codes in study.toml.",
    ),
    "halves": (
        {"rating": "half"},
        "half: not a whole number in 1 row (8.5). The Net Promoter Score needs answers 0, 1, … 10; averages of answers "
        "have none.",
    ),
    "small population": (
        {"population": 2}, "population: 2 people, but 3 answers. Give the number of people asked about.",
    ),
    "one size for groups": (
        {"population": 9, "by": "shop"},
        "population: one size for several groups. Give the sizes by group: {'Centre': 800, …}.",
    ),
    "size missing": (
        {"population": {"a": 9}, "by": "shop"}, "population: no size for group 'b'. Known: a.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", MESSAGES)
def test_messages(case):
    table = pd.DataFrame(
        {
            "recommend": [10, 8, 3], "shop": ["a", "b", "b"], "bad": [1, -1, 1], "gap": [1, None, 1], "zero": [0, 0, 0],
            "empty": [None, None, None], "half": [8.5, 9, 10],
            "n": [1, 1, 1],
        }
    )  # fmt: skip
    arguments, message = MESSAGES[case]
    with pytest.raises(cx.CXError) as error:
        cx.net_promoter_score(table, **{"rating": "recommend", **arguments})
    assert str(error.value) == message


def test_something_that_is_no_table():
    with pytest.raises(cx.CXError) as error:
        cx.net_promoter_score([1, 2], rating="recommend")
    assert str(error.value) == "data: list is not a table. Give a pandas, polars, pyarrow, DuckDB or PySpark table."
