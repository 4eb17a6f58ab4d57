"""The reading of importance beside performance: with which aspect to begin, and how surely it matters most."""

from __future__ import annotations

import pandas as pd

from ..locale import say
from ..results import Result
from ..text import decimals, interval, listed, percent, quoted
from .dispatch import reads
from .names import Labels, named
from .prose import Number, Reading

WORK, KEEP = "work on it", "keep it up"
SURE = 0.95


@reads("importance_performance")
def priorities_reading(result: Result, *, labels: Labels = None) -> Reading:
    """Which aspects matter more than most and are rated lower than most, the most important first."""
    table = result.table
    more: list[str] = []
    work, keep = (table[table["field"] == field] for field in (WORK, KEEP))
    if work.empty:
        headline = say("No aspect both matters more than most and is rated lower than most.")
    else:
        headline, more = _begin(result, labels)
    if len(work) > 1:  # at once after what is sure, which the answer on what matters says, too
        names = listed([quoted(named(name, labels)) for name in work["driver"][1:]])
        more.insert(0 if work.iloc[0]["first_share"] >= SURE else len(more), say("Next: {names}.", names=names))
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
        limits=say("Importance is an association: only a trial can show what happens when an aspect gets better."),
    )  # fmt: skip


def _rated(result: Result, row: pd.Series) -> str:
    """A mean with the ends of its scale."""
    low, high = (decimals(end, int(end % 1 > 0)) for end in result.settings["scales"][row["driver"]])
    return say("{rating} on a scale of {low} to {high}", rating=decimals(row["estimate"], 2), low=low, high=high)


def _begin(result: Result, labels: Labels) -> tuple[str, list[str]]:
    """With which aspect to begin, and whether it surely matters most and is surely rated lower than most."""
    row = result.table[result.table["field"] == WORK].iloc[0]
    low, high = result.settings["scales"][row["driver"]]
    surely_lower = (row["conf_high"] - low) / (high - low) < result.table["performance"].mean()
    first = row["first_share"]
    told = {
        "driver": named(row["driver"], labels),
        "share": percent(row["share"]),
        "rating": _rated(result, row),
        "limits": interval(row["conf_low"], row["conf_high"], 2),
    }
    if not first >= SURE:  # an unknown share is no sure one
        headline = say(
            "No aspect is surely the one to begin with. “{driver}” comes nearest: {share} of what the ratings explain "
            "is its part, and it is rated {rating}.",
            **told,
        )
    elif surely_lower:
        headline = say(
            "Begin with “{driver}”: {share} of what the ratings explain is its part, and it is rated {rating}, lower "
            "than most.",
            **told,
        )
    else:
        headline = say(
            "Begin with “{driver}”: {share} of what the ratings explain is its part. It is rated {rating}; that this "
            "is lower than most is not sure.",
            **told,
        )
    more = []
    top = result.table.loc[result.table["share"].idxmax()]
    if top["field"] == KEEP:  # or the reader wonders why the first in importance is not the one to begin with
        top_told = {"driver": named(top["driver"], labels), "share": percent(top["share"])}
        more.append(
            say(
                "“{driver}” counts for more ({share}) and is rated higher already ({rating}).",
                **top_told,
                rating=_rated(result, top),
            )
        )
    if first >= SURE:
        more.append(say("That it is the most important is sure ({share} of resamples).", share=percent(first)))
    elif first == first:
        more.append(say("It is the most important in {share} of resamples.", share=percent(first)))
    if not first >= SURE and not surely_lower:
        more.append(say("That it is rated lower than most is not sure either ({limits}).", **told))
    return headline, more
