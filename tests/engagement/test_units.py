"""Units of employees: may they be averaged, who is truly first; and what is said where nothing can be."""

import json

import numpy as np
import pandas as pd
import pytest
from table_engines import MAKERS

import cxlib as cx

ITEMS = ["a", "b", "c"]


def teams(n_units=30, size=8, *, spread=0.6, seed=1):
    """Answers 1 to 5 to three items; units differ by `spread`, people of one unit by .7."""
    rng = np.random.default_rng(seed)
    unit = np.repeat(np.arange(n_units), size)
    person = spread * rng.normal(size=n_units)[unit] + 0.7 * rng.normal(size=n_units * size)
    answers = np.clip(np.round(3 + person[:, None] + 0.6 * rng.normal(size=(len(unit), 3))), 1, 5)
    return pd.DataFrame(answers, columns=ITEMS).assign(team=[f"T{code:02d}" for code in unit])


def agreement(rows, **other):
    return cx.unit_agreement(rows, **({"items": ITEMS, "unit": "team", "scale": (1, 5)} | other))


def ranking(rows, **other):
    return cx.unit_ranking(rows, **({"items": ITEMS, "unit": "team", "min_cell": 1, "top": 5, "rng": 1} | other))


@pytest.mark.parametrize(
    ("name", "file", "items", "unit"),
    [
        ("lq2002_LEAD", "employees/lq2002", [f"LEAD{place:02d}" for place in range(1, 12)], "COMPID"),
        ("sim_engagement", "linked/sim_employees", [f"e{place}" for place in range(1, 9)], "unit"),
    ],
)
def test_agreement_is_that_of_multilevel(shared, name, file, items, unit):
    reference = json.loads(shared("reference/engagement.json").read_text())
    icc, agreed = (reference[f"{kind}_{name}"]["value"] for kind in ("icc", "agreement"))
    found = cx.unit_agreement(pd.read_csv(shared(f"data/{file}.csv")), items=items, unit=unit, scale=(1, 5))
    row = found.table.iloc[0]
    expected = {
        "n": icc["N"], "n_units": icc["J"], "icc1": icc["ICC1_multilevel"], "icc1_low": icc["ICC1_ci95_F_meann"][0],
        "icc1_high": icc["ICC1_ci95_F_meann"][1], "icc1_k0": icc["ICC1_k0"], "icc2": icc["ICC2_multilevel"],
        "icc2_low": icc["ICC2_ci95_F"][0], "icc2_high": icc["ICC2_ci95_F"][1], "f": icc["F"],
        "rwg_j_uniform": agreed["rwgj_mean"], "rwg_j_uniform_q2": agreed["rwgj_median"], "ad": agreed["ADm_mean"],
        "ad_limit": agreed["AD_cutoff_A6"], "share_agreeing": agreed["rwgj_share_ge70"], "r_wg": agreed["lindell_mean"],
    }  # fmt: skip
    np.testing.assert_allclose(row[list(expected)].astype(float), list(expected.values()), rtol=1e-10)
    np.testing.assert_allclose(row["icc1_reml"], icc["ICC1_reml"], rtol=1e-5)


# ICC1(a), ICC2(a) and F of a <- aov(score ~ as.factor(COMPID)) with R's multilevel 2.7
SCORES = {
    "LEAD": (0.0879562185219268, 0.800754373013908, 5.01893072950505),
    "TSIG": (0.0803839995653478, 0.784607839174352, 4.64269449810414),
    "HOSTILE": (0.054004942791579, 0.704059183926384, 3.37905400568757),
}


@pytest.mark.parametrize(("score", "expected"), SCORES.items())
def test_scores_that_are_means_of_items_have_the_icc_of_multilevel(shared, score, expected):
    rows = pd.read_csv(shared("data/employees/lq2002.csv"))
    assert (rows[score] % 1 > 0).any()
    found = cx.unit_agreement(rows, items=score, unit="COMPID", scale=(0, 5))
    np.testing.assert_allclose(found.table[["icc1", "icc2", "f"]].iloc[0].astype(float), expected, rtol=1e-9)


