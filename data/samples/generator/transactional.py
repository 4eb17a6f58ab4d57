"""The survey after a contact: who is asked, who answers, and how the answer differs from what was lived."""

from __future__ import annotations

import numpy as np
import pandas as pd

from .company import SURVEYED, chance, ids, only, rating
from .experience import CORRECT_AT, KIND_AT, SPECIAL
from .service import PITCHED, branch_column

INVITED, ANSWERS, ANSWERS_BY_SATISFACTION, ANSWERS_WHEN_OLDER = 0.88, -0.50, 0.22, 0.35
OLDER = ("55-69", "70+")
PHONE, PHONE_GAIN = 0.25, 0.25
SOON, HOURS, HOURS_SPREAD, LATE_DAYS = 0.75, 20.0, 0.8, (4, 21)
SINKS, SINKS_FROM, SINKS_UNTIL = 0.04, 3, 21  # points a day
BEGGING, BEGS = ("B017", "B058", "B099"), 0.80  # 7 and 8 become 9
AFTER_REPAIR = 1.20  # points by which the recommendation after a repair lies above satisfaction
NOT_YET_KNOWN = 0.04
STIRRED = {"T05": -0.9, "T09": 0.6, "T14": 0.9}
EFFORT = {"T14": 0.9, "T09": 0.4, "T12": 0.3, "T11": 0.2, "T02": -0.2, "T07": -0.3, "T10": -0.6}  # by its nature
WORRIED_AT = ("T04", "T05", "T09")
COMMON = ("speed", "competence", "ease", "promise", "tidy", "price")
OWN = {}  # touchpoint → the aspects that are asked there only
for _place, _aspect in (*SPECIAL, (CORRECT_AT, "correct"), *((place, "kind") for place in KIND_AT)):
    OWN[_place] = (*OWN.get(_place, ()), _aspect)
MISSING = {"satisfaction": 0.01, "effort": 0.03, "feeling": 0.03, "feeling when older": 0.08}


def draw_responses(
    rng: np.random.Generator, log: pd.DataFrame, people: pd.DataFrame, lived: pd.DataFrame
) -> pd.DataFrame:
    """The log with `pulse`, the one tap after every contact of the register, `invited` and `responded`."""
    n, satisfaction = len(log), lived["satisfaction"].to_numpy()
    surveyed = log["touchpoint"].isin(SURVEYED).to_numpy()
    older = people["age_band"].isin(OLDER).to_numpy()[log["person"]]
    pulse = rating(1 + 0.4 * satisfaction + 0.45 * rng.standard_normal(n), 1, 5)
    invited = surveyed & (rng.random(n) < INVITED)
    willing = ANSWERS + ANSWERS_BY_SATISFACTION * (satisfaction - 7.6) / 1.9 + ANSWERS_WHEN_OLDER * older
    responded = invited & (rng.random(n) < chance(willing))
    return log.assign(
        pulse=only(pulse, surveyed), invited=invited.astype(np.int64), responded=responded.astype(np.int64)
    )


