"""Free text: parts found and missing in four languages, and nothing that is called right or wrong."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from learn.hints import JUDGE, remarks, whole

import cxlib as cx
from cxlib.learn import EXERCISES
from cxlib.learn.rubric import Rubric


def answers(file):
    return tomllib.loads(Path(__file__).with_name(file).read_text(encoding="utf-8"))


ANSWERS, MORE = answers("free_answers.toml"), answers("more_free_answers.toml")
STRANGERS, BY_PARTS = answers("answers_of_strangers.toml"), answers("parts_of_answers.toml")
INVOICE = MORE["05-5"]["good"][0]
TEXTS = [name for name, exercise in EXERCISES.items() if isinstance(exercise, Rubric)]


def test_every_rubric_has_been_tried():
    assert list(MORE) == TEXTS
    assert all(len(given) >= 10 for answers in MORE.values() for given in answers.values())


@pytest.mark.parametrize(
    ("tried", "exercise"), [(tried, name) for tried in (ANSWERS, MORE, STRANGERS) for name in tried]
)
def test_a_rubric_finds_all_parts_of_good_answers_and_of_no_bad_one(tried, exercise):
    refused = [answer for answer in tried[exercise]["good"] if not whole(exercise, answer)]
    taken = [answer for answer in tried[exercise]["bad"] if whole(exercise, answer)]
    assert len(refused) <= 1, refused
    assert not taken, taken


@pytest.mark.parametrize(
    ("exercise", "answer", "parts"), [(name, *tried) for name in BY_PARTS for tried in BY_PARTS[name].get("found", [])]
)
def test_parts_are_found_neither_more_nor_less(exercise, answer, parts):
    told, head = cx.check(exercise, answer).message.splitlines()[0], "Found by its words: "
    assert (told[len(head) : -1] if told.startswith(head) else "") == parts


@pytest.mark.parametrize("filled", ["filled", "not_filled"])
def test_a_field_that_says_nothing_is_not_found(filled):
    tried = [(field, words) for field, given in BY_PARTS["05-5"][filled].items() for words in given]
    for field, words in tried:
        answer = INVOICE | {field: words}
        found = cx.check("05-5", answer).message.splitlines()[0]
        assert (field in found) == (filled == "filled") == (not remarks("05-5", answer)), words


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


PAGE = {
    "acknowledgement": "Siento la tercera factura mal", "cause": "la tarifa antigua", "remedy": "anulo y envío otra",
    "limit": "hasta 30 euros", "deadline": "dos días", "person": "Ana Puig",
}  # fmt: skip


@pytest.mark.parametrize(
    ("field", "written"),
    [
        ("deadline", "cât mai curând"),  # mai is May, too
        ("remedy", "Estudiaremos su caso"),
        ("remedy", "your case is passed on to the right department"),
        ("person", "your service team"),
        ("person", "nobody in particular"),
    ],
)
def test_a_field_of_the_playbook_that_says_nothing_is_told(field, written):
    assert remarks("05-5", PAGE) == remarks("05-5", PAGE | {"deadline": "5 mai"}) == []
    assert len(remarks("05-5", PAGE | {field: written})) >= 1


CONTACTS = [
    {"contact": "prueba", "phase": "durante", "owner": "preimpresión", "need": "ver", "variable": "horas"},
    {"contact": "llamada", "phase": "después", "owner": "producción", "need": "hablar", "variable": "% de quejas"},
]


@pytest.mark.parametrize(
    ("field", "written", "n"),
    [
        ("owner", ["ventas", "comerciales"], 1),
        ("owner", ["televenta", "director de ventas"], 1),
        ("owner", ["ventas", "servicio posventa"], 0),  # one of them does not sell
        ("owner", ["nadie en concreto", "producción"], 1),
        ("variable", ["buena atención", "días"], 1),
        ("variable", ["friendliness", "how nice people are"], 1),
        ("variable", ["quejas por la calidad", "number of quality incidents"], 0),  # counted
        ("contact", ["invoice sent by post", "llamada"], 1),
    ],
)
def test_a_contact_without_owner_count_or_news_is_told(field, written, n):
    rows = [row | {field: own} for row, own in zip(CONTACTS, written, strict=True)]
    assert len(remarks("01-5", rows)) == n


def test_fields_may_be_called_in_any_language():
    spanish = {
        "contact": "Contacto",
        "phase": "fase",
        "owner": "responsable",
        "need": "necesidad",
        "variable": "variable",
    }
    assert remarks("01-5", [{spanish[name]: value for name, value in row.items()} for row in CONTACTS]) == []
    catalan = dict(zip(PAGE, ("reconeixement", "causa", "remei", "límit", "termini", "persona"), strict=True))
    assert remarks("05-5", {catalan[name]: value for name, value in PAGE.items()}) == []
    lacks = cx.check("01-5", [{"quién": "prueba"}, CONTACTS[1]])
    assert lacks.message.endswith("Row 1 still lacks: contact, phase, owner, need, variable.")


@pytest.mark.parametrize("exercise", TEXTS)
def test_whether_words_were_found_or_not_the_judgement_is_left_to_the_reader(exercise):
    """A heading that parted the two would call right and wrong what words cannot tell."""
    told = [cx.check(exercise, MORE[exercise][kind][0]) for kind in ("good", "bad")]
    told = [feedback for feedback in told if feedback.outcome == "compare"]
    assert {feedback.heading for feedback in told} == {f"Exercise {exercise} · compare it"}
    asked = [f"· {check}" for check in EXERCISES[exercise].checks]
    for feedback in told:
        lines = feedback.message.splitlines()
        assert lines[lines.index(JUDGE) + 1 : -1] == asked
        assert len(asked) >= 2
        assert feedback.model


def test_what_is_not_found_is_not_said_to_be_missing():
    said = cx.check("04-5", "Swap the tidy and the messy window every week and look at the sales.").message
    assert "Not found by its words; you may have said it otherwise. If not, add it:\nThe test: as long as" in said
    assert "Look again at:" not in said


def test_words_are_shown_as_they_were_written_between_the_marks_of_the_language():
    answer = INVOICE | {"person": "El equipo de atención al cliente."}
    shown = {
        language: cx.check("05-5", answer, language=language).message.splitlines()[2]
        for language in ("en", "es", "ca", "ro")
    }
    assert shown["en"].startswith("“el equipo de atención al cliente”: a team does not call back.")
    assert shown["es"].startswith("«el equipo de atención al cliente»: un equipo no devuelve llamadas.")
    assert shown["ca"].startswith("«el equipo de atención al cliente»: ")
    assert shown["ro"].startswith("„el equipo de atención al cliente”: ")
