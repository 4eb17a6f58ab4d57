"""The same model for ordered answers: do signs and order of the slopes hold without equal steps of the scale?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..aggregate import Table, as_if_independent, column_list, printed, require_level
from ..errors import CXError
from ..estimators.ordered import ordered_logit
from ..estimators.quantiles import critical_value
from ..estimators.regression import least_squares
from ..locale import say
from ..results import Result
from .rows import read_rows, require_spread
from .slopes import spreads

MOST_LEVELS = 20
FEWEST = 5  # answers that an outcome's level needs to keep a threshold of its own
LARGEST = 15.0  # log-odds for one standard deviation: only drivers that split the answers perfectly reach it


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class OrdinalCheck(Result):
    """Slopes of both models side by side.

    Attributes
    ----------
    order_agrees : bool
        Whether both models put the slopes into one order.
    rank_correlation : float
        Spearman's correlation between the two sets of slopes; missing with one driver.
    """

    order_agrees: bool
    rank_correlation: float


def ordinal_check(
    data: Table,
    *,
    outcome: str,
    drivers: Sequence[str],
    within: str | None = None,
    confidence_level: float = 0.95,
) -> OrdinalCheck:
    """Slopes of an ordered logit beside those of the linear model.

    Parameters
    ----------
    data : table
        One row per respondent.
    outcome : str
        Column of ordered answers, at most 20 different ones.
    drivers : sequence of str
        Columns of numbers.
    within : str, optional
        Column of groups, such as touchpoints; each gets a constant of its own in both models.
    confidence_level : float
        Between 0 and 1, for the ordered logit's interval.

    Returns
    -------
    OrdinalCheck
        A `Result` with ``driver n estimate std_error conf_low conf_high p_value rank linear linear_rank sign_agrees``:
        `estimate` is the log-odds of a higher answer for one standard deviation of the driver, `linear` the
        standardised slope; ranks run from the largest slope down. With it `order_agrees` and `rank_correlation`.

    Raises
    ------
    CXError
        When the model does not converge or the drivers split the answers perfectly: then its numbers mean nothing.

    Notes
    -----
    The ordered logit [1]_ takes nothing from the outcome but its order; it holds that a driver moves the odds of every
    step of the scale alike (proportional odds). Outcome levels with fewer than 5 answers are joined to their
    neighbour towards the middle, which a note tells. Weights do not enter.

    References
    ----------
    .. [1] McCullagh, P. (1980). Regression models for ordinal data. Journal of the Royal Statistical Society B 42,
       109–142.
    """
    require_level(confidence_level)
    rows = read_rows(
        data,
        outcome=outcome,
        drivers=drivers,
        within=within,
        weights=None,
        by=None,
        cluster=False,
        reserved=frozenset(),
    )
    require_spread(rows)
    levels, notes = _joined_levels(rows.outcome, rows.n)
    x = rows.drivers - np.average(rows.drivers, axis=0, weights=rows.n)
    linear = least_squares(rows.outcome, rows.drivers, names=rows.names, counts=rows.n, absorb=rows.within)
    spread, unit, _ = spreads(rows)
    x = x / spread
    if rows.within is not None:
        # a constant for each group but the first: an ordered logit cannot take means out
        x = np.column_stack([x, np.equal.outer(rows.within, np.unique(rows.within)[1:])])
    slopes, covariance, _ = ordered_logit(levels, x, rows.n)
    estimate, std_error = slopes[: len(spread)], np.sqrt(np.diagonal(covariance))[: len(spread)]
    if (np.abs(estimate) > LARGEST).any():
        raise CXError(
            "drivers: some answer to them tells the outcome exactly, so the ordered logit has no finite slopes.",
            "Use the linear model, or join levels of the outcome.",
        )
    # the linear slopes for a standard deviation of the driver, as the ordered logit has them
    straight = linear.slopes(rows.names).estimate * spread / unit
    table = _table(rows.names, linear.n, estimate, std_error, straight, confidence_level)
    same = list(table["rank"]) == list(table["linear_rank"])
    result = OrdinalCheck(
        kind="ordinal_check",
        table=table,
        order_agrees=same,
        rank_correlation=float(table["rank"].corr(table["linear_rank"])) if len(table) > 1 else float("nan"),
        settings={
            "outcome": outcome,
            "drivers": list(rows.names),
            "within": within,
            "confidence_level": confidence_level,
        },
        notes=(*rows.notes, *notes, *as_if_independent(data, needed=[outcome, *rows.names, *column_list(within)])),
    )
    return printed(result, data=data)


def _table(
    names: Sequence[str], n: int, estimate: np.ndarray, std_error: np.ndarray, linear: np.ndarray, level: float
) -> pd.DataFrame:
    from scipy import special

    half = critical_value(level) * std_error
    return pd.DataFrame(
        {
            "driver": names, "n": n, "estimate": estimate, "std_error": std_error, "conf_low": estimate - half,
            "conf_high": estimate + half, "p_value": 2 * special.ndtr(-np.abs(estimate / std_error)),
            "rank": _ranks(estimate), "linear": linear, "linear_rank": _ranks(linear),
            "sign_agrees": np.sign(estimate) == np.sign(linear),
        }
    )  # fmt: skip


def _ranks(slopes: np.ndarray) -> np.ndarray:
    return pd.Series(-slopes).rank(method="first").astype(int).to_numpy()


def _joined_levels(outcome: np.ndarray, times: np.ndarray) -> tuple[np.ndarray, list[str]]:
    """The levels as 0, 1, 2, …; thin ones joined to their neighbour towards the middle."""
    levels, place = np.unique(outcome, return_inverse=True)
    if len(levels) > MOST_LEVELS:
        problem = f"outcome: {len(levels):,} different values are too many for steps of a scale."
        raise CXError(problem, f"Ordered logit is for at most {MOST_LEVELS}; round the answers first.")
    counts, code = np.bincount(place, times), np.arange(len(levels))
    joined: list[str] = []
    middle = np.average(code[place], weights=times)
    for level in sorted(code, key=lambda step: -abs(step - middle)):
        alone = counts[code == code[level]].sum() < FEWEST
        if alone and len(set(code)) > 2:
            towards = 1 if level < middle else -1
            code[code == code[level]] = code[level + towards]
            joined.append(f"{levels[level]:g}")
    notes = [
        say(
            "Levels of the outcome with fewer than {fewest} answers joined to the next: {names}.",
            fewest=FEWEST,
            names=", ".join(sorted(joined)),
        )
    ]
    return np.unique(code[place], return_inverse=True)[1], notes if joined else []
