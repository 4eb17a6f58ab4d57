"""Readings of scores: a score, a change, groups, weights, the mix, what foretells an outcome."""

from __future__ import annotations

from ..locale import say
from ..results import Result
from ..text import FEW, count, decimals, interval
from .dispatch import reads
from .prose import Number, Reading


@reads("net_promoter_score")
def score_reading(result: Result, *, returned: int | None = None) -> Reading:
    """What the score is, of how many answers, and what blanks in the denominator would have made of it.

    Parameters
    ----------
    result : Result
        Of `net_promoter_score`, without groups.
    returned : int, optional
        Number of questionnaires that came back, whether they answer the question or not.
    """
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
    if n < FEW:
        text.append(say("Fewer than {few} answers: read the interval, not the score.", few=FEW))
    return Reading(
        topic="net_promoter_score",
        headline=headline,
        text=" ".join(text),
        numbers=[
            Number(
                label=say("the score"),
                n=n,
                estimate=row["estimate"],
                conf_low=row["conf_low"],
                conf_high=row["conf_high"],
                unit="points",
            )
        ],
        evidence="too few" if n < FEW else "described",
        limits=say("One question knows no cause, and an interval speaks of chance, not of those who did not answer."),
    )
