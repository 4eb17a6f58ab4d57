"""What a threshold costs: the link between two means of units, found in the groups that it leaves."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from ..errors import CXError
from ..locale import say
from ..results import Result

FEWEST = 10  # units of which a correlation is told
HALF = 1.96  # standard errors of a 95 % interval


def linked_at_thresholds(means: Mapping[int, pd.DataFrame]) -> Result:
    """The correlation of two means of units, in the units that each threshold leaves.

    Parameters
    ----------
    means : mapping of int to pandas.DataFrame
        Smallest group → two columns, a row for each unit as `read_study` names it with this `min_cell`.

    Returns
    -------
    Result
        ``threshold n estimate conf_low conf_high``, with `n` the units; no row for a threshold that leaves fewer than
        ten. The interval of 95 % is Fisher's.

    Raises
    ------
    CXError
        No threshold leaves ten units.
    """
    rows = []
    for smallest, both in means.items():
        left = both.dropna()
        if len(left) < FEWEST:
            continue
        z, half = np.arctanh(left.corr().iloc[0, 1]), HALF / np.sqrt(len(left) - 3)
        rows.append((say("from {n} on", n=smallest), len(left), *np.tanh([z, z - half, z + half])))
    if not rows:
        raise CXError(
            f"No threshold leaves {FEWEST} units on both sides.",
            "join units, or collect more answers.",
        )
    table = pd.DataFrame(rows, columns=["threshold", "n", "estimate", "conf_low", "conf_high"])
    return Result(kind="linked_at_thresholds", table=table)
