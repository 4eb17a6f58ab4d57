"""What must hold of a table's columns before anything is counted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd

from ..errors import CXError, nearest
from .narwhals_adapter import Table, number, opened, small

_MENDS = {
    "yes and no": "Write 1 for yes and 0 for no.",
    "values of several kinds": "Make it numbers first, as pandas.to_numeric does.",
}


def column_names(data: Table) -> list[str]:
    """The names of a table's columns, in their order."""
    try:
        frame = nw.from_native(data)
    except nw.exceptions.DuplicateError as error:
        raise CXError("data: two columns have one name.", "Rename one of them.") from error
    except TypeError:
        mend = "Give a pandas, polars, pyarrow, DuckDB or PySpark table."
        raise CXError(f"data: {type(data).__name__} is not a table.", mend) from None
    names = list(frame.collect_schema().names())
    if len(set(names)) < len(names):
        raise CXError("data: two columns have one name.", "Rename one of them.")
    return names


def require_columns(data: Table, **columns: str | Sequence[str] | None) -> None:
    """Stop with every column that `data` lacks; keywords are the arguments that named them."""
    known = column_names(data)
    for argument, names in columns.items():
        for name in [names] if isinstance(names, str) else names or ():
            if name not in known:
                raise CXError(f"{argument}: no column {name!r} in the table.", nearest(name, known))


def require_numbers(data: Table, **columns: str | None) -> None:
    """Stop at a column of text where numbers are needed."""
    schema = nw.from_native(data).collect_schema()
    for argument, name in columns.items():
        if name is None:
            continue
        # A column without any value has no type to speak of: it is empty, not wordy.
        if not schema[name].is_numeric() and any_value(data, name):
            words = kind_in_words(schema[name])
            mend = _MENDS.get(
                words, "Give it a numeric role in study.toml, or turn its words into numbers with labels."
            )
            raise CXError(f"{argument}: column {name!r} holds {words}, not numbers.", mend)


def weight_faults(data: Table, weights: str) -> dict[str, int]:
    """Rows whose weight is ``missing``, ``negative``, ``infinite`` or ``zero``."""
    if isinstance(data, pd.DataFrame):
        values = data[weights].to_numpy(float, na_value=np.nan)
        found = [np.isnan(values), values < 0, np.isinf(values), values == 0]
        return dict(zip(("missing", "negative", "infinite", "zero"), (int(part.sum()) for part in found), strict=True))
    frame = opened(data, {"w": weights})
    frame = frame.select(w=number(frame, "w"))
    weight = nw.col("w")
    faults = {
        "missing": weight.is_null(),
        "negative": weight < 0,
        "infinite": weight.abs() == float("inf"),
        "zero": weight == 0,
    }
    counted = frame.select(
        **{name: fault.cast(nw.Int64).sum() for name, fault in faults.items()}
    )  # Spark adds no truths
    return {name: int(value or 0) for name, value in small(counted).iloc[0].items()}


def infinite_rows(data: Table, name: str) -> int:
    """Rows with an infinite value in a column of numbers."""
    if isinstance(data, pd.DataFrame):
        return int(np.isinf(data[name].to_numpy(float, na_value=np.nan)).sum())
    frame = opened(data, {"x": name})
    endless = number(frame, "x").abs() == float("inf")
    return int(small(frame.select(endless.cast(nw.Int64).sum())).iloc[0].fillna(0).iloc[0])


def any_value(data: Table, name: str) -> bool:
    frame = opened(data, {"x": name})
    return bool(small(frame.select(nw.col("x").count())).iloc[0, 0])


def kind_in_words(dtype: Any) -> str:
    """A word for a type that a reader knows."""
    if dtype in (nw.String, nw.Categorical) or isinstance(dtype, nw.Enum):
        return "words"
    if dtype == nw.Object:
        return "values of several kinds"
    if dtype == nw.Boolean:
        return "yes and no"
    return "dates" if dtype in (nw.Date, nw.Datetime) else str(dtype)
