"""Figures of a run that makes nothing but a report: drawn once a reading is told with which the report shows them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..gates.this_cell import shell_now
from ..readings.closing_block import told_in
from ..sections import CLOSING, section_now

if TYPE_CHECKING:
    from ..readings.prose import Reading

INFERRING = ("supported", "open")  # evidence of readings that can lead a chapter, though they answer nothing


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A figure whose description is displayed; `known` are the readings that its section had told before it."""

    told: dict[str, Any]
    draw: Callable[[], tuple[dict[str, Any], dict[str, Any]]]
    display_id: str
    section: str
    known: list[Reading]


_waiting: Waiting | None = None
_answered = False  # whether a figure was drawn for a reading that answers
_inferring: list[Waiting] = []  # those of readings that only infer


def wait_for_reading(told: dict[str, Any], draw: Callable[[], tuple[dict[str, Any], dict[str, Any]]]) -> None:
    """Display what is told of a figure; the picture takes its place when a reading of the same section follows.

    The report gives a figure to the first reading after it, and shows those of readings that lead a chapter.
    """
    global _waiting
    from IPython.display import display

    settle()
    shell = shell_now()
    if settle not in shell.events.callbacks["post_run_cell"]:
        shell.events.register("post_run_cell", settle)
    section = section_now()
    handle = display(told, raw=True, display_id=True)
    _waiting = Waiting(
        told=told, draw=draw, display_id=handle.display_id, section=section, known=told_in(section)
    )  # fmt: skip


def settle(ran: object = None) -> None:
    """Draw the figure that waits, if a reading has claimed it; another figure after it would claim the next one.

    Readings that answer lead a chapter; those that infer do where none answers, which the closing block knows.
    """
    global _waiting, _answered
    waiting = _waiting
    told = told_in(waiting.section) if waiting else []
    found = [one for one in told if waiting and not any(one is before for before in waiting.known)]
    if waiting and found:
        _waiting = None
        if any(one.answers for one in found):
            _answered = True
            _inferring.clear()
            _draw(waiting)
        elif not _answered and any(one.evidence in INFERRING for one in found):
            _inferring.append(waiting)
    if section_now() == CLOSING or not getattr(ran, "success", True):
        while _inferring:
            _draw(_inferring.pop(0))


def _draw(waiting: Waiting) -> None:
    from IPython.display import update_display

    picture, metadata = waiting.draw()
    update_display(picture | waiting.told, raw=True, metadata=metadata, display_id=waiting.display_id)
