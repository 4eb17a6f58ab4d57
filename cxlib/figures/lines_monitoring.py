"""Lines of monitoring: a control chart with its limits, and the share answered as time goes on."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from ..results import Result
from ..text import decimals, percent
from .charts import as_chart, series_of
from .style import DARK, INK, LIGHT, MIDDLE, PALE, blank_axes, describe, legend_below, nothing_to_draw

TICKS = 12  # names of periods that stand beside one another on a page
SCALES = {"nps": "NPS", "mean": "Mean", "p": "Share", "laney": "Share", "u": "Events per row"}
LOOKS = ((DARK, "-"), (LIGHT, "--"), (INK, ":"), (PALE, "-."))


def control(result: Result, unit: str, ax: Axes | None) -> Axes:
    """Values of one series in their order, the limits of each, and the signals as large diamonds."""
    period, by = result.settings["period"], result.settings["by"]
    table = result.table
    if by:  # one series is drawn
        first = table[by].iloc[0]
        table = table[(table[by] == first).all(axis=1)]
    names = [str(name) for name in result.settings["periods"]]
    places = [names.index(str(name)) for name in table[period]]
    every = table.set_axis(places).reindex(range(len(names)))  # a period without answers breaks the line
    ax = blank_axes(ax, 3.8)
    ax.fill_between(every.index, every["limit_low"].astype(float), every["limit_high"].astype(float), step="mid",
                    color=MIDDLE, alpha=0.35, lw=0, label="limits")  # fmt: skip
    ax.plot(every.index, every["centre"].astype(float), color=INK, lw=0.9, ls="--", label="centre of the baseline")
    ax.plot(every.index, every["estimate"].astype(float), "o-", color=DARK, lw=1.2, ms=4, label="value")
    alarms = every[every["signal"].fillna(False).astype(bool)]
    if len(alarms):
        ax.plot(alarms.index, alarms["estimate"], "D", color=LIGHT, mec=INK, ms=8, ls="", label="signal")
    after = [place for place, phase in zip(places, table["phase"], strict=True) if phase == "monitoring"]
    if after:
        ax.axvline(after[0] - 0.5, color=INK, lw=0.8, ls=":")
        ax.annotate("monitoring", (after[0] - 0.4, 1.01), xycoords=("data", "axes fraction"), fontsize=9)
    step = int(np.ceil(len(names) / TICKS))
    shown = range(0, len(names), step)
    turned = sum(len(names[place]) for place in shown) > 50
    ax.set_xticks(list(shown), [names[place] for place in shown], rotation=45 if turned else 0,
                  ha="right" if turned else "center")  # fmt: skip
    sizes = table["n"].min(), table["n"].max()
    each = f"{sizes[0]:,}" if sizes[0] == sizes[1] else f"{sizes[0]:,} to {sizes[1]:,}"
    of = SCALES.get(result.settings["of"], "Value") if result.settings["kind"] != "cusum" else "Standard errors"
    average = ", moving average" if result.settings["kind"] == "ewma" else ""
    ax.set(xlabel=f"{period}; n = {each} each", ylabel=unit or f"{of}{average}")
    ax.grid(axis="y", color="#DDDDDD", lw=0.6)
    ax.set_axisbelow(True)
    legend_below(ax, 2, lines=4 if turned else 2)
    lines = [series_of(every, name, column) for name, column in (("value", "estimate"), ("centre", "centre"),
             ("lower limit", "limit_low"), ("upper limit", "limit_high"))]  # fmt: skip
    shares = of == "Share" and not average
    as_chart(ax, "lines", names, [{key: one[key] for key in ("name", "values")} for one in lines],
             unit="" if shares else ax.get_ylabel(), form=("percent", 0) if shares else ("decimals", 2),
             sizes=["" if n is None else f"n = {n:,}" for n in lines[0].get("n", [])])  # fmt: skip
    said = f"signals in {', '.join(names[place] for place in alarms.index[:6])}" if len(alarms) else "no signal"
    more = f" and {len(alarms) - 6} more" if len(alarms) > 6 else ""
    centre = decimals(table["centre"].iloc[0], 1)
    return describe(
        ax,
        f"A line through {len(table)} periods within a grey band of limits around {centre}: {said}{more}.",
    )


def answered(result: Result, ax: Axes | None) -> Axes:
    """The share answered as time goes on, a stepped line with its band for each of the first four groups."""
    by, settings = result.settings["by"], result.settings
    if result.table.empty or result.curve.empty:
        return nothing_to_draw(ax)
    ax, said = blank_axes(ax, 3.8), []
    longest = min(result.curve["time"].max(), 8 * settings["target"])
    for (_, row), (colour, line) in zip(result.table.iterrows(), LOOKS, strict=False):
        own = (result.curve[by] == row[by]).all(axis=1) if by else slice(None)
        curve = result.curve[own]
        curve = curve[curve["time"] <= longest]
        name = " / ".join(str(row[one]) for one in by)
        time = np.r_[0.0, curve["time"], longest]
        lines = {end: np.r_[0.0, curve[end], curve[end].iloc[-1] if len(curve) else 0.0]
                 for end in ("answered", "answered_low", "answered_high")}  # fmt: skip
        ax.fill_between(time, lines["answered_low"], lines["answered_high"], step="post", color=colour, alpha=0.2, lw=0)
        label = f"{name or 'answered'} (n = {row['n']:,})"
        ax.step(time, lines["answered"], where="post", color=colour, ls=line, lw=1.6, label=label)
        said.append(f"{name or 'all'}: {percent(lines['answered'][-1])} after {longest:g} {settings['unit']}")
    ax.axvline(settings["target"], color=INK, lw=0.8, ls=":")
    ax.annotate(f"promised: {settings['target']:g}", (settings["target"], 1.01), xycoords=("data", "axes fraction"),
                fontsize=9, ha="center")  # fmt: skip
    ax.set(xlabel=f"{settings['unit'].capitalize()} since the case was opened", ylabel="Answered", ylim=(0, 1.0))
    ax.yaxis.set_major_formatter(PercentFormatter(1, decimals=0, symbol=" %"))
    ax.grid(axis="y", color="#DDDDDD", lw=0.6)
    legend_below(ax, 2)
    return describe(ax, f"Rising stepped lines of the share answered, with bands. {'; '.join(said)}.")
