"""A team's sheet as a heat map: its items, now, in the wave before, and of all others."""

from __future__ import annotations

from collections.abc import Mapping

from matplotlib.axes import Axes

from ..locale import say, word
from ..results import Result
from ..text import called, count, percent
from .heat import heat_map
from .style import describe, head

SHOWN = ("favourable", "in the wave before", "of all others")


def talk(result: Result, labels: Mapping[str, str] | None, ax: Axes | None) -> Axes:
    """Favourable shares, the darker the more; what is too few stays empty."""
    table = result.table[result.table["effect"].isin(SHOWN)]
    grid = table.pivot(index="item", columns="effect", values="estimate")
    kept = [effect for effect in SHOWN if grid[effect].notna().any()] or [SHOWN[0]]
    grid = grid.loc[list(dict.fromkeys(table["item"])), kept]
    names = [str(called(item, labels)) for item in grid.index]
    heads = [str(word(effect)) for effect in kept]
    words = grid.map(lambda share: percent(share) if share == share else "")
    ax = heat_map(grid, words, top=1.0, down=names, across=heads, ax=ax)
    n = int(table.loc[table["effect"] == SHOWN[0], "n"].max())
    head(ax, say("{team}: favourable answers (n = {n})", team=result.settings["team"], n=count(n)))
    said = "; ".join(
        f"{called(item, labels)} {', '.join(f'{word(effect)} {words.loc[item, effect]}' for effect in kept)}"
        for item in grid.index
    )
    return describe(ax, say("Favourable shares of {team}: {said}.", team=result.settings["team"], said=said))
