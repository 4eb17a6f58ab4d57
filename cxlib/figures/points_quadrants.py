"""Points with their clouds: fields of importance and rating, Kano's plane, beliefs beside scores, who is ready."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes

from ..locale import say, word
from ..results import Detailed, Result
from ..text import called, count, decimals, listed, percent
from .points_priorities import LINE, names_at_the_right
from .style import DARK, INK, LIGHT, MIDDLE, PALE, across, blank_axes, describe, folded, head, legend_below

UNSURE = 0.7  # chance of its field below which a point is grey
MARKERS = {"must_be": "s", "one_dimensional": "D", "attractive": "^", "indifferent": "o", "unclear": "x"}


def quadrants(result: Detailed, threshold: str, labels: Mapping[str, str] | None, ax: Axes | None) -> Axes:
    """Each touchpoint as the outlines of its resamples, the lines between the fields as bands, names with chances."""
    table = result.table[result.table["threshold"] == threshold].set_index("name")
    tied = "\N{NO-BREAK SPACE}"
    chances = [percent(share).replace(" ", tied) for share in table["chance"]]
    names = [folded(f"{called(name, labels)} ({chance})") for name, chance in zip(table.index, chances, strict=True)]
    ax = blank_axes(ax, max(4.8, 1.2 + LINE * sum(name.count("\n") + 1.6 for name in names)))
    for name, row in table.iterrows():
        colour = DARK if row["chance"] >= UNSURE else PALE
        for share, corners in result.outlines[result.outlines["name"] == name].groupby("share"):
            ax.fill(
                corners["performance"], corners["importance"], color=colour, lw=0, alpha=0.4 if share < UNSURE else 0.2
            )
        marker = "D" if row["field"] == "work on it" else "o"
        ax.plot(row["performance"], row["importance"], marker, color=colour, mec="white", ms=6, zorder=3)
        if threshold == "target":
            ax.plot(row["line"], row["importance"], "|", color=INK, ms=9, mew=1.4, zorder=3)
    left, right = ax.get_xlim()
    for line in result.lines.to_dict("records"):
        if line["axis"] == "importance":
            ax.axhspan(line["low"], line["high"], color=MIDDLE, alpha=0.4, lw=0, zorder=0)
        elif left <= line["estimate"] <= right:
            chosen = line["threshold"] == threshold
            ax.axvspan(line["low"], line["high"], color=MIDDLE, alpha=0.6 if chosen else 0.25, lw=0, zorder=0)
    ax.set_xlim(left, right)
    names_at_the_right(ax, table["performance"], table["importance"], names)
    ax.set(
        xlabel=say("Mean {rating}; n = {n} or more", rating=result.settings["rating"], n=count(table["n"].min())),
        ylabel=say("Points of {outcome} lost by a bad contact", outcome=result.settings["outcome"]),
    )
    words = {
        "mean": say("the mean rating"),
        "scale_middle": say("the middle of the scale"),
        "target": say("its own target (tick)"),
    }
    key = say(
        "Clouds: 50 and 90 % of resamples; the line: {line}; in brackets: chance of its field; grey: below {chance}",
        line=words[threshold],
        chance=percent(UNSURE),
    )
    head(ax, key)
    said = "; ".join(
        say("{name}: {field} in {chance}", name=called(name, labels), field=word(row["field"]),
            chance=percent(row["chance"]))
        for name, row in table.iterrows()
    )  # fmt: skip
    return describe(
        ax, say("Clouds of {number} touchpoints by mean rating and importance. {said}.", number=len(table), said=said)
    )


def kano_plane(result: Result, labels: Mapping[str, str] | None, ax: Axes | None) -> Axes:
    """How many a feature would please and how many its lack would displease, with both intervals."""
    table = result.table.dropna(subset="better").set_index("feature")
    names = [called(name, labels) for name in table.index]
    ax = blank_axes(ax, max(4.4, 1.2 + LINE * 1.6 * len(names)))
    x, y = -100 * table["worse"], 100 * table["better"]
    ax.hlines(y, -100 * table["worse_high"], -100 * table["worse_low"], color=MIDDLE, lw=1.5, zorder=1)
    ax.vlines(x, 100 * table["better_low"], 100 * table["better_high"], color=MIDDLE, lw=1.5, zorder=1)
    kinds = {
        "must_be": say("must-be"),
        "one_dimensional": say("one-dimensional"),
        "attractive": say("attractive"),
        "indifferent": say("indifferent"),
        "unclear": say("unclear"),
    }
    for kind, part in table.groupby("kind"):
        ax.plot(x[part.index], y[part.index], MARKERS[kind], color=DARK if kind != "indifferent" else PALE, ms=8,
                mec="white", label=kinds[kind])  # fmt: skip
    for line in (ax.axhline, ax.axvline):
        line(50, color=MIDDLE, lw=1, ls="--", zorder=0)
    ax.set(xlim=(0, 100), ylim=(0, 100), xlabel=say("Its lack displeases, % of those of a clear mind"),
           ylabel=say("It pleases, %"))  # fmt: skip
    names_at_the_right(ax, x, y, names)
    legend_below(ax, 2)
    head(ax, say("n = {n} people or more for each", n=count(table["n"].min())))
    said = "; ".join(
        say("{name}: {kind}, pleases {better}, lacking displeases {worse}", name=name, kind=kinds[row.kind],
            better=percent(row.better), worse=percent(-row.worse))
        for name, row in zip(names, table.itertuples(), strict=True)
    )  # fmt: skip
    return describe(
        ax, say("Points of {number} features by better and worse coefficient. {said}.", number=len(table), said=said)
    )


def beliefs(result: Result, labels: Mapping[str, str] | None, ax: Axes | None) -> Axes:
    """What the house believes and what customers answered, joined by a line; dark where the two surely differ."""
    table = result.table.iloc[::-1].reset_index(drop=True)
    ax = blank_axes(ax, 1.5 + 0.4 * len(table))
    clear = (table["conf_low"] > 0) | (table["conf_high"] < 0)
    ax.hlines(
        table.index, table["measured"], table["believed"], color=[DARK if own else MIDDLE for own in clear], lw=2.5
    )
    ax.plot(table["measured"], table.index, "o", color=INK, ms=7, label=say("measured, customers"))
    ax.plot(table["believed"], table.index, "D", color=LIGHT, mec=INK, ms=7, label=say("believed, the house"))
    ax.set_yticks(list(table.index), [folded(called(name, labels)) for name in table["touchpoint"]])
    below = say(
        "Mean {rating}; n = {n} of the house, {n_measured} customers or more",
        rating=result.settings["rating"],
        n=count(table["n"].min()),
        n_measured=count(table["n_measured"].min()),
    )
    ax.set(xlabel=folded(below, 64), ylim=(-0.6, len(table) - 0.4))
    across(ax)
    legend_below(ax, 2)
    head(ax, say("Dark: surely apart, {n} of {all}", n=int(clear.sum()), all=len(table)))
    said = "; ".join(
        say("{name}: believed {believed}, measured {measured}", name=called(row.touchpoint, labels),
            believed=decimals(row.believed, 1), measured=decimals(row.measured, 1))
        for row in result.table.itertuples()
    )  # fmt: skip
    return describe(ax, say("Pairs of dots for {number} touchpoints. {said}.", number=len(table), said=said))


def readiness(result: Result, ax: Axes | None) -> Axes:
    """Groups by how aware and how motivated they are, with both intervals; lines in the middle of the scale."""
    table = result.table.set_index("who")
    names = [folded(f"{name} (n = {count(n)})") for name, n in zip(table.index, table["n"], strict=True)]
    ax = blank_axes(ax, max(4.4, 1.2 + LINE * sum(name.count("\n") + 1.6 for name in names)))
    x, y = table["awareness"], table["motivation"]
    ax.hlines(y, table["awareness_low"], table["awareness_high"], color=MIDDLE, lw=1.5, zorder=1)
    ax.vlines(x, table["motivation_low"], table["motivation_high"], color=MIDDLE, lw=1.5, zorder=1)
    ax.plot(x, y, "o", color=DARK, mec="white", ms=8)
    for line in (ax.axvline, ax.axhline):
        line(result.settings["middle"], color=INK, lw=0.9, ls="--", zorder=0)
    names_at_the_right(ax, x, y, names)
    ax.set(xlabel=say("Aware, mean answer"), ylabel=say("Motivated, mean answer"))
    head(ax, say("Dashed: the middle of the scale"))
    said = "; ".join(
        say("{name}: aware {awareness}, motivated {motivation}", name=row.Index, awareness=decimals(row.awareness, 2),
            motivation=decimals(row.motivation, 2))
        for row in table.itertuples()
    )  # fmt: skip
    return describe(
        ax, say("Points of {number} departments by awareness and motivation. {said}.", number=len(table), said=said)
    )


def order_lines(result: Detailed, shown: list[str], labels: Mapping[str, str] | None, ax: Axes | None) -> Axes:
    """The place of each item in several orders beside one another, joined by lines; dark where it moves far."""
    grid = result.orders[result.orders["who"].isin(shown)].pivot(index="item", columns="who", values="rank")[shown]
    ax = blank_axes(ax, max(4.0, 1.2 + 0.4 * len(grid)))
    far = (grid.max(axis=1) - grid.min(axis=1)) > len(grid) / 2
    for name, row in grid.iterrows():
        ax.plot(range(len(shown)), row, "o-", color=DARK if far[name] else MIDDLE, lw=2 if far[name] else 1.2, ms=6,
                zorder=2 + far[name])  # fmt: skip
    last = grid[shown[-1]]
    ax.set(xticks=range(len(shown)), xlim=(-0.2, len(shown) - 0.8), ylabel=say("Place (1 = matters most)"))
    ax.set_xticklabels([folded(word(name), 14) for name in shown])
    ax.set_ylim(len(grid) + 0.5, 0.5)
    ax.yaxis.set_ticks(range(1, len(grid) + 1))
    for name, place in last.items():
        ax.annotate(called(name, labels), (len(shown) - 1, place), xytext=(10, 0), textcoords="offset points",
                    va="center", fontsize=9)  # fmt: skip
    ax.spines["bottom"].set_visible(False)
    sizes = pd.Series(result.table["n"].to_numpy(), index=result.table["who"]).reindex(shown).dropna()
    head(ax, "n = " + ", ".join(f"{count(n)} {word(name)}" for name, n in sizes.items()))
    said = "; ".join(
        f"{called(name, labels)} {', '.join(f'{place:g}' for place in row)}" for name, row in grid.iterrows()
    )
    orders = listed([word(name) for name in shown])
    return describe(ax, say("Lines from order to order ({names}). Places: {said}.", names=orders, said=said))
