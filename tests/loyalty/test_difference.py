"""Differences between groups."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

import cxlib as cx
from cxlib.estimators.nps_intervals import score_interval

EXACT = 1e-9
Z95 = stats.norm.isf(0.025)


def table_of(**groups: dict[int, int]) -> pd.DataFrame:
    """One row per answer of each group, from counts."""
    parts = [
        pd.DataFrame({"wave": name, "recommend": np.repeat(list(counts), list(counts.values()))})
        for name, counts in groups.items()
    ]
    return pd.concat(parts, ignore_index=True)


TWO = table_of(a={10: 40, 8: 30, 3: 30}, b={10: 55, 8: 30, 3: 15})


def test_square_and_add_by_hand():
    found = cx.nps_difference(TWO, rating="recommend", between="wave", reference="a").table.iloc[0]
    la, ua = score_interval(0.40, 0.30, 100, Z95)
    lb, ub = score_interval(0.55, 0.15, 100, Z95)
    assert (found["wave"], found["reference"], found["n"], found["n_reference"]) == ("b", "a", 100, 100)
    assert found["estimate"] == pytest.approx(30, abs=EXACT)
    assert found["conf_low"] == pytest.approx(100 * (0.3 - np.hypot(0.4 - lb, ua - 0.1)), abs=1e-7)
    assert found["conf_high"] == pytest.approx(100 * (0.3 + np.hypot(ub - 0.4, 0.1 - la)), abs=1e-7)
    assert found["std_error"] == pytest.approx(100 * np.sqrt((0.69 + 0.7 - 0.16) / 100), abs=EXACT)


def test_wald_difference_is_the_textbook_test():
    found = cx.nps_difference(TWO, rating="recommend", between="wave", reference="a", interval="wald").table.iloc[0]
    se = np.sqrt((0.69 + 0.54) / 100)
    assert found["p_value"] == pytest.approx(2 * stats.norm.sf(0.3 / se), rel=1e-6)
    assert found["conf_low"] == pytest.approx(100 * (0.3 - Z95 * se), abs=1e-7)


def test_p_value_is_the_level_at_which_zero_leaves_the_interval():
    p_value = cx.nps_difference(TWO, rating="recommend", between="wave", reference="a").table.loc[0, "p_value"]
    for level, excludes in ((1 - p_value * 1.01, True), (1 - p_value * 0.99, False)):
        found = cx.nps_difference(TWO, rating="recommend", between="wave", reference="a", confidence_level=level)
        assert (found.table.loc[0, "conf_low"] > 0) == excludes


def test_turning_the_comparison_round_turns_its_sign():
    one = cx.nps_difference(TWO, rating="recommend", between="wave", reference="a").table.iloc[0]
    other = cx.nps_difference(TWO, rating="recommend", between="wave", reference="b").table.iloc[0]
    assert one["estimate"] == pytest.approx(-other["estimate"], abs=EXACT)
    assert (one["conf_low"], one["p_value"]) == pytest.approx((-other["conf_high"], other["p_value"]), abs=1e-7)


def test_airport_falls_from_2017_to_2018(shared):
    parts = []
    for year in (2017, 2018):
        raw = pd.read_csv(shared(f"data/sfo/{year}_SFO_Customer_Survey.csv"), low_memory=False).rename(
            columns=str.strip
        )
        raw["recommend"] = pd.to_numeric(raw["NETPRO"], errors="coerce").replace(11, np.nan)
        raw["run"] = raw["RUNID"].astype("Float64").astype("string") + f"-{year}"
        parts.append(raw[["recommend", "run", "WEIGHT"]].assign(year=year))
    both = pd.concat(parts)
    change = {"rating": "recommend", "between": "year", "reference": 2017}
    plain = cx.nps_difference(both, **change).table.iloc[0]
    weighted = cx.nps_difference(both, **change, weights="WEIGHT").table.iloc[0]
    clustered = cx.nps_difference(both, **change, weights="WEIGHT", cluster="run")
    assert (plain["estimate"], plain["std_error"]) == pytest.approx((-8.86, 1.96), abs=0.006)
    assert (weighted["estimate"], weighted["std_error"]) == pytest.approx((-5.28, 2.14), abs=0.006)
    assert clustered.table.loc[0, "estimate"] == pytest.approx(-5.21, abs=0.006)
    # R's survey has −10.6 and 0.15; CR2 with Satterthwaite's degrees of freedom is wider where runs differ in size.
    assert clustered.table.loc[0, "conf_low"] == pytest.approx(-10.71, abs=0.006)
    assert clustered.table.loc[0, "conf_high"] == pytest.approx(0.20, abs=0.006)
    assert clustered.notes == ("244 rows without recommend left out.", "12 rows without run left out.")


def test_each_against_the_rest_equals_two_groups():
    three = table_of(a={10: 40, 3: 30}, b={9: 50, 8: 20, 5: 9}, c={10: 10, 7: 5, 0: 12})
    found = cx.nps_difference(three, rating="recommend", between="wave", reference="rest").table
    merged = three.assign(wave=three["wave"].where(three["wave"] == "b", "others"))
    expected = cx.nps_difference(merged, rating="recommend", between="wave", reference="others").table
    columns = ["n", "n_reference", "estimate", "std_error", "conf_low", "conf_high", "p_value"]
    assert found.loc[1, columns].tolist() == pytest.approx(expected.loc[0, columns].tolist(), abs=1e-7)
    assert found["reference"].tolist() == ["rest"] * 3


def test_by_compares_within_each_group_and_adjusts_over_all():
    table = pd.concat([TWO.assign(shop="x"), table_of(a={10: 9, 0: 8}, b={10: 5, 0: 12}).assign(shop="y")])
    found = cx.nps_difference(table, rating="recommend", between="wave", reference="a", by="shop").table
    alone = cx.nps_difference(TWO, rating="recommend", between="wave", reference="a").table
    assert found["shop"].tolist() == ["x", "y"]
    assert found.loc[0, "conf_low"] == pytest.approx(alone.loc[0, "conf_low"], abs=1e-9)
    small = found["p_value"].min()
    assert found["p_adjusted"].min() == pytest.approx(2 * small, rel=1e-9)


def test_the_same_people_in_both_waves_are_paired():
    rng = np.random.default_rng(9)
    person = rng.normal(8, 2, 400)
    waves = [np.clip(np.round(person + shift + rng.normal(0, 0.7, 400)), 0, 10) for shift in (0, -0.3)]
    table = pd.concat(
        [pd.DataFrame({"wave": k, "recommend": wave, "person": np.arange(400)}) for k, wave in enumerate(waves)]
    )
    paired = cx.nps_difference(table, rating="recommend", between="wave", reference=0, id="person").table.iloc[0]
    alone = cx.nps_difference(table, rating="recommend", between="wave", reference=0).table.iloc[0]
    points = [np.where(wave >= 9, 1, np.where(wave <= 6, -1, 0)) for wave in waves]
    expected = 100 * np.std(points[1] - points[0]) / np.sqrt(400)  # the variance of a mean of differences
    assert paired["std_error"] == pytest.approx(expected, rel=1e-9)
    assert paired["conf_high"] - paired["conf_low"] < 0.8 * (alone["conf_high"] - alone["conf_low"])


def test_clusters_in_both_groups_are_allowed_for():
    # Every branch gives the same answers in both waves: the change is known to be nothing.
    one = pd.DataFrame({"recommend": [10, 9, 10, 2, 1, 8, 9, 3], "branch": list("aabbccdd")})
    one = pd.concat([one, one])
    table = pd.concat([one.assign(wave=0), one.assign(wave=1)])
    found = cx.nps_difference(table, rating="recommend", between="wave", reference=0, cluster="branch").table.iloc[0]
    assert found["std_error"] == pytest.approx(0, abs=1e-6)
    assert found["p_value"] == 1.0


def test_under_no_difference_p_values_are_small_as_often_as_they_say():
    rng = np.random.default_rng(12)
    size, n = 1500, 60
    draws = rng.choice([10, 8, 3], size=(size, 2, n), p=[0.45, 0.3, 0.25])
    table = pd.DataFrame(
        {
            "recommend": draws.ravel(),
            "wave": np.tile(np.repeat([0, 1], n), size),
            "study": np.repeat(np.arange(size), 2 * n),
        }
    )
    found = cx.nps_difference(table, rating="recommend", between="wave", reference=0, by="study", adjust="none").table[
        "p_value"
    ]
    # Standard error of a share of .05 in 1,500: .0056.
    assert (found < 0.05).mean() == pytest.approx(0.05, abs=0.017)


MESSAGES = {
    "unknown reference": ({"reference": "c"}, "reference: wave has no value 'c'. Known: a, b."),
    "one value": (
        {"between": "one", "reference": 1}, "between: one has one value only, 1. A difference needs two groups.",
    ),
    "one value and the rest": (
        {"between": "one", "reference": "rest"},
        "between: one group only. A comparison with the rest needs two groups.",
    ),
    "person twice": (
        {"id": "one"},
        "id: 2 values of 'one' more than once in one group of wave. Keep one answer per person and group.",
    ),
    "person and rest": (
        {"id": "one", "reference": "rest"}, 'id: does not go with reference = "rest". Leave one of the two out.',
    ),
    "unknown id": ({"id": "nobody"}, "id: no column 'nobody' in the table. Known: wave, recommend, one."),
    "unknown adjustment": ({"adjust": "hlm"}, "adjust: 'hlm' is not known. Did you mean holm?"),
}  # fmt: skip


@pytest.mark.parametrize("case", MESSAGES)
def test_messages(case):
    arguments, message = MESSAGES[case]
    with pytest.raises(cx.CXError) as error:
        cx.nps_difference(
            TWO.assign(one=1), **{"rating": "recommend", "between": "wave", "reference": "a", **arguments}
        )
    assert str(error.value) == message


def two_sides(first, second):
    table = pd.DataFrame({"recommend": [*first, *second], "side": ["a"] * len(first) + ["b"] * len(second)})
    return cx.nps_difference(table, rating="recommend", between="side", reference="b")


def test_two_against_two_have_no_interval():
    """Fisher's exact p is .33: two promoters and two detractors may well come from the same people.

    By all tables of 6 and 7 answers, half promoters and half detractors, the interval held .908; of 10 and 11, .921.
    """
    found = two_sides([10, 9], [1, 2])
    assert found.table.loc[0, "estimate"] == 200
    assert found.table.loc[0, ["conf_low", "conf_high", "p_value", "p_adjusted"]].isna().all()
    assert found.notes == ("No interval and no p-value: a side has fewer than 10 answers.",)
    nine = two_sides([10] * 9, [1] * 9)
    assert nine.table[["conf_low", "p_value"]].isna().all(axis=None) and nine.notes == found.notes
    ten = two_sides([10] * 6 + [1] * 4, [10] * 4 + [1] * 6)  # control
    assert ten.table[["conf_low", "p_value"]].notna().all(axis=None) and ten.notes == ()


def test_near_the_ceiling_the_difference_has_walds_interval():
    """38 and 36 promoters of 40, the rest passive: difference 5 points, variance (.05 · .95 + .1 · .9)/40."""
    found = two_sides([10] * 38 + [8] * 2, [10] * 36 + [8] * 4)
    half = 195.9963984540054 * np.sqrt((0.05 * 0.95 + 0.1 * 0.9) / 40)
    assert found.table.loc[0, ["conf_low", "conf_high"]].tolist() == pytest.approx([5 - half, 5 + half])
    assert found.notes == ()
    z = 5 / (half / 1.959963984540054)
    assert found.table.loc[0, "p_value"] == pytest.approx(2 * stats.norm.sf(z), rel=1e-5)


@pytest.mark.parametrize("sizes", [(20, 40), (40, 100)])
def test_near_the_ceiling_small_or_unlike_sides_keep_the_scores_interval(sizes):
    """Wald's holds .90 with 40 and 100 answers of which 95 in 100 are promoters."""
    first, second = ([10] * round(0.8 * n) + [8] * round(0.2 * n) for n in sizes)
    if sizes == (40, 100):
        first, second = [10] * 36 + [8] * 4, [10] * 90 + [8] * 10
    found = two_sides(first, second)
    assert found.notes == (
        "Nearly all answer alike on both sides, and the sides are small or of different size: the interval is wider "
        "than it says.",
    )
    limits = [cx.net_promoter_score(pd.DataFrame({"x": side}), rating="x").table.loc[0] for side in (first, second)]
    (d1, l1, u1), (d2, l2, u2) = ([one[name] for name in ("estimate", "conf_low", "conf_high")] for one in limits)
    expected = d1 - d2 - np.hypot(d1 - l1, u2 - d2), d1 - d2 + np.hypot(u1 - d1, d2 - l2)
    assert found.table.loc[0, ["conf_low", "conf_high"]].tolist() == pytest.approx(expected)
    assert two_sides([10] * 30 + [8] * 10, [10] * 25 + [8] * 15).notes == ()


