"""Readings of monitoring: which period is an alarm, how long a chart waits, who is answered and what a reply adds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from ..locale import say, say_number
from ..results import Result
from ..text import FEW, called, count, decimals, interval, listed, percent, percents, plain
from .dispatch import reads
from .prose import Number, Reading, is_clear

ALONE = 0.0027  # share of points beyond three standard errors where nothing happens
MOST = 4


@reads("control_chart")
def chart_reading(
    result: Result, *, truth: Mapping[str, Any] | None = None, labels: Mapping[str, str] | None = None
) -> Reading:
    """Which periods after the baseline are a signal; of several series, how many signal and how many would by chance.

    Parameters
    ----------
    result : Result
        Of `control_chart`.
    truth : mapping, optional
        Of the sample company: the month in which the change was planted.
    labels : mapping, optional
        What groups are called.
    """
    period, by = result.settings["period"], result.settings["by"]
    watched = result.table[result.table["phase"] == "monitoring"]
    smooth = result.settings["kind"] in ("ewma", "cusum")
    digits, what = 1 if result.settings["of"] == "nps" else 2, _called(result.settings)
    topic = f"control_chart {result.settings['kind']} {' '.join(by)}".strip()
    limits = say("A signal says that something changed, not what; limits from a short baseline cry oftener.")
    told = {"topic": topic, "limits": limits}
    if watched["limit_low"].notna().sum() == 0:
        headline = say("{what}: no period lies behind the baseline yet, so that nothing can be judged.", what=what)
        return Reading(headline=headline, text=headline, evidence="too few", **told)
    if by:
        return _several(watched, what, by, smooth, labels, told)
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
        named = plain(f"{period} {first[period]}" if str(first[period]).isdigit() else first[period])
        side = say("below") if first["estimate"] < first["centre"] else say("above")
        headline = say_number(
            "{what}: the one period after the baseline, {first}, is an alarm, {side} its limits.",
            "{what}: alarms in {alarms} of {n} periods after the baseline; the first is {first}, {side} its limits.",
            len(watched),
            what=what,
            alarms=len(alarms),
            n=len(watched),
            first=named,
            side=side,
        )
        text = (
            headline
            + " "
            + say(
                "There the value is {value}, and the limits are {limits} ({n} answers).",
                value=decimals(first["estimate"], digits),
                limits=interval(first["limit_low"], first["limit_high"], digits),
                n=count(first["n"]),
            )
        )
        numbers = [Number(label=say("the value of the first alarm"), estimate=first["estimate"], n=first["n"])]
    if truth:
        text += "\n\n" + say(
            "Planted truth: the change begins in month {month}.", month=decimals(truth["structural"], 0)
        )
    evidence = "open" if alarms.empty else "supported"
    answers = "change" if result.settings["kind"] == "nps" else "detail"
    return Reading(headline=headline, text=text, numbers=numbers, evidence=evidence, answers=answers, **told)


def _called(settings: Mapping[str, Any]) -> str:
    """What is charted, as it begins a sentence."""
    rating = plain(settings["rating"])
    of = {
        "nps": say("NPS of {rating}", rating=rating),
        "mean": say("Mean of {rating}", rating=rating),
        "p": say("Share of {rating}", rating=rating),
        "laney": say("Share of {rating}", rating=rating),
        "u": say("{rating} per row", rating=rating),
        "c": say("Number of events"),
        "individuals": say("{rating} one by one", rating=rating),
    }[settings["of"]]
    if settings["kind"] == "ewma":
        return say("{what}, moving average", what=of)
    return say("{what}, sum of deviations", what=of) if settings["kind"] == "cusum" else of


def _several(
    watched: pd.DataFrame, what: str, by: list[str], smooth: bool, labels: Mapping[str, str] | None, told: dict
) -> Reading:
    """Of many series, those with an alarm, beside what so many points give by chance."""
    names = watched[by].astype(str).agg(" / ".join, axis=1).map(lambda name: called(name, labels))
    known = watched["limit_low"].notna()
    points, series = int(known.sum()), names[known].nunique()
    alarms = names[watched["signal"]].value_counts()
    headline = say(
        "{what}: {alarms} of {series} series have an alarm in {points} points; by chance alone about {chance} points "
        "would be one.",
        what=what,
        alarms=len(alarms),
        series=series,
        points=count(points),
        chance=decimals(ALONE * points, 1),
    )
    text = headline
    if len(alarms):
        listing = [say("{name} ({n})", name=plain(name), n=n) for name, n in alarms.items()]
        text += " " + say("Points beyond the limits: {names}.", names=listed(listing, most=MOST))
    if smooth:
        text += " " + say("Points of a moving average or a sum hang together, so that several are one alarm.")
    number = Number(label=say("series with an alarm"), estimate=len(alarms), unit="count")
    evidence = "supported" if len(alarms) else "open"
    return Reading(headline=headline, text=text, numbers=[number], groups=list(alarms.index), evidence=evidence, **told)


@reads("signal_delay")
def delay_reading(result: Result) -> Reading:
    """How long each rule waits for the last shift of the table, and how often it misses it.

    Parameters
    ----------
    result : Result
        Of `signal_delay`.
    """
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


@reads("follow_up_times")
def follow_up_reading(result: Result, *, labels: Mapping[str, str] | None = None) -> Reading:
    """The share answered and the median time of each group, and whether they wait alike.

    Parameters
    ----------
    result : Result
        Of `follow_up_times`.
    labels : mapping, optional
        What groups are called.
    """
    settings = result.settings
    unit = say("hours") if settings["unit"] == "hours" else say("days")
    limits = say("It is counted when an answer was given, not whether it helped.")
    told = {"topic": "follow_up_times", "limits": limits}
    lines, numbers = [], []
    for _, row in result.table.iterrows():
        name = plain(called(" / ".join(str(row[one]) for one in settings["by"]), labels)) if settings["by"] else ""
        lines.append(_waits(row, name, unit, settings["target"]))
        numbers.append(Number(label=name or say("answered in time"), n=row["n"], estimate=row["in_time"], unit="share",
                              conf_low=row["in_time_low"], conf_high=row["in_time_high"]))  # fmt: skip
    if not lines or result.table["n"].max() < FEW:
        headline = say("Too few cases to say how fast they are answered.")
        return Reading(headline=headline, text=headline, evidence="too few", **told)
    text = " ".join(lines)
    p = result.log_rank.get("p_value")
    if p is not None and p == p:
        different = say("The groups do not wait alike (log-rank test).")
        alike = say("That the groups wait differently cannot be distinguished from chance (log-rank test).")
        text += " " + (different if p < 1 - settings["confidence_level"] else alike)
    return Reading(headline=lines[0], text=text, numbers=numbers, evidence="described", answers="detail", **told)


def _waits(row: pd.Series, name: str, unit: str, target: float) -> str:
    """One group: how many are answered, when half are, and how many in time."""
    begin = say("{name}: {events} of {n} cases answered", name=name, events=count(row["events"]), n=count(row["n"]))
    if not name:
        begin = say("{events} of {n} cases answered", events=count(row["events"]), n=count(row["n"]))
    if pd.isna(row["median"]):
        middle = say("half were not reached")
    elif pd.isna(row["conf_low"]) or pd.isna(row["conf_high"]):
        middle = say("half within {median} {unit}", median=decimals(row["median"], 1), unit=unit)
    else:
        middle = say(
            "half within {median} {unit} ({limits})",
            median=decimals(row["median"], 1),
            unit=unit,
            limits=interval(row["conf_low"], row["conf_high"]),
        )
    if pd.isna(row["in_time"]):
        return f"{begin}; {middle}."
    share = say("{share} within {target} {unit}", share=percent(row["in_time"]), target=f"{target:g}", unit=unit)
    within = ""
    if not pd.isna(row["in_time_low"]):
        within = f" ({percents(row['in_time_low'], row['in_time_high'])})"
    return f"{begin}; {middle}; {share}{within}."


@reads("recovery_effect")
def recovery_reading(result: Result, *, truth: Mapping[str, Any] | None = None) -> Reading:
    """What a reply adds, beside what comes by itself and what a naive comparison would say.

    Parameters
    ----------
    result : Result
        Of `recovery_effect`.
    truth : mapping, optional
        Of the sample company: the rise without any reply.
    """
    rows = result.table.set_index("comparison")
    if not {"answered", "held out", "offer of a reply"} <= set(rows.index):
        headline = say("Too few cases of the lot to say what a reply adds.")
        return Reading(topic="recovery_effect", headline=headline, text=headline, evidence="too few")
    rose, alone, offer = (rows.loc[name] for name in ("answered", "held out", "offer of a reply"))
    told = {"rose": decimals(rose["estimate"]), "alone": decimals(alone["estimate"])}
    clear, few = is_clear(offer), min(offer["n"], offer["n_reference"]) < FEW
    size = {"offer": decimals(offer["estimate"], 2), "limits": interval(offer["conf_low"], offer["conf_high"], 2)}
    if few:
        headline = say("Too few cases of the lot to say what a reply adds.")
    elif clear:
        headline = say("The offer of a reply changes the next score by {offer} points ({limits}).", **size)
    else:
        headline = say(
            "What the offer of a reply adds, {offer} points ({limits}), cannot be distinguished from nothing.", **size
        )
    text = [headline]
    text.append(
        say(
            "Scores of those answered rose by {rose}; {alone} came without any reply, where the lot held it out.",
            **told,
        )
    )
    if "per reply given" in rows.index and not few:
        given = rows.loc["per reply given"]
        text.append(
            say(
                "Per reply given: {given} ({limits}).",
                given=decimals(given["estimate"], 2),
                limits=interval(given["conf_low"], given["conf_high"], 2),
            )
        )
    if truth:
        text.append(
            "\n\n" + say("Planted truth: {alone} points come by themselves.", alone=decimals(truth["finds"], 2))
        )
    numbers = [Number.of(row, str(name), unit="") for name, row in rows.iterrows()]
    evidence = "too few" if few else "supported" if clear else "open"
    limits = say("A lot decides who is offered a reply; what a reply is worth to a firm is another question.")
    return Reading(
        topic="recovery_effect", headline=headline, text=" ".join(text), numbers=numbers, evidence=evidence,
        limits=limits,
    )  # fmt: skip


@reads("regression_to_mean")
def regression_reading(result: Result) -> Reading:
    """How far those chosen for a low score rise by themselves.

    Parameters
    ----------
    result : Result
        Of `regression_to_mean`.
    """
    row = result.table.iloc[0]
    headline = say(
        "{n} chosen for a score of {cut} or less rise by {observed} although nobody did anything; two normal scores "
        "with a correlation of {r} give {expected}.",
        n=count(row["n_chosen"]),
        cut=f"{result.settings['cut']:g}",
        observed=decimals(row["observed"], 2),
        r=decimals(row["correlation"], 2),
        expected=decimals(row["expected"], 2),
    )
    number = Number(label=say("the rise of those chosen"), n=row["n_chosen"], estimate=row["observed"])
    return Reading(topic="regression_to_mean", headline=headline, text=headline, numbers=[number])


@reads("keep_history")
def history_reading(result: Result) -> Reading:
    """How many periods past runs have kept.

    Parameters
    ----------
    result : Result
        Of `keep_history`.
    """
    periods = result.table["period"].nunique()
    headline = say_number(
        "{n} period of “{measure}” is kept.",
        "{n} periods of “{measure}” are kept.",
        periods,
        n=count(periods),
        measure=plain(result.settings["measure"]),
    )
    return Reading(topic="keep_history", headline=headline, text=headline)
