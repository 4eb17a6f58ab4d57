"""Exercises that check themselves: which mistake was made, and a hint that leads on."""

from __future__ import annotations

from collections import Counter
from importlib import import_module

from ..errors import CXError, nearest
from .choosing import Pairs, Words
from .course import course_table
from .exercise import Codes, Exercise, Verdicts
from .feedback import Feedback
from .picking import Picks, Rows
from .read import Unreadable
from .rewording import Rewording
from .wording import Wording

__all__ = [
    "Codes",
    "Exercise",
    "Feedback",
    "Pairs",
    "Picks",
    "Rewording",
    "Rows",
    "Verdicts",
    "Wording",
    "Words",
    "check",
    "course_table",
]

NOTEBOOKS = ("00", "01", "02", "03", "04", "05", "06", "07", "08", "09", "10")
EXERCISES = {
    exercise.name: exercise
    for number in NOTEBOOKS
    for exercise in import_module(f".exercises_{number}", __name__).EXERCISES
}

_wrong_tries: Counter[str] = Counter()


def check(exercise: str, answer: object) -> Feedback:
    """Say whether an answer to an exercise is right and, when it is not, what to look at.

    Parameters
    ----------
    exercise : str
        Number of the notebook and of the exercise, for example ``"03-2"``.
    answer : object
        Your answer; ``...`` means not tried yet. Numbers may come as they are or out of numpy or pandas. Points are
        right within 0.1 and shares within 0.001, unless the exercise says otherwise.

    Returns
    -------
    Feedback
        ``exercise, outcome, message``; it shows itself as a box.

    Raises
    ------
    CXError
        There is no such exercise. An answer of the wrong kind is no error: the feedback says what was asked.

    Notes
    -----
    A known mistake gets its own hint. Other wrong answers get a first and a second hint; from the third on the
    feedback names the notebook with the solution. The count starts again with the kernel.

    Examples
    --------
    >>> import cxlib as cx
    >>> cx.check("03-1", 7.17).outcome
    'mistake'
    """
    if not isinstance(exercise, str) or exercise not in EXERCISES:
        raise CXError(f'check: there is no exercise "{exercise}".', nearest(str(exercise), EXERCISES))
    asked = EXERCISES[exercise]
    if answer is ...:
        return Feedback(exercise, "not tried", f"{asked.task} Asked: {asked.asked}.")
    try:
        outcome, message = asked.judge(answer, _wrong_tries[exercise])
    except Unreadable as complaint:
        return Feedback(exercise, "mistake", str(complaint))
    _wrong_tries[exercise] += outcome == "wrong"
    return Feedback(exercise, outcome, message)
