"""Readings of emotions: on balance, foreseen, answered; of what was expected, and of problems."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from ..locale import emotion_called, say, say_number
from ..results import Detailed, Result
from ..text import called, count, decimals, interval, listed, percent, percents, plain
from .dispatch import reads
from .names import MOST, Labels, named
from .prose import Number, Reading, is_clear


@reads("emotion_profile")
def profile_reading(result: Result, *, labels: Labels = None) -> Reading:
    """Where bad emotions surely prevail, and where good ones do most."""
    table = result.table
    below = table[table["conf_high"] < 0]
    best = table.iloc[-1]
    if len(below):
        names = listed([plain(called(name, labels)) for name in below["touchpoint"]], most=MOST)
        headline = say("Bad emotions surely outweigh good ones at {names}.", names=names)
    else:
        headline = say("At no touchpoint do bad emotions surely outweigh good ones.")
    shown = below if len(below) else table.head(1)
    told = [
        say(
            "{name}: net emotional value {net} ({limits}), n = {n}.",
            name=plain(called(row["touchpoint"], labels)),
            net=decimals(100 * row["estimate"], 0, sign=True),
            limits=interval(100 * row["conf_low"], 100 * row["conf_high"], 0, sign=True),
            n=count(row["n"]),
        )
        for _, row in pd.concat([shown.head(MOST), table.tail(1)]).drop_duplicates("touchpoint").iterrows()
    ]
    return Reading(
        topic="emotion_profile",
        headline=headline,
        text=" ".join([headline, *told]),
        numbers=[
            Number.of(row, say("net emotional value of {name}", name=called(row["touchpoint"], labels)), unit="share")
            for _, row in pd.concat([shown.head(MOST), table.tail(1)]).drop_duplicates("touchpoint").iterrows()
        ],
        groups=[called(name, labels) for name in [*shown["touchpoint"], best["touchpoint"]]],
        evidence="supported" if len(below) else "open",
        answers="detail",
        limits=say("People name one emotion of a short list, afterwards; what they felt may have had no name there."),
    )


@reads("foreseen_emotions")
def foreseen_reading(result: Result, *, labels: Labels = None) -> Reading:
    """At how many touchpoints the commonest emotion was foreseen, and beyond chance or not."""
    table, kappa = result.table, result.settings["kappa"]
    right = table["foreseen"] == table["felt"]
    headline = say(
        "At {k} of {n} touchpoints the emotion named most often is the one foreseen.",
        k=count(right.sum()),
        n=count(len(table)),
    )
    text = [headline]
    missed = [
        say(
            "{name} ({felt}, not {foreseen})",
            name=plain(called(row["touchpoint"], labels)),
            felt=plain(emotion_called(row["felt"])),
            foreseen=plain(emotion_called(row["foreseen"])),
        )
        for _, row in table[~right & table["felt"].notna()].iterrows()
    ]
    if missed:
        text.append(say("Not foreseen: {names}.", names=listed(missed, most=MOST)))
    if kappa["estimate"] == kappa["estimate"]:
        values = {"kappa": decimals(kappa["estimate"], 2), "limits": interval(kappa["conf_low"], kappa["conf_high"], 2)}
        text.append(
            say("Agreement beyond chance: kappa {kappa} ({limits}).", **values)
            if is_clear(kappa)
            else say("Agreement cannot be distinguished from chance: kappa {kappa} ({limits}).", **values)
        )
    return Reading(
        topic="foreseen_emotions",
        headline=headline,
        text=" ".join(text),
        numbers=[Number.of(kappa, say("kappa of foreseen and felt"), unit="kappa")],
        groups=[called(name, labels) for name in table.loc[~right, "touchpoint"]],
        evidence="described",
        limits=say("The commonest emotion may be felt by few; look at its share."),
    )


@reads("playbook_coverage")
def playbook_reading(result: Detailed, *, labels: Labels = None) -> Reading:
    """How many bad emotions have a prepared answer, and the commonest that has none."""
    table = result.table
    gaps = table[~table["answered"]]
    n, least = len(table), result.settings["min_seen"]
    headline = say_number(
        "{n} bad emotion at a touchpoint was met {least} times or more; {k} have no prepared answer.",
        "{n} pairs of touchpoint and bad emotion were met {least} times or more; {k} have no prepared answer.",
        n,
        n=count(n),
        least=count(least),
        k=count(len(gaps)),
    )
    text = [headline]
    if len(gaps):
        first = gaps.iloc[0]
        values = {
            "emotion": plain(emotion_called(first["emotion"])),
            "name": plain(called(first["touchpoint"], labels)),
        }
        text.append(say("The commonest gap: {emotion} at {name}, {n} times.", **values, n=count(first["n"])))
    text.append(
        say(
            "Answers are ready for {pairs} of the pairs and for {people} of the people who felt them.",
            pairs=percent(result.coverage),
            people=percent(result.coverage_of_people),
        )
    )
    if result.discretion == result.discretion:
        share = percent(result.discretion)
        text.append(say("Of the prepared answers {share} leave the staff something to decide.", share=share))
    return Reading(
        topic="playbook_coverage",
        headline=headline,
        text=" ".join(text),
        numbers=[Number(label=say("pairs with a prepared answer"), estimate=result.coverage, n=n, unit="share")],
        groups=[called(name, labels) for name in gaps["touchpoint"].unique()],
        evidence="described",
        answers="detail",
        limits=say("Whether an answer is good, and whether anybody gives it, the playbook does not say."),
    )


@reads("felt_variance")
def variance_reading(result: Result) -> Reading:
    """How much of what is felt is the person's, and how much a firm can change."""
    table = result.table.set_index("part")
    steered = table.drop(["person", "rest"])["estimate"].sum()
    person = table.loc["person"]
    headline = say(
        "Of what is felt {person} ({limits}) goes with the person, and {steered} with what the firm can change.",
        person=percent(person["estimate"]),
        limits=percents(person["conf_low"], person["conf_high"]),
        steered=percent(steered),
    )
    parts = [f"{named(name)} {percent(row['estimate'])}" for name, row in table.drop("person").iterrows()]
    return Reading(
        topic="felt_variance",
        headline=headline,
        text=" ".join([headline, say("The others: {parts}.", parts=listed(parts))]),
        numbers=[
            Number.of(row, say("share of {part}", part=named(name)), unit="share", n=result.settings["n"])
            for name, row in table.iterrows()
        ],
        evidence="supported",
        answers="detail",
        limits=say("A part that varies little now may still be raised for everybody."),
    )


