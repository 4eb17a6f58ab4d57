"""Answers in words ("Very satisfied") read as numbers where one usual scale explains them all."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache

from . import answer_words, answer_words_brought

# satisfecho/a, mulțumit(ă), satisfait(e)
_GENDER = re.compile(r"(?<=\w)(?:/-?[ao]s?|\((?:-?[ao]|e)s?\)|[.·]es?)(?=\W|$)")

_STROKED = str.maketrans("łıđø", "lido")  # letters whose sign cannot be taken off


def plain_words(text: str) -> str:
    """A text as the vocabulary knows it: small letters without accents, single blanks, one form for both genders."""
    text = text.replace("’", "'").replace("_", " ")
    if text.isascii():
        text = text.lower()
    else:
        text = unicodedata.normalize("NFKD", text).casefold().translate(_STROKED)
        text = "".join(sign for sign in text if not unicodedata.combining(sign))
    return " ".join(_GENDER.sub("", text).strip(" .!").split())


def listed_words(text: str) -> list[str]:
    """The words between the bars of a text of several lines, as the lists of words are written."""
    return [word.strip() for word in " ".join(text.split()).split("|") if word.strip()]


@cache
def _languages() -> list[list[list[dict[str, str]]]]:
    """The scales of each language; each answer maps its plain words to the words as written."""
    lists = (
        *(answer_words.ENGLISH, answer_words.SPANISH, answer_words.CATALAN, answer_words.ROMANIAN),
        *(answer_words_brought.FRENCH, answer_words_brought.GERMAN, answer_words_brought.PORTUGUESE),
        *(answer_words_brought.ITALIAN, answer_words_brought.DUTCH),
        *(answer_words_brought.POLISH, answer_words_brought.TURKISH),
    )
    return [
        [
            [{plain_words(word): word for word in " ".join(answer.split()).split("|")} for answer in scale.split(" > ")]
            for scale in (" ".join(scale.split()) for scale in words.strip().removeprefix("- ").split("\n- "))
        ]
        for words in lists
    ]


@cache
def _scales() -> list[list[dict[str, str]]]:
    """The scales of all languages."""
    return [scale for scales in _languages() for scale in scales]


def read_words(words: Iterable[str], scale: list[float]) -> list[dict[str, int]]:
    """Every way in which a usual scale of as many points explains all the words: word to number.

    Two different answers of a language never stand for one number. Nothing is returned for a scale whose ends are
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
        if len(reading) == len(plain) and reading and _told_apart(reading, plain) and reading not in found:
            found.append(reading)
    return found or _in_several_languages(plain, int(low), int(high))


def _in_several_languages(plain: Mapping[str, str], low: int, high: int) -> list[dict[str, int]]:
    """The one way in which usual scales of several languages together explain all the words, else none.

    Of each language the scale that has the most of them is taken; one of these must be given whole, and no two may
    differ in a word that both have, as "neutral".
    """
    chosen: list[dict[str, int]] = []
    for scales in _languages():
        readings = [
            {word: low + place for place, one in enumerate(scale) for word, known in plain.items() if known in one}
            for scale in scales
            if len(scale) == high - low + 1
        ]
        readings = [reading for reading in readings if reading and _told_apart(reading, plain)]
        best = [reading for reading in readings if len(reading) == max(map(len, readings))]
        if any(reading != best[0] for reading in best):
            best = [reading for reading in best if len(set(reading.values())) == high - low + 1][:1]
        chosen += best[:1]
    told = [(word, number) for reading in chosen for word, number in reading.items()]
    found = dict(told)
    own = [len(reading) for reading in chosen if not reading.keys() <= _others(chosen, reading)]
    whole = any(len(set(reading.values())) == high - low + 1 for reading in chosen)
    one = all(found[word] == number for word, number in told)
    return [found] if len(own) > 1 and whole and one and len(found) == len(plain) else []


def _told_apart(reading: Mapping[str, int], plain: Mapping[str, str]) -> bool:
    """Whether each number has one answer, in whatever gender."""
    return len(set(reading.values())) == len({_stem(plain[word]) for word in reading})


def _others(chosen: list[dict[str, int]], reading: dict[str, int]) -> set[str]:
    return {word for other in chosen if other is not reading for word in other}


@cache
def _answers() -> frozenset[str]:
    return frozenset(word for scale in _scales() for answer in scale for word in answer)


def is_answer(words: str) -> bool:
    """Whether words are an answer of some usual scale."""
    return plain_words(words) in _answers()


def end_in_common(words: Iterable[str]) -> bool:
    """Whether words of several languages are all the best answer of usual scales, or all the worst."""
    plain = [plain_words(word) for word in words]
    spoken = [
        {language for language, scales in enumerate(_languages()) for scale in scales if word in scale[end]}
        for end in (0, -1)
        for word in plain
    ]
    for found in (spoken[: len(plain)], spoken[len(plain) :]):
        if all(found) and len(set().union(*found)) >= len(plain) and not set.intersection(*found):
            return True
    return False


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
