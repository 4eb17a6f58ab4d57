"""The lectures still give the numbers that are stored in them, and a wrong number is noticed.

Solutions and exercises are made anew by `test_in_step.py`, byte for byte.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys

import nbformat
import pytest
from lint_rules import ROOT
from nbval.plugin import get_sanitize_patterns

NOTEBOOKS = ROOT / "notebooks"
SANITIZE = ROOT / "tests" / "notebooks" / "sanitize.cfg"
LECTURES = sorted(NOTEBOOKS.glob("*.ipynb"))
AIRPORT = "10_case_airport"  # the only one that needs data from outside the project
NPS = re.compile(r"NPS\D{0,12}(\d)\d*\.\d")


def nbval(*paths):
    """Strict comparison of every output, in a pytest of its own."""
    strict = ["--nbval", "--nbval-current-env", "--nbval-sanitize-with", str(SANITIZE)]
    # Warnings of nbval's and the kernel's packages are not the notebooks': those of a cell would be an output.
    quiet = ["-q", "-rA", "--color=no", "-W", "ignore", "-p", "no:cacheprovider", "-p", "no:xdist"]
    # nothing is asserted there: to be ready for it, and for a summary by hypothesis, takes longer than most notebooks
    light = ["--assert=plain", "-p", "no:hypothesispytest", "-o", "addopts="]
    home = ["-c", str(ROOT / "pyproject.toml"), "--rootdir", str(paths[0].parent)]
    outside = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    outside["JUPYTER_DEFAULT_PROVISIONER_NAME"] = "cxlib-preloaded"
    command = [sys.executable, "-m", "pytest", *strict, *quiet, *light, *home, *map(str, paths)]
    return subprocess.run(command, cwd=ROOT, env=outside, capture_output=True, text=True)


def outcomes(run):
    """What became of each cell: ``{("wrong", 4): "FAILED", …}``."""
    lines = re.findall(r"^(PASSED|FAILED|ERROR) (?:.*/)?(\w+)\.ipynb::Cell (\d+)", run.stdout, re.MULTILINE)
    return {(name, int(cell)): outcome for outcome, name, cell in lines}


def test_nothing_is_sanitized():
    assert get_sanitize_patterns(SANITIZE.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", [path for path in LECTURES if path.stem != AIRPORT], ids=lambda path: path.stem)
def test_lectures_give_the_numbers_stored_in_them(path):
    run = nbval(path)
    assert run.returncode == 0, run.stdout


def test_the_airport_gives_the_numbers_stored_in_it(airport_data):
    run = nbval(NOTEBOOKS / f"{AIRPORT}.ipynb")
    assert run.returncode == 0, run.stdout


def first_cells_with_a_score():
    """The lecture up to the first score it prints, and the number of that code cell."""
    notebook = nbformat.read(LECTURES[0], as_version=4)
    code = -1
    for place, cell in enumerate(notebook.cells):
        code += cell.cell_type == "code"
        for output in cell.get("outputs", []):
            if NPS.search(output.get("data", {}).get("text/plain", "")):
                notebook.cells = notebook.cells[: place + 1]
                return notebook, code, output
    raise AssertionError("no score is printed in the lecture")


def test_one_wrong_digit_of_a_score_is_noticed(tmp_path):
    notebook, code, output = first_cells_with_a_score()
    nbformat.write(notebook, tmp_path / "true.ipynb")
    text = output.data["text/plain"]
    place = NPS.search(text).start(1)
    output.data["text/plain"] = text[:place] + str((int(text[place]) + 1) % 10) + text[place + 1 :]
    nbformat.write(notebook, tmp_path / "wrong.ipynb")
    told = outcomes(nbval(tmp_path / "true.ipynb", tmp_path / "wrong.ipynb"))
    assert len(told) == 2 * (code + 1)
    assert [cell for cell, outcome in told.items() if outcome != "PASSED"] == [("wrong", code)]
