"""The reading of importance with gaps filled in: whether the order of complete answers is that of all."""

from __future__ import annotations

from ..locale import say
from ..results import Result
from ..text import count, percent
from .dispatch import reads
from .names import Labels, named
from .prose import Number, Reading


@reads("importance_imputed")
def imputed_reading(result: Result, *, labels: Labels = None) -> Reading:
    """Whether the answers that would be lost change what comes first.

    Parameters
    ----------
    result : Result
        Of `Aspects.filled_in`.
    """
    table = result.table
    row = table.iloc[0]
    lost = 1 - row["n"] / row["n_filled"]
    told = {"share": percent(lost), "first": named(row["driver"], labels), "n": count(row["n_filled"])}
    same = row["rank"] == 1
    if same:
        headline = say("The {share} of answers that lack a rating do not change what comes first: “{first}”.", **told)
    else:
        own = table.loc[table["rank"].idxmin(), "driver"]
        headline = say(
            "What comes first depends on the {share} of answers that lack a rating: “{first}” with the gaps filled in, "
            "“{own}” without them.",
            **told,
            own=named(own, labels),
        )
    return Reading(
        topic="importance_imputed",
        headline=headline,
        numbers=[
            Number(label=named(line["driver"], labels), n=line["n_filled"], estimate=line["share_filled"], unit="share")
            for _, line in table.iterrows()
        ],
        groups=[told["first"]],
        evidence="supported" if same else "open",
        limits=say("Filling in takes it that people who skip a question answer like others with the same answers."),
    )
