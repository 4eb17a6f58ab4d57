"""A run made again: the same numbers, or which changed, and why."""

from __future__ import annotations

import json

import pytest
from runs.tiny import write_notebook, write_study
from test_cli import cx as command

from cxlib.errors import CXError
from cxlib.runs import run_workbook
from cxlib.runs.rerun import compared, rerun

LOOK = """\
import cxlib as cx
import pandas as pd
rows = cx.read_study(study).tables["relationship"]
found = cx.net_promoter_score(rows, rating="recommend")
cx.Result(table=found.table[["n", "estimate"]].assign(words="all"))
"""
SEEDED = 'study: str = ""  # the study\nseed: int = 1  # of chance'


@pytest.fixture
def run(tmp_path, monkeypatch):
    """A run of one notebook of one's own, which the shelf knows."""
    from cxlib.runs import bookshelf

    shelf = tmp_path / "notebooks"
    write_notebook(shelf / "01_small.ipynb", LOOK, parameters=SEEDED)
    monkeypatch.setattr(bookshelf, "FOLDER", shelf)
    study = write_study(tmp_path / "client")
    return run_workbook(study, notebooks=["01"], out=tmp_path / "out", lectures=False).folder, study


def test_nothing_changed(run):
    folder, study = run
    again = rerun(folder, str(study))
    assert again.same and again.run.folder.parent == folder.resolve().parent
    assert again.lines[0] == "Data, versions, notebooks and parameters are the same."
    assert again.lines[1].startswith(
        "2 numbers compared (tolerance 1e-06 of a number, or of 1 below 1): 2 the same, 0 "
    )


def test_data_that_changed_are_named_with_what_they_moved(run):
    folder, study = run
    write_study(study, answers=[10, 9, 10, 8, 7, 3, 9, 10, 0, 6, 8])
    again = rerun(folder, str(study))
    assert not again.same
    told = "\n".join(again.lines)
    assert "Changed: data: answers.csv (checksum " in told
    assert "rows, and had" not in told  # by the rows of two records, one person's going could be told
    assert "  01_small · all: n: 12 → 11" in told


def test_version_parameter_seed_and_code_that_changed(run):
    folder, study = run
    record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    record["versions"]["pandas"] = "0.1"
    record["notebooks"][0]["parameters"]["seed"] = 7
    record["notebooks"][0]["sha256"] = "other"
    (folder / "run.json").write_text(json.dumps(record), encoding="utf-8")
    told = "\n".join(rerun(folder, str(study)).lines)
    assert "Changed: version: pandas 0.1 → " in told
    assert "Changed: chance: seed of 01_small was 7, is 1." in told
    assert "Changed: notebook: the code of 01_small." in told


def test_where_nothing_but_a_number_changed_it_is_chance(run):
    folder, study = run
    file = folder / "01_small.ipynb"
    notebook = json.loads(file.read_text(encoding="utf-8"))
    for output in (one for cell in notebook["cells"] for one in cell.get("outputs", [])):
        for kind, told in output.get("data", {}).items():
            if kind.endswith("table+json"):
                told["columns"][0]["values"] = [99]
    file.write_text(json.dumps(notebook), encoding="utf-8")
    again = rerun(folder, str(study))
    assert not again.same
    assert again.lines[0].startswith("Changed: Chance: data, versions, notebooks, parameters and seeds are the same")


def test_the_data_must_be_named_and_the_command_ends_with_one_where_numbers_differ(run):
    folder, _ = run
    with pytest.raises(CXError) as caught:
        rerun(folder)
    mend = f"Say where they lie: cx rerun {folder} STUDY"
    assert str(caught.value) == f"{folder}: its data are not part of the workbook. {mend}"
    assert command("rerun", folder).returncode == 1


def test_the_tolerance():
    key = ("01", "n")
    assert compared({key: 1.0}, {key: 1.0 + 9e-7})[1] and not compared({key: 1.0}, {key: 1.0 + 2e-6})[1]
    assert compared({key: 1e9}, {key: 1e9 + 500})[1] and not compared({key: None}, {key: 0.0})[1]
    lines, same = compared({key: 1.0}, {("01", "m"): 1.0})
    assert not same and lines[1:] == ["  01 · n: gone", "  01 · m: new"]
