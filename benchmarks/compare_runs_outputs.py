"""What an executed notebook shows: its sections, and the text of its outputs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

HEADING = re.compile(r"^#{1,3} +(.+)$", re.MULTILINE)
NOT_TEXT = re.compile(r"<(style|script|svg)\b.*?</\1>", re.DOTALL | re.IGNORECASE)
TAG = re.compile(r"<[^>]*>")


def code_cells(notebook: dict) -> Iterator[tuple[str, dict]]:
    """The code cells, each with the heading it stands under."""
    section = "(before the first heading)"
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            headings = HEADING.findall(_joined(cell["source"]))
            section = headings[-1].strip() if headings else section
        elif cell["cell_type"] == "code":
            yield section, cell


def sections_by_count(notebook: dict) -> dict[int, str]:
    """The heading over each execution count."""
    return {cell["execution_count"]: section for section, cell in code_cells(notebook) if cell.get("execution_count")}


def output_texts(notebook: dict) -> dict[str, list[str]]:
    """What a reader sees, by section: the page's form of an output where there is one, else its text."""
    texts: dict[str, list[str]] = {}
    for section, cell in code_cells(notebook):
        texts.setdefault(section, []).extend(filter(None, map(_text, cell.get("outputs", []))))
    return texts


def section_key(heading: str) -> str:
    """The number a heading begins with, else its words."""
    number = re.match(r"\d+(\.\d+)*", heading)
    return number[0] if number else heading.lower()


def _text(output: dict) -> str:
    if output["output_type"] == "stream":
        return _joined(output["text"])
    data = output.get("data", {})
    if "text/html" in data:
        return unescape(TAG.sub(" ", NOT_TEXT.sub(" ", _joined(data["text/html"]))))
    return _joined(data.get("text/markdown", data.get("text/plain", "")))


def _joined(source: str | list[str]) -> str:
    return source if isinstance(source, str) else "".join(source)
