"""How it felt and how strongly at each touchpoint: a plane of two means, each with its interval."""

from __future__ import annotations

from collections.abc import Mapping

from matplotlib.axes import Axes

from ..errors import CXError
from ..locale import say
from ..results import Result
from ..text import called, count, decimals
from .points_priorities import LINE, names_at_the_right
from .style import INK, MIDDLE, PALE, blank_axes, describe, folded, head


def plane(result: Result, labels: Mapping[str, str] | None, ax: Axes | None) -> Axes:
    """Each touchpoint by how it felt, from bad to good, and how strongly, from quiet to loud."""
    wanted = ["felt", "strength"]
    if not {*wanted} <= {*result.table}:
        raise CXError("plot_points: the profile has no felt and no strength.", "Give emotion_profile both columns.")
    table = result.table.dropna(subset=wanted).set_index("touchpoint")
    felt, loud = table["felt"], table["strength"]
    names = [folded(called(name, labels)) for name in table.index]
    ax = blank_axes(ax, max(4.4, 1.2 + LINE * sum(name.count("\n") + 1.6 for name in names)))
    across, up = ((table[name] - table[[f"{name}_low", f"{name}_high"]].T).abs().fillna(0) for name in wanted)
    ax.errorbar(felt, loud, xerr=across, yerr=up, fmt="o", ms=5, color=INK, ecolor=MIDDLE, elinewidth=1.2, zorder=3)
    ax.axvline(0, color=INK, lw=0.9, zorder=1)
    ax.axhline(loud.mean(), color=PALE, lw=1, ls="--", zorder=1)
    names_at_the_right(ax, felt, loud, names)
    ax.set(xlabel=say("How it felt: bad left of 0, good right of it"), ylabel=say("How strongly: loud at the top"))
    head(ax, say("Bars: intervals of the means; n = {n} or more", n=count(int(table["n"].min()))))
    low, high = felt.idxmin(), loud.idxmax()
    return describe(
        ax,
        say(
            "{number} touchpoints by how it felt and how strongly. Worst: {worst} with {felt} and strength {strength}; "
            "strongest: {loudest} with {felt_2} and strength {strength_2}.",
            number=len(table), worst=called(low, labels), felt=decimals(felt[low], 1, sign=True),
            strength=decimals(loud[low], 1), loudest=called(high, labels), felt_2=decimals(felt[high], 1, sign=True),
            strength_2=decimals(loud[high], 1),
        ),
    )  # fmt: skip
