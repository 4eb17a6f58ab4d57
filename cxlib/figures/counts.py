"""Figures of plain numbers: how many in each cell, and one number per rule."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes

from ..results import Result
from .style import DARK, INK, LIGHT, MIDDLE, blank_axes, blank_grid, describe, folded, head


def plot_heat_table(result: Result, *, rows: str, columns: str, unit: str, ax: Axes | None = None) -> Axes:
    """A table of counts whose cells are the darker the more they hold; totals stand at the margins.

    Parameters
    ----------
    result : Result
        One line per cell with a column ``n``; a cell that is absent holds none.
    rows, columns : str
        Columns of the table that name its rows and its columns; they are sorted, categories in their order.
    unit : str
        What is counted, in the plural.
    ax : matplotlib Axes, optional
        Where to draw; new axes if left out.
    """
    table = result.table
    grid = table.pivot_table(index=rows, columns=columns, values="n", aggfunc="sum", fill_value=0, observed=True)
    ax = blank_axes(ax, (2.2 + 0.72 * grid.shape[1], 1.9 + 0.42 * grid.shape[0]))
    top = max(int(grid.to_numpy().max()), 1)
    ax.imshow(grid, cmap="Blues", vmin=0, vmax=top * 1.25, aspect="auto")
    for row, line in enumerate(grid.itertuples(index=False)):
        for column, n in enumerate(line):
            colour = "white" if n > 0.7 * top else INK
            ax.text(column, row, f"{n:,}" if n else "·", ha="center", va="center", color=colour, fontsize=9)
    names = [folded(f"{name} ({total:,})", 44) for name, total in grid.sum(axis=1).items()]
    ax.set_yticks(range(len(grid)), names)
    ax.set_xticks(
        range(grid.shape[1]), [f"{name} ({total:,})" for name, total in grid.sum().items()], rotation=40, ha="right"
    )
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    head(ax, f"n = {int(grid.to_numpy().sum()):,} {unit}")
    row, column = grid.stack().idxmax()
    return describe(
        ax,
        f"Table of {int(grid.to_numpy().sum()):,} {unit} in {len(grid)} rows and {grid.shape[1]} columns. The fullest "
        f"cell is {row} with {column}: {top}. Rows: {', '.join(names)}.",
    )


def plot_rules(result: Result, *, label: str, measures: Sequence[str]) -> Axes:
    """What each rule makes of the same answers: a dot per rule, joined to the first rule's, one panel per measure.

    Parameters
    ----------
    result : Result
        One row per rule, the rule to compare with first; a column ``n`` and one column per measure.
    label : str
        Column that names the rules.
    measures : sequence of str
        Columns to draw, each with an axis of its own.
    """
    table = result.table
    panels = blank_grid(1, len(measures), (4.0 + 2.8 * len(measures), 1.1 + 0.45 * len(table)), sharey=True)[0]
    rows = list(range(len(table)))[::-1]
    for panel, measure in zip(panels, measures, strict=True):
        first = table[measure].iloc[0]
        panel.axvline(first, color=INK, lw=0.9, ls=":")
        panel.hlines(rows, first, table[measure], color=MIDDLE, lw=2)
        panel.scatter(table[measure], rows, color=[DARK] + [LIGHT] * (len(table) - 1), edgecolor=INK, s=55, zorder=3)
        for row, value in zip(rows, table[measure], strict=True):
            said = _told(value, table[measure])
            panel.annotate(
                said, (value, row), xytext=(0, 8), textcoords="offset points", ha="center", fontsize=9,
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5},
            )  # fmt: skip
        panel.set(xlabel=measure, ylim=(-0.6, len(table) - 0.2))
        panel.margins(x=0.18)
        panel.grid(axis="x", color="#DDDDDD", lw=0.6)
        panel.set_axisbelow(True)
    names = [f"{name}, n = {n:,}" for name, n in zip(table[label], table["n"], strict=True)]
    panels[0].set_yticks(rows, names)
    told = "; ".join(
        f"{line[label]}: " + ", ".join(f"{measure} {_told(line[measure], table[measure])}" for measure in measures)
        for _, line in table.iterrows()
    )
    return describe(panels[0], f"Dots of the same answers under {len(table)} rules. {told}.")


def _told(value: float, column: pd.Series) -> str:
    """One decimal where the column has values of 10 or more, else two."""
    return f"{value:.{1 if column.abs().max() >= 10 else 2}f}".replace("-", "−")
