"""The ends of a scale as heads and wordings write them: (0-10), from 1 to 5, (10 = worst)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..study.words.meanings import side
from .seen import Seen

_SEPARATOR = r"\s*(?:[-–—…]|\.\.+|a\b|to\b|al\b|la\b|fins a\b|până la\b|tot\b|bis\b|até\b|à\b)\s*"
_ENDS = re.compile(  # (0-10), (1 to 5; 0 = not used), from 1 to 5, overall_0_10; the fifth part of Q1_1_5 is no scale
    rf"[(\[]\s*([01]){_SEPARATOR}(\d{{1,3}})(?![\d/%]|[.,]\d)|"
    r"(?<![\w.,/])([01])\s+(?:a|to|al|la|fins a|până la|tot|bis|até|à)\s+(\d{1,3})(?![\d/]|[.,]\d|\s*(?:%|min|h\b))|"
    r"(?<=_)(0)_(10)$"
)
EXPLAINED = re.compile(r"(\d{1,3})\s*[=:–-]\s*([^;,=\d)\]]+)")


def ends_in(text: str) -> set[tuple[float, ...]]:
    """The ends of scales that a text writes out."""
    return {tuple(map(float, filter(None, found))) for found in _ENDS.findall(text)}


def end_named(columns: Sequence[Seen], ends: tuple[float, float]) -> tuple[float, str] | None:
    """The one end that all heads explain, and its words, where these call the highest answer bad or the lowest good."""
    found = {(float(code), word.strip()) for column in columns for code, word in EXPLAINED.findall(column.words)}
    if len(found) != 1 or any(not EXPLAINED.search(column.words) for column in columns):
        return None
    ((number, word),) = found
    wrong = {ends[1]: -1, ends[0]: 1}.get(number)
    return (number, word) if wrong and side(word, "quality") == wrong else None
