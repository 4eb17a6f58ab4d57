"""Who answers: the share of each unit's people."""

from __future__ import annotations

import pandas as pd

from ..errors import CXError

FEWEST = 20  # units, below which five groups of them say nothing


def answer_rates(answers: pd.Series, *, headcount: pd.Series, n_waves: int = 1) -> pd.Series:
    """The share of each unit's people that answers, in the mean of all waves.

    Parameters
    ----------
    answers : pandas.Series
        The unit of each answer.
    headcount : pandas.Series
        The people of each unit, by unit.
    n_waves : int
        How often they were asked.

    Returns
    -------
    pandas.Series
        Share by unit, where both are known. Small units are among them: join them before you show anything.

    Raises
    ------
    CXError
        Fewer than 20 units with a headcount.
    """
    rates = (answers.value_counts() / n_waves / headcount).dropna()
    if len(rates) < FEWEST:
        raise CXError(
            f"Teams with a headcount: {len(rates)}; needed: {FEWEST}.", "join waves, or declare more headcounts."
        )
    return rates
