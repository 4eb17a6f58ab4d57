#!/usr/bin/env bash
# Package:   ipfn 1.4.4 (iterative proportional fitting), on a pandas table of people
# Behaviour: the table comes back in the order it went in, but numbered anew from 0. Put into the people's table, the
#            weights go by the numbers and land on others: of 100 people sorted by day, those of 18 to 34 should weigh
#            30 % and weigh 13.6 %, women 48 % instead of 51 %. No error, no warning, no gap, the sum is right.
# One would guess otherwise: what came in is a DataFrame with an index, what comes out is one with the same columns and
#            rows, and raking only multiplies. The margins within what is returned are exact, so a check made there
#            passes. People who have not been sorted or filtered keep their weights.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"  # away from the pins of a project
uv venv --quiet "$work/venv"
uv pip install --quiet --python "$work/venv/bin/python" ipfn==1.4.4 pandas==2.3.3 numpy==2.3.5
"$work/venv/bin/python" -W error - <<'PY'
import numpy as np
import pandas as pd
from ipfn import ipfn

rng = np.random.default_rng(0)
n = 100
people = pd.DataFrame(
    {
        "sex": rng.choice(["man", "woman"], n, p=[0.6, 0.4]),
        "age": rng.choice(["18-34", "35-54", "55+"], n, p=[0.15, 0.5, 0.35]),
        "day": rng.integers(1, 29, n),
    }
)
targets = {"sex": {"man": 490, "woman": 510}, "age": {"18-34": 300, "35-54": 400, "55+": 300}}


def raked(table):
    start = table.assign(total=1.0)
    margins = [pd.Series(t, name="total", dtype=float).rename_axis(column) for column, t in targets.items()]
    return ipfn.ipfn(start, margins, [[column] for column in targets]).iteration()


def by_hand(table):
    weight = pd.Series(1.0, index=table.index)
    for _ in range(100):
        for column, target in targets.items():
            weight *= table[column].map(target) / weight.groupby(table[column]).sum().loc[table[column]].to_numpy()
    return weight


def shares(table, weight):
    return {c: (100 * weight.groupby(table[c]).sum() / weight.sum()).round(1).to_dict() for c in targets}


print("targets:                        ", {c: {k: v / 10 for k, v in t.items()} for c, t in targets.items()})
seen = {}
for title, table in (("as they came", people), ("sorted by day", people.sort_values("day", kind="stable"))):
    result = raked(table)
    weighted = table.assign(weight=result["total"])
    seen[title] = shares(weighted, weighted["weight"])
    print(f"{title + ', put into the table:':32}", seen[title], " sum", round(weighted["weight"].sum(), 1))
    print(f"{'  within what came back:':32}", shares(result, result["total"]))
    assert np.allclose(result["total"], by_hand(table), atol=1e-3), "changed: by position"
    assert (result[["sex", "age", "day"]].to_numpy() == table[["sex", "age", "day"]].to_numpy()).all(), "changed: order"
    assert list(result.index) == list(range(n)), "changed: the index"
    assert weighted["weight"].notna().all() and np.isclose(weighted["weight"].sum(), 1000, atol=0.1)

right = {c: {k: v / 10 for k, v in t.items()} for c, t in targets.items()}
assert seen["as they came"] == right, f"changed: {seen}"
assert seen["sorted by day"]["age"]["18-34"] == 13.6 and seen["sorted by day"]["sex"]["woman"] == 48, f"changed: {seen}"
print("as stated")
PY
