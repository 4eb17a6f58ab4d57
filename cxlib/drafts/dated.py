"""Columns that their heads call dates and whose cells are none as they stand: months, day numbers of a spreadsheet."""

from __future__ import annotations

import re

from ..study.contract.role_meaning import named_roles
from .seen import MOST_VALUES, Seen

DATE_ROLES = ("start", "end", "opened", "closed", "time")
_COMPACT = re.compile(r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_MONTH = re.compile(r"(?:\d{1,2}[/.-])?(?:19|20)\d{2}(?:\.0)?|(?:19|20)\d{2}[/.-]\d{1,2}")


def are_day_numbers(column: Seen) -> bool:
    """Whether a column that its head calls a date has numbers of days since 1900, from 1995 to 2050."""
    named = [role for role in named_roles(column.head)[:1] if role in DATE_ROLES]
    numbers = column.numbers if named and column.kind == "number" and not column.known.labels else {}
    return bool(numbers) and min(numbers) >= 34_700 and max(numbers) < 55_000


def are_compact_days(column: Seen) -> bool:
    """Whether a column that its head calls a date has days of eight digits, such as 20241103."""
    named = [role for role in named_roles(column.head)[:1] if role in DATE_ROLES]
    words = list(column.answers)[:MOST_VALUES] if named and column.kind == "number" else []
    return bool(words) and all(_COMPACT.fullmatch(word) for word in words)


def are_months(column: Seen) -> bool:
    """Whether a column that its head calls a date has years, or months of years: 2004 and 08/2012 have no day."""
    named = [role for role in named_roles(column.head)[:1] if role in DATE_ROLES]
    words = list(column.answers)[:MOST_VALUES]
    return bool(named) and sum(_MONTH.fullmatch(word) is not None for word in words) > 0.8 * len(words) > 0
