"""Lines of monitoring: a control chart with its limits, and the share answered as time goes on."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from ..locale import own_name, say, to_say, word
from ..results import Detailed, Result
from ..text import count, decimals, general, listed, per_cent, percent
from .charts import as_chart, series_of
from .style import DARK, INK, LIGHT, MIDDLE, PALE, blank_axes, describe, legend_below, nothing_to_draw

TICKS = 12  # names of periods that stand beside one another on a page
SCALES = {
    "nps": to_say("NPS"),
    "mean": to_say("Mean"),
    "p": to_say("Share"),
    "laney": to_say("Share"),
    "u": to_say("Events per row"),
    "range": to_say("Range"),
}
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
                    color=MIDDLE, alpha=0.35, lw=0, label=say("limits"))  # fmt: skip
    ax.plot(every.index, every["centre"].astype(float), color=INK, lw=0.9, ls="--", label=say("centre of the baseline"))
    ax.plot(every.index, every["estimate"].astype(float), "o-", color=DARK, lw=1.2, ms=4, label=say("value"))
    alarms = every[every["signal"].fillna(False).astype(bool)]
    if len(alarms):
        ax.plot(alarms.index, alarms["estimate"], "D", color=LIGHT, mec=INK, ms=8, ls="", label=say("signal"))
    after = [place for place, phase in zip(places, table["phase"], strict=True) if phase == "monitoring"]
    if after:
        ax.axvline(after[0] - 0.5, color=INK, lw=0.8, ls=":")
        ax.annotate(say("monitoring"), (after[0] - 0.4, 1.01), xycoords=("data", "axes fraction"), fontsize=9)
    step = int(np.ceil(len(names) / TICKS))
    shown = range(0, len(names), step)
    turned = sum(len(names[place]) for place in shown) > 50
    ax.set_xticks(
        list(shown), [names[place] for place in shown], rotation=45 if turned else 0, ha="right" if turned else "center"
    )
    sizes = table["n"].min(), table["n"].max()
    each = (
        count(sizes[0]) if sizes[0] == sizes[1] else say("{low} to {high}", low=count(sizes[0]), high=count(sizes[1]))
    )
    is_sum, shares = result.settings["kind"] == "cusum", bool(result.settings.get("yes_no"))
    scale = SCALES["p"] if shares else SCALES.get(result.settings["of"], to_say("Value"))
    of = say("Standard errors") if is_sum else word(scale)
    of = say("{scale}, moving average", scale=of) if result.settings["kind"] == "ewma" else of
    ax.set(xlabel=say("{period}; n = {each} each", period=word(period), each=each), ylabel=unit or of)
    ax.grid(axis="y", color="#DDDDDD", lw=0.6)
    ax.set_axisbelow(True)
    legend_below(ax, 2, lines=4 if turned else 2)
    columns = {"estimate": say("value"), "centre": say("centre of the baseline"),
               "limit_low": say("lower limit"), "limit_high": say("upper limit")}  # fmt: skip
    lines = [series_of(every, name, column) for column, name in columns.items()]
    as_chart(ax, "lines", names, [{key: one[key] for key in ("name", "values")} for one in lines],
             unit="" if shares else ax.get_ylabel(), form=("percent", 0) if shares else ("decimals", 2),
             sizes=["" if n is None else f"n = {count(n)}" for n in lines[0].get("n", [])])  # fmt: skip
    said = (
        say("signals in {names}", names=listed([names[place] for place in alarms.index], most=6))
        if len(alarms)
        else say("no signal")
    )
    centre = (percent if shares else decimals)(table["centre"].iloc[0], 1)
    if shares:
        ax.yaxis.set_major_formatter(lambda share, _: per_cent(general(round(100 * share, 2))))
    return describe(
        ax,
        say(
            "A line through {number} periods within a grey band of limits around {centre}: {said}.",
            number=len(table),
            centre=centre,
            said=said,
        ),
    )


def answered(result: Detailed, ax: Axes | None) -> Axes:
    """The share answered as time goes on, a stepped line with its band for each of the first four groups."""
    by, settings = result.settings["by"], result.settings
    if result.table.empty or result.curve.empty:
        return nothing_to_draw(ax)
    ax, said = blank_axes(ax, 3.8), []
    longest, few = min(result.curve["time"].max(), 8 * settings["target"]), settings.get("fewest", 1) > 1
    for (_, row), (colour, line) in zip(result.table.iterrows(), LOOKS, strict=False):
        own = (result.curve[by] == row[by]).all(axis=1) if by else slice(None)
        curve = result.curve[own]
        curve = curve[curve["time"] <= longest]
        name = " / ".join(own_name(row[one]) for one in by)
        # of single cases every step is known; at round times a point, and how it went on after the last one is not
        until = curve["time"].max() if few and len(curve) else longest
        time = np.r_[0.0, curve["time"], [] if few else until]
        lines = {
            end: np.r_[0.0, curve[end], [] if few else curve[end].iloc[-1] if len(curve) else 0.0]
            for end in ("answered", "answered_low", "answered_high")
        }
        step: Any = None if few else "post"
        ax.fill_between(time, lines["answered_low"], lines["answered_high"], step=step, color=colour, alpha=0.2, lw=0)
        label = f"{name or say('answered')} (n = {count(row['n'])})"
        drawn: dict[str, Any] = {"color": colour, "ls": line, "lw": 1.6, "label": label}
        ax.plot(time, lines["answered"], drawstyle="default" if few else "steps-post", marker="o" if few else "", ms=4,
                **drawn)  # fmt: skip
        if len(curve) or not few:
            said.append(
                say(
                    "{name}: {answered} after {longest} {unit}",
                    name=name or say("all"),
                    answered=percent(lines["answered"][-1]),
                    longest=general(until),
                    unit=word(settings["unit"]),
                )
            )
    ax.axvline(settings["target"], color=INK, lw=0.8, ls=":")
    text = say("promised: {target}", target=general(settings["target"]))
    ax.annotate(text, (settings["target"], 1.01), xycoords=("data", "axes fraction"), fontsize=9, ha="center")
    ax.set(
        xlabel=say("Hours since the case was opened")
        if settings["unit"] == "hours"
        else say("Days since the case was opened"),
        ylabel=say("Answered"),
        ylim=(0, 1.0),
    )
    ax.yaxis.set_major_formatter(PercentFormatter(1, decimals=0, symbol=" %"))
    ax.grid(axis="y", color="#DDDDDD", lw=0.6)
    legend_below(ax, 2)
    names = "; ".join(said)
    if few:
        return describe(ax, say("Rising lines of the share answered by round times, with bands. {names}.", names=names))
    return describe(ax, say("Rising stepped lines of the share answered, with bands. {names}.", names=names))
