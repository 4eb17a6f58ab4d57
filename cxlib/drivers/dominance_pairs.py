"""Dominance: whether one driver explains more than another beside every set of the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..aggregate import Table, column_list, printed
from ..estimators.domination import TIE, gains_by_level, share_beaten, share_of_levels
from ..estimators.subsets import subset_r_squared
from ..results import Result
from .arguments import read_design, require_apart, require_few, require_two
from .importance_tables import always_notes, r_squared
from .sample import read_sample

KINDS = ("complete", "conditional", "general")


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Dominance(Result):
    """Dominance of drivers: the table of `dominance`, and the gains behind it.

    Attributes
    ----------
    conditional : pandas.DataFrame
        ``driver others gain``: mean gain in R² beside 0, 1, … other drivers.
    general : pandas.DataFrame
        ``driver n estimate``: the mean of those, which is the LMG share.
    r_squared : float
        Share of the outcome's variance that all columns explain together.
    lost : pandas.DataFrame
        ``driver missing lost_alone``: rows without the driver, and rows lost for this driver alone.
    """

    conditional: pd.DataFrame
    general: pd.DataFrame
    r_squared: float
    lost: pd.DataFrame


def dominance(
    data: Table,
    *,
    outcome: str,
    drivers: Sequence[str],
    groups: Mapping[str, Sequence[str]] | None = None,
    always: Sequence[str] = (),
    within: str | None = None,
    weights: str | None = None,
) -> Dominance:
    """Whether one driver adds more to R² than another: beside every set of the others, on average by size, or overall.

    Parameters
    ----------
    data : table
        One row per answer: a pandas, polars, pyarrow, DuckDB or PySpark table.
    outcome : str
        Column of numbers, such as overall satisfaction.
    drivers : sequence of str
        Columns of numbers; 25 at most.
    groups : mapping of str to sequence of str, optional
        Drivers that enter together and share one row.
    always : sequence of str
        Columns in every model, before any driver.
    within : str, optional
        Column of groups whose means are taken out of every column first.
    weights : str, optional
        Column of weights ≥ 0.

    Returns
    -------
    Dominance
        ``driver other n complete conditional general dominates``, one row per ordered pair. `complete` is the share of
        the sets of other drivers beside which `driver` adds more than `other`; `conditional` the share of the sizes of
        such sets at which it adds more on average; `general` the difference of the two LMG shares. `dominates` is the
        strongest kind that holds throughout: ``complete`` (which implies the others), ``conditional``, ``general``, or
        empty.

    References
    ----------
    .. [1] Azen, R., & Budescu, D. V. (2003). The dominance analysis approach for comparing predictors in multiple
       regression. Psychological Methods 8, 129–148.

    Examples
    --------
    >>> import pandas as pd, cxlib as cx
    >>> data = pd.DataFrame({"y": [1, 3, 5, 7, 9], "a": [1, 2, 3, 4, 5], "b": [1, 0, -2, 0, 1]})
    >>> found = cx.dominance(data, outcome="y", drivers=["a", "b"])
    >>> found.table[["driver", "other", "dominates"]].loc[0].tolist()
    ['a', 'b', 'complete']
    """
    design = read_design(data, outcome=outcome, drivers=drivers, groups=groups, always=always)
    require_two(design)
    require_few(design)
    require_apart(design, within=within, weights=weights)
    sample = read_sample(data, design, within=within, weights=weights)
    found = subset_r_squared(sample.centred, design.blocks, design.always)[:, 0]
    gains = gains_by_level(found)
    names, n = design.names, int(sample.n[0])
    places = range(len(names))
    settings = {
        "outcome": outcome, "drivers": column_list(drivers), "groups": groups, "always": column_list(always),
        "within": within, "weights": weights,
    }  # fmt: skip
    general = gains.mean(axis=1)
    i, j = np.nonzero(~np.eye(len(names), dtype=bool))
    table = pd.DataFrame(
        {
            "driver": np.array(names, dtype=object)[i],
            "other": np.array(names, dtype=object)[j],
            "n": n,
            "complete": share_beaten(found)[i, j],
            "conditional": share_of_levels(gains)[i, j],
            "general": general[i] - general[j],
        }
    )
    rows = [(names[i], level, gains[i, level]) for i in places for level in places]
    conditional = pd.DataFrame(rows, columns=["driver", "others", "gain"])
    holds = [table["complete"] == 1, table["conditional"] == 1, table["general"] > TIE]
    result = Dominance(
        kind="dominance",
        table=table.assign(dominates=np.select(holds, KINDS, "")),
        settings=settings,
        notes=(*sample.notes, *always_notes(sample)),
        conditional=conditional,
        general=pd.DataFrame({"driver": names, "n": n, "estimate": gains.mean(axis=1)}),
        r_squared=r_squared(sample),
        lost=sample.lost,
    )
    return printed(result, data=data)
