"""Notebooks with ordinary and with preloaded kernels: seconds of each, their ratio, and whether the outputs agree.

uv run python benchmarks/kernels.py [ROUNDS]
"""

from __future__ import annotations

import copy
import os
import statistics
import sys
import time

import nbformat

from cxlib.runs.bookshelf import find_notebooks
from cxlib.runs.kernel import Session
from cxlib.runs.preload import SHARED, Server
from cxlib.study import sample_study

LIGHT = (
    "import pandas as pd\n\nimport cxlib as cx",
    "answers = pd.DataFrame({'answer': [10, 9, 9, 8, 7, 3]})\ncx.net_promoter_score(answers, rating='answer')",
    "cx.show(cx.plot_answers(cx.recommendation_counts(answers, rating='answer')))",
)


def main(rounds: int) -> None:
    """Print one line for each notebook."""
    light = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in LIGHT])
    notebooks = {"light": light}
    notebooks |= {file.stem: nbformat.read(file, as_version=4) for file in find_notebooks(["03"])}
    server = Server()
    started = time.perf_counter()
    timed(light, server.address)
    print(f"first kernel of the server, its imports included: {time.perf_counter() - started:.2f} s")
    try:
        for name, notebook in notebooks.items():
            compare(name, notebook, server.address, rounds)
    finally:
        server.close()


def compare(name: str, notebook: nbformat.NotebookNode, address: str, rounds: int) -> None:
    """Run a notebook both ways, in turn, so that a busy machine is equally busy for both."""
    pairs = [(timed(notebook, "/nowhere"), timed(notebook, address)) for _ in range(rounds)]
    ordinary, preloaded = (statistics.median(run[0] for run in runs) for runs in zip(*pairs, strict=True))
    same = all(one[1] == other[1] for one, other in pairs)
    print(
        f"{name}: ordinary {ordinary:.2f} s, preloaded {preloaded:.2f} s, {ordinary / preloaded:.1f} times as fast, "
        f"outputs {'the same' if same else 'DIFFERENT'}"
    )


def timed(notebook: nbformat.NotebookNode, address: str) -> tuple[float, list]:
    """Seconds of one run with the kernels of a server, and what its cells gave."""
    os.environ[SHARED] = address
    session = Session(copy.deepcopy(notebook), folder=sample_study(), watch=lambda done, total: None)
    started = time.perf_counter()
    session.execute({})
    return time.perf_counter() - started, [content(cell) for cell in session.notebook.cells]


def content(cell: nbformat.NotebookNode) -> tuple[str, list]:
    """What a cell printed, as one text since it may come in pieces, and what it showed, without numbers of widgets."""
    outputs = cell.get("outputs", [])
    shown = [
        {kind: data for kind, data in output.data.items() if not kind.startswith("application/")}
        for output in outputs
        if "data" in output
    ]
    return "".join(output.get("text", "") for output in outputs), shown


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
