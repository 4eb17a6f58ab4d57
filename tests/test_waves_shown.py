"""Waves in figures and sentences, and gates where there are no data."""

from __future__ import annotations

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt
import pandas as pd
import pytest

import cxlib as cx
from cxlib.errors import CXError


@pytest.fixture(autouse=True)
def closed_figures():
    yield
    plt.close("all")


def texts(ax) -> list[str]:
    return [text.get_text() for text in ax.texts]


def ticks(labels) -> list[str]:
    return [label.get_text() for label in labels]


# Figures


def walk() -> cx.Result:
    lines = [("speed", "rating", "w1", 0.5), ("speed", "rating", "w2", 0.9), ("art", "rating", "w2", 0.25)]
    lines += [("shop", "segment", "w1", 1.0)]
    table = pd.DataFrame(lines, columns=["column", "role", "wave", "share"])
    return cx.Result(table=table.assign(wave=pd.Categorical(table["wave"])))


def test_a_crosswalk_leaves_empty_what_was_not_asked():
    ax = cx.plot_heat(walk(), roles=["rating"])
    assert texts(ax) == ["50", "90", "25"]
    assert ticks(ax.get_yticklabels()) == ["speed", "art"]
    assert ticks(ax.get_xticklabels()) == ["w1", "w2"]
    assert ax.figure.get_label() == (
        "Grid of 2 questions by 2 waves with the share that answered. Asked in every wave: 1. The others: art in w2."
    )


def trend(n=100, last=4.0) -> cx.Result:
    table = pd.DataFrame({"wave": ["w1", "w2"], "n": [n, n + 1], "estimate": [3.0, last], "std_error": [0.1, 0.1]})
    table = table.assign(conf_low=table["estimate"] - 0.2, conf_high=table["estimate"] + 0.2, kind="plain")
    return cx.Result(table=table, settings={"confidence_level": 0.95})


def test_a_trend_has_every_wave_with_its_n_and_marks_another_wording():
    both = pd.concat([trend().table, trend(last=5.0).table.iloc[1:].assign(kind="heavy", n=7)])
    ax = cx.plot_lines(cx.Result(table=both), x="wave", hue="kind", unit="Mean", starred=["w2"])
    assert ticks(ax.get_xticklabels()) == ["w1\nn 100", "w2*\nn 101"]
    assert ticks(ax.get_legend().get_texts()) == ["plain", "heavy"]
    assert ax.get_legend().get_title().get_text() == "* another wording"
    drawn = [line.get_ydata().tolist() for line in ax.get_lines() if line.get_marker() in "os"]
    assert drawn == [[3.0, 4.0], [5.0]]
    assert ax.figure.get_label() == (
        "Dots with intervals through 2 waves, joined by lines. plain: 3.00 in w1 to 4.00 in w2; heavy: 5.00 in w2 to "
        "5.00 in w2. Another wording in w2."
    )


def change() -> cx.Result:
    lines = []
    for segment, status, mix, rate, n in (
        ("a", "both", -1.0, -2.0, 40),
        ("b", "both", 1.5, -2.0, 60),
        (None, "total", 0.5, -4.0, 100),
    ):
        for component, value in (("mix", mix), ("rate", rate), ("change", mix + rate)):
            lines.append((segment, status, component, n, 2 * n, value))
    return cx.Result(table=pd.DataFrame(lines, columns=["g", "status", "component", "n_from", "n_to", "estimate"]))


def test_the_bars_of_a_change_are_stacked_and_end_where_both_together_do():
    ax = cx.plot_bars(change(), label="g")
    assert ticks(ax.get_yticklabels()) == ["b (60 → 120)", "a (40 → 80)"]
    rate, mix = ax.containers
    assert [(bar.get_x(), bar.get_width()) for bar in rate] == [(0.0, -2.0), (0.0, -2.0)]
    assert [(bar.get_x(), bar.get_width()) for bar in mix] == [(0.0, 1.5), (-2.0, -1.0)]  # one sign: end to end
    assert ax.collections[-1].get_offsets()[:, 0].tolist() == [-0.5, -3.0]
    assert {bar.get_hatch() for bar in mix} != {bar.get_hatch() for bar in rate}  # told apart without colour
    assert ticks(ax.get_legend().get_texts())[:3] == [
        "both together",
        "own score: −4.0 in all",
        "its share: +0.5 in all",
    ]
    assert ax.figure.get_label() == (
        "Stacked bars of 2 segments. Of a change of −3.5 points, 0.5 come from the mix and −4.0 from the segments' own "
        "scores. The lowest bar is a with −3.0."
    )


