"""Pairs of answers on eight features: if it were there, and if it were missing."""

from __future__ import annotations

import numpy as np
import pandas as pd

from .company import ids

PEOPLE = 300
FEATURES = {  # must-be, one-dimensional, attractive, indifferent
    "invoice_right": "M",
    "agreed_day": "M",
    "short_wait": "O",
    "solved_first": "O",
    "clear_price": "O",
    "kind_technician": "A",
    "takes_old_away": "A",
    "app_tracking": "I",
}
CLASSES = "MOAI"
AS_PLANTED = (0.60, 0.70)
SWAPPED, ONE_STEP_OFF = 0.03, 0.12
NEUTRAL = (0.25, 0.5, 0.25)  # answers 2, 3, 4: must be so, neutral, can live with it


def draw_kano(rng: np.random.Generator) -> pd.DataFrame:
    """One row per person and feature: `functional` and `dysfunctional`, 1 like … 5 dislike."""
    shape = (PEOPLE, len(FEATURES))
    planted = np.array([CLASSES.index(kind) for kind in FEATURES.values()])
    agrees = rng.random(shape) < rng.uniform(*AS_PLANTED, len(FEATURES))
    other = (planted + rng.integers(1, len(CLASSES), shape)) % len(CLASSES)
    kind = np.where(agrees, planted, other)
    present, absent = (rng.choice([2, 3, 4], shape, p=NEUTRAL) for _ in range(2))
    liked, disliked = np.isin(kind, [1, 2]), np.isin(kind, [0, 1])  # O and A; M and O
    present, absent = np.where(liked, 1, present), np.where(disliked, 5, absent)
    lot = rng.random(shape)
    swapped = lot < SWAPPED
    present, absent = np.where(swapped, absent, present), np.where(swapped, present, absent)
    off, first, up = (lot >= SWAPPED) & (lot < SWAPPED + ONE_STEP_OFF), rng.random(shape) < 0.5, rng.random(shape) < 0.5
    step = np.where(up, 1, -1) * off
    return pd.DataFrame(
        {
            "person": np.repeat(ids("P", np.arange(1, PEOPLE + 1), 3), len(FEATURES)),
            "feature": np.tile(list(FEATURES), PEOPLE),
            "functional": np.clip(present + step * first, 1, 5).ravel(),
            "dysfunctional": np.clip(absent + step * ~first, 1, 5).ravel(),
        }
    )
