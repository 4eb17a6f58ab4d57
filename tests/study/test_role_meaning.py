"""Roles by the words people use: taken where one role can be meant, else suggested by meaning."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cxlib.cli import app
from cxlib.study.contract.near_names import heads_near
from cxlib.study.contract.role_meaning import role_meant, roles_near, unknown_role
from cxlib.study.contract.role_words import NEAR, SAME
from cxlib.study.contract.roles import ROLES

ROOT = Path(__file__).resolve().parents[2]
# words of questions, of files and of people who misspell
WRONG_ROLES = {
    "date": "time", "nps": "recommend", "comment": "verbatim", "item": "rating", "region": "segment", "satisfaction":
    "outcome", "recomend": "recommend", "wieght": "weight", "gender": "segment", "branch": "unit", "client": "customer",
    "staff_id": "employee", "timestamp": "time", "free text": "verbatim", "household": "account", "csat": "outcome",
    "fecha": "time", "peso": "weight", "comentario": "verbatim", "sucursal": "unit", "cliente": "customer", "idioma":
    "language", "edad": "segment", "recomendación": "recommend", "satisfacción": "outcome", "oleada": "wave", "canal":
    "channel", "motivo": "reason", "empleado": "employee", "antigüedad": "tenure", "data": "time", "botiga": "unit",
    "comentari": "verbatim", "onada": "wave", "llengua": "language", "gènere": "segment", "valoració": "rating", "pes":
    "weight", "emoció": "emotion", "limbă": "language", "comentariu": "verbatim", "angajat": "employee", "vârstă":
    "segment", "pondere": "weight", "magazin": "unit", "recomandare": "recommend",
}  # fmt: skip
# names of columns as people make them, of two words
TWO_WORDS = {
    "survey_date": "time", "respondent_no": "id", "zip_region": "segment", "likelihood_to_recommend": "recommend",
    "overall_sat": "outcome", "free_comments": "verbatim", "shop_code": "unit", "interviewer_language":
    "language", "sample_weight": "weight", "household_id": "account", "staff_number": "employee",
    "complaint_reason": "reason", "ease_of_use": "rating", "loyalty_years": "tenure", "fecha_encuesta": "time",
    "nro_cliente": "customer", "puntaje_recomendacion": "recommend", "satisfaccion_global": "outcome",
    "motivo_de_la_llamada": "reason", "sucursal_bancaria": "unit", "observaciones_cliente": "verbatim",
    "provincia_residencia": "segment", "ponderacion_final": "weight", "idioma_entrevista": "language",
    "trimestre_estudio": "wave", "data_enquesta": "time", "codi_client": "customer", "valoracio_general":
    "outcome", "comentaris_oberts": "verbatim", "oficina_bancaria": "unit", "pes_mostral": "weight", "grup_edat":
    "segment", "ens_recomanaria": "recommend", "motiu_trucada": "reason", "data_completarii": "time",
    "cod_client": "customer", "recomandare_prieten": "recommend", "satisfactie_totala": "outcome",
    "observatii_client": "verbatim", "judet_resedinta": "segment", "limba_interviului": "language",
    "pondere_esantion": "weight", "sucursala_bancii": "unit", "trimestru_studiu": "wave",
}  # fmt: skip
# written down before the list of words was looked at, of one word and of several; then 42 of these 47 stood first
BLIND = {
    "timestamp": "time", "survey_date": "time", "store": "unit", "likelihood_to_recommend": "recommend", "CSAT_score":
    "outcome", "remarks": "verbatim", "age_group": "segment", "respondent_number": "id", "fecha_encuesta": "time",
    "observaciones": "verbatim", "sucursal": "unit", "ponderación": "weight", "satisfacción_global": "outcome",
    "provincia": "segment", "sexo": "segment", "valoración": "rating", "cliente_desde": "tenure", "data_de_l'enquesta":
    "time", "botiga": "unit", "suggeriments": "verbatim", "recomanació": "recommend", "tram_d'edat": "segment",
    "satisfacció_general": "outcome", "idioma_de_resposta": "language", "data_completării": "time", "observații":
    "verbatim", "magazin": "unit", "recomandare": "recommend", "pondere": "weight", "județ": "segment",
    "nota_generală": "outcome", "vechime": "tenure", "dificultad": "effort", "esforç": "effort", "efort_depus":
    "effort", "expectativas": "expectation", "emoció": "emotion", "canal_de_contact": "channel", "punto_de_contacto":
    "touchpoint", "oleada": "wave", "onada": "wave", "val": "wave", "motivo_de_baja": "reason", "ganas_de_volver":
    "return", "confiança": "trust", "confianza": "trust", "încredere": "trust",
}  # fmt: skip
HEADS = ["Fecha de respuesta", "ID encuestado", "Tienda", "¿Recomendaría?", "Valoración global", "Comentarios", "Edad",
         "Peso final", "Idioma"]  # fmt: skip
WRONG_HEADS = {
    "Fecha": "Fecha de respuesta", "date": "Fecha de respuesta", "store": "Tienda", "nps": "¿Recomendaría?",
    "Recomendaria": "¿Recomendaría?", "overall": "Valoración global", "Comentario": "Comentarios", "comment":
    "Comentarios", "EDAD": "Edad", "weight": "Peso final", "PESO": "Peso final", "language": "Idioma", "sucursal":
    "Tienda", "limba": "Idioma",
}  # fmt: skip


def test_the_right_suggestion_stands_first_in_nearly_all():
    right = {word: (roles_near(word) or [""])[0] == role for word, role in (WRONG_ROLES | TWO_WORDS).items()}
    right |= {f"head {word}": (heads_near(word, HEADS) or [""])[0] == head for word, head in WRONG_HEADS.items()}
    wrong = [word for word, found in right.items() if not found]
    assert len(right) == 104 and len(wrong) <= 3, wrong


def test_words_written_down_before_the_list_was_seen_are_understood():
    """ "val", a wave in Romanian, is a value in the heads of files of every language."""
    wrong = [word for word, role in BLIND.items() if (roles_near(word) or [""])[0] != role]
    assert len(BLIND) == 47 and wrong == ["val"]


@pytest.mark.parametrize("word", ["xyzzy", "q", "", "5"])
def test_of_a_word_that_means_nothing_no_role_is_named(word):
    assert role_meant(word) == "" and roles_near(word) == []


def test_words_that_are_taken_name_roles_and_never_two():
    assert {*SAME, *NEAR} <= set(ROLES)
    taken = [word.strip() for words in SAME.values() for word in " ".join(words.split()).split("|")]
    assert len(taken) == len(set(taken))
    assert not set(taken) & set(ROLES)


@pytest.mark.parametrize(
    "word", ["date", "satisfaction", "score", "ces", "customer effort score", "region", "rating_scale"]
)
def test_a_word_of_two_meanings_is_suggested_and_not_taken(word):
    # a customer effort score may have its best answer at either end; a date may open or close something
    assert role_meant(word) == ""


def test_a_word_that_can_mean_one_role_is_taken(study, answers):
    columns = 'text = { source = "a", role = "Comentario" }\nw = { source = "b", role = "peso" }'
    table = answers(study(columns, "a,b\ngood,1\nbad,2\n"))
    assert table["w"].tolist() == [1, 2]


def test_a_role_is_suggested_by_its_meaning(study, faults):
    folder = study('day = { source = "a", role = "date" }\nx = { source = "a", role = "xyzzy" }', "a\n1\n")
    assert faults(folder) == [
        'answers.day: unknown role "date". Say time: when it happened.',
        'answers.x: unknown role "xyzzy". cx roles lists all of them, with what each is for.',
    ]


def test_a_head_is_found_by_a_word_of_it(study, faults):
    folder = study('day = { source = "Fecha", role = "time" }', "Fecha de respuesta,b\n2026-01-02,1\n")
    assert faults(folder) == ['answers.day: no column "Fecha" in the file. Did you mean Fecha de respuesta?']


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            'región = { source = "a", role = "segment" }',
            'line 9: the name región has signs other than A to Z, digits, "_" and "-". '
            'Write it in quotes: "región" = ….',
        ),
        (
            'x = { source = "a", role = "segment", labels = { Sí = "yes" } }',
            'line 9: the name Sí has signs other than A to Z, digits, "_" and "-". Write it in quotes: "Sí" = ….',
        ),
        (
            'q* = { role = "rating" }',
            'line 9: the name q* has signs other than A to Z, digits, "_" and "-". Write it in quotes: "q*" = ….',
        ),
        (
            "[tables.años.columns]",
            'line 9: the name tables.años.columns has signs other than A to Z, digits, "_" and "-". '
            'Write it in quotes: [tables."años".columns].',
        ),
    ],
)
def test_a_name_that_needs_quotes_is_told(study, faults, line, message):
    assert faults(study(line, "a\n1\n")) == [message]


def test_readme_has_the_roles_of_the_contract():
    spec = importlib.util.spec_from_file_location("write_roles", ROOT / "tools" / "write_roles.py")
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert tool.written(text) == text
    assert all(f"| `{role}` | " in text for role in ROLES)


def test_the_command_says_what_roles_are_and_open():
    told = CliRunner().invoke(app, ["roles"]).stdout
    assert [line.split()[0] for line in told.splitlines() if line[0] != " "] == list(ROLES)
    assert (
        CliRunner().invoke(app, ["roles", "Fecha"]).stdout.startswith("time                  when it happened (date)")
    )
    done = CliRunner().invoke(app, ["roles", "xyzzy"])
    assert (done.exit_code, done.stderr) == (
        2,
        '"xyzzy" is no role and no word for one. All roles, with what each is for: cx roles.\n',
    )


def test_a_rating_of_an_unknown_role_names_its_meaning():
    assert unknown_role("item") == "Say rating: a rating of one aspect or touchpoint."
