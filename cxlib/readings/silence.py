"""Readings on the silent: what remedies do to a score, the bounds of what is not known, the sample asked twice."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from ..locale import say, say_number
from ..results import Result
from ..text import FEW, count, decimals, interval, percent
from .dispatch import reads
from .each_group import each_group
from .names import named
from .prose import Evidence, Number, Reading


@reads("bias_repaired")
def remedies_reading(result: Result) -> Reading:
    """What each remedy makes of the first score, and how much of the bias it repairs where the truth is known."""
    table, truth = result.table, result.settings["truth"]
    first = table.iloc[0]
    said = [_score(first)]
    if first["n"] < FEW:
        said.append(say("Fewer than {few} answers: too few to say what a remedy does.", few=FEW))
    said += [_remedy(line, line["estimate"] - first["estimate"]) for _, line in table.iloc[1:].iterrows()]
    if truth is not None:
        if first["conf_low"] <= truth <= first["conf_high"]:
            beside_the_truth = say(
                "The true value, {truth}, lies inside the first interval: no bias can be told.", truth=decimals(truth)
            )
        else:
            beside_the_truth = say(
                "The true value, {truth}, lies outside the first interval: a large n does not cure bias.",
                truth=decimals(truth),
            )
        said.append(beside_the_truth)
    numbers = [Number.of(line, named(line["analysis"]), unit="points") for _, line in table.iterrows()]
    if truth is not None:
        numbers.append(Number(label=say("planted truth"), estimate=truth, unit="points"))
    return Reading(
        topic="bias_repaired",
        headline=_headline(table),
        text="\n".join(f"- {one}" for one in said),
        numbers=numbers,
        groups=list(table["analysis"]),
        evidence="too few" if first["n"] < FEW else "described",
        limits=say("The intervals speak of chance; what no remedy knows of, none of them holds."),
    )


def _headline(table: pd.DataFrame) -> str:
    """The first score, and what the last remedy makes of it."""
    first, last = table.iloc[0], table.iloc[-1]
    if len(table) == 1:
        return _score(first)
    return say(
        "{first}: {score} ({limits}); {last}: {last_score} ({last_limits}).",
        first=named(first["analysis"]),
        score=decimals(first["estimate"]),
        limits=interval(first["conf_low"], first["conf_high"]),
        last=named(last["analysis"]),
        last_score=decimals(last["estimate"]),
        last_limits=interval(last["conf_low"], last["conf_high"]),
    )


def _score(line: pd.Series) -> str:
    return say(
        "{analysis}: {score} ({limits}).",
        analysis=named(line["analysis"]),
        score=decimals(line["estimate"]),
        limits=interval(line["conf_low"], line["conf_high"]),
    )


def _remedy(line: pd.Series, moved: float) -> str:
    told = {
        "analysis": named(line["analysis"]),
        "score": decimals(line["estimate"]),
        "limits": interval(line["conf_low"], line["conf_high"]),
        "moved": decimals(moved, sign=True),
    }
    if pd.isna(line["repaired"]):
        return say("{analysis}: {score} ({limits}), {moved} points.", **told)
    return say(
        "{analysis}: {score} ({limits}), {moved} points, {share} of the bias.",
        share=percent(line["repaired"]),
        **told,
    )


@reads("nonresponse_bounds")
def bounds_reading(result: Result) -> Reading:
    """How wide the score of everybody is without any assumption, and what the silent would have to score.

    Parameters
    ----------
    result : Result
        Of `nonresponse_bounds`, in points.
    """
    table = result.table
    said = [_bounds(line, result.settings) for _, line in table.iterrows()]
    headline = said[len(table) - 1]
    if "assumed" in result.settings:
        headline = say(
            "How many were asked is not known. Had {rate} of them answered, the score of all who were asked "
            "would lie anywhere from {lowest} to {highest}, depending on what the silent think.",
            **_told(table.iloc[-1], result.settings),
        )
    if "reached" in result.settings:
        rate = percent(result.settings["reached"])
        said.append(say("Taken: {rate} of the silent ones who were asked again answered.", rate=rate))
    numbers = [
        Number(
            label=named(line["stage"]),
            estimate=line["estimate"],
            conf_low=line["lowest"],
            conf_high=line["highest"],
            unit="points",
        )
        for _, line in table.iterrows()
    ]
    return Reading(
        topic="nonresponse_bounds",
        headline=headline,
        text="\n".join([*([headline] if headline not in said else []), *(f"- {one}" for one in said)]),
        numbers=numbers,
        groups=list(table["stage"]),
        limits=say("The limits are bounds, and no interval: chance comes on top."),
    )


def _told(line: pd.Series, settings: Mapping) -> dict[str, str]:
    return {
        "stage": named(line["stage"]),
        "rate": percent(line["response_rate"]),
        "lowest": decimals(line["lowest"]),
        "highest": decimals(line["highest"]),
        "target": decimals(settings["target"]),
        "needed": decimals(line["silent_needed"]),
    }


def _bounds(line: pd.Series, settings: Mapping) -> str:
    needed, told = line["silent_needed"], _told(line, settings)
    if pd.isna(needed):
        return say("{stage}: with {rate} known, everybody's score is from {lowest} to {highest}.", **told)
    if settings["lowest"] <= needed <= settings["highest"]:
        return say(
            "{stage}: with {rate} known, everybody's score is from {lowest} to {highest}; it is {target} if the silent "
            "ones score {needed}.",
            **told,
        )
    return say(
        "{stage}: with {rate} known, everybody's score is from {lowest} to {highest}; it cannot be {target}, whatever "
        "they think.",
        **told,
    )


@reads("double_sampling")
@each_group
def twice_reading(result: Result) -> Reading:
    """A score for everybody invited, from those who answered and from silent ones who were asked again.

    Parameters
    ----------
    result : Result
        Of `double_sampling`; each group is told by itself.
    """
    row = result.table.iloc[0]
    called, rate = int(row["n_follow_up"]), row["response_rate"]
    if not called:
        return _nobody_silent(row)
    headline = say_number(
        "{rate} of those invited answered ({first}); {n} of the silent ones, asked again, stands at {second}. All "
        "together: {score} ({limits}).",
        "{rate} of those invited answered ({first}); {n} of the silent ones, asked again, stand at {second}. All "
        "together: {score} ({limits}).",
        called,
        rate=percent(rate, 1),
        first=decimals(row["estimate_answered"]),
        n=count(called),
        second=decimals(row["estimate_silent"]),
        score=decimals(row["estimate"]),
        limits=interval(row["conf_low"], row["conf_high"]),
    )
    evidence: Evidence = "too few" if called < FEW else "described"
    return Reading(
        topic="double_sampling",
        headline=headline,
        numbers=[
            Number.of(row, say("the score of everybody invited"), unit="points"),
            Number(label=say("the score of the silent ones"), n=called, estimate=row["estimate_silent"], unit="points"),
            Number(label=say("the response rate"), estimate=rate, unit="share"),
        ],
        evidence=evidence,
        limits=say("Silent ones whom the second asking does not reach are taken to be like those whom it does."),
    )


def _nobody_silent(row: pd.Series) -> Reading:
    headline = say(
        "Nobody was silent: {score} ({limits}) from {n} answers.",
        score=decimals(row["estimate"]),
        limits=interval(row["conf_low"], row["conf_high"]),
        n=count(row["n"]),
    )
    numbers = [Number.of(row, say("the score of everybody invited"), unit="points")]
    return Reading(topic="double_sampling", headline=headline, numbers=numbers)
