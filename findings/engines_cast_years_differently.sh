#!/usr/bin/env bash
# Package:   ibis-framework 12.0.0, cast("int64") and nunique() on DuckDB 2.0.1 (its default engine) and on Polars 2.1.0
# Behaviour: a fraction made an integer is rounded on DuckDB and cut off on Polars and SQLite. Age in whole years, days
#            divided by 365.25 and cast, makes four of eight guests a year too old: on DuckDB the guest of 17 years and
#            eight months is 18, and the share of adults 75 % instead of 62.5 %. Of three different answers and a blank,
#            nunique() counts three on DuckDB and SQLite, four on Polars. No error, no warning.
# One would guess otherwise: an expression of ibis is written once for all engines, and it has a type, here int64; Python,
#            pandas and NumPy cut off, and BigQuery's cast, which rounded, was changed by ibis to do so as well. Whole
#            numbers hide it, and a code tried on Polars runs on DuckDB without a change.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"  # away from the pins of a project
uv venv --quiet "$work/venv"
uv pip install --quiet --python "$work/venv/bin/python" \
    "ibis-framework[duckdb,polars,sqlite]==12.0.0" duckdb==2.0.1 polars==2.1.0 pandas==3.0.6 pyarrow==25.0.0
"$work/venv/bin/python" -W error - <<'PY'
import datetime as dt

import ibis
import pandas as pd

today = dt.date(2026, 12, 1)
births = ["2009-04-01", "1990-03-02", "1985-11-20", "2000-06-30", "1971-02-15", "2012-07-09", "1999-12-24", "2010-10-05"]
births = [dt.date.fromisoformat(text) for text in births]
true = [today.year - day.year - ((today.month, today.day) < (day.month, day.day)) for day in births]
guests = ibis.memtable(pd.DataFrame({"days": [(today - day).days for day in births]}))
answers = ibis.memtable(pd.DataFrame({"answer": ["good", "poor", "fair", None]}))

age = (guests.days / 365.25).cast("int64")
adults = (age >= 18).mean()
different = answers.answer.nunique()
engines = {"duckdb": ibis.duckdb.connect(), "polars": ibis.polars.connect(), "sqlite": ibis.sqlite.connect()}
seen = {}
print("true   ", true, f"adults {sum(years >= 18 for years in true) / len(true):.1%}")
for name, engine in engines.items():
    ages, share, count = (engine.execute(expression) for expression in (age, adults, different))
    seen[name] = [int(years) for years in ages], float(share), int(count)
    print(f"{name:7} {seen[name][0]} adults {share:.1%}, different answers: {count}")
print("of type", age.type())
assert seen["polars"][0] == seen["sqlite"][0] == true, "polars and sqlite no longer cut off"
older = [found - right for found, right in zip(seen["duckdb"][0], true)]
assert set(older) == {0, 1}, "duckdb no longer rounds"
assert seen["duckdb"][1] > seen["polars"][1] == seen["sqlite"][1], "the share of adults is one now"
assert [seen[name][2] for name in engines] == [3, 4, 3], "nunique counts otherwise"
print("too old on duckdb:", sum(older), "of", len(older))
print("as stated")
PY
