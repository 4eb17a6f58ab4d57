"""Exercises whose answer is one number or several."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from . import read
from .feedback import Outcome
from .read import Reading
from .telling import tell

NEAR = 0.1  # what rounding may change of an answer that is still called nearly right


@dataclass(frozen=True, kw_only=True)
class Mistake:
    """An answer with a known reason: `values` come out of it (None: any number), `hint` says what to look at.

    `tolerance` is the exercise's own where not given.
    """

    values: tuple[float | None, ...]
    hint: str
    tolerance: float | None = None


@dataclass(frozen=True, kw_only=True)
class Numbers:
    """A question whose answer is one number or several.

    Attributes
    ----------
    name, task, asked, insight : str
        Notebook and exercise (``"03-2"``), the question in a sentence, what kind of answer it wants, and what a right
        answer is told.
    right : tuple of float
        The answer; `tolerance` says how far every number may be from it.
    unit : {"", "share", "points"}
        What another scale is known by: shares may come in per cent, points as shares.
    keys : tuple of str
        What the numbers are called in a dictionary.
    mistakes, also : tuple of Mistake
        Known wrong answers, and others that are accepted; the first that fits gives its hint.
    hints : tuple of str
        For other wrong answers: the first hint, the second, …; `solution` says where the worked answer stands.
    """

    name: str
    task: str
    asked: str
    insight: str
    right: tuple[float, ...]
    tolerance: float
    mistakes: tuple[Mistake, ...]
    hints: tuple[str, ...]
    solution: str
    also: tuple[Mistake, ...] = ()
    unit: str = ""
    keys: tuple[str, ...] = ()

    def judge(self, answer: object, wrong_tries: int) -> tuple[Outcome, str]:
        """Outcome and message, after `wrong_tries` answers of which no reason was known."""
        readings = read.numbers(answer, self.asked, len(self.right), share=self.unit == "share", keys=self.keys)
        for outcome, message, reading in self._known(readings):
            return outcome, " ".join(filter(None, (message, reading.note)))
        if wrong_tries < len(self.hints):
            return "wrong", tell(self.hints[wrong_tries])
        see = tell(
            "The worked answer stands in {place}; read it, then close it and try once more.", place=self.solution
        )
        return "wrong", see

    def _known(self, readings: Sequence[Reading]) -> Iterator[tuple[Outcome, str, Reading]]:
        """What can be said of an answer, the likeliest first."""
        scale = {"share": 0.01, "points": 100.0}.get(self.unit)
        rescaled = [_rescaled(reading, scale) for reading in readings] if scale else []
        own = Mistake(values=self.right, hint=self.insight)
        for known, reading in itertools.product((own, *self.also), readings):
            if self._fits(reading, known):
                yield "right", tell(known.hint), reading
        for mistake, reading in itertools.product(self.mistakes, readings):
            if self._fits(reading, mistake):
                yield "mistake", tell(mistake.hint), reading
        for reading in readings:
            if _rounds(reading, self.right):
                # how many decimals keep a rounded answer within the tolerance
                n = next((n for n in range(6) if 0.5 * 10.0**-n <= self.tolerance + 1e-9), 6)
                yield "mistake", tell("Nearly: rounded too far. Decimals asked for: {n}.", n=n), reading
        for reading in rescaled:
            if self._fits(reading, own) or _rounds(reading, self.right):
                share = tell("Right in kind, but in per cent: a share was asked for, written from 0 to 1.")
                points = tell("Right in kind, but as a share: an answer in points was asked for, 100 times as large.")
                yield "mistake", share if self.unit == "share" else points, reading
        for mistake, reading in itertools.product(self.mistakes, [*rescaled, *readings]):
            if self._fits(reading, mistake) or _rounds(reading, mistake.values):
                yield "mistake", tell(mistake.hint), reading

    def _fits(self, reading: Reading, known: Mistake) -> bool:
        # A billionth more, so that a number on the edge does not fall to its last bit.
        reach = (self.tolerance if known.tolerance is None else known.tolerance) + 1e-9
        pairs = zip(reading.values, known.values, strict=True)
        return all(value is None or abs(one - value) <= reach for one, value in pairs)


def _rescaled(reading: Reading, scale: float) -> Reading:
    decimals = tuple(max(n + (2 if scale < 1 else -2), 0) for n in reading.decimals)
    return Reading(tuple(scale * value for value in reading.values), decimals, reading.note)


def _rounds(reading: Reading, values: Sequence[float | None]) -> bool:
    """Whether an answer is these values, rounded, and still close to them."""
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        return False
    gaps = [abs(one - value) for one, value in zip(reading.values, known, strict=True)]
    rounded = all(gap <= 0.5 * 10.0**-n + 1e-9 for gap, n in zip(gaps, reading.decimals, strict=True))
    mean = sum(map(abs, known)) / len(known)  # 0 for 0.4 is near beside 39.6
    return rounded and all(gap <= NEAR * max(abs(value), mean) for gap, value in zip(gaps, known, strict=True))
