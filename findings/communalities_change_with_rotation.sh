#!/usr/bin/env bash
# Package:   factor_analyzer 0.5.1, FactorAnalyzer.get_communalities, get_uniquenesses, get_factor_variance
# Behaviour: after an oblique rotation (promax, the default, or oblimin) the communality of an item is the sum of its squared
#            pattern loadings, as if the factors were not correlated. An item with 60 % of its variance explained is said to
#            have 39 %, its uniqueness 61 % instead of 40 %, and the explained variance of the whole drops from 62 % to 58 %.
# One would guess otherwise: a rotation moves the axes and explains neither more nor less of an item; the same class says so
#            for varimax. Its own loadings, factor correlations and these uniquenesses do not add up to a variance of 1.
#            Items are thrown out of questionnaires for a low communality.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
uv venv --quiet "$work/venv"
uv pip install --quiet --python "$work/venv/bin/python" factor_analyzer==0.5.1 scikit-learn==1.7.2 pandas==2.3.3 numpy==2.3.5 scipy==1.17.1
"$work/venv/bin/python" -W ignore - <<'PY'
import numpy as np
import pandas as pd
from factor_analyzer import FactorAnalyzer

rng = np.random.default_rng(0)
factors = rng.multivariate_normal([0, 0], [[1, 0.7], [0.7, 1]], size=2000)
loadings = np.array([[0.8, 0], [0.7, 0], [0.6, 0.2], [0, 0.8], [0, 0.7], [0.2, 0.6]])
answers = pd.DataFrame(factors @ loadings.T + rng.normal(scale=0.6, size=(2000, 6)), columns=list("abcdef"))

said, explained, right, whole = {}, {}, {}, {}
for rotation in (None, "varimax", "promax", "oblimin"):
    fit = FactorAnalyzer(n_factors=2, rotation=rotation).fit(answers)
    between = np.eye(2) if fit.phi_ is None else fit.phi_
    said[rotation] = fit.get_communalities()
    explained[rotation] = fit.get_factor_variance()[2][-1]
    right[rotation] = np.diag(fit.loadings_ @ between @ fit.loadings_.T)
    whole[rotation] = right[rotation] + fit.get_uniquenesses()
    print(f"{rotation!s:8} communalities {said[rotation].round(2)}, explained {explained[rotation]:.3f}")
    print(f"         from loadings and factor correlations {right[rotation].round(2)}, with uniquenesses {whole[rotation].round(2)}")

for rotation in right:  # the fit itself does not depend on the rotation
    assert np.allclose(right[rotation], said[None], atol=1e-6), f"the fit differs: {rotation}"
assert np.allclose(said["varimax"], said[None], atol=1e-6), "changed: varimax"
for rotation in ("promax", "oblimin"):
    assert whole[rotation].max() > 1.2, f"changed: {whole[rotation]}"
    assert said[None][5] > 0.58 and said[rotation][5] < 0.40, f"changed: {said[rotation]}"
    assert explained[None] > 0.61 and explained[rotation] < 0.585, f"changed: {explained[rotation]}"
assert FactorAnalyzer().rotation == "promax", "changed: the default"
print("as stated")
PY
