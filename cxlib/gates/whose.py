"""Whose the rows of a notebook's table are, where they are told by the people who gave them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ..aggregate import CODES, mark_person, people_of, with_codes
from ..study.people.behind_rows import people_behind

if TYPE_CHECKING:
    from .named_columns import NamedColumns


def with_people_of(gates: NamedColumns, rows: pd.DataFrame | None = None) -> pd.DataFrame:
    """The rows, all where none are given, their people marked also where they are employees."""
    study, table = gates.found
    rows = gates.answers if rows is None else rows
    if people_of(rows) is not None:
        return rows
    codes = people_behind(study, table=table, rows=rows)
    employee = next(iter(gates._of_role("employee")), None)
    if codes is not None:
        rows = with_codes(rows, pd.Series(codes, rows.index))
    elif employee in rows:
        rows = rows.copy()
    mark_person(rows, employee if codes is None else CODES)
    return rows
