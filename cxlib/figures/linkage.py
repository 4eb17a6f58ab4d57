"""Figures of the link from employees to customers: slopes by level, paths, a common cause, power."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import LogLocator, NullLocator, StrMethodFormatter

from ..results import Result
from ..sentences.linkage import with_limits
from ..sentences.words import hundredths
from .style import DARK, INK, LIGHT, MIDDLE, PALE, blank_axes, blank_grid, describe, head

SLOPES = {"between": "Between units", "pooled": "Units and waves mixed", "within": "Within units, same wave"}
DIRECTIONS = {"engagement first": "Within, engagement first", "outcome first": "Within, customers first"}
MARKERS = ("o", "s", "^", "D", "v")


def plot_linkage_slopes(
    linkage: Result, *, lags: Result | None = None, truths: Mapping[str, float] | None = None, note: str = ""
) -> Axes:
    """Units in their waves with both slopes through them, beside the slopes with their intervals.

    Parameters
    ----------
    linkage : Result
        Of `engagement_linkage`; units that may not be shown are not in it.
    lags : Result, optional
        Of `linkage_lags` on the same data.
    truths : mapping, optional
        Planted values by `effect` or `direction`, drawn as crosses; for the sample company only.
    note : str
        What may lie behind the slope between units, such as the location; written beside its line.
    """
    left, right = blank_grid(1, 2, (11.5, 5.2))[0]
    _clouds(left, linkage, note)
    rows = [linkage.table.assign(name=linkage.table["effect"].map(SLOPES), key=linkage.table["effect"])]
    if lags is not None:
        rows.append(lags.table.assign(name=lags.table["direction"].map(DIRECTIONS), key=lags.table["direction"]))
    table = pd.concat(rows, ignore_index=True)
    _slopes(right, table, truths or {})
    said = "; ".join(f"{row['name'].lower()} {with_limits(row)}" for _, row in table.iterrows())
    n = len(linkage.units)
    return describe(left, f"{n} units shown, with their slopes. {said[:1].upper()}{said[1:]}.")


def _clouds(ax: Axes, linkage: Result, note: str) -> None:
    """Each unit's waves, a short line of the slope within through its middle, and the line between the middles."""
    slope = linkage.table.set_index("effect")["estimate"]
    cells, units = linkage.cells, linkage.units
    ax.scatter(cells["engagement"], cells["outcome"], s=6, color=MIDDLE, linewidth=0, label="a unit in a wave")
    if "within" in slope:
        half = np.ptp(cells["engagement"]) / 25
        ends = np.array([-half, half])
        for x, y in units[["engagement", "outcome"]].to_numpy():
            ax.plot(x + ends, y + slope["within"] * ends, color=DARK, lw=1.1)
        ax.plot([], [], color=DARK, lw=1.1, label="slope within each unit")
    ends = np.array([units["engagement"].min(), units["engagement"].max()])
    middle = units["outcome"].mean() + slope["between"] * (ends - units["engagement"].mean())
    ax.plot(ends, middle, color=LIGHT, lw=3, label="slope between units")
    ax.annotate(note, (ends[1], middle[1]), xytext=(4, 4), textcoords="offset points", fontsize=9, fontweight="bold")
    ax.set(xlabel="Employees' engagement, mean", ylabel="Customers, mean")
    head(ax, f"n = {len(units)} units shown, {int(linkage.table['n_units'].max())} counted")
    ax.legend(frameon=False, fontsize=9, loc="upper left", bbox_to_anchor=(0, -0.14))


def _slopes(ax: Axes, table: pd.DataFrame, truths: Mapping[str, float]) -> None:
    places = np.arange(len(table))[::-1]
    ax.hlines(places, table["conf_low"], table["conf_high"], color=DARK, lw=2)
    ax.scatter(table["estimate"], places, color=DARK, s=45, zorder=3)
    planted = table["key"].map(dict(truths)).astype(float)
    if planted.notna().any():
        ax.scatter(planted, places, marker="x", color=INK, s=60, zorder=4, label="planted")
        ax.legend(frameon=False, fontsize=9, loc="upper left", bbox_to_anchor=(0, -0.14))
    ax.axvline(0, color=INK, lw=0.9)
    for place, (_, row) in zip(places, table.iterrows(), strict=True):
        text = f"{with_limits(row)}, n = {int(row['n_units'])}"
        ax.annotate(text, (1.02, place), xycoords=("axes fraction", "data"), va="center", fontsize=9)
    ax.set(yticks=places, yticklabels=table["name"], ylim=(-0.6, len(table) - 0.4), xlabel="Points per point")
    ax.grid(axis="x", color="#DDDDDD", lw=0.6)
    ax.set_axisbelow(True)


