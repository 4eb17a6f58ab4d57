"""Figures of drivers draw the numbers of their tables, and say them in words."""

from __future__ import annotations

import matplotlib
import numpy as np
import pandas as pd
import pytest
from importances import LABELS, importance

import cxlib as cx
from cxlib.drivers.collinearity import Entanglement
from cxlib.errors import CXError
from cxlib.figures.style import DARK, LIGHT, PALE


def slopes():
    table = importance().table[["driver", "n", "sign_agrees"]]
    found = {"estimate": [0.4, -0.1, 0.3], "conf_low": [0.3, -0.2, 0.1], "conf_high": [0.5, 0.0, 0.5]}
    return cx.Result(table=table.assign(**found), settings={"outcome": "overall"})


def sides(names):
    given = {"n_low": 20, "n_high": 90, "penalty": -1.0, "penalty_low": -1.5, "penalty_high": -0.5, "reward": 0.5,
             "reward_low": 0.2, "reward_high": 0.8, "asymmetry": -0.5, "kind": "unclear"}  # fmt: skip
    return cx.Result(table=pd.DataFrame({"driver": names, **given}), settings={"outcome": "overall"})


def spans(lines):
    return [[part[0][0], part[-1][0]] for part in lines.get_segments() if len(part)]


def texts(ax):
    return [text.get_text() for text in ax.texts if text.get_text()]


def ticks(ax):
    return [tick.get_text() for tick in ax.get_yticklabels()]


def said(ax):
    return ax.figure.get_label()


def test_importance_has_its_dots_whiskers_and_chances():
    ax = cx.plot_drivers(importance(), labels=LABELS)
    whiskers, dots = ax.collections
    assert dots.get_offsets().tolist() == [[0.3, 2], [0.12, 1], [-0.02, 0]]
    assert np.allclose(spans(whiskers), [[0.26, 0.35], [0.08, 0.17], [-0.06, 0.03]])
    assert texts(ax) == ["90 %", "10 %", "<1 %", "first in"]
    assert ticks(ax) == ["speed", "the staff at the counter knew\nits job well", "tidy premises"]
    hollow = [tuple(face) == (1, 1, 1, 1) for face in dots.get_facecolors()]
    assert hollow == [False, False, True]  # where the signs are not known the dot stays full
    assert ax.get_xlabel() == "Part of R²; hollow: slope and r disagree"
    assert said(ax) == (
        "Dots of 3 drivers. Shapley shares (LMG), n = 400: speed 0.30, the staff at the counter knew its job well "
        "0.12, tidy premises −0.02."
    )


def test_importance_has_a_panel_per_method_in_the_order_of_the_first():
    random = pd.DataFrame({"driver": ["a", "b", "c"], "null_high": [0.01, 0.02, 0.03]})
    first = importance(random=random)
    ax = cx.plot_drivers([first, importance(method="pratt", resamples=False), slopes()])
    panels = ax.figure.axes
    assert [panel.get_title(loc="left") for panel in panels] == [
        "Shapley shares (LMG), n = 400", "Pratt's shares, n = 400", "Standardised slopes, n = 400",
    ]  # fmt: skip
    assert panels[2].collections[1].get_offsets().tolist() == [[0.4, 2], [0.3, 1], [-0.1, 0]]
    assert panels[0].collections[2].get_offsets().tolist() == [[0.01, 2], [0.03, 1], [0.02, 0]]
    assert texts(panels[1]) == texts(panels[2]) == []
    assert np.isnan(spans(panels[1].collections[0])).all()


@pytest.mark.parametrize("names", [["only"], [f"a name of forty letters, or some more, {k}" for k in range(25)]])
def test_one_driver_or_25_with_long_names_are_not_cut(names):
    figures = [
        cx.plot_drivers([importance(names), importance(names, resamples=False)]),
        cx.plot_bars(sides(names)),
        cx.plot_drivers(importance(names), truth=dict.fromkeys(names, 0.1)),
        cx.plot_heat(importance(names[:3])),
    ]  # fmt: skip
    for ax in figures:
        ax.figure.draw_without_rendering()
        width, height = ax.figure.get_size_inches() * ax.figure.dpi
        for shown in (*ax.get_yticklabels(), *ax.texts, *(ax.get_legend().get_texts() if ax.get_legend() else ())):
            box = shown.get_window_extent()
            assert box.x0 >= 0 and box.y0 >= 0 and box.x1 <= width and box.y1 <= height
        assert sorted(name.replace("\n", " ") for name in ticks(ax)) == sorted(names[: len(ticks(ax))])


