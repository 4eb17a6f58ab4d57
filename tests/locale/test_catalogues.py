"""The catalogues of readings and tables: every message in every language, with its places, as the code has them."""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest
from babel.messages.pofile import read_po

from cxlib.locale import LANGUAGES, say, say_number, speaking
from cxlib.locale.catalogue import MASTER
from cxlib.locale.catalogue import messages as spoken_messages
from cxlib.locale.small_words import fitted
from cxlib.text import listed
from tools.collect_words import FOLDER, TRANSLATIONS, _said, translated

FORMS = {"es": 2, "ca": 2, "ro": 3}
# names of measures and letters that every language has
SHARED = re.compile(r"\b(?:NPS|R²|AUC|VIF|AD|LMG|REML|HTMT|ICC\(\d\)|rwg(?:\(j\))?|[nprR])(?!\w)")
# words that a language shares with English
ALIKE = {
    "es": {"no", "contextual", "predictor", "total", "usual", "variable", "Bytes", "{number} s"},
    "ca": {
        *("no", "interval", "{what}, interval"),
        *("detractors", "centre", "component", "contextual", "cost", "mode", "part", "predictor", "segment"),
        *("text", "total", "usual", "variable", "Bytes", "{number} s", "Arguments:"),
    },
    "ro": {
        *("interval", "{what}, interval", "impact", "rwg(j), uniform"),
        *("direct", "aspect", "contextual", "cost", "indirect", "indirect (Sobel)", "item", "n complete"),
        *("predictor", "segment", "text", "total", "{number} s"),
    },
}
for _alike in ALIKE.values():
    _alike |= {"kernel", "ok"}  # of cx doctor
PLACE = re.compile(r"\{(\w+)[^{}]*\}")


@cache
def messages(language):
    with (FOLDER / f"{language}.po").open("rb") as file:
        return [one for one in read_po(file, locale=language) if one.id]


def forms(words):
    return [words] if isinstance(words, str) else list(words)


def places(words):
    return set(PLACE.findall(words))


def test_every_language_has_a_catalogue():
    assert {*TRANSLATIONS, MASTER} == set(LANGUAGES)


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_a_translation_is_in_step_with_the_code(language):
    assert (FOLDER / f"{language}.po").read_bytes() == translated(language), "Run tools/collect_words.py."
    assert [one.id for one in messages(language)] == [one.id for one in messages(MASTER)]


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_every_message_is_translated_in_every_form(language):
    for one in messages(language):
        expected = 1 if isinstance(one.id, str) else FORMS[language]
        assert len(forms(one.string)) == expected and all(forms(one.string)), one.id
        assert not one.fuzzy, one.id


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_a_translation_has_the_places_of_its_message(language):
    for one in messages(language):
        singular, *plural = forms(one.id)
        first, *others = forms(one.string)
        assert places(first) == places(singular), one.id
        assert all(places(other) == places(plural[0]) for other in others), one.id


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_a_translation_is_not_the_english(language):
    for one in messages(language):
        for english in forms(one.id):
            is_alike = english in ALIKE[language] or not re.search("[A-Za-z]", SHARED.sub("", PLACE.sub("", english)))
            assert is_alike or english not in forms(one.string), english


TOML = re.compile(r'\w+ = (?:"[^"]*"|\[[^\]]*\])')  # what is to be written has the quotation marks of study.toml


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_a_translation_is_set_as_the_language_sets_it(language):
    for one in messages(language):
        for english, words in zip([forms(one.id)[0]] * FORMS[language], forms(one.string), strict=False):
            assert "  " not in words and words == words.strip(), words
            assert not re.search(r"[\"'“]|(?<!\w)-(?=\d)", TOML.sub("", words).removeprefix("- ")), words
            assert (english[-1] in ".?:;") == (words[-1] in ".?:;"), words
            assert not re.search("[şţŞŢ]", words), words  # cedillas: Romanian has a comma below
    marks = {"es": "«»", "ca": "«»", "ro": "„”"}[language]
    text = " ".join(words for one in messages(language) for words in forms(one.string))
    assert marks[0] in text and text.count(marks[0]) == text.count(marks[1])
    assert not set("«»„”“") & set(text) - set(marks)


