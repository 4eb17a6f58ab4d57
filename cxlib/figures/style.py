"""One look for all figures, and the way they are shown: as a PNG with its description."""

from __future__ import annotations

import base64
import io
import re
import textwrap
from collections.abc import Sequence
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING, Any, cast

import matplotlib.pyplot as plt
import numpy as np
import seaborn as sns
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import QuadMesh
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.ticker import Formatter, PercentFormatter, ScalarFormatter, StrMethodFormatter
from matplotlib.transforms import ScaledTranslation

from ..locale import MASTER, say, say_number, spoken
from ..study.files.access import for_report, run_folder
from ..text import marked
from .charts import CHART, chart_of
from .drawn_later import wait_for_reading
from .measured_once import measured_once

if TYPE_CHECKING:
    import pandas as pd

# Okabe and Ito's colours: told apart by colour-blind readers, and of different lightness in grey.
DARK, LIGHT, MIDDLE, PALE, INK = "#0072B2", "#E69F00", "#B8B8B8", "#8C8C8C", "#222222"
CLASS_COLOURS = {"detractor": LIGHT, "passive": MIDDLE, "promoter": DARK}
DPI = 110
HEADS = "heads"  # of a figure and its metadata: inches from its top that a second slide repeats
MATHS = re.compile(r"\\\$|\\mathdefault")
BROAD_LABEL = 44  # signs of an axis's label that need two lines there
BROAD_LEGEND = 20  # signs of a legend that need a line each
NARROW = 4.4  # inches of the variant for a telephone of 390 points
BACKED = {"facecolor": "white", "edgecolor": "none", "pad": 0.6}  # behind a number that a line would cross
WIDTH = 6.5  # inches: on a telephone of 390 points the smallest type is still read
RULES = {
    "font.family": ["DejaVu Sans"],
    "axes.edgecolor": "#666666",
    "grid.color": "#DDDDDD",
    "grid.linewidth": 0.6,
    "figure.constrained_layout.use": True,
}
SIZES = {"font.size": 10, "axes.labelsize": 10, "xtick.labelsize": 9, "ytick.labelsize": 9.5, "legend.fontsize": 9}


def look():
    """The house style, for as long as a figure is begun."""
    contexts = ExitStack()
    contexts.enter_context(sns.axes_style("ticks", rc=RULES))
    contexts.enter_context(sns.plotting_context("paper", rc=SIZES))
    contexts.enter_context(plt.rc_context(RULES))
    return contexts


def blank_axes(ax: Axes | None, height: float, width: float = WIDTH) -> Axes:
    """The axes given, or new ones in the house style: so high, in inches."""
    return ax if ax is not None else panels(1, height, width=width)[0]


def panels(count: int, height: float, *, width: float = WIDTH, **sharing: Any) -> np.ndarray:
    """New axes under one another, each so high: a narrow page needs no room beside them."""
    with look():
        axes = plt.subplots(count, 1, figsize=(width, height * count), squeeze=False, **sharing)[1][:, 0]
    sns.despine(axes[0].figure)
    return axes


def blank_grid(rows: int, columns: int, size: tuple[float, float], **sharing: Any) -> np.ndarray:
    """A grid of new axes in the house style, always two-dimensional."""
    with look():
        grid = plt.subplots(rows, columns, figsize=size, squeeze=False, **sharing)[1]
    sns.despine(grid[0, 0].figure)
    return grid


def tiles(ax: Axes, grid: pd.DataFrame, **looks: object) -> None:
    """A heat map on the axes, without ticks: the caller writes them."""
    ax.figure.set_visible(False)  # seaborn draws the whole figure to see whether the ticks overlap
    sns.heatmap(grid, ax=ax, cbar=False, xticklabels=False, yticklabels=False, **looks)
    ax.figure.set_visible(True)


def row_height(names: Sequence[str], one: float = 0.4, line: float = 0.17) -> float:
    """Height of a row that holds the longest of its names, in inches."""
    lines = max((name.count("\n") + 1 for name in names), default=1)
    return max(one, 0.1 + line * lines)