def test_the_decoy_has_three_marks_a_cross_and_a_box():
    truth = {"a": 0.6, "b": 0.0, "c": 0.2}
    ax = cx.plot_drivers(importance(), slopes=slopes(), truth=truth, boxed="c", labels=LABELS)
    r, lines, shares, others, straight, crosses = ax.collections
    r, shares, straight, crosses = (marks.get_offsets() for marks in (r, shares, straight, crosses))
    assert np.allclose(r, [[0.5 / 1.2, 2.25], [0.3 / 1.2, 1.25], [0.4 / 1.2, 0.25]])
    assert np.allclose(shares, [[0.3 / 0.44, 2], [0.12 / 0.44, 1], [-0.02 / 0.44, 0]])
    assert np.allclose(straight, [[0.5, 1.75], [0.375, 0.75], [-0.125, -0.25]])
    assert np.allclose(crosses, [[0.75, 2], [0.25, 1], [0, 0]])
    assert np.allclose(spans(lines), np.array([[0.26, 0.35], [0.08, 0.17], [-0.06, 0.03]]) / 0.44)
    assert np.allclose(spans(others), np.array([[0.3, 0.5], [0.1, 0.5], [-0.2, 0.0]]) / 0.8)
    (box,) = ax.patches
    assert (box.get_y(), box.get_height()) == (0.54, 0.92)  # the middle row
    assert said(ax) == (
        "Three marks for each of 3 drivers, drawn as shares: speed r 0.50, share 0.75, slope 0.40, planted 0.60; the "
        "staff at the counter knew its job well r 0.30, share 0.30, slope 0.30, planted 0.20; tidy premises r 0.40, "
        "share −0.05, slope −0.10, planted 0.00."
    )


def test_without_a_truth_there_are_no_crosses():
    ax = cx.plot_drivers(importance(resamples=False), slopes=slopes())
    assert [text.get_text() for text in ax.get_legend().get_texts()] == [
        "correlation", "Shapley shares (LMG)", "standardised slope",
    ]  # fmt: skip
    assert "planted" not in said(ax)


def test_the_rank_map_holds_the_chances():
    ax = cx.plot_heat(importance())
    assert np.allclose(ax.collections[0].get_array(), [[0.9, 0.1, 0], [0.098, 0.6, 0.302], [0.002, 0.3, 0.698]])
    assert texts(ax) == ["90", "10", "10", "60", "30", "<1", "30", "70"]
    assert ax.get_title(loc="left") == "% of 1,000 resamples, n = 400"
    assert said(ax) == "Grid of 3 drivers by place taken in resamples. First place: a in 90 %, c in 10 %, b in <1 %."


def test_a_rank_map_wants_resamples_and_one_group():
    with pytest.raises(CXError) as error:
        cx.plot_heat(importance(resamples=False))
    assert str(error.value) == ("plot_heat: this result has no resamples. Give n_resamples = 1000 and a seed as rng.")
    with pytest.raises(CXError) as error:
        cx.plot_drivers(importance(["a", "b", "a"]))
    assert str(error.value) == (
        "'a' has several rows: this figure shows one group. Draw the groups one at a time, or all of them with "
        "plot_heat."
    )


def test_the_map_frames_what_is_sure_and_greys_what_is_thin():
    sure, thin, other = importance(), importance(n=44), importance(["b", "a"], n=60, resamples=False)
    empty = pd.DataFrame({"driver": ["a", "b"], "n": 50})
    groups = {"shop": sure.table, "web": thin.table, "mail": other.table.assign(rank_high=pd.NA), "app": empty}
    table = pd.concat([part.assign(place=name) for name, part in groups.items()], ignore_index=True)
    ax = cx.plot_heat(cx.Result(table=table), rows="place", labels=LABELS | {"shop": "advice"})
    frames = [patch.get_xy() for patch in ax.patches if not patch.get_fill()]
    grey = [patch.get_xy() for patch in ax.patches if patch.get_fill()]
    assert frames == [(0, 0)]
    assert grey == [(0, 1), (0, 3)]
    assert texts(ax) == [
        "75", "−5", "30", "−7", "107", "n = 44: too few for 3 drivers", "n = 50: cannot be analysed",
    ]  # fmt: skip
    assert ticks(ax) == ["advice (n = 400)", "web (n = 44)", "mail (n = 60)", "app (n = 50)"]
    assert said(ax) == "Grid of 4 groups by 3 drivers; too few answers in 2. Framed, surely first: advice: speed."


