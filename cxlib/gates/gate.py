"""One section of a notebook: open, or closed with its reason and the way to open it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any

from ..errors import CXError
from ..locale import say
from ..study.faults_said import mend_said

SECTION = "application/vnd.cxlib.section+json"


def small(text: str) -> str:
    """A small line of HTML."""
    return f"<p><small>{escape(text)}</small></p>"


def box(text: str) -> str:
    """A box of HTML that says why a section is closed."""
    style = "border:1px solid #777;border-left:6px solid #777;padding:.5em .8em"
    return f'<div class="gate" style="{style}">{escape(text)}</div>'


def used(columns: Mapping[str, str]) -> str:
    """Which columns a section uses; empty where it uses none."""
    named = ", ".join(f"{part} = {name}" for part, name in columns.items())
    return say("Columns used: {columns}.", columns=named) if named else ""


@dataclass(frozen=True, eq=False, kw_only=True)
class Gate:
    """One section: true when it can run, and then ``gate["score"]`` is the name of a column it asked for."""

    title: str
    columns: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""
    mend: str = ""
    result: Any = None
    lacks: str = ""  # the role or the kind of table that would open it, in words

    def __bool__(self) -> bool:
        return not self.reason

    def __getitem__(self, part: str) -> str:
        return self.columns[part]

    @property
    def error(self) -> CXError | None:
        """Why it is closed, for sections that need this one; None where it is open."""
        return CXError(self.reason, self.mend) if self.reason else None

    def __repr__(self) -> str:
        if self:
            return used(self.columns) or say("Open.")
        told = {"title": self.title, "reason": mend_said(self.reason), "hint": mend_said(self.mend)}
        return say("Skipped: “{title}”. {reason} To open it: {hint}", **told)

    @property
    def bundle(self) -> dict[str, Any]:
        """What the builder of pages reads: which section this is, whether it is open, and why not."""
        number = re.match(r"[\d.]*\d", self.title)
        state = "open" if self else "closed"
        told = {"number": number[0] if number else self.title, "state": state, "columns": dict(self.columns)}
        return {SECTION: told | ({} if self else {"reason": self.reason, "hint": self.mend})}

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        return self.bundle

    def _repr_html_(self) -> str:
        return small(repr(self)) if self else box(repr(self))
