"""Which sections of a notebook a study can carry; the others say why they are skipped."""

from .card import chosen_tables, stated_questions
from .gate import Gate
from .renaming import one_matter
from .sections import Gates

__all__ = ["Gate", "Gates", "chosen_tables", "one_matter", "stated_questions"]
