"""The table of journeys: what several contacts on one matter leave behind."""

from __future__ import annotations

import numpy as np
import pandas as pd

from .company import SURVEYED, date_of, ids, only, rating
from .contacts import PATHS

LEVEL, MEAN, LOWEST, LAST, TOLD_AGAIN, ATTITUDE = 1.75, 0.20, 0.35, 0.40, -0.80, 0.30
ANSWERED = 0.80


def draw_journeys(
    rng: np.random.Generator, log: pd.DataFrame, people: pd.DataFrame, satisfaction: pd.Series
) -> pd.DataFrame:
    """One row per journey: `journey customer journey_type start_date end_date journey_sat`.

    Only contacts of the register count in the score; instalments and legal notices are lived, yet not rated.
    """
    rows = log[log["journey"] > 0].sort_values(["journey", "seq"], kind="stable")
    own = rows.groupby("journey")
    table = own.agg(person=("person", "first"), path=("path", "first"), start=("day", "first"), end=("day", "last"))
    rated = rows[rows["touchpoint"].isin(SURVEYED)]
    scores = satisfaction[rated.index].groupby(rated["journey"]).agg(["mean", "min", "last"])
    n, attitude = len(table), people["attitude"].to_numpy()[table["person"]]
    value = LEVEL + MEAN * scores["mean"] + LOWEST * scores["min"] + LAST * scores["last"]
    value = value + TOLD_AGAIN * own["told_again"].sum() + ATTITUDE * attitude + rng.standard_normal(n)
    return pd.DataFrame(
        {
            "journey": ids("J", table.index, 5),
            "customer": people["customer"].to_numpy()[table["person"]],
            "journey_type": table["path"].map(dict(enumerate(PATHS))).to_numpy(),
            "start_date": date_of(table["start"]),
            "end_date": date_of(table["end"]),
            "journey_sat": only(rating(value, 0, 10), rng.random(n) < ANSWERED),
        }
    )
