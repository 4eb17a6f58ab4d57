"""The log of contacts: single ones and journeys, what broke, and who left because of it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from .company import CUSTOMERS, DAYS, DEPARTMENT, month_of

JOURNEYS, SINGLES, REPAIRS = 4_300, 40_000, 14_800  # at 12,000 customers
SINGLE_WEIGHTS = {
    "T01": 0.09,
    "T02": 0.24,
    "T03": 0.105,
    "T04": 0.055,
    "T05": 0.03,
    "T06": 0.105,
    "T07": 0.075,
    "T08": 0.03,
    "T09": 0.10,
    "T10": 0.11,
    "T11": 0.06,
    "T12": 0.05,
    "T14": 0.028,
    "T15": 0.012,
    "T16": 0.010,
}
REPAIRS_GROW_AFTER, REPAIRS_GROWTH = 20, 1.045  # a month
SEASON, SEASON_TOP = 0.15, 348  # mid-December

# A journey passes its slots in order. A slot is a choice of (share, touchpoints); what is left to 1 skips it.
PATHS = {
    "purchase": [
        [(0.5, ["T01"])],
        [(0.5, ["T02"]), (0.25, ["T03"]), (0.25, ["T04"])],
        [(0.22, ["T15"])],
        [(0.5, ["T05"])],
        [(1.0, ["T06"])],
        [(0.5, ["T07"])],
        [(0.3, ["T08"])],
        [(1.0, ["T09"])],
        [(0.35, ["T10"])],
        [(0.18, ["T12", "T13"])],
    ],
    "fault": [
        [(0.2, ["T11"])],
        [(1.0, ["T12", "T13"])],
        [(0.25, ["T12", "T13"])],
        [(0.35, ["T06"])],
        [(0.6, ["T09"])],
    ],
    "dispute": [
        [(1.0, ["T09", "T12"])],
        [(0.4, ["T12"])],
        [(0.8, ["T14"])],
        [(0.25, ["T16"])],
        [(0.35, ["T14"])],
        [(0.4, ["T09"])],
    ],
}
PATH_SHARES = {"purchase": 0.47, "fault": 0.37, "dispute": 0.16}
FAILED = {
    **dict.fromkeys(("T01", "T02", "T03", "T04"), 0.05),
    **dict.fromkeys(("T05", "T06", "T07"), 0.06),
    "T08": 0.07,
    "T09": 0.05,
    "T10": 0.04,
    "T11": 0.06,
    "T12": 0.07,
    "T13": 0.08,
    "T14": 0.09,
    "T15": 0.06,
    "T16": 0.08,
}
PARTLY = 0.10
TOLD_AGAIN, TOLD_AGAIN_CLAIMS, TOLD_AGAIN_INVOICE = 0.045, 0.08, 0.27
LEAVES_AFTER_FAILURE = 0.08
LEAVES_WITHIN = (5, 239)  # days


def draw_contacts(
    rng: np.random.Generator, journeys_rng: np.random.Generator, people: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The log, one row per contact in the order of days, and the frame with the days of leaving it caused."""
    scale = len(people) / CUSTOMERS
    singles, repairs = round(SINGLES * scale), round(REPAIRS * scale)
    shares = np.array(list(SINGLE_WEIGHTS.values()))
    alone = pd.DataFrame(
        {
            "touchpoint": np.r_[
                rng.choice(list(SINGLE_WEIGHTS), singles, p=shares / shares.sum()), np.repeat("T13", repairs)
            ],
            "day": np.r_[_days(rng, singles), _days(rng, repairs, growing=True)],
        }
    ).assign(journey=0, path=-1, seq=0)
    alone["person"] = _persons(rng, people, alone["day"])
    journeys = _draw_journeys(journeys_rng, round(JOURNEYS * scale), people)
    log = _outcomes(rng, pd.concat([journeys, alone], ignore_index=True))
    people = _leave(rng, people, log)
    kept = log["day"] <= np.minimum(people["left_day"].to_numpy()[log["person"]], DAYS - 1)
    log = log[kept].sort_values("day", kind="stable", ignore_index=True)
    return log.assign(month=month_of(log["day"])), people


