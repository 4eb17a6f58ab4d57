"""Clean tables handed over to the engine that was asked for: from memory, or from a Parquet file."""

from __future__ import annotations

import importlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from ...aggregate.narwhals_adapter import ORDER
from ...errors import CXError

ENGINES = ("pandas", "polars", "duckdb", "spark")
Orders = Mapping[str, Sequence[str]]  # columns whose values have an order, and that order
_PACKAGES = {"polars": ("polars", "uv add polars"), "duckdb": ("duckdb", "uv add duckdb")}
_PACKAGES["spark"] = ("pyspark", "uv add pyspark")


def require_engine(engine: str) -> None:
    """Stop where the engine's package is not installed."""
    package, command = _PACKAGES.get(engine, ("pandas", ""))
    try:
        importlib.import_module(package)
    except ImportError:
        raise CXError(f"{package} is not installed.", f"Install it with {command}, or read with pandas.") from None


def for_engine(frame: pd.DataFrame, engine: str) -> Any:
    """A frame in memory as a table of the engine; the order of categories stays."""
    if engine == "pandas":
        return frame
    orders = {name: list(map(str, frame[name].cat.categories)) for name in frame.select_dtypes("category")}
    if engine == "duckdb":
        import duckdb

        empty = {name: "str" for name, order in orders.items() if not order}  # DuckDB knows no ENUM without values
        return duckdb.connect().from_df(frame.astype(empty))
    plain = frame.astype(dict.fromkeys(orders, "str"))
    if engine == "polars":
        import polars as pl

        return pl.from_pandas(plain, nan_to_null=True).cast({name: pl.Enum(order) for name, order in orders.items()})
    return _with_orders(_spark_frame(plain), orders)


def scanned(path: Path, orders: Orders, engine: str) -> Any:
    """A Parquet file as a table of the engine that is read when it is asked, never as a whole."""
    if engine == "duckdb":
        import duckdb

        relation = duckdb.connect().read_parquet(str(path))
        return relation.project(", ".join(_as_enum(name, orders.get(name)) for name in relation.columns))
    if engine == "polars":
        import polars as pl

        return pl.scan_parquet(path).with_columns(pl.col(name).cast(pl.Enum(order)) for name, order in orders.items())
    return _with_orders(_session().read.parquet(str(path)), orders)


def _as_enum(name: str, order: Sequence[str] | None) -> str:
    def quoted(text: str, mark: str) -> str:
        return mark + text.replace(mark, 2 * mark) + mark

    column = quoted(name, '"')
    if not order:
        return column
    return f"{column}::ENUM({', '.join(quoted(word, chr(39)) for word in order)}) AS {column}"


def _spark_frame(frame: pd.DataFrame) -> Any:
    """The frame in Spark, its times as they stand on the clock, whatever the session's time zone."""
    import pyarrow as pa
    from pyspark.sql.types import StructField, StructType, TimestampNTZType, TimestampType

    table, session = pa.Table.from_pandas(frame, preserve_index=False), _session()
    fields = session.createDataFrame(table.slice(0, 0)).schema.fields
    times = [isinstance(column.dataType, TimestampType) for column in fields]
    schema = StructType(
        [
            StructField(column.name, TimestampNTZType() if time else column.dataType)
            for column, time in zip(fields, times, strict=True)
        ]
    )
    return session.createDataFrame(table, schema)


def _with_orders(frame: Any, orders: Orders) -> Any:
    """Spark has no categories: the order stands in the column's metadata, where `cxlib.aggregate` finds it."""
    for name, order in orders.items():
        frame = frame.withMetadata(name, {ORDER: list(order)})
    return frame


def _session() -> Any:
    """The Spark session that is there, or a new one."""
    from pyspark.errors import PySparkRuntimeError
    from pyspark.sql import SparkSession

    try:
        return SparkSession.getActiveSession() or SparkSession.builder.getOrCreate()
    except PySparkRuntimeError:
        mend = "Install Java 17 or newer (JAVA_HOME says where it is), or read with another engine."
        raise CXError("Spark does not start.", mend) from None
