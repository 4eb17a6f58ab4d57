#!/usr/bin/env bash
# Package:   statsmodels 0.15.0, stats.oaxaca.OaxacaBlinder(...).two_fold(two_fold_type="cotton")
# Behaviour: Cotton's way takes each group's coefficients by that group's share of the sample. Where the group with the higher
#            mean has the larger code, the groups change places but their sizes do not: each gets the share of the other. Of a
#            gap of 3.02 points between 40 business customers and 160 private ones 37 % is explained with business coded 0,
#            63 % with business coded 1. No warning.
# One would guess otherwise: a code is a name. The gap, the pooled, Reimers' and the three-fold decomposition are the same
#            either way. The gap is positive in both, since the groups are put in order first: just this forgets the sizes.
#            Groups of one size show nothing.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"  # away from the pins of a project
uv venv --quiet "$work/venv"
uv pip install --quiet --python "$work/venv/bin/python" statsmodels==0.15.0 pandas==3.1.1 numpy==2.4.6 scipy==1.17.1
"$work/venv/bin/python" -W error - <<'PY'
import numpy as np
import pandas as pd
from statsmodels.stats.oaxaca import OaxacaBlinder

# 40 business customers and 160 private ones: how clear the answer was (1 to 5), how satisfied they are; both lines are exact but for a
# pattern that lies across them
clear = np.r_[np.tile([2, 3, 4, 5, 5], 8), np.tile([1, 2, 3, 4, 3], 32)].astype(float)
business = np.repeat([True, False], [40, 160])
ripple = np.tile([0.3, 0.3, -0.3, -0.3], 50)
satisfied = np.where(business, 1.0 + 1.8 * clear, 3.0 + 0.7 * clear) + ripple


def line(who):
    design = np.column_stack([clear[who], np.ones(who.sum())])
    return np.linalg.lstsq(design, satisfied[who], rcond=None)[0], design.mean(axis=0)


(high, mean_high), (low, mean_low) = line(business), line(~business)
gap = satisfied[business].mean() - satisfied[~business].mean()


def explained(share_of_business):
    return (mean_high - mean_low) @ (share_of_business * high + (1 - share_of_business) * low)


def package(codes, kind, **more):
    found = OaxacaBlinder(satisfied, pd.DataFrame({"group": codes, "clear": clear}), "group", hasconst=False, **more)
    return found.three_fold().params if kind == "three" else found.two_fold(two_fold_type=kind).params


as_zero, as_one = np.where(business, 0.0, 1.0), np.where(business, 1.0, 0.0)
print(f"gap {gap:.3f}; explained by hand, business customers by their 20 %: {explained(0.2):.3f}, by the others' 80 %: {explained(0.8):.3f}")
for kind in ("cotton", "pooled", "reimers"):
    zero, one = package(as_zero, kind), package(as_one, kind)
    print(f"{kind:8} explained, business coded 0: {zero[1]:.3f} of {zero[2]:.3f}, business coded 1: {one[1]:.3f} of {one[2]:.3f}")

right, wrong = package(as_zero, "cotton"), package(as_one, "cotton")
print(f"explained: {right[1] / gap:.0%} and {wrong[1] / gap:.0%}")
assert np.isclose(right[2], gap) and np.isclose(wrong[2], gap)
assert np.isclose(right[1], explained(0.2)), "changed, or wrong, with the business coded 0"
assert np.isclose(wrong[1], explained(0.8)), f"changed: {wrong[1]}"
for kind in ("pooled", "reimers", "three"):
    assert np.allclose(package(as_zero, kind), package(as_one, kind)), f"changed: {kind}"
print("as stated")
PY
