"""Answers that people typed where a number was asked: 10!!, eight, 7/10, and 8 or 9, which is no one number."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from ..study.words.answer_scales import plain_words
from ..study.words.meanings import told_number, with_its_scale

_WORDS = """
zero one two three four five six seven eight nine ten
cero uno dos tres cuatro cinco seis siete ocho nueve diez
zero un dos tres quatre cinc sis set vuit nou deu
zero unu doi trei patru cinci sase sapte opt noua zece
zero um dois tres quatro cinco seis sete oito nove dez
zero un deux trois quatre cinq six sept huit neuf dix
zero uno due tre quattro cinque sei sette otto nove dieci
null eins zwei drei vier funf sechs sieben acht neun zehn
nul een twee drie vier vijf zes zeven acht negen tien
"""
_ALONE = re.compile(
    r"\W*(?:(?:an?|un[ao]?|uma?|ein|een|about|solid) )?(\d{1,2}|[a-z]{2,8})"
    r"(?: (?:points?|pts|punt[oe]?s|puncte|pontos))?\W*"
)
_TWO = re.compile(
    r"\W*(?:entre |between |intre |zwischen )?(?:\d{1,2}|[a-z]{2,8}) ?"
    r"(?:/|-|–|,|\b(?:o|or|ou|u|sau|oder|of|i|y|e|and|si|und|a|to|la|bis)\b) ?(?:\d{1,2}|[a-z]{2,8})\W*"
)


_MOSTLY = 0.6  # the share of plain numbers from which on other answers are read as numbers that somebody typed
_TOPS = (5, 7, 10)  # of scales


def typed_numbers(answers: Mapping[str, int], numeric: Mapping[str, float]) -> dict[str, float]:
    """Answer → number, of those that are plainly one and not written so, where most answers are numbers up to 10.

    `answers` counts each answer, `numeric` has its number, NaN where it is written otherwise.
    """
    bare = {word: numeric[word] for word in answers if numeric[word] == numeric[word]}
    others = [word for word in answers if word not in bare and told_number(word) is None]
    if not others or sum(map(answers.__getitem__, bare)) <= _MOSTLY * sum(answers.values()) or min(bare.values()) < 0:
        return {}
    top = next((end for end in _TOPS if end >= max(bare.values())), None)
    found = {word: loose_number(word, top) for word in others} if top else {}
    return {word: number for word, number in found.items() if number is not None}


@cache
def _named() -> dict[str, int]:
    lines = _WORDS.strip().splitlines()
    return {word: number for line in lines for number, word in enumerate(line.split())}


def loose_number(word: str, top: float) -> float | None:
    """The number from 0 to `top` that an answer plainly is, though it is not written as one; None for any other."""
    rated = with_its_scale(word)
    if rated is not None:
        return rated[0] if rated[1] == top else None
    found = _ALONE.fullmatch(plain_words(word))
    number = None if found is None else _number(found[1])
    return float(number) if number is not None and number <= top else None


def names_two(word: str) -> bool:
    """Whether an answer names two numbers, of which nobody knows the one that is meant: 8 or 9, 7-8."""
    parts = re.findall(r"\d{1,2}|[a-z]{2,8}", plain_words(word))
    numbers = [number for part in parts if (number := _number(part)) is not None]
    return len(numbers) == 2 and _TWO.fullmatch(plain_words(word)) is not None


def _number(word: str) -> int | None:
    return int(word) if word.isdecimal() else _named().get(word)
