"""Parts of a study by their answers and scores: a funnel, in which small parts may lie far out by chance."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from ..locale import say
from ..results import Result
from ..text import decimals
from .style import DARK, INK, LIGHT, MIDDLE, blank_axes, describe, legend_below


def funnel_of_parts(result: Result, *, unit: str) -> Axes:
    """Own scores as dots, pooled ones at the end of a line, and where a part lies whose true score is the common one.

    Parameters
    ----------
    result : Result
        Of parts: ``part n estimate pooled``, with `centre` and `deviation`, that of one answer, in its settings.
    unit : str
        Of the vertical axis.
    """
    table, centre = result.table, result.settings["centre"]
    sizes = np.linspace(table["n"].min(), table["n"].max(), 200)
    half = result.settings["deviation"] * 1.96 / np.sqrt(sizes)
    far = (table["estimate"] - centre).abs() > result.settings["deviation"] * 1.96 / np.sqrt(table["n"])
    ax = blank_axes(None, 4.6)
    ax.fill_between(sizes, centre - half, centre + half, color=LIGHT, alpha=0.25, lw=0,
                    label=say("19 of 20 parts whose true score is the common one"))  # fmt: skip
    ax.vlines(table["n"], table["estimate"], table["pooled"], color=MIDDLE, lw=0.8, zorder=1)
    for mask, marker, label in ((~far, "o", say("inside")), (far, "D", say("outside"))):
        ax.scatter(table["n"][mask], table["estimate"][mask], s=24, marker=marker, color=DARK, zorder=2,
                   label=f"{label}: {int(mask.sum())}")  # fmt: skip
    ax.plot(table["n"], table["pooled"], ".", color=INK, ms=3, zorder=3, label=say("pooled score (end of line)"))
    ax.axhline(centre, color=INK, lw=0.8, ls=":")
    ax.set(xlabel=say("Answers of the part"), ylabel=unit)
    legend_below(ax, 1)
    low, high = (decimals(value, 1) for value in (table["pooled"].min(), table["pooled"].max()))
    told = say(
        "{number} parts by number of answers and score; {far} lie outside of what chance makes of one common score. "
        "Pooled scores lie between {low} and {high}.",
        number=len(table), far=int(far.sum()), low=low, high=high,
    )  # fmt: skip
    return describe(ax, told)
