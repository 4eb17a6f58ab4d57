"""A fourth kind of exercise: a sentence for others to read, judged by what it holds and what it must not say."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .feedback import Outcome
from .read import Unreadable


@dataclass(frozen=True, kw_only=True)
class Part:
    """What a sentence must hold, or must not: any of `patterns` (regular expressions); `hint` says what to mend."""

    patterns: tuple[str, ...]
    hint: str


@dataclass(frozen=True, kw_only=True)
class Size:
    """An estimate that may be told: its points and its interval, without signs.

    `weighted` says whether it is weighted, `clear` whether its interval leaves out 0.
    """

    points: float
    low: float
    high: float
    weighted: bool
    clear: bool = True


@dataclass(frozen=True, kw_only=True)
class Wording:
    """A question whose answer is a text.

    Attributes
    ----------
    name, task, asked, insight : str
        As in `Exercise`.
    parts : tuple of Part
        What the text must hold.
    sizes : tuple of Size
        The estimates that may be told, one of them; words may tell their signs. None: the text needs no number.
    doubt : Part
        What it must hold where the interval of its size reaches 0.
    banned : tuple of Part
        Words that claim what the data do not carry.
    detours : tuple of Part
        Words that lead astray; they are answered only where a part is missing.
    """

    name: str
    task: str
    asked: str
    insight: str
    parts: tuple[Part, ...]
    sizes: tuple[Size, ...] = ()
    doubt: Part = Part(patterns=(), hint="")
    banned: tuple[Part, ...] = ()
    detours: tuple[Part, ...] = ()

    def judge(self, answer: object, wrong_tries: int) -> tuple[Outcome, str]:
        """Outcome and message; the reasons do not run out, so the number of tries changes nothing."""
        if not isinstance(answer, str) or not answer.strip():
            raise Unreadable(f"Asked: {self.asked}. Put your text between quotation marks.")
        text = " ".join(answer.casefold().split())
        told = self._about_size(text) if self.sizes else []
        missing = [part.hint for part in self.parts if not _found(part, text)]
        unwanted = (*self.banned, *self.detours) if missing else self.banned
        told += missing + [f"“{found}”: {part.hint}" for part in unwanted if (found := _found(part, text))]
        return ("mistake", "\n".join(["Look again at:", *told])) if told else ("right", self.insight)

    def _about_size(self, text: str) -> list[str]:
        """What is wrong with the size, its interval, or what is said of its weighting."""
        numbers = {float(number) for number in re.findall(r"\d+(?:\.\d+)?", text)}
        sizes = [size for size in self.sizes if _near(numbers, size.points)]
        if not sizes:
            return ["Size: which of the analyses do you tell? Give its points, with one decimal."]
        sizes = [size for size in sizes if _near(numbers, size.low, size.high)]
        if not sizes:
            return ["Interval: give both ends of the one that belongs to your size, with one decimal."]
        weighted = not re.search(r"unweighted|(not|without|no) weight", text)
        if "weight" in text and not any(size.weighted == weighted for size in sizes):
            return ["Weighting: your size belongs to the other kind of analysis."]
        sure = any(size.clear for size in sizes) or _found(self.doubt, text)
        return [] if sure else [self.doubt.hint]


def _found(part: Part, text: str) -> str:
    """The first words of the text that one of the patterns finds; empty if there are none."""
    return next((found[0] for pattern in part.patterns if (found := re.search(pattern, text))), "")


def _near(numbers: set[float], *wanted: float) -> bool:
    # A tenth either way: two good rules differ by as much in the last decimal.
    return all(any(abs(number - value) <= 0.1 + 1e-9 for number in numbers) for value in wanted)
