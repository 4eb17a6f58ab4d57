"""Readings of questions with several answers."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from ..locale import say, say_number
from ..results import Result
from ..text import FEW, count, listed, percent, percents, plain, quoted
from .dispatch import reads
from .names import MOST, Labels, named
from .prose import Evidence, Number, Reading, leaves_out_zero


@reads("choice_shares")
def choices_reading(result: Result, *, labels: Labels = None, question: str = "") -> Reading:
    """Which option was ticked most, whether that is sure, and what the shares are of.

    Parameters
    ----------
    question : str
        The wording of the question, or what it is called, where the sentence has to name it.
    """
    said = _of_all(result, labels)
    if not question:
        return said
    asked = quoted(plain(question))
    headline, text = (f"{asked}: {told}" for told in (said.headline, said.text or said.headline))
    return replace(said, headline=headline, text=text)


def _of_all(result: Result, labels: Labels) -> Reading:
    """What a question shows, without its name."""
    table, by = result.table, result.settings["by"]
    limits = say("Who was not shown an option could not tick it; and what is ticked often need not matter most.")
    if by:
        return _by_group(table, by, labels, limits)
    ranked = table.sort_values("estimate", ascending=False, kind="stable")
    numbers = [Number.of(row, named(row["option"], labels), unit="share") for row in ranked.to_dict("records")]
    n = int(table["n"].max())
    if n < FEW:
        headline = say_number(
            "{n} respondent: too few to say what is ticked most.",
            "{n} respondents: too few to say what is ticked most.",
            n,
            n=count(n),
        )
        return Reading(topic="choice_shares", headline=headline, numbers=numbers, evidence="too few", limits=limits)
    headline, evidence = _most(result, ranked, labels)
    bases = {
        "who answered the question": say("who answered the question"),
        "who ticked at least one option": say("who ticked at least one option"),
    }
    rest = say(
        "All options: {shares}. These are shares of the respondents {base}; several answers are allowed, so the "
        "shares need not add up to 100 %: here they add up to {total}.",
        shares=listed([_share(row, labels) for row in ranked.to_dict("records")], most=MOST),
        base=bases[result.settings["base"]],
        total=percent(table["estimate"].sum()),
    )
    return Reading(
        topic="choice_shares",
        headline=headline,
        text=f"{headline} {rest}",
        numbers=numbers,
        groups=[named(option, labels) for option in ranked["option"]],
        evidence=evidence,
        limits=limits,
    )


def _most(result: Result, ranked: pd.DataFrame, labels: Labels) -> tuple[str, Evidence]:
    """The commonest option, and whether the same people ticked it surely more often than the next one."""
    first, lead = ranked.iloc[0], result.settings.get("lead", {})
    told = {
        "option": named(first["option"], labels),
        "share": percent(first["estimate"]),
        "limits": percents(first["conf_low"], first["conf_high"]),
        "n": count(first["n"]),
    }
    if not lead:
        return say("{option} was ticked by {share} of {n} respondents ({limits}).", **told), "described"
    second = named(lead["second"], labels)
    if leaves_out_zero(lead["conf_low"], lead["conf_high"]):
        text = say("{option} was ticked most: by {share} of {n} respondents ({limits}), more often than {second}.",
                   **told, second=second)  # fmt: skip
        return text, "supported"
    text = say(
        "{option} was ticked by {share} of {n} respondents ({limits}), which cannot be distinguished from {second}.",
        **told,
        second=second,
    )
    return text, "open"


def _by_group(table: pd.DataFrame, by: list[str], labels: Labels, limits: str) -> Reading:
    """The commonest option of each group that has enough respondents."""
    enough = table[table["n"] >= FEW]
    tops = enough.loc[enough.groupby(by, sort=False, observed=True)["estimate"].idxmax()] if len(enough) else enough
    if not len(tops):
        headline = say("Fewer than {few} respondents in every group: too few to say what is ticked most.", few=FEW)
        return Reading(topic="choice_shares", headline=headline, evidence="too few", limits=limits)
    lines = tops.to_dict("records")
    groups = [listed([named(row[name], labels) for name in by]) for row in lines]
    parts = [
        say("{group}: {share}", group=group, share=_share(row, labels))
        for group, row in zip(groups, lines, strict=True)
    ]
    headline = say("Ticked most in each group: {groups}.", groups=listed(parts, most=MOST))
    numbers = [
        Number.of(row, say("{group}: {option}", group=group, option=named(row["option"], labels)), unit="share")
        for group, row in zip(groups, lines, strict=True)
    ]
    return Reading(
        topic="choice_shares",
        headline=headline,
        text=f"{headline} {say('The next option of a group may be as common: look at the intervals.')}",
        numbers=numbers,
        groups=groups,
        limits=limits,
    )


def _share(row: dict, labels: Labels) -> str:
    return say("{option} ({share})", option=named(row["option"], labels), share=percent(row["estimate"]))
