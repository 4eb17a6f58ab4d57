"""What several rules make of the same answers."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes

from ..locale import say, word
from ..results import Result
from ..text import count, decimals
from .style import DARK, INK, LIGHT, MIDDLE, across, describe, panels


def rules(result: Result, label: str | None, measures: Sequence[str]) -> Axes:
    """A dot per rule, joined to the first rule's, one panel per measure."""
    table = result.table
    label = label or table.columns[0]
    axes = panels(len(measures), 0.9 + 0.45 * len(table))
    rows = list(range(len(table)))[::-1]
    names = [f"{name}, n = {count(n)}" for name, n in zip(table[label], table["n"], strict=True)]
    for panel, measure in zip(axes, measures, strict=True):
        first = table[measure].iloc[0]
        panel.axvline(first, color=INK, lw=0.9, ls=":")
        panel.hlines(rows, first, table[measure], color=MIDDLE, lw=2)
        panel.scatter(table[measure], rows, color=[DARK] + [LIGHT] * (len(table) - 1), edgecolor=INK, s=55, zorder=3)
        for row, value in zip(rows, table[measure], strict=True):
            panel.annotate(
                _told(value, table[measure]), (value, row), xytext=(0, 8), textcoords="offset points", ha="center",
                fontsize=9, bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5},
            )  # fmt: skip
        panel.set(xlabel=word(measure), ylim=(-0.6, len(table) - 0.2))
        panel.margins(x=0.18)
        panel.set_yticks(rows, names)
        across(panel)
    told = "; ".join(
        f"{line[label]}: "
        + ", ".join(f"{word(measure)} {_told(line[measure], table[measure])}" for measure in measures)
        for _, line in table.iterrows()
    )
    return describe(
        axes[0], say("Dots of the same answers under {number} rules. {told}.", number=len(table), told=told)
    )


def _told(value: float, column: pd.Series) -> str:
    """One decimal for an NPS, as everywhere, and where the column has values of 10 or more; else two."""
    return decimals(value, 1 if column.name == "NPS" or column.abs().max() >= 10 else 2)
