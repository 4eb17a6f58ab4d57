"""cxlib on ten million rows, against the same queries written by hand on the same engine.

Run it from the project's folder; it needs about two minutes and 500 MB in the temporary folder::

    uv run python benchmarks/engines.py
    uv run python benchmarks/engines.py --rows 1000000

Every measurement is a process of its own. It runs the query on a thousand rows first, so that imports are not
measured, then on all. The table shows the median of five runs, the ratio to the query written by hand, and the largest
memory of any run, imports included.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

RUNS = 5
ITEMS = [f"q{number:02}" for number in range(1, 16)]
PAIRS = [(a, b) for place, a in enumerate(ITEMS) for b in ITEMS[place:]]
SEGMENTS = ["north", "south", "east", "west", "centre", "islands"]


def write_table(path: Path, rows: int) -> None:
    """Fifteen items 0…10 as int8 with gaps, a segment, a weight and an id; seeded, a million rows at a time."""
    import numpy as np
    import pyarrow as pa
    from pyarrow import parquet

    rng = np.random.default_rng(2027)
    writer = None
    for start in range(0, rows, 1_000_000):
        n = min(1_000_000, rows - start)
        mood = rng.normal(7, 2, n)
        columns = {}
        for item in ITEMS:
            answers = np.clip(np.rint(mood + rng.normal(0, 2, n)), 0, 10).astype("int8")
            columns[item] = pa.array(answers, mask=rng.random(n) < 0.005)
        columns["segment"] = pa.array(np.array(SEGMENTS, dtype=object)[rng.integers(0, len(SEGMENTS), n)])
        columns["weight"] = pa.array(rng.uniform(0.5, 2.0, n))
        columns["id"] = pa.array(np.arange(start, start + n))
        table = pa.table(columns)
        writer = writer or parquet.ParquetWriter(path, table.schema)
        writer.write_table(table, row_group_size=250_000)
    writer.close()


def nps_polars_by_hand(path: str):
    import polars as pl

    rating = pl.col("q01")
    rows = pl.scan_parquet(path).filter(rating.is_not_null()).group_by("segment")
    points = (rating >= 9).sum().cast(pl.Int64) - (rating <= 6).sum().cast(pl.Int64)
    found = rows.agg(points.alias("points"), pl.len().alias("n")).collect(engine="streaming")
    return {row["segment"]: 100 * row["points"] / row["n"] for row in found.to_dicts()}


def nps_duckdb_by_hand(path: str):
    import duckdb

    query = (
        "SELECT segment, 100.0 * (sum((q01 >= 9)::INT) - sum((q01 <= 6)::INT)) / count(q01) "
        "FROM read_parquet(?) WHERE q01 IS NOT NULL GROUP BY segment"
    )
    return dict(duckdb.connect().execute(query, [path]).fetchall())


def _nps_of(table):
    import cxlib as cx

    found = cx.net_promoter_score(table, rating="q01", by="segment").table
    return dict(zip(found["segment"], found["estimate"], strict=True))


def nps_polars_cxlib(path: str):
    import polars as pl

    return _nps_of(pl.scan_parquet(path))


def nps_duckdb_cxlib(path: str):
    import duckdb

    return _nps_of(duckdb.connect().read_parquet(path))


def products_polars_by_hand(path: str):
    import polars as pl

    rows = pl.scan_parquet(path).select(ITEMS).drop_nulls().select(pl.all().cast(pl.Float64))
    sums = [(pl.col(a) * pl.col(b)).sum().alias(f"{a} {b}") for a, b in PAIRS]
    return rows.select(sums).collect(engine="streaming").to_dicts()[0]


def products_duckdb_by_hand(path: str):
    import duckdb

    floats = ", ".join(f"{item}::DOUBLE AS {item}" for item in ITEMS)
    whole = " AND ".join(f"{item} IS NOT NULL" for item in ITEMS)
    sums = ", ".join(f"sum({a} * {b})" for a, b in PAIRS)
    found = duckdb.connect().execute(f"SELECT {sums} FROM (SELECT {floats} FROM '{path}' WHERE {whole})").fetchone()
    return {f"{a} {b}": value for (a, b), value in zip(PAIRS, found, strict=True)}


def _products_of(table):
    from cxlib.aggregate import cross_products

    found = cross_products(table, columns=ITEMS)
    means, n = found.means[0], found.n[0]
    plain = found.centred[0] + n * means[:, None] * means[None, :]
    places = {item: place for place, item in enumerate(ITEMS)}
    return {f"{a} {b}": float(plain[places[a], places[b]]) for a, b in PAIRS}


def products_polars_cxlib(path: str):
    import polars as pl

    return _products_of(pl.scan_parquet(path))


def products_duckdb_cxlib(path: str):
    import duckdb

    return _products_of(duckdb.connect().read_parquet(path))


def run_one(query: Callable, path: str, few: str) -> None:
    """One measurement in this process: seconds, peak memory and the answer, as JSON."""
    query(few)
    start = time.perf_counter()
    answer = query(path)
    seconds = time.perf_counter() - start
    peak = int(re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())[1]) / 1024
    print(json.dumps({"seconds": seconds, "peak": peak, "answer": answer}))


def measure(names: Sequence[str], path: Path, few: Path, *, script: str = __file__, turns: int = RUNS) -> list[dict]:
    """Five processes each, by turns, so that whatever else the machine does falls on all."""
    runs: dict[str, list[dict]] = {name: [] for name in names}
    for _ in range(turns):
        for name in names:
            command = [sys.executable, script, "--one", name, "--tables", str(path), str(few)]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            runs[name].append(json.loads(done.stdout))
    return [
        {
            "seconds": statistics.median(run["seconds"] for run in found),
            "peak": max(run["peak"] for run in found),
            "answer": found[0]["answer"],
        }
        for found in runs.values()
    ]


def compare(path: Path, few: Path) -> None:
    """Print one line per query and engine."""
    print(f"{'query':10} {'engine':8} {'by hand s':>10} {'cxlib s':>8} {'ratio':>6} {'by hand MB':>11} {'cxlib MB':>9}")
    for query in ("nps", "products"):
        for engine in ("polars", "duckdb"):
            hand, ours = measure((f"{query}_{engine}_by_hand", f"{query}_{engine}_cxlib"), path, few)
            far = max(abs(ours["answer"][key] - value) / abs(value) for key, value in hand["answer"].items())
            same = "" if far < 1e-9 and len(hand["answer"]) == len(ours["answer"]) else f"  NOT THE SAME ({far:.1e})"
            print(
                f"{query:10} {engine:8} {hand['seconds']:10.3f} {ours['seconds']:8.3f} "
                f"{ours['seconds'] / hand['seconds']:6.2f} {hand['peak']:11.0f} {ours['peak']:9.0f}{same}",
                flush=True,
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("--tables", nargs=2, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        run_one(globals()[arguments.one], *arguments.tables)
        return
    with tempfile.TemporaryDirectory() as folder:
        path, few = Path(folder) / "answers.parquet", Path(folder) / "few.parquet"
        write_table(path, arguments.rows)
        write_table(few, 1_000)
        print(f"{arguments.rows:,} rows, {path.stat().st_size / 1e6:.0f} MB")
        compare(path, few)


if __name__ == "__main__":
    main()
