"""How long people wait for an answer, with the cases that are still open, and which of several ends comes first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from ..aggregate import Table, column_list, require_choice, require_columns, require_level, require_numbers, row_counts
from ..aggregate import rows_of as in_rows
from ..errors import CXError
from ..estimators import survival
from ..estimators.quantiles import critical_value
from ..locale import say
from ..results import Result
from ..text import general

UNITS = {"hours": 3600.0, "days": 86400.0}


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class FollowUp(Result):
    """A Result with the curve behind it, and whether the groups wait alike.

    Attributes
    ----------
    curve : DataFrame
        ``[by…] time n_risk n_event answered answered_low answered_high``: the share answered by each time at which one
        was.
    log_rank : mapping
        ``chi_squared df p_value`` of groups that wait alike; empty where there are none to compare.
    """

    curve: pd.DataFrame
    log_rank: Mapping[str, float] = field(default_factory=dict)


def follow_up_times(
    data: Table,
    *,
    opened: str,
    closed: str,
    end: Any = None,
    by: str | Sequence[str] | None = None,
    held_out: str | None = None,
    target: float = 48.0,
    unit: str = "hours",
    fewest: int = 1,
    confidence_level: float = 0.95,
) -> FollowUp:
    """The time to the first answer: cases that are still open count for as long as they have been waiting.

    Parameters
    ----------
    data : table
        One row per case: a pandas, polars, pyarrow, DuckDB or PySpark table.
    opened : str
        Column of dates, or of dates with the time of day. Times of a zone are compared in UTC, so that a change to
        summer time adds no hour; others may be an hour off. Where `closed` has days only, both count so.
    closed : str
        Column of the dates of the first answer, or of numbers: how long it took, in `unit`. Missing where nobody has
        answered yet.
    end : date, optional
        Until when it is known whether a case was answered: what is later is open. Without it the last date there is.
    by : str or list of str, optional
        Columns whose values make the groups.
    held_out : str, optional
        Column of yes and no: cases that a lot left without an answer on purpose; they are not counted.
    target : float
        The time that was promised, in `unit`.
    unit : {"hours", "days"}
    fewest : int
        The smallest number of cases of which anything is told. Above 1 no time is that of a single case: the curve has
        the times that are multiples of an eighth of `target`, as far apart as it takes for so many to be answered
        between two of them, and medians have two digits.
    confidence_level : float

    Returns
    -------
    FollowUp
        ``[by…] n events median conf_low conf_high in_time in_time_low in_time_high``: the time until half are answered,
        empty where that was not reached, and the share answered within the target; the curve in `.curve`, the test of
        the groups in `.log_rank`.

    Raises
    ------
    CXError
        A case closed before it was opened, no case at all, or columns that are no dates.

    Notes
    -----
    Kaplan and Meier's estimate; Greenwood's variance on the log-log scale, which keeps limits within 0…1. Where half
    are left over a stretch of time the median is its middle, as in R's survival, and rounding cannot move it;
    lifelines takes the first time at which the floating product is one half or less. Who was answered never, and never
    will be, counts as open: a median beyond the study is a finding.
    """
    require_level(confidence_level)
    require_choice("unit", unit, UNITS)
    if not target > 0:
        raise CXError(f"target: {target!r} is no time.", f"Write how many {unit} were promised.")
    by = column_list(by, data)
    frame = _cases(data, [opened, closed, *by, *filter(None, [held_out])])
    if held_out is not None:
        frame = frame[frame[held_out].astype(float) != 1]
    start, lasted = _instants(frame, opened), pd.api.types.is_numeric_dtype(frame[closed])
    if start.isna().all():
        raise CXError(f"{opened}: no case has a date, or a lot held all of them out.", "Check the columns.")
    ended = start if lasted else _instants(frame, closed)
    in_days = not lasted and _are_days(ended.dropna())
    if in_days:  # of a day without a clock nobody knows whether it was before or after an hour of the same day
        start = start.dt.normalize()
    last = [start.max(), ended.max()]
    until = max(last) if end is None else _instant(end)
    waited = (until - start).dt.total_seconds() / UNITS[unit]
    took = frame[closed].astype(float) if lasted else (ended - start).dt.total_seconds() / UNITS[unit]
    early = (took < 0).sum()
    if early:
        raise CXError(f"{closed}: before {opened} in {in_rows(early)}.", "Correct these rows.")
    unknown = ~(waited >= 0) | frame[by].isna().any(axis=1)
    if unknown.all():
        raise CXError(f"{opened}: no case was opened before {until:%Y-%m-%d}.", "Check the column and the end.")
    notes = [
        say(
            "{unknown} without {opened}, without a group or opened after the end left out.",
            unknown=in_rows(unknown.sum()),
            opened=opened,
        )
    ]
    notes = notes if unknown.any() else []
    notes += [say("Open until the last date there is, {until}.", until=str(until)[:10])] if end is None else []
    # a case that is open at the end has waited so long at least
    answered = took.notna() & (lasted | (took <= waited))
    time = took.where(answered, waited)[~unknown].to_numpy(float)
    event, groups = answered[~unknown].to_numpy(int), frame.loc[~unknown, by]
    if unit == "hours" and in_days:
        notes.append(say("Dates without a time of day: hours are whole days."))
    settings = {"opened": opened, "closed": closed, "end": str(until.date()), "by": by, "held_out": held_out,
                "target": target, "unit": unit, "fewest": fewest, "confidence_level": confidence_level}  # fmt: skip
    own = groups.groupby(by, observed=True).ngroup().to_numpy() if by else np.zeros(len(time), int)
    names = groups.assign(_own=own).drop_duplicates("_own").sort_values("_own")[by] if by else pd.DataFrame(index=[0])
    pick = [own == one for one in range(len(names))]
    found = [_one(time[one], event[one], target, confidence_level) for one in pick]
    # each step of a curve is one person's time: where nobody is told alone, times are rounded
    if fewest > 1:
        found = [_blurred(row, curve, target / 8, fewest) for row, curve in found]
    curves = [
        curve.assign(**dict(zip(by, name, strict=True)))[[*by, *curve.columns]]
        for (_, curve), name in zip(found, names.itertuples(index=False), strict=True)
    ]
    told = {
        "table": names.reset_index(drop=True).join(pd.DataFrame([row for row, _ in found])),
        "curve": pd.concat(curves, ignore_index=True),
    }
    if len(names) > 1 and event.any():
        told["log_rank"] = dict(zip(("chi_squared", "df", "p_value"), survival.log_rank(time, event, own), strict=True))
    return FollowUp(kind="follow_up_times", settings=settings, notes=tuple(notes), **told)


def _one(time: np.ndarray, event: np.ndarray, target: float, level: float) -> tuple[dict, pd.DataFrame]:
    """One group: its row, and its curve at the times at which somebody was answered."""
    found, z = survival.kaplan_meier(time, event), float(critical_value(level))
    low, high = survival.survival_limits(found.share, found.greenwood, z)
    place = int(np.searchsorted(found.time, target, side="right")) - 1
    within = (found.share[place], low[place], high[place]) if place >= 0 else (1.0, np.nan, np.nan)
    if within[0] == 1:
        within = (1.0, np.nan, np.nan)  # nobody was answered in time, and nothing tells how far chance goes
    if target > found.time[-1] and found.share[-1] > 0:
        within = (np.nan, np.nan, np.nan)  # nobody was watched for so long
    row = {
        "n": len(time), "events": int(event.sum()), "median": survival.median_time(found.time, found.share),
        "conf_low": survival.median_time(found.time, low), "conf_high": survival.median_time(found.time, high),
        "in_time": 1 - within[0], "in_time_low": 1 - within[2], "in_time_high": 1 - within[1],
    }  # fmt: skip
    curve = pd.DataFrame(
        {
            "time": found.time, "n_risk": found.n_risk, "n_event": found.n_event, "answered": 1 - found.share,
            "answered_low": 1 - high, "answered_high": 1 - low,
        }
    )  # fmt: skip
    return row, curve[curve["n_event"] > 0]


def _blurred(row: dict, curve: pd.DataFrame, step: float, fewest: int) -> tuple[dict, pd.DataFrame]:
    """The same without the time of any single case; see `follow_up_times`."""
    for name in ("median", "conf_low", "conf_high"):
        row[name] = float(f"{row[name]:.2g}")
    rounded = np.ceil(curve["time"] / step) * step
    last = (rounded != rounded.shift(-1)).to_numpy()  # what had been answered by each round time
    kept, told, answered = [], 0, curve["n_event"].cumsum().to_numpy()
    for place in np.flatnonzero(last):
        if answered[place] - told >= fewest:
            kept.append(place)
            told = answered[place]
    curve = curve.assign(time=rounded).iloc[kept]
    return row, curve.assign(n_event=np.diff(answered[kept], prepend=0))


def competing_risks(
    data: Table, *, time: str, cause: str, at: Sequence[float], confidence_level: float = 0.95
) -> Result:
    """The share to whom each of several ends has happened by a time, where the first one counts.

    Parameters
    ----------
    data : table
        One row per person.
    time : str
        Column of numbers ≥ 0: when the first end came, or until when nothing had.
    cause : str
        Column of what came; missing where nothing had.
    at : list of float
        The times that are told.
    confidence_level : float

    Returns
    -------
    Result
        ``cause time n events estimate std_error conf_low conf_high``, shares 0…1. Empty at times for which nobody was
        watched; limits are empty where the share is 0 or 1.

    Notes
    -----
    Aalen and Johansen's estimate. One minus a Kaplan–Meier curve that counts the other ends as open cases would be too
    high, since who has left cannot complain any more. The variance is that of R's ``cmprsk::cuminc``; the interval is
    on the scale of log(−log), within 0…1.

    References
    ----------
    .. [1] Aalen, O. O., & Johansen, S. (1978). Scandinavian Journal of Statistics 5, 141–150.
    """
    require_level(confidence_level)
    frame = _cases(data, [time, cause])
    require_numbers(frame, time=time)
    frame = frame[frame[time].notna()]
    if not len(frame) or (frame[time] < 0).any() or frame[cause].isna().all():
        raise CXError(f"{time}, {cause}: no end is known, or a time is below 0.", "Check both columns.")
    if not len(at) or not min(at) >= 0:
        raise CXError("at: no times, or one below 0.", f"Write times as those of {time}.")
    names = sorted(frame[cause].dropna().unique(), key=str)
    code = pd.Index(names).get_indexer(frame[cause]) + 1
    share, variance = survival.cumulative_incidence(frame[time].to_numpy(float), code, len(names), at)
    last, rows = frame[time].max(), []
    unseen = (np.asarray(at, float) > last) & frame.loc[frame[time] == last, cause].isna().any()
    for place, name in enumerate(names):
        events = [int(((code == place + 1) & (frame[time] <= one)).sum()) for one in at]
        estimate, error = share[:, place], np.sqrt(variance[:, place])
        with np.errstate(divide="ignore", invalid="ignore"):
            wide = np.exp(critical_value(confidence_level) * error / (estimate * np.abs(np.log(estimate))))
            limits = {"conf_low": estimate**wide, "conf_high": estimate ** (1 / wide)}
        limits = {side: np.where((estimate > 0) & (estimate < 1), limit, np.nan) for side, limit in limits.items()}
        numbers = {"n": len(frame), "events": events, "estimate": estimate, "std_error": error}
        rows.append(pd.DataFrame({"cause": name, "time": list(at), **numbers, **limits}))
        rows[-1].loc[unseen, ["estimate", "std_error", "conf_low", "conf_high"]] = np.nan
    notes = (say("Nobody was watched for longer than {last}.", last=general(last)),) if unseen.any() else ()
    settings = {"time": time, "cause": cause, "at": list(at), "confidence_level": confidence_level}
    return Result(kind="competing_risks", table=pd.concat(rows, ignore_index=True), settings=settings, notes=notes)


def _cases(data: Table, columns: list[str]) -> pd.DataFrame:
    """The rows of these columns as a pandas frame; those of other engines are counted where they lie."""
    require_columns(data, columns=columns)
    if isinstance(data, pd.DataFrame):
        return data[list(dict.fromkeys(columns))].reset_index(drop=True)
    counts = row_counts(data, by=list(dict.fromkeys(columns)))
    return counts.loc[counts.index.repeat(counts["_n"])].drop(columns="_n").reset_index(drop=True)


def _instants(frame: pd.DataFrame, name: str) -> pd.Series:
    if not pd.api.types.is_datetime64_any_dtype(frame[name]):
        raise CXError(f"{name}: no dates.", 'Give the column a role of dates in study.toml, such as "opened".')
    column = frame[name]
    return column.dt.tz_convert("UTC").dt.tz_localize(None) if column.dt.tz is not None else column


def _are_days(dates: pd.Series) -> bool:
    return len(dates) > 0 and bool((dates.dt.normalize() == dates).all())


def _instant(end: Any) -> pd.Timestamp:
    try:
        instant = pd.Timestamp(end)
    except (TypeError, ValueError):
        instant = pd.NaT
    if instant is pd.NaT:
        raise CXError(f"end: {end!r} is no date.", "Write the day of the export, such as 2025-12-31.")
    return instant.tz_convert("UTC").tz_localize(None) if instant.tz is not None else instant
