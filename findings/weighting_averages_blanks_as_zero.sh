#!/usr/bin/env bash
# Package:   balance 0.23.0 (Meta's package to weight surveys), Sample.outcomes().mean(), .summary(), .ci_of_mean()
# Behaviour: whoever left the outcome blank is averaged as a 0. Ten people rate 8, ten leave it blank: the mean is 4, before
#            weighting and after, with an interval that does not hold 8. The t-test of what weighting changed, in the same
#            summary, stands on the zeros too.
# One would guess otherwise: the summary counts the blanks itself ("Response rates: n 10, 50 %"), as if it knew that ten
#            answered, and a missing answer is left out of a mean in pandas, SPSS and Stata. Blanks of covariates
#            are set to 0 with an indicator beside them, which is usual in a model of who responds; here the same is done
#            to what is measured.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"  # away from the pins of a project
uv venv --quiet "$work/venv"
uv pip install --quiet --python "$work/venv/bin/python" balance==0.23.0 pandas==2.3.3
"$work/venv/bin/python" - <<'PY'
import logging
import warnings

logging.disable(logging.CRITICAL)
warnings.simplefilter("ignore")

import pandas as pd
from balance import Sample

blank = float("nan")
people = pd.DataFrame(
    {"id": [str(person) for person in range(20)], "age": ["young", "old"] * 10, "rating": [8.0] * 10 + [blank] * 10}
)
population = pd.DataFrame({"id": [str(person) for person in range(100, 200)], "age": ["young"] * 60 + ["old"] * 40})
sample = Sample.from_frame(people, outcome_columns=["rating"])
outcomes = sample.set_target(Sample.from_frame(population)).adjust(method="rake").outcomes()

found = outcomes.mean()["rating"]
low, high = outcomes.ci_of_mean()["rating"]["self"]
print("answers: ten times 8, ten times blank")
print(f"pandas: {people['rating'].mean():.2f}")
print(f"balance: {found['unadjusted']:.2f} before weighting, {found['self']:.2f} after ({low:.2f} to {high:.2f})")
print(outcomes.summary())
assert abs(found["unadjusted"] - 4) < 1e-9, "blanks are no longer averaged as 0"
assert abs(found["self"] - 4) < 1e-6 and high < 8, "blanks are no longer averaged as 0 after weighting"
print("as stated")
PY
