"""What `check` says, in a box that a screen reader can read."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, field
from html import escape
from typing import Literal

from .telling import tell

Outcome = Literal["right", "mistake", "wrong", "compare", "not tried"]

# Seen on white and on black, and told apart by colour-blind eyes; the heading says the same in words.
COLOURS = {"right": "#0072b2", "compare": "#0072b2", "mistake": "#b35900", "wrong": "#b35900", "not tried": "#767676"}
WIDTH = 88


@dataclass(frozen=True, repr=False)
class Feedback:
    """The judgement of one answer.

    Attributes
    ----------
    exercise : str
        For example ``"03-2"``.
    outcome : {"right", "mistake", "wrong", "compare", "not tried"}
        A mistake is a wrong answer whose reason is known. ``"compare"``: a text, which is never called right or wrong.
    message : str
        What to look at, or one thing worth remembering.
    model : str
        For a text, an answer to compare with.
    """

    exercise: str
    outcome: Outcome
    message: str
    model: str = ""
    heads: tuple[str, str] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Keep the heads of the box and of the model answer in the language in which they were asked for."""
        outcome = {
            "right": tell("right"), "compare": tell("compare it"), "not tried": tell("not tried yet"),
        }.get(self.outcome, tell("not yet"))  # fmt: skip
        if self.exercise[-1:].isalpha():  # 03-B
            said = tell("Quiz {exercise} · {outcome}", exercise=self.exercise, outcome=outcome)
        else:
            said = tell("Exercise {exercise} · {outcome}", exercise=self.exercise, outcome=outcome)
        object.__setattr__(self, "heads", (said, tell("A model answer")))

    @property
    def heading(self) -> str:
        """The first line of the box."""
        return self.heads[0]

    def __repr__(self) -> str:
        told = self.message + (f"\n{self.heads[1]}: {self.model}" if self.model else "")
        lines = [wrapped for line in told.splitlines() for wrapped in textwrap.wrap(line, WIDTH - 2) or [""]]
        top = f"╭─ {self.heading} "
        return "\n".join([top.ljust(WIDTH, "─"), *(f"│ {line}" for line in lines), "╰".ljust(WIDTH, "─")])

    def _repr_html_(self) -> str:
        frame = f"border: 1px solid {COLOURS[self.outcome]}; border-left-width: 6px; padding: 0.4em 1em;"
        paragraphs = "".join(f'<p style="margin: 0.3em 0;">{escape(line)}</p>' for line in self.message.splitlines())
        fold = f"<details><summary>{escape(self.heads[1])}</summary>{escape(self.model)}</details>"
        model = fold if self.model else ""
        return f'<div role="note" style="{frame}"><strong>{escape(self.heading)}</strong>{paragraphs}{model}</div>'
