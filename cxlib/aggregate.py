"""The one door to the table engines: any table in, small frames of counts and sums out.

Pandas frames go straight to numpy; polars and pyarrow tables are reduced where they lie, through narwhals.
Whatever the engine, the answer is a pandas frame sorted by its group columns. Missing groups (null, NaN)
are kept as missing, last, so that the caller can count what it leaves out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd

from .errors import CXError, nearest

Table = Any  # a pandas, polars or pyarrow table
LARGEST_KEY = 2**62  # combinations of keys that one integer can number
DENSE_CELLS = 4_000_000  # up to here an array of all combinations is cheaper than sorting the rows


def column_names(data: Table) -> list[str]:
    """The names of a table's columns, in their order."""
    try:
        return list(nw.from_native(data).collect_schema().names())
    except nw.exceptions.DuplicateError as error:
        raise CXError("data: two columns have one name.", "Rename one of them.") from error
    except TypeError:
        raise CXError(
            f"data: {type(data).__name__} is not a table.", "Give a pandas, polars or pyarrow table."
        ) from None


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
        numeric = schema[name].is_numeric()
        # A column without any value has no type to speak of: it is empty, not wordy.
        if not numeric and _any_value(data, name):
            raise CXError(
                f"{argument}: column {name!r} holds {_kind(schema[name])}, not numbers.",
                "Give it a numeric role in study.toml, or turn its words into numbers with labels.",
            )


def weight_faults(data: Table, weights: str) -> dict[str, int]:
    """Rows whose weight is ``missing``, ``negative``, ``infinite`` or ``zero``."""
    if isinstance(data, pd.DataFrame):
        values = data[weights].to_numpy(float, na_value=np.nan)
        found = [np.isnan(values), values < 0, np.isinf(values), values == 0]
        return dict(zip(("missing", "negative", "infinite", "zero"), (int(part.sum()) for part in found), strict=True))
    weight = _as_float(weights)
    counted = _frame(data).select(
        missing=weight.is_null().sum(),
        negative=(weight < 0).sum(),
        infinite=(weight.abs() == float("inf")).sum(),
        zero=(weight == 0).sum(),
    )
    return {name: int(value or 0) for name, value in _to_pandas(counted).iloc[0].items()}


