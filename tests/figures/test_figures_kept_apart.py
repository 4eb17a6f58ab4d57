"""Names and ticks of a figure do not touch, wide or for a telephone, and a run's figures have a narrow variant."""

from __future__ import annotations

import base64
import io

import matplotlib
import matplotlib.pyplot as plt
import pandas as pd
import pytest
from PIL import Image

import cxlib as cx
from cxlib.figures.style import DPI, NARROW, WIDTH
from cxlib.study.files.access import RUN_FOLDER

LONG = "P2_{}. La claridad de la información que le dieron antes de firmar el contrato"


def touching(boxes: list) -> list[tuple[int, int]]:
    return [(one, two) for one in range(len(boxes)) for two in range(one) if boxes[one].overlaps(boxes[two])]


@pytest.mark.parametrize("number", [4, 8, 20])
def test_names_beside_importance_and_performance_keep_apart(number):
    drivers = [f"d{k}" for k in range(number)]
    table = pd.DataFrame({"driver": drivers, "n": 100, "estimate": 3.5, "performance": 0.6, "share": 1 / number,
                          "field": "leave it"})  # fmt: skip
    ax = cx.plot_points(cx.Result(table=table), labels={name: LONG.format(name) for name in drivers})
    ax.figure.canvas.draw()
    assert len(ax.texts) == number
    # the text alone: the box of an annotation holds its line, too
    boxes = [matplotlib.text.Text.get_window_extent(one) for one in ax.texts]
    assert touching(boxes) == []
    assert all(box.y0 > 0 and box.y1 < ax.figure.bbox.height for box in boxes)


@pytest.mark.parametrize("width", [WIDTH, NARROW])
@pytest.mark.parametrize(("months", "n"), [(12, 105), (12, 1051), (24, 51)])
def test_months_keep_apart(months, n, width):
    names = [str(month) for month in pd.period_range("2025-02", periods=months, freq="M")]
    table = pd.DataFrame({"period": names, "n": n, "estimate": 5.0, "conf_low": 1.0, "conf_high": 9.0})
    ax = cx.plot_lines(cx.Result(table=table), x="period", unit="NPS")
    ax.figure.set_figwidth(width)
    ax.figure.canvas.draw()
    ticks = ax.get_xticklabels()
    told = [ticks[place].get_text().replace("\n", " ") for place in (0, 1, 11)]
    assert told == (["02 105 2025", "03 105", "01 105 2026"] if n == 105 else ["02 2025", "03", "01 2026"])
    assert ax.get_xlabel() == ("Month, answers, year" if n == 105 else f"Month; n = {n:,} to {n:,} each")
    bare = [
        one for one in ticks if not one.get_text().endswith(("2025", "2026", "2027"))
    ]  # a year stands below the rest
    assert touching([one.get_window_extent() for one in bare]) == []


def test_other_waves_are_named_whole():
    table = pd.DataFrame({"wave": ["2025", "2026"], "n": 50, "estimate": 5.0, "conf_low": 1.0, "conf_high": 9.0})
    ax = cx.plot_lines(cx.Result(table=table), x="wave", unit="NPS")
    assert [one.get_text() for one in ax.get_xticklabels()] == ["2025\nn 50", "2026\nn 50"]


@pytest.mark.parametrize("in_a_run", [True, False])
def test_a_figure_of_a_run_has_a_narrow_variant(monkeypatch, tmp_path, in_a_run):
    shown = []
    monkeypatch.setattr("IPython.display.display", lambda data, **more: shown.append((data, more["metadata"])))
    if in_a_run:
        monkeypatch.setenv(RUN_FOLDER, str(tmp_path))
    table = pd.DataFrame({"g": ["a", "b"], "n": 50, "estimate": 5.0, "conf_low": 1.0, "conf_high": 9.0})
    cx.show(cx.plot_intervals(cx.Result(table=table), label="g"))
    ((data, metadata),) = shown
    told = metadata["image/png"]
    assert Image.open(io.BytesIO(data["image/png"])).width == round(WIDTH * DPI)
    assert ("narrow" in told) == in_a_run
    if in_a_run:
        assert Image.open(io.BytesIO(base64.b64decode(told["narrow"]))).width == round(NARROW * DPI)


def test_a_legend_lies_below_a_label_of_two_lines():
    from cxlib.figures.style import legend_below

    figure, ax = plt.subplots()
    ax.plot([1, 2], label="measured")
    ax.set_xlabel("Mean of satisfaction; n = 20 of the house,\n532 customers or more")
    legend_below(ax, 1)
    figure.canvas.draw()
    assert ax.get_legend().get_window_extent().y1 <= ax.xaxis.label.get_window_extent().y0
    plt.close(figure)