def test_many_thin_groups_are_counted_and_take_no_room():
    parts = [importance().table.assign(place="shop"), *(importance(n=44).table.assign(place=f"w{k}") for k in range(4))]
    ax = cx.plot_heat(cx.Result(table=pd.concat(parts, ignore_index=True)), rows="place")
    assert ticks(ax) == ["shop (n = 400)"]
    assert ax.get_title(loc="left").replace("\n", " ").endswith("surely first; not drawn, too few answers: 4 groups")
    assert said(ax).startswith("Grid of 5 groups by 3 drivers; too few answers in 4.")
    few = cx.plot_heat(cx.Result(table=pd.concat(parts[:4], ignore_index=True)), rows="place")
    assert len(ticks(few)) == 4  # three grey rows still have room


def test_the_correlations_stand_beside_their_inflation():
    pairs = [("a", "b", 50, 0.6), ("b", "a", 50, 0.6), ("a", "c", 50, -0.2), ("c", "a", 50, -0.2), ("b", "c", 50, 0.1),
             ("c", "b", 50, 0.1)]  # fmt: skip
    result = Entanglement(
        table=pd.DataFrame(pairs, columns=["driver", "other", "n", "r"]),
        alone=cx.Result(table=pd.DataFrame({"driver": ["a", "b", "c"], "n": 50, "estimate": [0.5, 0.4, 0.1]})),
        inflation=pd.DataFrame({"driver": ["a", "b", "c"], "vif": [1.6, 1.5, 1.0]}),
        first_component=0.54, condition_number=2.0,
    )  # fmt: skip
    ax = cx.plot_heat(result)
    assert texts(ax) == ["0.60", "−0.20", "0.60", "0.10", "−0.20", "0.10", "VIF 1.6", "VIF 1.5", "VIF 1.0"]
    assert ax.get_title(loc="left") == "Correlations, n = 50; 54 % along one direction"
    assert said(ax) == (
        "Grid of the correlations among 3 drivers; 54 % along one direction. The largest is a with b: 0.60."
    )


def test_penalty_and_reward_are_bars_on_two_sides():
    table = pd.DataFrame(
        {
            "driver": ["a", "b"], "n_low": [40, 12], "n_high": [300, 90], "penalty": [-1.5, np.nan],
            "penalty_low": [-2.0, np.nan], "penalty_high": [-1.0, np.nan], "reward": [0.1, 0.9],
            "reward_low": [-0.2, 0.5], "reward_high": [0.4, 1.3], "asymmetry": [-1.4, np.nan],
            "kind": ["must_be", "unclear"],
        }
    )  # fmt: skip
    ax = cx.plot_bars(cx.Result(table=table, settings={"outcome": "overall"}), labels=LABELS)
    bars = [(bar.get_y() + 0.18, bar.get_width(), bar.get_facecolor()) for bar in ax.patches]
    assert np.allclose(
        [bar[:2] for bar in bars], [(1.19, -1.5), (0.19, np.nan), (0.81, 0.1), (-0.19, 0.9)], equal_nan=True
    )
    colours = [matplotlib.colors.to_hex(bar[2]).upper() for bar in bars]
    assert colours == [LIGHT, "#FFFFFF", DARK, DARK]
    assert matplotlib.colors.to_hex(ax.patches[1].get_edgecolor()).upper() == PALE
    assert np.allclose(spans(ax.collections[0])[0], [-2, -1])
    assert np.allclose(spans(ax.collections[1]), [[-0.2, 0.4], [0.5, 1.3]])
    assert texts(ax) == ["must-be\nn low 40, high 300", "unclear\nn low 12, high 90"]
    assert [text.get_text() for text in ax.get_legend().get_texts()] == [
        "penalty (low ratings)", "reward (high ratings)", "fewer than 30 ratings",
    ]  # fmt: skip
    assert said(ax) == (
        "Bars of penalty and reward by driver. speed −1.50 and 0.10 (must-be); tidy premises not known "
        "and 0.90 (unclear)."
    )


def test_stated_stands_against_derived():
    stated = pd.DataFrame({"driver": ["b", "a", "z"], "n": 50, "estimate": [0.7, 0.2, 0.1]})
    stated = stated.assign(conf_low=stated["estimate"] - 0.1, conf_high=stated["estimate"] + 0.1)
    ax = cx.plot_points(cx.Result(table=stated), importance(), labels=LABELS)
    across, upright, dots = ax.collections
    assert np.allclose(dots.get_offsets(), [[70, -5], [20, 75]])
    assert np.allclose(spans(across), [[60, 80], [10, 30]])
    assert np.allclose([part[:, 1] for part in upright.get_segments()], [[-15, 7.5], [65, 87.5]])
    assert texts(ax) == ["tidy premises", "speed"]
    assert said(ax) == (
        "Dots of drivers by share of people who name them first and share of R²: tidy premises 70 % and −5 %; "
        "speed 20 % and 75 %."
    )
