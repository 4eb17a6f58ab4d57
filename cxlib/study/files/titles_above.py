"""Titles above the header of a delimited text, as reports have them: what it is, of which days, for whom."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from ...locale import say_number
from ...text import count
from ..contract.models import TableContract
from ..metadata.header_rows import is_value, same_form
from .text_quotes import cells_of_any_length

_LOOKED_AT = 100  # records that show how wide the table is
_MOST_TITLES = 12
_MOST_CELLS = 2  # of a title: "Period", "January to June"
_FEWEST_ROWS = 3  # below the header, which show that it is one
_USUAL = 0.9  # of the records from the header on, which are as wide


class Titles(NamedTuple):
    """How many characters and records stand above the header, the blank ones too."""

    characters: int = 0
    records: int = 0


def may_be_titled(table: TableContract) -> bool:
    """Whether study.toml leaves it open where the header is; a name such as "Title | Head" says that it is above."""
    return table.header_rows is None and not any(" | " in source for source in table.sources)


def titles_above(text: str, delimiters: Sequence[str]) -> Titles:
    """What stands above the header in the first characters of a text that one of the delimiters parts.

    A title fills one cell or two, and no more than half of the columns. Below it comes a row of heads: all its cells
    but one are filled, no two alike, none of them a number. Then nearly all records are as wide as the heads. Where a
    delimiter makes the first row as wide as the others, it is the header.
    """
    found, widest = Titles(), 0
    for delimiter in delimiters:
        records, ends = _records(text, delimiter)
        header = rows_of_titles(records)
        rows = [len(record) for record in records if any(record)]
        if not header and rows and rows[0] > 1 and rows.count(rows[0]) >= _USUAL * len(rows):
            return Titles()
        if header and len(records[header]) > widest:
            found, widest = Titles(characters=ends[header - 1], records=header), len(records[header])
    return found


def _records(text: str, delimiter: str) -> tuple[list[list[str]], list[int]]:
    """The first records, and how many characters there are up to the end of each."""
    lines = io.StringIO(text, newline="")
    records: list[list[str]] = []
    ends: list[int] = []
    with cells_of_any_length():
        for record in islice(csv.reader(iter(lines.readline, ""), delimiter=delimiter), _LOOKED_AT):
            records.append([cell.strip() for cell in record])
            ends.append(lines.tell())
    return records, ends


def rows_of_titles(records: Sequence[Sequence[str]]) -> int:
    """How many of the first records, without blanks at the ends of cells, stand above the header; 0 where none do."""
    rows = [record for record in records if any(record)]
    width = Counter(map(len, rows)).most_common(1)[0][0] if rows else 0
    header = next((place for place, record in enumerate(records) if _are_heads(record, width)), 0)
    above = records[:header]
    titles = [_filled(record) for record in above if any(record)]
    table = [len(record) == width for record in records[header:] if any(record)]
    short = 0 < len(titles) <= _MOST_TITLES and max(titles) <= min(_MOST_CELLS, width / 2)
    parted = width > 2 or not all(map(any, above))  # of two columns only a blank line says that they begin here
    return header if short and parted and len(table) > _FEWEST_ROWS and sum(table) >= _USUAL * len(table) else 0


def _are_heads(record: Sequence[str], width: int) -> bool:
    words = [same_form(cell).casefold() for cell in record if cell]
    return len(record) == width <= len(words) + 1 and len(set(words)) == len(words) and not any(map(is_value, words))


def _filled(record: Sequence[str]) -> int:
    return sum(map(bool, record))


def note_on_titles(file: str, records: int) -> tuple[str, ...]:
    """Say so where rows above the header were not read."""
    if not records:
        return ()
    told = say_number(
        '"{file}": row 1 is a title above the header and was not read; if it is not, write header_rows = 1.',
        '"{file}": the first {rows} rows are titles above the header and were not read; if they are not, write '
        "header_rows = 1.",
        records,
        file=file,
        rows=count(records),
    )
    return (told,)
