"""Figures of several waves: what was asked when, a score through the waves, and what its change is made of."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes

from ..results import Result
from .style import DARK, INK, LIGHT, blank_axes, describe, head

MARKS = (("o", DARK, "-"), ("s", LIGHT, "--"), ("^", INK, ":"))


def plot_crosswalk(result: Result, *, roles: Sequence[str], ax: Axes | None = None) -> Axes:
    """Which question was asked in which wave, and what share of the answers it got; empty where it was not asked.

    Parameters
    ----------
    result : Result
        As `crosswalk` gives it.
    roles : sequence of str
        The roles whose columns are shown.
    ax : matplotlib Axes, optional
        Where to draw; new axes if left out.
    """
    table = result.table[result.table["role"].isin(roles)]
    grid = table.pivot(index="column", columns="wave", values="share")
    grid = grid.loc[table["column"].drop_duplicates(), result.table["wave"].cat.categories]
    grid = grid.loc[grid.notna().sum(axis=1).sort_values(ascending=False, kind="stable").index]
    ax = blank_axes(ax, (1.9 + 0.68 * grid.shape[1], 0.9 + 0.34 * grid.shape[0]))
    ax.imshow(grid, cmap="Blues", vmin=0, vmax=2.0, aspect="auto")  # light: figures stand on it
    for row, line in enumerate(grid.to_numpy()):
        for column, share in enumerate(line):
            if share == share:
                ax.text(column, row, f"{100 * share:.0f}", ha="center", va="center", color=INK, fontsize=9)
    ax.set_yticks(range(grid.shape[0]), grid.index)
    ax.set_xticks(range(grid.shape[1]), grid.columns)
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    head(ax, "Rows with an answer, % of the wave; empty: not asked")
    always = int(grid.notna().all(axis=1).sum())
    rest = "; ".join(
        f"{name} in {', '.join(line.dropna().index)}" for name, line in grid.iterrows() if line.isna().any()
    )
    return describe(
        ax,
        f"Grid of {grid.shape[0]} questions by {grid.shape[1]} waves with the share that answered. Asked in every "
        f"wave: {always}. The others: {rest or 'none'}.",
    )


def plot_trend(
    result: Result, *, wave: str, series: str, unit: str, marked: Sequence[str] = (), ax: Axes | None = None
) -> Axes:
    """A score through the waves with its intervals, one line per series; marked waves have a note of their own.

    Parameters
    ----------
    result : Result
        A table with ``n estimate conf_low conf_high``, one row per wave and series.
    wave, series : str
        Columns of the waves, in their order, and of the series.
    unit : str
        What the vertical axis shows.
    marked : sequence of str
        Waves in which the wording is another one; they are marked below the axis.
    ax : matplotlib Axes, optional
        Where to draw; new axes if left out.
    """
    table = result.table
    names = list(table[wave].drop_duplicates().sort_values().astype(str))
    kinds = list(table[series].drop_duplicates())
    ax = blank_axes(ax, (8.0, 4.0))
    for place, (kind, (marker, colour, line)) in enumerate(zip(kinds, MARKS, strict=False)):
        part = table[table[series] == kind]
        # a wave that the series lacks breaks its line: nothing is known between its neighbours
        places = [names.index(str(name)) for name in part[wave]]
        seen = range(min(places), max(places) + 1)
        part = part.set_axis(places).reindex(seen)
        x = [place_of + 0.12 * (place - (len(kinds) - 1) / 2) for place_of in seen]
        below, above = part["estimate"] - part["conf_low"], part["conf_high"] - part["estimate"]
        ax.errorbar(
            x,
            part["estimate"],
            yerr=[below, above],
            fmt=marker,
            color=colour,
            ls=line,
            lw=1.3,
            capsize=2,
            ms=6,
            label=kind,
        )
    n = table.groupby(wave, observed=True)["n"].max()
    ticks = [f"{name}{'*' if name in marked else ''}\nn {n[n.index.astype(str) == name].iloc[0]:,}" for name in names]
    ax.set_xticks(range(len(names)), ticks, fontsize=9)
    ax.set(ylabel=unit)
    ax.grid(axis="y", color="#DDDDDD", lw=0.6)
    ax.set_axisbelow(True)
    ax.legend(
        frameon=False, fontsize=9, loc="upper left", title="* another wording" if marked else None, title_fontsize=9
    )
    said = "; ".join(f"{kind}: {_first_to_last(table[table[series] == kind], wave)}" for kind in kinds)
    starred = f" Another wording in {', '.join(marked)}." if marked else ""
    return describe(ax, f"Dots with intervals through {len(names)} waves, joined by lines. {said}.{starred}")


def _first_to_last(part: pd.DataFrame, wave: str) -> str:
    part = part.sort_values(wave)
    first, last = part.iloc[0], part.iloc[-1]
    return f"{first['estimate']:.2f} in {first[wave]} to {last['estimate']:.2f} in {last[wave]}"


def plot_change(result: Result, *, segment: str, ax: Axes | None = None) -> Axes:
    """What each segment adds to the change: by its share (mix) and by its own score (rate), stacked.

    Parameters
    ----------
    result : Result
        As `nps_change` gives it for one pair of waves.
    segment : str
        Column of the segments.
    ax : matplotlib Axes, optional
        Where to draw; new axes if left out.
    """
    table = result.table
    total = table[table["status"] == "total"].set_index("component")["estimate"]
    parts = table[table["status"] != "total"].pivot(index=segment, columns="component", values="estimate")
    n = table[(table["status"] != "total") & (table["component"] == "change")].set_index(segment)
    parts = parts.sort_values("change", ascending=False)
    ax = blank_axes(ax, (7.5, 1.3 + 0.3 * len(parts)))
    rows = range(len(parts))[::-1]
    for name, colour, hatch, label in (("rate", DARK, "", "own score"), ("mix", LIGHT, "////", "its share")):
        other = parts["mix" if name == "rate" else "rate"]
        same = (parts[name] * other > 0) & (name == "mix")  # of one sign: behind one another
        ax.barh(
            rows, parts[name], left=other.where(same, 0), height=0.72, color=colour, hatch=hatch, edgecolor="white",
            label=f"{label}: {total[name]:+z.1f} in all".replace("-", "−"),
        )  # fmt: skip
    ax.scatter(parts["change"], rows, marker="D", s=26, color=INK, edgecolor="white", zorder=3, label="both together")
    ax.axvline(0, color=INK, lw=0.9)
    ticks = [f"{name} ({n.loc[name, 'n_from']:,} → {n.loc[name, 'n_to']:,})" for name in parts.index]
    ax.set_yticks(list(rows), ticks, fontsize=9)
    ax.set(xlabel="Points of the change", ylim=(-0.7, len(parts) - 0.3))
    ax.legend(frameon=False, fontsize=9, loc="upper left", bbox_to_anchor=(1.01, 1))
    ax.grid(axis="x", color="#DDDDDD", lw=0.6)
    ax.set_axisbelow(True)
    worst = parts.index[-1]
    return describe(
        ax,
        f"Stacked bars of {len(parts)} segments. Of a change of {total['change']:.1f} points, {total['mix']:.1f} come "
        f"from the mix and {total['rate']:.1f} from the segments' own scores. The lowest bar is {worst} with "
        f"{parts.loc[worst, 'change']:z.1f}.".replace("-", "−"),
    )
