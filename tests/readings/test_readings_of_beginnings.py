"""The reading of importance beside performance: it begins with nothing that the answers leave open."""

from __future__ import annotations

import pandas as pd

import cxlib as cx

SCALES = {"speed": (1, 5), "price": (1, 5), "ease": (1, 5)}


def aspects(first: float, high: float) -> cx.Result:
    table = pd.DataFrame({
        "driver": ["speed", "price", "ease"], "n": 120, "estimate": [3.5, 3.7, 3.8], "conf_low": [3.4, 3.6, 3.7],
        "conf_high": [high, 3.8, 3.9], "performance": [0.625, 0.675, 0.7], "share": [0.5, 0.3, 0.2],
        "first_share": [first, 1 - first, 0.0], "field": ["work on it", "leave it", "leave it"],
    })  # fmt: skip
    return cx.Result(table=table, kind="importance_performance", settings={"scales": SCALES})


def test_what_is_sure_is_said():
    said = cx.reading(aspects(0.99, 3.6))
    assert said.text == (
        "Begin with “speed”: 50 % of what the ratings explain is its part, and it is rated 3.50 on a scale of 1 to "
        "5, lower than most. That it is the most important is sure (99 % of resamples)."
    )
    assert said.evidence == "supported"


def test_a_rating_that_may_be_as_high_as_the_others_is_no_low_one():
    assert cx.reading(aspects(0.99, 3.7)).headline == (
        "Begin with “speed”: 50 % of what the ratings explain is its part. It is rated 3.50 on a scale of 1 to 5; "
        "that this is lower than most is not sure."
    )


def test_an_open_order_names_no_beginning():
    said = cx.reading(aspects(0.56, 3.7))
    assert said.text == (
        "No aspect is surely the one to begin with. “speed” comes nearest: 50 % of what the ratings explain is its "
        "part, and it is rated 3.50 on a scale of 1 to 5. It is the most important in 56 % of resamples. That it is "
        "rated lower than most is not sure either (3.40 to 3.70)."
    )
    assert said.evidence == "open"
    unknown = cx.reading(aspects(float("nan"), 3.6)).text
    assert unknown.startswith("No aspect is surely") and "resamples" not in unknown


def test_why_the_first_in_importance_is_not_the_one_to_begin_with_is_told():
    result = aspects(0.1, 3.6)
    result.table.loc[1, ["share", "field", "estimate"]] = [0.6, "keep it up", 4.2]
    assert (
        "“price” counts for more (60 %) and is rated higher already (4.20 on a scale of 1 to 5)."
        in cx.reading(result).text
    )


def test_what_comes_next_stands_before_what_the_order_of_importance_says_too():
    result = aspects(0.99, 3.6)
    result.table.loc[1, "field"] = "work on it"
    assert "lower than most. Next: “price”. That it is the most important is sure" in cx.reading(result).text
