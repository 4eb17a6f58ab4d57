#!/usr/bin/env bash
# Package:   xlogit 0.2.7, MultinomialLogit.fit(alts=..., fit_intercept=True) and predict(return_freq=True)
# Behaviour: the alternatives are named in alphabetical order, but counted in the order of the rows. Where every
#            question lists train, car, bus, the constant called train is the bus's, and the predicted shares change
#            places: bus 57.5 %, train 13.5 %, though 49 % took the train and 18.5 % the bus. base_alt="bus" does not
#            help. No warning.
# One would guess otherwise: each row carries the name of its alternative in `alts`, the order within a question is one
#            and the same throughout, and an order that changes is refused. The coefficients of price and wait and the
#            likelihood are the same in any order. With the rows sorted by name all of it is right.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"  # away from the pins of a project
uv venv --quiet "$work/venv"
uv pip install --quiet --python "$work/venv/bin/python" xlogit==0.2.7 scipy==1.17.1 pandas==3.1.1 numpy==2.4.6
"$work/venv/bin/python" -W error - <<'PY'
import numpy as np
import pandas as pd
from scipy.optimize import minimize
from scipy.special import logsumexp
from xlogit import MultinomialLogit

names, people = ["bus", "car", "train"], 200
rng = np.random.default_rng(0)
price = rng.uniform(1, 5, (people, 3))
wait = rng.uniform(0, 10, (people, 3))
liking = np.array([0, 0.5, 1]) - 0.6 * price - 0.2 * wait + rng.gumbel(size=(people, 3))
taken = liking.argmax(axis=1)
rows = pd.DataFrame(
    {
        "person": np.repeat(np.arange(people), 3),
        "alt": np.tile(names, people),
        "price": price.ravel(),
        "wait": wait.ravel(),
        "taken": (np.arange(3) == taken[:, None]).ravel().astype(int),
    }
)
shares = {name: float((taken == i).mean()) for i, name in enumerate(names)}


def model(order, **options):
    listed = rows.assign(place=rows["alt"].map(order.index)).sort_values(["person", "place"])
    given = dict(X=listed[["price", "wait"]], varnames=["price", "wait"], alts=listed["alt"], ids=listed["person"])
    fitted = MultinomialLogit()
    fitted.fit(y=listed["taken"], fit_intercept=True, verbose=0, **given, **options)
    _, predicted = fitted.predict(return_freq=True, verbose=0, **given)
    coefficients = {str(k): float(v) for k, v in zip(fitted.coeff_names, fitted.coeff_)}
    return coefficients, {k: float(v) for k, v in predicted.items()}, float(fitted.loglikelihood)


by_name = model(names)
reversed_ = by_row, shown, likelihood = model(["train", "car", "bus"])
based = model(["train", "car", "bus"], base_alt="bus")
mixed = model(["car", "train", "bus"])
print("taken:                      ", shares)
for title, answer in (("bus, car, train", by_name), ("train, car, bus", reversed_), ("car, train, bus", mixed)):
    print(f"rows in the order {title}:", {k: round(v, 3) for k, v in answer[0].items()})
    print(f"{'':28} predicted {answer[1]}")


# by hand: bus is the base, so the constants are how much better car and train are liked
def minus_likelihood(b):
    utility = np.array([0, b[0], b[1]]) + b[2] * price + b[3] * wait
    return -(utility[np.arange(people), taken] - logsumexp(utility, axis=1)).sum()


hand = minimize(minus_likelihood, np.zeros(4), method="BFGS").x
print("by hand, against the bus:    car", round(hand[0], 3), " train", round(hand[1], 3))

keys = ["_intercept.car", "_intercept.train", "price", "wait"]
assert np.allclose([by_name[0][k] for k in keys], hand, atol=1e-3), "changed: rows sorted by name"
assert np.isclose(by_name[2], likelihood, atol=1e-4), "changed: the likelihood"
assert np.allclose([by_row["price"], by_row["wait"]], hand[2:], atol=1e-3), "changed: price and wait"
assert np.allclose([by_row[k] for k in keys[:2]], [hand[0] - hand[1], -hand[1]], atol=1e-3), "changed: the constants"
assert np.allclose([based[0][k] for k in keys[:2]], [by_row[k] for k in keys[:2]], atol=1e-6), "changed: base_alt"
assert np.allclose([shown[k] for k in names], [by_name[1][k] for k in names[::-1]]), "changed: predicted shares"
assert np.allclose([mixed[1][k] for k in ("car", "bus", "train")], [by_name[1][k] for k in ("train", "car", "bus")])
assert shares["train"] > 0.45 and by_name[1]["train"] > 0.5 and shown["train"] < 0.2, "changed: the train"
print("as stated")
PY
