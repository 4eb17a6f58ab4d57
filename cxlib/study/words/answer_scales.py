"""Answers in words ("Very satisfied") read as numbers where one usual scale explains them all."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache

from . import answer_words, answer_words_brought

# satisfecho/a, mulțumit(ă), satisfait(e)
_GENDER = re.compile(r"(?<=\w)(?:/-?[ao]s?|\((?:-?[ao]|e)s?\)|[.·]es?)(?=\W|$)")


def plain_words(text: str) -> str:
    """A text as the vocabulary knows it: small letters without accents, single blanks, one form for both genders."""
    text = text.replace("’", "'").replace("_", " ")
    if text.isascii():
        text = text.lower()
    else:
        text = unicodedata.normalize("NFKD", text).casefold()
        text = "".join(sign for sign in text if not unicodedata.combining(sign))
    return " ".join(_GENDER.sub("", text).strip(" .!").split())


def listed_words(text: str) -> list[str]:
    """The words between the bars of a text of several lines, as the lists of words are written."""
    return [word.strip() for word in " ".join(text.split()).split("|") if word.strip()]


@cache
def _scales() -> list[list[dict[str, str]]]:
    """The scales of all languages; each answer maps its plain words to the words as written."""
    lists = (
        *(answer_words.ENGLISH, answer_words.SPANISH, answer_words.CATALAN, answer_words.ROMANIAN),
        *(answer_words_brought.FRENCH, answer_words_brought.GERMAN, answer_words_brought.PORTUGUESE),
        *(answer_words_brought.ITALIAN, answer_words_brought.DUTCH),
    )
    scales = [scale for words in lists for scale in words.strip().removeprefix("- ").split("\n- ")]
    return [
        [{plain_words(word): word for word in " ".join(answer.split()).split("|")} for answer in scale.split(" > ")]
        for scale in (" ".join(scale.split()) for scale in scales)
    ]


def read_words(words: Iterable[str], scale: list[float]) -> list[dict[str, int]]:
    """Every way in which a usual scale of as many points explains all the words: word to number.

    Two different answers never stand for one number. Nothing is returned for a scale whose ends are
    no whole numbers.
    """
    low, high = scale
    if low % 1 or high % 1:
        return []
    plain = {word: plain_words(word) for word in words}
    found: list[dict[str, int]] = []
    for answers in _scales():
        if len(answers) != high - low + 1:
            continue
        place = {word: int(low) + number for number, answer in enumerate(answers) for word in answer}
        reading = {word: place[known] for word, known in plain.items() if known in place}
        told_apart = len(set(reading.values())) == len({_stem(plain[word]) for word in reading})
        if len(reading) == len(plain) and reading and told_apart and reading not in found:
            found.append(reading)
    return found


def lengths(words: Iterable[str]) -> dict[int, dict[str, int]]:
    """The lengths of usual scales that explain all the words, and the first reading by each, from 1 on."""
    words = list(words)
    found = {length: read_words(words, [1, length]) for length in sorted({len(scale) for scale in _scales()})}
    return {length: readings[0] for length, readings in found.items() if readings}


def _stem(word: str) -> str:
    """Satisfecho and satisfecha, mulțumit and mulțumită, satisfait and satisfaite are one answer."""
    return " ".join(re.sub(r"(?<=\w{3})[aoe]$", "", part) for part in word.split())


def written_labels(reading: Mapping[str, float]) -> str:
    """A reading as study.toml writes it, from the lowest number to the highest."""
    pairs = sorted(reading.items(), key=lambda pair: (pair[1], pair[0]))
    return "labels = { " + ", ".join(f'"{word}" = {number}' for word, number in pairs) + " }"


def usual_scale(reading: dict[str, int], scale: list[float]) -> str:
    """The whole scale that a reading follows, spelt out from its lowest answer to its highest."""
    low = int(scale[0])
    words = {plain_words(word): number for word, number in reading.items()}
    for answers in _scales():
        if len(answers) == scale[1] - low + 1 and all(
            low <= number <= scale[1] and word in answers[number - low] for word, number in words.items()
        ):
            return ", ".join(f"{low + place} {next(iter(answer.values()))}" for place, answer in enumerate(answers))
    return ""
