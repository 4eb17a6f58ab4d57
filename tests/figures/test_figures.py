"""Figures draw the numbers of their tables, say them in words, and can be told apart in grey."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_rgb

import cxlib as cx
from cxlib.figures.style import CLASS_COLOURS
from cxlib.locale import speaking


def answers(*counts: int) -> pd.DataFrame:
    return pd.DataFrame({"x": [10] * counts[0] + [8] * counts[1] + [2] * counts[2]})


def texts(ax) -> str:
    return " ".join(text.get_text() for text in ax.texts) + " " + ax.get_title(loc="left")


def lightness(colour: str) -> float:
    """Relative luminance, as greyscale print shows it."""
    return float(np.dot([0.2126, 0.7152, 0.0722], [channel**2.2 for channel in to_rgb(colour)]))


def test_the_three_classes_can_be_told_apart_in_grey():
    levels = sorted(lightness(colour) for colour in CLASS_COLOURS.values())
    assert np.diff(levels).min() > 0.05
    assert levels[-1] - levels[0] > 0.3


def test_bars_are_the_shares():
    ax = cx.plot_answers(cx.recommendation_counts(answers(5, 3, 2), rating="x"))
    heights = [bar.get_height() for bar in ax.patches]
    assert heights == pytest.approx([0, 0, 20, 0, 0, 0, 0, 0, 30, 0, 50])
    assert "NPS 30.0, n = 10" in texts(ax)
    assert "promoters\n50.0 %" in texts(ax)
    assert ax.figure.get_label() == (
        "Bars of the answers 0 to 10. 50 % promoters, 30 % passives and 20 % detractors; the commonest answer is 10."
    )


def test_shares_by_answer_stand_on_the_step_of_their_class():
    table = pd.DataFrame(
        {
            "answer": [6.0, 7.0, 9.0, 10.0],
            "n": [12, 40, 1500, 30],
            "estimate": [0.25, 0.5, 0.6, 0.8],
            "conf_low": [0.1, 0.4, 0.5, 0.7],
            "conf_high": [0.4, 0.6, 0.7, 0.9],
            "by_class": [0.25, 0.5, 0.61, 0.61],
            "curve": [0.3, 0.4, 0.6, 0.7],
        }
    )
    ax = cx.plot_lines(cx.Result(table=table), unit="came back")
    steps, spans = ax.collections[:3], ax.collections[3]
    ends = [step.get_segments()[0].tolist() for step in steps]
    assert ends == [
        [[-0.45, 25.0], [6.45, 25.0]],
        [[6.55, 50.0], [8.45, 50.0]],
        [[8.55, 61.0], [10.45, 61.0]],
    ]
    assert [segment[:, 1].tolist() for segment in spans.get_segments()] == [[10, 40], [40, 60], [50, 70], [70, 90]]
    curve, dots = ax.lines[:2]
    assert list(curve.get_ydata()) == pytest.approx([30, 40, 60, 70])
    assert list(dots.get_ydata()) == pytest.approx([25, 50, 60, 80])
    assert [label.get_text() for label in ax.get_xticklabels()] == ["6\n12", "7\n40", "9\n1,500", "10\n30"]
    assert ax.figure.get_label() == (
        "Dots of the share that came back by answer, a curve, and a step per class. 6: 25 % of 12; 7: 50 % of 40; "
        "9: 60 % of 1,500; 10: 80 % of 30."
    )


def test_a_panel_for_each_group():
    table = pd.concat([answers(5, 3, 2).assign(firm="a"), answers(1, 0, 3).assign(firm="b")])
    ax = cx.plot_answers(cx.recommendation_counts(table, rating="x", by="firm"))
    panels = ax.figure.axes
    assert [panel.get_title(loc="left") for panel in panels] == ["a: NPS 30.0, n = 10", "b: NPS −50.0, n = 4"]


def test_intervals_are_those_of_the_table():
    result = cx.net_promoter_score(pd.concat([answers(5, 3, 2).assign(g="a"), answers(3, 3, 9).assign(g="b")]),
                                   rating="x", by="g")  # fmt: skip
    ax = cx.plot_intervals(result, label="g")
    lines = ax.collections[0]
    drawn = sorted((segment[0, 0], segment[1, 0]) for segment in lines.get_segments())
    expected = sorted(zip(result.table["conf_low"], result.table["conf_high"], strict=True))
    assert np.allclose(drawn, expected)
    assert "n = 10" in texts(ax) and "n = 15" in texts(ax)
    assert "a 30.0 (" in ax.figure.get_label()


def test_intervals_have_the_decimals_asked_for_and_names_keep_their_hyphens():
    row = {"slope": "pick-up", "n": 40, "estimate": -0.123, "conf_low": -0.157, "conf_high": 0.09}
    ax = cx.plot_intervals(cx.Result(table=pd.DataFrame([row])), label="slope", digits=2)
    assert "−0.12 (−0.16 to 0.09), n = 40" in texts(ax)
    assert ax.figure.get_label() == "Dots with intervals. pick-up −0.12 (−0.16 to 0.09, n = 40)."


def test_the_worst_coverage_is_marked():
    parts = [
        cx.nps_coverage(n=n, promoters=[0.5, 0.95], detractors=[0.01, 0.01], interval=name).table
        for n in (10, 20)
        for name in ("wald", "score")
    ]
    result = cx.Result(table=pd.concat(parts), settings={"confidence_level": 0.95})
    ax = cx.plot_coverage(result)
    wald = result.table[result.table["interval"] == "wald"]
    assert f"{wald['coverage'].min():.2f}".lstrip("0") in texts(ax.figure.axes[0])
    assert f"Wald {wald['coverage'].min():.2f}" in ax.figure.get_label()
    drawn = ax.figure.axes[0].collections[0].get_array()
    assert np.allclose(drawn, wald.pivot(index="promoters", columns="n", values="coverage").loc[[0.95, 0.5]])


def test_sample_sizes_are_those_of_the_table():
    table = pd.concat([cx.nps_sample_size(promoters=0.4, detractors=0.3, margin=m).table for m in (20, 10, 5)])
    ax = cx.plot_lines(cx.Result(table=table), x="margin", have=500)
    assert ax.lines[0].get_xydata().tolist() == table[["margin", "n"]].to_numpy().tolist()
    assert "±5: 1,061" in texts(ax) and "here: 500" in texts(ax)


def test_the_funnel_counts_its_marks():
    rng = np.random.default_rng(3)
    table = pd.DataFrame({"shop": rng.integers(0, 30, 1500), "x": rng.choice([10, 8, 3], 1500)})
    table.loc[table["shop"] == 4, "x"] = 10
    arguments = {"rating": "x"}
    raw = cx.nps_difference(table, **arguments, between="shop", reference="rest")
    shops = cx.net_promoter_score(table, **arguments, by="shop")
    ax = cx.plot_points(raw, shops, cx.nps_pooled(table, **arguments, by="shop"), level=0.05)
    marks = [len(part.get_offsets()) for part in ax.collections[1:4]]
    held = int((raw.table["p_adjusted"] < 0.05).sum())
    flagged = int((raw.table["p_value"] < 0.05).sum())
    assert held >= 1
    assert marks == [30 - flagged, flagged - held, held]
    assert f"Standing out one by one: {flagged}; with all comparisons counted: {held}." in ax.figure.get_label()
    assert "4" in texts(ax)


def test_far_moves_of_ranks_are_counted():
    ranks = pd.DataFrame({"shop": list("abcd"), "one": [1, 2, 3, 4], "other": [4, 2, 3, 1]})
    ax = cx.plot_rank_shifts(cx.Result(table=ranks), large=2)
    assert ax.get_title(loc="left") == "2 of 4 groups move over 2 places"
    assert [line.get_ydata().tolist() for line in ax.lines] == [[1, 4], [2, 2], [3, 3], [4, 1]]


def test_show_gives_the_picture_its_description(monkeypatch):
    shown = []
    monkeypatch.setattr("IPython.display.display", lambda data, **rest: shown.append((data, rest)))
    cx.show(cx.plot_answers(cx.recommendation_counts(answers(5, 3, 2), rating="x")))
    data, rest = shown[0]
    assert data["image/png"].startswith(b"\x89PNG")
    assert rest["metadata"]["image/png"]["alt"].startswith("Bars of the answers")
    assert plt.get_fignums() == []


@pytest.mark.parametrize("name", ["$10–$20", "$x^2$", "from $5 \\frac to $9", "*a* | <b>"])
def test_a_name_with_dollars_is_drawn_as_it_is_written(name):
    table = pd.DataFrame({"group": [name, "b"], "n": [40, 40], "estimate": [1.0, 2], "conf_low": 0.5, "conf_high": 2.5})
    ax = cx.plot_intervals(cx.Result(table=table), label="group")
    (label,) = [label for label in ax.get_yticklabels() if label.get_text() == name]
    assert not label.get_parse_math() or "$" not in name
    ax.figure.canvas.draw()
    plt.close(ax.figure)


def test_a_column_with_blanks_and_brackets_in_its_name_can_be_drawn():
    table = pd.DataFrame({"my region [x]": ["a", "b"], "n": [40, 12], "estimate": 1.0, "conf_low": 0.5, "conf_high": 2})
    ax = cx.plot_intervals(cx.Result(table=table), label="my region [x]", unit="points")
    assert ax.figure.get_label().startswith("Dots with intervals. a 1.0 (0.5 to 2.0, n = 40); b")
    assert ax.get_xlabel() == "points\ngrey: n below 30"


def test_a_name_as_long_as_a_sentence_leaves_room_for_the_drawing():
    name = "A very long name of a category that somebody typed into the questionnaire as a full sentence, number one"
    table = pd.DataFrame({"group": [name, "b"], "n": [40, 40], "estimate": 1.0, "conf_low": 0.5, "conf_high": 1.5})
    ax = cx.plot_intervals(cx.Result(table=table), label="group")
    ax.figure.canvas.draw()
    label = ax.get_yticklabels()[0]
    assert " ".join(label.get_text().split()) == name
    drawn = label.get_window_extent()
    assert drawn.x0 >= 0 and ax.get_window_extent().width > 0.3 * ax.figure.bbox.width
    assert drawn.height < abs(np.diff(ax.transData.transform([(0, 0), (0, 1)])[:, 1]))[0]


def test_the_alt_text_of_many_rows_says_how_many_more():
    rows = pd.DataFrame(
        {"name": [f"r{n}" for n in range(23)], "n": 40, "estimate": 1.0, "conf_low": 0.5, "conf_high": 2}
    )
    told = cx.plot_intervals(cx.Result(table=rows), label="name").figure.get_label()
    assert "; r19 1.0 (0.5 to 2.0, n = 40); 3 more." in told and "r20" not in told


def test_shares_are_written_in_per_cent_without_decimals():
    rows = pd.DataFrame({"name": ["a", "b"], "n": 400, "estimate": [0.218, 0.5], "conf_low": 0.2, "conf_high": 0.51})
    ax = cx.plot_intervals(cx.Result(table=rows), label="name", percent=True)
    assert ax.texts[0].get_text() == "22 (20 to 51), n = 400" and ax.get_xlabel() == "%"
    assert ax.figure.get_label().startswith("Dots with intervals, in %. a 22 (20 to 51, n = 400)")


def test_a_size_that_nobody_gave_is_unknown_and_two_sizes_stand_under_the_numbers():
    rows = pd.DataFrame({"name": ["a", "b"], "n_units": [400, pd.NA], "estimate": 0.3, "conf_low": 0.2, "conf_high": 1})
    ax = cx.plot_intervals(cx.Result(table=rows.astype({"n_units": "Int64"})), label="name")
    assert [text.get_text() for text in ax.texts] == ["0.3 (0.2 to 1.0), n = 400", "0.3 (0.2 to 1.0), n = unknown"]
    both = rows.assign(n=50, n_reference=40)
    ax = cx.plot_intervals(cx.Result(table=both), label="name")
    assert ax.texts[0].get_text() == "0.3 (0.2 to 1.0)\nn = 40 and 50"


def test_a_panel_is_as_high_as_its_rows_need():
    rows = pd.DataFrame({"name": list("abcde"), "wave": [1, 2, 2, 2, 2], "n": 40, "estimate": 1.0, "conf_low": 0.5})
    ax = cx.plot_intervals(cx.Result(table=rows.assign(conf_high=2.0)), label="name", facet="wave")
    ax.figure.canvas.draw()
    first, second = (panel.get_window_extent().height for panel in ax.figure.axes)
    assert second > 2 * first


def test_a_question_of_a_client_that_is_called_as_a_word_of_the_workbook_keeps_its_name():
    table = pd.DataFrame(
        {
            "row": ["staff", "delivery"],
            "n": [96, 96],
            "estimate": [3.9, 3.8],
            "conf_low": [3.8, 3.6],
            "conf_high": [4.1, 4],
        }
    )
    with speaking("es"):
        told = cx.plot_intervals(cx.Result(table=table), label="row").figure.get_label()
    assert "staff" in told and "plantilla" not in told
