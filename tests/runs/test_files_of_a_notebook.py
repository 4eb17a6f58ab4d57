"""A notebook may put files of its own into the folder of its run."""

from __future__ import annotations

from runs.tiny import write_notebook, write_study

from cxlib.runs import run_notebook
from cxlib.study.files.access import run_folder

CELL = (
    "from cxlib.study.files.access import run_folder\n(run_folder() / 'map.csv').write_text('a')\nprint(run_folder())"
)


def test_a_notebook_knows_the_folder_of_its_run_and_tells_nobody_where_it_is(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # the kernel stands in the study's folder, so a relative name would mean another one
    write_notebook(tmp_path / "03_small.ipynb", CELL)
    run = run_notebook(tmp_path / "03_small.ipynb", study=write_study(tmp_path / "client"), out="out")
    assert (run.outcome, run.error) == ("done", "")
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == ["03_small.ipynb", "map.csv"]
    assert str(tmp_path) not in run.notebook.cells[-1].outputs[0].text


def test_outside_of_a_run_there_is_no_such_folder(monkeypatch):
    monkeypatch.delenv("CX_RUN_FOLDER", raising=False)
    assert run_folder() is None
