"""Readings of the link from employees to customers: what was joined, and slopes between units and within them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from ..errors import CXError
from ..locale import say, say_number
from ..results import Detailed, Result
from ..text import FEW_UNITS, count, decimals, listed, p_value, percent
from .dispatch import reads
from .names import named
from .prose import Number, Reading, is_clear
from .slopes_of_units import evidence_of, number_of_people, slope_number, with_limits

PLANTED = "customers_on_climate"


@reads("engagement_linkage")
def linkage_reading(result: Result, *, about: str = "", truth: Mapping[str, Mapping] | None = None) -> Reading:
    """What was joined, or what the slopes allow to be said.

    Parameters
    ----------
    result : Result
        Of `engagement_linkage`; with controls the slope between units beside them is told.
    about : str
        ``"join"`` tells what was joined and what was lost.
    truth : mapping, optional
        Of `Study.truth`; told where climate stands beside engagement.
    """
    if about == "join":
        return _joined(result)
    if about:
        raise CXError(f'about: "{about}" is nothing that is told of a link.', 'Write about="join", or leave it out.')
    return _beside(result, truth or {}) if result.settings.get("controls") else _levels(result)


def _joined(result: Detailed) -> Reading:
    """What was joined, and what was lost."""
    told: dict[str, str] = {}
    numbers = []
    for side, rows in result.join.groupby("side", sort=False):
        rows = rows.set_index("reason")
        whole, kept = rows.loc["all"], rows.loc["joined"]
        told |= {f"{side}_n": count(kept["n"]), f"{side}_all": count(whole["n"])}
        told |= {f"{side}_units": count(kept["n_units"]), f"{side}_all_units": count(whole["n_units"])}
        label = say("joined answers of customers") if side == "customers" else say("joined answers of employees")
        numbers.append(Number(label=label, n=whole["n"], estimate=kept["n"], unit="answers"))
    headline = say(
        "Joined of customers: {customers_n} of {customers_all} answers and {customers_units} of {customers_all_units} "
        "units; of employees: {employees_n} of {employees_all} answers and {employees_units} of {employees_all_units} "
        "units.",
        **told,
    )
    counted = int(result.table["n_units"].iloc[0])
    shown = say_number(
        "{shown} of {n} unit is large enough to be shown; it counts in any case.",
        "{shown} of {n} units are large enough to be shown; all {n} count.",
        counted,
        n=count(counted),
        shown=count(len(result.units)),
    )
    return Reading(
        topic="engagement_linkage join",
        headline=headline,
        text=f"{headline} {shown}",
        numbers=numbers,
        limits=say("What was lost may differ from what was joined."),
    )


def _levels(result: Result) -> Reading:
    """What the slopes between and within units allow to be said."""
    rows = result.table.set_index("effect")
    between = rows.loc["between"]
    n = int(between["n_units"])
    if n < FEW_UNITS:
        few = say_number(
            "{n} unit: too few to say more than the picture shows.",
            "{n} units: too few to say more than the picture shows.",
            n,
            n=count(n),
        )
        return Reading(topic="engagement_linkage", headline=few, evidence="too few")
    first, numbers = _between(between), [slope_number(say("the slope between units"), between)]
    limits = say("What differs between units and never changes, such as a good location, is in the slope between them.")
    said: dict[str, Any] = {
        "topic": "engagement_linkage",
        "headline": first,
        "evidence": evidence_of(between),
        "limits": limits,
    }
    said["answers"] = "meeting"
    if "within" not in rows.index:
        alone = say("One wave cannot tell what changed from what was always so.")
        return Reading(**said, text=f"{first} {alone}", numbers=numbers)
    within = rows.loc["within"]
    text = [first, _within(within)]
    if is_clear(between) and not is_clear(within):
        text.append(say("Most of the picture is which unit it is, not what changed in it."))
    if is_clear(within) and within["estimate"] * between["estimate"] < 0:
        text.append(say("With few waves, a link that comes a wave later can turn the sign."))
    numbers.append(slope_number(say("the slope within units"), within))
    return Reading(**said, text=" ".join(text), numbers=numbers)


def _between(row: pd.Series) -> str:
    values = {"n": count(row["n_units"]), "slope": with_limits(row)}
    if pd.isna(row["conf_low"]):
        return say(
            "Between {n} units, a point of engagement goes with {slope} points of customers' answers: too few clusters "
            "to say more.",
            **values,
        )
    if is_clear(row):
        return say("Between {n} units, a point of engagement goes with {slope} points of customers' answers.", **values)
    return say(
        "Between {n} units, a point of engagement goes with {slope} points of customers' answers, which cannot be "
        "distinguished from 0.",
        **values,
    )


def _within(row: pd.Series) -> str:
    slope = with_limits(row)
    if pd.isna(row["conf_low"]):
        return say("Within units in the same wave: {slope}: too few clusters to say.", slope=slope)
    if is_clear(row):
        return say("Within units in the same wave: {slope}.", slope=slope)
    return say("Within units in the same wave: {slope}, which cannot be distinguished from 0.", slope=slope)


def _beside(result: Result, truth: Mapping[str, Mapping]) -> Reading:
    """What a scale adds between units where others are given."""
    row = result.table.set_index("effect").loc["between"]
    values = {"scale": named(result.settings["engagement"]), "slope": with_limits(row), "n": count(row["n_units"])}
    values["given"] = listed([named(name) for name in result.settings["controls"]])
    if is_clear(row) and row["estimate"] < 0:
        headline = say(
            "Given {given}, customers' answers are lower where {scale} is higher, between {n} units: {slope}.", **values
        )
    elif is_clear(row):
        headline = say("Given {given}, {scale} adds something between {n} units: {slope}.", **values)
    else:
        headline = say(
            "Given {given}, what {scale} adds between {n} units cannot be distinguished from 0: {slope}.", **values
        )
    text = headline
    if (result.settings["engagement"], *result.settings["controls"]) == ("climate", "engagement") and PLANTED in truth:
        planted = decimals(truth[PLANTED]["structural"], 2)
        text += "\n\n" + say("Planted truth: given {given}, {scale} adds {planted}.", **values, planted=planted)
    return Reading(
        topic=f"engagement_linkage {result.settings['engagement']} given",
        headline=headline,
        text=text,
        numbers=[slope_number(say("the slope of {scale}", scale=values["scale"]), row)],
        groups=[result.settings["engagement"], *result.settings["controls"]],
        evidence=evidence_of(row),
        limits=say("Two noisy means of one unit share their noise, and neither is a cause."),
    )


@reads("linkage_correlation")
def correlation_reading(result: Detailed, *, about: str = "") -> Reading:
    """How closely units' means go together, and of how many units; or how little of customers' answers units are.

    Parameters
    ----------
    about : str
        ``"share"`` tells which share of the differences between customers' answers lies between units.
    """
    if about == "share":
        row = result.reliability.set_index("side").loc["customers"]
        headline = say(
            "Of the differences between customers' answers {share} lie between units; the rest lie within them.",
            share=percent(row["icc1"]),
        )
        number = number_of_people(say("the share between units"), row["icc1"], n=row["n"], unit="share")
        return Reading(topic="linkage_correlation share", headline=headline, numbers=[number])
    row = result.table.set_index("kind").loc["observed"]
    joined = result.join.set_index(["side", "reason"])
    told = {
        "r": with_limits(row),
        "p": p_value(row["p_value"]),
        "n": count(row["n_units"]),
        "people": count(joined.at[("employees", "joined"), "n"]),
    }
    headline = say(
        "Between units, engagement and customers' answers go together: r {r}, p {p}; n = {n} units, not {people} "
        "people.",
        **told,
    )
    if not is_clear(row):
        headline = say(
            "That engagement and customers' answers go together between units cannot be distinguished from chance: "
            "r {r}, p {p}; n = {n} units, not {people} people.",
            **told,
        )
    elif row["estimate"] < 0:
        headline = say(
            "Between units, customers' answers are lower where engagement is higher: r {r}, p {p}; n = {n} units, not "
            "{people} people.",
            **told,
        )
    return Reading(
        topic="linkage_correlation",
        answers="meeting",
        headline=headline,
        numbers=[slope_number(say("the correlation between units"), row, unit="correlation")],
        evidence=evidence_of(row),
        limits=say("What differs between units and never changes lifts or lowers both sides."),
    )


@reads("within_between")
def contextual_reading(result: Result) -> Reading:
    """Whether a slope is the same between units as within them."""
    row = result.table.set_index("effect").loc["contextual"]
    if is_clear(row):
        headline = say(
            "The slope between units less the one within them is {slope}: the level changes the number.",
            slope=with_limits(row),
        )
    else:
        headline = say(
            "The slope between units less the one within them is {slope}: that the level changes the number is not "
            "seen here.",
            slope=with_limits(row),
        )
    return Reading(
        topic="within_between",
        headline=headline,
        numbers=[slope_number(say("the slope between units less that within them"), row)],
        evidence=evidence_of(row),
        limits=say("A slope at one level says nothing of the other."),
    )


@reads("plain_and_clustered")
def clustered_reading(result: Result) -> Reading:
    """How much wider the interval is that knows the clusters.

    Parameters
    ----------
    result : Result
        ``counted n estimate conf_low conf_high``: first the plain slope, then the one by clusters.
    """
    plain_row, row = result.table.iloc[0], result.table.iloc[1]
    times = (row["conf_high"] - row["conf_low"]) / (plain_row["conf_high"] - plain_row["conf_low"])
    numbers = [slope_number(str(each["counted"]), each) for each in (plain_row, row)]
    if pd.isna(times):
        headline = say("Too few clusters: no interval holds, so none is given.")
        return Reading(topic="plain_and_clustered", headline=headline, numbers=numbers, evidence="too few")
    headline = say(
        "The interval that knows the clusters is {times} times as wide as the plain one.", times=decimals(times, 2)
    )
    text = [headline]
    if times < 1:
        text.append(
            say("It is narrower here. A few clusters can look more alike than they are: report the wider one, too.")
        )
    return Reading(topic="plain_and_clustered", headline=headline, text=" ".join(text), numbers=numbers)
