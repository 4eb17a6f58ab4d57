"""A first look at a study: one row per table and column."""

from __future__ import annotations

from typing import TYPE_CHECKING

import narwhals as nw
import pandas as pd

from ..results import Result

if TYPE_CHECKING:
    from . import Study

_COLUMNS = ["table", "column", "role", "n", "missing", "distinct", "min", "max", "not_used_share"]


def describe(study: Study) -> Result:
    """See `cxlib.study.describe_study`."""
    rows = [
        {"table": table, "column": name, "role": column.role, **_summary(study.tables[table], name, column)}
        for table, contract in study.contract.tables.items()
        for name, column in contract.columns.items()
    ]
    table = pd.DataFrame(rows, columns=_COLUMNS)
    return Result(table=table, settings={"study": study.name}, notes=study.notes)


def _summary(table, name: str, column) -> dict[str, float]:
    frame = nw.from_native(table, eager_only=True)
    values = frame[name]
    answers = values.drop_nulls().to_list()
    answers = [answer for answer in answers if answer == answer]
    not_used = int(frame[f"{name}_not_used"].sum()) if column.not_used else 0
    return {
        "n": len(answers),
        "missing": len(values) - len(answers) - not_used,
        "distinct": len(set(answers)),
        "min": min(answers) if answers and column.values == "number" else float("nan"),
        "max": max(answers) if answers and column.values == "number" else float("nan"),
        "not_used_share": not_used / len(values) if column.not_used and len(values) else float("nan"),
    }
