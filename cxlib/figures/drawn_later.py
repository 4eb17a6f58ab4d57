"""Figures of a run that makes nothing but a report: drawn once a reading is told with which the report shows them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..gates.this_cell import shell_now
from ..readings.told import told_in
from ..sections import section_now

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
_answered = False  # whether a figure was drawn for a reading that answers: such readings lead the chapter, no others


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


def settle(_result: object = None) -> None:
    """Draw the figure that waits, if a reading has claimed it; another figure after it would claim the next one."""
    global _waiting, _answered
    if _waiting is None:
        return
    found = [one for one in told_in(_waiting.section) if not any(one is before for before in _waiting.known)]
    if not found:
        return
    waiting, _waiting = _waiting, None
    answers = any(one.answers for one in found)
    if answers or (not _answered and any(one.evidence in INFERRING for one in found)):
        _answered |= answers
        from IPython.display import update_display

        picture, metadata = waiting.draw()
        update_display(picture | waiting.told, raw=True, metadata=metadata, display_id=waiting.display_id)
