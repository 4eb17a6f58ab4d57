"""Whether the files or sheets of a table can stand below one another: their columns, and the codes in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from ...locale import prefixed, say
from ...text import listed
from ..contract.parts import ORIGINS
from ..files.readers import RawTable
from ..files.several import every_source, lacking
from ..metadata.header_rows import same_form
from ..words.cells import BLANKS, Cells

if TYPE_CHECKING:
    from .tables import Table

_NAMED = 3
_GROUPS = ("segment", "mode", "language", "channel", "touchpoint", "status", "department")
_MOST_WORDS = 30  # of a group; more are keys, which differ from file to file


def same_headers(table: Table, raws: Sequence[RawTable]) -> bool:
    """Whether all files have the same columns and can share a decimal sign; if not, the table says so.

    Where a wave or a group is made of their names, one may lack columns of another: not each wave asks everything.
    """
    first = raws[0]
    if table.contract.decimal == "," and len({bool(raw.delimiter) for raw in raws}) > 1:
        mend = "Describe text files and files of other kinds as tables of their own."
        table.fail("decimal commas are declared, and some of its files keep numbers as numbers", mend)
        return False
    if any(column.source.strip(BLANKS) in ORIGINS for column in table.contract.columns.values()):
        return _near_enough(table, raws)
    for raw in raws[1:]:
        own, its = ({same_form(header): header for header in found.headers} for found in (raw, first))
        if set(own) != set(its):
            _differ(table, raw, first, sorted({**own, **its}[form] for form in set(own) ^ set(its)))
            return False
    return True


def _near_enough(table: Table, raws: Sequence[RawTable]) -> bool:
    """Say which columns a part lacks; more than half of all is another survey."""
    asked = [source for source in every_source(raws) if source not in ORIGINS]
    for raw, missing in lacking(raws):
        if 2 * len(missing) > len(asked):
            fullest = max(raws, key=lambda one: len(one.cells))
            _differ(table, raw, fullest, missing)
            return False
        told = say(
            '"{file}" has no {columns}, which others have; its rows are empty there.',
            file=raw.file,
            columns=listed([f'"{source}"' for source in missing], _NAMED),
        )
        table.notes.append(prefixed(table.name, told))
    return True


def _differ(table: Table, raw: RawTable, other: RawTable, strange: list[str]) -> None:
    more = f" and {len(strange) - _NAMED} more" if len(strange) > _NAMED else ""
    table.fail(
        f'"{raw.file}" and "{other.file}" differ in their columns ({", ".join(strange[:_NAMED])}{more})',
        "Describe files with different columns as tables of their own.",
    )


def notes_on_codes(table: Table, raws: Sequence[RawTable], cells: Sequence[Mapping[str, Cells]]) -> None:
    """Say where two parts have no group in common: one may have codes, the other words; `cells` are those of a part."""
    for name, column in table.contract.columns.items():
        source = column.source.strip(BLANKS)
        if column.role not in _GROUPS or column.labels or source in ORIGINS:
            continue
        none = {"", *map(str, column.missing)}
        words = [set(its[source].texts) - none if source in its else set() for its in cells]
        for (one, mine), (other, theirs) in combinations(zip(raws, words, strict=True), 2):
            few = min(len(mine), len(theirs)) > 1 and max(len(mine), len(theirs)) <= _MOST_WORDS
            if few and not mine & theirs:
                told = say(
                    '"{file}" and "{other}" have no group in common: if one writes them otherwise, write labels that '
                    "give all of them one name.",
                    file=one.file,
                    other=other.file,
                )
                table.notes.append(prefixed(f"{table.name}.{name}", told))
                break
