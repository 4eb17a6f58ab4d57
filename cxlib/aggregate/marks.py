"""What a study's table remembers of its columns: whose a row is, for how many people it stands, roles and choices.

People are marked in the attributes of a pandas table, which filters and copies keep: part of the rows is still theirs.
Roles and choices belong to the very table that `read_study` gave, of whatever engine: a table made from it may have
other columns under these names, and knows none.
"""

from __future__ import annotations

import weakref
from collections.abc import Mapping
from typing import Any

import pandas as pd

from .narwhals_adapter import Table

MARK = "cxlib.person"  # the key under which a pandas table names its column of people; filters and copies keep it
BEHIND = "cxlib.behind"  # the key under which a pandas table names the column of how many people a row is the mean of
TOGETHER = "cxlib.together"  # under which a pandas table says that nothing is told of a few of its people
_ROLES: dict[int, dict[str, str]] = {}  # a table by its identity, as long as it lives

_CHOICES: dict[int, dict[str, dict[str, str]]] = {}


def remember_roles(table: Any, roles: Mapping[str, str]) -> None:
    """Note the roles of a study's table: role → the column that has it. A table made from it knows none."""
    _ROLES[id(table)] = dict(roles)
    weakref.finalize(table, _ROLES.pop, id(table), None).atexit = False


def roles_of(table: Any) -> Mapping[str, str]:
    """The roles of a study's table; none for any other."""
    return _ROLES.get(id(table), {})


def remember_choices(table: Any, choices: Mapping[str, Mapping[str, str]]) -> None:
    """Note the questions with several answers of a study's table: name → column of an option → its words."""
    _CHOICES[id(table)] = {name: dict(options) for name, options in choices.items()}
    weakref.finalize(table, _CHOICES.pop, id(table), None).atexit = False


def choices_of(table: Any) -> Mapping[str, Mapping[str, str]]:
    """The questions with several answers of a study's table; none for any other."""
    return _CHOICES.get(id(table), {})


def mark_person(table: Table, column: str | None) -> None:
    """Have a pandas table name the column that says whose a row is; other tables cannot, and stay as they are."""
    if column is not None and isinstance(table, pd.DataFrame):
        table.attrs[MARK] = column


def mark_behind(table: Table, column: str | None) -> None:
    """Have a pandas table name the column of how many people's answers a row is the mean of."""
    if column is not None and isinstance(table, pd.DataFrame):
        table.attrs[BEHIND] = column


def behind_of(data: Table) -> str | None:
    """The column of how many people a row is the mean of; None where rows are people, or the table has lost it."""
    found = data.attrs.get(BEHIND) if isinstance(data, pd.DataFrame) else roles_of(data).get("n_people")
    return found if found is not None and (not isinstance(data, pd.DataFrame) or found in data) else None


def person_of(data: Table) -> str | None:
    """The column that says whose a row is; None where the table names none, or has lost it."""
    if not isinstance(data, pd.DataFrame):
        return None
    name = data.attrs.get(MARK)
    return name if list(data.columns).count(name) == 1 else None


def mark_together(table: pd.DataFrame, fewest: int) -> None:
    """Have a table say that so many of its people are told of together at least, those who skip a question as well."""
    table.attrs[TOGETHER] = fewest


def told_together(data: Table) -> int:
    """How many of a table's people are told of together at least; 0 where rows may be told one by one."""
    return int(data.attrs.get(TOGETHER, 0)) if isinstance(data, pd.DataFrame) else 0


def is_together(data: Table) -> bool:
    """Whether a table's people are told of together only."""
    return told_together(data) > 0
