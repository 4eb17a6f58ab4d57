"""Sections in real kernels: nbclient, papermill, `jupyter execute`, nbval, and a client that sends cells' ids."""

from __future__ import annotations

import re
import subprocess
import sys

import nbformat
import papermill
import pytest
from jupyter_client.manager import start_new_kernel
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat import v4
from sections.shells import SETUP

from cxlib import run_workbook
from cxlib.sections import LEFT_OUT, SECTION

pytestmark = pytest.mark.filterwarnings("ignore")  # of the clients and their event loops

PARAMETERS = "min_people = 3\nbroken = False"
CELLS = [
    SETUP.replace("min_people = 3\n", "").replace("folder", "'.'"),
    "# ## 1. Counted",
    "%%time\nrows = cx.section(1, needs={'score': 'recommend'}, min_answers=min_people)",
    "import asyncio\nawait asyncio.sleep(0)\nprint(len(rows.rows))",
    "1 / broken",
    "# ## 2. Closed",
    "more = cx.section(2, needs={'touchpoint': 'touchpoint'})",
    "await asyncio.sleep(0)\nmore.rows.head()",
    "%%time\nmore['touchpoint']",
    "# Words of the closed section.",
    "# ### 2.1 A part",
    "part = cx.section('2.1')",
    "1 / 0",
    "# ## 3. Open",
    "cx.section(3)",
    "print('three')",
    "# ## Closing",
    "cx.section('closing')",
    "cx.next_steps({1: 'Count.', 2: 'Ask.'})",
    "cx.section_states()",
]


@pytest.fixture(autouse=True)
def _preloaded(monkeypatch):
    """Kernels that have imported what the sections import: a start takes a moment, not seconds."""
    monkeypatch.setenv("JUPYTER_DEFAULT_PROVISIONER_NAME", "cxlib-preloaded")


@pytest.fixture
def file(folder):
    cells = [v4.new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]})]
    for cell in CELLS:
        cells.append(v4.new_markdown_cell(cell[2:]) if cell.startswith("# ") else v4.new_code_cell(cell))
    # %%time prints another time on each run
    for cell in cells:
        cell.source = (
            cell.source.replace("%%time", "%%capture --no-display") if "rows =" in cell.source else cell.source
        )
    written = v4.new_notebook(cells=cells)
    written.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(written, folder / "small.ipynb")
    return folder / "small.ipynb"


def states(notebook) -> list:
    """Of each output: the section it opened, the closed one its cell was left out of, or its first line."""
    told = []
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            section, out = data.get(SECTION), data.get(LEFT_OUT)
            if section:
                told.append((section["number"], section["state"]))
            elif out:
                told.append(f"left out of {out['number']}")
            elif output.output_type == "stream":
                told.append(output.text.strip())
            elif output.output_type == "error":
                told.append(output.ename)
            else:
                told.append(data["text/plain"].split("\n")[0].strip())
    return told


REST = [
    ("2", "closed"), "left out of 2", "left out of 2", ("2.1", "closed"), "left out of 2.1",
    ("3", "open"), "three", ("closing", "open"),
]  # fmt: skip
OPEN = [("1", "open"), "8", "1.0", *REST, "· Count."]
CLOSED = [
    ("1", "closed"),
    "left out of 1",
    "left out of 1",
    *REST,
    "Nothing yet: the sections that would say what could not be shown.",
]


def test_nbclient(file):
    notebook = nbformat.read(file, as_version=4)
    notebook.cells[0].source = "min_people = 3\nbroken = True"
    NotebookClient(notebook, resources={"metadata": {"path": str(file.parent)}}).execute()
    assert states(notebook)[:-1] == OPEN
    notebook.cells[0].source = "min_people = 30\nbroken = False"
    NotebookClient(notebook, resources={"metadata": {"path": str(file.parent)}}).execute()
    assert states(notebook)[:-1] == CLOSED


def test_an_error_in_an_open_section_stops_the_run(file):
    notebook = nbformat.read(file, as_version=4)
    with pytest.raises(CellExecutionError, match="ZeroDivisionError"):
        NotebookClient(notebook, resources={"metadata": {"path": str(file.parent)}}).execute()
    assert states(notebook) == [("1", "open"), "8", "ZeroDivisionError"]


def test_papermill_with_parameters(file):
    made = papermill.execute_notebook(
        file, None, parameters={"min_people": 30}, cwd=file.parent, kernel_name="python3", progress_bar=False
    )
    assert states(made)[:-1] == CLOSED


