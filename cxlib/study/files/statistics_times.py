"""Times of statistics programs as text: lengths as 30:00:00, months as 2026-01, quarters as 2026-Q1."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from ..words.durations import duration_text
from ..words.numbers import plain

_ORIGINS = {"read_sav": datetime.datetime(1582, 10, 14), "read_por": datetime.datetime(1582, 10, 14)}
_BEGIN = datetime.datetime(1960, 1, 1)  # of SAS and Stata
_PARTS = {"month": (12, "-{:02}"), "quarter": (4, "-Q{}"), "half": (2, "-H{}"), "week": (52, "w{:02}")}


def time_texts(cells: Sequence[Any], kind: str, *, program: str, missing: Iterable[Sequence[Any]]) -> list[str]:
    """The numbers of a column as text; codes that the file declares missing, and what is no time, stay numbers.

    Parameters
    ----------
    cells : sequence of float
    kind : str
        "length", "month", "quarter", "half", "week" or "year"; "seconds " before it where SAS counts no days.
    program : str
        The reader of the file, which tells from where and in what the program counts.
    missing : iterable of (lowest, highest)
    """
    ranges = [part for part in missing if not any(isinstance(end, str) for end in part)]
    texts = {}
    for cell in {cell for cell in cells if cell is not None and np.isfinite(cell)}:
        code = any(low <= cell <= high for low, high in ranges)
        texts[cell] = plain(cell) if code else _text(float(cell), kind, program)
    return [texts.get(cell, "") for cell in cells]


def _text(number: float, kind: str, program: str) -> str:
    try:
        if kind == "length":
            return duration_text(number / 1000 if program == "read_dta" else number)
        if program == "read_dta":
            return _stata_period(number, kind)
        seconds = program in _ORIGINS or kind.startswith("seconds")
        day = _ORIGINS.get(program, _BEGIN) + datetime.timedelta(**{"seconds" if seconds else "days": number})
    except OverflowError:
        return plain(number)
    kind = kind.removeprefix("seconds ")
    if kind == "week":
        return f"{day.year}w{(day.timetuple().tm_yday - 1) // 7 + 1:02}"
    parts = {"month": f"-{day.month:02}", "quarter": f"-Q{(day.month + 2) // 3}", "half": f"-H{(day.month + 5) // 6}"}
    return f"{day.year}{parts.get(kind, '')}"


def _stata_period(number: float, kind: str) -> str:
    """Stata counts the periods themselves, from 1960 on; each of its years has 52 weeks."""
    if kind == "year" or not number.is_integer():
        return plain(number)
    length, form = _PARTS[kind]
    year, part = divmod(int(number), length)
    return f"{1960 + year}{form.format(part + 1)}"
