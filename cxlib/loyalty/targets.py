"""Scores of groups less the targets that somebody set for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from ..results import Result


def target_gaps(levels: Result, *, targets: Mapping[object, float] | pd.Series) -> Result:
    """Each group's score less its target, with the interval of the score.

    Parameters
    ----------
    levels : Result
        A score for each group, such as of `mean_rating` with one column in `by`.
    targets : mapping or pandas.Series
        Group → target. Groups without one are left out.

    Returns
    -------
    Result
        ``[by…] n estimate conf_low conf_high target``.
    """
    by = levels.settings["by"][0]
    aims = pd.Series(targets)
    aims = aims[~aims.index.duplicated()]
    table = levels.table.assign(target=levels.table[by].map(aims.to_dict())).dropna(subset="target")
    less = {name: table[name] - table["target"] for name in ("estimate", "conf_low", "conf_high")}
    table = table.assign(**less)[[by, "n", "estimate", "conf_low", "conf_high", "target"]]
    return replace(levels, table=table.reset_index(drop=True), kind="target_gaps")
