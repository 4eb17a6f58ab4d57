"""The two questions at the end of a sitting: each has three answers, and a wrong one is told why."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from . import read
from .feedback import Outcome
from .telling import FOLDER, tell

LETTERS = {letter: letter for letter in "abc"} | {f"({letter})": letter for letter in "abc"}


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question with its answers (a), (b) and (c), the letter of the right one, and the reason."""

    called: str
    right: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Quiz:
    """The questions of a sitting; ``"03-B"`` is the second sitting of notebook 03."""

    name: str
    questions: tuple[Question, ...]

    @property
    def task(self) -> str:
        """The questions under one another, in the language spoken."""
        return "\n".join(f"{place}. {tell(one.called)}" for place, one in enumerate(self.questions, start=1))

    @property
    def asked(self) -> str:
        """What kind of answer is wanted."""
        return tell('two letters, such as ["a", "c"]')

    def judge(self, answer: object, wrong_tries: int) -> tuple[Outcome, str]:
        """Outcome and message; every wrong letter gets its reason, so the number of tries changes nothing."""
        given = read.words(answer, self.asked, len(self.questions), LETTERS)
        told = [(place, one, letter) for place, (one, letter) in enumerate(zip(self.questions, given, strict=True), 1)]
        wrong = [f"{place}. {tell(one.reason)}" for place, one, letter in told if letter != one.right]
        if wrong:
            return "mistake", "\n".join([tell("Look again at:"), *wrong])
        return "right", "\n".join(f"{place}. {tell(one.reason)}" for place, one, _ in told)


@cache
def all_quizzes() -> dict[str, Quiz]:
    """Every quiz by its name, notebook by notebook."""
    files = (tomllib.loads(file.read_text(encoding="utf-8")) for file in sorted(FOLDER.glob("*.toml")))
    raw = [quiz for file in files for quiz in file.get("quiz", ())]
    return {one["name"]: Quiz(name=one["name"], questions=_questions(one["questions"])) for one in raw}


def _questions(raw: list[dict[str, str]]) -> tuple[Question, ...]:
    return tuple(Question(**one) for one in raw)
