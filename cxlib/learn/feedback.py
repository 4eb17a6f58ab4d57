"""What `check` says, in a box that a screen reader can read."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from html import escape
from typing import Literal

Outcome = Literal["right", "mistake", "wrong", "not tried"]

HEADINGS = {"right": "right", "mistake": "not yet", "wrong": "not yet", "not tried": "not tried yet"}
# Seen on white and on black, and told apart by colour-blind eyes; the heading says the same in words.
COLOURS = {"right": "#0072b2", "mistake": "#b35900", "wrong": "#b35900", "not tried": "#767676"}
WIDTH = 88


@dataclass(frozen=True, repr=False)
class Feedback:
    """The judgement of one answer.

    Attributes
    ----------
    exercise : str
        For example ``"03-2"``.
    outcome : {"right", "mistake", "wrong", "not tried"}
        A mistake is a wrong answer whose reason is known.
    message : str
        What to look at, or one thing worth remembering.
    """

    exercise: str
    outcome: Outcome
    message: str

    @property
    def heading(self) -> str:
        """The first line of the box."""
        return f"Exercise {self.exercise} · {HEADINGS[self.outcome]}"

    def __repr__(self) -> str:
        lines = [wrapped for line in self.message.splitlines() for wrapped in textwrap.wrap(line, WIDTH - 2) or [""]]
        top = f"╭─ {self.heading} "
        return "\n".join([top.ljust(WIDTH, "─"), *(f"│ {line}" for line in lines), "╰".ljust(WIDTH, "─")])

    def _repr_html_(self) -> str:
        frame = f"border: 1px solid {COLOURS[self.outcome]}; border-left-width: 6px; padding: 0.4em 1em;"
        paragraphs = "".join(f'<p style="margin: 0.3em 0;">{escape(line)}</p>' for line in self.message.splitlines())
        return f'<div role="note" style="{frame}"><strong>{escape(self.heading)}</strong>{paragraphs}</div>'
