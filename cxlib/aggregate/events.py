"""A contact log opened for counting: checked, its rows in an order that is known, its times whole microseconds.

The log stays where it lies; only counts and one row per customer come out. Pandas and pyarrow logs are handed to
polars as they are, so that all take the same way.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import narwhals as nw
import pandas as pd

from ..errors import CXError
from ..locale import say
from ..text import in_rows, left_out
from .columns import any_value, kind_in_words, require_columns
from .narwhals_adapter import Table, number, opened, small

ARROW = " → "  # between the steps of a path
IN_ORDER = ("time", "place")
_EPOCH = datetime.datetime(1970, 1, 1)


@dataclass(frozen=True, eq=False, kw_only=True)
class Events:
    """An opened log.

    `frame` is lazy, with the arguments' names as columns, ``time`` and ``end`` as microseconds since 1970 and
    ``place``, which puts rows of one time in order; `n` rows are kept, `ties` of them have the customer and time of
    another; `zone` is that of the times.
    """

    frame: Any
    n: int
    ties: int
    zone: str | None
    notes: tuple[str, ...]


def opened_events(
    data: Table, *, columns: Mapping[str, str | None], required: Sequence[str], order: str | None, ordered: bool = True
) -> Events:
    """Open the columns of a log, keyed by the arguments that named them; rows without a required one are left out.

    ``time`` and ``end`` are dates, ``broken`` is yes or no, ``rating`` a number; the others are text or keys. With
    `ordered`, contacts of one customer and time stay in the order of the rows, or of the column `order`.
    """
    given = {argument: name for argument, name in columns.items() if name is not None}
    require_columns(data, **given, order=order)
    notes: list[str] = []
    if isinstance(data, pd.DataFrame):
        # The columns of a pandas log in polars; dates that pandas keeps as objects are put on one clock
        import polars as pl
        import pyarrow as pa

        kept = data[list(dict.fromkeys([*given.values(), *([] if order is None else [order])]))]
        clocks = {
            given[name]: _one_clock(kept[given[name]], name, notes)
            for name in ("time", "end")
            if name in given and kept[given[name]].dtype == object
        }
        kept = kept.assign(**clocks)
        for argument, name in given.items():
            try:
                pa.array(kept[name], from_pandas=True) if kept[name].dtype == object else None
            except (pa.ArrowInvalid, pa.ArrowTypeError):
                mend = "Turn the column into text with astype(str), or correct the odd rows."
                raise CXError(f"{argument}: column {name!r} mixes text with other values.", mend) from None
        data = pl.from_pandas(kept)
    zones = {name: _zone(data, name, given[name]) for name in ("time", "end") if name in given}
    if len({zone is None for zone in zones.values()}) > 1:
        raise CXError("end: time and end do not both state a time zone.", "Give both a zone, or neither.")
    _require_yes_or_no(data, given.get("broken"))
    frame = _placed(opened(data, given | ({} if order is None else {"place": order})), order)
    frame = _with_microseconds(frame, list(zones))
    frame = frame.with_columns(*(_typed(frame, name).alias(name) for name in given if name not in zones))
    n = _counted(frame, given, required, notes)
    frame = frame.filter(*(~nw.col(name).is_null() for name in required))
    if "end" in given:
        frame = frame.with_columns(end=nw.when(nw.col("end") >= nw.col("time")).then(nw.col("end")))
    ties = repeated_rows(frame, ["customer", "time"]) if ordered else 0
    if ties and (order is not None or not frame.implementation.is_polars()):
        # Stop where chance would decide which of two contacts came first
        if order is None:
            raise CXError(
                f"time: {rows(ties)} with the customer and time of another, and this engine keeps no order of rows.",
                'Name a column that numbers the rows, such as order = "row".',
            )
        unnumbered = int(small(frame.select(nw.col("place").is_null().cast(nw.Int64).sum())).iloc[0, 0] or 0)
        if unnumbered:  # engines put what has no number first or last, each in its own way
            raise CXError(f"order: column {order!r} has no value in {rows(unnumbered)}.", "Number every row.")
        alike = repeated_rows(frame, ["customer", "time", "place"])
        if alike:
            problem = f"order: column {order!r} has the same value in {rows(alike)} of the same customer and time."
            raise CXError(problem, "Name a column that has a number of its own in every row.")
    return Events(frame=frame, n=n, ties=ties, zone=zones.get("time"), notes=tuple(notes))


def repeated_rows(frame: Any, keys: Sequence[str]) -> int:
    """How many rows have the same keys as another row, not counting the first of them."""
    again = frame.group_by(*keys).agg(nw.len().alias("n")).select((nw.col("n") - 1).sum())
    return int(small(again).iloc[0, 0] or 0)


def case_paths(frame: Any, what: str) -> pd.DataFrame:
    """One row per customer: ``path first last n``, the steps joined by arrows, and first and last microsecond."""
    last = nw.col("end").fill_null(nw.col("time")) if "end" in frame.collect_schema().names() else nw.col("time")
    frame = frame.select("customer", "time", "place", step=nw.col(what), last=last)
    native = _PATHS[frame.implementation](frame.to_native())
    return small(nw.from_native(native))


def _polars_paths(frame: Any) -> Any:
    import polars as pl

    steps = pl.col("step").sort_by(*IN_ORDER).str.join(ARROW)
    return frame.group_by("customer").agg(path=steps, first=pl.col("time").min(), last=pl.col("last").max(), n=pl.len())


def _duckdb_paths(relation: Any) -> Any:
    steps = f"string_agg(step, '{ARROW}' ORDER BY time, place) AS path"
    return relation.aggregate(f'customer, {steps}, min(time) AS first, max("last") AS last, count(*) AS n', "customer")


def _spark_paths(frame: Any) -> Any:
    from pyspark.sql import functions

    steps = functions.expr(
        f"array_join(transform(array_sort(collect_list(struct(time, place, step))), x -> x.step), '{ARROW}') AS path"
    )
    first, last = functions.min("time").alias("first"), functions.max("last").alias("last")
    return frame.groupBy("customer").agg(steps, first, last, functions.count("*").alias("n"))


_PATHS = {
    nw.Implementation.POLARS: _polars_paths,
    nw.Implementation.DUCKDB: _duckdb_paths,
    nw.Implementation.PYSPARK: _spark_paths,
    nw.Implementation.PYSPARK_CONNECT: _spark_paths,
}


def _one_clock(column: pd.Series, argument: str, notes: list[str]) -> pd.Series:
    """Dates held as objects as one column of dates: several zones become instants, a missing zone stops."""
    known = column.dropna()
    if not known.map(lambda value: isinstance(value, datetime.date)).all():
        return column
    zones = known.map(lambda value: str(getattr(value, "tzinfo", None)))
    without = int((zones == "None").sum())
    if 0 < without < len(zones):
        problem = f"{argument}: {without:,} of {len(zones):,} times state no time zone, the others do."
        raise CXError(
            problem, "Give every time a zone, or none: without one it cannot be put in order with the others."
        )
    if without == 0 and zones.nunique() > 1:
        notes.append(f"{argument}: times of {zones.nunique()} zones are put in order as instants.")
    return pd.to_datetime(column, utc=without == 0)


def _zone(data: Table, argument: str, name: str) -> str | None:
    """The time zone that a column of dates states; stops at words and numbers."""
    kind = nw.from_native(data).collect_schema()[name]
    if isinstance(kind, nw.Datetime):
        return kind.time_zone
    if kind != nw.Date and any_value(data, name):
        raise CXError(
            f"{argument}: column {name!r} holds {'numbers' if kind.is_numeric() else kind_in_words(kind)}, not dates.",
            "Give it the role time in study.toml, or read it with pandas.to_datetime.",
        )
    return None


def _require_yes_or_no(data: Table, name: str | None) -> None:
    if name is None:
        return
    kind = nw.from_native(data).collect_schema()[name]
    if kind != nw.Boolean and not kind.is_numeric() and any_value(data, name):
        raise CXError(
            f"broken: column {name!r} holds {kind_in_words(kind)}, not yes or no.",
            'Give it the role "break" in study.toml, or write 1 for a contact that went wrong and 0 for the others.',
        )


def _placed(frame: Any, order: str | None) -> Any:
    """With the row's own number where the engine keeps an order of rows and no column states one."""
    if order is not None:
        return frame
    if frame.implementation.is_polars():
        return nw.from_native(frame.to_native().lazy().with_row_index("place"))
    return frame.with_columns(place=nw.lit(0))


