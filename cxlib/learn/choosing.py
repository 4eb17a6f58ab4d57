"""Exercises whose answer is chosen: things out of a list, their order, a verdict on each, or pairs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

from . import read
from .feedback import Outcome
from .read import Unreadable
from .telling import tell

NONE = "none"  # the right answer where an empty list is one


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A question whose answer is one known word or several.

    Attributes
    ----------
    name, task, asked, insight : str
        As in `Numbers`.
    right : tuple of str
        The answer.
    known : mapping
        What may be written → the word it stands for.
    reasons : mapping
        Word → what to look at if it was given wrongly.
    other : str
        What is said of what is missing, and of any other wrong answer.
    ordered : bool
        Whether the words come in an order: then one hint at a time is given, else every wrong word is answered.
    left_out : mapping
        Word → what to look at if it is missing, instead of `other`.
    stranger : str
        What is said of words that are not known; without it they are refused.
    """

    name: str
    task: str
    asked: str
    insight: str
    right: tuple[str, ...]
    known: Mapping[str, str]
    reasons: Mapping[str, str]
    other: str = ""
    ordered: bool = False
    left_out: Mapping[str, str]
    stranger: str = ""

    def judge(self, answer: object, wrong_tries: int) -> tuple[Outcome, str]:
        """Outcome and message; the reasons do not run out, so the number of tries changes nothing."""
        given = read.words(answer, self.asked, None, self.known, strict=not self.stranger)
        given = given or [word for word in self.right if word == NONE]
        if given == list(self.right) or (not self.ordered and set(given) == set(self.right)):
            return "right", tell(self.insight)
        wrong = sorted(set(given) - set(self.right))
        if self.ordered:
            told = next((hint for word, hint in self.reasons.items() if word in wrong), self.other)
            return "mistake", tell(told)
        lines = [f"{word}: {tell(self.reasons.get(word, self.stranger or self.other))}" for word in wrong]
        missing = [word for word in self.right if word not in given]
        left = tell("One that is not in your list:")
        lines += [f"{left} {tell(self.left_out[word])}" for word in missing if self.left_out]
        lines += [tell(self.other)] if missing and not self.left_out else []
        return "mistake", "\n".join([tell("Look again at:"), *dict.fromkeys(lines)])


@dataclass(frozen=True, kw_only=True)
class Statement:
    """A statement to be judged: what it is called, the right verdict, and the reason that leads there."""

    called: str
    verdict: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Verdicts:
    """A question that asks for one verdict per statement, in the order of the notebook; each wrong one is answered."""

    name: str
    task: str
    asked: str
    insight: str
    known: Mapping[str, str]
    statements: tuple[Statement, ...]

    def judge(self, answer: object, wrong_tries: int) -> tuple[Outcome, str]:
        """Outcome and message; the reasons do not run out, so the number of tries changes nothing."""
        given = read.words(answer, self.asked, len(self.statements), self.known)
        wrong = [
            f"{number}. {tell(statement.called)}: {tell(statement.reason)}"
            for number, (statement, word) in enumerate(zip(self.statements, given, strict=True), start=1)
            if word != statement.verdict
        ]
        if not wrong:
            return "right", tell(self.insight)
        n = len(self.statements)
        return "mistake", "\n".join(
            [tell("Right: {right} of {n}.", right=n - len(wrong), n=n), tell("Look again at:"), *wrong]
        )


@dataclass(frozen=True, kw_only=True)
class Pairs:
    """A question whose answer is every pair of a list, the first ahead of the second, apart from pairs in doubt.

    Attributes
    ----------
    name, task, asked, insight, known
        As in `Choice`.
    order : tuple of str
        The list; each stands ahead of those after it.
    unsure, either : tuple of pairs
        Those that do not belong to the answer, and those that may.
    overlap : tuple of pairs
        What lacks where somebody goes by overlapping intervals.
    said : mapping
        What is said: ``overlap``, ``all`` (every pair was given), ``none``, and of single pairs ``turned``, ``extra``
        and ``missing``.
    """

    name: str
    task: str
    asked: str
    insight: str
    known: Mapping[str, str]
    order: tuple[str, ...]
    unsure: tuple[tuple[str, str], ...]
    either: tuple[tuple[str, str], ...]
    overlap: tuple[tuple[str, str], ...]
    said: Mapping[str, str]

    @property
    def right(self) -> set[tuple[str, str]]:
        """The pairs that belong to the answer whatever is thought of those that may."""
        return set(combinations(self.order, 2)) - set(self.unsure) - set(self.either)

    def judge(self, answer: object, wrong_tries: int) -> tuple[Outcome, str]:
        """Outcome and message; the hints do not run out, so the number of tries changes nothing."""
        words = read.words(answer, self.asked, None, self.known)
        if len(words) % 2:
            raise Unreadable(tell("Of {n} names one is left over without a pair.", n=len(words)))
        given = set(zip(words[::2], words[1::2], strict=True)) - set(self.either)
        if given == self.right:
            return "right", tell(self.insight)
        kinds = {"overlap": self.right - set(self.overlap), "all": self.right | set(self.unsure), "none": set()}
        for kind, pairs in kinds.items():
            if given == pairs:
                return "mistake", tell(self.said[kind])
        turned = {pair for pair in given if pair[::-1] in self.right | set(self.either)}
        missing = self.right - given - {pair[::-1] for pair in turned}
        groups = {"turned": turned, "extra": given - self.right - turned, "missing": missing}
        lines = [f"{len(pairs)}: {tell(self.said[kind])}" for kind, pairs in groups.items() if pairs]
        return "mistake", "\n".join([tell("Look again at:"), *lines])
