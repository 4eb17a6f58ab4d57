"""What a study.toml says of a column that cannot be: keys that contradict each other or the column's role."""

from __future__ import annotations

from collections.abc import Iterator

from ...errors import Failure
from ..words.durations import LAYOUTS
from ..words.numbers import plain
from .models import NPS_SCALE, ColumnContract, Contract, TableContract
from .parts import SHEET
from .roles import ROLES, SCALED


def contradictions(contract: Contract) -> list[Failure]:
    """What a study.toml says of its columns that cannot be."""
    both = [
        Failure(table=name, column="", problem=problem, mend=mend)
        for name, table in contract.tables.items()
        for problem, mend in _table_contradictions(table)
    ]
    return both + [
        Failure(table=table_name, column=name, problem=problem, mend=mend)
        for table_name, table in contract.tables.items()
        for name, column in table.columns.items()
        for problem, mend in _column_contradictions(name, column, table)
    ]


def _table_contradictions(table: TableContract) -> Iterator[tuple[str, str]]:
    made = [key for key in ("waves", "answers", "counts") if getattr(table, key)]
    if len(made) > 1:
        yield f"{made[0]} and {made[1]}", "Keep the one that says how the file is made."
    if table.once and (len(table.file) > 1 or len(table.sheet or ()) > 1):
        yield "once, and several files or sheets", "Put their rows into one file: rows of several are not compared."


def _column_contradictions(name: str, column: ColumnContract, table: TableContract):
    both = [code for code in column.missing if code in column.not_used]
    if both:
        codes = ", ".join(map(str, both))
        yield f"{codes} is declared missing and not used", "Keep it in one of the two lists."
    if column.source.strip() == SHEET and not table.sheet:
        yield (
            "the names of sheets, and none is named",
            'Write sheet = ["…", "…"] for the table, as the workbook has them.',
        )
    yield from _contradicting_scale(name, column, table)
    idle = {
        "scale": column.scale and column.values != "number",
        "labels": column.labels and column.values == "date",
        "format": column.format and not _takes_format(column),
    }
    if column.role != "choices":
        several = ("options", "separator", "ticked", "mentions", "blank")
        idle |= {key: getattr(column, key) for key in several}
    for key in (key for key, given in idle.items() if given):
        yield f"{key} has no meaning for the role {column.role}", "Leave it out, or choose another role."
    yield from _made_wrongly(column)
    if column.options and column.labels:
        yield "options and labels", "Keep labels where the file has codes, options where it has words."
    if column.reverse and column.bounds is None:
        yield "reversed without a scale", "Write scale = [lowest, highest], which is needed to turn it round."
    if column.role == "recommend" and column.bounds != NPS_SCALE and column.scale_by is None:
        mend = 'The Net Promoter Score needs 0 to 10; for another scale write role = "outcome".'
        low, high = map(plain, column.ends)
        yield f"the recommendation question on the scale {low}…{high}", mend
    if column.values == "names" and ROLES[column.role].values != "text":
        mend = 'Let labels give numbers, such as { "Poor" = 1 }, or write role = "segment".'
        yield f"labels give names, but the role {column.role} needs other values", mend
    if column.not_used and f"{name}_not_used" in table.columns:
        mend = "Give that column another name: this one is added for the codes of not_used."
        yield f"{name}_not_used is declared as a column", mend


def _takes_format(column: ColumnContract) -> bool:
    """Dates have a format, and lengths of time that are read as numbers."""
    return column.values == "date" or (column.values == "number" and column.format in LAYOUTS)


def _contradicting_scale(name: str, column: ColumnContract, table: TableContract):
    column = column.as_read
    if not column.bounds or column.values != "number":
        return
    low, high = column.bounds
    scale = f"{plain(low)}…{plain(high)}"
    for key, codes in {"missing": column.missing, "not used": column.not_used}.items():
        inside = [plain(code) for code in codes if not isinstance(code, str) and low <= code <= high]
        if inside:
            mend = f"Take it out of {key.replace(' ', '_')}, or let the scale end before it."
            yield f"{', '.join(inside)} is declared {key}, and is an answer on the scale {scale}", mend
    none = (*column.missing, *column.not_used)
    outside = [
        f'"{word}" = {plain(number)}'
        for word, number in column.labels.items()
        if not low <= number <= high and number not in none
    ]
    if outside:
        yield f"the label {outside[0]} lies outside the scale {scale}", "Correct the labels or the scale."
    for other, its in table.columns.items():
        if other == name:
            return
        if its.source == column.source and its.bounds and its.bounds != column.bounds:
            theirs = "…".join(map(plain, its.bounds))
            yield (
                f"the scale {scale}, and {other} has {theirs} for the same source",
                "Give both columns one scale, or leave one of them out.",
            )


def _made_wrongly(column: ColumnContract) -> Iterator[tuple[str, str]]:
    """Of a column that is made of others, what cannot be: problem and mend."""
    if not column.made and column.at_least is not None:
        yield "at_least has no meaning without mean", "Leave it out."
    if column.difference and column.mean:
        yield "difference and mean", "Keep one of them; a column is made in one way."
    if column.difference and len(column.difference) != 2:
        yield f"difference of {len(column.difference)} columns", 'Name two, as difference = ["perceived", "expected"].'
    if column.difference or column.mean:
        if column.role not in SCALED or column.role == "recommend":
            mend = 'Choose a role of a score, such as role = "outcome" or "disconfirmation".'
            yield f"the role {column.role} of a column made of others", mend
        idle = [key for key in ("scale", "missing", "not_used", "labels", "scale_by") if getattr(column, key)]
        if idle:
            yield f"{idle[0]} of a column made of others", "Say it of the columns that it is made of."
    if column.scale_by is not None and (column.scale is None or column.role == "recommend" or column.reverse):
        mend = 'Write scale = [lowest, highest], to which all are brought, a role such as "rating", and no reverse.'
        yield "scale_by without a scale of its own", mend
