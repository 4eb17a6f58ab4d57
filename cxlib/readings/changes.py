"""Readings of a change: of a score between two waves, of a mean through all of them, and what lies behind it."""

from __future__ import annotations

from collections.abc import Mapping
from statistics import NormalDist
from typing import Any, Literal

import pandas as pd

from ..errors import CXError
from ..locale import say, word
from ..results import Result
from ..text import FEW, called, count, decimals, interval, plain
from .dispatch import reads
from .prose import Number, Reading, evidence_between, is_clear


def change_reading(result: Result, labels: Mapping[str, str] | None) -> Reading:
    """Whether a score rose, fell or cannot be distinguished from no change."""
    row = result.table.astype(object).iloc[-1]  # a wave 2 must not become 2.0 beside the other numbers
    between = result.settings["between"]
    told = {
        "wave": plain(word(called(between, labels))),
        "start": plain(called(row["reference"], labels)),
        "end": plain(called(row[between], labels)),
        "change": decimals(row["estimate"], sign=True),
        "points": decimals(abs(row["estimate"])),
        "limits": _limits(row, result, labels),
        "n_start": count(row["n_reference"]),
        "n_end": count(row["n"]),
    }
    evidence = evidence_between(row)
    if row["conf_low"] != row["conf_low"]:
        headline = say(
            "The change from {wave} {start} to {end} is {change} points, and no interval can be given.", **told
        )
    elif evidence == "too few":
        headline = say(
            "The change from {wave} {start} to {end} ({change} points, {limits}) rests on {n_start} and {n_end} "
            "answers: too few to say.",
            **told,
        )
    elif evidence == "open":
        headline = say(
            "The change from {wave} {start} to {end} ({change} points, {limits}) cannot be distinguished from no "
            "change.",
            **told,
        )
    elif row["estimate"] > 0:
        headline = say("The score rose by {points} points from {wave} {start} to {end} ({limits}).", **told)
    else:
        headline = say("The score fell by {points} points from {wave} {start} to {end} ({limits}).", **told)
    return Reading(
        topic="nps_difference change",
        answers="change",
        headline=headline,
        numbers=[Number.of(row, say("the change"), n=row["n"] + row["n_reference"], unit="points")],
        groups=[told["start"], told["end"]],
        evidence=evidence,
        limits=say("Two surveys show a difference, never its cause."),
    )


def _limits(row: pd.Series, result: Result, labels: Mapping[str, str] | None) -> str:
    """The limits of a change, and whether weights or clusters made them what they are."""
    limits, settings = interval(row["conf_low"], row["conf_high"]), result.settings
    weighted, cluster = settings.get("weights"), settings.get("cluster")
    by = plain(called(cluster, labels))
    if weighted and cluster:
        return say("{limits}; weighted, by {cluster}", limits=limits, cluster=by)
    if weighted:
        return say("{limits}; weighted", limits=limits)
    return say("{limits}; by {cluster}", limits=limits, cluster=by) if cluster else limits


@reads("mean_rating")
def trend_reading(
    result: Result, *, about: Literal["trend", "ends"] = "trend", labels: Mapping[str, str] | None = None
) -> Reading:
    """From where to where a mean went through the waves, and whether that can be distinguished from no change.

    Parameters
    ----------
    result : Result
        Of `mean_rating` by one column, the waves in their order.
    about : {"trend", "ends"}
        Of groups that are no waves, "ends" tells the one rated highest and the one rated lowest.
    labels : mapping, optional
        Columns → what they are called.
    """
    if len(result.settings["by"]) != 1:
        raise CXError("A reading of means needs one column of waves.", 'Write by="wave" in mean_rating.')
    if about == "ends":
        return _ends(result, labels)
    wave = result.settings["by"][0]
    table = result.table.sort_values(wave)
    rating, weights = plain(called(result.settings["rating"], labels)), result.settings["weights"]
    what = say("Weighted mean of {rating}", rating=rating) if weights else say("Mean of {rating}", rating=rating)
    topic = "mean_rating trend weighted" if weights else "mean_rating trend"
    limits = say("The intervals take every person as drawn alone; a clear change need not be a large one.")
    if len(table) < 2:
        alone = say("{what}: one wave is no trend.", what=what)
        return Reading(topic=topic, answers="change", headline=alone, evidence="too few", limits=limits)
    first, last = (table.astype(object).iloc[place] for place in (0, -1))
    change = last["estimate"] - first["estimate"]
    quantile = NormalDist().inv_cdf(0.5 + result.settings["confidence_level"] / 2)
    half = quantile * (first["std_error"] ** 2 + last["std_error"] ** 2) ** 0.5  # two samples, drawn apart
    few = min(first["n"], last["n"]) < FEW
    headline = _went(what, first, last, wave, change, half)
    best = table.astype(object).iloc[table["estimate"].astype(float).argmax()]
    highest = say("The highest is {mean} in {wave}.", mean=decimals(best["estimate"], 2), wave=plain(best[wave]))
    return Reading(
        topic=topic,
        headline=headline,
        text=f"{headline} {highest}",
        numbers=[
            Number(
                label=say("the change"),
                n=first["n"] + last["n"],
                estimate=change,
                conf_low=change - half,
                conf_high=change + half,
                unit="scale points",
            ),
            *(Number.of(row, plain(row[wave]), unit="scale points") for row in (first, last)),
        ],
        groups=[plain(row[wave]) for row in (first, last)],
        evidence="too few" if few else "supported" if abs(change) > half else "open",
        limits=limits,
    )


