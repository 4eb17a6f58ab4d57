"""Points on two axes, with their names: groups by size, drivers said and derived, units."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from ..errors import CXError
from ..locale import say, word
from ..results import Detailed, Result
from ..text import called, count, decimals, percent
from .drivers import TOP, require_one_row_each, whiskers
from .points_emotions import plane
from .points_priorities import names_at_the_right, priorities
from .points_quadrants import beliefs, kano_plane, quadrants, readiness
from .style import DARK, INK, LIGHT, MIDDLE, PALE, blank_axes, describe, head, legend_below

LABELLED = 12  # more names than this hide one another


def plot_points(
    result: Detailed,
    other: Result | None = None,
    pooled: Result | None = None,
    *,
    level: float | None = None,
    slopes: bool = True,
    threshold: str = "mean",
    labels: Mapping[str, str] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Points on two axes, named where there is room.

    Parameters
    ----------
    result, other, pooled : Result
        `nps_difference` of each group with the rest, `net_promoter_score` and `nps_pooled` of the same groups: a
        funnel. Or shares of people who name a driver first and `driver_importance`. Or one alone of
        `engagement_linkage`, `importance_performance`, `quadrant_chances`, `kano_classes`, `belief_gaps`,
        `emotion_profile`, or means of kind ``readiness``.
    level : float, optional
        Of a funnel: the largest p-value that counts; 0.05 if left out.
    slopes : bool
        Of a linkage: draw the slopes between and within units, and the units' waves; else the units alone.
    threshold : str
        Of quadrants: the rule by which the fields are parted.
    labels : mapping, optional
        Column of a driver → the words to show.
    ax : matplotlib Axes, optional
        Where to draw; new axes if left out.

    Returns
    -------
    matplotlib Axes
        Its figure has a description for those who do not see it; `show` displays both.
    """
    if other is not None and pooled is not None:
        return funnel(result, other, pooled, 0.05 if level is None else level, ax)
    if other is not None:
        return _stated_derived(result, other, labels, ax)
    if result.kind == "quadrant_chances":
        return quadrants(result, threshold, labels, ax)
    if "field" in result.table:
        return priorities(result, labels, ax)
    alone = {"kano_classes": kano_plane, "belief_gaps": beliefs, "emotion_profile": plane}.get(result.kind)
    if alone is not None:
        return alone(result, labels, ax)
    if result.kind == "readiness":
        return readiness(result, ax)
    if not hasattr(result, "cells"):
        raise CXError("plot_points: this result has no points.", "Give a linkage, or the results of a funnel.")
    if not slopes:
        return _cloud(result, ax)
    ax = blank_axes(ax, 5.2)
    _clouds(ax, result)
    told = "; ".join(f"{word(line.effect)} {decimals(line.estimate, 2)}" for line in result.table.itertuples())
    return describe(
        ax, say("{number} units shown, with their slopes: {slopes}.", number=len(result.units), slopes=told)
    )


def _cloud(linkage: Detailed, ax: Axes | None) -> Axes:
    """The units as dots, as large as their employees are many."""
    units, ax = linkage.units, blank_axes(ax, 4.4)
    sizes = units["n_employees"].clip(upper=200) / 2
    ax.scatter(units["engagement"], units["outcome"], s=sizes, color=DARK, alpha=0.6, linewidth=0)
    ax.set(
        xlabel=say("Employees' engagement, mean of the unit"),
        ylabel=say("Customers' {outcome}, mean", outcome=linkage.settings["outcome"]),
    )
    head(
        ax,
        say(
            "n = {number} units shown of {n_units}; size: employees who answered",
            number=len(units),
            n_units=int(linkage.table["n_units"].iloc[0]),
        ),
    )
    trend = np.corrcoef(units[["engagement", "outcome"]].T)[0, 1] if len(units) > 2 else 0
    rising, falling, level = (
        say("From left to right it rises."),
        say("From left to right it falls."),
        say("From left to right it has no clear slope."),
    )
    slope = rising if trend > 0.2 else falling if trend < -0.2 else level
    return describe(ax, f"{say('A cloud of {number} units, without names.', number=len(units))} {slope}")


