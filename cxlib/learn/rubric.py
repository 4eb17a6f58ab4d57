"""Exercises answered in free text: which parts are found, which are not, and an answer to compare with.

Words are searched for in English, Spanish, Catalan and Romanian. They show what a text speaks of, never whether it is
right, so no text is called right; nor is one called wrong that may say the same in other words.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from . import read
from .feedback import Outcome
from .read import Unreadable
from .telling import plain, tell, tell_asked

WORDS = tomllib.loads(Path(__file__).with_name("rubric_words.toml").read_text(encoding="utf-8"))

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
# what may stand in a gap: no negation, for it would turn the meaning, and no label (S3), for another would begin
BETWEEN = r"(?:,? (?!(?:not|no|never|nor|nunca|ni|tampoc\w*|nu|nici|without|sin|sense|fara|[a-z]\d)\b|\w+n't)[\w'-]+(?:[.,]\d+)*){0,6},?"
NUMBER = r"(?:\d{1,3}(?:[.,]\d{3})+|\d{2,})"
LEAST = 7  # letters from which on a slip of the pen is mended: short words turn into others


@dataclass(frozen=True, kw_only=True)
class Part:
    """What a text should hold, or should not.

    Attributes
    ----------
    hint : str
        What is said where it is missing, or where it stands and should not.
    any : tuple of str
        Words, one of which must be found, in small letters without accents: ``draw* lots`` (any ending), ``#… shops``
        (a number from 10 on, a few words between, none of them a negation), ``=nobody`` (the whole text), ``@chance``
        (one of the words that rubric_words.toml lists under this name).
    near : tuple of tuples of str
        Words, of each group one of which must stand in the same sentence.
    unless : tuple of str
        Words beside which, in the same sentence, it does not count.
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
    unless: tuple[str, ...] = ()
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
        allowed = not any(_matches(self.unless, sentence, "either"))
        if allowed and all(any(_matches(group, sentence, sense)) for group in self.near):
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
    checks : tuple of str
        What to ask oneself of an answer whose words were all found: yes is what should be said.
    parts, faults, detours : tuple of Part
        What the answer should hold; what it must not say; what leads astray, told only where a part is missing.
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
        read_as = {of: [self._mended(plain(text)) for text in held] for of, held in texts.items()}
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
                faults.setdefault(part.hint, f"“{words}”: {tell(part.hint)}")
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

    def _mended(self, text: str) -> str:
        """A text with a letter put right that was left out, doubled or swapped within a long word searched for."""
        return re.sub(rf"[a-z]{{{LEAST - 1},}}", lambda word: _mended(word[0], self._vocabulary), text)

    @cached_property
    def _vocabulary(self) -> tuple[frozenset[str], tuple[str, ...]]:
        """The long words that are searched for, and the beginnings of those with any ending."""
        looked_for = (*self.parts, *self.faults, *self.detours, *self.weighted, *self.unweighted, *self.doubt)
        phrases = {phrase for part in looked_for for group in (part.any, *part.near) for phrase in group}
        listed = {word for phrase in phrases for name in re.findall(r"@(\w+)", phrase) for word in WORDS[name]}
        whole = {word for phrase in phrases | listed for word in re.findall(r"[a-z]+\*?", phrase)}
        begun = {word[:-1] for word in whole if word.endswith("*") and len(word) >= LEAST}
        return frozenset(word for word in whole if len(word) >= LEAST and word[-1] != "*"), tuple(sorted(begun))

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
        given = [self._by_field(row) for row in rows]
        return {name: [str(row[name]) for row in given] for name in self.fields}

    def _by_field(self, row: object) -> dict[str, object]:
        """A row by the names that were asked for; they may come in any of the languages."""
        given = {plain(name): value for name, value in row.items()} if isinstance(row, Mapping) else {}
        return {self.named.get(name, name): value for name, value in given.items()}

    def _about_rows(self, texts: Mapping[str, Sequence[str]]) -> list[str]:
        """Which rows are no new ones."""
        names = [plain(name) for name in texts[self.fields[0]]] if self.fields else []
        known = [name for name in names if any(_pattern(listed).fullmatch(name) for listed in self.there)]
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
        whole = [size for size in self.sizes if _near(given, size.points, size.low, size.high)]
        unweighted = any(part.found(texts[""]) for part in self.unweighted)
        named = unweighted or any(part.found(texts[""]) for part in self.weighted)
        return [size for size in whole if not named or size.weighted != unweighted]

    def _doubt(self, texts: Mapping[str, list[str]]) -> str:
        """What is missing where an interval reaches 0 and nothing says so."""
        told = self._told(texts) if self.sizes else []
        if not told or any(size.clear for size in told) or any(part.found(texts[""]) for part in self.doubt):
            return ""
        return self.doubt[0].hint


def _matches(phrases: Sequence[str], sentence: str, sense: str) -> Iterator[str]:
    """What a sentence holds of the phrases in the sense that counts."""
    for phrase in phrases:
        if phrase.startswith("="):
            yield from [sentence] if _pattern(phrase[1:]).fullmatch(sentence) else []
            continue
        for match in re.finditer(_pattern(phrase), sentence):
            if match[0] and (sense == "either" or _denied(match, sentence, sense == "denied") == (sense == "denied")):
                yield match[0]


@cache
def _pattern(phrase: str) -> re.Pattern[str]:
    signs = {r"\*": r"\w*", r"\#": NUMBER, "…": BETWEEN}
    pattern = re.escape(phrase)
    for name in re.findall(r"@(\w+)", phrase):
        pattern = re.sub(rf"@{name}\b", lambda _, name=name: f"(?:{'|'.join(map(re.escape, WORDS[name]))})", pattern)
    for sign, meant in signs.items():
        pattern = pattern.replace(sign, meant)
    return re.compile(rf"(?<!\w)(?<!\d[.,])(?:{pattern})(?!\w)(?![.,]\d)")


def _mended(word: str, vocabulary: tuple[frozenset[str], tuple[str, ...]]) -> str:
    """The word searched for that differs by one letter within; the word itself where it is one, or there is none."""
    whole, begun = vocabulary
    if word in whole or word.startswith(begun):
        return word
    for meant in whole:
        if _slip(word, meant):
            return meant
    for stem in begun:
        for end in (len(stem) - 1, len(stem), len(stem) + 1):
            if _slip(word[:end], stem):
                return stem + word[end:]
    return word


def _slip(word: str, meant: str) -> bool:
    """Whether a letter was left out, added, or swapped with the next; first and last letter stand."""
    if word[:1] != meant[0] or word[-1:] != meant[-1] or word == meant or abs(len(word) - len(meant)) > 1:
        return False
    if len(word) != len(meant):
        short, long = sorted((word, meant), key=len)
        return any(long[:place] + long[place + 1 :] == short for place in range(1, len(long) - 1))
    apart = [place for place, (one, other) in enumerate(zip(word, meant, strict=True)) if one != other]
    return len(apart) == 2 and word[apart[0] : apart[1] + 1] == meant[apart[0] : apart[1] + 1][::-1]


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
