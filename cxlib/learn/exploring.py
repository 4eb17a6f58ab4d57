"""Sliders for a view of a notebook: what would have to be different for the conclusion to fall?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from inspect import signature
from typing import Any


def explore(view: Callable[..., Any], *, controls: Mapping[str, Any]) -> None:
    """Show a view with a slider for each of its arguments.

    Every slider is reached by the tab key and moved by the arrow keys to the left and right; the view is drawn once a
    key is let go, not on the way. What is chosen from a list is a slider, too: JupyterLab takes the keys up and down
    away from a menu, and goes to another cell by them. Nothing of it is left in a stored notebook or on a page, so show
    a few states beside it with ``cx.stack``.

    Parameters
    ----------
    view : function
        What is shown for one setting: it returns a Result, a table or a figure.
    controls : mapping
        For each argument of the view ``(lowest, highest)`` or ``(lowest, highest, step)``, a list to choose from, or
        True or False; it begins where the view's own default stands.
    """
    from IPython.display import display
    from ipywidgets import Layout, SelectionSlider, interactive

    defaults = {name: argument.default for name, argument in signature(view).parameters.items()}
    choices = {
        name: SelectionSlider(options=held, value=defaults[name] if defaults[name] in held else held[0])
        for name, held in controls.items()
        if isinstance(held, list)
    }
    # without auto_display, what the view returns is not shown
    panel = interactive(view, {"auto_display": True}, **{**controls, **choices})
    for control in panel.children[:-1]:
        name = control._kwarg.replace("_", " ")
        control.description = control.tooltip = name
        control.style = {"description_width": "12em"}
        control.layout = Layout(width="32em")
        if hasattr(control, "continuous_update"):
            control.continuous_update = False
    display(panel)
