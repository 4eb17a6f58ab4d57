"""What to do with a budget: the best plan, how sure it is, and what its promise is worth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..aggregate import require_columns, require_numbers, require_rng, require_seed
from ..errors import CXError
from ..estimators.plans import best_plans, in_order
from ..estimators.pooling import partial_pooling
from ..locale import say
from ..results import Result
from ..text import listed

MOST = 16  # actions of which all plans are looked at: 65,536
POOLED = 3  # actions from which on estimates are drawn towards one another
LEVEL = 0.95


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class ActionPlan(Result):
    """The best plan for a budget, action by action, and the rules that it is compared with.

    Attributes
    ----------
    rules : pandas.DataFrame
        ``rule actions cost promised shrunk regret``: the plan that each rule chooses (``best``, ``best of shrunk``,
        ``largest effect first``, ``most effect per cost first``), what it costs, the sum of its estimates and of its
        shrunk effects, and how much more, over draws of the effects, the best plan of each draw would bring.
    """

    rules: pd.DataFrame


def choose_actions(
    data: pd.DataFrame,
    *,
    action: str,
    effect: str,
    std_error: str,
    cost: str,
    budget: float,
    max_actions: int = 12,
    status: str | None = None,
    finished: Sequence[str] = ("done",),
    n_resamples: int = 1000,
    rng: int | np.random.Generator,
) -> ActionPlan:
    """The actions that bring most for a budget, if what they bring adds up.

    Parameters
    ----------
    data : pandas.DataFrame
        One row per action.
    action, effect, std_error, cost : str
        Columns: its name, the estimated effect (more is better) with its standard error, and what it costs.
    budget : float
        In the unit of `cost`.
    max_actions : int
        Up to so many actions (16 at most) all plans are looked at; above, the best one is found by integer
        programming (branch and bound), which is exact, too.
    status : str, optional
        Column of the state of each action. What is finished is paid for already, and is not chosen again.
    finished : sequence of str
        The states that mean so, as the table writes them; small and capital letters are one.
    n_resamples : int
        Draws of the effects.
    rng : int or numpy Generator

    Returns
    -------
    ActionPlan
        ``action cost effect std_error shrunk chosen chance_in promised regret``, in the order of the data. `shrunk` is
        the effect drawn towards those of the other actions as far as its error asks (partial pooling, from three
        actions on); `chance_in` the share of draws, each effect normal about its estimate, in whose best plan the
        action is; `promised` its part of the plan's promise; `regret` what the plan loses, by the estimates, if this
        one action is decided the other way and all others as well as then possible; missing where the budget does
        not allow it.

    Raises
    ------
    CXError
        No action fits the budget, or all are finished; a cost or an error below 0; an action that is named twice.

    Notes
    -----
    The largest of uncertain estimates are large by luck as well: the plan that looks best promises more than it
    delivers [1]_. The shrunk sum is the better forecast, as far as the actions are of one kind; the draws take the
    estimates as they are. Effects that hinder or need one another are not known here.

    References
    ----------
    .. [1] Smith, J. E., & Winkler, R. L. (2006). The optimizer's curse. Management Science 52(3), 311–322.
       https://doi.org/10.1287/mnsc.1050.0451
    """
    require_columns(data, action=action, effect=effect, std_error=std_error, cost=cost)
    require_numbers(data, effect=effect, std_error=std_error, cost=cost)
    if not 0 < max_actions <= MOST:
        raise CXError(f"max_actions: {max_actions} is not between 1 and {MOST}.", "Above it the program is solved.")
    if not budget >= 0:
        raise CXError(f"budget: {budget} is not 0 or more.", "Write it in the unit of the costs.")
    if require_rng(n_resamples, rng) is None:
        raise CXError("n_resamples: 0 draws tell nothing of chance.", "Write 1000, or at least 1.")
    data, said = (data, []) if status is None else _unfinished(data, action, status, finished)
    rows, notes = _known(data, action, [effect, std_error, cost])
    names = rows[action].astype("str").to_numpy()
    value, error, price = (rows[name].to_numpy(float) for name in (effect, std_error, cost))
    if not np.isfinite([value, error, price]).all():
        raise CXError(f"{effect}, {std_error}, {cost}: infinite in some rows.", "Correct these rows.")
    if (error < 0).any() or (price < 0).any():
        raise CXError(f"{std_error}, {cost}: below 0 for {listed(names[(error < 0) | (price < 0)])}.", "Correct them.")
    if not (price <= budget).any():
        cheapest = price.argmin()
        raise CXError(
            f"budget: no action fits {budget:g}; the cheapest, {names[cheapest]}, costs {price[cheapest]:g}.",
            "Raise the budget.",
        )
    shrunk = _shrunk(value, error)
    plan = best_plans(value[None], price, budget, enumerated=max_actions)[0]
    # each draw is a world in which the effects are as they may be; its best plan is found anew
    draws = value + error * require_seed(rng).standard_normal((n_resamples, len(value)))
    drawn = best_plans(draws, price, budget, enumerated=max_actions)
    table = pd.DataFrame({
        "action": names, "cost": price, "effect": value, "std_error": error, "shrunk": shrunk, "chosen": plan,
        "chance_in": drawn.mean(axis=0), "promised": np.where(plan, value, 0.0),
        "regret": [_otherwise(place, plan, value, price, budget, max_actions) for place in range(len(plan))],
    })  # fmt: skip
    with np.errstate(divide="ignore"):
        per_cost = np.where(value > 0, value / price, 0.0)
    plans = {
        "best": plan,
        "best of shrunk": best_plans(shrunk[None], price, budget, enumerated=max_actions)[0],
        "largest effect first": in_order(value, price, budget),
        "most effect per cost first": in_order(per_cost, price, budget),
    }
    # effects whose spread is not known cannot be shrunk
    if np.isnan(shrunk).any():
        del plans["best of shrunk"]
    best = (draws * drawn).sum(axis=1)
    rules = pd.DataFrame([
        {"rule": rule, "actions": ", ".join(names[one]), "cost": price[one].sum(), "promised": value[one].sum(),
         "shrunk": shrunk[one].sum(), "regret": (best - draws @ one).mean()}
        for rule, one in plans.items()
    ])  # fmt: skip
    settings = {"budget": budget, "max_actions": max_actions, "n_resamples": n_resamples}
    return ActionPlan(kind="choose_actions", table=table, settings=settings, notes=(*said, *notes), rules=rules)


def _unfinished(
    data: pd.DataFrame, action: str, status: str, finished: Sequence[str]
) -> tuple[pd.DataFrame, list[str]]:
    """The actions that can still be chosen, and what is said of the others."""
    require_columns(data, status=status)
    states = {str(name).strip().casefold() for name in finished}
    over = data[status].astype("str").str.strip().str.casefold().isin(states).to_numpy()
    if len(data) and over.all():
        raise CXError(f"{status}: all actions are finished.", "List what could still be done.")
    if not over.any():
        return data, []
    return data[~over], [say("Not chosen again, as they are finished: {who}.", who=listed(data.loc[over, action]))]


def _known(data: pd.DataFrame, action: str, columns: list[str]) -> tuple[pd.DataFrame, list[str]]:
    """The actions of which all is known, and who is left out: what has no cost is not free."""
    named = data.dropna(subset=action)
    twice = named.loc[named.duplicated(action), action]
    if len(twice):
        raise CXError(f"{action}: {listed(twice.unique())} stands in several rows.", "Keep one row per action.")
    gone = {name: named.loc[named[name].isna(), action] for name in columns}
    notes = [
        say("Left out, as their {name} is not known: {who}.", name=name, who=listed(who))
        for name, who in gone.items() if len(who)
    ]  # fmt: skip
    rows = named.dropna(subset=columns)
    if rows.empty:
        raise CXError(
            f"{listed(columns)}: no action has all three.", "Give each action an effect, its error and a cost."
        )
    return rows, notes


def _shrunk(value: np.ndarray, error: np.ndarray) -> np.ndarray:
    """Effects drawn towards one another; NaN where there are too few to say how far apart they lie."""
    if len(value) < POOLED or (error == 0).any():
        return np.full(len(value), np.nan)
    return partial_pooling(value, error**2, LEVEL, largest_spread=float(max(np.ptp(value), 2 * error.max()))).mean


def _otherwise(
    place: int, plan: np.ndarray, value: np.ndarray, cost: np.ndarray, budget: float, enumerated: int
) -> float:
    """What is lost by the estimates if one action is decided the other way; NaN where it does not fit."""
    others = np.arange(len(plan)) != place
    left = budget if plan[place] else budget - cost[place]
    if left < 0:
        return np.nan
    rest = best_plans(value[None, others], cost[others], left, enumerated=enumerated)[0]
    return float(value @ plan - value[others] @ rest - (0.0 if plan[place] else value[place]))
