"""Text whose every line is one cell in quotation marks: a spreadsheet saved what it had not parted."""

from __future__ import annotations

import csv
import re

_SHOWN, _LOOKED_AT = 65_536, 100  # bytes and lines that show it
_FEWEST = 3  # lines that show it
_WHOLE = re.compile(rb'"(?:[^"]|"")*"\r?\n?')
_USUAL = 0.9


def without_outer_quotes(data: bytes, delimiters: tuple[str, ...]) -> bytes:
    """The lines without the quotation marks around each, where a delimiter within parts nearly all alike.

    A single column of texts stays as it is: its head has no delimiter, or its texts have other numbers of them.
    """
    first = data[:_SHOWN].splitlines(keepends=True)
    lines = [line for line in first[: -1 if len(data) > _SHOWN else None][:_LOOKED_AT] if line.strip()]
    if len(lines) < _FEWEST or not all(_WHOLE.fullmatch(line) for line in lines):
        return data
    texts = [_inner(line).decode("utf-8", errors="replace") for line in lines]
    for sign in delimiters:
        widths = [len(record) for record in csv.reader(texts, delimiter=sign)]
        if widths[0] > 1 and widths.count(widths[0]) >= _USUAL * len(widths):
            every = data.splitlines(keepends=True)
            return b"".join(_inner(line) if _WHOLE.fullmatch(line) else line for line in every)
    return data


def _inner(line: bytes) -> bytes:
    bare = line.rstrip(b"\r\n")
    return bare[1:-1].replace(b'""', b'"') + line[len(bare) :]
