"""Nothing is shown for a group so small that a person might be known by it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from ..errors import CXError
from ..results import Result

if TYPE_CHECKING:
    from ..study import Study


def suppress_small_cells(result: Result, *, min_cell: int) -> Result:
    """The result without the groups that are too small to be shown.

    Parameters
    ----------
    result : Result
        A table with one row per group; every column that counts answers (`n`, `n_reference`, `n_from`, `n_to`)
        must reach the smallest number.
    min_cell : int
        The smallest number of answers that may be shown.

    Returns
    -------
    Result
        The same columns, fewer rows; the note says how many groups are hidden, never which. Where those hidden have
        fewer than `min_cell` answers together, or are one, the next smallest is hidden with them: otherwise the total
        less the rest would be a group that is too small.
    """
    table = result.table
    counts = [name for name in ("n", "n_reference", "n_from", "n_to") if name in table]
    if not counts:
        raise CXError("result: no column counts answers.", "Give a Result with a column n.")
    hidden = hidden_groups(table[counts].min(axis=1), min_cell=min_cell)
    if not hidden.any():
        return result
    count = int(hidden.sum())
    note = f"{count} {'group' if count == 1 else 'groups'} not shown: fewer than {min_cell} answers, or next to one."
    return replace(result, table=table[~hidden].reset_index(drop=True), notes=(*result.notes, note))


def hidden_groups(sizes: pd.Series, *, min_cell: int) -> pd.Series:
    """Which groups must not be shown: those below `min_cell`, and the next smallest until a total hides them."""
    hidden = sizes < min_cell
    while hidden.any() and not hidden.all() and (hidden.sum() == 1 or sizes[hidden].sum() < min_cell):
        hidden[sizes[~hidden].idxmin()] = True
    return hidden


def fold_small_cells(counts: pd.DataFrame, *, by: str, cell: str, min_cell: int, into: str = "others") -> pd.DataFrame:
    """Cells too small to be shown joined with others of their group, and groups that are too small left out.

    Parameters
    ----------
    counts : pandas.DataFrame
        One row per cell, with a column ``n``.
    by, cell : str
        Columns that name the groups, and the cells within them.
    min_cell : int
        The smallest number that may be shown. Cells below it are joined, and where they are still too few together,
        the next smallest with them.
    into : str
        The name of what was joined.

    Returns
    -------
    pandas.DataFrame
        ``by cell n``; every n is at least `min_cell`.
    """
    parts = []
    for group, part in counts.groupby(by, observed=True, sort=False):
        part = part.sort_values("n", ignore_index=True)
        together = part["n"].cumsum()
        small = (part["n"] < min_cell).any() & ((part["n"] < min_cell) | (together.shift(fill_value=0) < min_cell))
        folded = part.assign(**{cell: part[cell].astype(object).mask(small, into)})
        parts.append(folded.groupby(cell, sort=False)["n"].sum().reset_index().assign(**{by: group}))
    whole = pd.concat(parts, ignore_index=True) if parts else counts
    return whole.loc[whole["n"] >= min_cell, [by, cell, "n"]].reset_index(drop=True)


def part_hidden(study: Study, *, table: str, min_cell: int, asked: str | None = None) -> CXError | None:
    """Why a part of the customers is hidden, as a group of a table is: for itself, or beside the only small one.

    Those who answered the column `asked` count: all of them, and those of the last wave, which pages show by itself.
    """
    column, value = study.part
    labels = None if study.whole is None else study.whole.labels(column, table=table)
    if labels is None:
        return None
    rows = study.whole.tables[table]
    labels = labels if asked not in rows else labels[rows[asked].notna()]
    waves = study.whole.columns("wave", table=table)[:1]
    last = [labels[rows.loc[labels.index, name] == rows[name].max()] for name in waves]
    sizes = [one.fillna("").value_counts() for one in (labels, *last)]  # those of no part are more than all parts
    if any(hidden_groups(one, min_cell=min_cell).get(value, default=False) for one in sizes):
        return CXError(
            f"{study.only} has fewer than {min_cell} people who answered, or would give others away.",
            "read the report on the whole, or join parts.",
        )
    return None
