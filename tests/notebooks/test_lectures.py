"""What a client's report leaves out can be left out: no other cell needs what the cells of the course define."""

import ast
import builtins
from pathlib import Path

import jupytext
import pytest

from cxlib.runs.skipped import TEACHING

NOTEBOOKS = sorted((Path(__file__).resolve().parents[2] / "notebooks").glob("[0-9]*.py"))
KNOWN = {*dir(builtins), "display"}


def names(source: str) -> tuple[set[str], set[str]]:
    """The names that a cell sets, and those that it takes."""
    lines = [line for line in source.splitlines() if not line.lstrip().startswith(("%", "!"))]
    made, taken = set(), set()
    for node in ast.walk(ast.parse("\n".join(lines))):
        if isinstance(node, ast.Name):
            (made if isinstance(node.ctx, ast.Store) else taken).add(node.id)
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            made.add(node.name)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            made |= {(alias.asname or alias.name).split(".")[0] for alias in node.names}
        elif isinstance(node, ast.arg):
            made.add(node.arg)
    return made, taken


def missing(cells) -> list[tuple[str, str]]:
    """Names that cells take and no earlier one that stays has set, with the first line of the cell."""
    there, lacking = set(KNOWN), []
    for cell in cells:
        if cell.cell_type == "code" and not TEACHING.intersection(cell.metadata.get("tags", [])):
            made, taken = names(cell.source)
            lacking += [(name, cell.source.splitlines()[0]) for name in taken - made - there]
            there |= made
    return lacking


@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)
def test_no_cell_needs_a_cell_that_only_teaches(file):
    assert missing(jupytext.read(file).cells) == []


def test_a_cell_that_needs_one_is_found():
    text = '# %% tags=["lecture"]\nx = 1\n\n# %%\ny = x\n'
    assert missing(jupytext.reads(text, fmt="py:percent").cells) == [("x", "y = x")]
