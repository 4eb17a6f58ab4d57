"""XmR charts of many series at once, from a table with a row for each series and a column for each period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..aggregate import require_choice
from ..errors import CXError
from ..estimators import control_limits
from ..locale import say
from ..results import Result
from .charts import ENOUGH


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class SeriesCharts(Result):
    """Charts of many series.

    Attributes
    ----------
    signals : pandas.DataFrame
        A row for each series and a column for each period, as the values stood: whether it is a signal.
    """

    signals: pd.DataFrame


def series_charts(
    values: pd.DataFrame, *, baseline: int | None = None, rules: Sequence[str] = ("three_sigma",)
) -> SeriesCharts:
    """Which of many series, such as the months of 400 branches, have a signal, and when its first one came.

    Parameters
    ----------
    values : pandas.DataFrame
        A row for each series, named by the index, and a column for each period in its order. Missing where a period has
        no value: a gap is no distance, and breaks a run.
    baseline : int, optional
        The first so many periods set the limits; all by default.
    rules : sequence of {"three_sigma", "two_of_three", "four_of_five", "eight_in_a_row"}
        As in `control_chart`, whose ``kind="individuals"`` gives the same limits from rows of answers.

    Returns
    -------
    SeriesCharts
        In the order of the rows, ``series n centre limit_low limit_high distance distance_high signals first_signal``:
        periods with a value, limits on the scale of the values, the mean distance of neighbours and its upper limit
        (3.267 times the mean), signals after the baseline, or in all periods where all are baseline, and the period of
        the first. Besides `.signals`.

    Raises
    ------
    CXError
        No series, values that are no numbers, or a baseline that is none.

    Examples
    --------
    >>> import pandas as pd, cxlib as cx
    >>> months = pd.DataFrame([[4, 5, 4, 5, 9], [7, 8, 7, 8, 7]], index=["Girona", "Reus"])
    >>> cx.series_charts(months, baseline=4).table[["series", "signals", "first_signal"]].values.tolist()
    [['Girona', 1, 4], ['Reus', 0, None]]
    """
    for name in rules:
        require_choice("rules", name, control_limits.RULES)
    try:
        value = values.to_numpy(float, na_value=np.nan)
    except (TypeError, ValueError) as error:
        raise CXError("values: not all are numbers.", "Put the names of the series into the index.") from error
    first = value.shape[1] if baseline is None else baseline
    if value.size == 0 or isinstance(first, bool) or not isinstance(first, int) or not 2 <= first <= value.shape[1]:
        raise CXError(
            f"values, baseline: {len(value)} series, and {first} of {value.shape[1]} periods set the limits.",
            "Give at least one series, and two periods that set its limits.",
        )
    if np.isinf(value).any():
        raise CXError("values: infinite in some cells.", "Correct these cells.")
    n, centre, distance = control_limits.individuals(value, first)
    sigma = distance / control_limits.NEIGHBOURS
    # a series whose baseline never moves, or only by rounding, has no limits
    with np.errstate(invalid="ignore", divide="ignore"):
        sigma = np.where(sigma > 1e-12 * np.abs(centre), sigma, np.nan)
        z = (value - centre[:, None]) / sigma[:, None]
    signal = control_limits.RULES[rules[0]](z)
    for name in rules[1:]:
        signal |= control_limits.RULES[name](z)
    # where all periods set the limits, all are looked at
    behind = 0 if first == value.shape[1] else first
    watched = signal[:, behind:]
    found = np.count_nonzero(watched, axis=1)
    place = np.full(len(value), -1)
    place[found > 0] = watched[found > 0].argmax(axis=1) + behind
    periods = np.array([*values.columns, None], dtype=object)
    table = pd.DataFrame(
        {
            "series": values.index,
            "n": n,
            "centre": centre,
            "limit_low": centre - 3 * sigma,
            "limit_high": centre + 3 * sigma,
            "distance": distance,
            "distance_high": control_limits.LARGEST * distance,
            "signals": found,
            "first_signal": periods[place],
        },
        copy=False,
    )
    notes = []
    if alike := int(np.isnan(sigma).sum()):
        notes.append(
            say(
                "No limits for {alike} of {size} series: values of the baseline are all alike, or too few.",
                alike=alike,
                size=len(value),
            )
        )
    if first < ENOUGH:
        notes.append(
            say(
                "Provisional limits: {first} baseline periods; {enough} or more are wanted.", first=first, enough=ENOUGH
            )
        )
    return SeriesCharts(
        kind="series_charts", table=table, notes=tuple(notes), settings={"baseline": first, "rules": list(rules)},
        signals=pd.DataFrame(signal, index=values.index, columns=values.columns, copy=False),
    )  # fmt: skip
