"""The driver study: all aspects at once, asked of some of those who answered in the last year."""

from __future__ import annotations

import numpy as np
import pandas as pd

from .company import CUSTOMERS, SURVEYED
from .transactional import COMMON, OWN

LARGE, AT_LARGE, AT_OTHERS = ("T06", "T09", "T13"), 700, 110  # answers at 12,000 customers
FIRST_MONTH = 25
DOES_NOT_APPLY, SKIPPED = 9, 0.012
NOT_APPLICABLE = {"price": 0.12, "tidy": 0.10}
STATED = {"price": 0.34, "speed": 0.20, "competence": 0.18, "promise": 0.15, "ease": 0.11, "tidy": 0.02}
ITEMS = (*COMMON, "on_time", "first_time", "explained", "clear", "correct", "kind")


def draw_driver_study(rng: np.random.Generator, rows: pd.DataFrame, customers: int) -> pd.DataFrame:
    """One row per answer: `answer touchpoint satisfaction`, twelve aspects 1 to 5 and 9, `stated_first`."""
    last_year = rows[rows["month"] >= FIRST_MONTH]
    lot = pd.Series(rng.random(len(last_year)), last_year.index)
    place = lot.groupby(last_year["touchpoint"]).rank()
    room = {name: (AT_LARGE if name in LARGE else AT_OTHERS) * customers / CUSTOMERS for name in SURVEYED}
    chosen = last_year[place <= last_year["touchpoint"].map(room)].reset_index(drop=True)
    n = len(chosen)
    table = chosen[["answer", "touchpoint"]].assign(satisfaction=chosen["score"])
    for item in ITEMS:
        fits = item in COMMON or chosen["touchpoint"].map(lambda name, item=item: item in OWN.get(name, ()))
        applies = fits & (rng.random(n) >= NOT_APPLICABLE.get(item, 0.0))
        values = chosen[item].where(applies, DOES_NOT_APPLY).astype("Int64")
        table[f"d_{item}"] = values.where(rng.random(n) >= SKIPPED)
    return table.assign(stated_first=rng.choice(list(STATED), n, p=list(STATED.values())))
