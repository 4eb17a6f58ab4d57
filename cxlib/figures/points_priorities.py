"""Importance beside performance: drivers in four fields, the one to begin with set apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
from matplotlib.axes import Axes

from ..locale import say
from ..results import Result
from ..text import called, count, decimals, percent
from .style import DARK, INK, LIGHT, MIDDLE, blank_axes, describe, folded, head, whole_figure

WORK = "work on it"
LINE = 0.16  # inches of a line of names
AROUND = 1.0  # inches of a figure above and below its axes


def priorities(result: Result, labels: Mapping[str, str] | None, ax: Axes | None) -> Axes:
    """Each driver by how it is rated and how much it matters; the lines stand at the means of both."""
    table = result.table.set_index("driver")
    x, y = 100 * table["performance"], 100 * table["share"]
    names = [folded(called(name, labels)) for name in table.index]
    ax = blank_axes(ax, max(4.4, 1.2 + LINE * sum(name.count("\n") + 1.6 for name in names)))
    first = table["field"] == WORK
    ax.scatter(x[~first], y[~first], s=45, color=DARK, edgecolor="white", zorder=3)
    ax.scatter(x[first], y[first], s=75, marker="D", color=LIGHT, edgecolor=INK, linewidth=0.8, zorder=3)
    ax.axvline(x.mean(), color=MIDDLE, lw=1, ls="--", zorder=1)
    ax.axhline(y.mean(), color=MIDDLE, lw=1, ls="--", zorder=1)
    ax.set_ylim(min(0.0, y.min()), 1.12 * y.max())
    names_at_the_right(ax, x, y, names)
    ax.set(xlabel=say("Rating, % of its scale"), ylabel=say("Importance, % of what is explained"))
    head(
        ax,
        say(
            "Upper left (diamonds): matters more than most, rated lower than most; n = {n} or more",
            n=count(int(table["n"].min())),
        ),
    )
    told = "; ".join(
        say(
            "{name} {share} of importance, rated {estimate}",
            name=called(name, labels),
            share=percent(row["share"]),
            estimate=decimals(row["estimate"], 2),
        )
        for name, row in table.iterrows()
    )
    return describe(ax, say("Dots of {number} drivers by rating and importance. {told}.", number=len(table), told=told))


def names_at_the_right(ax: Axes, x: pd.Series, y: pd.Series, names: Sequence[str]) -> None:
    """Names in a column beside the axes, apart from one another, each tied to its dot by a thin line."""
    low, high = ax.get_ylim()
    line = LINE / (whole_figure(ax).get_figheight() - AROUND)  # of the height of the axes
    lines = {name: text.count("\n") + 1.4 for name, text in zip(x.index, names, strict=True)}
    top, heights = float("-inf"), {}
    for name, value in y.sort_values().items():
        half = lines[name] * line / 2
        heights[name] = max((value - low) / (high - low), top + half)
        top = heights[name] + half
    ceiling = 1.02  # what does not fit below it pushes its neighbours down, and no others
    for name in reversed(heights):
        heights[name] = min(heights[name], ceiling - lines[name] * line / 2)
        ceiling = heights[name] - lines[name] * line / 2
    for name, text in zip(x.index, names, strict=True):
        ax.annotate(
            text, (x[name], y[name]), xytext=(1.05, heights[name]), textcoords="axes fraction", va="center",
            fontsize=9, arrowprops={"arrowstyle": "-", "color": MIDDLE, "lw": 0.7, "shrinkB": 4, "relpos": (0, 0.5)},
        )  # fmt: skip
    ax.set_ylim(low, high)
