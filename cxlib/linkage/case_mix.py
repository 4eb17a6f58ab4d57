"""Answers without what their mix of contacts and seasons makes of them."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd


def mix_removed(data: pd.DataFrame, *, answer: str, mix: Sequence[str]) -> pd.DataFrame:
    """The rows with each answer less the mean of its touchpoint and period, plus the mean of all.

    Some contacts please nobody; units that have many of them would look worse than they are.

    Parameters
    ----------
    data : pandas.DataFrame
        One row per answer.
    answer : str
        Column of numbers.
    mix : sequence of str
        Columns whose combinations make the mix, such as touchpoint and month; empty leaves the answers as they are.

    Returns
    -------
    pandas.DataFrame
        The same rows.

    Examples
    --------
    >>> import pandas as pd, cxlib as cx
    >>> rows = pd.DataFrame({"contact": list("aabb"), "score": [8, 6, 3, 1]})
    >>> cx.mix_removed(rows, answer="score", mix=["contact"])["score"].tolist()
    [5.5, 3.5, 5.5, 3.5]
    """
    answers = data[answer].astype(float)
    if not mix:
        return data.assign(**{answer: answers})
    level = answers.groupby([data[name] for name in mix], observed=True, dropna=False).transform("mean")
    return data.assign(**{answer: answers + (answers.mean() - level)})
