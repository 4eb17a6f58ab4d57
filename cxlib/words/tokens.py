"""The words of a comment in Spanish, Catalan, Romanian or English, and the spellings that count as one."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ..privacy.plain_text import plain_signs, without_markup

LANGUAGES = ("es", "ca", "ro", "en")
_LETTERS = r"[^\W\d_]+"
_WORDS = {
    "ca": re.compile(rf"{_LETTERS}(?:·{_LETTERS})*"),  # l'aparell is two words, col·legi is one
    "en": re.compile(rf"{_LETTERS}(?:'{_LETTERS})?"),  # don't is one
}
_OTHER = re.compile(_LETTERS)
_DOTS = "[.•‧∙⋅・-]"  # the middle dot as keyboards have it
_GEMINATE = re.compile(rf"(?:l{_DOTS}l|L{_DOTS}L)(?=[^\W\d_])")  # a sentence that ends in l goes on with L
MOST = 200_000  # pieces of text whose words are kept in memory
_KEPT = {"n": "\u0303", "c": "\u0327"}  # ñ and ç are letters of their own, not marks on a letter


def words_of(text: str, language: str) -> list[str]:
    """The words of a text in small letters; markup, numbers and signs are none.

    >>> words_of("COL·LEGI i l'intel.ligent <b>noi</b>", "ca")
    ['col·legi', 'i', 'l', 'intel·ligent', 'noi']
    """
    plain = plain_signs(without_markup(text))
    small = plain.lower()
    if language == "ca":
        small = _GEMINATE.sub("l·l", plain).lower().replace("ŀ", "l·").replace("··", "·")
    elif language == "en":
        small = small.replace("’", "'")
    return _WORDS.get(language, _OTHER).findall(small)


class _Pieces(dict[str, tuple[str, ...]]):
    """What stands between two blanks → its words, folded; most pieces come again in the next comment."""

    def __init__(self, language: str):
        super().__init__()
        self.language = language

    def __missing__(self, piece: str) -> tuple[str, ...]:
        if len(self) > MOST:
            self.clear()
        self[piece] = words = tuple(folded(word) for word in words_of(piece, self.language))
        return words


pieces_of = cache(_Pieces)


def folded_words(text: str, language: str) -> list[str]:
    """The words of a text as `words_of` finds them, each `folded`; fast where many texts share words.

    >>> folded_words("S-a stricat; ÎNSĂ așa", "ro")
    ['s', 'a', 'stricat', 'insa', 'asa']
    """
    known = pieces_of(language)
    return [word for piece in split_text(text) for word in known[piece]]


def split_text(text: str) -> list[str]:
    """The pieces between blanks of a text without markup, as `pieces_of` knows them."""
    return (without_markup(text) if "<" in text or "&" in text else text).split()


@cache
def folded(word: str) -> str:
    """A word without the marks that people leave out: și, şi and si are one; año and ano are not.

    >>> folded("și") == folded("şi") == folded("si"), folded("año"), folded("rápido")
    (True, 'año', 'rapido')
    """
    parts = unicodedata.normalize("NFD", word)
    kept = [
        sign
        for place, sign in enumerate(parts)
        if not unicodedata.combining(sign) or _KEPT.get(parts[place - 1]) == sign
    ]
    return unicodedata.normalize("NFC", "".join(kept))


@cache
def word_lists(language: str) -> Mapping[str, Any]:
    """The open word lists of a language: ``function negation themes emotions values``."""
    return tomllib.loads((Path(__file__).parent / "lists" / f"{language}.toml").read_text(encoding="utf-8"))


@cache
def _function_words(language: str) -> frozenset[str]:
    return frozenset(map(folded, word_lists(language)["function"].split()))


def guessed_language(text: str) -> str:
    """The language whose small words stand most often in a text; empty where two are level or there is none.

    >>> guessed_language("no em van dir res de la factura"), guessed_language("ok")
    ('ca', '')
    """
    found = Counter({one: sum(folded(w) in _function_words(one) for w in words_of(text, one)) for one in LANGUAGES})
    (first, most), (_, second) = found.most_common(2)
    return first if most > second else ""
