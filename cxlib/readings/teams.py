"""Readings of employees in their teams: may a unit be averaged, and which is surely among the first."""

from __future__ import annotations

import pandas as pd

from ..locale import say, say_number
from ..results import Detailed, Result
from ..text import FEW_UNITS, count, decimals, interval, plain
from .dispatch import reads
from .prose import Evidence, Number, Reading
from .slopes_of_units import number_of_people

AGREES = 0.70
SURE = 0.95


@reads("unit_agreement")
def agreement_reading(result: Detailed, *, scale: str) -> Reading:
    """Whether the answers of a unit may be averaged: people agree, and units differ.

    Parameters
    ----------
    scale : str
        What the scale is called.
    """
    row = result.table.iloc[0]
    values = {"scale": plain(scale), "rwg": decimals(row["rwg_j_uniform"], 2), "icc": decimals(row["icc1"], 2)}
    if pd.isna(row["icc1_low"]):
        start = say("{scale}: rwg(j) {rwg}, ICC(1) {icc}.", **values)
    else:
        limits = interval(row["icc1_low"], row["icc1_high"], 2)
        start = say("{scale}: rwg(j) {rwg}, ICC(1) {icc} ({limits}).", **values, limits=limits)
    verdict, evidence = _verdict(row, result.pseudo)
    headline = f"{start} {verdict}"
    n = row["n"]
    return Reading(
        topic=f"unit_agreement {scale}",
        headline=headline,
        numbers=[
            number_of_people(
                say("ICC(1) of {scale}", scale=scale),
                row["icc1"],
                n=n,
                low=row["icc1_low"],
                high=row["icc1_high"],
                unit="correlation",
            ),
            number_of_people(say("rwg(j) of {scale}", scale=scale), row["rwg_j_uniform"], n=n, unit="agreement"),
        ],
        evidence=evidence,
        limits=say("Agreement and difference do not say why units differ."),
    )


def _verdict(row: pd.Series, pseudo: pd.DataFrame | None) -> tuple[str, Evidence]:
    """What may be done with the means of units, and how sure that is."""
    if pd.isna(row["icc1_low"]):
        if row["f"]:
            said = say("Nobody differs from the others of a unit: look at the data before you average.")
        else:
            said = say("All units have the same mean: look at the data before you average.")
        return said, "open"
    n = row["n_units"]
    if n < FEW_UNITS:
        said = say_number(
            "{n} unit is too few to say whether units differ: read the interval.",
            "{n} units are too few to say whether units differ: read the interval.",
            n,
            n=count(n),
        )
        return said, "too few"
    if row["icc1_low"] <= 0:
        return _alike(row, pseudo), "open"
    if row["rwg_j_uniform"] < AGREES:
        said = say("Units differ, but people of one unit hardly agree: its mean speaks for few of them.")
        return said, "open"
    return _differ(row), "supported"


def _differ(row: pd.Series) -> str:
    """How people agree where units differ: rwg(j) and the mean distance may contradict one another."""
    if pd.isna(row["rwg_j_uniform"]):
        return say("It belongs to the unit: units differ; whether people agree cannot be said.")
    if row["ad"] > row["ad_limit"]:
        return say(
            "It belongs to the unit: units differ; people agree by rwg(j), but not by their mean distance ({ad} where "
            "{limit} is the limit).",
            ad=decimals(row["ad"], 2),
            limit=decimals(row["ad_limit"], 2),
        )
    return say("It belongs to the unit: people agree and units differ.")


def _alike(row: pd.Series, pseudo: pd.DataFrame | None) -> str:
    """How people agree where units do not differ."""
    rwg = row["rwg_j_uniform"]
    if pd.isna(rwg):
        return say("That units differ is not seen, nor can be said whether people agree. Do not average by unit.")
    if rwg < AGREES:
        return say("That units differ is not seen: people do not agree. Do not average by unit.")
    if pseudo is not None and rwg <= pseudo["rwg_j_uniform"].max():
        return say("That units differ is not seen: people agree, but in random units as much. Do not average by unit.")
    return say("That units differ is not seen: people agree, as they may in random units too. Do not average by unit.")


@reads("unit_ranking")
def ranking_reading(result: Result) -> Reading:
    """How many of the units with the highest means are sure to be among the truly highest; none is named."""
    top, n = result.settings["top"], len(result.table)
    best = result.table[result.table["rank"] <= top]
    sure = int((best["p_top"] >= SURE).sum())
    ranked = say_number("{n} unit is ranked.", "{n} units are ranked.", n, n=count(n))
    if top == 1:
        said, chance = _first(best["p_top"].iloc[0])
        number = number_of_people(say("the chance of the first"), chance, n=n, unit="chance")
    else:
        said = _among(sure, top)
        number = Number(label=say("the units that are surely among the first"), n=n, estimate=sure, unit="units")
    return Reading(
        topic="unit_ranking",
        headline=said,
        text=f"{said} {ranked}",
        numbers=[number],
        evidence="supported" if sure else "open",
        limits=say("Chance is in the places, and nothing in them says why a unit stands where it does."),
    )


def _first(chance: float) -> tuple[str, float]:
    if chance >= SURE:
        said = say(
            "The unit with the highest mean is sure to be the true first (chance {chance}).",
            chance=decimals(chance, 2),
        )
    else:
        said = say(
            "The unit with the highest mean is not sure to be the true first (chance {chance}).",
            chance=decimals(chance, 2),
        )
    return said, chance


def _among(sure: int, top: int) -> str:
    values = {"sure": sure, "top": top, "chance": decimals(SURE, 2)}
    if not sure:
        return say(
            "None of the {top} units with the highest means is sure to be among the true {top} (chance of {chance} or "
            "more).",
            **values,
        )
    if sure == top:
        return say(
            "All of the {top} units with the highest means are sure to be among the true {top} (chance of {chance} or "
            "more).",
            **values,
        )
    return say_number(
        "Only {sure} of the {top} units with the highest means is sure to be among the true {top} (chance of {chance} "
        "or more).",
        "Of the {top} units with the highest means, {sure} are sure to be among the true {top} (chance of {chance} or "
        "more).",
        sure,
        **values,
    )
