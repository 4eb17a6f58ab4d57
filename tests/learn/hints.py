"""What an answer is told, for the tests of every notebook's exercises."""

from __future__ import annotations

import cxlib as cx
from cxlib.learn import EXERCISES


def hint(exercise, answer):
    feedback = cx.check(exercise, answer)
    assert feedback.outcome in ("mistake", "look again"), (answer, feedback.message)
    return feedback.message


def told_apart(exercise, told):
    """Each wrong answer gets its own hint, and no mistake is left untried."""
    for answer, begins in told:
        assert hint(exercise, answer).startswith(begins), answer
    assert {mistake.hint for mistake in EXERCISES[exercise].mistakes} <= {hint(exercise, one) for one, _ in told}
