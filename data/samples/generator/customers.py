"""The frame: everybody whom the firm has in its files."""

from __future__ import annotations

import numpy as np
import pandas as pd

from .branches import branch_names
from .company import DAYS, date_of, month_of

PROSPECT = 0.05
SEGMENT = {
    "household": 0.53,
    "renter": 0.21,
    "senior": 0.15,
    "business": 0.07,
    "landlord": 0.036,
    "community": 0.004,  # tiny on purpose: a group too small to be shown
}
CONTACT_CHANNEL = {"online": 0.55, "offline": 0.45}
TENURE = {"new": 0.35, "mid": 0.35, "long": 0.30}
LANGUAGE = {"es": 0.50, "ca": 0.28, "ro": 0.14, "en": 0.08}
AGE_BAND = {"18-34": 0.24, "35-54": 0.38, "55-69": 0.24, "70+": 0.14}
LAST_JOINING_DAY = 999
LEAVES_A_DAY = 0.0000714  # .0005 a week, without any cause
ACTIVITY_SHAPE = 1.3
PROSPECT_ACTIVITY = 0.02
FEELING = 0.45  # the person's part in the variance of what is felt in a contact

PUBLISHED = (
    "customer",
    "status",
    "segment",
    "branch",
    "contact_channel",
    "tenure",
    "language",
    "age_band",
    "joined_month",
    "left_month",
    "customer_since",
    "left_on",
)


def draw_customers(rng: np.random.Generator, n: int) -> pd.DataFrame:
    """The frame with what no table shows.

    That is `attitude` (to the firm), `feeling` (the person's part of every emotion), `activity`, `joined_day`
    and `left_day` (DAYS: never).
    """
    prospect = rng.random(n) < PROSPECT
    people = pd.DataFrame(
        {
            "customer": [f"K{number:05d}" for number in range(1, n + 1)],
            "prospect": prospect,
            "segment": _lot(rng, SEGMENT, n),
            "contact_channel": _lot(rng, CONTACT_CHANNEL, n),
            "tenure": _lot(rng, TENURE, n),
            "language": _lot(rng, LANGUAGE, n),
            "age_band": _lot(rng, AGE_BAND, n),
            "branch": rng.choice(branch_names(), n),
            "attitude": rng.standard_normal(n),
            "activity": rng.gamma(ACTIVITY_SHAPE, size=n) * np.where(prospect, PROSPECT_ACTIVITY, 1.0),
        }
    )
    joined = rng.integers(1, LAST_JOINING_DAY + 1, n)
    people["joined_day"] = np.where(people["tenure"] == "new", joined, -1)
    left = np.maximum(people["joined_day"], 0) + rng.geometric(LEAVES_A_DAY, n)
    people["left_day"] = np.where(prospect, DAYS, np.minimum(left, DAYS))
    people["feeling"] = rng.normal(0, np.sqrt(FEELING), n)
    return people


def status_on(people: pd.DataFrame, day: int) -> np.ndarray:
    """`prospect`, `current` or `former` at the end of a day."""
    left = people["left_day"].to_numpy() <= day
    return np.where(people["prospect"], "prospect", np.where(left, "former", "current"))


def published(people: pd.DataFrame) -> pd.DataFrame:
    """The table `customers` as the firm knows it at the end of month 36."""
    left = people["left_day"].to_numpy()
    table = people.assign(
        status=status_on(people, DAYS - 1),
        joined_month=month_of(people["joined_day"]),
        left_month=pd.array(month_of(left), dtype="Int64"),
        customer_since=pd.Series(date_of(people["joined_day"])).where(~people["prospect"]),
        left_on=pd.Series(date_of(left)).where(left < DAYS),
    )
    table.loc[left >= DAYS, "left_month"] = pd.NA
    return table[list(PUBLISHED)]


def _lot(rng: np.random.Generator, shares: dict[str, float], n: int) -> np.ndarray:
    return rng.choice(list(shares), n, p=list(shares.values()))
