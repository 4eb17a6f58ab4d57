#!/usr/bin/env bash
# Package:   marginaleffects 0.6.0 (Python), avg_predictions(model, wts="weight")
# Behaviour: the average of the predictions is the plain one: of 20 young customers, 40 % content, and 80 older ones, 80 %
#            content, weighted to half and half, 72 % are said to be content where it is 60 %. The standard error is the
#            unweighted one as well. No warning.
# One would guess otherwise: wts is documented as the "weights to use for marginalization", and an average is what the
#            function is for. With by=, and in avg_comparisons, the same argument is used: a `by` that is the same for
#            everybody gives 60 %.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"  # away from the pins of a project
uv venv --quiet "$work/venv"
uv pip install --quiet --python "$work/venv/bin/python" marginaleffects==0.6.0 statsmodels==0.15.0 polars==1.44.2 pandas==3.1.1 \
    numpy==2.4.6 scipy==1.17.1
"$work/venv/bin/python" -W error - <<'PY'
import numpy as np
import pandas as pd
import statsmodels.formula.api as smf
from marginaleffects import avg_comparisons, avg_predictions, predictions

people = pd.DataFrame(
    {
        "content": np.repeat([1, 0, 1, 0], [8, 12, 64, 16]),
        "young": np.repeat([1, 0], [20, 80]),
        "weight": np.repeat([2.5, 0.625], [20, 80]),  # to half and half
        "everybody": 1,
    }
)
model = smf.logit("content ~ young", people).fit(disp=0)


def told(table):
    return table["estimate"].item(), table["std_error"].item()


found = {
    "no weights": told(avg_predictions(model)),
    "wts": told(avg_predictions(model, wts="weight")),
    "wts, by=True": told(predictions(model, by=True, wts="weight")),
    "wts, by one group of all": told(avg_predictions(model, wts="weight", by="everybody", newdata=people)),
}
for name, (estimate, error) in found.items():
    print(f"{name:25} {estimate:.3f}, standard error {error:.4f}")
answers = np.average(people["content"], weights=people["weight"])
# the mean of two independent shares, half and half
error = np.sqrt(0.25 * 0.4 * 0.6 / 20 + 0.25 * 0.8 * 0.2 / 80)
print(f"weighted mean by hand      {answers:.3f}, standard error {error:.4f}")

assert np.allclose(found["no weights"][0], 0.72, atol=1e-6) and np.isclose(answers, 0.6)
assert found["wts"] == found["wts, by=True"] == found["no weights"], f"changed: {found['wts']}"
assert np.allclose(found["wts, by one group of all"], (answers, error), atol=1e-4), "changed: with by"

# the same argument, where it is used: an effect that differs by age
people["wait"] = np.tile([0, 1], 50)
people["rated"] = 8 - people["wait"] * (1 + 2 * people["young"])
line = smf.ols("rated ~ wait * young", people).fit()
plain, weighted = (avg_comparisons(line, variables="wait", **w)["estimate"].item() for w in ({}, {"wts": "weight"}))
print(f"avg_comparisons: {plain:.2f} plain, {weighted:.2f} weighted; by hand -1.40 and -2.00")
assert np.allclose([plain, weighted], [-1.4, -2.0], atol=1e-6), "changed: avg_comparisons"
print("as stated")
PY
