"""`cx` as a user meets it: its words, its exit codes, and nothing heavy before it is needed."""

import contextlib
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from runs.bundles import closed, opened
from runs.tiny import write_notebook, write_study
from typer.testing import CliRunner

from cxlib.cli import app
from cxlib.runs.asking import asked_for

HEAVY = "pandas numpy scipy statsmodels seaborn matplotlib papermill nbconvert nbformat pydantic IPython"


def process(*words: object) -> subprocess.CompletedProcess:
    """The command in a process of its own, as people start it: each imports everything anew."""
    command = [sys.executable, "-m", "cxlib.cli", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=300)


def cx(*words: object, cwd: Path | None = None) -> subprocess.CompletedProcess:
    """The same in this process."""
    with contextlib.chdir(cwd or "."):
        done = CliRunner().invoke(app, list(map(str, words)))
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return subprocess.CompletedProcess(words, done.exit_code, done.stdout, done.stderr)


@pytest.fixture(scope="module")
def study(tmp_path_factory) -> Path:
    return write_study(tmp_path_factory.mktemp("client"))


@pytest.fixture
def notebook(tmp_path) -> Path:
    return write_notebook(tmp_path / "01_small.ipynb", parameters='study: str = ""\nweighted: bool = True')


def test_help_loads_nothing_heavy():
    code = f"import sys, cxlib.cli; print([name for name in {HEAVY.split()} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("words", [["--help"], ["-h"], ["run", "--help"], ["check", "--help"]])
def test_help_is_given(words):
    done = process(*words)
    assert done.returncode == 0
    assert "Usage: cx" in done.stdout.replace("python -m cxlib.cli", "cx")
    assert done.stderr == ""


def test_the_commands_are_those_of_the_guide():
    said = cx("--help").stdout
    for command in ("run", "check", "report", "doctor", "lab"):
        assert f" {command} " in said


def test_a_run_ends_with_the_paths_of_its_pages(study, notebook, tmp_path):
    done = process("run", study, notebook, "--out", tmp_path / "out", "-p", "weighted=false")
    (folder,) = (tmp_path / "out").glob("[!.]*")
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "",
        "Tiny Café: report",
        f"  {folder / 'report.html'}",
        "Tiny Café: pages",
        f"  {folder / 'index.html'}",
        f"  {folder / '01_small.html'}",
    ]
    (line,) = done.stderr.splitlines()
    assert line.startswith("01_small: done in ")


def test_slides_and_tables_are_made_by_the_same_command(study, notebook, tmp_path):
    done = cx("run", study, notebook, "--out", tmp_path / "out", "--deck", "--workbook")
    (folder,) = (tmp_path / "out").glob("[!.]*")
    assert done.returncode == 0
    assert done.stdout.splitlines()[-2:] == [f"  {folder / 'slides.pptx'}", f"  {folder / 'tables.xlsx'}"]
    assert (folder / "slides.pptx").is_file() and (folder / "tables.xlsx").is_file()


def test_a_failing_notebook_is_told_with_its_cell_and_its_mend(study, tmp_path):
    source = "from cxlib import CXError\nraise CXError('speed: no such column.', 'Did you mean spend?')"
    failing = write_notebook(tmp_path / "01_failing.ipynb", source)
    done = cx("run", study, failing, "--out", tmp_path / "out")
    assert done.returncode == 1
    assert done.stderr.splitlines()[1:] == [
        "",
        "01_failing stopped at In [3]: from cxlib import CXError",
        "  speed: no such column. Did you mean spend?",
        "",
        "1 of 1 notebooks did not reach its end.",
    ]
    assert "index.html" in done.stdout


def test_the_cases_have_data_of_their_own_and_run_on_a_study_only_when_named(study):
    def asked(*words: str) -> list[str]:
        return [file.stem for file in asked_for(words[0] if words else None, list(words[1:]), [])[1]]

    assert "10_case_airport" in asked() and asked(str(study), "10") == ["10_case_airport"]
    assert asked(str(study)) == [name for name in asked() if name != "10_case_airport"]


def test_a_wrong_parameter_is_wrong_usage(study, notebook, tmp_path):
    done = cx("run", study, notebook, "--out", tmp_path / "out", "-p", "wieghted=false")
    said = "wieghted: no such parameter in 01_small. Did you mean weighted?\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", said)
    assert not (tmp_path / "out").exists()


