"""Waves in figures and sentences, and gates where there are no data."""

from __future__ import annotations

import pandas as pd

import cxlib as cx
from cxlib.errors import CXError


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


# Gates without data


def test_without_data_every_section_stays_closed_and_the_box_says_why():
    gates = cx.Gates(None, role="recommend", min_cell=10, absent=CXError("x.csv: could not be fetched.", "Fetch it."))
    gate = gates.section("1. Score", needs={"score": "recommend"}, min_groups=("score", 2))
    assert repr(gates.absent) == "Skipped: “The data”. x.csv: could not be fetched. To open it: Fetch it."
    assert not gate
    assert repr(gate) == "Skipped: “1. Score”. There are no data. To open it: read the box under “The data”."
    assert gates.answers is None and gates.latest is None and gates.waves == ""
    assert [gate.reason for gate in gates.gates] == ["There are no data."]
