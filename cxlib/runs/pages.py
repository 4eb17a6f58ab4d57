"""Readable pages of a run: one for each notebook and an index; whole in themselves, without scripts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, Template
from nbconvert.filters import markdown2html_mistune
from nbformat import NotebookNode

from ..locale import MASTER, spoken, word
from ..readings import FINDINGS, READING
from ..text import MISSING, count
from .bookshelf import own_study
from .exporting import PageExporter, highlighted
from .finishing import NO_DESCRIPTION, finished
from .folders import STYLE, TEMPLATES
from .harmless import clean, svg_address
from .notebooks import NotebookRun
from .report_words import index_words, left_english, page_words, seconds
from .skipped import SECTION, nothing_shown, section_of, told_only

REPORT = "report.html"
WIDGET = "application/vnd.jupyter.widget-view+json"


def write_pages(
    runs: Iterable[NotebookRun], record: Mapping[str, Any], *, folder: Path, pages: Mapping[str, str] | None = None
) -> None:
    """Write the page of each notebook, and the index.

    Parameters
    ----------
    runs : iterable of NotebookRun
        How each notebook went.
    record : mapping
        The record of the run.
    folder : Path
        Where the pages are written.
    pages : mapping, optional
        The pages made already, by the notebook's name; a notebook that is not among them gets none.
    """
    runs = list(runs)
    titles = {run.name: _said_title(run.notebook) or run.name for run in runs}
    if pages is None:
        pages = {run.name: notebook_page(run, record, pages=set(titles)) for run in runs}
    for name, page in pages.items():
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    notes = record.get("notes", [])
    told = record.get("notes_said", notes)
    index = _index().render(
        record=record,
        language=spoken(),
        foreign=spoken() != MASTER,
        said=page_words() | index_words(record),
        missing=MISSING,
        notes=[*told, *left_english(len(notes) - len(told), "run.json")],
        titles=titles,
        pages=set(pages),
        has_report=(folder / REPORT).is_file(),
        bare={run.name for run in runs if run.outcome == "not run" or nothing_shown(run.notebook)},
        found={run.name: _found(run.notebook) for run in runs},
        others=_other_files(folder, titles),
        style=STYLE.read_text(encoding="utf-8"),
    )
    (folder / "index.html").write_text(index, encoding="utf-8")


@cache
def _index() -> Template:
    """Compiled once, however many parts are run."""
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True)
    environment.filters |= {"seconds": seconds, "count": count}
    return environment.get_template("run.html.j2")


def _found(notebook: NotebookNode) -> list[str]:
    """The headlines that a notebook lists as its findings, as the index shows them."""
    outputs = (output.get("data", {}) for cell in notebook.cells for output in cell.get("outputs", []))
    headlines = [one for data in outputs if FINDINGS in data for one in data[FINDINGS]["headlines"]]
    return [clean(markdown2html_mistune(one).strip().removeprefix("<p>").removesuffix("</p>")) for one in headlines]


def _other_files(folder: Path, names: Iterable[str]) -> list[str]:
    """What the notebooks put beside their pages, such as a map."""
    known = {"run.json", "rejected.csv", "index.html", REPORT} | {
        f"{name}{end}" for name in names for end in (".html", ".ipynb")
    }
    return sorted(file.name for file in folder.iterdir() if file.is_file() and file.name not in known)


def notebook_page(run: NotebookRun, record: Mapping[str, Any], *, pages: set[str]) -> str:
    """One executed notebook as a page; links lead to `pages`, the other notebooks of the run."""
    exporter = PageExporter(
        extra_template_basedirs=[str(TEMPLATES)],
        template_name="page",
        exclude_anchor_links=True,
        filters={"clean": clean, "highlighted": highlighted, "alt": _alt, "svg_address": svg_address, "frame": _frame},
    )
    told = {
        "run": run,
        "record": record,
        "study": own_study(run.name, run.parameters) or ", ".join(filter(None, (record["study"], record.get("only")))),
        "title": page_title(run.notebook) or run.name,
        "style": STYLE.read_text(encoding="utf-8"),
    }
    sample = run.parameters.get("study", "") == ""
    html, _ = exporter.from_notebook_node(_static(run.notebook, lessons=sample), resources={"cx": told})
    return finished(html, pages)


def page_title(notebook: NotebookNode) -> str:
    """The text of the first heading."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            for line in cell.source.splitlines():
                if line.startswith("# "):
                    return line.removeprefix("# ").strip(" #*_`")
    return ""


def _said_title(notebook: NotebookNode) -> str:
    """The title with its number, in the language spoken."""
    *number, title = page_title(notebook).split(" · ", 1)
    return " · ".join([*number, word(title)])


def _alt(output: NotebookNode, kind: str) -> str:
    """What a figure shows, in words: kept beside the picture in the notebook."""
    metadata = output.get("metadata", {})
    return metadata.get(kind, {}).get("alt") or metadata.get("alt") or word(NO_DESCRIPTION)


def _frame(output: NotebookNode) -> str:
    """The class of what stands around an output that says more than its text."""
    data = output.get("data", {})
    if READING in data:
        return "reading"
    return f"section {data[SECTION]['state']}" if SECTION in data else ""


def _static(notebook: NotebookNode, *, lessons: bool) -> NotebookNode:
    """The notebook with its live parts replaced by a line, since a page has no kernel; without lessons for a client.

    Of closed sections only the heading and the reason stay.
    """
    cells = [cell for cell in notebook.cells if lessons or "lesson" not in cell.metadata.get("tags", [])]
    cells = told_only(cells)
    notebook = NotebookNode(notebook | {"cells": [NotebookNode(cell) for cell in cells]})
    for cell in notebook.cells:
        if (section := section_of(cell)) is not None and section["state"] == "open" and not section["columns"]:
            cell.outputs = []  # it has nothing to say
        # what a control shows at first comes out beside it; the notebook has shown the same before it
        if any(WIDGET in output.get("data", {}) for output in cell.get("outputs", [])):
            cell.outputs = [_line()]
    return notebook


def _line() -> NotebookNode:
    line = '<p class="note">A live control stands here in the notebook: open it in Jupyter to use it.</p>'
    return NotebookNode(output_type="display_data", data=NotebookNode({"text/html": line}), metadata=NotebookNode())