def test_a_first_word_that_names_nothing_is_wrong_usage(tmp_path):
    done = cx("run", "nowhere", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith(("nowhere: neither a folder or file of a study nor a notebook.", "No notebook"))
    assert list(tmp_path.iterdir()) == []


def test_a_missing_study_is_wrong_usage(tmp_path):
    assert cx("check", tmp_path / "nowhere").returncode == 2
    assert cx("check").returncode == 2
    assert cx("run", "--jobs", "0").returncode == 2
    assert cx("rnu").returncode == 2


def test_check_of_a_clean_study_says_what_was_read(study):
    done = cx("check", study)
    assert done.returncode == 0
    assert done.stdout.splitlines()[:2] == ["Tiny Café: no faults.", "  relationship: 12 rows, 2 columns"]
    assert done.stderr == ""


def test_check_lists_every_fault_with_its_mend(tmp_path):
    write_study(tmp_path, answers=[10, 11, 9, 11])
    rows = (tmp_path / "answers.csv").read_text().replace("4,11", "1,11")
    (tmp_path / "answers.csv").write_text(rows)
    done = cx("check", tmp_path)
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert lines[0] == "1. relationship.guest"
    assert lines[lines.index("2. relationship.recommend") :] == [
        "2. relationship.recommend",
        "   outside 0…10 (11)",
        "   2 rows, first at row 3",
        '   If 11 means "no answer", write missing = [11].',
        "",
        "2 faults.",
    ]


def test_a_run_on_a_faulty_study_is_refused(notebook, tmp_path):
    write_study(tmp_path / "client", answers=[10, 11])
    done = cx("run", tmp_path / "client", notebook, "--out", tmp_path / "out")
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == (
        "Tiny Café: 1 fault.\n"
        "  1. relationship.recommend: outside 0…10 (11) in 1 row (first at row 3). "
        'If 11 means "no answer", write missing = [11].\n'
        " Mend the study.toml or the file, then run cx check again.\n"
    )
    assert not (tmp_path / "out").exists()


def test_a_place_that_cannot_be_written_is_told(study, notebook, tmp_path):
    taken = tmp_path / "taken"
    taken.write_text("a file")
    done = cx("run", study, notebook, "--out", taken)
    assert done.returncode == 1
    assert done.stderr == (
        f"{taken}: the results could not be written (File exists). "
        "Make room or choose another folder with --out; nothing half-written was left.\n"
    )


def test_the_doctor_looks_at_everything_and_leaves_nothing(tmp_path):
    done = cx("doctor", cwd=tmp_path)
    lines = done.stdout.splitlines()
    names = [line[6:].partition(":")[0] for line in lines[:-1]]
    assert [name for name in names if name in ("Python", "notebooks", "sample company", "kernel", "results")] == [
        *("Python", "notebooks", "sample company", "kernel", "results")
    ]
    assert "ok    kernel: starts" in lines
    assert (done.returncode == 0) == (lines[-1] == "All is well.")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("user", "more"), [(1000, []), (0, ["--allow-root"])])
def test_lab_opens_the_first_notebook_with_the_options_given(monkeypatch, tmp_path, user, more):
    from cxlib.runs import bookshelf

    calls = []
    monkeypatch.setattr(subprocess, "call", lambda command: calls.append(command) or 0)
    monkeypatch.setattr(os, "geteuid", lambda: user, raising=False)
    monkeypatch.setattr(bookshelf, "FOLDER", tmp_path)
    for name in ("03_second", "00_start_here"):
        write_notebook(tmp_path / f"{name}.ipynb")
    assert CliRunner().invoke(app, ["lab", "--no-browser", "--port", "9999"]).exit_code == 0
    lab = [sys.executable, "-m", "jupyterlab", str(tmp_path / "00_start_here.ipynb")]
    assert calls == [[*lab, *more, "--no-browser", "--port", "9999"]]


def shows(*data: dict) -> str:
    """A cell that shows such bundles."""
    lines = [f"get_ipython().display_pub.publish({one!r})" for one in data]
    return "\n".join(["from IPython import get_ipython", *lines])


def test_a_page_that_shows_nothing_is_told(study, tmp_path):
    notebook = write_notebook(tmp_path / "01_bare.ipynb", shows(closed(1)))
    done = cx("run", study, notebook, "--out", tmp_path / "out")
    assert done.returncode == 0
    assert done.stderr.startswith("01_bare: nothing to show in ")


def test_a_failure_names_its_section(study, tmp_path):
    notebook = write_notebook(
        tmp_path / "01_failing.ipynb", shows(opened(1)), shows(opened("5.1", score="nps")), "1 / 0"
    )
    done = cx("run", study, notebook, "--out", tmp_path / "out")
    assert "01_failing stopped at In [5], section 5.1: 1 / 0" in done.stderr
    (folder,) = (tmp_path / "out").glob("[!.]*")
    assert "It stopped at In [5], section 5.1: <code>" in (folder / "01_failing.html").read_text(encoding="utf-8")
    assert "Stopped at In [5], section 5.1: <code>" in (folder / "index.html").read_text(encoding="utf-8")


def test_an_error_shown_on_purpose_is_no_failure(study, tmp_path):
    file = write_notebook(tmp_path / "01_lesson.ipynb", "1 / 0", "print('the lesson goes on')")
    notebook = nbformat.read(file, as_version=4)
    notebook.cells[2].metadata["tags"] = ["raises-exception"]
    nbformat.write(notebook, file)
    done = cx("run", study, file, "--out", tmp_path / "out")
    assert (done.returncode, done.stderr[:15]) == (0, "01_lesson: done")
    (folder,) = (tmp_path / "out").glob("[!.]*")
    page = (folder / "01_lesson.html").read_text(encoding="utf-8")
    assert "ZeroDivisionError: division by zero" in page
    assert "the lesson goes on" in page and "did not reach its end" not in page


def test_an_error_after_one_on_purpose_is_told(study, tmp_path):
    file = write_notebook(tmp_path / "01_lesson.ipynb", "1 / 0", "raise ValueError('in earnest')")
    notebook = nbformat.read(file, as_version=4)
    notebook.cells[2].metadata["tags"] = ["raises-exception"]
    nbformat.write(notebook, file)
    done = cx("run", study, file, "--out", tmp_path / "out")
    assert done.returncode == 1
    assert "ValueError: in earnest" in done.stderr


def test_as_many_notebooks_run_at_once_as_there_are_cores(study, tmp_path, monkeypatch):
    from cxlib.runs import workbook

    given = []

    def execute_all(prepared, data, file, folder, jobs, watch, record, stop):
        given.append(jobs)
        return [], {}

    monkeypatch.setattr(workbook, "_execute_all", execute_all)
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: {0, 1, 2}, raising=False)
    notebook = write_notebook(tmp_path / "01_small.ipynb")
    for jobs in ({}, {"jobs": 1}):
        workbook.run_workbook(study, notebooks=[notebook], out=tmp_path / "out", **jobs)
    assert given == [3, 1]
