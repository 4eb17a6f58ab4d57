"""Readings of means by group: the highest and the lowest; the wave beside a score."""

from __future__ import annotations

import pandas as pd

import cxlib as cx

PLACES = pd.DataFrame({"place": ["desk"] * 40 + ["web"] * 40 + ["bus"] * 5, "y": [5] * 40 + [3] * 40 + [1] * 5})


def test_the_highest_and_the_lowest_group_are_named_of_those_with_enough_answers():
    said = cx.reading(cx.mean_rating(PLACES, rating="y", by="place"), about="ends", labels={"web": "our page"})
    assert said.headline == "Of 2 groups, “desk” has the highest mean (5.00) and “our page” the lowest (3.00)."
    assert [one.label for one in said.numbers] == ["desk", "our page"]


def test_one_group_with_enough_answers_is_no_comparison():
    one = cx.mean_rating(PLACES[PLACES["place"] != "web"], rating="y", by="place")
    assert cx.reading(one, about="ends").evidence == "too few"


def test_the_wave_stands_beside_the_score():
    score = cx.net_promoter_score(pd.DataFrame({"y": [10] * 30 + [5] * 30}), rating="y")
    assert cx.reading(score, wave="2025").numbers[0].label == "the NPS, wave 2025"
    assert cx.reading(score).numbers[0].label == "the NPS"


def test_an_order_of_questions_that_may_be_chance_is_said_to_be():
    """Thirty-six answers with means 3.53 and 3.50, and a control of which the intervals lie apart."""
    near, far = [3, 4] * 18, [3, 4] * 17 + [4, 4]
    said = cx.reading(cx.banner(pd.DataFrame({"wait": near, "staff": far}), rows=["wait", "staff"]))
    assert said.headline == (
        "Of 2 questions, “staff” has the highest mean (3.53; 3.36 to 3.70) and “wait” the lowest (3.50; 3.33 to 3.67); "
        "their intervals overlap, so the order may be chance."
    )
    apart = cx.reading(cx.banner(pd.DataFrame({"wait": [1, 2] * 18, "staff": far}), rows=["wait", "staff"]))
    assert apart.headline == (
        "Of 2 questions, “staff” is rated highest (3.53; 3.36 to 3.70) and “wait” lowest (1.50; 1.33 to 1.67)."
    )


def test_questions_of_several_scales_are_compared_by_their_place_on_them():
    """A mean of 4.50 of 1 to 7 is 58 % of its scale and lies below 3.50 of 1 to 5, which is 62 %."""
    answers = pd.DataFrame({"ease": [4, 5] * 200, "staff": [3, 4] * 200, "shop": ["a", "b"] * 200})
    scales = {"ease": (1, 7), "staff": (1, 5)}
    table = cx.banner(answers, rows=["ease", "staff"], scales=scales)
    said = cx.reading(table)
    assert said.headline == (
        "Of 2 questions, “staff (1 to 5)” is rated highest (63 % of its scale; 61 to 64 %) and “ease (1 to 7)” lowest "
        "(58 % of its scale; 58 to 59 %)."
    )
    assert [round(value, 1) for value in table.ordered.table["estimate"]] == [
        62.5,
        58.3,
    ]  # (3.5 − 1) / 4, (4.5 − 1) / 6
    assert table.table["estimate"].tolist() == [4.5, 3.5]
    # each differs by one point between the shops: a fourth of one scale and a sixth of the other
    halves = {
        "ease": [3, 4] * 100 + [4, 5] * 100,
        "staff": [2, 3] * 100 + [3, 4] * 100,
        "shop": ["a"] * 200 + ["b"] * 200,
    }
    between = cx.reading(
        cx.banner(pd.DataFrame(halves), rows=["ease", "staff"], columns="shop", scales=scales)
    ).headline
    assert between.index("staff") < between.index("ease")
    near = cx.reading(cx.banner(answers[:20], rows=["ease", "staff"], scales=scales)).headline
    assert "“staff (1 to 5)” stands highest on its scale (63 % of its scale; " in near and "may be chance" in near
    one = cx.banner(answers, rows=["ease", "staff"], scales=dict.fromkeys(scales, (1, 7)))
    assert one.ordered.table["estimate"].tolist() == [4.5, 3.5]
    assert cx.reading(one).headline.startswith("Of 2 questions, “ease” is rated highest")
