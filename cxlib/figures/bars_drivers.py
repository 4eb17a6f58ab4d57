"""Bars of penalty and reward by driver."""

from __future__ import annotations

from collections.abc import Mapping

from matplotlib.axes import Axes
from matplotlib.patches import Patch

from ..locale import say, to_say, word
from ..results import Result
from ..text import FEW, called, count, decimals
from .charts import as_chart, series_of
from .drivers import TOP, require_one_row_each
from .style import DARK, INK, LIGHT, PALE, across, blank_axes, describe, folded, legend_below

KINDS = {
    "must_be": to_say("must-be"),
    "linear": to_say("linear"),
    "attractive": to_say("attractive"),
    "unclear": to_say("unclear"),
}
# Column, its number of answers, colour, hatch, how far above its row.
SIDES = (("penalty", "n_low", LIGHT, "////", 0.19), ("reward", "n_high", DARK, "", -0.19))


def penalty_reward(result: Result, labels: Mapping[str, str] | None, ax: Axes | None) -> Axes:
    """What a low rating costs and what a high one earns against the middle, with intervals, n and kind."""
    require_one_row_each(result)
    table = result.table.sort_values("asymmetry", kind="stable")
    rows = list(range(len(table)))[::-1]
    ax = blank_axes(ax, 1.6 + 0.6 * len(table))
    thin = table[["n_low", "n_high"]] < FEW
    for side, few, colour, hatch, lift in SIDES:
        heights = [row + lift for row in rows]
        faces = ["white" if few_there else colour for few_there in thin[few]]
        edges = [PALE if few_there else "white" for few_there in thin[few]]
        ax.barh(heights, table[side], height=0.36, color=faces, hatch=hatch, edgecolor=edges)
        ax.hlines(heights, table[f"{side}_low"], table[f"{side}_high"], color=INK, lw=1.4, zorder=3)
    ax.axvline(0, color=INK, lw=0.9)
    for row, line in zip(rows, table.itertuples(), strict=True):
        ax.annotate(
            say(
                "{kind}\nn low {n_low}, high {n_high}",
                kind=word(KINDS[line.kind]), n_low=count(line.n_low), n_high=count(line.n_high),
            ),
            (1.02, row), xycoords=("axes fraction", "data"), va="center", fontsize=9,
        )  # fmt: skip
    ax.set_yticks(rows, [folded(called(name, labels)) for name in table["driver"]])
    ax.set(
        xlabel=say("Points of {outcome} against middle ratings", outcome=called(result.settings["outcome"], labels)),
        ylim=(-0.6, len(table) - 0.4),
    )
    across(ax)
    called_so = {"penalty": say("penalty (low ratings)"), "reward": say("reward (high ratings)")}
    keys = [
        Patch(facecolor=colour, hatch=hatch, edgecolor="white", label=called_so[side])
        for side, _, colour, hatch, _ in SIDES
    ]
    if thin.any(axis=None):
        keys.append(Patch(facecolor="white", edgecolor=PALE, label=say("fewer than {few} ratings", few=FEW)))
    legend_below(ax, 2, keys)
    series = [series_of(table, called_so[side], side, n=few, colour=colour[1:]) for side, few, colour, _, _ in SIDES]
    as_chart(ax, "bars", [called(name, labels) for name in table["driver"]], series, unit=ax.get_xlabel(),
             form=("decimals", 2))  # fmt: skip
    told = "; ".join(
        say(
            "{driver} {penalty} and {reward} ({kind})",
            driver=called(line.driver, labels),
            penalty=aloud(line.penalty),
            reward=aloud(line.reward),
            kind=word(KINDS[line.kind]),
        )
        for line in table.head(2 * TOP).itertuples()
    )
    return describe(ax, say("Bars of penalty and reward by driver. {told}.", told=told))


def aloud(value: float) -> str:
    """A number in an alternative text, where a dash would not be heard."""
    return say("not known") if value != value else decimals(value, 2)
