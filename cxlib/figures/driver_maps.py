"""Heat maps of drivers: which place they take, at which touchpoint they matter, how they hang together."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from ..errors import CXError
from ..results import Result
from ..sentences import called
from ..sentences.drivers import PER_DRIVER
from ..sentences.words import percent
from .drivers import require_one_row_each
from .style import INK, blank_axes, counted, describe, folded, head

GREY = "#DADADA"


def plot_rank_chances(result: Result, *, labels: Mapping[str, str] | None = None, ax: Axes | None = None) -> Axes:
    """How often each driver takes each place: a row per driver, a column per place, per cent of resamples.

    Parameters
    ----------
    result : Result
        As `driver_importance` gives it with resamples, without groups.
    labels : mapping, optional
        Column of a driver → the words to show.
    ax : matplotlib Axes, optional
        Where to draw; new axes if left out.
    """
    if result.ranks is None:
        raise CXError("plot_rank_chances: this result has no resamples.", "Give n_resamples = 1000 and a seed as rng.")
    require_one_row_each(result)
    table = result.table.sort_values("estimate", ascending=False)
    grid = result.ranks.pivot(index="driver", columns="rank", values="share").fillna(0)
    grid = grid.reindex(list(table["driver"]))
    ax = blank_axes(ax, (3.0 + 0.6 * grid.shape[1], 1.4 + 0.4 * len(grid)))
    ax.imshow(grid, cmap="Blues", vmin=0, vmax=1.25, aspect="auto")
    for row, line in enumerate(grid.to_numpy()):
        for column, share in enumerate(line):
            if share > 0:
                text, colour = percent(share).removesuffix(" %"), "white" if share > 0.7 else INK
                ax.text(column, row, text, ha="center", va="center", fontsize=9, color=colour)
    _frame_of_names(ax, grid, labels)
    ax.set_xlabel("Place")
    head(ax, f"% of {result.settings['n_resamples']:,} resamples, n = {int(table['n'].max()):,}")
    firsts = grid.iloc[:, 0].sort_values(ascending=False)
    told = ", ".join(
        f"{called(name, labels)} in {percent(share)}" for name, share in firsts[firsts > 0].head(4).items()
    )
    return describe(ax, f"Grid of {counted(len(grid))} by place taken in resamples. First place: {told}.")


def _frame_of_names(ax: Axes, grid: pd.DataFrame, labels: Mapping[str, str] | None) -> None:
    ax.set_yticks(range(len(grid)), [folded(called(name, labels)) for name in grid.index])
    ax.set_xticks(range(grid.shape[1]), grid.columns)
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)


def plot_driver_map(
    result: Result,
    *,
    by: str,
    places: int = 1,
    labels: Mapping[str, str] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Importance of each driver at each touchpoint; framed where it is surely among the first, grey where n is thin.

    Parameters
    ----------
    result : Result
        As `driver_importance` gives it by group, or such tables under one another; drivers not asked are left out.
    by : str
        Column of the groups, such as the touchpoint.
    places : int
        A cell is framed if its driver's rank lies surely within so many first places.
    labels : mapping, optional
        Column of a driver, or a group → the words to show.
    ax : matplotlib Axes, optional
        Where to draw; new axes if left out.
    """
    table = result.table
    grid = table.pivot(index=by, columns="driver", values="share")
    grid = grid.loc[table[by].drop_duplicates(), table["driver"].drop_duplicates()]
    asked = table.groupby(by, observed=True)["driver"].nunique().reindex(grid.index)
    sizes = table.groupby(by, observed=True)["n"].max().reindex(grid.index)
    few = sizes < PER_DRIVER * asked
    thin = few | grid.isna().all(axis=1)
    ax = blank_axes(ax, (3.6 + 0.8 * grid.shape[1], 2.2 + 0.4 * len(grid)))
    shown = grid.mask(thin)
    top = max(shown.max().max(), 0.1) if shown.notna().any(axis=None) else 1.0
    ax.imshow(shown, cmap="Blues", vmin=0, vmax=1.25 * top, aspect="auto")
    sure = table[~table[by].map(thin).astype(bool) & (table["rank_high"] <= places).fillna(False).astype(bool)]
    for line in sure.to_dict("records"):
        corner = grid.columns.get_loc(line["driver"]) - 0.5, grid.index.get_loc(line[by]) - 0.5
        ax.add_patch(Rectangle(corner, 1, 1, fill=False, edgecolor=INK, lw=2.2, zorder=3))
    for row, name in enumerate(grid.index):
        if thin[name]:
            why = f"too few for {counted(asked[name])}" if few[name] else "cannot be analysed"
            _grey_row(ax, row, grid.shape[1], f"n = {sizes[name]:,}: {why}")
        else:
            _shares(ax, row, shown.loc[name], top)
    named = [f"{called(name, labels)} (n = {n:,})" for name, n in sizes.items()]
    ax.set_yticks(range(len(grid)), [folded(name, 44) for name in named])
    _columns(ax, grid, labels)
    head(ax, f"% of what the drivers explain; framed: surely among the first {places}" if places > 1 else
         "% of what the drivers explain; framed: surely first")  # fmt: skip
    told = "; ".join(
        f"{called(line[by], labels)}: {called(line['driver'], labels)}" for line in sure.to_dict("records")
    )
    return describe(
        ax,
        f"Grid of {counted(len(grid), 'group')} by {counted(grid.shape[1])}; too few answers in {int(thin.sum())}. "
        f"Surely {'first' if places == 1 else f'among the first {places}'}: {told or 'none'}.",
    )