def test_a_catalan_report_orders_nobody():
    """What is to be done is told without a person ("cal llegir", "convé començar"), never as vós or tu are told it."""
    begun = re.compile(r"(?:^|[.?:;,] |\bno )((?:\w+[eiï]u)(?:-\w+|’\w+)?)\b", re.I)
    told = {"diu", "veu", "prediu", "objectiu", "motiu", "atractiu", "lleu", "descriu"}  # of a thing, or no verb
    text = [words for one in messages("ca") for words in forms(one.string)]
    assert begun.findall("Llegiu els intervals. Feu-ne {wanted}; no ordeneu.") == ["Llegiu", "Feu-ne", "ordeneu"]
    assert not [words for words in text if any(found.lower() not in told for found in begun.findall(words))]
    assert not [words for words in text if re.search(r"\b(us|vós|vosaltres|tu|et|teu|teva)\b", words, re.I)]


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_a_catalogue_speaks(language):
    with speaking(language):
        assert spoken_messages().gettext("NPS by {groups}: {scores}.") != "NPS by {groups}: {scores}."
    with speaking(language):
        for one in messages(language):
            values = dict.fromkeys(set().union(*map(places, forms(one.id))), "x")
            if isinstance(one.id, str):
                assert "{" not in say(one.id, **values)
            else:
                assert all("{" not in say_number(*one.id, number, **values) for number in (0, 1, 2, 20))


def test_a_plural_is_told_in_the_form_of_its_number():
    told = {
        "es": ["1 punto de contacto", "2 puntos de contacto", "21 puntos de contacto"],
        "ca": ["1 punt de contacte", "2 punts de contacte", "21 punts de contacte"],
        "ro": ["1 punct de contact", "2 puncte de contact", "21 de puncte de contact"],
    }
    for language in TRANSLATIONS:
        with speaking(language):
            number = [say_number("{number} touchpoint", "{number} touchpoints", n, number=n) for n in (1, 2, 21)]
        assert number == told[language]


def test_spanish_and_before_the_sound_of_i_is_e():
    with speaking("es"):
        assert listed(["factura", "instalación"]) == "factura e instalación"
        assert listed(["madera", "hierro"]) == "madera y hierro"
        assert listed(["web y app", "tienda"]) == "web y app y tienda"  # a name is left as it is
        assert listed(["y hilo", "hilo"]) == "y hilo e hilo"
    assert fitted("{a} o {b}", "es", {"a": 7, "b": 8}) == "{a} u {b}"
    assert fitted("{a} o {b}", "es", {"a": 7, "b": 9}) == "{a} o {b}"
    assert listed(["invoice", "installation"]) == "invoice and installation"


@pytest.mark.parametrize(
    ("message", "value", "fits"),
    [
        ("de {x}", "empleats", "d’{x}"),
        ("De «{x}»", "instal·lació", "D’«{x}»"),
        ("de {x}", "iogurt", "de {x}"),
        ("de {x}", "botiga", "de {x}"),
        ("el {x}", "11 %", "l’{x}"),
        ("el {x}", "12 %", "el {x}"),
        ("de {x}", "1.234", "de {x}"),
        ("del {x}", "1 %", "de l’{x}"),
        ("model {x}", "1 %", "model {x}"),
    ],
)
def test_catalan_elides_before_a_vowel(message, value, fits):
    assert fitted(message, "ca", {"x": value}) == fits


@pytest.mark.parametrize(
    ("value", "takes_de"),
    [
        *((n, n in (20, 21, 100, 120)) for n in (0, 1, 2, 19, 20, 21, 100, 101, 119, 120)),
        *(("1.000", 1), ("1.005", 0), ("2,5", 0), ("20,5", 0), ("20.5", 0), ("−3", 0), ("−25", 1), ("Anglia", 1)),
    ],
)
def test_romanian_counts_with_de_from_twenty_on(value, takes_de):
    assert fitted("{n} de puncte", "ro", {"n": value}) == ("{n} de puncte" if takes_de else "{n} puncte")


def test_romanian_keeps_the_way_from_one_thing_to_another():
    assert fitted("panta de {x} de la implicare", "ro", {"x": "0,65"}) == "panta de {x} de la implicare"


def test_the_words_of_the_library_are_found_wherever_they_stand():
    code = 'f"{say(\'a\')}"\nsay("b {c}", c=say("c"))\nsay_number("d", "e", 2)\nsay(f(x)["g"])\nother("h")'
    assert set(_said(ast.parse(code))) == {"a", "b {c}", "c", ("d", "e")}