def _clouds(ax: Axes, linkage: Detailed) -> None:
    """Each unit's waves, a short line of the slope within through its middle, and the line between the middles."""
    slope = linkage.table.set_index("effect")["estimate"]
    cells, units = linkage.cells, linkage.units
    ax.scatter(cells["engagement"], cells["outcome"], s=6, color=MIDDLE, linewidth=0, label=say("a unit in a wave"))
    if "within" in slope:
        half = np.ptp(cells["engagement"]) / 25
        ends = np.array([-half, half])
        for x, y in units[["engagement", "outcome"]].to_numpy():
            ax.plot(x + ends, y + slope["within"] * ends, color=DARK, lw=1.1)
        ax.plot([], [], color=DARK, lw=1.1, label=say("slope within each unit"))
    ends = np.array([units["engagement"].min(), units["engagement"].max()])
    middle = units["outcome"].mean() + slope["between"] * (ends - units["engagement"].mean())
    ax.plot(ends, middle, color=LIGHT, lw=3, label=say("slope between units"))
    ax.set(xlabel=say("Employees' engagement, mean"), ylabel=say("Customers, mean"))
    head(
        ax,
        say(
            "n = {number} units shown, {n_units} counted",
            number=len(units),
            n_units=int(linkage.table["n_units"].max()),
        ),
    )
    legend_below(ax, 1)


def funnel(comparisons: Result, scores: Result, pooled: Result, level: float, ax: Axes | None) -> Axes:
    """Groups by size and score: who stands out one by one, and who still does when all are counted."""
    name = comparisons.settings["between"]
    table = comparisons.table.merge(scores.table[[name, "estimate"]], on=name, suffixes=("", "_score"))
    table = table.merge(pooled.table[[name, "pooled"]], on=name)
    ax = blank_axes(ax, 5.0)
    raw, held = table["p_value"] < level, table["p_adjusted"] < level
    ax.vlines(table["n"], table["estimate_score"], table["pooled"], color=MIDDLE, lw=0.8, zorder=1)
    kinds = (
        (~raw, "o", PALE, 18, say("not distinguished from the rest")),
        (raw & ~held, "o", "none", 55, say("stands out only one by one")),
        (held, "D", DARK, 55, say("stands out with all counted (Holm)")),
    )
    for chosen, marker, colour, size, label in kinds:
        part = table[chosen]
        ax.scatter(
            part["n"], part["estimate_score"], s=size, marker=marker, facecolor=colour, label=f"{label}: {len(part)}",
            edgecolor=LIGHT if colour == "none" else "white", linewidth=1.8 if colour == "none" else 0.4, zorder=2,
        )  # fmt: skip
    ax.plot(table["n"], table["pooled"], ".", color=INK, ms=3, zorder=3, label=say("pooled score (end of line)"))
    part = table[held]
    part = part.head(LABELLED)
    wide, tall = (0.1 * abs(high - low) for low, high in (ax.get_xlim(), ax.get_ylim()))
    for line, called_so in zip(part.itertuples(), part[name].astype(str), strict=True):
        near = (part["n"] - line.n).between(0, wide, "right") & (
            (part["estimate_score"] - line.estimate_score).abs() < tall
        )
        side = -1 if near.any() else 1  # a neighbour at the right would stand on the name
        ax.annotate(
            called_so, (line.n, line.estimate_score), xytext=(7 * side, 0), textcoords="offset points",
            va="center", ha="right" if near.any() else "left", fontsize=9,
        )  # fmt: skip
    overall = float(np.average(table["estimate_score"], weights=table["n"]))
    ax.axhline(overall, color=INK, lw=0.8, ls=":", label=say("score of the groups shown together"))
    ax.set(xlabel=say("Answers of the group"), ylabel=say("Net Promoter Score, points"))
    legend_below(ax, 1)
    return describe(
        ax,
        say(
            "{number} groups by number of answers and score. Standing out one by one: {raw}; with "
            "all comparisons counted: {held}. Pooled scores lie between {low} and {high}.",
            number=len(table),
            raw=int(raw.sum()),
            held=int(held.sum()),
            low=decimals(table["pooled"].min(), 0),
            high=decimals(table["pooled"].max(), 0),
        ),
    )


