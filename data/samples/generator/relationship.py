"""The yearly survey: who is asked, what they think, who answers and how much each answer counts."""

from __future__ import annotations

import numpy as np
import pandas as pd

from .answers import answered_items
from .company import DAYS, chance, month_of, rating
from .customers import status_on

LAST_DAY = {1: 730, 2: DAYS - 1}  # the ends of month 24 and of month 36
BREAK_COST = {"T14": 1.9, "T13": 1.6, "T09": 1.35, "T06": 1.4, "T12": 0.25, "T07": 0.15, "T03": 0.05}
PROBLEM = {"none": 0.72, "well handled": 0.16, "badly handled": 0.12}
PROBLEM_COST = {"none": 0.0, "well handled": 0.3, "badly handled": 1.7}
PROBLEM_TREATED = {"none": 0.0, "well handled": 0.4, "badly handled": -0.6}  # how it shows in r7 and r8
PRODUCT_FAILS, FAILURE_COST, GIVEN_BACK = 0.14, 2.2, 1.1
LEVEL = {1: 8.23, 2: 8.07}
NEW, OFFLINE, FORMER, PROSPECT = -1.1, -0.5, -1.6, -0.4
SEGMENT = {
    "household": 0.0,
    "renter": -0.2,
    "senior": 0.3,
    "business": -0.5,
    "landlord": 0.2,
    "community": 0.4,
}
UP, DOWN, BRANCH_SHIFT = ("B008", "B024", "B045"), ("B062", "B089", "B111"), 2.1
USED = ("T02", "T06", "T07", "T13")

WHO = ("wave", "customer", "status", "segment", "branch", "contact_channel", "tenure", "language")


def draw_relationship(
    rng: np.random.Generator, people: pd.DataFrame, log: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame, str]:
    """The answers of both waves, what everybody invited thinks, and the language that answers extremely.

    The second table has a row per wave and person of the frame, answered or not: it is the population in
    which the truth is counted.
    """
    style = str(rng.choice(["es", "ca", "ro"]))
    image = rng.normal(0, 0.7, len(people))  # a person's own, the same in both waves
    invited, answers = [], []
    for wave in LAST_DAY:
        everybody = _opinions(rng, _invited(people.assign(image=image), wave), log, wave)
        everybody["responded"] = rng.random(len(everybody)) < _response(everybody)
        items = answered_items(rng, everybody, style)
        invited.append(everybody)
        answers.append(everybody[list(WHO)].join(items)[everybody["responded"]])
    population = pd.concat(invited, ignore_index=True)
    table = pd.concat(answers, ignore_index=True)
    table.insert(0, "response", [f"R{number:05d}" for number in range(1, len(table) + 1)])
    table["weight"] = poststratification_weight(table, population)
    return table, population, style


def poststratification_weight(answers: pd.DataFrame, frame: pd.DataFrame) -> pd.Series:
    """What each answer counts so that channel and tenure weigh as in the frame; mean 1 in each wave.

    A cell is one contact channel and one tenure in one wave. The weight is the cell's share of everybody
    invited over its share of those who answered. Cells without an answer are lost; the others are then
    scaled to mean 1.
    """
    cell = ["wave", "contact_channel", "tenure"]
    counts = pd.concat({"frame": frame.groupby(cell).size(), "answers": answers.groupby(cell).size()}, axis=1)
    ratio = (counts["frame"] / counts["answers"]).rename("weight").reset_index()
    weight = answers[cell].merge(ratio, on=cell, how="left")["weight"]
    weight.index = answers.index
    return (weight / weight.groupby(answers["wave"]).transform("mean")).round(6)


def _invited(people: pd.DataFrame, wave: int) -> pd.DataFrame:
    """Everybody in the frame at the end of the wave, with the status of that day."""
    present = people[people["joined_day"] <= LAST_DAY[wave]]
    return present.assign(wave=wave, status=status_on(present, LAST_DAY[wave]), person=present.index)


def _opinions(rng: np.random.Generator, people: pd.DataFrame, log: pd.DataFrame, wave: int) -> pd.DataFrame:
    """Adds what each person has lived in the last twelve months and thinks of it."""
    last = int(month_of(LAST_DAY[wave]))
    log = log[log["month"].between(last - 11, last)]
    people = _memories(rng, people, log[log["broken"] == 1])
    belongs = NEW * (people["tenure"] == "new") + OFFLINE * (people["contact_channel"] == "offline")
    points = people["points"]
    level = LEVEL[wave] + belongs + _offsets(people) + 0.62 * (points - points.mean())
    return people.assign(
        recommend=rating(level + 1.45 * rng.standard_normal(len(people)), 0, 10),
        impression=rating(7.9 + points + 0.25 * belongs, 0, 10),
        used=_met(people, log, USED),
        mailed=_met(people, log, ["T10"]),
    ).reset_index(drop=True)


def _memories(rng: np.random.Generator, people: pd.DataFrame, broken: pd.DataFrame) -> pd.DataFrame:
    """Adds how people were treated, what went wrong, and the points of impression that all this leaves."""
    n, attitude = len(people), people["attitude"].to_numpy()
    human = 0.4 * attitude + np.sqrt(1 - 0.4**2) * rng.standard_normal(n)
    human = 3.7 + 0.9 * (0.8 * human[:, None] + 0.6 * rng.standard_normal((n, 2)))
    treated = rating(human, 1, 5)  # apart from the problem, whose cost below is the whole of it
    problem = rng.choice(list(PROBLEM), n, p=list(PROBLEM.values()))
    told = rating(human + pd.Series(problem).map(PROBLEM_TREATED).to_numpy()[:, None], 1, 5)
    fails = rng.random(n) < PRODUCT_FAILS
    kindly = treated.mean(axis=1)
    points = (
        -sum(cost * _met(people, broken, [touchpoint]) for touchpoint, cost in BREAK_COST.items())
        - pd.Series(problem).map(PROBLEM_COST).to_numpy()
        - fails * (FAILURE_COST - GIVEN_BACK * (kindly >= 4))
        + 0.35 * (kindly - 3.7)
        + attitude
        + rng.standard_normal(n)
    )
    return people.assign(
        points=points,
        problem=problem,
        product_failed=fails,
        r7_person=told[:, 0],
        r8_understood=told[:, 1],
    )


def _met(people: pd.DataFrame, log: pd.DataFrame, touchpoints: list[str] | tuple[str, ...]) -> np.ndarray:
    """1 for whoever has a row of the log at one of the touchpoints, else 0."""
    there = log.loc[log["touchpoint"].isin(touchpoints), "person"]
    return people["person"].isin(there).to_numpy().astype(np.int64)


def _offsets(people: pd.DataFrame) -> np.ndarray:
    """What segment, status and branch add to the answer to the recommendation question."""
    shift = people["branch"].isin(UP).astype(int) - people["branch"].isin(DOWN).astype(int)
    status = people["status"].map({"former": FORMER, "prospect": PROSPECT, "current": 0.0})
    return (people["segment"].map(SEGMENT) + status + BRANCH_SHIFT * shift).to_numpy()


def _response(people: pd.DataFrame) -> np.ndarray:
    """The chance to answer: very good and rather bad memories answer more, new and offline people less."""
    return chance(
        -1.62
        + 0.9 * (people["contact_channel"] == "online")
        - 0.7 * (people["tenure"] == "new")
        + 0.55 * (people["recommend"] >= 9)
        + 0.35 * (people["recommend"] <= 4)
        - 0.3 * (people["status"] == "former")
    )
