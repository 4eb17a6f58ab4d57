"""Rows dealt into blocks by a hash of an id: the same blocks whatever the engine, the order or the part of a table.

The block of an id is the first eight hexadecimal digits of the MD5 sum of ``"<seed>:<id>"`` in UTF-8, modulo the
number of blocks. An id counts by its text, a whole number without a point: 7, 7.0 and "7" are one id, "07" and "7.0"
as texts are others. Numbers with decimals count by their whole part. A row without an id has no block.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import md5
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd

from ..errors import CXError

_MEND = "Name a column of text or of whole numbers that names the respondent."


def block_numbers(ids: Iterable[str | None], *, n_blocks: int, seed: int) -> np.ndarray:
    """The block of each id, given as text; −1 where there is none."""
    start = md5(f"{seed}:".encode(), usedforsecurity=False)

    def block(text: str | None) -> int:
        if text is None:
            return -1
        digest = start.copy()
        digest.update(text.encode())
        return int.from_bytes(digest.digest()[:4], "big") % n_blocks

    return np.fromiter(map(block, ids), dtype=np.int64)


def pandas_blocks(column: pd.Series, *, n_blocks: int, seed: int) -> np.ndarray:
    """The block of each row of a pandas column; −1 where there is none."""
    codes, distinct = pd.factorize(column.astype(object) if column.dtype == "category" else column)
    blocks = block_numbers(map(_id_text, distinct), n_blocks=n_blocks, seed=seed)
    return np.append(blocks, -1)[codes]


def with_blocks(frame: Any, *, n_blocks: int, seed: int) -> Any:
    """An opened frame whose column `id` is replaced by a column `block`."""
    kind = frame.collect_schema()["id"]
    text = nw.col("id")
    if kind.is_float() or kind.is_decimal():
        value = text.cast(nw.Float64)
        whole = nw.when(value < 0).then(value.ceil()).otherwise(value.floor())  # DuckDB's cast rounds, others' cuts
        text = nw.when(~value.is_nan()).then(whole).cast(nw.Int64)
    elif not (kind.is_integer() or kind in (nw.String, nw.Categorical) or isinstance(kind, nw.Enum)):
        raise CXError(f"block: a column of type {kind} cannot be dealt into blocks.", _MEND)
    frame = frame.with_columns(id=text.cast(nw.String))
    native = _NATIVE[frame.implementation](frame.to_native(), n_blocks, seed)
    return nw.from_native(native).drop("id")


def _polars(frame: Any, n_blocks: int, seed: int) -> Any:
    import polars as pl

    def blocks(ids: pl.Series) -> pl.Series:
        found = pl.Series(ids.name, block_numbers(ids, n_blocks=n_blocks, seed=seed))
        return found.replace(-1, None)

    return frame.with_columns(block=pl.col("id").map_batches(blocks, pl.Int64, is_elementwise=True))


def _duckdb(relation: Any, n_blocks: int, seed: int) -> Any:
    number = f"(('0x' || md5('{int(seed)}:' || id)[1:8])::UBIGINT % {int(n_blocks)})::BIGINT"
    return relation.project(f"*, {number} AS block")


def _spark(frame: Any, n_blocks: int, seed: int) -> Any:
    from pyspark.sql import functions

    number = f"cast(conv(substr(md5(concat('{int(seed)}:', id)), 1, 8), 16, 10) as bigint) % {int(n_blocks)}"
    return frame.withColumn("block", functions.expr(number))


_NATIVE = {
    nw.Implementation.POLARS: _polars,
    nw.Implementation.DUCKDB: _duckdb,
    nw.Implementation.PYSPARK: _spark,
    nw.Implementation.PYSPARK_CONNECT: _spark,
}


def _id_text(value: Any) -> str:
    """An id as text: a number without its decimals."""
    if isinstance(value, str):
        return value
    try:
        return str(int(value))
    except (TypeError, ValueError):
        raise CXError(f"block: {type(value).__name__} cannot be dealt into blocks.", _MEND) from None
