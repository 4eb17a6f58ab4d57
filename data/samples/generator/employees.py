"""The survey of employees: engagement, climate, experience and pace, in six waves."""

from __future__ import annotations

import numpy as np
import pandas as pd

from .company import chance, ids, rating
from .linkage import HALVES, Linkage

DOES_NOT_APPLY, CODED, SKIPPED = 9, 0.006, 0.012
ENGAGEMENT = {"commit": 3.7, "belong": 3.6, "enthus": 3.3, "best": 4.3}
EXPERIENCE = {"mastery": 0.10, "autonomy": 0.38, "purpose": 0.10, "transparency": 0.30}  # weight in engagement
BRANCH_EXPERIENCE, PERSON_EXPERIENCE = 0.40, 0.55
ANSWERS, ANSWERS_BY_ENGAGEMENT = 1.4, 2.0


def draw_employees(rng: np.random.Generator, branches: pd.DataFrame, linkage: Linkage) -> pd.DataFrame:
    """One row per answer: `respondent wave branch`, engagement, climate, experience and pace items, 1 to 5, 9.

    People are drawn anew in every wave and the numbers of respondents tell nothing: nobody can be followed.
    """
    stable = linkage.stable_engagement
    u = stable / stable.std()
    place = 0.7 * u + np.sqrt(1 - 0.7**2) * rng.standard_normal(len(branches))
    wave = np.repeat(np.arange(HALVES), branches["headcount"].sum())
    branch = np.tile(np.repeat(np.arange(len(branches)), branches["headcount"]), HALVES)
    level = linkage.engagement[branch, wave]
    answers = rng.random(len(branch)) < chance(ANSWERS + ANSWERS_BY_ENGAGEMENT * np.clip(level, -0.7, 0.7))
    branch, wave, level = branch[answers], wave[answers], level[answers]
    experience, individual = _people(rng, place[branch])
    items = {
        **_engagement(rng, level, individual),
        **_climate(rng, linkage.climate[branch, wave], individual),
        **_experience(rng, experience),
        **_pace(rng, len(branch)),
    }
    order = np.lexsort((rng.random(len(branch)), wave))  # within a wave by lot
    table = _as_recorded(rng, pd.DataFrame(items)).iloc[order].reset_index(drop=True)
    table.insert(0, "respondent", ids("E", np.arange(1, len(table) + 1), 5))
    table.insert(1, "wave", wave[order] + 1)
    table.insert(2, "branch", branches["branch"].to_numpy()[branch[order]])
    return table


def _people(rng: np.random.Generator, place: np.ndarray) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """Four facets of experience of each person, and the person's own engagement; all of unit variance."""
    n, weights = len(place), np.array(list(EXPERIENCE.values()))
    rest = np.sqrt(1 - BRANCH_EXPERIENCE**2 - PERSON_EXPERIENCE**2)
    own = PERSON_EXPERIENCE * rng.standard_normal(n)[:, None] + rest * rng.standard_normal((n, len(weights)))
    covariance = np.full((len(weights),) * 2, PERSON_EXPERIENCE**2) + np.eye(len(weights)) * rest**2
    unexplained = 1 - weights @ covariance @ weights
    individual = own @ weights + np.sqrt(unexplained) * rng.standard_normal(n)
    facets = BRANCH_EXPERIENCE * place[:, None] + own
    return dict(zip(EXPERIENCE, facets.T, strict=True)), individual


def _engagement(rng: np.random.Generator, level: np.ndarray, individual: np.ndarray) -> dict[str, np.ndarray]:
    items = {}
    for name, mean in ENGAGEMENT.items():
        facet = 0.60 * individual + 0.80 * rng.standard_normal(len(level))
        for q in (1, 2, 3):
            noise = 0.55 * rng.standard_normal(len(level))
            items[f"eng_{name}{q}"] = rating(mean + level + 0.70 * facet + noise, 1, 5)
    return items


def _climate(rng: np.random.Generator, level: np.ndarray, individual: np.ndarray) -> dict[str, np.ndarray]:
    n = len(level)
    person = 0.7 * rng.standard_normal(n)
    items = {}
    for q in (1, 2, 3, 4):
        felt = 0.68 * individual + 0.733 * (person + 0.714 * rng.standard_normal(n))
        items[f"cli{q}"] = rating(3.4 + 0.1 * q + level + 0.70 * felt + 0.60 * rng.standard_normal(n), 1, 5)
    return items


def _experience(rng: np.random.Generator, facets: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    return {
        f"ex_{name}{q}": rating(3.4 + 0.9 * (0.8 * facet + 0.6 * rng.standard_normal(len(facet))), 1, 5)
        for name, facet in facets.items()
        for q in (1, 2, 3)
    }


def _pace(rng: np.random.Generator, n: int) -> dict[str, np.ndarray]:
    """Much alike within a branch only since it is much alike everywhere: no branch part."""
    person = rng.normal(0, 0.42, n)
    return {f"pace{q}": rating(3.85 + person + 0.40 * rng.standard_normal(n), 1, 5) for q in (1, 2, 3)}


def _as_recorded(rng: np.random.Generator, items: pd.DataFrame) -> pd.DataFrame:
    lot = rng.random(items.shape)
    items = items.mask(lot < CODED, DOES_NOT_APPLY).astype("Int64")
    return items.mask((lot >= CODED) & (lot < CODED + SKIPPED))
