"""The words of a comment in Spanish, Catalan, Romanian or English, and the spellings that count as one."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
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


def pattern_of(entries: str | Iterable[str]) -> re.Pattern:
    """A pattern that finds any entry of a list in words folded and joined by blanks."""
    listed = entries.split() if isinstance(entries, str) else entries
    parts = [re.escape(folded(one.rstrip("*").replace("_", " "))) + r"\S*" * one.endswith("*") for one in listed]
    return re.compile(rf"(?<!\S)(?:{'|'.join(parts)})(?!\S)")
