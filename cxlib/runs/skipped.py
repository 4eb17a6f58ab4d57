"""What a page leaves out where a section was skipped: words about numbers that are not there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from nbformat import NotebookNode

BOX = '<div class="gate"'
OPEN = "<p><small>"  # the columns that a section uses, told before what it shows
REASON = re.compile(r"”\. (.*)</div>", re.DOTALL)


def told_only(cells: Iterable[NotebookNode]) -> list[NotebookNode]:
    """The cells that still mean something: below a box that says why a section is skipped, only what is shown.

    Words that lead up to a result stay with it; words about a result that is not there go, and so does a second box
    with the same reason. From the next heading on everything is as it was.
    """
    kept: list[NotebookNode] = []
    for section in _sections(list(cells)):
        kept += _told(section)
    return kept


def nothing_shown(notebook: NotebookNode) -> bool:
    """Whether sections were skipped and not one opened, lessons apart."""
    cells = [cell for cell in notebook.cells if "lesson" not in cell.metadata.get("tags", [])]
    return any(map(_skips, cells)) and not any(map(_opens, cells))


def _sections(cells: list[NotebookNode]) -> list[list[NotebookNode]]:
    starts = [place for place, cell in enumerate(cells) if cell.cell_type == "markdown" and cell.source[:1] == "#"]
    return [cells[start:end] for start, end in pairwise([0, *starts, len(cells)])]


def _told(section: list[NotebookNode]) -> list[NotebookNode]:
    reasons: set[str] = set()
    kept: list[NotebookNode] = []
    waiting: list[NotebookNode] = []  # words whose result has not come yet
    for cell in section:
        if _skips(cell):
            new = _reasons(cell) - reasons
            kept += [*waiting, cell] if new else []
            reasons |= new
            waiting = []
        elif not reasons:
            kept.append(cell)
        elif cell.cell_type == "markdown":
            waiting.append(cell)
        elif cell.get("outputs"):
            kept += [*waiting, cell]
            # the words that follow a result speak of it
            reasons, waiting = set(), []
        else:
            waiting = []
    return kept


def _texts(cell: NotebookNode) -> list[str]:
    return [output.get("data", {}).get("text/html", "") for output in cell.get("outputs", [])]


def _skips(cell: NotebookNode) -> bool:
    return any(text.startswith(BOX) for text in _texts(cell))


def _opens(cell: NotebookNode) -> bool:
    return any(text.startswith(OPEN) for text in _texts(cell))


def _reasons(cell: NotebookNode) -> set[str]:
    return {found[1] for text in _texts(cell) if (found := REASON.search(text))}
