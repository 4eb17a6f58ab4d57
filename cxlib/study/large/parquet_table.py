"""A clean table in a Parquet file, with the questions that checks ask of it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pandas as pd

from ..cleaning.cleaned import Finding
from ..cleaning.engines import scanned
from ..cleaning.tables import ColumnFacts, Table
from ..dates.layouts import Told

AT_ONCE = 5_000_000  # ids that are compared with one another at a time

_PLACE = "__place"


class ParquetPieces:
    """A Parquet file written and read frame by frame."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.rows = 0
        self._writer: Any = None

    def write(self, frame: pd.DataFrame) -> None:
        """Add the rows of a frame."""
        import pyarrow as pa
        from pyarrow import parquet

        table = pa.Table.from_pandas(frame, preserve_index=False)
        if self._writer is None:
            self._writer = parquet.ParquetWriter(self.path, table.schema, compression="zstd")
        self._writer.write_table(table.cast(self._writer.schema))
        self.rows += len(frame)

    def close(self) -> None:
        """Finish the file."""
        if self._writer is not None:
            self._writer.close()

    def read(self) -> Iterator[pd.DataFrame]:
        """The frames as they were written."""
        from pyarrow import parquet

        with parquet.ParquetFile(self.path) as file:
            for group in range(file.num_row_groups):
                yield file.read_row_group(group).to_pandas()


