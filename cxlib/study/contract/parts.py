"""The parts of a table: its files, or sheets of them, each with the name that a wave or a group is made of."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from .models import TableContract

FILE, SHEET = "(file)", "(sheet)"  # a column's source where its values are the names of files or of sheets
ORIGINS = frozenset({FILE, SHEET})
WORKBOOK = ".xlsx"


class Part(NamedTuple):
    """A file, or one of its sheets: `name` is what messages call it, whose rows are numbered anew; `contract` is the
    table's with this sheet alone."""

    file: str
    name: str
    contract: TableContract

    def origin(self, source: str) -> str:
        """What a column of this source says in each of its rows."""
        return stems(self.contract.file)[self.file] if source == FILE else (self.contract.sheet or [""])[0]


def parts_of(table: TableContract) -> list[Part]:
    """All parts of a table, in the order written; only workbooks have sheets."""
    parts = []
    for file in table.file:
        if not table.sheet or not file.lower().endswith(WORKBOOK):
            parts.append(Part(file, file, table))
            continue
        for sheet in table.sheet:
            name = f"{file} [{sheet}]" if table.sheet[1:] else file
            parts.append(Part(file, name, table.model_copy(update={"sheet": [sheet]})))
    return parts


def stems(files: list[str]) -> dict[str, str]:
    """Each file's name without its ending, or with it where another file has the same name without."""
    bare = {file: PurePath(file.replace("\\", "/")).stem for file in files}
    once = list(bare.values())
    return {file: stem if once.count(stem) == 1 else file for file, stem in bare.items()}
