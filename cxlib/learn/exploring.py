"""Sliders for a view of a notebook: what would have to be different for the conclusion to fall?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any


def explore(view: Callable[..., Any], *, controls: Mapping[str, Any]) -> None:
    """Show a view with a slider or a menu for each of its arguments.

    Every control is reached by the tab key and moved by the arrow keys; the view is drawn once a key is let go, not on
    the way. Nothing of it is left in a stored notebook or on a page, so show a few states beside it with ``cx.stack``.

    Parameters
    ----------
    view : function
        What is shown for one setting: it returns a Result, a table or a figure.
    controls : mapping
        For each argument of the view ``(lowest, highest)`` or ``(lowest, highest, step)``, a list to choose from, or
        True or False; it begins where the view's own default stands.
    """
    from IPython.display import display
    from ipywidgets import Layout, interactive

    panel = interactive(view, {"auto_display": True}, **controls)  # else what the view returns is not shown
    for control in panel.children[:-1]:
        name = control.description.replace("_", " ")
        control.description = control.tooltip = name
        control.style = {"description_width": "12em"}
        control.layout = Layout(width="32em")
        if hasattr(control, "continuous_update"):
            control.continuous_update = False
    display(panel)