def test_a_mean_of_items_is_a_score_like_them():
    rows = teams()
    rows["mean"] = rows[ITEMS].mean(axis=1)
    found, of_items = agreement(rows, items="mean"), agreement(rows)
    same = ["n", "n_units", "icc1", "icc1_low", "icc1_high", "icc2", "f", "p_value"]
    pd.testing.assert_frame_equal(found.table[same], of_items.table[same])
    away = rows.groupby("team")["mean"].transform(lambda own: (own - own.mean()).abs())
    assert found.table["ad"].iloc[0] == pytest.approx(away.groupby(rows["team"]).mean().mean())
    told = "Some answers lie between the steps of the scale, 1 to 5: rwg(j) and its null are those of single answers"
    assert any(note.startswith(told) for note in found.notes)
    assert not any(note.startswith(told) for note in of_items.notes)


@pytest.mark.parametrize("maker", MAKERS)
def test_every_engine_gives_the_same(maker):
    rows = teams(6, 5)
    rows.loc[[0, 1], "a"] = np.nan
    rows.loc[2, "team"] = None
    other = MAKERS[maker](rows)
    plain, found = (agreement(table, min_cell=2, n_permutations=3, rng=1) for table in (rows, other))
    pd.testing.assert_frame_equal(found.table, plain.table, rtol=1e-9)
    pd.testing.assert_frame_equal(found.units, plain.units, rtol=1e-9)
    pd.testing.assert_frame_equal(found.pseudo, plain.pseudo, rtol=1e-9)
    assert found.notes == plain.notes
    assert plain.notes[0] == "1 of 30 rows left out: team is missing."
    pd.testing.assert_frame_equal(ranking(other).table, ranking(rows).table, rtol=1e-9)


def test_real_units_stand_out_from_random_ones():
    found = agreement(teams(), n_permutations=50, rng=1)
    row = found.table.iloc[0]
    assert row["icc1_low"] > found.pseudo["icc1"].max()
    assert row["rwg_j_uniform"] > found.pseudo["rwg_j_uniform"].max()
    assert abs(found.pseudo["icc1"].mean()) < 0.02
    assert found.pseudo.equals(agreement(teams(), n_permutations=50, rng=1).pseudo)
    assert "It belongs to the unit: people agree and units differ." in cx.reading(found, scale="pace").text


def test_agreement_without_a_unit_is_pseudo_agreement():
    """Everybody answers 3 or 4 by lot: rwg is high, and as high in random units."""
    rows = teams()
    rows[ITEMS] = np.random.default_rng(2).integers(3, 5, (240, 3))
    found = agreement(rows, n_permutations=50, rng=1)
    row = found.table.iloc[0]
    assert row["rwg_j_uniform"] > 0.9
    assert row["icc1_low"] < 0 < row["icc1_high"]
    assert cx.reading(found, scale="pace").text == (
        f"pace: rwg(j) {row['rwg_j_uniform']:.2f}, ICC(1) {row['icc1']:.2f} ({row['icc1_low']:.2f} to "
        f"{row['icc1_high']:.2f}). That units differ is not seen: people agree, but in random units as much. Do not "
        "average by unit."
    ).replace("-0.00", "0.00").replace("-", "−")


def test_units_that_differ_may_still_disagree_within():
    """Each person answers 1 or 5, in some units more often 5: a mean of 3 is nobody's answer."""
    rng, rows = np.random.default_rng(3), teams()
    chance = dict(zip(rows["team"].unique(), np.linspace(0.15, 0.85, rows["team"].nunique()), strict=True))
    high = rng.random(len(rows)) < rows["team"].map(chance)
    rows[ITEMS] = np.where(high, 5, 1)[:, None] * np.ones((1, 3)) + rng.choice([0, 0, -1, 1], (len(rows), 3))
    rows[ITEMS] = rows[ITEMS].clip(1, 5)
    found = agreement(rows)
    assert found.table["icc1_low"].iloc[0] > 0 and found.table["rwg_j_uniform"].iloc[0] < 0.7
    assert cx.reading(found, scale="pace").text.endswith(
        "). Units differ, but people of one unit hardly agree: its mean speaks for few of them."
    )


