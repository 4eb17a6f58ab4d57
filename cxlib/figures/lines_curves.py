"""Curves: answers needed, waiting, factors, outcomes by answer, unbroken journeys."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator, PercentFormatter, StrMethodFormatter

from ..locale import own_name, say, say_number, word
from ..results import Detailed, Result
from ..text import FEW, count, decimals, general, percent, percents
from .answers import CLASS_NAMES, RANGES
from .style import DARK, INK, LIGHT, MIDDLE, PALE, blank_axes, describe, head, legend_below


def sample_sizes(result: Result, goal: str, have: int | None, ax: Axes | None) -> Axes:
    """Answers needed against the margin or the difference wanted; the dashed line is what there is."""
    table = result.table
    ax = blank_axes(ax, 3.6)
    ax.plot(table[goal], table["n"], "o-", color=DARK, ms=4)
    ax.set_yscale("log")
    for place in (0, len(table) // 2, len(table) - 1):
        line = table.iloc[place]
        ax.annotate(
            f"{'±' if goal == 'margin' else ''}{decimals(line[goal], 0)}: {count(line['n'])}",
            (line[goal], line["n"]), xytext=(6, 6), textcoords="offset points", fontsize=9,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5},
        )  # fmt: skip
    said, lowest, highest = "", table["n"].min(), table["n"].max()
    if have is not None:
        lowest, highest = min(lowest, have), max(highest, have)
        ax.axhline(have, color=LIGHT, ls="--", lw=1.5)
        ax.annotate(
            say("here: {have}", have=count(have)),
            (1.01, have),
            xycoords=("axes fraction", "data"),
            va="center",
            fontsize=9,
        )
        said = f" {say('There are {have} here.', have=count(have))}"
    words = {
        "margin": (say("Margin, ± points"), say("Answers needed")),
        "difference": (say("Difference, points"), say("Answers per group")),
    }
    ax.yaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
    ax.set(xticks=table[goal])
    ax.set(xlabel=words[goal][0], ylabel=words[goal][1], ylim=(lowest * 0.6, highest * 2))
    ax.grid(color="#DDDDDD", lw=0.6)
    first, last = table.iloc[0], table.iloc[-1]
    return describe(
        ax,
        say(
            "A falling curve: {most} answers for {first} points, {fewest} for {last}.",
            most=count(first["n"]),
            first=decimals(first[goal], 0),
            fewest=count(last["n"]),
            last=decimals(last[goal], 0),
        )
        + said,
    )


def waiting(result: Detailed, unit: str, ax: Axes | None) -> Axes:
    """How far answers given later lie from those of the same day, with intervals."""
    curve: pd.DataFrame = result.curve
    ax = blank_axes(ax, 3.4)
    places = range(len(curve))
    ax.axhline(0, color=INK, lw=0.9)
    ax.vlines(places, curve["conf_low"], curve["conf_high"], color=DARK, lw=2)
    ax.plot(places, curve["estimate"], "o-", color=DARK, lw=0.8, ms=6)
    labels = [f"{own_name(line.days)}\nn = {count(line.n)}" for line in curve.itertuples()]
    ax.set(xticks=list(places), xticklabels=labels, xlabel=say("Days between contact and answer"), ylabel=unit)
    ax.grid(axis="y", color="#DDDDDD", lw=0.6)
    ax.set_axisbelow(True)
    said = "; ".join(f"{own_name(line.days)}: {decimals(line.estimate, 2)}" for line in curve.iloc[1:].itertuples())
    return describe(
        ax, say("Dots with intervals: difference from answers of the same day, by days of waiting. {said}.", said=said)
    )


def scree(result: Detailed, ax: Axes | None) -> Axes:
    """Eigenvalues of a scale's items above the band of random answers; those within it are hollow."""
    table, found = result.table, result.n_factors
    ax = blank_axes(ax, 3.8)
    level = decimals(100 * result.settings["confidence_level"], 0)
    ax.fill_between(table["factor"], table["random"], table["random_high"], color=MIDDLE, zorder=1)
    ax.plot(
        table["factor"],
        table["random_high"],
        color=INK,
        lw=0.9,
        ls="--",
        label=say("random answers, {level} % below", level=level),
    )
    ax.plot(table["factor"], table["estimate"], color=DARK, lw=1.2, zorder=2)
    for part, fill, label in ((table[:found], DARK, say("above it")), (table[found:], "white", say("not above it"))):
        ax.plot(part["factor"], part["estimate"], "o", mec=DARK, mfc=fill, zorder=3, label=f"{label}: {len(part)}")
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.set(xlabel=say("Factor"), ylabel=say("Eigenvalue"), ylim=(0, None))
    ax.legend(frameon=False, fontsize=9)
    head(
        ax,
        say(
            "{found} of {number} factors lie above random answers; n = {n}",
            found=found,
            number=len(table),
            n=count(table["n"].iloc[0]),
        ),
    )
    values = ", ".join(decimals(value, 2) for value in table["estimate"])
    return describe(
        ax,
        say(
            "Eigenvalues of {number} items: {values}. Above random answers: the first {found}.",
            number=len(table),
            values=values,
            found=found,
        ),
    )


