"""Readings of the contact log: who sees the customer, hand-overs, and journeys without a break."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from ..locale import say, say_number
from ..results import Detailed, Result
from ..text import FEW, count, decimals, percent, percents, plain
from .dispatch import reads
from .prose import Evidence, Number, Reading

LENGTH = 6  # contacts of the journeys that are told, where enough have so many


@reads("fragmentation")
def visibility_reading(result: Detailed, *, contacts: int = 5) -> Reading:
    """How many departments the middle customer with enough contacts meets, and what the one that sees most sees.

    Parameters
    ----------
    contacts : int
        Fewest contacts of a customer who is counted.
    """
    people = result.customers[result.customers["contacts"] >= contacts]
    n = len(people)
    told: dict[str, Any] = {
        "topic": "fragmentation",
        "limits": say("A log sees only the contacts that somebody wrote down."),
    }
    if n < FEW:
        headline = say_number(
            "Only {n} customer has {contacts} contacts or more: too few to say who sees them.",
            "Only {n} customers have {contacts} contacts or more: too few to say who sees them.",
            n,
            n=count(n),
            contacts=contacts,
        )
        return Reading(headline=headline, evidence="too few", **told)
    departments, largest = people[["departments", "largest_share"]].median()
    headline = say_number(
        "The middle one of {n} customers with {contacts} contacts or more meets {met} department; the one that sees "
        "most sees {share} of the contacts.",
        "The middle one of {n} customers with {contacts} contacts or more meets {met} departments; the one that sees "
        "most sees {share} of the contacts.",
        2 if departments % 1 else departments,
        n=count(n),
        contacts=contacts,
        met=decimals(departments, 1 if departments % 1 else 0),
        share=percent(largest),
    )
    text = [headline]
    numbers = [
        Number(label=say("departments that the middle customer meets"), n=n, estimate=departments, unit="departments"),
        Number(label=say("the largest share that one department sees"), n=n, estimate=largest, unit="share"),
    ]
    mixed = people["fragmentation"].dropna() if "fragmentation" in people else pd.Series(dtype=float)
    if len(mixed) >= FEW:
        middle = mixed.median()
        text.append(say("Fragmentation of the middle one: {value}.", value=decimals(middle, 2)))
        numbers.append(
            Number(label=say("fragmentation of the middle customer"), n=len(mixed), estimate=middle, unit="index")
        )
    return Reading(headline=headline, text=" ".join(text), numbers=numbers, **told)


@reads("handoffs")
def handoffs_reading(result: Result, *, truth: Mapping[str, Any] | None = None) -> Reading:
    """Which hand-over breaks most often, and whether it can be distinguished from the next.

    Parameters
    ----------
    truth : mapping, optional
        Of the sample company, ``worst_hand_over``.
    """
    table = result.table[result.table["n"] >= FEW].sort_values("estimate", ascending=False, kind="stable")
    text, numbers, pairs = [], [], []
    if table.empty:
        evidence: Evidence = "too few"
        headline = say(
            "No two departments have {few} hand-overs between them: too few to say which breaks most.", few=FEW
        )
    else:
        numbers = [
            Number.of(row, say("the share of {pair} that breaks", pair=_pair(row)), unit="share")
            for _, row in table.head(2).iterrows()
        ]
        pairs = [_pair(row) for _, row in table.head(2).iterrows()]
        evidence, headline = _worst(table)
    text = [headline]
    if result.settings.get("marked"):
        text.append(say("What counts as a break: column {name} of the log.", name=plain(result.settings["marked"])))
    elif "broken" in result.settings:
        text.append(say("What counts as a break: {what}.", what=plain(result.settings["broken"])))
    if truth is not None:
        text.append(
            say(
                "Planted truth: from Logistics to Billing the story is told again in {again} of cases. With contacts "
                "that fail, {breaks} break.",
                again=percent(truth["structural"]),
                breaks=percent(truth["finds"]),
            )
        )
    return Reading(
        topic="handoffs",
        headline=headline,
        text=" ".join(text),
        numbers=numbers,
        groups=pairs,
        evidence=evidence,
        limits=say("A break that is counted by repeat contacts misses those who gave up."),
    )


def _worst(table: pd.DataFrame) -> tuple[Evidence, str]:
    """The evidence and the sentence on the pair that breaks most, beside the next."""
    worst, next_ = table.iloc[0], table.iloc[min(1, len(table) - 1)]
    told = {
        "pair": plain(_pair(worst)),
        "share": percent(worst["estimate"]),
        "limits": percents(worst["conf_low"], worst["conf_high"]),
        "n": count(worst["n"]),
        "next": plain(_pair(next_)),
        "next_share": percent(next_["estimate"]),
        "next_limits": percents(next_["conf_low"], next_["conf_high"]),
        "next_n": count(next_["n"]),
    }
    if len(table) == 1:
        return "described", say(
            "{pair} breaks most: {share} ({limits}) of {n}; no other pair has {few}.", few=FEW, **told
        )
    if worst["conf_low"] > next_["conf_high"]:
        return "supported", say(
            "{pair} breaks most: {share} ({limits}) of {n}. The next is {next}, {next_share} "
            "({next_limits}) of {next_n}.",
            **told,
        )
    return "open", say(
        "{pair} breaks most: {share} ({limits}) of {n}, and cannot be distinguished from the next, {next}, "
        "{next_share} ({next_limits}) of {next_n}.",
        **told,
    )


def _pair(row: pd.Series) -> str:
    return f"{row['from_department']} → {row['to_department']}"


@reads("unbroken_by_length")
def unbroken_reading(result: Detailed, *, contacts: int | None = None) -> Reading:
    """What good touchpoints come to over several contacts.

    Parameters
    ----------
    contacts : int, optional
        The number of contacts to read; left out, six where enough journeys have six, else the commonest number.
    """
    table = result.table
    if contacts is None:
        enough = set(table.loc[table["n"] >= FEW, "contacts"])
        contacts = LENGTH if LENGTH in enough or table.empty else int(table.nlargest(1, "n")["contacts"].iloc[0])
    row = table[table["contacts"] == contacts]
    places = result.touchpoints.loc[result.touchpoints["n"] >= FEW, "estimate"]
    n = int(row["n"].sum())
    told: dict[str, Any] = {
        "topic": "unbroken_by_length",
        "limits": say(
            "The share of a department cannot tell how a journey went, nor one journey how the next one goes."
        ),
    }
    if n < FEW or places.empty:
        if not n:
            headline = say_number(
                "No journeys of {contacts} contact are shown: too few to say how many are unbroken.",
                "No journeys of {contacts} contacts are shown: too few to say how many are unbroken.",
                contacts,
                contacts=contacts,
            )
        else:
            headline = say_number(
                "{n} journey in the log, of {contacts} contacts: too few to say how many are unbroken.",
                "{n} journeys in the log, of {contacts} contacts: too few to say how many are unbroken.",
                n,
                n=count(n),
                contacts=contacts,
            )
        return Reading(headline=headline, evidence="too few", **told)
    row = row.iloc[0]
    low, high = places.min(), places.max()
    if len(places) == 1:
        parts = say("The only touchpoint alone goes well in {share} of its contacts.", share=percent(high))
    elif percent(low) == percent(high):
        parts = say("Each touchpoint alone goes well in {share} of its contacts.", share=percent(high))
    else:
        parts = say("Each touchpoint alone goes well in {shares} of its contacts.", shares=percents(low, high))
    headline = _whole_journeys(row, contacts)
    numbers = [
        Number.of(row, say("the share of unbroken journeys"), n=n, unit="share"),
        Number(label=say("the touchpoints' shares multiplied"), estimate=row["product"], unit="share"),
        Number(label=say("the lowest share of a touchpoint"), estimate=places.min(), unit="share"),
        Number(label=say("the highest share of a touchpoint"), estimate=places.max(), unit="share"),
    ]
    return Reading(headline=headline, text=f"{parts} {headline}", numbers=numbers, evidence="supported", **told)


def _whole_journeys(row: pd.Series, contacts: int) -> str:
    """Journeys without a break beside what their touchpoints promise, a sentence for each case."""
    told = {
        "n": count(row["n"]),
        "contacts": contacts,
        "share": percent(row["estimate"]),
        "limits": percents(row["conf_low"], row["conf_high"]),
        "product": percent(row["product"]),
    }
    if row["conf_low"] <= row["product"] <= row["conf_high"]:
        return say_number(
            "Of {n} journeys of {contacts} contact {share} ({limits}) have no break, no more and no less than the "
            "shares of its touchpoints multiplied ({product}).",
            "Of {n} journeys of {contacts} contacts {share} ({limits}) have no break, no more and no less than the "
            "shares of their touchpoints multiplied ({product}).",
            contacts,
            **told,
        )
    if row["estimate"] > row["product"]:
        return say_number(
            "Of {n} journeys of {contacts} contact {share} ({limits}) have no break, more than the shares of its "
            "touchpoints multiplied ({product}).",
            "Of {n} journeys of {contacts} contacts {share} ({limits}) have no break, more than the shares of their "
            "touchpoints multiplied ({product}).",
            contacts,
            **told,
        )
    return say_number(
        "Of {n} journeys of {contacts} contact {share} ({limits}) have no break, less than the shares of its "
        "touchpoints multiplied ({product}).",
        "Of {n} journeys of {contacts} contacts {share} ({limits}) have no break, less than the shares of their "
        "touchpoints multiplied ({product}).",
        contacts,
        **told,
    )
