"""Who answers: the share of each unit's people."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from ..errors import CXError

MOST_OVER = 0.1  # of the units, whose people may have changed since they were counted
FEWEST = 20  # units, below which five groups of them say nothing


def answer_rates(data: pd.DataFrame, *, unit: str, headcount: pd.Series, waves: Sequence[str] = ()) -> pd.Series:
    """The share of each unit's people that answers, in the mean of the waves from its first to its last one.

    Parameters
    ----------
    data : pandas.DataFrame
        One row per answer.
    unit : str
        Column of the team or branch.
    headcount : pandas.Series
        The people of each unit, by unit.
    waves : sequence of str
        Column of the wave; empty where people were asked once.

    Returns
    -------
    pandas.Series
        Share by unit, where both are known. Small units are among them: join them before you show anything.

    Raises
    ------
    CXError
        Fewer than 20 units with a headcount, or more answers than people in more than a tenth of them.

    Notes
    -----
    A unit that is new, closed or renamed was not asked in all waves: those before its first answers, and after its last
    ones, count for nothing.

    Examples
    --------
    >>> import pandas as pd, cxlib as cx
    >>> rows = pd.DataFrame({"team": [f"T{k}" for k in range(20)] * 3, "wave": [1, 2, 2] * 20})
    >>> heads = pd.Series(3, index=[f"T{k}" for k in range(20)])
    >>> cx.answer_rates(rows, unit="team", headcount=heads, waves=["wave"]).unique().tolist()
    [0.5]
    """
    asked: pd.Series | int = 1
    for wave in waves[:1]:
        order = data[wave].rank(method="dense")
        asked = order.groupby(data[unit], observed=True).agg(lambda own: own.max() - own.min() + 1)
    rates = (data[unit].value_counts() / asked / headcount).dropna()
    if len(rates) < FEWEST:
        raise CXError(
            f"Teams with a headcount: {len(rates)}; needed: {FEWEST}.", "join waves, or declare more headcounts."
        )
    if (more := (rates > 1).sum()) > MOST_OVER * len(rates):
        raise CXError(
            f"Teams with more answers than people: {more} of {len(rates)}.", "correct the headcounts, or the waves."
        )
    return rates
