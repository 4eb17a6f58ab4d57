"""Which roles head and wording of a column name, and which roles go together."""

from __future__ import annotations

from collections.abc import Sequence

from ..study.contract.role_meaning import named_roles
from ..study.contract.roles import ROLES
from .seen import Seen

KEY_ROLES = ("id", "customer", "employee", "unit", "account", "reference")
GROUPS = ("wave", "language", "status", "mode", "channel", "unit", "department", "touchpoint", "stage", "phase",
           "emotion", "theme", "reason", "resolved", "segment")  # fmt: skip
NUMBERS = ("weight", "tenure", "lag", "population", "cost", "target", "effect", "std_error", "rank", "measure")
TEXTS = ("verbatim", "description", "theme", "reason")
YES_NO = [role for role in ROLES if ROLES[role].values == "yes_no" and role != "choices"]
MOST_POINTS = 16


def named_among(column: Seen, roles: Sequence[str], *, wording: bool = True) -> str:
    """The role of some that the head names, else the wording; empty where neither does."""
    found = [role for role in named_roles(column.head) if role in roles]
    if not found and wording and column.wording:
        found = [role for role in named_roles(column.wording) if role in roles]
    if found[:1] == ["wave"] and named_roles(column.head)[:1] == ["measure"]:
        found = found[1:]  # "Visits last year"
    return found[0] if found else ""
