"""The rows of a result that a plan of release shows."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..aggregate import rows_of
from ..errors import CXError
from ..results import Result
from .past import keys
from .plan import NO_LABEL, Released, ReleasePlan


def release(result: Result, *, plan: ReleasePlan) -> Released:
    """The rows of a result that the plan shows.

    Parameters
    ----------
    result : Result
        One row per group, with a column ``n`` and the columns of one of the levels; of the whole, none of them.
    plan : ReleasePlan
        Made of the same rows.

    Returns
    -------
    Released
        A Result of the same columns with fewer rows; the note says how many groups are hidden, never which.

    Raises
    ------
    CXError
        The level is not in the plan, or the numbers of people are not those of the plan.
    """
    number, level = _level(result.table, plan.settings["levels"])
    table = result.table
    shown, hidden = (_sizes(groups, level, number, table) for groups in (plan.reports, plan.hidden))
    _require_same_people(table, shown.fillna(hidden))
    count = int(hidden.notna().sum())
    smallest = plan.settings["min_cell"]
    note = f"{rows_of(count)} not shown: fewer than {smallest} people, or needed to hide them."
    return Released(
        kind=result.kind or "release",  # what may be read of it is what may be read of the whole
        table=table[shown.notna()].reset_index(drop=True),
        settings=result.settings,
        notes=(*result.notes, note) if count else result.notes,
        plans=(plan,),
    )


def _level(table: pd.DataFrame, levels: list[list[str]]) -> tuple[int, list[str]]:
    """The level of the plan that a table is about."""
    level = [name for name in dict.fromkeys(name for level in levels for name in level) if name in table]
    for number, other in enumerate(levels):
        if set(level) == set(other):
            return number, level
    words = ", ".join(level) or "the whole"
    raise CXError(f"The plan has no level {words}.", "Add it to levels, and make the plan again.")


def _require_same_people(table: pd.DataFrame, planned: pd.Series) -> None:
    if "n" not in table:
        raise CXError("result: no column n.", "Give a Result that counts the people of each group.")
    wrong = np.flatnonzero((planned != table["n"]).to_numpy())
    if len(wrong):
        raise CXError(
            f"result: in {len(wrong):,} of {len(table):,} rows n is not the plan's number of people "
            f"(first in row {wrong[0] + 1}).",
            "Make the plan of the rows that the result counts: the same waves, and answer = the column it is about.",
        )


def _sizes(groups: pd.DataFrame, level: list[str], number: int, table: pd.DataFrame) -> pd.Series:
    """The number of people of each row's group; missing where the group is not among these."""
    own = groups[groups["level"] == number]
    found = dict(zip(keys(own[level]), own["n"], strict=True))
    return pd.Series(
        [found.get(key, np.nan) for key in keys(table[level], missing=NO_LABEL)], index=table.index, dtype=float
    )
