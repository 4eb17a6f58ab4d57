"""The quizzes: both questions can be answered, a wrong letter is told why, and every sitting has one."""

from __future__ import annotations

import re
from collections import Counter

import pytest

import cxlib as cx
from cxlib.learn import QUIZZES

LECTURES = {file.name[:2]: file for file in (cx.learn.course.ROOT / "notebooks").glob("[0-9]*.py")}
SITTING = re.compile(r"^# \*\*Sitting ([A-Z]), (\d+) minutes\.\*\* After it you can", re.MULTILINE)


@pytest.mark.parametrize("name", QUIZZES)
def test_a_quiz_is_answered_by_letters(name):
    right = [one.right for one in QUIZZES[name].questions]
    assert len(right) == 2 and set(right) <= set("abc")
    for answer in (right, ", ".join(right), [f"({letter})" for letter in right], [letter.upper() for letter in right]):
        assert cx.check(name, answer).outcome == "right"
    for place, letter in enumerate(right):
        wrong = [*right[:place], "abc"["bca".index(letter)], *right[place + 1 :]]
        told = cx.check(name, wrong)
        assert told.outcome == "mistake"
        assert told.message == f"Look again at:\n{place + 1}. {QUIZZES[name].questions[place].reason}"


@pytest.mark.parametrize("name", QUIZZES)
@pytest.mark.parametrize("language", ["en", "es", "ca", "ro"])
def test_a_question_has_its_three_answers_in_every_language(name, language):
    for line in cx.check(name, ..., language=language).message.splitlines()[:2]:
        assert re.findall(r"\(([a-z])\) \S", line)[:3] == ["a", "b", "c"], line


def test_no_letter_is_right_too_often():
    letters = Counter(one.right for quiz in QUIZZES.values() for one in quiz.questions)
    assert max(letters.values()) < sum(letters.values()) / 2


def test_letters_that_are_not_there_are_told():
    told = cx.check("03-A", ["a", "d"])
    assert told.outcome == "mistake" and "Known: a, b, c." in told.message
    assert cx.check("03-A", ["a"]).outcome == "mistake"
    assert cx.check("03-A", ...).heading == "Quiz 03-A · not tried yet"


@pytest.mark.parametrize("notebook", sorted(LECTURES))
def test_a_notebook_is_divided_into_sittings_of_forty_minutes_at_most(notebook):
    text = LECTURES[notebook].read_text(encoding="utf-8")
    sittings = [(letter, int(minutes)) for letter, minutes in SITTING.findall(text)]
    assert [letter for letter, _ in sittings] == list("ABCDEFGH")[: len(sittings)] and len(sittings) >= 2
    assert max(minutes for _, minutes in sittings) <= 40
    assert re.search(r"\*\*Time:\*\* (\d+) minutes", text)[1] == str(sum(minutes for _, minutes in sittings))
    places = [match.start() for match in SITTING.finditer(text)] + [len(text)]
    for (letter, _), start, end in zip(sittings, places, places[1:], strict=False):
        assert text[start:end].count(f'cx.check("{notebook}-{letter}"') == 1
    asked = re.findall(r'cx\.check\("(\d\d-[A-Z])"', text)
    assert asked == [name for name in QUIZZES if name.startswith(notebook)]
