"""Readings of plans: how often people may be asked, how long it may be, how many it takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from ..estimators.detectable import smallest_mean_difference
from ..locale import say, say_number
from ..results import Detailed, Result
from ..text import FEW, called, count, decimals, general, percent, plain
from .dispatch import reads
from .loyalty import LARGEST
from .prose import Number, Reading


@reads("quarantine_plan")
def quarantine_reading(result: Detailed) -> Reading:
    """How many contacts can be asked about, and what the rule costs."""
    total = int(result.table["n"].sum())
    days = int(result.settings["days"])
    headline = say_number(
        "With {days} day between two invitations of one customer, {invited} of {n} contacts can be asked about; "
        "{lost} are lost to the rule.",
        "With {days} days between two invitations of one customer, {invited} of {n} contacts can be asked about; "
        "{lost} are lost to the rule.",
        days,
        days=count(days),
        invited=count(result.invitations),
        n=count(total),
        lost=percent(result.lost_share),
    )
    return Reading(
        topic="quarantine_plan",
        headline=headline,
        numbers=[
            Number(
                label=say("the share of contacts lost to the rule"), n=total, estimate=result.lost_share, unit="share"
            ),
            Number(label=say("contacts that can be asked about"), estimate=result.invitations, unit="count"),
        ],
        limits=say("Contacts that can be asked about are not answers."),
    )


@reads("planned_answers")
def answers_reading(result: Result, *, labels: Mapping[str, str] | None = None) -> Reading:
    """Where enough answers come soonest, and where last."""
    settings, table = result.settings, result.table.sort_values("months", kind="stable")
    rate = percent(settings["rate"])
    text = [
        say("Of those invited {rate} answer.", rate=rate)
        if settings["known"]
        else say("Of those invited {rate} are taken to answer.", rate=rate)
    ]
    told: dict[str, Any] = {
        "topic": "planned_answers",
        "limits": say("A year may bring other contacts than the last one."),
    }
    if table.empty:
        return Reading(headline=text[0], text=text[0], evidence="too few", **told)
    rows = [table.iloc[place] for place in ((0, -1) if len(table) > 1 else (0,))]
    names = [called(row[settings["by"]], labels) for row in rows]
    ends = {
        "needed": count(settings["needed"]),
        "first": plain(names[0]),
        "months": decimals(rows[0]["months"]),
        "last": plain(names[-1]),
        "last_months": decimals(rows[-1]["months"]),
    }
    if len(table) > 1:
        headline = say(
            "{needed} answers take {months} months at {first} and {last_months} at {last}; other touchpoints lie "
            "between.",
            **ends,
        )
    else:
        headline = say("{needed} answers take {months} months at {first}.", **ends)
    return Reading(
        headline=headline,
        text=" ".join([headline, *text]),
        numbers=[
            Number(label=say("months until enough answers at {name}", name=name), estimate=row["months"], unit="months")
            for name, row in zip(names, rows, strict=True)
        ],
        groups=names,
        **told,
    )


@reads("drop_out")
def drop_out_reading(result: Result, *, before: int) -> Reading:
    """How many are gone before a question, and at the end.

    Parameters
    ----------
    before : int
        Place of the question, 1 for the first.
    """
    table = result.table
    last, early = table.iloc[-1], table.iloc[min(before, len(table)) - 1]
    n = int(last["n"])
    limits = say("A blank at the very end cannot be distinguished from stopping.")
    if n < FEW:
        headline = say_number(
            "{n} questionnaire: too few to say how many stop on the way.",
            "{n} questionnaires: too few to say how many stop on the way.",
            n,
            n=count(n),
        )
        return Reading(topic="drop_out", headline=headline, evidence="too few", limits=limits)
    told = {"n": count(n), "place": count(early["place"])}
    told |= {"early": percent(early["estimate"], 1), "last": percent(last["estimate"], 1)}
    if last["estimate"] == 0:
        headline = say("All {n} questionnaires go on to the last question.", **told)
    else:
        headline = say(
            "Of {n} questionnaires {early} stop before question {place}, and {last} before the last.", **told
        )
    labels = [
        say("the share that stops before the last question"),
        say("the share that stops before question {place}", place=count(early["place"])),
    ]
    numbers = [Number.of(line, label, n=n, unit="share") for label, line in zip(labels, (last, early), strict=True)]
    return Reading(topic="drop_out", headline=headline, numbers=numbers, limits=limits)


@reads("nps_sample_size")
def size_reading(result: Result, *, have: int | None = None) -> Reading:
    """How many answers a margin or a difference needs, at which shares.

    Parameters
    ----------
    have : int, optional
        Number of answers at hand: where they are fewer than the last margin needs, asking more people comes first.
    """
    if result.table["n"].isna().all():
        headline = say("How many answers are needed cannot be worked out from answers that are all alike.")
        return Reading(topic="nps_sample_size", headline=headline, evidence="too few")
    if have and have < result.table["n"].iloc[-1]:
        return _ask_more(result.table.iloc[-1], have)
    lines, numbers = [], []
    for _, row in result.table.iterrows():
        shares = {"promoters": percent(row["promoters"]), "detractors": percent(row["detractors"])}
        said = {**shares, "n": count(row["n"])}
        if row["margin"] == row["margin"]:
            points = general(row["margin"])
            line = say_number(
                "At {promoters} promoters and {detractors} detractors a margin of ±{points} needs {n} answer.",
                "At {promoters} promoters and {detractors} detractors a margin of ±{points} needs {n} answers.",
                int(row["n"]),
                **said,
                points=points,
            )
        else:
            points = general(row["difference"])
            line = say(
                "At {promoters} promoters and {detractors} detractors a true difference of {points} points needs {n} "
                "answers in each group to be seen with a chance of {power}.",
                **said,
                points=points,
                power=percent(row["power"]),
            )
        lines.append(line)
        numbers.append(Number(label=say("answers for {points} points", points=points), estimate=row["n"]))
    return Reading(
        topic="nps_sample_size",
        headline=lines[0],
        text="\n".join(f"- {line}" for line in lines) if len(lines) > 1 else lines[0],
        numbers=[Number(label=number.label, estimate=number.estimate, unit="answers") for number in numbers],
        limits=say("For answers drawn at random: weights and clusters take more."),
    )


def _ask_more(row: pd.Series, have: int) -> Reading:
    """How many answers are lacking, and how little those at hand could show."""
    needed, p, d = int(row["n"]), row["promoters"], row["detractors"]
    headline = say(
        "Ask more people first: {have} answers tell the score within about ±{now} points; ±{points} points takes {n}.",
        have=count(have),
        now=decimals(row["margin"] * (needed / have) ** 0.5, 0),
        points=general(row["margin"]),
        n=count(needed),
    )
    apart = 100 * (p + d - (p - d) ** 2) ** 0.5 * smallest_mean_difference(have // 2)
    halves = {"n": count(have // 2), "points": decimals(apart, 0)}
    if apart <= LARGEST:
        small = say(
            "Two groups of {n} would have to lie {points} points apart to be told from one another four times in five.",
            **halves,
        )
    else:
        small = say("Two groups of {n} could not be told from one another, however far they lie apart.", **halves)
    return Reading(
        topic="nps_sample_size more",
        answers="first",
        headline=headline,
        text=f"{headline} {small}",
        numbers=[Number(label=say("answers for {points} points", points=general(row["margin"])), estimate=needed,
                        unit="answers")],
        limits=say("For answers drawn at random: weights and clusters take more."),
    )  # fmt: skip
