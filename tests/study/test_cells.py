"""Texts of a column once each: keys known to be different, digits in them, and the same cells however they come."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from cxlib.errors import StudyError
from cxlib.study import read_study
from cxlib.study.cleaning.coded import Coded
from cxlib.study.files import readers
from cxlib.study.words.arrow_texts import all_different, answered, with_digits
from cxlib.study.words.cells import Cells


def in_pieces(words: list[str]) -> pa.ChunkedArray:
    """A column in three pieces, the first rows of which are cut away."""
    cut = len(words) // 3
    pieces = [words[:cut], words[cut:-700], words[-700:]]
    return pa.chunked_array([pa.array(["cut", *pieces[0]]), *map(pa.array, pieces[1:])]).slice(1)


@pytest.mark.parametrize(
    "key",
    [
        "{}",
        "R_{:08}",
        "Respondent number {:012}, asked in Alcalá",
        "{:x<64}",
        "é{}",
        "ab\0{}",  # Parquet may hold it
    ],
)
def test_keys_are_known_to_be_different_and_one_that_stands_twice_is_found(key):
    words = [key.format(number) for number in range(3000)]
    assert all_different(in_pieces(words))
    for place, other in ((2999, 0), (1500, 1499), (2, 2998)):
        again = [*words[:place], words[other], *words[place + 1 :]]
        assert not all_different(in_pieces(again))
        cells = Cells.of_arrow(in_pieces(again), np.ones(3000, dtype=bool))
        assert cells.words.is_unique and len(cells.words) == 2999 and cells.rows().tolist() == again


def test_what_cannot_be_known_quickly_is_not_said_to_be_different():
    words = [f"{number:070}" for number in range(3000)]
    assert not all_different(in_pieces(words))  # longer than keys are
    assert not all_different(in_pieces(["a", "a\0", *map(str, range(2998))]))  # two texts of one number
    assert not all_different(in_pieces([*map(str, range(2999)), None]))
    assert not all_different(pa.chunked_array([pa.array(["a", "b"])]))


@pytest.mark.parametrize("words", [["  1", *map(str, range(2, 3000))], ["1", " 1", *map(str, range(2, 3000))]])
def test_keys_that_differ_by_blanks_are_one(words):
    cells = Cells.of_arrow(in_pieces(words), np.ones(len(words), dtype=bool))
    assert cells.words.is_unique and cells.rows().tolist() == [word.strip() for word in words]


def test_rows_that_are_left_out_leave_no_text_behind():
    words = [f"K{number}" for number in range(3000)]
    kept = np.arange(3000) % 2 == 0
    for texts in (words, [*words[:2999], "K0"]):
        cells = Cells.of_arrow(in_pieces(texts), kept)
        assert cells.rows().tolist() == cells.words.tolist() == texts[::2]


@pytest.mark.parametrize(
    "words", [[], [""], ["", "1"], ["1", ""], ["a", "b7", "", "7", "c"], ["é5", "é", "٣"], ["a1", "b2"], ["1a", "2"]]
)
def test_digits_are_found_in_all_texts_at_once(words):
    found = with_digits(pd.Series(words, dtype="str"))
    assert found.tolist() == [re.search(r"\d", word) is not None for word in words]


@pytest.mark.parametrize(
    "words", [["K1", "k22"], ["", "3"], ["1 ", "é2"], ["7\u00a0", "8"], ["\u200b9", "8"], ["", ""]]
)
def test_blanks_at_the_ends_go_however_few_texts_have_them(words):
    cells = Cells.of_arrow(pa.chunked_array([pa.array(words)]), np.ones(len(words), dtype=bool))
    assert cells.rows().tolist() == [word.strip(" \u00a0\u200b") for word in words]
    assert cells.empty.tolist() == [word == "" for word in cells.words]
    assert cells.longer(1).tolist() == [len(word) > 1 for word in cells.words]


def test_columns_cleaned_side_by_side_are_those_cleaned_in_turn_in_the_language_spoken(study, monkeypatch):
    columns = 'x = { source = "X", role = "measure" }\ny = { source = "Y", role = "rating", scale = [1, 5] }\n'
    data = "X,Y\n" + "".join(f"{row % 7} €,{1 + row % 6}\n" for row in range(40))
    said = []
    for most in (10, 100):
        monkeypatch.setattr(readers, "_MANY_ROWS", most)
        with pytest.raises(StudyError) as caught:
            read_study(study(columns, data, head='language = "es"'))
        said.append([str(fault) for fault in caught.value.faults])
    assert said[0] == said[1]
    monkeypatch.setattr(readers, "_MANY_ROWS", 10)
    read = read_study(study(columns, data.replace(",6\n", ",5\n"), head='language = "es"'))
    monkeypatch.setattr(readers, "_MANY_ROWS", 100)
    again = read_study(study(columns, data.replace(",6\n", ",5\n"), head='language = "es"'))
    pd.testing.assert_frame_equal(read.tables["answers"], again.tables["answers"])
    assert read.notes == again.notes and "40" in read.notes[0]


@pytest.mark.parametrize("many", [3, 5_000])
def test_few_texts_and_many_are_asked_alike(many):
    """Few are gone through as a list, many by their bytes; the answers are those of Python."""
    texts = ["", "ñandú", "a b", *(f"t{number}" for number in range(many))]
    cells = Cells.of_arrow(pa.chunked_array([[*texts, " a b ", "t1"]]), np.ones(len(texts) + 2, dtype=bool))
    assert cells.words.tolist() == cells.texts == texts
    assert [cells.at(row) for row in (0, 1, len(texts), len(texts) + 1)] == ["", "ñandú", "a b", "t1"]
    assert cells.empty.tolist() == [not text for text in texts]
    assert cells.longer(4).tolist() == [len(text) > 4 for text in texts]
    assert cells.only(cells.empty) == [""]
    assert answered(cells.words, ~cells.empty).isna().tolist() == cells.empty.tolist()


def test_numbers_that_are_alike_are_one_value():
    """ "1" and "1.0" are two texts and one number; a value that is missing has no place."""
    for values in ([1.0, 2.0, np.nan], [1.0, np.nan, 1.0, 2.0], [float(n) for n in range(200)]):
        coded = Coded.of(pd.Series(values), np.arange(len(values)))
        assert coded.values.tolist() == list(dict.fromkeys(value for value in values if value == value))
        shown = [None if code < 0 else coded.values[code] for code in coded.codes]
        assert shown == [None if value != value else value for value in values]
