"""Readings of what goes with engagement: perks and customers, the facets of work, and the share that answers.

Their tables are worked out in notebook 06: `Result(table=…, kind=…)` says which one it is.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from ..locale import say, say_number
from ..results import Result
from ..text import FEW_UNITS, count, decimals, interval, listed, plain
from .dispatch import reads
from .names import MOST
from .prose import Reading, is_clear
from .slopes_of_units import evidence_of, slope_number, with_limits

SDS = "standard deviations"


@reads("climate_and_engagement")
def perks_reading(result: Result, *, truth: Mapping[str, Mapping] | None = None) -> Reading:
    """Which of two scales is higher with perks, and which goes with customers' answers, the other being the same.

    Parameters
    ----------
    result : Result
        ``scale n estimate conf_low conf_high``: two rows with perks, then two with customers, in standard deviations.
    """
    rows = [row for _, row in result.table.iterrows()]
    n = int(rows[0]["n"])
    if n < FEW_UNITS:
        few = say_number(
            "{n} team: too few to say what goes with perks and with customers.",
            "{n} teams: too few to say what goes with perks and with customers.",
            n,
            n=count(n),
        )
        return Reading(topic="climate_and_engagement", headline=few, evidence="too few")
    told = [_with_perks(row) for row in rows[:2]] + [_with_customers(*rows[2:]), _with_customers(*rows[:1:-1])]
    teams = say_number("{n} team.", "Teams: {n}.", n, n=count(n))
    headline = " ".join(told[:2])
    numbers = [slope_number(say("{scale} with perks", scale=row["scale"]), row, unit=SDS) for row in rows[:2]] + [
        slope_number(say("customers' answers with {scale}", scale=row["scale"]), row, unit=SDS) for row in rows[2:]
    ]
    text = " ".join([*told, teams])
    return Reading(
        topic="climate_and_engagement",
        headline=headline,
        text=f"{text}\n\n{_planted_perks(truth)}" if truth and "perks_climate" in truth else text,
        numbers=numbers,
        groups=[row["scale"] for row in rows[:2]],
        evidence="supported" if any(map(is_clear, rows)) else "open",
        limits=say("Where perks were not given by lot, what goes with them may come from elsewhere."),
    )


def _with_perks(row: pd.Series) -> str:
    values = {"scale": plain(row["scale"]), "slope": with_limits(row)}
    if row["conf_low"] > 0:
        return say("With perks, {scale} is higher: {slope} standard deviations.", **values)
    if row["conf_high"] < 0:
        return say("With perks, {scale} is lower: {slope} standard deviations.", **values)
    return say("With perks, {scale} differs by nothing that can be distinguished from 0: {slope}.", **values)


def _with_customers(row: pd.Series, other: pd.Series) -> str:
    values = {"scale": plain(row["scale"]), "other": plain(other["scale"]), "slope": with_limits(row)}
    if row["conf_low"] > 0:
        return say("Where {scale} is higher and {other} the same, customers' answers are higher: {slope}.", **values)
    if row["conf_high"] < 0:
        return say("Where {scale} is higher and {other} the same, customers' answers are lower: {slope}.", **values)
    return say(
        "Where {scale} is higher and {other} the same, customers' answers differ by nothing that can be distinguished "
        "from 0: {slope}.",
        **values,
    )


def _planted_perks(truth: Mapping[str, Mapping]) -> str:
    names = {"climate": "perks_climate", "engagement": "perks_engagement", "customers": "customers_on_climate"}
    return say(
        "Planted truth, in points: perks, drawn by lot, add {climate} to climate and {engagement} to engagement; "
        "climate adds {customers} to customers' answers.",
        **{name: decimals(truth[key]["structural"], 2) for name, key in names.items()},
    )


@reads("facets_within_teams")
def facets_reading(result: Result, *, truth: Mapping[str, Mapping] | None = None) -> Reading:
    """Which facets of work surely go with engagement within teams, and whether the first two lead.

    Parameters
    ----------
    result : Result
        ``facet n estimate conf_low conf_high``, the highest first; the settings hold ``r_squared`` and
        ``ahead_of_next``, the limits of how far each facet lies before the next one.
    """
    table = result.table
    ahead, behind = (table.loc[sure, "facet"].tolist() for sure in (table["conf_low"] > 0, table["conf_high"] < 0))
    above, below = (listed([plain(name) for name in names], most=MOST) for names in (ahead, behind))
    if ahead and behind:
        surely = say(
            "Within teams, {above} surely go with engagement; {below} surely against it.", above=above, below=below
        )
    elif ahead:
        surely = say_number(
            "Within teams, {above} surely goes with engagement.",
            "Within teams, {above} surely go with engagement.",
            len(ahead),
            above=above,
        )
    elif behind:
        surely = say_number(
            "Within teams, {below} surely goes against engagement.",
            "Within teams, {below} surely go against engagement.",
            len(behind),
            below=below,
        )
    else:
        surely = say("Within teams, nothing surely goes with engagement.")
    told = [surely]
    told.append(say("R² {r_squared}.", r_squared=decimals(result.settings["r_squared"], 2)))
    steps = result.settings["ahead_of_next"]
    if len(ahead) > 1 and len(steps) > 1:
        told.append(_third(table["facet"].tolist(), *steps[1]))
    text = " ".join(told)
    known = {name: (truth or {}).get(f"engagement_{name}", {}).get("structural") for name in table["facet"]}
    if any(known.values()):
        weights = [
            say("{facet} {weight}", facet=plain(name), weight=decimals(value, 2))
            for name, value in known.items()
            if value
        ]
        planted_weights = say(
            "Planted truth: {weights}. Those are weights in what people feel; answers hold noise: compare the order.",
            weights=", ".join(weights),
        )
        text += f"\n\n{planted_weights}"
    return Reading(
        topic="facets_within_teams",
        headline=told[0],
        text=text,
        numbers=[
            slope_number(say("the slope of {scale}", scale=row["facet"]), row, unit=SDS) for _, row in table.iterrows()
        ],
        groups=[*ahead, *behind],
        evidence="supported" if ahead or behind else "open",
        limits=say("The same people answered both in the same minute; what would follow from a change, a trial tells."),
    )


def _third(facets: list[str], low: float, high: float) -> str:
    values = {"first": plain(facets[0]), "second": plain(facets[1]), "third": plain(facets[2])}
    values["limits"] = interval(low, high, 2)
    if low > 0:
        return say("First: {first} and {second}. {third}, the third, is surely behind ({limits}).", **values)
    return say(
        "First: {first} and {second}. Whether they are ahead of the third, {third}, is open ({limits}).", **values
    )


@reads("response_and_engagement")
def silence_reading(result: Result) -> Reading:
    """Whether units in which few answer are the less engaged ones.

    Parameters
    ----------
    result : Result
        One row ``n_units estimate conf_low conf_high``: the correlation of units' response and engagement.
    """
    row = result.table.iloc[0]
    values = {"r": with_limits(row), "n": count(row["n_units"])}
    if row["conf_low"] > 0:
        headline = say("Low response and low engagement go together: r {r}, {n} teams.", **values)
    elif row["conf_high"] < 0:
        headline = say("Low response goes with high engagement: r {r}, {n} teams.", **values)
    else:
        headline = say("A link to response cannot be distinguished from none: r {r}, {n} teams.", **values)
    return Reading(
        topic="response_and_engagement",
        headline=headline,
        numbers=[slope_number(say("the correlation of response and engagement"), row, unit="correlation")],
        evidence=evidence_of(row),
        limits=say("The silent are counted, and what they would have answered is not known."),
    )
