"""The answers to the recommendation question."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from ..locale import say, say_number, to_say, word
from ..results import Result
from ..text import count, decimals, percent
from .charts import as_chart, series_of
from .style import CLASS_COLOURS, DARK, INK, MIDDLE, describe, head, panels

CLASS_NAMES = {"detractor": to_say("detractors"), "passive": to_say("passives"), "promoter": to_say("promoters")}
RANGES = {"detractor": (0, 6), "passive": (7, 8), "promoter": (9, 10)}


def plot_answers(result: Result, *, mark: int | None = None) -> Axes:
    """Bars of the answers 0 to 10 with the three classes bracketed, one panel per group.

    Parameters
    ----------
    result : Result
        As `recommendation_counts` gives it.
    mark : int, optional
        Instead of the classes, the one answer that is drawn dark and whose share is written.

    Returns
    -------
    matplotlib Axes
        Its figure has a description for those who do not see it; `show` displays both.
    """
    by = result.settings["by"]
    groups = list(result.table.groupby(by, sort=False, observed=True)) if by else [((), result.table)]
    axes = panels(len(groups), 3.2, sharey=True)
    top = result.table["share"].max() * 100
    said = []
    for panel, (name, table) in zip(axes, groups, strict=True):
        if mark is not None:
            said.append(_marked(panel, name, table, mark))
            continue
        panel.bar(table["answer"], 100 * table["share"], color=table["class"].map(CLASS_COLOURS), edgecolor="white")
        shares = {kind: 100 * table.loc[table["class"] == kind, "share"].sum() for kind in RANGES}
        for kind, (low, high) in RANGES.items():
            _bracket(panel, low, high, top, f"{word(CLASS_NAMES[kind])}\n{percent(shares[kind] / 100, 1)}")
        label = f"{', '.join(map(str, name))}: " if by else ""
        head(
            panel,
            f"{label}NPS {decimals(shares['promoter'] - shares['detractor'])}, n = {count(table['n'].sum())}",
        )
        panel.set(xticks=range(11), xlabel=say("Answer"), ylim=(0, top * 1.42))
        said.append(
            say(
                "{label}{promoter} promoters, {passive} passives and {detractor} detractors; the "
                "commonest answer is {answer}",
                label=label,
                promoter=percent(shares["promoter"] / 100),
                passive=percent(shares["passive"] / 100),
                detractor=percent(shares["detractor"] / 100),
                answer=table.loc[table["share"].idxmax(), "answer"],
            )
        )
    for panel in axes:
        panel.set_ylabel(say("Share of answers, %"))
    if mark is None:
        # Of everybody the answers in three colours; of several groups the three shares of each
        if len(groups) == 1:
            table = groups[0][1]
            names = list(table["answer"])
            values = {kind: table["share"].where(table["class"] == kind) for kind in RANGES}
        else:
            names = [", ".join(map(str, name)) for name, _ in groups]
            sums = [table.groupby("class")["share"].sum() for _, table in groups]
            values = {kind: pd.Series([one.get(kind, 0.0) for one in sums]) for kind in RANGES}
        series = [
            series_of(pd.DataFrame({"share": share}), word(CLASS_NAMES[kind]), "share", colour=CLASS_COLOURS[kind][1:])
            for kind, share in values.items()
        ]
        sizes = [] if len(groups) == 1 else [f"n = {count(table['n'].sum())}" for _, table in groups]
        as_chart(axes[0], "stacked", names, series, unit="", form=("percent", 0), sizes=sizes)
    if mark is not None:
        text = say_number(
            "Bars of the answers 0 to 10 in {number} panel. {names}.",
            "Bars of the answers 0 to 10 in {number} panels. {names}.",
            len(groups),
            number=len(groups),
            names="; ".join(said),
        )
        return describe(axes[0], text)
    return describe(axes[0], say("Bars of the answers 0 to 10. {names}.", names=". ".join(said)))


def _marked(panel: Axes, name: tuple, table: pd.DataFrame, mark: int) -> str:
    """One answer stands out; what it comes to."""
    panel.bar(table["answer"], 100 * table["share"], color=[DARK if x == mark else MIDDLE for x in table["answer"]])
    share = float(table.loc[table["answer"] == mark, "share"].iloc[0])
    called = ", ".join(map(str, name)) or say("all")
    head(panel, f"{called}, n = {count(table['n'].sum())}")
    panel.set(xticks=range(11), xlabel=say("Answer"))
    place: dict[str, Any] = {"xytext": (0, 3), "textcoords": "offset points", "ha": "center", "fontsize": 9}
    panel.annotate(percent(share), (mark, 100 * share), **place)
    return say(
        "{called}: {share} of {n} answers are {mark}",
        called=called,
        share=percent(share),
        n=count(table["n"].sum()),
        mark=mark,
    )


def _bracket(ax: Axes, low: int, high: int, top: float, label: str) -> None:
    height = top * 1.08
    ax.plot(
        [low - 0.4, low - 0.4, high + 0.4, high + 0.4], [height * 0.97, height, height, height * 0.97], color=INK, lw=1
    )
    # Names of narrow classes lean away from one another: on a telephone, centred ones would touch
    place, side = {7: (high + 0.2, "right"), 9: (low - 0.4, "left")}.get(low, ((low + high) / 2, "center"))
    ax.text(place, height * 1.03, label, ha=side, va="bottom", fontsize=9)
