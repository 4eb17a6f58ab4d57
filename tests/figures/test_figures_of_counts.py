"""Figures of counts, of rules and of one journey draw the numbers of their tables and say them in words."""

from __future__ import annotations

import pandas as pd

import cxlib as cx


def texts(ax) -> list[str]:
    return [text.get_text() for text in ax.texts]


def test_a_heat_table_holds_every_count():
    table = pd.DataFrame({"who": ["b", "a", "a"], "what": ["y", "x", "y"], "n": [3, 1200, 5]})
    ax = cx.plot_heat(cx.Result(table=table), rows="who", columns="what", unit="things")
    assert ax.collections[0].get_array().tolist() == [[1200, 5], [0, 3]]
    assert texts(ax) == ["1,200", "5", "·", "3"]
    assert [label.get_text() for label in ax.get_yticklabels()] == ["a (1,205)", "b (3)"]
    assert [label.get_text() for label in ax.get_xticklabels()] == ["x (1,200)", "y (8)"]
    assert ax.get_title(loc="left") == "n = 1,208 things"
    assert ax.figure.get_label() == (
        "Table of 1,208 things in 2 rows and 2 columns. The fullest cell is a with x: 1,200. Rows: a (1,205), b (3)."
    )


def test_rules_are_drawn_against_the_first():
    table = pd.DataFrame(
        {"rule": ["out", "in"], "n": [1800, 2000], "NPS": [-10.54, 12.0], "mean": [7.111, 6.5]}
    )  # fmt: skip
    ax = cx.plot_intervals(cx.Result(table=table), label="rule", measures=["NPS", "mean"])
    panels = ax.figure.axes
    assert [texts(panel) for panel in panels] == [["−10.5", "12.0"], ["7.11", "6.50"]]
    drawn = [[tuple(point) for point in panel.collections[1].get_offsets()] for panel in panels]
    assert drawn == [[(-10.54, 1), (12.0, 0)], [(7.111, 1), (6.5, 0)]]
    lines = [panel.collections[0].get_segments()[1].tolist() for panel in panels]
    assert lines == [[[-10.54, 0], [12.0, 0]], [[7.111, 0], [6.5, 0]]]
    assert [label.get_text() for label in ax.get_yticklabels()] == ["out, n = 1,800", "in, n = 2,000"]
    assert ax.figure.get_label() == (
        "Dots of the same answers under 2 rules. out: NPS −10.5, mean 7.11; in: NPS 12.0, mean 6.50."
    )


def test_a_journey_shows_each_contact_with_its_words():
    table = pd.DataFrame(
        {"day": [0, 4, 9], "touchpoint": ["Shop", "Delivery", "Call"], "department": ["Sales", "Yard", "Sales"],
         "valence": [2, -1, 0], "words": ["Fine.", "Late!", "So so."]}
    )  # fmt: skip
    ax = cx.plot_journey(cx.Result(table=table))
    assert texts(ax) == ["“Fine.”", "“Late!”", "“So so.”"]
    assert [label.get_text() for label in ax.get_yticklabels()] == [
        "Shop (Sales), day 0", "Delivery (Yard), day 4", "Call (Sales), day 9",
    ]  # fmt: skip
    drawn = {tuple(point) for part in ax.collections for point in part.get_offsets()}
    assert drawn == {(2, 2), (-1, 1), (0, 0)}  # the first contact at the top
    assert ax.get_title(loc="left") == "n = 1 person, 3 contacts, 2 departments"
    assert ax.figure.get_label() == (
        "One person's 3 contacts in order, each with how it felt and a sentence of hers: 1 good, 1 neutral, 1 bad. "
        "The lowest is delivery: “Late!”"
    )


def test_good_neutral_and_bad_differ_in_shape():
    from cxlib.figures.journey import FEELINGS

    assert len({marker for marker, _, _ in FEELINGS.values()}) == 3
