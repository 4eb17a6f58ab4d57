"""The path from engagement over a mediator to the outcome."""

from __future__ import annotations

from matplotlib.axes import Axes

from ..locale import say, to_say, word
from ..readings.slopes_of_units import with_limits
from ..results import Result
from .style import DARK, INK, blank_axes, describe, head


def plot_mediation(result: Result) -> Axes:
    """Engagement, mediator and outcome with the paths between them, each with its interval.

    Parameters
    ----------
    result : Result
        Of `linkage_mediation`.

    Returns
    -------
    matplotlib Axes
        Its figure has a description for those who do not see it; `show` displays both.
    """
    paths = {row["path"]: with_limits(row) for _, row in result.table.iterrows()}
    ax = blank_axes(None, 3.6)
    boxes = {"engagement": (0.12, 0.15), "mediator": (0.5, 0.85), "outcome": (0.88, 0.15)}
    for role, place in boxes.items():
        name = str(result.settings[role]).replace("_", " ")
        ax.text(*place, name, ha="center", va="center", fontsize=10.5, zorder=3, bbox={
            "boxstyle": "round,pad=0.5", "facecolor": "white", "edgecolor": INK,
        })  # fmt: skip
    for start, end, name, place, side in (
        ("engagement", "mediator", "a", (0.27, 0.52), "right"),
        ("mediator", "outcome", "b", (0.73, 0.52), "left"),
        ("engagement", "outcome", to_say("direct"), (0.5, 0.06), "center"),
    ):
        ax.annotate("", boxes[end], boxes[start], zorder=1, arrowprops={
            "arrowstyle": "-|>", "color": DARK, "lw": 2, "shrinkA": 45, "shrinkB": 45,
        })  # fmt: skip
        ax.text(*place, _on_two_lines(f"{word(name)} {paths[name]}"), ha=side, va="center", fontsize=9.5)
    indirect, total = say("indirect {indirect}", indirect=paths["indirect"]), say("total {total}", total=paths["total"])
    ax.text(0.5, 0.42, _on_two_lines(indirect), ha="center", fontsize=10.5, fontweight="bold")
    ax.text(0.5, 0.22, _on_two_lines(total), ha="center", fontsize=9.5)
    ax.set(xlim=(0, 1), ylim=(0, 1))
    ax.axis("off")
    head(
        ax,
        say(
            "n = {n_units} units, {design}",
            n_units=int(result.table["n_units"].iloc[0]),
            design=word(result.settings["design"]),
        ),
    )
    said = ", ".join(f"{word(name)} {value}" for name, value in paths.items())
    return describe(ax, say("Three boxes joined by arrows. Paths: {said}.", said=said))


def _on_two_lines(path: str) -> str:
    """The limits under the estimate: side by side, they run over the arrows on a narrow page."""
    return path.replace(" (", "\n(")
