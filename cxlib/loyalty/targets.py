"""Scores of groups less the targets that somebody set for them."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from ..errors import CXError
from ..results import Result


def target_gaps(register: pd.DataFrame, *, levels: Result, touchpoint: str, target: str) -> Result:
    """Each touchpoint's score less its target, with the interval of the score.

    Parameters
    ----------
    register : pandas.DataFrame
        One row per touchpoint.
    levels : Result
        A score for each touchpoint, such as of `mean_rating`.
    touchpoint, target : str
        Columns of the register.

    Returns
    -------
    Result
        ``<touchpoint> n estimate conf_low conf_high target``, of those that have a target.

    Raises
    ------
    CXError
        None of the touchpoints with a score has one, or the scores are not by touchpoint.
    """
    by = next(iter(levels.settings["by"]), touchpoint)
    if by not in levels.table:
        raise CXError(f"levels: there is no score by {touchpoint}.", f'Write by="{touchpoint}" where it is made.')
    aims = register.drop_duplicates(touchpoint).set_index(touchpoint)[target].to_dict()
    table = levels.table.assign(target=levels.table[by].map(aims)).dropna(subset="target")
    if table.empty:
        raise CXError("No touchpoint that is shown has a target.", "set targets for those that were rated.")
    less = {name: table[name] - table["target"] for name in ("estimate", "conf_low", "conf_high")}
    table = table.assign(**less)[[by, "n", "estimate", "conf_low", "conf_high", "target"]]
    return replace(levels, table=table.reset_index(drop=True), kind="target_gaps")
