#!/usr/bin/env bash
# Package:   pyarrow 26.0.1, csv.read_csv with ParseOptions(newlines_in_values=True)
# Behaviour: a comment of two lines, written with CR LF inside its quotation marks as Windows does, loses the LF where the border
#            of two blocks (1 MiB by default) falls between the two signs: "first\r\nsecond" is read as "first\rsecond". The same
#            comment one byte earlier or later keeps both. No error, no warning; rows and columns are right.
# One would guess otherwise: newlines_in_values is documented as the option that makes line ends within cells safe, at the
#            price of speed; a cell's content should not depend on how long the cells before it are. With one core it is
#            the same; a block as large as the file, pandas, polars and duckdb keep both signs.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
uv venv --quiet "$work/venv"
uv pip install --quiet --python "$work/venv/bin/python" pyarrow==26.0.1 pandas==3.1.1 polars==2.1.0 duckdb==2.0.0 numpy==2.4.6
"$work/venv/bin/python" -W error - <<'PY'
import io
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow.csv as arrow

BLOCK = 1 << 20
HEAD, ROW, SAID = "id,comment\n", '1,"slow reply"\n', "first line\r\nsecond line"


def written(shift):
    """A file whose CR stands `shift` bytes before the end of the first block."""
    room = BLOCK - shift - len(HEAD) - len('1,"first line\r')
    rows, rest = divmod(room, len(ROW))
    filled = ROW * (rows - 1) + ROW[:-2] + "." * rest + ROW[-2:]
    return f'{HEAD}{filled}1,"{SAID}"\n{ROW * 1000}'


def read(text, **options):
    parse = arrow.ParseOptions(newlines_in_values=True)
    table = arrow.read_csv(io.BytesIO(text.encode()), parse_options=parse, read_options=arrow.ReadOptions(**options))
    return [cell for cell in table["comment"].to_pylist() if "second" in cell], table.num_rows


print("CR this far before the border of 1 MiB → what is read")
for shift in (2, 1, 0, -1):
    cells, rows = read(written(shift))
    print(f"{shift:2}: {cells[0]!r} in {rows:,} rows")
    assert cells == [SAID if shift else "first line\rsecond line"], f"changed: {cells}"

text = written(0)
Path("said.csv").write_bytes(text.encode())
own = pd.read_csv("said.csv")["comment"]
others = {
    "pandas": own[own.str.contains("second")].tolist(),
    "polars": pl.read_csv("said.csv").filter(pl.col("comment").str.contains("second"))["comment"].to_list(),
    "duckdb": [row[0] for row in duckdb.sql("select comment from 'said.csv' where comment like '%second%'").fetchall()],
    "one block": read(text, block_size=len(text) + 1)[0],
}
for name, cells in others.items():
    print(f"{name:10} {cells}")
    assert cells == [SAID], f"changed: {name}"
cells, _ = read(text, use_threads=False)
print(f"one core   {cells}")
assert cells == ["first line\rsecond line"], "changed: one core"
print("as stated")
PY
