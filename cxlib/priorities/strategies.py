"""A strategy for each touchpoint with the evidence for it, and whom to ask next with a number of invitations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from ..errors import CXError
from ..estimators.quadrants import KEEP, WATCH, WORK
from ..locale import say
from ..results import Positions, Result
from ..text import listed
from .quadrants import Quadrants

GRADES = ((0.9, "A"), (0.7, "B"), (0.5, "C"))  # chance of the field from which on; else D


def touchpoint_strategies(
    quadrants: Quadrants,
    *,
    positions: Positions,
    threshold: str,
    min_impact: float,
    far: float = 0.5,
    kinds: Mapping[str, Sequence[str]] | None = None,
) -> Result:
    """What follows for each touchpoint from where it lies, with a grade for how surely it lies there.

    Parameters
    ----------
    quadrants : Quadrants
        Of `quadrant_chances`.
    positions : Positions
        What they were made of.
    threshold : str
        The rule whose fields count.
    min_impact : number
        The smallest loss that matters, in points of the outcome.
    far : number
        A rating that lies surely so many points below the line is not mended by small things.
    kinds : mapping, optional
        Name → kinds of its own aspects, as of `penalty_reward` or `kano_classes`.

    Returns
    -------
    Result
        ``touchpoint strategy because chance grade n importance performance``: the strategy is

        - ``redesign`` where it matters and is rated surely `far` or more below the line, ``improve`` where less far;
        - ``delight`` where it matters, is rated above the line and an aspect of it is attractive, none a must-be;
        - ``stop`` where it is weak and the loss by a bad contact is surely below `min_impact`: ask who needs it;
        - ``keep`` else. What is weak and not shown to matter is kept, too: more answers first, money later.

        The grade is that of the field's chance: A from 90 %, B from 70, C from 50, else D.

    Raises
    ------
    CXError
        The rule has no field.
    """
    own = quadrants.table[quadrants.table["threshold"] == threshold]
    if own.empty:
        found = listed(quadrants.table["threshold"].unique())
        raise CXError(f"threshold: there are no fields by {threshold!r}.", f"Take one of {found}.")
    limits = positions.table.set_index(positions.table.columns[0])
    rows = []
    for point in own.to_dict("records"):
        name, field = point["name"], point["field"]
        known = set((kinds or {}).get(name, ()))
        if field == WORK:
            is_far = limits.at[name, "performance_high"] <= point["line"] - far
            strategy, because = ("redesign", "matters, far below the line") if is_far else (
                "improve", "matters, below the line")  # fmt: skip
        elif field == KEEP:
            delights = "attractive" in known and "must_be" not in known
            strategy, because = ("delight", "matters, holds, can delight") if delights else ("keep", "matters, holds")
        elif field == WATCH and limits.at[name, "importance_high"] < min_impact:
            strategy, because = "stop", "weak, and surely costs little"
        else:
            strategy, because = "keep", "weak, not shown to matter" if field == WATCH else "holds, not shown to matter"
        grade = next((letter for least, letter in GRADES if point["chance"] >= least), "D")
        rows.append(
            [name, strategy, because, point["chance"], grade, point["n"], point["importance"], point["performance"]]
        )
    columns = ["touchpoint", "strategy", "because", "chance", "grade", "n", "importance", "performance"]
    table = pd.DataFrame(rows, columns=columns)
    settings = {"threshold": threshold, "min_impact": min_impact, "far": far}
    return Result(kind="touchpoint_strategies", table=table, settings=settings, notes=quadrants.notes)


def invitation_plan(
    positions: Positions,
    *,
    answers: pd.DataFrame,
    touchpoint: str,
    rating: str,
    invitations: int,
    invited: Mapping[str, float] | None = None,
    least: int = 10,
) -> Result:
    """How to share a number of invitations among touchpoints, so that the ratings of those that matter get sure.

    Parameters
    ----------
    positions : Positions
        Of `touchpoint_positions`.
    answers : pandas.DataFrame
        One row per answer about a contact.
    touchpoint, rating : str
        Its columns.
    invitations : int
        How many there are to share.
    invited : mapping, optional
        Touchpoint → how many were invited for these answers; without it all are taken to answer equally often.
    least : int
        Answers that each touchpoint is to bring in any case.

    Returns
    -------
    Result
        ``touchpoint sd response_rate importance invitations expected std_error``: answers expected, and the standard
        error of the next mean rating.

    Raises
    ------
    CXError
        The invitations do not suffice for the least of all.

    Notes
    -----
    Neyman's allocation: the sum of squared errors, each times the square of the importance, is smallest where
    invitations are as importance · SD / √(response rate). Importance below 0 counts as 0.
    """
    rows = answers.dropna(subset=[touchpoint, rating])
    groups = rows[rating].astype(float).groupby(rows[touchpoint].astype("str"))
    table = positions.table[["touchpoint", "importance"]].copy()
    table["sd"] = table["touchpoint"].map(groups.std())
    sizes = table["touchpoint"].map(groups.size()).astype(float)
    asked = None if invited is None else table["touchpoint"].map(invited).astype(float)
    known = asked is not None and bool((asked >= sizes).all())
    table["response_rate"] = sizes / asked if known else 1.0
    first = np.ceil(least / table["response_rate"])
    if first.sum() > invitations:
        raise CXError(
            f"invitations: {invitations:,} do not bring {least} answers each; {int(first.sum()):,} would.",
            "Raise the number, or survey fewer touchpoints.",
        )
    weight = (table["importance"].clip(lower=0) * table["sd"] / np.sqrt(table["response_rate"])).to_numpy(float)
    given = _shared(weight, first.to_numpy(float), invitations)
    table["invitations"] = given
    table["expected"] = given * table["response_rate"]
    table["std_error"] = table["sd"] / np.sqrt(table["expected"])
    columns = ["touchpoint", "sd", "response_rate", "importance", "invitations", "expected", "std_error"]
    notes = () if known else (say("Who was invited is not known: all are taken to answer, and equally often."),)
    return Result(kind="invitation_plan", table=table[columns], notes=notes,
                  settings={"invitations": invitations, "least": least})  # fmt: skip


def _shared(weight: np.ndarray, first: np.ndarray, total: int) -> np.ndarray:
    """Whole invitations as the weights say, none below its least: those below it are fixed and the rest shared anew."""
    fixed = weight <= 0
    while not fixed.all():
        rest = total - first[fixed].sum()
        share = np.where(fixed, first, rest * weight / weight[~fixed].sum())
        short = ~fixed & (share < first)
        if not short.any():
            break
        fixed |= short
    else:
        share = first + (total - first.sum()) / len(first)
    whole = np.floor(share + 1e-9).astype(int)
    whole[np.argsort(whole - share, kind="stable")[: total - whole.sum()]] += 1
    return whole
