"""Free text: parts found and missing in four languages, what is denied, and nothing that is called right."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from learn.hints import remarks, whole

import cxlib as cx
from cxlib.learn import EXERCISES
from cxlib.learn.rubric import Part, Rubric


def answers(file):
    return tomllib.loads(Path(__file__).with_name(file).read_text(encoding="utf-8"))


ANSWERS, MORE = answers("free_answers.toml"), answers("more_free_answers.toml")
INVOICE = MORE["05-5"]["good"][0]
TEXTS = [name for name, exercise in EXERCISES.items() if isinstance(exercise, Rubric)]


def test_every_rubric_has_been_tried():
    assert list(MORE) == TEXTS
    assert all(len(given) >= 10 for answers in MORE.values() for given in answers.values())


@pytest.mark.parametrize(("tried", "exercise"), [(tried, name) for tried in (ANSWERS, MORE) for name in tried])
def test_a_rubric_finds_all_parts_of_good_answers_and_of_no_bad_one(tried, exercise):
    refused = [answer for answer in tried[exercise]["good"] if not whole(exercise, answer)]
    taken = [answer for answer in tried[exercise]["bad"] if whole(exercise, answer)]
    assert len(refused) <= 1, refused
    assert not taken, taken


@pytest.mark.parametrize("exercise", TEXTS)
def test_no_text_is_called_right_and_each_has_an_answer_to_compare_with(exercise):
    for answer in [*ANSWERS.get(exercise, {}).get("good", []), "right", ["yes"] * 3, {"a": "b"}]:
        feedback = cx.check(exercise, answer)
        assert feedback.outcome in ("compare", "mistake")
    assert EXERCISES[exercise].model


def test_the_model_answer_is_folded_away():
    feedback = cx.check("07-5", ANSWERS["07-5"]["good"][0])
    assert f"<details><summary>A model answer</summary>{feedback.model}</details>" in feedback._repr_html_()
    assert feedback.message.startswith(
        "Found by its words: an order set by chance; an outcome that comes from customers; "
    )
    assert "A model answer: All 120 branches take part" in " ".join(repr(feedback).replace("│", "").split())
    assert "<details>" not in cx.check("03-1", 8.3)._repr_html_()


# Answers that patterns alone took for the opposite of what they are


@pytest.mark.parametrize(
    ("exercise", "answer"),
    [
        ("04-5", "Stepped-wedge rollout of a makeover, with a coin to decide the order"),
        ("04-5", "One group rates tidiness, another group rates satisfaction."),
        ("07-5", "NPS is collected from clients in six waves; a lot decides which 60 of 120 branches begin."),
        ("07-5", "By lot 46 of the 92 branches begin. Customers are surveyed quarterly, pre and post."),
        ("07-5", "Volunteers are excluded: a coin decides which 40 shops start. Customers rate us each quarter."),
    ],
)
def test_what_was_refused_though_right_has_all_its_parts(exercise, answer):
    assert remarks(exercise, answer) == []


@pytest.mark.parametrize(
    ("exercise", "answer"),
    [
        ("04-5", "An audit of the answers."),
        ("04-5", "Improve the model: leave out the mood"),
        ("04-5", "Let the customers log their mood and control for it."),
        ("07-5", "Not at random, but by region: 60 branches in the north. Customers are asked each wave."),
        ("07-5", "No lottery: the 60 best ones start. Customers are asked each wave."),
        ("07-5", "Draw 2 branches at random. Customers are asked each wave."),
        ("07-5", "A lot decides which 60 branches begin. Employees tell how customers answer, each wave."),
        ("10-5", "Weighted, the score was 5.2 points lower (−10.7 to 0.2), which may be chance."),
        ("10-5", "Con ponderación, 5,2 puntos menos (−10,7 a 0,2): no se distingue de ningún cambio."),
        ("05-5", INVOICE | {"remedy": "We will check whether the invoice is correct."}),
        ("05-5", INVOICE | {"remedy": "Revisaremos si hay que corregir la factura."}),
    ],
)
def test_what_was_called_right_though_wrong_lacks_a_part(exercise, answer):
    assert not whole(exercise, answer)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It fell because of the queues.", "because"),
        ("It is not because of the queues.", ""),
        ("Not only because of the queues.", "because"),
        ("No es porque hubiera colas.", ""),
        ("Es porque hubo colas.", "porque"),
        ("No és perquè hi hagués cues.", ""),
        ("Nu pentru că a fost coadă.", ""),
        ("A fost pentru că a fost coadă.", "pentru ca"),
        ("The survey does not say why. It fell because of queues.", "because"),
        ("We don't say it is because of queues.", ""),
        ("A cause is excluded; because is not said.", ""),
        ("Without any weights it fell because of queues.", "because"),
        ("Sin ponderar, cae porque hubo colas.", "porque"),
        ("Sin saber porque.", ""),
    ],
)
def test_what_is_denied_is_not_said(text, found):
    cause = Part(hint="", any=("because", "porque", "perque", "pentru ca"))
    assert cause.found([text]) == found


def test_words_have_endings_numbers_and_company():
    part = Part(hint="", any=("#… branch*",), near=(("random*",),))
    assert part.found(["We randomise 60 of our 120 branches."]) == "60 of our 120 branches"
    assert part.found(["We randomise 6 branches."]) == ""  # a number from 10 on
    assert part.found(["We take 60 branches. All else is random."]) == ""  # another sentence
    assert Part(hint="", any=("=nobody",)).found(["Nobody"]) == "nobody"
    assert Part(hint="", any=("=nobody",)).found(["nobody else"]) == ""