def outcome_by_answer(result: Result, outcome: str, ax: Axes | None) -> Axes:
    """Share with an outcome for each answer, beside what the class says and a curve through all."""
    table = result.table
    ax = blank_axes(ax, 4.4)
    for kind, (low, high) in RANGES.items():
        steps = 100 * table.loc[table["answer"].between(low, high), "by_class"]
        if len(steps):
            ax.hlines(steps.iloc[0], low - 0.45, high + 0.45, color=LIGHT, lw=5, alpha=0.7, zorder=1)
            ax.annotate(word(CLASS_NAMES[kind]), (high + 0.5, steps.iloc[0]), va="center", fontsize=9)
    ax.plot(table["answer"], 100 * table["curve"], color=INK, lw=1.3, zorder=2, label=say("curve through all answers"))
    ax.vlines(table["answer"], 100 * table["conf_low"], 100 * table["conf_high"], color=DARK, lw=1.5, zorder=3)
    ax.plot(
        table["answer"], 100 * table["estimate"], "o", color=DARK, ms=6, zorder=4, label=say("answer, with interval")
    )
    ax.plot([], [], color=LIGHT, lw=5, alpha=0.7, label=say("class"))
    ax.set_xticks(
        table["answer"],
        [f"{general(answer)}\n{count(n)}" for answer, n in zip(table["answer"], table["n"], strict=True)],
    )
    ax.set(xlabel=say("Answer, and how many gave it"), ylabel=f"{outcome}, %", xlim=(-0.7, 11.6), ylim=(0, None))
    legend_below(ax, 1, lines=3)
    told = "; ".join(
        say("{answer}: {estimate} of {n}", answer=general(row.answer), estimate=percent(row.estimate), n=count(row.n))
        for row in table.itertuples()
    )
    return describe(
        ax,
        say(
            "Dots of the share that {outcome} by answer, a curve, and a step per class. {told}.",
            outcome=outcome,
            told=told,
        ),
    )


def unbroken(result: Detailed, longest: int, marked: int, ax: Axes | None) -> Axes:
    """The share of journeys without a break falls with every contact, while each touchpoint is fine."""
    table = result.table[result.table["contacts"] <= longest]
    places = result.touchpoints[result.touchpoints["n"] >= FEW]
    ax = blank_axes(ax, 4.4)
    ends = table["contacts"].min() - 0.4, table["contacts"].max() + 0.4
    lowest, highest = places["estimate"].min(), places["estimate"].max()
    ax.fill_between(ends, lowest, highest, color=MIDDLE, alpha=0.35, lw=0, zorder=0)
    ax.hlines(
        places["estimate"],
        *ends,
        color=PALE,
        lw=0.7,
        zorder=1,
        label=say("each of {number} touchpoints", number=len(places)),
    )
    ax.plot(
        table["contacts"], table["product"], ls="--", color=LIGHT, lw=2, zorder=2, label=say("product of their shares")
    )
    ax.plot(table["contacts"], table["estimate"], color=DARK, lw=1.5, zorder=3)
    ax.vlines(table["contacts"], table["conf_low"], table["conf_high"], color=DARK, lw=1.5, zorder=3)
    for enough, face, label in (
        (True, DARK, say("journeys without a break")),
        (False, "white", say("fewer than {few} journeys", few=FEW)),
    ):
        part = table[(table["n"] >= FEW) == enough]
        if len(part):
            ax.plot(part["contacts"], part["estimate"], "o", color=DARK, mfc=face, ms=6, zorder=4, label=label)
    text = _mark(ax, table, marked, lowest, highest)
    ax.set_xticks(table["contacts"], [f"{row.contacts}\n{count(row.n)}" for row in table.itertuples()])
    ax.set(
        xlabel=say("Contacts of the journey, and number of journeys"),
        ylabel=say("Without a break"),
        xlim=ends,
        ylim=(0, 1.02),
    )
    ax.yaxis.set_major_formatter(PercentFormatter(1, decimals=0, symbol=" %"))
    ax.legend(frameon=False, fontsize=9, loc="lower left")
    told = ", ".join(f"{row.contacts}: {percent(row.estimate)}" for row in table.itertuples())
    return describe(
        ax,
        say(
            "A line with intervals over the number of contacts: journeys without a break are {told}. "
            "The touchpoints one by one lie between {lowest} and {highest}, a flat grey band.",
            told=told,
            lowest=percent(lowest),
            highest=percent(highest),
        )
        + text,
    )


def _mark(ax: Axes, table: pd.DataFrame, marked: int, lowest: float, highest: float) -> str:
    """Label the number of contacts that is to be read; the same in words."""
    row = table[table["contacts"] == marked]
    if row.empty:
        return ""
    estimate, product = row["estimate"].iloc[0], row["product"].iloc[0]
    each = percent(highest) if percent(lowest) == percent(highest) else percents(lowest, highest)
    text = say_number(
        "each touchpoint {each},\n{n} contact in all {estimate}",
        "each touchpoint {each},\n{n} contacts in all {estimate}",
        marked, each=each, n=marked, estimate=percent(estimate),
    )  # fmt: skip
    ax.annotate(
        text, (marked, estimate),
        xytext=(-150, -44), textcoords="offset points", fontsize=9, fontweight="bold",
        arrowprops={"arrowstyle": "-", "color": INK, "shrinkB": 5},
    )  # fmt: skip
    told = say_number(
        "Over {n} contact the product of their shares is {product}.",
        "Over {n} contacts the product of their shares is {product}.",
        marked,
        n=marked,
        product=percent(product),
    )
    return f" {told}"
