#!/usr/bin/env bash
# Package:   polars 2.1.0 with fastexcel 0.21.0, read_excel with its default engine
# Behaviour: what kind a column is, is guessed from its first 100 rows; an answer below that does not fit is read as null. Text
#            in a column of numbers is lost ("other", "less than 1", "1,5" and "9 ", numbers kept as text), a TRUE becomes 1.
#            The height is right, no error, no warning.
# One would guess otherwise: read_csv, given the same rows, guesses in the same way and refuses what does not fit;
#            read_excel with engine="openpyxl" keeps all. With 99 numbers above them instead of 100 the answers are kept. The
#            docstring says of infer_schema_length only how many rows are scanned.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
uv venv --quiet "$work/venv"
uv pip install --quiet --python "$work/venv/bin/python" polars==2.1.0 fastexcel==0.21.0 openpyxl==3.1.5 pandas==3.1.1 python-calamine==0.9.1 numpy==2.4.6
"$work/venv/bin/python" -W error - <<'PY'
from pathlib import Path

import openpyxl
import pandas as pd
import polars as pl

late = ["other", "less than 1", "1,5", "9 ", 7]


def written(numbers, answers):
    book = openpyxl.Workbook()
    book.active.append(["id", "visits"])
    for row in enumerate([1] * numbers + answers):
        book.active.append(row)
    book.save("visits.xlsx")
    lines = [f'{i},"{answer}"' for i, answer in enumerate([1] * numbers + answers)]
    Path("visits.csv").write_text("\n".join(["id,visits", *lines]) + "\n")


def tail(frame):
    return frame["visits"].to_list()[-len(late) :]


written(99, late)
print("99 numbers above: ", pl.read_excel("visits.xlsx")["visits"].dtype, tail(pl.read_excel("visits.xlsx")))
assert tail(pl.read_excel("visits.xlsx")) == [*late[:4], "7"], "changed: 99 numbers above"

written(100, late)
default = pl.read_excel("visits.xlsx")
slow = pl.read_excel("visits.xlsx", engine="openpyxl")
peer = pd.read_excel("visits.xlsx", engine="calamine")["visits"].tolist()[-len(late) :]
print("100 numbers above:", default["visits"].dtype, tail(default), "of", default.height, "rows")
print("engine openpyxl:  ", slow["visits"].dtype, tail(slow))
print("pandas, calamine: ", peer)
try:
    pl.read_csv("visits.csv")
except pl.exceptions.ComputeError as refusal:
    print("read_csv refuses: ", str(refusal).splitlines()[0])
else:
    raise AssertionError("changed: read_csv takes it")
assert default.height == 105 and tail(default) == [None, None, None, None, 7], f"changed: {tail(default)}"
assert tail(slow) == [*late[:4], "7"] and peer == late, "changed: the other readers"

written(100, [True, 7, 7, 7, 7])
assert tail(pl.read_excel("visits.xlsx")) == [1, 7, 7, 7, 7], "changed: TRUE"
print("as stated")
PY