def across(ax: Axes) -> None:
    """Thin lines that lead the eye from the horizontal axis through the rows."""
    ax.grid(axis="x")
    ax.set_axisbelow(True)


def beside(ax: Axes, height: float, text: str, **style: Any) -> None:
    """A note at the right of the axes, on the height of a row."""
    looks: dict[str, Any] = {"va": "center", "fontsize": 9} | style
    ax.annotate(text, (1.02, height), xycoords=("axes fraction", "data"), **looks)


class _Spoken(Formatter):
    """The numbers of an axis with the marks of the language spoken."""

    def __init__(self, inner: Formatter) -> None:
        self.inner = inner

    def __call__(self, x: float, pos: int | None = None) -> str:
        return marked(self.inner(x, pos))

    def set_axis(self, axis: Any) -> None:
        """Both write the ticks of this axis."""
        self.axis = axis
        self.inner.set_axis(axis)

    def set_locs(self, locs: Any) -> None:
        """Where the ticks stand, which decides how many decimals they have."""
        self.inner.set_locs(locs)


def describe(ax: Axes, text: str) -> Axes:
    """Give the figure its description for those who do not see it (what the chart shows, not its title)."""
    ax.figure.set_label(text)
    if spoken() != MASTER:
        for axis in (axis for one in ax.figure.axes for axis in (one.xaxis, one.yaxis)):
            if isinstance(axis.get_major_formatter(), ScalarFormatter | PercentFormatter | StrMethodFormatter):
                axis.set_major_formatter(_Spoken(axis.get_major_formatter()))
    for written in ax.figure.findobj(Text):
        # a dollar in a client's word is a dollar; the marks of an axis and what is escaped stay as they are
        if "$" in written.get_text() and not MATHS.search(written.get_text()):
            written.set_parse_math(False)
    return ax


def nothing_to_draw(ax: Axes | None = None) -> Axes:
    """Axes that say why they are empty: every group was too small to be shown."""
    ax = blank_axes(ax, 0.9)
    ax.axis("off")
    ax.text(0.5, 0.5, say("Nothing to draw: no group has enough answers."), ha="center", va="center")
    return describe(ax, say("An empty figure: no group has enough answers to be shown."))


def head(ax: Axes, text: str) -> None:
    """A short bold line above the axes, at the left, folded where it is longer than the page is wide."""
    ax.set_title(folded(text, 62), loc="left", fontsize=10, fontweight="bold")


def whole_figure(ax: Axes) -> Figure:
    """The figure that the axes stand in, however deep."""
    return cast(Figure, ax.get_figure(root=True))


def show(ax: Axes) -> None:
    """Show the figure as a PNG that carries its description, and close it.

    Parameters
    ----------
    ax : matplotlib Axes
        As a `plot_*` function returns it.
    """
    from IPython.display import display

    figure = whole_figure(ax)
    told: dict[str, Any] = {"text/plain": say("Figure: {described}", described=figure.get_label())}
    if run_folder() is not None and (chart := chart_of(figure)):
        told[CHART] = chart
    plt.close(figure)
    if for_report():
        wait_for_reading(told, partial(_pictures, figure))
    else:
        picture, metadata = _pictures(figure)
        display(picture | told, raw=True, metadata=metadata)


@measured_once()
def _pictures(figure: Figure) -> tuple[dict[str, Any], dict[str, Any]]:
    """The figure as it is displayed, and its description; in a run, whose report is read on telephones, narrow too."""
    wide, metadata = _drawn(figure), {"alt": figure.get_label()}
    if run_folder() is not None and figure.get_figwidth() <= WIDTH:
        metadata["narrow"] = base64.b64encode(_narrow(figure)).decode()
    if heads := getattr(figure, HEADS, 0.0):
        metadata[HEADS] = heads
    return {"image/png": wide}, {"image/png": metadata}


