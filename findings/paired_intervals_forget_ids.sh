#!/usr/bin/env bash
# Package:   dabest 2025.10.20 (estimation plots), load(..., paired="baseline", id_col="customer"), one row per answer
# Behaviour: the answers of two waves are paired by the order of their rows, whoever gave them. Of 24 customers 18 give
#            one point more in the second wave, the others as many; it came in in another order, and the interval of the
#            mean difference is -0.5 to 1.8, p = 0.20, where it is 0.5 to 0.9. In a table sorted by customer it is enough that
#            the first is missing in one wave and the last in the other: each is compared with the next one. No warning.
# One would guess otherwise: id_col is "the identity of the datapoint" and compulsory for paired data: without it there is an
#            error. The same answers, side by side in one row per customer, are paired right and pairs with a blank left out.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"  # away from the pins of a project
uv venv --quiet "$work/venv"
uv pip install --quiet --python "$work/venv/bin/python" dabest==2025.10.20 pandas==2.2.3 numpy==2.1.3
MPLBACKEND=Agg "$work/venv/bin/python" - 2>"$work/said" <<'PY' || { cat "$work/said"; exit 1; }
import warnings

import numpy as np
import pandas as pd

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # of its import
    import dabest
from scipy import stats

rng = np.random.default_rng(24)
first = rng.integers(1, 9, 24)
wide = pd.DataFrame({"customer": range(1, 25), "first": first, "second": first + rng.choice([0, 1, 1, 1], 24)})
long = wide.melt("customer", ["first", "second"], var_name="wave", value_name="score")


def told(table, **columns):
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        loaded = dabest.load(table, idx=("first", "second"), paired="baseline", id_col="customer", **columns)
        row = loaded.mean_diff.results.iloc[0]
    assert not any("pair" in str(one.message) or "order" in str(one.message) for one in said), "pairs are spoken of now"
    return [round(float(row[name]), 3) for name in ("difference", "bca_low", "bca_high", "pvalue_paired_students_t")]


def by_hand(one, other):
    low, high = stats.t.interval(0.95, len(one) - 1, (other - one).mean(), stats.sem(other - one))
    return (other - one).mean(), low, high, stats.ttest_rel(one, other).pvalue


names = {"x": "wave", "y": "score"}
second = long[long["wave"] == "second"]
arrived = pd.concat([long[long["wave"] == "first"], second.sample(frac=1, random_state=1)])
absent = long.drop(long.query("(wave == 'first' and customer == 24) or (wave == 'second' and customer == 1)").index)
both = wide[wide["customer"].between(2, 23)]
try:
    dabest.load(long, idx=("first", "second"), paired="baseline", **names)
    raise SystemExit("changed: paired data need no id_col")
except IndexError as error:
    assert "id_col" in str(error)
seen = {
    "one row per customer": told(wide),
    "one row per answer, sorted": told(long, **names),
    "as they came in": told(arrived, **names),
    "sorted, 1 and 24 once": told(absent, **names),
}
hand = {
    "by id": by_hand(wide["first"], wide["second"]),
    "by id, those of both waves": by_hand(both["first"], both["second"]),
    "by place": by_hand(*(arrived.loc[arrived["wave"] == w, "score"].to_numpy() for w in ("first", "second"))),
    "each with the next one": by_hand(wide["first"].to_numpy()[:-1], wide["second"].to_numpy()[1:]),
}
for name, row in seen.items():
    print("{:27} difference {:.2f}, interval {:.2f} to {:.2f}, p = {:.3f}".format(name, *row))
for name, row in hand.items():
    print("by hand, {:27} {:.2f}, {:.2f} to {:.2f}, p = {:.3f}".format(name, *row))
for one, other in zip(seen.values(), ("by id", "by id", "by place", "each with the next one")):
    assert np.allclose(one[::3], [hand[other][0], hand[other][3]], atol=2e-3), f"changed: {one} is not {other}"
    assert abs((one[2] - one[1]) / (hand[other][2] - hand[other][1]) - 1) < 0.3, f"changed: {one}"
assert hand["by id"][3] < 1e-6 < 0.05 < seen["as they came in"][3]
print("as stated")
PY
