#!/usr/bin/env bash
# Package:   plotnine 0.15.9, geom_smooth(method="lm") and method="wls" with aes(weight=...)
# Behaviour: the line is the unweighted one. Of 53 customers in a table of counts 50 waited up to 25 minutes and rate 8 or 9,
#            three waited longer and rate 2 or 3: a quarter of a point is lost per minute on the chart, where it is 0.14. With
#            formula="y ~ x", which asks for the same line, the same chart is right. No warning.
# One would guess otherwise: "wls" is weighted least squares by its name, the weight is taken as an aesthetic, bars and
#            histograms of the package go by it, and with the formula the line does too, as in ggplot2 with and without.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"  # away from the pins of a project
uv venv --quiet "$work/venv"
uv pip install --quiet --python "$work/venv/bin/python" plotnine==0.15.9 pandas==3.1.1 numpy==2.4.6 statsmodels==0.15.0
"$work/venv/bin/python" - <<'PY'
import copy
import warnings

import numpy as np
import pandas as pd
from plotnine import aes, geom_smooth, ggplot

counts = pd.DataFrame(
    {"wait": [5, 10, 15, 20, 25, 30, 35, 40], "score": [9, 9, 8, 8, 8, 3, 2, 2], "n": [10, 10, 10, 10, 10, 1, 1, 1]}
)


def slope(table, how, **more):
    """The slope of the line as drawn."""
    chart = ggplot(table, aes("wait", "score", **more.pop("by", {}))) + geom_smooth(method=how, se=False, **more)
    chart = copy.deepcopy(chart)
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        chart._build()
    assert not any("weight" in str(one.message) for one in said), "weights are spoken of now"
    line = chart.layers[0].data
    return np.polyfit(line["x"], line["y"], 1)[0]


weight = {"by": {"weight": "n"}}
people = counts.loc[counts.index.repeat(counts["n"]), ["wait", "score"]]
true, plain = np.polyfit(people["wait"], people["score"], 1)[0], np.polyfit(counts["wait"], counts["score"], 1)[0]
drawn = {
    "one row each, lm": slope(people, "lm"),
    "counts, lm": slope(counts, "lm", **weight),
    "counts, wls": slope(counts, "wls", **weight),
    "counts, lm, formula y ~ x": slope(counts, "lm", formula="y ~ x", **weight),
}
print(f"by hand: {true:.3f} for the {len(people)} people, {plain:.3f} for the {len(counts)} rows")
for name, value in drawn.items():
    print(f"{name:26} {value:.3f}")
assert np.isclose(drawn["one row each, lm"], true) and np.isclose(true, -0.1354, atol=1e-4)
assert np.isclose(drawn["counts, lm, formula y ~ x"], true), "the formula is no longer weighted"
assert np.isclose(drawn["counts, lm"], plain) and np.isclose(drawn["counts, wls"], plain), "the weights are used now"
print("as stated")
PY
