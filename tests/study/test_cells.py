"""Texts of a column once each: keys known to be different, digits in them, and the same cells however they come."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from cxlib.study.words.cells import Cells, all_different, with_digits


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


@pytest.mark.parametrize("words", [[], [""], ["", "1"], ["1", ""], ["a", "b7", "", "7", "c"], ["é5", "é", "٣"]])
def test_digits_are_found_in_all_texts_at_once(words):
    found = with_digits(pd.Series(words, dtype="str"))
    assert found.tolist() == [re.search(r"\d", word) is not None for word in words]
