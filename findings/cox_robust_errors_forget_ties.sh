#!/usr/bin/env bash
# Package:   statsmodels 0.15.0, PHReg(..., ties="efron").fit(groups=...) (Cox regression with robust errors)
# Behaviour: the coefficient follows Efron's way with tied times, the robust errors still Breslow's. Where 300 customers
#            are seen for one to three months, the robust error is 0.091; by Efron's own score residuals it is 0.122, a
#            third larger, so intervals are too short. No warning, and summary() says Efron. With ties="breslow", and
#            with no two times alike, the errors are right.
# One would guess otherwise: the plain errors do follow the ties asked for, and Efron is asked for just because there
#            are many ties. Robust errors stand beside them in the same table.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
uv venv --quiet "$work/venv"
uv pip install --quiet --python "$work/venv/bin/python" statsmodels==0.15.0 pandas==3.1.1 numpy==2.4.6 scipy==1.17.1
"$work/venv/bin/python" -W error - <<'PY'
import numpy as np
from statsmodels.api import PHReg

rng = np.random.default_rng(1)
n = 300
month = rng.integers(1, 4, n).astype(float)
left = (rng.random(n) < 0.8).astype(int)
offer = np.tile([0.0, 1.0], n // 2)
customer = np.arange(n)  # each is a group of one, so robust errors are those of Lin and Wei


def by_hand(time, event, x, beta, efron):
    """Plain and robust error from the score residuals of either way with ties."""
    risk, residual, information = np.exp(beta * x), np.zeros(len(x)), 0.0
    for t in np.unique(time[event == 1]):
        at_risk, leaving = (time >= t).astype(float), ((time == t) & (event == 1)).astype(float)
        ties = int(leaving.sum())
        for j in range(ties):  # Efron: those who leave at once count less and less at risk
            weight = (at_risk - leaving * j / ties * efron) * risk
            mean = (weight * x).sum() / weight.sum()
            information += (weight * x**2).sum() / weight.sum() - mean**2
            residual += (x - mean) * (leaving / ties - weight / weight.sum())
    return 1 / np.sqrt(information), np.sqrt((residual**2).sum()) / information


def errors(time, ties):
    model = PHReg(time, offer[:, None], status=left, ties=ties)
    plain, robust = model.fit(), model.fit(groups=customer)
    assert np.isclose(plain.params[0], robust.params[0])
    ours = by_hand(time, left, offer, plain.params[0], ties == "efron")
    print(f"{ties:8} coefficient {plain.params[0]:.4f}  error {plain.bse[0]:.4f}, robust {robust.bse[0]:.4f};", end=" ")
    print(f"by hand {ours[0]:.4f}, robust {ours[1]:.4f}")
    return plain.bse[0], robust.bse[0], *ours, robust


print("months, many ties:")
breslow, efron = errors(month, "breslow"), errors(month, "efron")
print("the same without ties:")
apart = month + rng.permutation(n) / 1000
for ties in ("breslow", "efron"):
    plain, robust, hand_plain, hand_robust, _ = errors(apart, ties)
    assert np.isclose(plain, hand_plain) and np.isclose(robust, hand_robust), "changed: without ties"

assert np.isclose(breslow[0], breslow[2]) and np.isclose(breslow[1], breslow[3]), "changed: Breslow"
assert np.isclose(efron[0], efron[2]), "changed: the plain error of Efron"
assert np.isclose(efron[1], 0.0911, atol=1e-4) and np.isclose(efron[3], 0.1223, atol=1e-4), "changed: the robust error"
assert "Efron" in str(efron[4].summary()), "changed: the summary"
print("as stated")
PY