def test_rows_that_matter_are_bold():
    ax = cx.plot_intervals(trend(), label="wave", bold=["w2"])
    assert [label.get_fontweight() for label in ax.get_yticklabels()] == ["normal", "bold"]
    assert [text.get_fontweight() for text in ax.texts] == ["normal", "bold"]


# Sentences


def test_a_trend_is_told_as_a_rise_a_fall_no_change_or_too_few():
    assert cx.trend_sentence(trend(), wave="wave") == (
        "From 3.00 in w1 to 4.00 in w2: a rise (interval of the change 0.72 to 1.28)."
    )
    assert "a fall (interval of the change −1.28 to −0.72)" in cx.trend_sentence(trend(last=2.0), wave="wave")
    assert "cannot be told from no change" in cx.trend_sentence(trend(last=3.27), wave="wave")
    assert cx.trend_sentence(trend(n=29), wave="wave").endswith("too few answers to say (29 and 30).")
    assert cx.trend_sentence(cx.Result(table=trend().table.head(1)), wave="wave") == "One wave is no trend."


def total(mix, rate, n=100) -> cx.Result:
    values = {"mix": mix, "rate": rate, "change": mix + rate}
    table = pd.DataFrame({"component": values.keys(), "estimate": values.values(), "status": "total"})
    table = table.assign(conf_low=table["estimate"] - 2, conf_high=table["estimate"] + 2, n_from=n, n_to=n)
    return cx.Result(table=table)


def test_mix_and_own_scores_are_told_with_what_cannot_be_told_from_none():
    assert cx.mix_sentence(total(-1.0, -7.9)) == (
        "Change −8.9 (−10.9 to −6.9) points. Mix of the segments: −1.0 (−3.0 to 1.0), which cannot be told from none. "
        "Own scores: −7.9 (−9.9 to −5.9)."
    )
    assert "Own scores: +1.0 (−1.0 to 3.0), which cannot be told from none." in cx.mix_sentence(total(5.0, 1.0))
    assert cx.mix_sentence(total(5.0, 1.0, n=29)) == "Fewer than 30 answers in a wave: too few to split the change."


def gaps(*rows, by=("wave",)) -> cx.Result:
    names = ["wave", "problem", "reference", "n", "n_reference", "estimate", "conf_low", "conf_high"]
    return cx.Result(table=pd.DataFrame(rows, columns=names), settings={"between": "problem", "by": list(by)})


def test_each_gap_is_told_in_one_of_three_ways():
    clear, unclear = (2017, "yes", "no", 30, 50, -24.9, -34.0, -16.0), (2017, "x", "no", 30, 50, 1.0, -3.0, 5.0)
    few = (2018, "yes", "no", 29, 2000, -24.9, -34.0, -16.0)
    assert cx.gap_sentence(gaps(clear, unclear, few)).splitlines() == [
        "2017: yes against no: −24.9 points (−34.0 to −16.0).",
        "2017: x against no: +1.0 points (−3.0 to 5.0), cannot be told from no difference.",
        "2018: yes against no: −24.9 points, too few to say (2,000 and 29 answers).",
    ]


def test_analyses_are_counted_by_what_they_tell():
    def rows(*limits, n=100):
        table = pd.DataFrame(limits, columns=["estimate", "conf_low", "conf_high"]).assign(n=n, n_reference=n)
        return cx.analyses_sentence(cx.Result(table=table))

    start = "2 analyses of the same questionnaires: changes from −8.9 to −5.2 points; "
    assert rows((-8.9, -12.7, -5.0), (-5.2, -10.6, 0.1)) == start + "1 of 2 tell a fall."
    assert rows((-8.9, -12.7, 5.0), (-5.2, -10.6, 0.1)) == start + "none can be told from no change."
    assert rows((8.9, 5.0, 12.0)).endswith("points; 1 of 1 tell a rise.")
    assert rows((8.9, 5.0, 12.0), n=29) == "Fewer than 30 answers in a wave: too few to say."


# Gates without data


def test_without_data_every_section_stays_closed_and_the_box_says_why():
    gates = cx.Gates(None, role="recommend", min_cell=10, absent=CXError("x.csv: could not be fetched.", "Fetch it."))
    gate = gates.section("1. Score", needs={"score": "recommend"}, min_groups=("score", 2))
    assert repr(gates.absent) == "Skipped: “The data”. x.csv: could not be fetched. To open it: Fetch it."
    assert not gate
    assert repr(gate) == "Skipped: “1. Score”. There are no data. To open it: read the box under “The data”."
    assert gates.answers is None and gates.latest is None and gates.waves == ""
    assert gates.summary()["reason"].tolist() == ["There are no data."]
