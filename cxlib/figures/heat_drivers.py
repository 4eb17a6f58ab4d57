"""Heat maps of drivers: which place they take, at which touchpoint they matter, how they hang together."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from ..errors import CXError
from ..locale import say, say_number
from ..results import Detailed, Result
from ..text import FEW_PER_DRIVER, bare, called, count, decimals, percent
from .drivers import require_one_row_each
from .heat import grey_cells, heat_map
from .style import INK, beside, counted, describe, head

MOST_THIN = 3  # groups with too few answers that are drawn as grey rows


def rank_chances(result: Detailed, labels: Mapping[str, str] | None, ax: Axes | None) -> Axes:
    """How often each driver takes each place: a row per driver, a column per place, per cent of resamples."""
    if getattr(result, "ranks", None) is None:
        raise CXError("plot_heat: this result has no resamples.", "Give n_resamples = 1000 and a seed as rng.")
    require_one_row_each(result)
    table = result.table.sort_values("estimate", ascending=False)
    grid = result.ranks.pivot(index="driver", columns="rank", values="share").fillna(0).loc[list(table["driver"])]
    words = grid.map(lambda share: bare(percent(share)) if share > 0 else "")
    names = [called(name, labels) for name in grid.index]
    ax = heat_map(grid, words, top=1.0, down=names, across=grid.columns, ax=ax)
    ax.set_xlabel(say("Place"))
    head(
        ax,
        say(
            "% of {n_resamples} resamples, n = {n}",
            n_resamples=count(result.settings["n_resamples"]),
            n=count(int(table["n"].max())),
        ),
    )
    firsts = grid.iloc[:, 0].sort_values(ascending=False)
    told = ", ".join(
        say("{name} in {share}", name=called(name, labels), share=percent(share))
        for name, share in firsts[firsts > 0].head(4).items()
    )
    return describe(
        ax,
        say("Grid of {number} by place taken in resamples. First place: {told}.", number=counted(len(grid)), told=told),
    )


def by_group(result: Result, by: str, labels: Mapping[str, str] | None, ax: Axes | None) -> Axes:
    """Importance of each driver in each group; framed where it is surely among the first, grey where n is thin."""
    table = result.table
    grid = table.pivot(index=by, columns="driver", values="share")
    grid = grid.loc[table[by].drop_duplicates(), table["driver"].drop_duplicates()]
    asked = table.groupby(by, observed=True)["driver"].nunique().reindex(grid.index)
    sizes = table.groupby(by, observed=True)["n"].max().reindex(grid.index)
    few = sizes < FEW_PER_DRIVER * asked
    thin = few | grid.isna().all(axis=1)
    groups, hidden = len(grid), int(thin.sum())
    if MOST_THIN < hidden < groups:  # grey rows would leave the others no room
        grid, sizes = grid[~thin], sizes[~thin]
    left = groups - len(grid)
    shown = grid.mask(thin)
    top = max(shown.max().max(), 0.1) if shown.notna().any(axis=None) else 1.0
    words = shown.map(lambda share: "" if share != share else decimals(100 * share, 0))
    named = [f"{called(name, labels)} (n = {count(n)})" for name, n in sizes.items()]
    heads = [called(name, labels) for name in grid.columns]
    ax = heat_map(shown, words, top=top, down=named, across=heads, ax=ax)
    sure = table[~table[by].map(thin).astype(bool) & (table["rank_high"] <= 1).fillna(False).astype(bool)]
    for line in sure.to_dict("records"):
        corner = grid.columns.get_loc(line["driver"]), grid.index.get_loc(line[by])
        ax.add_patch(Rectangle(corner, 1, 1, fill=False, edgecolor=INK, lw=2.2, zorder=3))
    for row, name in enumerate(grid.index):
        if thin[name]:
            why = say("too few for {asked}", asked=counted(asked[name])) if few[name] else say("cannot be analysed")
            grey_cells(ax, row, 0, grid.shape[1])
            text = f"n = {count(sizes[name])}: {why}"
            ax.text(grid.shape[1] / 2, row + 0.5, text, ha="center", va="center", fontsize=9, color=INK)
    above = [say("% of what the drivers explain; framed: surely first")]
    if left:
        left_out = say_number(
            "not drawn, too few answers: {n} group", "not drawn, too few answers: {n} groups", left, n=left
        )
        above.append(left_out)
    head(ax, "; ".join(above))
    told = "; ".join(
        f"{called(line[by], labels)}: {called(line['driver'], labels)}" for line in sure.to_dict("records")
    )
    sure_told = say("Framed, surely first: {names}.", names=told or say("none"))
    return describe(
        ax,
        say(
            "Grid of {groups} by {drivers}; too few answers in {thin}.",
            groups=counted(groups, "group"),
            drivers=counted(grid.shape[1]),
            thin=hidden,
        )
        + f" {sure_told}",
    )


def entanglement(result: Detailed, labels: Mapping[str, str] | None, ax: Axes | None) -> Axes:
    """Correlations among drivers, and by how much the others inflate the variance of each one's slope (VIF)."""
    names = list(result.inflation["driver"])
    grid = result.table.pivot(index="driver", columns="other", values="r").reindex(index=names, columns=names)
    words: pd.DataFrame = grid.map(lambda r: "" if r != r else decimals(r, 2))
    called_so = [called(name, labels) for name in names]
    ax = heat_map(grid.abs(), words, top=1.0, down=called_so, across=called_so, ax=ax)
    for row, vif in enumerate(result.inflation["vif"]):
        beside(ax, row + 0.5, f"VIF {decimals(vif)}")
    share = say("{first_component} along one direction", first_component=percent(result.first_component))
    head(ax, say("Correlations, n = {n}; {share}", n=count(int(result.table["n"].max())), share=share))
    top = result.table.loc[result.table["r"].abs().idxmax()]
    return describe(
        ax,
        say(
            "Grid of the correlations among {number}; {share}. The largest is {driver} with {other}: {r}.",
            number=counted(len(names)),
            share=share,
            driver=called(top["driver"], labels),
            other=called(top["other"], labels),
            r=decimals(top["r"], 2),
        ),
    )
