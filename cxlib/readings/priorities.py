"""The reading of importance beside performance: with which aspect to begin, and how surely it matters most."""

from __future__ import annotations

from ..locale import say
from ..results import Result
from ..text import decimals, listed, percent, quoted
from .dispatch import reads
from .names import Labels, named
from .prose import Number, Reading

WORK, KEEP = "work on it", "keep it up"
SURE = 0.95


@reads("importance_performance")
def priorities_reading(result: Result, *, labels: Labels = None) -> Reading:
    """Which aspects matter more than most and are rated lower than most, the most important first.

    Parameters
    ----------
    result : Result
        Of `importance_performance`.
    labels : mapping, optional
        Column of a driver → the words to say.
    """
    table = result.table
    work, keep = (table[table["field"] == field] for field in (WORK, KEEP))
    if work.empty:
        headline = say("No aspect both matters more than most and is rated lower than most.")
    else:
        row = work.iloc[0]
        headline = say(
            "Begin with “{driver}”: {share} of what the ratings explain is its part, and it is rated {rating}, lower "
            "than most.",
            driver=named(row["driver"], labels),
            share=percent(row["share"]),
            rating=decimals(row["estimate"], 2),
        )
    more = []
    if len(work) and (first := work.iloc[0]["first_share"]) == first:
        sure = say("It is the most important in {share} of resamples.", share=percent(first))
        more.append(
            sure
            if first < SURE
            else say("That it is the most important is sure ({share} of resamples).", share=percent(first))
        )
    if len(work) > 1:
        names = listed([quoted(named(name, labels)) for name in work["driver"][1:]])
        more.append(say("Next: {names}.", names=names))
    if len(keep):
        names = listed([quoted(named(name, labels)) for name in keep["driver"]])
        more.append(say("Keep up {names}.", names=names))
    return Reading(
        topic="importance_performance",
        answers="first",
        headline=headline,
        text=" ".join([headline, *more]),
        numbers=[
            Number(label=named(row["driver"], labels), n=row["n"], estimate=row["estimate"], conf_low=row["conf_low"],
                   conf_high=row["conf_high"], unit="scale points")
            for _, row in table.iterrows()
        ],
        groups=[named(name, labels) for name in work["driver"]],
        evidence="supported" if len(work) and work.iloc[0]["first_share"] >= SURE else "open",
        limits=say("Importance is an association: what happens when an aspect gets better, a trial has to show."),
    )  # fmt: skip
