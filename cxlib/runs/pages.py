"""Readable pages of a run: one for each notebook and an index; whole in themselves, without scripts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import bleach
from bs4 import BeautifulSoup, Tag
from jinja2 import Environment, FileSystemLoader
from nbconvert import HTMLExporter
from nbformat import NotebookNode

from .bookshelf import own_study
from .notebooks import NotebookRun
from .skipped import nothing_shown, told_only

TEMPLATES = Path(__file__).parent / "templates"
STYLE = TEMPLATES / "style.css"
WIDGET = "application/vnd.jupyter.widget-view+json"
# a number as a table prints it; a dash or NaN stands for an absent one
NUMBER = re.compile(r"<?[-−+]?[\d.,\u00a0\u202f]*\d(e[-+]?\d+)?\s?%?|[-–—]|NaN|<NA>|None|", re.IGNORECASE)
NO_DESCRIPTION = "Figure without a description"

TEXT = {
    "p",
    "br",
    "hr",
    "div",
    "span",
    "small",
    "pre",
    "kbd",
    "del",
    "sub",
    "sup",
    "img",
    "details",
    "summary",
}
HEADINGS = {f"h{level}" for level in range(1, 7)}
TABLES = {"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "dl", "dt", "dd"}
TAGS = bleach.sanitizer.ALLOWED_TAGS | TEXT | HEADINGS | TABLES
PLAIN = {"class", "colspan", "rowspan", "scope", "title", "lang", "start"}
PICTURES = ("data:image/png;", "data:image/jpeg;", "data:image/gif;")
PAGES = ("https://", "http://", "mailto:", "#")


def clean(html: str) -> str:
    """HTML without anything that could run, load or restyle: only tags of text, tables and pictures stay."""
    soup = BeautifulSoup(html, "html.parser")
    for part in soup(["script", "style"]):
        part.decompose()
    return bleach.clean(str(soup), tags=TAGS, attributes=_harmless, protocols={"http", "https", "mailto", "data"})


def write_pages(runs: Iterable[NotebookRun], record: Mapping[str, Any], *, folder: Path) -> None:
    """Write the page of each notebook, and the index.

    Parameters
    ----------
    runs : iterable of NotebookRun
        How each notebook went.
    record : mapping
        The record of the run.
    folder : Path
        Where the pages are written.
    """
    runs = list(runs)
    titles = {run.name: page_title(run.notebook) or run.name for run in runs}
    for run in runs:
        page = notebook_page(run, record, pages=set(titles))
        (folder / f"{run.name}.html").write_text(page, encoding="utf-8")
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True)
    index = environment.get_template("run.html.j2").render(
        record=record,
        titles=titles,
        bare={run.name for run in runs if nothing_shown(run.notebook)},
        others=_other_files(folder, titles),
        style=STYLE.read_text(encoding="utf-8"),
    )
    (folder / "index.html").write_text(index, encoding="utf-8")


def _other_files(folder: Path, names: Iterable[str]) -> list[str]:
    """What the notebooks put beside their pages, such as a map."""
    known = {"run.json", "rejected.csv", "index.html"} | {
        f"{name}{end}" for name in names for end in (".html", ".ipynb")
    }
    return sorted(file.name for file in folder.iterdir() if file.is_file() and file.name not in known)


def notebook_page(run: NotebookRun, record: Mapping[str, Any], *, pages: set[str]) -> str:
    """One executed notebook as a page; links lead to `pages`, the other notebooks of the run."""
    exporter = HTMLExporter(
        extra_template_basedirs=[str(TEMPLATES)],
        template_name="page",
        exclude_anchor_links=True,
        filters={"clean": clean, "alt": _alt},
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
    return _finished(html, pages)


def page_title(notebook: NotebookNode) -> str:
    """The text of the first heading."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            for line in cell.source.splitlines():
                if line.startswith("# "):
                    return line.removeprefix("# ").strip(" #*_`")
    return ""


def _harmless(tag: str, name: str, value: str) -> bool:
    if tag == "img" and name == "src":
        return value.startswith(PICTURES)
    if tag == "a" and name == "href":
        return value.lower().startswith(PAGES) or ":" not in value
    return name in PLAIN or (tag == "img" and name in {"alt", "width", "height"}) or (tag in HEADINGS and name == "id")


def _alt(output: NotebookNode, kind: str) -> str:
    """What a figure shows, in words: kept beside the picture in the notebook."""
    metadata = output.get("metadata", {})
    return metadata.get(kind, {}).get("alt") or metadata.get("alt") or NO_DESCRIPTION


def _static(notebook: NotebookNode, *, lessons: bool) -> NotebookNode:
    """The notebook with its live parts replaced by a line, since a page has no kernel; without lessons for a client.

    Words about what a skipped section would have shown go, too.
    """
    cells = [cell for cell in notebook.cells if lessons or "lesson" not in cell.metadata.get("tags", [])]
    cells = told_only(cells)
    notebook = NotebookNode(notebook | {"cells": [NotebookNode(cell) for cell in cells]})
    for cell in notebook.cells:
        # what a control shows at first comes out beside it; the notebook has shown the same before it
        if any(WIDGET in output.get("data", {}) for output in cell.get("outputs", [])):
            cell.outputs = [_line()]
    return notebook


def _line() -> NotebookNode:
    line = '<p class="note">A live control stands here in the notebook: open it in Jupyter to use it.</p>'
    return NotebookNode(output_type="display_data", data=NotebookNode({"text/html": line}), metadata=NotebookNode())


def _finished(html: str, pages: set[str]) -> str:
    """Tables with scopes, wide parts that a keyboard can scroll, links that lead somewhere."""
    soup = BeautifulSoup(html, "html.parser")
    for picture in soup.select("img:not([src])"):
        # its source was refused: what it showed can still be read
        picture.replace_with(picture.get("alt", ""))
    for block in soup.find_all("pre"):
        # long lines scroll, and a keyboard must reach them
        block["tabindex"] = "0"
    for table in soup.find_all("table"):
        _finish_table(soup, table)
    for link in soup.select("main a[href]"):
        target, mark, place = link["href"].partition("#")
        if not target.endswith(".ipynb"):
            continue
        stem = Path(target).stem
        if "/" not in target.removeprefix("./") and stem in pages:
            link["href"] = f"{stem}.html{mark}{place}"
        else:
            link.unwrap()
    return str(soup)


def _finish_table(soup: BeautifulSoup, table: Tag) -> None:
    for cell in table.select("thead th"):
        # an empty header tells a screen reader nothing
        if not cell.get_text(strip=True):
            cell.name = "td"
        else:
            cell["scope"] = "col"
    for cell in table.select("tbody th"):
        cell["scope"] = "row"
    _align_numbers(table)
    wide = {"class": "wide", "role": "group", "aria-label": "Table", "tabindex": "0"}
    table.wrap(soup.new_tag("div", attrs=wide))


def _align_numbers(table: Tag) -> None:
    """Columns of numbers are marked, so that they stand flush right under their header."""
    rows = [row.find_all(["th", "td"], recursive=False) for row in table.find_all("tr")]
    if not rows or table.select("[colspan], [rowspan]") or len({len(row) for row in rows}) > 1:
        return
    for column in zip(*rows, strict=True):
        body = [cell.get_text(strip=True) for cell in column if cell.find_parent("thead") is None]
        if body and all(NUMBER.fullmatch(text) for text in body):
            for cell in column:
                cell["class"] = "number"
