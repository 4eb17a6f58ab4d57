"""Readings on how it was asked: waiting, lots, begging, styles of answering."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from ..locale import say, say_number
from ..results import Result
from ..text import FEW, count, decimals, general, interval, listed, percent, plain
from .dispatch import reads
from .names import MOST
from .prose import Evidence, Number, Reading, evidence_between, is_clear

WEEKS = 14  # days of which the slope is told


@reads("lag_effect")
def waiting_reading(result: Result, *, truth: Mapping[str, Any] | None = None) -> Reading:
    """Whether scores go down, or up, with the days until they are asked for.

    Parameters
    ----------
    truth : mapping, optional
        Of the sample company, whole: ``score_a_day`` and ``score_by_phone``.
    """
    evidence, headline = _two_weeks(result.table.set_index("term").loc["two weeks"])
    text = [headline]
    if (longest := result.settings.get("longest", WEEKS)) < WEEKS and evidence != "too few":
        text.append(
            say(
                "Nobody was asked later than after {days} days: two weeks are a line drawn on beyond what was seen.",
                days=decimals(longest, 1),
            )
        )
    if truth:
        text.append(
            say(
                "Planted truth: {a_day} a day; {phone} by telephone.",
                a_day=decimals(truth["score_a_day"]["structural"], 2),
                phone=decimals(truth["score_by_phone"]["structural"], 2, sign=True),
            )
        )
    numbers = [
        Number.of(row, row["term"], unit="scale points")
        for _, row in result.table.sort_values("term", key=lambda term: term != "two weeks", kind="stable").iterrows()
    ]
    return Reading(
        topic="lag_effect",
        headline=headline,
        text="\n\n".join(text),
        numbers=numbers,
        evidence=evidence,
        limits=say("Who answers late is not drawn by lot: this goes with waiting and need not be its effect."),
    )


def _two_weeks(line: pd.Series) -> tuple[Evidence, str]:
    """The evidence and the sentence on what goes with two weeks of waiting."""
    n = int(line["n"])
    told = {
        "n": count(n),
        "size": decimals(line["estimate"], 2, sign=True),
        "limits": interval(line["conf_low"], line["conf_high"], 2),
    }
    if n < FEW:
        return "too few", say_number(
            "{n} answer: too few to say what goes with waiting.",
            "{n} answers: too few to say what goes with waiting.",
            n,
            **told,
        )
    if not is_clear(line):
        return "open", say(
            "Two weeks of waiting go with {size} points ({limits}): cannot be distinguished from none.", **told
        )
    if line["estimate"] < 0:
        return "supported", say("Scores asked for two weeks later are lower: {size} points ({limits}).", **told)
    return "supported", say("Scores asked for two weeks later are higher: {size} points ({limits}).", **told)


@reads("lot_effect")
def lot_reading(result: Result, *, truth: Mapping[str, Mapping[str, Any] | None] | None = None) -> Reading:
    """What was drawn by lot does to the outcome, one sentence per group.

    Parameters
    ----------
    truth : mapping, optional
        Of the sample company: what was planted in a group, by its name; None where nothing is known.
    """
    rows = [row for _, row in result.table.astype(object).iterrows()]
    names = [", ".join(str(row[name]) for name in result.settings["by"]) for row in rows]
    told_of = [result.settings.get(what, "") for what in ("lot", "outcome")]
    about = [name or " → ".join(filter(None, told_of)) for name in names]
    states = [evidence_between(row) for row in rows]
    said = [_effect(row, name, state) for row, name, state in zip(rows, about, states, strict=True)]
    clear = [one for one, state in zip(said, states, strict=True) if state == "supported"]
    if len(said) == 1:
        headline = said[0]
    elif clear:
        headline = " ".join(clear[:MOST])
    else:
        headline = say_number(
            "In {n} group the effect of the lot cannot be distinguished from none.",
            "In none of {n} groups can the effect of the lot be distinguished from none.",
            len(said),
            n=count(len(said)),
        )
    planted = [
        say("Planted truth: {name} {size} points.", name=plain(name), size=decimals(one["structural"], 2, sign=True))
        for name, one in (truth or {}).items()
        if one
    ]
    text = "\n".join(f"- {one}" for one in said) if len(said) > 1 else "".join(said)
    return Reading(
        topic="lot_effect",
        headline=headline,
        text="\n\n".join([text, "\n".join(f"- {one}" for one in planted)] if planted else [text]),
        numbers=[
            Number.of(row, say("the effect at {name}", name=name) if name else say("the effect"), unit="scale points")
            for row, name in zip(rows, names, strict=True)
        ],
        groups=[name for name in names if name],
        evidence=next((state for state in ("supported", "open", "too few") if state in states), "described"),
        limits=say("Where nobody drew lots, this goes with what was done, and is no effect."),
    )


def _effect(row: pd.Series, name: str, state: str) -> str:
    """The effect in one group, a sentence for each state of the evidence."""
    known = pd.notna(row["conf_low"])
    told = {
        "name": plain(name),
        "size": decimals(row["estimate"], 2, sign=True),
        "limits": interval(row["conf_low"], row["conf_high"], 2) if known else say("no interval"),
        "n": count(row["n"]),
        "n_reference": count(row["n_reference"]),
    }
    of_group = {
        "too few": say("{name}: effect {size} ({limits}), too few to say ({n} with, {n_reference} without).", **told),
        "open": say("{name}: effect {size} ({limits}), cannot be distinguished from none.", **told),
        "supported": say("{name}: effect {size} ({limits}).", **told),
    }
    return of_group[state]


@reads("begging_test")
def begging_reading(result: Result, *, truth: Mapping[str, Any] | None = None) -> Reading:
    """Which units have too many answers just above the cut, with all of them counted.

    Parameters
    ----------
    result : Result
        Of `begging_test`; a unit counts where its adjusted p-value is at most 1 − `confidence_level`.
    truth : mapping, optional
        Of the sample company, ``begging_branches``.
    """
    table, settings = result.table, result.settings
    flagged = table[table["p_adjusted"] <= 1 - settings["confidence_level"]]
    names = sorted(flagged[settings["unit"]].astype(str))
    evidence, headline = _begging(result, names)
    text = [headline]
    if truth:
        planted = listed([plain(name) for name in truth["branches"]])
        text.append(say("Planted truth: {names} beg.", names=planted))
    numbers = [Number.of(row, str(row[settings["unit"]]), unit="share") for _, row in flagged.iterrows()]
    return Reading(
        topic="begging_test",
        headline=headline,
        text="\n\n".join(text),
        numbers=numbers,
        groups=names,
        evidence=evidence,
        limits=say("A flag is a reason to look at how answers are asked for, and no proof."),
    )


def _begging(result: Result, names: list[str]) -> tuple[Evidence, str]:
    """The evidence and the sentence on the units that are flagged."""
    table, settings = result.table, result.settings
    low, high = (general(answer) for answer in settings["pair"])
    told = {"unit": plain(settings["unit"]), "units": count(len(table)), "low": low, "high": high}
    n = int(table["n"].sum())
    if n < FEW:
        return "too few", say_number(
            "{n} answer at the cut: too few to say.", "{n} answers at the cut: too few to say.", n, n=count(n)
        )
    if not names:
        return "open", say("No {unit} of {units} surely has too many {high}s among {low}s and {high}s.", **told)
    return "supported", say_number(
        "{n} of {units} ({unit}) has too many {high}s among {low}s and {high}s: {names}. This flags, and proves "
        "nothing.",
        "{n} of {units} ({unit}) have too many {high}s among {low}s and {high}s: {names}. This flags, and proves "
        "nothing.",
        len(names),
        n=count(len(names)),
        names=listed([plain(name) for name in names], most=MOST),
        **told,
    )


@reads("response_styles")
def styles_reading(result: Result, *, truth: Mapping[str, Any] | None = None) -> Reading:
    """Whether groups differ in how they answer, whatever is asked.

    Parameters
    ----------
    result : Result
        Of `response_styles`; a style counts where its adjusted p-value is at most 1 − `confidence_level`.
    truth : mapping, optional
        Of the sample company, ``answering_style``.
    """
    by = result.settings["by"]
    extreme: pd.DataFrame = result.table[result.table["style"] == "extreme"].sort_values("estimate")
    if extreme["n"].min() < FEW:
        extreme = extreme[extreme["n"] >= FEW]
    evidence, headline = _styles(result, extreme, plain(by))
    text = [headline]
    if truth:
        text.append(
            say("Planted truth: the form in {language} is answered more extremely.", language=plain(truth["language"]))
        )
    told = extreme.iloc[[-1, 0]] if len(extreme) > 1 else extreme.head(0)
    numbers = [
        Number.of(row, say("answers at an end, {group}", group=row[by]), unit="share") for _, row in told.iterrows()
    ]
    return Reading(
        topic="response_styles",
        headline=headline,
        text="\n\n".join(text),
        numbers=numbers,
        groups=[str(name) for name in told[by]],
        evidence=evidence,
        limits=say("Groups may differ in what they think as well as in how they answer."),
    )


def _styles(result: Result, extreme: pd.DataFrame, by: str) -> tuple[Evidence, str]:
    """The evidence and the sentence on the groups that take the ends of the scale most and least."""
    if result.table[result.settings["by"]].nunique() < 2:
        return "described", say("One {by}: nothing to compare.", by=by)
    if len(extreme) < 2:
        return "too few", say("Fewer than {few} respondents in all but one {by}: too few to say.", few=FEW, by=by)
    low, high = extreme.iloc[0], extreme.iloc[-1]
    told = {
        "by": by,
        "high": plain(high[result.settings["by"]]),
        "low": plain(low[result.settings["by"]]),
        "most": percent(high["estimate"]),
        "least": percent(low["estimate"]),
    }
    if not high["p_adjusted"] <= 1 - result.settings["confidence_level"]:  # nor where all answer alike
        return "open", say(
            "{high} {most}, {low} {least} of the answers at an end: the styles cannot be distinguished.", **told
        )
    return "supported", say(
        "{high} {most}, {low} {least} of the answers at an end: styles differ; do not rank raw scores by {by}.", **told
    )
