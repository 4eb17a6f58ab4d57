"""Lines and curves with their intervals or bands."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from ..errors import CXError
from ..locale import say, to_say, word, written
from ..results import Result
from ..text import count, decimals, listed
from .charts import as_chart, series_of
from .lines_curves import outcome_by_answer, sample_sizes, scree, unbroken, waiting
from .lines_linkage import common_cause, power
from .lines_monitoring import answered, control
from .points_quadrants import order_lines
from .style import DARK, INK, LIGHT, blank_axes, describe, legend_below, nothing_to_draw

MONTH = re.compile(r"\d{4}-\d{2}(/\d{2})?")  # or several months of a year
COUNTED, YEAR = 45, 12  # signs of all counts below the months, and months, that have room on a telephone
CLOSE = 60  # signs of all names on an axis
MARKS = (("o", DARK, "-"), ("s", LIGHT, "--"), ("^", INK, ":"))


def plot_lines(
    result: Result,
    *,
    x: str | None = None,
    hue: str | None = None,
    unit: str | None = None,
    have: int | None = None,
    marked: int | None = None,
    starred: Sequence[str] = (),
    labels: Mapping[str, str] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """A line through values in their order, with intervals where the table has them.

    Parameters
    ----------
    result : Result
        A table with ``n estimate conf_low conf_high``, one row per value of `x` and series; rows of
        `nps_sample_size`; or a result of `unbroken_by_length`, `lag_effect`, `scale_dimensions`, `linkage_mediation`,
        `linkage_power`, `control_chart` (its first series), `follow_up_times`, `alignment_index` (customers and those
        whom `starred` names); or shares by answer with ``by_class curve``.
    x, hue : str, optional
        Columns of the horizontal axis and of the series. Of sample sizes: "margin" or "difference".
    unit : str, optional
        What the vertical axis shows.
    have : int, optional
        Of sizes and power: what is at hand.
    marked : int, optional
        Of unbroken journeys: the number of contacts that has a label.
    starred : sequence of str
        Values of `x` at which the wording is another one.
    labels : mapping, optional
        Of orders: name in the table → the words to show.
    ax : matplotlib Axes, optional
        Where to draw; new axes if left out.

    Returns
    -------
    matplotlib Axes
        Its figure has a description for those who do not see it; `show` displays both.
    """
    if result.table.empty:
        return nothing_to_draw(ax)
    names = set(result.table.columns)
    if result.kind == "control_chart":
        return control(result, word(unit or ""), ax)
    if result.kind == "follow_up_times":
        return answered(result, ax)
    if result.kind == "alignment_index":
        return order_lines(result, [*starred], labels, ax)
    if {"contacts", "product"} <= names:
        return unbroken(result, 10, 6 if marked is None else marked, ax)
    if {"by_class", "curve"} <= names:
        return outcome_by_answer(result, word(unit or to_say("with the outcome")), ax)
    if hasattr(result, "curve"):
        return waiting(result, word(unit or to_say("points against the same day")), ax)
    if {"factor", "random_high"} <= names:
        return scree(result, ax)
    if hasattr(result, "sensitivity"):
        return common_cause(result, ax)
    if {"r", "n_units"} <= names:
        return power(result, have, ax)
    if x in ("margin", "difference") and "estimate" not in names:
        return sample_sizes(result, x, have, ax)
    if x is None:
        raise CXError("plot_lines: this table does not say what its axis is.", 'Give x="…".')
    return trend(result, x, hue, word(unit or ""), starred, ax)


def trend(result: Result, wave: str, series: str | None, unit: str, marked: Sequence[str], ax: Axes | None) -> Axes:
    """A score through the waves with its intervals, one line per series; starred waves have another wording."""
    table = result.table if series else result.table.assign(_all=say("all"))
    series = series or "_all"
    names = list(table[wave].drop_duplicates().sort_values().astype(str))
    kinds = list(table[series].drop_duplicates())
    ax = blank_axes(ax, 4.2)
    for place, (kind, (marker, colour, line)) in enumerate(zip(kinds, MARKS, strict=False)):
        part = table[table[series] == kind]
        # a wave that the series lacks breaks its line: nothing is known between its neighbours
        places = [names.index(str(name)) for name in part[wave]]
        seen = range(min(places), max(places) + 1)
        part = part.set_axis(places).reindex(seen)
        x = [place_of + 0.12 * (place - (len(kinds) - 1) / 2) for place_of in seen]
        below, above = part["estimate"] - part["conf_low"], part["conf_high"] - part["estimate"]
        ax.errorbar(
            x,
            part["estimate"],
            yerr=[below, above],
            fmt=marker,
            color=colour,
            ls=line,
            lw=1.3,
            capsize=2,
            ms=6,
            label=written(kind, series),
        )
    n = table.groupby(wave, observed=True)["n"].max()
    sizes = [int(n[n.index.astype(str) == name].iloc[0]) for name in names]
    stars = ["*" if name in marked else "" for name in names]
    if all(MONTH.fullmatch(name) for name in names):
        _month_ticks(ax, names, sizes, stars)
    else:
        ticks = [f"{name}{star}\nn {count(size)}" for name, size, star in zip(names, sizes, stars, strict=True)]
        close = sum(map(len, names)) > CLOSE  # names that would run into one another
        turned: dict[str, Any] = {"rotation": 60, "ha": "right"} if close else {}
        ax.set_xticks(range(len(names)), ticks, fontsize=9, **turned)
    ax.set(ylabel=unit)
    ax.grid(axis="y", color="#DDDDDD", lw=0.6)
    ax.set_axisbelow(True)
    if len(kinds) > 1 or marked:
        legend_below(ax, 2, lines=3)
    if marked and (legend := ax.get_legend()):
        legend.set_title(say("* another wording"))
        legend.set_alignment("left")
    parts = [table[table[series] == kind] for kind in kinds]
    if len(kinds) <= len(MARKS):
        rows = [part.set_axis(part[wave].astype(str)).reindex(names) for part in parts]
        called = [written(kind, series) if len(kinds) > 1 else "" for kind in kinds]
        drawn = [series_of(part, name) for name, part in zip(called, rows, strict=True)]
        as_chart(ax, "lines", [f"{name}{star}" for name, star in zip(names, stars, strict=True)], drawn, unit=unit,
                 form=("decimals", 1 if table["estimate"].abs().max() > 10 else 2),
                 sizes=[f"n = {count(size)}" for size in sizes])  # fmt: skip
    said = "; ".join(f"{written(kind, series)}: {_first_to_last(table[table[series] == kind], wave)}" for kind in kinds)
    text = say("Dots with intervals through {number} waves, joined by lines. {said}.", number=len(names), said=said)
    if marked:
        text = f"{text} {say('Another wording in {names}.', names=listed(marked))}"
    return describe(ax, text)


def _month_ticks(ax: Axes, names: Sequence[str], sizes: Sequence[int], stars: Sequence[str]) -> None:
    """Months as numbers, the year below the first of each; their answers between, or in the label where too wide."""
    years = [name[:4] for name in names]
    first = [year if place == 0 or years[place - 1] != year else "" for place, year in enumerate(years)]
    counts = [count(size) for size in sizes]
    room = sum(map(len, counts)) <= COUNTED
    lines = zip(names, stars, counts if room else [""] * len(names), first, strict=True)
    ticks = ["\n".join(filter(None, [f"{name[5:]}{star}", n, year])) for name, star, n, year in lines]
    ax.set_xticks(range(len(names)), ticks, fontsize=9 if len(names) <= YEAR else 8)
    span = (
        say("Month, answers, year")
        if room
        else say("Month; n = {low} to {high} each", low=count(min(sizes)), high=count(max(sizes)))
    )
    ax.set_xlabel(span)


def _first_to_last(part: pd.DataFrame, wave: str) -> str:
    part = part.sort_values(wave)
    first, last = part.iloc[0], part.iloc[-1]
    return say(
        "{estimate} in {first} to {later} in {last}",
        estimate=decimals(first["estimate"], 2),
        first=first[wave],
        later=decimals(last["estimate"], 2),
        last=last[wave],
    )
