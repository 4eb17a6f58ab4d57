"""How often each answer was given, and sums by unit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd

from .narwhals_adapter import Table, in_order, number, opened, small

LARGEST_KEY = 2**62  # combinations of keys that one integer can number
DENSE_CELLS = 4_000_000  # up to here an array of all combinations is cheaper than sorting the rows


def answer_counts(data: Table, *, answer: str, by: Sequence[str] = (), weights: str | None = None) -> pd.DataFrame:
    """How often each answer was given in each group.

    Parameters
    ----------
    data : table
        A pandas, polars, pyarrow, DuckDB or PySpark table.
    answer : str
        Column of numbers.
    by : sequence of str
        Group columns.
    weights : str, optional
        Column of weights ≥ 0; rows of weight 0 are left out.

    Returns
    -------
    pandas.DataFrame
        ``[by…] _answer _n _w _w2``: number of rows, sum of the weights and of their squares (both the number of
        rows without weights). One row per combination that occurs, missing ones among them. The underscores
        keep a client's own column ``n`` or ``w`` apart.
    """
    keys = [*by, "_answer"]
    if isinstance(data, pd.DataFrame):
        counts = _pandas_counts(data, [*by, answer], keys, weights)
        if pd.api.types.is_numeric_dtype(data[answer]):  # then the rows stand in order already
            return counts.astype({"_answer": float})
    else:
        counts = _engine_counts(data, [*by, answer], weights).set_axis([*keys, "_n", "_w", "_w2"], axis=1)
    return sorted_rows(counts.astype({"_answer": float, "_n": "int64", "_w": float, "_w2": float}), keys)


def row_counts(data: Table, *, by: Sequence[str]) -> pd.DataFrame:
    """How many rows each combination of values has; its rows are the distinct rows of these columns.

    Returns
    -------
    pandas.DataFrame
        ``[by…] _n``, one row per combination that occurs, missing ones among them.
    """
    keys = list(by)
    if isinstance(data, pd.DataFrame):
        return _pandas_counts(data, keys, keys, None)[[*keys, "_n"]]
    counts = _engine_counts(data, keys, None).set_axis([*keys, "_n", "_w", "_w2"], axis=1)
    return sorted_rows(counts[[*keys, "_n"]].astype({"_n": "int64"}), keys)


def unit_sums(data: Table, *, unit: str | Sequence[str], columns: Sequence[str]) -> pd.DataFrame:
    """Number of answers, sum and sum of squares of each column in each unit.

    Returns
    -------
    pandas.DataFrame
        ``[unit…] column n sum sum_of_squares``, one row per unit and column; missing answers are not counted.
    """
    units = [unit] if isinstance(unit, str) else list(unit)
    keys = {f"k{place}": name for place, name in enumerate(units)}
    values = {f"x{place}": name for place, name in enumerate(columns)}
    frame = opened(data, keys | values)
    frame = frame.with_columns(*(number(frame, name).alias(name) for name in values))
    frame = frame.with_columns(*((nw.col(name) * nw.col(name)).alias(f"{name}_2") for name in values))
    sums = [nw.col(name).sum() for value in values for name in (value, f"{value}_2")]
    counts = [nw.col(name).count().alias(f"{name}_n") for name in values]
    found = in_order(small(frame.group_by(*keys).agg(*counts, *sums)), data, keys)
    found = merged(found, list(keys))
    parts = [
        found[[*keys, f"{own}_n", own, f"{own}_2"]]
        .set_axis([*units, "n", "sum", "sum_of_squares"], axis=1)
        .query("n > 0")
        .assign(column=name)
        for own, name in values.items()
    ]
    table = pd.concat([sorted_rows(part, units) for part in parts], ignore_index=True)
    return table[[*units, "column", "n", "sum", "sum_of_squares"]].astype({"n": "int64"})


def _engine_counts(data: Table, columns: list[str], weights: str | None) -> pd.DataFrame:
    """`answer_counts` where the table lies: keys are grouped as they are, and made equal in the small answer."""
    keys = {f"k{place}": name for place, name in enumerate(columns)}
    if weights is None:
        frame = opened(data, keys)
        counts = small(frame.group_by(*keys).agg(nw.len().alias("n")))
        counts = counts.assign(w=counts["n"], w2=counts["n"])
    else:
        frame = opened(data, {**keys, "w": weights})
        frame = frame.with_columns(w=number(frame, "w")).filter(nw.col("w") != 0)
        frame = frame.with_columns(w2=nw.col("w") * nw.col("w"))
        counts = small(frame.group_by(*keys).agg(nw.len().alias("n"), nw.col("w").sum(), nw.col("w2").sum()))
    return merged(in_order(counts, data, keys), list(keys))


def merged(counts: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """One row per combination: engines hold null and NaN apart, and both are missing here."""
    if not keys or not counts.duplicated(keys).any():
        return counts
    return counts.groupby(keys, dropna=False, observed=True, sort=False).sum().reset_index()


def _pandas_counts(data: pd.DataFrame, columns: list[str], keys: list[str], weights: str | None) -> pd.DataFrame:
    """`answer_counts` on numpy arrays: one integer key per row, then sums by key; rows in the order of their keys."""
    weight = None
    if weights is not None:
        weight = data[weights].to_numpy(float, na_value=np.nan)
        data, weight = data.loc[weight != 0, columns], weight[weight != 0]
    coded = [level_codes(data[column]) for column in columns]
    shape = tuple(len(levels) + 1 for _, levels in coded)  # the last place of each key is "missing"
    if int(np.prod(shape, dtype=object)) > LARGEST_KEY:
        w = np.ones(len(data)) if weight is None else weight
        frame = data[columns].set_axis(keys, axis=1).assign(_n=1, _w=w, _w2=w**2)
        sums = frame.groupby(keys, dropna=False, observed=True, sort=False)[["_n", "_w", "_w2"]].sum().reset_index()
        return sorted_rows(sums, keys)
    cell = np.zeros(len(data), np.int64)
    for (codes, _), size in zip(coded, shape, strict=True):
        cell = cell * size + np.where(codes < 0, size - 1, codes)
    if int(np.prod(shape, dtype=object)) <= DENSE_CELLS:
        n = np.bincount(cell, minlength=1)
        found, place = np.flatnonzero(n), cell
    else:
        found, place = np.unique(cell, return_inverse=True)
        n = np.bincount(place, minlength=1)

    def of_found(sums: np.ndarray) -> np.ndarray:
        return sums[found] if len(sums) != len(found) else sums

    counts, rest = {}, found
    for (_, levels), size, key in reversed(list(zip(coded, shape, keys, strict=True))):
        rest, codes = np.divmod(rest, size)
        counts[key] = levels.take(np.where(codes == size - 1, -1, codes), allow_fill=True)
    counts = {key: counts[key] for key in keys}
    w, w2 = (n, n) if weight is None else (np.bincount(place, part, len(n)) for part in (weight, weight**2))
    counts |= {"_n": of_found(n), "_w": of_found(w).astype(float), "_w2": of_found(w2).astype(float)}
    return pd.DataFrame(counts)


def level_codes(column: pd.Series) -> tuple[np.ndarray, Any]:
    """Integer codes (−1 where missing) and an array of levels, in order, that `take(…, allow_fill=True)` can read."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        levels = pd.Categorical.from_codes(range(len(column.cat.categories)), dtype=column.dtype)
        return column.cat.codes.to_numpy(), levels
    codes, found = pd.factorize(column, use_na_sentinel=True)
    levels = pd.Series(found)
    values = _comparable(levels)
    order = (values.to_numpy() if isinstance(values.dtype, np.dtype) else values.array).argsort()
    rank = np.empty(len(order) + 1, codes.dtype)
    rank[order], rank[-1] = np.arange(len(order)), -1
    return rank[codes], levels.take(order).array


def sorted_rows(counts: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Rows in the order of their keys, missing last; words and numbers mixed in one key go by their text."""
    return counts.sort_values(keys, ignore_index=True, na_position="last", key=_comparable)


def _comparable(values: pd.Series) -> pd.Series:
    if values.dtype == object and pd.api.types.infer_dtype(values, skipna=True).startswith("mixed"):
        return values.astype(str)
    return values
