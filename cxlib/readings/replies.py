"""Readings of the closed loop: who is answered and when, what comes by itself, and what a reply adds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from ..locale import say, word
from ..results import Detailed, Result
from ..text import FEW, called, count, decimals, general, interval, percent, percents, plain
from .dispatch import reads
from .prose import Evidence, Number, Reading, is_clear


@reads("follow_up_times")
def follow_up_reading(result: Detailed, *, labels: Mapping[str, str] | None = None) -> Reading:
    """The share answered and the median time of each group, and whether they wait alike."""
    settings = result.settings
    unit = say("hours") if settings["unit"] == "hours" else say("days")
    limits = say("It is counted when an answer was given, not whether it helped.")
    told: dict[str, Any] = {"topic": "follow_up_times", "limits": limits}
    lines, numbers = [], []
    for _, row in result.table.iterrows():
        name = plain(called(" / ".join(str(row[one]) for one in settings["by"]), labels)) if settings["by"] else ""
        lines.append(_waits(row, name, unit, settings["target"]))
        numbers.append(Number(label=name or say("answered in time"), n=row["n"], estimate=row["in_time"], unit="share",
                              conf_low=row["in_time_low"], conf_high=row["in_time_high"]))  # fmt: skip
    if not lines or result.table["n"].max() < FEW:
        headline = say("Too few cases to say how fast they are answered.")
        return Reading(headline=headline, evidence="too few", **told)
    text = " ".join(lines)
    p = result.log_rank.get("p_value")
    if p is not None and p == p:
        different = say("The groups do not wait alike (log-rank test).")
        alike = say("That the groups wait differently cannot be distinguished from chance (log-rank test).")
        text += " " + (different if p < 1 - settings["confidence_level"] else alike)
    return Reading(headline=lines[0], text=text, numbers=numbers, evidence="described", answers="detail", **told)


def _waits(row: pd.Series, name: str, unit: str, target: float) -> str:
    """One group: how many are answered, when half are, and how many in time."""
    begin = say("{name}: {events} of {n} cases answered", name=name, events=count(row["events"]), n=count(row["n"]))
    if not name:
        begin = say("{events} of {n} cases answered", events=count(row["events"]), n=count(row["n"]))
    if pd.isna(row["median"]):
        middle = say("half were not reached")
    elif pd.isna(row["conf_low"]) or pd.isna(row["conf_high"]):
        middle = say("half within {median} {unit}", median=decimals(row["median"], 1), unit=unit)
    else:
        middle = say(
            "half within {median} {unit} ({limits})",
            median=decimals(row["median"], 1),
            unit=unit,
            limits=interval(row["conf_low"], row["conf_high"]),
        )
    if pd.isna(row["in_time"]):
        return f"{begin}; {middle}."
    share = say("{share} within {target} {unit}", share=percent(row["in_time"]), target=general(target), unit=unit)
    within = ""
    if not pd.isna(row["in_time_low"]):
        within = f" ({percents(row['in_time_low'], row['in_time_high'])})"
    return f"{begin}; {middle}; {share}{within}."


@reads("recovery_effect")
def recovery_reading(result: Result, *, truth: Mapping[str, Any] | None = None) -> Reading:
    """What a reply adds, beside what comes by itself and what a naive comparison would say.

    Parameters
    ----------
    truth : mapping, optional
        Of the sample company: the rise without any reply.
    """
    rows = result.table.set_index("comparison")
    if not {"held out", "offer of a reply"} <= set(rows.index):
        headline = say("Too few cases of the lot to say what a reply adds.")
        return Reading(topic="recovery_effect", headline=headline, evidence="too few")
    alone, offer = (rows.loc[name] for name in ("held out", "offer of a reply"))
    clear, few = is_clear(offer), min(offer["n"], offer["n_reference"]) < FEW
    size = {"offer": decimals(offer["estimate"], 2), "limits": interval(offer["conf_low"], offer["conf_high"], 2)}
    if few:
        headline = say("Too few cases of the lot to say what a reply adds.")
    elif clear:
        headline = say("The offer of a reply changes the next score by {offer} points ({limits}).", **size)
    else:
        headline = say(
            "What the offer of a reply adds, {offer} points ({limits}), cannot be distinguished from nothing.", **size
        )
    by_itself = {"alone": decimals(alone["estimate"])}
    if "answered" in rows.index:
        rise = say(
            "Scores of those answered rose by {rose}; {alone} came without any reply, where the lot held it out.",
            rose=decimals(rows.loc["answered", "estimate"]),
            **by_itself,
        )
    else:
        rise = say("A rise of {alone} came without any reply, where the lot held it out.", **by_itself)
    text = [headline, rise]
    if "per reply given" in rows.index and not few:
        given = rows.loc["per reply given"]
        text.append(
            say(
                "Per reply given: {given} ({limits}).",
                given=decimals(given["estimate"], 2),
                limits=interval(given["conf_low"], given["conf_high"], 2),
            )
        )
    if truth:
        text.append(
            "\n\n" + say("Planted truth: {alone} points come by themselves.", alone=decimals(truth["finds"], 2))
        )
    numbers = [Number.of(row, word(name), unit="") for name, row in rows.iterrows()]
    evidence: Evidence = "too few" if few else "supported" if clear else "open"
    limits = say("A lot decides who is offered a reply; what a reply is worth to a firm is another question.")
    return Reading(
        topic="recovery_effect", headline=headline, text=" ".join(text), numbers=numbers, evidence=evidence,
        limits=limits,
    )  # fmt: skip


@reads("regression_to_mean")
def regression_reading(result: Result) -> Reading:
    """How far those chosen for a low score rise by themselves."""
    row = result.table.iloc[0]
    told = {"n": count(row["n_chosen"]), "cut": general(result.settings["cut"]), "r": decimals(row["correlation"], 2)}
    headline = say(
        "{n} chosen for a score of {cut} or less rise by {observed} although nobody did anything; two normal scores "
        "with a correlation of {r} give {expected}.",
        **told,
        observed=decimals(row["observed"], 2),
        expected=decimals(row["expected"], 2),
    )
    if row["observed"] < 0:
        headline = say(
            "{n} chosen for a score of {cut} or less do not rise: they fall by {fall}.",
            **told,
            fall=decimals(-row["observed"], 2),
        )
    number = Number(label=say("the rise of those chosen"), n=row["n_chosen"], estimate=row["observed"])
    return Reading(topic="regression_to_mean", headline=headline, numbers=[number])
