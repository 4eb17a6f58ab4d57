"""Which roles head and wording of a column name, and which roles go together."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..study.contract.role_meaning import named_roles
from ..study.contract.roles import ROLES, SCALED
from ..study.words.answer_scales import plain_words
from .seen import Seen

KEY_ROLES = ("id", "customer", "employee", "unit", "account", "reference")
GROUPS = ("wave", "language", "status", "mode", "channel", "unit", "department", "touchpoint", "stage", "phase",
           "emotion", "theme", "reason", "resolved", "segment")  # fmt: skip
NUMBERS = ("weight", "tenure", "lag", "population", "cost", "target", "effect", "std_error", "rank", "measure")
ASKED = tuple(role for role in SCALED if role not in ("followup", "perks", "valence", "arousal"))
TEXTS = ("verbatim", "description", "theme", "reason")
YES_NO = [role for role in ROLES if ROLES[role].values == "yes_no" and role != "choices"]
MOST_POINTS = 16
_OVERALL = re.compile(r"[A-Za-z]?\d+[_.]?(?:all|overall|total)", re.IGNORECASE)  # Q9TOTAL ends a battery Q9
_SATISFIED = re.compile(r"satisf|multumit|multumir|content")
SCALE_AT_END = re.compile(r"\b[01]\s*(?:a|to|al|la|fins a|până la|tot|bis|até|à|-|–|…)\s*(?:[3-9]|1[01])\s*[)\]]?\s*$")
# named first, these are what is asked about
_BESIDE = ("verbatim", "reason", "time", "unit", "employee", "customer", "measure", "break")


def named_among(column: Seen, roles: Sequence[str], *, wording: bool = True) -> str:
    """The role of some that the head names, else the wording; empty where neither does."""
    found = [role for role in named_roles(column.head) if role in roles]
    if not found and wording and column.wording:
        found = [role for role in named_roles(column.wording) if role in roles]
    if found[:1] == ["wave"] and named_roles(column.head)[:1] == ["measure"]:
        found = found[1:]  # "Visits last year"
    return found[0] if found else ""


def asked_by(column: Seen) -> str:
    """The question that head and wording name; a head that names something else first is no question."""
    if _OVERALL.fullmatch(column.head):
        return "outcome"
    named = named_roles(column.head)
    if named and named[0] not in (*ASKED, *_BESIDE):
        return ""
    asked = [role for role in [*named, *named_roles(column.wording)] if role in ASKED]
    if asked[:1] == ["outcome"] and not _SATISFIED.search(plain_words(column.words)):
        asked.sort(key=lambda role: role not in ("recommend", "effort"))  # on the whole, how much effort was it?
    return asked[0] if asked else ""