def _stated_derived(stated: Result, importance: Result, labels: Mapping[str, str] | None, ax: Axes | None) -> Axes:
    """How many people name a driver first, against its share of what their ratings explain."""
    require_one_row_each(importance)
    said, derived = stated.table.set_index("driver"), importance.table.set_index("driver")
    said = said.loc[[name for name in said.index if name in derived.index]]
    derived = derived.loc[said.index]
    scale = 100 / (importance.table["estimate"] / importance.table["share"]).median()
    x, y = 100 * said["estimate"], scale * derived["estimate"]
    ax = blank_axes(ax, max(4.4, 1.2 + 0.24 * len(x)))
    top = 1.1 * max(x.max(), y.max())
    ax.plot([0, top], [0, top], color=MIDDLE, lw=1, ls="--", zorder=1)
    whiskers(ax, y, said, DARK, 100)
    if "conf_low" in derived:
        ax.vlines(x, scale * derived["conf_low"], scale * derived["conf_high"], color=DARK, lw=2, zorder=2)
    ax.scatter(x, y, s=45, color=DARK, edgecolor="white", zorder=3)
    names_at_the_right(ax, x, y, [called(name, labels) for name in x.index])
    ax.set(
        xlabel=say("Named first by, % of {n} people", n=_n(said)),
        ylabel=say("Share of the ratings' R², %, n = {n}", n=_n(derived)),
    )
    head(ax, say("Above the dashed line: more in the ratings than in the words"))
    told = "; ".join(
        say("{name} {x} and {y}", name=called(name, labels), x=percent(x[name] / 100), y=percent(y[name] / 100))
        for name in x.index[: 2 * TOP]
    )
    return describe(
        ax, say("Dots of drivers by share of people who name them first and share of R²: {told}.", told=told)
    )


def _n(table: pd.DataFrame) -> str:
    return count(int(table["n"].max()))


def plot_rank_shifts(result: Result, *, large: int) -> Axes:
    """Each group's rank by one rule and by another; those that move far are dark.

    Parameters
    ----------
    result : Result
        A table with a column for the group, then one column of ranks (1 = best) per rule.
    large : int
        From how many places a move counts as far.

    Returns
    -------
    matplotlib Axes
        Its figure has a description for those who do not see it; `show` displays both.
    """
    table = result.table
    first, second = table.columns[1:3]
    far = (table[first] - table[second]).abs() > large
    ax = blank_axes(None, 4.6)
    for line, moved in zip(table.itertuples(index=False), far, strict=True):
        ax.plot([0, 1], line[1:3], color=DARK if moved else MIDDLE, lw=1.4 if moved else 0.6, zorder=2 if moved else 1)
    ax.yaxis.set_major_locator(MaxNLocator(integer=True))
    ax.set(xticks=[0, 1], xticklabels=[word(first), word(second)], ylabel=say("Rank (1 = best)"), xlim=(-0.15, 1.15))
    ax.set_ylim(len(table) + 0.5, 0.5)
    ax.spines["bottom"].set_visible(False)
    head(
        ax, say("{far} of {number} groups move over {large} places", far=int(far.sum()), number=len(table), large=large)
    )
    return describe(
        ax,
        say(
            "Lines from each group's rank by {first} to its rank by {second}: {far} of {number} move "
            "over {large} places.",
            first=word(first),
            second=word(second),
            far=int(far.sum()),
            number=len(table),
            large=large,
        ),
    )
