#!/usr/bin/env bash
# Package:   pandas 3.1.1, DataFrame.to_stata
# Behaviour: a number above 2147483620 in an int32, Int32 or uint32 column is written as it stands, where Stata's format has
#            its missing values: 2147483621 is read back as `.`, 2147483647 as `.z`. The respondents lose their number. No
#            error, no warning.
# One would guess otherwise: to_stata moves int8 and int16 to the next larger type where a value falls among the missing
#            codes of theirs, and the very same numbers as int64 are written right.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"  # away from the pins of a project
uv venv --quiet "$work/venv"
uv pip install --quiet --python "$work/venv/bin/python" pandas==3.1.1 pyreadstat==1.3.7 numpy==2.4.6
"$work/venv/bin/python" -W error - <<'PY'
import pandas as pd
import pyreadstat

ids = [1001, 2147483620, 2147483621, 2147483647]


def through(values, dtype):
    pd.DataFrame({"id": pd.array(values, dtype=dtype)}).to_stata("people.dta", write_index=False)
    own = pd.read_stata("people.dta")["id"].tolist()
    peer, _ = pyreadstat.read_dta("people.dta", user_missing=True)
    print(f"{dtype:7} written {values}\n        pandas {own}\n        pyreadstat {peer['id'].tolist()}")
    return [None if v != v else int(v) for v in own], peer["id"].tolist()


for dtype in ("int32", "Int32", "uint32"):
    own, peer = through(ids, dtype)
    assert own == [1001, 2147483620, None, None], f"changed: {own}"
    assert peer[:2] == ids[:2] and peer[2] != peer[2] and peer[3] == "z", f"changed: {peer}"
assert through(ids, "int64")[0] == ids, "changed: int64"
for dtype, top in (("int8", 127), ("int16", 32767)):
    assert through([1, top], dtype)[0] == [1, top], f"changed: {dtype}"
print("as stated")
PY
