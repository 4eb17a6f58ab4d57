"""What commands say while they work, in the language of the study or the one asked for."""

from __future__ import annotations

import pytest
from runs.tiny import write_notebook, write_study
from typer.testing import CliRunner

from cxlib import Gates
from cxlib.cli import app
from cxlib.errors import CXError
from cxlib.locale import speaking
from cxlib.runs import run_workbook
from cxlib.runs.needs import roles_told
from cxlib.runs.rerun import compared, rerun
from cxlib.runs.workbook import spoken_by
from cxlib.study import read_study

LOOK = 'import cxlib as cx\ncx.net_promoter_score(cx.read_study(study).tables["relationship"], rating="recommend")'


@pytest.fixture
def study(tmp_path, monkeypatch):
    """A study in Spanish, and a shelf with one notebook."""
    from cxlib.runs import bookshelf

    write_notebook(tmp_path / "notebooks" / "01_small.ipynb", LOOK)
    monkeypatch.setattr(bookshelf, "FOLDER", tmp_path / "notebooks")
    folder = write_study(tmp_path / "client")
    toml = folder / "study.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace("notes =", 'language = "es"\nnotes ='), encoding="utf-8")
    return folder


def test_a_run_speaks_the_language_of_its_study(study, tmp_path):
    told = CliRunner().invoke(app, ["run", str(study), "01", "--out", str(tmp_path / "out")])
    assert told.exit_code == 0, told.output
    assert "01_small: completado en " in told.output
    assert "Tiny Café: páginas" in told.output
    assert "pages" not in told.output.replace("páginas", "")


def test_a_run_speaks_the_language_asked_for(study, tmp_path):
    asked = ["run", str(study), "01", "--out", str(tmp_path / "out"), "--language", "ca"]
    assert "Tiny Café: pàgines" in CliRunner().invoke(app, asked).output


def test_a_run_made_again_speaks_the_language_of_the_first(study, tmp_path):
    folder = run_workbook(study, notebooks=["01"], out=tmp_path / "out", lectures=False).folder
    again = rerun(folder, str(study))
    assert again.lines[0] == "Datos, versiones, cuadernos y parámetros son los mismos."
    assert next(iter(again.told)) == (f"Nueva ejecución: {again.run.folder}", False)


def test_numbers_that_are_gone_or_new_are_said():
    with speaking("ro"):
        lines, same = compared({("03", "NPS"): 1.0, ("03", "n"): 2.0}, {("03", "n"): 3.0, ("04", "r"): 0.5})
    assert not same
    assert lines[1:] == ["  03 · n: 2 → 3", "  03 · NPS: dispărut", "  04 · r: nou"]


def test_an_export_speaks_the_language_of_its_study(study, tmp_path):
    text = (study / "study.toml").read_text(encoding="utf-8") + 'said = { role = "verbatim" }\n'
    (study / "study.toml").write_text(text, encoding="utf-8")
    (study / "answers.csv").write_text("guest,recommend,said\n1,10,bine\n2,9,mulțumit\n", encoding="utf-8")
    told = CliRunner().invoke(app, ["export", str(study), "--out", str(tmp_path / "made")])
    assert told.exit_code == 0, told.output
    note = "Nota: relationship.said: 1 texto tiene signos que el formato no tiene y se escribió con otros."
    assert note in told.output


@pytest.mark.parametrize(
    ("language", "said"), [("es", "cuándo ocurrió"), ("ca", "quan va passar"), ("ro", "când s-a întâmplat")]
)
def test_roles_are_told_in_the_language_asked_for(language, said):
    with speaking(language):
        assert said in next(iter(roles_told("time")))
    told = CliRunner().invoke(app, ["roles", "fecha", "--language", language])
    assert told.exit_code == 0
    assert said in told.output


def test_a_language_that_nobody_speaks_is_refused(study):
    with pytest.raises(CXError, match='Unknown language "pt"'):
        spoken_by(study, "pt")
    assert spoken_by(study) == "es"
    assert spoken_by(None) == "en"
    assert spoken_by(study, "ro") == "ro"


def test_what_a_table_holds_is_said(study):
    with speaking("es"):
        chosen = Gates(read_study(study), kind="relationship", role="recommend", min_cell=1).chosen
    assert chosen["what"].tolist() == ["respuestas a la encuesta sobre la empresa en su conjunto"]
