#!/usr/bin/env bash
# Package:   svy 0.35.0, Sample.categorical.ranktest(y, group=...) with survey weights
# Behaviour: people who gave the same answer share a rank, but which one depends on the order of their rows: the same
#            60 answers from 6 to 10 in two shops have p = 0.063 with the small weights first and 0.020 with the large
#            ones first. No warning. With equal weights, or no answer given twice, the order does not matter.
# One would guess otherwise: a rank test sees answers, not rows; the means of the same package are the same in any
#            order. Middle ranks weighted by hand give p = 0.035 in every order. Answers from 0 to 10 are full of ties,
#            and files come sorted: by panel, by date, by cell and so by weight.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"  # away from the pins of a project
uv venv --quiet "$work/venv"
uv pip install --quiet --python "$work/venv/bin/python" svy==0.35.0 polars==2.1.0 numpy==2.4.6 scipy==1.17.1
"$work/venv/bin/python" -W error - <<'PY'
import numpy as np
import polars as pl
import svy
from scipy.stats import t

rng = np.random.default_rng(45)
people = pl.DataFrame(
    {
        "score": rng.choice([6, 7, 8, 9, 10], 60).astype(float),
        "shop": np.repeat(["A", "B"], 30),
        "weight": np.round(np.exp(rng.normal(0, 0.9, 60)), 1) + 0.1,
    }
)
orders = {
    "small weights first": people.sort("weight"),
    "large weights first": people.sort("weight", descending=True),
    "as they came": people,
    "by shop and score": people.sort("shop", "score", "weight"),
}


def test(table):
    return svy.Sample(table, svy.Design(wgt="weight")).categorical.ranktest("score", group="shop").stats.p_value


def by_hand(table):
    """Weighted middle ranks, equal for equal answers, then the same regression and linearised error."""
    score, weight = table["score"].to_numpy(), table["weight"].to_numpy()
    below = np.array([weight[score < s].sum() for s in score])
    tied = np.array([weight[score == s].sum() for s in score])
    return rank_p((below + tied / 2) / weight.sum(), table["shop"].to_numpy() == "B", weight)


def rank_p(rank, group, weight):
    X = np.column_stack([np.ones(len(rank)), group.astype(float)])
    bread = np.linalg.inv(X.T @ (X * weight[:, None]))
    slope = bread @ X.T @ (weight * rank)
    scores = X * (weight * (rank - X @ slope))[:, None]
    n = len(rank)
    cov = bread @ (n / (n - 1) * scores.T @ scores) @ bread
    return 2 * t.sf(abs(slope[1]) / np.sqrt(cov[1, 1]), n - 2)


p = {name: test(table) for name, table in orders.items()}
hand = {name: by_hand(table) for name, table in orders.items()}
for name in orders:
    mean = svy.Sample(orders[name], svy.Design(wgt="weight")).estimation.mean("score", by="shop").to_polars()
    print(f"{name:20} p = {p[name]:.4f}   by hand {hand[name]:.4f}   means {mean['est'].round(4).to_list()}")
equal = [test(table.with_columns(weight=pl.lit(1.0))) for table in orders.values()]
distinct = people.with_columns(score=pl.col("score") + pl.int_range(60) / 1000)
untied = [test(distinct.sort("weight", descending=d)) for d in (False, True)]
print("equal weights:", np.round(equal, 4), " no ties:", np.round(untied, 4), " by hand", round(by_hand(distinct), 4))

assert np.allclose(list(hand.values()), 0.0354, atol=1e-4), f"changed: by hand {hand}"
assert np.isclose(p["small weights first"], 0.0634, atol=1e-4), f"changed: {p}"
assert np.isclose(p["large weights first"], 0.0195, atol=1e-4), f"changed: {p}"
assert len(set(np.round(list(p.values()), 4))) == 4, f"changed: some orders agree: {p}"
assert np.allclose(equal, by_hand(people.with_columns(weight=pl.lit(1.0)))), "changed: equal weights"
assert np.allclose(untied, by_hand(distinct)), "changed: without ties"
print("as stated")
PY
