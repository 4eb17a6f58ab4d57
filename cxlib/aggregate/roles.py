"""What the columns of a study's tables are for, so that `by=` may name a role, and `choices=` a whole question."""

from __future__ import annotations

import weakref
from collections.abc import Mapping
from typing import Any

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
