#!/usr/bin/env bash
# Package:   pycanon 1.3.6 (how anonymous a table is), l_diversity, t_closeness and alpha_k_anonymity
# Behaviour: the answers of a cell are fetched from the table by place, with the numbers of its index: in a table that was
#            sorted each cell gets the answers of other people. In one cell of branch and age all five rate 2, so whoever
#            knows that somebody is in it knows the rating, and l is 1. Sorted by date, the same 40 people have l = 3. A
#            release that shows somebody's answer is passed. No warning. k, which reads no answers, stays right.
# One would guess otherwise: the three look at which answers a cell holds, and the order of rows is no part of that; k of
#            the same table, by the same package, does not move. Files are sorted, shuffled and filtered before a release.
#            (After a filter the numbers may also be larger than the table; then there is an error.)
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"  # away from the pins of a project
uv venv --quiet "$work/venv"
uv pip install --quiet --python "$work/venv/bin/python" pycanon==1.3.6
"$work/venv/bin/python" - <<'PY'
import warnings

import numpy as np
import pandas as pd
from pycanon import anonymity

warnings.filterwarnings("ignore", message="The default of observed", category=FutureWarning)
rng = np.random.default_rng(9)
people = pd.DataFrame(
    {
        "branch": np.repeat(["North", "South", "East", "West"], 10),
        "age": np.tile(np.repeat(["18-34", "35+"], 5), 4),
        "score": [2, 2, 2, 2, 2, *np.tile([10, 9, 8, 7, 5], 7)],
        "date": rng.permutation(40),
    }
)
CELL, ANSWER = ["branch", "age"], ["score"]


def by_hand(table):
    """Smallest cell, fewest answers in one, largest share of one answer, largest distance from all answers."""
    cells = [cell["score"] for _, cell in table.groupby(CELL)]
    shares = table["score"].value_counts(normalize=True).sort_index()
    parts = [cell.value_counts(normalize=True).reindex(shares.index, fill_value=0) for cell in cells]
    steps = len(shares) - 1  # ordered answers: the distance of Li, Li and Venkatasubramanian (2007)
    away = max((part - shares).cumsum().abs().sum() / steps for part in parts)
    return min(map(len, cells)), min(cell.nunique() for cell in cells), max(map(max, parts)), away


def told(table):
    alpha, _ = anonymity.alpha_k_anonymity(table, CELL, ANSWER)
    close = anonymity.t_closeness(table, CELL, ANSWER)
    return anonymity.k_anonymity(table, CELL), anonymity.l_diversity(table, CELL, ANSWER), alpha, close


tables = {"as it came": people, "sorted by date": people.sort_values("date")}
tables["numbered anew"] = tables["sorted by date"].reset_index(drop=True)
seen = {}
for name, table in tables.items():
    seen[name], hand = told(table), by_hand(table)
    print(f"{name:15} k {{}}, l {{}}, alpha {{:.2f}}, t {{:.3f}}".format(*seen[name]), end="   by hand ")
    print("k {}, l {}, alpha {:.2f}, t {:.3f}".format(*hand))
    assert np.allclose(hand, by_hand(people))
    if name != "sorted by date":
        assert np.allclose(seen[name], hand), f"changed: {seen[name]}"
k, l, alpha, t = seen["sorted by date"]
assert k == 5 and l == 3 and alpha < 1 and t < 0.3, f"the order no longer matters: {seen}"
print("as stated")
PY