def answer_counts(data: Table, *, answer: str, by: Sequence[str] = (), weights: str | None = None) -> pd.DataFrame:
    """How often each answer was given in each group.

    Parameters
    ----------
    data : table
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
    else:
        frame = _frame(data)
        # The order of such categories is an accident of the engine; an Enum has a meant one and stays.
        loose = [nw.col(name).cast(nw.String) for name in by if frame.collect_schema()[name] == nw.Categorical]
        frame = frame.with_columns(*loose, _as_float(answer).alias("_answer"), _weight(weights).alias("_w"))
        frame = frame.filter(nw.col("_w") != 0).with_columns((nw.col("_w") * nw.col("_w")).alias("_w2"))
        sums = nw.len().alias("_n"), nw.col("_w").sum().name.keep(), nw.col("_w2").sum().name.keep()
        counts = _to_pandas(frame.group_by(*keys).agg(*sums))
    return _sorted(counts.astype({"_n": "int64", "_w": float, "_w2": float}), keys)


def unit_sums(data: Table, *, unit: str | Sequence[str], columns: Sequence[str]) -> pd.DataFrame:
    """Number of answers, sum and sum of squares of each column in each unit.

    Returns
    -------
    pandas.DataFrame
        ``[unit…] column n sum sum_of_squares``, one row per unit and column; missing answers are not counted.
    """
    units = [unit] if isinstance(unit, str) else list(unit)
    frame = _frame(data if not isinstance(data, pd.DataFrame) else data[[*units, *columns]])
    parts = []
    for column in columns:
        # Float first: the square of a small integer type overflows silently.
        values = frame.select(*units, _as_float(column).alias("_x")).filter(~nw.col("_x").is_null())
        values = values.with_columns((nw.col("_x") * nw.col("_x")).alias("_x2"))
        sums = values.group_by(*units).agg(
            nw.len().alias("n"),
            nw.col("_x").sum().alias("sum"),
            nw.col("_x2").sum().alias("sum_of_squares"),
        )
        parts.append(_sorted(_to_pandas(sums), units).assign(column=column))
    table = pd.concat(parts, ignore_index=True)
    return table[[*units, "column", "n", "sum", "sum_of_squares"]].astype({"n": "int64"})


def _pandas_counts(data: pd.DataFrame, columns: list[str], keys: list[str], weights: str | None) -> pd.DataFrame:
    """`answer_counts` on numpy arrays: one integer key per row, then sums by key."""
    weight = None
    if weights is not None:
        weight = data[weights].to_numpy(float, na_value=np.nan)
        data, weight = data.loc[weight != 0, columns], weight[weight != 0]
    coded = [_codes(data[column]) for column in columns]
    shape = tuple(len(levels) + 1 for _, levels in coded)  # the last place of each key is "missing"
    if int(np.prod(shape, dtype=object)) > LARGEST_KEY:
        return _grouped_counts(data, columns, keys, weight)
    cell = np.zeros(len(data), np.int64)
    for (codes, _), size in zip(coded, shape, strict=True):
        cell = cell * size + np.where(codes < 0, size - 1, codes)
    if int(np.prod(shape, dtype=object)) <= DENSE_CELLS:
        n = np.bincount(cell, minlength=1)
        found, place = np.flatnonzero(n), cell
    else:
        found, place = np.unique(cell, return_inverse=True)
        n = np.bincount(place, minlength=1)

    def total(values: np.ndarray | None) -> np.ndarray:
        sums = n.astype(float) if values is None else np.bincount(place, values, len(n))
        return sums[found] if len(n) != len(found) else sums

    counts, rest = {}, found
    for (_, levels), size, key in reversed(list(zip(coded, shape, keys, strict=True))):
        rest, codes = np.divmod(rest, size)
        counts[key] = levels.take(np.where(codes == size - 1, -1, codes), allow_fill=True)
    counts = {key: counts[key] for key in keys}
    counts |= {"_n": total(None), "_w": total(weight), "_w2": total(None if weight is None else weight**2)}
    return pd.DataFrame(counts)


def _grouped_counts(data: pd.DataFrame, columns: list[str], keys: list[str], weight: np.ndarray | None) -> pd.DataFrame:
    """The same where the combinations of the keys are too many to be numbered."""
    w = np.ones(len(data)) if weight is None else weight
    frame = data[columns].set_axis(keys, axis=1).assign(_n=1, _w=w, _w2=w**2)
    return frame.groupby(keys, dropna=False, observed=True, sort=False)[["_n", "_w", "_w2"]].sum().reset_index()


def _codes(column: pd.Series) -> tuple[np.ndarray, Any]:
    """Integer codes (−1 where missing) and an array of levels that `take(…, allow_fill=True)` can read."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        levels = pd.Categorical.from_codes(range(len(column.cat.categories)), dtype=column.dtype)
        return column.cat.codes.to_numpy(), levels
    codes, levels = pd.factorize(column, use_na_sentinel=True)
    return codes, pd.Series(levels).array


def _sorted(counts: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Rows in the order of their keys, missing last; words and numbers mixed in one key go by their text."""
    try:
        return counts.sort_values(keys, ignore_index=True, na_position="last")
    except TypeError:
        return counts.sort_values(keys, ignore_index=True, na_position="last", key=lambda column: column.astype(str))


def _frame(data: Table) -> Any:
    return nw.from_native(data)


def _as_float(name: str) -> nw.Expr:
    """The column as float64, with NaN as null."""
    value = nw.col(name).cast(nw.Float64)
    return nw.when(~value.is_nan()).then(value)


def _weight(weights: str | None) -> nw.Expr:
    return nw.lit(1.0) if weights is None else _as_float(weights)


def _to_pandas(frame: Any) -> pd.DataFrame:
    """The small frame as pandas; polars strings become pandas strings, missing stays missing."""
    eager = frame.collect() if isinstance(frame, nw.LazyFrame) else frame
    # Whole numbers stay whole beside a missing one: as floats, large ids would run into one another.
    return eager.to_arrow().to_pandas(integer_object_nulls=True)


def _any_value(data: Table, name: str) -> bool:
    present = _frame(data).select((~nw.col(name).is_null()).sum().alias("present"))
    return bool(_to_pandas(present).iloc[0, 0])


def _kind(dtype: Any) -> str:
    """A word for a type that a reader knows."""
    if dtype in (nw.String, nw.Object, nw.Categorical) or isinstance(dtype, nw.Enum):
        return "words"
    if dtype == nw.Boolean:
        return "yes and no"
    return "dates" if dtype in (nw.Date, nw.Datetime) else str(dtype)