def test_few_units_are_said_to_be_few():
    found = agreement(teams(19, spread=2.0))
    assert found.table["icc1_low"].iloc[0] > 0
    assert cx.reading(found, scale="pace").text.endswith(
        "). 19 units are too few to say whether units differ: read the interval."
    )
    rough = teams()
    rough[ITEMS] = np.random.default_rng(1).choice([1, 5], (240, 3))
    assert "people do not agree. Do not average by unit." in cx.reading(agreement(rough), scale="pace").text


def test_turning_the_scale_round_changes_nothing():
    rows = teams()
    turned = rows.assign(**{name: 6 - rows[name] for name in ITEMS})
    pd.testing.assert_frame_equal(agreement(turned).table, agreement(rows).table, rtol=1e-9)


def test_who_answers_half_has_a_score_and_who_answers_nothing_is_left_out():
    rows = teams(25, 6)
    rows.loc[0, "a"] = np.nan  # two of three
    rows.loc[1, ["a", "b"]] = np.nan  # one of three
    rows.loc[2, ITEMS] = np.nan
    found = agreement(rows, min_cell=2)
    assert found.table["n"].tolist() == [148]
    assert found.notes == (
        "1 of 150 rows left out: none of the items is answered.",
        "1 of 149 people answers fewer than half of the items, and has no score.",
    )
    scored = cx.scale_scores(rows, scales={"score": ITEMS}).dropna(subset="score")
    first = ranking(rows).table.set_index("team").sort_index()
    np.testing.assert_allclose(first["estimate"], scored.groupby("team")["score"].mean())


def small_team():
    """30 teams of 8; of the last two people are left, of the one before nobody but one."""
    return teams().drop(index=[*range(225, 232), *range(234, 240)])


def test_small_units_count_and_are_not_shown():
    found = agreement(small_team(), min_cell=8)
    assert found.table[["n", "n_units"]].iloc[0].tolist() == [227, 30]
    assert set(found.units["team"]).isdisjoint({"T28", "T29"})
    assert len(found.units) == 27
    assert found.notes == (
        "1 unit has one person: no agreement there, but they count in ICC.",
        "2 of 29 units are not shown one by one (fewer than 8 people, or next to one); they count in the table.",
    )
    ranked = ranking(small_team(), min_cell=8)
    assert len(ranked.table) == 27  # the two small ones are fewer than eight together, so a third is hidden
    assert ranked.notes[-1] == (
        "3 of 30 units are not shown (fewer than 8 people, or next to one); they count in the pooling."
    )


def alike_within():
    return pd.DataFrame({"team": list("ssttuu"), "a": [1, 1, 3, 3, 5, 5], "b": [2, 2, 3, 3, 4, 4]})


FEW = "Only 3 units: how far units differ is hardly known. Read the intervals."


@pytest.mark.parametrize(
    ("rows", "notes", "missing"),
    [
        (
            alike_within(),
            [
                FEW,
                "Within every unit all have the same mean: ICC(1) is 1, and no interval or REML estimate is given.",
            ],
            ["icc1_low", "icc1_high", "icc1_reml", "icc2_low", "icc2_high"],
        ),
        (
            alike_within().assign(a=[1, 5, 1, 5, 1, 5], b=[2, 4, 2, 4, 2, 4]),
            [
                FEW,
                "All units have the same mean: there is no ICC(2).",
                "ICC(1) is below 0: units differ less than people dealt at random would make them differ.",
                "3 of 3 units agree less than the uniform null: their rwg(j) is put to 0.",
            ],
            ["icc1_low", "icc1_high", "icc2", "icc2_low", "icc2_high"],
        ),
        (
            alike_within().assign(a=[1, 2, 3, 4, 4, 5], b=[5, 4, 4, 3, 1, 1]),
            [FEW, "a goes against b. Is one of the two sides worded the other way round?"],
            [],
        ),
        (
            alike_within().assign(a=[1, np.nan, 3, np.nan, 5, np.nan], b=[2, 2, 3, 4, 5, 5]),
            [FEW, "No unit has two answers to every item: no agreement is given."],
            ["rwg_j_uniform", "rwg_j_slight", "rwg_j_moderate", "r_wg", "ad", "share_agreeing"],
        ),
    ],
    ids=["alike within", "alike between", "reversed", "no two answers"],
)
def test_what_an_index_hides_is_said(rows, notes, missing):
    found = agreement(rows, items=["a", "b"], min_cell=1)
    assert list(found.notes) == notes
    row = found.table.iloc[0]
    assert [name for name in row.index[row.isna()] if "_q" not in name] == missing
    assert cx.reading(found, scale="x").text


