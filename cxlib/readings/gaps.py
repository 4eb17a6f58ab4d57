"""Readings of scores beside their targets, and of ratings beside records of the same matter."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from ..locale import say, say_number
from ..results import Result
from ..text import decimals, listed
from .dispatch import reads
from .names import MOST, Labels, all_named, begun, named
from .planted import Planted, planted_values
from .prose import Number, Reading, signed


@reads("target_gaps")
def target_reading(result: Result, *, labels: Labels = None) -> Reading:
    """Which groups surely miss their target, and which surely exceed it."""
    table, by = result.table, result.settings["by"][0]
    below, above = table[table["conf_high"] < 0], table[table["conf_low"] > 0]
    number = {"number": len(below), "all": len(table)}
    headline = say_number(
        "Of {all} group with a target none surely misses it.",
        "Of {all} groups with a target none surely misses it.",
        len(table),
        **number,
    )
    if len(below):
        headline = say_number(
            "{number} of {all} groups surely misses its target: {groups}.",
            "{number} of {all} groups surely miss their target: {groups}.",
            len(below),
            **number,
            groups=_with_gaps(below, by, labels),
        )
    text = [headline]
    if len(above):
        told = say_number(
            "{number} surely exceeds it: {groups}.",
            "{number} surely exceed it: {groups}.",
            len(above),
            number=len(above),
            groups=_with_gaps(above, by, labels),
        )
        text.append(told)
    ordered = table.sort_values("estimate")
    return Reading(
        topic="target_gaps",
        answers="first",
        headline=headline,
        text=" ".join(text),
        numbers=[Number.of(line, named(line[by], labels), unit="scale points") for line in ordered.to_dict("records")],
        groups=[named(name, labels) for name in below[by]],
        evidence="supported" if len(below) else "open",
        limits=say("This says where a target is missed, not why; and a target is somebody's choice."),
    )


def _with_gaps(table: pd.DataFrame, by: str, labels: Labels) -> str:
    lines = table.sort_values("estimate", key=abs, ascending=False, kind="stable").to_dict("records")
    told = [say("{group} ({points})", group=named(line[by], labels), points=signed(line["estimate"])) for line in lines]
    return listed(told, most=MOST)


@reads("rated_and_recorded")
def recorded_reading(result: Result, *, truth: Mapping[str, Planted] | None = None, labels: Labels = None) -> Reading:
    """Which records go with the outcome, as ratings of the same matter do.

    Parameters
    ----------
    truth : mapping, optional
        Record → its planted slope in points, or an entry of `Study.truth`; for the sample company only.
    """
    table, outcome = result.table, named(result.settings["outcome"], labels)
    records = table[table["driver"].isin([record for _, record in result.settings["pairs"]])]
    is_open = (records["slope_low"] <= 0) & (records["slope_high"] >= 0)
    sure = [
        say("{record} ({slope})", record=named(line.driver, labels), slope=signed(line.estimate))
        for line in records[~is_open].itertuples()
    ]
    unsure = all_named(records.loc[is_open, "driver"], labels)
    text = []
    if sure:
        text.append(
            say(
                "As recorded, {outcome} goes with {records}, in standard deviations.",
                outcome=outcome,
                records=listed(sure, most=MOST),
            )
        )
    if unsure:
        none = say(
            "For {records}, as recorded, no relation with {outcome} can be shown.", records=unsure, outcome=outcome
        )
        text.append(none)
    headline = begun(text[0]) if text else say("No record could be analysed.")
    slopes = records.set_index("driver")["slope"]
    text[:1] = [headline]
    for name in [name for name in result.settings["logged"] if name in slopes]:
        twice = say(
            "Twice the {record} goes with {points} points of {outcome}.",
            record=named(name, labels),
            points=signed(slopes[name] * np.log(2)),
            outcome=outcome,
        )
        text.append(twice)
    planted = {name: value for name, value in planted_values(truth).items() if name in slopes}
    told = [
        say(
            "Planted truth: slope of {record} {planted}, found {found}.",
            record=named(name, labels),
            planted=decimals(value, 2),
            found=decimals(slopes[name], 2),
        )
        for name, value in planted.items()
    ]
    return Reading(
        topic="rated_and_recorded",
        headline=headline,
        text="\n\n".join(filter(None, [" ".join(text), " ".join(told)])),
        numbers=[
            Number(
                label=line.what,
                n=line.n,
                estimate=line.estimate,
                conf_low=line.conf_low,
                conf_high=line.conf_high,
                unit="standard deviations",
            )
            for line in table.itertuples()
        ],
        groups=[named(name, labels) for name in records.loc[~is_open, "driver"]],
        evidence="supported" if sure else "open",
        limits=say("A record is not all that people mean by the word, and nobody was chosen by lot."),
    )
