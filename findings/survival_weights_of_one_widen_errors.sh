#!/usr/bin/env bash
# Package:   statsmodels 0.15.0, SurvfuncRight(time, status, freq_weights=...) (Kaplan-Meier)
# Behaviour: with freq_weights, surv_prob_se is the standard error of the cumulative hazard, not of the survival: the factor
#            S(t) is missing. Weights that are all 1 leave the curve as it is and make its standard error 0.15 instead of
#            0.08 at the median, 0.61 instead of 0.04 at the end; the median of 6 months gets the interval 3 to infinity
#            instead of 4 to 7. No warning.
# One would guess otherwise: a frequency weight of 1 is no weight, and a table of counts is the same data as one row per
#            customer. The curve and the median agree to the last digit, only the uncertainty beside them is another's. The
#            docstring says "the standard errors for the values in surv_prob".
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
uv venv --quiet "$work/venv"
uv pip install --quiet --python "$work/venv/bin/python" statsmodels==0.15.0 lifelines==0.30.0 pandas==3.1.1 numpy==2.4.6 scipy==1.17.1
"$work/venv/bin/python" -W error - <<'PY'
import numpy as np
from lifelines import KaplanMeierFitter
from statsmodels.api import SurvfuncRight

# months until a customer left (1) or was last seen (0), and how many customers had each
month = np.array([1, 1, 2, 3, 3, 4, 5, 5, 6, 7, 7, 8, 9, 10])
left = np.array([1, 0, 1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 1, 0])
customers = np.array([5, 1, 4, 3, 2, 4, 3, 1, 4, 5, 2, 3, 2, 1])
each_month, each_left = np.repeat(month, customers), np.repeat(left, customers)

plain = SurvfuncRight(each_month, each_left)
ones = SurvfuncRight(each_month, each_left, freq_weights=np.ones(len(each_month)))
counts = SurvfuncRight(month, left, freq_weights=customers)
for name, curve in (("one row per customer", plain), ("the same, weights of 1", ones), ("table of counts", counts)):
    print(f"{name:23} S {curve.surv_prob.round(3)}\n{'':23} s.e. {curve.surv_prob_se.round(3)}")
    print(f"{'':23} median {curve.quantile(0.5)}, its interval {[float(v) for v in curve.quantile_ci(0.5)]}")

at_risk, events = plain.n_risk, plain.n_events
greenwood = plain.surv_prob * np.sqrt(np.cumsum(events / (at_risk * (at_risk - events))))
hazard = np.sqrt(np.cumsum(events / at_risk**2))
peer = KaplanMeierFitter().fit(month, left, weights=customers)
peer_whole = KaplanMeierFitter().fit(each_month, each_left)
print("lifelines, both ways the same interval:", np.allclose(peer.confidence_interval_, peer_whole.confidence_interval_))

assert np.allclose(plain.surv_prob, ones.surv_prob) and np.allclose(plain.surv_prob, counts.surv_prob)
assert np.allclose(plain.surv_prob_se, greenwood), "changed: without weights"
assert np.allclose(ones.surv_prob_se, hazard) and np.allclose(counts.surv_prob_se, hazard), "changed: with weights"
assert ones.surv_prob_se[-1] > 10 * plain.surv_prob_se[-1], "changed: the errors agree"
assert np.allclose(peer.confidence_interval_, peer_whole.confidence_interval_), "changed: lifelines"
assert plain.quantile(0.5) == ones.quantile(0.5) == counts.quantile(0.5), "changed: the median"
assert plain.quantile_ci(0.5) == (4, 7) and ones.quantile_ci(0.5) == (3, np.inf), "changed: the median's interval"
print("as stated")
PY
