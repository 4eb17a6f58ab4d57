"""Make the notebooks from their sources: executed, clean, and the same bytes every time.

    uv run python tools/refresh_notebooks.py [NAME…]

A source is a .py in percent format, in notebooks/ or in notebooks/solutions/. Each becomes an executed .ipynb beside
it; every solutions notebook also gives its notebook in notebooks/exercises/. Nothing is written when a cell fails or
shows what another machine would show differently.
"""

from __future__ import annotations

import argparse
import ast
import copy
import hashlib
import re
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import jupytext
import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellControlSignal, DeadKernelError
from nbformat import NotebookNode

from cxlib.errors import CXError, nearest
from cxlib.runs.preload import preloaded_kernels
from cxlib.runs.preload_provisioner import kernel_manager

NOTEBOOKS = Path(__file__).resolve().parents[1] / "notebooks"
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
KEPT = ("tags", "chapter")  # of a cell's metadata: what it is for, and what its notebook is called in a report
LONGEST_CELL = 300  # seconds
UNCOMPARED = "nbval-ignore-output"
# no page shows what cxlib's own kinds hold: sections, cells left out, numbers behind words
KINDS = {
    "text/plain", "text/html", "text/markdown", "image/png",
    "application/vnd.cxlib.section+json", "application/vnd.cxlib.left-out+json",
    "application/vnd.cxlib.reading+json", "application/vnd.cxlib.findings+json",
}  # fmt: skip
NOISE = {
    "a warning": re.compile(r"\b\w*Warning\b: "),
    "a numpy repr": re.compile(r"\bnp\.(?:float|int|uint|str|bool)\w*\("),
    "a memory address": re.compile(r"\bat 0x[0-9a-fA-F]{6,}"),
    "a folder of this machine": re.compile(
        rf"{re.escape(str(NOTEBOOKS.parent))}\b|(?<![\w/.~-])/(?:home|Users|root|tmp|usr|var|opt|mnt)/|\b[A-Za-z]:\\\w"
    ),
    "data that could not be fetched": re.compile(r"could not be fetched"),
    "a pandas Styler, whose ids are drawn at random": re.compile(r'id="T_[0-9a-f]{5}'),
}


def main(arguments: list[str]) -> int:
    """Refresh the named notebooks, or all."""
    parser = argparse.ArgumentParser(description="Make the notebooks from their sources.")
    parser.add_argument("names", nargs="*", metavar="NAME", help="beginning of a notebook's name; default: all")
    parser.add_argument("--folder", type=Path, default=NOTEBOOKS, help="where the notebooks are")
    given = parser.parse_args(arguments)
    try:
        sources = find_sources(given.folder, given.names)
        with preloaded_kernels():
            for source in sources:
                refresh(source)
    except CXError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def find_sources(folder: Path, names: list[str]) -> list[Path]:
    """The sources whose names begin with one of `names`; all of them without names."""
    found = [*sorted(folder.glob("*.py")), *sorted((folder / "solutions").glob("*.py"))]
    for name in names:
        if not any(source.stem.startswith(name) for source in found):
            raise CXError(f'No notebook begins with "{name}".', nearest(name, sorted({file.stem for file in found})))
    return [source for source in found if not names or source.stem.startswith(tuple(names))]


def refresh(source: Path) -> None:
    """Write the notebook of a source, and its exercises where the source is one of solutions."""
    notebook = read_source(source)
    made = [(notebook, source.with_suffix(".ipynb"))]
    if source.parent.name == "solutions":
        target = source.parents[1] / "exercises" / f"{source.stem}.ipynb"
        made.append((exercises_of(notebook, source.stem), target))
    for notebook, target in made:
        started = time.perf_counter()
        name = f"{target.parent.name}/{target.stem}"
        target.parent.mkdir(exist_ok=True)
        execute(notebook, name, target.parent)
        print(f"{name}: {len(notebook.cells)} cells, {time.perf_counter() - started:.1f} s", flush=True)
        found = noise(notebook)
        if found:
            lines = "\n  ".join([f"{name}: outputs that change by themselves.", *found])
            raise CXError(f"{lines}\n", "Keep them out of the notebook, then refresh again.")
    for notebook, target in made:
        target.write_text(notebook_text(notebook), encoding="utf-8", newline="\n")


def read_source(source: Path) -> NotebookNode:
    """The notebook of a source, not yet run."""
    notebook = jupytext.read(source)
    return clean(notebook.cells)


