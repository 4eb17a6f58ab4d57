"""Several files or sheets of one table, read one by one and laid below one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from ..contract.parts import ORIGINS, Part
from ..metadata.file_metadata import KnownByFile
from ..metadata.header_rows import same_form
from ..words.arrow_texts import STR
from ..words.cells import BLANKS, Cells
from .readers import RawTable, read_raw


def read_part(folder: Path, part: Part) -> RawTable:
    """One part of a table; raises CXError where it cannot be read."""
    return as_part(read_raw(folder, part.file, part.contract), part)


def as_part(raw: RawTable, part: Part) -> RawTable:
    """A part that was read, under its name, with the columns that say which part it is."""
    if part.name != part.file:
        raw.notes = tuple(note.replace(f'"{part.file}"', f'"{part.name}"') for note in raw.notes)
    raw.file = part.name
    for source in origins(part):
        raw.cells[source] = _the_same(part.origin(source), len(raw.rows))
    return raw


def origins(part: Part) -> list[str]:
    """The sources of columns that are made of a part's name."""
    named = (column.source.strip(BLANKS) for column in part.contract.columns.values())
    return [source for source in dict.fromkeys(named) if source in ORIGINS]


def below_one_another(raws: Sequence[RawTable]) -> dict[str, Cells]:
    """The cells of all parts by source; blank in the rows of a part that has no such column."""
    return {
        source: Cells.joined([raw.cells.get(source) or _the_same("", len(raw.rows)) for raw in raws])
        for source in every_source(raws)
    }


def every_source(raws: Sequence[RawTable]) -> list[str]:
    """The sources that any part has, in the order of the first that has them."""
    return list(dict.fromkeys(source for raw in raws for source in raw.cells))


def told_by_all(raws: Sequence[RawTable]) -> tuple[list[str], dict[str, KnownByFile]]:
    """The heads of all parts, those of the first before what others add, and what the first that knows says of each."""
    headers = list(raws[0].headers)
    for raw in raws[1:]:
        forms = set(map(same_form, headers))
        headers += [head for head in raw.headers if same_form(head) not in forms]
    known: dict[str, KnownByFile] = {}
    for raw in raws:
        known = {**raw.known, **known}
    return headers, known


def unused_by_all(raws: Sequence[RawTable]) -> tuple[str, ...]:
    """The heads of all parts that no line of study.toml names."""
    return tuple({same_form(head): head for raw in reversed(raws) for head in raw.unused}.values())


def _the_same(word: str, rows: int) -> Cells:
    return Cells(np.zeros(rows, dtype=np.int8), pd.Series([word][:rows], dtype=STR))


def lacking(raws: Sequence[RawTable]) -> Iterator[tuple[RawTable, list[str]]]:
    """Each part that lacks columns which others have, with these."""
    sources = every_source(raws)
    for raw in raws:
        missing = sorted(source for source in sources if source not in raw.cells)
        if missing:
            yield raw, missing
