"""Readings of an experience in its parts: what worked, how one was treated, and the staff one met."""

from __future__ import annotations

from collections.abc import Mapping

from ..locale import say, word
from ..results import Result
from ..text import count, decimals, interval, listed, plain
from .dispatch import reads
from .prose import Number, Reading, is_clear


@reads("three_parts")
def parts_reading(result: Result, *, truth: Mapping[str, Mapping] | None = None) -> Reading:
    """What a good function and a good feeling go with, and whether the one makes up for the other.

    Parameters
    ----------
    result : Result
        ``term n estimate conf_low conf_high``: functional, emotional, and their interaction last.
    """
    table = result.table
    both = table.iloc[-1]
    told = [
        say(
            "{term} {slope} ({limits}).",
            term=plain(word(row["term"])),
            slope=decimals(row["estimate"], 2, sign=True),
            limits=interval(row["conf_low"], row["conf_high"], 2, sign=True),
        )
        for _, row in table.iterrows()
    ]
    if both["conf_high"] < 0:
        headline = say("Each makes up for part of what the other lacks: together they add less than each alone.")
    elif both["conf_low"] > 0:
        headline = say("Each needs the other: together they add more than each alone.")
    else:
        headline = say("That the two depend on one another cannot be distinguished from 0.")
    text = " ".join([headline, *told])
    if truth and "given_back" in truth:
        planted = {name: decimals(truth[name]["structural"], 1) for name in ("product_failure", "given_back")}
        text += "\n\n" + say(
            "Planted truth: a product that fails costs {product_failure} points, and personal treatment gives back "
            "{given_back} of them.",
            **planted,
        )
    return Reading(
        topic="three_parts",
        headline=headline,
        text=text,
        numbers=[Number.of(row, word(row["term"]), unit="slope") for _, row in table.iterrows()],
        evidence="supported" if is_clear(both) else "open",
        limits=say("All come from one questionnaire: a good mood lifts them together."),
    )


@reads("experience_parts")
def experience_reading(result: Result) -> Reading:
    """Whether the staff's own experience goes with the impression, and what so few units could have shown."""
    table = result.table.set_index("term")
    staff = table.loc["staff"]
    values = {
        "slope": decimals(staff["estimate"], 2, sign=True),
        "limits": interval(staff["conf_low"], staff["conf_high"], 2, sign=True),
        "n": count(staff["n_units"]),
    }
    if is_clear(staff) and staff["estimate"] > 0:
        headline = say("Where staff live their own work better, customers have a better impression.")
    elif is_clear(staff):
        headline = say("Where staff live their own work better, customers have a worse impression.")
    else:
        headline = say("That the staff's own experience goes with the impression cannot be distinguished from 0.")
    text = [headline]
    text.append(
        say("For one standard deviation between units: {slope} points ({limits}), on {n} units.", **values)
        if staff["conf_low"] == staff["conf_low"]
        else say("{n} units are too few for an interval.", n=values["n"])
    )
    if staff["least"] == staff["least"]:
        text.append(
            say(
                "So many units show a slope of {least} in four of five studies; a smaller one mostly stays unseen.",
                least=decimals(staff["least"], 2),
            )
        )
    pairs = table[table.index.str.contains(" × ", regex=False)]
    clear = [name for name, row in pairs.iterrows() if is_clear(row)]
    told = listed([f"{plain(word(name))} {decimals(pairs.loc[name, 'estimate'], 2, sign=True)}" for name in clear])
    text.append(
        say("Of the pairs, these depend on one another: {pairs}.", pairs=told)
        if clear
        else say("No part was seen to count more or less where another is high.")
    )
    return Reading(
        topic="experience_parts",
        headline=headline,
        text=" ".join(text),
        numbers=[Number.of(row.rename(name), word(name), unit="slope") for name, row in table.iterrows()],
        evidence="supported" if is_clear(staff) else "open",
        limits=say("Units differ in more than their staff: region, customers and premises are in the slope, too."),
    )