def _typed(frame: Any, name: str) -> nw.Expr:
    """Yes and no as 1 and 0, ratings as floats, names as text."""
    kind = frame.collect_schema()[name]
    if name in ("broken", "rating"):
        return number(frame, name)  # yes and no become 1 and 0
    if kind.is_float():
        return nw.when(~nw.col(name).is_nan()).then(nw.col(name))
    if name != "customer" or kind in (nw.Categorical, nw.Enum):
        return nw.col(name).cast(nw.String)
    return nw.col(name)


def _with_microseconds(frame: Any, names: Sequence[str]) -> Any:
    """Columns of dates as whole microseconds since 1970; a column without any value stays without."""
    kinds, spark = frame.collect_schema(), frame.implementation.is_spark_like()
    for name in names:
        if kinds[name] != nw.Date and not isinstance(kinds[name], nw.Datetime):
            frame = frame.with_columns(nw.lit(None, dtype=nw.Int64).alias(name))
        elif spark:
            from pyspark.sql import functions

            days = f"cast(date_diff(cast({name} AS date), date'1970-01-01') AS bigint)"
            seconds = f"(hour({name}) * 3600 + minute({name}) * 60 + extract(SECOND FROM {name}))"
            spark_microseconds = functions.expr(f"{days} * 86400000000 + cast({seconds} * 1000000 AS bigint)")
            frame = nw.from_native(frame.to_native().withColumn(name, spark_microseconds))
        else:
            kind = kinds[name]
            value, zone = nw.col(name).cast(nw.Datetime("us")) if kind == nw.Date else nw.col(name), None
            if getattr(kind, "time_zone", None) is not None:
                value = value.dt.convert_time_zone("UTC") if frame.implementation.is_polars() else value
                zone = datetime.UTC
            microseconds = (value - nw.lit(_EPOCH.replace(tzinfo=zone))).dt.total_microseconds()
            frame = frame.with_columns(microseconds.alias(name))
    return frame


