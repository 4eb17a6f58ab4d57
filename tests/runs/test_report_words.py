"""The terms and definitions that a report explains are those that its findings use, in its language."""

from __future__ import annotations

import csv

import pytest

from cxlib.locale import speaking
from cxlib.runs.report_words import GLOSSARY, definitions_in, terms_in

FOREIGN = ["es", "ca", "ro"]


def named(language, text, found=terms_in):
    with speaking(language):
        return [name for name, _ in found(text)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Two touchpoints and 30 % of promoters.", ["touchpoint", "promoter"]),
        ("es", "Los puntos de contacto y un 30 % de promotores.", ["punto de contacto", "promotor"]),
        ("ca", "Els punts de contacte de tres onades.", ["punt de contacte", "onada"]),
        ("ro", "Punctele de contact și 30 % promotori.", ["punct de contact", "promotor"]),
        ("ro", "Valoarea medie a etapelor.", []),  # a wave is "val"
        ("es", "El CES es de 2,1.", ["índice de esfuerzo del cliente (CES)"]),
        ("es", "La promoción, un punto y la valoración.", []),
    ],
)
def test_a_term_is_explained_where_it_is_used(language, text, expected):
    assert named(language, text) == expected


@pytest.mark.parametrize("language", FOREIGN)
def test_meanings_are_in_the_language_and_in_every_language(language):
    with GLOSSARY.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 70
    for row in rows:
        assert row[f"definition_{language}"] not in ("", row["definition"])
    with speaking(language):
        told = dict(terms_in(" ".join(row[language] for row in rows)))
    assert "promotor" in told and told["promotor"] != "Answer of 9 or 10"


def test_a_superlative_is_not_the_two_highest_answers():
    assert named("ro", "Celelalte au cele mai mari note.", definitions_in) == []
    assert named("ro", "Ponderea: cele mai mari două note.", definitions_in) == ["cele mai mari două note"]
