"""Slopes of one linear model: how far the outcome moves with each driver while the others stay."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ..aggregate import Cluster, Table, printed, require_level
from ..estimators.regression import least_squares
from ..results import Result
from .rows import Rows, by_group, read_rows

COLUMNS = (
    "driver", "n", "estimate", "std_error", "conf_low", "conf_high", "p_value", "slope", "slope_se", "slope_low",
    "slope_high", "r", "sign_agrees",
)  # fmt: skip


def driver_slopes(
    data: Table,
    *,
    outcome: str,
    drivers: Sequence[str],
    within: str | None = None,
    weights: str | None = None,
    by: str | Sequence[str] | None = None,
    cluster: Cluster = None,
    confidence_level: float = 0.95,
) -> Result:
    """Slope of each driver in one linear model of all of them, with errors that hold whatever the spread.

    Parameters
    ----------
    data : table
        One row per respondent.
    outcome : str
        Column of numbers that is explained.
    drivers : sequence of str
        Columns of numbers.
    within : str, optional
        Column of groups, such as touchpoints, whose means are taken out: rows are compared within their group only.
    weights : str, optional
        Column of weights ≥ 0: how many people an answer stands for.
    by : str or list of str, optional
        Columns whose values make groups with a model each.
    cluster : str or False, optional
        Column of what goes together. Without it, people who gave several of these answers, as a study's table knows by
        its column of role customer; False takes each row for itself.
    confidence_level : float
        Between 0 and 1.

    Returns
    -------
    Result
        ``[by…] driver n estimate std_error conf_low conf_high p_value slope slope_se slope_low slope_high r
        sign_agrees``. `estimate` is the standardised slope: standard deviations of the outcome for one of the driver;
        `slope` and its limits are in points of the outcome for one point of the driver. `r` is the plain correlation,
        and `sign_agrees` whether it points the same way as the slope. With `within` all of it is within the groups.

    Raises
    ------
    CXError
        When one driver follows exactly from others, which are named, or the rows are too few.

    Notes
    -----
    Heteroscedasticity-consistent errors (HC3), of clusters CR3, which is HC3 of whole clusters, and Student's quantile
    with as many degrees of freedom as there are rows, or clusters, less coefficients. The standard deviations that
    standardise a slope are taken as known, so its interval is the plain slope's, rescaled.

    Examples
    --------
    >>> import pandas as pd, cxlib as cx
    >>> rows = pd.DataFrame({"speed": [1, 2, 3, 4, 5, 5], "overall": [2, 4, 5, 8, 9, 10]})
    >>> cx.driver_slopes(rows, outcome="overall", drivers=["speed"]).table["slope"].round(2).tolist()
    [1.9]
    """
    require_level(confidence_level)
    rows = read_rows(
        data,
        outcome=outcome,
        drivers=drivers,
        within=within,
        weights=weights,
        by=by,
        cluster=cluster,
        reserved=frozenset(COLUMNS),
    )
    table, notes = by_group(rows, lambda own: (_slopes(own, confidence_level), []))
    settings = {
        "outcome": outcome, "drivers": list(rows.names), "within": within, "weights": weights,
        "by": list(rows.groups), "cluster": rows.by_what, "confidence_level": confidence_level,
    }  # fmt: skip
    table = table.reindex(columns=[*rows.groups, *COLUMNS])
    return printed(Result(kind="driver_slopes", table=table, settings=settings, notes=notes), data=data)


def _slopes(rows: Rows, level: float) -> pd.DataFrame:
    """The rows of one group."""
    fit = least_squares(
        rows.outcome,
        rows.drivers,
        names=rows.names,
        weights=rows.weight,
        counts=rows.n,
        absorb=rows.within,
        **rows.errors,
    )
    slopes, (spread, unit, r) = fit.slopes(rows.names), spreads(rows)
    spread = spread / unit
    low, high = slopes.limits(level)
    return pd.DataFrame(
        {
            "driver": rows.names, "n": fit.n, "estimate": slopes.estimate * spread,
            "std_error": slopes.std_error * spread, "conf_low": low * spread, "conf_high": high * spread,
            "p_value": slopes.p_value, "slope": slopes.estimate, "slope_se": slopes.std_error, "slope_low": low,
            "slope_high": high, "r": r, "sign_agrees": np.sign(r) == np.sign(slopes.estimate),
        }
    )  # fmt: skip


def spreads(rows: Rows) -> tuple[np.ndarray, float, np.ndarray]:
    """Standard deviation of each driver and of the outcome, and their correlations; within groups if asked."""
    w, columns = rows.weight * rows.n, np.column_stack([rows.outcome, rows.drivers])
    group = np.zeros(len(w), int) if rows.within is None else np.unique(rows.within, return_inverse=True)[1]
    sums = np.column_stack([np.bincount(group, w * column) for column in columns.T])
    columns = columns - (sums / np.bincount(group, w)[:, None])[group]
    products = (columns * w[:, None]).T @ columns / w.sum()
    deviation = np.sqrt(np.diagonal(products))
    return deviation[1:], float(deviation[0]), products[0, 1:] / (deviation[0] * deviation[1:])
