#!/usr/bin/env bash
# Package:   pingouin 0.7.0, cronbach_alpha(nan_policy="listwise")
# Behaviour: alpha is computed from the respondents who answered every item, but its confidence interval takes the
#            number of all rows, those just dropped too. Adding empty rows leaves alpha as it is and makes the interval
#            ever narrower.
# One would guess otherwise: listwise deletion means that the dropped rows are gone, and dropping them by hand first
#            should give the same answer. alpha agrees to the last digit, so nobody looks at the interval beside it.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"  # away from the pins of a project
uv venv --quiet "$work/venv"
uv pip install --quiet --python "$work/venv/bin/python" pingouin==0.7.0 pandas==3.1.1 numpy==2.4.6 scipy==1.17.1
"$work/venv/bin/python" - <<'PY'
import numpy as np
import pandas as pd
import pingouin as pg
from scipy.stats import f

complete = pd.DataFrame(
    {
        "fair": [1, 2, 3, 4, 5, 3, 2, 4],
        "heard": [2, 1, 3, 5, 4, 2, 3, 3],
        "proud": [1, 3, 2, 4, 5, 4, 1, 5],
    },
    dtype=float,
)
# 92 people broke off after the first item
broken_off = pd.DataFrame({"fair": [3.0] * 92, "heard": np.nan, "proud": np.nan})
everybody = pd.concat([complete, broken_off], ignore_index=True)

by_hand, by_hand_interval = pg.cronbach_alpha(everybody.dropna())
listwise, listwise_interval = pg.cronbach_alpha(everybody, nan_policy="listwise")
print("8 complete rows, dropped by hand:", round(by_hand, 6), by_hand_interval)
print("the same rows by nan_policy:     ", round(listwise, 6), listwise_interval)


def feldt(alpha, n, k):
    a, b = n - 1, (n - 1) * (k - 1)
    return [round(1 - (1 - alpha) * f.isf(p, a, b), 3) for p in (0.025, 0.975)]


print("Feldt's interval for n = 8:", feldt(by_hand, 8, 3), " for n = 100:", feldt(by_hand, 100, 3))
assert np.isclose(by_hand, listwise), "changed: alpha"
assert np.allclose(by_hand_interval, feldt(by_hand, 8, 3), atol=0.0011)
assert np.allclose(listwise_interval, feldt(by_hand, 100, 3), atol=0.0011), f"changed: {listwise_interval}"
print("as stated")
PY
