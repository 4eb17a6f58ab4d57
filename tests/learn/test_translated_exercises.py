"""What exercises say in Spanish, Catalan and Romanian: which notebooks are whole, and that no number is lost."""

from __future__ import annotations

import ast
import re
from io import BytesIO

import pytest
from babel.messages.pofile import read_po

import cxlib as cx
from cxlib.learn.telling import tell
from cxlib.locale import speaking
from tools.collect_words import CODE, ROOT, texts_of_exercises, translated_exercises
from tools.collect_words import EXERCISES as FOLDER

TEXTS = texts_of_exercises()
ALL = ("00", "01", "02", "03", "04", "05", "06", "07", "08", "09", "10")
WHOLE = {"es": ALL, "ca": ALL, "ro": ALL}  # English stands in where a notebook is not whole


def catalogue(language):
    file = BytesIO((FOLDER / f"{language}.po").read_bytes())
    return {message.id: message.string for message in read_po(file) if message.id}


@pytest.mark.parametrize("language", WHOLE)
def test_the_notebooks_that_are_whole_in_a_language(language):
    said = catalogue(language)
    whole = [place[-7:-5] for place, texts in TEXTS.items() if place != CODE and all(said[text] for text in texts)]
    assert tuple(whole) == WHOLE[language]
    assert all(said[text] for text in TEXTS[CODE])


@pytest.mark.parametrize("language", WHOLE)
def test_the_catalogue_holds_what_exercises_say_and_no_more(language):
    assert (FOLDER / f"{language}.po").read_bytes() == translated_exercises(language), "Run tools/collect_words.py."


def test_every_message_of_the_code_is_collected():
    """Those within an f-string would be overlooked."""
    calls = (
        node
        for file in (ROOT / CODE).glob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") == "tell"
        and isinstance(node.args[0], ast.Constant)
    )
    assert sorted({node.args[0].value for node in calls}) == TEXTS[CODE]


@pytest.mark.parametrize("language", WHOLE)
def test_a_translation_keeps_places_and_numbers(language):
    for english, said in catalogue(language).items():
        if said:
            assert sorted(re.findall(r"\{\w+\}", said)) == sorted(re.findall(r"\{\w+\}", english)), english
            numbers = [re.sub(r"\D", "", number).lstrip("0") for number in re.findall(r"\d[\d.,]*", english)]
            kept = [re.sub(r"\D", "", number).lstrip("0") for number in re.findall(r"\d[\d.,]*", said)]
            assert sorted(kept) == sorted(numbers), (english, said)


def test_the_language_is_a_parameter_or_the_one_that_is_spoken():
    assert cx.check("03-1", 25, language="es").message.startswith("¿Es un 6 un pasivo?")
    with speaking("ca"):
        feedback = cx.check("03-1", 25)
    assert feedback.heading == "Exercici 03-1 · encara no"  # also when it is shown later
    assert cx.check("03-1", 25, language="ro").message.startswith("Este un 6 pasiv?")
    assert cx.check("03-1", 25).heading == "Exercise 03-1 · not yet"


def test_english_stands_in_where_there_is_no_translation():
    with speaking("ro"):
        assert tell("No exercise says so: {n}.", n=1) == "No exercise says so: 1."


@pytest.mark.parametrize(("language", "head"), [("es", "Una respuesta modelo"), ("ca", "Una resposta model")])
def test_the_model_answer_is_translated(language, head):
    shown = cx.check("04-5", "Hola", language=language)._repr_html_()
    assert f"<summary>{head}</summary>Ren" in shown


@pytest.mark.parametrize("language", WHOLE)
def test_decimals_have_a_comma_where_the_language_writes_one(language):
    for said in catalogue(language).values():
        pointed = re.findall(r"(?<![\w.])\d*\.\d+(?!\w|\.\d)", said)
        assert [number for number in pointed if not re.fullmatch(r"\d{1,3}\.\d{3}", number)] in ([], ["8.5"]), said