def _counted(frame: Any, columns: Mapping[str, str], required: Sequence[str], notes: list[str]) -> int:
    """Number of rows that are kept; stops at an empty log and at what is no yes or no."""
    whole = nw.lit(True)
    for name in required:
        whole = whole & ~nw.col(name).is_null()
    faults = {f"no_{name}": nw.col(name).is_null() for name in required}
    if "broken" in columns:
        faults["odd"] = ~nw.col("broken").is_in([0.0, 1.0]) & ~nw.col("broken").is_null()
    if "end" in columns:
        faults["backward"] = nw.col("end") < nw.col("time")
    counts = {name: fault.cast(nw.Int64).sum() for name, fault in (faults | {"kept": whole}).items()}
    found = small(frame.select(nw.len().alias("n"), **counts)).iloc[0].fillna(0).astype(int)
    if not found["n"]:
        raise CXError("interactions: the log has no rows.", "Check the file that study.toml names.")
    for name in required:
        if found[f"no_{name}"] == found["n"]:
            problem = f"{name}: column {columns[name]!r} has no value in {rows(found['n'])}."
            raise CXError(problem, "Check the column and its missing codes in study.toml.")
        if found[f"no_{name}"]:
            notes.append(left_out(found[f"no_{name}"], [columns[name]]))
    if found.get("odd"):
        problem = f"broken: column {columns['broken']!r} holds other values than 1 and 0 in {rows(found['odd'])}."
        raise CXError(problem, "Write 1 or yes for a contact that went wrong, 0 or no for one that did not.")
    if found.get("backward"):
        notes.append(
            say(
                "{rows} with an end before the start: counted from the start, without an end.",
                rows=in_rows(found["backward"]),
            )
        )
    if not found["kept"]:
        names = ", ".join(columns[name] for name in required)
        raise CXError(f"interactions: no row has {names} together.", "Check the columns in study.toml.")
    return int(found["kept"])


def rows(count: int) -> str:
    """A number of rows in words."""
    return "1 row" if count == 1 else f"{count:,} rows"
