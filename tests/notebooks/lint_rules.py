"""The rules a notebook is held to. Each takes a notebook and lists what breaks it; an empty list is well."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from itertools import pairwise, takewhile
from pathlib import Path

from nbformat import NotebookNode

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))

import refresh_notebooks  # noqa: E402

OPENING = ("**Decision:**", "**Who decides:**", "**After this you can**", "**Time:**", "**Needs:**")
CLOSING = ["What we found", "What this does not show", "On Monday", "Check yourself", "Where next"]
CODE_LINES, FUNCTION_LINES = 12, 5
PARAMETERS = 16  # a list of choices is not read as code is
CODE_CELLS, WORDS, ABILITIES = (25, 100), (800, 3600), (4, 6)
SHORTEST_ALT = 30  # letters; fewer cannot say what a chart shows
NO_STEP = re.compile(r"cx\.section\(|^cx\.check\(|^cx\.glossary\(")  # what opens a section, asks, or explains a word
FOLD = re.compile(r"<details>.*?</details>", re.DOTALL)  # answers to questions are not read on the way
FOLDER = refresh_notebooks.NOISE["a folder of this machine"]
READING = "application/vnd.cxlib.reading+json"
REFINED = ("nps_difference change", "penalty_reward")  # told once more by better means, which is what a report shows


def code_cells(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def headings(notebook: NotebookNode) -> list[tuple[int, str]]:
    """Level and text of every heading, in order."""
    text = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    return [(len(marks), title.strip()) for marks, title in re.findall(r"^(#+) (.+)$", text, re.MULTILINE)]


def first_line(cell: NotebookNode) -> str:
    return cell.source.partition("\n")[0]


# Rules of every notebook


def form(notebook: NotebookNode) -> Iterator[str]:
    if notebook.metadata != refresh_notebooks.METADATA:
        yield f"metadata: {sorted(notebook.metadata)}, kernel {notebook.metadata.get('kernelspec', {}).get('name')}"
    for cell in notebook.cells:
        if set(cell.metadata) - {*refresh_notebooks.KEPT}:
            yield f"{first_line(cell)}: metadata {sorted(cell.metadata)}"
    counts = [cell.execution_count for cell in code_cells(notebook)]
    if counts != list(range(1, len(counts) + 1)):
        yield f"execution counts: {counts}"


def short_code(notebook: NotebookNode) -> Iterator[str]:
    for cell in code_cells(notebook):
        lines = sum(bool(line.strip()) for line in cell.source.splitlines())
        if lines > (PARAMETERS if "parameters" in cell.metadata.get("tags", ()) else CODE_LINES):
            yield f"{first_line(cell)}: {lines} lines of code"
        for node in ast.walk(ast.parse(cell.source)):
            if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno + 1 > FUNCTION_LINES:
                yield f"{node.name}: a function of {node.end_lineno - node.lineno + 1} lines"


def heading_order(notebook: NotebookNode) -> Iterator[str]:
    found = headings(notebook)
    if [level for level, _ in found[:1]] != [1] or sum(level == 1 for level, _ in found) != 1:
        yield "headings: not one title, at the top"
    for (level, _), (below, title) in pairwise(found):
        if below > level + 1:
            yield f"{title}: level {below} under level {level}"


def alt_text(notebook: NotebookNode) -> Iterator[str]:
    titles = {title.casefold() for _, title in headings(notebook)}
    for cell in code_cells(notebook):
        for output in cell.outputs:
            if "image/png" in output.get("data", {}):
                alt = output.metadata.get("image/png", {}).get("alt", "").strip()
                if len(alt) < SHORTEST_ALT or alt.casefold() in titles:
                    yield f"{first_line(cell)}: the figure's alt text is {alt!r}"


def steady(notebook: NotebookNode) -> Iterator[str]:
    yield from refresh_notebooks.noise(notebook)
    for cell in notebook.cells:
        if FOLDER.search(cell.source):
            yield f"{first_line(cell)}: a folder of one machine"
        if refresh_notebooks.UNCOMPARED in cell.metadata.get("tags", []) and cell.get("outputs"):
            yield f"{first_line(cell)}: an output that no test compares"


# Rules of lecture notebooks


def opening(notebook: NotebookNode) -> Iterator[str]:
    texts = takewhile(lambda cell: cell.cell_type == "markdown", notebook.cells)  # aims and time are no client's matter
    lines = [line for cell in texts for line in cell.source.splitlines()]
    begins = [start for line in lines for start in OPENING if line.startswith(start)]
    if tuple(begins) != OPENING:
        yield f"opening: {', '.join(begins) or 'nothing'} instead of {', '.join(OPENING)}"
    abilities = sum(line.startswith("- ") for line in lines)
    if not ABILITIES[0] <= abilities <= ABILITIES[1]:
        yield f"opening: {abilities} abilities"
    if not any(re.match(r"\*\*Time:\*\* \d+ minutes", line) for line in lines):
        yield "opening: no time in minutes"


def data_card(notebook: NotebookNode) -> Iterator[str]:
    places = [place for place, cell in enumerate(notebook.cells) if cell.source.startswith("## The data")]
    if len(places) != 1:
        yield f"data card: {len(places)} headings"
    for place in places:
        after = notebook.cells[place + 1 : place + 2]
        if not after or after[0].cell_type != "code" or not after[0].outputs:
            yield "data card: no output under its heading"


def parameters(notebook: NotebookNode) -> Iterator[str]:
    tagged = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", [])]
    if len(tagged) != 1:
        yield f"parameters: {len(tagged)} cells with the tag"
    for cell in tagged:
        for line in cell.source.splitlines():
            if not re.fullmatch(r"\w+: (?:str|int|float|bool) = .+?  # \S.*", line):
                yield f"parameters: no annotation or no comment: {line}"


def closing(notebook: NotebookNode) -> Iterator[str]:
    last = [title for level, title in headings(notebook) if level == 2][-len(CLOSING) :]
    if last != CLOSING:
        yield f"closing: {', '.join(last)}"


def length(notebook: NotebookNode) -> Iterator[str]:
    steps = [cell for cell in code_cells(notebook) if not NO_STEP.search(cell.source)]
    texts = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    words = sum(len(re.findall(r"\w+", FOLD.sub("", text))) for text in texts)
    for count, (fewest, most), what in ((len(steps), CODE_CELLS, "code cells"), (words, WORDS, "words")):
        if not fewest <= count <= most:
            yield f"length: {count} {what}"


def told_apart(notebook: NotebookNode) -> Iterator[str]:
    """A report keeps the last reading of a topic: an earlier one of something else would be lost."""
    seen = set()
    for cell in code_cells(notebook):
        for told in (output.get("data", {}).get(READING) for output in cell.outputs):
            if not told or told["aside"] or told["topic"] in REFINED:
                continue
            if told["topic"] in seen:
                yield f"{first_line(cell)}: a second reading of the topic {told['topic']}"
            seen.add(told["topic"])


EVERY_NOTEBOOK = (form, short_code, heading_order, alt_text, steady)
LECTURE = (*EVERY_NOTEBOOK, opening, data_card, parameters, closing, length, told_apart)
