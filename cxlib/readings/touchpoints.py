"""Readings of what a register lacks, of variables and their targets, and of defects."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from ..locale import say, say_number
from ..results import Detailed, Result
from ..text import FEW, called, count, decimals, interval, listed, percent, plain
from .dispatch import reads
from .names import MOST
from .prose import Evidence, Number, Reading, is_clear, leaves_out_zero


@reads("map_coverage")
def coverage_reading(
    result: Result, *, labels: Mapping[str, str] | None = None, truth: Mapping[str, Any] | None = None
) -> Reading:
    """What the register lacks, and where each of it is known.

    Parameters
    ----------
    truth : mapping, optional
        Of the sample company, ``touchpoints_missing``.
    """
    table = result.table
    missing = table[~table["in_register"]]
    names = [called(name, labels) for name in missing["touchpoint"][:MOST]]
    evidence: Evidence = "described"
    if not result.settings["compared"]:
        evidence = "too few"
        headline = say("There is nothing to compare the register with: too little to say whether it is complete.")
    elif missing.empty:
        headline = say(
            "The register has every touchpoint of the {sources}. What none of them has cannot be seen.",
            sources=listed([_source(name) for name in result.settings["compared"]]),
        )
    else:
        known = [
            say(
                "{name} ({sources})",
                name=plain(called(row["touchpoint"], labels)),
                sources=listed(
                    [_source(one) for column, one in SOURCES.items() if pd.notna(row[column]) and row[column] > 0]
                ),
            )
            for _, row in missing.iterrows()
        ]
        headline = say_number(
            "The register lacks {n} touchpoint: {names}.",
            "The register lacks {n} touchpoints: {names}.",
            len(missing),
            n=count(len(missing)),
            names=listed(known, most=MOST),
        )
    text = [headline]
    if len(names):
        text.append(say("In brackets where each is known."))
    if truth:
        planted = listed([plain(called(name, labels)) for name in truth["touchpoints"]])
        text.append(say("Planted truth: {names} are missing from the register.", names=planted))
    return Reading(
        topic="map_coverage",
        headline=headline,
        text=" ".join(text),
        numbers=[Number(label=say("touchpoints that the register lacks"), estimate=len(missing), unit="count")],
        groups=names,
        evidence=evidence,
        limits=say("A contact that leaves no trace in any of the sources cannot be found this way."),
    )


SOURCES = {
    "in_log": "log",
    "in_comments": "comments",
    "named_by_departments": "departments",
    "measured": "responses",
}


def _source(name: str) -> str:
    """What a table that the register is compared with is called."""
    words = {
        "log": say("log"),
        "comments": say("comments"),
        "departments": say("departments"),
        "responses": say("survey"),
    }
    return words[name]


@reads("touchpoint_variables")
def variables_reading(result: Result, *, labels: Mapping[str, str] | None = None) -> Reading:
    """Which variables surely miss their target, and how many meet it or cannot be judged."""
    table = result.table
    sizes = {name: int((table["stands"] == name).sum()) for name in ("surely misses", "meets", "open")}
    below = table[table["stands"] == "surely misses"]
    below = below.assign(short=below["estimate"] - below["target"]).sort_values("short", kind="stable")
    names = [
        say(
            "{variable} at {touchpoint}",
            variable=plain(row["variable"]),
            touchpoint=plain(called(row["touchpoint"], labels)),
        )
        for _, row in below.iterrows()
    ]
    n = len(table)
    missing = len(below)
    open_ = sizes["open"]
    if open_ == n:
        headline = say_number(
            "None of {n} variable can be judged at this n.",
            "None of {n} variables can be judged at this n.",
            n,
            n=count(n),
        )
    else:
        headline = say_number(
            "{missing} of {n} variables surely misses its target; {open} cannot be judged at this n.",
            "{missing} of {n} variables surely miss their target; {open} cannot be judged at this n.",
            missing,
            n=count(n),
            missing=count(missing),
            open=count(open_),
        )
    text = [headline]
    if sizes["open"] < len(table):
        text.append(say_number("{n} surely meets it.", "{n} surely meet it.", sizes["meets"], n=count(sizes["meets"])))
    if names:
        text.append(say("Farthest below it: {names}.", names=listed(names, most=MOST)))
    critical = int(below["critical"].fillna(False).astype(bool).sum())
    if critical:
        text.append(
            say_number(
                "Of those that miss, {n} is critical.",
                "Of those that miss, {n} are critical.",
                critical,
                n=count(critical),
            )
        )
    label = say("the number of variables that surely miss their target")
    numbers = [Number(label=label, estimate=len(below), unit="count")]
    numbers += [
        Number.of(row, name, unit="share") for name, (_, row) in zip(names[:MOST], below.iterrows(), strict=False)
    ]
    return Reading(
        topic="touchpoint_variables",
        headline=headline,
        text=" ".join(text),
        numbers=numbers,
        groups=names[:MOST],
        evidence="open" if sizes["open"] == len(table) else "supported",
        limits=say("Open is no all-clear: too few cases were looked at."),
    )


@reads("defect_costs")
def defects_reading(result: Detailed) -> Reading:
    """Whether many slight defects together cost more than the worst one."""
    table = result.table
    worst, slight = table.iloc[0], table[table["slight"]]
    name = say("{defect} at {touchpoint}", defect=plain(worst["defect"]), touchpoint=plain(worst["touchpoint"]))
    limits = say("Severity is what goes with a defect; it need not be its effect.")
    number = Number.of(worst, say("the cost of {defect}", defect=name), unit="scale points")
    if worst["n"] >= FEW and not is_clear(worst):
        headline = say(
            "No defect surely costs anything; the largest cost is that of {name}, {cost} ({limits}).",
            name=name, cost=decimals(worst["estimate"], 2), limits=interval(worst["conf_low"], worst["conf_high"], 2),
        )  # fmt: skip
        return Reading(topic="defect_costs", headline=headline, numbers=[number], evidence="open", limits=limits)
    if worst["n"] < FEW:
        headline = say_number(
            "The worst defect has {n} answer: too few to say what defects cost.",
            "The worst defect has {n} answers: too few to say what defects cost.",
            int(worst["n"]),
            n=count(worst["n"]),
        )
        return Reading(topic="defect_costs", headline=headline, numbers=[number], evidence="too few", limits=limits)
    numbers = [number]
    evidence: Evidence = "described"
    if slight.empty:
        headline = say("The worst single defect is {name}; no other is slight beside it.", name=name)
    else:
        evidence = "supported" if leaves_out_zero(result.gap_low, result.gap_high) else "open"
        headline = _slight_ones(result, len(slight), name)
        numbers.append(
            Number(label=say("the cost of the slight defects together"), estimate=result.slight, unit="scale points")
        )
        numbers.append(
            Number(
                label=say("the slight ones less the worst one"),
                estimate=result.gap,
                conf_low=result.gap_low,
                conf_high=result.gap_high,
                unit="scale points",
            )
        )
    return Reading(
        topic="defect_costs",
        headline=headline,
        numbers=numbers,
        groups=[name],
        evidence=evidence,
        limits=limits,
    )


def _slight_ones(result: Detailed, n: int, name: str) -> str:
    """The slight defects together beside the worst one, as a sentence for each case."""
    told = {
        "name": name,
        "n": count(n),
        "cut": percent(result.settings["cut"]),
        "times": decimals(result.slight / result.table["estimate"].iloc[0]),
    }
    if not leaves_out_zero(result.gap_low, result.gap_high):
        return say_number(
            "The worst single defect is {name}. The one that costs less than {cut} of it comes to {times} times as "
            "much, which cannot be distinguished from as much.",
            "The worst single defect is {name}. The {n} that each cost less than {cut} of it come to {times} times as "
            "much, which cannot be distinguished from as much.",
            n,
            **told,
        )
    if result.gap > 0:
        return say_number(
            "The worst single defect is {name}. The one that costs less than {cut} of it comes to {times} times as "
            "much: surely more than the worst one.",
            "The worst single defect is {name}. The {n} that each cost less than {cut} of it come to {times} times as "
            "much: surely more than the worst one.",
            n,
            **told,
        )
    return say_number(
        "The worst single defect is {name}. The one that costs less than {cut} of it comes to {times} times as "
        "much: surely less than the worst one.",
        "The worst single defect is {name}. The {n} that each cost less than {cut} of it come to {times} times as "
        "much: surely less than the worst one.",
        n,
        **told,
    )
