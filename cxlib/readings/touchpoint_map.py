"""Readings of the register of touchpoints: who owns what, and the map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from ..locale import say, say_number
from ..results import Result
from ..text import called, count, listed, plain
from .dispatch import reads
from .names import MOST, all_named
from .prose import Number, Reading


@reads("touchpoint_register")
def register_reading(
    result: Result, *, selling: str | Sequence[str] = (), labels: Mapping[str, str] | None = None
) -> Reading:
    """How many touchpoints and phases there are, how many lie outside of selling, and which nobody owns.

    Parameters
    ----------
    selling : sequence of str, or str with commas
        Departments of sales and service, as the register names them; those that it does not name are left out.
    """
    table, n = result.table, len(result.table)
    headline = say_number("The register has {n} touchpoint.", "The register has {n} touchpoints.", n, n=count(n))
    numbers = [Number(label=say("the number of touchpoints"), estimate=n, unit="count")]
    text, nobody = [headline], pd.Series(dtype=object)
    if "owner_department" in table:
        owner = table["owner_department"]
        nobody = table.loc[owner.isna(), "touchpoint"]
        named = selling.split(",") if isinstance(selling, str) else selling
        selling = [name.strip() for name in named if name.strip() in set(owner)]
        outside = int((owner.notna() & ~owner.isin(selling)).sum()) if selling else None
        # How many touchpoints are owned outside of the departments that sell, and by nobody
        sizes = {"n": count(n), "nobody": count(len(nobody))}
        if outside is None:
            headline = say_number(
                "Nobody owns {nobody} of {n} touchpoint in the register.",
                "Nobody owns {nobody} of {n} touchpoints in the register.",
                n,
                **sizes,
            )
        else:
            headline = say_number(
                "{outside} of {n} touchpoints in the register is owned outside {departments}; nobody owns {nobody}.",
                "{outside} of {n} touchpoints in the register are owned outside {departments}; nobody owns {nobody}.",
                outside,
                outside=count(outside),
                departments=listed([plain(name) for name in selling]),
                **sizes,
            )
        text = [headline]
        numbers.append(Number(label=say("touchpoints without an owner"), estimate=len(nobody), unit="count"))
        if outside is not None:
            numbers.append(Number(label=say("touchpoints owned outside of selling"), estimate=outside, unit="count"))
        if len(nobody):
            text.append(say("Owned by nobody: {names}.", names=all_named(nobody, labels)))
    if "phase" in table:
        phases = table["phase"].nunique()
        text.append(say_number("They lie in {n} phase.", "They lie in {n} phases.", phases, n=count(phases)))
    return Reading(
        topic="touchpoint_register",
        headline=headline,
        text=" ".join(text),
        numbers=numbers,
        groups=[called(name, labels) for name in nobody[:MOST]],
        limits=say("A register shows what its writers knew."),
    )


@reads("journey_map")
def map_reading(result: Result) -> Reading:
    """Which touchpoints lie surely below their design, what is known of each, and what is amiss."""
    table = result.table
    scored = table[table["estimate"].notna()]
    limits = say("A score on evidence C or D is a question and no finding.")
    if scored.empty:
        headline = say("No touchpoint has answers: this map shows what is believed, not what is lived.")
        return Reading(topic="journey_map", headline=headline, evidence="too few", limits=limits)
    designed = scored[scored["designed"].notna()]
    below = designed[designed["conf_high"] < designed["designed"]]
    # How many touchpoints have answers, by their grade of evidence
    grades = [
        say("{n} with evidence {grade}", n=count(n), grade=grade)
        for grade, n in scored["evidence"].value_counts().sort_index().items()
    ]
    measured = say_number(
        "{measured} of {n} touchpoint is measured ({grades}).",
        "{measured} of {n} touchpoints are measured ({grades}).",
        len(table),
        measured=count(len(scored)),
        n=count(len(table)),
        grades=", ".join(grades),
    )
    headline = _below_design(below, len(designed)) if len(designed) else measured
    text = [headline, measured] if len(designed) else [headline]
    weak = below.loc[below["evidence"] == "C", "name"]
    if len(weak):
        text.append(say("On evidence C, so a question and no finding: {names}.", names=all_named(weak)))
    nobody = table.loc[table["owner"].isna(), "name"] if result.settings["owners_known"] else []
    if len(nobody):
        text.append(say("Owned by nobody: {names}.", names=all_named(nobody)))
    return Reading(
        topic="journey_map",
        headline=headline,
        text=" ".join(text),
        numbers=[
            Number(label=say("the number of measured touchpoints"), estimate=len(scored), unit="count"),
            *(
                Number.of(row, say("the score of {name}", name=row["name"]), unit="scale points")
                for _, row in below.head(MOST).iterrows()
            ),
        ],
        groups=list(below["name"][:MOST]),
        evidence="described" if designed.empty else "supported" if len(below) > len(weak) else "open",
        limits=limits,
    )


def _below_design(below: pd.DataFrame, designed: int) -> str:
    """Which touchpoints are surely below their design."""
    if below.empty:
        return say_number(
            "The {n} measured touchpoint is not surely below its design.",
            "None of {n} measured touchpoints is surely below its design.",
            designed,
            n=count(designed),
        )
    return say_number(
        "Surely below its design is {n} of {measured} measured touchpoints: {names}.",
        "Surely below their design are {n} of {measured} measured touchpoints: {names}.",
        len(below),
        n=count(len(below)),
        measured=count(designed),
        names=all_named(below["name"]),
    )
