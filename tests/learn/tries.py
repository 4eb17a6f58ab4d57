"""What the tests of exercises share: the hint of a wrong answer, and that each mistake has its own."""

from __future__ import annotations

import cxlib as cx
from cxlib.learn import EXERCISES


def hint(exercise, answer):
    feedback = cx.check(exercise, answer)
    assert feedback.outcome == "mistake", (answer, feedback.message)
    return feedback.message


def told_apart(exercise, told):
    """Each wrong answer gets its own hint, and no mistake is left untried."""
    for answer, begins in told:
        assert hint(exercise, answer).startswith(begins), answer
    assert {mistake.hint for mistake in EXERCISES[exercise].mistakes} <= {hint(exercise, one) for one, _ in told}
