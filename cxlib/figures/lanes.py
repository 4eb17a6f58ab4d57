"""A map of journeys with the lanes of their owners: rating, moments of truth, owner, what is done, what is planned."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from ..locale import say
from ..results import Result
from ..text import called, count, decimals, listed
from .style import DARK, INK, LIGHT, MIDDLE, blank_axes, describe, folded, head, legend_below, nothing_to_draw

LINE = 0.165  # inches of a line of words
NAME, WORDS = 22, 25  # letters of a line: of names at the left, of actions at the right


def plot_lanes(result: Result, *, labels: Mapping[str, str] | None = None, ax: Axes | None = None) -> Axes:
    """Kinds of journeys under one another, each from its first contact down to its last, with a lane for the actions.

    Parameters
    ----------
    result : Result
        One row for each kind and touchpoint, in their order: ``kind touchpoint n performance moment_of_truth owner
        as_it_is as_it_should_be``. `performance` is a rating, `moment_of_truth` names what is one and is empty else;
        an owner and actions may be missing or empty.
    labels : mapping, optional
        Touchpoint → the words to show.
    ax : matplotlib Axes, optional
        Where to draw; new axes if left out.

    Returns
    -------
    matplotlib Axes
        Its figure has a description for those who do not see it; `show` displays both.
    """
    table = result.table
    if table.empty:
        return nothing_to_draw(ax)
    steps, height = _places(table, labels)
    ax = blank_axes(ax, 1.5 + height)
    ax.set_ylim(height, 0.0)
    for kind, own in steps.groupby("kind", observed=True, sort=False):
        top = own["y"].iloc[0] - own["height"].iloc[0] / 2
        ax.axhline(top - LINE * 1.9, color=MIDDLE, lw=0.8)
        ax.annotate(
            f"{called(str(kind), labels)}", (0.0, top - LINE * 0.7), xycoords=("axes fraction", "data"), va="center",
            ha="left", fontweight="bold", fontsize=10,
        )  # fmt: skip
        ax.plot(own["performance"], own["y"], color=MIDDLE, lw=1.5, zorder=1)
    truth = steps["moment_of_truth"].fillna("").astype(bool)
    for of_truth, part in steps.groupby(truth):
        looks: dict[str, Any] = {"marker": "D", "color": LIGHT, "s": 70} if of_truth else {"color": DARK, "s": 40}
        ax.scatter(part["performance"], part["y"], edgecolor=INK, linewidth=0.7, zorder=3, **looks)
    for step in steps.itertuples():
        amiss = step.open and not step.as_it_should_be
        ax.annotate(
            step.said, (1.03, step.y), xycoords=("axes fraction", "data"), va="center", fontsize=8.5,
            color=INK, fontweight="bold" if amiss else "normal",
        )  # fmt: skip
    ax.set_yticks(steps["y"], steps["called"])
    low, high = steps["performance"].min(), steps["performance"].max()
    room = max(0.15 * (high - low), 0.1) if low == low else 1.0
    ax.set(xlim=(low - room, high + room) if low == low else (0, 1), xlabel=say("Rating of the contact"))
    ax.xaxis.set_major_locator(_few_ticks())
    head(ax, say("n = {n} contacts or more at each", n=count(int(table["n"].min()))))
    legend_below(
        ax, 1,
        [
            Line2D([], [], marker="D", color=LIGHT, markeredgecolor=INK, lw=0, label=say("surely a moment of truth")),
            Line2D([], [], marker="o", color=DARK, markeredgecolor=INK, lw=0, label=say("other contact")),
        ],
    )  # fmt: skip
    return describe(ax, _told(steps, labels))


def _places(table: pd.DataFrame, labels: Mapping[str, str] | None) -> tuple[pd.DataFrame, float]:
    """Each step with its words, its height and its middle, in inches from the top; and the height of all."""
    steps = table.reset_index(drop=True).copy()
    for name in ("owner", "as_it_is", "as_it_should_be"):
        steps[name] = steps[name].fillna("").astype(str)
    steps["open"] = steps["moment_of_truth"].fillna("").astype(bool)
    names, said, places, heights, down = [], [], [], [], 0.0
    before: object = None
    for step in steps.itertuples():
        name = folded(called(str(step.touchpoint), labels), NAME)
        owner = folded(f"({step.owner or say('nobody')})", NAME)
        names.append(f"{name}\n{owner}")
        lines = [folded(say("is: {actions}", actions=step.as_it_is), WORDS)] if step.as_it_is else []
        if step.as_it_should_be:
            lines.append(folded(say("to be: {actions}", actions=step.as_it_should_be), WORDS))
        elif step.open:
            lines.append(folded(say("to be: nothing planned"), WORDS))
        said.append("\n".join(lines))
        own = LINE * (max(names[-1].count("\n"), said[-1].count("\n")) + 2)
        down += LINE * 2.2 if step.kind != before else 0.0
        before = step.kind
        places.append(down + own / 2)
        heights.append(own)
        down += own
    return steps.assign(called=names, said=said, y=places, height=heights), down


def _few_ticks() -> Any:
    from matplotlib.ticker import MaxNLocator

    return MaxNLocator(4)


def _told(steps: pd.DataFrame, labels: Mapping[str, str] | None) -> str:
    """What the map shows, for those who do not see it: by kind, its steps, its moments of truth and what is planned."""
    parts = []
    for kind, own in steps.groupby("kind", observed=True, sort=False):
        walked = []
        for step in own.itertuples():
            rated = say("rated {estimate}", estimate=decimals(step.performance, 2)) if step.performance > 0 else ""
            facts = [rated, say("moment of truth") if step.open else "", step.owner or say("nobody owns it")]
            facts += [step.said.replace("\n", " ")]
            walked.append(f"{called(str(step.touchpoint), labels)} ({', '.join(fact for fact in facts if fact)})")
        parts.append(f"{called(str(kind), labels)}: {listed(walked)}")
    return say(
        "{number} kinds of journeys with their touchpoints from first to last. {told}.",
        number=len(parts),
        told="; ".join(parts),
    )
