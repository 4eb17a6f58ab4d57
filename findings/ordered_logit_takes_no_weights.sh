#!/usr/bin/env bash
# Package:   statsmodels 0.15.0, OrderedModel(..., weights=w) and freq_weights=w; PHReg and ConditionalLogit alike
# Behaviour: the weights are taken and not used: the ordered logit of a table of counts is the one in which each row stands
#            for one person. In the same table 220 customers, one row each, show that those who waited are less content
#            (-1.43 on the scale of the logit, p < 0.001); given as counts, there is no effect at all (0.00, p = 1). Even a
#            word is taken for weights. Nothing is said.
# One would guess otherwise: elsewhere in the package unknown weights are answered: Logit, MNLogit and OLS warn of "unknown
#            kwargs", MixedLM refuses, GLM, WLS and GEE use them. Ordered answers come from surveys, which are weighted.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"  # away from the pins of a project
uv venv --quiet "$work/venv"
uv pip install --quiet --python "$work/venv/bin/python" statsmodels==0.15.0 pandas==3.1.1 numpy==2.4.6 scipy==1.17.1
"$work/venv/bin/python" - <<'PY'
import warnings

import numpy as np
import pandas as pd
import statsmodels.api as sm
from statsmodels.discrete.conditional_models import ConditionalLogit
from statsmodels.miscmodels.ordinal_model import OrderedModel

# waited or not, how content (0 low, 1 middle, 2 high), how many customers
table = pd.DataFrame({"waited": [0, 0, 0, 1, 1, 1], "content": [0, 1, 2, 0, 1, 2], "n": [15, 35, 60, 45, 40, 25]})
people = table.loc[table.index.repeat(table["n"])].reset_index(drop=True)


def said(made):
    """What is made, and the warnings on the way."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        return made(), [str(warning.message) for warning in caught]


def ordered(rows, **weights):
    fit, warned = said(lambda: OrderedModel(rows["content"], rows[["waited"]], distr="logit", **weights).fit(disp=0))
    assert not warned, f"changed: {warned}"
    return fit


fits = {
    "one row per customer": ordered(people),
    "table, weights=counts": ordered(table, weights=table["n"]),
    "table, freq_weights=counts": ordered(table, freq_weights=table["n"]),
    "table, no weights": ordered(table),
    "table, weights='any word'": ordered(table, weights="any word"),
}
for name, fit in fits.items():
    print(f"{name:27} effect of waiting {abs(fit.params['waited']):.2f} down, p = {fit.pvalues['waited']:.4f}, n = {fit.nobs:.0f}")

truth = fits.pop("one row per customer")
assert truth.params["waited"] < -1.4 and truth.pvalues["waited"] < 0.001, "changed, or wrong, on one row per customer"
for name, fit in fits.items():
    assert abs(fit.params["waited"]) < 0.001 and fit.pvalues["waited"] > 0.99, f"changed: {name}"

rng = np.random.default_rng(1)
months, price, left = np.arange(1.0, 41), rng.normal(size=(40, 1)), np.tile([0, 1, 1, 0], 10)
weights, quartets = rng.integers(1, 9, 40), np.repeat(np.arange(10), 4)
for weight in ({"weights": weights}, {"freq_weights": weights}):
    for fitted in (
        lambda **w: sm.PHReg(months, price, status=left, **w).fit(),
        lambda **w: ConditionalLogit(left, price, groups=quartets, **w).fit(disp=0),
    ):
        (plain, _), (weighted, warned) = said(fitted), said(lambda: fitted(**weight))
        assert np.array_equal(plain.params, weighted.params) and not warned, f"changed: {weight}, {warned}"
print("Cox regression and conditional logit: the same with weights and without, no warning")

for model in (sm.Logit, sm.MNLogit, sm.OLS):
    _, warned = said(lambda: model(left, sm.add_constant(price), freq_weights=weights))
    print(f"{model.__name__} warns: {warned}")
    assert any("freq_weights" in message for message in warned), f"changed: {model.__name__} does not warn"
print("as stated")
PY
