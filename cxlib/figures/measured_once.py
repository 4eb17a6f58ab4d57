"""While a figure is drawn, its words are measured once; matplotlib does so for every layout, and again to draw."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from matplotlib.text import Text


@contextmanager
def measured_once() -> Iterator[None]:
    """Keep how the lines of a text lie, by all that it depends on, for the time of a figure's drawings.

    Where they lie on the page is no part of it. What is folded to the width of its figure, or turned with its axes, is
    measured each time.
    """
    measure: Any = Text._get_layout  # type: ignore[attr-defined]
    known: dict[tuple, Any] = {}

    def kept(text: Any, renderer: Any) -> Any:
        if text._wrap or text._transform_rotates_text:
            return measure(text, renderer)
        looks = (
            text._text, text._parse_math, text._usetex, hash(text._fontproperties), text._rotation, text._rotation_mode,
            text._horizontalalignment, text._verticalalignment, text._multialignment, text._linespacing,
            text.get_figure(root=True).dpi,
        )  # fmt: skip
        if looks not in known:
            known[looks] = measure(text, renderer)
        return known[looks]

    Text._get_layout = kept  # type: ignore[attr-defined]
    try:
        yield
    finally:
        Text._get_layout = measure  # type: ignore[attr-defined]
