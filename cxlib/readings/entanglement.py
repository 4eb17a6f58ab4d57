"""Readings of entangled drivers: whether one tendency carries them all."""

from __future__ import annotations

from ..locale import say
from ..results import Detailed
from ..text import count, decimals, percent
from .dispatch import reads
from .drivers_counted import in_all, in_front, is_thin, thin_reading
from .names import Labels, named
from .prose import Number, Reading


@reads("driver_entanglement")
def entanglement_reading(result: Detailed, *, where: str = "", labels: Labels = None) -> Reading:
    """How much one common tendency carries of all ratings, and which two go together most.

    Parameters
    ----------
    where : str
        Which answers these are, such as a year, where a notebook reads several.
    """
    table, drivers, n = result.table, len(result.inflation), in_all(result.table)
    limits = say("What ratings have in common may be a mood of the people, or the matter itself: this cannot say.")
    if is_thin(table, drivers):
        said = thin_reading(
            "driver_entanglement",
            n,
            limits,
            say("{n} answers for {number} drivers: too few to say how they hang together.", n=count(n), number=drivers),
            drivers=drivers,
        )
        return in_front(said, where) if where else said
    top = table.loc[table["r"].abs().idxmax()]
    pair = [named(top["driver"], labels), named(top["other"], labels)]
    chance = (1 + (drivers / n) ** 0.5) ** 2 / drivers  # the most that unrelated columns give (Marchenko and Pastur)
    told = {"share": percent(result.first_component), "number": drivers, "chance": percent(chance)}
    is_common = result.first_component > chance
    if is_common:
        headline = say(
            "One common tendency carries {share} of what {number} ratings hold; unrelated ones would give {chance}.",
            **told,
        )
        closest = say(
            "Closest are {first} and {second} (r {r}).", first=pair[0], second=pair[1], r=decimals(top["r"], 2)
        )
    else:
        headline = say(
            "No common tendency can be distinguished from chance: one direction carries {share} of {number} ratings.",
            **told,
        )
    said = Reading(
        topic="driver_entanglement",
        headline=headline,
        text=f"{headline} {closest}" if is_common else headline,
        numbers=[
            Number(label=say("the common tendency"), n=n, estimate=result.first_component, unit="share"),
            Number(label=say("unrelated ratings, at most"), n=n, estimate=chance, unit="share"),
            Number(
                label=say("{first} and {second}", first=pair[0], second=pair[1]),
                n=n,
                estimate=top["r"],
                unit="correlation",
            ),
        ],
        groups=pair,
        evidence="supported" if is_common else "open",
        limits=limits,
    )
    return in_front(said, where) if where else said
