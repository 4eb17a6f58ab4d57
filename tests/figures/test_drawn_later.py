"""In a run for the report alone, a figure is drawn once a reading is told with which the report shows it."""

from __future__ import annotations

from pathlib import Path

import pytest
from runs.tiny import write_notebook, write_study

from cxlib.runs.notebooks import execute, prepare
from cxlib.study import read_study

CELLS = (
    "import cxlib as cx\nsurvey = cx.read_study(study)\ngates = cx.Gates(survey, role='recommend', min_cell=1)",
    "scored = cx.section(1, needs={'score': 'recommend'})",
    "counts = cx.recommendation_counts(scored.rows, rating='recommend')",
    "score = cx.net_promoter_score(scored.rows, rating='recommend')",
    "cx.show(cx.plot_answers(counts))",  # another one stands nearer to the reading
    "cx.show(cx.plot_intervals(score))",
    "print('between')",
    "cx.reading(score)",  # answers what the score is
    "cx.show(cx.plot_intervals(score))\ncx.reading(score)",
    "cx.show(cx.plot_answers(counts))",  # no reading in its section
    "cx.section(2, needs={'score': 'recommend'})",
    "cx.reading(score)",
    "cx.show(cx.plot_answers(counts))",
    "cx.reading(cx.disclosure_risks(survey, table='relationship', min_cell=1))",  # told in a line of the report
    CLOSED := "cx.section('closing')",
)
COMPARED = (  # a reading that infers and answers nothing
    "import pandas as pd",
    "many = pd.concat([survey.tables['relationship']] * 40, ignore_index=True).assign(half=['a', 'b'] * 240)",
    "halves = cx.nps_difference(many, rating='recommend', between='half', reference='a', confidence_level=0.95)",
    "cx.show(cx.plot_intervals(cx.net_promoter_score(many, rating='recommend', by='half')))",
    "cx.reading(halves)",
)


def figures_of(folder: Path, *cells: str, alone: bool) -> list:
    """The figures of a notebook, run for its report alone or for its page, too."""
    (prepared,) = prepare([write_notebook(folder / "01_small.ipynb", *cells)], None)
    study = read_study(write_study(folder / "study"))
    run = execute(prepared, study, study_file="study.toml", out=folder, for_report=alone)
    assert run.outcome == "done", run.error
    outputs = [output for cell in run.notebook.cells for output in cell.get("outputs", [])]
    return [one for one in outputs if one.get("data", {}).get("text/plain", "").startswith("Figure: ")]


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """The figures of the same notebook, run both ways."""
    folder = tmp_path_factory.mktemp("drawn")
    return {alone: figures_of(folder, *CELLS, alone=alone) for alone in (True, False)}


def test_figures_that_lead_are_drawn_as_ever_and_the_others_told_in_words(runs):
    drawn = ["image/png" in figure["data"] for figure in runs[True]]
    assert drawn == [False, True, True, False, False]
    for late, early in zip(runs[True], runs[False], strict=True):
        assert late["data"]["text/plain"] == early["data"]["text/plain"]
        assert set(late["data"]) | {"image/png"} == set(early["data"])
        if "image/png" in late["data"]:
            assert late == early  # picture, description and the narrow variant
            assert late["metadata"]["image/png"]["narrow"]


def drawn_of(folder: Path, *cells: str) -> list[bool]:
    return ["image/png" in figure["data"] for figure in figures_of(folder, *cells, alone=True)]


def test_what_infers_has_its_figure_unless_something_answers(tmp_path):
    answered = CELLS[1:8]
    assert drawn_of(tmp_path, CELLS[0], *COMPARED, CLOSED) == [True]
    assert drawn_of(tmp_path, CELLS[0], *answered, *COMPARED, CLOSED) == [False, True, False]
    assert drawn_of(tmp_path, CELLS[0], *COMPARED, *answered, CLOSED) == [False, False, True]


def test_a_notebook_that_never_closes_has_all_its_figures(tmp_path):
    assert drawn_of(tmp_path, CELLS[0], *COMPARED, *CELLS[1:8]) == [True, True, True]
