"""Which groups differ, by name: the same sentences for every comparison of groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from ..locale import say, say_number
from ..text import decimals, listed
from .names import MOST, named


def called_group(row: pd.Series, columns: Sequence[str], labels: Mapping[str, str] | None) -> str:
    """A group by the values that make it, such as "2017: yes"."""
    *outer, last = (named(row[name], labels) for name in columns)
    return "".join([*(f"{name}: " for name in outer), last])


def with_points(name: str, value: float, score: float | None = None) -> str:
    """A group with its score, where it is known, and how far it lies from what it is compared with, in words."""
    told = {"group": name, "points": decimals(abs(value))}
    if score is not None:
        told["score"] = decimals(score)
        if value < 0:
            return say("{group} (NPS {score}, {points} points below)", **told)
        return say("{group} (NPS {score}, {points} points above)", **told)
    if value < 0:
        return say("{group} ({points} points below)", **told)
    return say("{group} ({points} points above)", **told)


def differing(names: Sequence[str], *, of: int, reference: str | None) -> str:
    """Who differs from a reference, or from the rest where there is none, and how many cannot be distinguished.

    Parameters
    ----------
    names : sequence of str
        The groups that differ, the largest difference first.
    of : int
        How many were compared.
    reference : str or None
        What they were compared with; None for all the others together.
    """
    others = of - len(names)
    if not names and reference is None:
        return say_number(
            "The one group compared cannot be distinguished from the rest.",
            "None of {number} groups can be distinguished from the rest.",
            of,
            number=of,
        )
    if not names:
        return say_number(
            "The one group compared cannot be distinguished from {reference}.",
            "None of {number} groups can be distinguished from {reference}.",
            of,
            number=of,
            reference=reference,
        )
    said = {"names": listed(names, most=MOST), "reference": reference}
    if reference is None:
        who = say_number("{names} differs from the rest.", "{names} differ from the rest.", len(names), **said)
    else:
        who = say_number("{names} differs from {reference}.", "{names} differ from {reference}.", len(names), **said)
    if not others:
        return who
    rest = say_number(
        "The other one cannot be distinguished from it.",
        "The other {number} cannot be distinguished from it.",
        others,
        number=others,
    )
    return f"{who} {rest}"
