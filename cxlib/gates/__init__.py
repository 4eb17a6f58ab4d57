"""Which sections of a notebook a study can carry; the others say why they are skipped."""

from .gate import Gate
from .gates import Gates

__all__ = ["Gate", "Gates"]
