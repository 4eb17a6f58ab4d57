"""One run for each value of a column."""

from __future__ import annotations

import json
import re
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from runs.tiny import write_notebook
from test_cli import cx as command

from cxlib.errors import CXError
from cxlib.locale import speaking
from cxlib.runs.bookshelf import find_notebooks
from cxlib.runs.each import run_each
from cxlib.runs.each_page import _page, pooled_parts

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
    done = command("run", study, book, "--each", "town", "--lectures", "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    page, north, south = sorted((tmp_path / "out").glob("[!.]*"))
    assert page.name.startswith("two-towns-all-of-town-")
    links = BeautifulSoup((page / "index.html").read_text(encoding="utf-8"), "html.parser").select("li a")
    assert [link["href"] for link in links] == [f"../{north.name}/report.html", f"../{south.name}/report.html"]
    assert north.name.startswith("two-towns-nord-") and south.name.startswith("two-towns-sud-")
    page = (south / "01_small.html").read_text(encoding="utf-8")
    assert "[1.0, 3.0]" in page and "<p>Two towns, town: Süd" in page
    assert "<h1>Two towns, town: Süd</h1>" in (south / "index.html").read_text(encoding="utf-8")
    record = json.loads((south / "run.json").read_text(encoding="utf-8"))
    assert record["only"] == "town: Süd"
    assert record["command"] == "cx run STUDY 01_small -p 'only=town: Süd'"
    assert [file["file"] for file in record["data"]] == ["study.toml", "answers.csv"]


def test_a_stopped_call_goes_on_where_it_was(study, tmp_path):
    """The same parts as in one go, none twice; once a page compares them, the next call begins anew."""
    book = write_notebook(tmp_path / "01_small.ipynb", LOOK, parameters=ABLE)
    out = tmp_path / "out"
    asked = {"study": study, "notebooks": [book], "out": out, "lectures": False}
    runs = run_each("town", jobs=1, **asked)
    first = next(runs).folder
    runs.close()
    assert sorted(one.name for one in out.glob("[!.]*")) == [first.name]
    assert not list(out.glob(".*.partial"))
    again = [run.folder for run in run_each("town", **asked)]
    assert again[0] == first and len(set(again)) == 3
    assert sorted(out.glob("[!.]*")) == sorted(again)
    assert next(run_each("town", **asked)).folder != first


def test_what_was_made_of_other_data_is_made_again(study, tmp_path):
    book = write_notebook(tmp_path / "01_small.ipynb", LOOK, parameters=ABLE)
    asked = {"study": study, "notebooks": [book], "out": tmp_path / "out", "lectures": False}
    runs = run_each("town", jobs=1, **asked)
    first = next(runs).folder
    runs.close()
    (study / "answers.csv").write_text("town,recommend\nSüd,1\nNord,8\nSüd,3\n,10\n", encoding="utf-8")
    assert first not in [run.folder for run in run_each("town", **asked)]


def test_parts_are_pooled_and_stand_in_the_order_of_their_names():
    scores = {
        name: {"n": n, "estimate": score, "conf_low": score - half, "conf_high": score + half}
        for name, n, score, half in (("B", 400, 10.0, 7.0), ("A", 16, 60.0, 35.0), ("C", 400, 20.0, 7.0))
    }
    found = pooled_parts(scores)
    table = found.table.set_index("part")
    assert list(table.index) == ["B", "A", "C"]
    assert table.loc["A", "pooled"] < 50 and abs(table.loc["B", "pooled"] - 10) < 4  # few answers move far, many hardly
    assert ((table["conf_low"] < table["pooled"]) & (table["pooled"] < table["conf_high"])).all()
    assert found.settings["deviation"] == pytest.approx(7 / 1.959964 * 20, rel=0.02)


def test_the_page_of_parts_writes_numbers_as_reports_do_and_names_as_the_client_does():
    scores = {
        name: {"n": n, "estimate": estimate, "conf_low": estimate - 9, "conf_high": estimate + 9, "unit": "points",
               "label": "NPS"}
        for name, n, estimate in (("after", 50, 10.123), ("positive", 80, -30.456), ("Nord", 200, 40.789))
    }  # fmt: skip
    with speaking("es"):
        page = _page(SimpleNamespace(name="A firm"), "team", dict.fromkeys(scores, "run"), scores)
    cells = [cell.get_text(strip=True) for cell in BeautifulSoup(page, "html.parser").select("tbody td, tbody th")]
    assert {"after", "positive", "10,1", "−30,5", "40,8"} <= {*cells}
    assert not re.search(r"\d,\d\d(?!\d)", " ".join(cells))


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
