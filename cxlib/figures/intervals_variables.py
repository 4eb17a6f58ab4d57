"""Intervals of the register's variables, each beside its target."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from ..locale import say, to_say, word
from ..results import Result
from ..text import called, count, percent
from .style import DARK, INK, LIGHT, across, beside, blank_axes, describe, folded, legend_below, row_height

MARKS = {
    to_say("surely misses"): ("v", LIGHT),
    to_say("open"): ("o", "white"),
    to_say("meets"): ("o", DARK),
}


def variables(result: Result, labels: Mapping[str, str] | None, ax: Axes | None) -> Axes:
    """How often each variable met its standard: a mark with its interval, and a tick where it should be."""
    table = result.table.dropna(subset="estimate")
    rows = np.arange(len(table))[::-1]
    names = [folded(f"{line.variable} · {called(line.touchpoint, labels)}", 34) for line in table.itertuples()]
    ax = blank_axes(ax, 1.3 + row_height(names, 0.3, 0.14) * len(table))
    ax.hlines(rows, table["conf_low"], table["conf_high"], color=INK, lw=1.3, zorder=2)
    ax.plot(table["target"], rows, "|", color=INK, ms=13, mew=2, zorder=3, label=say("target"))
    for stands, (marker, face) in MARKS.items():
        at = (table["stands"] == stands).to_numpy()
        if at.any():
            ax.scatter(
                table.loc[at, "estimate"], rows[at], marker=marker, s=42, color=face, edgecolor=INK, lw=0.9, zorder=4,
                label=word(stands),
            )  # fmt: skip
    for row, line in zip(rows, table.itertuples(), strict=True):
        beside(ax, row, f"n = {count(line.n)}")
    ax.set_yticks(rows, names, fontsize=9)
    ax.xaxis.set_major_formatter(PercentFormatter(1, decimals=0, symbol=" %"))
    ax.set(xlabel=say("Share that met the standard"), ylim=(-0.7, len(table) - 0.3))
    across(ax)
    legend_below(ax, 2)
    misses = table[table["stands"] == "surely misses"]
    told = "; ".join(
        say(
            "{variable} {estimate} against {target}",
            variable=line.variable,
            estimate=percent(line.estimate),
            target=percent(line.target),
        )
        for line in misses.itertuples()
    )
    counts = ", ".join(f"{(table['stands'] == stands).sum()} {word(stands)}" for stands in MARKS)
    return describe(
        ax,
        say(
            "Marks with intervals for {number} variables: {counts}. Missing: {missing}.",
            number=len(table),
            counts=counts,
            missing=told or say("none"),
        ),
    )
