"""Figures of the recommendation question: its answers, and the coverage of its intervals."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from ..results import Result
from .style import CLASS_COLOURS, DARK, INK, LIGHT, blank_axes, blank_grid, describe, head

RANGES = {"detractor": (0, 6), "passive": (7, 8), "promoter": (9, 10)}
INTERVAL_NAMES = {"wald": "Wald", "adjusted_wald": "Adjusted Wald", "score": "Score (Tango)", "bayes": "Bayes"}


def plot_recommendation(result: Result, *, ax: Axes | None = None) -> Axes:
    """Eleven bars with the three classes bracketed, one panel per group.

    Parameters
    ----------
    result : Result
        As `recommendation_counts` gives it.
    ax : matplotlib Axes, optional
        Where to draw a single group; new axes if left out.
    """
    by = result.settings["by"]
    groups = list(result.table.groupby(by, sort=False, observed=True)) if by else [((), result.table)]
    size = (max(7.0, 5.0 * len(groups)), 3.4)
    panels = blank_grid(1, len(groups), size, sharey=True)[0] if ax is None else [ax]
    top = result.table["share"].max() * 100
    said = []
    for panel, (name, table) in zip(panels, groups, strict=True):
        panel.bar(table["answer"], 100 * table["share"], color=table["class"].map(CLASS_COLOURS), edgecolor="white")
        shares = {kind: 100 * table.loc[table["class"] == kind, "share"].sum() for kind in RANGES}
        for kind, (low, high) in RANGES.items():
            _bracket(panel, low, high, top, f"{kind}s\n{shares[kind]:.1f} %")
        label = f"{', '.join(map(str, name))}: " if by else ""
        head(
            panel,
            f"{label}NPS {shares['promoter'] - shares['detractor']:z.1f}, n = {table['n'].sum():,}".replace("-", "−"),
        )
        panel.set(xticks=range(11), xlabel="Answer", ylim=(0, top * 1.42))
        said.append(
            f"{label}{shares['promoter']:.0f} % promoters, {shares['passive']:.0f} % passives and "
            f"{shares['detractor']:.0f} % detractors; the commonest answer is "
            f"{table.loc[table['share'].idxmax(), 'answer']}"
        )
    panels[0].set_ylabel("Share of answers, %")
    return describe(panels[0], f"Bars of the answers 0 to 10. {'. '.join(said)}.")


def _bracket(ax: Axes, low: int, high: int, top: float, label: str) -> None:
    height = top * 1.08
    ax.plot(
        [low - 0.4, low - 0.4, high + 0.4, high + 0.4], [height * 0.97, height, height, height * 0.97], color=INK, lw=1
    )
    ax.text((low + high) / 2, height * 1.03, label, ha="center", va="bottom", fontsize=9)


def plot_outcome_by_answer(result: Result, *, outcome: str, ax: Axes | None = None) -> Axes:
    """Share with an outcome for each answer from 0 to 10, beside what the class says and a curve through all.

    Parameters
    ----------
    result : Result
        A row per answer: ``answer n estimate conf_low conf_high by_class curve``, shares 0…1; `by_class` is the share
        of the answer's class, `curve` that of a model.
    outcome : str
        What the share is of, such as "came back".
    ax : matplotlib Axes, optional
        Where to draw; new axes if left out.
    """
    table = result.table
    ax = blank_axes(ax, (7.5, 4.0))
    for kind, (low, high) in RANGES.items():
        steps = 100 * table.loc[table["answer"].between(low, high), "by_class"]
        if len(steps):
            ax.hlines(steps.iloc[0], low - 0.45, high + 0.45, color=LIGHT, lw=5, alpha=0.7, zorder=1)
            ax.annotate(f"{kind}s", (high + 0.5, steps.iloc[0]), va="center", fontsize=9)
    ax.plot(table["answer"], 100 * table["curve"], color=INK, lw=1.3, zorder=2, label="curve through all answers")
    ax.vlines(table["answer"], 100 * table["conf_low"], 100 * table["conf_high"], color=DARK, lw=1.5, zorder=3)
    ax.plot(table["answer"], 100 * table["estimate"], "o", color=DARK, ms=6, zorder=4, label="answer, with interval")
    ax.plot([], [], color=LIGHT, lw=5, alpha=0.7, label="class")
    ax.set_xticks(
        table["answer"], [f"{answer:g}\n{n:,}" for answer, n in zip(table["answer"], table["n"], strict=True)]
    )
    ax.set(xlabel="Answer, and how many gave it", ylabel=f"{outcome}, %", xlim=(-0.7, 11.6), ylim=(0, None))
    ax.legend(frameon=False, fontsize=9, loc="upper left", bbox_to_anchor=(0, 1.12), ncols=3)
    told = "; ".join(f"{row.answer:g}: {100 * row.estimate:.0f} % of {row.n:,}" for row in table.itertuples())
    return describe(ax, f"Dots of the share that {outcome} by answer, a curve, and a step per class. {told}.")


def plot_coverage(result: Result) -> Axes:
    """How often each interval holds the truth, over promoters' shares and numbers of answers.

    Parameters
    ----------
    result : Result
        Rows of `nps_coverage` under one another: one column of panels per interval, one row per share of
        detractors; the worst point of each panel is marked with its value.
    """
    table = result.table
    intervals, detractors = list(table["interval"].unique()), list(table["detractors"].unique())
    promoters = sorted(table["promoters"].unique(), reverse=True)
    panels = blank_grid(
        len(detractors),
        len(intervals),
        (2.7 * len(intervals) + 1.4, 2.3 * len(detractors) + 0.5),
        sharex=True,
        sharey=True,
    )
    level = result.settings["confidence_level"]
    scale = _scale(level)
    bar = panels[0, 0].figure.colorbar(
        scale, ax=panels, shrink=0.6, label="Share of samples whose interval holds the truth"
    )
    bar.ax.axhline(level, color=INK)
    for row, share in zip(panels, detractors, strict=True):
        for ax, interval in zip(row, intervals, strict=True):
            cell = table[(table["interval"] == interval) & (table["detractors"] == share)]
            grid = cell.pivot(index="promoters", columns="n", values="coverage")
            grid = grid.reindex(promoters)
            ax.imshow(grid, cmap=scale.cmap, norm=scale.norm, aspect="auto")
            ax.set_xticks(range(grid.shape[1]), grid.columns)
            ax.set_yticks(range(0, grid.shape[0], 2), [f"{share:g}" for share in grid.index[::2]])
            ax.set_facecolor("#DADADA")  # shares that cannot go together
            _mark_worst(ax, grid)
            ax.set(xlabel="Answers" if share == detractors[-1] else "", ylabel="")
            ax.tick_params(rotation=0, labelsize=8)
        row[0].set_ylabel(f"Promoters\n(detractors {share:g})")
    for ax, interval in zip(panels[0], intervals, strict=True):
        head(ax, INTERVAL_NAMES[interval])
    worst = ", ".join(
        f"{INTERVAL_NAMES[name]} {part['coverage'].min():.2f}" for name, part in table.groupby("interval", sort=False)
    )
    return describe(
        panels[0, 0],
        f"Tiles of the exact coverage of intervals that promise {100 * level:g} %, by number of answers and share of "
        f"promoters. Lowest coverage: {worst}.",
    )


def _scale(level: float):
    """One colour scale for all panels: white at the level promised, dark where the interval breaks its word."""
    from matplotlib.cm import ScalarMappable
    from matplotlib.colors import LinearSegmentedColormap, TwoSlopeNorm

    colours = LinearSegmentedColormap.from_list(
        "coverage", [(0.0, "#4A2000"), (0.38, LIGHT), (0.5, "#FFFFFF"), (1.0, DARK)]
    )
    return ScalarMappable(norm=TwoSlopeNorm(level, vmin=min(0.2, level - 0.1), vmax=1.0), cmap=colours)


def _mark_worst(ax: Axes, grid: pd.DataFrame) -> None:
    row, column = np.unravel_index(np.nanargmin(grid.to_numpy()), grid.shape)
    value = grid.iloc[row, column]
    ax.text(
        column, row, f"{value:.2f}".lstrip("0"), ha="center", va="center", fontsize=8, fontweight="bold",
        color="white" if value < 0.65 else INK,
    )  # fmt: skip
    ax.add_patch(_frame(column, row))


def _frame(column: int, row: int):
    from matplotlib.patches import Rectangle

    return Rectangle((column - 0.5, row - 0.5), 1, 1, fill=False, edgecolor=INK, lw=1.5)
