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
    assert cx.reading(score, wave="2025").numbers[0].label == "the score, wave 2025"
    assert cx.reading(score).numbers[0].label == "the score"