def draw_transactional(
    rng: np.random.Generator, log: pd.DataFrame, people: pd.DataFrame, lived: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The answers as a table, and the same rows with what stands behind them (of the log, and as lived)."""
    rows = log.join(lived).rename_axis("row")[log["responded"] == 1].reset_index()
    rows = rows.join(people[["language", "age_band"]], on="person")
    rows["lag"] = _lags(rng, len(rows))
    rows["phone"] = rng.random(len(rows)) < PHONE
    score = _scores(rows)
    asked = _rotating_item(rng, rows)
    felt, strength, emotion = _emotions(rng, rows)
    effort = rating(_effort(rows) + 0.7 * rng.standard_normal(len(rows)), 1, 5)
    lot = rng.random((3, len(rows)))
    told = lot[2] >= np.where(rows["age_band"].isin(OLDER), MISSING["feeling when older"], MISSING["feeling"])
    begged = branch_column(rows["branch"].to_numpy()).isin(BEGGING).to_numpy() & (rng.random(len(rows)) < BEGS)
    final = np.where(begged & ((score == 7) | (score == 8)), 9, score)
    after_repair = rating(score + AFTER_REPAIR + rng.standard_normal(len(rows)), 0, 10)
    resolved = rows["outcome"].map({"solved": "yes", "partly": "partly", "failed": "no"})
    table = pd.DataFrame(
        {
            "answer": ids("A", np.arange(1, len(rows) + 1), 6),
            "contact": ids("C", rows["row"] + 1, 6),
            "month": rows["month"],
            "touchpoint": rows["touchpoint"],
            "branch": branch_column(rows["branch"].to_numpy()),
            "language": rows["language"],
            "mode": np.where(rows["phone"], "phone", "web"),
            "lag_hours": np.round(rows["lag"], 1),
            "satisfaction": only(final, lot[0] >= MISSING["satisfaction"]),
            "recommend": only(after_repair, rows["touchpoint"] == "T13"),
            "effort": only(effort, lot[1] >= MISSING["effort"]),
            "resolved": resolved.where(rng.random(len(rows)) >= NOT_YET_KNOWN, "not yet known"),
            "c4_item": asked,
            "c4_score": _at(rows, asked),
            "felt": only(felt, told),
            "strength": only(strength, told),
            "emotion": pd.Series(emotion).where(told),
            "time_available": only(rows["time_available"], rows["touchpoint"].isin(PITCHED)),
        }
    )
    return table, rows.assign(answer=table["answer"], score=table["satisfaction"], emotion=table["emotion"])


def _lags(rng: np.random.Generator, n: int) -> np.ndarray:
    """Hours between contact and answer."""
    soon = HOURS * np.exp(HOURS_SPREAD * rng.standard_normal(n))
    low, high = LATE_DAYS
    return np.where(rng.random(n) < SOON, soon, 24 * rng.uniform(low, high, n))


def _scores(rows: pd.DataFrame) -> np.ndarray:
    """Satisfaction as answered: it sinks with the days, and is a little higher on the telephone."""
    days = np.minimum(rows["lag"] / 24, SINKS_UNTIL)
    return rating(rows["satisfaction"] - SINKS * (days - SINKS_FROM) + PHONE_GAIN * (rows["phone"] - PHONE), 0, 10)


def _effort(rows: pd.DataFrame) -> pd.Series:
    """How hard it was: a high value is bad."""
    trouble = (rows["outcome"] == "failed") + 0.4 * (rows["outcome"] == "partly")
    usual = 2.4 + rows["touchpoint"].map(EFFORT).fillna(0.0)
    return usual - 0.5 * (rows["speed"] - 3.6) - 0.35 * (rows["ease"] - 3.6) + trouble


def _rotating_item(rng: np.random.Generator, rows: pd.DataFrame) -> np.ndarray:
    """The one aspect asked in this answer: any that fits the touchpoint, by lot."""
    lot, asked = rng.random(len(rows)), np.empty(len(rows), dtype=object)
    for touchpoint in SURVEYED:
        here = (rows["touchpoint"] == touchpoint).to_numpy()
        items = np.array([*COMMON, *OWN.get(touchpoint, ())], dtype=object)
        asked[here] = items[(lot[here] * len(items)).astype(int)]
    return asked


def _at(rows: pd.DataFrame, asked: np.ndarray) -> np.ndarray:
    """The rating of the aspect named in each row."""
    names = list(dict.fromkeys([*COMMON, *(item for items in OWN.values() for item in items)]))
    place = pd.Index(names).get_indexer(asked)
    return rows[names].to_numpy()[np.arange(len(rows)), place]


def _emotions(rng: np.random.Generator, rows: pd.DataFrame) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """How it felt (−5 … 5), how strongly (1 … 5), and the word for it."""
    n, failed = len(rows), (rows["outcome"] == "failed").to_numpy()
    felt = rating(0.9 + 1.9 * rows["feeling"], -5, 5)
    stirred = rows["touchpoint"].map(STIRRED).fillna(0.0).to_numpy()
    strength = rating(2.6 + 0.225 * np.abs(felt) + stirred + 0.5 * failed + 0.8 * rng.standard_normal(n), 1, 5)
    lot, strong = rng.random(n), strength >= 4
    worried = rows["touchpoint"].isin(WORRIED_AT).to_numpy()
    cases = {
        "joy": (felt >= 3) & strong,
        "trust": (felt >= 3) & (lot < 0.5),
        "admiration": felt >= 3,
        "surprise": (felt >= 1) & strong,
        "calm": felt >= 1,
        "none": felt >= -1,
        "get_even": (felt <= -4) & failed & (lot < 0.35),
        "hate": (felt <= -4) & (lot >= 0.85),
        "anger": (felt <= -4) | strong,
        "worry": worried,
    }
    return felt, strength, np.select(list(cases.values()), list(cases), "disappointment")
