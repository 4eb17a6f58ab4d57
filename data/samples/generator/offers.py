"""Trials by lot: how many offers a customer gets and at which moment, and what brings back those who left."""

from __future__ import annotations

import numpy as np
import pandas as pd

from .company import CUSTOMERS, DAYS, chance, only, rating

TRIED = 2_400  # customers in the trial of offers, at 12,000 in the files
MOST = 4  # offers in the half-year
USUAL, ATTITUDE, NOISE = 7.4, 0.5, 1.6
TOO_MANY, TOO_EARLY = -0.30, -0.60  # points: each offer beyond the first; any before the matter is settled
BUYS, BY_OFFER, ENOUGH = -2.4, 0.45, 2  # log odds of buying: without an offer, by each of the first two

RETURNS = 0.05  # share that comes back without being asked
WON_BACK = {"letter": 0.03, "telephone": 0.11}  # what is added by asking
TELEPHONE = 0.5  # share asked, or left alone, by telephone and not by letter


def draw_offers(rng: np.random.Generator, people: pd.DataFrame) -> pd.DataFrame:
    """One row per customer in the trial: `customer offers settled_first satisfaction bought`."""
    present = people[~people["prospect"] & (people["left_day"] >= DAYS)]
    chosen = present.iloc[rng.permutation(len(present))[: round(TRIED * len(people) / CUSTOMERS)]].sort_index()
    n = len(chosen)
    offers, later = rng.integers(0, MOST + 1, n), rng.integers(0, 2, n)
    points = USUAL + ATTITUDE * chosen["attitude"].to_numpy() + TOO_MANY * np.maximum(offers - 1, 0)
    points = points + TOO_EARLY * ((offers > 0) & (later == 0)) + NOISE * rng.standard_normal(n)
    return pd.DataFrame(
        {
            "customer": chosen["customer"].to_numpy(),
            "offers": offers,
            "settled_first": only(later, offers > 0),
            "satisfaction": rating(points, 0, 10),
            "bought": (rng.random(n) < chance(BUYS + BY_OFFER * np.minimum(offers, ENOUGH))).astype(int),
        }
    )


def draw_win_back(rng: np.random.Generator, people: pd.DataFrame) -> pd.DataFrame:
    """One row per former customer: `customer channel asked came_back`; channel and asking are both by lot."""
    gone = people[~people["prospect"] & (people["left_day"] < DAYS)]
    n = len(gone)
    channel = np.where(rng.random(n) < TELEPHONE, "telephone", "letter")
    asked = rng.integers(0, 2, n)
    comes = RETURNS + asked * pd.Series(channel).map(WON_BACK).to_numpy()
    came = (rng.random(n) < comes).astype(int)
    return pd.DataFrame(
        {"customer": gone["customer"].to_numpy(), "channel": channel, "asked": asked, "came_back": came}
    )
