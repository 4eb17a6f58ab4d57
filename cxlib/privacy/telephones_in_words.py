"""Telephone numbers put into words, in four languages: "seis tres nueve, cuarenta y dos, diecisiete, cero ocho"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise

from .pieces_of_text import CALLS, ORDERED


def _values(*lines: str) -> dict[str, int]:
    """Word → number, each line counted on from the one before it."""
    return {word: value for value, line in enumerate(lines) for word in line.split("/")}


_ONES = _values(
    *("zero/oh/o/nought/cero", "one/uno/un/u/unu/una", "two/dos/doi/doua/dues", "three/tres/trei"),
    *("four/cuatro/quatre/patru", "five/cinco/cinc/cinci", "six/seis/sis/sase", "seven/siete/set/sapte"),
    *("eight/ocho/vuit/opt", "nine/nueve/nou/noua"),
)
_TEENS = {
    word: 10 + value
    for word, value in _values(
        *("ten/diez/deu/zece", "eleven/once/onze/unsprezece/unspe", "twelve/doce/dotze/doisprezece/doispe"),
        *("thirteen/trece/tretze/treisprezece/treispe", "fourteen/catorce/catorze/paisprezece/paispe"),
        *("fifteen/quince/quinze/cincisprezece/cinspe", "sixteen/dieciseis/setze/saisprezece/saispe"),
        *("seventeen/diecisiete/disset/saptesprezece/saptespe", "eighteen/dieciocho/divuit/optsprezece/optspe"),
        "nineteen/diecinueve/dinou/nouasprezece/nouaspe",
    ).items()
} | {"veintiuno": 21, "veintidos": 22, "veintitres": 23, "veinticuatro": 24, "veinticinco": 25,
     "veintiseis": 26, "veintisiete": 27, "veintiocho": 28, "veintinueve": 29}  # fmt: skip
_TENS = {
    word: 10 * value
    for word, value in _values(
        *("", "", "twenty/veinte/vint/douazeci", "thirty/treinta/trenta/treizeci", "forty/cuarenta/quaranta/patruzeci"),
        *("fifty/cincuenta/cinquanta/cincizeci", "sixty/sesenta/seixanta/saizeci", "seventy/setenta/saptezeci"),
        *("eighty/ochenta/vuitanta/optzeci", "ninety/noventa/noranta/nouazeci"),
    ).items()
    if word
}
_HUNDREDS = {
    word: 100 * value
    for word, value in _values(
        *("", "cien/ciento/cent", "doscientos", "trescientos", "cuatrocientos", "quinientos", "seiscientos"),
        *("setecientos", "ochocientos", "novecientos"),
    ).items()
    if word
}
_TIMES_HUNDRED = {"hundred", "sute", "suta", "cents", "centes"}
_TWICE = {"double": 2, "doble": 2, "dublu": 2, "triple": 3, "triplu": 3}
_AND = {"y", "i", "si", "and"}
_SIMPLE = _ONES | _TEENS | _TENS | _HUNDREDS
_BY_HUNDRED = {*_HUNDREDS, *_TIMES_HUNDRED}
_ROUND = {*_TENS, *_BY_HUNDRED}
NUMBERS = frozenset({*_ONES, *_TEENS, *_TENS} - {"o", "oh", "u"})  # that no other words are
WORDS = frozenset({*_SIMPLE, *_TIMES_HUNDRED, *_TWICE, *_AND})

_WORD = re.compile(r"[^\W\d_]+")
_MOST = 30  # words of a telephone number
_SIGN = re.compile(r"\s*(?:[,;/…-]|\.{2,3}|\.(?=\s+[^\W\dA-ZÀ-ÝȘȚ_]))?\s*").fullmatch
_AMOUNT = re.compile(  # money, or a number that goes on in thousands
    r"\s*(?:de |of )?(?:euros?|eur|lei|ron|pounds?|quid|dollars?|pesetas|pessetes|c[eé]ntim\w+|pence"
    r"|thousand|million\w*|mil|mii|mie|milion\w*|mill[oó]\w*|milione\w*|percent|per cent|por ciento"
    r"|la sut[aă])\b|\s*[\d€$£%]",
    re.IGNORECASE,
).match
_BEFORE = re.compile(r"(?:\b(?:thousand|mil|mii|mie|million|milioane|millones|milions)|[\d€$£])\s*$", re.IGNORECASE)
_HOURS = re.compile(r"\b(?:at|las|les|ora|orele)\s*$", re.IGNORECASE)
_NUMBER = re.compile(r"\b(?:n[uú]mero|number|num[aă]r\w*|apunt\w*|anot\w+|nota[tț]i|noteu|fijo|fix)\b", re.IGNORECASE)


def bare(word: str) -> str:
    """The word in small letters without its accents."""
    small = word.lower()
    return small if small.isascii() else re.sub(r"[\u0300-\u036f]", "", unicodedata.normalize("NFD", small))


@lru_cache(maxsize=50_000)
def of_numbers(piece: str) -> bool:
    """Whether a piece between blanks has words for numbers and none else: "vint-i-dos,"."""
    words = _WORD.findall(piece)
    return bool(words) and all(bare(word) in WORDS for word in words)


def without_spoken(text: str, taken: Callable) -> str:
    """The text without telephone numbers put into words: rows of at least eight digits, and as many as one has."""
    if sum(map(of_numbers, text.split())) < 4:
        return text
    words = list(_WORD.finditer(text))
    named = [bare(word[0]) for word in words]
    parts, at, start = [], 0, 0
    while start < len(words):
        end = _end_of_row(text, words, named, start)
        if 4 <= end - start <= _MOST:
            begin, close = words[start].start(), words[end - 1].end()
            if _is_telephone(text, begin, close, named[start:end], words[start:end]):
                parts += [text[at:begin], taken("phone", text[begin:close])]
                at = close
        start = max(end, start + 1)
    return "".join([*parts, text[at:]])


def _end_of_row(text: str, words: list[re.Match], named: list[str], start: int) -> int:
    """The place behind the last word of a row of numbers; "and" stands within a number only."""
    end = start
    while end < len(words) and named[end] in WORDS and (end > start or named[end] not in _AND):
        if end > start and not _SIGN(text[words[end - 1].end() : words[end].start()]):
            break
        if named[end] in _AND and named[end - 1] not in _ROUND:
            break
        end += 1
    while end > start and (named[end - 1] in _AND or named[end - 1] in _TWICE):
        end -= 1
    return end


def _is_telephone(text: str, begin: int, close: int, named: list[str], words: list[re.Match]) -> bool:
    """Whether a row of numbers is a telephone's: no amount, no counting on, no hours, no order, of fitting length."""
    before = text[max(0, begin - 60) : begin]
    if _AMOUNT(text, close) or _BEFORE.search(before) or ORDERED.search(before):
        return False
    values = [_SIMPLE.get(name, -1) for name in named]
    all_hundreds = all({name, later} & _BY_HUNDRED for name, later in pairwise([*named, ""]))
    steps = {later - earlier for earlier, later in pairwise(values)}
    if (len(steps) == 1 and steps != {0}) or all_hundreds:  # counted on, or hundreds only
        return False
    gaps = [text[one.end() : other.start()] for one, other in pairwise(words)]
    lengths = _lengths(named, gaps)
    if _HOURS.search(before) and values[1] >= 10:  # "at six thirty, seven thirty"
        return False
    if values[0] == 0 or (values[0] < 0 and values[1] == 0):
        fits = {10, 11}
    else:
        fits = {9} if str(values[0])[0] in "6789" else set()
    called = CALLS.search(before) or _NUMBER.search(before)
    if all("," in gap for gap in gaps):  # one by one, as marks are given
        return bool(lengths & fits) and (called is not None or values[0] == 0)
    return bool(lengths & (fits | set(range(8, 16)) if called else fits))


def _lengths(named: list[str], gaps: list[str]) -> set[int]:
    """How many digits the row may be: "sixty four" is 64 or 60 and 4; what a sign parts is two numbers."""
    found, last, times = {0}, "", 1
    for place, name in enumerate(named):
        joined = place > 0 and not gaps[place - 1].strip(" -")
        if name in _AND:
            continue
        if name in _TWICE:
            times, last = _TWICE[name], ""
            continue
        if name in _TIMES_HUNDRED:
            if last not in _ONES:
                return set()
            more = {2}
        elif name in _ONES:
            within = joined and last in _ROUND
            more = {0, 1} if within and times == 1 else {times}
        elif name in _HUNDREDS:
            more = {3}
        else:
            more = {0, 2} if joined and (last in _HUNDREDS or last in _TIMES_HUNDRED) else {2}
        found = {length + one for length in found for one in more}
        last, times = name, 1
    return found
