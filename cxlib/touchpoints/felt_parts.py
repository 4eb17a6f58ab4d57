"""How much of what is felt belongs to the person, and how much to what a firm can change."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from ..aggregate import require_columns, require_level
from ..errors import CXError
from ..estimators.crossed import crossed_variances
from ..estimators.quantiles import critical_value
from ..results import Result

GROUPS = 40
FEWEST = 30  # people who answered twice or more; below, nothing tells a person's part from the rest


def felt_variance(
    responses: pd.DataFrame,
    *,
    felt: str,
    touchpoint: str,
    person: str,
    others: Mapping[str, str],
    confidence_level: float = 0.95,
    rng: int | np.random.Generator | None = None,
) -> Result:
    """Shares of the variance of what is felt: the touchpoint, the person, whoever else is named, and a rest.

    Parameters
    ----------
    responses : pandas.DataFrame
        One row per answer.
    felt : str
        Column of numbers.
    touchpoint, person : str
        Columns of words.
    others : mapping
        What further parts are called → their column: ``{"employee": "employee", "branch": "branch"}``.
    confidence_level : float
        Between 0 and 1.
    rng : int or numpy.random.Generator
        Seed.

    Returns
    -------
    Result
        ``part n estimate std_error conf_low conf_high``: levels of each part, and its share of all variance, by
        moments; a share below 0 means nothing was seen of that part. The error is the jackknife's over 40 groups of
        people with all their answers: for other customers of the same employees and branches. (A bootstrap of people
        would take one drawn twice for two who met the same employee.)

    Raises
    ------
    CXError
        An unknown column, no seed, or fewer than 30 people with two answers.
    """
    require_level(confidence_level)
    require_columns(responses, felt=felt, touchpoint=touchpoint, person=person, others=list(others.values()))
    if rng is None:
        raise CXError("rng: people are dealt into groups at random and need a seed.", "Write rng=2027, or any number.")
    rows = responses.dropna(subset=[felt, touchpoint, person, *others.values()])
    several = int((rows[person].value_counts() > 1).sum())
    if several < FEWEST:
        raise CXError(
            f"{person}: {several} people answered twice or more; {FEWEST} are needed to tell their part from the rest.",
            "Take more months, or declare the customer of each answer.",
        )
    codes = {"touchpoint": touchpoint, "person": person} | dict(others)
    levels = {name: pd.factorize(rows[column])[0] for name, column in codes.items()}
    y = rows[felt].to_numpy(float)
    found = _shares(y, levels)
    # jackknife over groups of people: answers of one person go together
    group = np.random.default_rng(rng).permutation(levels["person"].max() + 1)[levels["person"]] % GROUPS
    kept = (group != one for one in range(GROUPS))
    left = np.array(
        [_shares(y[rest], {name: pd.factorize(code[rest])[0] for name, code in levels.items()}) for rest in kept]
    )
    error = np.sqrt((GROUPS - 1) / GROUPS * ((left - left.mean(axis=0)) ** 2).sum(axis=0))
    reach = critical_value(confidence_level, GROUPS - 1) * error
    table = pd.DataFrame(
        {
            "part": [*levels, "rest"],
            "n": [*(int(code.max()) + 1 for code in levels.values()), len(y)],
            "estimate": found,
            "std_error": error,
            "conf_low": found - reach,
            "conf_high": found + reach,
        }
    )
    settings = {"n": len(y), "confidence_level": confidence_level}
    return Result(kind="felt_variance", table=table, settings=settings)


def _shares(y: np.ndarray, levels: Mapping[str, np.ndarray]) -> np.ndarray:
    """Touchpoint by its means, the others by pairs around these, and what is left."""
    at = levels["touchpoint"]
    means = (np.bincount(at, y) / np.bincount(at))[at]
    rest = [code for name, code in levels.items() if name != "touchpoint"]
    parts = np.array([means.var(), *crossed_variances(y - means, rest)]) / y.var()
    return np.append(parts, 1 - parts.sum())
