"""Notebooks are found by name and run one by one."""

import json
import sys

import pytest
from runs.tiny import write_notebook, write_study

from cxlib.errors import CXError
from cxlib.runs import bookshelf, run_workbook
from cxlib.runs.bookshelf import find_notebooks, is_notebook
from cxlib.runs.notebooks import run_notebook


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    for name in ("00_start_here", "03_net_promoter_score", "03b_by_hand", "10_case_airport"):
        write_notebook(tmp_path / f"{name}.ipynb")
    (tmp_path / "notes.ipynb").write_text("{}")
    monkeypatch.setattr(bookshelf, "FOLDER", tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("03", "03_net_promoter_score"),
        ("3", "03_net_promoter_score"),
        ("0", "00_start_here"),
        ("10", "10_case_airport"),
        ("03_net", "03_net_promoter_score"),
        ("03_net_promoter_score", "03_net_promoter_score"),
        ("03_net_promoter_score.ipynb", "03_net_promoter_score"),
        ("net_promoter_score", "03_net_promoter_score"),
    ],
)
def test_a_notebook_is_named_by_number_name_or_beginning(shelf, word, name):
    assert find_notebooks([word]) == [shelf / f"{name}.ipynb"]
    assert is_notebook(word)


def test_without_names_the_whole_workbook_is_meant(shelf):
    assert [file.name[:2] for file in find_notebooks()] == ["00", "03", "03", "10"]


def test_a_case_runs_on_a_client_s_study_only_when_named(shelf):
    assert [file.name[:2] for file in find_notebooks(cases=False)] == ["00", "03", "03"]
    assert find_notebooks(["10"], cases=False) == [shelf / "10_case_airport.ipynb"]


def test_a_case_on_its_own_data_names_its_own_study():
    assert bookshelf.own_study("10_case_airport", {"study": ""}).startswith("San Francisco airport")
    assert bookshelf.own_study("10_case_airport", {"study": "study.toml"}) == ""
    assert bookshelf.own_study("03_net_promoter_score", {"study": ""}) == ""


def test_record_and_page_of_a_case_say_whose_data_they_show(tmp_path):
    case = write_notebook(tmp_path / "10_case_airport.ipynb", "1 + 1")
    run = run_workbook(notebooks=[case], out=tmp_path / "out")
    record = json.loads((run.folder / "run.json").read_text(encoding="utf-8"))
    assert record["study"] == "Pont Nou"
    assert record["notes"][-1].startswith("10_case_airport is about San Francisco airport 2010–2018, not about")
    page = (run.folder / "10_case_airport.html").read_text(encoding="utf-8")
    assert "San Francisco airport 2010–2018" in page and "Pont Nou" not in page


def test_a_notebook_named_twice_runs_once(shelf):
    assert find_notebooks(["3", "03_net"]) == [shelf / "03_net_promoter_score.ipynb"]


@pytest.mark.parametrize(
    ("word", "said"),
    [
        (
            "03_net_promotor_score",
            "03_net_promotor_score: no notebook of this name. Did you mean 03_net_promoter_score?",
        ),
        (
            "1",
            "1: no notebook of this name. Known: 00_start_here, 03_net_promoter_score, 03b_by_hand, 10_case_airport.",
        ),
        (
            "44",
            "44: no notebook of this name. Known: 00_start_here, 03_net_promoter_score, 03b_by_hand, 10_case_airport.",
        ),
        ("03", "03: 2 notebooks are named so. Write one of 03_net_promoter_score, 03_second."),
        (
            "",
            ": no notebook of this name. "
            "Known: 00_start_here, 03_net_promoter_score, 03_second, 03b_by_hand, 10_case_airport.",
        ),
    ],
)
def test_an_unknown_or_doubtful_name_is_told(shelf, word, said):
    if word in ("03", ""):
        write_notebook(shelf / "03_second.ipynb")
    with pytest.raises(CXError) as caught:
        find_notebooks([word])
    assert str(caught.value) == said
    assert not is_notebook(word)


