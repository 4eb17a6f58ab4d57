"""How fast runs are: ordinary against preloaded kernels, and two checkouts of the project against one another.

    uv run python benchmarks/kernels.py [ROUNDS]
    uv run python benchmarks/kernels.py run STUDY [--beside CHECKOUT] [--rounds ROUNDS]
    uv run python benchmarks/kernels.py parts [--beside CHECKOUT] [--parts PARTS]

Without words: seconds of notebooks with either kind of kernel, their ratio, and whether the outputs agree. `run` tells
the seconds of all processes of `cx run STUDY`; `parts` those of a report for each branch of the sample company, from
the third to the last of PARTS, and of all that comes before. With CHECKOUT in turn, in the interpreter of this one.
"""

from __future__ import annotations

import argparse
import copy
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import nbformat
import psutil

from cxlib.runs.bookshelf import find_notebooks
from cxlib.runs.kernel import Session
from cxlib.runs.preload import SHARED, Server
from cxlib.study import sample_study

ROOT = Path(__file__).resolve().parents[1]
CX = "import sys; sys.argv[0] = 'cx'; from cxlib.cli import main; main()"
WARM = 2  # parts that are made before one counts
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


def checkouts(beside: Path | None) -> list[tuple[str, dict[str, str]]]:
    """The checkouts to measure, each with the environment in which its library is found first."""
    places = [ROOT, *([beside.resolve()] if beside else [])]
    return [(place.name, os.environ | {"PYTHONPATH": str(place)}) for place in places]


def compare_runs(study: Path, beside: Path | None, rounds: int) -> None:
    """The least seconds of `cx run STUDY` with each checkout."""
    told: dict[str, list[tuple[float, float]]] = {}
    for _ in range(rounds):
        for name, env in checkouts(beside):
            with tempfile.TemporaryDirectory() as out:
                before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
                command = [sys.executable, "-c", CX, "run", str(study.resolve()), "--out", out]
                subprocess.run(command, env=env, cwd=out, check=True, capture_output=True)
                after = resource.getrusage(resource.RUSAGE_CHILDREN)
                used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
                told.setdefault(name, []).append((used, time.perf_counter() - started))
    for name, runs in told.items():
        cpu, wall = map(min, zip(*runs, strict=True))
        print(f"{name}: {cpu:.1f} s of all processes, {wall:.1f} s by the clock")


def compare_parts(beside: Path | None, parts: int) -> None:
    """Each checkout in a process of its own."""
    for name, env in checkouts(beside):
        command = [sys.executable, __file__, "one", "--parts", str(parts)]
        done = subprocess.run(command, env=env, check=True, capture_output=True, text=True)
        print(f"{name}: {done.stdout.strip()}", flush=True)


def time_parts(parts: int) -> None:
    """Seconds that a part takes: one after the other, since what two do at the same time cannot be told apart."""
    from cxlib.runs.each import run_each

    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command line does
    with tempfile.TemporaryDirectory() as out:
        runs = run_each("branch", notebooks=["03", "04", "07"], out=out, jobs=1, lectures=False)
        for _ in range(WARM):
            next(runs)
        first, started = of_all_processes(), time.perf_counter()
        for _ in range(parts - WARM):
            next(runs)
        cpu, wall = of_all_processes() - first, time.perf_counter() - started
        runs.close()
    told = f"{cpu / (parts - WARM):.2f} s of all processes a part, {wall / (parts - WARM):.2f} s by the clock"
    print(f"{told}; {first:.0f} s up to the second part")


def of_all_processes() -> float:
    """Seconds of this process, of those it has started, and of those that these have seen end."""
    me, used = psutil.Process(), 0.0
    for one in [me, *me.children(recursive=True)]:
        with suppress(psutil.NoSuchProcess):  # it ended meanwhile
            used += sum(one.cpu_times()[:4])
    return used


def asked() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="?", default="3", help="a number of rounds, run, or parts")
    parser.add_argument("study", nargs="?", type=Path)
    parser.add_argument("--beside", type=Path)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--parts", type=int, default=8)
    return parser.parse_args()


if __name__ == "__main__":
    given = asked()
    if given.what == "run":
        compare_runs(given.study, given.beside, given.rounds)
    elif given.what == "parts":
        compare_parts(given.beside, given.parts)
    elif given.what == "one":
        time_parts(given.parts)
    else:
        main(int(given.what))
