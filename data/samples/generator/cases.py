"""Closed-loop cases: answers that were taken up, what was replied, and the score given afterwards."""

from __future__ import annotations

import numpy as np
import pandas as pd

from .company import CUSTOMERS, date_of, ids, only, rating

FIRST_MONTH, LAST_DAY = 13, 1064  # opened until the end of November 2025, so that each could be replied to
BAD, GOOD = 5, 9
NEGATIVE, POSITIVE = 1_900, 1_100  # cases at 12,000 customers
HELD_OUT = 0.20  # of the negative, by lot
WORST_FIRST = ((2, 0.95), (3, 0.88), (4, 0.80), (5, 0.72))  # up to this score: share answered
PRAISE_ANSWERED = 0.12
HOURS, HOURS_SPREAD, LONGEST = 40.0, 0.9, 720.0
USUAL, STAYS, NOISE = 7.4, 0.45, 1.70  # the next score goes back to the usual one
IN_TIME, REPLY_IN_TIME, REPLY_LATE = 48, 1.20, 0.60
ASKED_AGAIN = 0.70


def draw_cases(rng: np.random.Generator, answers: pd.DataFrame, customers: int) -> pd.DataFrame:
    """One row per case, in the order of opening; `score_after` is empty for those who were not asked again."""
    rows = _taken_up(rng, answers, customers / CUSTOMERS)
    n, negative = len(rows), (rows["score"] <= BAD).to_numpy()
    held_out = negative & (rng.random(n) < HELD_OUT)
    score = rows["score"].to_numpy(dtype=np.int64)
    share = np.select([score <= most for most, _ in WORST_FIRST], [share for _, share in WORST_FIRST], PRAISE_ANSWERED)
    answered = ~held_out & (rng.random(n) < share)
    hours = np.minimum(HOURS * np.exp(HOURS_SPREAD * rng.standard_normal(n)), LONGEST)
    gain = np.where(hours <= IN_TIME, REPLY_IN_TIME, REPLY_LATE) * (answered & negative)
    after = USUAL + STAYS * (rows["satisfaction"] - USUAL) + gain + rng.normal(0, NOISE, n)
    opened = rows["opened"].to_numpy()
    return pd.DataFrame(
        {
            "case": ids("Q", np.arange(1, n + 1), 5),
            "answer": rows["answer"],
            "contact": ids("C", rows["row"] + 1, 6),
            "touchpoint": rows["touchpoint"],
            "valence": np.where(negative, "negative", "positive"),
            "opened": date_of(np.floor(opened).astype(np.int64)),
            "score_before": score,
            "held_out": only(held_out, negative),
            "answered": answered.astype(np.int64),
            "hours_to_answer": np.where(answered, np.round(hours, 1), np.nan),
            "closed": pd.Series(date_of(np.floor(opened + hours / 24).astype(np.int64))).where(answered),
            "score_after": only(rating(after, 0, 10), rng.random(n) < ASKED_AGAIN),
        }
    )


def _taken_up(rng: np.random.Generator, answers: pd.DataFrame, scale: float) -> pd.DataFrame:
    """Bad and good answers by lot, in the order in which they came in."""
    rows = answers.assign(opened=answers["day"] + answers["lag"] / 24, lot=rng.random(len(answers)))
    rows = rows[(rows["month"] >= FIRST_MONTH) & (rows["opened"] <= LAST_DAY) & rows["score"].notna()]
    parts = [(rows["score"] <= BAD, NEGATIVE), (rows["score"] >= GOOD, POSITIVE)]
    chosen = [rows[fits].nsmallest(round(number * scale), "lot") for fits, number in parts]
    return pd.concat(chosen).sort_values("opened", kind="stable", ignore_index=True)
