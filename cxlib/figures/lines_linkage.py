"""Lines of the link from employees to customers: a common cause, and power."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import LogLocator, NullLocator, StrMethodFormatter

from ..locale import say
from ..results import Detailed, Result
from ..text import count, decimals, percent
from .style import BACKED, DARK, INK, LIGHT, PALE, blank_axes, describe, head

MARKERS = ("o", "s", "^", "D", "v")


def common_cause(result: Detailed, ax: Axes | None) -> Axes:
    """What an unseen common cause of mediator and outcome would leave of the indirect path."""
    curve, gone = result.sensitivity, result.vanishing_rho
    found = float(result.table.set_index("path").at["indirect", "estimate"])
    ax = blank_axes(ax, 3.6)
    ax.plot(curve["rho"], curve["indirect"], color=DARK, lw=2)
    ax.axhline(0, color=INK, lw=0.9)
    ax.plot([0], [found], "o", color=DARK, ms=7, label=say("as estimated: no common cause"))
    ax.plot([gone], [0], "X", color=LIGHT, ms=10, markeredgecolor=INK, label=say("nothing left"))
    near: dict[str, Any] = {"textcoords": "offset points", "fontsize": 9}
    ax.annotate(decimals(found, 2), (0, found), xytext=(0, 9), ha="center", **near)
    ax.annotate(f"ρ = {decimals(gone, 2)}", (gone, 0), xytext=(8, 6), **near)
    ax.set(xlabel=say("Correlation of mediator and outcome through an unseen cause, ρ"), ylabel=say("Indirect path"))
    ax.legend(frameon=False, fontsize=9)
    ax.grid(color="#DDDDDD", lw=0.6)
    head(ax, say("n = {n_units} units", n_units=int(result.table["n_units"].iloc[0])))
    text = say(
        "A curve of the indirect path: {found} without a common cause, 0 at ρ = {gone}.",
        found=decimals(found, 2),
        gone=decimals(gone, 2),
    )
    return describe(ax, text)


def power(result: Result, have: int | None, ax: Axes | None) -> Axes:
    """Units against the correlation they show, or against the chance to see it."""
    ax = blank_axes(ax, 3.8)
    simulated = "r_observed" in result.table
    said = _simulated(ax, result.table) if simulated else _formula(ax, result)
    if have is not None:
        (ax.axvline if simulated else ax.axhline)(
            have, color=LIGHT, ls="--", lw=1.5, label=say("here: {have} units", have=count(have))
        )
        said = f"{said} {say('There are {have} here.', have=count(have))}"
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
        ax.annotate(count(row.n_units), (row.r, row.n_units), xytext=(6, 5), textcoords="offset points", fontsize=9,
                    bbox=BACKED)  # fmt: skip
    ax.margins(y=0.12)
    ax.set(xlabel=say("Correlation of units' means, as observed"), ylabel=say("Units needed"))
    head(ax, say("Chance {power} to see it", power=percent(result.settings["power"])))
    pairs = ", ".join(
        say("{n_units} units for r = {r}", n_units=count(row.n_units), r=decimals(row.r, 2))
        for row in table.itertuples()
    )
    return say("A falling curve of units needed: {pairs}.", pairs=pairs)


def _simulated(ax: Axes, table: pd.DataFrame) -> str:
    said = []
    for (r, rows), marker in zip(table.groupby("r"), MARKERS * len(table), strict=False):
        ax.errorbar(
            rows["n_units"], rows["power"],
            yerr=[rows["power"] - rows["conf_low"], (rows["conf_high"] - rows["power"]).clip(lower=0)],
            marker=marker, color=DARK, mfc="white", lw=1.3, label=say("true r = {r}", r=decimals(r, 2)),
        )  # fmt: skip
        last = rows.iloc[-1]
        said.append(
            say(
                "{power} at {n_units} units for a true r of {r}",
                power=decimals(last["power"], 2),
                n_units=count(int(last["n_units"])),
                r=decimals(r, 2),
            )
        )
    ax.axhline(0.8, color=PALE, lw=0.9, ls=":")
    ax.set(xlabel=say("Units"), ylabel=say("Chance to see it"), ylim=(0, 1.02))
    return say("Rising curves of the chance to see a link: {names}.", names="; ".join(said))
