"""Words in four languages, with their marks, without them, and in whatever a form may hold."""

from __future__ import annotations

import time

import pandas as pd
import pytest

import cxlib as cx
from cxlib.words import tokens
from cxlib.words.tokens import LANGUAGES, folded, folded_words, guessed_language, word_lists, words_of


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("es", "¡Nº 5! No funcionó, ¿sabe?", ["nº", "no", "funcionó", "sabe"]),
        ("ca", "L'intel·ligent col.legi, IL·LUSIÓ", ["l", "intel·ligent", "col·legi", "il·lusió"]),
        ("ca", "coŀlegi col•legi", ["col·legi", "col·legi"]),
        ("ca", "Tot normal.Les noies", ["tot", "normal", "les", "noies"]),
        ("ro", "S-a stricat; însă așa", ["s", "a", "stricat", "însă", "așa"]),
        ("en", "It didn’t work, don't", ["it", "didn't", "work", "don't"]),
        ("es", "<script>alert(1)</script> bien &amp; r&aacute;pido", ["alert", "bien", "rápido"]),
        ("en", "=SUM(A1) good", ["sum", "a", "good"]),
        ("es", "\u202eשלום bien\u202c 👍 ", ["שלום", "bien"]),
        ("es", "", []),
        ("es", "12345 !!! …", []),
    ],
)
def test_words(language, text, words):
    assert words_of(text, language) == words


def test_composed_and_decomposed_letters_are_one():
    assert words_of("cafe\u0301", "es") == words_of("café", "es") == ["café"]


def test_three_spellings_of_romanian_are_one_and_spanish_ny_is_none_other():
    assert {folded("știință"), folded("ştiinţă"), folded("stiinta")} == {"stiinta"}
    assert folded("ÎNTÂRZIERE".lower()) == "intarziere"
    assert folded("año") != folded("ano") and folded("plaça") == "plaça"


def test_the_language_is_guessed_from_small_words():
    said = {
        "es": "No me dijeron cuando vienen y la factura no se entiende",
        "ca": "No em van dir quan venien i els tècnics no hi eren",
        "ro": "Nu mi-au spus cand vin si factura este gresita",
        "en": "They did not tell me when they were coming",
    }
    assert {language: guessed_language(text) for language, text in said.items()} == {one: one for one in said}
    assert guessed_language("") == guessed_language("12345") == ""


def test_negations_are_in_no_list_of_words_to_leave_out():
    assert all({"stop", "stopwords"}.isdisjoint(word_lists(language)) for language in LANGUAGES)
    assert all(word_lists(language)["negation"] for language in LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_lists_have_the_same_parts_in_every_language(language):
    lists, english = word_lists(language), word_lists("en")
    for part in ("themes", "emotions", "values"):
        assert list(lists[part]) == list(english[part])


@pytest.mark.parametrize("piece", ["a", "a ", "<", "&", "l·", "no "])
def test_a_hundred_thousand_signs(piece):
    said = pd.DataFrame({"said": [piece * (100_000 // len(piece))]})
    began = time.process_time()
    cx.code_comments(said, text="said", language="ca")
    assert time.process_time() - began < 5


SHORT = {
    "es": ["Muy bien todo", "No me han llamado", "Tardaron mucho en venir", "Gracias por la atención",
           "La factura está mal", "Un trato excelente"],
    "ca": ["Molt bé tot", "No m'han trucat", "Van trigar molt a venir", "Gràcies per l'atenció",
           "La factura està malament", "Un tracte excel·lent"],
    "ro": ["Foarte bine totul", "Nu m-au sunat", "Au întârziat mult", "Mulțumesc pentru atenție",
           "Factura este greșită", "O servire excelentă"],
    "en": ["Everything was fine", "They did not call me", "It took them long to come", "Thanks for the attention",
           "The bill is wrong", "An excellent service"],
}  # fmt: skip


def test_of_a_short_answer_the_language_is_rather_left_open_than_guessed_wrong():
    guesses = [(language, guessed_language(text)) for language, texts in SHORT.items() for text in texts]
    assert [pair for pair in guesses if pair[1] not in ("", pair[0])] == []
    assert sum(guess == language for language, guess in guesses) >= 14  # of 24


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("es", "No hay ningún problema"), ("es", "Sin problemas"), ("es", "Ningún problema"),
        ("ca", "No hi ha cap problema"), ("ca", "Cap problema"), ("ca", "Sense problemes"),
        ("ro", "Nu este nicio problemă"), ("ro", "Fără probleme"), ("ro", "Nicio problemă"),
        ("en", "There is no problem"), ("en", "Without any problem"), ("en", "None of the problems came back"),
    ],
)  # fmt: skip
def test_no_problem_is_no_blame_in_any_language(language, said):
    assert cx.code_comments(pd.DataFrame({"said": [said]}), text="said", language=language)["valence"][0] == 1


def test_an_ordinal_is_no_negation():
    assert folded("nº") == "nº" and folded("2ª") == "2ª"
    coded = cx.code_comments(pd.DataFrame({"said": ["el nº rápido"]}), text="said", language="es")
    assert coded["valence"][0] == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_piece_seen_before_has_the_words_of_the_whole_text(language):
    said = [
        "L'intel·ligent, S-a  stricat;\u00a0it didn’t «work» nº5",
        "col.legi  <b>A</b>&amp;B",
        "",
        "\u202eשלום ab\u202c 12",
    ]
    for text in said * 2:
        assert folded_words(text, language) == [folded(word) for word in words_of(text, language)]


def test_the_memory_of_pieces_is_bounded(monkeypatch):
    monkeypatch.setattr(tokens, "MOST", 50)
    said = pd.DataFrame({"said": [f"palabra{chr(97 + k % 26)}{chr(97 + k // 26)} rápido" for k in range(300)]})
    assert (cx.code_comments(said, text="said", language="es")["theme"] == "speed").all()
    assert len(tokens.pieces_of("es")) <= 52
