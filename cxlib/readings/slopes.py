"""Readings of models of an outcome: slopes, differences between groups, and whether the model bears its order."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from ..locale import say, say_number
from ..results import Detailed, Result
from ..text import FEW_PER_DRIVER, count, interval, listed
from .dispatch import reads
from .drivers_counted import in_all, is_thin, thin_reading
from .each_group import each_group
from .names import MOST, Labels, all_named, begun, named
from .planted import Planted, planted_values
from .prose import Evidence, Number, Reading, signed


@reads("driver_slopes")
@each_group
def slopes_reading(result: Result, *, truth: Mapping[str, Planted] | None = None, labels: Labels = None) -> Reading:
    """With how many points of the outcome each column goes, the others held fixed.

    Parameters
    ----------
    result : Result
        Of `driver_slopes`; each group is told by itself.
    truth : mapping, optional
        Column → the slope that was planted, in points, or an entry of `Study.truth`; for the sample company only.
    """
    table, n, outcome = result.table, in_all(result.table), named(result.settings["outcome"], labels)
    topic, limits = "driver_slopes", say("What goes with an outcome need not move it: nobody was chosen by lot.")
    if is_thin(table):
        return thin_reading(
            topic,
            n,
            limits,
            say_number(
                "{n} answers for {number} driver: too few to say what goes with {outcome}.",
                "{n} answers for {number} drivers: too few to say what goes with {outcome}.",
                len(table),
                n=count(n),
                number=len(table),
                outcome=outcome,
            ),
        )
    is_open = ~((table["slope_low"] > 0) | (table["slope_high"] < 0))  # also where there is no interval
    # What the outcome surely goes with, and for what that stays open
    names = [
        say("{driver} ({points} points)", driver=named(line.driver, labels), points=signed(line.slope))
        for line in table[~is_open].itertuples()
    ]
    found, others = listed(names, most=MOST), all_named(table[is_open]["driver"], labels)
    if not names:
        headline = say("For {drivers} no relation with {outcome} can be shown.", drivers=others, outcome=outcome)
    elif not others:
        headline = begun(say("{outcome} goes with {drivers}.", outcome=outcome, drivers=found))
    else:
        told = {"outcome": outcome, "drivers": found, "others": others}
        headline = begun(say("{outcome} goes with {drivers}; for {others} no relation can be shown.", **told))
    lines = [_slope_told(line, labels) for line in table.to_dict("records")]
    numbers = [
        Number(
            label=named(line.driver, labels),
            n=line.n,
            estimate=line.slope,
            conf_low=line.slope_low,
            conf_high=line.slope_high,
            unit="scale points",
        )
        for line in table.itertuples()
    ]
    planted = {name: value for name, value in planted_values(truth).items() if name in set(table["driver"])}
    return Reading(
        topic=topic,
        headline=headline,
        text="\n\n".join(filter(None, [headline, "\n".join(lines), planted_slopes(planted, labels)])),
        numbers=numbers + planted_numbers(planted, labels),
        groups=[named(name, labels) for name in table.loc[~is_open, "driver"]],
        evidence="open" if is_open.all() else "supported",
        limits=limits,
    )


def _slope_told(line: Mapping[str, float], labels: Labels) -> str:
    told = {
        "driver": begun(named(line["driver"], labels)),
        "points": signed(line["slope"]),
        "limits": interval(line["slope_low"], line["slope_high"], 2),
    }
    if line["slope_low"] <= 0 <= line["slope_high"]:
        return say("- {driver}: {points} points ({limits}), which cannot be distinguished from 0.", **told)
    return say("- {driver}: {points} points ({limits}).", **told)


def planted_slopes(planted: Mapping[str, float], labels: Labels) -> str:
    """What was planted of each column; empty where nothing is known."""
    if not planted:
        return ""
    told = [
        say("{driver} {points}", driver=named(name, labels), points=signed(value)) for name, value in planted.items()
    ]
    return say("Planted truth, in points: {drivers}.", drivers=listed(told))


def planted_numbers(planted: Mapping[str, float], labels: Labels) -> list[Number]:
    """The same for programs."""
    label = say("planted truth")
    return [
        Number(label=say("{what}: {name}", what=label, name=named(name, labels)), estimate=value, unit="scale points")
        for name, value in planted.items()
    ]


@reads("driver_differences")
def differences_reading(result: Result, *, labels: Labels = None) -> Reading:
    """In which drivers two segments surely differ.

    Parameters
    ----------
    result : Result
        Of `driver_differences` with resamples.
    """
    table, between = result.table, result.settings["between"]
    groups = list(dict.fromkeys([*table["reference"], *table[between]]))
    needed = FEW_PER_DRIVER * table["driver"].nunique()
    sizes = dict(zip(table["reference"], table["n_reference"], strict=True)) | dict(
        zip(table[between], table["n"], strict=True)
    )
    small = [name for name in groups if sizes[name] < needed]
    thin = table["reference"].isin(small) | table[between].isin(small)
    is_sure = ((table["conf_low"] > 0) | (table["conf_high"] < 0)) & ~thin
    sure = [_difference_named(line, between, len(groups) > 2, labels) for line in table[is_sure].to_dict("records")]
    said = {"all": count(len(table)), "groups": all_named(groups, labels)}
    if sure:
        headline = say(
            "{number} of {all} differences between {groups} can be distinguished from 0: {drivers}.",
            number=len(sure),
            drivers=listed(sure, most=MOST),
            **said,
        )
    else:
        headline = say("None of {all} differences between {groups} can be distinguished from 0.", **said)
    few = say(
        "Too few answers to say in {groups}: fewer than {few} for each driver.",
        groups=all_named(small, labels), few=FEW_PER_DRIVER,
    )  # fmt: skip
    return Reading(
        topic="driver_differences",
        headline=few if thin.all() else headline,
        text=few if thin.all() else " ".join([headline, *([few] if thin.any() else [])]),
        numbers=[
            Number.of(line, _difference_label(line, between, labels), unit="part of R²")
            for line in table.to_dict("records")
        ],
        groups=[named(name, labels) for name in dict.fromkeys(table.loc[is_sure, "driver"])],
        evidence="too few" if thin.all() else "supported" if sure else "open",
        limits=say("Many differences are looked at: one in twenty is sure by chance alone."),
    )


def _difference_named(line: Mapping, between: str, has_pairs: bool, labels: Labels) -> str:
    what = _difference_label(line, between, labels) if has_pairs else named(line["driver"], labels)
    return say("{what} ({difference})", what=what, difference=signed(line["estimate"]))


def _difference_label(line: Mapping, between: str, labels: Labels) -> str:
    return say(
        "{driver}, {group} less {reference}",
        driver=named(line["driver"], labels),
        group=named(line[between], labels),
        reference=named(line["reference"], labels),
    )


@reads("ordinal_check")
def ordinal_reading(result: Detailed, *, labels: Labels = None) -> Reading:
    """Whether signs and order of the slopes hold when the answers count as ordered only."""
    table, n = result.table, in_all(result.table)
    topic, limits = "ordinal_check", say("Both models read the same ratings: what they share, neither can see.")
    if is_thin(table):
        return thin_reading(
            topic,
            n,
            limits,
            say_number(
                "{n} answers for {number} driver: too few to say whether the model bears it.",
                "{n} answers for {number} drivers: too few to say whether the model bears it.",
                len(table),
                n=count(n),
                number=len(table),
            ),
        )
    told, evidence, groups = _ordinal_told(table, result.order_agrees, labels)
    numbers = [
        Number(
            label=named(line.driver, labels),
            n=n,
            estimate=line.estimate,
            conf_low=line.conf_low,
            conf_high=line.conf_high,
            unit="log-odds",
        )
        for line in table.itertuples()
    ]
    return Reading(topic=topic, headline=told, numbers=numbers, groups=groups, evidence=evidence, limits=limits)


def _ordinal_told(table: pd.DataFrame, order_agrees: bool, labels: Labels) -> tuple[str, Evidence, list[str]]:
    """The sentence, its evidence, and the drivers it names."""
    sure = (table["conf_low"] > 0) | (table["conf_high"] < 0)
    turned = ~table["sign_agrees"].astype(bool)
    if (turned & sure).any():
        names = [named(name, labels) for name in table.loc[turned & sure, "driver"]]
        told = say(
            "Ordered logit and linear model give {drivers} opposite signs: do not rely on the linear model.",
            drivers=listed(names),
        )
        return told, "open", names
    weak = listed([named(name, labels) for name in table.loc[turned, "driver"]])
    if order_agrees and not weak:
        told = say(
            "The ordered logit finds the signs and the order of the linear model: the steps of the scale change "
            "nothing."
        )
    elif order_agrees:
        told = say(
            "The ordered logit finds the order of the linear model and its signs, but for {drivers}, which cannot be "
            "distinguished from 0: the steps of the scale change nothing.",
            drivers=weak,
        )
    if order_agrees:
        return told, "supported", []
    moved = [named(line.driver, labels) for line in table.itertuples() if line.rank != line.linear_rank]
    if weak:
        told = say(
            "The ordered logit finds the same signs, but for {drivers}, which cannot be distinguished from 0, "
            "and other places for {moved}: their order stays open.",
            drivers=weak,
            moved=listed(moved),
        )
    else:
        told = say(
            "The ordered logit finds the same signs, and other places for {moved}: their order stays open.",
            moved=listed(moved),
        )
    return told, "open", moved
