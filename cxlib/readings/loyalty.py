"""Readings of one score: what it is, of how many answers, what weights did to it."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from ..estimators.detectable import smallest_mean_difference
from ..locale import say, say_number
from ..results import Result
from ..text import FEW, called, count, decimals, interval, listed, plain
from .differing_groups import MOST, called_group
from .dispatch import reads
from .prose import Number, Reading

SMALL = 100  # answers below which it is told what they could show
LARGEST = 200  # points between the two ends of the score


@reads("net_promoter_score")
def score_reading(
    result: Result,
    *others: Result,
    returned: int | None = None,
    wave: str = "",
    labels: Mapping[str, str] | None = None,
) -> Reading:
    """What the score is, of how many answers, by group where there are groups, and what weights did to it.

    Parameters
    ----------
    *others : Result
        The score of the same answers with weights.
    returned : int, optional
        Number of questionnaires that came back, whether they answer the question or not.
    wave : str, optional
        The wave whose score it is, named beside it.
    """
    if others:
        return _weights(result, others[0], wave)
    if result.settings["by"]:
        return _groups(result, labels)
    row = result.table.iloc[0]
    n = int(row["n"])
    score = {"score": decimals(row["estimate"]), "limits": interval(row["conf_low"], row["conf_high"]), "n": count(n)}
    if returned is None:
        headline = say_number(
            "NPS {score} ({limits}) from {n} valid answer.",
            "NPS {score} ({limits}) from {n} valid answers.",
            row["n"],
            **score,
        )
    else:
        headline = say_number(
            "NPS {score} ({limits}) from {n} valid answer in {returned} questionnaires.",
            "NPS {score} ({limits}) from {n} valid answers in {returned} questionnaires.",
            row["n"],
            **score,
            returned=count(returned),
        )
    text = [headline]
    if returned is not None and returned > n:
        blanks = decimals(row["estimate"] * n / returned)
        text.append(say("With the blanks in the denominator it would be {score}.", score=blanks))
    if n < SMALL and not result.settings.get("cluster"):  # of a few clusters it would be far more
        text.append(detectable(row))
    if n < FEW:
        text.append(say("Fewer than {few} answers: read the interval, not the score.", few=FEW))
    return Reading(
        topic="net_promoter_score",
        answers="score",
        headline=headline,
        text=" ".join(filter(None, text)),
        numbers=[Number.of(row, _of_wave(say("the NPS"), wave), unit="points")],
        evidence="too few" if n < FEW else "described",
        limits=say("One question tells no causes, and an interval speaks of chance, not of those who did not answer."),
    )


def detectable(row: pd.Series) -> str:
    """The smallest change of a score that two surveys as small as this one would show.

    Nothing where the answers show no spread by which to judge: all are alike, or everybody was asked.
    """
    if row["std_error"] == 0:
        return ""
    spread = row["std_error"] * row["n"] ** 0.5  # of one answer, in points
    points = smallest_mean_difference(row["n"]) * spread
    if not points <= LARGEST / 2 + abs(row["estimate"]):  # further than the scale goes; or there is no spread
        return say(
            "With {n} answers no change of this score could be seen in a second survey as small.", n=count(row["n"])
        )
    return say(
        "With {n} answers, a change to a second survey as small must be {points} points to be seen four times in five.",
        n=count(row["n"]),
        points=decimals(points, 0),
    )


def _groups(result: Result, labels: Mapping[str, str] | None) -> Reading:
    """The score of each group, up to five by name; which of them differ, a difference has to say."""
    rows = list(result.table.astype(object).iterrows())
    named = [(called_group(row, result.settings["by"], labels), row) for _, row in rows]
    scores = [say("{group} {score}", group=name, score=decimals(row["estimate"])) for name, row in named]
    groups = ", ".join(plain(called(name, labels)) for name in result.settings["by"])
    headline = say("NPS by {groups}: {scores}.", groups=groups, scores=listed(scores, most=MOST))
    if not rows:
        headline = say("NPS by {groups}: no group is large enough to be shown.", groups=groups)
    lines = [
        say_number(
            "{group}: NPS {score} ({limits}) from {n} valid answer.",
            "{group}: NPS {score} ({limits}) from {n} valid answers.",
            row["n"],
            group=name,
            score=decimals(row["estimate"]),
            limits=interval(row["conf_low"], row["conf_high"]),
            n=count(row["n"]),
        )
        for name, row in named[: MOST + 1]
    ]
    few = sum(row["n"] < FEW for _, row in named)
    if few:
        lines.append(
            say_number(
                "{number} group has fewer than {few} answers: read its interval, not its score.",
                "{number} groups have fewer than {few} answers: read their intervals, not their scores.",
                few,
                few=FEW,
                number=few,
            )
        )
    return Reading(
        topic="net_promoter_score groups",
        headline=headline,
        text="\n".join([headline, "", *(f"- {line}" for line in lines)]) if lines else headline,
        numbers=[Number.of(row, name, unit="points") for name, row in named],
        groups=[name for name, _ in named],
        evidence="too few" if few == len(named) else "described",
        limits=say("Scores side by side do not say which groups differ: a difference has an interval of its own."),
    )


def _of_wave(what: str, wave: str) -> str:
    return say("{what}, wave {wave}", what=what, wave=plain(wave)) if wave else what


def _weights(plainly: Result, weighted: Result, wave: str) -> Reading:
    """What the weights did to the score and to its certainty."""
    before, after = plainly.table.iloc[0], weighted.table.iloc[0]
    headline = say(
        "Weights move the NPS from {before} to {after} ({limits}).",
        before=decimals(before["estimate"]),
        after=decimals(after["estimate"]),
        limits=interval(after["conf_low"], after["conf_high"]),
    )
    effect = say(
        "Design effect {effect}: {n} answers are worth {worth} of a simple random sample.",
        effect=decimals(after["n"] / after["n_effective"], 2),
        n=count(after["n"]),
        worth=count(after["n_effective"]),
    )
    return Reading(
        topic="net_promoter_score weights",
        answers="score",
        headline=headline,
        text=f"{headline} {effect}",
        numbers=[
            Number.of(after, _of_wave(say("the NPS of everybody whom the weights stand for"), wave), unit="points"),
            Number.of(before, say("the NPS without weights"), unit="points"),
            Number(label=say("the design effect"), n=after["n"], estimate=after["n"] / after["n_effective"]),
            Number(label=say("effective number of answers"), estimate=after["n_effective"], unit="answers"),
        ],
        evidence="too few" if after["n"] < FEW else "described",
        limits=say("Weights correct for what they know of people; they cannot see what else makes people answer."),
    )
