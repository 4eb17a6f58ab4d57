"""Figures of the contact log draw the numbers of their tables; readings tell them in three forms."""

from __future__ import annotations

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.patches import Rectangle

import cxlib as cx
from cxlib.journeys.unbroken_share import Unbroken
from cxlib.journeys.visibility import Fragmentation


@pytest.fixture(autouse=True)
def closed_figures():
    yield
    plt.close("all")


def unbroken(estimate: float = 0.5, n: int = 600) -> Unbroken:
    table = pd.DataFrame(
        {
            "contacts": [1, 5, 6, 12],
            "n": [12, 700, n, 5],
            "unbroken": [11, 410, 300, 0],
            "estimate": [0.92, 0.59, estimate, 0.0],
            "conf_low": [0.65, 0.55, estimate - 0.04, 0.0],
            "conf_high": [0.99, 0.62, estimate + 0.04, 0.4],
            "product": [0.9, 0.59, 0.53, 0.28],
        }
    )
    places = pd.DataFrame({"touchpoint": ["a", "b", "c"], "n": [500, 900, 9], "estimate": [0.86, 0.95, 0.2]})
    return Unbroken(kind="unbroken_by_length", table=table, touchpoints=places)


def test_green_touchpoints_and_a_red_journey_are_drawn():
    ax = cx.plot_lines(unbroken())
    flat, limits = ax.collections[1].get_segments(), ax.collections[2].get_segments()
    assert [line[0][1] for line in flat] == [0.86, 0.95]  # the thin touchpoint is not drawn
    assert [line.ravel().tolist() for line in limits] == [
        [1, 0.65, 1, 0.99], [5, 0.55, 5, 0.62], [6, 0.46, 6, 0.54],
    ]  # fmt: skip
    product, falling, enough, thin = ax.lines
    assert product.get_ydata().tolist() == [0.9, 0.59, 0.53]
    assert product.get_linestyle() == "--"
    assert falling.get_ydata().tolist() == [0.92, 0.59, 0.5]
    assert (enough.get_xdata().tolist(), thin.get_xdata().tolist()) == ([5, 6], [1])
    assert thin.get_markerfacecolor() == "white"
    assert [text.get_text() for text in ax.texts] == ["each touchpoint 86 to 95 %,\n6 contacts in all 50 %"]
    assert [label.get_text() for label in ax.get_xticklabels()] == ["1\n12", "5\n700", "6\n600"]
    assert ax.figure.get_label() == (
        "A line with intervals over the number of contacts: journeys without a break are 1: 92 %, 5: 59 %, 6: 50 %. "
        "The touchpoints one by one lie between 86 % and 95 %, a flat grey band. Over 6 contacts the product of their "
        "shares is 53 %."
    )
    assert not cx.plot_lines(unbroken(), marked=7).texts


def hand_overs(*rows: tuple) -> cx.Result:
    columns = ["from_department", "to_department", "n", "broken", "estimate", "conf_low", "conf_high"]
    return cx.Result(kind="handoffs", table=pd.DataFrame(rows, columns=columns))


WORST = ("Courier", "Billing", 1000, 300, 0.30, 0.27, 0.33)
SECOND = ("Centre", "Courier", 400, 68, 0.17, 0.14, 0.21)
CLOSE = ("Centre", "Courier", 100, 28, 0.28, 0.20, 0.37)
THIN = ("Billing", "Centre", 29, 29, 1.0, 0.88, 1.0)


def test_every_hand_over_stands_in_its_cell():
    ax = cx.plot_heat(hand_overs(WORST, SECOND, THIN))
    names = ["Billing", "Centre", "Courier"]
    assert [label.get_text() for label in ax.get_yticklabels()] == names
    assert [label.get_text() for label in ax.get_xticklabels()] == names
    nan = np.nan
    drawn = np.ma.filled(ax.collections[0].get_array().astype(float), nan)
    np.testing.assert_array_equal(drawn, [[nan, nan, nan], [nan, nan, 0.17], [0.30, nan, nan]])
    told = {tuple(int(place) for place in text.get_position()): text.get_text() for text in ax.texts}
    assert told == {(0, 2): "30 %\nn 1,000", (2, 1): "17 %\nn 400", (1, 0): "100 %\nn 29"}
    (grey,) = [patch for patch in ax.patches if isinstance(patch, Rectangle)]
    assert grey.get_xy() == (1, 0)
    assert ax.get_title(loc="left") == "Hand-overs that broke, of 1,429; grey: fewer than 30"
    assert ax.figure.get_label() == (
        "Grid of hand-overs between 3 departments, 1,429 in 3 cells. Most often breaks: Courier to Billing with "
        "30 % of 1,000; Centre to Courier with 17 % of 400."
    )