def _ends(result: Result, labels: Mapping[str, str] | None) -> Reading:
    """Which group has the highest and which the lowest mean."""
    by = result.settings["by"][0]
    table = result.table.astype(object).sort_values("estimate", ascending=False, kind="stable")
    rows = [row for _, row in table.iterrows() if row["n"] >= FEW]
    limits = say("Ratings side by side do not say what matters; that depends on what goes with the outcome.")
    told: dict[str, Any] = {"topic": f"mean_rating {by}", "limits": limits, "answers": "detail"}
    if len(rows) < 2:
        few = say("Fewer than {few} answers in all but one {by}: too few to say.", few=FEW, by=plain(by))
        return Reading(headline=few, text=few, evidence="too few", **told)
    best, worst = rows[0], rows[-1]
    headline = say(
        "Of {number} groups, “{best}” has the highest mean ({high}) and “{worst}” the lowest ({low}).",
        number=len(rows),
        best=plain(called(best[by], labels)),
        high=decimals(best["estimate"], 2),
        worst=plain(called(worst[by], labels)),
        low=decimals(worst["estimate"], 2),
    )
    numbers = [Number.of(row, plain(called(row[by], labels)), unit="scale points") for row in rows]
    return Reading(headline=headline, text=headline, numbers=numbers, **told)


def _went(what: str, first: pd.Series, last: pd.Series, wave: str, change: float, half: float) -> str:
    """From the first mean to the last, and what may be said of it."""
    ends = {
        "what": what,
        "before": decimals(first["estimate"], 2),
        "start": plain(first[wave]),
        "after": decimals(last["estimate"], 2),
        "end": plain(last[wave]),
    }
    if min(first["n"], last["n"]) < FEW:
        return say(
            "{what}: from {before} in {start} to {after} in {end}, too few answers to say ({n} and {more}).",
            **ends,
            n=count(first["n"]),
            more=count(last["n"]),
        )
    ends["limits"] = interval(change - half, change + half, 2)
    if not abs(change) > half:  # also where there is no interval
        return say(
            "{what}: from {before} in {start} to {after} in {end}, which cannot be distinguished from no change "
            "(interval of the change {limits}).",
            **ends,
        )
    if change > 0:
        return say(
            "{what}: from {before} in {start} to {after} in {end}, a rise (interval of the change {limits}).", **ends
        )
    return say(
        "{what}: from {before} in {start} to {after} in {end}, a fall (interval of the change {limits}).", **ends
    )


@reads("nps_change")
def mix_reading(result: Result, *, labels: Mapping[str, str] | None = None) -> Reading:
    """How much of a change comes from the mix of segments, and how much from their own scores.

    Parameters
    ----------
    result : Result
        Of `nps_change`; its last pair of waves is read.
    labels : mapping, optional
        Columns → what they are called.
    """
    total = result.table[result.table["status"] == "total"].tail(3).set_index("component")
    segment = plain(called(result.settings["segment"], labels))
    limits = say("A split by segments names no cause: it says where the change sits.")
    topic = f"nps_change {result.settings['segment']}"
    if total[["n_from", "n_to"]].min().min() < FEW:
        text = say(
            "Fewer than {few} answers in a wave: too few to split the change by {segment}.", few=FEW, segment=segment
        )
        return Reading(topic=topic, headline=text, evidence="too few", limits=limits)
    points = {name: decimals(row["estimate"], sign=True) for name, row in total.iterrows()}
    headline = say(
        "Of a change of {change} points, {mix} lie in the mix of the segments by {segment} and {rate} in their own "
        "scores.",
        **points,
        segment=segment,
    )
    messages = {
        "change": (say("Change"), say("The change")),
        "mix": (say("Mix of the segments"), say("the part of the mix")),
        "rate": (say("Own scores"), say("the part of the segments' own scores")),
    }
    told = [_part(messages[name][0], total.loc[name]) for name in messages]
    return Reading(
        topic=topic,
        headline=headline,
        text=" ".join([headline, *told]),
        numbers=[
            Number.of(row, label, n=row["n_from"] + row["n_to"], unit="points")
            for row, label in ((total.loc[name], label) for name, (_, label) in messages.items())
        ],
        evidence="supported" if is_clear(total.loc["rate"]) or is_clear(total.loc["mix"]) else "open",
        limits=limits,
    )


def _part(what: str, row: pd.Series) -> str:
    told = {
        "what": what,
        "points": decimals(row["estimate"], sign=True),
        "limits": interval(row["conf_low"], row["conf_high"]),
    }
    if is_clear(row):
        return say("{what}: {points} ({limits}).", **told)
    return say("{what}: {points} ({limits}), which cannot be distinguished from none.", **told)
