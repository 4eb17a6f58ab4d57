"""Nothing is shown for a group so small that a person might be known by it."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from ..aggregate import people_by
from ..blocks import hidden_groups
from ..errors import CXError
from ..locale import say, say_number
from ..results import Result
from ..text import listed

OTHERS = "others"  # what is joined is called so
ENDS = {"n_low": "penalty", "n_high": "reward"}  # of `penalty_reward`: how many answer at an end, and what it costs


def suppress_small_cells(
    result: Result, *, min_cell: int, join: str | None = None, within: str | None = None
) -> Result:
    """The result without the groups that are too small to be shown.

    Parameters
    ----------
    result : Result
        A table with one row per group; every column that counts answers (`n`, `n_reference`, `n_from`, `n_to`)
        must reach the smallest number, and so must ``settings["people"]``, where the result knows of how many each is.
    min_cell : int
        The smallest number of answers that may be shown.
    join, within : str, optional
        Given both, rows with a column ``n`` are cells `join` of the groups `within`. Cells below `min_cell` are not
        hidden but joined as ``others`` of their group, and where they are still too few together, the next smallest
        with them; groups that are too small are left out.

    Returns
    -------
    Result
        The same columns, fewer rows; the note says how many groups are hidden, never which. Where those hidden have
        fewer than `min_cell` answers together, or are one, the next smallest is hidden with them: otherwise the total
        less the rest would be a group that is too small. Of joined cells ``within join n``. Of `penalty_reward` an end
        at which fewer people answer has no numbers.
    """
    if (join is None) != (within is None):
        raise CXError("join, within: one goes with the other.", "Give both, or neither.")
    table = result.table
    if join is not None and within is not None:
        return replace(result, table=_folded(table, by=within, cell=join, min_cell=min_cell))
    counts = [name for name in ("n", "n_reference", "n_from", "n_to") if name in table]
    if not counts:
        raise CXError("result: no column counts answers.", "Give a Result with a column n.")
    result = _without_few_at_ends(result, min_cell) if ENDS.keys() <= {*table} else result
    table = result.table
    sizes = table[counts].min(axis=1)
    if people := result.settings.get("people"):  # by row: of how many people its answers are
        sizes = sizes.clip(upper=table.index.to_series().map(people).fillna(sizes))
        result = replace(result, settings={name: its for name, its in result.settings.items() if name != "people"})
    hidden = hidden_groups(sizes, min_cell=min_cell)
    if not hidden.any():
        return result
    told = few_hidden if people else _small_hidden
    note = told(int(hidden.sum()), min_cell=min_cell)
    return replace(result, table=table[~hidden].reset_index(drop=True), notes=(*result.notes, note))


def _small_hidden(number: int, *, min_cell: int) -> str:
    """So many groups of few answers are not shown."""
    return say_number(
        "{number} group not shown: fewer than {min_cell} answers, or next to one.",
        "{number} groups not shown: fewer than {min_cell} answers, or next to one.",
        number,
        number=number,
        min_cell=min_cell,
    )


def groups_of_few(data: pd.DataFrame, groups: pd.Series, *, min_cell: int) -> pd.Series:
    """Which groups of rows must not be told apart, however many rows they have: those of few people.

    Parameters
    ----------
    data : pandas.DataFrame
        As for `people_by`: of rows of which the table knows nobody each is a person.
    groups : pandas.Series
        In the order of the rows; nothing where a row is in none.
    min_cell : int
        The smallest number of people.

    Returns
    -------
    pandas.Series of bool
        Group → whether it is of fewer, or next to those: the groups that are hidden are of `min_cell` people together,
        who may be the same in several.
    """
    sizes = people_by(data, groups)
    hidden = hidden_groups(sizes, min_cell=min_cell)
    while hidden.any() and not hidden.all():
        if people_by(data, groups.astype(object).map({name: True for name in hidden.index[hidden]}))[True] >= min_cell:
            break
        hidden[sizes[~hidden].idxmin()] = True
    return hidden


def few_hidden(number: int, *, min_cell: int) -> str:
    """So many groups of few people are not shown."""
    return say_number(
        "{number} group not shown: of fewer than {min_cell} people, or next to one.",
        "{number} groups not shown: of fewer than {min_cell} people, or next to one.",
        number,
        number=number,
        min_cell=min_cell,
    )


def _without_few_at_ends(result: Result, min_cell: int) -> Result:
    """What few people at one end of a scale cost or earn is what these few answered: it is left empty."""
    table = result.table.copy()
    for end, side in ENDS.items():
        few = (table[end] > 0) & (table[end] < min_cell)
        theirs = [name for name in table if name.startswith((side, "asymmetry", "p_value"))]
        table.loc[few, theirs] = float("nan")
        names = table.loc[few & (table["n"] >= min_cell), "driver"].astype(str).tolist()
        if names:
            words = {"n_low": say("Fewer than {min_cell} people answer low, so that no penalty is shown: {names}.",
                                  min_cell=min_cell, names=listed(names)),
                     "n_high": say("Fewer than {min_cell} people answer high, so that no reward is shown: {names}.",
                                   min_cell=min_cell, names=listed(names))}  # fmt: skip
            result = replace(result, notes=(*result.notes, words[end]))
    return replace(result, table=table)


def _folded(counts: pd.DataFrame, *, by: str, cell: str, min_cell: int) -> pd.DataFrame:
    """``by cell n``: cells too small to be shown joined with others of their group; see `suppress_small_cells`."""
    parts = []
    for group, part in counts.groupby(by, observed=True, sort=False):
        part = part.sort_values("n", ignore_index=True)
        together = part["n"].cumsum()
        small = (part["n"] < min_cell).any() & ((part["n"] < min_cell) | (together.shift(fill_value=0) < min_cell))
        folded = part.assign(**{cell: part[cell].astype(object).mask(small, OTHERS)})
        parts.append(folded.groupby(cell, sort=False)["n"].sum().reset_index().assign(**{by: group}))
    whole = pd.concat(parts, ignore_index=True) if parts else counts
    return whole.loc[whole["n"] >= min_cell, [by, cell, "n"]].reset_index(drop=True)
