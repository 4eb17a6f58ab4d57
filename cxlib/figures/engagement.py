"""Whether units agree, beside the same people in random units."""

from __future__ import annotations

from collections.abc import Mapping

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from ..errors import CXError
from ..locale import say
from ..results import Detailed
from ..text import count, decimals
from .style import DARK, INK, MIDDLE, WIDTH, blank_grid, describe, head, legend_below


def plot_agreement(results: Mapping[str, Detailed]) -> Axes:
    """ICC(1) and mean rwg(j) of real units beside those of the same people in random units, a row for each scale.

    Parameters
    ----------
    results : mapping of str to Result
        Of `unit_agreement` with `rng`, by the name of the scale.

    Returns
    -------
    matplotlib Axes
        Its figure has a description for those who do not see it; `show` displays both.
    """
    axes = blank_grid(len(results), 2, (WIDTH, 0.8 + 1.7 * len(results)), sharex="col")
    parts = []
    for line, (name, result) in zip(axes, results.items(), strict=True):
        if result.pseudo is None:
            raise CXError(f"results: {name!r} has no random units.", "Call unit_agreement with rng=2027.")
        row = result.table.iloc[0]
        for ax, column in zip(line, ("icc1", "rwg_j_uniform"), strict=True):
            ax.hist(result.pseudo[column], bins=12, color=MIDDLE, label=say("random units"))
            ax.axvline(row[column], color=DARK, lw=2.2, label=say("real units"))
            ax.xaxis.set_major_locator(MaxNLocator(5))
            ax.yaxis.set_visible(False)
            ax.spines["left"].set_visible(False)
        height = 0.5 * line[0].get_ylim()[1]
        line[0].hlines(height, row["icc1_low"], row["icc1_high"], color=DARK, lw=1.2)
        line[0].axvline(0, color=INK, lw=0.8, ls=":")
        head(
            line[0],
            say(
                "{name}: {n} people in {n_units} units", name=name, n=count(int(row["n"])), n_units=int(row["n_units"])
            ),
        )
        parts.append(
            say(
                "{name}: ICC(1) {icc1} (random units {icc1_2}), rwg(j) {rwg_j_uniform} ({rwg_j_uniform_2})",
                name=name,
                icc1=decimals(row["icc1"], 2),
                icc1_2=decimals(result.pseudo["icc1"].mean(), 2),
                rwg_j_uniform=decimals(row["rwg_j_uniform"], 2),
                rwg_j_uniform_2=decimals(result.pseudo["rwg_j_uniform"].mean(), 2),
            )
        )
    axes[-1][0].set_xlabel(say("ICC(1), with its interval"))
    axes[-1][1].set_xlabel(say("mean rwg(j), uniform null"))
    legend_below(axes[-1][0], 2)  # above it, random units may stand anywhere
    return describe(axes[0][0], say("Real units beside random ones. {names}.", names="; ".join(parts)))
