"""A tiny study and tiny notebooks, written where a test wants them."""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbformat import v4

STUDY = """\
[study]
name = "Tiny Café"
notes = "Twelve guests of one afternoon."

[tables.relationship]
file = "answers.csv"
kind = "relationship"

[tables.relationship.columns]
guest = { role = "id" }
recommend = { role = "recommend" }
"""
ANSWERS = [10, 9, 10, 8, 7, 3, 9, 10, 0, 6, 8, 9]


def write_study(folder: Path, *, answers: list[int] = ANSWERS) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "study.toml").write_text(STUDY, encoding="utf-8")
    rows = "".join(f"{guest},{answer}\n" for guest, answer in enumerate(answers, start=1))
    (folder / "answers.csv").write_text("guest,recommend\n" + rows, encoding="utf-8")
    return folder


def write_notebook(file: Path, *cells: str, parameters: str | None = 'study: str = ""  # the study') -> Path:
    """A notebook with a title, its parameters cell and code cells; text that begins with # is Markdown."""
    written = [v4.new_markdown_cell(f"# The notebook {file.stem}")]
    if parameters is not None:
        written.append(v4.new_code_cell(parameters, metadata={"tags": ["parameters"]}))
    for cell in cells:
        written.append(v4.new_markdown_cell(cell) if cell.startswith("#") else v4.new_code_cell(cell))
    file.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(v4.new_notebook(cells=written), file)
    return file
