"""Exercises answered in free text: which parts are found, which are missing, and an answer to compare with.

Words are searched for in English, Spanish, Catalan and Romanian. They show what a text speaks of, never whether it is
right, so no text is called right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from . import read
from .feedback import Outcome
from .read import Unreadable
from .telling import plain, tell, tell_asked

NOT = re.compile(
    r"\b(not|no|never|nor|neither|cannot|none|nobody|nunca|ni|tampoco|ningun[ao]?|jamas|tampoc|nu|nici|nicio|niciun|"
    r"niciodata)\b(?! (only|just|solo|nomes|numai|doar)\b)|n't\b|\bn-a"
    r"|\b(without|sin|sense|fara)\b(?! (any )?(weight|ponder|pes))"  # unweighted: what follows is not denied
)
EXCLUDED = re.compile(
    r"\W+((\w+ ){0,3}(exclud\w+|left out|exclui\w+|excluy\w+|exclo\w+|exclus\w+)|cannot|no se|nu se|no es|no son|"
    r"(is|are|was|were|do|does|did|will|should|can|could) not)\b"
)
SENTENCE, CLAUSE = re.compile(r"(?<!\.)[.;!?\n](?![\d.])"), re.compile(r"[,:()]\s|\b(?:but|pero|sino|dar|ci)\b")
REACH = 4  # words by which a negation stands before what it denies


@dataclass(frozen=True, kw_only=True)
class Part:
    """What a text should hold, or should not.

    Attributes
    ----------
    hint : str
        What is said where it is missing, or where it stands and should not.
    any : tuple of str
        Words, one of which must be found, in small letters without accents: ``draw* lots`` (any ending), ``#… shops``
        (a number from 10 on, a few words between), ``=nobody`` (the whole text).
    near : tuple of tuples of str
        Words, of each group one of which must stand in the same sentence.
    name : str
        What it is called where it is found; of parts with one name one is enough.
    of : str
        The text or the field it belongs to; empty: all there are.
    sense : {"said", "denied", "either"}
        Whether the words count as they stand, or where they are denied.
    once, every, apart : bool
        It must be found once only; in each of the texts; with its `near` words anywhere in the text.
    """

    hint: str
    any: tuple[str, ...]
    near: tuple[tuple[str, ...], ...] = ()
    name: str = ""
    of: str = ""
    sense: str = "said"
    once: bool = False
    every: bool = False
    apart: bool = False

    def found(self, texts: Sequence[str]) -> str:
        """The first words that count; empty if there are none."""
        each = [[words for sentence in self._pieces(text) for words in self._in(sentence)] for text in texts]
        if (self.every and not all(each)) or (self.once and sum(map(len, each)) != 1):
            return ""
        return next((words for found in each for words in found), "")

    def _pieces(self, text: str) -> list[str]:
        pieces = [plain(text)] if self.apart else SENTENCE.split(plain(text))
        return [piece.strip() for piece in pieces if piece.strip()]

    def _in(self, sentence: str) -> Iterator[str]:
        sense = "said" if self.sense == "said" else "either"
        if all(any(_matches(group, sentence, sense)) for group in self.near):
            yield from _matches(self.any, sentence, self.sense)


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
    parts, faults, detours : tuple of Part
        What the answer should hold; what it must not say; what leads astray, told only where a part is missing.
    n_texts : int
        How many texts, or rows, are asked for.
    fields : tuple of str
        What each row must fill in; the first names it. None: the answer is no table.
    there : tuple of str
        Names of rows that are on the list already.
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
    parts: tuple[Part, ...]
    faults: tuple[Part, ...]
    detours: tuple[Part, ...]
    n_texts: int = 1
    fields: tuple[str, ...] = ()
    there: tuple[str, ...] = ()
    sizes: tuple[Size, ...] = ()
    said: Mapping[str, str]
    weighted: tuple[Part, ...] = ()
    unweighted: tuple[Part, ...] = ()
    doubt: tuple[Part, ...] = ()

    def judge(self, answer: object, wrong_tries: int) -> tuple[Outcome, str]:
        """Outcome and message; the hints do not run out, so the number of tries changes nothing."""
        texts = self._rows(answer) if self.fields else self._texts(answer)
        found = {part.name for part in self.parts if part.found(texts[part.of])}
        missing = {part.name: part.hint for part in reversed(self.parts) if part.name not in found}
        told = [tell(hint) for hint in [self._size(texts) if self.sizes else ""] if hint]
        told += [tell(missing[part]) for part in dict.fromkeys(part.name for part in self.parts) if part in missing]
        told += self._about_rows(texts)
        for part in (*self.faults, *(self.detours if missing else ())):
            words = part.found(texts[part.of])
            told += [f"“{words}”: {tell(part.hint)}"] if words else []
        names = "; ".join(tell(part) for part in dict.fromkeys(part.name for part in self.parts) if part in found)
        there = [tell("Found: {parts}.", parts=names)] if names else []
        if told:
            return "mistake", "\n".join([*there, tell("Look again at:"), *dict.fromkeys(told)])
        judge = tell("Every part was found by its words. Whether they say what they should, you judge.")
        counts = tell("What counts: {insight}", insight=tell(self.insight))
        return "compare", "\n".join([*there, judge, counts])

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
            given = row if isinstance(row, Mapping) else {}
            empty = [field for field in self.fields if not _is_text(given.get(field))]
            if empty:
                lacks = tell("Row {number} still lacks: {fields}.", number=number, fields=", ".join(empty))
                raise Unreadable(f"{asked} {lacks}")
        return {field: [str(row[field]) for row in rows] for field in self.fields}

    def _about_rows(self, texts: Mapping[str, Sequence[str]]) -> list[str]:
        """Which rows are no new ones."""
        names = [plain(name) for name in texts[self.fields[0]]] if self.fields else []
        told = [tell("{name}: it stands on the list already.", name=name) for name in names if name in self.there]
        return told + ([tell("{name}: it stands there twice.", name=names[0])] if len(set(names)) < len(names) else [])

    def _size(self, texts: Mapping[str, list[str]]) -> str:
        """What is wrong with the size, its interval, or what is said of its weighting."""
        text = texts[""]
        given = {abs(number) for number in read.all_numbers(text[0])}
        of_points = [size for size in self.sizes if _near(given, size.points)]
        whole = [size for size in of_points if _near(given, size.low, size.high)]
        if not whole:
            return self.said["interval" if of_points else "size"]
        unweighted = bool(self.unweighted[0].found(text))
        spoken_of = unweighted or self.weighted[0].found(text)
        if spoken_of and not any(size.weighted != unweighted for size in whole):
            return self.said["weighting"]
        sure = any(size.clear for size in whole) or self.doubt[0].found(text)
        return "" if sure else self.doubt[0].hint


def _matches(phrases: Sequence[str], sentence: str, sense: str) -> Iterator[str]:
    """What a sentence holds of the phrases in the sense that counts."""
    for phrase in phrases:
        if phrase.startswith("="):
            yield from [sentence] if sentence == phrase[1:] else []
            continue
        for match in re.finditer(_pattern(phrase), sentence):
            if match[0] and (sense == "either" or _denied(match, sentence, sense == "denied") == (sense == "denied")):
                yield match[0]


@cache
def _pattern(phrase: str) -> re.Pattern[str]:
    signs = {r"\*": r"\w*", r"\#": r"\d{2,}", "…": r"(?:,? [\w-]+){0,6},?"}
    pattern = re.escape(phrase)
    for sign, meant in signs.items():
        pattern = pattern.replace(sign, meant)
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")


def _denied(match: re.Match[str], sentence: str, anywhere: bool) -> bool:
    """Whether a negation stands close before the match, or an exclusion close after it, in the same clause."""
    before, after = CLAUSE.split(sentence[: match.start()])[-1], CLAUSE.split(sentence[match.end() :])[0]
    if anywhere and (NOT.search(before) or NOT.search(after)):
        return True
    close = " ".join(before.split()[-REACH:])
    return bool(NOT.search(close) or EXCLUDED.match(after))


def _is_text(given: object) -> bool:
    return isinstance(given, str) and len(re.sub(r"\W", "", given)) > 1


def _near(numbers: set[float], *wanted: float) -> bool:
    # A tenth either way: two good rules differ by as much in the last decimal.
    return all(any(abs(number - value) <= 0.1 + 1e-9 for number in numbers) for value in wanted)
