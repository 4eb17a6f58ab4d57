"""Readings of monitoring: which period is an alarm, how long a chart waits, and what past runs kept."""

from __future__ import annotations

import math
from collections.abc import Mapping
from statistics import NormalDist
from typing import Any

import pandas as pd

from ..locale import say, say_number
from ..results import Detailed, Result
from ..text import called, count, decimals, interval, listed, percent, percents, plain
from .dispatch import reads
from .names import headed
from .prose import Answers, Evidence, Number, Reading

NEIGHBOURS = 0.826  # variance of an error told by distances of neighbours, times the periods (Cryer & Ryan 1990)
MOST = 4


@reads("control_chart")
def chart_reading(
    result: Result, *, truth: Mapping[str, Any] | None = None, labels: Mapping[str, str] | None = None
) -> Reading:
    """Which periods after the baseline are a signal; of several series, how many signal and how many would by chance.

    Parameters
    ----------
    truth : mapping, optional
        Of the sample company: the month in which the change was planted.
    """
    period, by = result.settings["period"], result.settings["by"]
    watched = result.table[result.table["phase"] == "monitoring"]
    smooth = result.settings["kind"] in ("ewma", "cusum")
    what = _called(result.settings, labels)
    topic = f"control_chart {result.settings['kind']} {' '.join(by)}".strip()
    limits = say(
        "A signal says that something changed, not what; limits from a short baseline raise more false alarms."
    )
    told: dict[str, Any] = {"topic": topic, "limits": limits}
    if watched["limit_low"].notna().sum() == 0:
        what = _called({**result.settings, "kind": ""}, labels)  # of a chart and its moving average it is said once
        headline = say("{what}: no period lies behind the baseline yet, so that nothing can be judged.", what=what)
        return Reading(headline=headline, evidence="too few", **told)
    if by:
        return _several(watched, what, by, smooth, labels, told, _by_chance(result, watched))
    alarms = watched[watched["signal"]]
    if alarms.empty:
        headline = say_number(
            "{what}: the one period after the baseline lies within its limits, no alarm.",
            "{what}: all {n} periods after the baseline lie within their limits, no alarm.",
            len(watched),
            n=len(watched),
            what=what,
        )
        text, numbers = headline, []
    else:
        first = alarms.iloc[0]
        named = plain(f"{called(period, labels)} {first[period]}" if str(first[period]).isdigit() else first[period])
        side = say("below") if first["estimate"] < first["centre"] else say("above")
        found = {"what": what, "alarms": len(alarms), "n": len(watched), "first": named, "side": side}
        if first["limit_low"] <= first["estimate"] <= first["limit_high"]:  # a rule of several points, not of one
            headline = say_number(
                "{what}: the one period after the baseline, {first}, is an alarm: with those before it, it lies too "
                "long {side} the centre.",
                "{what}: alarms in {alarms} of {n} periods after the baseline; the first is {first}: with those before "
                "it, it lies too long {side} the centre.",
                len(watched),
                **found,
            )
        else:
            headline = say_number(
                "{what}: the one period after the baseline, {first}, is an alarm, {side} its limits.",
                "{what}: alarms in {alarms} of {n} periods after the baseline; the first is {first}, {side} its "
                "limits.",
                len(watched),
                **found,
            )
        text = (
            headline
            + " "
            + say(
                "There the value is {value}, and the limits are {limits} ({n} answers).",
                **_amounts(first, result.settings),
                n=count(first["n"]),
            )
        )
        numbers = [Number(label=say("the value of the first alarm"), estimate=first["estimate"], n=first["n"])]
    if truth:
        text += "\n\n" + say(
            "Planted truth: the change begins in month {month}.", month=decimals(truth["structural"], 0)
        )
    evidence: Evidence = "open" if alarms.empty else "supported"
    answers: Answers = "change" if result.settings["kind"] == "nps" else "detail"
    return Reading(headline=headline, text=text, numbers=numbers, evidence=evidence, answers=answers, **told)


