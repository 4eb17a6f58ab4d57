"""Heat maps of the log, the register, the questionnaires and the scales."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from ..locale import say, to_say, word
from ..results import Result
from ..text import FEW, bare, called, count, decimals, percent
from .heat import grey_cells, heat_map
from .style import blank_axes, describe, head

SOURCES = {
    "in_register": to_say("register"),
    "in_log": to_say("log"),
    "in_comments": to_say("comments"),
    "named_by_departments": to_say("departments"),
    "measured": to_say("survey"),
}


def handoffs(result: Result, ax: Axes | None) -> Axes:
    """Who hands over to whom, how often, and what share of it breaks; grey where too few to be judged."""
    table = result.table
    names = sorted({*table["from_department"], *table["to_department"]})
    cells = table.assign(words=[f"{percent(row.estimate)}\nn {count(row.n)}" for row in table.itertuples()])
    sides = {"index": "from_department", "columns": "to_department"}
    grid = cells[cells["n"] >= FEW].pivot(**sides, values="estimate").reindex(index=names, columns=names)
    words = cells.pivot(**sides, values="words").reindex(index=names, columns=names).astype(object)
    words = words.where(words.notna(), "")
    top = max(grid.max().max(), 0.01) if grid.notna().any(axis=None) else 1.0
    ax = heat_map(grid, words, top=top, down=names, across=names, ax=ax, lines=3)
    for row in cells[cells["n"] < FEW].itertuples():
        x, y = names.index(row.to_department), names.index(row.from_department)
        grey_cells(ax, y, x)
        ax.text(x + 0.5, y + 0.5, row.words, ha="center", va="center", color="#555555", fontsize=9)
    ax.set(xlabel=say("to"), ylabel=say("from"))
    head(ax, say("Hand-overs that broke, of {n}; grey: fewer than {few}", n=count(table["n"].sum()), few=FEW))
    start = say(
        "Grid of hand-overs between {departments} departments, {n} in {number} cells.",
        departments=len(names),
        n=count(table["n"].sum()),
        number=len(table),
    )
    ranked = table[table["n"] >= FEW].nlargest(2, "estimate")
    told = [
        say(
            "{from_department} to {to_department} with {estimate} of {n}",
            from_department=row.from_department,
            to_department=row.to_department,
            estimate=percent(row.estimate),
            n=count(row.n),
        )
        for row in ranked.itertuples()
    ]
    if not told:
        handoffs_in_words = say("{start} No cell has {few}.", start=start, few=FEW)
    else:
        handoffs_in_words = say("{start} Most often breaks: {told}.", start=start, told="; ".join(told))
    return describe(ax, handoffs_in_words)


def sources(result: Result, labels: Mapping[str, str] | None, ax: Axes | None) -> Axes:
    """Which source knows which touchpoint: a full dot where it does, an empty ring where it does not."""
    table = result.table
    names = [called(name, labels) for name in table["touchpoint"]]
    asked = [name for name in SOURCES if table[name].notna().any()]
    known = (table[asked].fillna(0).astype(float) > 0).astype(int).set_axis(names)
    heads = [word(SOURCES[name]) for name in asked]
    # pale enough that the dot stands out, and never told by the colour alone
    ax = heat_map(known, known.map({1: "●", 0: "○"}.get), top=2.5, down=names, across=heads, ax=ax)
    for tick, inside in zip(ax.get_yticklabels(), table["in_register"], strict=True):
        tick.set_fontweight("normal" if inside else "bold")
    ax.set_xlabel(say("● known there, ○ not, bold: in no register"), fontsize=9)
    head(ax, say("n = {number} touchpoints, {sources} sources", number=len(names), sources=len(asked)))
    lacking = [
        f"{name}: {', '.join(known.index[~column.astype(bool)]) or say('none')}"
        for name, (_, column) in zip(heads, known.items(), strict=True)
    ]
    told = say(
        "Dots for {number} touchpoints in {sources} sources. Unknown there: {names}.",
        number=len(table),
        sources=len(asked),
        names="; ".join(lacking),
    )
    return describe(ax, told)


def crosswalk(result: Result, roles: Sequence[str] | None, ax: Axes | None) -> Axes:
    """Which question was asked in which wave, and what share of the answers it got; empty where it was not asked."""
    table = result.table if roles is None else result.table[result.table["role"].isin(roles)]
    grid = table.pivot(index="column", columns="wave", values="share")
    grid = grid.loc[table["column"].drop_duplicates(), result.table["wave"].cat.categories]
    grid = grid.loc[grid.notna().sum(axis=1).sort_values(ascending=False, kind="stable").index]
    words = grid.map(lambda share: "" if share != share else bare(percent(share)))
    ax = heat_map(grid, words, top=1.6, down=grid.index, across=grid.columns, ax=ax)
    head(ax, say("Rows with an answer, % of the wave; empty: not asked"))
    always = int(grid.notna().all(axis=1).sum())
    rest = "; ".join(
        say("{name} in {names}", name=name, names=", ".join(line.dropna().index))
        for name, line in grid.iterrows()
        if line.isna().any()
    )
    return describe(
        ax,
        say(
            "Grid of {questions} questions by {waves} waves with the share that answered. Asked in "
            "every wave: {always}. The others: {rest}.",
            questions=grid.shape[0],
            waves=grid.shape[1],
            always=always,
            rest=rest or say("none"),
        ),
    )


def separation(result: Result, ax: Axes | None) -> Axes:
    """Grid of scales: correlation below the diagonal, HTMT above it."""
    table = result.table
    names = list(dict.fromkeys([*table["scale"], *table["other"]]))
    grid = pd.DataFrame(np.nan, index=names, columns=names)
    for line in table.itertuples():
        grid.loc[line.scale, line.other], grid.loc[line.other, line.scale] = line.estimate, line.r
    words = grid.map(lambda value: "" if value != value else decimals(value, 2))
    ax = blank_axes(ax, 1.9 + 0.45 * len(names))
    ax = heat_map(grid, words, top=1.6, down=names, across=names, ax=ax)
    head(ax, say("HTMT above, r below (n = {n})", n=count(table["n"].iloc[0])))
    said = "; ".join(
        say("{scale} and {other} {estimate}", scale=line.scale, other=line.other, estimate=decimals(line.estimate, 2))
        for line in table.itertuples()
    )
    return describe(ax, say("HTMT: {said}.", said=said))
