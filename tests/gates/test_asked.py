"""What questions are called beside numbers: the words of an item, of a head, of a question before its scale."""

from __future__ import annotations

import pytest

from cxlib.gates.asked import shortened, wording_in
from cxlib.study.contract.models import ColumnContract


def columns(*questions: str, role: str = "rating") -> dict[str, ColumnContract]:
    return {f"q{k}": ColumnContract(source=f"Q{k}", role=role, question=words) for k, words in enumerate(questions)}


@pytest.mark.parametrize(
    "heads",
    [
        ["Rate our service [Speed]", "Rate our service [Price]"],
        ["G2Q1[SQ001]. Rate our service [Speed]", "G2Q1[SQ002]. Rate our service [Price]"],
        ["Rate our service: | Speed", "Rate our service: | Price"],
    ],
)
def test_an_item_of_a_grid_is_called_by_its_own_words(heads):
    assert wording_in(columns(*heads)) == {"q0": "Speed", "q1": "Price"}


def test_words_that_would_not_tell_items_apart_keep_the_question():
    grids = ["Before [Speed]", "Before [Price]", "Afterwards [Speed]", "Afterwards [Care]"]
    assert wording_in(columns(*grids)) == dict(
        zip(["q0", "q1", "q2", "q3"], [grids[0], "Price", grids[2], "Care"], strict=True)
    )
    assert wording_in(columns("Rate us [Speed]")) == {"q0": "Rate us [Speed]"}  # nothing shares its stem


def test_the_code_before_a_wording_and_the_scale_behind_it_are_left_out():
    assert wording_in(columns("G1Q2. Where do you live?", role="segment")) == {"q0": "Where do you live?"}
    long = "All in all, what do you think of us and of what we do? 0: very bad; 10: excellent"
    assert shortened(long) == "All in all, what do you think of us and of what we do?"


def test_a_head_in_words_names_a_rating_and_a_code_does_not():
    found = wording_in(
        {
            "overall": ColumnContract(source="Satisfacción general (1-5)", role="outcome"),
            "q7": ColumnContract(source="Q7STORE", role="rating"),
        }
    )
    assert found == {"overall": "Satisfacción general"}
