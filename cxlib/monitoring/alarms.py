"""The rows behind an alarm, to be taken apart: was it other customers, or the same ones served differently?"""

from __future__ import annotations

import pandas as pd

from ..errors import CXError
from ..results import Result
from .periods import periods_of

WHEN = ["baseline", "alarm"]


def alarm_rows(data: pd.DataFrame, *, chart: Result) -> pd.DataFrame:
    """The rows of the baseline and of the first alarm after it, for `nps_change` by segment: mix against rate.

    Parameters
    ----------
    data : DataFrame
        The rows from which the chart was made.
    chart : Result
        Of `control_chart`, of one series.

    Returns
    -------
    DataFrame
        The columns of `data` and ``when``, an ordered category ``baseline`` < ``alarm``.

    Raises
    ------
    CXError
        No period after the baseline is an alarm.
    """
    table, period = chart.table, chart.settings["period"]
    alarms = table.loc[(table["phase"] == "monitoring") & table["signal"], period]
    if not len(alarms):
        raise CXError("No period after the baseline is an alarm.", "nothing need be taken apart.")
    before = set(table.loc[table["phase"] == "baseline", period]) - set(chart.settings["without"])
    names, place, _ = periods_of(data[period].dropna(), chart.settings["every"])
    name = pd.Series([names[one] for one in place], data[period].dropna().index).reindex(data.index)
    when = name.map(lambda one: WHEN[0] if one in before else WHEN[1] if one == alarms.iloc[0] else None)
    rows = data.assign(when=pd.Categorical(when, categories=WHEN, ordered=True))
    return rows[rows["when"].notna()]