def _draw_journeys(rng: np.random.Generator, number: int, people: pd.DataFrame) -> pd.DataFrame:
    """Journeys as rows of contacts, one to five days apart."""
    kinds = rng.choice(list(PATH_SHARES), number, p=list(PATH_SHARES.values()))
    start = _days(rng, number)
    person = _persons(rng, people, start)
    parts = []
    for which, (kind, slots) in enumerate(PATHS.items()):
        own = np.flatnonzero(kinds == kind)
        path = _paths(rng, slots, len(own))
        row, step = np.nonzero(path != "")
        parts.append(pd.DataFrame({"journey": own[row] + 1, "path": which, "touchpoint": path[row, step]}))
    log = pd.concat(parts, ignore_index=True)
    log["seq"] = log.groupby("journey").cumcount() + 1
    log["gap"] = np.where(log["seq"] == 1, 0, rng.integers(1, 6, len(log)))
    log["day"] = start[log["journey"] - 1] + log.groupby("journey")["gap"].cumsum()
    log["person"] = person[log["journey"] - 1]
    return log.drop(columns="gap")


def _paths(rng: np.random.Generator, slots: list, number: int) -> np.ndarray:
    """The touchpoints of each journey in order, empty where a slot was skipped: (number, touchpoints)."""
    columns = []
    for slot in slots:
        lot, low = rng.random(number), 0.0
        for share, touchpoints in slot:
            taken = (lot >= low) & (lot < low + share)
            columns += [np.where(taken, touchpoint, "") for touchpoint in touchpoints]
            low += share
    return np.column_stack(columns)


def _days(rng: np.random.Generator, number: int, *, growing: bool = False) -> np.ndarray:
    """Days by the season; `growing`: more of them every month after month 20."""
    day = np.arange(DAYS)
    weight = 1 + SEASON * np.cos(2 * np.pi * (day - SEASON_TOP) / 365.25)
    if growing:
        weight *= REPAIRS_GROWTH ** np.maximum(month_of(day) - REPAIRS_GROW_AFTER, 0)
    return rng.choice(DAYS, number, p=weight / weight.sum())


def _persons(rng: np.random.Generator, people: pd.DataFrame, day: np.ndarray | pd.Series) -> np.ndarray:
    """For each day a row of the frame, drawn by activity among those who had joined by then."""
    order = np.argsort(people["joined_day"].to_numpy(), kind="stable")
    reach = np.cumsum(people["activity"].to_numpy()[order])
    joined = np.searchsorted(people["joined_day"].to_numpy()[order], day, side="right")
    return order[np.searchsorted(reach, rng.random(len(day)) * reach[joined - 1], side="right")]


def _outcomes(rng: np.random.Generator, log: pd.DataFrame) -> pd.DataFrame:
    """Adds what came of each contact; a hand-over is a change of department within a journey."""
    before = log.shift(1)
    department, previous = log["touchpoint"].map(DEPARTMENT), before["touchpoint"].map(DEPARTMENT).fillna("")
    within = (log["seq"] > 1) & (department != "") & (previous != "")
    handed = within & (department != previous)
    claims = (department == "Claims & Legal") | (previous == "Claims & Legal")
    again = np.where(claims, TOLD_AGAIN_CLAIMS, TOLD_AGAIN)
    again[(before["touchpoint"] == "T06") & (log["touchpoint"] == "T09")] = TOLD_AGAIN_INVOICE
    told = handed & (rng.random(len(log)) < again)
    lot, failed = rng.random(len(log)), log["touchpoint"].map(FAILED)
    outcome = np.select([lot < failed, lot < failed + PARTLY], ["failed", "partly"], "solved")
    return log.assign(
        department=department,
        handed_over_from=previous.where(handed, ""),
        outcome=outcome,
        told_again=told.astype(np.int64),
        broken=((outcome == "failed") | told).astype(np.int64),
    )


def _leave(rng: np.random.Generator, people: pd.DataFrame, log: pd.DataFrame) -> pd.DataFrame:
    """The frame in which failed contacts have made some customers leave.

    The least day is right although later contacts are removed: they could only cause a still later one.
    """
    low, high = LEAVES_WITHIN
    day = log["day"] + rng.integers(low, high + 1, len(log))
    goes = (rng.random(len(log)) < LEAVES_AFTER_FAILURE) & (log["outcome"] == "failed")
    left = people["left_day"].to_numpy().copy()
    np.minimum.at(left, log.loc[goes, "person"].to_numpy(), day[goes].to_numpy())
    return people.assign(left_day=np.where(people["prospect"], DAYS, left))
