"""Shares of respondents in questions with several answers: worked by hand, against R, and their base by name."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import cxlib as cx


def test_the_base_is_named_and_none_ticked_is_an_answer():
    """Four people asked, one of whom ticked nothing, and one without an answer: shares of 4, or of 3."""
    ticks = pd.DataFrame({"web": [1, 1, 0, 0, None], "shop": [1, 0, 1, 0, None]})
    answered = cx.choice_shares(ticks, choices=["web", "shop"])
    assert answered.table["n"].tolist() == [4, 4]
    assert answered.table["estimate"].tolist() == [0.5, 0.5]
    assert answered.notes[0] == (
        "Shares of respondents (4 who answered the question; 1 row without an answer left out): several answers are "
        "allowed, so they need not add up to 100 %, here 100 %."
    )
    ticked = cx.choice_shares(ticks, choices=["web", "shop"], base="ticked")
    assert ticked.table["n"].tolist() == [3, 3]
    assert ticked.table["estimate"].tolist() == pytest.approx([2 / 3, 2 / 3])
    assert ticked.notes[0].startswith("Shares of respondents (3 who ticked at least one option): ")
    assert ticked.notes[0].endswith("here 133 %.")


def test_wilson_limits_are_those_of_r():
    """R: prop.test(15, 40, correct = FALSE)$conf.int is 0.2422 to 0.5297 (four decimals)."""
    ticks = pd.DataFrame({"a": [True] * 15 + [False] * 25, "b": [False] * 40}).astype("boolean")
    row = cx.choice_shares(ticks, choices=["a", "b"]).table.iloc[0]
    z = 1.959963984540054
    centre, half = (15 + z**2 / 2) / (40 + z**2), z / (40 + z**2) * np.sqrt(15 * 25 / 40 + z**2 / 4)
    assert row[["conf_low", "conf_high"]].tolist() == pytest.approx([centre - half, centre + half], abs=1e-12)
    assert row[["conf_low", "conf_high"]].round(4).tolist() == [0.2422, 0.5297]


def test_the_same_as_the_top_box_of_each_option():
    rng = np.random.default_rng(5)
    table = pd.DataFrame(rng.random((500, 3)) < [0.2, 0.5, 0.7], columns=list("abc")).astype(float)
    table["w"], table["g"] = rng.uniform(0.5, 2, 500), rng.choice(["x", "y"], 500)
    table.loc[rng.random(500) < 0.1, "b"] = np.nan
    found = cx.choice_shares(table, choices=list("abc"), by="g", weights="w").table
    for option in "abc":
        alone = cx.top_box_share(table, rating=option, top=1, by="g", weights="w").table
        own = found[found["option"] == option].drop(columns="option").reset_index(drop=True)
        pd.testing.assert_frame_equal(own, alone)


def test_more_often_than_the_next_is_tango_s_interval_of_the_same_people():
    """Of 100, both 20, only the first 25, only the second 15: the difference is 0.10, Tango's limits −.024 to .221."""
    pairs = [(1, 1)] * 20 + [(1, 0)] * 25 + [(0, 1)] * 15 + [(0, 0)] * 40
    result = cx.choice_shares(pd.DataFrame(pairs, columns=["a", "b"]), choices=["a", "b"])
    nps = pd.DataFrame({"r": [8] * 20 + [10] * 25 + [0] * 15 + [8] * 40})
    tango = cx.net_promoter_score(nps, rating="r").table.iloc[0]
    lead = result.settings["lead"]
    assert lead["estimate"] == pytest.approx(0.10)
    assert [lead["conf_low"], lead["conf_high"]] == pytest.approx([tango["conf_low"] / 100, tango["conf_high"] / 100])
    assert cx.reading(result).evidence == "open"
    assert "cannot be distinguished from b" in cx.reading(result).headline


def test_the_reading_has_three_forms():
    many = pd.DataFrame({"a": [1] * 90 + [0] * 10, "b": [1] * 20 + [0] * 80})
    said = cx.reading(cx.choice_shares(many, choices={"a": "Price", "b": "Speed"}))
    assert said.evidence == "supported"
    assert said.headline == "Price was ticked most: by 90 % of 100 respondents (83 to 94 %), more often than Speed."
    assert "here they add up to 110 %" in said.text
    asked = cx.reading(cx.choice_shares(many, choices={"a": "Price", "b": "Speed"}), question="Why do you stay?")
    assert asked.headline == f"“Why do you stay?”: {said.headline}" and asked.text.startswith(asked.headline)
    few = cx.reading(cx.choice_shares(many.head(5), choices=["a", "b"]))
    assert few.evidence == "too few"
    by = cx.reading(cx.choice_shares(many.assign(g=["x", "y"] * 50), choices=["a", "b"], by="g"))
    assert by.headline == "Ticked most in each group: x: a (90 %) and y: a (90 %)."


@pytest.mark.full
def test_planted_shares_are_covered():
    """Wilson's interval holds the truth in about 95 of 100 companies, and a wrong truth in far fewer."""
    rng = np.random.default_rng(11)
    held = wrong = 0
    for _ in range(300):
        ticks = pd.DataFrame({"a": rng.random(150) < 0.3, "b": rng.random(150) < 0.6})
        row = cx.choice_shares(ticks, choices=["a", "b"]).table.iloc[0]
        held += row["conf_low"] <= 0.3 <= row["conf_high"]
        wrong += row["conf_low"] <= 0.45 <= row["conf_high"]
    assert 0.92 <= held / 300 <= 0.98
    assert wrong / 300 < 0.15


def test_what_is_refused():
    table = pd.DataFrame({"a": [1, 2, 0], "b": [0, 1, 1], "c": [None, None, None]})
    with pytest.raises(cx.CXError, match="column 'a' has values other than 0 and 1"):
        cx.choice_shares(table, choices=["a", "b"])
    with pytest.raises(cx.CXError, match="no question with several answers is called 'x'"):
        cx.choice_shares(table, choices="x")
    with pytest.raises(cx.CXError, match="two options are called alike"):
        cx.choice_shares(table, choices={"a": "x", "b": "x"})
    with pytest.raises(cx.CXError, match="is also the group or the weight"):
        cx.choice_shares(table, choices=["b"], weights="b")
    assert cx.choice_shares(table, choices=["b", "c"]).notes[-1] == "c: left out, since nobody answered it."
