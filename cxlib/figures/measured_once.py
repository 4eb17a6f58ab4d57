"""Words of figures are measured once; matplotlib does so for every layout, again to draw, and for each figure."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from matplotlib import rcParams
from matplotlib.text import Text

MOST = 5_000  # words that are kept; ticks and heads come again in the next figure
OF_TEXTS = ("font.", "mathtext.", "text.")  # settings of matplotlib by which words are measured
_known: dict[tuple, Any] = {}
_rules = [""]  # under which those were measured


@contextmanager
def measured_once() -> Iterator[None]:
    """Keep how the lines of a text lie, by all that it depends on, for this figure and those after it.

    Where they lie on the page is no part of it. What is folded to the width of its figure, or turned with its axes, is
    measured each time.
    """
    measure: Any = Text._get_layout  # type: ignore[attr-defined]
    rules = repr([value for name, value in rcParams.items() if name.startswith(OF_TEXTS)])
    if len(_known) > MOST or rules != _rules[-1]:
        _known.clear()
        _rules[:] = [rules]

    def kept(text: Any, renderer: Any) -> Any:
        if text._wrap or text._transform_rotates_text:
            return measure(text, renderer)
        looks = (
            text._text, text._parse_math, text._usetex, hash(text._fontproperties), text._rotation, text._rotation_mode,
            text._horizontalalignment, text._verticalalignment, text._multialignment, text._linespacing,
            text.get_figure(root=True).dpi,
        )  # fmt: skip
        if looks not in _known:
            _known[looks] = measure(text, renderer)
        return _known[looks]

    Text._get_layout = kept  # type: ignore[attr-defined]
    try:
        yield
    finally:
        Text._get_layout = measure  # type: ignore[attr-defined]
