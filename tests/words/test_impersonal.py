"""Words in which nobody speaks to nobody, in four languages, and texts that speak to a person."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pandas as pd
import pytest

import cxlib as cx
from cxlib.errors import CXError
from cxlib.words.tokens import folded_words

LISTS = tomllib.loads((Path(cx.__file__).parent / "words" / "lists" / "impersonal.toml").read_text(encoding="utf-8"))
LETTERS = {
    "es": ("Estimado cliente: se le informa de que su escrito ha sido tramitado conforme a nuestra política.",
           "Ana, la factura estaba mal y lo siento. La corrijo hoy y le llamo mañana. Luis"),
    "ca": ("Benvolgut client: se l'informa que s'ha procedit d'acord amb la nostra política. Disculpi les molèsties.",
           "Anna, la factura estava malament i ho sento. La corregeixo avui i li truco demà. Lluís"),
    "ro": ("Stimate client, va aducem la cunostinta că sesizarea a fost soluţionată conform politicii noastre.",
           "Ana, factura a fost greșită și îmi pare rău. O corectez azi și vă sun mâine. Luca"),
    "en": ("Dear valued customer, please be advised that your request has been forwarded as per our policy.",
           "Ann, the invoice was wrong and I am sorry. I correct it today and call you tomorrow. Luke"),
}  # fmt: skip


@pytest.mark.parametrize("language", LETTERS)
def test_a_cold_letter_is_told_and_a_warm_one_is_not(language):
    letters = pd.DataFrame({"letter": LETTERS[language]})
    found = cx.impersonal_words(letters, text="letter", language=language)
    assert set(found.table["row"]) == {0} and found.settings["n"] == 2 and found.settings["n_with"] == 1
    assert {"nobody_addressed", "nobody_acts", "rule_as_reason"} <= set(found.table["why"])
    spoken = cx.impersonal_words(letters.assign(spoken=language), text="letter", language="spoken")
    assert spoken.table.equals(found.table)


@pytest.mark.parametrize("language", LETTERS)
def test_every_entry_finds_itself_with_marks_without_and_in_capitals(language):
    for why, entries in LISTS[language].items():
        for entry in entries.split():
            said = entry.rstrip("*").replace("_", " ")
            bare = " ".join(folded_words(said, language))
            letters = pd.DataFrame({"letter": [f"… {said}, …", said.upper(), bare]})
            found = cx.impersonal_words(letters, text="letter", language=language).table
            assert set(found.loc[found["why"] == why, "row"]) == {0, 1, 2}, entry


def test_the_longest_of_those_that_begin_together_counts_once():
    letter = pd.DataFrame({"letter": ["Dear valued customer, as per our policy. Valued customer!"]})
    table = cx.impersonal_words(letter, text="letter", language="en").table
    assert table[["words", "n"]].values.tolist() == [
        ["dear valued customer", 1], ["as per our policy", 1], ["valued customer", 1],
    ]  # fmt: skip


def test_rows_keep_their_index_and_columns_their_order():
    plan = pd.DataFrame(
        {"a": ["please be advised", None, ""], "b": ["hereby", "herewith hereby hereby", "fine"]}, index=[7, 5, 9]
    )
    found = cx.impersonal_words(plan, text=["a", "b"], language="en")
    assert found.table.drop(columns="why").values.tolist() == [
        [7, "a", "please be advised", 1], [7, "b", "hereby", 1], [5, "b", "herewith", 1], [5, "b", "hereby", 2],
    ]  # fmt: skip
    assert found.settings["n"] == 5 and found.settings["n_with"] == 3


def test_nothing_to_read_is_said():
    with pytest.raises(CXError, match="letter: no text in Spanish, Catalan, Romanian or English"):
        cx.impersonal_words(pd.DataFrame({"letter": [None, "Guten Tag"]}), text="letter")
    with pytest.raises(CXError, match='no column "leter"'):
        cx.impersonal_words(pd.DataFrame({"letter": ["a"]}), text="leter")


def test_the_reading_names_the_words():
    letters = pd.DataFrame({"letter": [LETTERS["en"][0], LETTERS["en"][1]]})
    said = cx.reading(cx.impersonal_words(letters, text="letter", language="en"), aside=True)
    assert said.headline == "1 of 2 texts have impersonal words."
    assert "dear valued customer" in said.text
    clean = cx.reading(cx.impersonal_words(letters.tail(1), text="letter", language="en"), aside=True)
    assert clean.text == "0 of 1 text has impersonal words."


def test_the_prepared_answers_of_the_sample_company_speak_to_people():
    playbook = cx.read_study(cx.sample_study(), tables=["playbook"]).tables["playbook"]
    found = cx.impersonal_words(playbook, text=["acknowledge", "cause", "remedy"], language="en")
    assert found.table.empty and found.settings["n"] == 108
