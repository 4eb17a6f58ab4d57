"""What the columns of a study's tables are for, so that `by=` may name a role where no column is called so."""

from __future__ import annotations

import weakref
from collections.abc import Mapping
from typing import Any

_ROLES: dict[int, dict[str, str]] = {}  # a table by its identity, as long as it lives


def remember_roles(table: Any, roles: Mapping[str, str]) -> None:
    """Note the roles of a study's table: role → the column that has it. A table made from it knows none."""
    _ROLES[id(table)] = dict(roles)
    weakref.finalize(table, _ROLES.pop, id(table), None).atexit = False


def roles_of(table: Any) -> Mapping[str, str]:
    """The roles of a study's table; none for any other."""
    return _ROLES.get(id(table), {})