@pytest.mark.parametrize(("first", "second"), [((19, 1), (38, 2)), ((38, 2), (95, 5)), ((24, 3), (24, 8))])
def test_near_the_ceiling_small_or_unlike_sides_with_few_others_have_none(first, second):
    """By all samples of 20 and 40 answers, 95 in 100 promoters, it held .996; of 40 and 100 .981."""
    found = two_sides([10] * first[0] + [8] * first[1], [10] * second[0] + [8] * second[1])
    assert found.table[["conf_low", "conf_high", "p_value"]].isna().all(axis=None)
    assert found.notes == (
        "No interval and no p-value: nearly all answer alike on both sides, and fewer than 12 answer otherwise.",
    )
    unlike = two_sides([10] * 38 + [8] * 2, [10] * 95 + [8] * 5)
    assert "no interval can be given" in cx.reading(unlike, aside=True).text
    whole = two_sides([10] * 38 + [8] * 2, [10] * 38 + [8] * 2)  # control: even sides of 40 have Wald's
    assert whole.table["p_value"].notna().all() and whole.notes == ()


@pytest.mark.parametrize(("sizes", "shares"), [((40, 40), (0.86, 0.86)), ((40, 53), (0.95, 0.85))])
def test_near_the_ceiling_all_samples_counted_out(sizes, shares):
    """Promoters and passives only: of all samples, weighted by their chance, .93 to .97 hold the difference."""
    (n1, n2), (p1, p2) = sizes, shares
    pairs = [(i, j) for i in range(n1 // 2, n1 + 1) for j in range(n2 // 2, n2 + 1)]
    chance = np.array([stats.binom.pmf(i, n1, p1) * stats.binom.pmf(j, n2, p2) for i, j in pairs])
    pairs, chance = [pair for pair, c in zip(pairs, chance, strict=True) if c > 1e-5], chance[chance > 1e-5]
    answers = [([10] * i + [8] * (n1 - i), [10] * j + [8] * (n2 - j)) for i, j in pairs]
    table = pd.DataFrame(
        {
            "recommend": np.concatenate([[*first, *second] for first, second in answers]),
            "side": np.tile(["a"] * n1 + ["b"] * n2, len(pairs)),
            "draw": np.repeat(np.arange(len(pairs)), n1 + n2),
        }
    )
    found = cx.nps_difference(table, rating="recommend", between="side", reference="b", by="draw", adjust="none").table
    truth = 100 * (p1 - p2)
    held = (found["conf_low"] <= truth + 1e-9) & (truth <= found["conf_high"] + 1e-9)
    assert 0.93 < chance[held.to_numpy()].sum() / chance.sum() < 0.97
