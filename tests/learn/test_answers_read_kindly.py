"""Answers as people write them: numbers of four languages, roundings, other scales, dictionaries, letters."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest

import cxlib as cx
from cxlib.learn import EXERCISES
from cxlib.learn.choosing import Choice
from cxlib.learn.numeric import Numbers

NUMERIC = [exercise for exercise in EXERCISES.values() if isinstance(exercise, Numbers)]
CHOICES = [exercise for exercise in EXERCISES.values() if isinstance(exercise, Choice)]


def told(exercise, answer):
    feedback = cx.check(exercise, answer)
    return feedback.outcome, feedback.message


@pytest.mark.parametrize(
    ("exercise", "answer", "read"),
    [
        ("03-4", "4,333", "4333"),
        ("03-4", (4, 333), "4333"),  # what Python makes of 4,333
        ("03-4", 4.333, "4333"),
        ("03-4", "4.333", "4333"),
        ("03-4", "4 333 answers", "4333"),
        ("03-4", "4’333", "4333"),
        ("03-4", "4.333,0", "4333"),
        ("03-4", "4,333.0", "4333"),
        ("03-1", "8,3", "8.3"),
        ("03-1", (8, 33), "8.33"),
        ("03-1", "≈ 8.3", "8.3"),
        ("03-1", "8,33 puntos", "8.33"),
        ("03-1", "8.3 %", "8.3"),  # a score in per cent is a score in points
        ("02-2", "−3", "-3"),
        ("02-2", "–3,0", "-3"),
        ("00-1", "94 %", "0.94"),
        ("00-1", "94 por ciento", "0.94"),
        ("00-1", "94,0 la sută", "0.94"),
        ("00-1", "94 Por cien", "0.94"),
        ("00-1", ".94", "0.94"),
        ("00-1", "0,94", "0.94"),
        ("03-3", "47,5 a 100", "47.5, 100"),
        ("03-3", "(47.5, 100)", "47.5, 100"),
        ("03-3", "47.5–100", "47.5, 100"),
        ("02-5", "−72,25; 77,75", "-72.25, 77.75"),
        ("09-1", ["0,4", "39,6"], "0.4, 39.6"),
    ],
)
def test_a_number_may_be_written_in_every_way_and_is_told_how_it_was_read(exercise, answer, read):
    assert told(exercise, answer) == ("right", f"{EXERCISES[exercise].insight} Read as {read}: write it so.")


@pytest.mark.parametrize(
    ("exercise", "answer"),
    [
        ("03-3", {"low": 47.5, "high": 100}),
        ("03-3", {"conf_high": 100, "conf_low": 47.5}),
        ("02-5", {"highest": 77.75, "lowest": -72.25}),
        ("03-1", {"nps": 8.33}),
        ("03-1", pd.Series([8.33])),
        ("03-1", np.float32(8.33)),
        ("10-4", {"seven": 1586, "fourteen": 501}),
        ("03-3", {"alto": 100, "bajo": 47.5}),
        ("03-3", {"límite superior": 100, "límite inferior": 47.5}),
        ("03-3", {"sus": 100, "jos": 47.5}),
        ("03-3", {"upper": 100, "lower": 47.5}),
    ],
)
def test_dictionaries_are_read_by_their_names_or_their_order(exercise, answer):
    assert told(exercise, answer) == ("right", EXERCISES[exercise].insight)


def test_a_per_cent_sign_is_no_share_of_a_hundredth():
    assert told("00-1", "0.94 %")[0] != "right"
    assert told("03-4", "4,333 %")[0] == "right"  # the sign says nothing where no share is asked for
    assert told("03-1", "−8.3")[1].startswith("The sign is reversed")


NEARLY = "Nearly: rounded too far. Decimals asked for: {}."
SHARE = "Right in kind, but as a share: an answer in points was asked for, 100 times as large."
PERCENT = "Right in kind, but in per cent: a share was asked for, written from 0 to 1."


@pytest.mark.parametrize(
    ("exercise", "answer", "message"),
    [
        ("03-1", 8, NEARLY.format(1)),
        ("03-2", 18, NEARLY.format(1)),
        ("03-3", (47, 100), NEARLY.format(1)),
        ("03-3", (48, 100), NEARLY.format(1)),
        ("04-1", (0.24, 0.02, 0.04), NEARLY.format(3)),
        ("03-1", 0.08, SHARE),
        ("03-1", 0.083, SHARE),
        ("03-2", 0.18, SHARE),
        ("04-1", (24.1, 1.6, 4.3), PERCENT),
        ("00-2", 65, PERCENT),
        ("05-1", 25, PERCENT),
    ],
)
def test_rounded_answers_and_other_scales_are_named(exercise, answer, message):
    assert told(exercise, answer) == ("mistake", message)


@pytest.mark.parametrize(
    ("exercise", "answer", "begins"),
    [
        ("03-1", 33.3, "That is the share of detractors"),
        ("03-2", 9100, "That is n times score, summed over the branches."),
        ("03-3", (53.0, 99.7), "That is Bayes' interval"),
        ("03-3", (43.4, 100), "The grown shares are right; the error was taken with n = 10."),
        ("04-1", (0.517, -0.198, 0.170), "Those are the slopes of the line with all three."),
        ("07-2", (0.667, -1), "The axes have changed places"),
        ("07-3", 0.80, "That divides by the product."),
        ("07-3", 0.54, "That corrects one side only, the one of .70."),
        ("07-3", 0.50, "That corrects one side only, the one of .80."),
        ("00-1", "23,5 %", "That is a response rate for the question"),
    ],
)
def test_the_mistake_is_named_when_it_is_rounded_too(exercise, answer, begins):
    outcome, message = told(exercise, answer)
    assert outcome == "mistake" and message.startswith(begins), message


@pytest.mark.parametrize(
    "answer", ["b", "(b)", "b)", "b.", "B", ["(b)"], " [b] ", "la b", "opción b", "Varianta b.", "(b) Where a branch's"]
)
def test_a_letter_may_stand_in_brackets_after_its_label_and_before_its_sentence(answer):
    assert told("07-4", answer)[0] == "right"


@pytest.mark.parametrize("answer", ["a", "a) Raising engagement", "la opción d", "b y d", "bd", "0b"])
def test_another_letter_stays_wrong(answer):
    assert told("07-4", answer)[0] == "mistake"


def test_a_word_that_is_not_known_is_shown_as_it_was_written():
    assert "Number 2 is 'ICC(3)'. Known:" in told("06-4", ["no", "ICC(3)"])[1]


ORDER = ["rapidez", "competencia", "locales ordenados", "facilidad", "promesa cumplida", "precio explicado"]
SURE_IN_SPANISH = [pair for pair in itertools.combinations(ORDER, 2) if pair != ("competencia", "locales ordenados")]


@pytest.mark.parametrize(
    ("exercise", "answer"),
    [
        ("03-5", ["no se sabe", "no", "no", "sí", "no se puede saber", "no"]),
        ("03-5", "no es pot saber; no; no; si; no es pot dir; no"),
        ("03-5", ["nu se poate ști", "nu", "nu", "da", "nu se poate spune", "nu"]),
        ("00-4", [True, False, False, True, False]),
        ("04-3", "price explained, conservar"),
        ("04-3", ["Precio explicado", "mantener"]),
        ("04-3", "preu explicat; mantenir"),
        ("04-3", "preț explicat; păstrează"),
        ("04-2", SURE_IN_SPANISH),
        ("06-4", "nu, ICC(1)"),
        ("06-4", [False, "ICC (1)"]),
        ("00-4", "sí, no, no, sí y no"),
        ("00-4", "da nu nu da nu"),
        ("00-4", "ynnyn"),
        ("03-5", ["?", "no", "no", "sí", "nu se știe", "no"]),
        ("00-3", "-1; 88; 98 y 99"),
        ("01-3", "C7 y C8"),
        ("01-3", ["carta de impago", "alertă de roaming"]),
        ("01-4", "reclamación, entrega y factura"),
        ("01-4", ["reclamació", "lliurament", "factura"]),
        ("04-3", ["el precio explicado", "no quitar"]),
        ("04-4", "ninguna"),
        ("05-3", ["transparència", "intencions"]),
        ("06-3", ["toți", "fără stagiar"]),
        ("08-1", "obligatoria"),
    ],
)
def test_words_and_verdicts_may_be_given_in_four_languages(exercise, answer):
    assert told(exercise, answer)[0] == "right"


@pytest.mark.parametrize("exercise", NUMERIC, ids=lambda exercise: exercise.name)
def test_no_wrong_answer_is_called_right(exercise):
    """Every known mistake: as it is, 100 and 1,000 times as large or as small, turned round, as text of two kinds."""
    for mistake in exercise.mistakes:
        values = [0.0 if value is None else value for value in mistake.values]
        for scale in (1, 100, 0.01, 0.001, 1000, -1):
            shown = [round(scale * value, 6) for value in values]
            for answer in (shown, [f"{one:.6f}" for one in shown], [f"{one:.6f}".replace(".", ",") for one in shown]):
                if any(abs(a - b) > exercise.tolerance + 1e-6 for a, b in zip(shown, exercise.right, strict=True)):
                    outcome, message = told(exercise.name, answer)
                    accepted = [list(other.values) for other in exercise.also]
                    assert outcome != "right" or values in accepted, (answer, message)


def accepted_forms(values):
    """The same numbers as Python and people write them."""
    texts = [np.format_float_positional(value, precision=6, trim="-") for value in values]
    forms = [
        values,
        tuple(values),
        np.array(values),
        pd.Series(values),
        texts,
        [text.replace(".", ",") for text in texts],
    ]
    return [*forms, *([values[0], texts[0]] if len(values) == 1 else [])]


@pytest.mark.parametrize("exercise", NUMERIC, ids=lambda exercise: exercise.name)
def test_the_right_answer_is_right_in_every_form(exercise):
    wrong = [form for form in accepted_forms(list(exercise.right)) if told(exercise.name, form)[0] != "right"]
    assert not wrong


@pytest.mark.parametrize("exercise", NUMERIC, ids=lambda exercise: exercise.name)
def test_every_named_mistake_gets_its_own_hint(exercise):
    for mistake in exercise.mistakes:
        values = [123.456 if value is None else value for value in mistake.values]
        outcome, message = told(exercise.name, values)
        assert (outcome, message) == ("mistake", mistake.hint), (values, message)


@pytest.mark.parametrize("exercise", CHOICES, ids=lambda exercise: exercise.name)
def test_every_named_choice_gets_its_own_reason(exercise):
    right = list(exercise.right or exercise.order)
    for word, reason in exercise.reasons.items():
        tries = [told(exercise.name, [word, *right[1:]]), told(exercise.name, [*right[:-1], word])]
        assert any(outcome == "mistake" and reason in message for outcome, message in tries), (word, tries)


@pytest.mark.parametrize("exercise", [exercise.name for exercise in CHOICES] + ["03-5", "04-2"])
def test_what_print_hands_back_is_no_word(exercise):
    """None is read as the word “none” otherwise, which is the right answer of 04-4."""
    outcome, message = told(exercise, None)
    assert (outcome, "This is None" in message) == ("mistake", True)


@pytest.mark.parametrize("language", ["es", "ca", "ro"])
@pytest.mark.parametrize("exercise", ["03-5", "04-2"])
def test_known_words_are_said_in_the_language_spoken_and_may_be_written_so(exercise, language):
    wrong = ["dunno"] * 6
    said = cx.check(exercise, wrong, language=language).message.rstrip(".").rpartition(": ")[2].split(", ")
    assert said[0] != cx.check(exercise, wrong).message.rstrip(".").rpartition(": ")[2].split(", ")[0]
    feedback = cx.check(exercise, said * 2, language=language)
    assert all(word not in feedback.message for word in ("Known", "Se conocen", "Es coneixen", "Cunoscute"))
