"""What every table of Pont Nou shares: the calendar, the touchpoints and two ways to draw."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

FIRST_MONTH = np.datetime64("2023-01")
DAYS = 1096  # 2023-01-01 … 2025-12-31, numbered from 0
CUSTOMERS = 12_000  # the size for which all numbers of contacts and all tolerances are given

DEPARTMENT = {  # the wait for the day and the pick-up of the old appliance belong to nobody
    "T01": "Digital",
    "T02": "Shops",
    "T03": "Contact Centre",
    "T04": "Digital",
    "T05": "",
    "T06": "Logistics",
    "T07": "Technical Service",
    "T08": "",
    "T09": "Billing",
    "T10": "Marketing",
    "T11": "Digital",
    "T12": "Contact Centre",
    "T13": "Technical Service",
    "T14": "Claims & Legal",
    "T15": "Claims & Legal",
    "T16": "Claims & Legal",
}


def month_of(day: ArrayLike) -> NDArray[np.int64]:
    """Month 1 … 36 of a day counted from 0; day −1, the time before the first month, is month 0."""
    date = FIRST_MONTH.astype("datetime64[D]") + np.asarray(day)
    return (date.astype("datetime64[M]") - FIRST_MONTH).astype(np.int64) + 1


def rating(value: ArrayLike, low: int, high: int) -> NDArray[np.int64]:
    """The whole-number answer nearest to a value, on a scale from `low` to `high`."""
    return np.clip(np.rint(value), low, high).astype(np.int64)


def chance(logit: ArrayLike) -> NDArray[np.float64]:
    """The probability of a logit."""
    return 1 / (1 + np.exp(-np.asarray(logit, dtype=float)))
