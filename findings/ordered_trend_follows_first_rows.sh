#!/usr/bin/env bash
# Package:   scikit-posthocs 0.17.1, posthoc_npm_test (Nashimoto and Wright, all pairs of groups in a simple order)
# Behaviour: the order of the groups is the one in which they first appear in the rows, also for an ordered Categorical. The
#            same thirty ratings by waiting time, short before medium before long, give p = 0.000 for short against long
#            when the short waits stand first in the file, and 0.995 when the file is sorted the other way. No warning.
# One would guess otherwise: the test is of an alternative stated beforehand, and a Categorical with ordered=True states
#            it. sort=True, described as sorting "by block and group columns", which reads like a matter of the table's
#            looks, puts the stated order right in every order of the rows; for a test without order it changes no p-value.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
uv venv --quiet "$work/venv"
uv pip install --quiet --python "$work/venv/bin/python" scikit-posthocs==0.17.1 pandas==3.1.1 numpy==2.4.6 scipy==1.17.1
"$work/venv/bin/python" - <<'PY'
from itertools import combinations

import numpy as np
import pandas as pd
import scikit_posthocs as sp
from scipy.stats import rankdata

waits = ["short", "medium", "long"]
effort = [4, 5, 6, 6, 7, 5, 6, 7, 6, 5] + [6, 7, 6, 7, 8, 6, 7, 5, 8, 7] + [8, 7, 9, 8, 7, 9, 6, 8, 9, 7]
people = pd.DataFrame({"wait": pd.Categorical(np.repeat(waits, 10), waits, ordered=True), "effort": effort})
orders = {"short waits first": people, "long waits first": people.iloc[::-1], "medium first": people.iloc[[*range(10, 30), *range(10)]]}


def told(test, table, **options):
    np.random.seed(46)
    return test(table, val_col="effort", group_col="wait", **options).loc[waits, waits].to_numpy()[np.triu_indices(3, 1)]


def by_hand(order, times=2000):
    """Share of shuffles whose largest rise between two groups within i..j of the order is at least the one seen."""
    score, wait = people["effort"].to_numpy(), people["wait"].to_numpy()
    spread = np.sqrt(30 * 31 / 12 * (1 / 10 + 1 / 10))
    where = {pair: [order.index(w) for w in pair] for pair in combinations(waits, 2)}

    def rises(values):
        mean = [rankdata(values)[wait == w].mean() for w in order]
        within = [combinations(mean[min(ij) : max(ij) + 1], 2) for ij in where.values()]
        return [max(later - earlier for earlier, later in pairs) / spread for pairs in within]

    rng, seen = np.random.default_rng(46), np.array(rises(score))
    return np.mean([np.array(rises(rng.permutation(score))) >= seen - 1e-12 for _ in range(times)], axis=0)


def show(name, p):
    print(f"{name:30}", "  ".join(f"{x:10.3f}" for x in p))


def near(x, y):
    return np.allclose(x, y, atol=0.03)


print(f"{'p of':29} short-medium  short-long  medium-long")
p, sorted_p, dunn = {}, {}, {}
for name, table in orders.items():
    p[name], sorted_p[name] = told(sp.posthoc_npm_test, table), told(sp.posthoc_npm_test, table, sort=True)
    dunn[name] = told(sp.posthoc_dunn, table)
    show(name, p[name])
    show("   the same, sort=True", sorted_p[name])
stated, backwards = by_hand(waits), by_hand(waits[::-1])
show("by hand, short to long", stated)
show("by hand, long to short", backwards)

assert near(p["short waits first"], stated) and near(p["long waits first"], backwards), "changed: the order of appearance"
assert p["short waits first"][1] < 0.01 and p["long waits first"][1] > 0.9 and p["medium first"][1] > 0.9, f"changed: {p}"
assert all(near(x, stated) for x in sorted_p.values()), "changed: sort=True"
assert all(np.allclose(x, dunn["short waits first"]) for x in dunn.values()), "changed: a test without order"
print("as stated")
PY
