"""Texts as dates by a layout, and what may be doubtful of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

CLOCKS = ("", " %H:%M", " %H:%M:%S", " %H.%M", " %H.%M.%S", " %H:%M:%S.%f", " %I:%M %p", " %I:%M:%S %p")
NO_DATE = np.datetime64("NaT", "us")

# when a note tells: of a fault never; of others always (as a part of the answers or of the rows), unless all answers
# have it, or where many have
Told = Literal["", "always", "of rows", "unless all", "many"]


@dataclass(frozen=True, kw_only=True)
class Doubt:
    """Texts that are at fault or, where it is `told`, that a reader should know of; `shown` are examples.

    `unnamed` is the mend without the texts, for tables about employees.
    """

    rows: np.ndarray
    problem: str
    mend: str
    shown: str | None = None
    unnamed: str = ""
    told: Told = ""


def first_found(words: pd.Series, layouts: list[str]) -> np.ndarray:
    """Dates in the first layout that each text has."""
    dates = np.full(len(words), NO_DATE)
    for layout in layouts:
        left = np.isnat(dates) & words.notna().to_numpy(dtype=bool)
        if left.any():
            dates[left] = _dates(words[left], layout)
    return dates


def _dates(words: pd.Series, layout: str) -> np.ndarray:
    try:
        dates = pd.to_datetime(words.astype("object"), format=layout, errors="coerce", utc=True)
    except ValueError:  # the layout itself is not one
        return np.full(len(words), NO_DATE)
    return dates.dt.tz_localize(None).to_numpy().astype("datetime64[us]")
