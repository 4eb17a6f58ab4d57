"""Groups that stand only in the first row of theirs, as where cells were merged down before a sheet became text."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ..contract.models import TableContract
from ..words.cells import Cells

_GROUPS = ("segment", "unit", "wave", "channel", "department", "time")
_KEYS = ("customer", "employee", "account")  # of people some may have one each, and others none
_FEWEST = 2  # groups
_BESIDE = 6  # rows beside another filled one that chance would make, from which on their want tells


def note_on_merged(file: str, cells: Mapping[str, Cells], table: TableContract) -> list[str]:
    """Say so where a group's name is followed by blank rows that seem to belong to it.

    The first row has a name, at most half of the rows have, and either none stands twice or hardly any beside another,
    as they would if people had left the cells blank.
    """
    roles = {column.source.strip(): column.role for column in table.columns.values()}
    notes = []
    for source in (source for source in cells if roles.get(source) in (*_GROUPS, *_KEYS)):
        column = cells[source]
        if not column.empty.any():
            continue
        filled = ~column.empty[column.codes]
        n, rows = int(filled.sum()), len(filled)
        if n < _FEWEST or 2 * n > rows or not filled[0]:
            continue
        beside, by_chance = int((filled[1:] & filled[:-1]).sum()), n * (n - 1) / rows
        once = n == len(np.unique(column.codes[filled])) and roles[source] in _GROUPS
        if once or (by_chance >= _BESIDE and beside <= by_chance / 10):
            told = f'"{source}" is filled in {n:,} of {rows:,} rows and blank in those below'
            notes.append(
                f'"{file}": {told}; if cells were merged, fill them down in the file: those rows have no group.'
            )
    return notes
