"""Folders of the machine leave the outputs; nothing else does."""

import base64
import tempfile
from pathlib import Path

from nbformat import v4

from cxlib.runs.scrub import scrub_notebook, scrubber


def test_the_longest_folder_is_taken_first():
    scrub = scrubber([(Path("/srv/data"), "data"), (Path("/srv/data/café"), "study")])
    assert scrub("'/srv/data/café/a.csv' and /srv/data/b") == "'study/a.csv' and data/b"


def test_a_name_that_only_begins_alike_stays():
    scrub = scrubber([(Path("/srv/data"), "data")])
    assert scrub("/srv/data-2024/a.csv, /srv/database") == "/srv/data-2024/a.csv, /srv/database"


def test_home_project_and_temporary_folder_are_taken(monkeypatch):
    monkeypatch.setenv("HOME", "/home/rosa")
    scrub = scrubber([])
    assert scrub("/home/rosa/x") == "~/x"
    assert scrub(str(Path(__file__).parents[2] / "cxlib" / "errors.py")) == "workbook/cxlib/errors.py"
    assert scrub(f"{tempfile.gettempdir()}/ipykernel_1/2.py") == "tmp/ipykernel_1/2.py"


def test_a_root_is_no_folder_to_take(monkeypatch):
    monkeypatch.setenv("HOME", "/")
    assert scrubber([])("a / b /x") == "a / b /x"


def test_pictures_stay_as_they_are_and_everything_else_is_scrubbed():
    picture = base64.b64encode(b"/srv/data").decode() + "/srv/data"
    outputs = [
        v4.new_output("display_data", data={"image/png": picture, "text/plain": "/srv/data/a"}),
        v4.new_output("stream", name="stdout", text="see /srv/data/a"),
        v4.new_output("error", ename="E", evalue="/srv/data/a", traceback=["\x1b[31m/srv/data\x1b[0m/a"]),
    ]
    notebook = v4.new_notebook(cells=[v4.new_code_cell("1", outputs=outputs), v4.new_markdown_cell("# Text")])
    notebook.metadata.papermill = {"input_path": "/srv/data/n.ipynb"}
    notebook.cells[0].metadata.papermill = {"duration": 1}
    scrub_notebook(notebook, scrubber([(Path("/srv/data"), "study")]))
    display, stream, error = notebook.cells[0].outputs
    assert display.data == {"image/png": picture, "text/plain": "study/a"}
    assert stream.text == "see study/a"
    assert (error.evalue, error.traceback) == ("study/a", ["study/a"])
    assert "papermill" not in notebook.metadata
    assert "papermill" not in notebook.cells[0].metadata
