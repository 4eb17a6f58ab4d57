"""Designs of `coverage.py` for intervals that held already: what mends others must not make these worse."""

from __future__ import annotations

import numpy as np
import pandas as pd
from coverage_designs import POINTS, Held, named, within
from scipy import special

import cxlib as cx
from cxlib.aggregate import Found, mark_person

SHARES = (0.5, 0.3, 0.2)  # promoters, passives, detractors
GROUPS, ANSWERS = 12, 40
LEVELS = np.array([0.0, -0.8, 0.5])  # what a middle, a low and a high rating make of the outcome


def score(n: int, weighted: bool, population: int | None, n_draws: int, rng: np.random.Generator) -> Held:
    """A score, all draws in one table; of a population when n of so many people were drawn."""
    answers, truth = list(POINTS.values()), 100 * (SHARES[0] - SHARES[2])
    if population is None:
        drawn = rng.choice(answers, (n_draws, n), p=SHARES)
    else:
        everybody = np.repeat(answers, np.round(np.array(SHARES) * population).astype(int))
        drawn = rng.permuted(np.tile(everybody, (n_draws, 1)), axis=1)[:, :n]
    table = pd.DataFrame({"recommend": drawn.ravel(), "draw": np.repeat(np.arange(n_draws), n)})
    table["w"] = rng.choice([0.5, 1.0, 2.0], len(table)) if weighted else 1.0
    sizes = None if population is None else dict.fromkeys(range(n_draws), population)
    found = cx.net_promoter_score(
        table, rating="recommend", by="draw", weights="w" if weighted else None, population=sizes
    ).table
    return {"score": within(found["conf_low"], found["conf_high"], truth)}


def share(n: int, low: float, high: float, n_draws: int, rng: np.random.Generator) -> Held:
    """Wilson's interval of the highest answers; the share is drawn anew, since by whole answers it swings about .95."""
    p = rng.uniform(low, high, n_draws)
    top = rng.random((n_draws, n)) < p[:, None]
    table = pd.DataFrame({"answer": np.where(top, 5, 3).ravel(), "draw": np.repeat(np.arange(n_draws), n)})
    found = cx.top_box_share(table, rating="answer", top=[5], by="draw").table
    return {"share": within(found["conf_low"], found["conf_high"], p)}


