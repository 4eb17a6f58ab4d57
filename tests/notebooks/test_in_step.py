"""The notebooks are those of their sources, and the exercises those of the solutions."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from lint_rules import ROOT, refresh_notebooks
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from cxlib.errors import CXError

NOTEBOOKS = ROOT / "notebooks"
TOOL = ROOT / "tools" / "refresh_notebooks.py"
AIRPORT = "10_case_airport"  # the only one that needs data from outside the project
QUICK = "03_net_promoter_score"  # stands for the others in the fast tests
MEND = "run: python tools/refresh_notebooks.py"
SOURCES = refresh_notebooks.find_sources(NOTEBOOKS, [])
SOLUTIONS = [source for source in SOURCES if source.parent.name == "solutions"]


def named(path):
    return f"{path.parent.name}/{path.stem}"


def content(notebook):
    return [(cell.cell_type, cell.id, cell.source, cell.metadata.get("tags", [])) for cell in notebook.cells]


def written(path):
    return content(nbformat.read(path, as_version=4))


def test_every_notebook_has_its_source():
    made = {source.with_suffix(".ipynb") for source in SOURCES}
    made |= {NOTEBOOKS / "exercises" / f"{source.stem}.ipynb" for source in SOLUTIONS}
    assert made == set(NOTEBOOKS.rglob("*.ipynb"))


@pytest.mark.parametrize("source", SOURCES, ids=named)
def test_a_notebook_is_the_one_of_its_source(source):
    assert written(source.with_suffix(".ipynb")) == content(refresh_notebooks.read_source(source)), MEND


@pytest.mark.parametrize("source", SOLUTIONS, ids=named)
def test_exercises_are_those_of_the_solutions(source):
    solutions = nbformat.read(source.with_suffix(".ipynb"), as_version=4)
    exercises = written(NOTEBOOKS / "exercises" / f"{source.stem}.ipynb")
    assert exercises == content(refresh_notebooks.exercises_of(solutions, source.stem)), MEND


def test_exercises_keep_the_question_and_open_the_answer():
    answer = "# one number, in points\ncounts = [1, 2]\nanswer_1 = sum(counts)"
    solutions = new_notebook(
        cells=[
            new_markdown_cell("## 09-1"),
            new_code_cell(answer, metadata={"tags": ["answer"]}),
            new_code_cell('cx.check("09-1", answer_1)'),
            new_markdown_cell("Because.", metadata={"tags": ["explanation"]}),
        ]
    )
    exercises = refresh_notebooks.exercises_of(solutions, "09")
    assert [(cell.source, cell.metadata) for cell in exercises.cells] == [
        ("## 09-1", {}),
        ("# one number, in points\nanswer_1 = ...", {}),
        ('cx.check("09-1", answer_1)', {}),
    ]
    assert solutions.cells[1].source == answer


@pytest.mark.parametrize("source", ["answer_1 = 1", "# one number\nresult = 1", ""])
def test_an_answer_that_does_not_say_what_to_write_is_refused(source):
    with pytest.raises(CXError) as error:
        refresh_notebooks.open_answer(source, "09_x")
    assert str(error.value) == (
        f"09_x: the cell tagged answer ({source.partition(chr(10))[0] or 'empty'}) does not say what to write. "
        "Begin it with a comment that names what is expected, and assign answer_1, answer_2, …"
    )


def test_equal_cells_get_ids_of_their_own_that_stay():
    cells = [new_code_cell("x"), new_code_cell("x"), new_markdown_cell("x")]
    first, second, third = (cell.id for cell in refresh_notebooks.clean(cells).cells)
    assert second == f"{first}-2"
    assert third != first
    assert [cell.id for cell in refresh_notebooks.clean(cells).cells] == [first, second, third]


def test_an_unknown_notebook_is_told_with_the_nearest():
    with pytest.raises(CXError) as error:
        refresh_notebooks.find_sources(NOTEBOOKS, ["03_net_promotor_score"])
    assert str(error.value) == ('No notebook begins with "03_net_promotor_score". Did you mean 03_net_promoter_score?')


def refreshed(folder):
    return subprocess.run([sys.executable, str(TOOL), "--folder", str(folder)], capture_output=True, text=True)


@pytest.mark.parametrize(
    "source",
    [pytest.param(one, marks=[] if one.stem == QUICK else pytest.mark.full, id=one.stem) for one in SOLUTIONS],
)
def test_solutions_and_exercises_made_anew_have_the_bytes_of_those_that_are_there(tmp_path, request, source):
    if source.stem == AIRPORT:
        request.getfixturevalue("airport_data")
    (tmp_path / "solutions").mkdir()
    refresh_notebooks.refresh(Path(shutil.copy(source, tmp_path / "solutions")))
    made = sorted(tmp_path.rglob("*.ipynb"))
    assert [path.parent.name for path in made] == ["exercises", "solutions"]
    for path in made:
        assert path.read_bytes() == (NOTEBOOKS / path.relative_to(tmp_path)).read_bytes(), f"{named(path)}: {MEND}"


def test_a_notebook_whose_data_could_not_be_fetched_is_not_written(tmp_path):
    (tmp_path / "09_x.py").write_text('# %%\nprint("Skipped: x.csv could not be fetched.")\n', encoding="utf-8")
    done = refreshed(tmp_path)
    assert (done.returncode, done.stderr) == (
        1,
        f"{tmp_path.name}/09_x: outputs that change by themselves.\n"
        '  In [1] (print("Skipped: x.csv could not be fetched.")): data that could not be fetched\n'
        " Keep them out of the notebook, then refresh again.\n",
    )


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (
            "import sys\n\n# %%\nprint('few', file=sys.stderr)",
            "{}: outputs that change by themselves.\n"
            "  In [2] (print('few', file=sys.stderr)): text on stderr\n"
            " Keep them out of the notebook, then refresh again.\n",
        ),
        (
            "x = 1\n\n# %%\nprint(y)",
            "{}: In [2] (print(y)): NameError: name 'y' is not defined. Mend the source, then refresh again.\n",
        ),
    ],
    ids=["text on stderr", "an error"],
)
def test_a_notebook_that_fails_or_warns_is_not_written(tmp_path, code, told):
    (tmp_path / "09_x.py").write_text(f"# %%\n{code}\n", encoding="utf-8")
    done = refreshed(tmp_path)
    assert (done.returncode, done.stderr) == (1, told.format(f"{tmp_path.name}/09_x"))
    assert not list(tmp_path.rglob("*.ipynb"))
