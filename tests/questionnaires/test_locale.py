"""Four languages say the same: the same keys, the same places to fill in, the letters of each."""

from __future__ import annotations

import re
import unicodedata

import pandas as pd
import pytest

from cxlib.errors import CXError
from cxlib.locale import LANGUAGES, texts, words
from cxlib.questionnaires.questions import asked
from cxlib.study.words.answer_scales import read_words

OTHERS = [language for language in LANGUAGES if language != "en"]


def flat(said, above=""):
    """Every text of a language by its whole key."""
    for key, value in said.items():
        if isinstance(value, str):
            yield f"{above}{key}", value
        else:
            yield from flat(value, f"{above}{key}.")


def places(text):
    return sorted(re.findall(r"\{(\w*)\}", text))


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_has_the_keys_and_places_of_the_master(language):
    master, here = dict(flat(texts("en"))), dict(flat(texts(language)))
    assert list(here) == list(master)
    assert {key: places(text) for key, text in here.items()} == {key: places(text) for key, text in master.items()}


@pytest.mark.parametrize("language", OTHERS)
def test_questions_and_answers_are_translated(language):
    master, here = dict(flat(texts("en"))), dict(flat(texts(language)))
    alike = {key for key in here if key.startswith(("questions.", "answers.")) and here[key] == master[key]}
    assert alike <= {"answers.yes_no.0", "answers.resolved.no"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_are_whole_and_written_as_the_language_writes(language):
    for key, text in flat(texts(language)):
        assert text and text == text.strip() and "  " not in text, key
        assert text == unicodedata.normalize("NFC", text), key
        assert not re.search(r"['\"]|\.\.\.", text), f"{key}: straight quotation marks or dots"
        assert language != "es" or (text.count("¿"), text.count("¡")) == (text.count("?"), text.count("!")), key
        assert language != "ro" or not re.search("[şţŞŢ“«]", text), key
        assert language != "ca" or not re.search("[lL][.•]l|[¿¡ŀ]", text), key


def test_what_is_asked_is_what_is_translated():
    ids = [id_ for section in asked()["questions"].values() for id_ in section]
    said = texts("en")
    assert sorted(said["questions"]) == sorted(ids)
    assert set(said["titles"]) == set(asked()["questionnaires"])
    assert set(said["sections"]) == set(asked()["questions"])
    ways = {way.get("words", name) for name, way in asked()["answers"].items() if way["type"] != "open"}
    assert set(said["answers"]) == ways


@pytest.mark.parametrize("language", LANGUAGES)
def test_answers_on_agreement_are_the_usual_words_of_the_language(language):
    scale = {text: int(point) for point, text in texts(language)["answers"]["agreement"].items() if point != "9"}
    assert read_words(scale, [1, 5]) == [scale]


def test_labels_are_taken_by_key():
    assert words("ro")["nobody_owns"] == "contacte de care nu răspunde nimeni"
    assert words("es")["grade_b"].format(low=30, high=199) == "B: de 30 a 199 respuestas"
    assert words("es")["get_even"] == "ganas de desquite"


def test_every_label_is_taken(root):
    """By the map and its page, or as a stage of the sample company's register."""
    code = [*(root / "cxlib" / "figures").glob("*map*.py"), root / "cxlib" / "runs" / "map_page.py"]
    taken = set(re.findall(r'"(\w+)"', "".join(file.read_text(encoding="utf-8") for file in code)))
    register = pd.read_csv(root / "data" / "samples" / "pont_nou" / "touchpoints.csv")
    assert set(texts("en")["words"]) - taken - set(register["stage"]) - set(register["phase"]) == set()


def test_an_unknown_label_is_told():
    with pytest.raises(CXError) as caught:
        words("es")["nobody_own"]
    assert str(caught.value) == ('No label "nobody_own" in cxlib/locale. Did you mean nobody_owns or nobody?')


def test_an_unknown_language_is_told():
    with pytest.raises(CXError) as caught:
        words("fr")
    assert str(caught.value) == ('Unknown language "fr". Known: en (English), es (español), ca (català), ro (română).')
