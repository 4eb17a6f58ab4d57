"""Groups as texts: their natural order, and bands such as 5-10 of which a spreadsheet has made dates."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pandas as pd

from ..words.calendar_words import bare, month_of
from ..words.numbers import Decimal, parse_numbers, plain
from .wave_order import natural, wave_order

MOST_GROUPS = 1_000  # more are keys, which nobody reads in their order
_MOST_MADE = 12  # bands of one question
_NUMBER = r"\d+(?:[.,]\d+)?"
_WORDS = r"[^\W\d_]+(?:['’ ][^\W\d_]+)*"
_BANDS = (
    rf"{_NUMBER} ?(?:[-–—−/]|to|a|al|y|i|and|și|şi|până la|fins a|hasta|bis) ?{_NUMBER}(?:\D.*)?",  # 1-4, 1 to 4 visits
    rf"{_NUMBER} ?\+(?:\D.*)?",
    rf"(?:[<>≤≥]=?|{_WORDS}) ?{_NUMBER}(?: {_WORDS})?",  # <5, over 3 years
    rf"{_NUMBER}(?: {_WORDS})?",  # 0, 25 or more
)
_DAY_MONTH = r"(?P<day>\d{1,2})[-/. ](?P<month>[^\W\d_]{3,})\.?"
_MONTH_YEAR = r"(?P<month>[^\W\d_]{3,})\.?[-/. ](?P<day>\d{2})"
_STORED = r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?: 00:00:00)?"
_WRITTEN = r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>\d{4})"


def group_order(words: Iterable[str]) -> list[str] | None:
    """The order of groups where it is another than the alphabet's: numbers as numbers, the calendar as it runs."""
    words = list(words)
    if len(words) > MOST_GROUPS or not any(sign.isdecimal() for word in words for sign in word):
        return None
    by_letters = sorted(words)
    numbers = parse_numbers(pd.Series(words, dtype="str"), Decimal())
    if not pd.isna(numbers).any():
        order = [word for _, word in sorted(zip(numbers, words, strict=True))]
    else:
        order, sure = wave_order(words)
        order = order if sure else sorted(words, key=natural)
    return None if order == by_letters else order


def bands_made_dates(words: Iterable[str]) -> dict[str, str]:
    """Words that a spreadsheet has made of bands, and the bands; nothing where no bands stand beside them."""
    words = list(words)
    if len(words) > MOST_GROUPS:
        return {}
    made = {word: band for word in words if (band := _band_of(word))}
    if not 0 < len(made) <= _MOST_MADE:
        return {}
    others = [word for word in words if word not in made]
    bands = [word for word in others if any(re.fullmatch(pattern, word, re.IGNORECASE) for pattern in _BANDS)]
    days = {word for word in made if re.fullmatch(_DAY_MONTH, word)}
    mixed = 0 < len(days) < len(made) and all(re.fullmatch(_MONTH_YEAR, word) for word in set(made) - days)
    return made if bands or mixed else {}


def _band_of(word: str) -> str:
    """The band from which a date was made: two numbers, of which the first is the smaller."""
    for pattern in (_DAY_MONTH, _MONTH_YEAR, _STORED, _WRITTEN):
        found = re.fullmatch(pattern, word)
        if not found:
            continue
        parts = found.groupdict()
        month = int(parts["month"]) if parts["month"].isdecimal() else month_of(bare(parts["month"]))
        day = int(parts["day"])
        if month and 1 <= month <= 12 and "year" in parts and day == 1:
            day = int(parts["year"]) % 100 or 1  # 11-24 is November 2024, which is stored as its first day
        return "-".join(plain(end) for end in sorted((day, month))) if month and day and month <= 12 else ""
    return ""


def labels_mend(words: Iterable[str], made: dict[str, str]) -> str:
    """The labels that give back the bands and put them in order."""
    named = sorted({word: made.get(word, word) for word in words}.items(), key=lambda pair: _first(pair[1]))
    listed = ", ".join(f'"{word}" = "{band}"' for word, band in named)
    return f"If so, write labels = {{ {listed} }}."


def _first(band: str) -> tuple[float, str]:
    found = re.search(r"\d+(?:[.,]\d+)?", band)
    number = float(found[0].replace(",", ".")) if found else -1.0
    under = re.match(r"<|under|below|less|up to|menos|hasta|menys|fins|sub|pân|mai pu", band, re.IGNORECASE)
    return number - (0.5 if under else 0), band
