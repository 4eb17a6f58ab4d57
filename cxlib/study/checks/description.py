"""A first look at a study: one row per table and column."""

from __future__ import annotations

from typing import TYPE_CHECKING

import narwhals as nw
import pandas as pd

from ...aggregate.narwhals_adapter import Table, number, opened, small
from ...results import Result
from ..contract.models import TableContract

if TYPE_CHECKING:
    from ..study import Study

_COLUMNS = ["table", "column", "role", "n", "missing", "distinct", "min", "max", "not_used_share"]


def describe(study: Study) -> Result:
    """See `cxlib.study.describe_study`."""
    rows = [
        {"table": name, "column": column, "role": contract.columns[column].role, **summary}
        for name, contract in study.contract.tables.items()
        for column, summary in _summaries(study.tables[name], contract).items()
    ]
    table = pd.DataFrame(rows, columns=_COLUMNS)
    return Result(kind="describe_study", table=table, settings={"study": study.name}, notes=study.notes)


def _summaries(table: Table, contract: TableContract) -> dict[str, dict[str, float]]:
    """Every column in a few numbers, all of them in one query where the table lies."""
    marked = [name for name, column in contract.columns.items() if column.not_used]
    sources = {f"c{place}": name for place, name in enumerate(contract.columns)}
    marks = {f"u{place}": f"{name}_not_used" for place, name in enumerate(contract.columns) if name in marked}
    frame = opened(table, sources | marks)
    numeric = [own for own, name in sources.items() if contract.columns[name].values == "number"]
    if numeric:
        frame = frame.with_columns(*(number(frame, own).alias(own) for own in numeric))
    wanted = [nw.len().alias("rows")]
    wanted += [nw.col(own).cast(nw.Int64).sum() for own in marks]
    for own in sources:
        column = nw.col(own)
        wanted += [column.count().alias(f"n_{own}"), column.n_unique().alias(f"distinct_{own}")]
        wanted += [column.min().alias(f"min_{own}"), column.max().alias(f"max_{own}")] if own in numeric else []
    found = small(frame.select(*wanted)).iloc[0].fillna(float("nan")).to_dict()
    return {name: _summary(found, own, f"u{own[1:]}" if name in marked else None) for own, name in sources.items()}


def _summary(found: dict[str, float], own: str, mark: str | None) -> dict[str, float]:
    rows, n = int(found["rows"]), int(found[f"n_{own}"])
    not_used = int(found[mark] or 0) if mark and rows else 0
    return {
        "n": n,
        "missing": rows - n - not_used,
        "distinct": int(found[f"distinct_{own}"]) - (n < rows),  # a missing value counts as one
        "min": float(found.get(f"min_{own}", float("nan"))),
        "max": float(found.get(f"max_{own}", float("nan"))),
        "not_used_share": not_used / rows if mark and rows else float("nan"),
    }
