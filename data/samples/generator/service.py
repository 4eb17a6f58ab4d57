"""The log of contacts as the firm keeps it: who served, where, how long it took, and whether it was on time."""

from __future__ import annotations

import numpy as np
import pandas as pd

from .branches import BRANCHES, branch_names
from .company import AT_BRANCH, date_of, half_of, ids, only
from .linkage import Linkage

HOME = 0.92  # of the contacts at a branch are at the customer's own
CENTRAL, CENTRAL_STAFF = ("T03", "T12", "T14"), 120
WAIT, WAIT_SPREAD = 14.0, 0.7  # minutes: median, and spread of the logarithm
PUNCTUAL, LATE_WHEN_FAILED = ("T06", "T07", "T13"), 0.30
PITCHED = ("T03", "T10")
PAID_BY_PIECE = CENTRAL  # the telephone pays its staff for matters closed, all others for hours
BOOKED_WHERE_PAID, BOOKED_ELSEWHERE = 0.55, 0.10  # of what was not solved
CHANNEL = {
    **dict.fromkeys(("T01", "T04"), "web"),
    **dict.fromkeys(("T02", "T15"), "shop"),
    **dict.fromkeys(("T03", "T12", "T14"), "telephone"),
    **dict.fromkeys(("T05", "T10"), "e-mail"),
    **dict.fromkeys(("T06", "T07", "T08", "T13"), "at home"),
    **dict.fromkeys(("T09", "T16"), "post"),
    "T11": "app",
}
PUBLISHED = (
    "contact",
    "customer",
    "date",
    "month",
    "touchpoint",
    "channel",
    "department",
    "branch",
    "employee",
    "journey",
    "seq",
    "handed_over_from",
    "outcome",
    "told_again",
    "broken",
    "wait_minutes",
    "on_time",
    "pitch",
    "pulse",
    "invited",
    "responded",
    "booked_solved",
)


def draw_service(
    rng: np.random.Generator, log: pd.DataFrame, people: pd.DataFrame, heads: np.ndarray, linkage: Linkage
) -> pd.DataFrame:
    """The log with what happened in each contact.

    Adds `branch` (0 … 119, −1 where no branch is met), `employee` (number in the branch or among the central
    staff, 0 for nobody), `wait` (standard normal behind the minutes), `punctual` and `pitch` (meaningful at
    their touchpoints only), and `half`.
    """
    n = len(log)
    at_branch, central = log["touchpoint"].isin(AT_BRANCH).to_numpy(), log["touchpoint"].isin(CENTRAL).to_numpy()
    home = people["branch"].str[1:].astype(int).to_numpy()[log["person"]] - 1
    branch = np.where(rng.random(n) < HOME, home, rng.integers(0, BRANCHES, n))
    staff = np.where(at_branch, heads[branch], np.where(central, CENTRAL_STAFF, 0))
    employee = np.where(staff > 0, 1 + np.floor(rng.random(n) * staff), 0).astype(np.int64)
    half = half_of(log["month"])
    late = (log["outcome"] == "failed") & (rng.random(n) < LATE_WHEN_FAILED)
    return log.assign(
        half=half,
        branch=np.where(at_branch, branch, -1),
        employee=employee,
        wait=rng.standard_normal(n),
        punctual=((rng.random(n) < linkage.on_time[branch, half - 1]) & ~late).astype(np.int64),
        pitch=rng.integers(0, 2, n),
    )


def booked(rng: np.random.Generator, log: pd.DataFrame) -> pd.DataFrame:
    """The log with `booked_solved`: what staff wrote of the matter, more kindly where they are paid for it."""
    kindly = np.where(log["touchpoint"].isin(PAID_BY_PIECE), BOOKED_WHERE_PAID, BOOKED_ELSEWHERE)
    solved = (log["outcome"] == "solved") | (rng.random(len(log)) < kindly)
    return log.assign(booked_solved=solved.astype(np.int64))


def published(log: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    """The table `contacts`."""
    table = log.assign(
        contact=ids("C", np.arange(1, len(log) + 1), 6),
        customer=people["customer"].to_numpy()[log["person"]],
        date=date_of(log["day"]),
        channel=log["touchpoint"].map(CHANNEL),
        branch=branch_column(log["branch"].to_numpy()),
        employee=_employee_column(log),
        journey=_journey_column(log["journey"].to_numpy()),
        wait_minutes=np.round(WAIT * np.exp(WAIT_SPREAD * log["wait"]), 1),
        on_time=only(log["punctual"], log["touchpoint"].isin(PUNCTUAL)),
        pitch=only(log["pitch"], log["touchpoint"].isin(PITCHED)),
    )
    empty = {name: table[name].replace("", None) for name in ("department", "handed_over_from")}
    return table.assign(**empty)[list(PUBLISHED)]


def branch_column(branch: np.ndarray) -> pd.Series:
    """Names of branches numbered from 0; empty for −1."""
    return _words([*branch_names(), None], branch)


def _employee_column(log: pd.DataFrame) -> pd.Series:
    """B001-07 in a branch, CC-007 at the centre, else empty."""
    place, number = np.where(log["branch"] >= 0, log["branch"], BRANCHES), log["employee"].to_numpy()
    codes, distinct = pd.factorize(np.where(number > 0, place * 1000 + number, -1))
    places = branch_names()
    names = [
        None
        if code < 0
        else f"CC-{code % 1000:03d}"
        if code // 1000 == BRANCHES
        else f"{places[code // 1000]}-{code % 1000:02d}"
        for code in distinct.tolist()
    ]
    return _words(names, codes)


def _journey_column(journey: np.ndarray) -> pd.Series:
    return _words([None, *ids("J", np.arange(1, journey.max() + 1), 5)], journey)


def _words(words: list[str | None], codes: np.ndarray) -> pd.Series:
    return pd.Series(words, dtype="str").take(codes).reset_index(drop=True)
