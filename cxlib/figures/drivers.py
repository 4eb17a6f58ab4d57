"""Figures of drivers: their importance by one method or several, and the planted truth beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from ..errors import CXError
from ..locale import say
from ..readings.drivers import methods
from ..results import Detailed, Result
from ..text import called, count, decimals, percent
from .charts import as_chart, series_of
from .style import (
    DARK,
    INK,
    LIGHT,
    MIDDLE,
    across,
    blank_axes,
    counted,
    describe,
    folded,
    head,
    legend_below,
    panels,
    row_height,
)

TOP = 6  # as many names as a description can hold


def kinds() -> Mapping[str, str]:
    """What each method of importance is called above its dots."""
    return {**methods(), "lmg": say("Shapley shares (LMG)")}


def plot_drivers(
    results: Result | Sequence[Result],
    *,
    slopes: Result | None = None,
    truth: Mapping[str, float] | None = None,
    boxed: str | None = None,
    labels: Mapping[str, str] | None = None,
) -> Axes:
    """Importance of drivers with intervals and chances of the first place; or three measures beside what was planted.

    Parameters
    ----------
    results : Result or sequence of Result
        As `driver_importance` or `driver_slopes` gives them, without groups; the first sets the order of the rows.
    slopes : Result, optional
        As `driver_slopes` gives it on the same answers: correlation, share and slope are drawn side by side.
    truth : mapping, optional
        Column of a driver → its planted effect; drawn as a cross beside the three measures.
    boxed : str, optional
        The driver whose row is framed.
    labels : mapping, optional
        Column of a driver → the words to show.

    Returns
    -------
    matplotlib Axes
        Its figure has a description for those who do not see it; `show` displays both.
    """
    if isinstance(results, Result) and (slopes is not None or truth or boxed is not None):
        return _beside_truth(results, slopes, truth, boxed, labels)
    results = [results] if isinstance(results, Result) else list(results)
    for result in results:
        require_one_row_each(result)
    order = list(results[0].table.sort_values("estimate", ascending=False)["driver"])
    axes = panels(len(results), 1.2 + row_height([folded(called(one, labels)) for one in order]) * len(order))
    said = [_importance(panel, result, order, labels) for panel, result in zip(axes, results, strict=True)]
    rows = list(range(len(order)))[::-1]
    for panel in axes:
        panel.set_yticks(rows, [folded(called(name, labels)) for name in order])
    first = results[0].table.set_index("driver").reindex(order)
    # the first says what the report says; the other methods stand in the picture
    unit = say("Standard deviations") if "method" not in results[0].settings else say("Part of R²")
    as_chart(
        axes[0], "bars", [called(name, labels) for name in order], [series_of(first)], unit=unit, form=("decimals", 3)
    )
    return describe(axes[0], say("Dots of {number}. {names}.", number=counted(len(order)), names=". ".join(said)))


def require_one_row_each(result: Result) -> None:
    """Stop at a result by groups: its rows would lie upon one another."""
    twice = result.table["driver"].duplicated()
    if twice.any():
        name = result.table.loc[twice, "driver"].iloc[0]
        problem = f"{name!r} has several rows: this figure shows one group."
        raise CXError(problem, "Draw the groups one at a time, or all of them with plot_heat.")


def _importance(ax: Axes, result: Detailed, order: list[str], labels: Mapping[str, str] | None) -> str:
    table, rows = result.table.set_index("driver").reindex(order), list(range(len(order)))[::-1]
    against = table["sign_agrees"].eq(False).fillna(False).astype(bool)
    ax.axvline(0, color=INK, lw=0.8)
    whiskers(ax, rows, table, DARK)
    colours = ["white" if other else DARK for other in against]
    ax.scatter(table["estimate"], rows, s=45, color=colours, edgecolor=DARK, linewidth=1.5, zorder=3)
    if getattr(result, "random", None) is not None:
        chance = result.random.set_index("driver")["null_high"].reindex(order)
        ax.scatter(chance, rows, marker="|", s=160, color=INK, zorder=2, label=say("what chance alone may give"))
        legend_below(ax, 1)
    _first_places(ax, result, order, rows)
    slopes = "method" not in result.settings
    kind = say("Standardised slopes") if slopes else kinds()[result.settings["method"]]
    kind = f"{kind[:1].upper()}{kind[1:]}"
    head(ax, f"{kind}, n = {count(int(table['n'].max()))}")
    unit = say("Standard deviations") if slopes else say("Part of R²")
    ax.set(
        xlabel=say("{unit}; hollow: slope and r disagree", unit=unit) if any(against) else unit,
        ylim=(-0.6, len(order) - 0.4),
    )
    ax.locator_params(axis="x", nbins=6)
    across(ax)
    return f"{kind}, n = {count(int(table['n'].max()))}: {_told(table['estimate'], labels)}"


def _told(estimates: pd.Series, labels: Mapping[str, str] | None) -> str:
    largest = estimates.sort_values(ascending=False).head(TOP)
    text = ", ".join(f"{called(name, labels)} {decimals(value, 2)}" for name, value in largest.items())
    return text if len(largest) == len(estimates) else say("first {text}", text=text)


def whiskers(ax: Axes, rows: Sequence[float], table: pd.DataFrame, colour: str, factor: float = 1) -> None:
    """Horizontal intervals, where the table has them."""
    if "conf_low" in table:
        ax.hlines(rows, factor * table["conf_low"], factor * table["conf_high"], color=colour, lw=2, zorder=2)


def _first_places(ax: Axes, result: Result, order: list[str], rows: Sequence[int]) -> None:
    """A column at the right: the share of resamples in which a driver is first."""
    ranks = getattr(result, "ranks", None)
    if ranks is None:
        return
    first = ranks[ranks["rank"] == 1].set_index("driver")["share"].reindex(order).fillna(0)
    for row, share in zip(rows, first, strict=True):
        ax.annotate(percent(share), (1.02, row), xycoords=("axes fraction", "data"), va="center", fontsize=9)
    # below the upper edge: a title that is as wide as the page stands above it
    ax.annotate(say("first in"), (1.02, len(order) - 0.42), xycoords=("axes fraction", "data"), va="top", fontsize=9)


def _beside_truth(
    importance: Result,
    slopes: Result | None,
    truth: Mapping[str, float] | None,
    boxed: str | None,
    labels: Mapping[str, str] | None,
) -> Axes:
    """Correlation, share of R² and slope of each driver, each scaled to sum to 1, beside what was planted."""
    require_one_row_each(importance)
    table = importance.table.sort_values("estimate", ascending=False).set_index("driver")
    rows, names = list(range(len(table)))[::-1], [called(name, labels) for name in table.index]
    ax = blank_axes(None, 1.9 + 0.62 * len(table))
    straight = (
        table[[]].join(slopes.table.set_index("driver")) if slopes else table[["beta"]].set_axis(["estimate"], axis=1)
    )
    marks = (
        (table[["r"]].set_axis(["estimate"], axis=1), "^", MIDDLE, 0.25, say("correlation")),
        (table, "o", DARK, 0.0, kinds()[importance.settings["method"]]),
        (straight, "s", LIGHT, -0.25, say("standardised slope")),
    )
    for part, marker, colour, lift, label in marks:
        factor, heights = 1 / part["estimate"].abs().sum(), [row + lift for row in rows]
        whiskers(ax, heights, part, colour, factor)
        ax.scatter(
            factor * part["estimate"], heights, marker=marker, color=colour, edgecolor=INK, s=48, label=label, zorder=3
        )
    if truth:
        planted = pd.Series(truth).reindex(table.index)
        ax.scatter(
            planted / planted.abs().sum(), rows, marker="x", color=INK, s=90, linewidth=2.4,
            label=say("planted effect"), zorder=4,
        )  # fmt: skip
    if boxed is not None:
        corner = (-0.01, rows[list(table.index).index(boxed)] - 0.46)
        ax.add_patch(
            Rectangle(
                corner, 1.02, 0.92, fill=False, edgecolor=INK, lw=1.6, transform=ax.get_yaxis_transform(), clip_on=False
            )
        )
    _first_places(ax, importance, list(table.index), rows)
    ax.axvline(0, color=INK, lw=0.8)
    ax.set_yticks(rows, [folded(name) for name in names])
    ax.set(xlabel=say("Each mark as a share of its sum over all drivers"), ylim=(-0.65, len(table) - 0.35))
    legend_below(ax, 2)
    head(ax, f"n = {count(int(table['n'].max()))}")
    said = [
        say(
            "{name} r {r}, share {share}, slope {beta}",
            name=called(name, labels),
            r=decimals(line["r"], 2),
            share=decimals(line["share"], 2),
            beta=decimals(line["beta"], 2),
        )
        + (say(", planted {truth}", truth=decimals(truth[name], 2)) if truth and name in truth else "")
        for name, line in table.head(TOP).iterrows()
    ]
    truth_told = say(
        "Three marks for each of {number}, drawn as shares: {names}.", number=counted(len(table)), names="; ".join(said)
    )
    return describe(ax, truth_told)