def test_an_icc_of_one_is_not_praised():
    found = agreement(alike_within(), items=["a", "b"], min_cell=1)
    assert cx.reading(found, scale="x").text == (
        "x: rwg(j) 1.00, ICC(1) 1.00. Nobody differs from the others of a unit: look at the data before you average."
    )


def test_units_of_one_mean_have_no_interval_that_looks_sure():
    rows = alike_within().assign(a=[1, 5, 1, 5, 1, 5], b=[2, 4, 2, 4, 2, 4])
    found = agreement(rows, items=["a", "b"], min_cell=1)
    assert cx.reading(found, scale="x").text == (
        "x: rwg(j) 0.00, ICC(1) −1.00. All units have the same mean: look at the data before you average."
    )


def test_an_item_that_nobody_answers_differently_is_no_agreement():
    note = "Everybody answers b alike: that looks like agreement and is none. Leave it out."
    rows = teams().assign(b=3)
    assert note in agreement(rows).notes
    assert note in ranking(rows).notes


def test_a_scale_that_is_too_wide_is_asked_about():
    note = (
        "No answer comes near one end of the scale, {}. Is it the right one? On a scale that is too wide, people look "
        "more agreed than they are."
    )
    assert note.format("0 to 10") in agreement(teams(), scale=(0, 10)).notes
    assert note.format("1 to 7") in agreement(teams(), scale=(1, 7)).notes
    assert not [told for told in agreement(teams()).notes if "right one" in told]


def test_indices_that_contradict_one_another_are_both_told():
    """Of many items rwg(j) is high though people answer a point apart."""
    rows = teams(40, 12, spread=0.8)
    rng = np.random.default_rng(5)
    names = [f"q{k}" for k in range(12)]
    near = rows[ITEMS].mean(axis=1).to_numpy()
    rows[names] = np.clip(np.round(near[:, None] + 1.1 * rng.normal(size=(len(rows), 12))), 1, 5)
    found = agreement(rows, items=names)
    row = found.table.iloc[0]
    assert row["rwg_j_uniform"] > 0.7 and row["ad"] > row["ad_limit"]
    assert cx.reading(found, scale="x").text.endswith(
        "It belongs to the unit: units differ; people agree by rwg(j), but not by their mean distance "
        f"({row['ad']:.2f} where 0.83 is the limit)."
    )


def test_random_units_are_named_only_where_they_were_dealt():
    rows = teams()
    rows[ITEMS] = np.random.default_rng(2).integers(3, 5, (240, 3))
    assert "people agree, as they may in random units too." in cx.reading(agreement(rows), scale="pace").text


