"""Estimates with their intervals, a row each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes

from ..locale import PEOPLES, own_name, say, to_say, word, written
from ..results import Result
from ..shown.heads import RULES
from ..text import FEW, called, count, decimals, interval, listed
from .charts import as_chart, series_of
from .intervals_rules import rules
from .intervals_variables import variables
from .intervals_voices import bounds, remedies, response_rates
from .style import (
    DARK,
    INK,
    LIGHT,
    MIDDLE,
    PALE,
    across,
    beside,
    describe,
    folded,
    head,
    legend_below,
    nothing_to_draw,
    panels,
    row_height,
)

LABEL = 30  # letters on a line of a row's name
TOLD = 20  # rows that the alt text tells one by one
NPS = to_say("Net Promoter Score, points")
LINKS = {
    "between": to_say("Between units"),
    "pooled": to_say("Units and waves mixed"),
    "within": to_say("Within units, same wave"),
    "engagement first": to_say("Within, engagement first"),
    "outcome first": to_say("Within, customers first"),
}
# columns whose values the library or a notebook wrote, not the client
WRITTEN = {"analysis", "interval", "key", "rule", "term", "part", "kind", "counted", "what"}
ASKED = {"row", "question"}  # of these some are, as “total”; a client's column may be called by such a word, too
HUES = ((DARK, "o"), (LIGHT, "s"), (INK, "^"), (MIDDLE, "D"))


def plot_intervals(
    result: Result | Sequence[Result],
    *,
    label: str | None = None,
    hue: str | None = None,
    facet: str | None = None,
    measures: Sequence[str] = (),
    unit: str = NPS,
    zero: bool = True,
    at: float | None = None,
    bold: Sequence[str] = (),
    digits: int | None = None,
    percent: bool = False,
    truth: Mapping[str, float] | None = None,
    labels: Mapping[str, str] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """One row per line of the table: a dot with its interval, its numbers and its n; pale below 30 answers.

    Parameters
    ----------
    result : Result or sequence of Result
        A table with ``n estimate conf_low conf_high``; several are laid under one another. Results of
        `touchpoint_variables`, `response_bias`, `bias_repaired`, `nonresponse_bounds` and of a linkage name
        their rows themselves.
    label : str, optional
        Column whose values name the rows.
    hue, facet : str, optional
        Column whose values have a mark and a colour of their own; column with a panel for each value.
    measures : sequence of str
        Columns of values without intervals, a panel for each.
    unit : str
        What the horizontal axis shows.
    zero : bool
        Draw the line of no score or no difference.
    at : float, optional
        Where a dashed line stands, such as a target.
    bold : sequence of str
        Names of the rows that matter most; they are set in bold type.
    digits : int, optional
        Decimals of the numbers beside the rows; 1 if left out.
    percent : bool
        The values are shares; they are written in per cent, with no decimals unless `digits` says so.
    truth : mapping, optional
        Row → planted value, drawn as a cross.
    labels : mapping, optional
        Name in the table → the words to show.
    ax : matplotlib Axes, optional
        Where to draw; new axes if left out.

    Returns
    -------
    matplotlib Axes
        Its figure has a description for those who do not see it; `show` displays both.
    """
    if not isinstance(result, Result):
        result = Result(table=pd.concat([_keyed(one.table) for one in result], ignore_index=True))
    if result.table.empty:
        return nothing_to_draw(ax)
    table = _keyed(result.table)
    digits = int(not percent) if digits is None else digits
    names = set(table.columns)
    if measures:
        return rules(result, label, measures)
    if {"variable", "stands"} <= names:
        return variables(result, labels, ax)
    if {"odds_ratio", "category"} <= names:
        return response_rates(result, ax)
    if "repaired" in names:
        return remedies(result, word(unit), ax)
    if {"stage", "lowest"} <= names:
        return bounds(result, word(unit), ax)
    if label is None:
        label, digits, unit = ("key", 2, to_say("Points per point") if unit == NPS else unit) if "key" in names else (
            table.columns[0], digits, unit)  # fmt: skip
        labels = {**LINKS, **(labels or {})}
    if label == "interval":
        labels = RULES | dict(labels or {})
    table = _shown(table, label, labels, percent)
    unit = "%" if percent and unit == NPS else word(unit)
    parts = [("", table)] if facet is None else list(table.groupby(facet, sort=False, observed=True))
    axes = [ax] if ax is not None else _panels_for(parts, facet is not None)
    said = []
    for one, (title, part) in zip(axes, parts, strict=True):
        said.append(_rows(one, part, hue, bold, digits, truth))
        if facet is not None:
            head(one, written(title, facet))
        if zero:
            one.axvline(0, color=INK, lw=0.9)
        if at is not None:
            one.axvline(at, color=INK, lw=1, ls="--")
    few = _sizes(table).min(axis=1) < FEW
    axes[-1].set_xlabel(say("{unit}\ngrey: n below {few}", unit=unit, few=FEW) if few.any() else unit)
    if hue is not None:
        legend_below(axes[-1], 3, lines=3)
    if facet is None:
        _as_chart(axes[0], table, hue, "bars" if zero or percent else "dots", unit, percent, digits)
    titles = [f"{written(title, facet)}: " if facet is not None else "" for title, _ in parts]
    told = ". ".join(title + text for title, text in zip(titles, said, strict=True))
    text = (
        say("Dots with intervals, in %. {told}.", told=told)
        if percent
        else say("Dots with intervals. {told}.", told=told)
    )
    if at is not None:
        text = f"{text} {say('The dashed line stands at {at}.', at=decimals(at, digits))}"
    return describe(axes[0], text)


def _as_chart(ax: Axes, table: pd.DataFrame, hue: str | None, kind: str, unit: str, percent: bool, digits: int) -> None:
    """The same rows as a chart; shares are shares in it, not per cent."""
    table, names = table.copy(), list(dict.fromkeys(table["_called"]))
    if percent:
        table[["estimate", "conf_low", "conf_high"]] /= 100
    parts = [("", table)] if hue is None else list(table.groupby(hue, sort=False, observed=True))
    if any(part["_called"].duplicated().any() for _, part in parts):
        return  # rows of one name cannot be told apart
    rows = [part.set_index("_called").reindex(names) for _, part in parts]
    series = [series_of(part, written(name, hue)) for (name, _), part in zip(parts, rows, strict=True)]
    single = {"sizes": _said_sizes(table), "pale": _sizes(table).min(axis=1) < FEW} if hue is None else {}
    form = ("percent" if percent else "decimals", digits)
    as_chart(
        ax, kind, names, series, unit=unit.removesuffix("%").rstrip(" ,") if percent else unit, form=form, **single
    )


def _panels_for(parts: Sequence[tuple[object, pd.DataFrame]], headed: bool) -> np.ndarray:
    """Axes under one another, each as high as its rows need."""
    heights = [row_height(list(part["_called"]), 0.42) * max(len(part), 1) for _, part in parts]
    mean = 0.95 + 0.25 * headed + sum(heights) / len(heights)
    return panels(len(parts), mean, sharex=headed, height_ratios=heights)


def _keyed(table: pd.DataFrame) -> pd.DataFrame:
    """The rows of a linkage under one name, and units as the number of rows behind an estimate."""
    key = next((name for name in ("effect", "direction") if name in table), None)
    if key is not None and "n_units" in table and "key" not in table:
        table = table.assign(key=table[key].astype(str))
    return table.assign(n=table["n_units"]) if "n" not in table and "n_units" in table else table


def _shown(table: pd.DataFrame, label: str, labels: Mapping[str, str] | None, percent: bool) -> pd.DataFrame:
    """The table with the names of its rows; shares in per cent."""
    name = table[label].astype(str)
    shown = table.assign(_name=name, _called=[folded(_name_of(one, label, labels), LABEL) for one in name])
    if percent:
        shown[["estimate", "conf_low", "conf_high"]] *= 100
    return shown


def _name_of(name: str, column: str, labels: Mapping[str, str] | None) -> str:
    """What a row is called; a client's own words stay as they are."""
    if column in PEOPLES:
        return name
    own = called(name, labels)
    return written(own, column) if column in WRITTEN else own_name(own) if column in ASKED else own


