"""The rows behind an alarm or an action, to be compared: other customers, other service, other units."""

from __future__ import annotations

import pandas as pd

from ..aggregate import require_choice
from ..errors import CXError, nearest
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


def action_rows(
    data: pd.DataFrame, *, unit: str, wave: str, outcome: str, began_in: str, began: str, every: str
) -> pd.DataFrame:
    """The rows of an action's units and of the others, period by period, as `action_effect` takes them.

    Parameters
    ----------
    data : DataFrame
        One row per answer.
    unit, wave, outcome : str
        Columns; waves are names, numbers or dates.
    began_in : str
        Units with the action, separated by commas.
    began : str
        The first period in which it was in force.
    every : {"month", "day", "week", "quarter", "year"}
        How long a period is, where `wave` holds dates.

    Returns
    -------
    DataFrame
        The rows with an outcome, a unit and a period; ``period``, its number from 0 on, and ``begun``, 1 where the
        action was in force.

    Raises
    ------
    CXError
        A unit or a period that the data do not know.
    """
    rows = data.dropna(subset=[unit, wave, outcome])
    if rows.empty:
        raise CXError(f"{unit}, {wave}, {outcome}: no row has all three.", "Check the columns.")
    names, place, _ = periods_of(rows[wave], every)
    known = [str(name) for name in names]
    if began not in known:
        raise CXError(f"began: {wave} has no period {began!r}.", nearest(began, known))
    wanted = [name.strip() for name in began_in.split(",") if name.strip()]
    if not wanted:
        raise CXError("began_in: no unit is named.", f"Write those of {unit} in which the action began.")
    units = set(rows[unit].astype(str))
    for name in wanted:
        if name not in units:
            raise CXError(f"began_in: {unit} has no {name!r}.", nearest(name, units))
    begun = rows[unit].astype(str).isin(wanted).to_numpy() & (place >= known.index(began))
    return rows.assign(period=place, begun=begun.astype(int))
