"""Figures of the contact log: journeys without a break, hand-overs that break, and the commonest paths."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.ticker import PercentFormatter

from ..results import Result
from ..sentences.words import FEW, percent
from .style import DARK, INK, LIGHT, MIDDLE, PALE, blank_axes, describe, folded, head

STEPS = 12  # of a path; what is longer ends in the number of steps that are not shown


def plot_unbroken(result: Result, *, longest: int = 10, marked: int = 6, ax: Axes | None = None) -> Axes:
    """All green, the journey red: the share without a break falls with every contact, while each touchpoint is fine.

    Parameters
    ----------
    result : Result
        Of `unbroken_by_length`, with its table of touchpoints.
    longest : int
        Largest number of contacts that is drawn.
    marked : int
        The number of contacts that has a label.
    ax : matplotlib Axes, optional
        Where to draw; new axes if left out.
    """
    table = result.table[result.table["contacts"] <= longest]
    places = result.touchpoints[result.touchpoints["n"] >= FEW]
    ax = blank_axes(ax, (7.5, 4.4))
    ends = table["contacts"].min() - 0.4, table["contacts"].max() + 0.4
    lowest, highest = places["estimate"].min(), places["estimate"].max()
    ax.fill_between(ends, lowest, highest, color=MIDDLE, alpha=0.35, lw=0, zorder=0)
    ax.hlines(places["estimate"], *ends, color=PALE, lw=0.7, zorder=1, label=f"each of {len(places)} touchpoints")
    ax.plot(table["contacts"], table["product"], ls="--", color=LIGHT, lw=2, zorder=2, label="product of their shares")
    ax.plot(table["contacts"], table["estimate"], color=DARK, lw=1.5, zorder=3)
    ax.vlines(table["contacts"], table["conf_low"], table["conf_high"], color=DARK, lw=1.5, zorder=3)
    for enough, face, label in (
        (True, DARK, "journeys without a break"),
        (False, "white", f"fewer than {FEW} journeys"),
    ):
        part = table[(table["n"] >= FEW) == enough]
        if len(part):
            ax.plot(part["contacts"], part["estimate"], "o", color=DARK, mfc=face, ms=6, zorder=4, label=label)
    text = _mark(ax, table, marked, lowest, highest)
    ax.set_xticks(table["contacts"], [f"{row.contacts}\n{row.n:,}" for row in table.itertuples()])
    ax.set(
        xlabel="Contacts of the journey, and number of journeys", ylabel="Without a break", xlim=ends, ylim=(0, 1.02)
    )
    ax.yaxis.set_major_formatter(PercentFormatter(1, decimals=0))
    ax.legend(frameon=False, fontsize=9, loc="lower left")
    told = ", ".join(f"{row.contacts}: {percent(row.estimate)}" for row in table.itertuples())
    return describe(
        ax,
        f"A line with intervals over the number of contacts: journeys without a break are {told}. The touchpoints one "
        f"by one lie between {percent(lowest)} and {percent(highest)}, a flat grey band.{text}",
    )


def _mark(ax: Axes, table: pd.DataFrame, marked: int, lowest: float, highest: float) -> str:
    """Label the number of contacts that is to be read; the same in words."""
    row = table[table["contacts"] == marked]
    if row.empty:
        return ""
    estimate, product = row["estimate"].iloc[0], row["product"].iloc[0]
    each = f"{100 * lowest:.0f} to {percent(highest)}"
    each = percent(highest) if percent(lowest) == percent(highest) else each
    of = f"{marked} contact{'' if marked == 1 else 's'}"
    ax.annotate(
        f"each touchpoint {each},\n{of} in all {percent(estimate)}", (marked, estimate),
        xytext=(14, 26), textcoords="offset points", fontsize=9.5, fontweight="bold",
        arrowprops={"arrowstyle": "-", "color": INK, "shrinkB": 5},
    )  # fmt: skip
    return f" Over {of} the product of their shares is {percent(product)}."


def plot_handoffs(result: Result, *, ax: Axes | None = None) -> Axes:
    """Who hands over to whom, how often, and what share of it breaks; the darker, the more.

    Parameters
    ----------
    result : Result
        Of `handoffs`. Cells with too few hand-overs to be judged are grey; empty ones hold none.
    ax : matplotlib Axes, optional
        Where to draw; new axes if left out.
    """
    table = result.table
    names = sorted({*table["from_department"], *table["to_department"]})
    ax = blank_axes(ax, (2.2 + 0.95 * len(names), 1.6 + 0.62 * len(names)))
    grid = table[table["n"] >= FEW].pivot(index="from_department", columns="to_department", values="estimate")
    grid = grid.reindex(index=names, columns=names)
    top = max(grid.max().max(), 0.01) if grid.notna().any(axis=None) else 1.0
    ax.imshow(grid.to_numpy(float), cmap="Blues", vmin=0, vmax=1.2 * top, aspect="auto")
    for row in table.itertuples():
        x, y = names.index(row.to_department), names.index(row.from_department)
        thin = row.n < FEW
        if thin:
            ax.add_patch(Rectangle((x - 0.5, y - 0.5), 1, 1, facecolor="#E6E6E6", edgecolor="none", zorder=1))
        colour = "#666666" if thin else "white" if row.estimate > 0.7 * top else INK
        ax.text(x, y - 0.14, percent(row.estimate), ha="center", va="center", color=colour, fontsize=10, zorder=2)
        ax.text(x, y + 0.24, f"n {row.n:,}", ha="center", va="center", color=colour, fontsize=8, zorder=2)
    for line in range(len(names) + 1):
        ax.axhline(line - 0.5, color="#E3E3E3", lw=0.6, zorder=1)
        ax.axvline(line - 0.5, color="#E3E3E3", lw=0.6, zorder=1)
    names = [folded(str(name)) for name in names]
    ax.set_yticks(range(len(names)), names)
    ax.set_xticks(range(len(names)), names, rotation=40, ha="right")
    ax.set(xlabel="to", ylabel="from")
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    head(ax, f"Hand-overs that broke, of {table['n'].sum():,}; grey: fewer than {FEW}")
    return describe(ax, _handoffs_in_words(table, len(names)))


def _handoffs_in_words(table: pd.DataFrame, departments: int) -> str:
    start = f"Grid of hand-overs between {departments} departments, {table['n'].sum():,} in {len(table)} cells."
    ranked = table[table["n"] >= FEW].nlargest(2, "estimate")
    told = [
        f"{row.from_department} to {row.to_department} with {percent(row.estimate)} of {row.n:,}"
        for row in ranked.itertuples()
    ]
    if not told:
        return f"{start} No cell has {FEW}."
    return f"{start} Most often breaks {told[0]}{f', then {told[1]}' if told[1:] else ''}."


def plot_paths(result: Result, *, top: int = 10, ax: Axes | None = None) -> Axes:
    """The commonest paths, a strip of touchpoints each, with how many customers took it.

    Parameters
    ----------
    result : Result
        Of `journey_paths`.
    top : int
        How many paths to draw.
    ax : matplotlib Axes, optional
        Where to draw; new axes if left out.
    """
    table = result.table.head(top)
    strips = [_strip(path) for path in table["path"]]
    width = 0.34 + 0.085 * max(len(step) for steps in strips for step in steps)  # inches
    longest = max(len(steps) for steps in strips)
    ax = blank_axes(ax, (2.4 + width * longest, 1.0 + 0.36 * len(table)))
    for row, steps in zip(range(len(strips) - 1, -1, -1), strips, strict=True):
        for place, step in enumerate(steps):
            shade = "white" if step.startswith("+") else "#DCE9F5"
            ax.add_patch(Rectangle((place + 0.04, row - 0.36), 0.92, 0.72, facecolor=shade, edgecolor=PALE, lw=0.7))
            ax.text(place + 0.5, row, step, ha="center", va="center", fontsize=9, color=INK)
    counts = [f"{row.n_customers:,}  ({percent(row.share)})" for row in table.itertuples()]
    ax.set_yticks(range(len(strips) - 1, -1, -1), counts)
    ax.set(xticks=[], xlim=(0, longest), ylim=(-0.6, len(strips) - 0.4))
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    head(ax, f"The {len(table)} commonest paths: {percent(table['share'].sum())} of n = {result.n_customers:,}")
    told = "; ".join(f"{row.path}, {percent(row.share)}" for row in table.head(3).itertuples())
    return describe(ax, f"Strips of the {len(table)} commonest of {result.n_paths:,} paths. The first: {told}.")


def _strip(path: str) -> list[str]:
    steps = path.split(" → ")
    return steps if len(steps) <= STEPS else [*steps[: STEPS - 1], f"+{len(steps) - STEPS + 1}"]
