"""Open answers that call themselves a trial of the questionnaire, and those that only speak of a test."""

from __future__ import annotations

import pytest

from cxlib.study.metadata.trials import trials


@pytest.mark.parametrize(
    "word", ["test", "TEST", "Test 2", "test test", "TEST Agentur", "TEST - please ignore", "This is a test.", "Prueba",
             "prova", "Es una prueba", "testing", "[TEST]", "C'est un essai", "proba 1"]
)  # fmt: skip
def test_a_trial_says_so(word):
    assert trials([word, "good"]) == [word]


@pytest.mark.parametrize(
    "word", ["The test drive was good", "They test everything", "Testimonial", "La prueba de alcohol fue rápida",
             "Prueban poco", "PCR test", "test results came late", "", "essai routier agréable"]
)  # fmt: skip
def test_a_comment_on_a_test_is_none(word):
    assert trials([word]) == []
