"""How often intervals hold the truth."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from ..locale import say
from ..results import Result
from ..text import decimals, general, percent
from .style import DARK, INK, LIGHT, WIDTH, blank_grid, describe, head, tiles

INTERVAL_NAMES = {"wald": "Wald", "adjusted_wald": "Adj. Wald", "score": "Score", "bayes": "Bayes"}  # names everywhere


def plot_coverage(result: Result) -> Axes:
    """How often each interval holds the truth, over promoters' shares and numbers of answers.

    Parameters
    ----------
    result : Result
        Rows of `nps_coverage` under one another: one column of panels per interval, one row per share of
        detractors; the worst point of each panel is marked with its value.

    Returns
    -------
    matplotlib Axes
        Its figure has a description for those who do not see it; `show` displays both.
    """
    table = result.table
    intervals, detractors = list(table["interval"].unique()), list(table["detractors"].unique())
    promoters = sorted(table["promoters"].unique(), reverse=True)
    panels = blank_grid(
        len(detractors),
        len(intervals),
        (max(WIDTH, 1.75 * len(intervals) + 0.5), 2.3 * len(detractors) + 0.9),
        sharex=True,
        sharey=True,
    )
    level = result.settings["confidence_level"]
    scale = _scale(level)
    bar = panels[0, 0].figure.colorbar(
        scale,
        ax=panels,
        shrink=0.6,
        location="bottom",
        aspect=35,
        label=say("Share of samples whose interval holds the truth"),
    )
    bar.ax.axvline(level, color=INK)
    # the promise takes the middle of the bar, so even ticks would run into one another below it
    ticks = [tick for tick in (0.2, 0.4, 0.6, 0.8) if scale.norm.vmin <= tick < level - 0.1] + [level, 1.0]
    bar.set_ticks(ticks, labels=[general(tick) for tick in ticks])
    for row, share in zip(panels, detractors, strict=True):
        for ax, interval in zip(row, intervals, strict=True):
            cell = table[(table["interval"] == interval) & (table["detractors"] == share)]
            grid = cell.pivot(index="promoters", columns="n", values="coverage")
            grid = grid.reindex(promoters)
            # One panel: a row per share of promoters, a column per number of answers
            tiles(ax, grid, cmap=scale.cmap, norm=scale.norm)
            every = 1 if grid.shape[1] < 6 else 2  # numbers of three digits need the room of two columns
            ax.set_xticks([place + 0.5 for place in range(0, grid.shape[1], every)], grid.columns[::every])
            ax.set_yticks(
                [place + 0.5 for place in range(0, grid.shape[0], 2)], [general(share) for share in grid.index[::2]]
            )
            ax.set_facecolor("#DADADA")  # shares that cannot go together
            _mark_worst(ax, grid)
            ax.set(xlabel=say("Answers") if share == detractors[-1] else "", ylabel="")
            ax.tick_params(rotation=0, labelsize=9)
        row[0].set_ylabel(say("Promoters\n(detractors {share})", share=general(share)))
    for ax, interval in zip(panels[0], intervals, strict=True):
        head(ax, INTERVAL_NAMES[interval])
    worst = ", ".join(
        f"{INTERVAL_NAMES[name]} {decimals(part['coverage'].min(), 2)}"
        for name, part in table.groupby("interval", sort=False)
    )
    return describe(
        panels[0, 0],
        say(
            "Tiles of the exact coverage of intervals that promise {level}, by number of answers and "
            "share of promoters. Lowest coverage: {worst}.",
            level=percent(level),
            worst=worst,
        ),
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
        column + 0.5, row + 0.5, decimals(value, 2).lstrip("0"), ha="center", va="center", fontsize=9,
        fontweight="bold", color="white" if value < 0.65 else INK,
    )  # fmt: skip
    ax.add_patch(Rectangle((float(column), float(row)), 1, 1, fill=False, edgecolor=INK, lw=1.5))
