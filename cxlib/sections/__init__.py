"""The sections of a notebook: one call opens each, and the kernel leaves out the cells of those that stay closed."""

from ..gates.gate import SECTION
from .book import CLOSING, is_open, note_evidence, section_now
from .closing import Steps, next_steps, section_states
from .leaving_out import LEFT_OUT, is_left_out, left_out
from .opening import section
from .state import Section

__all__ = [
    "CLOSING",
    "LEFT_OUT",
    "SECTION",
    "Section",
    "Steps",
    "is_left_out",
    "is_open",
    "left_out",
    "next_steps",
    "note_evidence",
    "section",
    "section_now",
    "section_states",
]
