#!/usr/bin/env bash
# Package:   duckdb 2.0.0, reading a CSV file (`from 'file.csv'`, read_csv)
# Behaviour: a question that ranks three things, answered 1-3-2 or 2/1/3 or 3 1 2, is read as a TIMESTAMP in the years 1 to
#            3: the first rank is a year, the second a month, the third a day. No error, no warning. With two or four things
#            ranked, or with one answer in words, the same column stays text.
# One would guess otherwise: nobody writes a year with one digit, and what has no time of day would be a DATE at least.
#            polars reads text. Split by its hyphens again, the answer 2-1-3 has the ranks 0002, 01 and "03 00:00:00".
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"  # away from the pins of a project
uv venv --quiet "$work/venv"
uv pip install --quiet --python "$work/venv/bin/python" duckdb==2.0.0 polars==2.1.0
"$work/venv/bin/python" - <<'PY'
from pathlib import Path

import duckdb
import polars as pl


def read(name, answers):
    lines = [f"{i},{a}" for i, a in enumerate(answers, 1)]
    Path(f"{name}.csv").write_text("\n".join(["id,rank", *lines]) + "\n")
    found = duckdb.sql(f"select rank, typeof(rank), rank::varchar from '{name}.csv' order by id").fetchall()
    types = {t for _, t, _ in found}
    print(f"{name:8} {answers} -> {types} {[text for *_, text in found]}")
    return types, [text for *_, text in found]


three = ["1-3-2", "2-1-3", "3-2-1", "", "1-2-3"]
types, texts = read("three", three)
slashes, _ = read("slashes", [a.replace("-", "/") for a in three])
blanks, _ = read("blanks", [a.replace("-", " ") for a in three])
two, _ = read("two", ["1-2", "2-1"])
four, _ = read("four", ["1-3-2-4", "2-1-3-4"])
words, _ = read("words", [*three, "none"])
print("polars: ", pl.read_csv("three.csv")["rank"].to_list())

assert types == slashes == blanks == {"TIMESTAMP"}, f"changed: {types}, {slashes}, {blanks}"
assert texts == ["0001-03-02 00:00:00", "0002-01-03 00:00:00", "0003-02-01 00:00:00", None, "0001-02-03 00:00:00"], texts
assert two == four == words == {"VARCHAR"}, f"changed: {two}, {four}, {words}"
assert pl.read_csv("three.csv")["rank"].to_list() == ["1-3-2", "2-1-3", "3-2-1", None, "1-2-3"]
print("as stated")
PY
