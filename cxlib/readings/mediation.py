"""Readings of the way from engagement to customers, and of how many units would show it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from ..locale import say, say_number
from ..results import Detailed, Result
from ..text import FEW_UNITS, count, decimals, percent
from .dispatch import reads
from .names import Labels, named
from .prose import Number, Reading, is_clear
from .slopes_of_units import number_of_people, slope_number, with_limits


@reads("linkage_mediation")
def mediation_reading(
    result: Detailed, *, truth: Mapping[str, Mapping] | None = None, labels: Labels = None
) -> Reading:
    """How much goes by the mediator, and what would undo it.

    Parameters
    ----------
    truth : mapping, optional
        Of `Study.truth`; told beside paths within units over time, which it holds for.
    """
    rows = result.table.set_index("path")
    indirect, total = rows.loc["indirect"], rows.loc["total"]
    n, way = int(indirect["n_units"]), named(result.settings["mediator"], labels)
    limits = say("Both legs were only observed: a common cause of the record and the customers would be in the second.")
    said: dict[str, Any] = {"topic": "linkage_mediation", "groups": [result.settings["mediator"]], "limits": limits}
    if n < FEW_UNITS:
        few = say_number(
            "{n} unit: too few to say by which way.", "{n} units: too few to say by which way.", n, n=count(n)
        )
        return Reading(**said, headline=few, evidence="too few")
    numbers = [slope_number(say("the indirect path"), indirect), slope_number(say("the whole"), total)]
    values = {"slope": with_limits(indirect), "mediator": way, "whole": decimals(total["estimate"], 2)}
    if not is_clear(indirect):
        values["estimate"] = decimals(indirect["estimate"], 2)
        headline = (
            say(
                "Neither the path to {mediator} nor the one from it is distinguished from nothing: what goes by it "
                "({estimate}) has no interval.",
                **values,
            )
            if pd.isna(indirect["conf_low"])
            else say("What goes by {mediator} cannot be distinguished from nothing: {slope}.", **values)
        )
        return Reading(
            **said, headline=headline, text=_planted([headline], result, truth), numbers=numbers, evidence="open"
        )
    if indirect["estimate"] * total["estimate"] > 0:
        headline = say("Of the slope of {whole} from engagement to customers, {slope} goes by {mediator}.", **values)
    else:  # a share of a whole with the other sign would be no share
        headline = say("By {mediator} goes {slope}, against the whole of {whole}.", **values)
    undone = say(
        "An unseen common cause that, engagement given, makes it correlate with the outcome by {rho} would undo this.",
        rho=decimals(result.vanishing_rho, 2),
    )
    numbers.append(
        number_of_people(say("the correlation that would undo it"), result.vanishing_rho, unit="correlation")
    )
    text = _planted([headline, undone], result, truth)
    return Reading(**said, headline=headline, text=text, numbers=numbers, evidence="supported")


def _planted(told: list[str], result: Result, truth: Mapping[str, Mapping] | None) -> str:
    """The sentences, and what was planted where it is known and the paths are those within units over time."""
    text, names = " ".join(told), ("punctuality_a", "punctuality_b", "punctuality_indirect")
    if not truth or not set(names) <= set(truth) or not result.settings.get("wave") or not result.settings.get("lag"):
        return text
    a, b, indirect = (decimals(truth[name]["structural"], 2) for name in names)
    planted = say("Planted truth: a {a}, b {b}, indirect {indirect}.", a=a, b=b, indirect=indirect)
    return f"{text}\n\n{planted}"


@reads("linkage_power")
def power_reading(result: Result) -> Reading:
    """What so many units can show.

    Parameters
    ----------
    result : Result
        Of `linkage_power` for numbers of units; one sentence for each.
    """
    told = [_missed(row) for _, row in result.table.iterrows()]
    first = result.table.iloc[0]
    return Reading(
        topic=f"linkage_power {int(first['n_units'])}",
        headline=told[0],
        text=" ".join(told),
        numbers=[
            Number(label=say("the correlation seen often enough"), n=row.n_units, estimate=row.r, unit="correlation")
            for row in result.table.itertuples()
        ],
        limits=say("More people in a unit are no more units."),
    )


def _missed(row: pd.Series) -> str:
    n = int(row["n_units"])
    return say_number(
        "With {n} unit, a correlation below {r} is missed in over {missed} of studies.",
        "With {n} units, a correlation below {r} is missed in over {missed} of studies.",
        n,
        n=count(n),
        r=decimals(row["r"], 2),
        missed=percent(1 - row["power"]),
    )
