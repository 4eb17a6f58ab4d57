"""A run is checked first, whole when it has its name, and says nothing of the machine."""

import hashlib
import hmac
import json
import os
import signal
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

import pytest
from runs.tiny import write_notebook, write_study

from cxlib import CXError, StudyError, run_workbook
from cxlib.blocks.sealed import key_of
from cxlib.runs import pages

PARAMETERS = 'study: str = ""  # the study\nseed: int = 1  # of the draws'
FAILING = """
# its first line
import os
raise ValueError("nothing at " + os.getcwd())"""
TELLING = "import os, sys, tempfile\nprint(os.getcwd(), sys.prefix, tempfile.gettempdir(), os.path.expanduser('~'))"


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("workbook")


@pytest.fixture(scope="module")
def watched() -> list:
    return []


@pytest.fixture(scope="module")
def run(place, watched):
    """One run of two notebooks at the same time, the first of which fails."""
    study = write_study(place / "client")
    notebooks = [
        write_notebook(place / "01_failing.ipynb", "1 + 1", FAILING, "print('never')"),
        write_notebook(place / "02_telling.ipynb", TELLING, "seed", parameters=PARAMETERS),
    ]
    return run_workbook(
        study,
        notebooks=notebooks,
        out=place / "out",
        jobs=2,
        parameters={"seed": "4"},
        watch=lambda *told: watched.append(told),
    )


def record_of(run) -> dict:
    return json.loads((run.folder / "run.json").read_text(encoding="utf-8"))


def test_a_notebook_that_fails_leaves_the_others_running(run):
    failed, told = run.notebooks
    assert (failed.outcome, told.outcome) == ("failed", "done")
    assert run.failed == (failed,)
    assert (failed.cell, failed.line) == ("In [4]", "# its first line")
    assert failed.error == "ValueError: nothing at study"


def test_the_run_s_folder_holds_pages_notebooks_and_record(run):
    assert run.folder.parent.name == "out"
    assert datetime.strptime(run.folder.name.removeprefix("tiny-cafe-"), "%Y%m%d-%H%M%S")
    assert sorted(path.name for path in run.folder.iterdir()) == [
        "01_failing.html",
        "01_failing.ipynb",
        "02_telling.html",
        "02_telling.ipynb",
        "index.html",
        "report.html",
        "run.json",
    ]
    assert all(page.is_file() for page in run.pages)
    assert [path.name for path in run.folder.parent.glob("[!.]*")] == [run.folder.name]


def test_no_file_of_the_run_names_the_machine_or_its_user(run, place, root):
    for file in run.folder.iterdir():
        text = file.read_text(encoding="utf-8")
        for private in (str(place), str(root), str(Path.home()) + "/", sys.prefix, "/tmp/ipykernel"):
            assert private not in text, (file.name, private)
        assert '"papermill"' not in text.replace('"papermill": "', "")


def test_the_record_tells_what_was_run(run, place):
    record = record_of(run)
    assert record["study"] == "Tiny Café"
    assert record["about"] == "Twelve guests of one afternoon."
    assert record["parameters"] == {"seed": "4"}
    assert record["command"] == "cx run STUDY 01_failing 02_telling -p seed=4"
    failed, told = record["notebooks"]
    assert failed["parameters"] == {"study": "study.toml"}
    assert (failed["outcome"], failed["cell"]) == ("failed", "In [4]")
    assert told["parameters"] == {"study": "study.toml", "seed": 4}
    assert (told["outcome"], told["seed"]) == ("done", 4)
    assert told["seconds"] > 0
    assert datetime.fromisoformat(record["started"]) <= datetime.fromisoformat(record["ended"])
    assert record["versions"]["python"] == ".".join(map(str, sys.version_info[:3]))
    assert record["versions"]["cxlib"] == "0.1.0"


def test_the_record_holds_size_and_hash_of_a_file_and_of_people_a_hash_that_needs_the_key(run, place):
    """Who knows all answers but one could try it out against a plain one."""
    plain, secret = record_of(run)["data"]
    contents = [(place / "client" / name).read_bytes() for name in ("study.toml", "answers.csv")]
    digest, key = hashlib.sha256(contents[0]).hexdigest(), key_of(run.folder.parent)
    assert plain == {"file": "study.toml", "bytes": len(contents[0]), "sha256": digest}
    assert secret == {"file": "answers.csv", "hmac_sha256": hmac.new(key, contents[1], hashlib.sha256).hexdigest()}


def test_the_progress_is_told_by_cells(run, watched):
    cells = [(done, total) for name, done, total, ended in watched if name == "02_telling" and not ended]
    assert cells == [(0, 4), (1, 4), (2, 4), (3, 4), (4, 4)]
    assert {ended.name for *_, ended in watched if ended} == {"01_failing", "02_telling"}


