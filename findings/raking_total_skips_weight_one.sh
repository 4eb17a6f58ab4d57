#!/usr/bin/env bash
# Package:   weightipy 0.4.2 (rim weighting, heir of quantipy), rim_params={"total": N}
# Behaviour: `total` scales the weights up to a population, except those that are exactly 1: such respondents keep the
#            weight 1, and are left out of the count the others are scaled by. A cell whose sample already has its target
#            share, as in a quota sample, falls from 20 % of the population to 1 %, and the other targets are missed too.
#            Only a line that raking converged is printed.
# One would guess otherwise: scaling is one multiplication, the same for everybody, so the shares cannot change. Without
#            `total` the same scheme meets its targets exactly.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"  # away from the pins of a project
uv venv --quiet "$work/venv"
uv pip install --quiet --python "$work/venv/bin/python" weightipy==0.4.2 pandas==3.1.1 numpy==2.4.6
"$work/venv/bin/python" - <<'PY'
import numpy as np
import pandas as pd
import weightipy

people = pd.DataFrame({"age": ["18-34"] * 10 + ["35-54"] * 20 + ["55+"] * 20})
targets = {"age": {"18-34": 20, "35-54": 30, "55+": 50}}


def weights(**rim):
    return weightipy.weight(people, weightipy.scheme_from_dict(targets, rim_params=rim))


def shares(w):
    return (100 * w.groupby(people["age"]).sum() / w.sum()).round(1).to_dict()


plain, scaled = weights(), weights(total=1000)
print("target shares:          ", targets["age"])
print("shares without a total: ", shares(plain), " sum", plain.sum())
print("shares with total 1000: ", shares(scaled), " sum", scaled.sum())
print("weights with total 1000:", scaled.groupby(people["age"]).mean().to_dict())

assert shares(plain) == {"18-34": 20.0, "35-54": 30.0, "55+": 50.0}, "changed: without a total"
assert (scaled[people["age"] == "18-34"] == 1).all(), "changed: weights of 1 are scaled"
assert np.isclose(scaled.sum(), 1010), f"changed: the sum is {scaled.sum()}"
assert shares(scaled) == {"18-34": 1.0, "35-54": 37.1, "55+": 61.9}, f"changed: {shares(scaled)}"
print("as stated")
PY