@reads("disconfirmation")
def disconfirmation_reading(result: Result) -> Reading:
    """What the question about expectations tells beyond the plain rating.

    Parameters
    ----------
    result : Result
        One row ``n estimate conf_low conf_high r_squared added``: the slope of the disconfirmation beside the rating,
        R² of the rating alone, and what is added to it.
    """
    row = result.table.iloc[0]
    values = {
        "alone": percent(row["r_squared"], 1),
        "added": decimals(100 * row["added"], 1),
        "slope": decimals(row["estimate"], 2, sign=True),
        "limits": interval(row["conf_low"], row["conf_high"], 2, sign=True),
    }
    if is_clear(row):
        headline = say(
            "“Better or worse than expected” says something beyond the plain rating: slope {slope}.", **values
        )
    else:
        headline = say("What “better or worse than expected” adds to the plain rating cannot be distinguished from 0.")
    text = say(
        "{headline} The rating alone explains {alone} of the wish to return; the comparison adds {added} percentage "
        "points (slope {slope}, {limits}; n = {n}).",
        headline=headline,
        n=count(row["n"]),
        **values,
    )
    return Reading(
        topic="disconfirmation",
        headline=headline,
        text=text,
        numbers=[Number.of(row, say("slope of “better or worse than expected”"), unit="slope")],
        evidence="supported" if is_clear(row) else "open",
        limits=say("Asked afterwards, an expectation is remembered as the experience has coloured it."),
    )


@reads("service_recovery")
def recovery_reading(result: Result, *, truth: Mapping[str, Mapping] | None = None) -> Reading:
    """Whether a problem that was well handled leaves more than none, as much, or less."""
    well, badly = (row for _, row in result.table.head(2).iterrows())
    values = {
        name: f"{decimals(row['estimate'], 2, sign=True)} ({interval(row['conf_low'], row['conf_high'], 2, sign=True)})"
        for name, row in (("well", well), ("badly", badly))
    }
    if well["conf_low"] > 0:
        headline = say("A problem that was well handled leaves people more content than none: a paradox.")
    elif well["conf_high"] < 0:
        headline = say("A problem that was well handled still leaves less than none: no paradox.")
    else:
        headline = say("A problem that was well handled cannot be distinguished from none.")
    text = say("{headline} Well handled {well}, badly handled {badly} points.", headline=headline, **values)
    if truth and "problem_well_handled" in truth:
        planted = [decimals(truth[f"problem_{name}_handled"]["structural"], 1) for name in ("well", "badly")]
        text += "\n\n" + say("Planted truth: {well} and {badly} points.", well=planted[0], badly=planted[1])
    return Reading(
        topic="service_recovery",
        headline=headline,
        text=text,
        numbers=[Number.of(row, row["problem"], unit="points of the scale") for row in (well, badly)],
        evidence="supported" if is_clear(well) else "open",
        answers="detail",
        limits=say("Who had a problem was not drawn by lot."),
    )
