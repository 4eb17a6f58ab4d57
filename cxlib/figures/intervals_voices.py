"""Intervals of who is heard: a score under several remedies, who answers, what the silent may hide."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from ..locale import say, word
from ..results import Detailed, Result
from ..text import FEW, count, decimals, interval, percent
from .charts import as_chart, series_of
from .style import BACKED, DARK, INK, LIGHT, MIDDLE, PALE, across, beside, blank_axes, describe, folded

REACH = 20.0  # points that the axis of a score shows to both sides of 0 at the least


def remedies(result: Result, unit: str, ax: Axes | None) -> Axes:
    """One score under several remedies, the true value as a line, effective answers at the right."""
    table, truth = _spaced(result.table, "analysis"), result.settings["truth"]
    ax = blank_axes(ax, 1.7 + 0.5 * len(table))
    rows = range(len(table))[::-1]
    colours = [PALE if n < FEW else DARK for n in table["n"]]
    ax.axvline(0, color=INK, lw=0.9)
    ax.hlines(rows, table["conf_low"], table["conf_high"], color=colours, lw=2.2)
    ax.scatter(table["estimate"], rows, color=colours, s=50, zorder=3)
    _margin(ax, len(table) - 0.4, (say("effective n"), "" if truth is None else say("bias repaired")), "#555555")
    said = []
    for row, line in zip(rows, table.itertuples(), strict=True):
        untreated = row == len(table) - 1
        repaired = "" if truth is None or line.repaired != line.repaired or untreated else percent(line.repaired)
        _margin(ax, row, (count(line.n_effective), repaired))
        above = decimals(line.estimate)
        ax.annotate(
            above, (line.estimate, row), xytext=(0, 8), textcoords="offset points", ha="center", fontsize=9, zorder=6,
            bbox=BACKED,
        )  # fmt: skip
        limits = interval(line.conf_low, line.conf_high)
        told = {"analysis": line.analysis, "estimate": above, "limits": limits, "n": count(line.n_effective)}
        if repaired:
            said.append(
                say(
                    "{analysis} {estimate} ({limits}, worth {n} answers, {repaired} of the bias repaired)",
                    **told,
                    repaired=repaired,
                )
            )
        else:
            said.append(say("{analysis} {estimate} ({limits}, worth {n} answers)", **told))
    names, places = [folded(name) for name in table["analysis"]], list(rows)
    if truth is not None:
        true = decimals(truth)
        names, places = [*names, say("everybody (true value)")], [*places, -1]
        ax.annotate(true, (truth, -1), xytext=(8, 0), textcoords="offset points", va="center", fontsize=9)
        ax.scatter([truth], [-1], marker="D", color=LIGHT, edgecolor=INK, s=55, zorder=4)
        said.append(say("the true value is {true}", true=true))
    low, high = table["conf_low"].min(), table["conf_high"].max()
    ax.set(
        yticks=places, yticklabels=names, xlabel=unit, ylim=(min(places) - 0.6, len(table) - 0.4),
        xlim=(min(-REACH, low - 1), max(REACH, high + 1)),
    )  # fmt: skip
    across(ax)
    if truth is not None:
        ax.axvline(truth, color=LIGHT, lw=2, zorder=5, alpha=0.9)
    sizes = [f"n = {count(n)}" for n in table["n"]]
    as_chart(ax, "bars", list(table["analysis"]), [series_of(table)], unit=unit,
             form=("decimals", 1), sizes=sizes, pale=table["n"] < FEW)  # fmt: skip
    return describe(ax, say("Dots with intervals about a line at zero. {names}.", names="; ".join(said)))


def _spaced(table: pd.DataFrame, names: str) -> pd.DataFrame:
    """The table for people: names of columns in it are words, with blanks between them."""
    return table.assign(**{names: [word(name).replace("_", " ") for name in table[names]]})


_RIGHT = ("axes fraction", "data")


def _margin(ax: Axes, height: float, texts: tuple[str, str], colour: str = INK) -> None:
    """Two numbers at the right of the axes, one column for each."""
    for text, place in zip(texts, (58, 132), strict=True):
        ax.annotate(
            text, (1, height), xycoords=_RIGHT, xytext=(place, 0), textcoords="offset points", ha="right", va="center",
            fontsize=9, color=colour,
        )  # fmt: skip


def response_rates(result: Detailed, ax: Axes | None) -> Axes:
    """Share that answered in each category, with its interval and odds ratio; the dashed line is the rate of all."""
    table = _spaced(result.table, "column")
    heads = [
        place for place, name in enumerate(table["column"]) if place == 0 or name != table["column"].iloc[place - 1]
    ]
    rows = [-place - 0.5 * sum(head <= place for head in heads) for place in range(len(table))]
    ax = blank_axes(ax, 1.2 + 0.36 * -min(rows))
    colours = [PALE if n < FEW else DARK for n in table["n"]]
    ax.axvline(result.response_rate, color=INK, lw=0.9, ls="--")
    ax.hlines(rows, table["conf_low"], table["conf_high"], color=colours, lw=2)
    ax.scatter(table["estimate"], rows, color=colours, s=42, zorder=3)
    for row, line in zip(rows, table.itertuples(), strict=True):
        odds = (
            ""
            if line.odds_ratio != line.odds_ratio
            else f", {say('odds × {odds_ratio}', odds_ratio=decimals(line.odds_ratio, 2))}"
        )
        if line.odds_ratio == 1 and line.odds_low != line.odds_low:
            odds = f", {say('reference')}"
        text = f"{percent(line.estimate)}, n = {count(line.n)}{odds}"
        beside(ax, row, text)
    for place in heads:
        name = str(table["column"].iloc[place])
        ax.annotate(name, (0, rows[place] + 0.72), xycoords=("axes fraction", "data"), xytext=(4, 0),
                    textcoords="offset points", va="center", fontsize=9, fontweight="bold")  # fmt: skip
    ax.set(
        yticks=rows,
        yticklabels=[folded(str(name)) for name in table["category"]],
        xlabel=say("Share of the invited that answered"),
        ylim=(min(rows) - 0.6, 0.75),
        xlim=(0, min(1.0, 1.08 * table["conf_high"].max())),
    )
    ax.xaxis.set_major_formatter(PercentFormatter(1, decimals=0, symbol=" %"))
    across(ax)
    said = "; ".join(f"{line.column} {line.category} {percent(line.estimate)}" for line in table.head(14).itertuples())
    names = [f"{line.column}: {line.category}" for line in table.itertuples()]
    as_chart(ax, "bars", names, [series_of(table)], unit="", form=("percent", 0),
             sizes=[f"n = {count(n)}" for n in table["n"]], pale=table["n"] < FEW)  # fmt: skip
    return describe(
        ax,
        say(
            "Dots with intervals: who answers. All {response_rate}. {said}.",
            response_rate=percent(result.response_rate),
            said=said,
        ),
    )


def bounds(result: Result, unit: str, ax: Axes | None) -> Axes:
    """What everybody's score may be, whatever the silent ones think: a bar for each stage, its estimate as a dot."""
    table = result.table
    ax = blank_axes(ax, 1.1 + 0.55 * len(table))
    rows = list(range(len(table))[::-1])
    ax.barh(rows, table["highest"] - table["lowest"], left=table["lowest"], height=0.4, color=MIDDLE)
    ax.scatter(table["estimate"], rows, color=DARK, s=50, zorder=3)
    ax.axvline(result.settings["target"], color=INK, lw=0.9)
    said = []
    for row, line in zip(rows, table.itertuples(), strict=True):
        limits = interval(line.lowest, line.highest, 0)
        known = percent(line.response_rate)
        beside(ax, row, say("{limits}, known of {known}", limits=limits, known=known))
        said.append(say("{stage}: {limits}, known of {known}", stage=word(line.stage), limits=limits, known=known))
    scale = (result.settings["lowest"], result.settings["highest"])
    ax.set(
        yticks=rows,
        yticklabels=[folded(word(name)) for name in table["stage"]],
        xlabel=unit,
        xlim=scale,
        ylim=(-0.6, len(table) - 0.4),
    )
    return describe(ax, say("Bars of what the score of everybody may be. {names}.", names="; ".join(said)))
