"""Figures of many groups at once."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from ..results import Result
from .style import DARK, INK, LIGHT, MIDDLE, PALE, blank_axes, describe, head

LABELLED = 12  # more names than this hide one another


def plot_funnel(comparisons: Result, scores: Result, pooled: Result, *, level: float, ax: Axes | None = None) -> Axes:
    """Groups by size and score: who stands out one by one, and who still does when all are counted.

    Parameters
    ----------
    comparisons : Result
        `nps_difference` of each group with the rest.
    scores : Result
        `net_promoter_score` of the same groups.
    pooled : Result
        `nps_pooled` of the same groups: the end of each arrow.
    level : float
        Largest p-value that counts, such as 0.05.
    ax : matplotlib Axes, optional
        Where to draw; new axes if left out.
    """
    name = comparisons.settings["between"]
    table = comparisons.table.merge(scores.table[[name, "estimate"]], on=name, suffixes=("", "_score"))
    table = table.merge(pooled.table[[name, "pooled"]], on=name)
    ax = blank_axes(ax, (8.0, 4.8))
    raw, held = table["p_value"] < level, table["p_adjusted"] < level
    ax.vlines(table["n"], table["estimate_score"], table["pooled"], color=MIDDLE, lw=0.8, zorder=1)
    kinds = (
        (~raw, "o", PALE, 18, "not told from the rest"),
        (raw & ~held, "o", "none", 55, "stands out only one by one"),
        (held, "D", DARK, 55, "stands out with all counted (Holm)"),
    )
    for chosen, marker, colour, size, label in kinds:
        part = table[chosen]
        ax.scatter(
            part["n"], part["estimate_score"], s=size, marker=marker, facecolor=colour, label=f"{label}: {len(part)}",
            edgecolor=LIGHT if colour == "none" else "white", linewidth=1.8 if colour == "none" else 0.4, zorder=2,
        )  # fmt: skip
    ax.plot(table["n"], table["pooled"], ".", color=INK, ms=3, zorder=3, label="pooled score (end of line)")
    _name_points(ax, table[held], name)
    ax.axhline(_overall(table), color=INK, lw=0.8, ls=":", label="score of the groups shown together")
    ax.set(xlabel="Answers of the group", ylabel="Net Promoter Score, points")
    ax.legend(frameon=False, fontsize=9, loc="upper left", bbox_to_anchor=(0, -0.14), ncols=2)
    return describe(
        ax,
        f"{len(table)} groups by number of answers and score. Standing out one by one: {int(raw.sum())}; with all "
        f"comparisons counted: {int(held.sum())}. Pooled scores lie between "
        f"{table['pooled'].min():z.0f} and {table['pooled'].max():z.0f}.".replace("-", "−"),
    )


def _name_points(ax: Axes, part: pd.DataFrame, name: str) -> None:
    part = part.head(LABELLED)
    for line, word in zip(part.itertuples(), part[name].astype(str), strict=True):
        ax.annotate(
            word, (line.n, line.estimate_score), xytext=(7, 0), textcoords="offset points",
            va="center", fontsize=9,
        )  # fmt: skip


def _overall(table: pd.DataFrame) -> float:
    return float(np.average(table["estimate_score"], weights=table["n"]))


def plot_rank_shifts(result: Result, *, large: int, ax: Axes | None = None) -> Axes:
    """Each group's rank by one rule and by another; those that move far are dark.

    Parameters
    ----------
    result : Result
        A table with a column for the group, then one column of ranks (1 = best) per rule.
    large : int
        From how many places a move counts as far.
    ax : matplotlib Axes, optional
        Where to draw; new axes if left out.
    """
    table = result.table
    first, second = table.columns[1:3]
    far = (table[first] - table[second]).abs() > large
    ax = blank_axes(ax, (7.0, 4.6))
    for line, moved in zip(table.itertuples(index=False), far, strict=True):
        ax.plot([0, 1], line[1:3], color=DARK if moved else MIDDLE, lw=1.4 if moved else 0.6, zorder=2 if moved else 1)
    ax.yaxis.set_major_locator(MaxNLocator(integer=True))
    ax.set(xticks=[0, 1], xticklabels=[first, second], ylabel="Rank (1 = best)", xlim=(-0.15, 1.15))
    ax.set_ylim(len(table) + 0.5, 0.5)
    ax.spines["bottom"].set_visible(False)
    head(ax, f"{int(far.sum())} of {len(table)} groups move over {large} places")
    return describe(
        ax,
        f"Lines from each group's rank by {first} to its rank by {second}: {int(far.sum())} of {len(table)} move over "
        f"{large} places.",
    )