def drawn(ax: Axes) -> bytes:
    """The figure as a PNG; it is closed."""
    figure = whole_figure(ax)
    picture = _drawn(figure)
    plt.close(figure)
    return picture


def _narrow(figure: Figure) -> bytes:
    """The same figure for a telephone: narrower, its letters as large."""
    figure.set_figwidth(NARROW)
    for one in figure.axes:
        if title := one.get_title(loc="left"):
            one.set_title(folded(title.replace("\n", " "), 25), loc="left", fontsize=10, fontweight="bold")
        if len(one.get_xlabel()) > BROAD_LABEL:
            one.set_xlabel("\n".join(folded(line, 32) for line in one.get_xlabel().split("\n")))
        _narrow_ticks(one)
        deepest = max((label.get_text().count("\n") for label in one.get_xticklabels()), default=0)
        lines = 1 + one.get_xlabel().count("\n") + deepest
        legend = one.get_legend()
        if legend is not None and sum(len(text.get_text()) for text in legend.get_texts()) > BROAD_LEGEND:
            own = {str(label): handle for handle, label in zip(*one.get_legend_handles_labels(), strict=True)}
            handles = []  # those drawn: a legend keeps of a line with bars the line alone, without its mark
            for kept, text in zip(legend.legend_handles, legend.get_texts(), strict=True):
                if (handle := own.get(text.get_text(), kept)) is not None:
                    handle.set_label(folded(text.get_text(), 26))
                    handles.append(handle)
            legend_below(one, 1, handles, lines=1 + lines)
        for note in one.texts:
            if one.collections and isinstance(one.collections[0], QuadMesh) and len(note.get_text()) > 4:
                note.set_fontsize(7)  # a number of five signs, in a cell of a grid
            note.set_text(note.get_text().replace(", n = ", "\nn = ").replace(", high ", "\nhigh "))
    return _drawn(figure)


def _narrow_ticks(ax: Axes) -> None:
    """Names under the axis, so that none crosses the next: aslant they stand upright, those with an n are folded."""
    labels = ax.get_xticklabels()
    if any("\nn = " in label.get_text() for label in labels):
        parts = [label.get_text().replace("\nn = ", "\nn =\n").split("\n") for label in labels]
        ax.set_xticks(ax.get_xticks(), ["\n".join(folded(part, 7) for part in lines) for lines in parts], fontsize=8)
    for label in labels:
        if label.get_rotation():
            label.set(rotation=90, ha="right", va="center", rotation_mode="anchor")


def _drawn(figure: Figure) -> bytes:
    """Not by `savefig`: where there is a layout that draws everything twice, and measures each word for both again."""
    picture = io.BytesIO()
    figure.set_dpi(DPI)
    FigureCanvasAgg(figure).print_png(picture, metadata={"Software": None})
    return picture.getvalue()


def folded(name: str, width: int = 30) -> str:
    """A name on as many lines as it needs; no letter is cut, and "n = 78" stays on one line."""
    bound = "\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}"
    return textwrap.fill(name.replace(" = ", bound), width, break_long_words=False).replace(bound, " = ")


def counted(n: int, what: str = "driver") -> str:
    """A number of drivers, or of groups, with its noun."""
    if what == "group":
        return say_number("{n} group", "{n} groups", n, n=n)
    return say_number("{n} driver", "{n} drivers", n, n=n)


def legend_below(ax: Axes, columns: int, handles: Sequence[Artist] | None = None, *, lines: int = 2) -> None:
    """A legend below the axes, whatever their height: under so many lines of ticks and label, or as the label has."""
    lines = max(lines, 2 + ax.get_xlabel().count("\n"))
    below = ax.transAxes + ScaledTranslation(0, -0.12 - 0.19 * lines, ax.figure.dpi_scale_trans)
    ax.legend(
        handles=handles, frameon=False, fontsize=9, loc="upper left", bbox_to_anchor=(0, 0), ncols=columns,
        bbox_transform=below, borderaxespad=0,
    )  # fmt: skip