def test_a_file_that_is_no_notebook_is_told(tmp_path):
    file = tmp_path / "broken.ipynb"
    file.write_text("not json")
    with pytest.raises(CXError) as caught:
        run_notebook(file, out=tmp_path / "out")
    assert str(caught.value) == (
        "broken.ipynb: not a notebook that can be read (NotJSONError). Give the path of an .ipynb file."
    )
    assert not (tmp_path / "out").exists()


def test_one_notebook_runs_in_this_interpreter_and_in_the_study_s_folder(tmp_path, monkeypatch):
    # another kernel named python3, as a machine with several Pythons has it
    other = tmp_path / "jupyter" / "kernels" / "python3"
    other.mkdir(parents=True)
    (other / "kernel.json").write_text(json.dumps({"argv": ["false"], "display_name": "x", "language": "python"}))
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))
    study = write_study(tmp_path / "client")
    # a data folder may hold a file named like a package: it must not be imported
    (study / "random.py").write_text("raise SystemExit('code from the data folder ran')")
    notebook = write_notebook(
        tmp_path / "03_small.ipynb",
        "import os, random, sys",
        "print(sys.executable == os.environ['EXPECTED'], study, os.path.exists(study), seed)",
        parameters='study: str = ""\nseed: int = 1',
    )
    monkeypatch.setenv("EXPECTED", sys.executable)
    run = run_notebook(notebook, study=study, out=tmp_path / "out", parameters={"seed": "5"})
    assert (run.outcome, run.error) == ("done", "")
    assert run.parameters == {"study": "study.toml", "seed": 5}
    assert run.file == tmp_path / "out" / "03_small.ipynb"
    assert run.notebook.cells[-1].outputs[0].text == "True study.toml True 5\n"
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["03_small.ipynb"]


def test_a_kernel_that_dies_is_a_failure_with_its_cell(tmp_path):
    study = write_study(tmp_path / "client")
    notebook = write_notebook(tmp_path / "03_small.ipynb", "import os", "os._exit(3)", "1")
    run = run_notebook(notebook, study=study, out=tmp_path / "out")
    assert (run.outcome, run.line) == ("failed", "os._exit(3)")
    assert run.error == "The kernel ended before the notebook did (Kernel died)."


def test_cells_of_a_closed_section_are_left_out_before_they_reach_the_kernel(tmp_path):
    """As the kernel would: imports, parts and the next section run; of what only IPython reads, the kernel is asked."""
    book = write_notebook(
        tmp_path / "01_small.ipynb",
        "import cxlib as cx\nsurvey = cx.read_study(study)\ngates = cx.Gates(survey, role='recommend', min_cell=1)",
        "cx.section(1, needs={'wave': 'wave'})",
        "1 / 0",
        "%time 1 / 0",
        "from math import pi",
        "cx.section('1.1', after=1)",
        "1 / 0",
        "cx.section(2, needs={'wave': 'wave'}, truth={})",
        "# Words",
        "'a'",
        "cx.section(3, needs={'score': 'recommend'})",
        "round(pi, 2)",
    )
    run = run_notebook(book, study=write_study(tmp_path / "study"), out=tmp_path / "out")
    assert run.outcome == "done", run.error
    cells = [cell for cell in run.notebook.cells if cell.cell_type == "code"][3:]  # without parameters and the first
    told = [[output["data"].get("text/plain", "") for output in cell.outputs] for cell in cells]
    left, magic, later, hidden = told[1], told[2], told[5], told[7]
    assert left == magic == ["Left out: section 1 is closed."]
    assert later == ["Left out: section 1.1 is closed."]
    assert hidden == ["Left out: section 2 does not apply here."]
    assert cells[1].outputs == cells[2].outputs  # of which the second came from the kernel
    assert told[-1] == ["3.14"]
    asked = [cell.execution_count is not None for cell in cells]
    assert asked == [True, False, True, True, True, False, True, False, True, True]
