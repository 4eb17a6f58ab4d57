"""How many rows lack a value, by column: what a complete-case sample loses to each."""

from __future__ import annotations

from collections.abc import Sequence

import narwhals as nw
import numpy as np
import pandas as pd

from .narwhals_adapter import Table, number, opened, small


def missing_counts(data: Table, *, columns: Sequence[str], weights: str | None = None) -> tuple[int, pd.DataFrame]:
    """Number of rows, and by column how many lack its value.

    Parameters
    ----------
    data : table
        A pandas, polars, pyarrow, DuckDB or PySpark table.
    columns : sequence of str
        Columns of numbers.
    weights : str, optional
        Rows of weight 0 are not counted.

    Returns
    -------
    rows : int
    missing : pandas.DataFrame
        ``column missing alone``: rows without its value, and those of them that lack no other of the columns.
    """
    columns = list(dict.fromkeys(columns))
    count = _in_pandas if isinstance(data, pd.DataFrame) else _in_engine
    rows, missing, alone = count(data, columns, weights)
    return rows, pd.DataFrame({"column": columns, "missing": missing, "alone": alone})


def _in_pandas(data: pd.DataFrame, columns: list[str], weights: str | None) -> tuple[int, np.ndarray, np.ndarray]:
    gaps = np.column_stack([np.isnan(data[name].to_numpy(float, na_value=np.nan)) for name in columns])
    if weights is not None:
        gaps = gaps[data[weights].to_numpy(float, na_value=np.nan) != 0]
    return len(gaps), gaps.sum(axis=0), gaps[gaps.sum(axis=1) == 1].sum(axis=0)


def _in_engine(data: Table, columns: list[str], weights: str | None) -> tuple[int, np.ndarray, np.ndarray]:
    names = {f"x{place}": name for place, name in enumerate(columns)}
    frame = opened(data, names | ({} if weights is None else {"w": weights}))
    if weights is not None:
        frame = frame.filter(number(frame, "w") != 0)
    gaps = [number(frame, own).is_null().cast(nw.Int64).alias(own) for own in names]
    frame = frame.select(*gaps).with_columns(gaps=nw.sum_horizontal(*names))
    single = (nw.col("gaps") == 1).cast(nw.Int64)  # Spark adds no truths
    sums = [nw.col(own).sum().alias(own) for own in names]
    sums += [(single * nw.col(own)).sum().alias(f"alone_{own}") for own in names]
    found = small(frame.select(nw.len().alias("n"), *sums)).iloc[0].fillna(0).to_numpy("int64")
    return int(found[0]), found[1 : len(names) + 1], found[len(names) + 1 :]
