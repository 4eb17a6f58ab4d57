#!/usr/bin/env bash
# Package:   tea-tasting 1.14.0 (analysis of A/B tests), Experiment(rating=Mean("rating")) on a table with blank answers
# Behaviour: the means and their spread are those of the people who answered, the number of cases is that of all rows.
#            Of 60 customers in each version of a letter 15 rate, 45 leave it blank: the means differ by 0.8 points with
#            p = 0.004 and an interval of 0.3 to 1.3. The same answers without the blank rows, and Welch's test by hand, give
#            p = 0.16 and -0.3 to 1.9. The more people do not answer, the surer the result. No warning.
# One would guess otherwise: a blank is left out of the mean, so it has been seen; rows without an answer say nothing
#            on how exact a mean is. Quantile and Bootstrap of the same package, in the same experiment, stop at a blank or
#            leave it out, as nan_policy says; Mean has no such choice. In surveys most rows of an experiment are blank.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"  # away from the pins of a project
uv venv --quiet "$work/venv"
uv pip install --quiet --python "$work/venv/bin/python" tea-tasting==1.14.0 pandas==3.0.6 scipy==1.17.1 numpy==2.4.6
"$work/venv/bin/python" -W error - <<'PY'
import math

import numpy as np
import pandas as pd
import tea_tasting as tt
from scipy import stats

old = [3, 4, 5, 6, 6, 7, 7, 7, 7, 8, 8, 8, 8, 9, 9]
new = [5, 6, 6, 7, 7, 7, 8, 8, 8, 8, 8, 9, 9, 9, 9]
blank = [np.nan] * 45
everybody = pd.DataFrame({"variant": [0] * 60 + [1] * 60, "rating": old + blank + new + blank})


def mean(table):
    return tt.Experiment(rating=tt.Mean("rating")).analyze(table)["rating"]


def by_hand(first, second):
    parts = [np.var(values, ddof=1) / len(values) for values in (first, second)]
    error = math.sqrt(sum(parts))
    df = sum(parts) ** 2 / sum(part**2 / (len(values) - 1) for part, values in zip(parts, (first, second)))
    gap = np.mean(second) - np.mean(first)
    half = stats.t.ppf(0.975, df) * error
    return gap - half, gap + half, 2 * stats.t.sf(gap / error, df)


def line(label, low, high, p):
    print(f"{label:32} {low:5.2f} to {high:.2f}, p = {p:.4f}")


rows, answers = mean(everybody), mean(everybody.dropna())
hand = by_hand(old, new)
print("difference of the means:", round(rows.effect_size, 2), "and", round(answers.effect_size, 2))
line("tea-tasting, 60 + 60 rows", rows.effect_size_ci_lower, rows.effect_size_ci_upper, rows.pvalue)
line("tea-tasting, 15 + 15 answers", answers.effect_size_ci_lower, answers.effect_size_ci_upper, answers.pvalue)
line("by hand", *hand)
assert abs(rows.effect_size - answers.effect_size) < 1e-9, "blanks move the means now"
assert np.allclose((answers.effect_size_ci_lower, answers.effect_size_ci_upper, answers.pvalue), hand), "another test"
assert rows.pvalue < 0.01 < 0.05 < answers.pvalue, "blank rows no longer count as cases"
refused = False
try:
    tt.Experiment(rating=tt.Bootstrap("rating", np.mean, nan_policy="raise")).analyze(everybody)
except ValueError as error:
    refused = True
    print("its Bootstrap:", error)
assert refused, "Bootstrap no longer stops at a blank"
omit = tt.Bootstrap("rating", np.mean, n_resamples=2000, rng=1, nan_policy="omit")
boot = tt.Experiment(rating=omit).analyze(everybody)["rating"]
print(f"its Bootstrap, blanks left out: {boot.effect_size_ci_lower:.2f} to {boot.effect_size_ci_upper:.2f}")
assert boot.effect_size_ci_lower < 0, "Bootstrap counts blank rows too"
print("as stated")
PY
