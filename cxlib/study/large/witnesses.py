"""Witnesses of a column: one cell of each shape, which show what all its cells would about how it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from ..contract.models import ColumnContract, TableContract
from ..files.readers import RawTable
from ..metadata.file_metadata import NOT_WRITTEN, KnownByFile
from ..metadata.header_rows import matches
from ..metadata.name_patterns import is_pattern
from ..words.cells import BLANKS
from ..words.meanings import told_number, with_its_scale
from ..words.spoilt_keys import KEYS, shape_of_key

MOST_WITNESSES = 1_000_000  # different cells of one column; more are no codes, numbers or dates


class Witnesses:
    """For each source the cells that show how it is written, with the place of the first of them."""

    def __init__(self) -> None:
        self.cells: dict[str, dict[str, int]] = {}
        self.shapes: dict[str, set[str]] = {}

    @classmethod
    def joined(cls, parts: list[Witnesses]) -> Witnesses:
        """The witnesses of several files, one after the other."""
        whole = cls()
        for number, part in enumerate(parts):
            for source, cells in part.cells.items():
                mine = whole.cells.setdefault(source, {})
                mine |= {cell: (number << 40) + place for cell, place in cells.items() if cell not in mine}
        return whole

    def add(self, source: str, cells: dict[str, int], shapes: list[str] | None = None) -> None:
        """Take the cells whose shape is new, or all."""
        mine, seen = self.cells.setdefault(source, {}), self.shapes.setdefault(source, set())
        for (cell, place), shape in zip(cells.items(), shapes or cells, strict=True):
            if shape not in seen and len(mine) < MOST_WITNESSES:
                seen.add(shape)
                mine[cell] = min(place, mine.get(cell, place))

    def take(self, contract: TableContract, raw: RawTable, start: int) -> None:
        """Take from a piece whose rows begin at a place the cells that may teach something."""
        for source, column in _by_source(contract, raw):
            shape = _shape(column, raw.known.get(source, KnownByFile()))
            if shape is not None:
                cells = first_places(raw.cells[source].rows(), start)
                self.add(source, cells, [shape(cell) for cell in cells])

    def frame(self, sources: Any) -> pd.DataFrame:
        """The witnesses as columns of equal length, in the order of their places; short ones begin again."""
        lists = {source: sorted(found, key=found.__getitem__) for source, found in self.cells.items()}
        length = max(map(len, lists.values()), default=1)
        columns = {source: np.resize(np.array(lists.get(source) or [""], dtype=object), length) for source in sources}
        return pd.DataFrame(columns, dtype="str")

    def are_too_many(self, source: str) -> bool:
        """Whether a column has more different cells than codes, numbers or dates can be."""
        return len(self.cells.get(source, ())) >= MOST_WITNESSES


def _by_source(contract: TableContract, raw: RawTable) -> Iterator[tuple[str, ColumnContract]]:
    """The columns of a piece with what is said of each; a pattern speaks of all that it matches and nobody names."""
    named = {source.strip(BLANKS) for column in contract.columns.values() for source in column.sources}
    for column in contract.columns.values():
        for source in (source.strip(BLANKS) for source in column.sources):
            if source in raw.cells:
                yield source, column
            elif is_pattern(source, raw.headers):
                yield from ((head, column) for head in raw.cells if head not in named and matches(source, head))


def _shape(column: ColumnContract, known: KnownByFile) -> Any:
    """How cells are told apart that may teach different things; None where each cell speaks for itself."""
    if known.labels or known.missing or known.order or column.role in ("wave", "segment", "choices"):
        return str
    if column.role == "verbatim":
        return _comment_shape
    if column.role in KEYS:
        return shape_of_key
    return {"number": _number_shape, "date": _date_shape}.get(column.values)


def _number_shape(cell: str) -> str:
    """Words, codes and lengths of time as they are; others by where their signs stand, and if they begin with 0."""
    if ":" in cell or told_number(cell) is not None or with_its_scale(cell):  # which answers there are tells the scale
        return cell
    return ("0" if cell.lstrip("+-").startswith("0") else "") + re.sub(r"\d", "9", cell)


def _comment_shape(cell: str) -> str:
    """Whether a program wrote it; of what people wrote one is enough."""
    return cell if cell in NOT_WRITTEN else ""


def _date_shape(cell: str) -> str:
    """The day as it is; the time by its form."""
    return cell[:10] + re.sub(r"\d", "9", cell[10:])


def first_places(cells: pd.Series, start: int) -> dict[str, int]:
    first = cells.drop_duplicates()
    return dict(zip(first.tolist(), (first.index.to_numpy() + start).tolist(), strict=True))
