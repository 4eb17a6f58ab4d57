"""Two more kinds of exercises: words chosen from a list, and pairs of them in their order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from . import read
from .feedback import Outcome
from .read import Unreadable


@dataclass(frozen=True, kw_only=True)
class Words:
    """A question whose answer is one known word or several, in their order or in any.

    Attributes
    ----------
    name, task, asked, insight : str
        As in `Exercise`.
    known : mapping
        What may be written → the word it stands for.
    right : tuple of str
        The answer.
    hints : mapping
        Word → what to look at if it stands in a wrong answer; the first that does counts.
    other : str
        What is said of any other wrong answer.
    any_order : bool
        Whether the words may come in any order.
    """

    name: str
    task: str
    asked: str
    insight: str
    known: Mapping[str, str]
    right: tuple[str, ...]
    hints: Mapping[str, str]
    other: str
    any_order: bool = False

    def judge(self, answer: object, wrong_tries: int) -> tuple[Outcome, str]:
        """Outcome and message; the hints do not run out, so the number of tries changes nothing."""
        given = tuple(self.known[word] for word in read.words(answer, self.asked, None, tuple(self.known)))
        if given == self.right or (self.any_order and sorted(given) == sorted(self.right)):
            return "right", self.insight
        return "mistake", next((hint for word, hint in self.hints.items() if word in given), self.other)


Pair = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Pairs:
    """A question whose answer is a set of ordered pairs: in each, the first stands before the second.

    Attributes
    ----------
    name, task, asked, insight : str
        As in `Exercise`.
    known : mapping
        As in `Words`.
    right : frozenset of pairs
        The answer.
    open : frozenset of pairs
        So near the line that they may stand in it or not.
    mistakes : tuple of (frozenset of pairs, str)
        Known wrong answers, apart from pairs that are open, with their hints.
    extra, missing, turned : str
        What is said of pairs that do not belong, that lack, and that have changed places.
    """

    name: str
    task: str
    asked: str
    insight: str
    known: Mapping[str, str]
    right: frozenset[Pair]
    open: frozenset[Pair]
    mistakes: tuple[tuple[frozenset[Pair], str], ...]
    extra: str
    missing: str
    turned: str

    def judge(self, answer: object, wrong_tries: int) -> tuple[Outcome, str]:
        """Outcome and message; the hints do not run out, so the number of tries changes nothing."""
        given = self._read(answer) - self.open
        if given == self.right:
            return "right", self.insight
        told = next((hint for pairs, hint in self.mistakes if given == pairs - self.open), None)
        if told is not None:
            return "mistake", told
        turned = {pair for pair in given if pair[::-1] in self.right | self.open}
        groups = (
            (turned, self.turned), (given - self.right - turned, self.extra),
            (self.right - given - {pair[::-1] for pair in turned}, self.missing),
        )  # fmt: skip
        lines = [f"{_pairs(len(pairs))} {said}" for pairs, said in groups if pairs]
        return "mistake", "\n".join(["Look again:", *lines])

    def _read(self, answer: object) -> frozenset[Pair]:
        listed = list(answer) if isinstance(answer, (set, frozenset)) else answer
        words = [self.known[word] for word in read.words(listed, self.asked, None, tuple(self.known))]
        if len(words) % 2:
            raise Unreadable(f"Asked: {self.asked}. One name of {len(words)} is left over without a pair.")
        return frozenset(zip(words[::2], words[1::2], strict=True))


def _pairs(n: int) -> str:
    return f"{n} {'pair' if n == 1 else 'pairs'}:"
