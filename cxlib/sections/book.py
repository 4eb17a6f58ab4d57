"""What a kernel remembers of its notebook: the sections opened or closed so far, and whose each cell is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..errors import CXError
from ..gates.this_cell import Cell, shell_now, this_cell

if TYPE_CHECKING:
    from .state import Section

CLOSING = "closing"  # the number of the block that ends every notebook and needs no data
NUMBER = re.compile(r"\d+(\.\d+)*")
TOO_FEW = "too few"  # the evidence of a reading that can say nothing
PARAMETERS = ("parameters", "injected-parameters")


@dataclass
class Book:
    """The sections by number, the one whose cells come now, and the number of the section that each cell stands in."""

    sections: dict[str, Section] = field(default_factory=dict)
    current: str = ""
    cells: dict[str, str] = field(default_factory=dict)
    front: int | None = None  # how many inputs the kernel had before the first section
    evidence: dict[str, dict[str, str]] = field(default_factory=dict)  # section → topic of a reading → its evidence

    def add(self, section: Section) -> None:
        """Note a section; the cells that follow are its own."""
        if self.front is None and (shell := shell_now()) is not None:
            self.front = shell.execution_count
        self.sections[section.number] = section
        self.current = section.number

    def closed_before(self, number: str, earlier: Iterable[str] = ()) -> Section | None:
        """The first closed one of the sections that a section is part of, or rests on."""
        words = number.split(".")
        parents = [".".join(words[:length]) for length in range(1, len(words))]
        found = (self.sections.get(name) for name in [*parents, *earlier])
        return next((one for one in found if one is not None and not one.is_open), None)

    def closed(self, cell: Cell | None) -> Section | None:
        """The closed section that a cell stands in; None where the cell may run."""
        section = self.sections.get(self._number_of(cell))
        return None if section is None or section.is_open else section

    def _number_of(self, cell: Cell | None) -> str:
        """The section a cell was first seen in. Empty for what stands before the first one or was added by hand.

        Where cells have no ids, the notebook runs from end to end: each stands in the section opened last.
        """
        opener = self.sections[self.current].cell if self.current else None
        if opener is None or not opener.id:
            return self.current
        if cell is None or not cell.id or (opener.is_of_course and not cell.is_of_course) or self._is_front(cell):
            return ""
        return self.cells.setdefault(cell.id, self.current)

    def _is_front(self, cell: Cell) -> bool:
        """Whether a cell sets parameters, or ran before the first section."""
        if any(tag in PARAMETERS for tag in cell.tags):
            return True
        inputs = getattr(shell_now().history_manager, "input_hist_raw", [])
        return cell.id not in self.cells and cell.code in inputs[1 : self.front]


BOOK = Book()


def note_evidence(number: str, topic: str, evidence: str) -> None:
    """Remember what the reading of a section rests on."""
    BOOK.evidence.setdefault(number, {})[topic] = evidence


def found_something(number: str) -> bool:
    """Whether not every reading of a section says that there are too few cases to say anything."""
    told = BOOK.evidence.get(number, {})
    return not told or set(told.values()) != {TOO_FEW}


def section_now() -> str:
    """The number of the section that the running cell stands in; empty before the first one."""
    cell = this_cell()
    return BOOK.current if cell is None else BOOK.cells.get(cell.id, BOOK.current)


def is_open(number: int | str) -> bool:
    """Whether a section is open; one that was not called yet is not.

    Parameters
    ----------
    number : int or str
        As its heading says it.
    """
    section = BOOK.sections.get(str(number))
    return section is not None and section.is_open


def key_of(number: int | str) -> str:
    """The number of a section as text; what is no number is refused."""
    key = str(number)
    if isinstance(number, float) or not (NUMBER.fullmatch(key) or key == CLOSING):
        raise CXError(
            f"section: {number!r} is no number of a section.",
            f'Write a whole number, text such as "5.1" for a part, or "{CLOSING}".',
        )
    return key
