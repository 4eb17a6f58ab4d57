"""People who asked about something and had bought nothing yet: what they met, and when they bought."""

from __future__ import annotations

import numpy as np
import pandas as pd

from .company import CUSTOMERS, DAYS, chance, date_of, ids

PROSPECTS = 2_400  # at 12,000 customers
MET = {"saw_web": 0.60, "advised": 0.35, "recommended": 0.25}  # share of those who asked
FAILED = 0.10  # of whoever met somebody or something of the firm: it went wrong
MONTH, MONTHS = 30, 12  # days; whoever has not bought after so many months buys elsewhere
BUYS, FADES = -2.7, -0.10  # log odds of buying in the first month; what a month takes from it
BY_WHAT_WAS_MET = {"saw_web": 0.0, "advised": 0.80, "recommended": 0.60, "failed": -1.30}


def draw_prospects(rng: np.random.Generator, customers: int) -> pd.DataFrame:
    """One row per prospect: `prospect asked_on saw_web advised recommended failed bought_on`."""
    n = round(PROSPECTS * customers / CUSTOMERS)
    asked = np.sort(rng.integers(0, DAYS, n))
    met = pd.DataFrame({name: (rng.random(n) < share).astype(int) for name, share in MET.items()})
    met["failed"] = (rng.random(n) < FAILED).astype(int)
    odds = BUYS + met[list(BY_WHAT_WAS_MET)].to_numpy() @ np.array(list(BY_WHAT_WAS_MET.values()))
    buys = rng.random((n, MONTHS)) < chance(odds[:, None] + FADES * np.arange(MONTHS))
    day = asked + MONTH * buys.argmax(axis=1) + rng.integers(1, MONTH + 1, n)
    bought = buys.any(axis=1) & (day < DAYS)
    table = pd.DataFrame({"prospect": ids("L", np.arange(1, n + 1), 5), "asked_on": date_of(asked), **met})
    return table.assign(bought_on=pd.Series(date_of(day)).where(bought))
