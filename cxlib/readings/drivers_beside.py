"""Readings of drivers beside something else: a planted effect, what people say, answers left out, other groups."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from ..locale import say, say_number
from ..results import Detailed, Result
from ..text import FEW, count, decimals, listed, percent
from .drivers_counted import in_all, is_thin, thin_reading
from .names import MOST, Labels, begun, named
from .prose import Number, Reading

SURE = 0.95  # share of resamples from which a place, or the order of two, counts as settled
PLACED_BY = ("r", "estimate", "beta")  # the associations that a driver is placed by


def driver_reading(
    importance: Result, driver: str, truth: float | Mapping[str, float] | None, labels: Labels
) -> Reading:
    """Where a driver stands by each association, beside the effect that was planted."""
    topic, n, drivers = "driver_importance driver", in_all(importance.table), len(importance.table)
    limits = say("What a driver goes with is no effect; only a sample whose truth is known can say so.")
    name = named(driver, labels)
    if is_thin(importance.table):
        return thin_reading(
            topic,
            n,
            limits,
            say_number(
                "{n} answers for {number} driver: too few to say where {driver} ranks.",
                "{n} answers for {number} drivers: too few to say where {driver} ranks.",
                drivers,
                n=count(n),
                number=drivers,
                driver=name,
            ),
        )
    table = importance.table.set_index("driver")
    values = {column: table.loc[driver, column] for column in PLACED_BY}
    places = {column: int(table[column].abs().rank(ascending=False, method="min")[driver]) for column in PLACED_BY}
    placed = say_number(
        "Of {number} driver, {driver} takes place {r_place} by correlation ({r}), place {share_place} by part of R² "
        "({share}) and place {slope_place} by slope ({slope}).",
        "Of {number} drivers, {driver} takes place {r_place} by correlation ({r}), place {share_place} by part of R² "
        "({share}) and place {slope_place} by slope ({slope}).",
        drivers,
        number=drivers,
        driver=name,
        r_place=places["r"],
        r=decimals(values["r"], 2),
        share_place=places["estimate"],
        share=decimals(values["estimate"], 2),
        slope_place=places["beta"],
        slope=decimals(values["beta"], 2),
    )
    effect = truth.get(driver) if isinstance(truth, Mapping) else truth
    if effect is None:
        headline, text = placed, placed
    elif effect != 0:
        planted = say("Its planted effect is {effect}.", effect=decimals(effect, 2))
        headline, text = placed, f"{placed} {planted}"
    else:
        if max(places.values()) <= drivers / 2:
            headline = begun(say("{driver} ranks high by every association and has no effect at all.", driver=name))
        else:
            headline = begun(say("{driver} has no effect at all.", driver=name))
        why = say("A good mood lifts this rating and satisfaction alike: money spent on it would buy nothing.")
        text = f"{headline} {placed} {why}"
    numbers = [
        Number(label=name, n=n, estimate=values["r"], unit="correlation"),
        Number(label=name, n=n, estimate=values["estimate"], unit="part of R²"),
        Number(label=name, n=n, estimate=values["beta"], unit="standard deviations"),
    ]
    if effect is not None:
        numbers.append(Number(label=say("planted effect"), estimate=float(effect), unit="standard deviations"))
    return Reading(topic=topic, headline=headline, text=text, numbers=numbers, groups=[name], limits=limits)


def stated_reading(
    stated: Result, importance: Result, truth: float | Mapping[str, float] | None, labels: Labels
) -> Reading:
    """What people say matters most, beside what their ratings follow."""
    topic, n = "driver_importance stated", in_all(importance.table)
    limits = say("Neither what people name nor what their ratings follow is an effect.")
    said = stated.table.sort_values("estimate", ascending=False, kind="stable").reset_index(drop=True)
    if (few := _too_few_to_compare(importance.table, said)) is not None:
        return thin_reading(topic, few[0], limits, few[1])
    people = in_all(said)
    derived = importance.table.set_index("driver")
    headline, followed, is_clear = _said_and_followed(said, derived, labels)
    top = said.loc[0]
    text = [headline]
    own = derived["share"].get(top["driver"], float("nan"))
    if followed != top["driver"] and own == own:
        text.append(say("What they name most has {share}.", share=percent(own)))
    effect = truth.get(top["driver"]) if isinstance(truth, Mapping) else truth
    numbers = [
        Number(
            label=named(top["driver"], labels),
            n=people,
            estimate=top["estimate"],
            conf_low=top.get("conf_low"),
            conf_high=top.get("conf_high"),
            unit="share",
        ),
        Number(label=named(followed, labels), n=n, estimate=derived.loc[followed, "share"], unit="share"),
    ]
    if effect is not None:
        name = named(top["driver"], labels)
        told = say(
            "Planted truth: the effect of {driver}, which people name first, is {effect}.",
            driver=name,
            effect=decimals(effect, 2),
        )
        text.append(told)
        numbers.append(Number(label=say("planted effect"), estimate=float(effect), unit="standard deviations"))
    return Reading(
        topic=topic,
        headline=headline,
        text=" ".join(text),
        numbers=numbers,
        groups=[named(name, labels) for name in dict.fromkeys([top["driver"], followed])],
        evidence="supported" if is_clear else "open",
        limits=limits,
    )


def _too_few_to_compare(derived: pd.DataFrame, said: pd.DataFrame) -> tuple[int, str] | None:
    """How many there are and what is told of it, where answers or people are too few."""
    n, drivers, people = in_all(derived), len(derived), in_all(said)
    if is_thin(derived):
        return n, say_number(
            "{n} answers for {number} driver: too few to say what the ratings follow.",
            "{n} answers for {number} drivers: too few to say what the ratings follow.",
            drivers,
            n=count(n),
            number=drivers,
        )
    if people < FEW:
        return people, say_number(
            "{n} person named what matters: too few to say.",
            "{n} people named what matters: too few to say.",
            people,
            n=count(people),
        )
    return None


def _said_and_followed(said: pd.DataFrame, derived: pd.DataFrame, labels: Labels) -> tuple[str, str, bool]:
    """The headline, the driver that the ratings follow most, and whether people surely name one before all others."""
    first = derived["estimate"].idxmax()
    words = {"driver": named(said.loc[0, "driver"], labels), "share": percent(said.loc[0, "estimate"])}
    is_clear = not ("conf_low" in said and len(said) > 1 and said.loc[0, "conf_low"] <= said.loc[1, "conf_high"])
    if not is_clear:
        words["second"] = named(said.loc[1, "driver"], labels)
    if first == said.loc[0, "driver"]:
        if is_clear:
            told = say("People name {driver} ({share}) first, and their ratings follow it most, too.", **words)
        else:
            told = say(
                "People name {driver} ({share}) most often, which cannot be distinguished from {second}, and their "
                "ratings follow it most, too.",
                **words,
            )
        return told, first, is_clear
    words |= {"first": named(first, labels), "part": percent(derived.loc[first, "share"])}
    if is_clear:
        told = say(
            "People name {driver} ({share}) first; their ratings follow {first} most ({part} of what is explained).",
            **words,
        )
    else:
        told = say(
            "People name {driver} ({share}) most often, which cannot be distinguished from {second}; their ratings "
            "follow {first} most ({part} of what is explained).",
            **words,
        )
    return told, first, is_clear


def lost_reading(importance: Detailed, answers: int, labels: Labels) -> Reading:
    """How many answers the analysis leaves out because a rating is missing, and which driver costs most."""
    n = in_all(importance.table)
    lost = answers - n
    numbers = [Number(label=say("answers left out"), n=answers, estimate=lost, unit="answers")]
    limits = say("Those who rated everything may have met other touchpoints than those who did not.")
    if lost <= 0:
        text, groups = say("All {number} answers have every rating.", number=count(answers)), []
    else:
        worst = importance.lost.sort_values("missing", ascending=False).iloc[0]
        groups = [named(worst["driver"], labels)]
        text = say_number(
            "{number} of {all} answers ({share}) lacks a rating and is left out; {driver} alone is missing in "
            "{missing}.",
            "{number} of {all} answers ({share}) lack a rating and are left out; {driver} alone is missing in "
            "{missing}.",
            lost,
            number=count(lost),
            all=count(answers),
            share=percent(lost / answers),
            driver=groups[0],
            missing=count(worst["missing"]),
        )
        missing = Number(label=groups[0], n=answers, estimate=worst["missing"], unit="answers")
        numbers.append(missing)
    return Reading(topic="driver_importance lost", headline=text, numbers=numbers, groups=groups, limits=limits)


def pairs_reading(importance: Result, labels: Labels) -> Reading:
    """Which pairs of drivers are surely ordered: one is ahead in at least 95 % of the resamples."""
    topic, n = "driver_importance pairs", in_all(importance.table)
    limits = say("A pair that is surely ordered may differ by little.")
    pairs = getattr(importance, "pairs", None)
    if pairs is None:
        return thin_reading(topic, n, limits, say("Without resamples nothing can be said of how sure the order is."))
    sure = pairs[pairs["share_ahead"] >= SURE]
    told = [
        say("{first} before {second}", first=named(line.driver, labels), second=named(line.other, labels))
        for line in sure.itertuples()
    ]
    number = {"number": len(sure), "all": len(pairs)}
    headline = say_number(
        "The only pair ({all}) is not surely ordered.",
        "None of {all} pairs is surely ordered.",
        len(pairs),
        all=len(pairs),
    )
    if told:
        headline = say_number(
            "{number} of {all} pairs is surely ordered: {pairs}.",
            "{number} of {all} pairs are surely ordered: {pairs}.",
            len(sure),
            **number,
            pairs=listed(told, most=MOST),
        )
    numbers = [
        Number(label=label, n=n, estimate=share, unit="share")
        for label, share in zip(told, sure["share_ahead"], strict=True)
    ]
    return Reading(
        topic=topic,
        headline=headline,
        numbers=numbers,
        evidence="supported" if told else "open",
        groups=list(dict.fromkeys(named(name, labels) for name in sure["driver"])),
        limits=limits,
    )