def plot_mediation_paths(result: Result, *, ax: Axes | None = None) -> Axes:
    """Engagement, mediator and outcome with the paths between them, each with its interval.

    Parameters
    ----------
    result : Result
        Of `linkage_mediation`.
    ax : matplotlib Axes, optional
        Where to draw; new axes if left out.
    """
    paths = {row["path"]: with_limits(row) for _, row in result.table.iterrows()}
    ax = blank_axes(ax, (7.5, 3.6))
    boxes = {"engagement": (0.12, 0.15), "mediator": (0.5, 0.85), "outcome": (0.88, 0.15)}
    for role, place in boxes.items():
        ax.text(*place, result.settings[role], ha="center", va="center", fontsize=10.5, zorder=3, bbox={
            "boxstyle": "round,pad=0.5", "facecolor": "white", "edgecolor": INK,
        })  # fmt: skip
    for start, end, name, place, side in (
        ("engagement", "mediator", "a", (0.27, 0.52), "right"),
        ("mediator", "outcome", "b", (0.73, 0.52), "left"),
        ("engagement", "outcome", "direct", (0.5, 0.06), "center"),
    ):
        ax.annotate("", boxes[end], boxes[start], zorder=1, arrowprops={
            "arrowstyle": "-|>", "color": DARK, "lw": 2, "shrinkA": 45, "shrinkB": 45,
        })  # fmt: skip
        ax.text(*place, f"{name} {paths[name]}", ha=side, va="center", fontsize=9.5)
    ax.text(0.5, 0.42, f"indirect {paths['indirect']}", ha="center", fontsize=10.5, fontweight="bold")
    ax.text(0.5, 0.32, f"total {paths['total']}", ha="center", fontsize=9.5)
    ax.set(xlim=(0, 1), ylim=(0, 1))
    ax.axis("off")
    head(ax, f"n = {int(result.table['n_units'].iloc[0])} units, {result.settings['design']}")
    said = ", ".join(f"{name} {value}" for name, value in paths.items())
    return describe(ax, f"Three boxes joined by arrows. Paths: {said}.")


def plot_common_cause(result: Result, *, ax: Axes | None = None) -> Axes:
    """What an unseen common cause of mediator and outcome would leave of the indirect path.

    Parameters
    ----------
    result : Result
        Of `linkage_mediation`.
    ax : matplotlib Axes, optional
        Where to draw; new axes if left out.
    """
    curve, gone = result.sensitivity, result.vanishing_rho
    found = float(result.table.set_index("path").at["indirect", "estimate"])
    ax = blank_axes(ax, (6.5, 3.6))
    ax.plot(curve["rho"], curve["indirect"], color=DARK, lw=2)
    ax.axhline(0, color=INK, lw=0.9)
    ax.plot([0], [found], "o", color=DARK, ms=7, label="as estimated: no common cause")
    ax.plot([gone], [0], "X", color=LIGHT, ms=10, markeredgecolor=INK, label="nothing left")
    ax.annotate(hundredths(found), (0, found), xytext=(8, 6), textcoords="offset points", fontsize=9)
    ax.annotate(f"ρ = {hundredths(gone)}", (gone, 0), xytext=(8, 6), textcoords="offset points", fontsize=9)
    ax.set(xlabel="Correlation of mediator and outcome through an unseen cause, ρ", ylabel="Indirect path")
    ax.legend(frameon=False, fontsize=9)
    ax.grid(color="#DDDDDD", lw=0.6)
    head(ax, f"n = {int(result.table['n_units'].iloc[0])} units")
    text = f"A curve of the indirect path: {hundredths(found)} without a common cause, 0 at ρ = {hundredths(gone)}."
    return describe(ax, text)


def plot_linkage_power(result: Result, *, have: int | None = None, ax: Axes | None = None) -> Axes:
    """Units against the correlation they show, or against the chance to see it.

    Parameters
    ----------
    result : Result
        Of `linkage_power`, or of `linkage_design_power`.
    have : int, optional
        The units at hand.
    ax : matplotlib Axes, optional
        Where to draw; new axes if left out.
    """
    ax = blank_axes(ax, (7.0, 3.8))
    simulated = "r_observed" in result.table
    said = _simulated(ax, result.table) if simulated else _formula(ax, result)
    if have is not None:
        (ax.axvline if simulated else ax.axhline)(have, color=LIGHT, ls="--", lw=1.5, label=f"here: {have:,} units")
        said += f" There are {have:,} here."
    ax.grid(color="#DDDDDD", lw=0.6)
    if ax.get_legend_handles_labels()[0]:
        ax.legend(frameon=False, fontsize=9)
    return describe(ax, said)


def _formula(ax: Axes, result: Result) -> str:
    table = result.table.sort_values("r")
    ax.plot(table["r"], table["n_units"], "o-", color=DARK, ms=4)
    ax.set_yscale("log")
    ax.yaxis.set_major_locator(LogLocator(subs=(1, 2, 3, 5)))
    ax.yaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
    ax.yaxis.set_minor_locator(NullLocator())
    for row in table.itertuples():
        ax.annotate(f"{row.n_units:,}", (row.r, row.n_units), xytext=(6, 5), textcoords="offset points", fontsize=9)
    ax.margins(y=0.12)
    ax.set(xlabel="Correlation of units' means, as observed", ylabel="Units needed")
    head(ax, f"Chance {result.settings['power']:.0%} to see it".replace("%", " %"))
    pairs = ", ".join(f"{row.n_units:,} units for r = {row.r:.2f}" for row in table.itertuples())
    return f"A falling curve of units needed: {pairs}."


def _simulated(ax: Axes, table: pd.DataFrame) -> str:
    said = []
    for (r, rows), marker in zip(table.groupby("r"), MARKERS * len(table), strict=False):
        ax.errorbar(
            rows["n_units"], rows["power"],
            yerr=[rows["power"] - rows["conf_low"], (rows["conf_high"] - rows["power"]).clip(lower=0)],
            marker=marker, color=DARK, mfc="white", lw=1.3, label=f"true r = {r:.2f}",
        )  # fmt: skip
        last = rows.iloc[-1]
        said.append(f"{last['power']:.2f} at {int(last['n_units']):,} units for a true r of {r:.2f}")
    ax.axhline(0.8, color=PALE, lw=0.9, ls=":")
    ax.set(xlabel="Units", ylabel="Chance to see it", ylim=(0, 1.02))
    return f"Rising curves of the chance to see a link: {'; '.join(said)}."
