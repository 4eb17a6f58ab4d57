"""One run for each value of a column."""

from __future__ import annotations

import json

import pytest
from bs4 import BeautifulSoup
from runs.tiny import write_notebook
from test_cli import cx as command

from cxlib.errors import CXError
from cxlib.runs.bookshelf import find_notebooks
from cxlib.runs.each import run_each

STUDY = """\
[study]
name = "Two towns"

[tables.relationship]
file = "answers.csv"
kind = "relationship"

[tables.relationship.columns]
town = { role = "segment" }
recommend = { role = "recommend" }
"""
ABLE = 'study: str = ""\nonly: str = ""  # the part'
LOOK = 'import cxlib as cx\nprint(cx.read_study(study, only=only).tables["relationship"]["recommend"].tolist())'


@pytest.fixture
def study(tmp_path):
    folder = tmp_path / "client"
    folder.mkdir()
    (folder / "study.toml").write_text(STUDY, encoding="utf-8")
    (folder / "answers.csv").write_text("town,recommend\nSüd,1\nNord,9\nSüd,3\n,10\n", encoding="utf-8")
    return folder


def test_each_part_has_a_run_of_its_own(study, tmp_path):
    book = write_notebook(tmp_path / "01_small.ipynb", LOOK, parameters=ABLE)
    done = command("run", study, book, "--each", "town", "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    north, south = sorted((tmp_path / "out").glob("[!.]*"))
    assert north.name.startswith("two-towns-nord-") and south.name.startswith("two-towns-sud-")
    page = (south / "01_small.html").read_text(encoding="utf-8")
    assert "[1.0, 3.0]" in page and "<p>Two towns, town: Süd" in page
    assert "<h1>Two towns, town: Süd</h1>" in (south / "index.html").read_text(encoding="utf-8")
    record = json.loads((south / "run.json").read_text(encoding="utf-8"))
    assert record["only"] == "town: Süd"
    assert record["command"] == "cx run STUDY 01_small -p 'only=town: Süd'"
    assert [file["file"] for file in record["data"]] == ["study.toml", "answers.csv"]


def test_notebooks_that_cannot_be_run_on_a_part(study, tmp_path):
    whole = write_notebook(tmp_path / "02_whole.ipynb", "1")
    with pytest.raises(CXError) as caught:
        list(run_each("town", study=study, notebooks=[whole], out=tmp_path / "out"))
    assert str(caught.value) == "02_whole: cannot be run on a part of a study. Name other notebooks."


def test_a_column_that_is_not_there_and_a_part_given_twice(study, tmp_path):
    book = write_notebook(tmp_path / "01_small.ipynb", LOOK, parameters=ABLE)
    done = command("run", study, book, "--each", "twon", "--out", tmp_path / "out")
    assert (done.returncode, done.stderr) == (1, 'No table of the study has a column "twon". Did you mean town?\n')
    done = command("run", study, book, "--each", "town", "-p", "only=town: Süd", "--out", tmp_path / "out")
    assert (done.returncode, done.stderr) == (1, "only: not to be given beside each. Leave one of the two out.\n")
    assert not (tmp_path / "out").exists()


def test_a_column_of_people_is_no_column_of_groups(study, tmp_path):
    book = write_notebook(tmp_path / "01_small.ipynb", LOOK, parameters=ABLE)
    (study / "answers.csv").write_text("town,recommend\n" + "".join(f"t{n},5\n" for n in range(501)), encoding="utf-8")
    with pytest.raises(CXError) as caught:
        list(run_each("town", study=study, notebooks=[book], out=tmp_path / "out"))
    assert str(caught.value) == "town: 501 values, and so many runs. Name a column of groups."


@pytest.mark.full
def test_the_workbook_on_a_part_of_the_sample_company(tmp_path):
    """Every notebook but the first and the case; nothing of the other regions, and no truth of the whole."""
    names = [file.stem[:2] for file in find_notebooks() if file.stem[:2] not in ("00", "10")]
    few = ("-p", "n_resamples=100", "-p", "n_permutations=20")  # what is drawn is not the point
    done = command("run", *names, "-p", "only=region: R01", *few, "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    (folder,) = (one for one in (tmp_path / "out").iterdir() if not one.name.startswith("."))  # the memory is hidden
    pages = {
        file.stem: BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser") for file in folder.glob("0*.html")
    }
    assert len(pages) == len(names)
    for page in pages.values():
        for code in page("details"):
            code.decompose()
        words = page.get_text()
        assert "Only region: R01." in words
        assert "Planted truth" not in words and "Truth known" not in words
    assert "Table employees: 796 questionnaires" in pages["07_engagement_to_customers"].get_text()
