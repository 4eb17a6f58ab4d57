"""Who leaves after a bad contact, and who comes after what they met: month by month, among those still there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from ..aggregate import Table, require_columns, require_level, row_counts
from ..errors import CXError
from ..estimators.logistic import logistic_regression
from ..locale import say
from ..results import Result
from ..text import left_out, listed
from .hazards import discrete_hazard

MONTH = 30  # days of a month of prospects


def leaving_hazard(
    people: Table,
    *,
    contacts: Table,
    customer: str,
    start: str,
    end: str,
    time: str,
    bad: str,
    until: Any = None,
    within: int = 8,
    fewest: int = 1,
    confidence_level: float = 0.95,
) -> Result:
    """What a bad contact in the months before goes with in the odds of leaving in a month.

    Parameters
    ----------
    people : table
        One row per customer.
    contacts : table
        One row per contact.
    customer : str
        Column of both tables: whose row it is.
    start, end : str
        Columns of dates of `people`: customer since when, and when they left; no date of leaving where they have not.
        Who has no date of the start is no customer and is left out.
    time, bad : str
        Columns of `contacts`: its date, and 0 or 1 (or false and true) for whether it went wrong.
    until : date, optional
        The last day on which it is known who has left; without it that of the last contact or leaving.
    within : int
        For so many months a bad contact counts; the month of the contact itself does not, since who leaves in it may
        have left before.
    fewest : int
        The smallest number of customers of whom anything is told: of those who had a bad contact and of the others.
    confidence_level : float

    Returns
    -------
    Result
        As `discrete_hazard`: ``term n events estimate std_error conf_low conf_high p_value`` in log odds, `n` and
        `events` the months of people and those in which one left; the terms are a slope of the months, in months, and
        ``bad contact before``.

    Raises
    ------
    CXError
        A column that is no date, a customer twice, nobody who left or nobody who stayed, or a side of fewer than
        `fewest` customers: whether these left would be told.

    Notes
    -----
    Months count from that of the first contact on. Every month is one of two kinds for each person, so that counts by
    month and kind say all (Singer & Willett 1993, https://doi.org/10.3102/10769986018002155). Who contacts a firm more
    often has more bad contacts too: it goes with leaving, and no lot was drawn.
    """
    require_level(confidence_level)
    require_columns(people, customer=customer, start=start, end=end)
    require_columns(contacts, customer=customer, time=time, bad=bad)
    who = row_counts(people, by=[customer, start, end])
    met = row_counts(contacts, by=[customer, time, bad]).dropna()
    if who[customer].duplicated().any() or (who["_n"] > 1).any():
        raise CXError(f"people: a value of {customer} stands in several rows.", "One row per customer is needed.")
    dates = {start: _months(who[start], start), end: _months(who[end], end)}
    month = _months(met[time], time)
    if not len(month):
        raise CXError(f"contacts: none with {customer}, {time} and {bad}.", "Check these columns in study.toml.")
    ends = [pd.Series([_day(until)])] if until is not None else [_dates(met[time], time), _dates(who[end], end)]
    first, last = int(month.min()), int(np.nanmax([*_months(pd.concat(ends), "until")]))
    if last < first:
        raise CXError(f"until: no {time} of a contact lies before {until}.", "Write the last day of the log.")
    known = ~np.isnan(dates[start])
    who, begin, gone = who[known], dates[start][known], dates[end][known]
    # from the month after joining, and from the first of the log: contacts before it are not known
    begin, stop = np.maximum(begin + 1, first).astype(int), np.where(gone <= last, gone, last).astype(int)
    seen, left = begin <= stop, gone <= last
    spans = pd.DataFrame({"begin": begin, "stop": stop, "left": left}, index=pd.Index(who[customer]))[seen]
    cells, exposed = _cells(
        spans, pd.Series(month[met[bad] == 1], met.loc[met[bad] == 1, customer]), first, last, within
    )
    if 0 < min(exposed, len(spans) - exposed) < fewest:
        raise CXError(
            f"{bad}: {exposed} of {len(spans)} customers had a bad contact before a month in which they were there.",
            f"Of fewer than {fewest} on a side nothing is told: take a longer log, or the whole.",
        )
    names = ["month", "bad contact before"]
    fit = logistic_regression(
        cells["events"] / np.maximum(cells["n"], 1), cells[["month", "before"]], names=names, weights=cells["n"]
    )
    low, high = fit.limits(confidence_level)
    sizes = {"n": int(cells["n"].sum()), "events": int(cells["events"].sum())}
    table = pd.DataFrame({"term": fit.names, **sizes, "estimate": fit.coefficients, "std_error": fit.std_errors,
                          "conf_low": low, "conf_high": high, "p_value": fit.p_values})  # fmt: skip
    before = cells.groupby("before")[["n", "events"]].sum()
    settings = {"periods": "month", "event": end, "predictors": names[1:], "trend": True, "within": within,
                "shares": (before["events"] / before["n"]).to_dict(), "confidence_level": confidence_level}  # fmt: skip
    notes = (left_out((~known).sum(), [start]),) if not known.all() else ()
    return Result(kind="leaving_hazard", table=table, settings=settings, notes=notes)


def _months(column: pd.Series, name: str) -> np.ndarray:
    """Months since the year 0 as numbers; NaN where there is no date."""
    dates = _dates(column, name)
    return (dates.dt.year * 12 + dates.dt.month).to_numpy(float, na_value=np.nan)


def _dates(column: pd.Series, name: str) -> pd.Series:
    if not pd.api.types.is_datetime64_any_dtype(column):
        raise CXError(f"{name}: no dates.", "Declare the column with a role of dates, such as start or time.")
    return column.dt.tz_localize(None) if column.dt.tz is not None else column


def _day(until: Any) -> pd.Timestamp:
    return pd.Timestamp(until).tz_localize(None)


def _cells(spans: pd.DataFrame, bad: pd.Series, first: int, last: int, within: int) -> tuple[pd.DataFrame, int]:
    """Months of people and of leaving, by month and whether a bad contact lay before it; for how many people it did."""
    length = last - first + 2
    total, leaving = _added(spans["begin"], spans["stop"] + 1, first, length), _counted(spans, first, length)
    bad = bad.rename("month").rename_axis("who").reset_index().drop_duplicates().sort_values(["who", "month"])
    following = bad.groupby("who")["month"].shift(-1).fillna(np.inf)
    after = bad.assign(low=bad["month"] + 1, high=np.minimum(bad["month"] + within, following))
    after = after.merge(spans, left_on="who", right_index=True)
    after["low"], after["high"] = np.maximum(after["low"], after["begin"]), np.minimum(after["high"], after["stop"])
    after = after[after["low"] <= after["high"]]
    with_bad = _added(after["low"], after["high"] + 1, first, length)
    left_with = _counted(after[after["high"] == after["stop"]], first, length)
    months = np.arange(length - 1)
    kinds = {1: (with_bad, left_with), 0: (total - with_bad, leaving - left_with)}
    cells = pd.concat(
        [pd.DataFrame({"month": months, "before": kind, "n": n[:-1], "events": events[:-1]})
         for kind, (n, events) in kinds.items()], ignore_index=True,
    )  # fmt: skip
    return cells, after["who"].nunique()


def _added(low: pd.Series, beyond: pd.Series, first: int, length: int) -> np.ndarray:
    """How many spans each month lies in: those from `low` on and not yet at `beyond`."""
    ends = [np.bincount((at - first).astype(int), minlength=length)[:length] for at in (low, beyond)]
    return np.cumsum(ends[0] - ends[1])


def _counted(spans: pd.DataFrame, first: int, length: int) -> np.ndarray:
    """How many people leave in each month."""
    return np.bincount((spans.loc[spans["left"], "stop"] - first).astype(int), minlength=length)


def purchase_hazard(
    data: Table,
    *,
    start: str,
    end: str,
    met: Sequence[str],
    until: Any = None,
    longest: int = 12,
    fewest: int = 1,
    confidence_level: float = 0.95,
) -> Result:
    """What prospects had met before goes with in the odds of a first purchase in a month.

    Parameters
    ----------
    data : table
        One row per prospect.
    start, end : str
        Columns of dates: when they first asked, and when they first bought; no date where they have not.
    met : list of str
        Columns of 0 and 1 (or false and true): what they had met before they bought.
    until : date, optional
        The last day on which it is known who has bought; without it the last date there is.
    longest : int
        Prospects are followed for so many months of 30 days; what is bought later does not count.
    fewest : int
        The smallest number of prospects of whom anything is told: what fewer had met, or had not, is left out.
    confidence_level : float

    Returns
    -------
    Result
        As `discrete_hazard`, with one slope through the months.

    Notes
    -----
    Only months that are over count, for those who bought in them as for the others.
    """
    met = list(met)
    require_columns(data, start=start, end=end, met=met)
    rows = row_counts(data, by=[start, end, *met])
    rows = rows.loc[rows.index.repeat(rows["_n"])].reset_index(drop=True)
    days = {name: _dates(rows[name], name) for name in (start, end)}
    if days[start].isna().all():
        raise CXError(f"{start}: no row has a date.", "Check the column and its missing codes.")
    until = _day(until) if until is not None else pd.concat(days.values()).max()
    seen = ((until - days[start]).dt.days // MONTH).clip(upper=longest)
    took = np.ceil((days[end] - days[start]).dt.days.clip(lower=1) / MONTH)
    bought = took <= seen
    rows = rows.assign(months=took.where(bought, seen), bought=bought.astype(int)).astype(dict.fromkeys(met, float))
    rows = rows[rows["months"] >= 1]
    if not len(rows):
        raise CXError(f"{start}: nobody asked {MONTH} days before {until:%Y-%m-%d} or earlier.", "Check the dates.")
    rare = [name for name in met if 0 < rows[name].value_counts().reindex([0, 1], fill_value=0).min() < fewest]
    told = [name for name in met if name not in rare]
    if not told:
        raise CXError(f"{listed(rare)}: met, or not met, by fewer than {fewest} prospects.", "Wait for more of them.")
    made = discrete_hazard(
        rows, periods="months", event="bought", predictors=told, trend=True, confidence_level=confidence_level
    )
    note = say("Left out, since fewer than {fewest} had met it or had not: {names}.", fewest=fewest, names=listed(rare))
    return replace(made, kind="purchase_hazard", notes=(*made.notes, note) if rare else made.notes)


def first_ends(
    contacts: pd.DataFrame,
    *,
    people: pd.DataFrame,
    customer: str,
    time: str,
    bad: str,
    touchpoint: str,
    end: str,
    complaints: str,
    until: Any = None,
) -> pd.DataFrame:
    """What came first after each customer's first bad contact: a complaint, leaving, or neither yet.

    Parameters
    ----------
    contacts, people : DataFrame
        One row per contact, and one per customer.
    customer : str
        Column of both.
    time, bad, touchpoint : str
        Columns of `contacts`: its date, 0 or 1 for whether it went wrong, and where it was.
    end : str
        Column of `people`: the date on which they left, if they did.
    complaints : str
        Touchpoints at which people complain, separated by commas. A contact there is no bad contact to begin with.
    until : date, optional
        The last day on which both are known; without it the last date there is.

    Returns
    -------
    DataFrame
        ``customer days end``, for `competing_risks`: days from the bad contact to the end, or to the last day where
        there was none yet; the end is ``complains``, ``leaves`` or missing. Who complains and leaves on one day
        complains first.

    Raises
    ------
    CXError
        No bad contact, or none of the touchpoints in the log.
    """
    wanted = [name.strip() for name in complaints.split(",") if name.strip()]
    log = contacts[[customer, time, bad, touchpoint]].assign(**{time: _dates(contacts[time], time)})
    log = log.dropna(subset=[customer, time])
    there = log[touchpoint].astype(str).isin(wanted)
    if not there.any():
        raise CXError(f"complaints: {touchpoint} has none of {', '.join(wanted) or 'no name'}.", "Name one of the log.")
    left = _dates(people.drop_duplicates(customer).set_index(customer)[end], end)
    last = _day(until) if until is not None else max(log[time].max(), left.max())
    began = (
        log[~there & (log[bad].astype(float) == 1) & (log[time] <= last)].groupby(customer, observed=True)[time].min()
    )
    if began.empty:
        raise CXError(f"{bad}: no contact went wrong.", "Check the column.")
    later = log[there & (log[time] <= last)]
    later = later[later[time] >= later[customer].map(began)]
    dates = pd.DataFrame({"complains": later.groupby(customer, observed=True)[time].min(), "leaves": left}).reindex(
        began.index
    )
    days = dates.where(dates <= last).sub(began, axis=0).apply(lambda column: column.dt.days)
    gone = days["leaves"] < 0  # their bad contact came after they had left
    if gone.all():
        raise CXError(f"{end}: all had left before a contact went wrong.", "Check the dates of both tables.")
    days, began = days[~gone], began[~gone]
    first = days.min(axis=1)
    name = np.where(days["complains"] <= days["leaves"].fillna(np.inf), "complains", "leaves")
    found = pd.DataFrame(
        {"days": first.fillna((last - began).dt.days), "end": pd.Series(name, days.index).where(first.notna())}
    )
    return found.rename_axis(customer).reset_index()