def _rows(
    ax: Axes, table: pd.DataFrame, hue: str | None, bold: Sequence[str], digits: int, truth: Mapping | None
) -> str:
    """The rows of one panel; what they say, for the alt text."""
    rows = list(range(len(table))[::-1])
    few = _sizes(table).min(axis=1) < FEW
    marks = dict(zip(table[hue].unique(), HUES * len(table), strict=False)) if hue is not None else {}
    kinds = [marks[value] for value in table[hue]] if hue is not None else [(DARK, "o")] * len(table)
    colours = [PALE if thin else kind[0] for thin, kind in zip(few, kinds, strict=True)]
    ax.hlines(rows, table["conf_low"], table["conf_high"], color=colours, lw=2)
    for colour, marker in dict.fromkeys(zip(colours, [kind[1] for kind in kinds], strict=True)):
        at = [place for place, kind in enumerate(kinds) if (colours[place], kind[1]) == (colour, marker)]
        sns.scatterplot(
            x=table["estimate"].to_numpy()[at], y=[rows[place] for place in at], color=colour, marker=marker, s=48,
            ax=ax, zorder=3, legend=False,
        )  # fmt: skip
    for value, (colour, marker) in marks.items():
        ax.plot([], [], ls="", marker=marker, color=colour, label=written(value, hue))
    if truth:
        planted = table["_name"].map(dict(truth)).astype(float)
        ax.scatter(planted, rows, marker="x", color=INK, s=60, zorder=4, label=say("planted"))
        legend_below(ax, 1, lines=2 + few.any())
    gap = "\n" if len(_sizes(table).columns) > 1 else ", "  # two sizes in one line would leave no room for the dots
    for row, line, n in zip(rows, table.to_dict("records"), _said_sizes(table), strict=True):
        weight = "bold" if line["_name"] in bold else "normal"
        beside(ax, row, f"{_told(line, digits)}{gap if n else ''}{n}", fontweight=weight)
    ax.set(ylabel="", xlabel="", ylim=(-0.6, len(table) - 0.4))
    ax.set_yticks(rows, table["_called"])
    for tick, name in zip(ax.get_yticklabels(), table["_name"], strict=True):
        tick.set_fontweight("bold" if name in bold else "normal")
    across(ax)
    shown = table.head(TOLD)
    said = "; ".join(
        f"{' '.join(line['_called'].split())} {_told(line, digits).removesuffix(')')}{', ' if n else ''}{n})"
        for line, n in zip(shown.to_dict("records"), _said_sizes(shown), strict=True)
    )
    return f"{said}; {say('{number} more', number=len(table) - TOLD)}" if len(table) > TOLD else said


def _told(line: Mapping[str, float], digits: int) -> str:
    """The estimate and its limits."""
    if line["conf_low"] != line["conf_low"]:
        return say("{estimate} (no interval)", estimate=decimals(line["estimate"], digits))
    return f"{decimals(line['estimate'], digits)} ({interval(line['conf_low'], line['conf_high'], digits)})"


def _sizes(table: pd.DataFrame) -> pd.DataFrame:
    """Answers behind each row: of a difference, those of both sides, the reference first."""
    return table[[name for name in ("n_reference", "n") if name in table]].astype(float)


def _said_sizes(table: pd.DataFrame) -> list[str]:
    if not len(_sizes(table).columns):  # such as effects that experts gave
        return [""] * len(table)
    sizes = _sizes(table).itertuples(index=False)
    return ["n = " + listed([say("unknown") if n != n else count(n) for n in line]) for line in sizes]
