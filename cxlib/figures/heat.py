"""Heat maps: tables whose cells are the darker the more they hold, with the number in each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from ..errors import CXError
from ..locale import say, to_say, word
from ..results import Result
from ..text import count
from .style import INK, WIDTH, blank_axes, describe, folded, head, nothing_to_draw, tiles

GREY = "#DADADA"


def plot_heat(
    result: Result,
    *,
    rows: str | None = None,
    columns: str | None = None,
    unit: str | None = None,
    roles: Sequence[str] | None = None,
    labels: Mapping[str, str] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """A table with two sides, the number in each cell; the darker, the more.

    Parameters
    ----------
    result : Result
        Of `handoffs`, `map_coverage`, `crosswalk`, `driver_importance` (with resamples: how often each driver takes
        each place; with `rows`: importance by group), `driver_entanglement`, `scale_separation` or `talk_sheet`; or one
        line per cell with a column ``n`` of counts, where a cell that is absent holds none.
    rows, columns : str, optional
        Columns of the table that name its rows and its columns; they are sorted, categories in their order.
    unit : str, optional
        What is counted, in the plural.
    roles : sequence of str, optional
        Of a crosswalk: the roles whose columns are shown; all if left out.
    labels : mapping, optional
        Name in the table → the words to show.
    ax : matplotlib Axes, optional
        Where to draw; new axes if left out.

    Returns
    -------
    matplotlib Axes
        Its figure has a description for those who do not see it; `show` displays both.
    """
    from .heat_drivers import by_group, entanglement, rank_chances
    from .heat_grids import crosswalk, handoffs, separation, sources
    from .heat_talk import talk

    if result.table.empty:
        return nothing_to_draw(ax)
    if result.kind == "talk_sheet":
        return talk(result, labels, ax)
    names = set(result.table.columns)
    if {"from_department", "to_department"} <= names:
        return handoffs(result, ax)
    if {"in_register", "gap"} <= names:
        return sources(result, labels, ax)
    if {"wave", "share", "role"} <= names:
        return crosswalk(result, roles, ax)
    if hasattr(result, "inflation"):
        return entanglement(result, labels, ax)
    if {"scale", "other", "r"} <= names:
        return separation(result, ax)
    if {"driver", "share"} <= names:
        return by_group(result, rows, labels, ax) if rows else rank_chances(result, labels, ax)
    if rows is None or columns is None:
        raise CXError("plot_heat: this table does not say what its sides are.", 'Give rows="…" and columns="…".')
    return _counts(result, rows, columns, word(unit or to_say("rows")), ax)


def _counts(result: Result, rows: str, columns: str, unit: str, ax: Axes | None) -> Axes:
    """Counts with their totals at the margins."""
    table = result.table
    grid = table.pivot_table(index=rows, columns=columns, values="n", aggfunc="sum", fill_value=0, observed=True)
    total = int(grid.to_numpy().sum())
    words = grid.map(lambda n: f"{count(n)}" if n else "·")
    across = [f"{name} ({count(n)})" for name, n in grid.sum().items()]
    down = [f"{name} ({count(n)})" for name, n in grid.sum(axis=1).items()]
    ax = heat_map(grid, words, top=max(int(grid.to_numpy().max()), 1), down=down, across=across, ax=ax)
    head(ax, f"n = {count(total)} {unit}")
    row, column = grid.stack().idxmax()
    fullest = int(grid.to_numpy().max())
    return describe(
        ax,
        say(
            "Table of {total} {unit} in {number} rows and {columns} columns. The fullest cell is {row} "
            "with {column}: {fullest}. Rows: {names}.",
            total=count(total),
            unit=unit,
            number=len(grid),
            columns=grid.shape[1],
            row=row,
            column=column,
            fullest=count(fullest),
            names=", ".join(down),
        ),
    )


def heat_map(
    grid: pd.DataFrame,
    words: pd.DataFrame,
    *,
    top: float,
    down: Sequence[object],
    across: Sequence[object],
    ax: Axes | None = None,
    lines: int = 1,
) -> Axes:
    """A heat map with a text in each cell, white on what is dark; `top` is the value of the darkest ground."""
    names, heads = [folded(str(name), 26) for name in down], [folded(str(name), 18) for name in across]
    most = max((name.count("\n") + 1 for name in names), default=1)
    width = max(WIDTH, 2.6 + 0.42 * grid.shape[1])
    longest = max((len(line) for name in heads for line in name.split("\n")), default=0)
    deep = 0.3 if 0.085 * longest < (width - 2.6) / max(grid.shape[1], 1) else 1.1  # inches below the columns
    ax = blank_axes(ax, 0.8 + deep + max(0.36, 0.05 + 0.16 * max(most, lines)) * len(grid), width)
    tiles(
        ax, grid.astype(float), cmap="Blues", vmin=0, vmax=1.25 * top, annot=words.to_numpy(), fmt="",
        annot_kws={"fontsize": 9, "color": INK}, linewidths=0.6, linecolor="#EEEEEE",
    )  # fmt: skip
    # white words where the ground is dark
    for text in ax.texts:
        x, y = text.get_position()
        text.set_color("white" if grid.iloc[int(y), int(x)] > 0.7 * top else INK)
    ax.set(xlabel="", ylabel="")
    turned = {"rotation": 40, "ha": "right", "rotation_mode": "anchor"} if deep > 1 else {"rotation": 0}
    ax.set_xticks([place + 0.5 for place in range(grid.shape[1])], heads, **turned)
    ax.set_yticks([place + 0.5 for place in range(len(grid))], names, rotation=0)
    ax.tick_params(length=0)
    return ax


def grey_cells(ax: Axes, row: int, column: int, count: int = 1) -> None:
    """A grey ground where too little is known to be judged."""
    ax.add_patch(Rectangle((column, row), count, 1, facecolor=GREY, edgecolor="white", zorder=1.5))
