"""Before the survey: how many answers, and how often an interval keeps its word."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy import special

from ..aggregate import column_list, require_choice, require_level
from ..errors import CXError
from ..estimators.nps_intervals import exact_coverage, score_variance
from ..estimators.quantiles import critical_value
from ..locale import say
from ..results import Result

LARGEST_ENUMERATION = 500  # 125,751 outcomes; beyond that the normal approximation is exact enough


def nps_sample_size(
    *,
    promoters: float,
    detractors: float,
    margin: float | Sequence[float] | None = None,
    difference: float | Sequence[float] | None = None,
    power: float = 0.8,
    confidence_level: float = 0.95,
) -> Result:
    """Answers needed for a margin, or per group to see a difference.

    Parameters
    ----------
    promoters, detractors : float
        Expected shares 0…1. With ½ and ½ the number is the largest that can be needed.
    margin : float or sequence of float, optional
        Wanted half width of the interval, in points; of several each has a row.
    difference : float or sequence of float, optional
        Difference between two groups that is to be seen, in points; exactly one of the two is given.
    power : float
        Chance 0…1 of seeing the difference when it is there.
    confidence_level : float
        Of the interval, or of the two-sided test.

    Returns
    -------
    Result
        A row per goal, ``promoters detractors margin difference power confidence_level n``; `n` is per group for a
        difference. Normal approximation: z²·V/margin², or 2(z + z_power)²·V/difference², V = P + D − (P − D)². Where
        all are expected to answer alike V is 0 and tells nothing: `n` is missing.
    """
    _require_shares(promoters, detractors)
    require_level(confidence_level)
    if (margin is None) == (difference is None):
        raise CXError("margin, difference: exactly one is needed.", "Write margin = 5, or difference = 10, in points.")
    asked, name = (difference, "difference") if margin is None else (margin, "margin")
    goals = np.atleast_1d(np.asarray(asked, float)).tolist()
    for goal in goals:
        if not 0 < goal <= 200:
            raise CXError(f"{name}: {goal:g} points cannot be reached.", "Write points above 0, for example 5.")
    if not 0 < power < 1:
        raise CXError(f"power: {power} is not between 0 and 1.", "Write 0.8 for 80 %.")
    z = critical_value(confidence_level)
    factor = z**2 if difference is None else 2 * (z + special.ndtri(power)) ** 2
    settings = {
        "promoters": promoters, "detractors": detractors, "margin": margin, "difference": difference,
        "power": None if difference is None else power, "confidence_level": confidence_level,
    }  # fmt: skip
    # A billionth is taken off so that a whole number is not rounded up for its last bit.
    needed = factor * float(score_variance(promoters, detractors))
    alike = needed < 1e-12  # rounding aside
    n = [math.nan if alike else max(1, math.ceil(needed / (goal / 100) ** 2 - 1e-9)) for goal in goals]
    rows = [settings | {name: goal, "n": number} for goal, number in zip(goals, n, strict=True)]
    absent = [column for column, value in settings.items() if value is None]
    table = pd.DataFrame(rows).astype(dict.fromkeys(absent, float))
    notes = [say("All alike: nothing tells how many are needed. Write shares that you expect.")] if alike else []
    settings |= {"n": n[0] if len(n) == 1 else n}
    return Result(kind="nps_sample_size", table=table, settings=settings, notes=tuple(notes))


def nps_coverage(
    *,
    n: int | Sequence[int],
    promoters: float | Sequence[float],
    detractors: float | Sequence[float],
    interval: str | Sequence[str],
    confidence_level: float = 0.95,
) -> Result:
    """How often an interval holds the true score, exact by enumeration of every possible sample.

    Parameters
    ----------
    n : int or sequence of int
        Number of answers, 1…500.
    promoters, detractors : float or array of float
        True shares 0…1; arrays of equal length give one row each.
    interval : {"score", "wald", "adjusted_wald", "bayes"} or several of them
        See `net_promoter_score`. Each is worked out for each `n`.
    confidence_level : float
        What the interval promises.

    Returns
    -------
    Result
        ``n promoters detractors interval coverage mean_width``; coverage 0…1, width in points.
    """
    intervals, sizes = column_list(interval), list(np.atleast_1d(n))
    for kind in intervals:
        require_choice("interval", kind, ("score", "wald", "adjusted_wald", "bayes"))
    require_level(confidence_level)
    for size in sizes:
        if not (isinstance(size, (int, np.integer)) and 1 <= size <= LARGEST_ENUMERATION):
            problem = f"n: {size} is not a whole number from 1 to {LARGEST_ENUMERATION}."
            raise CXError(problem, "Larger samples: use Wald's.")
    above, below = np.atleast_1d(np.asarray(promoters, float)), np.atleast_1d(np.asarray(detractors, float))
    _require_shares(above, below)
    tables = []
    for kind in intervals:
        for size in map(int, sizes):
            coverage, width = exact_coverage(size, above, below, kind, confidence_level)
            row = {"n": size, "promoters": above, "detractors": below, "interval": kind, "coverage": coverage}
            tables.append(pd.DataFrame(row | {"mean_width": 100 * width}))
    table = pd.concat(tables, ignore_index=True)
    return Result(kind="nps_coverage", table=table, settings={"confidence_level": confidence_level})


def _require_shares(promoters: float | np.ndarray, detractors: float | np.ndarray) -> None:
    above, below = np.asarray(promoters, float), np.asarray(detractors, float)
    # Shares made by subtraction may pass 1 by a rounding error.
    if (above < 0).any() or (below < 0).any() or (above + below > 1 + 1e-9).any():
        raise CXError(
            "promoters, detractors: not shares of one whole.",
            "Write shares from 0 to 1 that add up to at most 1.",
        )
