"""Exercises that check themselves: which mistake was made, and a hint that leads on."""

from __future__ import annotations

from collections import Counter
from typing import Any

from ..errors import CXError, nearest
from ..locale import LANGUAGES, speaking
from ..locale.catalogue import spoken
from .content import all_exercises
from .course import course_table, glossary
from .exploring import explore
from .feedback import Feedback
from .quiz import all_quizzes
from .read import Unreadable
from .telling import tell, tell_asked

__all__ = ["EXERCISES", "QUIZZES", "Feedback", "check", "course_table", "explore", "glossary"]

_wrong_tries: Counter[str] = Counter()


def __getattr__(name: str) -> Any:
    """What is asked, read when somebody asks: a report does not."""
    if name == "EXERCISES":
        return all_exercises()
    if name == "QUIZZES":
        return all_quizzes()
    raise AttributeError(name)


def check(exercise: str, answer: object, *, language: str | None = None) -> Feedback:
    """Say whether an answer to an exercise is right and, when it is not, what to look at.

    Parameters
    ----------
    exercise : str
        Number of the notebook and of the exercise, for example ``"03-2"``; ``"03-B"`` is the quiz after its second
        sitting, answered by letters.
    answer : object
        Your answer; ``...`` means not tried yet. Numbers may come as they are, out of numpy or pandas, or as text
        (``"39,8"``, ``"40 %"``, ``"1.234,5"``). Points are right within 0.1 and shares within 0.001, unless the
        exercise says otherwise. A text may be English, Spanish, Catalan or Romanian.
    language : {"en", "es", "ca", "ro"}, optional
        Of what is said to you; left out: the language spoken. What is not translated is said in English.

    Returns
    -------
    Feedback
        ``exercise, outcome, message, model``; it shows itself as a box.

    Raises
    ------
    CXError
        There is no such exercise, or no such language. An answer of the wrong kind is no error: the feedback says what
        was asked.

    Notes
    -----
    A known mistake gets its own hint. Other wrong answers get a first and a second hint; from the third on the
    feedback names the notebook with the solution. The count starts again with the kernel. A text is called neither
    right nor wrong: the feedback names the parts whose words it found and those it did not, asks what to look at, and
    shows an answer to compare with.

    Examples
    --------
    >>> import cxlib as cx
    >>> cx.check("03-1", 7.17).outcome
    'mistake'
    """
    exercises = all_exercises()
    if not isinstance(exercise, str) or exercise not in (all_asked := exercises | all_quizzes()):
        raise CXError(f'check: there is no exercise "{exercise}".', nearest(str(exercise), exercises))
    told_in = spoken() if language is None else language
    if told_in not in LANGUAGES:
        raise CXError(f'check: there is no language "{told_in}".', nearest(str(told_in), LANGUAGES))
    with speaking(told_in):
        asked = all_asked[exercise]
        if answer is ...:
            task = tell(asked.task)
            between = "\n" if "\n" in task else " "  # a quiz has a line for each question
            return Feedback(exercise, "not tried", f"{task}{between}{tell_asked(asked.asked)}")
        try:
            outcome, message = asked.judge(answer, _wrong_tries[exercise])
        except Unreadable as complaint:
            return Feedback(exercise, "mistake", str(complaint))
        _wrong_tries[exercise] += outcome == "wrong"
        return Feedback(exercise, outcome, message, tell(getattr(asked, "model", "")))