def _amounts(row: pd.Series, settings: Mapping[str, Any]) -> dict[str, str]:
    """The value and the limits of a period: points of an NPS, shares in per cent, or on the scale of the rating."""
    ends = row["limit_low"], row["limit_high"]
    if settings.get("yes_no"):
        return {"value": percent(row["estimate"], 1), "limits": percents(*ends, 1)}
    digits = 1 if settings["of"] == "nps" else 2
    return {"value": decimals(row["estimate"], digits), "limits": interval(*ends, digits)}


def _called(settings: Mapping[str, Any], labels: Mapping[str, str] | None) -> str:
    """What is charted, as it begins a sentence."""
    rating, yes_no = headed(settings["rating"], labels), settings.get("yes_no")
    of = {
        "nps": say("NPS of {rating}", rating=rating),
        "mean": say("Share of {rating}", rating=rating) if yes_no else say("Mean of {rating}", rating=rating),
        "p": say("Share of {rating}", rating=rating),
        "laney": say("Share of {rating}", rating=rating),
        "u": say("{rating} per row", rating=rating),
        "c": say("Number of events"),
        "individuals": say("{rating} one by one", rating=rating),
        "range": say("Range of {rating}", rating=rating),
    }[settings["of"]]
    if settings["kind"] == "ewma":
        return say("{what}, moving average", what=of)
    return say("{what}, sum of deviations", what=of) if settings["kind"] == "cusum" else of


def _beyond(width: float, of_centre: float, of_error: float) -> float:
    """Chance of a point beyond limits that are estimates, of normal values: with few periods it is far above 1 in 370.

    `of_centre` is the variance of the centre over that of a point, `of_error` the relative variance of its error.
    """
    return 2 * NormalDist().cdf(-width / math.sqrt(1 + of_centre + width**2 * of_error))


def _by_chance(result: Result, watched: pd.DataFrame) -> float | None:
    """How many points would be a signal if nothing happened; nothing where points of a rule hang together."""
    kind, of, by = (result.settings[name] for name in ("kind", "of", "by"))
    if kind in ("cusum", "range") or (kind != "ewma" and result.settings["rules"] != ["three_sigma"]):
        return None
    before = result.table[result.table["phase"] == "baseline"]
    before = before[~before[result.settings["period"]].astype(str).isin(map(str, result.settings["without"]))]
    rests = before[before["n"] > 0].groupby(by, observed=True)["n"].agg(periods="size", n_first="sum")
    points = watched[watched["limit_low"].notna()].join(rests, on=by, how="inner")
    each = of in ("individuals", "c")  # a period counts as one, however many answers it has
    centre = 1 / points["periods"] if each else points["n"] / points["n_first"]
    width = 3.0
    if kind == "ewma":  # it still holds some of the baseline, which its centre is the mean of
        width, later = 2.86, points.groupby(by, observed=True).cumcount() + 1
        whole = 1 - 0.8 ** (later + points["periods"])
        held = 0.8**later - (1 - whole)
        centre *= whole * (whole - 2 * held) / ((1 - (1 - whole) ** 2) / 9)
    if of in ("individuals", "laney"):
        error = NEIGHBOURS / points["periods"]
    else:
        error = 0.5 / (points["n_first"] - points["periods"]).clip(lower=1) if of == "mean" else 0 * points["n"]
    return sum(_beyond(width, *one) for one in zip(centre, error, strict=True))


def _several(
    watched: pd.DataFrame,
    what: str,
    by: list[str],
    smooth: bool,
    labels: Mapping[str, str] | None,
    told: dict,
    by_chance: float | None,
) -> Reading:
    """Of many series, those with an alarm, beside what so many points give by chance."""
    names = watched[by].astype(str).agg(" / ".join, axis=1).map(lambda name: called(name, labels))
    known = watched["limit_low"].notna()
    points, series = int(known.sum()), names[known].nunique()
    alarms = names[watched["signal"]].value_counts()
    found = {"what": what, "alarms": len(alarms), "series": series, "points": count(points)}
    if by_chance is None:
        headline = say("{what}: {alarms} of {series} series have an alarm in {points} points.", **found)
    else:
        headline = say(
            "{what}: {alarms} of {series} series have an alarm in {points} points; by chance alone about {chance} "
            "points would be one.",
            chance=decimals(by_chance, 1),
            **found,
        )
    text = headline
    if len(alarms):
        listing = [say("{name} ({n})", name=plain(name), n=n) for name, n in alarms.items()]
        text += " " + say("Points beyond the limits: {names}.", names=listed(listing, most=MOST))
    if smooth:
        text += " " + say("Points of a moving average or a sum hang together, so that several are one alarm.")
    number = Number(label=say("series with an alarm"), estimate=len(alarms), unit="count")
    evidence: Evidence = "supported" if len(alarms) else "open"
    return Reading(headline=headline, text=text, numbers=[number], groups=list(alarms.index), evidence=evidence, **told)


