"""Whether there are answers enough to read an analysis of drivers, and what is said where there are not."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from ..locale import say, together
from ..text import FEW_PER_DRIVER, count
from .names import named
from .prose import Number, Reading


def in_all(table: pd.DataFrame) -> int:
    """The answers that an analysis rests on."""
    return int(table["n"].max())


def is_thin(table: pd.DataFrame, drivers: int | None = None) -> bool:
    """Whether a table of drivers has too few answers to go on, or no estimate at all.

    Parameters
    ----------
    table : DataFrame
        A row for each driver, unless their number is told.
    drivers : int, optional
        How many there are.
    """
    empty = "estimate" in table and not table["estimate"].notna().any()
    return in_all(table) < FEW_PER_DRIVER * (drivers or len(table)) or empty


def thin_reading(topic: str, n: int, limits: str, headline: str, *, drivers: int = 0) -> Reading:
    """A reading that says nothing but that there is too little to say, and how much so many drivers would take."""
    answers = Number(label=say("answers"), n=n, estimate=n, unit="answers")
    needed = FEW_PER_DRIVER * drivers
    if n < needed:
        headline = together([headline, say("At least {needed} answers are needed.", needed=count(needed))])
    return Reading(topic=topic, headline=headline, numbers=[answers], evidence="too few", limits=limits)


def in_front(said: Reading, where: str) -> Reading:
    """The reading with the name of its answers before it, also in its topic."""
    headline = say("{where}: {sentence}", where=named(where), sentence=said.headline)
    text = headline + said.text.removeprefix(said.headline)
    return replace(said, topic=f"{said.topic} {where}", headline=headline, text=text)
