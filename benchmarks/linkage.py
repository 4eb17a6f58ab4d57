"""How long the models of notebooks 06 and 07 take: a random intercept beside statsmodels', and mediation by resamples.

Run it with `uv run python benchmarks/linkage.py`; it takes about a minute, nearly all of it statsmodels.
"""

from __future__ import annotations

import argparse
import time
import warnings
from collections.abc import Callable

import numpy as np
import pandas as pd

import cxlib as cx
from cxlib.estimators.group_sums import group_sums
from cxlib.estimators.mixed import random_intercept_fit

ROWS = 20  # of a group


def answers(n_groups: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Outcome, one predictor and group; half of the variance lies between groups."""
    rng = np.random.default_rng(2027)
    group = np.repeat(np.arange(n_groups), ROWS)
    x = rng.standard_normal(len(group))
    return 0.5 * x + rng.standard_normal(n_groups)[group] + rng.standard_normal(len(group)), x, group


def seconds(run: Callable[[], object], times: int = 3) -> tuple[float, object]:
    """The best of several runs."""
    best = np.inf
    for _ in range(times):
        start = time.perf_counter()
        found = run()
        best = min(best, time.perf_counter() - start)
    return best, found


def alone(n_groups: int) -> tuple[str, float, object]:
    """What the fit takes from arrays, and what it takes from a table."""
    y, x, group = answers(n_groups)
    own, fit = seconds(lambda: random_intercept_fit(group_sums(y, x[:, None], group, names=("x",))))
    frame = pd.DataFrame({"y": y, "x": x, "group": group})
    table, _ = seconds(lambda: cx.random_intercept(frame, outcome="y", predictors="x", group="group"))
    return f"{n_groups:>7,} groups × {ROWS}: {own:.3f} s, as a table with tests {table:.3f} s", own, fit


def beside_statsmodels(n_groups: int) -> str:
    from statsmodels.regression.mixed_linear_model import MixedLM

    told, own, fit = alone(n_groups)
    y, x, group = answers(n_groups)
    design = np.column_stack([np.ones(len(x)), x])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns where the variance is at its edge; the estimates are compared below
        other, theirs = seconds(lambda: MixedLM(y, design, groups=group).fit(reml=True), times=1)
    same = np.abs(theirs.fe_params - fit.coefficients).max()
    return f"{told}; statsmodels {other:.2f} s, {other / own:,.0f} times as long; coefficients differ by {same:.0e}"


def mediation(n_units: int = 120, n_customers: int = 40) -> str:
    """2-1-1 with 1,000 resamples of the units."""
    rng = np.random.default_rng(2027)
    unit = np.repeat(np.arange(n_units), n_customers)
    engaged = rng.standard_normal(n_units)
    quality = (0.6 * engaged + 0.4 * rng.standard_normal(n_units))[unit] + rng.standard_normal(len(unit))
    score = 0.7 * quality + 0.2 * engaged[unit] + rng.standard_normal(len(unit))
    customers = pd.DataFrame({"unit": unit, "quality": quality, "score": score})
    employees = pd.DataFrame({"unit": np.arange(n_units), "engaged": engaged})
    names = {"unit": "unit", "outcome": "score", "engagement": "engaged", "mediator": "quality"}
    took, _ = seconds(lambda: cx.linkage_mediation(customers, employees=employees, rng=1, **names))
    return f"mediation 2-1-1, {n_units} units × {n_customers}, 1,000 resamples: {took:.2f} s"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--groups", type=int, nargs="*", default=[2_000, 20_000], help="numbers of groups to try")
    for n_groups in parser.parse_args().groups:
        print(beside_statsmodels(n_groups), flush=True)
    print(alone(200_000)[0], flush=True)
    print(mediation(), flush=True)


if __name__ == "__main__":
    main()
