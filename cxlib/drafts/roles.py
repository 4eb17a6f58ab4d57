"""Which role a column has: by what its head and its wording name, among the roles that its values allow."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..study.contract.role_meaning import is_machine, is_personal, is_seconds, named_roles
from ..study.contract.roles import SCALED
from ..study.files.counted_rows import ANSWER
from .asking import asked_by
from .dated import DATE_ROLES, are_compact_days, are_day_numbers, are_months
from .lines import CODES, DATES, Line
from .named import KEY_ROLES, MOST_POINTS, NUMBERS, TEXTS, YES_NO, named_among
from .roles_by_kind import BY_KIND
from .seen import MOST_VALUES, Seen

_RECORD = re.compile(r"\{\s*(?:[\"']\w.*:.*)?\}|\[\s*\{.*\}\s*\]", re.DOTALL)


def lines_of(columns: Sequence[Seen], roles: Sequence[str] = ()) -> list[Line]:
    """A line for each column of a file, in its order; codes that may be ratings have no role yet.

    Columns whose `roles` are known already, empty for the others, keep them.
    """
    known = roles or [""] * len(columns)
    return [
        Line(columns=[column], role=role, left_out="declared") if role else _line(column, place)
        for place, (column, role) in enumerate(zip(columns, known, strict=True))
    ]


def _line(column: Seen, place: int) -> Line:
    """The line of a column by itself; codes that may be ratings wait for the others, without a role."""
    line = Line(columns=[column], role="")
    names = (column.head, column.head.partition(". ")[0], column.wording)
    told = _told_by_file(column)
    if told:
        line.role = told
    elif column.kind == "empty":
        line.left_out = "empty"
    elif (is_personal(column.head) or is_personal(column.wording) or column.addresses) and (
        set(column.answers) != {column.head}  # a tick for "Email support"
    ):
        line.left_out = "personal"
    elif column.kind == "number" and any(map(is_seconds, names)):
        line.role, line.name = "measure", "seconds"
    elif column.head.endswith("_complete") and {*column.numbers} <= {0, 1, 2} and column.kind == "number":
        line.left_out = "machine"  # of a form of REDCap: incomplete, unverified, complete
    elif any(map(is_machine, names)) and not (column.unique and "id" in named_roles(column.head)):
        line.left_out = "machine"
    elif are_day_numbers(column):
        line.role = next((role for role in named_roles(column.head) if role in DATE_ROLES), "time")
        line.settings["format"] = "excel"
        line.doubt(DATES, "day numbers of a spreadsheet: 44927 is 2023-01-01")
    elif are_compact_days(column):
        line.role = next((role for role in named_roles(column.head) if role in DATE_ROLES), "time")
        line.settings["format"] = "%Y%m%d"
    elif _are_records(column):
        line.left_out = "records"
    elif column.unique and _names_key(column, place):
        keys = [role for role in named_roles(column.words) if role in KEY_ROLES]
        line.role = keys[0] if keys and keys[0] in ("customer", "employee", "unit") else "id"
    elif are_months(column):
        line.left_out = "months"
    else:
        BY_KIND[column.kind](line)
    _labelled_zero(line)
    return line


def _labelled_zero(line: Line) -> None:
    """Mark a 0 that a label alone says to be missing: of months, or of money, it may be an answer."""
    column = line.column
    zero = next((code for code in column.declared if column.numeric.get(code) == 0), None)
    if zero is None or any(not isinstance(low, str) and low <= 0 <= high for low, high in column.known.missing):
        return
    if line.role in NUMBERS and len(column.numbers) > MOST_POINTS:
        rows = "1 row has" if column.counts[zero] == 1 else f"{column.counts[zero]:,} rows have"
        told = f'{rows} 0, which the file labels "{column.known.labels[zero]}" and does not declare missing'
        line.doubt(CODES, f"{told}: it is read as no answer; is it one?")


def _told_by_file(column: Seen) -> str:
    """The role that the file itself gives a column; empty where it gives none."""
    known = column.known
    if column.head == ANSWER:
        return "recommend" if max(column.numbers) == 10 else "outcome"
    if known.several:
        return "choices"
    if known.use == "serial" and column.unique:
        return "id"
    if known.use == "weight" and column.kind == "number":
        return "weight"
    if known.scores:
        return asked_by(column) or "rating"
    if known.kind == "logical":
        return named_among(column, YES_NO, wording=False) or "segment"
    if known.kind == "quantity" and not known.use:
        return asked_by(column) or named_among(column, NUMBERS) or "measure"
    return asked_by(column) if known.ends and column.kind == "number" else ""


def _are_records(column: Seen) -> bool:
    """Whether cells hold several named values, as programs write them: {"plan": "Pro", "country": "ES"}."""
    words = list(column.answers)[:MOST_VALUES]
    return bool(words) and all(_RECORD.fullmatch(word.strip()) for word in words)


def _names_key(column: Seen, place: int) -> bool:
    named = named_roles(column.head) or named_roles(column.wording)[:1]
    if column.kind == "date" or not (column.whole or column.kind in ("text", "groups")):
        return False
    if column.kind == "number" and column.n_rows > MOST_POINTS:
        return (bool(named) and (named[0] in KEY_ROLES or not set(named) & set(NUMBERS))) or place == 0
    return (bool(named) and named[0] in KEY_ROLES) or (place == 0 and not set(named) & {*SCALED, *TEXTS, *NUMBERS})
