"""What was found in some rows of a column and is no fault, as a note tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...locale import say, word
from ...text import count

if TYPE_CHECKING:
    from .clean_column import Finding


def note_on_finding(finding: Finding, n: int, total: int) -> str:
    """How many of all it is true of, and what may be done about it."""
    told = {"count": count(n), "total": count(total), "what": f"{word(finding.problem)}{finding.shown}"}
    if mend := word(finding.mend):
        return say("{count} of {total} {what}. {mend}", **told, mend=mend)
    return say("{count} of {total} {what}.", **told)
