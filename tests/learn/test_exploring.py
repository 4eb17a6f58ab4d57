"""Sliders: reached by keyboard, named in words, drawn once a key is let go; and still states beside each."""

from __future__ import annotations

import re

import ipywidgets
import pytest

import cxlib as cx
from cxlib.learn import exploring

LECTURES = sorted((cx.learn.course.ROOT / "notebooks").glob("[0-9]*.py"))


def shown(monkeypatch, controls):
    seen = []
    monkeypatch.setattr("IPython.display.display", seen.append)
    exploring.explore(lambda answers_per_wave=100, rule="a": answers_per_wave, controls=controls)
    return seen[0].children[:-1]


def test_each_control_has_a_name_and_waits_for_the_key(monkeypatch):
    slider, menu = shown(monkeypatch, {"answers_per_wave": (20, 300, 20), "rule": ["b", "a"]})
    # no menu: JupyterLab takes the arrows up and down away from it
    assert isinstance(slider, ipywidgets.IntSlider) and isinstance(menu, ipywidgets.SelectionSlider)
    assert (slider.description, slider.tooltip, slider.value) == ("answers per wave", "answers per wave", 100)
    assert slider.continuous_update is False and slider.readout
    assert (menu.description, menu.options, menu.value, menu.continuous_update) == ("rule", ("b", "a"), "a", False)


def test_what_the_view_returns_is_shown_at_once_and_for_each_setting(monkeypatch):
    drawn = []
    monkeypatch.setattr("ipywidgets.widgets.interaction.display", drawn.append)
    slider, _ = shown(monkeypatch, {"answers_per_wave": (20, 300, 20), "rule": ["a", "b"]})
    slider.value = 120
    assert drawn == [100, 120]


@pytest.mark.parametrize("file", LECTURES, ids=lambda file: file.stem)
def test_a_notebook_has_a_view_to_break_its_conclusion(file):
    """Live controls are compared by no test and stored nowhere; what stands before them is."""
    cells = file.read_text(encoding="utf-8").split("# %%")
    views = [place for place, cell in enumerate(cells) if "cx.explore(view" in cell]
    assert views, "no view"
    for place in views:
        assert '"nbval-ignore-output"' in cells[place] and "view(" in cells[place - 1]
    states = [len(re.findall(r"\bview\(", cells[place - 1])) for place in views]
    assert max(states) >= 3 or any("for " in cells[place - 1] for place in views) or file.stem[:2] in ("00", "10")
