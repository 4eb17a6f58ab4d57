#!/usr/bin/env bash
# Package:   lifelines 0.30.0, logrank_test(..., weightings="fleming-harrington", p=..., q=...) with weights_A and weights_B
# Behaviour: the weights reach the counts of the test and not the survival curve that its weighting is made of: there a row
#            of the table is one customer, however many it stands for. Two tariffs of 200 customers, of whom one loses people
#            early and the other evenly, differ with a p-value of 0.017 (p=1, q=1) as one row per customer, and of 0.096 as
#            a table of months and counts. No warning.
# One would guess otherwise: the plain test and the Wilcoxon, Tarone-Ware and Peto weightings are the same both ways to the
#            last digit, and so is Fleming-Harrington with p = q = 0. By hand, with the pooled Kaplan-Meier curve of the
#            customers, the test is that of one row per customer.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
uv venv --quiet "$work/venv"
uv pip install --quiet --python "$work/venv/bin/python" lifelines==0.30.0 pandas==3.1.1 numpy==2.4.6 scipy==1.17.1
"$work/venv/bin/python" - <<'PY'
import warnings

import numpy as np
from scipy.stats import chi2

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # notices of pandas 4, nothing about the test
    from lifelines.statistics import logrank_test

warnings.simplefilter("error")
warnings.filterwarnings("ignore", message="Starting with pandas version")
months = np.arange(1, 13)
# customers who left in each month; the others of 200 are still there after the twelfth
left = {"flat": np.array([12, 10, 8, 7, 5, 4, 3, 3, 2, 2, 1, 1]), "metered": np.array([6, 6, 5, 6, 5, 5, 6, 5, 6, 5, 6, 6])}


def table(tariff):
    return np.append(months, 12), np.append(np.ones(12), 0), np.append(left[tariff], 200 - left[tariff].sum())


def told(one_row_each, **kind):
    (t_a, e_a, n_a), (t_b, e_b, n_b) = table("flat"), table("metered")
    if one_row_each:
        return logrank_test(np.repeat(t_a, n_a), np.repeat(t_b, n_b), np.repeat(e_a, n_a), np.repeat(e_b, n_b), **kind)
    return logrank_test(t_a, t_b, e_a, e_b, weights_A=n_a, weights_B=n_b, **kind)


def by_hand(p, q, curve_of):
    """Chi-squared of the weighted differences; curve_of(tariff): how many left each month, of how many, for the curve."""
    at_risk = {name: 200 - np.append(0, gone.cumsum()[:-1]) for name, gone in left.items()}
    a, n = at_risk["flat"], at_risk["flat"] + at_risk["metered"]
    d = left["flat"] + left["metered"]
    gone, people = (sum(x) for x in zip(*(curve_of(name) for name in left)))
    staying = np.append(1, np.cumprod(1 - gone / (people - np.append(0, gone.cumsum()[:-1]))))[:-1]  # just before the month
    w = staying**p * (1 - staying) ** q
    difference = (w * (left["flat"] - d * a / n)).sum()
    return difference**2 / (w**2 * d * a / n * (1 - a / n) * (n - d) / (n - 1)).sum()


def customers(tariff):
    return left[tariff], 200


def rows(tariff):
    return np.ones(12), 13


def p_of(statistic):
    return chi2.sf(statistic, 1)


for name in (None, "wilcoxon", "tarone-ware", "peto"):
    each, counts = told(True, weightings=name), told(False, weightings=name)
    print(f"{name or 'plain':13} one row each p = {each.p_value:.4f}   counts p = {counts.p_value:.4f}")
    assert np.isclose(each.test_statistic, counts.test_statistic), f"changed: {name}"
for p, q in ((0, 0), (1, 0), (0, 1), (1, 1)):
    each, counts = (told(way, weightings="fleming-harrington", p=p, q=q) for way in (True, False))
    right, wrong = by_hand(p, q, customers), by_hand(p, q, rows)
    print(
        f"FH p={p} q={q}     one row each p = {each.p_value:.4f} (by hand {p_of(right):.4f})   "
        f"counts p = {counts.p_value:.4f} (curve of rows by hand {p_of(wrong):.4f})"
    )
    assert np.isclose(each.test_statistic, right), "changed: one row per customer"
    assert np.isclose(counts.test_statistic, wrong), "changed: the table of counts"
    assert (p == q == 0) == np.isclose(right, wrong), "changed: the two agree"
assert np.isclose(each.p_value, 0.0172, atol=1e-4) and np.isclose(counts.p_value, 0.0963, atol=1e-4), "changed: p=1, q=1"
print("as stated")
PY
