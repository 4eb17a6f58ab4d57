"""Employees who skip a question: a model of complete rows would tell of them by what all others add to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any, TypeVar

import pandas as pd

from ..locale import say_number
from ..results import Result
from ..text import count
from .marks import is_together
from .narwhals_adapter import Table

DIGITS = 3  # as tables print what is no sum
AResult = TypeVar("AResult", bound=Result)


def with_skipped_filled(data: Table, columns: Sequence[str]) -> tuple[Table, list[str]]:
    """Rows of employees where a skipped answer counts as the given one nearest to the mean of its column, and a note.

    Cross-products of whole numbers give away the numbers' sums; those of complete rows, taken from the sums of each
    column, would be what those answered who skipped another. So nobody is left out who answered one of the columns.
    Other tables stay as they are.
    """
    if not is_together(data) or not isinstance(data, pd.DataFrame):
        return data, []
    given = data[list(columns)]
    gaps = given.isna()
    gaps = gaps[~gaps.all(axis=1)]
    if not (partly := int(gaps.any(axis=1).sum())):
        return data, []
    filled = data.copy()
    for name in columns:
        if gaps[name].any() and len(own := given[name].dropna()):
            filled.loc[gaps.index[gaps[name]], name] = own.loc[(own - own.mean()).abs().idxmin()]
    note = say_number(
        "{n} person skipped a part of the questions. Leaving them out would tell of them: what they skipped "
        "counts as the answer nearest to the mean.",
        "{n} people skipped a part of the questions. Leaving them out would tell of them: what they skipped counts as "
        "the answer nearest to the mean.",
        partly,
        n=count(partly),
    )
    return filled, [note]


def in_print(table: pd.DataFrame, *columns: str, together: bool) -> pd.DataFrame:
    """Of employees, what is no sum in the digits that people read; all columns of fractions where none is named."""
    told = [*(columns or table.select_dtypes("float"))] if together else []
    return table.round(dict.fromkeys(told, DIGITS))


def printed(result: AResult, *, data: Table) -> AResult:
    """A result of employees' answers in the digits that people read: every fraction in its table and beside it."""
    if not is_together(data):
        return result
    return replace(result, **{one.name: _rounded(getattr(result, one.name)) for one in fields(result)})


def _rounded(value: Any) -> Any:
    """A frame, a fraction or a result in these digits; whatever else stays."""
    if isinstance(value, pd.DataFrame):
        return in_print(value, together=True)
    if isinstance(value, Result):
        return replace(value, table=in_print(value.table, together=True))
    return round(value, DIGITS) if isinstance(value, float) else value
