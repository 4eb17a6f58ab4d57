"""What a threshold costs: the link between two means of units, found in those alone that it shows."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ..errors import CXError
from ..locale import say
from ..results import Result
from .plan import ReleasePlan

FEWEST = 10  # units of which a correlation is told
HALF = 1.96  # standard errors of a 95 % interval


def linked_at_thresholds(plans: Sequence[ReleasePlan], *, means: pd.DataFrame, unit: str, min_cell: int) -> Result:
    """The correlation of two means of units, in the units that each plan shows.

    Parameters
    ----------
    plans : sequence of ReleasePlan
        One for each threshold, of the same rows.
    means : pandas.DataFrame
        Two columns, a row for each unit under its name.
    unit : str
        Column of the unit in the plans.
    min_cell : int
        The promised threshold. None below it is told: two correlations would tell of a unit that is hidden.

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
    for plan in plans:
        smallest = plan.settings["min_cell"]
        left = means[means.index.isin(plan.reports[unit].dropna())].dropna()
        if smallest < min_cell or len(left) < FEWEST:
            continue
        z, half = np.arctanh(left.corr().iloc[0, 1]), HALF / np.sqrt(len(left) - 3)
        rows.append((say("from {n} on", n=smallest), len(left), *np.tanh([z, z - half, z + half])))
    if not rows:
        raise CXError(
            f"No threshold from {min_cell} people on leaves {FEWEST} units on both sides.",
            "join units, or collect more answers.",
        )
    table = pd.DataFrame(rows, columns=["threshold", "n", "estimate", "conf_low", "conf_high"])
    return Result(kind="linked_at_thresholds", table=table, settings={"unit": unit, "min_cell": min_cell})