def test_cx_run_and_its_page(file):
    source = nbformat.read(file, as_version=4)
    source.cells[
        0
    ].source = 'study: str = ""  # the study\nmin_people: int = 3  # fewest\nbroken: bool = True  # or not'
    nbformat.write(source, file)
    run = run_workbook(file.parent, notebooks=[file], out=file.parent / "out")
    (made,) = run.notebooks
    assert (made.outcome, states(made.notebook)[:-1]) == ("done", OPEN)
    page = (run.folder / "small.html").read_text(encoding="utf-8")
    assert "Skipped: section 2. Table relationship has no column or role touchpoint." in page
    assert "Words of the closed section" not in page and "Left out" not in page


def test_jupyter_execute(file):
    file.write_text(file.read_text(encoding="utf-8").replace("min_people = 3", "min_people = 30"), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "jupyter", "execute", "--inplace", file.name],
        cwd=file.parent, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert states(nbformat.read(file, as_version=4))[:-1] == CLOSED


def test_strict_nbval(file):
    notebook = nbformat.read(file, as_version=4)
    notebook.cells[0].source = "min_people = 30\nbroken = False"
    NotebookClient(notebook, resources={"metadata": {"path": str(file.parent)}}).execute()
    nbformat.write(notebook, file)
    command = [
        sys.executable,
        "-m",
        "pytest",
        "--nbval",
        "--nbval-current-env",
        "-q",
        "-rA",
        "--color=no",
        "-W",
        "ignore",
    ]
    quiet = ["-p", "no:cacheprovider", "-p", "no:xdist", "-o", "addopts=", "--rootdir", str(file.parent), str(file)]
    done = subprocess.run([*command, *quiet], cwd=file.parent, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    assert len(re.findall("^PASSED", done.stdout, re.MULTILINE)) == sum(
        cell.cell_type == "code" for cell in notebook.cells
    )


class Lab:
    """A kernel that is sent cells with their ids, as JupyterLab sends them."""

    def __init__(self, folder) -> None:
        self.manager, self.client = start_new_kernel(cwd=str(folder))

    def run(self, code: str, id: str, tags: tuple[str, ...] = ()) -> list:
        content = {
            "code": code, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False,
            "stop_on_error": True,
        }  # fmt: skip
        message = self.client.session.msg("execute_request", content)
        message["metadata"] = {
            "cellId": id,
            "tags": list(tags),
            "trusted": True,
            "deletedCells": [],
            "recordTiming": False,
        }
        self.client.shell_channel.send(message)
        cell = v4.new_code_cell(code)
        while True:
            told = self.client.get_iopub_msg(timeout=30)
            if told["parent_header"].get("msg_id") != message["header"]["msg_id"]:
                continue
            if told["msg_type"] == "status" and told["content"]["execution_state"] == "idle":
                return states(v4.new_notebook(cells=[cell]))
            if told["msg_type"] in ("stream", "display_data", "execute_result", "error"):
                cell.outputs.append(v4.output_from_msg(told))


@pytest.fixture
def lab(folder):
    made = Lab(folder)
    yield made
    made.client.stop_channels()
    made.manager.shutdown_kernel(now=True)


def test_cells_with_ids_run_in_any_order(lab):
    def count() -> list:
        return lab.run("rows = cx.section(1, needs={'score': 'recommend'}, min_answers=min_people)", "aaaaaaa1")

    lab.run(PARAMETERS, "00000001", ("parameters",))
    assert lab.run(CELLS[0], "00000002") == []
    assert count() == [("1", "open")]
    assert lab.run("len(rows.rows)", "bbbbbbb1") == ["8"]
    assert lab.run(CELLS[6], "aaaaaaa2") == [("2", "closed")]
    assert lab.run("await asyncio.sleep(0)\nmore.rows.head()", "bbbbbbb2") == ["left out of 2"]
    assert lab.run("len(rows.rows)", "bbbbbbb1") == ["8"]
    assert lab.run("40 + 2", "0b9c0f8e-6d1f-4c0e-8f5a-2d5a7f0c1e11") == ["42"]
    assert lab.run("min_people = 30", "00000001", ("parameters",)) == []
    assert count() == [("1", "closed")]
    assert lab.run("len(rows.rows)", "bbbbbbb1") == ["left out of 1"]
    assert lab.run("cx.section('closing')", "aaaaaaa9") == [("closing", "open")]
    assert lab.run("len(rows.rows)", "bbbbbbb1") == ["left out of 1"]
    assert lab.run("min_people = 0", "00000001", ("parameters",)) == []
    assert count() == [("1", "open")]
    assert lab.run("len(rows.rows)", "bbbbbbb1") == ["8"]
