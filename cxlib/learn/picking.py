"""Two more kinds of exercises: things picked out of a list, and a row of a table filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from . import read
from .feedback import Outcome
from .read import Unreadable
from .wording import Part


@dataclass(frozen=True, kw_only=True)
class Picks:
    """A question whose answer is a set of things out of a list, in any order; each wrong one is answered singly.

    Attributes
    ----------
    name, task, asked, insight : str
        As in `Exercise`.
    known : mapping
        What may be written, in small letters → the thing it stands for.
    right : frozenset of str
        The things that belong to the set.
    reasons : mapping
        Thing → what to look at if it was picked wrongly.
    missing : str
        What is said of things that were left out.
    """

    name: str
    task: str
    asked: str
    insight: str
    known: Mapping[str, str]
    right: frozenset[str]
    reasons: Mapping[str, str]
    missing: str

    def judge(self, answer: object, wrong_tries: int) -> tuple[Outcome, str]:
        """Outcome and message; the reasons do not run out, so the number of tries changes nothing."""
        held = sorted(answer, key=str) if isinstance(answer, (set, frozenset)) else answer
        given = {self.known[word] for word in read.words(held, self.asked, None, tuple(self.known))}
        if given == self.right:
            return "right", self.insight
        lines = [f"{thing}: {self.reasons[thing]}" for thing in sorted(given - self.right)]
        lacking = len(self.right - given)
        lines += [f"{lacking} more {'belongs' if lacking == 1 else 'belong'} to it. {self.missing}"] if lacking else []
        return "mistake", "\n".join(["Look again at:", *lines])


@dataclass(frozen=True, kw_only=True)
class Rows:
    """A question whose answer is rows of a table, each a dictionary with the same fields.

    Attributes
    ----------
    name, task, asked, insight : str
        As in `Exercise`.
    fields : tuple of str
        What each row must fill in; the first names it.
    n_rows : int
        How many rows are asked for.
    there : tuple of str
        Names that are on the list already.
    some : tuple of (field, Part)
        One row at least must fit one of the patterns.
    none : tuple of (field, Part)
        No row may fit one of the patterns.
    """

    name: str
    task: str
    asked: str
    insight: str
    fields: tuple[str, ...]
    n_rows: int
    there: tuple[str, ...]
    some: tuple[tuple[str, Part], ...] = ()
    none: tuple[tuple[str, Part], ...] = ()

    def judge(self, answer: object, wrong_tries: int) -> tuple[Outcome, str]:
        """Outcome and message; the reasons do not run out, so the number of tries changes nothing."""
        rows = [self._row(number, row) for number, row in enumerate(self._rows(answer), start=1)]
        told = [
            f"Row {number}, {field}: {part.hint}"
            for field, part in self.none
            for number, row in enumerate(rows, start=1)
            if _fits(part, row[field])
        ]
        names = [row[self.fields[0]] for row in rows]
        told += [f"{name}: it stands on the list already." for name in names if name in self.there]
        told += [f"{names[0]}: it stands there twice."] if len(set(names)) < len(names) else []
        told += [part.hint for field, part in self.some if not any(_fits(part, row[field]) for row in rows)]
        return ("mistake", "\n".join(["Look again at:", *told])) if told else ("right", self.insight)

    def _rows(self, answer: object) -> Sequence[object]:
        if hasattr(answer, "to_dict") and hasattr(answer, "columns"):
            answer = answer.to_dict("records")
        rows = [answer] if isinstance(answer, Mapping) else answer
        if not isinstance(rows, (list, tuple)) or len(rows) != self.n_rows:
            count = len(rows) if isinstance(rows, (list, tuple)) else "no"
            raise Unreadable(f"Asked: {self.asked}. Your answer holds {count} {'row' if count == 1 else 'rows'}.")
        return rows

    def _row(self, number: int, row: object) -> dict[str, str]:
        if not isinstance(row, Mapping):
            raise Unreadable(f"Asked: {self.asked}. Row {number} is no dictionary.")
        given = {field: " ".join(str(row.get(field, "")).split()).casefold() for field in self.fields}
        empty = [field for field, text in given.items() if len(re.sub(r"\W", "", text)) < 2 or row[field] is ...]
        if empty:
            raise Unreadable(f"Asked: {self.asked}. Row {number} still lacks: {', '.join(empty)}.")
        return given


def _fits(part: Part, text: str) -> bool:
    return any(re.search(pattern, text) for pattern in part.patterns)
