"""Figures that set two sides of drivers against each other: penalty and reward, said and derived importance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from ..results import Result
from ..sentences import FEW, called
from .drivers import TOP, require_one_row_each, whiskers
from .style import DARK, INK, LIGHT, MIDDLE, PALE, blank_axes, describe, folded, head, hundredths, legend_below

KINDS = {"must_be": "must-be", "linear": "linear", "attractive": "attractive", "unclear": "unclear"}
# Column, its number of answers, colour, hatch, how far above its row.
SIDES = (("penalty", "n_low", LIGHT, "////", 0.19), ("reward", "n_high", DARK, "", -0.19))


def plot_penalty_reward(result: Result, *, labels: Mapping[str, str] | None = None, ax: Axes | None = None) -> Axes:
    """What a low rating costs and what a high one earns against the middle, with intervals, n and kind.

    Parameters
    ----------
    result : Result
        As `penalty_reward` gives it, without groups; hollow bars rest on fewer than 30 ratings.
    labels : mapping, optional
        Column of a driver → the words to show.
    ax : matplotlib Axes, optional
        Where to draw; new axes if left out.
    """
    require_one_row_each(result)
    table = result.table.sort_values("asymmetry", kind="stable")
    rows = list(range(len(table)))[::-1]
    ax = blank_axes(ax, (8.5, 1.6 + 0.6 * len(table)))
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
            f"{KINDS[line.kind]}\nn low {line.n_low:,}, high {line.n_high:,}",
            (1.02, row), xycoords=("axes fraction", "data"), va="center", fontsize=9,
        )  # fmt: skip
    ax.set_yticks(rows, [folded(called(name, labels)) for name in table["driver"]])
    ax.set(
        xlabel=f"Points of {called(result.settings['outcome'], labels)} against middle ratings",
        ylim=(-0.6, len(table) - 0.4),
    )
    ax.grid(axis="x", color="#DDDDDD", lw=0.6)
    ax.set_axisbelow(True)
    keys = [
        Patch(facecolor=colour, hatch=hatch, edgecolor="white", label=f"{side} ({few[2:]} ratings)")
        for side, few, colour, hatch, _ in SIDES
    ]
    if thin.any(axis=None):
        keys.append(Patch(facecolor="white", edgecolor=PALE, label=f"fewer than {FEW} ratings"))
    legend_below(ax, 2, keys)
    told = "; ".join(
        f"{called(line.driver, labels)} {hundredths(line.penalty)} and {hundredths(line.reward)} ({KINDS[line.kind]})"
        for line in table.head(2 * TOP).itertuples()
    )
    return describe(ax, f"Bars of penalty and reward by driver. {told}.")


def plot_stated_derived(
    stated: Result, importance: Result, *, labels: Mapping[str, str] | None = None, ax: Axes | None = None
) -> Axes:
    """How many people name a driver first, against its share of what their ratings explain; whiskers where given.

    Parameters
    ----------
    stated : Result
        ``driver n estimate``, and ``conf_low conf_high`` if known: share of people, 0…1.
    importance : Result
        As `driver_importance` gives it for the same drivers.
    labels : mapping, optional
        Column of a driver → the words to show.
    ax : matplotlib Axes, optional
        Where to draw; new axes if left out.
    """
    require_one_row_each(importance)
    said, derived = stated.table.set_index("driver"), importance.table.set_index("driver")
    said = said.loc[[name for name in said.index if name in derived.index]]
    derived = derived.loc[said.index]
    scale = 100 / (importance.table["estimate"] / importance.table["share"]).median()
    x, y = 100 * said["estimate"], scale * derived["estimate"]
    ax = blank_axes(ax, (8.5, max(4.8, 1.2 + 0.24 * len(x))))
    top = 1.1 * max(x.max(), y.max())
    ax.plot([0, top], [0, top], color=MIDDLE, lw=1, ls="--", zorder=1)
    whiskers(ax, y, said, DARK, 100)
    if "conf_low" in derived:
        ax.vlines(x, scale * derived["conf_low"], scale * derived["conf_high"], color=DARK, lw=2, zorder=2)
    ax.scatter(x, y, s=45, color=DARK, edgecolor="white", zorder=3)
    _names_at_the_right(ax, x, y, [called(name, labels) for name in x.index])
    ax.set(xlabel=f"Named first by, % of {_n(said)} people", ylabel=f"Share of the ratings' R², %, n = {_n(derived)}")
    head(ax, "Above the dashed line: more in their ratings than in their words")
    told = "; ".join(f"{called(name, labels)} {x[name]:.0f} % and {y[name]:.0f} %" for name in x.index[: 2 * TOP])
    told = told.replace(" -", " −")
    return describe(ax, f"Dots of drivers by share of people who name them first and share of R²: {told}.")


def _n(table: pd.DataFrame) -> str:
    return f"{int(table['n'].max()):,}"


def _names_at_the_right(ax: Axes, x: pd.Series, y: pd.Series, names: Sequence[str]) -> None:
    """Names in a column beside the axes, apart from one another, each tied to its dot by a thin line."""
    low, high = ax.get_ylim()
    gap, height, heights = 1 / max(len(y), 14), float("-inf"), {}
    for name, value in y.sort_values().items():
        height = heights[name] = max((value - low) / (high - low), height + gap)
    over = max(0.0, height - 1)
    for name, text in zip(x.index, names, strict=True):
        ax.annotate(
            text, (x[name], y[name]), xytext=(1.05, heights[name] - over), textcoords="axes fraction", va="center",
            fontsize=9, arrowprops={"arrowstyle": "-", "color": MIDDLE, "lw": 0.7, "shrinkB": 4, "relpos": (0, 0.5)},
        )  # fmt: skip
    ax.set_ylim(low, high)
