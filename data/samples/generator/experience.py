"""What a customer lives in each contact: mood, aspects, feeling and satisfaction. No table shows it as it is.

The equation of satisfaction is the sum in `_satisfaction`; every number in it stands at the top.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from .branches import BRANCHES
from .company import AT_BRANCH, rating
from .linkage import ON_TIME, Linkage
from .service import CENTRAL_STAFF

ATTITUDE_IN_MOOD = 0.5
ASPECTS = {"speed": 0.47, "competence": 0.34, "ease": 0.20, "promise": 0.12, "tidy": 0.0, "price": 0.0}
SCALE = 1.25  # of the weights of all aspects
MOOD_IN_ASPECT, MOOD_IN_TIDY, WAIT_IN_SPEED = 0.65, 0.85, 0.45
MIDDLE, SPREAD = 3.6, 0.9  # of an aspect on its scale 1 … 5
PUNCTUAL = 0.55 / 0.35  # what being on time does to its rating, before the spread
SPECIAL = {  # aspects that count at one touchpoint only
    ("T06", "on_time"): 0.80,
    ("T13", "first_time"): 0.85,
    ("T13", "explained"): 0.70,
    ("T09", "clear"): 0.90,
}
CORRECT_AT, MUST_BE, MISSED = "T09", -1.5, 0.11  # an invoice that is not right costs, a right one gives nothing
KIND_AT, DELIGHT, DELIGHTED = ("T02", "T03", "T06", "T07", "T12", "T13", "T14"), 1.0, 0.16
MOOD_IN_SATISFACTION, FEELING_IN_SATISFACTION = 0.3125, 0.30
PARTLY, FAILED = -0.4, -1.3
BASE = {
    "T01": 7.5,
    "T02": 7.8,
    "T03": 7.7,
    "T04": 7.7,
    "T05": 7.0,
    "T06": 7.6,
    "T07": 7.9,
    "T08": 7.1,
    "T09": 7.35,
    "T10": 7.0,
    "T11": 7.4,
    "T12": 7.3,
    "T13": 7.0,
    "T14": 6.1,
}
SHIFT_AT, SHIFT_FROM, SHIFT = "T13", 28, -1.10  # from this month on
DRIFT_AT, DRIFT_AFTER, DRIFT = "T12", 24, -0.085  # a month
TIME_AVAILABLE, SHORT = (0.22, 0.28, 0.20, 0.20, 0.10), 2
PITCH_IN_CALL, PITCH_WHEN_SHORT, PITCH_IN_SPEED, PITCH_IN_MAIL = -0.10, -0.85, -0.35, 0.35

# Variance parts of the feeling; between the touchpoints of a branch the means are brought to their part.
# The person's part stands with the customers.
TOUCHPOINT, EMPLOYEE, BRANCH, REST = 0.12, 0.10, 0.08, 0.25
FEELING_AT_BRANCH = {"T02": 0.3, "T06": 0.1, "T07": 0.7, "T08": -0.1, "T13": -0.4}
FEELING_ELSEWHERE = {"T03": 0.1, "T04": 0.1, "T05": -0.4, "T09": -0.6, "T10": -0.1, "T12": -0.4, "T14": -1.0}
FAILED_IN_FEELING, MOOD_IN_FEELING = -0.8, 0.15


def draw_experience(
    rng: np.random.Generator, log: pd.DataFrame, people: pd.DataFrame, linkage: Linkage
) -> pd.DataFrame:
    """One row per contact: twelve aspects as rated, `time_available`, `feeling` and `satisfaction`, unrounded."""
    n = len(log)
    mood = ATTITUDE_IN_MOOD * people["attitude"].to_numpy()[log["person"]]
    mood = mood + np.sqrt(1 - ATTITUDE_IN_MOOD**2) * rng.standard_normal(n)
    time = 1 + rng.choice(5, n, p=TIME_AVAILABLE)
    time = np.minimum(time + (log["touchpoint"] == "T10"), 5).to_numpy()
    lived = _aspects(rng, log, mood).assign(time_available=time)
    lived["feeling"] = _feeling(rng, log, mood, people, linkage)
    lived["satisfaction"] = _satisfaction(log, mood, lived, linkage) + rng.standard_normal(n)
    return lived


def _aspects(rng: np.random.Generator, log: pd.DataFrame, mood: NDArray[np.float64]) -> pd.DataFrame:
    """Every aspect of every contact on its scale 1 … 5, asked or not."""
    n, failed = len(log), (log["outcome"] == "failed").to_numpy()
    punctual = (log["punctual"].to_numpy() - ON_TIME) * PUNCTUAL

    def aspect(lean: np.ndarray, rest: float, middle: float = MIDDLE, spread: float = SPREAD) -> np.ndarray:
        return rating(middle + spread * (lean + rest * rng.standard_normal(n)), 1, 5)

    plain = np.sqrt(1 - MOOD_IN_ASPECT**2)
    hurried = PITCH_IN_SPEED * ((log["touchpoint"] == "T03") & (log["pitch"] == 1)).to_numpy()
    in_time = np.sqrt(1 - MOOD_IN_ASPECT**2 - WAIT_IN_SPEED**2)
    ratings = {
        "speed": aspect(MOOD_IN_ASPECT * mood - WAIT_IN_SPEED * log["wait"].to_numpy(), in_time, MIDDLE + hurried),
        **{name: aspect(MOOD_IN_ASPECT * mood, plain) for name in ("competence", "ease", "promise")},
        "tidy": aspect(MOOD_IN_TIDY * mood, np.sqrt(1 - MOOD_IN_TIDY**2)),
        "price": aspect(MOOD_IN_ASPECT * mood, plain),
        "on_time": aspect(0.45 * mood + punctual, 0.62),
        "first_time": aspect(0.45 * mood, 0.89, MIDDLE - 0.9 * failed),
        **{name: aspect(0.45 * mood, 0.89) for name in ("explained", "clear")},
        "correct": aspect(0.35 * mood, 0.937, 3.9, 1.15),
        "kind": aspect(0.25 * mood, 0.968, 3.4, 1.1),
    }
    return pd.DataFrame(ratings)


def _feeling(
    rng: np.random.Generator, log: pd.DataFrame, mood: NDArray[np.float64], people: pd.DataFrame, linkage: Linkage
) -> NDArray[np.float64]:
    """What was felt: person, touchpoint, employee, branch and a rest that knows the failure and the mood."""
    employees = rng.normal(0, np.sqrt(EMPLOYEE), (BRANCHES + 1, 1 + CENTRAL_STAFF))  # last row: the centre
    own = rng.standard_normal(BRANCHES)
    branches = np.sqrt(BRANCH) * (0.5 * linkage.stable / linkage.stable.std() + np.sqrt(0.75) * own)
    failed = (log["outcome"] == "failed").to_numpy()
    failures = failed.mean()
    known = FAILED_IN_FEELING**2 * failures * (1 - failures) + MOOD_IN_FEELING**2
    rest = FAILED_IN_FEELING * (failed - failures) + MOOD_IN_FEELING * mood
    rest = rest + np.sqrt(REST - known) * rng.standard_normal(len(log))
    branch, number = log["branch"].to_numpy(), log["employee"].to_numpy()
    person = people["feeling"].to_numpy()[log["person"]]
    met = np.where(number > 0, employees[branch, number], 0.0) + np.where(branch >= 0, branches[branch], 0.0)
    return person + _touchpoint_feeling(log["touchpoint"]) + met + rest


def _touchpoint_feeling(touchpoint: pd.Series) -> NDArray[np.float64]:
    """The means of the touchpoints; among those of a branch with mean 0 and their part of the variance."""
    at_branch = touchpoint.isin(AT_BRANCH).to_numpy()
    means = touchpoint.map(FEELING_AT_BRANCH | FEELING_ELSEWHERE).fillna(0.0).to_numpy()
    inside = means[at_branch]
    return np.where(at_branch, (means - inside.mean()) / inside.std() * np.sqrt(TOUCHPOINT), means)


def _satisfaction(
    log: pd.DataFrame, mood: NDArray[np.float64], lived: pd.DataFrame, linkage: Linkage
) -> NDArray[np.float64]:
    """Satisfaction before noise, in points of 0 … 10; without meaning at T15 and T16, which nobody is asked about."""
    touchpoint, month, branch = log["touchpoint"], log["month"].to_numpy(), log["branch"].to_numpy()
    centred = (lived - MIDDLE) / SPREAD
    aspects = sum(weight * centred[name] for name, weight in ASPECTS.items())
    aspects += sum(weight * centred[name] * (touchpoint == place) for (place, name), weight in SPECIAL.items())
    correct = MUST_BE * ((lived["correct"] <= 2) - MISSED) * (touchpoint == CORRECT_AT)
    kind = DELIGHT * ((lived["kind"] == 5) - DELIGHTED) * touchpoint.isin(KIND_AT)
    outcome = log["outcome"].map({"solved": 0.0, "partly": PARTLY, "failed": FAILED})
    call = PITCH_IN_CALL + PITCH_WHEN_SHORT * (lived["time_available"] <= SHORT)
    pitch = log["pitch"] * ((touchpoint == "T03") * call + (touchpoint == "T10") * PITCH_IN_MAIL)
    shift = SHIFT * ((touchpoint == SHIFT_AT) & (month >= SHIFT_FROM))
    drift = DRIFT * np.maximum(month - DRIFT_AFTER, 0) * (touchpoint == DRIFT_AT)
    there = np.where(branch >= 0, linkage.customers[branch, log["half"] - 1], 0.0)
    total = (
        touchpoint.map(BASE).fillna(0.0) + SCALE * aspects + correct + kind + outcome + pitch + shift + drift + there
    )
    return (total + MOOD_IN_SATISFACTION * mood + FEELING_IN_SATISFACTION * lived["feeling"]).to_numpy()
