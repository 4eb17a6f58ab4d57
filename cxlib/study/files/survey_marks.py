"""Signs that some files write by their name, since tabs and line ends part their cells."""

from __future__ import annotations

import re

from ...locale import say_number
from ...text import count
from ..words.cells import Cells
from .text_files import TextRows

_SIGNS = {"newline": "\n", "cr": "\r", "lf": "\n", "tab": "\t", "quote": '"', "lbrace": "{", "rbrace": "}"}
_MARK = re.compile(r"\{(" + "|".join(_SIGNS) + r")\}")
_NOT_SHOWN = "{question_not_shown}"


def without_marks(cells: Cells, delimiter: str) -> Cells:
    """Cells with their signs; a question that was not shown is an empty cell. Only files parted by tabs have marks."""
    if delimiter != "\t":
        return cells
    marked = cells.words.str.contains("{", regex=False)
    if not marked.any():
        return cells
    decoded = cells.words[marked].replace(_NOT_SHOWN, "")
    decoded = decoded.str.replace(_MARK, lambda found: _SIGNS[found[1]], regex=True)
    return Cells(cells.codes, cells.words.mask(marked, decoded.str.replace("\r\n", "\n", regex=False))).stripped()


def note_on_marks(text: TextRows, file: str) -> tuple[str, ...]:
    """Say so where questions that were not shown became empty cells."""
    import pyarrow.compute as pc

    if text.delimiter != "\t":
        return ()
    hidden = sum(pc.sum(pc.equal(column, _NOT_SHOWN)).as_py() or 0 for column in text.cells)
    if not hidden:
        return ()
    told = say_number(
        '"{file}": {number} cell with {mark} was read as empty: the question was not shown.',
        '"{file}": {number} cells with {mark} were read as empty: the question was not shown.',
        hidden,
        file=file,
        number=count(hidden),
        mark=_NOT_SHOWN,
    )
    return (told,)
