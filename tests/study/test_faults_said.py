"""`cx check` speaks the study's language: faults with their mends, what opens, notes; English stays what it was."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cxlib.cli import app
from cxlib.errors import Failure, StudyError
from cxlib.locale import speaking
from cxlib.runs.checked import checked
from cxlib.sections.state import Section
from cxlib.study.faults_said import error_said, mend_said, problem_said

EXPORT = Path(__file__).parents[2] / "data" / "samples" / "pont_nou_export"
ENGLISH = re.compile(r"\b(the|of|and|with|from|is|by|that|to|not|than|which|write|rows?|columns?|answers?|if)\b", re.I)
# what is written between quotation marks, and keys of study.toml with their values, are nobody's language
VALUES = r"\w+ = (\{[^}]*\}|\[[^]]*\]|true|false)"
OWN = re.compile(rf"«[^»]*»|„[^”]*”|\"[^\"]*\"|{VALUES}|\b(study|set_aside|faults)\b|[#\w]+\.\w+")
FOREIGN = ["es", "ca", "ro"]


def left(lines: list[str]) -> list[str]:
    """What still sounds English."""
    return [line for line in lines for text in [OWN.sub(" ", line)] if ENGLISH.search(text)]


@pytest.mark.parametrize("language", FOREIGN)
def test_no_fault_of_a_client_s_export_is_told_in_english(language):
    lines, sound = checked(EXPORT, language=language)
    assert not sound and len(lines) > 9
    assert not left(lines)
    english, _ = checked(EXPORT, language="en")
    assert len(left(english)) > 9  # the search finds English where there is some
    numbers = [re.findall(r"\d{3,}", re.sub(r"(?<=\d)[.,](?=\d{3})", "", " ".join(told))) for told in (lines, english)]
    assert numbers[0] == numbers[1]


@pytest.mark.parametrize("language", FOREIGN)
def test_no_note_on_a_sound_study_is_told_in_english(tmp_path, language):
    rows = [f"{k % 3 + 1};{k % 5 + 1};{k % 2};2025-0{k % 9 + 1}-10" for k in range(80)]
    rows += ["4;99;1;1900-01-01", "media;3,1;;"]
    (tmp_path / "datos.csv").write_text("\n".join(["grupo;nota;volver;fecha", *rows]) + "\n", encoding="utf-8")
    (tmp_path / "study.toml").write_text(
        f'[study]\nname = "Prueba"\nlanguage = "{language}"\n[tables.a]\nfile = "datos.csv"\nkind = "relationship"\n'
        "[tables.a.columns]\ngrupo = { role = 'segment' }\nvolver = { role = 'return' }\nfecha = { role = 'time' }\n"
        "nota = { role = 'outcome', scale = [1, 10], missing = [99] }\n",
        encoding="utf-8",
    )
    lines, sound = checked(tmp_path)
    assert sound and sum(line.strip().startswith(("Nota:", "Notă:")) for line in lines) > 1
    assert not left(lines)


def test_the_command_takes_a_language(tmp_path):
    shutil.copytree(EXPORT, tmp_path / "export")
    said = [
        CliRunner().invoke(app, ["check", str(tmp_path / "export"), *asked]) for asked in ([], ["--language", "ro"])
    ]
    assert [done.exit_code for done in said] == [1, 1]
    assert "9 faults." in said[0].output and "9 greșeli." in said[1].output


def test_a_fault_keeps_its_values_and_one_without_a_form_its_english():
    with speaking("es"):
        told = problem_said('not among the labels ("no", "not" and 3 more), from "a of b.csv" on,')
        assert told == 'no está entre las etiquetas ("no", "not" y 3 más) (a partir de a of b.csv)'
        assert problem_said("something that never was told") == "something that never was told"
        two = 'If 6 or 7 or 8 mean "no answer", write missing = [6, 7, 8]. Something else.'
        assert mend_said(two) == two
        told = mend_said(two.removesuffix(" Something else."))
        assert told == "Si 6, 7 u 8 significan «sin respuesta», escríbase missing = [6, 7, 8]."
    with speaking("en"):
        assert problem_said("outside 0…10 (11)") == "outside 0…10 (11)" and mend_said(two) == two


def test_every_command_says_the_faults_of_a_study_in_its_language(tmp_path):
    (tmp_path / "datos.csv").write_text("nota;edad\n11;3\n5;x\n", encoding="utf-8")
    (tmp_path / "study.toml").write_text(
        '[study]\nname = "Prova"\nlanguage = "ca"\n[tables.a]\nfile = "datos.csv"\nkind = "relationship"\n'
        '[tables.a.columns]\nnota = { role = "recommend" }\nedad = { role = "rating", scale = [1, 5], labels = 3 }\n',
        encoding="utf-8",
    )
    done = CliRunner().invoke(app, ["run", str(tmp_path), "03", "--out", str(tmp_path / "out")])
    assert done.exit_code == 1 and not (tmp_path / "out").exists()
    assert done.output.startswith(
        "Prova: 2 errades.\n  1. a.edad: labels no és una llista d’etiquetes. Han de ser etiquetes com "
    )
    assert "a.nota: fora de 0…10 (11) (1 fila, la primera és la 2). Si 11 significa " in done.output
    assert not left(done.output.splitlines())
    with speaking("en"):
        fault = Failure(problem="outside 0…10", mend="Write 1 or more.")
        assert "outside 0…10" in error_said(StudyError("Prova", [fault]))


@pytest.mark.parametrize("language", FOREIGN)
@pytest.mark.parametrize(
    "mend",
    [
        'Write scale = [0, 1], labels = { "Good" = 1 } and missing = ["Offered"]; the mean is then the share of the '
        "answers that are 1.",
        'These are the classes of the answers: write labels = { "-1" = 3, "1" = 10 }. The score and its interval are '
        "then right; the mean and the distribution are not those of the answers.",
        "Write them as numbers of one unit in the file; they are answers.",
        'If "NS" or "NC" or "—" mean "no answer", write missing = ["NS", "NC", "—"].',
    ],
)
def test_mends_of_words_and_amounts_are_said_in_the_language(language, mend):
    with speaking(language):
        assert mend_said(mend) != mend
        assert "labels = " not in mend or '"' in mend_said(mend)


@pytest.mark.parametrize("language", FOREIGN)
@pytest.mark.parametrize(
    ("reason", "hint"),
    [
        ("No rating is paired with a record of the same matter.", "name pairs with -p measured=…."),
        ("No segment or touchpoint has 60 complete answers.", "collect more answers."),
        ("Table a has no column or role wave.", "declare the column in study.toml, or name another one with -p by=…."),
    ],
)
def test_why_a_section_stays_closed_and_how_it_opens_are_in_one_language(language, reason, hint):
    closed = Section(number="6", is_open=False, reason=reason, hint=hint)
    with speaking(language):
        told = repr(closed)
    assert hint not in told and hint in repr(closed)
    assert reason not in told or reason.startswith("Table")  # of this one the reason comes said already


@pytest.mark.parametrize("hint", ["Ask Ana.", "declare the column in study.toml, or ask Ana."])
def test_a_hint_without_a_form_stays_whole(hint):
    with speaking("es"):
        assert mend_said(hint) == hint