@dataclass(kw_only=True)
class LargeTable(Table):
    """A table whose clean rows lie in the file `clean`; `rows` and `files` are those of faulty rows only.

    `texts` are the cells of each file as text with their row numbers, `places` what was found in which rows,
    counted from 0 over all files.
    """

    ROW: ClassVar[str] = "__row"

    home: Path
    clean: Path = Path()
    total: int = 0
    orders: dict[str, list[str]] = field(default_factory=dict)
    texts: list[ParquetPieces] = field(default_factory=list)
    files_read: list[str] = field(default_factory=list)
    noted: dict[tuple[str, str], list[np.ndarray]] = field(default_factory=dict)
    places: np.ndarray = field(default_factory=lambda: np.array([], dtype="int64"))

    @property
    def n_rows(self) -> int:
        """How many rows could be split into cells."""
        return self.total

    def note_rows(self, column: str, problem: str, places: np.ndarray) -> None:
        """Keep the places of rows at fault in one piece."""
        if len(places):
            self.noted.setdefault((column, problem), []).append(places)

    def take_findings(self, findings: list[Finding]) -> None:
        """The findings of all pieces, in the words and the order of a table in memory."""
        for finding in findings:
            found = self.noted.get((finding.column, finding.problem))
            if found:
                rows = np.concatenate(found)
                self.findings.append(replace(finding, rows=rows))

    def find(self, column: str, problem: str, mend: str, rows: np.ndarray, *, told: Told = "") -> None:
        """Note a fault of some rows, given by their places; with `told` it is no fault, and becomes a note."""
        if len(rows):
            self.findings.append(Finding(column=column, problem=problem, mend=mend, rows=rows, told=told))

    def repeated(self, columns: list[str]) -> np.ndarray:
        """Places of rows that have the same values as an earlier row, where the last of the columns is filled."""
        import polars as pl

        keys = [f"k{place}" for place in range(len(columns))]
        named = (pl.col(name).alias(key) for key, name in zip(keys, columns, strict=True))
        rows = self._rows().select(*named, _PLACE).filter(pl.col(keys[-1]).is_not_null())

        def again(part: pl.LazyFrame) -> pl.LazyFrame:
            first = part.group_by(keys).agg(pl.len().alias("n"), pl.col(_PLACE).min().alias("first"))
            both = part.join(first.filter(pl.col("n") > 1), on=keys, nulls_equal=True)
            return both.filter(pl.col(_PLACE) != pl.col("first"))

        return self._places(again(part) for part in self._parts(rows, keys[-1]))

    def unknown(self, column: str, sources: list[tuple[Table, str]]) -> np.ndarray:
        """Places of rows whose value stands in no column of the sources."""
        import polars as pl

        rows = self._rows().select(pl.col(column).cast(pl.String).alias("k"), _PLACE).drop_nulls("k")
        known = pl.concat([_keys(source, key) for source, key in sources])
        parts = zip(self._parts(rows, "k"), self._parts(known.drop_nulls().unique(), "k"), strict=True)
        return self._places(part.join(names, on="k", how="anti") for part, names in parts)

    def present(self, name: str) -> pd.Series:
        """The different values of a column as text."""
        return _keys(self, name).drop_nulls().unique().collect(engine="streaming")["k"].to_pandas().astype("str")

    def cells(self, name: str) -> pd.Series | None:
        """The clean cells of a column; None where there is none, or more of them than are looked at one by one."""
        import polars as pl

        if name not in self.frame or self.total > AT_ONCE:
            return None
        column = self._rows().select(pl.col(name)).collect(engine="streaming")[name].to_pandas()
        return column.astype("str") if column.dtype == object else column

    def different(self, name: str) -> tuple[np.ndarray, pd.Index]:
        """For each row the place of its value among the different ones, −1 for none, and these as text."""
        cells = self.cells(name)
        codes, distinct = pd.factorize(pd.Series(dtype=object) if cells is None else cells)
        return codes, pd.Index(distinct, dtype=object)

    def facts(self, name: str) -> ColumnFacts:
        """What notes on a column are made of."""
        import polars as pl

        column = pl.col(name)
        number = self.contract.columns[name].values == "number"
        found = self._rows().select(
            answers=column.count(),
            alike=column.min() == column.max(),
            zeros=(column == 0).sum() if number else pl.lit(0),
        )
        found = found.collect(engine="streaming").row(0, named=True)
        present: tuple[str, ...] = ()
        if self.contract.columns[name].role == "wave":
            present = tuple(self._rows().select(column.drop_nulls().unique()).collect(engine="streaming")[name])
        return ColumnFacts(
            answers=found["answers"],
            distinct=0 if not found["answers"] else 1 if found["alike"] else 2,
            zeros=found["zeros"] or 0,
            present=present,
            order=tuple(self.orders.get(name, ())) if present else (),
        )

    def correlation(self, first: str, second: str) -> tuple[int, float]:
        """Rows that have both columns, and their correlation; NaN where one of the columns does not vary."""
        import polars as pl

        both = self._rows().select(a=first, b=second).drop_nulls()
        found = both.select(
            n=pl.len(),
            r=pl.corr("a", "b"),
            varies=(pl.col("a").min() < pl.col("a").max()) & (pl.col("b").min() < pl.col("b").max()),
        )
        found = found.collect(engine="streaming").row(0, named=True)
        return found["n"], found["r"] if found["varies"] else float("nan")

    def counts(self, name: str) -> dict[float, int]:
        """How often each value of a column of numbers was given."""
        import polars as pl

        values = self._rows().select(v=name).filter(pl.col("v").is_not_null() & pl.col("v").is_not_nan())
        found = values.group_by("v").len().collect(engine="streaming")
        return dict(zip(found["v"].to_list(), found["len"].to_list(), strict=True))

    def counts_by(self, name: str, group: str) -> pd.DataFrame:
        """How often each value was given in each group: columns group, value, n, in the order of the groups."""
        import polars as pl

        rows = self._rows().select(group=pl.col(group).cast(pl.String), value=name).drop_nulls()
        rows = rows.filter(pl.col("value").is_not_nan())
        found = rows.group_by("group", "value").agg(n=pl.len()).collect(engine="streaming")
        return found.to_pandas().sort_values(["group", "value"], ignore_index=True)

    def names(self, name: str, *, most: int) -> list[str]:
        """The different texts of a column; none where there are more than `most`."""
        import polars as pl

        found = self._rows().select(pl.col(name).cast(pl.String).drop_nulls().unique())
        names = found.head(most + 1).collect(engine="streaming")[name].to_list()
        return names if len(names) <= most else []

    def commonest(self, name: str, *, among: int) -> tuple[str, int]:
        """The text that stands most often in the first rows of a column, and how often it stands in all of them."""
        import polars as pl

        values = self._rows().select(v=pl.col(name).cast(pl.String)).drop_nulls()
        first = values.head(among).collect(engine="streaming").to_pandas()["v"].value_counts()
        if first.empty:
            return "", 0
        word = str(first.index[0])
        return word, values.select((pl.col("v") == word).sum()).collect(engine="streaming").item()

    def newest(self, name: str) -> datetime.date | None:
        """The newest date of a column."""
        import polars as pl

        newest = self._rows().select(pl.col(name).max()).collect(engine="streaming").item()
        return None if newest is None else newest.date()

    def settle(self) -> None:
        """Know the faulty rows by their numbers: findings become masks of these rows, as in a table in memory."""
        import polars as pl

        super().settle()
        if not self.findings:
            return
        self.places = np.unique(np.concatenate([finding.rows for finding in self.findings]))
        rows, files, start = [], [], 0
        for name, texts in zip(self.files_read, self.texts, strict=True):
            own = self.places[(self.places >= start) & (self.places < start + texts.rows)] - start
            numbers = pl.scan_parquet(texts.path, row_index_name=_PLACE).select(_PLACE, self.ROW)
            wanted = pl.LazyFrame({_PLACE: own}, schema={_PLACE: pl.UInt32})
            found = numbers.join(wanted, on=_PLACE, how="semi").collect(engine="streaming").sort(_PLACE)
            rows.append(found[self.ROW].to_numpy())
            files += [name] * len(own)
            start += texts.rows
        self.rows, self.files = np.concatenate(rows), np.array(files, dtype=object)
        self.findings = [replace(finding, rows=np.isin(self.places, finding.rows)) for finding in self.findings]

    def leave_out(self, rows: np.ndarray) -> None:
        """Write the clean file anew without rows, given as a mask of the faulty ones."""
        import polars as pl

        out = pl.LazyFrame({_PLACE: self.places[rows]}, schema={_PLACE: pl.UInt32})
        kept = self.home / "kept.parquet"
        left = self._rows().join(out, on=_PLACE, how="anti", maintain_order="left").drop(_PLACE)
        left.sink_parquet(kept)
        self.clean.unlink()
        self.clean, self.total = kept, self.total - int(rows.sum())

    def for_engine(self, engine: str) -> Any:
        """The clean table as the engine's own, read when it is asked."""
        for texts in self.texts:
            texts.path.unlink(missing_ok=True)
        return scanned(self.clean, self.orders, engine)

    def _rows(self) -> Any:
        import polars as pl

        return pl.scan_parquet(self.clean, row_index_name=_PLACE)

    def _parts(self, rows: Any, key: str) -> Iterator[Any]:
        """The rows in parts that fit into memory; equal keys are always in one part."""
        import polars as pl

        parts = 1 + self.total // AT_ONCE
        for part in range(parts):
            yield rows.filter(pl.col(key).hash(0) % parts == part) if parts > 1 else rows

    def _places(self, parts: Iterator[Any]) -> np.ndarray:
        found = [part.select(_PLACE).collect(engine="streaming")[_PLACE].to_numpy() for part in parts]
        return np.sort(np.concatenate(found)).astype("int64")


def _keys(table: Table, column: str) -> Any:
    """A column of keys as text, of a table in a file or in memory."""
    import polars as pl

    if isinstance(table, LargeTable):
        return table._rows().select(pl.col(column).cast(pl.String).alias("k"))
    return pl.LazyFrame({"k": table.present(column).tolist()}, schema={"k": pl.String})