@reads("series_charts")
def series_reading(result: Detailed, *, labels: Mapping[str, str] | None = None) -> Reading:
    """Which of many series signal, beside how many points would by chance."""
    table, first = result.table, result.settings["baseline"]
    limits = say(
        "A signal says that something changed, not what; limits from a short baseline raise more false alarms."
    )
    told: dict[str, Any] = {"topic": "series_charts", "limits": limits}
    known = table[table["limit_low"].notna()]
    if known.empty:
        return Reading(headline=say("No series has limits: nothing can be judged."), evidence="too few", **told)
    watched = result.signals if first == result.signals.shape[1] else result.signals.iloc[:, first:]
    points = len(known) * watched.shape[1]
    alarms = known[known["signals"] > 0].sort_values("signals", ascending=False, kind="stable")
    headline = say(
        "{alarms} of {series} series have a signal in {points} points.",
        alarms=len(alarms),
        series=len(known),
        points=count(points),
    )
    if result.settings["rules"] == ["three_sigma"]:
        headline += " " + say(
            "By chance alone about {chance} points would be one.",
            chance=decimals(_beyond(3, 1 / first, NEIGHBOURS / first) * points, 1),
        )
    text = headline
    if len(alarms):
        listing = [
            say(
                "{name} ({n}, first in {period})",
                name=plain(called(str(row.series), labels)),
                n=row.signals,
                period=plain(str(row.first_signal)),
            )
            for row in alarms.itertuples()
        ]
        text += " " + say("Points beyond the limits: {names}.", names=listed(listing, most=MOST))
    number = Number(label=say("series with an alarm"), estimate=len(alarms), unit="count")
    evidence: Evidence = "supported" if len(alarms) else "open"
    groups = alarms["series"].astype(str).tolist()
    return Reading(headline=headline, text=text, numbers=[number], groups=groups, evidence=evidence, **told)


@reads("signal_delay")
def delay_reading(result: Result) -> Reading:
    """How long each rule waits for the last shift of the table, and how often it misses it."""
    table = result.table[result.table["shift"] == result.table["shift"].iloc[-1]]
    words = {"three_sigma": say("three sigma"), "ewma": say("the moving average"), "cusum": say("the sum")}
    waits = [
        say("{rule} after {periods}", rule=words[row.rule], periods=decimals(row.estimate, 1))
        for row in table.itertuples()
    ]
    headline = say(
        "A shift of {shift} standard errors is signalled on average by {waits} periods.",
        shift=decimals(table["shift"].iloc[0], 1),
        waits=listed(waits),
    )
    missed = table.dropna(subset="missed")
    text = headline + " " + say(
        "Within {within} periods it is missed by {missed}.",
        within=result.settings["within"],
        missed=listed([
            say("{rule} in {share}", rule=words[row.rule], share=percent(row.missed)) for row in missed.itertuples()
        ]),
    ) if len(missed) else headline  # fmt: skip
    numbers = [Number(label=words[row.rule], estimate=row.estimate, unit="periods") for row in table.itertuples()]
    return Reading(topic="signal_delay", headline=headline, text=text, numbers=numbers)


@reads("keep_history")
def history_reading(result: Result) -> Reading:
    """How many periods past runs have kept."""
    periods = result.table["period"].nunique()
    headline = say_number(
        "{n} period of “{measure}” is kept.",
        "{n} periods of “{measure}” are kept.",
        periods,
        n=count(periods),
        measure=plain(result.settings["measure"]),
    )
    return Reading(topic="keep_history", headline=headline)
