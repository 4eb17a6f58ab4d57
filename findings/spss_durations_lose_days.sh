#!/usr/bin/env bash
# Package:   pyreadstat 1.3.7 (and pandas 3.1.1, whose read_spss stands on it)
# Behaviour: an SPSS duration (format TIME or DTIME) of a day or more is read as a time of day: 30 hours become 06:00,
#            50 hours 02:00, and a negative duration of 2 hours becomes 22:00. Nothing warns. MTIME, the third format
#            for durations, comes as plain seconds and is right.
# One would guess otherwise: TIME and DTIME are SPSS's formats for durations (DTIME even prints days), the file holds
#            plain seconds, and no other reader takes the remainder of a day. A mean time to resolution made from what
#            is read looks plausible and is far too low. That the seconds are whole is shown by the same reader with
#            disable_datetime_conversion.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"  # away from the pins of a project
uv venv --quiet "$work/venv"
uv pip install --quiet --python "$work/venv/bin/python" pyreadstat==1.3.7 pandas==3.1.1 numpy==2.4.6
"$work/venv/bin/python" - <<'PY'
import datetime as dt

import pandas as pd
import pyreadstat

hours = [2.0, 23.5, 30.0, 50.0, -2.0]
seconds = [h * 3600 for h in hours]
frame = pd.DataFrame({"case": range(1, 6), "resolved": seconds, "waited": seconds, "answered": seconds})
formats = {"resolved": "DTIME12", "waited": "TIME8", "answered": "MTIME8"}
pyreadstat.write_sav(frame, "tickets.sav", variable_format=formats)

raw, meta = pyreadstat.read_sav("tickets.sav", disable_datetime_conversion=True)
read, _ = pyreadstat.read_sav("tickets.sav")
through_pandas = pd.read_spss("tickets.sav")
print("formats in the file:", {k: meta.original_variable_types[k] for k in formats})
print("seconds in the file:", raw["resolved"].tolist())
for name in formats:
    print(f"read_sav  {name:9}", [str(v) for v in read[name]])
print("read_spss resolved ", [str(v) for v in through_pandas["resolved"]])


def in_hours(t):
    return t.hour + t.minute / 60 + t.second / 3600


print("mean hours, true:", sum(hours) / 5, " as read:", sum(map(in_hours, read["resolved"])) / 5)

wrapped = [dt.time(2), dt.time(23, 30), dt.time(6), dt.time(2), dt.time(22)]
assert raw["resolved"].tolist() == seconds, "the file holds something else"
assert read["answered"].tolist() == seconds, "MTIME changed"
for column in (read["resolved"], read["waited"], through_pandas["resolved"]):
    assert column.tolist() == wrapped, f"changed: {column.tolist()}"
print("as stated")
PY
