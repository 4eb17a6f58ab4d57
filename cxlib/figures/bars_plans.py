"""Bars of plans: how surely each action is in the best plan, and where the money goes."""

from __future__ import annotations

from collections.abc import Mapping

from matplotlib.axes import Axes

from ..locale import say, say_number
from ..results import Result
from ..text import called, decimals, marked, percent
from .style import (
    BACKED,
    DARK,
    INK,
    LIGHT,
    MIDDLE,
    across,
    blank_axes,
    describe,
    folded,
    head,
    legend_below,
    row_height,
)


def plan_chances(result: Result, certainty: float, labels: Mapping[str, str] | None, ax: Axes | None) -> Axes:
    """The share of draws in whose best plan each action is; those of the plan are dark."""
    table = result.table.sort_values("chance_in", kind="stable", ignore_index=True)
    names = [
        folded(f"{called(name, labels)} ({marked(f'{cost:g}')})", 34)
        for name, cost in zip(table["action"], table["cost"], strict=True)
    ]
    ax = blank_axes(ax, 1.4 + row_height(names, 0.34) * len(table))
    colours = [DARK if own else MIDDLE for own in table["chosen"]]
    ax.barh(table.index, 100 * table["chance_in"], color=colours, height=0.7)
    ax.axvline(100 * certainty, color=INK, lw=1, ls="--")
    for row, share in table["chance_in"].items():
        ax.annotate(
            percent(share), (100 * share, row), xytext=(4, 0), textcoords="offset points", va="center", fontsize=9,
            bbox=BACKED,
        )  # fmt: skip
    ax.set_yticks(list(table.index), names, fontsize=9)
    ax.set(xlim=(0, 110), ylim=(-0.7, len(table) - 0.3), xlabel=say("In the best plan, % of draws"))
    budget = marked(f"{result.settings['budget']:g}")
    head(ax, say("Dark: best plan for {budget}; in brackets: cost", budget=budget))
    said = "; ".join(f"{called(row.action, labels)} {percent(row.chance_in)}" for row in table[::-1].itertuples())
    bars = say(
        "Bars of {number} actions by the share of draws in which they belong to the best plan: {said}.",
        number=len(table),
        said=said,
    )
    return describe(ax, bars)


def money(result: Result, labels: Mapping[str, str] | None, ax: Axes | None) -> Axes:
    """The share of the money in each place, beside its share of what customers lose where that is known."""
    table = result.table.iloc[::-1].reset_index(drop=True)
    parts = [("share", say("of the money"), DARK, "")]
    parts += [("impact_share", say("of the impact"), LIGHT, "////")] if "impact_share" in table else []
    high = 0.75 / len(parts)
    ax = blank_axes(ax, 1.5 + 0.5 * len(table))
    for place, (column, what, colour, hatch) in enumerate(parts):
        rows = table.index + 0.375 - high * (place + 0.5)
        ax.barh(rows, 100 * table[column], height=high, color=colour, hatch=hatch, edgecolor="white", label=what)
        for row, share in zip(rows, table[column], strict=True):
            ax.annotate(
                percent(share), (100 * share, row), xytext=(4, 0), textcoords="offset points", va="center", fontsize=9
            )
    names = [
        say_number("{name} ({n} action)", "{name} ({n} actions)", row.n, name=called(row.by, labels), n=row.n)
        for row in table.itertuples()
    ]
    ax.set_yticks(list(table.index), [folded(name) for name in names])
    ax.set(xlim=(0, 112), xlabel=say("Share, %"))
    across(ax)
    legend_below(ax, 2)
    said = "; ".join(
        f"{called(row['by'], labels)}: " + ", ".join(f"{percent(row[column])} {what}" for column, what, _, _ in parts)
        for _, row in result.table.iterrows()
    )
    whole = decimals(result.table["cost"].sum(), 0)
    return describe(ax, say("Bars of {number} places: {said}; {sum} in all.", number=len(table), said=said, sum=whole))
