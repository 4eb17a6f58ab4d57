#!/usr/bin/env bash
# Package:   prince 0.23.0, MCA(...).fit(first_wave).transform(second_wave) on answers coded with numbers
# Behaviour: a question that had a blank somewhere is left out of the second wave, for everybody. The blank made pandas
#            hold its codes as 1.0, 2.0, 3.0, which they stay after dropna(); the first wave was asked with 1, 2, 3, and "q1__1.0"
#            is no category of it. 199 people who answer as in the first wave land elsewhere on the map, 44 % of them by more
#            than a tenth of its width, some by a quarter. No warning. If it is so in all questions, nothing is left: nan.
# One would guess otherwise: 1 and 1.0 are one answer, equal in pandas, numpy and scikit-learn's OneHotEncoder, and in this
#            very table; a question that is not known by its name is refused by scikit-learn's transformers.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"  # away from the pins of a project
uv venv --quiet "$work/venv"
uv pip install --quiet --python "$work/venv/bin/python" prince==0.23.0 pandas==3.1.1 numpy==2.4.6 scikit-learn==1.9.1
"$work/venv/bin/python" -W error - <<'PY'
import numpy as np
import pandas as pd
import prince
from sklearn.preprocessing import OneHotEncoder

rng = np.random.default_rng(11)
mood = rng.normal(size=200)
first = pd.DataFrame(
    {f"q{i}": np.digitize(mood + rng.normal(0, 0.8, 200), [-0.5, 0.5]) + 1 for i in range(1, 5)}
)
with_a_blank = first.astype({"q1": object})
with_a_blank.loc[7, "q1"] = None  # as pandas reads a file in which one person left q1 blank
with_a_blank["q1"] = pd.to_numeric(with_a_blank["q1"])
second = with_a_blank.dropna()

mca = prince.MCA(n_components=2, random_state=0).fit(first)
place = mca.transform(first).loc[second.index].to_numpy()
seen = mca.transform(second).to_numpy()
right = mca.transform(second.astype(int)).to_numpy()


def by_hand(questions):
    """Centre of a person's categories, stretched by the axis (the transition formula of correspondence analysis)."""
    where = mca.column_coordinates(first)
    picked = [where.loc[[f"{q}__{int(code)}" for code in second[q]]].to_numpy() for q in questions]
    return np.mean(picked, axis=0) / np.sqrt(mca.eigenvalues_)


assert (second["q1"] == first["q1"].loc[second.index]).all()
width = np.ptp(mca.transform(first).to_numpy(), axis=0).max()
moved = np.linalg.norm(seen - place, axis=1) / width
print(f"{len(second)} people; moved by more than a tenth of the map: {(moved > 0.1).mean():.0%}, at most {moved.max():.0%}")
print("person 0:", first.loc[0].tolist(), "at", place[0].round(2), "then", seen[0].round(2))
known = OneHotEncoder(handle_unknown="error", sparse_output=False).fit(first)
assert np.array_equal(known.transform(second), known.transform(second.astype(int))), "scikit-learn tells 1 from 1.0 now"
assert np.allclose(right, place) and np.allclose(place, by_hand(["q1", "q2", "q3", "q4"]), atol=1e-6)
assert np.allclose(seen, by_hand(["q2", "q3", "q4"]), atol=1e-6), "q1 is no longer left out"
assert (moved > 0.1).mean() > 0.4 and moved.max() > 0.25, moved
print("as stated: placed by q2, q3 and q4 alone")
PY
