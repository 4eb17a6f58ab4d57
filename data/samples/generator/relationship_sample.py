"""Who was invited to the yearly survey, who answered when, and what some of the silent said on the telephone."""

from __future__ import annotations

import numpy as np
import pandas as pd

from .company import CUSTOMERS, chance, only

PROMPT, PROMPT_PROMOTERS, PROMPT_DETRACTORS = 0.4, 0.5, 0.2  # answers before the reminder
PHONED, REACHED = 900, 0.80  # silent people a wave at 12,000 customers


def draw_relationship_sample(rng: np.random.Generator, invited: pd.DataFrame, customers: int) -> pd.DataFrame:
    """One row per wave and person invited: `wave customer status responded after_reminder phoned_recommend`."""
    score, answered = invited["recommend"].to_numpy(), invited["responded"].to_numpy()
    prompt = chance(PROMPT + PROMPT_PROMOTERS * (score >= 9) + PROMPT_DETRACTORS * (score <= 4))
    reminded = rng.random(len(invited)) >= prompt
    lot = pd.Series(rng.random(len(invited))).where(~answered)
    phoned = lot.groupby(invited["wave"].to_numpy()).rank() <= round(PHONED * customers / CUSTOMERS)
    reached = phoned.to_numpy() & (rng.random(len(invited)) < REACHED)
    return invited[["wave", "customer", "status"]].assign(
        responded=answered.astype(np.int64),
        after_reminder=only(reminded, answered),
        phoned_recommend=only(score, reached),
    )
