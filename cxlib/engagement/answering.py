"""Who answers: the share of each unit's people."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from ..errors import CXError

FEWEST = 20  # units, below which five groups of them say nothing


def answer_rates(data: pd.DataFrame, *, unit: str, headcount: pd.Series, waves: Sequence[str] = ()) -> pd.Series:
    """The share of each unit's people that answers, in the mean of all waves.

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
        Fewer than 20 units with a headcount.

    Examples
    --------
    >>> import pandas as pd, cxlib as cx
    >>> rows = pd.DataFrame({"team": [f"T{k}" for k in range(20)] * 3, "wave": [1, 2, 2] * 20})
    >>> heads = pd.Series(3, index=[f"T{k}" for k in range(20)])
    >>> cx.answer_rates(rows, unit="team", headcount=heads, waves=["wave"]).unique().tolist()
    [0.5]
    """
    asked = max([data[wave].nunique() for wave in waves[:1]], default=1)
    rates = (data[unit].value_counts() / asked / headcount).dropna()
    if len(rates) < FEWEST:
        raise CXError(
            f"Teams with a headcount: {len(rates)}; needed: {FEWEST}.", "join waves, or declare more headcounts."
        )
    return rates
