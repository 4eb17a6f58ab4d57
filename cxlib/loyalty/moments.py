"""Mean points of each group with their variance, as any sampling design gives them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..errors import CXError, nearest
from ..estimators.quantiles import student_equivalent
from ..locale import say
from .answers import Answers

LARGEST_QUANTILE = 1e8  # Student's quantile grows without end; the limits stop moving long before
FEW_IN_EFFECT = 10  # answers, by Kish, below which linearised variances are not to be trusted


@dataclass(frozen=True, eq=False, kw_only=True)
class Moments:
    """Every array has one value per group.

    `mean` of the points and its sampling `variance`; `n_effective` answers of a simple random sample that
    would be as sure, without clusters at most those there are; `df` degrees of freedom, Satterthwaite's where there are
    clusters, else infinite.
    """

    mean: np.ndarray
    variance: np.ndarray
    n_effective: np.ndarray
    df: np.ndarray
    notes: tuple[str, ...]

    def n_at(self, z: float | np.ndarray) -> np.ndarray:
        """Answers that an interval takes with the normal quantile `z`, see `student_n`."""
        return student_n(self.n_effective, self.df, z)


def student_n(n: np.ndarray, df: np.ndarray, z: np.ndarray | float) -> np.ndarray:
    """Answers with which the normal quantile `z` does as much as Student's t does with `n`: (z/t)² n [1]_.

    Score intervals take z²/n only, so this is t in place of z, also for intervals that take no quantile.

    References
    ----------
    .. [1] Korn, E. L., & Graubard, B. I. (1998). Confidence intervals for proportions with small expected number of
       positive counts estimated from survey data. Survey Methodology 24, 193–201.
    """
    z, clusters = np.broadcast_to(z, df.shape), ~np.isinf(df)
    student = np.minimum(student_equivalent(z, np.where(clusters, df, 1.0)), LARGEST_QUANTILE)
    return n * np.divide(z, student, out=np.ones(df.shape), where=clusters & (student > 0)) ** 2


def group_moments(answers: Answers, points: np.ndarray, population: Any = None) -> Moments:
    """Reduce the cells of `answers`, each counting `points`, to the moments of the groups."""
    n, mean = answers.group_n, answers.mean(points)
    one_answer = np.maximum(answers.mean(points**2) - mean**2, 0.0)
    df, notes = np.full(len(n), np.inf), []
    if answers.cluster is not None:
        found = answers.clustered(points)
        variance, df = found.variance, np.where(found.n_clusters > 1, found.df, 1.0)
        single = int((found.n_clusters < 2).sum())
        if single:
            notes.append(f"No interval for {single} of {len(found.n_clusters)} groups: they have one cluster only.")
    else:
        variance = answers.independent_variance(points)
    n_effective = n.astype(float)
    if answers.weighted or answers.cluster is not None:
        n_effective, more = _effective_n(answers, one_answer, variance)
        notes += more
    unsampled = 1 - n / _population_sizes(answers, population)
    with np.errstate(divide="ignore"):
        return Moments(
            mean=mean,
            variance=variance * unsampled,
            n_effective=n_effective / unsampled,
            df=df,
            notes=tuple(notes),
        )


def _effective_n(answers: Answers, one_answer: np.ndarray, variance: np.ndarray) -> tuple[np.ndarray, list[str]]:
    """Variance of one answer over that of the mean; Kish's n where all answers of a group are alike.

    With weights alone it is at most n. Clusters have no such limit: few of them agree closely now and then, as often as
    Student's quantile allows for, and an interval that leaves these out holds .98 of .95 promised.
    """
    alike = variance <= 1e-15 * np.maximum(one_answer, 1.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        n_effective = one_answer / variance
    n, notes = answers.group_n, []
    kish = answers.kish_n
    if alike.any():
        where = _in_groups(alike)
        notes.append(
            say(
                "No variance between answers or clusters{where}: Kish's effective n stands in for the design's.",
                where=where,
            )
        )
    uneven = (kish < FEW_IN_EFFECT) & (kish < n / 2)
    if uneven.any():
        notes.append(
            say(
                "Weights are so uneven{uneven} that fewer than {few_in_effect} answers carry the "
                "result (Kish): the interval may be too short.",
                uneven=_in_groups(uneven),
                few_in_effect=FEW_IN_EFFECT,
            )
        )
    most = n if answers.cluster is None else np.inf
    return np.where(alike, kish, np.minimum(n_effective, most)), notes


def _in_groups(chosen: np.ndarray) -> str:
    return "" if len(chosen) == 1 else f" in {int(chosen.sum())} of {len(chosen)} groups"


def _population_sizes(answers: Answers, population: Any) -> np.ndarray:
    """Size of the population behind each group; infinite where none is given."""
    n, groups = answers.group_n, answers.groups
    if population is None:
        return np.full(len(groups), np.inf)
    if isinstance(population, Mapping):
        if groups.shape[1] != 1:
            raise CXError(
                "population: sizes by group need exactly one column in by.", "Give one number, or one column."
            )
        names = groups.iloc[:, 0].tolist()
        for name in names:
            if name not in population:
                raise CXError(f"population: no size for group {name!r}.", nearest(str(name), population))
        sizes = np.array([population[name] for name in names], float)
    elif len(groups) > 1:
        raise CXError("population: one size for several groups.", "Give the sizes by group: {'Centre': 800, …}.")
    else:
        sizes = np.array([population], float)
    if np.isnan(sizes).any():
        raise CXError("population: not a number.", "Give the number of people asked about.")
    if (sizes < n).any():
        place = int(np.argmax(sizes < n))
        raise CXError(
            f"population: {sizes[place]:,.0f} people, but {n[place]:,} answers.",
            "Give the number of people asked about.",
        )
    return sizes
