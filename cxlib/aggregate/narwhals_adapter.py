"""A table of any engine opened for counting, and its small answer brought to pandas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import narwhals as nw
import pandas as pd

Table = Any  # a pandas, polars, pyarrow, DuckDB or PySpark table
ORDER = "categories"  # the key under which a PySpark column's metadata list its values in their order


def is_spark(data: Table) -> bool:
    """Whether it is a PySpark frame, classic or Connect."""
    return type(data).__module__.startswith("pyspark.sql")


def spark_column(name: str) -> Any:
    """A PySpark column by its whole name, which may hold dots and backticks."""
    from pyspark.sql import functions

    return functions.col("`{}`".format(name.replace("`", "``")))


def is_pyarrow(data: Table) -> bool:
    """Whether it is a pyarrow table."""
    return type(data).__module__.startswith("pyarrow")


def opened(data: Table, columns: Mapping[str, str]) -> Any:
    """The columns that are needed, under names of our own, as a narwhals frame.

    Own names free the queries of what engines make of a client's: DuckDB and Spark take `W` and `w` for one
    column, and Spark reads `a.b` as a field of `a`. All but pandas frames are lazy from here on.
    """
    if is_spark(data):
        from pyspark.sql import functions
        from pyspark.sql.types import TimestampType

        own = [f"c{place}" for place in range(len(data.columns))]
        chosen = []
        for name, source in columns.items():
            place = data.columns.index(source)
            column = functions.col(own[place])
            if isinstance(data.schema.fields[place].dataType, TimestampType):
                column = column.cast("timestamp_ntz")  # the clock of the session, as the table shows it
            chosen.append(column.alias(name))
        return nw.from_native(data.toDF(*own).select(*chosen))
    if is_pyarrow(data):
        import polars as pl

        data = pl.from_arrow(data.select(list(dict.fromkeys(columns.values()))))
    frame = nw.from_native(data)
    if nw.dependencies.is_polars_dataframe(data):
        frame = frame.lazy()
    return frame.select(*(nw.col(name).alias(own) for own, name in columns.items()))


def number(frame: Any, name: str) -> nw.Expr:
    """A column of an opened frame as float64, with NaN as null.

    Float comes before any arithmetic: the square of a small integer type overflows silently.
    """
    value = nw.col(name).cast(nw.Float64)
    if not frame.collect_schema()[name].is_float():
        return value
    return nw.when(~value.is_nan()).then(value)


def small(frame: Any) -> pd.DataFrame:
    """A small narwhals frame as pandas: missing stays missing, sums of integers are integers in every engine."""
    if isinstance(frame, nw.LazyFrame):
        # narwhals hands options through to the engine; streaming is what keeps polars out of memory's way
        polars = frame.implementation.is_polars()
        frame = frame.collect(engine="streaming") if polars else frame.collect()
    table = frame.to_arrow()
    # Whole numbers stay whole beside a missing one: as floats, large ids would run into one another.
    found = _without_decimals(table).to_pandas(integer_object_nulls=True)
    for name in found.select_dtypes("category"):
        found[name] = found[name].astype(object).infer_objects()
    return found


def in_order(found: pd.DataFrame, data: Table, columns: Mapping[str, str]) -> pd.DataFrame:
    """The small frame with columns as ordered categories wherever the table states an order of values."""
    for own, name in columns.items():
        order = stated_order(data, name)
        if order is not None:
            found[own] = pd.Categorical(found[own].astype(object), categories=list(order), ordered=True)
    return found


def stated_order(data: Table, name: str) -> Iterable[str] | None:
    """The order of a column's values that its table states: Enum, ENUM, ordered dictionary, PySpark metadata.

    Plain categories of polars and pyarrow are in an order that is an accident, and state none.
    """
    if is_spark(data):
        return data.schema.fields[data.columns.index(name)].metadata.get(ORDER)
    if is_pyarrow(data):
        kind = data.schema.field(name).type
        if not getattr(kind, "ordered", False):
            return None
        chunks = data[name].unify_dictionaries().chunks
        return chunks[0].dictionary.to_pylist() if chunks else None
    kind = nw.from_native(data).collect_schema()[name]
    return kind.categories if isinstance(kind, nw.Enum) else None


def _without_decimals(table: Any) -> Any:
    """DuckDB sums integers to decimals without places; they and other decimals become plain numbers."""
    import pyarrow as pa

    for place, field in enumerate(table.schema):
        if pa.types.is_decimal(field.type):
            whole = field.type.scale == 0 and field.type.precision <= 38
            column = table.column(place)
            try:
                column = column.cast(pa.int64() if whole else pa.float64())
            except pa.ArrowInvalid:  # beyond 64 bits
                column = column.cast(pa.float64())
            table = table.set_column(place, field.name, column)
    return table
