"""Each sentence on drivers in its forms: told, not to be told apart, and too few answers to say."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from importances import LABELS, importance

import cxlib as cx
from cxlib.drivers.entanglement import Entanglement
from cxlib.drivers.ordinal import OrdinalCheck

FEW = "44 answers for 3 drivers: too few to say"


def slopes(order=(0.4, -0.1, 0.3), n=400):
    table = pd.DataFrame({"driver": ["a", "b", "c"], "n": n, "estimate": order, "slope": [0.71, -0.2, 0.1]})
    table = table.assign(slope_low=[0.6, -0.3, -0.05], slope_high=[0.8, -0.1, 0.25])
    return cx.Result(table=table, settings={"outcome": "overall"})


def test_methods_that_agree_and_signs_that_do_not():
    said = cx.importance_sentence([importance(), importance(method="relative_weights"), slopes()], labels=LABELS)
    assert said == (
        "3 drivers explain 40 % of the variation in overall (R² 0.40, n = 400). All 3 methods put speed first. "
        "Correlation and slope have opposite signs for tidy premises: neither may be read as an effect."
    )


def test_methods_that_do_not_agree_and_too_few_answers():
    both = cx.importance_sentence([importance(), slopes()], labels=LABELS)
    assert " Both methods put speed first." in both
    text = cx.importance_sentence([importance(), slopes((0.1, 0.2, 0.3))], labels=LABELS | {"c": "staff"})
    assert "The methods do not agree on the first: speed by LMG and staff by slope. None can be told to be it." in text
    assert cx.importance_sentence(importance(n=44)) == f"{FEW} what matters."


def test_the_steepest_slope_is_first_whichever_way_it_runs():
    """A waiting time that goes with low answers leads by slope as it leads by share."""
    text = cx.importance_sentence([importance(), slopes((-0.7, 0.1, 0.3))], labels=LABELS)
    assert " Both methods put speed first." in text
    found = importance()
    turned = replace(found, table=found.table.assign(r=[-0.5, 0.4, 0.3], beta=[-0.4, -0.1, 0.3]))
    said = cx.decoy_sentence(turned, driver="a", effect=-0.4)
    assert "a: first by correlation (−0.50), first by part of R² (0.30) and first by slope (−0.40)." in said


def test_one_driver_alone():
    assert (
        cx.importance_sentence(importance(("a",)))
        == "1 driver explains 40 % of the variation in overall (R² 0.40, n = 400)."
    )


def test_the_order_of_the_drivers():
    open_first = cx.ranks_sentence(importance(), labels=LABELS | {"c": "staff"})
    assert open_first == (
        "No driver can be named first: speed takes the place in 90 % of 1,000 resamples, staff in 10 %; places 2 and 3 "
        "are open."
    )
    assert cx.ranks_sentence(importance(n=44)) == f"{FEW} in which order they matter."
    none = "Without resamples nothing can be said of how sure the order is."
    assert cx.ranks_sentence(importance(resamples=False)) == none


@pytest.mark.parametrize(
    ("shares", "ends"),
    [
        ([1, 1, 1, 1, 1], "Speed is first in 100 % of 1,000 resamples; the other places are settled, too."),
        ([0.97, 0.6, 0.7, 0.8, 0.99], "Speed is first in 97 % of 1,000 resamples; places 2 to 4 are open."),
        ([0.999, 0.6, 1, 0.8, 0.7], "Speed is first in more than 99 % of 1,000 resamples; places 2, 4 and 5 are open."),
        ([0.95, 1, 1, 0.9, 1], "Speed is first in 95 % of 1,000 resamples; place 4 is open."),
        ([1], "Speed is first in 100 % of 1,000 resamples; there is no other."),
        ([1, 1], "Speed is first in 100 % of 1,000 resamples; the other place is settled, too."),
    ],
)
def test_open_places_are_named(shares, ends):
    ranks = pd.DataFrame({"driver": ["a", *"bcde"][: len(shares)], "rank": range(1, len(shares) + 1), "share": shares})
    assert cx.ranks_sentence(replace(importance(), ranks=ranks), labels=LABELS) == ends


def test_the_decoy_is_told_in_words_that_a_manager_understands():
    found = importance()
    assert cx.decoy_sentence(found, driver="a", effect=0, labels=LABELS) == (
        "Of 3 drivers, speed: first by correlation (0.50), first by part of R² (0.30) and first by slope (0.40). This "
        "rating ranks high by every association and has no effect at all: a good mood lifts it and satisfaction alike. "
        "Money spent on it would buy nothing."
    )
    low = cx.decoy_sentence(found, driver="b", effect=0)
    assert "third by slope (−0.10). This rating has no effect at all: a good mood lifts it and" in low
    assert cx.decoy_sentence(found, driver="c", effect=0.2).endswith(
        "second by slope (0.30). Its planted effect is 0.20."
    )
    assert cx.decoy_sentence(importance(n=44), driver="b", effect=0) == f"{FEW} where b ranks."


def test_each_group_has_its_first_driver_or_none():
    groups = {"shop": importance(), "mail": importance(), "web": importance(n=44)}
    table = pd.concat([found.table.assign(place=name) for name, found in groups.items()], ignore_index=True)
    table.loc[table["place"] == "mail", "rank_high"] = 3
    said = cx.segments_sentence(cx.Result(table=table), by="place", labels=LABELS | {"shop": "advice"})
    assert said == (
        "Surely first: advice: speed. First place is open: mail. Too few answers to say in one group (fewer than "
        "15 for each driver)."
    )
    table = table[table["place"] == "mail"]
    assert cx.segments_sentence(cx.Result(table=table), by="place") == "No group has a driver that is surely first."
    none = "Without resamples nothing can be said of which driver is first in a group."
    assert cx.segments_sentence(cx.Result(table=table.assign(rank_high=pd.NA)), by="place") == none


def test_what_is_said_beside_what_is_derived():
    stated = pd.DataFrame({"driver": ["c", "a", "b"], "n": 80, "estimate": [0.6, 0.3, 0.1]})
    stated = stated.assign(conf_low=stated["estimate"] - 0.1, conf_high=stated["estimate"] + 0.1)

    def said(table, found=None):
        return cx.stated_sentence(cx.Result(table=table), found or importance(), labels={"a": "speed", "c": "staff"})

    rest = "their ratings follow speed most (75 % of what is explained). What they name most has 30 %."
    assert said(stated) == f"People name staff (60 %) first; {rest}"
    unsure = stated.assign(conf_high=stated["estimate"] + 0.25)
    assert said(unsure) == f"People name staff (60 %) most often, which cannot be told from speed; {rest}"
    swapped = stated.assign(driver=["a", "c", "b"])
    assert said(swapped) == "People name speed (60 %) first, and their ratings follow it most, too."
    assert said(stated.assign(n=20)) == "20 people named what matters: too few to say."
    assert said(stated, importance(n=44)) == f"{FEW} what the ratings follow."


def test_a_common_tendency_and_lost_answers():
    result = Entanglement(
        table=pd.DataFrame({"driver": ["a", "b"], "other": ["b", "a"], "n": 100, "r": -0.6}),
        inflation=pd.DataFrame({"driver": ["a", "b"], "vif": 1.6}), first_component=0.8, condition_number=2.0,
    )  # fmt: skip
    assert cx.entanglement_sentence(result, labels=LABELS) == (
        "One common tendency carries 80 % of what 2 ratings hold; unrelated ones would give 65 %. Closest are speed "
        "and tidy premises (r −0.60)."
    )
    assert cx.entanglement_sentence(replace(result, first_component=0.64)) == (
        "No common tendency can be told from chance: one direction carries 64 % of 2 ratings."
    )
    few = replace(result, table=result.table.assign(n=29))
    assert cx.entanglement_sentence(few) == "29 answers for 2 drivers: too few to say how they hang together."
    lost = replace(importance(), lost=pd.DataFrame({"driver": ["a", "b"], "missing": [30, 90], "lost_alone": [10, 70]}))
    assert cx.lost_sentence(lost, rows=500, labels=LABELS) == (
        "100 of 500 answers (20 %) lack a rating and are left out; tidy premises alone is missing in 90."
    )
    assert cx.lost_sentence(lost, rows=400) == "All 400 answers have every rating."


def test_penalties_and_rewards():
    rows = [
        ("a", 40, 300, -1.6, -2.0, -1.2, 0.1, -0.2, 0.4, "must_be"),
        ("b", 60, 90, -0.1, -0.4, 0.2, 0.9, 0.5, 1.3, "attractive"),
        ("c", 12, 90, -0.1, -0.4, 0.2, 0.9, 0.5, 1.3, "unclear"),
        ("d", 60, 90, -0.8, -1.1, -0.5, 0.9, 0.5, 1.3, "linear"),
    ]
    names = [
        "driver",
        "n_low",
        "n_high",
        "penalty",
        "penalty_low",
        "penalty_high",
        "reward",
        "reward_low",
        "reward_high",
    ]
    result = cx.Result(table=pd.DataFrame(rows, columns=[*names, "kind"]))
    assert cx.penalty_sentence(result, labels=LABELS).splitlines() == [
        "Speed: a low rating goes with 1.60 points less (−2.00 to −1.20), a high rating cannot be told from a middle "
        "one (−0.20 to 0.40); a must-be.",
        "Tidy premises: a low rating cannot be told from a middle one (−0.40 to 0.20), a high rating goes with 0.90 "
        "points more (0.50 to 1.30); a delight.",
        "The staff at the counter knew its job well: 12 low and 90 high ratings, too few to say.",
        "D: a low rating goes with 0.80 points less (−1.10 to −0.50), a high rating goes with 0.90 points more "
        "(0.50 to 1.30); much like "
        "a straight line.",
    ]


def test_slopes_go_with_the_outcome_or_cannot_be_told_from_nothing():
    assert cx.slopes_sentence(slopes(), labels=LABELS | {"c": "staff"}) == (
        "Speed goes with +0.71 points (0.60 to 0.80); tidy premises goes with −0.20 points (−0.30 to −0.10); staff "
        "cannot be told from nothing: +0.10 points (−0.05 to 0.25)."
    )
    assert cx.slopes_sentence(slopes(n=44)) == f"{FEW} what goes with overall."


def test_the_ordered_logit_beside_the_linear_model():
    table = pd.DataFrame({"driver": ["a", "b", "c"], "n": 400, "estimate": 0.5, "rank": [1, 3, 2], "conf_low": 0.3,
                          "conf_high": 0.7, "linear_rank": [1, 2, 3], "sign_agrees": True})  # fmt: skip
    check = OrdinalCheck(table=table, order_agrees=True, rank_correlation=1.0)
    assert cx.ordinal_sentence(check) == (
        "The ordered logit finds the signs and the order of the linear model: it bears the order."
    )
    assert cx.ordinal_sentence(replace(check, order_agrees=False), labels={"c": "staff"}) == (
        "The ordered logit finds the same signs, and other places for b and staff: their order stays open."
    )
    turned = replace(check, table=table.assign(sign_agrees=[True, False, True]))
    assert cx.ordinal_sentence(turned) == (
        "Ordered logit and linear model give b opposite signs: do not rely on the linear model."
    )
    near_zero = table.assign(sign_agrees=[True, False, True], conf_low=[0.3, -0.2, 0.3])
    assert cx.ordinal_sentence(replace(check, table=near_zero)) == (
        "The ordered logit finds the signs (but for b, which cannot be told from nothing) and the order of the linear "
        "model: it bears the order."
    )
    assert cx.ordinal_sentence(replace(check, table=near_zero, order_agrees=False)) == (
        "The ordered logit finds the same signs (but for b, which cannot be told from nothing), and other places for b "
        "and c: their order stays open."
    )
    assert cx.ordinal_sentence(replace(check, table=table.assign(n=44))) == f"{FEW} whether the model bears it."