def clean(cells: list[NotebookNode]) -> NotebookNode:
    """A notebook of these cells: their sources, tags and chapter, nothing else, with ids made from the sources."""
    notebook = nbformat.v4.new_notebook(metadata=copy.deepcopy(METADATA))
    seen: Counter[str] = Counter()
    for cell in cells:
        digest = hashlib.sha256(f"{cell.cell_type}\n{cell.source}".encode()).hexdigest()[:8]
        seen[digest] += 1
        new = nbformat.v4.new_code_cell if cell.cell_type == "code" else nbformat.v4.new_markdown_cell
        made = new(cell.source, metadata={key: cell.metadata[key] for key in KEPT if cell.metadata.get(key)})
        made["id"] = digest if seen[digest] == 1 else f"{digest}-{seen[digest]}"
        notebook.cells.append(made)
    return notebook


def exercises_of(solutions: NotebookNode, name: str) -> NotebookNode:
    """The exercises of a solutions notebook: explanations left out, each answer open."""
    cells = []
    for cell in copy.deepcopy(solutions.cells):
        tags = cell.metadata.pop("tags", [])
        if "explanation" in tags:
            continue
        if "answer" in tags:
            cell.source = open_answer(cell.source, name)
        rest = [tag for tag in tags if tag != "answer"]
        cells.append(cell | {"metadata": {"tags": rest} if rest else {}})
    return clean([nbformat.from_dict(cell) for cell in cells])


def open_answer(source: str, name: str) -> str:
    """`answer_1 = ...` under the comment that says what is expected, in place of the worked answer."""
    comment = [line for line in source.splitlines() if line.startswith("# ")][:1]
    names = [
        target.id
        for statement in ast.parse(source).body
        if isinstance(statement, ast.Assign)
        for target in statement.targets
        if isinstance(target, ast.Name) and target.id.startswith("answer_")
    ]
    if not comment or not source.startswith(comment[0]) or not names:
        first = source.splitlines()[0] if source else "empty"
        raise CXError(
            f"{name}: the cell tagged answer ({first}) does not say what to write.",
            "Begin it with a comment that names what is expected, and assign answer_1, answer_2, …",
        )
    return "\n".join([comment[0], *(f"{name} = ..." for name in dict.fromkeys(names))])


class StillClient(NotebookClient):
    """A client that lets live controls be: answering them can make it miss the end of their cell."""

    def handle_comm_msg(self, outs: list[NotebookNode], msg: dict, cell_index: int) -> None:
        """Ignore what a control says: its outputs are not kept."""


def execute(notebook: NotebookNode, name: str, folder: Path) -> None:
    """Run a notebook in its folder, and keep of its outputs what a reader needs."""
    client = StillClient(
        notebook,
        km=kernel_manager(),
        timeout=LONGEST_CELL,
        record_timing=False,
        coalesce_streams=True,
        resources={"metadata": {"path": str(folder)}},
    )
    try:
        client.execute(cleanup_kc=True, stderr=subprocess.DEVNULL)
    except (CellControlSignal, DeadKernelError) as error:
        raise CXError(f"{name}: {failure(notebook, error)}.", "Mend the source, then refresh again.") from error
    # Nothing but kernelspec and language; nbclient adds the kernel's version.
    notebook.metadata = nbformat.from_dict(METADATA)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for number, cell in enumerate(code, start=1):
        cell.execution_count = number
        if UNCOMPARED in cell.metadata.get("tags", []):
            cell.outputs = []
        for output in cell.outputs:
            if output.output_type == "execute_result":
                output.execution_count = number


def failure(notebook: NotebookNode, error: Exception) -> str:
    """Which cell failed, and how."""
    ran = [cell for cell in notebook.cells if cell.cell_type == "code" and (cell.execution_count or cell.outputs)]
    place = _place(ran[-1]) if ran else "before the first cell"
    said = f"{error.ename}: {error.evalue}" if hasattr(error, "ename") else str(error).splitlines()[0]
    return f"{place}: {said.strip()}"


def noise(notebook: NotebookNode) -> list[str]:
    """What a run on another machine or another day would show differently, cell by cell."""
    return [
        f"{_place(cell)}: {found}"
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
        for found in _noise_of(output)
    ]


def _place(cell: NotebookNode) -> str:
    return f"In [{cell.execution_count or ' '}] ({cell.source.partition(chr(10))[0]})"


def _noise_of(output: NotebookNode) -> list[str]:
    if output.output_type == "error":
        return [f"an error, {output.ename}: {output.evalue}"]
    if output.output_type == "stream":
        found, texts = (["text on stderr"] if output.name == "stderr" else []), [output.text]
    else:
        found = [f"an output of kind {kind}" for kind in output.data if kind not in KINDS]
        texts = [text for kind, text in output.data.items() if kind.startswith("text/")]
    return found + [word for word, pattern in NOISE.items() if any(pattern.search(text) for text in texts)]


def notebook_text(notebook: NotebookNode) -> str:
    """A notebook as its file holds it."""
    nbformat.validate(notebook)
    return nbformat.writes(notebook) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
