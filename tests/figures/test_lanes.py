"""The map with lanes: what stands in it, in which order, and what is missing is said."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from matplotlib.collections import PathCollection

import cxlib as cx
from cxlib.figures.style import drawn, whole_figure

LANES = pd.DataFrame(
    {
        "kind": ["purchase", "purchase", "fault", "fault"],
        "touchpoint": ["T01", "T02", "T02", "T03"],
        "n": [40, 30, 25, 12],
        "performance": [7.5, 6.0, 6.0, np.nan],
        "moment_of_truth": ["", "surely", "surely", ""],
        "owner": ["Digital", None, None, ""],
        "as_it_is": ["", "Clearer words", "Clearer words", ""],
        "as_it_should_be": ["", "An hour instead of a half-day", "", "A call the day before"],
    }
)


def test_every_step_stands_in_its_lane():
    ax = cx.plot_lanes(cx.Result(table=LANES), labels={"T01": "shop $1", "T02": "delivery"})
    names = [label.get_text() for label in ax.get_yticklabels()]
    assert names == ["shop $1\n(Digital)", "delivery\n(nobody)", "delivery\n(nobody)", "T03\n(nobody)"]
    heights = ax.get_yticks()
    assert (np.diff(heights) > 0).all() and ax.get_ylim()[0] > ax.get_ylim()[1]  # the first contact at the top
    said = {note.get_text(): note.get_fontweight() for note in ax.texts}
    assert said["is: Clearer words\nto be: An hour instead of\na half-day"] == "normal"
    assert said["is: Clearer words\nto be: nothing planned"] == "bold"
    assert said["to be: A call the day\nbefore"] == "normal" and {"purchase", "fault"} <= set(said)
    dots = [one.get_offsets() for one in ax.collections if isinstance(one, PathCollection)]
    assert [len(one) for one in dots] == [2, 2]  # others, moments of truth
    assert sorted(np.concatenate(dots)[:, 1]) == pytest.approx(heights)
    alt = whole_figure(ax).get_label()
    assert alt.startswith(
        "2 kinds of journeys with their touchpoints from first to last. purchase: shop $1 (rated 7.50,"
    )
    assert "delivery (rated 6.00, moment of truth, nobody owns it, is: Clearer words to be: nothing planned)" in alt
    assert drawn(ax).startswith(b"\x89PNG")


def test_no_ratings_and_no_rows_are_drawn_without_a_number():
    ax = cx.plot_lanes(cx.Result(table=LANES.assign(performance=np.nan)))
    assert "rated" not in whole_figure(ax).get_label() and len(ax.get_yticks()) == 4
    drawn(ax)
    assert not cx.plot_lanes(cx.Result(table=LANES.head(0))).has_data()
