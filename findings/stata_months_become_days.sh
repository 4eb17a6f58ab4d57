#!/usr/bin/env bash
# Package:   polars-readstat 0.25.0, scan_readstat on a Stata file; written and cross-read by pandas 3.1.1
# Behaviour: a column with Stata's format for months, quarters, half-years, weeks or years (%tm, %tq, %th, %tw, %ty) is read as
#            a Date by taking the count of months and so on for days since 1960: May 2026 becomes 7 March 1962, the
#            second quarter of 2026 22 September 1960, the year 2025 18 July 1965. No error, no warning. Daily
#            and timed columns (%td, %tc) are right.
# One would guess otherwise: the format stands in the file, pandas reads every one of them right, pyreadstat leaves what it
#            does not know as a plain number. What comes is a proper Date, five months lie within five days of each other,
#            so grouping by month lumps them together.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
uv venv --quiet "$work/venv"
uv pip install --quiet --python "$work/venv/bin/python" polars-readstat==0.25.0 polars==2.1.0 pandas==3.1.1 pyreadstat==1.3.7 numpy==2.4.6 pyarrow==26.0.1
"$work/venv/bin/python" -W error - <<'PY'
import datetime as dt

import pandas as pd
import pyreadstat
from polars_readstat import scan_readstat

kinds = {"month": "tm", "quarter": "tq", "half": "th", "week": "tw", "year": "ty", "day": "td", "moment": "tc"}
dates = {
    "month": ["2026-01-01", "2026-05-01"],
    "quarter": ["2026-01-01", "2026-04-01"],
    "half": ["2026-01-01", "2026-07-01"],
    "week": ["2026-01-01", "2026-05-07"],
    "year": ["2026-01-01", "2025-01-01"],
    "day": ["2026-01-01", "2026-05-07"],
    "moment": ["2026-01-01", "2026-05-07"],
}
waves = pd.DataFrame({name: pd.to_datetime(texts) for name, texts in dates.items()})
waves.to_stata("waves.dta", convert_dates=kinds, write_index=False)

peer = pd.read_stata("waves.dta")
plain, meta = pyreadstat.read_dta("waves.dta")
read = scan_readstat("waves.dta").collect()
for name in dates:
    pandas_read = [str(v.date()) for v in peer[name]]
    print(f"{meta.original_variable_types[name]:5} pandas {pandas_read}  polars-readstat {[str(v) for v in read[name]]}")
    assert pandas_read == dates[name], f"pandas changed: {name}"

since = dt.date(1960, 1, 1)
for name in ("month", "quarter", "half", "week", "year"):
    taken_for_days = [since + dt.timedelta(days=float(count)) for count in plain[name]]
    assert read[name].to_list() == taken_for_days, f"changed: {name} {read[name].to_list()}"
assert read["month"].to_list()[1] == dt.date(1962, 3, 7) and read["year"].to_list()[1] == dt.date(1965, 7, 18)
assert [str(v) for v in read["day"]] == dates["day"], "changed: %td"
assert [str(v.date()) for v in read["moment"]] == dates["moment"], "changed: %tc"
print("as stated")
PY
