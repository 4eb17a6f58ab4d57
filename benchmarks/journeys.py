"""The contact log of ten million events, against the same queries written by hand in polars.

Run it from the project's folder; it needs about ten minutes and 100 MB in the temporary folder::

    uv run python benchmarks/journeys.py
    uv run python benchmarks/journeys.py --rows 1000000 --turns 1

Every measurement is a process of its own, which runs the query on a thousand rows first. The table shows the median of
the turns, the ratio to the query written by hand in polars, and the largest memory, imports included. Each answer is
one number or a few that must agree.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from engines import measure, run_one

CASE = {"customer": "customer", "time": "time", "order": "row"}
DEPARTMENTS = [
    "Marketing", "Shops", "Digital", "Contact Centre", "Logistics", "Technical Service", "Billing", "Claims & Legal",
]  # fmt: skip


def write_log(path: Path, rows: int) -> None:
    """Sixteen touchpoints of eight departments, seven contacts a customer, in order of time to the second; seeded."""
    import numpy as np
    import polars as pl

    rng = np.random.default_rng(2027)
    place = rng.integers(0, 16, rows)
    seconds = np.sort(rng.integers(0, 3 * 365 * 86_400, rows)).astype("timedelta64[s]")
    log = pl.DataFrame(
        {
            "customer": rng.integers(0, rows // 7, rows),
            "touchpoint": np.array([f"T{number:02}" for number in range(1, 17)])[place],
            "department": np.array(DEPARTMENTS)[place % 8],
            "broken": rng.random(rows) < 0.08,
            "time": (np.datetime64("2023-01-01", "s") + seconds).astype("datetime64[us]"),
            "row": np.arange(rows),
        }
    )
    log.with_columns(customer=pl.format("K{}", pl.col("customer"))).write_parquet(path, row_group_size=250_000)


def handoffs_by_hand(path: str):
    import polars as pl

    log = pl.scan_parquet(path).select("customer", "time", "row", "department", "broken")
    log = log.with_columns(before=pl.col("department").shift(1).over("customer", order_by=["time", "row"]))
    log = log.filter(pl.col("before") != pl.col("department")).group_by("before", "department")
    found = log.agg(pl.len(), pl.col("broken").sum()).collect(engine="streaming")
    return {"n": found["len"].sum(), "broken": found["broken"].sum()}


def handoffs_cxlib(log):
    import cxlib as cx

    found = cx.handoffs(log, department="department", broken="broken", **CASE).table
    return {"n": int(found["n"].sum()), "broken": int(found["broken"].sum())}


def paths_by_hand(path: str):
    import polars as pl

    steps = pl.col("touchpoint").sort_by("time", "row").str.join(" → ")
    hours = (pl.col("time").max() - pl.col("time").min()).dt.total_microseconds() / 3.6e9
    cases = pl.scan_parquet(path).group_by("customer").agg(steps, hours.alias("hours"))
    found = cases.group_by("touchpoint").agg(pl.len(), pl.col("hours").median()).collect(engine="streaming")
    return {"paths": len(found), "most": found["len"].max()}


def paths_cxlib(log):
    import cxlib as cx

    found = cx.journey_paths(log, touchpoint="touchpoint", **CASE)
    return {"paths": found.n_paths, "most": int(found.table["n_customers"].iloc[0])}


def unbroken_by_hand(path: str):
    import polars as pl

    log = pl.scan_parquet(path).select("customer", "touchpoint", "broken")
    good = pl.col("broken").not_().mean().over("touchpoint").log()
    cases = log.group_by("customer").agg(pl.len(), pl.col("broken").sum())
    promised = log.with_columns(good=good).group_by("customer").agg(pl.col("good").sum().exp())
    found = (
        cases.join(promised, on="customer").group_by("len").agg((pl.col("broken") == 0).mean(), pl.col("good").mean())
    )
    row = found.filter(pl.col("len") == 6).collect(engine="streaming")
    return {"six": row["broken"][0], "product": row["good"][0]}


def unbroken_cxlib(log):
    import cxlib as cx

    found = cx.unbroken_by_length(log, customer="customer", touchpoint="touchpoint", broken="broken").table
    row = found.set_index("contacts").loc[6]
    return {"six": float(row["estimate"]), "product": float(row["product"])}


def fragmentation_by_hand(path: str):
    import polars as pl

    met = pl.scan_parquet(path).group_by("customer", "department").len()
    share = pl.col("len") / pl.col("len").sum()
    people = met.group_by("customer").agg((1 - (share * share).sum()).alias("f")).collect(engine="streaming")
    return {"mean": people["f"].mean()}


def fragmentation_cxlib(log):
    import cxlib as cx

    return {
        "mean": cx.fragmentation(log, customer="customer", department="department").customers["fragmentation"].mean()
    }


QUERIES = ("handoffs", "paths", "unbroken", "fragmentation")


def query_of(name: str):
    """The query of one measurement: by hand on a path, or cxlib on a table of an engine."""
    query, _, engine = name.partition(" ")
    if engine == "by hand":
        return globals()[f"{query}_by_hand"]

    def ours(path: str):
        import duckdb
        import polars as pl

        return globals()[f"{query}_cxlib"](
            pl.scan_parquet(path) if engine == "polars" else duckdb.connect().read_parquet(path)
        )

    return ours


def compare(path: Path, few: Path, turns: int) -> None:
    """Print one line per query and engine."""
    print(f"{'query':14} {'engine':8} {'by hand s':>10} {'cxlib s':>8} {'ratio':>6} {'by hand MB':>11} {'cxlib MB':>9}")
    for query in QUERIES:
        engines = ("polars", "duckdb")
        names = [f"{query} {how}" for how in ("by hand", *engines)]
        hand, *ours = measure(names, path, few, script=__file__, turns=turns)
        for engine, found in zip(engines, ours, strict=True):
            far = max(abs(found["answer"][key] - value) / abs(value) for key, value in hand["answer"].items())
            print(
                f"{query:14} {engine:8} {hand['seconds']:10.2f} {found['seconds']:8.2f} "
                f"{found['seconds'] / hand['seconds']:6.2f} {hand['peak']:11.0f} {found['peak']:9.0f}"
                f"{'' if far < 1e-9 else f'  NOT THE SAME ({far:.1e})'}",
                flush=True,
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("--tables", nargs=2, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        run_one(query_of(arguments.one), *arguments.tables)
        return
    with tempfile.TemporaryDirectory() as folder:
        path, few = Path(folder) / "log.parquet", Path(folder) / "few.parquet"
        write_log(path, arguments.rows)
        write_log(few, 1_000)
        print(f"{arguments.rows:,} events, {path.stat().st_size / 1e6:.0f} MB")
        compare(path, few, arguments.turns)


if __name__ == "__main__":
    main()
