"""How employees and customers of a branch hang together: a quiet location, and half-years that follow each other.

No table shows what is drawn here but `branch_halves`, the branch's own records.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from .branches import BRANCHES, REGIONS

HALVES, BURN_IN = 6, 6  # half-years drawn before the first, so that it is like the others
REGION_SHARE = 0.9
LOCATION_ENGAGEMENT, OWN_ENGAGEMENT = 0.18, 0.15  # stable part of the employees' engagement
LOCATION_CUSTOMERS, OWN_CUSTOMERS = 0.36, 0.20  # stable part of the customers' satisfaction
ENGAGEMENT_STAYS, REVERSE, ENGAGEMENT_MOVES = 0.15, 0.12, 0.26
ON_TIME, ENGAGEMENT_ON_TIME, ON_TIME_MOVES = 0.86, 0.16, 0.035
CUSTOMERS_STAY, LAGGED, BY_PUNCTUALITY, CUSTOMERS_MOVE = 0.10, 0.25, 2.6, 0.18
CLIMATE_FOLLOWS, OWN_CLIMATE, PERKS_CLIMATE = 0.60, 0.20, 0.27  # perks lift climate and nothing else
JOBS = 400  # recorded in a half-year


@dataclass(frozen=True, kw_only=True)
class Linkage:
    """What moves in the branches, (120, 6): branch by half-year; `stable` (120,) is the customers' lasting part."""

    engagement: NDArray[np.float64]
    climate: NDArray[np.float64]
    on_time: NDArray[np.float64]
    customers: NDArray[np.float64]
    stable: NDArray[np.float64]
    stable_engagement: NDArray[np.float64]


def draw_linkage(rng: np.random.Generator, perks: NDArray[np.int64]) -> Linkage:
    """Engagement e = u + a, share on time o, and what the branch adds to satisfaction, c = v + b."""
    place = np.repeat(rng.standard_normal(REGIONS), BRANCHES // REGIONS)
    place = REGION_SHARE * place + np.sqrt(1 - REGION_SHARE**2) * rng.standard_normal(BRANCHES)
    place = (place - place.mean()) / place.std()
    u = LOCATION_ENGAGEMENT * place + rng.normal(0, OWN_ENGAGEMENT, BRANCHES)
    v = LOCATION_CUSTOMERS * place + rng.normal(0, OWN_CUSTOMERS, BRANCHES)
    a, on_time, b = _moving_parts(rng)
    own_climate = rng.normal(0, OWN_CLIMATE, BRANCHES) + PERKS_CLIMATE * (perks - 0.5)
    engagement = u[:, None] + a
    return Linkage(
        engagement=engagement,
        climate=CLIMATE_FOLLOWS * engagement + own_climate[:, None],
        on_time=on_time,
        customers=v[:, None] + b,
        stable=v,
        stable_engagement=u,
    )


def _moving_parts(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Engagement a, share on time and satisfaction b of the half-years, each (120, 6)."""
    a = b = np.zeros(BRANCHES)
    path = []
    for _ in range(BURN_IN + HALVES):
        moved = rng.standard_normal((3, BRANCHES))
        now = ENGAGEMENT_STAYS * a + REVERSE * b + ENGAGEMENT_MOVES * moved[0]
        on_time = np.clip(ON_TIME + ENGAGEMENT_ON_TIME * a + ON_TIME_MOVES * moved[1], 0.5, 0.99)
        b = CUSTOMERS_STAY * b + LAGGED * a + BY_PUNCTUALITY * (on_time - ON_TIME) + CUSTOMERS_MOVE * moved[2]
        a = now
        path.append((a, on_time, b))
    return tuple(np.stack(part, axis=1) for part in zip(*path[BURN_IN:], strict=True))


def draw_branch_halves(rng: np.random.Generator, branches: pd.DataFrame, linkage: Linkage) -> pd.DataFrame:
    """The records, one row per branch and half-year: `branch half jobs on_time_share absence_pct`."""
    jobs = rng.poisson(JOBS, BRANCHES * HALVES)
    absence = 5 - 1.5 * linkage.engagement.ravel() + rng.normal(0, 1.2, BRANCHES * HALVES)
    return pd.DataFrame(
        {
            "branch": np.repeat(branches["branch"].to_numpy(), HALVES),
            "half": np.tile(np.arange(1, HALVES + 1), BRANCHES),
            "jobs": jobs,
            "on_time_share": np.round(rng.binomial(jobs, linkage.on_time.ravel()) / jobs, 4),
            "absence_pct": np.round(np.maximum(absence, 0), 1),
        }
    )
