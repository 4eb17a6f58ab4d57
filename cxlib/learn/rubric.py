"""Exercises answered in free text: which parts are found, which are not, and an answer to compare with.

Words are searched for in English, Spanish, Catalan and Romanian. They show what a text speaks of, never whether it is
right, so no text is called right; nor is one called wrong that may say the same in other words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from . import read
from .feedback import Outcome
from .read import Unreadable
from .telling import plain, tell, tell_asked
from .wording import Part, Spelling, pattern


@dataclass(frozen=True, kw_only=True)
class Size:
    """An estimate that may be told: points and interval without signs, whether weighted, whether clear of 0."""

    points: float
    low: float
    high: float
    weighted: bool
    clear: bool = True


@dataclass(frozen=True, kw_only=True)
class Rubric:
    """A question whose answer is a text, several texts, or rows of a table in words.

    Attributes
    ----------
    name, task, asked, insight : str
        As in `Numbers`.
    model : str
        An answer to compare with.
    checks : tuple of str
        What to ask oneself of the answer; a good one lets you say yes to each.
    parts, faults, detours : tuple of Part
        What the answer should hold; what it must not say; what leads astray, told only where a part is missing. A fault
        that bears the name of a part, or stands in the field of that name, keeps it from being called found.
    n_texts : int
        How many texts, or rows, are asked for.
    fields : tuple of str
        What each row must fill in; the first names it. None: the answer is no table.
    named : mapping of str to str
        What else a field may be called, in small letters without accents, and the field.
    there : tuple of str
        Names of rows that are on the list already, written as in `Part.any`.
    sizes : tuple of Size
        The estimates that may be told, one of them; `said` holds what is said of them (``size``, ``interval``,
        ``weighting``); `weighted`, `unweighted` and `doubt` find what is said of weights and of an interval that
        reaches 0.
    """

    name: str
    task: str
    asked: str
    insight: str
    model: str
    checks: tuple[str, ...]
    parts: tuple[Part, ...]
    faults: tuple[Part, ...]
    detours: tuple[Part, ...]
    n_texts: int = 1
    fields: tuple[str, ...] = ()
    named: Mapping[str, str] = field(default_factory=dict)
    there: tuple[str, ...] = ()
    sizes: tuple[Size, ...] = ()
    said: Mapping[str, str]
    weighted: tuple[Part, ...] = ()
    unweighted: tuple[Part, ...] = ()
    doubt: tuple[Part, ...] = ()

    def judge(self, answer: object, wrong_tries: int) -> tuple[Outcome, str]:
        """Always to be compared: what was found by its words and what was not, and what to ask oneself.

        Words carry no verdict: tried on answers that nobody had in mind, they miss many a good one and pass some wrong
        ones. The number of tries changes nothing.
        """
        texts = self._rows(answer) if self.fields else self._texts(answer)
        read_as = {of: [self._spelling.put_right(text) for text in held] for of, held in texts.items()}
        found = {part.name for part in self.parts if part.found(read_as[part.of])}
        names = list(dict.fromkeys(part.name for part in self.parts))
        hints = {part.name: part.hint for part in reversed(self.parts)}  # the first of a name tells
        missing = [hints[name] for name in names if name not in found]
        missing += [hint for hint in [self._doubt(texts)] if hint]
        told = [tell(hint) for hint in [self._size(texts)] if hint] + self._about_rows(texts)
        faults: dict[str, str] = {}  # the first words of a hint tell
        for part in (*self.faults, *(self.detours if missing else ())):
            words = part.found(read_as[part.of])
            if words:
                written = _as_written(words, texts[part.of])
                faults.setdefault(part.hint, tell("“{words}”: {hint}", words=written, hint=tell(part.hint)))
                found.discard(part.name or part.of)
        there = "; ".join(tell(name) for name in names if name in found)
        lines = [tell("Found by its words: {parts}.", parts=there)] if there else []
        if missing:
            lines += [tell("Not found by its words; you may have said it otherwise. If not, add it:")]
            lines += map(tell, dict.fromkeys(missing))
        if told or faults:
            lines += [tell("Look again at:"), *dict.fromkeys(told), *faults.values()]
        lines += [tell("Only words were looked for. Whether it is right, you judge. Ask yourself:")]
        lines += [f"· {tell(check)}" for check in self.checks]
        return "compare", "\n".join([*lines, tell("What counts: {insight}", insight=tell(self.insight))])

    @cached_property
    def _spelling(self) -> Spelling:
        return Spelling((*self.parts, *self.faults, *self.detours, *self.weighted, *self.unweighted, *self.doubt))

    def _texts(self, answer: object) -> dict[str, list[str]]:
        """The texts by their number; one alone has none."""
        given = [answer] if self.n_texts == 1 and isinstance(answer, str) else answer
        if not isinstance(given, (list, tuple)) or len(given) != self.n_texts or not all(map(_is_text, given)):
            mend = tell("Put each text between quotation marks; texts asked for: {n}.", n=self.n_texts)
            raise Unreadable(f"{tell_asked(self.asked)} {mend}")
        return {"": list(given), **{str(number): [text] for number, text in enumerate(given, start=1)}}

    def _rows(self, answer: object) -> dict[str, list[str]]:
        """The texts of each field."""
        if hasattr(answer, "to_dict") and hasattr(answer, "columns"):
            answer = answer.to_dict("records")
        rows = [answer] if isinstance(answer, Mapping) else answer
        asked = tell_asked(self.asked)
        if not isinstance(rows, (list, tuple)) or len(rows) != self.n_texts:
            n = len(rows) if isinstance(rows, (list, tuple)) else 0
            count = tell("Rows in your answer: {n}.", n=n)
            raise Unreadable(f"{asked} {count}")
        for number, row in enumerate(rows, start=1):
            given = self._by_field(row)
            empty = [name for name in self.fields if not _is_text(given.get(name))]
            if empty:
                lacks = tell("Row {number} still lacks: {fields}.", number=number, fields=", ".join(empty))
                raise Unreadable(f"{asked} {lacks}")
        filled = [self._by_field(row) for row in rows]
        return {name: [str(row[name]) for row in filled] for name in self.fields}

    def _by_field(self, row: object) -> dict[str, object]:
        """A row by the names that were asked for; they may come in any of the languages."""
        given = {plain(name): value for name, value in row.items()} if isinstance(row, Mapping) else {}
        return {self.named.get(name, name): value for name, value in given.items()}

    def _about_rows(self, texts: Mapping[str, Sequence[str]]) -> list[str]:
        """Which rows are no new ones."""
        names = [plain(name) for name in texts[self.fields[0]]] if self.fields else []
        known = [name for name in names if any(pattern(listed).fullmatch(name) for listed in self.there)]
        told = [tell("{name}: it stands on the list already.", name=name) for name in known]
        return told + ([tell("{name}: it stands there twice.", name=names[0])] if len(set(names)) < len(names) else [])

    def _size(self, texts: Mapping[str, list[str]]) -> str:
        """What is wrong with the size, its interval, or what is said of its weighting."""
        if not self.sizes or self._told(texts):
            return ""
        given = {abs(number) for number in read.all_numbers(texts[""][0])}
        of_points = [size for size in self.sizes if _near(given, size.points)]
        whole = [size for size in of_points if _near(given, size.low, size.high)]
        return self.said["weighting" if whole else "interval" if of_points else "size"]

    def _told(self, texts: Mapping[str, list[str]]) -> list[Size]:
        """The estimates that are told whole, and of the weighting that is named if one is."""
        given = {abs(number) for number in read.all_numbers(texts[""][0])}
        whole = [
            size for size in self.sizes  # "about 5", where the interval says of which
            if _near(given, size.low, size.high) and (_near(given, size.points) or round(size.points) in given)
        ]  # fmt: skip
        unweighted = any(part.found(texts[""]) for part in self.unweighted)
        named = unweighted or any(part.found(texts[""]) for part in self.weighted)
        return [size for size in whole if not named or size.weighted != unweighted]

    def _doubt(self, texts: Mapping[str, list[str]]) -> str:
        """What is missing where an interval reaches 0 and nothing says so."""
        told = self._told(texts) if self.sizes else []
        if not told or any(size.clear for size in told) or any(part.found(texts[""]) for part in self.doubt):
            return ""
        return self.doubt[0].hint


def _as_written(words: str, texts: Sequence[str]) -> str:
    """Words found in the plain text with the accents they were written with."""
    n = len(words.split())
    for text in texts:
        written = text.lower().split()
        for start in range(len(written) - n + 1):
            here = " ".join(written[start : start + n])
            if words in plain(here):
                return here.strip(" .,;:!?¿¡()\"'“”«»")
    return words


def _is_text(given: object) -> bool:
    return isinstance(given, str) and len(re.sub(r"\W", "", given)) > 1


def _near(numbers: set[float], *wanted: float) -> bool:
    # A tenth either way: two good rules differ by as much in the last decimal.
    return all(any(abs(number - value) <= 0.1 + 1e-9 for number in numbers) for value in wanted)
