#!/usr/bin/env bash
# Package:   papermill 2.7.0, command line: -p NAME VALUE and -y YAML
# Behaviour: a value such as 2024_10 (a wave, a study number, a quota cell) reaches the notebook as the number 202410.
#            The waves 2024_1 and 20_241 become the same number. The question code 1_2 becomes 12.
# One would guess otherwise: a value with an underscore does not look like a number, and 2024-10 arrives as the text that
#            was typed. Files that the notebook names after the wave land under another name, a filter on the wave finds
#            nobody. Only -r passes what was typed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"  # away from the pins of a project
uv venv --quiet "$work/venv"
uv pip install --quiet --python "$work/venv/bin/python" papermill==2.7.0 nbformat==5.11.1 nbclient==0.11.0
"$work/venv/bin/python" - <<'PY'
import subprocess
import sys
from pathlib import Path

import nbformat
from nbformat import v4

kernel = {"kernelspec": {"name": "python3", "display_name": "Python", "language": "python"}}
cell = v4.new_code_cell("wave = None", metadata={"tags": ["parameters"]})
nbformat.write(v4.new_notebook(cells=[cell], metadata=kernel), "report.ipynb")


def passed(*options):
    tool = str(Path(sys.executable).with_name("papermill"))
    run = [tool, "--prepare-only", "report.ipynb", "out.ipynb", *options]
    subprocess.run(run, check=True, capture_output=True)
    scope = {}
    exec(nbformat.read("out.ipynb", as_version=4).cells[1].source, scope)
    return scope["wave"]


seen = {}
for value in ("2024_10", "2024_1", "20_241", "1_2", "2024-10"):
    seen[value] = [passed("-p", "wave", value), passed("-y", f"wave: {value}"), passed("-r", "wave", value)]
    print(f"{value:8} -p {seen[value][0]!r:10} -y {seen[value][1]!r:10} -r {seen[value][2]!r}")

assert seen["2024_10"] == [202410, 202410, "2024_10"], "changed: 2024_10"
assert seen["2024_1"][:2] == seen["20_241"][:2] == [20241, 20241], "changed: two waves, one number"
assert seen["1_2"][:2] == [12, 12], "changed: 1_2"
assert seen["2024-10"] == ["2024-10"] * 3, "changed: 2024-10"
print("as stated")
PY
