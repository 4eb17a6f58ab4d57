#!/usr/bin/env bash
# Package:   nbval 0.11.0 (pytest --nbval), on a notebook run by nbclient 0.11.0
# Behaviour: a display that is updated (display_id=True, then .update) is compared as it was first shown, not as it ended.
#            A notebook just executed and saved fails against itself; one edited to hold the first text, without
#            the result, passes.
# One would guess otherwise: what a notebook file keeps of an updated display is its last state, and nbval's promise is
#            that the saved outputs are what a new run gives.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"  # away from the pins of a project
uv venv --quiet "$work/venv"
uv pip install --quiet --python "$work/venv/bin/python" nbval==0.11.0 nbclient==0.11.0 nbformat==5.11.1 ipykernel==7.4.0 ipython==9.18.1 pytest==9.2.0
export IPYTHONDIR="$work/ipython" JUPYTER_DATA_DIR="$work/jupyter"
export PATH="$work/venv/bin:$PATH"
"$work/venv/bin/python" - 2>/dev/null <<'PY'
import subprocess
import sys

import nbclient
import nbformat
from nbformat import v4

kernel = {"kernelspec": {"name": "python3", "display_name": "Python", "language": "python"}}
source = "score = display('NPS: counting', display_id=True)\nscore.update('NPS: 31')"
plain = "display('NPS: 31')"


def write(name, code, saved=None):
    book = v4.new_notebook(cells=[v4.new_code_cell(code)], metadata=kernel)
    nbclient.NotebookClient(book).execute()
    print(f"{name:9} a run saves:", [o.data["text/plain"] for o in book.cells[0].outputs], " edited to:", saved)
    if saved:
        book.cells[0].outputs[0].data["text/plain"] = saved
    nbformat.write(book, f"{name}.ipynb")


def passes(name):
    run = [sys.executable, "-m", "pytest", "--nbval", "-q", "-p", "no:cacheprovider", f"{name}.ipynb"]
    code = subprocess.run(run, capture_output=True, text=True).returncode
    assert code in (0, 1), f"pytest ended with {code}"
    print(f"{name:9} nbval:", "passes" if code == 0 else "fails")
    return code == 0


write("plain", plain)  # nothing updated: as expected
write("plain_no", plain, "'NPS: 99'")
write("honest", source)  # untouched
write("wrong", source, "'NPS: counting'")
assert passes("plain") and not passes("plain_no"), "nbval itself does not work here"
assert not passes("honest"), "changed: an untouched notebook passes"
assert passes("wrong"), "changed: a notebook without its result fails"
print("as stated")
PY
