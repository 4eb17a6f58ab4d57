#!/usr/bin/env bash
# Package:   scikit-learn 1.9.1, metrics.cohen_kappa_score(first, second, weights="quadratic"); beside irrCAC 0.4.4
# Behaviour: the distance between two answers is counted in answers that somebody gave, not in points of the scale. Two
#            people code 10 comments from 1 to 5 and nobody gives a 4: a 3 against a 5 counts as one step, and kappa is
#            0.839. With labels=[1, 2, 3, 4, 5] it is 0.755. One more comment, which both code 4, moves it to 0.775.
# One would guess otherwise: numbers come in, and quadratic weights are squared differences of numbers. irrCAC, given
#            the same 10 pairs and the same word, takes the values (0.755 in both ways). An agreement that all share can
#            raise a kappa; here it lowers it. Small samples of coded comments rarely hold each answer of the scale.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"  # away from the pins of a project
uv venv --quiet "$work/venv"
uv pip install --quiet --python "$work/venv/bin/python" scikit-learn==1.9.1 irrCAC==0.4.4
"$work/venv/bin/python" - <<'PY'
import warnings

import pandas as pd
from sklearn.metrics import cohen_kappa_score

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # of irrCAC's import
    from irrCAC.raw import CAC

first = [1, 1, 2, 3, 3, 5, 5, 2, 1, 3]
second = [1, 2, 2, 3, 5, 5, 3, 1, 1, 3]
scale = [1, 2, 3, 4, 5]
as_it_comes = cohen_kappa_score(first, second, weights="quadratic")
with_labels = cohen_kappa_score(first, second, weights="quadratic", labels=scale)
one_more = cohen_kappa_score([*first, 4], [*second, 4], weights="quadratic")
pairs = pd.DataFrame({"first": first, "second": second})
peer = [
    CAC(pairs, weights="quadratic", **named).conger()["est"]["coefficient_value"]
    for named in ({}, {"categories": scale})
]
print(f"scikit-learn: {as_it_comes:.3f}; with labels {with_labels:.3f}; with one more agreed 4: {one_more:.3f}")
print(f"irrCAC:       {peer[0]:.3f}; with categories {peer[1]:.3f}")
assert abs(as_it_comes - 0.839) < 0.001 and abs(with_labels - 0.755) < 0.001, "scikit-learn counts otherwise now"
assert one_more < as_it_comes, "one more agreement no longer lowers kappa"
assert abs(peer[0] - peer[1]) < 1e-9, "irrCAC depends on the answers used now"
PY
