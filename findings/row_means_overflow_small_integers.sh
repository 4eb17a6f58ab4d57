#!/usr/bin/env bash
# Package:   polars 2.1.0, mean_horizontal and sum_horizontal; narwhals 2.29.0, mean_horizontal, on pandas too
# Behaviour: row means of int8 columns are added up in int8: two sliders from 0 to 100, moved to 90 and 80, have the mean
#            -43; fifteen answers from 0 to 10, all of them 10, have the mean -7.07. No error, no warning. The columns' own means and
#            sums are right, since they are added up in a wider type.
# One would guess otherwise: a mean is a fraction and comes as Float64, so nothing should be held in int8 on the way; pandas'
#            own mean(axis=1) is right. int8 is what Stata's byte becomes, in which survey answers are kept, and
#            where every answer is small the mean looks right, so the low scores are those of the happiest.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
uv venv --quiet "$work/venv"
uv pip install --quiet --python "$work/venv/bin/python" polars==2.1.0 narwhals==2.29.0 pandas==3.1.1 pyarrow==26.0.1 numpy==2.4.6
"$work/venv/bin/python" -W error - <<'PY'
import narwhals as nw
import pandas as pd
import polars as pl

sliders = pd.DataFrame({"speed": [20, 60, 90], "kindness": [30, 65, 80]})
sliders.astype("int8").to_stata("sliders.dta", write_index=False)
answers = pd.read_stata("sliders.dta")
frame = pl.from_pandas(answers)
print("types:", answers.dtypes.astype(str).tolist(), frame.dtypes)


def by_narwhals(native):
    return nw.from_native(native).select(m=nw.mean_horizontal(nw.all()))["m"].to_list()


true = sliders.mean(axis=1).tolist()
by_polars = frame.select(pl.mean_horizontal(pl.all())).to_series()
print("true row means:      ", true, " pandas:", answers.mean(axis=1).tolist())
print("polars:              ", by_polars.to_list(), by_polars.dtype)
print("narwhals over pandas:", by_narwhals(answers), " over polars:", by_narwhals(frame))
print("columns' own means:  ", frame.mean().row(0), " sums:", frame.sum().row(0))

ratings = pl.DataFrame({f"q{i}": [10, 8] for i in range(15)}, schema={f"q{i}": pl.Int8 for i in range(15)})
means = [round(m, 2) for m in ratings.select(pl.mean_horizontal(pl.all())).to_series()]
print("fifteen answers of 10, of 8:", means, " sums:", ratings.select(pl.sum_horizontal(pl.all())).to_series().to_list())

wrapped = [25.0, 62.5, -43.0]
assert answers.dtypes.astype(str).tolist() == ["int8", "int8"], "changed: pandas reads another type"
assert true == [25.0, 62.5, 85.0] == answers.mean(axis=1).tolist(), "changed: pandas"
assert by_polars.to_list() == wrapped and by_polars.dtype == pl.Float64, f"changed: polars {by_polars.to_list()}"
assert by_narwhals(answers) == wrapped == by_narwhals(frame), "changed: narwhals"
assert frame.sum().row(0) == (170, 175) and means == [-7.07, 8.0], f"changed: {frame.sum().row(0)}, {means}"
wide = frame.cast(pl.Int64).select(pl.mean_horizontal(pl.all())).to_series().to_list()
assert wide == true, "changed: int64"
print("as stated")
PY
