"""Which of several things to buy with a budget, so that their values add up to most: exactly."""

from __future__ import annotations

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from ..errors import CXError

ROUNDING = 1e-9  # of a budget or a value: what is less is a sum's rounding
CHUNK = 20_000_000  # values of plans held at once


def best_plans(value: np.ndarray, cost: np.ndarray, budget: float, *, enumerated: int) -> np.ndarray:
    """The plan of the largest value within the budget, for each row of values: (R, k) of True and False.

    Parameters
    ----------
    value : (R, k) array
        What each thing is worth; what is worth less than 0 is never bought.
    cost : (k,) array
        Costs, 0 or more.
    budget : float
    enumerated : int
        Up to so many things all 2^k plans are looked at, and of equal ones the cheapest is taken; above, the integer
        program is solved to optimality by branch and bound.
    """
    if len(cost) > enumerated:
        return np.array([_solved(row, cost, budget) for row in value])
    plans = (np.arange(2 ** len(cost))[:, None] >> np.arange(len(cost))) & 1
    spent = plans @ cost
    plans = plans[spent <= budget + ROUNDING * max(budget, 1.0)]
    plans = plans[np.argsort(plans @ cost, kind="stable")].astype(float)  # of equal values argmax takes the first
    step = max(1, CHUNK // len(plans))
    found = []
    for start in range(0, len(value), step):
        part = value[start : start + step]
        worth = part @ plans.T
        best = worth.max(axis=1, keepdims=True)
        found.append(plans[(worth >= best - ROUNDING * np.maximum(np.abs(best), 1.0)).argmax(axis=1)] > 0)
    return np.concatenate(found)


def _solved(value: np.ndarray, cost: np.ndarray, budget: float) -> np.ndarray:
    """One integer program."""
    found = milp(-value, constraints=LinearConstraint(cost[None, :], ub=budget), integrality=1, bounds=Bounds(0, 1),
                 options={"mip_rel_gap": 0.0})  # fmt: skip
    if found.x is None:
        raise CXError(f"budget: no best plan was found ({found.message}).", "Choose among fewer actions.")
    return (found.x > 0.5) & (value > 0)


def in_order(first: np.ndarray, cost: np.ndarray, budget: float) -> np.ndarray:
    """The plan of a rule of thumb, (k,): the largest `first` is bought first, what no longer fits is passed over."""
    plan, left = np.zeros(len(cost), bool), budget + ROUNDING * max(budget, 1.0)
    for place in np.argsort(-first, kind="stable"):
        if cost[place] <= left and first[place] > 0:
            plan[place], left = True, left - cost[place]
    return plan
