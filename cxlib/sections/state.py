"""A section as its call left it: open with its columns and rows, or closed with the reason and the way to open it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..errors import CXError
from ..gates.card import span
from ..gates.gate import SECTION, box, small, used
from ..gates.this_cell import this_cell
from ..locale import is_said, say
from ..study.faults_said import mend_said

if TYPE_CHECKING:
    import pandas as pd

    from ..gates.this_cell import Cell


@dataclass(frozen=True, eq=False, kw_only=True)
class Section:
    """One section of a notebook; ``rows["score"]`` is the name of the column found for the part *score*.

    Attributes
    ----------
    number : str
        As its heading says it, such as ``"5"`` or ``"5.1"``.
    is_open : bool
        Whether the data can carry it.
    columns : mapping
        What the section calls a column → the column's name; None for one that it uses only where there is one.
    rows : pandas.DataFrame or None
        The rows it looks at, of the last wave only where that was asked for; None where it needs no data or is closed.
    table : str or None
        The table that they are of.
    joined : str
        A sentence on groups that are not told by themselves here; mostly empty.
    waves : tuple of str
        The waves that the rows are of; none where the table has one wave, or the section tells of waves itself.
    result : object
        What its analysis returned, where it was given one to try.
    reason, hint : str
        Why it is closed and how to open it. Both are empty for a part that only the sample company has.
    lacks : str
        The column or the table that would open it, where that is what is missing.
    cause : Section, optional
        The earlier section whose closing closed this one.
    on_data : bool
        Whether it rests on the study's data; what is drawn for the lesson does not.
    """

    number: str
    is_open: bool = True
    columns: Mapping[str, str | None] = field(default_factory=dict)
    rows: pd.DataFrame | None = None
    table: str | None = None
    joined: str = ""
    waves: tuple[str, ...] = ()
    result: Any = None
    reason: str = ""
    hint: str = ""
    cause: Section | None = None
    lacks: str = ""
    on_data: bool = True
    cell: Cell | None = field(default_factory=this_cell)

    def __getitem__(self, part: str) -> str | None:
        if not self.is_open:
            raise CXError(f"Section {self.number} is closed. {self.reason}".strip(), self.hint)
        return self.columns[part]

    def __repr__(self) -> str:
        if self.is_open:
            columns = used({part: name for part, name in self.columns.items() if name})
            return " ".join(filter(None, [columns, span(self.waves), self.joined]))
        if not self.reason:
            return ""
        told = {"number": self.number, "reason": mend_said(self.reason), "hint": mend_said(self.hint)}
        return say("Skipped: section {number}. {reason} To open it: {hint}", **told)

    @property
    def bundle(self) -> dict[str, Any]:
        """What is displayed, and what the builder of pages reads, by kind."""
        told: dict[str, Any] = {
            "number": self.number,
            "state": "open" if self.is_open else "closed",
            "reason": self.reason,
            "hint": self.hint,
            "columns": {part: name for part, name in self.columns.items() if name},
        }
        told |= {} if told["columns"] else {"on_data": self.on_data}
        told |= {"rests_on": self.cause.number} if self.cause else {}
        told |= {"lacks": self.lacks} if self.lacks else {}
        told |= {"span": span(self.waves)} if self.waves else {}
        told |= {} if is_said(self.reason) else {"said": False}
        text = repr(self)
        html = (small if self.is_open else box)(text) if text else ""
        return {SECTION: told, "text/html": html, "text/plain": text}

    def show(self) -> None:
        """Display it."""
        from IPython.display import display

        display(self.bundle, raw=True)

    def _ipython_display_(self) -> None:
        """Display it where a later cell asks; the cell of the call has displayed it already."""
        now = this_cell()
        if self.cell is None or now is None or now.run != self.cell.run:
            self.show()
