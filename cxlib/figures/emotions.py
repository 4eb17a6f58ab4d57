"""Good and bad emotions of each touchpoint to either side of a line, and what they come to on balance."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from matplotlib.axes import Axes

from ..locale import say
from ..results import Result
from ..text import FEW, called, count, decimals, percent
from .style import DARK, INK, LIGHT, PALE, across, beside, blank_axes, describe, folded, nothing_to_draw


def plot_emotions(
    result: Result,
    *,
    unanswered: Collection[str] = (),
    labels: Mapping[str, str] | None = None,
) -> Axes:
    """Bars of bad emotions to the left and good ones to the right; a dot with its interval for the net value.

    Parameters
    ----------
    result : Result
        Of `emotion_profile`.
    unanswered : collection of str
        Touchpoints at which a bad emotion has no prepared answer; they are marked.
    labels : mapping, optional
        Name in the table → the words to show.

    Returns
    -------
    matplotlib Axes
        Its figure has a description for those who do not see it; `show` displays both.
    """
    table = result.table
    if table.empty:
        return nothing_to_draw(None)
    ax = blank_axes(None, 1.4 + 0.42 * len(table))
    rows = range(len(table))[::-1]
    ax.barh(rows, -100 * table["bad"], height=0.7, color=LIGHT, edgecolor="white", hatch="////", label=say("bad"))
    ax.barh(rows, 100 * table["good"], height=0.7, color=DARK, edgecolor="white", alpha=0.55, label=say("good"))
    ax.axvline(0, color=INK, lw=0.9)
    reach = 100 * (table[["conf_low", "conf_high"]].sub(table["estimate"], axis=0).abs().fillna(0)).to_numpy().T
    few = table["n"] < FEW
    colours = [PALE if pale else INK for pale in few]
    for row, (_, line), error, colour in zip(rows, table.iterrows(), reach.T, colours, strict=True):
        ax.errorbar(100 * line["estimate"], row, xerr=error[:, None], fmt="o", ms=5, color=colour, lw=1.6, capsize=2)
        beside(ax, row, f"{decimals(100 * line['estimate'], 0, sign=True)}, n = {count(line['n'])}", color=colour)
    ax.plot([], [], "o", color=INK, ms=5, label=say("net emotional value"))
    marked = set(unanswered)
    names = [folded(called(name, labels), 24) + (" ▲" if name in marked else "") for name in table["touchpoint"]]
    ax.set_yticks(list(rows), names)
    ax.set_xlabel(say("Share of the emotions, %; the rest is neither good nor bad"))
    if marked & set(table["touchpoint"]):
        ax.plot([], [], "^", color=INK, ms=6, label=say("a bad emotion without a prepared answer"))
    ax.legend(loc="lower center", bbox_to_anchor=(0.4, 1.0), ncols=2, frameon=False)
    across(ax)
    worst, best = table.loc[table["estimate"].idxmin()], table.loc[table["estimate"].idxmax()]
    return describe(
        ax,
        say(
            "Good and bad emotions at {number} touchpoints, {n} answers. Lowest: {touchpoint} with "
            "{bad} bad and {good} good; highest: {touchpoint_2} with {bad_2} bad and {good_2} good.",
            number=len(table),
            n=count(table["n"].sum()),
            touchpoint=called(worst["touchpoint"], labels),
            bad=percent(worst["bad"]),
            good=percent(worst["good"]),
            touchpoint_2=called(best["touchpoint"], labels),
            bad_2=percent(best["bad"]),
            good_2=percent(best["good"]),
        ),
    )
