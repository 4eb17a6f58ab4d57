"""The three kinds of exercises: numbers within a tolerance, sets of codes, and verdicts on statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from . import read
from .feedback import Outcome


@dataclass(frozen=True, kw_only=True)
class Mistake:
    """A wrong answer with a known reason.

    Attributes
    ----------
    values : tuple of (float or None)
        What comes out of it; None stands for any number.
    hint : str
        What to look at; never the right answer.
    tolerance : float, optional
        The exercise's own where not given.
    """

    values: tuple[float | None, ...]
    hint: str
    tolerance: float | None = None


@dataclass(frozen=True, kw_only=True)
class Exercise:
    """A question whose answer is one number or several.

    Attributes
    ----------
    name : str
        Notebook and exercise, ``"03-2"``.
    task, asked : str
        The question in a sentence, and what kind of answer it wants.
    right : tuple of float
        The answer.
    tolerance : float
        How far every number may be from it.
    insight : str
        What a right answer is told.
    mistakes : tuple of Mistake
        Looked through in this order; the first that fits gives its hint.
    hints : tuple of str
        For other wrong answers: the first hint, the second, …
    solution : str
        Where the worked answer stands.
    also : tuple of Mistake
        Other answers that are accepted, with what is said of them instead of the insight.
    """

    name: str
    task: str
    asked: str
    right: tuple[float, ...]
    tolerance: float
    insight: str
    mistakes: tuple[Mistake, ...]
    hints: tuple[str, ...]
    solution: str
    also: tuple[Mistake, ...] = ()

    def judge(self, answer: object, wrong_tries: int) -> tuple[Outcome, str]:
        """Outcome and message, after `wrong_tries` answers of which no reason was known."""
        given = read.numbers(answer, self.asked, len(self.right))
        if _fits(given, self.right, self.tolerance):
            return "right", self.insight
        for other in self.also:
            if _fits(given, other.values, self.tolerance if other.tolerance is None else other.tolerance):
                return "right", other.hint
        for mistake in self.mistakes:
            if _fits(given, mistake.values, self.tolerance if mistake.tolerance is None else mistake.tolerance):
                return "mistake", mistake.hint
        if wrong_tries < len(self.hints):
            return "wrong", self.hints[wrong_tries]
        return "wrong", f"The worked answer stands in {self.solution}; read it, then close it and try once more."


@dataclass(frozen=True, kw_only=True)
class Codes:
    """A question whose answer is a set of whole numbers, in any order; each that is wrong is answered singly.

    Attributes
    ----------
    name, task, asked, insight : str
        As in `Exercise`.
    right : frozenset of int
        The codes that belong to the set.
    reasons : mapping
        Code → what to look at if it is left out or put in wrongly.
    stranger : str
        What is said of codes without a reason of their own.
    """

    name: str
    task: str
    asked: str
    insight: str
    right: frozenset[float]
    reasons: Mapping[float, str]
    stranger: str

    def judge(self, answer: object, wrong_tries: int) -> tuple[Outcome, str]:
        """Outcome and message; the reasons do not run out, so the number of tries changes nothing."""
        listed = list(answer) if isinstance(answer, (set, frozenset)) else answer
        given = set(read.numbers(listed, self.asked))
        wrong = sorted(given ^ self.right)
        if not wrong:
            return "right", self.insight
        lines = [f"{code:g}: {self.reasons.get(code, self.stranger)}" for code in wrong if code in given]
        lines += [f"One that is not in your list: {self.reasons[code]}" for code in wrong if code not in given]
        return "mistake", "\n".join(["Look again at:", *lines])


@dataclass(frozen=True, kw_only=True)
class Statement:
    """A statement to be judged: what it is called, the right verdict, and the reason that leads there."""

    called: str
    verdict: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Verdicts:
    """A question that asks for one verdict per statement; each wrong one is answered singly.

    Attributes
    ----------
    name, task, asked, insight : str
        As in `Exercise`.
    verdicts : tuple of str
        The words to choose from.
    statements : tuple of Statement
        In the order of the notebook.
    """

    name: str
    task: str
    asked: str
    insight: str
    verdicts: tuple[str, ...]
    statements: tuple[Statement, ...]

    def judge(self, answer: object, wrong_tries: int) -> tuple[Outcome, str]:
        """Outcome and message; the reasons do not run out, so the number of tries changes nothing."""
        given = read.words(answer, self.asked, len(self.statements), self.verdicts)
        wrong = [
            f"{number}. {statement.called}: {statement.reason}"
            for number, (statement, word) in enumerate(zip(self.statements, given, strict=True), start=1)
            if word != statement.verdict
        ]
        if not wrong:
            return "right", self.insight
        right = len(self.statements) - len(wrong)
        return "mistake", "\n".join([f"Right: {right} of {len(self.statements)}. Look again at:", *wrong])


def _fits(given: Sequence[float], values: Sequence[float | None], tolerance: float) -> bool:
    # A billionth more, so that a number on the edge does not fall to its last bit.
    return all(value is None or abs(one - value) <= tolerance + 1e-9 for one, value in zip(given, values, strict=True))
