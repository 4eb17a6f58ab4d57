"""Figures of estimates with their intervals, and of how many answers they need."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import StrMethodFormatter

from ..results import Result
from ..sentences import FEW
from .style import DARK, INK, LIGHT, PALE, blank_axes, describe, folded, number

LABEL = 34  # letters on a line of a row's name
TOLD = 20  # rows that the alt text tells one by one


def plot_intervals(
    result: Result,
    *,
    label: str,
    unit: str = "Net Promoter Score, points",
    zero: bool = True,
    bold: Sequence[str] = (),
    digits: int = 1,
    ax: Axes | None = None,
) -> Axes:
    """One row per line of the table: a dot with its interval, its numbers and its n; pale below 30 answers.

    Parameters
    ----------
    result : Result
        A table with ``n estimate conf_low conf_high``.
    label : str
        Column whose values name the rows.
    unit : str
        What the horizontal axis shows.
    zero : bool
        Draw the line of no score or no difference.
    bold : sequence of str
        Names of the rows that matter most; they are set in bold type.
    digits : int
        Decimals of the numbers beside the rows.
    ax : matplotlib Axes, optional
        Where to draw; new axes if left out.
    """
    table = result.table
    names = table[label].astype(str)  # by itself: its column may have any name
    called = [folded(name, LABEL) for name in names]
    lines = max((name.count("\n") + 1 for name in called), default=1)
    ax = blank_axes(ax, (7.5, 0.9 + max(0.42, 0.1 + 0.17 * lines) * len(table)))
    rows = range(len(table))[::-1]
    few = _sizes(table).min(axis=1) < FEW
    colours = [PALE if thin else DARK for thin in few]
    unit = f"{unit}\ngrey: n below {FEW}" if few.any() else unit
    ax.hlines(rows, table["conf_low"], table["conf_high"], color=colours, lw=2)
    ax.scatter(table["estimate"], rows, color=colours, s=45, zorder=3)
    if zero:
        ax.axvline(0, color=INK, lw=0.9)
    for row, line, name, n in zip(rows, table.itertuples(), names, _said_sizes(table), strict=True):
        text = f"{_told(line, digits)}), {n}"
        weight = "bold" if name in bold else "normal"
        ax.annotate(text, (1.02, row), xycoords=("axes fraction", "data"), va="center", fontsize=9, fontweight=weight)
    ax.set(yticks=list(rows), yticklabels=called, xlabel=unit.strip(), ylim=(-0.6, len(table) - 0.4))
    for tick, name in zip(ax.get_yticklabels(), names, strict=True):
        tick.set_fontweight("bold" if name in bold else "normal")
    ax.grid(axis="x", color="#DDDDDD", lw=0.6)
    ax.set_axisbelow(True)
    told = "; ".join(
        f"{name} {_told(line, digits)}, {n})"
        for line, name, n in zip(table.head(TOLD).itertuples(), names, _said_sizes(table), strict=False)
    )
    more = f"; and {len(table) - TOLD} more" if len(table) > TOLD else ""
    return describe(ax, f"Dots with intervals. {told}{more}.")


def plot_sample_sizes(result: Result, *, goal: str, have: int | None = None, ax: Axes | None = None) -> Axes:
    """Answers needed against the margin or the difference wanted; the dashed line is what there is.

    Parameters
    ----------
    result : Result
        Rows of `nps_sample_size` under one another.
    goal : {"margin", "difference"}
        Column of the horizontal axis, in points.
    have : int, optional
        The answers at hand.
    ax : matplotlib Axes, optional
        Where to draw; new axes if left out.
    """
    table = result.table
    ax = blank_axes(ax, (7.0, 3.6))
    ax.plot(table[goal], table["n"], "o-", color=DARK, ms=4)
    ax.set_yscale("log")
    for place in (0, len(table) // 2, len(table) - 1):
        line = table.iloc[place]
        ax.annotate(
            f"{'±' if goal == 'margin' else ''}{number(line[goal])}: {line['n']:,.0f}",
            (line[goal], line["n"]), xytext=(6, 6), textcoords="offset points", fontsize=9,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5},
        )  # fmt: skip
    said, lowest, highest = "", table["n"].min(), table["n"].max()
    if have is not None:
        lowest, highest = min(lowest, have), max(highest, have)
        ax.axhline(have, color=LIGHT, ls="--", lw=1.5)
        ax.annotate(f"here: {have:,}", (1.01, have), xycoords=("axes fraction", "data"), va="center", fontsize=9)
        said = f" There are {have:,} here."
    words = {
        "margin": ("Margin, ± points", "Answers needed"),
        "difference": ("Difference, points", "Answers per group"),
    }
    ax.yaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
    ax.set(xticks=table[goal])
    ax.set(xlabel=words[goal][0], ylabel=words[goal][1], ylim=(lowest * 0.6, highest * 2))
    ax.grid(color="#DDDDDD", lw=0.6)
    first, last = table.iloc[0], table.iloc[-1]
    return describe(
        ax,
        f"A falling curve: {first['n']:,.0f} answers for {number(first[goal])} points, {last['n']:,.0f} for "
        f"{number(last[goal])}.{said}",
    )


def _told(line: NamedTuple, digits: int) -> str:
    """The estimate and its limits, the bracket still open."""
    text = f"{line.estimate:z.{digits}f} ({line.conf_low:z.{digits}f} to {line.conf_high:z.{digits}f}"
    return text.replace("-", "−")


def _sizes(table: pd.DataFrame) -> pd.DataFrame:
    """Answers behind each row: of a difference, those of both sides, the reference first."""
    return table[[name for name in ("n_reference", "n") if name in table]]


def _said_sizes(table: pd.DataFrame) -> list[str]:
    return ["n = " + " and ".join(f"{n:,}" for n in line) for line in _sizes(table).itertuples(index=False)]
