"""What every table of Pont Nou shares: the calendar, the touchpoints, scales and ids."""

from __future__ import annotations

import numpy as np
import pandas as pd
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
SURVEYED = tuple(DEPARTMENT)[:14]  # the register; nobody is ever asked about T15 and T16
AT_BRANCH = ("T02", "T06", "T07", "T08", "T13")  # somebody of a branch meets the customer there


def month_of(day: ArrayLike) -> NDArray[np.int64]:
    """Month 1 … 36 of a day counted from 0; day −1, the time before the first month, is month 0."""
    date = FIRST_MONTH.astype("datetime64[D]") + np.asarray(day)
    return (date.astype("datetime64[M]") - FIRST_MONTH).astype(np.int64) + 1


def date_of(day: ArrayLike) -> NDArray[np.datetime64]:
    """The date of a day counted from 0."""
    return (FIRST_MONTH.astype("datetime64[D]") + np.asarray(day)).astype("datetime64[s]")


def half_of(month: ArrayLike) -> NDArray[np.int64]:
    """Half-year 1 … 6 of a month 1 … 36."""
    return (np.asarray(month) + 5) // 6


def rating(value: ArrayLike, low: int, high: int) -> NDArray[np.int64]:
    """The whole-number answer nearest to a value, on a scale from `low` to `high`."""
    return np.clip(np.rint(value), low, high).astype(np.int64)


def chance(logit: ArrayLike) -> NDArray[np.float64]:
    """The probability of a logit."""
    return 1 / (1 + np.exp(-np.asarray(logit, dtype=float)))


def ids(letters: str, numbers: ArrayLike, digits: int) -> list[str]:
    """Keys such as C000123."""
    return [f"{letters}{number:0{digits}d}" for number in np.asarray(numbers).tolist()]


def only(values: ArrayLike, present: ArrayLike) -> pd.arrays.IntegerArray:
    """Whole numbers where `present` is true, empty elsewhere."""
    return pd.arrays.IntegerArray(np.array(values, dtype=np.int64), ~np.asarray(present, dtype=bool))
