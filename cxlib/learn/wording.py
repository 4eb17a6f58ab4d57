"""Words searched for in free text, in four languages: any ending, words between, what is denied, slips of the pen."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .telling import plain

WORDS = tomllib.loads(Path(__file__).with_name("rubric_words.toml").read_text(encoding="utf-8"))

NOT = re.compile(
    r"\b(not|no|never|nor|neither|cannot|none|nobody|nunca|ni|tampoco|ningun[ao]?|jamas|tampoc|nu|nici|nicio|niciun|"
    r"niciodata|"
    r"nothing (?:more|else|to)|nada (?:mas|de|que)|res (?:mes|de)|nimic (?:mai|de)|"
    r"instead of|rather than|en vez de|en lugar de|en lloc de|in loc de)\b"
    r"(?! (only|just|solo|nomes|numai|doar)\b)|n't\b|\bn-a"
    r"|\b(without|sin|sense|fara)\b(?! (any )?(weight|ponder|pes))"  # unweighted: what follows is not denied
)
EXCLUDED = re.compile(
    r"\W+((\w+ ){0,3}(exclud\w+|left out|exclui\w+|excluy\w+|exclo\w+|exclus\w+)|cannot|no se|nu se|no es|no son|"
    r"(is|are|was|were|do|does|did|will|should|can|could) not)\b"
)
SENTENCE, CLAUSE = re.compile(r"(?<!\.)[.;!?\n](?![\d.])"), re.compile(r"[,:()]\s|\b(?:but|pero|sino|dar|ci)\b")
REACH = 4  # words by which a negation stands before what it denies
# what may stand in a gap: no negation, for it would turn the meaning, and no label (S3), for another would begin
TURNS = r"(?:not|no|never|nor|nunca|ni|tampoc\w*|nu|nici|without|sin|sense|fara|[a-z]\d)\b|\w+n't"
BETWEEN = rf"(?:(?:,|(?<=[a-z]\d):)? (?!{TURNS})[\w'-]+(?:[.,]\d+)*){{0,6}},?"
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
        pieces = [[plain(text)] if self.apart else SENTENCE.split(plain(text)) for text in texts]
        each = [[words for piece in of if piece.strip() for words in self._in(piece.strip())] for of in pieces]
        if (self.every and not all(each)) or (self.once and sum(map(len, each)) != 1):
            return ""
        return next((words for found in each for words in found), "")

    def _in(self, sentence: str) -> Iterator[str]:
        sense = "said" if self.sense == "said" else "either"
        allowed = not any(_matches(self.unless, sentence, "either"))
        if allowed and all(any(_matches(group, sentence, sense)) for group in self.near):
            yield from _matches(self.any, sentence, self.sense)


class Spelling:
    """Puts right a letter left out, added or swapped within a long word that parts search for."""

    def __init__(self, parts: Sequence[Part]) -> None:
        phrases = {phrase for part in parts for group in (part.any, *part.near) for phrase in group}
        listed = {word for phrase in phrases for name in re.findall(r"@(\w+)", phrase) for word in WORDS[name]}
        words = {word for phrase in phrases | listed for word in re.findall(r"[a-z]+\*?", phrase) if len(word) >= LEAST}
        self._whole = sorted(word for word in words if word[-1] != "*")
        self._begun = tuple(sorted(word[:-1] for word in words if word[-1] == "*"))

    def put_right(self, text: str) -> str:
        """The text in small letters without accents; a word stays as it is where none is so near."""
        return re.sub(rf"[a-z]{{{LEAST - 1},}}", lambda found: self._meant(found[0]), plain(text))

    def _meant(self, word: str) -> str:
        if word in self._whole or word.startswith(self._begun):
            return word
        whole = (meant for meant in self._whole if _slip(word, meant))
        ends = ((stem, end) for stem in self._begun for end in range(len(stem) - 1, len(stem) + 2))
        begun = (stem + word[end:] for stem, end in ends if _slip(word[:end], stem))
        return next(whole, next(begun, word))


def _matches(phrases: Sequence[str], sentence: str, sense: str) -> Iterator[str]:
    """What a sentence holds of the phrases in the sense that counts."""
    for phrase in phrases:
        if phrase.startswith("="):
            yield from [sentence] if pattern(phrase[1:]).fullmatch(sentence) else []
            continue
        for match in re.finditer(pattern(phrase), sentence):
            if match[0] and (sense == "either" or _denied(match, sentence, sense == "denied") == (sense == "denied")):
                yield match[0]


@cache
def pattern(phrase: str) -> re.Pattern[str]:
    """What a phrase stands for, written as in `Part`."""
    signs = {r"\*": r"\w*", r"\#": NUMBER, "…": BETWEEN}
    meant_by = re.escape(phrase)
    for name in re.findall(r"@(\w+)", phrase):
        meant_by = meant_by.replace(f"@{name}", f"(?:{'|'.join(map(re.escape, WORDS[name]))})")
    for sign, meant in signs.items():
        meant_by = meant_by.replace(sign, meant)
    return re.compile(rf"(?<!\w)(?<!\d[.,])(?:{meant_by})(?!\w)(?![.,]\d)")


def _denied(match: re.Match[str], sentence: str, anywhere: bool) -> bool:
    """Whether a negation stands close before the match, or an exclusion close after it, in the same clause."""
    before, after = CLAUSE.split(sentence[: match.start()])[-1], CLAUSE.split(sentence[match.end() :])[0]
    if anywhere and (NOT.search(before) or NOT.search(after)):
        return True
    close = " ".join(before.split()[-REACH:])
    return bool(NOT.search(close) or EXCLUDED.match(after))


def _slip(word: str, meant: str) -> bool:
    """Whether a letter was left out, added, or swapped with the next; first and last letter stand."""
    if word[:1] != meant[0] or word[-1:] != meant[-1] or word == meant or abs(len(word) - len(meant)) > 1:
        return False
    if len(word) != len(meant):
        short, long = sorted((word, meant), key=len)
        return any(long[:place] + long[place + 1 :] == short for place in range(1, len(long) - 1))
    apart = [place for place, (one, other) in enumerate(zip(word, meant, strict=True)) if one != other]
    return len(apart) == 2 and word[apart[0] : apart[1] + 1] == meant[apart[0] : apart[1] + 1][::-1]
