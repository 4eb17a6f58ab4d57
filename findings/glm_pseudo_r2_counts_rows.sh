#!/usr/bin/env bash
# Package:   statsmodels 0.15.0, GLM(..., freq_weights=counts).fit().pseudo_rsquared()
# Behaviour: the likelihoods count every customer, the exponent 2 / nobs counts the rows of the table: the same 400 customers
#            have a Cox-Snell R2 of 0.11 as one row each and of 0.997 as a table of 8 rows. It is the default kind, and the
#            summary prints it. No warning.
# One would guess otherwise: coefficients, standard errors, tests, deviance, AIC, BIC (which takes the sum of the weights for
#            n) and McFadden's R2 are the same to the last digit both ways, as they should be for a frequency weight. Only
#            this number is not.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
uv venv --quiet "$work/venv"
uv pip install --quiet --python "$work/venv/bin/python" statsmodels==0.15.0 pandas==3.1.1 numpy==2.4.6 scipy==1.17.1
"$work/venv/bin/python" - <<'PY'
import numpy as np
import pandas as pd
import statsmodels.api as sm
import statsmodels.formula.api as smf

# would come again or not, by days waited
table = pd.DataFrame(
    {
        "again": [1, 0] * 4,
        "days": [0, 0, 1, 1, 2, 2, 3, 3],
        "customers": [80, 20, 65, 35, 50, 50, 35, 65],
    }
)
people = table.loc[table.index.repeat(table["customers"])]


def fitted(data, **weights):
    return smf.glm("again ~ days", data, family=sm.families.Binomial(), **weights).fit()


counted, each = fitted(table, freq_weights=table["customers"]), fitted(people)
for name, fit in (("one row each", each), ("table of counts", counted)):
    printed = next(line for line in str(fit.summary()).splitlines() if "Pseudo" in line)
    print(f"{name:15} slope {fit.params['days']:.4f} s.e. {fit.bse['days']:.4f} AIC {fit.aic:.2f} BIC {fit.bic_llf:.2f} "
          f"McFadden {fit.pseudo_rsquared('mcf'):.4f} Cox-Snell {fit.pseudo_rsquared():.4f}\n   {printed.strip()}")


def cox_snell(fit, n):
    return 1 - np.exp(2 / n * (fit.llnull - fit.llf))


for same in ("params", "bse", "pvalues", "deviance", "aic", "bic_llf", "llf", "llnull"):
    assert np.allclose(getattr(counted, same), getattr(each, same)), f"changed: {same}"
assert np.isclose(counted.pseudo_rsquared("mcf"), each.pseudo_rsquared("mcf")), "changed: McFadden"
assert np.isclose(each.pseudo_rsquared(), cox_snell(each, 400)), "changed: one row each"
assert np.isclose(counted.pseudo_rsquared(), cox_snell(counted, 8)), f"changed: {counted.pseudo_rsquared()}"
assert f"{counted.pseudo_rsquared():.4f}" in str(counted.summary()), "changed: the summary"
assert each.pseudo_rsquared() < 0.13 and counted.pseudo_rsquared() > 0.99
print("as stated")
PY
