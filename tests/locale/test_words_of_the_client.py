"""What a client calls a group is never translated, though the workbook has a word that is written alike."""

import numpy as np
import pandas as pd
import pytest

import cxlib as cx
from cxlib.figures.intervals import _name_of
from cxlib.locale import catalogue, emotion_called, keep_in_notebook, own_name, speaking, written
from cxlib.runs.report import wording_of
from cxlib.shown import shown
from cxlib.study.joins.group_names import group_names
from tests.ran import ran, words

STUDY = """
[study]
name = "A firm"
language = "es"

[tables.relationship]
file = "answers.csv"
kind = "relationship"

[tables.relationship.columns]
respondent = { source = "id", role = "id" }
recommend = { source = "nps", role = "recommend" }
group = { source = "group", role = "segment" }
"""


@pytest.fixture
def in_notebook(monkeypatch):
    """As in a notebook, whose words are forgotten afterwards."""

    class Shell:
        @staticmethod
        def get_ipython():
            return Shell

    monkeypatch.setitem(__import__("sys").modules, "IPython", Shell)
    monkeypatch.setattr(catalogue, "_of_client", {})


def test_a_group_of_the_client_stays_in_tables_and_figures(in_notebook):
    table = pd.DataFrame({"part": ["positive", "rest"], "group": ["after", "before"], "n": [20, 30]})
    with speaking("es"):
        assert [*shown(table)["grupo"]] == ["después", "antes"]  # control: as long as no client has them
        keep_in_notebook({"group": ["positive", "after", "Norte"]})
        told = shown(table)
        assert [*told["grupo"]] == ["after", "antes"]
        assert [*told["parte"]] == ["positiva", "resto"]  # of a column that the client has not, the library's own
        assert own_name("after") == written("after", "group") == _name_of("after", "code", None) == "after"
        keep_in_notebook({"part": ["positive"]})
        assert [*shown(table)["parte"]] == ["positive", "resto"]
        assert own_name("before") == "antes"


def test_what_people_write_is_never_translated():
    table = pd.DataFrame({"word": ["before", "all"], "quotation": ["after", "rest"], "n": [20, 30]})
    with speaking("es"):
        told = shown(table)
        assert [_name_of(word, "word", None) for word in table["word"]] == ["before", "all"]
    assert [*told.iloc[:, 0]] == ["before", "all"] and [*told.iloc[:, 1]] == ["after", "rest"]


def test_only_names_that_the_catalogue_has_are_kept(in_notebook):
    with speaking("es"):
        keep_in_notebook({"group": ["Norte", "after", ""]})
    assert catalogue._of_client == {"group": {"after"}}


def test_names_of_groups_are_what_a_client_chose(tmp_path):
    file = tmp_path / "answers.csv"
    file.write_text("id,nps,group\n" + "".join(f"{k},{k % 11},{'after' if k % 2 else 'positive'}\n" for k in range(60)))
    (tmp_path / "study.toml").write_text(STUDY)
    assert group_names(cx.read_study(tmp_path)) == {"group": {"after", "positive"}}


def test_stages_that_the_workbook_asks_for_are_no_names_of_the_client():
    names = group_names(cx.read_study(cx.sample_study(), tables=["touchpoints", "actions"]))
    assert "T01" in names["touchpoint"] and not {"stage", "level"} & names.keys()
    assert names["visibility"] == set()  # front and back are written as the workbook asks


def test_a_notebook_run_in_spanish_keeps_the_groups(tmp_path):
    rng = np.random.default_rng(7)
    rows = "".join(
        f"{k},{rng.integers(7, 11) if k % 2 else rng.integers(0, 8)},{'after' if k % 2 else 'positive'}\n"
        for k in range(200)
    )
    (tmp_path / "study").mkdir()
    (tmp_path / "study" / "answers.csv").write_text("id,nps,group\n" + rows)
    (tmp_path / "study" / "study.toml").write_text(STUDY)
    with speaking("es"):
        told = words(ran("03", study=tmp_path / "study", out=tmp_path / "out"))
    assert "respuestas" in told and "after" in told and "positive" in told
    assert "después (" not in told and "positiva" not in told


def test_emotions_are_called_as_in_the_questionnaires_and_own_words_stay():
    gaps = pd.DataFrame({"touchpoint": ["T1"], "emotion": ["get_even"], "n": [20], "answered": [False]})
    with speaking("ca"):
        assert [*shown(gaps)["emoció"]] == ["ganes de revenja"]
        assert emotion_called("serenor") == "serenor"
    assert emotion_called("get_even") == "get_even"


def test_a_head_of_the_library_is_not_put_under_the_wording_of_a_clients_question():
    record = {"report": {"wording": {"felt": "How did it feel?", "r4_fit": "Did it fit?", "group": "Which group?"}}}
    assert wording_of(record) == {"r4 fit": "Did it fit?"}
