"""Readings of a change of a score: between two waves, and how much of it lies in the mix of segments."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from ..locale import say, word
from ..results import Result
from ..text import FEW, called, count, decimals, interval, plain
from .dispatch import reads
from .prose import Number, Reading, evidence_between, is_clear


def change_reading(result: Result, labels: Mapping[str, str] | None) -> Reading:
    """Whether a score rose, fell or cannot be distinguished from no change."""
    row = result.table.astype(object).iloc[-1]  # a wave 2 must not become 2.0 beside the other numbers
    between = result.settings["between"]
    ends = {"start": plain(called(row["reference"], labels)), "end": plain(called(row[between], labels))}
    told = {
        "between": _between(str(called(between, labels)), ends),
        "change": decimals(row["estimate"], sign=True),
        "points": decimals(abs(row["estimate"])),
        "limits": _limits(row, result, labels),
        "n_start": count(row["n_reference"]),
        "n_end": count(row["n"]),
    }
    evidence = evidence_between(row)
    if row["conf_low"] != row["conf_low"]:
        headline = say("The change {between} is {change} points, and no interval can be given.", **told)
    elif evidence == "too few":
        headline = say(
            "The change {between} ({change} points, {limits}) rests on {n_start} and {n_end} answers: too few to say.",
            **told,
        )
    elif evidence == "open":
        headline = say(
            "The change {between} ({change} points, {limits}) cannot be distinguished from no change.",
            **told,
        )
    elif row["estimate"] > 0:
        headline = say("The score rose by {points} points {between} ({limits}).", **told)
    else:
        headline = say("The score fell by {points} points {between} ({limits}).", **told)
    return Reading(
        topic="nps_difference change",
        answers="change",
        headline=headline,
        numbers=[Number.of(row, say("the change"), n=row["n"] + row["n_reference"], unit="points")],
        groups=[*ends.values()],
        evidence=evidence,
        limits=say("Two surveys show a difference, never its cause."),
    )


def _between(column: str, ends: Mapping[str, str]) -> str:
    """From which wave to which; of a client's own column its name stands before theirs."""
    if column.casefold() in ("wave", word("wave").casefold()):
        return say("from wave {start} to {end}", **ends)
    return say("from {column} {start} to {end}", column=plain(word(column)), **ends)


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


@reads("nps_change")
def mix_reading(result: Result, *, labels: Mapping[str, str] | None = None) -> Reading:
    """How much of a change comes from the mix of segments, and how much from their own scores.

    Parameters
    ----------
    result : Result
        Of `nps_change`; its last pair of waves is read.
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
