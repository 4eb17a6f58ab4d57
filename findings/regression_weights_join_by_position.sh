#!/usr/bin/env bash
# Package:   statsmodels 0.15.0, weights, freq_weights, exposure and clusters given as a pandas Series
# Behaviour: the Series goes to the rows by position, its index is ignored: weights from another file, in another order,
#            land on other people. WLS, GLM, the exposure of a Poisson model, the clusters of robust errors and the groups of
#            GEE all do it, through formulas too. No error, no warning; every number is another one.
# One would guess otherwise: for the outcome and the predictors statsmodels does look at the index, and refuses with "The
#            indices for endog and exog are not aligned"; pandas lines a column up by its index in any calculation. With
#            the Series lined up by hand first, the estimates are right.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
uv venv --quiet "$work/venv"
uv pip install --quiet --python "$work/venv/bin/python" statsmodels==0.15.0 pandas==3.1.1 numpy==2.4.6 scipy==1.17.1
"$work/venv/bin/python" -W error - <<'PY'
import numpy as np
import pandas as pd
import statsmodels.api as sm
import statsmodels.formula.api as smf

rng = np.random.default_rng(0)
ids = pd.Index([f"R{i:03}" for i in range(120)], name="respondent")
people = pd.DataFrame({"wait": rng.normal(size=120)}, index=ids)
many = np.arange(120) % 3 == 0  # a third stands for many customers, and waiting vexes them more
people["score"] = 7 - (1 + 2 * many) * people["wait"] + rng.normal(size=120)
people["calls"] = rng.poisson(np.exp(0.3 * people["wait"]))
# what another department sends: the same respondents, sorted otherwise
other = pd.DataFrame({"w": np.where(many, 4.0, 0.5) + rng.uniform(0, 0.1, 120), "months": rng.integers(1, 25, 120)}, index=ids)
other["team"] = np.repeat(np.arange(12), 10)
sent = other.sort_values("w")
poisson = sm.families.Poisson()

asked = {
    "WLS weights": lambda o: smf.wls("score ~ wait", people, weights=o["w"]).fit().params,
    "sm.WLS weights": lambda o: sm.WLS(people["score"], sm.add_constant(people["wait"]), weights=o["w"]).fit().params,
    "GLM freq_weights": lambda o: smf.glm("score ~ wait", people, freq_weights=o["w"]).fit().params,
    "Poisson exposure": lambda o: smf.glm("calls ~ wait", people, family=poisson, exposure=o["months"]).fit().params,
    "cluster errors": lambda o: smf.ols("score ~ wait", people).fit(cov_type="cluster", cov_kwds={"groups": o["team"]}).bse,
    "GEE groups": lambda o: sm.GEE(people["score"], sm.add_constant(people["wait"]), groups=o["team"]).fit().bse,
}
for name, ask in asked.items():
    as_sent, in_order, by_position = ask(sent), ask(sent.reindex(people.index)), ask(sent.set_axis(people.index))
    print(f"{name:16} as sent {as_sent.round(4).tolist()}, lined up by respondent {in_order.round(4).tolist()}")
    assert not np.allclose(as_sent, in_order, rtol=1e-3), f"changed: {name} is lined up"
    assert np.allclose(as_sent, by_position), f"changed: {name}"

try:
    sm.OLS(people["score"], sm.add_constant(people["wait"].loc[sent.index])).fit()
except ValueError as refusal:
    print("predictors in another order:", refusal)
    assert "not aligned" in str(refusal), "changed: the refusal"
else:
    raise AssertionError("changed: predictors in another order are taken")
print("as stated")
PY
