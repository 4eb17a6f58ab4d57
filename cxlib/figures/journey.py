"""One person's journey, contact by contact, in that person's own words."""

from __future__ import annotations

from matplotlib.axes import Axes

from ..locale import say, to_say, word
from ..results import Result
from ..text import quoted
from .style import DARK, INK, LIGHT, MIDDLE, blank_axes, describe, folded, head

# Sign of the feeling → marker, colour, word: told apart by shape, also without colour.
FEELINGS = {1: ("^", DARK, to_say("good")), 0: ("o", "white", to_say("neutral")), -1: ("v", LIGHT, to_say("bad"))}


def plot_journey(result: Result) -> Axes:
    """A strip from the first contact at the top to the last: how each felt, and what was said.

    Parameters
    ----------
    result : Result
        One row per contact in order: ``day touchpoint department valence words``, valence from −2 to 2.

    Returns
    -------
    matplotlib Axes
        Its figure has a description for those who do not see it; `show` displays both.
    """
    table = result.table
    ax = blank_axes(None, 1.3 + 0.44 * len(table))
    rows = list(range(len(table)))[::-1]
    sign = (table["valence"] > 0).astype(int) - (table["valence"] < 0).astype(int)
    ax.plot(table["valence"], rows, color=MIDDLE, lw=1.5, zorder=1)
    ax.axvline(0, color=INK, lw=0.8)
    counts = []
    for feeling, (marker, colour, called) in FEELINGS.items():
        part = sign == feeling
        places = [row for row, there in zip(rows, part, strict=True) if there]
        ax.scatter(table.loc[part, "valence"], places, marker=marker, color=colour, edgecolor=INK, s=75, zorder=2)
        counts.append(f"{int(part.sum())} {word(called)}")
    for row, words in zip(rows, table["words"], strict=True):
        ax.annotate(folded(quoted(words), 30), (1.03, row), xycoords=("axes fraction", "data"), va="center", fontsize=9)
    labels = [
        _contact(line.touchpoint, say("({department}), day {day}", department=line.department, day=line.day))
        for line in table.itertuples()
    ]
    ax.set(yticks=rows, yticklabels=labels, xlim=(-2.4, 2.4), ylim=(-0.6, len(table) - 0.4))
    ax.set_xticks([-2, 0, 2], [say("bad"), say("neither"), say("good")])
    ax.set_xlabel(say("How the contact felt"))
    head(
        ax,
        say(
            "n = 1 person, {number} contacts, {departments} departments",
            number=len(table),
            departments=table["department"].nunique(),
        ),
    )
    lowest = table.loc[table["valence"].idxmin()]
    return describe(
        ax,
        say(
            "One person's {number} contacts in order, each with how it felt and a sentence of hers: "
            "{names}. The lowest is {touchpoint}: “{words}”",
            number=len(table),
            names=", ".join(counts),
            touchpoint=lowest["touchpoint"].lower(),
            words=lowest["words"],
        ),
    )


def _contact(touchpoint: str, rest: str) -> str:
    """On one line, or on two that part what happened from where and when."""
    return f"{touchpoint}{' ' if len(touchpoint) + len(rest) < 26 else chr(10)}{rest}"
