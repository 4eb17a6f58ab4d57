"""Weighted cross-products of columns, by group or by block: what regressions need of a table of any size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd

from ..errors import CXError
from .blocks import pandas_blocks, with_blocks
from .columns import infinite_rows, require_columns, require_numbers
from .counts import merged, sorted_rows
from .narwhals_adapter import Table, in_order, number, opened, small

BLOCK = "_block"
MANY = 100  # rows a group, on average, below which groups count as many


@dataclass(frozen=True, eq=False, kw_only=True)
class CrossProducts:
    """Sums and cross-products of k columns over the complete cases of G groups.

    Attributes
    ----------
    columns : tuple of str
        The k columns, in the order of every matrix.
    groups : pandas.DataFrame
        One row per group: the `by` columns, then ``_block`` if blocks were asked for.
    n, w, w2 : (G,) arrays
        Complete cases of each group, the sum of their weights, and of the weights' squares.
    shift : (k,) array
        A number near each column's mean. `sums` and `products` are those of the column less its shift, so that a column
        of mean 1,000,000 and standard deviation 1 keeps its variance.
    sums : (G, k) array
        Σ w (x − shift).
    products : (G, k, k) array
        Σ w (x − shift)(y − shift).
    """

    columns: tuple[str, ...]
    groups: pd.DataFrame
    n: np.ndarray
    w: np.ndarray
    w2: np.ndarray
    shift: np.ndarray
    sums: np.ndarray
    products: np.ndarray

    @property
    def means(self) -> np.ndarray:
        """Weighted mean of each column in each group, (G, k)."""
        return self.shift + self.sums / self.w[:, None]

    @property
    def centred(self) -> np.ndarray:
        """Weighted cross-products about the means of each group, (G, k, k); divided by `w` they are covariances."""
        return self.products - self.sums[:, :, None] * self.sums[:, None, :] / self.w[:, None, None]


def cross_products(
    data: Table,
    *,
    columns: Sequence[str],
    by: Sequence[str] = (),
    weights: str | None = None,
    block: str | None = None,
    n_blocks: int = 200,
    seed: int = 0,
) -> CrossProducts:
    """Weighted sums and cross-products of columns over one sample: the rows where none of them is missing.

    Parameters
    ----------
    data : table
        A pandas, polars, pyarrow, DuckDB or PySpark table.
    columns : sequence of str
        Columns of numbers.
    by : sequence of str
        Group columns; missing values make a group, the last.
    weights : str, optional
        Column of weights ≥ 0; rows of weight 0 or without a weight are left out.
    block : str, optional
        Column of ids by whose hash rows are dealt into blocks, see `cxlib.aggregate.blocks`; with `by`, each group has
        blocks of its own.
    n_blocks, seed : int
        How many blocks, and which of the possible ways of dealing.

    Returns
    -------
    CrossProducts

    Notes
    -----
    One pass for the means, which become the shift (to six digits, so that all engines take the same), and one for the
    products, in float64. Groups whose means lie far apart compared with the spread within them lose digits all the
    same: about those of (distance ÷ standard deviation)².
    """
    require_columns(data, columns=columns, by=by, weights=weights, block=block)
    for name in columns:
        require_numbers(data, columns=name, weights=weights)
    if n_blocks < 1:
        raise CXError(f"n_blocks: {n_blocks} is not a number of blocks.", "Write 200, or any number from 1.")
    reduce_ = _from_pandas if isinstance(data, pd.DataFrame) else _from_engine
    found, shift = reduce_(data, list(columns), list(by), weights, block, n_blocks=n_blocks, seed=seed)
    keys = _key_names(by) | ({} if block is None else {"block": BLOCK})
    found = sorted_rows(found, list(keys)) if keys else found
    # Stop where a sum of squares is no number, with the column and its rows
    for place, name in enumerate(columns):
        if np.isfinite(found[f"p{place}_{place}"].to_numpy(float, na_value=0.0)).all():
            continue
        if rows := infinite_rows(data, name):
            raise CXError(f"{name}: infinite in {'1 row' if rows == 1 else f'{rows:,} rows'}.", "Correct these rows.")
        raise CXError(f"{name}: its values are too large to be multiplied.", "Give them in a larger unit.")
    # The tidy sums as arrays; the upper half of each matrix is mirrored
    columns = tuple(columns)
    k = len(columns)
    sums = found[_sum_labels(k)].to_numpy(float, na_value=0.0)
    products = np.empty((len(found), k, k))
    first, second = _pair_places(k)
    products[:, first, second] = products[:, second, first] = sums[:, k:]
    return CrossProducts(
        columns=columns,
        groups=found[list(keys)].set_axis(list(keys.values()), axis=1).reset_index(drop=True),
        n=found["n"].to_numpy("int64"),
        w=found["sw"].to_numpy(float),
        w2=found["sw2"].to_numpy(float),
        shift=shift,
        sums=sums[:, :k],
        products=products,
    )


def _from_engine(
    data: Table, columns: list[str], by: list[str], weights: str | None, block: str | None, *, n_blocks: int, seed: int
) -> tuple[pd.DataFrame, np.ndarray]:
    """The sums where the table lies; the engine sees each pair of columns once."""
    keys = _key_names(by)
    values = {f"x{place}": name for place, name in enumerate(columns)}
    extra = {} if weights is None else {"w": weights}
    frame = opened(data, values | extra)
    means = small(frame.select(*(number(frame, name).mean().alias(name) for name in values)))
    shift = _rounded(means.iloc[0].to_numpy(float, na_value=np.nan))

    frame = opened(data, keys | values | extra | ({} if block is None else {"id": block}))
    if block is not None:
        frame = with_blocks(frame, n_blocks=n_blocks, seed=seed)
    floats = [(number(frame, name) - float(less)).alias(name) for name, less in zip(values, shift, strict=True)]
    floats += [number(frame, "w").alias("w")] if weights else []
    frame = frame.with_columns(*floats)
    frame = frame.filter(reduce(and_, (~nw.col(name).is_null() for name in [*values, *extra])))
    weighted = {name: nw.col(name) for name in values}
    if weights:
        frame = frame.filter(nw.col("w") != 0)
        frame = frame.with_columns(*((nw.col(name) * nw.col("w")).alias(f"w{name}") for name in [*values, "w"]))
        weighted = {name: nw.col(f"w{name}") for name in values}
    sums = [nw.len().alias("n")]
    sums += [nw.col("w").sum().alias("sw"), nw.col("ww").sum().alias("sw2")] if weights else []
    sums += [weighted[name].sum().alias(f"s{place}") for place, name in enumerate(values)]
    sums += [(weighted[f"x{i}"] * nw.col(f"x{j}")).sum().alias(f"p{i}_{j}") for i, j in _pairs(len(columns))]
    groups = [*keys, *([] if block is None else ["block"])]
    found = small(frame.group_by(*groups).agg(*sums) if groups else frame.select(*sums))
    if not weights:
        found = found.assign(sw=found["n"], sw2=found["n"])
    return merged(in_order(found, data, keys), groups), shift


def _from_pandas(
    data: pd.DataFrame,
    columns: list[str],
    by: list[str],
    weights: str | None,
    block: str | None,
    *,
    n_blocks: int,
    seed: int,
) -> tuple[pd.DataFrame, np.ndarray]:
    """The same on numpy arrays, group by group."""
    x = np.empty((len(data), len(columns)), order="F")  # each column is read by itself
    for place, name in enumerate(columns):
        x[:, place] = data[name].to_numpy(float, na_value=np.nan)
    w = np.ones(len(data)) if weights is None else data[weights].to_numpy(float, na_value=np.nan)
    keys = data[by].set_axis(list(_key_names(by)), axis=1).reset_index(drop=True)
    if block is not None:
        blocks = pd.Series(pandas_blocks(data[block], n_blocks=n_blocks, seed=seed), dtype="Int64")
        keys["block"] = blocks.mask(blocks < 0)
    counted = ~np.isnan(x).all(axis=0)
    shift = np.full(len(columns), np.nan)
    with np.errstate(invalid="ignore"):  # both infinities in one column; the sums will show them
        shift[counted] = np.nanmean(x[:, counted], axis=0)
    shift = _rounded(shift)
    complete = reduce(and_, (~np.isnan(column) for column in x.T), ~np.isnan(w) & (w != 0))
    if not complete.all():
        x, w, keys = x[complete], w[complete], keys[complete].reset_index(drop=True)
    x = np.asfortranarray(x - shift)
    code, names = np.zeros(len(x), int), pd.DataFrame(index=range(1))
    if keys.shape[1]:
        grouped = keys.groupby(list(keys), dropna=False, observed=True, sort=False)
        code = grouped.ngroup().to_numpy()
        names = keys[~pd.Series(code).duplicated()].reset_index(drop=True)  # groups are numbered as they come
    sums = _summed_by_row if len(names) * MANY > len(x) else _summed_by_group
    with np.errstate(over="ignore", invalid="ignore"):  # the caller looks for what is no number
        rows = sums(x, w, code, len(names))
    labels = ["n", "sw", "sw2", *_sum_labels(len(columns))]
    return pd.concat([names, pd.DataFrame(rows, columns=labels, dtype=float)], axis=1), shift


def _summed_by_group(x: np.ndarray, w: np.ndarray, code: np.ndarray, n_groups: int) -> np.ndarray:
    """The sums of each group by a matrix product of its own rows: quick where groups are large."""
    order, ends = np.argsort(code, kind="stable"), np.cumsum(np.bincount(code, minlength=n_groups))
    first, second = _pair_places(x.shape[1])
    found = np.zeros((n_groups, 3 + x.shape[1] + len(first)))
    for row, places in zip(found, np.split(order, ends[:-1]), strict=False):  # without groups there is one empty part
        own, weights = x[places], w[places]
        sums = ((own.T * weights) @ own)[first, second]
        row[:] = [len(own), weights.sum(), (weights**2).sum(), *(weights @ own), *sums]
    return found


def _summed_by_row(x: np.ndarray, w: np.ndarray, code: np.ndarray, n_groups: int) -> np.ndarray:
    """The same, each sum in one pass over all rows: quick where groups are many."""
    n = np.bincount(code, minlength=n_groups)
    if (w == 1).all():
        weighted, sums = list(x.T), [n, n, n]
    else:
        weighted, sums = [w * column for column in x.T], [n, *(np.bincount(code, own, n_groups) for own in (w, w**2))]
    sums += [np.bincount(code, column, n_groups) for column in weighted]
    sums += [np.bincount(code, weighted[i] * x[:, j], n_groups) for i, j in zip(*_pair_places(x.shape[1]), strict=True)]
    return np.column_stack(sums)


def _key_names(by: Sequence[str]) -> dict[str, str]:
    """Group columns by names of our own: a client's column may be called `n`."""
    return {f"k{place}": name for place, name in enumerate(by)}


def _rounded(means: np.ndarray) -> np.ndarray:
    """Means to six digits; 0 where a column has no value or an infinite one, which the sums will show."""
    return np.array([float(f"{mean:.6g}") if np.isfinite(mean) else 0.0 for mean in means])


def _pairs(k: int) -> list[tuple[int, int]]:
    return [(i, j) for i in range(k) for j in range(i, k)]


def _pair_places(k: int) -> Any:
    return np.array(_pairs(k)).T


def _sum_labels(k: int) -> list[str]:
    return [*(f"s{i}" for i in range(k)), *(f"p{i}_{j}" for i, j in _pairs(k))]
