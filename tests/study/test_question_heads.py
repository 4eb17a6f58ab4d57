"""What heads of survey tools say: a code, a question that items share, and the item."""

import pytest

from cxlib.study.words.question_heads import grid_of, without_code


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("G1Q1. How likely?", "How likely?"),
        ("G1Q2[SQ001]. Speed", "Speed"),
        ("3) How likely?", "How likely?"),
        ("Q7.", "Q7."),
        ("How likely? 3. Very", "How likely? 3. Very"),
    ],
)
def test_a_code_before_the_wording_goes(head, said):
    assert without_code(head) == said


@pytest.mark.parametrize(
    ("head", "parts"),
    [
        ("How was it? [Speed]", ("How was it?", "Speed")),
        ("How was it? | Speed", ("How was it?", "Speed")),
        ("G2Q1[SQ001]. How was it? [Speed]", ("How was it?", "Speed")),
        ("How was it?", None),
        ("Q1 [1] [2] x", None),
    ],
)
def test_an_item_of_a_grid_stands_behind_its_question(head, parts):
    assert grid_of(head) == parts
