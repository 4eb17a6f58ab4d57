"""The sections of a notebook: one call opens each, and the kernel leaves out the cells of those that stay closed."""

from ..gates.gate import SECTION
from .book import CLOSING, is_open, note_evidence, section_now
from .closing import Steps, next_steps, section_states
from .leaving_out import LEFT_OUT
from .opening import section
from .state import Section

__all__ = [
    "CLOSING",
    "LEFT_OUT",
    "SECTION",
    "Section",
    "Steps",
    "is_open",
    "next_steps",
    "note_evidence",
    "section",
    "section_now",
    "section_states",
]