def test_a_faulty_study_runs_and_writes_nothing(tmp_path):
    study = write_study(tmp_path / "client", answers=[10, 11])
    notebook = write_notebook(tmp_path / "01_small.ipynb", f"open({str(tmp_path / 'ran')!r}, 'w')")
    with pytest.raises(StudyError):
        run_workbook(study, notebooks=[notebook], out=tmp_path / "out")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["01_small.ipynb", "client"]


def test_a_wrong_parameter_runs_and_writes_nothing(tmp_path):
    study = write_study(tmp_path / "client")
    notebook = write_notebook(tmp_path / "01_small.ipynb", parameters=PARAMETERS)
    with pytest.raises(CXError) as caught:
        run_workbook(study, notebooks=[notebook], out=tmp_path / "out", parameters={"sead": 1})
    assert str(caught.value) == "sead: no such parameter in 01_small. Did you mean seed?"
    assert not (tmp_path / "out").exists()


def test_two_notebooks_of_one_name_are_refused(tmp_path):
    notebooks = [write_notebook(tmp_path / folder / "01_small.ipynb") for folder in "ab"]
    with pytest.raises(CXError) as caught:
        run_workbook(write_study(tmp_path / "client"), notebooks=notebooks, out=tmp_path / "out")
    assert str(caught.value) == "01_small: two notebooks have this name. Rename one, or run them one by one."


def test_a_disk_that_fills_up_leaves_nothing_half_written(tmp_path, monkeypatch):
    def full(*_arguments, **_settings):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pages, "write_pages", full)
    notebook = write_notebook(tmp_path / "01_small.ipynb")
    with pytest.raises(CXError) as caught:
        run_workbook(write_study(tmp_path / "client"), notebooks=[notebook], out=tmp_path / "out")
    assert str(caught.value) == (
        f"{tmp_path / 'out'}: the results could not be written (No space left on device). "
        "Make room or choose another folder with --out; nothing half-written was left."
    )
    assert list((tmp_path / "out").glob("[!.]*")) == []


def started(tmp_path: Path) -> tuple[subprocess.Popen, list[str]]:
    """`cx run` on a notebook that sleeps, once its kernel is at work."""
    study = write_study(tmp_path / "client")
    working = tmp_path / "working"
    notebook = write_notebook(
        tmp_path / "01_slow.ipynb",
        "import os, pathlib, time",
        f"pathlib.Path({str(working)!r}).write_text(str(os.getpid()))\ntime.sleep(600)",
    )
    command = [
        sys.executable,
        "-m",
        "cxlib.cli",
        "run",
        str(study),
        str(notebook),
        "--out",
        str(tmp_path / "out"),
    ]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    for _ in range(1800):
        if working.exists() and working.read_text():
            return process, command
        time.sleep(0.1)
    process.kill()
    raise AssertionError("the notebook never started: " + process.communicate()[1])


def ended(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    status = Path(f"/proc/{process}/stat")
    return status.exists() and status.read_text().rsplit(")")[-1].split()[0] == "Z"


@pytest.mark.skipif(os.name == "nt", reason="signals as on POSIX")
def test_a_killed_run_leaves_nothing_that_looks_whole_and_the_next_run_clears_it(tmp_path):
    process, command = started(tmp_path)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    (left,) = (path for path in (tmp_path / "out").iterdir() if path.is_dir())
    assert left.name.startswith(".") and left.name.endswith(".partial")
    write_notebook(tmp_path / "01_slow.ipynb", "1")
    assert subprocess.run(command, capture_output=True).returncode == 0
    (whole,) = (tmp_path / "out").glob("[!.]*")
    assert (whole / "index.html").is_file()


@pytest.mark.skipif(os.name == "nt", reason="signals as on POSIX")
def test_ctrl_c_ends_cleanly(tmp_path):
    process, _ = started(tmp_path)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=120)
    assert process.returncode == 130
    assert out == ""
    assert err == "Stopped; nothing was written.\n"
    assert list((tmp_path / "out").glob("[!.]*")) == []
    kernel = int((tmp_path / "working").read_text())
    assert any(ended(kernel) or time.sleep(0.1) for _ in range(100))


def test_the_command_that_repeats_a_whole_run_names_no_notebook():
    from types import SimpleNamespace

    from cxlib.runs.bookshelf import find_notebooks
    from cxlib.runs.record import _command

    whole = [SimpleNamespace(name=file.stem) for file in find_notebooks(cases=False)]
    assert _command("study.toml", whole, {"seed": 1}, "") == "cx run STUDY -p seed=1"
    assert _command("study.toml", whole[:1], {}, "es") == "cx run STUDY 00_start_here --language es"
