"""The mean of yes and no is a share wherever it is shown; a mean on a scale from 0 to 1 that is none stays a mean."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

import cxlib as cx
from cxlib.locale import speaking

SOLVED = pd.DataFrame(
    {
        "solved": [1] * 79 + [0] * 21,
        "mood": [0.5] * 20 + [1.0] * 59 + [0.0] * 21,  # between 0 and 1, and no yes or no
        "shop": ["north"] * 50 + ["south"] * 50,
        "wave": [1, 2] * 50,
        "weight": [1.0, 3.0] * 50,
    }
)


def test_a_question_of_yes_and_no_is_headlined_in_per_cent():
    one = cx.banner(SOLVED, rows="solved", labels={"solved": "Solved?"})
    reading = cx.reading(one)
    assert reading.headline == "“Solved?”: 79 % (70 to 86 %) from 100 answers."  # Wilson: 0.700, 0.858
    assert one.settings["show"] == "share" and "mean" not in one.shown
    assert [number.unit for number in reading.numbers] == ["share"]
    assert reading.limits == "A share says nothing of those who did not answer."
    with speaking("es"):
        assert (
            cx.reading(one).headline
            == "«Solved?»: 79\N{NO-BREAK SPACE}% (70 a 86\N{NO-BREAK SPACE}%) con 100 respuestas."
        )


def test_a_scale_from_0_to_1_that_is_no_share_stays_a_mean():
    one = cx.banner(SOLVED, rows="mood")
    assert one.settings["show"] == "mean"
    assert cx.reading(one).headline.startswith("“mood”: 0.69 (0.61 to 0.77)")
    both = cx.banner(SOLVED, rows=["solved", "mood"])
    assert both.settings["show"] == "mean"
    assert "yes_no" not in cx.mean_rating(SOLVED, rating="mood").settings
    chart = cx.control_chart(pd.concat([SOLVED] * 2), period="wave", rating="mood", kind="mean", baseline=1)
    assert "yes_no" not in chart.settings


@pytest.mark.parametrize("answer", [0.0, 1.0])
def test_the_lowest_answer_given_by_all_is_no_share(answer):
    """On a scale from 1 to 5, or from 0 to 10, everybody may choose the lowest."""
    alike = SOLVED.assign(solved=answer)
    assert cx.banner(alike, rows="solved", columns="shop").settings["show"] == "mean"
    assert "yes_no" not in cx.mean_rating(alike, rating="solved").settings
    one_row_of_both = cx.banner(alike.assign(other=SOLVED["solved"]), rows=["solved", "other"])
    assert one_row_of_both.settings["show"] == "share"


@pytest.mark.parametrize("weights", [None, "weight"])
def test_groups_of_yes_and_no_are_compared_as_shares(weights):
    mean = cx.banner(SOLVED, rows="solved", columns="shop", weights=weights)
    share = cx.banner(SOLVED, rows="solved", columns="shop", weights=weights, show="share", top=1)
    pd.testing.assert_frame_equal(mean.table, share.table)
    pd.testing.assert_frame_equal(mean.pairs, share.pairs)


def test_means_of_groups_and_waves_are_shares_in_tables_and_sentences():
    groups = cx.mean_rating(SOLVED, rating="solved", by="shop")
    assert groups.settings["yes_no"]
    assert groups.table["estimate"].tolist() == [1.0, 0.58]  # the numbers stay what they are
    assert list(groups.shown["share"]) == ["100.0 %", "58.0 %"]
    assert "highest mean (100 %)" in cx.reading(groups, about="ends").headline
    waves = cx.mean_rating(SOLVED, rating="solved", by="wave")
    told = cx.reading(waves).headline
    assert told.startswith("Share of solved: from 80 % in 1 to 78 % in 2") and "0." not in told


@pytest.mark.parametrize("kind", ["mean", "p", "laney", "ewma"])
def test_a_chart_of_yes_and_no_is_told_and_drawn_in_per_cent(kind):
    yes = [30, 31, 29, 30, 32, 28, 30, 29, 31, 30, 12, 10]
    rows = pd.DataFrame({"month": np.repeat(range(12), 40), "solved": [k < n for n in yes for k in range(40)]})
    of = {"kind": "ewma", "of": "mean"} if kind == "ewma" else {"kind": kind}
    chart = cx.control_chart(rows.astype(int), period="month", rating="solved", baseline=6, **of)
    told = cx.reading(chart)
    assert told.headline.startswith("Share of solved") and "alarms in 2 of 6" in told.headline
    assert " %, and the limits are " in told.text
    ax = cx.plot_lines(chart)
    assert ax.get_ylabel().startswith("Share")
    assert ax.yaxis.get_major_formatter()(0.75, 0) == "75 %"
    assert "75.0 %" in ax.figure.get_label()
    plt.close(ax.figure)


def test_sums_of_deviations_and_ranges_stay_what_they_are():
    rows = pd.DataFrame({"month": np.repeat(range(12), 40), "solved": ([1] * 30 + [0] * 10) * 12})
    for kind in ("cusum", "range"):
        chart = cx.control_chart(rows, period="month", rating="solved", kind=kind, of="mean", baseline=6)
        assert "yes_no" not in chart.settings
