"""Figures of the register: where each touchpoint is known, variables against their targets, defects by their weight."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from ..results import Result
from ..sentences.words import FEW, percent
from .style import DARK, INK, LIGHT, MIDDLE, PALE, blank_axes, describe, head

SOURCES = {
    "in_register": "register",
    "in_log": "log",
    "in_comments": "comments",
    "named_by_departments": "departments",
    "measured": "survey",
}
MARKS = {"surely misses": ("v", LIGHT), "open": ("o", "white"), "meets": ("o", DARK)}


def plot_map_coverage(result: Result, *, labels: Mapping[str, str] | None = None, ax: Axes | None = None) -> Axes:
    """Which source knows which touchpoint: a dot where it does, an empty ring where it does not.

    Parameters
    ----------
    result : Result
        Of `map_coverage`. A source that was not given has no column.
    labels : mapping, optional
        What touchpoints are called.
    ax : matplotlib Axes, optional
        Where to draw; new axes if left out.
    """
    table = result.table
    sources = [name for name in SOURCES if table[name].notna().any()]
    known = np.column_stack([table[name].fillna(0).astype(float) > 0 for name in sources])
    names = [_called(name, labels) for name in table["touchpoint"]]
    ax = blank_axes(ax, (2.6 + 1.15 * len(sources), 1.1 + 0.3 * len(table)))
    rows, columns = np.indices(known.shape)
    for seen, face, edge in ((True, DARK, DARK), (False, "white", LIGHT)):
        at = known == seen
        ax.scatter(columns[at], len(table) - 1 - rows[at], s=70, color=face, edgecolor=edge, lw=1.8, zorder=2)
    ax.set_yticks(range(len(table))[::-1], names)
    for tick, inside in zip(ax.get_yticklabels(), table["in_register"], strict=True):
        tick.set_fontweight("normal" if inside else "bold")
    ax.set_xticks(range(len(sources)), [SOURCES[name] for name in sources])
    ax.xaxis.tick_top()
    ax.tick_params(length=0)
    ax.grid(color="#EEEEEE", lw=0.8, zorder=0)
    ax.set(xlim=(-0.6, len(sources) - 0.4), ylim=(-0.7, len(table) - 0.3))
    ax.spines[:].set_visible(False)
    ax.set_xlabel("Dot: known there. Ring: not. Bold: in no register.", fontsize=9)
    lacking = [
        f"{SOURCES[name]}: {', '.join(part) or 'none'}"
        for name, column in zip(sources, known.T, strict=True)
        for part in [[label for label, seen in zip(names, column, strict=True) if not seen]]
    ]
    told = f"Dots for {len(table)} touchpoints in {len(sources)} sources. Unknown to the {'; to the '.join(lacking)}."
    return describe(ax, told)


def plot_variables(result: Result, *, labels: Mapping[str, str] | None = None, ax: Axes | None = None) -> Axes:
    """How often each variable met its standard: a mark with its interval, and a tick where it should be.

    Parameters
    ----------
    result : Result
        Of `touchpoint_variables`.
    labels : mapping, optional
        What touchpoints are called.
    ax : matplotlib Axes, optional
        Where to draw; new axes if left out.
    """
    table = result.table.dropna(subset="estimate")
    rows = np.arange(len(table))[::-1]
    ax = blank_axes(ax, (8.6, 1.3 + 0.27 * len(table)))
    ax.hlines(rows, table["conf_low"], table["conf_high"], color=INK, lw=1.3, zorder=2)
    ax.plot(table["target"], rows, "|", color=INK, ms=13, mew=2, zorder=3, label="target")
    for stands, (marker, face) in MARKS.items():
        at = (table["stands"] == stands).to_numpy()
        if at.any():
            ax.scatter(
                table.loc[at, "estimate"], rows[at], marker=marker, s=42, color=face, edgecolor=INK, lw=0.9, zorder=4,
                label=stands,
            )  # fmt: skip
    for row, line in zip(rows, table.itertuples(), strict=True):
        ax.annotate(f"n = {line.n:,}", (1.01, row), xycoords=("axes fraction", "data"), va="center", fontsize=8.5)
    names = [f"{line.variable} · {_called(line.touchpoint, labels)}" for line in table.itertuples()]
    ax.set_yticks(rows, names, fontsize=9)
    ax.xaxis.set_major_formatter(PercentFormatter(1, decimals=0))
    ax.set(xlabel="Share that met the standard", ylim=(-0.7, len(table) - 0.3))
    ax.grid(axis="x", color="#DDDDDD", lw=0.6)
    ax.set_axisbelow(True)
    columns = int((table["stands"].nunique()) + 1)
    ax.legend(frameon=False, fontsize=9, loc="lower left", bbox_to_anchor=(0, 1), ncols=columns)
    misses = table[table["stands"] == "surely misses"]
    told = "; ".join(
        f"{line.variable} {percent(line.estimate)} against {percent(line.target)}" for line in misses.itertuples()
    )
    counts = ", ".join(f"{(table['stands'] == stands).sum()} {stands}" for stands in MARKS)
    return describe(ax, f"Marks with intervals for {len(table)} variables: {counts}. Missing: {told or 'none'}.")


def plot_defects(result: Result, *, top: int = 20, ax: Axes | None = None) -> Axes:
    """What each defect costs in all, largest first, and what share they come to so far; slight ones are grey.

    Parameters
    ----------
    result : Result
        Of `defect_costs`; only costs above 0 are drawn.
    top : int
        How many defects to draw.
    ax : matplotlib Axes, optional
        Where to draw; new axes if left out.
    """
    costly = result.table[result.table["estimate"] > 0]
    table = costly.head(top)
    rows = range(len(table))[::-1]
    ax = blank_axes(ax, (8.6, 1.2 + 0.29 * len(table)))
    ax.barh(rows, table["estimate"], color=[MIDDLE if pale else DARK for pale in table["slight"]], height=0.7)
    ax.hlines(rows, table["conf_low"].clip(lower=0), table["conf_high"], color=INK, lw=1.2)
    so_far = table["estimate"].cumsum() / costly["estimate"].sum()
    # measured in points, so that the margin stays as wide as its words however narrow the long names make the axes
    margin = {"xycoords": ("axes fraction", "data"), "textcoords": "offset points", "va": "center", "fontsize": 8.5}
    for row, line, share in zip(rows, table.itertuples(), so_far, strict=True):
        colour = PALE if line.n < FEW else INK
        ax.annotate(f"n = {line.n:,}", (1, row), (6, 0), color=colour, **margin)
        ax.annotate(percent(share), (1, row), (98, 0), ha="right", color=colour, **margin)
    ax.annotate("so far", (1, len(table) - 0.3), (98, 0), ha="right", color="#555555", **margin)
    names = [f"{line.defect} · {line.touchpoint}" for line in table.itertuples()]
    ax.set_yticks(rows, names, fontsize=9)
    ax.set(xlabel=f"Points of {result.settings['outcome']} lost, spread over all contacts", xlim=(0, None))
    ax.set_ylim(-0.7, len(table) + 0.1)
    grey, slight = (lines["slight"].sum() for lines in (table, result.table))
    head(ax, f"{len(table)} of {len(result.table)} defects; grey: {grey} of {slight} slight ones")
    told = "; ".join(f"{name} {size:.3f}" for name, size in zip(names[:5], table["estimate"], strict=False))
    share = costly.loc[costly["slight"], "estimate"].sum() / costly["estimate"].sum()
    return describe(
        ax,
        f"Bars of {len(table)} defects, the costliest first: {told}. The slight ones come to {percent(share)} of all.",
    )


def _called(name: object, labels: Mapping[str, str] | None) -> str:
    return str((labels or {}).get(name, name))
