"""In a run for the report alone, a figure is drawn once a reading is told with which the report shows it."""

from __future__ import annotations

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
)


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """The figures of the same notebook, run for its report alone and for its page, too."""
    folder = tmp_path_factory.mktemp("drawn")
    (prepared,) = prepare([write_notebook(folder / "01_small.ipynb", *CELLS)], None)
    study = read_study(write_study(folder / "study"))
    made = {}
    for alone in (True, False):
        run = execute(prepared, study, study_file="study.toml", out=folder, for_report=alone)
        assert run.outcome == "done", run.error
        outputs = [output for cell in run.notebook.cells for output in cell.get("outputs", [])]
        made[alone] = [one for one in outputs if one.get("data", {}).get("text/plain", "").startswith("Figure: ")]
    return made


def test_figures_that_lead_are_drawn_as_ever_and_the_others_told_in_words(runs):
    drawn = ["image/png" in figure["data"] for figure in runs[True]]
    assert drawn == [False, True, True, False, False]
    for late, early in zip(runs[True], runs[False], strict=True):
        assert late["data"]["text/plain"] == early["data"]["text/plain"]
        assert set(late["data"]) | {"image/png"} == set(early["data"])
        if "image/png" in late["data"]:
            assert late == early  # picture, description and the narrow variant
            assert late["metadata"]["image/png"]["narrow"]
