"""What an answer is told, for the tests of every notebook's exercises."""

from __future__ import annotations

import cxlib as cx
from cxlib.learn import EXERCISES

HEADS = (
    "Found by its words: ",
    "Not found by its words; you may have said it otherwise. If not, add it:",
    "Look again at:",
)
JUDGE = "Only words were looked for. Whether it is right, you judge. Ask yourself:"


def hint(exercise, answer):
    feedback = cx.check(exercise, answer)
    assert feedback.outcome == "mistake", (answer, feedback.message)
    return feedback.message


def remarks(exercise, answer):
    """What is not found in a text, and what to look at again; none of a text that holds all parts."""
    feedback = cx.check(exercise, answer)
    assert feedback.outcome == "compare", feedback.message
    told, judge, _ = feedback.message.partition(JUDGE)
    assert judge
    return [line for line in told.splitlines() if not line.startswith(HEADS)]


def whole(exercise, answer):
    """Whether all parts of a text are found, and nothing that does not belong."""
    return cx.check(exercise, answer).outcome == "compare" and not remarks(exercise, answer)


def told_apart(exercise, told):
    """Each wrong answer gets its own hint, and no mistake is left untried."""
    for answer, begins in told:
        assert hint(exercise, answer).startswith(begins), answer
    assert {mistake.hint for mistake in EXERCISES[exercise].mistakes} <= {hint(exercise, one) for one, _ in told}
