"""One look for all figures, and the way they are shown: as a PNG with its description."""

from __future__ import annotations

import io
import re
import textwrap
from collections.abc import Sequence

import matplotlib.pyplot as plt
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.text import Text
from matplotlib.transforms import ScaledTranslation

# Okabe and Ito's colours: told apart by colour-blind readers, and of different lightness in grey.
DARK, LIGHT, MIDDLE, PALE, INK = "#0072B2", "#E69F00", "#B8B8B8", "#8C8C8C", "#222222"
CLASS_COLOURS = {"detractor": LIGHT, "passive": MIDDLE, "promoter": DARK}
DPI = 110
MATHS = re.compile(r"\\\$|\\mathdefault")
RULES = {
    "font.size": 10,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": "#666666",
    "figure.constrained_layout.use": True,
}


def blank_axes(ax: Axes | None, size: tuple[float, float]) -> Axes:
    """The axes given, or new ones in the house style."""
    if ax is not None:
        return ax
    with plt.rc_context(RULES):
        return plt.subplots(figsize=size)[1]


def blank_grid(rows: int, columns: int, size: tuple[float, float], **sharing: bool) -> Sequence:
    """A grid of new axes in the house style, always two-dimensional."""
    with plt.rc_context(RULES):
        return plt.subplots(rows, columns, figsize=size, squeeze=False, **sharing)[1]


def describe(ax: Axes, text: str) -> Axes:
    """Give the figure its description for those who do not see it (what the chart shows, not its title)."""
    ax.figure.set_label(text)
    for written in ax.figure.findobj(Text):
        # a dollar in a client's word is a dollar; the marks of an axis and what is escaped stay as they are
        if "$" in written.get_text() and not MATHS.search(written.get_text()):
            written.set_parse_math(False)
    return ax


def head(ax: Axes, text: str) -> None:
    """A short bold line above the axes, at the left."""
    ax.set_title(text, loc="left", fontsize=10.5, fontweight="bold")


def show(ax: Axes) -> None:
    """Show the figure as a PNG that carries its description, and close it.

    Parameters
    ----------
    ax : matplotlib Axes
        As a `plot_*` function returns it.
    """
    from IPython.display import display

    figure, picture = ax.figure, io.BytesIO()
    figure.savefig(picture, format="png", dpi=DPI, metadata={"Software": None})
    plt.close(figure)
    text = figure.get_label()
    display(
        {"image/png": picture.getvalue(), "text/plain": f"Figure: {text}"},
        raw=True,
        metadata={"image/png": {"alt": text}},
    )


def number(value: float) -> str:
    """A whole number of points with a true minus sign."""
    return f"{value:.0f}".replace("-", "−").replace("−0", "0")


def folded(name: str, width: int = 30) -> str:
    """A name on as many lines as it needs; no letter is cut."""
    return textwrap.fill(name, width, break_long_words=False)


def hundredths(value: float) -> str:
    """Two decimals with a true minus sign; a missing value in words."""
    return "not known" if value != value else f"{value:.2f}".replace("-", "−")


def counted(n: int, what: str = "driver") -> str:
    """A number with its noun."""
    return f"{n} {what}{'' if n == 1 else 's'}"


def legend_below(ax: Axes, columns: int, handles: Sequence[Artist] | None = None) -> None:
    """A legend half an inch below the axes, whatever their height."""
    below = ax.transAxes + ScaledTranslation(0, -0.5, ax.figure.dpi_scale_trans)
    ax.legend(
        handles=handles, frameon=False, fontsize=9, loc="upper left", bbox_to_anchor=(0, 0), ncols=columns,
        bbox_transform=below, borderaxespad=0,
    )  # fmt: skip
