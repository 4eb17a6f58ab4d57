"""What a student hands in, read kindly: out of lists, numpy and pandas, with a plain word where it does not fit."""

from __future__ import annotations

import math
import reprlib
from collections.abc import Sequence
from decimal import Decimal
from numbers import Real

from ..errors import nearest
from ..results import Result

DEEPEST = 4


class Unreadable(Exception):
    """The answer is not of the kind that was asked; the text says so to the student."""


def numbers(answer: object, asked: str, length: int | None = None) -> tuple[float, ...]:
    """The numbers of an answer.

    Raises
    ------
    Unreadable
        Something is no number, or there are more or fewer of them than `length`, where a length is asked for.
    """
    held = _all_given(answer, asked, length)
    return tuple(_number(item, asked) for item in held)


def words(answer: object, asked: str, length: int | None, known: Sequence[str]) -> tuple[str, ...]:
    """The words of an answer, in small letters and single blanks.

    Raises
    ------
    Unreadable
        Something is none of the `known` words, or there are more or fewer of them than `length`, where a length is
        asked for.
    """
    held = [_word(item) for item in _all_given(answer, asked, length)]
    for place, word in enumerate(held, start=1):
        if word not in known:
            raise Unreadable(f"Asked: {asked}. Number {place} is {reprlib.repr(word)}. {nearest(word, known)}")
    return tuple(held)


def _all_given(answer: object, asked: str, length: int | None) -> list:
    held = _items(answer)
    if length is not None and len(held) != length:
        raise Unreadable(f"Asked: {asked}. {_miscounted(held, length)}")
    open_places = [str(place) for place, item in enumerate(held, start=1) if item is ...]
    if open_places:
        raise Unreadable(f"Asked: {asked}. Still open: {', '.join(open_places)}.")
    return held


def _miscounted(held: list, length: int) -> str:
    if len(held) == 1 and (held[0] is None or isinstance(held[0], Result)):
        return _strange(held[0])
    # 8,33 is two numbers to Python.
    comma = " A decimal is written with a point: 8.5." if length == 1 and len(held) == 2 else ""
    count = "nothing" if not held else f"{len(held):,} {'thing' if len(held) == 1 else 'things'}"
    return f"Your answer holds {count}.{comma}"


def _items(answer: object, depth: int = 0) -> list:
    """The single things an answer holds."""
    if isinstance(answer, type) or depth > DEEPEST:
        return [answer]
    for way_out in ("to_numpy", "tolist"):
        # A table of pandas or polars becomes an array, an array or a numpy number becomes plain Python.
        if hasattr(answer, way_out):
            answer = getattr(answer, way_out)()
    if isinstance(answer, (list, tuple)):
        return [item for part in answer for item in _items(part, depth + 1)]
    return [answer]


def _number(item: object, asked: str) -> float:
    if isinstance(item, (Real, Decimal)) and not isinstance(item, bool):
        try:
            value = float(item)
        except OverflowError:
            value = math.inf
        if math.isfinite(value):
            return value
    raise Unreadable(f"Asked: {asked}. {_strange(item)}")


def _strange(item: object) -> str:
    """What a thing is that should have been a number."""
    kind = type(item).__name__
    if isinstance(item, str):
        return f"This is text: {reprlib.repr(item)}. Write the number without quotation marks, with a point: 8.5."
    if isinstance(item, bool):
        return f"This is {item}, the outcome of a comparison."
    if isinstance(item, Result):
        return 'This is a whole Result. Take what you need out of its table, for example result.table["estimate"].'
    if item is None:
        return "This is None: print(…) and the like show a number but hand nothing back."
    if kind == "NAType" or (isinstance(item, (Real, Decimal)) and item != item):
        return "This is a missing value (NaN): something went into the computation that had no answer."
    if isinstance(item, (Real, Decimal)):
        return "This is beyond all bounds: something may have been divided by zero."
    return f"This is a thing of the kind {kind}."


def _word(item: object) -> str:
    return " ".join(item.split()).casefold() if isinstance(item, str) else str(item)
