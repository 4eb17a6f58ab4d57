"""Reads the exercises: one file for each notebook holds their tasks, answers, known mistakes and hints."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from .choosing import Choice, Pairs, Statement, Verdicts
from .numeric import Mistake, Numbers
from .rubric import Rubric, Size
from .telling import FOLDER, plain
from .wording import Part

Exercise = Numbers | Choice | Verdicts | Pairs | Rubric
KINDS = {"numbers": Numbers, "choice": Choice, "verdicts": Verdicts, "pairs": Pairs, "text": Rubric}
INSIDE = {
    "mistakes": Mistake, "also": Mistake, "statements": Statement, "sizes": Size, "parts": Part, "faults": Part,
    "detours": Part, "weighted": Part, "unweighted": Part, "doubt": Part,
}  # fmt: skip
EMPTY: dict[str, dict[str, Any]] = {
    "numbers": {"mistakes": ()}, "choice": {"reasons": {}, "left_out": {}}, "verdicts": {}, "pairs": {},
    "text": {"parts": (), "faults": (), "detours": (), "said": {}},
}  # fmt: skip


@cache
def all_exercises() -> dict[str, Exercise]:
    """Every exercise by its name, in the order of their numbers."""
    return {made.name: made for file in sorted(FOLDER.glob("*.toml")) for made in exercises_of(file.stem)}


def exercises_of(notebook: str) -> list[Exercise]:
    """The exercises of a notebook, ``"03"``."""
    file = tomllib.loads((FOLDER / f"{notebook}.toml").read_text(encoding="utf-8"))
    return [_made(dict(raw), file) for raw in file["exercise"]]


def _made(raw: dict[str, Any], file: dict[str, Any]) -> Exercise:
    kind = raw.pop("kind")
    held = EMPTY[kind] | {name: _inside(name, value) for name, value in raw.items()}
    if kind == "numbers":
        held["solution"] = file["solution"]
    if kind in ("choice", "verdicts", "pairs"):
        words = held.get("right") or held.get("order") or tuple(file["verdicts"].values())
        shared = file[held.pop("words")] if "words" in held else {}  # those of several exercises of a notebook
        named = shared | (file["verdicts"] if kind == "verdicts" else held.pop("known", {}))
        held["known"] = {word: word for word in (*words, *held.get("reasons", ()), *shared.values())} | {
            plain(written): word for written, word in named.items()
        }
    return KINDS[kind](**held)


def _inside(name: str, value: Any) -> Any:
    """Lists as tuples, tables as what they stand for, and “any” as no number at all."""
    if not isinstance(value, list):
        return value
    if name in INSIDE:
        return tuple(INSIDE[name](**{key: _inside(key, held) for key, held in table.items()}) for table in value)
    return tuple(None if held == "any" else tuple(held) if isinstance(held, list) else held for held in value)
