"""The rows behind an alarm, to be taken apart: was it other customers, or the same ones served differently?"""

from __future__ import annotations

import pandas as pd

from ..aggregate import require_choice
from ..errors import CXError
from ..results import Result
from .periods import periods_of

AFTER = ("alarm", "monitoring")


def alarm_rows(data: pd.DataFrame, *, chart: Result, after: str = "alarm") -> pd.DataFrame:
    """The rows of the baseline and of the first alarm after it, to be compared by segment: mix against rate.

    Parameters
    ----------
    data : DataFrame
        The rows from which the chart was made.
    chart : Result
        Of `control_chart`, of one series.
    after : {"alarm", "monitoring"}
        What is set against the baseline: the first alarm, or all periods after it.

    Returns
    -------
    DataFrame
        The columns of `data` and ``when``, an ordered category: ``baseline`` before `after`.

    Raises
    ------
    CXError
        No period after the baseline, or none that is an alarm.
    """
    require_choice("after", after, AFTER)
    table, period = chart.table, chart.settings["period"]
    later = table.loc[table["phase"] == "monitoring"]
    if later.empty:
        raise CXError("No period lies behind the baseline yet.", "wait for the next one, or take a shorter baseline.")
    if after == "alarm":
        later = later[later["signal"]].head(1)
    if later.empty:
        raise CXError("No period after the baseline is an alarm.", "nothing need be taken apart.")
    before = set(table.loc[table["phase"] == "baseline", period]) - set(chart.settings["without"])
    known = data[period].dropna()
    names, place, _ = periods_of(known, chart.settings["every"])
    side = dict.fromkeys(before, "baseline") | dict.fromkeys(later[period], after)
    when = pd.Series([side.get(names[one]) for one in place], known.index, dtype=object).reindex(data.index)
    rows = data.assign(when=pd.Categorical(when, categories=["baseline", after], ordered=True))
    return rows[rows["when"].notna()]
