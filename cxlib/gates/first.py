"""The gates of a notebook: the first ones made in its kernel, until their cell makes others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .this_cell import Cell, this_cell

if TYPE_CHECKING:
    from .gates import Gates


@dataclass
class First:
    """What is remembered: the gates and the cell that made them."""

    gates: Gates | None = None
    cell: Cell | None = None

    def offer(self, gates: Gates) -> None:
        """Take them where they are the first, or where the cell of the first is run again."""
        cell = this_cell()
        again = cell is None or self.cell is None or (cell.key == self.cell.key and cell.run != self.cell.run)
        if self.gates is None or again:
            self.gates, self.cell = gates, cell


FIRST = First()
