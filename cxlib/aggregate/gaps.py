"""How many rows lack a value, by column: what a complete-case sample loses to each."""

from __future__ import annotations

from collections.abc import Sequence

import narwhals as nw
import pandas as pd

from .doors import Table, number, opened, small


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
    names = {f"x{place}": name for place, name in enumerate(dict.fromkeys(columns))}
    frame = opened(data, names | ({} if weights is None else {"w": weights}))
    if weights is not None:
        frame = frame.filter(number(frame, "w") != 0)
    gaps = [number(frame, own).is_null().cast(nw.Int64).alias(own) for own in names]
    frame = frame.select(*gaps).with_columns(gaps=nw.sum_horizontal(*names))
    lacks = [nw.col(own).sum().alias(own) for own in names]
    alone = [((nw.col("gaps") == 1).cast(nw.Int64) * nw.col(own)).sum().alias(f"alone_{own}") for own in names]
    found = small(frame.select(nw.len().alias("n"), *lacks, *alone)).iloc[0].fillna(0)
    counts = {"missing": [found[own] for own in names], "alone": [found[f"alone_{own}"] for own in names]}
    return int(found["n"]), pd.DataFrame({"column": list(names.values()), **counts}).astype(
        {"missing": "int64", "alone": "int64"}
    )
