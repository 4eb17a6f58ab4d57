"""Readings of one score: what it is, of how many answers, what weights did to it, how a mean went through the waves."""

from __future__ import annotations

from collections.abc import Mapping
from statistics import NormalDist
from typing import Any, Literal

import pandas as pd

from ..errors import CXError
from ..estimators.detectable import smallest_mean_difference
from ..locale import say, say_number
from ..results import Result
from ..text import FEW, called, count, decimals, interval, listed, plain
from .dispatch import reads
from .naming import MOST, called_group
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
    result : Result
        Of `net_promoter_score`.
    *others : Result
        The score of the same answers with weights.
    returned : int, optional
        Number of questionnaires that came back, whether they answer the question or not.
    wave : str, optional
        The wave whose score it is, named beside it.
    labels : mapping, optional
        Groups → what they are called.
    """
    if others:
        return _weights(result, others[0], wave)
    if result.settings["by"]:
        return _groups(result, labels)
    row = result.table.iloc[0]
    n = int(row["n"])
    score = {"score": decimals(row["estimate"]), "limits": interval(row["conf_low"], row["conf_high"]), "n": count(n)}
    if returned is None:
        headline = say("NPS {score} ({limits}) from {n} valid answers.", **score)
    else:
        headline = say(
            "NPS {score} ({limits}) from {n} valid answers in {returned} questionnaires.",
            **score,
            returned=count(returned),
        )
    text = [headline]
    if returned is not None and returned > n:
        blanks = decimals(row["estimate"] * n / returned)
        text.append(say("With the blanks in the denominator it would be {score}.", score=blanks))
    if n < SMALL:
        text.append(detectable(row))
    if n < FEW:
        text.append(say("Fewer than {few} answers: read the interval, not the score.", few=FEW))
    return Reading(
        topic="net_promoter_score",
        answers="score",
        headline=headline,
        text=" ".join(text),
        numbers=[_number(_of_wave(say("the score"), wave), row)],
        evidence="too few" if n < FEW else "described",
        limits=say("One question knows no cause, and an interval speaks of chance, not of those who did not answer."),
    )


def detectable(row: pd.Series) -> str:
    """The smallest change of a score that two surveys as small as this one would show."""
    spread = row["std_error"] * row["n"] ** 0.5  # of one answer, in points
    points = smallest_mean_difference(row["n"]) * spread
    if not points <= LARGEST:  # also where there is no spread
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
        say(
            "{group}: NPS {score} ({limits}) from {n} valid answers.",
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
        numbers=[_number(name, row) for name, row in named],
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
        "Weights move the score from {before} to {after} ({limits}).",
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
            _number(_of_wave(say("the score of everybody whom the weights stand for"), wave), after),
            _number(say("the score without weights"), before),
            Number(label=say("the design effect"), n=after["n"], estimate=after["n"] / after["n_effective"]),
            Number(label=say("effective number of answers"), estimate=after["n_effective"], unit="answers"),
        ],
        evidence="too few" if after["n"] < FEW else "described",
        limits=say("Weights mend what they know of people; what else drives people to answer they cannot see."),
    )


@reads("mean_rating")
def trend_reading(
    result: Result, *, about: Literal["trend", "ends"] = "trend", labels: Mapping[str, str] | None = None
) -> Reading:
    """From where to where a mean went through the waves, and whether that can be distinguished from no change.

    Parameters
    ----------
    result : Result
        Of `mean_rating` by one column, the waves in their order.
    about : {"trend", "ends"}
        Of groups that are no waves, "ends" tells the one rated highest and the one rated lowest.
    labels : mapping, optional
        Columns → what they are called.
    """
    if len(result.settings["by"]) != 1:
        raise CXError("A reading of means needs one column of waves.", 'Write by="wave" in mean_rating.')
    if about == "ends":
        return _ends(result, labels)
    wave = result.settings["by"][0]
    table = result.table.sort_values(wave)
    rating, weights = plain(called(result.settings["rating"], labels)), result.settings["weights"]
    what = say("Weighted mean of {rating}", rating=rating) if weights else say("Mean of {rating}", rating=rating)
    topic = "mean_rating trend weighted" if weights else "mean_rating trend"
    limits = say("The intervals take every person as drawn alone; a clear change need not be a large one.")
    if len(table) < 2:
        alone = say("{what}: one wave is no trend.", what=what)
        return Reading(topic=topic, answers="change", headline=alone, text=alone, evidence="too few", limits=limits)
    first, last = (table.astype(object).iloc[place] for place in (0, -1))
    change, half = last["estimate"] - first["estimate"], _half(first, last, result.settings["confidence_level"])
    few = min(first["n"], last["n"]) < FEW
    headline = _went(what, first, last, wave, change, half)
    best = table.astype(object).iloc[table["estimate"].astype(float).argmax()]
    highest = say("The highest is {mean} in {wave}.", mean=decimals(best["estimate"], 2), wave=plain(best[wave]))
    return Reading(
        topic=topic,
        headline=headline,
        text=f"{headline} {highest}",
        numbers=[
            Number(
                label=say("the change"),
                n=first["n"] + last["n"],
                estimate=change,
                conf_low=change - half,
                conf_high=change + half,
                unit="scale points",
            ),
            *(_number(plain(row[wave]), row, unit="scale points") for row in (first, last)),
        ],
        groups=[plain(row[wave]) for row in (first, last)],
        evidence="too few" if few else "supported" if abs(change) > half else "open",
        limits=limits,
    )


def _ends(result: Result, labels: Mapping[str, str] | None) -> Reading:
    """Which group has the highest and which the lowest mean."""
    by = result.settings["by"][0]
    table = result.table.astype(object).sort_values("estimate", ascending=False, kind="stable")
    rows = [row for _, row in table.iterrows() if row["n"] >= FEW]
    limits = say("Ratings side by side do not say what matters; that depends on what goes with the outcome.")
    told: dict[str, Any] = {"topic": f"mean_rating {by}", "limits": limits, "answers": "detail"}
    if len(rows) < 2:
        few = say("Fewer than {few} answers in all but one {by}: too few to say.", few=FEW, by=plain(by))
        return Reading(headline=few, text=few, evidence="too few", **told)
    best, worst = rows[0], rows[-1]
    headline = say(
        "Of {number} groups, “{best}” has the highest mean ({high}) and “{worst}” the lowest ({low}).",
        number=len(rows),
        best=plain(called(best[by], labels)),
        high=decimals(best["estimate"], 2),
        worst=plain(called(worst[by], labels)),
        low=decimals(worst["estimate"], 2),
    )
    numbers = [_number(plain(called(row[by], labels)), row, unit="scale points") for row in rows]
    return Reading(headline=headline, text=headline, numbers=numbers, **told)


def _went(what: str, first: pd.Series, last: pd.Series, wave: str, change: float, half: float) -> str:
    """From the first mean to the last, and what may be said of it."""
    ends = {
        "what": what,
        "before": decimals(first["estimate"], 2),
        "start": plain(first[wave]),
        "after": decimals(last["estimate"], 2),
        "end": plain(last[wave]),
    }
    if min(first["n"], last["n"]) < FEW:
        return say(
            "{what}: from {before} in {start} to {after} in {end}, too few answers to say ({n} and {more}).",
            **ends,
            n=count(first["n"]),
            more=count(last["n"]),
        )
    ends["limits"] = interval(change - half, change + half, 2)
    if not abs(change) > half:  # also where there is no interval
        return say(
            "{what}: from {before} in {start} to {after} in {end}, which cannot be distinguished from no change "
            "(interval of the change {limits}).",
            **ends,
        )
    if change > 0:
        return say(
            "{what}: from {before} in {start} to {after} in {end}, a rise (interval of the change {limits}).", **ends
        )
    return say(
        "{what}: from {before} in {start} to {after} in {end}, a fall (interval of the change {limits}).", **ends
    )


def _half(first: pd.Series, last: pd.Series, level: float) -> float:
    """Half the width of the interval of a change between two samples."""
    quantile = NormalDist().inv_cdf(0.5 + level / 2)
    return quantile * (first["std_error"] ** 2 + last["std_error"] ** 2) ** 0.5


def _number(label: str, row: pd.Series, unit: str = "points") -> Number:
    """The estimate of a row with its n and its interval."""
    return Number.of(row, label, unit=unit)
