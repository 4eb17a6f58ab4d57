"""The commonest paths through the contact log."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from ..locale import say
from ..results import Detailed
from ..text import count, percent
from .style import INK, PALE, WIDTH, blank_axes, describe, head

STEPS = 12  # of a path; what is longer ends in the number of steps that are not shown


def plot_paths(result: Detailed, *, top: int = 10, ax: Axes | None = None) -> Axes:
    """The commonest paths, a strip of touchpoints each, with how many customers took it.

    Parameters
    ----------
    result : Result
        Of `journey_paths`.
    top : int
        How many paths to draw.
    ax : matplotlib Axes, optional
        Where to draw; new axes if left out.
    """
    table = result.table.head(top)
    strips = [_strip(path) for path in table["path"]]
    width = 0.34 + 0.085 * max(len(step) for steps in strips for step in steps)  # inches
    longest = max(len(steps) for steps in strips)
    ax = blank_axes(ax, 1.0 + 0.36 * len(table), max(WIDTH, 1.8 + width * longest))
    for row, steps in zip(range(len(strips) - 1, -1, -1), strips, strict=True):
        for place, step in enumerate(steps):
            shade = "white" if step.startswith("+") else "#DCE9F5"
            ax.add_patch(Rectangle((place + 0.04, row - 0.36), 0.92, 0.72, facecolor=shade, edgecolor=PALE, lw=0.7))
            ax.text(place + 0.5, row, step, ha="center", va="center", fontsize=9, color=INK)
    counts = [f"{count(row.n_customers)}  ({percent(row.share)})" for row in table.itertuples()]
    ax.set_yticks(range(len(strips) - 1, -1, -1), counts)
    ax.set(xticks=[], xlim=(0, longest), ylim=(-0.6, len(strips) - 0.4))
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    head(
        ax,
        say(
            "The {number} commonest paths: {share} of n = {n_customers}",
            number=len(table),
            share=percent(table["share"].sum()),
            n_customers=count(result.n_customers),
        ),
    )
    told = "; ".join(f"{row.path}, {percent(row.share)}" for row in table.head(3).itertuples())
    return describe(
        ax,
        say(
            "Strips of the {number} commonest of {n_paths} paths. The first: {told}.",
            number=len(table),
            n_paths=count(result.n_paths),
            told=told,
        ),
    )


def _strip(path: str) -> list[str]:
    steps = path.split(" → ")
    return steps if len(steps) <= STEPS else [*steps[: STEPS - 1], f"+{len(steps) - STEPS + 1}"]
