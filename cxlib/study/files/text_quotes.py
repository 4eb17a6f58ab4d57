"""Quotation marks of a delimited text: none may be astray."""

from __future__ import annotations

import csv
import io
from contextlib import contextmanager

import numpy as np

from ...errors import CXError
from .access import MAX_FILE

_AT_ONCE = 1 << 19  # bytes, so few that the processor has them at hand


def number_of(sign: bytes, data: bytes) -> int:
    """How often a sign stands in a text; where it does in every line, `bytes.count` takes four times as long."""
    signs = np.frombuffer(data, dtype=np.uint8)
    return sum(
        int(np.count_nonzero(signs[start : start + _AT_ONCE] == sign[0])) for start in range(0, len(signs), _AT_ONCE)
    )


def lines_of(data: bytes) -> io.TextIOWrapper:
    """UTF-8 as lines, without a second copy of it."""
    return io.TextIOWrapper(io.BytesIO(data), encoding="utf-8", newline="")


@contextmanager
def cells_of_any_length():
    """The csv module stops at cells of 131,072 characters; too long ones are reported elsewhere."""
    limit = csv.field_size_limit(MAX_FILE)
    try:
        yield
    finally:
        csv.field_size_limit(limit)


def check_quotes(data: bytes, delimiter: str, name: str) -> None:
    """Refuse a quotation mark that is never closed: it would swallow the rows below it."""
    if b'"' not in data or _quotes_in_pairs(data, delimiter):
        return
    number = 1
    try:
        with cells_of_any_length():
            for _ in csv.reader(lines_of(data), delimiter=delimiter, strict=True):
                number += 1
    except csv.Error:
        mend = "Close every quotation mark, and double those inside a text, or save the file anew."
        raise CXError(f'"{name}": row {number:,} has a quotation mark astray.', mend) from None


def _quotes_in_pairs(data: bytes, delimiter: str) -> bool:
    """Whether each first mark of a pair opens a cell, and each second one closes it or doubles the first of the next.

    Then none is astray. Where it is not so, the marks may still be sound, as in 5" within a cell without quotes.
    """
    signs = np.frombuffer(data, dtype=np.uint8)
    ends = np.frombuffer((delimiter + '\r\n"').encode(), dtype=np.uint8)
    bounds = np.zeros(256, dtype=bool)
    bounds[ends] = True
    opened = True
    for start in range(0, len(signs), _AT_ONCE):
        marks = np.flatnonzero(signs[start : start + _AT_ONCE] == ord('"')) + start
        opening, closing = (marks[::2], marks[1::2]) if opened else (marks[1::2], marks[::2])
        before, after = signs[opening[opening > 0] - 1], signs[closing[closing < len(signs) - 1] + 1]
        if not (bounds[before].all() and bounds[after].all()):
            return False
        opened ^= bool(len(marks) % 2)
    return opened
