"""Readings of slopes, differences, the ordered logit, and of penalties and rewards."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
from importances import LABELS
from test_readings_of_drivers import FEW, NAMES, slopes, text

import cxlib as cx
from cxlib.drivers.ordinal import OrdinalCheck


def test_slopes_go_with_the_outcome_or_show_no_relation():
    said = cx.reading(slopes(), labels=NAMES, truth={"a": 0.7, "b": 0.0, "z": 1.0}, aside=True)
    assert said.headline == (
        "Overall goes with speed (+0.71 points) and tidy premises (−0.20 points); for staff no relation can be shown."
    )
    assert said.text.splitlines() == [
        said.headline,
        "",
        "- Speed: +0.71 points (0.60 to 0.80).",
        "- Tidy premises: −0.20 points (−0.30 to −0.10).",
        "- Staff: +0.10 points (−0.05 to 0.25), which cannot be distinguished from 0.",
        "",
        "Planted truth, in points: speed +0.70 and tidy premises 0.00.",
    ]
    assert [(number.label, number.estimate) for number in said.numbers[-2:]] == [
        ("planted truth: speed", 0.7),
        ("planted truth: tidy premises", 0.0),
    ]
    assert text(slopes(n=44)) == f"{FEW} what goes with overall."


def test_slopes_all_sure_or_none():
    table = slopes().table
    sure = cx.reading(replace(slopes(), table=table.assign(slope_low=0.05, slope_high=0.9)), aside=True)
    assert sure.headline == "Overall goes with a (+0.71 points), b (−0.20 points) and c (+0.10 points)."
    none = cx.reading(replace(slopes(), table=table.assign(slope_low=-1.0, slope_high=1.0)), aside=True)
    assert (none.headline, none.evidence) == ("For a, b and c no relation with overall can be shown.", "open")


def test_differences_between_segments_are_named():
    table = pd.DataFrame(
        {"place": "mail", "reference": "shop", "driver": ["a", "b"], "n": 90, "n_reference": 80,
         "estimate": [0.12, -0.01], "conf_low": [0.02, -0.1], "conf_high": [0.22, 0.08]}
    )  # fmt: skip
    result = cx.Result(table=table, kind="driver_differences", settings={"between": "place"})
    said = cx.reading(result, labels=LABELS, aside=True)
    assert said.text == "1 of 2 differences between shop and mail can be distinguished from 0: speed (+0.12)."
    assert (said.groups, said.evidence) == (["speed"], "supported")
    assert said.numbers[0].label == "speed, mail less shop"
    none = replace(result, table=table.assign(conf_low=-1.0))
    assert text(none) == "None of 2 differences between shop and mail can be distinguished from 0."
    third = replace(result, table=pd.concat([table, table.assign(place="web", conf_low=-1.0)], ignore_index=True))
    assert text(third).endswith("shop, mail and web can be distinguished from 0: a, mail less shop (+0.12).")


def test_the_ordered_logit_beside_the_linear_model():
    table = pd.DataFrame({"driver": ["a", "b", "c"], "n": 400, "estimate": 0.5, "rank": [1, 3, 2], "conf_low": 0.3,
                          "conf_high": 0.7, "linear_rank": [1, 2, 3], "sign_agrees": True})  # fmt: skip
    check = OrdinalCheck(table=table, order_agrees=True, rank_correlation=1.0, kind="ordinal_check")
    assert text(check) == (
        "The ordered logit finds the signs and the order of the linear model: the steps of the scale change nothing."
    )
    said = cx.reading(replace(check, order_agrees=False), labels={"c": "staff"}, aside=True)
    assert said.text == (
        "The ordered logit finds the same signs, and other places for b and staff: their order stays open."
    )
    assert (said.groups, said.evidence) == (["b", "staff"], "open")
    turned = replace(check, table=table.assign(sign_agrees=[True, False, True]))
    assert text(turned) == "Ordered logit and linear model give b opposite signs: do not rely on the linear model."
    near_zero = table.assign(sign_agrees=[True, False, True], conf_low=[0.3, -0.2, 0.3])
    assert text(replace(check, table=near_zero)) == (
        "The ordered logit finds the order of the linear model and its signs, but for b, which cannot be distinguished "
        "from 0: the steps of the scale change nothing."
    )
    assert text(replace(check, table=near_zero, order_agrees=False)) == (
        "The ordered logit finds the same signs, but for b, which cannot be distinguished from 0, and other places for "
        "b and c: their order stays open."
    )
    assert text(replace(check, table=table.assign(n=44))) == f"{FEW} whether the model bears it."


ENDS = ["driver", "n_low", "n_high", "penalty", "penalty_low", "penalty_high", "reward", "reward_low", "reward_high"]


def test_penalties_and_rewards():
    rows = [
        ("a", 40, 300, -1.6, -2.0, -1.2, 0.1, -0.2, 0.4, "must_be"),
        ("b", 60, 90, -0.1, -0.4, 0.2, 0.9, 0.5, 1.3, "attractive"),
        ("c", 12, 90, -0.1, -0.4, 0.2, 0.9, 0.5, 1.3, "unclear"),
        ("d", 60, 90, -0.8, -1.1, -0.5, 0.9, 0.5, 1.3, "linear"),
    ]
    result = cx.Result(table=pd.DataFrame(rows, columns=[*ENDS, "kind"]), kind="penalty_reward")
    said = cx.reading(result, labels=NAMES, truth={"a": (-1.5, 0.0), "z": (1, 1)}, aside=True)
    assert said.headline == "Speed is a must-be. Tidy premises is a delight. D works much like a straight line."
    assert said.text.splitlines() == [
        f"{said.headline} Too few low or high ratings to say for staff.",
        "",
        "- Speed: a low rating goes with 1.60 points less (−2.00 to −1.20); a high rating cannot be distinguished from "
        "a middle one (−0.20 to 0.40).",
        "- Tidy premises: a low rating cannot be distinguished from a middle one (−0.40 to 0.20); a high rating goes "
        "with 0.90 points more (0.50 to 1.30).",
        "- Staff: 12 low and 90 high ratings, too few to say.",
        "- D: a low rating goes with 0.80 points less (−1.10 to −0.50); a high rating goes with 0.90 points more "
        "(0.50 to 1.30).",
        "",
        "Planted truth: speed low −1.50, high 0.00. The others are planted as straight lines.",
    ]
    assert (said.groups, said.evidence) == (["speed", "tidy premises"], "supported")
    assert (said.numbers[1].label, said.numbers[1].n) == ("speed, a high rating", 300)


def test_penalties_without_a_kind():
    rows = [("a", 60, 90, 0.8, 0.5, 1.1, -0.9, -1.3, -0.5, "unclear")]
    result = cx.Result(table=pd.DataFrame(rows, columns=[*ENDS, "kind"]), kind="penalty_reward")
    said = cx.reading(result, aside=True)
    assert (said.headline, said.evidence) == ("No kind can be told for a.", "open")
    assert said.text.splitlines()[-1] == (
        "- A: a low rating goes with 0.80 points more (0.50 to 1.10); a high rating goes with 0.90 points less (−1.30 "
        "to −0.50)."
    )
    few = cx.reading(replace(result, table=result.table.assign(n_low=3)), aside=True)
    assert (few.headline, few.evidence) == ("Too few low or high ratings to say for a.", "too few")
