"""Sentences that read the link from employees to customers."""

from __future__ import annotations

import pandas as pd

from ..results import Result
from .words import hundredths

FEW_UNITS = 20  # below this many units a picture and a power curve are all that is honest


def joined_sentence(result: Result) -> str:
    """What was joined, and what was lost.

    Parameters
    ----------
    result : Result
        Of `engagement_linkage` or another function that joins two sides.
    """
    said = []
    for side, rows in result.join.groupby("side", sort=False):
        rows = rows.set_index("reason")
        whole, kept = rows.loc["all"], rows.loc["joined"]
        said.append(
            f"{side}: {kept['n']:,} of {whole['n']:,} answers and {kept['n_units']:,} of {whole['n_units']:,} units"
        )
    return f"Joined of {'; of '.join(said)}."


def levels_sentence(result: Result) -> str:
    """What the slopes between and within units allow to be said.

    Parameters
    ----------
    result : Result
        Of `engagement_linkage`.
    """
    rows = result.table.set_index("effect")
    between = rows.loc["between"]
    n = int(between["n_units"])
    if n < FEW_UNITS:
        return f"{n} units: too few to say more than the picture shows."
    first = f"Between {n} units: {with_limits(between)}{_verdict(between)}."
    if "within" not in rows.index:
        return f"{first} One wave cannot tell what changed from what was always so."
    within = rows.loc["within"]
    second = f"Within units in the same wave: {with_limits(within)}{_verdict(within)}."
    if _clear(between) and not _clear(within):
        return f"{first} {second} Most of the picture is which unit it is, not what changed in it."
    if _clear(within) and within["estimate"] * between["estimate"] < 0:
        return f"{first} {second} With few waves, a link that comes a wave later can turn the sign."
    return f"{first} {second}"


def lags_sentence(result: Result) -> str:
    """Which side comes first within units, as far as the data can tell.

    Parameters
    ----------
    result : Result
        Of `linkage_lags`.
    """
    rows = result.table.set_index("direction")
    ahead, back = rows.loc["engagement first"], rows.loc["outcome first"]
    if min(ahead["n_units"], back["n_units"]) < FEW_UNITS:
        return f"{int(ahead['n_units'])} units: too few to say what comes first."
    said = []
    for row, what in ((ahead, "engagement goes before customers' answers"), (back, "customers go before engagement")):
        if _clear(row):
            said.append(f"{what}{'' if row['estimate'] > 0 else ', with the opposite sign'}: {with_limits(row)}.")
        else:
            said.append(f"that {what} is not seen: {with_limits(row)}. It may be so all the same.")
    return f"Within {int(ahead['n_units'])} units, {said[0]} {said[1][:1].upper()}{said[1][1:]}"


def mediation_sentence(result: Result) -> str:
    """How much goes by the mediator, and what would undo it.

    Parameters
    ----------
    result : Result
        Of `linkage_mediation`.
    """
    rows = result.table.set_index("path")
    indirect, total, mediator = rows.loc["indirect"], rows.loc["total"], result.settings["mediator"]
    if indirect["n_units"] < FEW_UNITS:
        return f"{int(indirect['n_units'])} units: too few to say by which way."
    if not _clear(indirect):
        return f"That anything goes by {mediator} cannot be told from nothing: {with_limits(indirect)}."
    if indirect["estimate"] * total["estimate"] > 0:
        said = f"{with_limits(indirect)} of {hundredths(total['estimate'])} goes by {mediator}."
    else:  # a share of a whole with the other sign would be no share
        said = f"By {mediator} goes {with_limits(indirect)}, against the whole of {hundredths(total['estimate'])}."
    return (
        f"{said} An unseen common cause that, engagement given, makes it correlate with the outcome by "
        f"{hundredths(result.vanishing_rho)} would undo this."
    )


def power_sentence(result: Result) -> str:
    """What so many units can show.

    Parameters
    ----------
    result : Result
        Of `linkage_power` for one number of units; its first row is read.
    """
    row = result.table.iloc[0]
    missed = f"{1 - row['power']:.0%}".replace("%", " %")
    return (
        f"With {int(row['n_units']):,} units, a correlation below {row['r']:.2f} is missed in over {missed} of studies."
    )


def with_limits(row: pd.Series) -> str:
    """An estimate and its limits, or that there are none."""
    if row["conf_low"] != row["conf_low"]:
        return f"{hundredths(row['estimate'])} (no interval)"
    return f"{hundredths(row['estimate'])} ({hundredths(row['conf_low'])} to {hundredths(row['conf_high'])})"


def _clear(row: pd.Series) -> bool:
    return bool(row["conf_low"] > 0 or row["conf_high"] < 0)


def _verdict(row: pd.Series) -> str:
    if row["conf_low"] != row["conf_low"]:
        return ": too few clusters to say"
    return "" if _clear(row) else ", which cannot be told from nothing"
