"""What goes with leaving in a period, among those who had stayed until then."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ..aggregate import Table, require_columns, require_level, require_numbers, row_counts
from ..errors import CXError
from ..estimators.logistic import logistic_regression
from ..results import Result
from .periods import MOST_LEVELS


def discrete_hazard(
    data: Table,
    *,
    periods: str,
    event: str,
    predictors: Sequence[str],
    trend: bool = False,
    confidence_level: float = 0.95,
) -> Result:
    """What goes with leaving in a period, among those who had stayed until then.

    Parameters
    ----------
    data : table
        One row per person.
    periods : str
        Column of whole numbers ≥ 1: the period in which the person left, or the last one in which they were seen.
    event : str
        Column of 0 and 1: whether they left in it.
    predictors : list of str
        Columns of numbers, such as bad contacts before.
    trend : bool
        One slope through the periods in place of a level for each; needed where a period has no event.
    confidence_level : float

    Returns
    -------
    Result
        ``term n events estimate std_error conf_low conf_high p_value``, in log odds of leaving in a period; `n` counts
        periods of people. A level of a period is told against the first one.

    Notes
    -----
    Logistic regression on one row per person and period (Singer & Willett 1993), counted by cells; open cases count for
    the periods in which they were seen. People have one event at most, so that their rows need no clusters.
    """
    require_level(confidence_level)
    predictors = list(predictors)
    require_columns(data, periods=periods, event=event, predictors=predictors)
    require_numbers(data, periods=periods, event=event, **{name: name for name in predictors})
    cells = row_counts(data, by=[periods, event, *predictors]).dropna().astype(float)
    last = cells[periods]
    if not len(cells) or (last < 1).any() or (last % 1 != 0).any() or not cells[event].isin([0, 1]).all():
        raise CXError(f"{periods}, {event}: not whole periods from 1 with 0 or 1.", "Check both columns.")
    spans = cells.loc[cells.index.repeat(last.astype(int))]
    now = spans.groupby(level=0).cumcount().to_numpy() + 1
    left = ((now == spans[periods]) & (spans[event] == 1)).to_numpy(float)
    levels = np.unique(now)[1:]
    if not trend and len(levels) >= MOST_LEVELS:
        raise CXError(f"{periods}: {len(levels) + 1:,} levels.", "Take longer periods, or trend = True.")
    time = now[:, None].astype(float) if trend else (now[:, None] == levels).astype(float)
    names = [periods] if trend else [f"{periods} {level}" for level in levels]
    weights = spans["_n"].to_numpy(float)
    design = np.column_stack([time, spans[predictors].to_numpy(float)])
    fit = logistic_regression(left, design, names=[*names, *predictors], weights=weights)
    low, high = fit.limits(confidence_level)
    sizes = {"n": int(weights.sum()), "events": int(weights @ left)}
    table = pd.DataFrame({"term": fit.names, **sizes, "estimate": fit.coefficients, "std_error": fit.std_errors,
                          "conf_low": low, "conf_high": high, "p_value": fit.p_values})  # fmt: skip
    settings = {"periods": periods, "event": event, "predictors": predictors, "trend": trend,
                "deviance": fit.deviance, "confidence_level": confidence_level}  # fmt: skip
    return Result(kind="discrete_hazard", table=table, settings=settings)
