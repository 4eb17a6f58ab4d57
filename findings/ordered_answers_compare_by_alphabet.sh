#!/usr/bin/env bash
# Package:   narwhals 2.29.0, polars 2.1.0 and duckdb 2.0.0, given a pandas 3.1.1 ordered Categorical or its Parquet file
# Behaviour: the same filter q >= 'good' on the scale poor < fair < good < excellent keeps good and excellent in pandas, but
#            good and poor in polars and in duckdb: they compare by the alphabet, and nothing warns. So one line of narwhals
#            means two things. duckdb is at odds with itself: its ORDER BY and max go by the scale, its WHERE by the alphabet.
#            polars sorts by the alphabet too, and the way back to pandas does not restore the order.
# One would guess otherwise: the Parquet file carries the mark "ordered", duckdb has taken the column for an ENUM of that
#            order, polars writes and reads its own Enum in order, and an engine that has lost the order could refuse the
#            comparison, as pandas does for a Categorical without one.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"  # away from the pins of a project
uv venv --quiet "$work/venv"
uv pip install --quiet --python "$work/venv/bin/python" polars==2.1.0 pandas==3.1.1 pyarrow==26.0.1 duckdb==2.0.0 narwhals==2.29.0 numpy==2.4.6
"$work/venv/bin/python" -W error - <<'PY'
import duckdb
import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow.parquet as pq

scale = ["poor", "fair", "good", "excellent"]
answers = pd.DataFrame({"q": pd.Categorical(["good", "excellent", "poor", "fair"], categories=scale, ordered=True)})
answers.to_parquet("answers.parquet")
print("the Parquet file:", pq.read_schema("answers.parquet").field("q").type)


def high(frame):
    return nw.from_native(frame).filter(nw.col("q") >= "good")["q"].to_list()


def asked(query):
    return [row[0] for row in duckdb.sql(query).fetchall()]


by_scale, by_alphabet = ["excellent", "good"], ["good", "poor"]
print("narwhals on pandas:", high(answers))
assert sorted(high(answers)) == by_scale, "changed: pandas"

for name, frame in (("from_pandas", pl.from_pandas(answers)), ("read_parquet", pl.read_parquet("answers.parquet"))):
    ranked = frame.sort("q")["q"].to_list()
    print(f"narwhals on polars {name}: {high(frame)}, sorted {ranked}, best {frame['q'].max()}")
    assert sorted(high(frame)) == by_alphabet, f"changed: {high(frame)}"
    assert frame["q"].max() == "poor" and ranked == sorted(scale), f"changed: {ranked}"

kept, ranked = asked("select q from answers where q >= 'good'"), asked("select q from answers order by q")
best, kind = asked("select max(q) from answers")[0], asked("select typeof(q) from answers")[0]
print(f"duckdb {kind}: {kept}, sorted {ranked}, best {best}")
assert sorted(kept) == by_alphabet, f"changed: {kept}"
assert ranked == scale and best == "excellent", f"changed: {ranked}, {best}"

back = pl.from_pandas(answers).to_pandas()["q"].dtype
own = pl.DataFrame({"q": scale}, schema={"q": pl.Enum(scale)}).to_pandas()["q"].dtype
print("back in pandas, ordered:", back.ordered, "; polars' own Enum in pandas, ordered:", own.ordered)
assert not back.ordered and own.ordered, "changed: the way back"
print("as stated")
PY
