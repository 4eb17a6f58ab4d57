"""Tables of every engine, made from a pandas frame; the tests of engines share them."""

from __future__ import annotations

import os
import shutil
import warnings
from collections.abc import Callable
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa

from cxlib.aggregate.narwhals_adapter import ORDER

ENGINES = ("polars", "polars lazy", "pyarrow", "duckdb", "duckdb table", "spark")


def arrow(table: pd.DataFrame) -> pa.Table:
    """The frame as arrow: NaN is null, ordered categories are ordered dictionaries."""
    return pa.Table.from_pandas(table, preserve_index=False)


def polars(table: pd.DataFrame) -> pl.DataFrame:
    """The frame in polars, ordered categories as Enums."""
    enums = {
        name: pl.Enum(table[name].cat.categories) for name in table.select_dtypes("category") if table[name].cat.ordered
    }
    return pl.from_pandas(table).cast(enums)


def duckdb_relation(table: pd.DataFrame) -> Any:
    """A relation whose connection only the relation still holds."""
    import duckdb

    return duckdb.connect().from_df(table)


def duckdb_table(table: pd.DataFrame) -> Any:
    """A table in a database of its own; its decimals are decimals, its integers as wide as DuckDB has them."""
    import duckdb

    connection = duckdb.connect()
    connection.register("frame", table)
    connection.execute("CREATE TABLE kept AS SELECT * FROM frame")
    return connection.table("kept")


def spark_session(absent: Callable[[str, str], None]) -> Any:
    """One quiet session on one core, or a skip that says why there is none."""
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        absent("spark", "pyspark is not installed (uv sync --group spark)")
    if shutil.which("java") is None:
        absent("java", "Spark needs Java, which is not on this machine")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        options = {
            "spark.ui.enabled": "false",
            "spark.ui.showConsoleProgress": "false",
            "spark.sql.shuffle.partitions": "2",
            "spark.sql.session.timeZone": "Europe/Madrid",
        }
        builder = SparkSession.builder.master("local[1]")
        for name, value in options.items():
            builder = builder.config(name, value)
        before = set(os.environ)
        session = builder.getOrCreate()
        for name in (
            set(os.environ) - before
        ):  # its defaults; kernels are forked only into the surroundings of the start
            del os.environ[name]
    session.sparkContext.setLogLevel("OFF")
    return session


def spark(session: Any, table: pd.DataFrame) -> Any:
    """The frame in Spark, in two parts, with the order of categories in the columns' metadata."""
    orders = {name: list(table[name].cat.categories) for name in table.select_dtypes("category")}
    plain = table.astype({name: object for name in orders})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        frame = session.createDataFrame(arrow(plain)).repartition(2)
    for name, order in orders.items():
        if table[name].cat.ordered:
            frame = frame.withMetadata(name, {ORDER: order})
    return frame


MAKERS = {
    "polars": polars,
    "polars lazy": lambda table: polars(table).lazy(),
    "pyarrow": arrow,
    "duckdb": duckdb_relation,
    "duckdb table": duckdb_table,
}
