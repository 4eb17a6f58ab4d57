"""Tables that a run read once: a kernel takes them from memory, and reads anew whatever has changed."""

import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import cxlib as cx
from cxlib.study.files.in_memory import HANDED, handing_over

STUDY = """
[study]
name = "Bakery"
[tables.survey]
file = "survey.csv"
kind = "relationship"
[tables.survey.columns]
who = { role = "id" }
score = { role = "recommend", scale = [0, 10] }
"""
READ = """
import sys
import cxlib as cx, cxlib.study.files.several as several
read = several.read_raw
def told(*args):
    print("read")
    return read(*args)
several.read_raw = told
for path in sys.argv[1:]:
    table = cx.read_study(path).tables["survey"]
    print(table["score"].tolist())
    table["score"] = 0
"""

pytestmark = pytest.mark.skipif(not hasattr(os, "memfd_create"), reason="this system has no memory with a name")


def bakery_in(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    folder.joinpath("study.toml").write_text(STUDY)
    folder.joinpath("survey.csv").write_text("who,score\na,9\nb,0\nc,10\n")
    return folder


@pytest.fixture
def bakery(tmp_path: Path) -> Path:
    return bakery_in(tmp_path)


def elsewhere(*studies: Path) -> list[str]:
    """What another process of this user says when it reads the studies."""
    done = subprocess.run([sys.executable, "-c", READ, *map(str, studies)], capture_output=True, text=True, check=True)
    return done.stdout.split("\n")[:-1]


def test_a_kernel_takes_what_the_run_has_read_and_each_time_anew(bakery):
    with handing_over():
        cx.read_study(bakery)
        assert elsewhere(bakery, bakery) == ["[9.0, 0.0, 10.0]", "[9.0, 0.0, 10.0]"]
    assert HANDED not in os.environ
    assert elsewhere(bakery) == ["read", "[9.0, 0.0, 10.0]"]


def test_a_file_or_a_contract_that_changed_is_read_anew(tmp_path):
    answers, asked = bakery_in(tmp_path / "answers"), bakery_in(tmp_path / "asked")
    with handing_over():
        for study in (answers, asked):
            cx.read_study(study)
        answers.joinpath("survey.csv").write_text("who,score\na,9\nb,1\nc,10\n")
        asked.joinpath("study.toml").write_text(STUDY.replace("[0, 10] }", '[0, 10], question = "How likely?" }'))
        assert elsewhere(answers, asked) == ["read", "[9.0, 1.0, 10.0]", "read", "[9.0, 0.0, 10.0]"]


def test_faults_are_told_as_if_the_table_were_read_again(bakery):
    bakery.joinpath("survey.csv").write_text("who,score\na,9\nb,11\n")
    with handing_over():
        with pytest.raises(cx.StudyError) as here:
            cx.read_study(bakery)
        command = [sys.executable, "-c", READ, str(bakery)]
        there = subprocess.run(command, capture_output=True, text=True, check=False)
    assert str(here.value).splitlines()[-1].strip() in there.stderr and "read" not in there.stdout


def test_a_name_of_memory_that_is_gone_is_no_harm(bakery, monkeypatch):
    monkeypatch.setenv(HANDED, f"/proc/{os.getpid()}/fd/99999")
    pd.testing.assert_frame_equal(cx.read_study(bakery).tables["survey"], cx.read_study(bakery).tables["survey"])
    assert elsewhere(bakery) == ["read", "[9.0, 0.0, 10.0]"]
