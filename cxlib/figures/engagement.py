"""Figures of employees' scales: how many things they measure, whether units agree, climate beside engagement."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from ..errors import CXError
from ..results import Result
from ..sentences.words import hundredths
from .style import DARK, INK, LIGHT, MIDDLE, blank_axes, blank_grid, describe, head


def plot_scree(result: Result, *, ax: Axes | None = None) -> Axes:
    """Eigenvalues of a scale's items above the band of random answers; those within it are hollow.

    Parameters
    ----------
    result : Result
        Of `scale_dimensions`.
    ax : matplotlib Axes, optional
        Where to draw; new axes if left out.
    """
    table, found = result.table, result.n_factors
    ax = blank_axes(ax, (6.5, 3.8))
    level = f"{100 * result.settings['confidence_level']:.0f}"
    ax.fill_between(table["factor"], table["random"], table["random_high"], color=MIDDLE, zorder=1)
    ax.plot(table["factor"], table["random_high"], color=INK, lw=0.9, ls="--", label=f"random answers, {level} % below")
    ax.plot(table["factor"], table["estimate"], color=DARK, lw=1.2, zorder=2)
    for part, fill, label in ((table[:found], DARK, "above it"), (table[found:], "white", "not above it")):
        ax.plot(part["factor"], part["estimate"], "o", mec=DARK, mfc=fill, zorder=3, label=f"{label}: {len(part)}")
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.set(xlabel="Factor", ylabel="Eigenvalue", ylim=(0, None))
    ax.legend(frameon=False, fontsize=9)
    head(ax, f"{found} of {len(table)} factors lie above random answers; n = {table['n'].iloc[0]:,}")
    values = ", ".join(f"{value:.2f}" for value in table["estimate"])
    return describe(ax, f"Eigenvalues of {len(table)} items: {values}. Above random answers: the first {found}.")


def plot_agreement(results: Mapping[str, Result], *, axes: np.ndarray | None = None) -> Axes:
    """ICC(1) and mean rwg(j) of real units beside those of the same people in random units, a row for each scale.

    Parameters
    ----------
    results : mapping of str to Result
        Of `unit_agreement` with `rng`, by the name of the scale.
    axes : array of matplotlib Axes, optional
        A grid with a row for each scale and two columns; new axes if left out.
    """
    if axes is None:
        axes = blank_grid(len(results), 2, (8.0, 0.8 + 1.7 * len(results)), sharex="col")
    parts = []
    for line, (name, result) in zip(axes, results.items(), strict=True):
        if result.pseudo is None:
            raise CXError(f"results: {name!r} has no random units.", "Call unit_agreement with rng=2027.")
        row = result.table.iloc[0]
        for ax, column in zip(line, ("icc1", "rwg_j_uniform"), strict=True):
            ax.hist(result.pseudo[column], bins=12, color=MIDDLE, label="random units")
            ax.axvline(row[column], color=DARK, lw=2.2, label="real units")
            ax.xaxis.set_major_locator(MaxNLocator(5))
            ax.yaxis.set_visible(False)
            ax.spines["left"].set_visible(False)
        height = 0.5 * line[0].get_ylim()[1]
        line[0].hlines(height, row["icc1_low"], row["icc1_high"], color=DARK, lw=1.2)
        line[0].axvline(0, color=INK, lw=0.8, ls=":")
        head(line[0], f"{name}: {int(row['n']):,} people in {int(row['n_units'])} units")
        parts.append(
            f"{name}: ICC(1) {hundredths(row['icc1'])} (random units {hundredths(result.pseudo['icc1'].mean())}), "
            f"rwg(j) {hundredths(row['rwg_j_uniform'])} ({hundredths(result.pseudo['rwg_j_uniform'].mean())})"
        )
    axes[-1][0].set_xlabel("ICC(1), with its interval")
    axes[-1][1].set_xlabel("mean rwg(j), uniform null")
    axes[0][1].legend(frameon=False, fontsize=9, loc="upper left")
    return describe(axes[0][0], f"Real units beside random ones. {'; '.join(parts)}.")


def plot_parties_and_passion(
    perks: Result, customers: Result, apart: Result, *, axes: np.ndarray | None = None
) -> Axes:
    """What goes with perks, what goes with customers, and whether the scales are apart.

    Parameters
    ----------
    perks : Result
        A table ``scale n estimate conf_low conf_high``: how much higher each scale is with perks, in
        standard deviations.
    customers : Result
        The same: what goes with each scale among customers, the others given.
    apart : Result
        Of `scale_separation`.
    axes : array of matplotlib Axes, optional
        Three of them; new axes if left out.
    """
    if axes is None:
        axes = blank_grid(1, 3, (10.0, 3.8), width_ratios=(1, 1, 1.3))[0]
    titles = ("Higher with perks", "Goes with customers")
    parts = [_effects(ax, result, title) for ax, result, title in zip(axes, (perks, customers), titles, strict=False)]
    ends = [ax.get_ylim() for ax in axes[:2]]
    for ax in axes[:2]:
        ax.set_ylim(min(low for low, _ in ends), max(high for _, high in ends))
    axes[0].set_ylabel("Standard deviations")
    parts.append(_separation(axes[2], apart))
    return describe(axes[0], " ".join(parts))


def _effects(ax: Axes, result: Result, title: str) -> str:
    """Dots with intervals about a line of no effect; the first scale light, the second dark."""
    table = result.table
    for place, (line, colour, mark) in enumerate(zip(table.itertuples(), (LIGHT, DARK, INK), "so^", strict=False)):
        ax.vlines(place, line.conf_low, line.conf_high, color=colour, lw=2)
        ax.plot(place, line.estimate, mark, color=colour, ms=8)
        ax.annotate(
            hundredths(line.estimate), (place, line.estimate), xytext=(8, 7), textcoords="offset points", va="center"
        )
    ax.axhline(0, color=INK, lw=0.9)
    ax.set(xticks=range(len(table)), xticklabels=table["scale"], xlim=(-0.6, len(table) - 0.3))
    head(ax, f"{title} (n = {table['n'].max():,})")
    said = ", ".join(
        f"{line.scale} {hundredths(line.estimate)} ({hundredths(line.conf_low)} to {hundredths(line.conf_high)})"
        for line in table.itertuples()
    )
    return f"{title}, in standard deviations: {said}."


def _separation(ax: Axes, apart: Result) -> str:
    """Grid of scales: correlation below the diagonal, HTMT above it."""
    table = apart.table
    names = list(dict.fromkeys([*table["scale"], *table["other"]]))
    grid = np.full((len(names), len(names)), np.nan)
    for line in table.itertuples():
        first, second = names.index(line.scale), names.index(line.other)
        grid[first, second], grid[second, first] = line.estimate, line.r
    ax.imshow(grid, cmap="Blues", vmin=0, vmax=2.0, aspect="auto")  # light: figures stand on it
    for (row, column), value in np.ndenumerate(grid):
        if value == value:
            ax.text(column, row, hundredths(value), ha="center", va="center", color=INK, fontsize=9)
    ax.set_xticks(range(len(names)), names, rotation=30, ha="right")
    ax.set_yticks(range(len(names)), names)
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    head(ax, f"HTMT above, r below (n = {table['n'].iloc[0]:,})")
    said = "; ".join(f"{line.scale} and {line.other} {hundredths(line.estimate)}" for line in table.itertuples())
    return f"HTMT: {said}."
