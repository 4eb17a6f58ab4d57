"""Bars: what a change is made of, what defects cost, what low and high ratings do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from matplotlib.axes import Axes

from ..errors import CXError
from ..locale import say
from ..results import Result
from ..text import FEW, count, decimals, percent
from .style import DARK, INK, LIGHT, MIDDLE, PALE, across, blank_axes, describe, folded, head, legend_below, row_height

MOST_DEFECTS = 20


def plot_bars(
    result: Result,
    *,
    label: str | None = None,
    certainty: float = 0.8,
    labels: Mapping[str, str] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Bars with what they come to.

    Parameters
    ----------
    result : Result
        Of `nps_change` for one pair of waves, of `defect_costs`, of `penalty_reward` without groups, of
        `choose_actions` or `money_shares`.
    label : str, optional
        Column of the segments of a change.
    certainty : float
        Of a plan: the chance that counts as sure.
    labels : mapping, optional
        Name in the table → the words to show.
    ax : matplotlib Axes, optional
        Where to draw; new axes if left out.

    Returns
    -------
    matplotlib Axes
        Its figure has a description for those who do not see it; `show` displays both.
    """
    from .bars_drivers import penalty_reward
    from .bars_plans import money, plan_chances

    names = set(result.table.columns)
    if "penalty" in names:
        return penalty_reward(result, labels, ax)
    if result.kind == "choose_actions":
        return plan_chances(result, certainty, labels, ax)
    if result.kind == "money_shares":
        return money(result, labels, ax)
    if "defect" in names:
        return defects(result, ax)
    if "component" in names and label is not None:
        return change(result, label, ax)
    raise CXError("plot_bars: this result has no bars.", 'A change wants label="…", the column of its segments.')


def change(result: Result, segment: str, ax: Axes | None) -> Axes:
    """What each segment adds to the change: by its share (mix) and by its own score (rate), stacked."""
    table = result.table
    total = table[table["status"] == "total"].set_index("component")["estimate"]
    parts = table[table["status"] != "total"].pivot(index=segment, columns="component", values="estimate")
    n = table[(table["status"] != "total") & (table["component"] == "change")].set_index(segment)
    parts = parts.sort_values("change", ascending=False)
    ax = blank_axes(ax, 1.7 + 0.34 * len(parts))
    rows = range(len(parts))[::-1]
    for name, colour, hatch, label in (("rate", DARK, "", say("own score")), ("mix", LIGHT, "////", say("its share"))):
        other = parts["mix" if name == "rate" else "rate"]
        same = (parts[name] * other > 0) & (name == "mix")  # of one sign: behind one another
        ax.barh(
            rows, parts[name], left=other.where(same, 0), height=0.72, color=colour, hatch=hatch, edgecolor="white",
            label=say("{label}: {total} in all", label=label, total=decimals(total[name], sign=True)),
        )  # fmt: skip
    ax.scatter(
        parts["change"], rows, marker="D", s=26, color=INK, edgecolor="white", zorder=3, label=say("both together")
    )
    ax.axvline(0, color=INK, lw=0.9)
    ticks = [f"{name} ({count(n.loc[name, 'n_from'])} → {count(n.loc[name, 'n_to'])})" for name in parts.index]
    ax.set_yticks(list(rows), ticks, fontsize=9)
    ax.set(xlabel=say("Points of the change"), ylim=(-0.7, len(parts) - 0.3))
    legend_below(ax, 2)
    across(ax)
    worst = parts.index[-1]
    return describe(
        ax,
        say(
            "Stacked bars of {number} segments. Of a change of {change} points, {mix} come from the "
            "mix and {rate} from the segments' own scores. The lowest bar is {worst} with {lowest}.",
            number=len(parts),
            change=decimals(total["change"]),
            mix=decimals(total["mix"]),
            rate=decimals(total["rate"]),
            worst=worst,
            lowest=decimals(parts.loc[worst, "change"]),
        ),
    )


def defects(result: Result, ax: Axes | None) -> Axes:
    """What each defect costs in all, largest first, and what share they come to so far; slight ones are grey."""
    costly = result.table[result.table["estimate"] > 0]
    table = costly.head(MOST_DEFECTS)
    rows = range(len(table))[::-1]
    names = [f"{str(line.defect).replace('_', ' ')} · {line.touchpoint}" for line in table.itertuples()]
    ax = blank_axes(ax, 1.2 + row_height([folded(name) for name in names], 0.32) * len(table))
    ax.barh(rows, table["estimate"], color=[MIDDLE if pale else DARK for pale in table["slight"]], height=0.7)
    ax.hlines(rows, table["conf_low"].clip(lower=0), table["conf_high"], color=INK, lw=1.2)
    so_far = table["estimate"].cumsum() / costly["estimate"].sum()
    # measured in points, so that the margin stays as wide as its words however narrow the long names make the axes
    margin: dict[str, Any] = {
        "xycoords": ("axes fraction", "data"),
        "textcoords": "offset points",
        "va": "center",
        "fontsize": 9,
    }
    for row, line, share in zip(rows, table.itertuples(), so_far, strict=True):
        colour = PALE if line.n < FEW else INK
        ax.annotate(f"n = {count(line.n)}", (1, row), (6, 0), color=colour, **margin)
        ax.annotate(percent(share), (1, row), (98, 0), ha="right", color=colour, **margin)
    ax.annotate(say("so far"), (1, len(table) - 0.3), (98, 0), ha="right", color="#555555", **margin)
    ax.set_yticks(rows, [folded(name) for name in names], fontsize=9)
    ax.set(
        xlabel=say("Points of {outcome} lost, spread over all contacts", outcome=result.settings["outcome"]),
        xlim=(0, None),
    )
    ax.set_ylim(-0.7, len(table) + 0.1)
    grey, slight = (lines["slight"].sum() for lines in (table, result.table))
    head(
        ax,
        say(
            "{number} of {all} defects; grey: {grey} of {slight} slight ones",
            number=len(table),
            all=len(result.table),
            grey=grey,
            slight=slight,
        ),
    )
    told = "; ".join(f"{name} {decimals(size, 3)}" for name, size in zip(names[:5], table["estimate"], strict=False))
    share = costly.loc[costly["slight"], "estimate"].sum() / costly["estimate"].sum()
    return describe(
        ax,
        say(
            "Bars of {number} defects, the costliest first: {told}. The slight ones come to {share} of all.",
            number=len(table),
            told=told,
            share=percent(share),
        ),
    )
