"""The rows of a study's table under the names of its aspects: what every method of `Aspects` works on."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from ..results import Result


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class RatedRows(Result):
    """The rows of a table and which of its columns are rated aspects.

    Attributes
    ----------
    rows : pandas.DataFrame
        The rows of the table, columns of aspects under the aspects' names; of a relationship the last wave only.
    outcome : str
        The column that is to be explained.
    items : list of str
        The aspects used: those that three in four could rate.
    words : dict
        Column → aspect, of all of them.
    scales : dict
        Aspect → lowest and highest answer.
    within, weights : str or None
        The column of touchpoints, and that of weights.
    segments : list of str
        The columns of segments.
    """

    rows: pd.DataFrame
    outcome: str
    items: list[str]
    words: dict[str, str]
    scales: dict[str, tuple[float, float]]
    within: str | None
    weights: str | None
    segments: list[str]
