"""A kind of exercise for texts that are to be mended: several sentences, each held to rules of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .feedback import Outcome
from .read import Unreadable
from .wording import Part


@dataclass(frozen=True, kw_only=True)
class Mended:
    """One text to be mended: the text as it was, what the new one must hold (`parts`) and must not (`faults`)."""

    before: str
    parts: tuple[Part, ...]
    faults: tuple[Part, ...]


@dataclass(frozen=True, kw_only=True)
class Rewording:
    """A question whose answer is a new text for each of several; each fault that stays is answered singly.

    Attributes
    ----------
    name, task, asked, insight : str
        As in `Exercise`.
    texts : tuple of Mended
        In the order of the notebook.
    """

    name: str
    task: str
    asked: str
    insight: str
    texts: tuple[Mended, ...]

    def judge(self, answer: object, wrong_tries: int) -> tuple[Outcome, str]:
        """Outcome and message; the hints do not run out, so the number of tries changes nothing."""
        told = []
        given = _texts(answer, self.asked, len(self.texts))
        for number, (text, rule) in enumerate(zip(given, self.texts, strict=True), start=1):
            if text == _plain(rule.before):
                told.append(f"{number}. It is still as it was.")
                continue
            told += [f"{number}. {part.hint}" for part in rule.parts if not _holds(part, text)]
            told += [f"{number}. {part.hint}" for part in rule.faults if _holds(part, text)]
        return ("mistake", "\n".join(["Look again at:", *told])) if told else ("right", self.insight)


def _texts(answer: object, asked: str, length: int) -> list[str]:
    """The texts of an answer, in small letters and single blanks."""
    if isinstance(answer, str) or not isinstance(answer, Sequence):
        raise Unreadable(f'Asked: {asked}. Put the texts into a list: ["…", "…"].')
    if len(answer) != length:
        raise Unreadable(f"Asked: {asked}. Your list holds {len(answer)}.")
    for number, text in enumerate(answer, start=1):
        if not isinstance(text, str) or not text.strip():
            raise Unreadable(f"Asked: {asked}. Number {number} is no text.")
    return [_plain(text) for text in answer]


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").casefold().split())


def _holds(part: Part, text: str) -> bool:
    return any(re.search(pattern, text) for pattern in part.patterns)
