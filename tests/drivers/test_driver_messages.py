"""What a user reads when drivers cannot be analysed, and the notes on those that can."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from table_engines import MAKERS

import cxlib as cx

N = 100
RNG = np.random.default_rng(1)
DATA = pd.DataFrame(RNG.normal(size=(N, 3)), columns=list("abc")).assign(
    y=lambda d: d["a"] + d["b"] + RNG.normal(size=N),
    word="yes",
    empty=np.nan,
    flat=0.1,
    total=lambda d: (d["a"] + d["b"]) / 3,
    w=np.arange(N) * 1.0,
    low=np.where(np.arange(N) < 2, -1.0, 1.0),
    holes=np.where(np.arange(N) < 1, np.nan, 1.0),
    nought=0.0,
    member=np.arange(N) % 2 == 0,
    mixed=pd.Series([1.0, "two", *range(2, N)], dtype=object),
    endless=np.where(np.arange(N) < 3, [np.inf, -np.inf] * 50, 1.0),
    huge=lambda d: d["a"] * 1e200,
    half=np.arange(N) % 2,
    region=np.where(np.arange(N) < 3, "north", "south"),
)
WIDE = pd.DataFrame(RNG.normal(size=(60, 27)), columns=["y", *(f"d{place:02}" for place in range(1, 27))])

ERRORS = {
    "a driver given twice": (
        {"drivers": ["a", "b", "a"]},
        "drivers: 'a' is named twice. Name each column once.",
    ),
    "the outcome among the drivers": (
        {"drivers": ["a", "y"]},
        "drivers: 'y' is the outcome, too. Give each column one part to play.",
    ),
    "no driver": ({"drivers": []}, "drivers: none is named. Name the columns of the drivers."),
    "an unknown driver": ({"drivers": ["total_"]}, "drivers: no column 'total_' in the table. Did you mean total?"),
    "words": (
        {"drivers": ["a", "word"]},
        "drivers: column 'word' holds words, not numbers. Give it a numeric role in study.toml, or turn its words into"
        " numbers with labels.",
    ),
    "yes and no": (
        {"drivers": ["a", "member"]},
        "drivers: column 'member' holds yes and no, not numbers. Write 1 for yes and 0 for no.",
    ),
    "numbers and words in one column": (
        {"drivers": ["a", "mixed"]},
        "drivers: column 'mixed' holds values of several kinds, not numbers. Make it numbers first, as"
        " pandas.to_numeric does.",
    ),
    "an infinite driver": (
        {"drivers": ["a", "endless"]},
        "endless: infinite in 3 rows. Correct these rows.",
    ),
    "too large to multiply": (
        {"drivers": ["a", "huge"]},
        "huge: its values are too large to be multiplied. Give them in a larger unit.",
    ),
    "no outcome": ({"outcome": None}, "outcome: None is not a column. Write the name of one column."),
    "two outcomes": ({"outcome": ["y", "a"]}, "outcome: ['y', 'a'] is not a column. Write the name of one column."),
    "an empty driver": (
        {"drivers": ["a", "empty"]},
        "empty: no value in 100 rows. Check the column and its missing codes in study.toml.",
    ),
    "a constant driver": (
        {"drivers": ["a", "flat"]},
        "drivers: 'flat' does not vary in 100 complete rows. Leave it out.",
    ),
    "two constant drivers": (
        {"drivers": ["a", "flat", "nought"]},
        "drivers: 'flat' and 'nought' do not vary in 100 complete rows. Leave them out.",
    ),
    "a constant outcome": (
        {"outcome": "flat"},
        "outcome: 'flat' does not vary in 100 complete rows. There is nothing to explain; check the column.",
    ),
    "a driver the same in each group": (
        {"drivers": ["a", "low"], "within": "low2"},
        "drivers: 'low' does not vary within any group in 100 complete rows. Leave it out.",
    ),
    "more groups than rows can carry": (
        {"within": "w"},
        "drivers: 100 complete rows are too few for 3 columns and 100 means. At least 104 are needed, and 15 per driver"
        " to trust an order.",
    ),
    "collinear": (
        {"drivers": ["a", "c", "b", "total"]},
        "drivers: 'a', 'b' and 'total' are exactly collinear: each follows from the rest of them. Leave one of them"
        " out.",
    ),
    "negative weights": (
        {"weights": "low"},
        "weights: negative in 2 rows of column 'low'. A weight says how many people an answer stands for; write 0 for"
        " none, or leave the rows out.",
    ),
    "missing weights": (
        {"weights": "holes"},
        "weights: missing in 1 row of column 'holes'. A weight says how many people an answer stands for; write 0 for"
        " none, or leave the rows out.",
    ),
    "all weights zero": (
        {"weights": "nought"},
        "data: no row to analyse; every weight is 0. Check the table and its weights.",
    ),
    "a weight that is a driver": (
        {"weights": "a"},
        "weights: column 'a' is a driver or the outcome, too. Give each column one part to play.",
    ),
    "a group column that is a driver": (
        {"by": "a"},
        "by: column 'a' is a driver or the outcome, too. Give each column one part to play.",
    ),
    "an unknown method": ({"method": "shapely"}, "method: 'shapely' is not known. Known: lmg, relative_weights, first,"
                          " last, pratt."),
    "an unknown interval": ({"interval": "bcaa"}, "interval: 'bcaa' is not known. Did you mean bca?"),
    "a level in per cent": ({"confidence_level": 95}, "confidence_level: 95 is not between 0 and 1. Write 0.95 for"
                            " 95 %."),
    "no seed": ({"n_resamples": 100}, "rng: resamples are drawn at random and need a seed. Write rng = 2027, or any"
                " number."),
    "a seed that is none": (
        {"n_resamples": 100, "rng": "seed"},
        "rng: 'seed' is not a seed. Write a whole number, such as 2027.",
    ),
    "a level in words": ({"confidence_level": "95 %"}, "confidence_level: 95 % is not between 0 and 1. Write 0.95 for"
                         " 95 %."),
    "resamples in words": ({"n_resamples": "many"}, "n_resamples: many is not a number of resamples. Write 0 for none,"
                           " or 1000."),
    "half a resample": ({"n_resamples": 0.5}, "n_resamples: 0.5 is not a number of resamples. Write 0 for none, or"
                        " 1000."),
    "a random driver without resamples": (
        {"random_driver": True},
        "random_driver: the comparison is made in resamples, and n_resamples is 0. Write 1000.",
    ),
    "bca of blocks": (
        {"interval": "bca", "block": "w", "n_resamples": 10, "rng": 1},
        'block: interval "bca" needs single rows, not blocks of them. Leave one of the two out.',
    ),
    "a group named like a driver": (
        {"groups": {"a": ["b", "c"]}},
        "groups: 'a' is also the name of a driver. Give the group a name of its own.",
    ),
    "a group named like the outcome": (
        {"groups": {"y": ["b", "c"]}},
        "groups: 'y' is also the name of the outcome. Give the group a name of its own.",
    ),
    "a group named like what is always in": (
        {"groups": {"total": ["b", "c"]}, "always": ["total"]},
        "groups: 'total' is also the name of a column always in. Give the group a name of its own.",
    ),
    "groups without names": (
        {"groups": [["a", "b"]]},
        'groups: a list gives no names. Write groups = {"name": ["a", "b"]}.',
    ),
    "blocks of a driver": (
        {"block": "a", "n_resamples": 10, "rng": 1},
        "block: column 'a' is a driver or the outcome, too. Give each column one part to play.",
    ),
    "one block": (
        {"block": "word", "n_resamples": 10, "rng": 1},
        "block: one block only in column 'word', and a draw of one shows no chance. Name the column of respondents.",
    ),
    "one block in each group": (
        {"block": "half", "by": "half", "n_resamples": 10, "rng": 1},
        "block: 0: one block only in column 'half', and a draw of one shows no chance. Name the column of respondents.",
    ),
    "a member that is no driver": (
        {"groups": {"g": ["a", "total"]}},
        "groups: 'total' of 'g' is not one of the drivers. Known: a, b, c.",
    ),
    "a member of two groups": (
        {"groups": {"g": ["a", "b"], "h": ["b", "c"]}},
        "groups: 'b' is in 'g' and in 'h'. Put each driver into one group.",
    ),
    "an empty group": (
        {"groups": {"g": []}},
        "groups: 'g' has no member. Name its columns, or leave the group out.",
    ),
    "a driver that is always in": (
        {"always": ["c"]},
        "always: 'c' is one of the drivers, too. Give each column one part to play.",
    ),
    "relative weights of groups": (
        {"method": "relative_weights", "groups": {"g": ["a", "b"]}},
        'method: relative weights are not defined with groups. Write method = "lmg", or leave them out.',
    ),
    "relative weights with always": (
        {"method": "relative_weights", "always": ["total"]},
        'method: relative weights are not defined with always. Write method = "lmg", or leave them out.',
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", ERRORS)
def test_errors_whole(case):
    how, message = ERRORS[case]
    with pytest.raises(cx.CXError) as error:
        cx.driver_importance(DATA.assign(low2=DATA["low"]), **{"outcome": "y", "drivers": ["a", "b", "c"]} | how)
    assert str(error.value) == message


def test_26_drivers_need_groups_or_the_other_method():
    names = list(WIDE)[1:]
    message = (
        "drivers: 26 have more subsets than can be looked at; 25 are the most. Write method = "
        '"relative_weights" (in a run: -p method=relative_weights), or name fewer drivers; in code, '
        'groups = {"name": [columns]} joins some.'
    )
    for function in (cx.driver_importance, cx.dominance):
        with pytest.raises(cx.CXError) as error:
            function(WIDE, outcome="y", drivers=names)
        assert str(error.value) == message
    weights = cx.driver_importance(WIDE, outcome="y", drivers=names, method="relative_weights")
    joined = cx.driver_importance(WIDE, outcome="y", drivers=names, groups={"rest": names[3:]})
    assert weights.table["estimate"].sum() == pytest.approx(weights.r_squared)
    assert joined.table["estimate"].sum() == pytest.approx(weights.r_squared)


def test_one_respondent_is_not_enough():
    with pytest.raises(cx.CXError) as error:
        cx.driver_importance(DATA.head(1), outcome="y", drivers=["a", "b"])
    assert str(error.value) == (
        "drivers: 1 complete row is too few for 2 columns. At least 4 are needed, and 15 per driver to trust an order."
    )
    with pytest.raises(cx.CXError) as error:
        cx.driver_importance(DATA.head(0), outcome="y", drivers=["a", "b"])
    assert str(error.value) == "data: no row to analyse; there is none. Check the table and its weights."
    apart = pd.DataFrame({"y": [1.0, 2, np.nan], "a": [np.nan, np.nan, 3]})
    with pytest.raises(cx.CXError) as error:
        cx.driver_importance(apart, outcome="y", drivers=["a"])
    assert str(error.value) == (
        "drivers: no row has a value in all of a, y. Ask fewer drivers, or check the missing codes in study.toml."
    )


@pytest.mark.parametrize("engine", ["polars lazy", "duckdb"])
def test_a_table_that_is_not_in_memory_needs_a_block(engine):
    table = MAKERS[engine](DATA[["y", "a", "b"]])
    with pytest.raises(cx.CXError) as error:
        cx.driver_importance(table, outcome="y", drivers=["a", "b"], n_resamples=10, rng=1)
    assert str(error.value) == (
        "block: a table that is not in memory is resampled by blocks of respondents, and no column names them."
        ' Write block = "customer", or whichever column names the respondent.'
    )


def test_rows_lost_are_told_by_driver():
    data = DATA.copy()
    data.loc[:9, "a"], data.loc[5:11, "b"], data.loc[50, "y"] = np.nan, np.nan, np.nan
    found = cx.driver_importance(data, outcome="y", drivers=["a", "b"], weights="w")
    assert found.lost.to_numpy().tolist() == [["a", 9, 4], ["b", 7, 2]]
    assert found.table["n"].tolist() == [87, 87]
    assert found.notes == (
        "1 row of weight 0 left out.",
        "12 of 99 rows left out, since a value is missing (in one column alone: a 4, b 2, y 1).",
    )


def test_a_group_that_is_too_small_stays_without_numbers():
    found = cx.driver_importance(DATA, outcome="y", drivers=["a", "b"], by="region", n_resamples=100, rng=1)
    small = found.table[found.table["region"] == "north"]
    assert small["n"].tolist() == [3, 3]
    assert small.drop(columns=["region", "driver", "n"]).isna().all(axis=None)
    assert found.table[found.table["region"] == "south"].notna().all(axis=None)
    assert found.r_squared["r_squared"].isna().tolist() == [True, False]
    assert found.notes == ("No estimate for north: 3 complete rows are too few for 2 columns.",)


def test_few_rows_and_failed_resamples_are_noted():
    rare = DATA.head(20).assign(rare=(np.arange(20) == 7).astype(float))
    found = cx.driver_importance(rare, outcome="y", drivers=["a", "rare"], n_resamples=200, rng=1)
    assert found.notes[0] == "Fewer than 15 rows per driver: 20 rows for 2 columns. The order may be chance."
    count, _, words = found.notes[1].partition(" ")
    assert words == "of 200 resamples left out: a driver is constant in them, or follows from others."
    assert 50 < int(count) < 95  # (1 − 1/20)²⁰ = 36 % of resamples miss the one row
    assert found.table[["conf_low", "conf_high"]].notna().all(axis=None)


@pytest.mark.parametrize("method", ["lmg", "last", "relative_weights"])
def test_no_resample_that_can_be_analysed(method):
    rare = DATA.head(20).assign(rare=(np.arange(20) == 7).astype(float))
    with pytest.raises(cx.CXError) as caught:
        cx.driver_importance(rare, outcome="y", drivers=["a", "rare"], method=method, n_resamples=1, rng=0)
    assert str(caught.value) == (
        "n_resamples: in every resample a driver is constant or follows from others. There are too few rows for the "
        "bootstrap; write n_resamples = 0."
    )


def test_a_driver_alone_dominates_nobody():
    with pytest.raises(cx.CXError) as caught:
        cx.dominance(DATA, outcome="y", drivers=["a"])
    assert str(caught.value) == "drivers: 'a' is alone. Name at least two."


def test_respondents_without_an_id_are_noted():
    data = DATA.assign(id=pd.Series(range(N), dtype="Int64").mask(lambda s: s < 4))
    found = cx.driver_importance(data, outcome="y", drivers=["a", "b"], block="id", n_resamples=100, rng=1)
    assert found.notes == ("4 rows without id not drawn in resamples.",)


def test_few_blocks_and_few_resamples_are_noted():
    data = DATA.assign(team=np.arange(N) % 8)
    found = cx.driver_importance(data, outcome="y", drivers=["a", "b"], block="team", n_resamples=50, rng=1)
    blocks = cx.driver_importance(data, outcome="y", drivers=["a", "b"], block="w", n_resamples=100, rng=1)
    assert found.notes[0].startswith("Only ") and found.notes[0].endswith(
        " blocks of team to draw from: the limits are rough, and rather too narrow."
    )
    assert found.notes[1:] == ("Only 50 resamples: too few for limits. Draw 1,000.",)
    assert blocks.notes == ()
