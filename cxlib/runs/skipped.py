"""What a page leaves out of sections that the data could not open. Outputs say so themselves, in bundles of their own.

A cell that opens a section shows `SECTION`; a cell that the kernel left out, because its section is closed, `LEFT_OUT`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ..sections import CLOSING, LEFT_OUT, SECTION

if TYPE_CHECKING:
    from nbformat import NotebookNode

HEADING = re.compile(r" {0,3}(#{1,6})\s+(.*)")
FENCE = re.compile(r" {0,3}(```|~~~)")
MOST = 6  # levels of headings
TEACHING = frozenset({"lesson", "lecture"})  # tags of cells that are of the course, not of the data


def told_only(cells: Iterable[NotebookNode]) -> list[NotebookNode]:
    """The cells that still mean something: of a closed section its heading and the box that says why.

    A closed section ends at the next section's cell, or at a heading of the same or a higher level. One that is closed
    without a reason leaves nothing, not even its heading; nor does one that rests on a closed section, one whose reason
    the page has told already, or one that only holds parts that are closed. The notebook's last table lists them all.
    """
    cells = list(cells)
    silent = _silent(cells)
    kept: list[NotebookNode] = []
    since = 0  # where in `kept` the cells since the last section's cell begin
    closed_at: int | None = None  # the level of the heading of the closed section one stands in
    for cell in cells:
        section = section_of(cell)
        if section is not None:
            closed_at = None
            number = str(section["number"])
            is_told = number not in silent
            if section["state"] == "closed" or not is_told:
                kept[since:], closed_at = _heading_only(kept[since:], number, told=is_told)
            kept += [cell] if is_told else []
            since = len(kept)
        elif _is_left_out(cell):
            continue
        elif closed_at is None:
            kept.append(cell)
        elif cell.cell_type == "markdown":
            ends = [line for line, level, _ in headings(cell.source) if level <= closed_at]
            if ends:
                closed_at = None
                kept.append(_with(cell, cell.source.splitlines()[ends[0] :]))
    return kept


def nothing_shown(notebook: NotebookNode) -> bool:
    """Whether sections are closed and none that needs data is open, lessons apart."""
    cells = (cell for cell in notebook.cells if "lesson" not in cell.metadata.get("tags", []))
    sections = [section for cell in cells if (section := section_of(cell)) is not None]
    is_closed = any(section["state"] == "closed" for section in sections)
    return is_closed and not any(map(_shows_data, sections))


def section_of(cell: NotebookNode) -> dict[str, Any] | None:
    """What a cell's output says of the section that it opens or closes; None for every other cell."""
    return next((data[SECTION] for data in _data(cell) if SECTION in data), None)


def last_section(notebook: NotebookNode) -> str:
    """The number of the section that a run had come to; empty where it had come to none."""
    numbers = [str(section["number"]) for cell in notebook.cells if (section := section_of(cell)) is not None]
    return numbers[-1] if numbers else ""


def headings(source: str) -> list[tuple[int, int, str]]:
    """The headings of a Markdown text, each with its line, its level and its words."""
    found: list[tuple[int, int, str]] = []
    fence = ""
    for number, line in enumerate(source.splitlines()):
        mark = FENCE.match(line)
        if mark and fence in ("", mark[1]):
            fence = "" if fence else mark[1]
        elif not fence and (heading := HEADING.match(line)):
            found.append((number, len(heading[1]), heading[2].strip(" #")))
    return found


def _heading_only(cells: list[NotebookNode], number: str, *, told: bool) -> tuple[list[NotebookNode], int]:
    """The cells before a closed section's box without its words, and the level of its heading.

    A part without a heading of its own (5.1 inside 5) has the level that its number gives it.
    """
    by_number = min(2 + number.count("."), MOST)
    places = [
        (place, *heading)
        for place, cell in enumerate(cells)
        if cell.cell_type == "markdown"
        for heading in headings(cell.source)
    ]
    own = [found for found in places if re.match(rf"{re.escape(number)}(?![\w.]*\d)", found[3])]
    if not own and told:
        own = [found for found in places if found[2] == by_number][-1:]
    if not own:
        return cells, by_number
    place, line, level, _ = own[-1]
    before = _with(cells[place], cells[place].source.splitlines()[: line + told])
    computed = [cell for cell in cells[place + 1 :] if cell.cell_type != "markdown"]
    return [*cells[:place], *([before] if before.source else []), *computed], level


def _silent(cells: list[NotebookNode]) -> set[str]:
    """The numbers of sections of which a page says nothing, not even their heading."""
    states: dict[str, str] = {}
    silent: set[str] = set()
    showing: set[str] = set()
    told: set[tuple[str, str]] = set()
    reasons: set[str] = set()  # the sections that are closed for one, said or not
    number = ""
    for cell in cells:
        section = section_of(cell)
        if section is not None:
            number = str(section["number"])
            states[number] = section["state"]
            why = (section.get("reason", ""), section.get("hint", ""))
            in_closed = any(number.startswith(f"{one}.") for one, state in states.items() if state == "closed")
            if section["state"] == "closed" and (not why[0] or why in told or section.get("rests_on") or in_closed):
                silent.add(number)
            told.add(why)
            reasons |= {number} if why[0] else set()
        elif _data(cell) and not _is_left_out(cell):
            showing.add(number)
    parts = {one: [other for other in states if other.startswith(f"{one}.")] for one in states}
    hollow = {one for one, own in parts.items() if states[one] == "open" and silent.issuperset(own)}
    return silent | {one for one in hollow - showing if reasons.intersection(parts[one])}


def _with(cell: NotebookNode, lines: list[str]) -> NotebookNode:
    changed = cell.copy()
    changed["source"] = "\n".join(lines).strip()
    return type(cell)(changed)


def _shows_data(section: dict[str, Any]) -> bool:
    return section["state"] == "open" and str(section["number"]) != CLOSING and bool(section.get("columns"))


def _is_left_out(cell: NotebookNode) -> bool:
    return any(LEFT_OUT in data for data in _data(cell))


def _data(cell: NotebookNode) -> list[dict[str, Any]]:
    return [output.get("data", {}) for output in cell.get("outputs", [])]