def test_the_first_of_all_is_told_by_itself():
    found = ranking(teams(), top=1)
    chance = found.table.loc[found.table["rank"] == 1, "p_top"].iloc[0]
    assert cx.reading(found).text == (
        f"The unit with the highest mean is not sure to be the true first (chance {chance:.2f}). 30 units are ranked."
    )


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: agreement(teams().assign(team="T")),
            "unit: there is only one unit. Whether units differ needs several.",
        ),
        (
            lambda: agreement(teams(9, 1)),
            "unit: no unit has two people. Agreement needs two or more people in a unit.",
        ),
        (
            lambda: agreement(teams().assign(a=3, b=3, c=3)),
            "items: everybody has the same mean. Where nothing varies, units cannot differ.",
        ),
        (
            lambda: agreement(teams().assign(a=9)),
            "items: 'a' lies outside 1 to 5 in 240 rows. Declare its missing codes, or write the scale it has.",
        ),
        (
            lambda: agreement(teams(), scale=(5, 1)),
            "scale: 5 to 1 are not the ends of a scale in whole steps. Write (1, 5).",
        ),
        (
            lambda: agreement(teams(), n_permutations=0),
            "n_permutations: 0 is no number of draws. Write 200, or any number from 1.",
        ),
        (
            lambda: agreement(teams().assign(team=None)),
            "unit: 'team' is missing in all 240 rows. Check the column and its missing codes.",
        ),
        (lambda: agreement(teams(), unit="a"), "items: 'a' is named twice. Name each column once."),
        (
            lambda: ranking(teams(), rng=None),
            "rng: true means are drawn, and no seed is given. Write rng=2027, or any number.",
        ),
        (lambda: ranking(teams(2)), "unit: 2 units. Pooling needs at least three units."),
        (lambda: ranking(teams(4)), "top: 5 places among 4 units shown. Write a smaller number, from 1."),
        (lambda: ranking(teams(), min_cell=9), "top: 5 places among 0 units shown. Write a smaller number, from 1."),
        (
            lambda: ranking(alike_within(), items=["a", "b"], top=1),
            "items: all people of a unit have the same mean, in every unit. There is nothing to pool.",
        ),
    ],
)
def test_what_units_cannot_say_is_said(call, message):
    with pytest.raises(cx.CXError) as raised:
        call()
    assert str(raised.value) == message


def test_the_first_units_are_those_that_are_surely_first():
    found = ranking(teams(spread=1.5), top=5)
    table = found.table
    np.testing.assert_allclose(table["p_top"].sum(), 5)
    assert table["rank_pooled"].tolist() == list(range(1, 31))
    assert sorted(table["rank"]) == list(range(1, 31))
    best = table[table["rank"] <= 5]
    assert best["p_top"].min() > table[table["rank"] > 15]["p_top"].max()
    sure = int((best["p_top"] >= 0.95).sum())
    assert 0 < sure < 3
    said = {
        1: "Only 1 of the 5 units with the highest means is",
        2: "Of the 5 units with the highest means, 2 are",
    }
    assert cx.reading(found).text == (
        f"{said[sure]} sure to be among the true 5 (chance of 0.95 or more). 30 units are ranked."
    )


def test_pooled_means_are_nearer_the_truth_and_their_chances_come_true():
    """10 companies of 40 units; answers without rounding, so that the truth is the planted mean."""
    held, own_error, pooled_error, first = [], [], [], []
    for seed in range(10):
        rng = np.random.default_rng(seed)
        truth = pd.Series(0.3 * rng.normal(size=40), [f"T{code:02d}" for code in range(40)])
        rows = pd.DataFrame({"team": np.repeat(truth.index, 8)})
        rows["a"] = truth[rows["team"]].to_numpy() + rng.normal(size=320)
        table = ranking(rows, items="a", n_draws=2000).table.set_index("team")
        true = truth[table.index]
        held.append(table["conf_low"].lt(true) & table["conf_high"].gt(true))
        own_error.append(((table["estimate"] - true) ** 2).mean())
        pooled_error.append(((table["pooled"] - true) ** 2).mean())
        first.append(pd.DataFrame({"p": table["p_top"], "is": true.rank(ascending=False) <= 5}))
    assert 0.91 < np.mean(held) < 0.985
    assert np.mean(pooled_error) < 0.75 * np.mean(own_error)
    first = pd.concat(first)
    likely = first[first["p"] > 0.5]
    assert abs(likely["is"].mean() - likely["p"].mean()) < 0.15
