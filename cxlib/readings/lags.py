"""Readings of what comes first within units, engagement or customers, and what a rise would be worth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from ..locale import say, say_number
from ..results import Result
from ..text import FEW_UNITS, count, decimals, interval, plain
from .dispatch import reads
from .prose import Number, Reading, is_clear
from .slopes_of_units import evidence_of, number_of_people, slope_number, with_limits


@reads("linkage_lags", "corrected_lags")
def lags_reading(
    result: Result, *, about: str = "", rise: float = 0.0, truth: Mapping[str, Mapping] | None = None
) -> Reading:
    """Which side comes first within units, as far as the data can tell; or what a rise would be worth.

    Parameters
    ----------
    about : str
        ``"gain"`` tells what customers' answers would gain by a rise of engagement, were the slope an effect.
    rise : float
        Points of engagement.
    """
    rows = result.table.set_index("direction")
    ahead, back = rows.loc["engagement first"], rows.loc["outcome first"]
    if about == "gain":
        low, high = rise * ahead["conf_low"], rise * ahead["conf_high"]
        headline = say(
            "A rise of {rise} in engagement: {limits} points of {outcome}, if the slope is an effect.",
            rise=decimals(rise, 2),
            limits=interval(low, high, 2, sign=True),
            outcome=plain(result.settings["outcome"]),
        )
        estimate, n = rise * ahead["estimate"], ahead["n_units"]
        number = number_of_people(say("the gain"), estimate, n=n, low=low, high=high, unit="scale points")
        return Reading(
            topic=f"{result.kind} gain",
            headline=headline,
            numbers=[number],
            limits=say("No unit was raised by lot, so that the slope may be no effect."),
        )
    if min(ahead["n_units"], back["n_units"]) < FEW_UNITS:
        n = int(ahead["n_units"])
        few = say_number(
            "{n} unit: too few to say what comes first.", "{n} units: too few to say what comes first.", n, n=count(n)
        )
        return Reading(topic=result.kind, headline=few, evidence="too few")
    values = {"n": count(ahead["n_units"]), "slope": with_limits(ahead)}
    if pd.isna(ahead["estimate"]):
        headline = say(
            "Within {n} units, these data leave open whether engagement goes before customers' answers: slopes of any "
            "size would fit.",
            **values,
        )
    elif not is_clear(ahead):
        headline = say(
            "Within {n} units, that engagement goes before customers' answers is not seen: {slope}. It may be so all "
            "the same.",
            **values,
        )
    elif ahead["estimate"] > 0:
        headline = say("Within {n} units, engagement goes before customers' answers: {slope}.", **values)
    else:
        headline = say(
            "Within {n} units, engagement goes before customers' answers, with the opposite sign: {slope}.", **values
        )
    numbers = [
        slope_number(say("the slope of the next waves' customers on engagement"), ahead),
        slope_number(say("the slope of the next waves' engagement on customers"), back),
    ]
    said = Reading(
        topic=result.kind,
        headline=headline,
        text=f"{headline} {_back(back)}",
        numbers=numbers,
        evidence=evidence_of(ahead),
        limits=say("What comes first need not be the cause: something unseen may move both sides over time."),
    )
    return _beside_planted(said, truth) if truth and {"linkage_lagged", "linkage_reverse"} <= set(truth) else said


def _back(row: pd.Series) -> str:
    slope = with_limits(row)
    if pd.isna(row["estimate"]):
        return say("Whether customers go before engagement stays open: slopes of any size would fit.")
    if not is_clear(row):
        return say("That customers go before engagement is not seen: {slope}. It may be so all the same.", slope=slope)
    if row["estimate"] > 0:
        return say("Customers go before engagement: {slope}.", slope=slope)
    return say("Customers go before engagement, with the opposite sign: {slope}.", slope=slope)


def _beside_planted(said: Reading, truth: Mapping[str, Mapping]) -> Reading:
    """The reading with what was planted in the sample company."""
    ahead, back = (truth[name]["structural"] for name in ("linkage_lagged", "linkage_reverse"))
    planted = say(
        "Planted truth: engagement → the next wave's customers {ahead}; customers → engagement {back}. And a quiet "
        "location lifts both sides for good: most of the slope between units is that.",
        ahead=decimals(ahead, 2),
        back=decimals(back, 2),
    )
    numbers = [
        Number(label=say("planted truth: {what}", what=one.label), estimate=value, unit=one.unit)
        for one, value in zip(said.numbers, (ahead, back), strict=True)
    ]
    return replace(said, text=f"{said.text}\n\n{planted}", numbers=[*said.numbers, *numbers])
