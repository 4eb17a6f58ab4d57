"""Words in four languages, with their marks, without them, and in whatever a form may hold."""

from __future__ import annotations

import time

import pandas as pd
import pytest

import cxlib as cx
from cxlib.words.tokens import LANGUAGES, folded, guessed_language, word_lists, words_of


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
    began = time.perf_counter()
    cx.code_comments(said, text="said", language="ca")
    assert time.perf_counter() - began < 5
