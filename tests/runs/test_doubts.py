"""Parameters that a run could not follow are told; those that it could are not."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from nbformat import v4
from tiny import write_notebook, write_study
from typer.testing import CliRunner

from cxlib.cli import app
from cxlib.runs.doubts import parameter_doubts
from cxlib.runs.values import Parameter
from cxlib.sections import SECTION
from cxlib.study import read_study

HELP = {
    "by": "column of the groups to compare",
    "outcome": 'role or column of what is to be explained; "table.column" names the table, too',
    "drivers": "columns or roles of the aspects, separated by commas",
    "method": "lmg; or relative_weights",
    "measured": "for section 6: rating: column of what the log measured",
}


def doubts(tmp_path, given, *reasons):
    """Of a notebook with these parameters, whose sections closed for these reasons."""
    known = {name: Parameter(name=name, kind="str", default="", help=text) for name, text in HELP.items()}
    told = [{"number": str(n), "state": "closed", "hint": "Mend it.", **its} for n, its in enumerate(reasons, start=1)]
    outputs = [[v4.new_output("display_data", data={SECTION: its})] for its in told]
    cells = [v4.new_code_cell("cx.section()", outputs=its) for its in outputs]
    run = SimpleNamespace(name="04_drivers", notebook=v4.new_notebook(cells=cells))
    return parameter_doubts(read_study(write_study(tmp_path / "s")), given, [SimpleNamespace(known=known)], [run])


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"by": "gest"}, 'by: no column or role of the study is called "gest". Did you mean guest?'),
        (
            {"drivers": "rating, recomend"},
            'drivers: no column or role of the study is called "recomend". Did you mean recommend?',
        ),
        (
            {"outcome": "relationshp.recommend"},
            'outcome: no column or role of the study is called "relationshp". Did you mean relationship?',
        ),
    ],
)
def test_a_word_that_the_study_does_not_know_is_told(tmp_path, given, told):
    assert doubts(tmp_path, given) == [told]


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"by": ""},
        {"by": "guest"},
        {"by": "segment"},
        {"outcome": "relationship.recommend"},
        {"drivers": "rating, functional"},
        {"method": "lgm"},  # no column: the section that takes it speaks
        {"measured": "speed: wait"},
        {"only": "guest: 3"},
        {"seed": 4},
    ],
    ids=str,
)
def test_words_that_are_known_and_other_values_are_not(tmp_path, given):
    assert doubts(tmp_path, given) == []


def test_a_section_that_closed_over_a_value_is_told_once_and_others_are_not(tmp_path):
    found = doubts(
        tmp_path,
        {"method": "lgm", "seed": 4},
        {"reason": "method: 'lgm' is not known."},
        {"reason": "Rests on section 1, which is closed: method: 'lgm' is not known.", "rests_on": "1"},
        {"reason": "Table answers has no column or role weight."},
        {"reason": "No table holds algma."},
        {"reason": "method: 'lgm' is not known.", "state": "open"},
    )
    assert found == ["04_drivers, section 1: method: 'lgm' is not known. Mend it."]


def test_terminal_index_and_record_tell_it(tmp_path):
    notebook = write_notebook(
        tmp_path / "03_by.ipynb", parameters='study: str = ""  # the study\nby: str = ""  # column of the groups'
    )
    study = write_study(tmp_path / "client")
    words = ["run", str(study), str(notebook), "--out", str(tmp_path / "out"), "-p", "by=gest"]
    ended = CliRunner().invoke(app, words)
    told = 'by: no column or role of the study is called "gest". Did you mean guest?'
    assert ended.exit_code == 0
    assert "Not all parameters could be followed." in ended.output
    assert told in " ".join(ended.output.split())
    (folder,) = (tmp_path / "out").glob("[!.]*")
    index = (folder / "index.html").read_text(encoding="utf-8")
    assert told.replace('"', "&#34;") in index
    assert "could be followed" not in CliRunner().invoke(app, [*words[:-1], "by=guest"]).output
