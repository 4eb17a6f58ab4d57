#!/usr/bin/env bash
# Package:   jupytext 1.19.6, a notebook written as a script (.py:percent, its usual pair), and a script read as a notebook
# Behaviour: a line such as `copy -= copy.mean()` is taken for a command of the shell and commented out in the script, which
#            runs without it: three ratings that are centred in the notebook are not in the script. So it is with variables
#            named copy, cat, echo, ls, ren and others (cat += 1, ls += [1]). The other way round a remark in a script,
#            "# cat owners answered most", loses its sign and is code in the notebook. No warning, and no error in the script.
# One would guess otherwise: an assignment is no command; `copy = ...` just above is kept, IPython itself runs the line as
#            Python, and indented it is kept too. Both ways back and forth give the notebook again, so a check of the round
#            trip passes; only who runs the pair has other numbers than who reads the notebook.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"  # away from the pins of a project
export IPYTHONDIR="$work/ipython"
uv venv --quiet "$work/venv"
uv pip install --quiet --python "$work/venv/bin/python" jupytext==1.19.6 nbformat==5.11.1 ipython==9.18.1 numpy==2.4.6
"$work/venv/bin/python" -W error - <<'PY'
import contextlib
import io
import subprocess
import sys
from pathlib import Path

import jupytext
import nbformat
from IPython.core.interactiveshell import InteractiveShell

CELL = """\
import numpy as np

copy = np.array([6.0, 8.0, 10.0])
copy -= copy.mean()
cat = 0
cat += 1
for _ in range(2):
    cat += 1
print(copy.tolist(), cat)"""
notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(CELL)])
nbformat.write(notebook, "ratings.ipynb")
subprocess.run([sys.executable, "-m", "jupytext", "--quiet", "--to", "py:percent", "ratings.ipynb"], check=True)
script = Path("ratings.py").read_text()

with contextlib.redirect_stdout(io.StringIO()) as shown:
    assert InteractiveShell.instance().run_cell(CELL).success
in_notebook = shown.getvalue().strip()
run = subprocess.run([sys.executable, "-W", "error", "ratings.py"], capture_output=True, text=True, check=True)
in_script = run.stdout.strip()
print("the cell, run by IPython:  ", in_notebook)
print("the script that it becomes:", in_script)
print("what differs:", [line for line in script.splitlines() if line.startswith(("# copy", "# cat"))])

assert in_notebook == "[-2.0, 0.0, 2.0] 3", in_notebook
assert in_script == "[6.0, 8.0, 10.0] 2" and not run.stderr, f"changed: {in_script} {run.stderr}"
assert "# copy -= copy.mean()" in script and "# cat += 1" in script and "\n    cat += 1" in script, "changed"
assert jupytext.read("ratings.py").cells[0].source == CELL, "changed: the way back"

remark = "# %%\n# cat owners answered most\nshare = 0.4\n"
read = jupytext.reads(remark, fmt="py:percent").cells[0].source
print("a remark in a script, read as a notebook:", repr(read))
assert read == "cat owners answered most\nshare = 0.4", "changed: the remark"
assert jupytext.reads("# %%\n# dog owners answered most\nshare = 0.4\n", fmt="py:percent").cells[0].source.startswith("# dog")
print("as stated")
PY
