"""Figures of who is heard: a score under several remedies, who answers, what the silent may hide."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from ..results import Result
from ..sentences import FEW
from .style import DARK, INK, LIGHT, MIDDLE, PALE, blank_axes, blank_grid, describe, folded, head, number

GRID = {"axis": "x", "color": "#DDDDDD", "lw": 0.6}


def plot_wrong_sign(
    result: Result, *, unit: str = "Net Promoter Score, points", reach: float = 20.0, ax: Axes | None = None
) -> Axes:
    """One score under several remedies: dots with intervals, the true value as a line, effective answers at the right.

    Parameters
    ----------
    result : Result
        Of `bias_repaired`; with a truth, it is drawn as a line and the share of the bias repaired is told.
    unit : str
        What the horizontal axis shows.
    reach : float
        How far the axis goes to both sides of 0 at the least.
    ax : matplotlib Axes, optional
        Where to draw; new axes if left out.
    """
    table, truth = result.table, result.settings["truth"]
    ax = blank_axes(ax, (8.6, 1.7 + 0.5 * len(table)))
    rows = range(len(table))[::-1]
    colours = [PALE if n < FEW else DARK for n in table["n"]]
    ax.axvline(0, color=INK, lw=0.9)
    ax.hlines(rows, table["conf_low"], table["conf_high"], color=colours, lw=2.2)
    ax.scatter(table["estimate"], rows, color=colours, s=50, zorder=3)
    _margin(ax, len(table) - 0.4, ("effective n", "" if truth is None else "bias repaired"), "#555555")
    said = []
    for row, line in zip(rows, table.itertuples(), strict=True):
        untreated = row == len(table) - 1
        repaired = "" if truth is None or line.repaired != line.repaired or untreated else _share(line.repaired)
        _margin(ax, row, (f"{line.n_effective:,.0f}", repaired))
        above = f"{line.estimate:z.1f}".replace("-", "−")
        ax.annotate(
            above, (line.estimate, row), xytext=(0, 8), textcoords="offset points", ha="center", fontsize=9, zorder=6,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6},
        )  # fmt: skip
        more = f", {repaired} of the bias repaired" if repaired else ""
        limits = f"{line.conf_low:z.1f} to {line.conf_high:z.1f}".replace("-", "−")
        said.append(f"{line.analysis} {above} ({limits}, worth {line.n_effective:,.0f} answers{more})")
    names, places = [folded(str(name)) for name in table["analysis"]], list(rows)
    if truth is not None:
        true = f"{truth:z.1f}".replace("-", "−")
        names, places = [*names, "everybody (true value)"], [*places, -1]
        ax.annotate(true, (truth, -1), xytext=(8, 0), textcoords="offset points", va="center", fontsize=9)
        ax.scatter([truth], [-1], marker="D", color=LIGHT, edgecolor=INK, s=55, zorder=4)
        said.append(f"the true value is {true}")
    low, high = table["conf_low"].min(), table["conf_high"].max()
    ax.set(
        yticks=places, yticklabels=names, xlabel=unit, ylim=(min(places) - 0.6, len(table) - 0.4),
        xlim=(min(-reach, low - 1), max(reach, high + 1)),
    )  # fmt: skip
    ax.grid(**GRID)
    ax.set_axisbelow(True)
    if truth is not None:
        ax.axvline(truth, color=LIGHT, lw=2, zorder=5, alpha=0.9)
    return describe(ax, f"Dots with intervals about a line at zero. {'; '.join(said)}.")


_RIGHT = ("axes fraction", "data")


def _margin(ax: Axes, height: float, texts: tuple[str, str], colour: str = INK) -> None:
    """Two numbers at the right of the axes, one column for each."""
    for text, place in zip(texts, (62, 142), strict=True):
        ax.annotate(
            text, (1, height), xycoords=_RIGHT, xytext=(place, 0), textcoords="offset points", ha="right", va="center",
            fontsize=9, color=colour,
        )  # fmt: skip


def _share(value: float) -> str:
    return f"{100 * value:z.0f} %".replace("-", "−")


def plot_response_rates(result: Result, *, ax: Axes | None = None) -> Axes:
    """Share that answered in each category, with its interval and odds ratio; the dashed line is the rate of all.

    Parameters
    ----------
    result : Result
        Of `response_bias`.
    ax : matplotlib Axes, optional
        Where to draw; new axes if left out.
    """
    table = result.table
    heads = [
        place for place, name in enumerate(table["column"]) if place == 0 or name != table["column"].iloc[place - 1]
    ]
    rows = [-place - 0.5 * sum(head <= place for head in heads) for place in range(len(table))]
    ax = blank_axes(ax, (8.0, 1.2 + 0.36 * -min(rows)))
    colours = [PALE if n < FEW else DARK for n in table["n"]]
    ax.axvline(result.response_rate, color=INK, lw=0.9, ls="--")
    ax.hlines(rows, table["conf_low"], table["conf_high"], color=colours, lw=2)
    ax.scatter(table["estimate"], rows, color=colours, s=42, zorder=3)
    for row, line in zip(rows, table.itertuples(), strict=True):
        odds = "" if line.odds_ratio != line.odds_ratio else f", odds × {line.odds_ratio:.2f}"
        if line.odds_ratio == 1 and line.odds_low != line.odds_low:
            odds = ", reference"
        text = f"{100 * line.estimate:.0f} %, n = {line.n:,}{odds}"
        ax.annotate(text, (1.02, row), xycoords=_RIGHT, va="center", fontsize=9)
    for place in heads:
        name = str(table["column"].iloc[place])
        ax.annotate(name, (0, rows[place] + 0.72), xycoords=("axes fraction", "data"), xytext=(4, 0),
                    textcoords="offset points", va="center", fontsize=9, fontweight="bold")  # fmt: skip
    ax.set(
        yticks=rows, yticklabels=[folded(str(name)) for name in table["category"]],
        xlabel="Share of the invited that answered",
        ylim=(min(rows) - 0.6, 0.75), xlim=(0, min(1.0, 1.08 * table["conf_high"].max())),
    )  # fmt: skip
    ax.xaxis.set_major_formatter(PercentFormatter(1, decimals=0, symbol=" %"))
    ax.grid(**GRID)
    ax.set_axisbelow(True)
    said = "; ".join(
        f"{line.column} {line.category} {100 * line.estimate:.0f} %" for line in table.head(14).itertuples()
    )
    return describe(ax, f"Dots with intervals: who answers. All {100 * result.response_rate:.0f} %. {said}.")


def plot_bounds(result: Result, *, unit: str = "Net Promoter Score, points", ax: Axes | None = None) -> Axes:
    """What everybody's score may be, whatever the silent ones think: a bar for each stage, its estimate as a dot.

    Parameters
    ----------
    result : Result
        Of `nonresponse_bounds`.
    unit : str
        What the horizontal axis shows.
    ax : matplotlib Axes, optional
        Where to draw; new axes if left out.
    """
    table = result.table
    ax = blank_axes(ax, (7.5, 1.1 + 0.55 * len(table)))
    rows = list(range(len(table))[::-1])
    ax.barh(rows, table["highest"] - table["lowest"], left=table["lowest"], height=0.4, color=MIDDLE)
    ax.scatter(table["estimate"], rows, color=DARK, s=50, zorder=3)
    ax.axvline(result.settings["target"], color=INK, lw=0.9)
    said = []
    for row, line in zip(rows, table.itertuples(), strict=True):
        limits = f"{number(line.lowest)} to {number(line.highest)}"
        known = f"{100 * line.response_rate:.0f} %"
        ax.annotate(f"{limits}, known of {known}", (1.02, row), xycoords=_RIGHT, va="center", fontsize=9)
        said.append(f"{line.stage}: {limits}, known of {known}")
    scale = (result.settings["lowest"], result.settings["highest"])
    ax.set(
        yticks=rows,
        yticklabels=[folded(str(name)) for name in table["stage"]],
        xlabel=unit,
        xlim=scale,
        ylim=(-0.6, len(table) - 0.4),
    )
    return describe(ax, f"Bars of what the score of everybody may be. {'; '.join(said)}.")


def plot_heaping(result: Result, *, by: str, upper: int = 9, ax: Axes | None = None) -> Axes:
    """Shares of the answers, one panel for each group: where a point is begged for, its bar stands out.

    Parameters
    ----------
    result : Result
        Of `recommendation_counts` by a column of groups.
    by : str
        That column.
    upper : int
        The answer that is drawn dark.
    ax : matplotlib Axes, optional
        Not used with more than one group: the panels share a scale of their own.
    """
    groups = list(result.table.groupby(by, observed=True, sort=False))
    panels = (
        [blank_axes(ax, (7.0, 2.6))]
        if len(groups) == 1
        else list(blank_grid(1, len(groups), (1.2 + 3.6 * len(groups), 2.8), sharey=True)[0])
    )
    said = []
    for panel, (name, own) in zip(panels, groups, strict=True):
        panel.bar(own["answer"], own["share"], color=[DARK if answer == upper else MIDDLE for answer in own["answer"]])
        head(panel, f"{name}, n = {own['n'].sum():,}")
        panel.set(xticks=range(11), xlabel="Answer")
        share = float(own.loc[own["answer"] == upper, "share"].iloc[0])
        panel.annotate(
            _share(share), (upper, share), xytext=(0, 3), textcoords="offset points", ha="center", fontsize=9
        )
        said.append(f"{name}: {_share(share)} of {own['n'].sum():,} answers are {upper}")
    panels[0].yaxis.set_major_formatter(PercentFormatter(1, decimals=0, symbol=" %"))
    panels[0].set_ylabel("Share of the answers")
    return describe(panels[0], f"Bars of the answers 0 to 10 in {len(groups)} panels. {'; '.join(said)}.")


def plot_waiting(result: Result, *, unit: str = "points against the same day", ax: Axes | None = None) -> Axes:
    """How far answers given later lie from those of the same day, with intervals.

    Parameters
    ----------
    result : Result
        Of `lag_effect`.
    unit : str
        What the vertical axis shows.
    ax : matplotlib Axes, optional
        Where to draw; new axes if left out.
    """
    curve: pd.DataFrame = result.curve
    ax = blank_axes(ax, (7.0, 3.2))
    places = range(len(curve))
    ax.axhline(0, color=INK, lw=0.9)
    ax.vlines(places, curve["conf_low"], curve["conf_high"], color=DARK, lw=2)
    ax.plot(places, curve["estimate"], "o-", color=DARK, lw=0.8, ms=6)
    labels = [f"{line.days}\nn = {line.n:,}" for line in curve.itertuples()]
    ax.set(xticks=list(places), xticklabels=labels, xlabel="Days between contact and answer", ylabel=unit)
    ax.grid(axis="y", color="#DDDDDD", lw=0.6)
    ax.set_axisbelow(True)
    said = "; ".join(f"{line.days}: {line.estimate:z.2f}" for line in curve.iloc[1:].itertuples()).replace("-", "−")
    return describe(ax, f"Dots with intervals: difference from answers of the same day, by days of waiting. {said}.")
