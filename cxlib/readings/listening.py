"""Readings on who is heard: two surveys, response, and weights."""

from __future__ import annotations

import pandas as pd

from ..locale import say, say_number
from ..results import Detailed, Result
from ..text import FEW, count, decimals, interval, listed, percent, plain
from .dispatch import reads
from .names import named
from .prose import Evidence, Number, Reading, is_clear


@reads("compare_surveys")
def surveys_reading(result: Result) -> Reading:
    """Whether two surveys differ in the mean of one question."""
    row = result.table.iloc[0]
    one, two = (named(name) for name in result.settings["names"])
    told = {
        "one": one,
        "two": two,
        "mean": decimals(row["mean"], 2),
        "mean_two": decimals(row["mean_reference"], 2),
        "gap": decimals(row["estimate"], 2, sign=True),
        "limits": interval(row["conf_low"], row["conf_high"], 2),
    }
    evidence: Evidence = "supported" if is_clear(row) else "open"
    if min(row["n"], row["n_reference"]) < FEW:
        evidence = "too few"
        headline = say(
            "The mean is {mean} ({one}) and {mean_two} ({two}): the difference of {gap} ({limits}) rests on too few "
            "answers to say.",
            **told,
        )
    elif evidence == "open":
        headline = say(
            "The mean is {mean} ({one}) and {mean_two} ({two}): the difference of {gap} ({limits}) cannot be "
            "distinguished from none.",
            **told,
        )
    else:
        headline = say("The mean is {mean} ({one}) and {mean_two} ({two}): a difference of {gap} ({limits}).", **told)
    text = [headline]
    if len(result.table) > 1:
        both = result.table.iloc[1]
        text.append(
            say_number(
                "Of the {n} person who answered both: {gap} ({limits}).",
                "Of the {n} people who answered both: {gap} ({limits}).",
                int(both["n"]),
                n=count(both["n"]),
                gap=decimals(both["estimate"], 2, sign=True),
                limits=interval(both["conf_low"], both["conf_high"], 2),
            )
        )
    return Reading(
        topic="compare_surveys",
        headline=headline,
        text=" ".join(text),
        numbers=[
            Number.of(row, say("the difference of the means"), unit="scale points"),
            Number(label=one, n=row["n"], estimate=row["mean"], unit="scale points"),
            Number(label=two, n=row["n_reference"], estimate=row["mean_reference"], unit="scale points"),
        ],
        groups=[one, two],
        evidence=evidence,
        limits=say("Two surveys ask other people at another moment; a difference says not which of it counts."),
    )


@reads("response_bias")
def response_reading(result: Detailed) -> Reading:
    """Who answers less often than others, column by column."""
    table = result.table
    invited = int(table.loc[table["column"] == table["column"].iloc[0], "n"].sum())
    headline = say_number(
        "{rate} of {n} person invited answered.",
        "{rate} of {n} people invited answered.",
        invited,
        rate=percent(result.response_rate),
        n=count(invited),
    )
    told, numbers, groups = (
        [],
        [Number(label=say("the response rate"), n=invited, estimate=result.response_rate, unit="share")],
        [],
    )
    states = []
    for column, own in table.groupby("column", sort=False):
        if len(own) < 2:
            continue
        own = own.sort_values("estimate", kind="stable")
        least, most = own.iloc[0], own.iloc[-1]
        state, sentence = _ends(column, least, most)
        told.append(sentence)
        states.append(state)
        if state == "supported":
            groups.append(least["category"])
        for line in (least, most):
            label = say("the response of {group} ({column})", group=line["category"], column=column)
            numbers.append(Number.of(line, label, unit="share"))
    text = headline if not told else "\n\n".join([headline, "\n".join(f"- {one}" for one in told)])
    clear = [one for one, state in zip(told, states, strict=True) if state == "supported"]
    return Reading(
        topic="response_bias",
        headline=" ".join([headline, *clear]),
        text=text,
        numbers=numbers,
        groups=groups,
        evidence=_overall(states),
        limits=say("Silence does harm only as far as it goes with opinion."),
    )


def _overall(states: list[str]) -> Evidence:
    """The evidence of several comparisons: one that holds is a finding."""
    for state in ("supported", "open", "too few"):
        if state in states:
            return state
    return "described"


def _ends(column: str, least: pd.Series, most: pd.Series) -> tuple[str, str]:
    """The evidence and the sentence on the two groups of a column that answer least and most."""
    told = {
        "column": plain(column),
        "least": plain(least["category"]),
        "most": plain(most["category"]),
        "low": percent(least["estimate"]),
        "high": percent(most["estimate"]),
    }
    if min(least["n"], most["n"]) < FEW:
        return "too few", say("By {column}, {least} {low} and {most} {high}: too few to say.", **told)
    if least["conf_high"] < most["conf_low"]:
        return "supported", say("By {column}, {least} answers least ({low}) and {most} most ({high}).", **told)
    return "open", say("By {column}, {least} {low} and {most} {high} cannot be distinguished.", **told)


@reads("sample_weights")
def weights_reading(result: Detailed, *, frame: int | None = None) -> Reading:
    """The weighting statement: by what the answers are weighted, to what, and what that costs.

    Parameters
    ----------
    frame : int, optional
        The number of people to whose shares the weights bring the answers.
    """
    n, effect = len(result.table), result.design_effect
    told = {
        "n": count(n),
        "columns": listed([plain(part) for name in result.settings["margins"] for part in name.split(" × ")]),
        "effect": decimals(effect, 2),
        "effective": count(result.n_effective),
    }
    if frame is None:
        headline = say(
            "Weighting statement: {n} answers, weighted by {columns}; design effect {effect}, worth {effective} "
            "answers.",
            **told,
        )
    else:
        headline = say(
            "Weighting statement: {n} answers, weighted by {columns} to {frame} people in the frame; design effect "
            "{effect}, worth {effective} answers.",
            frame=count(frame),
            **told,
        )
    return Reading(
        topic="sample_weights",
        headline=headline,
        numbers=[
            Number(label=say("the design effect"), n=n, estimate=effect, unit="ratio"),
            Number(label=say("the effective number of answers"), n=n, estimate=result.n_effective, unit="answers"),
        ],
        limits=say("Within a cell the silent are taken to be like those who answered."),
    )
