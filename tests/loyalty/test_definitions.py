"""One set of answers under several definitions, and the register: by hand, against the functions they rest on."""

from __future__ import annotations

import pandas as pd
import polars as pl
import pytest

import cxlib as cx

ANSWERS = pd.DataFrame({"x": [5] * 6 + [4] * 7 + [3] * 3 + [2] * 2 + [1] * 2 + [None] * 5})

NO_SCALE = "is no scale of three answers or more. Write the lowest and the highest answer, such as (1, 5)."


def test_definitions_by_hand():
    result = cx.score_definitions(ANSWERS, rating="x", scale=(1, 5))
    expected = pd.DataFrame(
        [
            ("top box (5)", 20, 6 / 20, "share of valid answers"),
            ("top two boxes (4 and 5)", 20, 13 / 20, "share of valid answers"),
            ("top two boxes, blanks counted", 25, 13 / 25, "share of all returned"),
            ("mean", 20, 73 / 20, "points of 1…5"),
            ("mean, stretched", 20, 100 * (3.65 - 1) / 4, "points of 0…100"),
        ],
        columns=["definition", "n", "estimate", "unit"],
    )
    pd.testing.assert_frame_equal(result.table, expected)
    assert result.notes == ("5 rows without x left out.",)


def test_definitions_agree_with_the_top_box_share_and_with_other_engines():
    table = cx.score_definitions(ANSWERS, rating="x", scale=(1, 5)).table
    for place, top in ((0, 5), (1, 4)):
        assert table.loc[place, "estimate"] == cx.top_box_share(ANSWERS, rating="x", top=top).table.loc[0, "estimate"]
    other = cx.score_definitions(pl.from_pandas(ANSWERS), rating="x", scale=(1, 5)).table
    pd.testing.assert_frame_equal(table, other)


@pytest.mark.parametrize("answer", [1, 5])
def test_all_alike_ends_at_the_ends_of_the_scale(answer):
    table = cx.score_definitions(pd.DataFrame({"x": [answer] * 4}), rating="x", scale=(1, 5)).table
    assert table["estimate"].tolist() == ([0, 0, 0, 1, 0] if answer == 1 else [1, 1, 1, 5, 100])


@pytest.mark.parametrize(
    ("scale", "told"),
    [
        ((1, 4), "x: answers outside 1…4. Correct the scale, or set codes to missing first."),
        ((0, 1), f"x: [0, 1] {NO_SCALE}"),
        ((5, 1), f"x: [5, 1] {NO_SCALE}"),
        ((), f"x: [] {NO_SCALE}"),
    ],
)  # fmt: skip
def test_a_scale_that_does_not_fit_is_refused(scale, told):
    with pytest.raises(cx.CXError) as error:
        cx.score_definitions(ANSWERS, rating="x", scale=scale)
    assert str(error.value) == told


def test_the_register_is_what_the_single_functions_say():
    data = pd.DataFrame(
        {"r": [10, 9, 8, 3, 0, None], "s": [9, 9, 10, 2, 5, 1], "e": [5, 4, 4, 1, None, 2], "w": [1, 2, 1, 1, 3, 1]}
    )
    found = cx.metric_register(
        data, recommend="r", satisfaction="s", ease="e", scales={"s": (0, 10), "e": (1, 5)}, weights="w",
        confidence_level=0.9,
    )  # fmt: skip
    common = {"weights": "w", "confidence_level": 0.9}
    parts = [
        cx.net_promoter_score(data, rating="r", **common).table,
        cx.top_box_share(data, rating="s", top=9, **common).table,
        cx.top_box_share(data, rating="e", top=4, **common).table,
    ]
    columns = ["n", "estimate", "conf_low", "conf_high"]
    pd.testing.assert_frame_equal(found.table[columns], pd.concat(parts, ignore_index=True)[columns])
    assert found.table["metric"].tolist() == ["NPS", "CSAT", "ease"]
    assert found.table["counted"].tolist() == [
        "9–10 minus 0–6, of valid answers", "9–10, of valid answers", "4–5, of valid answers",
    ]  # fmt: skip
    assert found.table["scale"].tolist() == ["0…10", "0…10", "1…5"]
    assert found.table["unit"].tolist() == ["points", "share", "share"]
    assert found.settings["version"] == 1


def test_a_register_of_nothing_and_of_an_unscaled_column_is_refused():
    with pytest.raises(cx.CXError) as error:
        cx.metric_register(ANSWERS)
    assert str(error.value) == "metric_register: no column is named. Name recommend, satisfaction or ease."
    with pytest.raises(cx.CXError) as error:
        cx.metric_register(ANSWERS, ease="x")
    assert str(error.value).startswith("x: [] is no scale of three answers or more.")
