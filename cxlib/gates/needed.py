"""What data would open a section, in words that a reader of the report knows: beside them the role or kind to write."""

from __future__ import annotations

from collections.abc import Callable

from ..locale import say, word

_ROLES: dict[str, Callable[[], str]] = {
    "choices": lambda: say("the answers ticked, several each"),
    "customer": lambda: say("whose row it is, customer by customer"),
    "disconfirmation": lambda: say("whether it was better or worse than expected"),
    "emotion": lambda: say("the emotion felt"),
    "functional": lambda: say("ratings of how well things worked"),
    "language": lambda: say("the language of the answer"),
    "outcome": lambda: say("an overall score"),
    "reason": lambda: say("the reason for the score"),
    "recommend": lambda: say("the recommendation from 0 to 10"),
    "return": lambda: say("whether people came back"),
    "segment": lambda: say("groups to compare"),
    "target": lambda: say("the value aimed at"),
    "theme": lambda: say("the theme of the comment"),
    "time": lambda: say("the date of the answer"),
    "touchpoint": lambda: say("where the contact was"),
    "trust": lambda: say("statements on trust"),
    "unit": lambda: say("the branch or the team"),
    "verbatim": lambda: say("comments"),
    "wave": lambda: say("the round of the survey"),
    "weight": lambda: say("a weight for each answer"),
}
_KINDS: dict[str, Callable[[], str]] = {
    "actions": lambda: say("actions with their cost and effect"),
    "cases": lambda: say("complaints with their replies"),
    "comments": lambda: say("comments, one a row"),
    "customers": lambda: say("all customers, asked or not"),
    "employees": lambda: say("answers of employees"),
    "interactions": lambda: say("all contacts, one a row"),
    "internal": lambda: say("answers of departments on each other"),
    "journeys": lambda: say("journeys of several contacts"),
    "kano": lambda: say("answers on features, there and missing"),
    "sample": lambda: say("who was invited and who answered"),
    "touchpoint_variables": lambda: say("what is measured at each touchpoint"),
    "touchpoints": lambda: say("the register of touchpoints"),
    "transactional": lambda: say("answers after single contacts"),
    "trials": lambda: say("whom a lot gave what"),
}


def column_needed(role: str) -> str:
    """A column that a section lacks, by its role, or by several in words."""
    first = role.split(maxsplit=1)[0] if role else ""
    role = word(role) if " " in role else role  # outcome with answers on 3 to 11 steps
    if first in _ROLES:
        return say("a column on {what} (role {role})", what=_ROLES[first](), role=role)
    return say("a column of role {role}", role=role)


def table_needed(kind: str) -> str:
    """A table that a section lacks, by its kind."""
    if kind in _KINDS:
        return say("a table of {what} (kind {kind})", what=_KINDS[kind](), kind=kind)
    return say("a table of kind {kind}", kind=kind)
