"""Which rows of a file are looked at: those that fulfil every condition of study.toml, on the cells as they stand."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from ...errors import CXError
from ...locale import say
from ...text import count, either
from ..contract.near_names import near_heads
from ..contract.roles import STAFF
from ..dates.parsing import parse_dates
from ..words.cells import BLANKS, Cells
from ..words.numbers import Decimal, parse_numbers, plain

if TYPE_CHECKING:
    from ..contract.models import TableContract
    from .readers import RawTable


_NUMERIC_DATE = r"\d{1,2}[./-]\d{1,2}[./-]"


def keep_rows(raw: RawTable, table: TableContract) -> None:
    """Take the rows out of a file's table that do not fulfil the conditions, and count them.

    Raises
    ------
    CXError
        Where a column is not there, or has words where numbers are compared.
    """
    if not table.rows:
        return
    kept = np.ones(len(raw.rows), dtype=bool)
    for head, condition in table.rows.items():
        cells = raw.cells.get(head.strip(BLANKS))
        if cells is None:
            raise CXError(f'rows: no column "{head}" in "{raw.file}".', near_heads(head, raw.headers))
        secret = table.kind in STAFF
        if isinstance(condition, dict) and datetime.date in map(type, condition.values()):
            kept &= _days(cells, condition, head, table, secret=secret)[cells.codes]
        else:
            kept &= _fulfils(cells, condition, head, secret=secret)[cells.codes]
    raw.left_out += int((~kept).sum())
    raw.leave_out(~kept)


def _fulfils(cells: Cells, condition: Any, head: str, *, secret: bool) -> np.ndarray:
    """Which of the different cells fulfil a condition; an empty one is none of the values that are listed."""
    if isinstance(condition, list):
        return _among(cells, condition)
    if "not" in condition:
        return ~_among(cells, condition["not"])
    numbers = parse_numbers(cells.words, Decimal())
    words = np.isnan(numbers) & (cells.words != "").to_numpy(dtype=bool)
    if words.any():
        shown = "" if secret else f' ("{cells.words[words].iloc[0][:40]}")'
        problem = f'rows: "{head}" has words where numbers are compared{shown}.'
        raise CXError(problem, "List the values that are kept, or those that are not: { not = [...] }.")
    low, high = condition.get("from", -np.inf), condition.get("to", np.inf)
    return (numbers >= low) & (numbers <= high)


def _days(cells: Cells, condition: Mapping[str, Any], head: str, table: TableContract, *, secret: bool) -> np.ndarray:
    """Which of the different cells are dates from a day to another, both included; the piece of a file is no matter."""
    own = [column.format for column in table.columns.values() if column.source.strip(BLANKS) == head.strip(BLANKS)]
    layout = own[0] if own else None
    filled = (cells.words != "").to_numpy(dtype=bool)
    dates = parse_dates(cells.words, layout).values
    open_ = filled & np.isnat(dates)
    if layout is None:  # which part is the day must not depend on the other dates
        open_ |= filled & cells.words.str.match(_NUMERIC_DATE).to_numpy(dtype=bool)
    if open_.any():
        shown = "" if secret else f' ("{cells.words[open_].iloc[0][:40]}")'
        mend = 'Describe the column with role = "time" and its format, such as format = "%d/%m/%Y".'
        raise CXError(f'rows: "{head}" has cells that are no sure dates{shown}.', mend)
    days = dates.astype("datetime64[D]")
    low, high = (np.datetime64(condition.get(key, end)) for key, end in (("from", "0001-01-01"), ("to", "9999-12-31")))
    return (days >= low) & (days <= high)


def _among(cells: Cells, codes: list) -> np.ndarray:
    words = [code.strip(BLANKS) if isinstance(code, str) else plain(code) for code in codes]
    numbers = [code for code in codes if not isinstance(code, str)]
    found = cells.words.isin(words).to_numpy(dtype=bool)
    return found | np.isin(parse_numbers(cells.words, Decimal()), numbers) if numbers else found


def note_on_rows(table: TableContract, file: str, kept: int, left_out: int) -> tuple[str, ...]:
    """How many rows of a file are looked at; nothing where no condition is made.

    Raises
    ------
    CXError
        Where there is none.
    """
    if not table.rows:
        return ()
    if not kept:
        raise CXError(f'rows: no row of "{file}" fulfils the conditions.', "Look at the values that the columns have.")
    told = "; ".join(f"{head} {_told(condition)}" for head, condition in table.rows.items())
    note = say(
        '"{file}": {kept} of {all} rows are looked at ({conditions}).',
        file=file,
        kept=count(kept),
        all=count(kept + left_out),
        conditions=told,
    )
    return (note,)


def _told(condition: list | Mapping[str, Any]) -> str:
    if isinstance(condition, list):
        return say("is {values}", values=either([_value(code) for code in condition]))
    if "not" in condition:
        return say("is not {values}", values=either([_value(code) for code in condition["not"]]))
    low, high = (_value(condition[key]) if key in condition else None for key in ("from", "to"))
    if low and high:
        return say("from {low} to {high}", low=low, high=high)
    return say("from {low}", low=low) if low else say("to {high}", high=high)


def _value(code: Any) -> str:
    if isinstance(code, datetime.date):
        return f"{code:%Y-%m-%d}"
    return f'"{code}"' if isinstance(code, str) else plain(code)