def test_a_grid_of_thin_cells_only():
    ax = cx.plot_heat(hand_overs(THIN))
    assert ax.figure.get_label() == ("Grid of hand-overs between 2 departments, 29 in 1 cells. No cell has 30.")


def test_one_touchpoint_and_one_contact_are_told_as_one():
    log = pd.DataFrame({"who": range(40), "at": "call", "broken": [1.0] * 4 + [0.0] * 36})
    found = cx.unbroken_by_length(log, customer="who", touchpoint="at", broken="broken")
    assert cx.reading(found, contacts=1).text.startswith(
        "The only touchpoint alone goes well in 90 % of its contacts. Of 40 journeys of 1 contact 90 % (77 to 96 %) "
        "have no break, no more and no less than "
    )
    ax = cx.plot_lines(found, marked=1)
    assert [text.get_text() for text in ax.texts] == ["each touchpoint 90 %,\n1 contact in all 90 %"]


# --- readings


def seen(n: int) -> Fragmentation:
    people = pd.DataFrame({"contacts": [4] * 50 + [6] * n, "departments": [2] * 50 + [5] * n})
    people["largest_share"] = people["contacts"].map({4: 0.9, 6: 1 / 3})
    return Fragmentation(kind="fragmentation", table=pd.DataFrame(), customers=people)


def moments(*rows: tuple) -> cx.Result:
    table = pd.DataFrame(rows, columns=["touchpoint", "moment_of_truth"]).astype({"moment_of_truth": "boolean"})
    return cx.Result(kind="moments_of_truth", table=table, settings={"min_impact": 0.3})


def rules(n: int, low: float, high: float) -> cx.Result:
    table = pd.DataFrame(
        {
            "rule": ["mean", "lowest_and_last"], "n": n, "estimate": [0.37, 0.46], "gain": [0, (low + high) / 2],
            "gain_low": [0, low], "gain_high": [0, high],
        }
    )  # fmt: skip
    return cx.Result(kind="journey_rules", table=table)


