"""What a draft says in the language of its files, and the forms of all doubts."""

from __future__ import annotations

import re

import pytest

from cxlib.drafts import draft_of
from cxlib.locale import COMMANDS, speaking, word
from cxlib.study.contract.roles import KINDS, ROLES
from cxlib.study.faults_said import doubt_said

FORMS = [line for line in COMMANDS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
LANGUAGES = ("es", "ca", "ro")


def survey(head: str) -> str:
    return f"id;{head};Precio (1-5);Trato (1-5)\n" + "".join(
        f"{k};{k % 11};{1 + k % 5};{1 + k % 4}\n" for k in range(60)
    )


@pytest.fixture
def spanish(tmp_path):
    for year in (2024, 2025):
        text = survey("¿Recomendaría usted nuestra empresa a sus amigos?").replace("\n", f";z{year}\n")
        (tmp_path / f"clientes_{year}.csv").write_text(text, encoding="utf-8")
    return draft_of(sorted(tmp_path.glob("*.csv")))


def test_a_draft_speaks_the_language_of_its_files(spanish):
    assert spanish.language == "es"
    assert spanish.text.startswith("# Borrador hecho a partir de los archivos: ")
    assert "# check: ¿es la respuesta más alta la mejor?" in spanish.text
    assert any(decision.endswith("¿es la respuesta más alta la mejor?") for decision in spanish.decisions)


def test_a_draft_speaks_the_language_that_is_named(tmp_path):
    (tmp_path / "survey.csv").write_text(survey("How likely are you to recommend us?"), encoding="utf-8")
    draft = draft_of([tmp_path / "survey.csv"], "ca")
    assert 'language = "ca"' in draft.text
    assert "és la resposta més alta la millor?" in draft.text
    assert "# Drafted from the files" in draft_of([tmp_path / "survey.csv"]).text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_translated_with_its_places(form, language):
    with speaking(language):
        said = str(word(form))
    assert said != form
    assert sorted(re.findall(r"\{\w+\}", said)) == sorted(re.findall(r"\{\w+\}", form))


def test_kinds_and_roles_are_said():
    assert {*KINDS.values(), *(role.meaning for role in ROLES.values())} <= set(FORMS)


@pytest.mark.parametrize(
    ("doubt", "said"),
    [
        ("12 rows repeat an id: are they people asked again, or rows twice in the file?", "12 filas repiten un id"),
        (
            "falls as Satisfacción rises (r = −0.41): if the lowest answer is the best, write reverse = true",
            "baja cuando",
        ),
        ('"Depende" stands among numbers and is read as no answer', "«Depende» está entre números"),
        (
            "from 1 to 5, of which 1 to 4 were given: is that the scale asked?",
            "de 1 a 5, y las respuestas dadas son 1 to 4",
        ),
        (
            '20 rows repeat another under a key of its own; if they are in the file twice, write once = ["Email"]',
            "20 filas repiten otra con una clave propia; si están dos veces en el archivo, hay que escribir once",
        ),
        ('25 rows repeat "Casa" with the same "Nota": to count each person once, write once = ["Casa"]', "25 filas"),
        ('asked of "Luz", and in another column of "Gas": which is yours?', "se pregunta por «Luz» y, en otra columna"),
        ('answers that somebody typed are read as numbers: "10!!" = 10', "respuestas escritas a mano se leen"),
        (
            'by "Tipo" answers end at 5, 7, 10: other questions? Keep one: rows = { "Tipo" = ["NPS"] }',
            'según "Tipo", las respuestas terminan en 5, 7, 10',
        ),
        ("something that no form has", "something that no form has"),
    ],
)
def test_a_doubt_is_found_among_the_forms(doubt, said):
    with speaking("es"):
        assert doubt_said(doubt).startswith(said)