def _shares(ax: Axes, row: int, shares: pd.Series, top: float) -> None:
    for column, share in enumerate(shares):
        if share == share:
            colour = "white" if share > 0.7 * top else INK
            ax.text(
                column, row, f"{100 * share:z.0f}".replace("-", "−"), ha="center", va="center", fontsize=9, color=colour
            )


def _grey_row(ax: Axes, row: int, columns: int, text: str) -> None:
    ax.add_patch(Rectangle((-0.5, row - 0.5), columns, 1, facecolor=GREY, edgecolor="white"))
    ax.text((columns - 1) / 2, row, text, ha="center", va="center", fontsize=9, color=INK)


def _columns(ax: Axes, grid: pd.DataFrame, labels: Mapping[str, str] | None) -> None:
    ax.set_xticks(
        range(grid.shape[1]), [folded(called(name, labels)) for name in grid.columns], rotation=40, ha="right"
    )
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)


def plot_entanglement(result: Result, *, labels: Mapping[str, str] | None = None, ax: Axes | None = None) -> Axes:
    """Correlations among drivers, and by how much the others inflate the variance of each one's slope (VIF).

    Parameters
    ----------
    result : Result
        As `driver_entanglement` gives it.
    labels : mapping, optional
        Column of a driver → the words to show.
    ax : matplotlib Axes, optional
        Where to draw; new axes if left out.
    """
    names = list(result.inflation["driver"])
    grid = result.table.pivot(index="driver", columns="other", values="r").reindex(index=names, columns=names)
    ax = blank_axes(ax, (3.4 + 0.62 * len(names), 2.0 + 0.4 * len(names)))
    ax.imshow(grid.abs(), cmap="Blues", vmin=0, vmax=1.25, aspect="auto")
    for row, line in enumerate(grid.to_numpy()):
        for column, r in enumerate(line):
            if r == r:
                colour = "white" if abs(r) > 0.7 else INK
                ax.text(column, row, f"{r:z.2f}".replace("-", "−"), ha="center", va="center", fontsize=9, color=colour)
    _columns(ax, grid, labels)
    ax.set_yticks(range(len(names)), [folded(called(name, labels)) for name in names])
    beside = ("axes fraction", "data")
    for row, vif in enumerate(result.inflation["vif"]):
        ax.annotate(f"VIF {vif:.1f}", (1.02, row), xycoords=beside, va="center", fontsize=9)
    share = f"{100 * result.first_component:.0f} % along one direction"
    n = int(result.table["n"].max())
    head(ax, f"Correlations, n = {n:,}; {share}")
    top = result.table.loc[result.table["r"].abs().idxmax()]
    return describe(
        ax,
        f"Grid of the correlations among {counted(len(names))}; {share}. The largest is "
        f"{called(top['driver'], labels)} with {called(top['other'], labels)}: {top['r']:z.2f}.".replace("-", "−"),
    )
