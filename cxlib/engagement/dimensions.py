"""One thing or several: the eigenvalues of a scale's items beside those of random answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..aggregate import Table, require_level
from ..errors import CXError
from ..estimators.reliability import random_eigenvalues
from ..results import Result
from .items import as_printed, read_items, require_complete, with_few_filled


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class Dimensions(Result):
    """Eigenvalues of a scale's items, and how many of them lie above chance.

    Attributes
    ----------
    n_factors : int
        The eigenvalues, from the largest on, that lie above the band of random answers.
    """

    n_factors: int


def scale_dimensions(
    data: Table,
    *,
    items: Sequence[str],
    confidence_level: float = 0.95,
    n_draws: int = 1000,
    rng: int | np.random.Generator | None = None,
) -> Dimensions:
    """How many things a scale measures, by Horn's parallel analysis [1]_.

    Parameters
    ----------
    data : table
        One row per person.
    items : sequence of str
        Columns of numbers.
    confidence_level : float
        Share of random answers that a factor must exceed.
    n_draws : int
        How often random answers are drawn.
    rng : int or numpy.random.Generator
        Seed.

    Returns
    -------
    Dimensions
        One row for each of as many factors as items: ``factor n estimate random random_high``: the eigenvalue of the
        items' correlations, the mean one of random answers, and the quantile of these at `confidence_level`. Besides
        `.n_factors`.

    Raises
    ------
    CXError
        Without a seed, with as many items as complete rows, and what `scale_reliability` raises.

    Notes
    -----
    Random answers are unrelated and normal, as many as there are complete rows. Eigenvalues are those of the
    correlations, with 1 on the diagonal.

    References
    ----------
    .. [1] Horn, J. L. (1965). A rationale and test for the number of factors in factor analysis. Psychometrika 30,
       179–185.
    """
    require_level(confidence_level)
    if rng is None:
        raise CXError("rng: random answers are drawn, and no seed is given.", "Write rng=2027, or any number.")
    if n_draws < 1:
        raise CXError(f"n_draws: {n_draws} is no number of draws.", "Write 1000, or any number from 1.")
    answers = with_few_filled(read_items(data, items=items))
    n, k = int(answers.n[answers.complete].sum()), len(answers.names)
    notes = require_complete(answers, fewest=k + 1)
    cov = answers.covariances()
    spread = np.sqrt(np.diagonal(cov))
    found = np.linalg.eigvalsh(cov / np.outer(spread, spread))[::-1]
    random = random_eigenvalues(n, k, n_draws, np.random.default_rng(rng))
    high = np.quantile(random, confidence_level, axis=0)
    table = pd.DataFrame(
        {
            "factor": range(1, k + 1),
            "n": n,
            "estimate": found,
            "random": random.mean(axis=0),
            "random_high": high,
        }
    )
    table = as_printed(table, answers)
    settings = {"items": list(answers.names), "confidence_level": confidence_level, "n_draws": n_draws}
    n_factors = int(np.append(found <= high, True).argmax())
    return Dimensions(kind="scale_dimensions", table=table, settings=settings, notes=tuple(notes), n_factors=n_factors)