def sides(design: str, n: int, n_draws: int, rng: np.random.Generator) -> Held:
    """Two sides that truly differ by nothing: weighted, in clusters of twelve, or the same people twice."""
    level = np.zeros((n_draws, 2, n))
    if design == "paired":
        level += np.sqrt(0.5) * rng.standard_normal((n_draws, 1, n))
    if design == "clusters":
        level += np.sqrt(0.1) * np.repeat(rng.standard_normal((n_draws, 2, n // 12)), 12, axis=2)
    left = {"paired": 0.5, "clusters": 0.9}.get(design, 1.0)
    y = 7.5 + 1.8 * (level + np.sqrt(left) * rng.standard_normal(level.shape))
    place = np.indices(y.shape)
    table = pd.DataFrame({"answer": np.floor(np.clip(y, 0, 10)).ravel(), "draw": place[0].ravel()})
    table["side"], table["person"] = place[1].ravel(), place[2].ravel()
    table["w"] = rng.choice([0.5, 1.0, 2.0], len(table)) if design == "weighted" else 1.0
    table["cluster"] = table["person"] // 12 + table["side"] * 1000
    how = {"paired": {"id": "person"}, "clusters": {"cluster": "cluster"}, "weighted": {"weights": "w"}}[design]
    found = cx.nps_difference(
        table, rating="answer", between="side", reference=0, by="draw", adjust="none", **how
    ).table
    return {"difference": within(found["conf_low"], found["conf_high"], 0.0)}


def referring(function: str, people: int, n_draws: int, rng: np.random.Generator, known: bool = True) -> Held:
    """Answers that refer to contacts, whose log names the people: one to six of each, who make .3 of the variance.

    Without `known` rows count one by one, as before references were followed.
    """
    given = rng.integers(1, 7, n_draws * people)
    person = np.repeat(np.arange(len(given)), given)

    def answered() -> np.ndarray:
        return np.sqrt(0.3) * rng.standard_normal(len(given))[person] + np.sqrt(0.7) * rng.standard_normal(len(person))

    x, y = answered(), answered()
    table = pd.DataFrame({"contact": np.arange(len(person)), "draw": person // people, "x": x, "mean": y})
    table["rating"] = np.floor(np.clip(7.5 + 1.8 * y, 0, 10))
    table["side"], table["slope"] = person % 2, 0.5 * x + y
    mark_person(table, Found({"contact": "contact"}, lambda rows: person[rows["contact"]]))
    how = {"by": "draw", "cluster": None if known else False}
    if function == "mean_rating":
        found, truth = cx.mean_rating(table, rating="mean", **how).table, 0.0
    elif function == "net_promoter_score":
        # the normal distribution's shares of 9 and 10, and of 0 to 6
        truth = 100 * (special.ndtr(-1.5 / 1.8) - special.ndtr(-0.5 / 1.8))
        found = cx.net_promoter_score(table, rating="rating", **how).table
    elif function == "nps_difference":
        how |= {"between": "side", "reference": 0, "adjust": "none"}
        found, truth = cx.nps_difference(table, rating="rating", **how).table, 0.0
    else:
        found, truth = cx.driver_slopes(table, outcome="slope", drivers=["x"], **how).table, 0.5
        found = found[["slope_low", "slope_high"]].set_axis(["conf_low", "conf_high"], axis=1)
    return {"people found through references": within(found["conf_low"], found["conf_high"], truth)}


def pooled(n_draws: int, rng: np.random.Generator) -> Held:
    """Twelve groups whose true scores are drawn anew, a tenth as often: their chances to be the best take the time."""
    answers, held = np.array(list(POINTS.values())), []
    group = np.repeat(np.arange(GROUPS), ANSWERS)
    for _ in range(n_draws // 10):
        true = np.clip(rng.normal(30, 15, GROUPS), -60, 70) / 100
        low = (0.7 - true) / 2  # three in ten are passive, and so no score is above 70
        place = (rng.random(len(group))[:, None] > np.column_stack([low, low + 0.3])[group]).sum(axis=1)
        table = pd.DataFrame({"recommend": answers[2 - place], "group": group})
        found = cx.nps_pooled(table, rating="recommend", by="group").table.sort_values("group")
        held.append(within(found["conf_low"], found["conf_high"], 100 * true))
    return {"pooled": np.concatenate(held)}


def penalties(n: int, n_draws: int, rng: np.random.Generator) -> Held:
    """What a low rating costs and a high one earns, of two drivers that go together."""
    both = rng.standard_normal((n_draws * n, 1)) + rng.standard_normal((n_draws * n, 2))
    place = np.where(both < -1.2, 1, np.where(both > 1.2, 2, 0))
    table = pd.DataFrame(np.array([3, 1, 5])[place], columns=["a", "b"])
    table["y"] = LEVELS[place].sum(axis=1) + (1 + 0.5 * (place[:, 0] == 1)) * rng.standard_normal(len(table))
    table["draw"] = np.repeat(np.arange(n_draws), n)
    found = cx.penalty_reward(table, outcome="y", drivers=["a", "b"], low=1, high=5, by="draw").table
    found = found[found["driver"] == "a"]
    return {
        name: within(found[f"{name}_low"], found[f"{name}_high"], truth)
        for name, truth in (("penalty", LEVELS[1]), ("reward", LEVELS[2]))
    }


def linkage(units: int, n_draws: int, rng: np.random.Generator) -> Held:
    """The slope between units; employees of a unit answer alike, so that their mean has no error of its own."""
    held, unit = [], np.repeat(np.arange(units), 12)
    for _ in range(n_draws // 4):  # joining takes a tenth of a second
        x = rng.standard_normal(units)
        y = 0.5 * x + np.sqrt(0.3 + 0.7 * x**2) * rng.standard_normal(units)
        staff = pd.DataFrame({"unit": unit, "x": x[unit]})
        customers = pd.DataFrame({"unit": unit, "y": y[unit] + rng.standard_normal(len(unit))})
        found = cx.engagement_linkage(customers, employees=staff, unit="unit", outcome="y", engagement="x").table
        held.append(within(found["conf_low"].iloc[0], found["conf_high"].iloc[0], 0.5))
    return {"between": np.array(held)}


SOUND = [
    *named("net_promoter_score", score, {
        "30 answers": (30, False, None),
        "200 answers": (200, False, None),
        "100 answers, weights": (100, True, None),
        "100 of 300 people": (100, False, 300),
    }),
    *named("top_box_share", share, {
        "40 answers, 75 to 85 %": (40, 0.75, 0.85),
        "200 answers, 3 to 7 %": (200, 0.03, 0.07),
    }),
    *named("nps_difference", sides, {
        "60 and 60, weights": ("weighted", 60),
        "120 and 120 in clusters of 12": ("clusters", 120),
        "60 people twice, r .5": ("paired", 60),
    }),
    *(
        one
        for name in ("mean_rating", "net_promoter_score", "nps_difference", "driver_slopes")
        for one in named(name, referring, {"60 people, 1 to 6 answers each, icc .3": (name, 60)})
    ),
    *named("nps_pooled", pooled, {f"{GROUPS} groups of {ANSWERS}": ()}),
    *named("penalty_reward", penalties, {"200 answers, unequal spread": (200,)}),
    *named("engagement_linkage", linkage, {"60 units, unequal spread": (60,)}),
]  # fmt: skip
