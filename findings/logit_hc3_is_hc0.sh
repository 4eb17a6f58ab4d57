#!/usr/bin/env bash
# Package:   statsmodels 0.15.0, fit(cov_type="HC1" | "HC2" | "HC3") of Logit, Probit, Poisson, GLM
# Behaviour: outside linear regression all four give HC0, bit for bit, and the summary prints "Covariance Type: HC3". In 20
#            customers the effect of waiting on leaving is found with p = 0.03 where HC3 itself, by hand and by R's
#            sandwich, gives p = 0.18. No warning.
# One would guess otherwise: the documentation of cov_type lists the four side by side without a word on the model, OLS gives
#            four different errors. HC3 is asked for just because a sample is small, where HC0 is too low.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
uv venv --quiet "$work/venv"
uv pip install --quiet --python "$work/venv/bin/python" statsmodels==0.15.0 pandas==3.1.1 numpy==2.4.6 scipy==1.17.1
"$work/venv/bin/python" -W error - <<'PY'
import numpy as np
import statsmodels.api as sm
from scipy.stats import norm

KINDS = ("HC0", "HC1", "HC2", "HC3")
wait = np.array([0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 4, 4, 5, 5, 6, 7, 8, 10, 16, 16])
left = np.array([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 1, 1, 1])
X = sm.add_constant(wait)


def by_hand(power):
    """The sandwich for a logit, residuals divided by (1 - leverage) ** power: HC0 for 0, HC3 for 1."""
    p = sm.Logit(left, X).fit(disp=0).predict()
    bread = np.linalg.inv((X.T * (p * (1 - p))) @ X)
    leverage = p * (1 - p) * np.einsum("ij,jk,ik->i", X, bread, X)
    scores = X * ((left - p) / (1 - leverage) ** power)[:, None]
    return np.sqrt((bread @ scores.T @ scores @ bread)[1, 1])


models = {
    "OLS": (sm.OLS(left, X), {}),
    "Logit": (sm.Logit(left, X), {"disp": 0}),
    "Probit": (sm.Probit(left, X), {"disp": 0}),
    "Poisson": (sm.Poisson(left, X), {"disp": 0}),
    "GLM": (sm.GLM(left, X, family=sm.families.Binomial()), {}),
}
for name, (model, options) in models.items():
    fits = {kind: model.fit(cov_type=kind, **options) for kind in KINDS}
    errors = [float(fits[kind].bse[1]) for kind in KINDS]
    print(f"{name:8}", dict(zip(KINDS, np.round(errors, 4).tolist())), f"p with HC3: {fits['HC3'].pvalues[1]:.3f}")
    if name == "OLS":
        assert len(set(errors)) == 4, f"changed: OLS {errors}"
    else:
        assert len(set(errors)) == 1, f"changed: {name} {errors}"
        printed = " ".join(str(fits["HC3"].summary()).split())
        assert "Covariance Type: HC3" in printed, f"changed: the summary of {name}"

said = sm.Logit(left, X).fit(disp=0, cov_type="HC3")
p = 2 * norm.sf(abs(said.params[1]) / by_hand(1))
print(f"a logit by hand: HC0 {by_hand(0):.4f}, HC3 {by_hand(1):.4f}, p with HC3: {p:.3f}")
assert np.isclose(said.bse[1], by_hand(0), rtol=1e-4), "changed: not HC0"
assert by_hand(1) > 1.5 * said.bse[1] and said.pvalues[1] < 0.04 and p > 0.15, "HC3 is no different here"
print("as stated")
PY
