"""What a study's table remembers of its columns: whose a row is, for how many people it stands, roles and choices.

People are marked in the attributes of a pandas table, which filters and copies keep: part of the rows is still theirs.
Roles and choices belong to the very table that `read_study` gave, of whatever engine: a table made from it may have
other columns under these names, and knows none.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from .narwhals_adapter import Table

MARK = "cxlib.person"  # the key under which a pandas table names its column of people; filters and copies keep it
BEHIND = "cxlib.behind"  # the key under which a pandas table names the column of how many people a row is the mean of
CODES = "_person"  # a column of codes for people; a row without one may be anybody's
ALONE, UNKNOWN = -1, -2  # codes of a row that stands for a person of its own, and of one that may be anybody's
TOGETHER = "cxlib.together"  # under which a pandas table says that nothing is told of a few of its people
_ROLES: dict[int, dict[str, str]] = {}  # a table by its identity, as long as it lives

_CHOICES: dict[int, dict[str, dict[str, str]]] = {}


class Found(str):
    """The mark of a table whose people its references find, in place of a column: by which keys, and how.

    A text, since whoever writes a table to a file writes its attributes; filters and copies share it.
    """

    keys: Mapping[str, str]  # key → what the table calls its column now
    look: Callable[[pd.DataFrame], np.ndarray | None]  # keys of some rows → a code for each, negative for nobody's

    def __new__(cls, keys: Mapping[str, str], look: Callable[[pd.DataFrame], np.ndarray | None]) -> Found:
        made = super().__new__(cls, "person")
        made.keys, made.look = keys, look
        return made

    def __deepcopy__(self, memo: dict) -> Found:
        return self

    def __reduce__(self) -> tuple:
        return Found, (self.keys, self.look)

    def __eq__(self, other: object) -> bool:
        return self is other  # rows of two tables are not found by the keys of one

    __hash__ = object.__hash__

    def renamed(self, names: Mapping[str, str]) -> Found:
        """The same after columns were given other names."""
        return Found({key: names.get(now, now) for key, now in self.keys.items()}, self.look)

    def codes(self, data: pd.DataFrame) -> np.ndarray | None:
        """A code for each row, negative where nobody is found; None where the table has lost its keys."""
        there = {key: now for key, now in self.keys.items() if list(data.columns).count(now) == 1}
        return self.look(pd.DataFrame({key: data[now] for key, now in there.items()})) if there else None


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
    """Have a pandas table name what says whose a row is: a column, or `Found`; other tables cannot, and stay."""
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
    return name if not isinstance(name, Found) and list(data.columns).count(name) == 1 else None


def people_of(data: Table) -> tuple[str, np.ndarray] | None:
    """What says whose the rows are, and a code for each, `ALONE` or `UNKNOWN` where it does not; None without it."""
    column = person_of(data)
    if column is not None:
        codes = pd.factorize(data[column])[0]
        return column, np.where(codes < 0, UNKNOWN if column == CODES else ALONE, codes)
    mark = data.attrs.get(MARK) if isinstance(data, pd.DataFrame) else None
    codes = mark.codes(data) if isinstance(mark, Found) else None
    return None if codes is None else ("person", codes)


def mark_together(table: pd.DataFrame, fewest: int) -> None:
    """Have a table say that so many of its people are told of together at least, those who skip a question as well."""
    table.attrs[TOGETHER] = fewest


def told_together(data: Table) -> int:
    """How many of a table's people are told of together at least; 0 where rows may be told one by one."""
    return int(data.attrs.get(TOGETHER, 0)) if isinstance(data, pd.DataFrame) else 0


def is_together(data: Table) -> bool:
    """Whether a table's people are told of together only."""
    return told_together(data) > 0