READINGS = [
    (
        lambda: cx.reading(seen(40)),
        "The middle one of 40 customers with 5 contacts or more meets 5 departments; the one that sees most sees 33 % "
        "of the contacts.",
    ),
    (
        lambda: cx.reading(seen(29)),
        "Only 29 customers have 5 contacts or more: too few to say who sees them.",
    ),
    (
        lambda: cx.reading(hand_overs(SECOND, WORST, THIN)),
        "Courier → Billing breaks most: 30 % (27 to 33 %) of 1,000. The next is Centre → Courier, 17 % (14 to 21 %) of "
        "400.",
    ),
    (
        lambda: cx.reading(hand_overs(CLOSE, WORST)),
        "Courier → Billing breaks most: 30 % (27 to 33 %) of 1,000, and cannot be distinguished from the next, "
        "Centre → Courier, 28 % (20 to 37 %) of 100.",
    ),
    (
        lambda: cx.reading(hand_overs(WORST, THIN)),
        "Courier → Billing breaks most: 30 % (27 to 33 %) of 1,000; no other pair has 30.",
    ),
    (
        lambda: cx.reading(hand_overs(THIN)),
        "No two departments have 30 hand-overs between them: too few to say which breaks most.",
    ),
    (
        lambda: cx.reading(hand_overs(WORST, THIN), truth={"structural": 0.25, "finds": 0.301}),
        "Courier → Billing breaks most: 30 % (27 to 33 %) of 1,000; no other pair has 30. Planted truth: from "
        "Logistics to Billing the story is told again in 25 % of cases. With contacts that fail, 30 % break.",
    ),
    (
        lambda: cx.reading(unbroken()),
        "Each touchpoint alone goes well in 86 to 95 % of its contacts. Of 600 journeys of 6 contacts 50 % (46 to 54 "
        "%) have no break, no more and no less than the shares of their touchpoints multiplied (53 %).",
    ),
    (
        lambda: cx.reading(unbroken(0.40)),
        "Each touchpoint alone goes well in 86 to 95 % of its contacts. Of 600 journeys of 6 contacts 40 % (36 to 44 "
        "%) have no break, less than the shares of their touchpoints multiplied (53 %).",
    ),
    (
        lambda: cx.reading(unbroken(0.60)),
        "Each touchpoint alone goes well in 86 to 95 % of its contacts. Of 600 journeys of 6 contacts 60 % (56 to 64 "
        "%) have no break, more than the shares of their touchpoints multiplied (53 %).",
    ),
    (
        lambda: cx.reading(unbroken(n=29)),  # too few have six: the commonest number is told
        "Each touchpoint alone goes well in 86 to 95 % of its contacts. Of 700 journeys of 5 contacts 59 % (55 to 62 "
        "%) have no break, no more and no less than the shares of their touchpoints multiplied (59 %).",
    ),
    (
        lambda: cx.reading(unbroken(n=29), contacts=6),
        "29 journeys in the log, of 6 contacts: too few to say how many are unbroken.",
    ),
    (
        lambda: cx.reading(unbroken(), contacts=7),
        "No journeys of 7 contacts are shown: too few to say how many are unbroken.",
    ),
    (
        lambda: cx.reading(moments(("T1", True), ("T2", False), ("T3", None)), declared=["T2", "T1"]),
        "Of 2 touchpoints 1 goes surely with a loss of more than 0.3 points: T1. The firm's own list of 2 shares 1 of "
        "them: T1.",
    ),
    (
        lambda: cx.reading(moments(("T1", True), ("T2", True)), declared=["T4"], labels={"T2": "T2 call"}),
        "Of 2 touchpoints 2 go surely with a loss of more than 0.3 points: T1 and T2 call. The firm's own list of 1 "
        "has none of them.",
    ),
    (
        lambda: cx.reading(moments(("T1", False), ("T2", None))),
        "Of 1 touchpoint none goes surely with a loss of more than 0.3 points: no moment of truth can be named.",
    ),
    (
        lambda: cx.reading(moments(("T1", None))),
        "No touchpoint has enough good and bad contacts: too few to say which is a moment of truth.",
    ),
    (
        lambda: cx.reading(rules(3242, 0.07, 0.11)),
        "The journey's score is foretold better by the lowest and the last contact together than by the mean. R² out "
        "of sample 0.46 against 0.37, a gain of 0.07 to 0.11, 3,242 journeys.",
    ),
    (
        lambda: cx.reading(rules(300, -0.02, 0.11)),
        "Whether the journey's score is foretold better by the lowest and the last contact together than by the mean "
        "is open. R² out of sample 0.46 against 0.37, a gain of −0.02 to 0.11, 300 journeys.",
    ),
    (
        lambda: cx.reading(rules(59, 0.07, 0.11)),
        "59 scored journeys are too few to say how their contacts add up.",
    ),
]


@pytest.mark.parametrize("place", range(len(READINGS)))
def test_readings_tell_their_tables(place):
    told, expected = READINGS[place]
    assert told().text == expected


def test_a_reading_of_moments_beside_what_was_planted():
    found = moments(("T1", True))
    found.table[["n_bad", "estimate", "conf_low", "conf_high"]] = [[40, 0.9, 0.5, 1.3]]
    told = cx.reading(found, truth={"moment_T1": {"structural": 1.1}, "moment_T9": {"structural": 2.0}})
    assert told.text.splitlines()[2:] == ["- Planted truth: the loss at T1 is 1.10. Estimated: 0.90."]
    assert (told.evidence, told.groups, told.numbers[0].n) == ("supported", ["T1"], 40)


def test_a_reading_of_sight_tells_fragmentation_where_enough_have_one():
    found = seen(40)
    found.customers["fragmentation"] = 0.75
    assert cx.reading(found).text.endswith("of the contacts. Fragmentation of the middle one: 0.75.")
