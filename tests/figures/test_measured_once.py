"""Words measured once lie where they lay: pictures are the same, bit for bit."""

import io

import matplotlib.pyplot as plt
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from cxlib.figures.measured_once import measured_once


def picture(change=lambda figure: None) -> list[bytes]:
    """A figure with texts of many kinds, drawn, then with other letters and another width."""
    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 6), layout="constrained")
    plt.close(figure)
    left.plot([0, 1], [1200, 3400])
    left.set(xlabel="Waves\nand years", ylabel="Answers", title="A head $x^2$")
    right.bar(["Girona and its towns", "Reus", "Reus "], [1, 2, 3])
    right.tick_params(axis="x", rotation=35)
    right.text(0.2, 2, "same words", fontsize=7)
    right.text(1.2, 2, "same words", fontsize=12, ha="right", va="top", rotation=90)
    right.text(0.1, 1, "\\$5 and $5", parse_math=False)
    left.text(0.5, 2000, "folded to the width of its figure, " * 3, wrap=True, in_layout=False)
    left.text(0.2, 1500, "along", rotation=30, transform_rotates_text=True)
    drawn = []
    for width, size in ((9, 9), (7, 11)):
        figure.set_figwidth(width)
        right.texts[0].set_fontsize(size)
        right.texts[1].set_text(f"same words of {size}")
        file = io.BytesIO()
        FigureCanvasAgg(figure).print_png(file)
        drawn.append(file.getvalue())
    return drawn


def test_pictures_are_the_same_with_fewer_measurements(monkeypatch):
    measure, times = Text._get_layout, []
    monkeypatch.setattr(Text, "_get_layout", lambda text, renderer: times.append(text) or measure(text, renderer))
    each_time, before = picture(), len(times)
    times.clear()
    with measured_once():
        kept = picture()
    assert kept == each_time
    assert len(times) < before / 3


def test_the_next_figure_measures_what_is_new_alone(monkeypatch):
    with measured_once():
        first = picture()
    measure, times = Text._get_layout, []
    monkeypatch.setattr(Text, "_get_layout", lambda text, renderer: times.append(text) or measure(text, renderer))
    with measured_once():
        assert picture() == first
    assert {text.get_text().split()[0] for text in times} <= {"folded", "along"}  # which are measured each time


@pytest.mark.parametrize("rule", [{"font.sans-serif": ["DejaVu Serif"]}, {"mathtext.fontset": "cm"}])
def test_words_under_other_settings_are_measured_anew(rule):
    with measured_once():
        before = picture()
    with plt.rc_context(rule):
        each_time = picture()
        with measured_once():
            assert picture() == each_time
    assert each_time != before


def test_matplotlib_is_left_as_it_was_also_after_an_error():
    measure = Text._get_layout
    with pytest.raises(ZeroDivisionError), measured_once():
        assert Text._get_layout is not measure
        _ = 1 / 0
    assert Text._get_layout is measure
