"""Hand-overs between departments, and who has to come again."""

from __future__ import annotations

from typing import Any

import narwhals as nw
import pandas as pd

from ..aggregate import Table, as_if_independent, require_level
from ..aggregate.events import Events, opened_events
from ..aggregate.narwhals_adapter import small
from ..locale import say, say_number
from ..results import Result
from ..text import count, general, in_rows
from .log import (
    DAY,
    crowd_note,
    require_days,
    share_columns,
    twice_note,
    with_previous,
    with_return,
)


def handoffs(
    interactions: Table,
    *,
    customer: str,
    department: str,
    time: str,
    broken: str | None = None,
    order: str | None = None,
    within_days: float | None = None,
    break_window_days: float = 7,
    confidence_level: float = 0.95,
) -> Result:
    """Hand-overs from department to department, and how many of them broke.

    A hand-over is a contact whose department is another one than that of the customer's contact before. A contact
    without a department is nobody's: nothing is handed over to it or from it.

    Parameters
    ----------
    interactions : table
        The contact log, one row per contact, as for `journey_paths`.
    customer : str
        Column of the customer, or of the journey where the log knows journeys.
    department : str
        Column of the department in charge.
    time : str
        Column of dates or of dates with a clock, when the contact began.
    broken : str, optional
        Column of yes or no, 1 or 0: whether the contact went wrong. Without it, a hand-over counts as broken when the
        customer has to come to the same department again within the window; those who gave up are not seen.
    order : str, optional
        Column that numbers the rows; DuckDB and PySpark need it where contacts of one customer have one time.
    within_days : float, optional
        Contacts farther apart than this are not one matter, so nothing is handed over between them.
    break_window_days : float
        Days of the window. Hand-overs in the last days of the log, whose window is still open, are left out and noted.
    confidence_level : float
        Between 0 and 1.

    Returns
    -------
    Result
        ``from_department to_department n broken estimate conf_low conf_high``: `broken` of `n` hand-overs, and their
        share with Wilson's interval.

    Raises
    ------
    CXError
        As `journey_paths`, and where `broken` holds other values than 1 and 0.

    Notes
    -----
    Rows without customer or time are left out, hand-overs of which nobody knows whether they broke as well; both are
    noted. So are events that are in the log twice: they count, and without `broken` they look like a return at once.
    A customer with more than 1,000 contacts counts as any other, and is noted.

    Examples
    --------
    >>> import pandas as pd, cxlib as cx
    >>> log = pd.DataFrame({"who": [1, 1, 2, 2], "day": pd.to_datetime(["2026-01-05", "2026-01-06"] * 2),
    ...                     "by": ["Shop", "Billing"] * 2, "broken": [0, 1, 0, 0]})
    >>> cx.handoffs(log, customer="who", department="by", time="day", broken="broken").table["estimate"].tolist()
    [0.5]
    """
    require_level(confidence_level)
    require_days("within_days", within_days)
    require_days("break_window_days", break_window_days)
    columns = {"customer": customer, "department": department, "time": time, "broken": broken}
    events = opened_events(interactions, columns=columns, required=["customer", "time"], order=order)
    twice = twice_note(events.frame, "department") if events.ties else ()
    frame, notes = events.frame, [*events.notes, *twice, *crowd_note(events.frame)]
    if broken is None:
        frame = with_return(frame, "department", break_window_days).rename({"again": "broken"})
    frame = _near(with_previous(frame, "department"), within_days)
    # within one department nothing is handed over
    frame = frame.filter(nw.col("previous") != nw.col("department"))
    if broken is None:
        frame = _closed(frame, events, break_window_days, "hand-over", notes)
    found = frame.group_by("previous", "department")
    table = _sorted(
        small(found.agg(nw.len().alias("all"), nw.col("broken").count().alias("n"), nw.col("broken").sum())),
        "department",
    )
    unknown = int(table["all"].sum() - table["n"].sum())
    if unknown:
        notes.append(
            say("{rows} with a hand-over but without {broken} left out.", rows=in_rows(unknown), broken=broken)
        )
    table = table[table["n"] > 0].drop(columns="all").reset_index(drop=True)
    table = table.astype({"broken": "int64"}).assign(**share_columns(table["broken"], table["n"], confidence_level))
    settings = {
        "customer": customer, "department": department, "time": time, "order": order, "within_days": within_days,
        "broken": broken or _again("department", break_window_days), "marked": broken,
        "confidence_level": confidence_level,
    }  # fmt: skip
    notes += as_if_independent(interactions, needed=[customer, department, time], what="contacts")
    none = () if len(table) else ("No contact follows another in this way.",)
    return Result(kind="handoffs", table=table, settings=settings, notes=(*notes, *none))


def repeat_contacts(
    interactions: Table,
    *,
    customer: str,
    touchpoint: str,
    time: str,
    break_window_days: float = 7,
    confidence_level: float = 0.95,
) -> Result:
    """How many contacts are followed by another of the same customer at the same touchpoint within a window.

    Parameters
    ----------
    interactions : table
        The contact log, one row per contact, as for `journey_paths`.
    customer : str
        Column of the customer, or of the journey where the log knows journeys.
    touchpoint : str
        Column of the touchpoint.
    time : str
        Column of dates or of dates with a clock, when the contact began.
    break_window_days : float
        Days of the window. Contacts in the last days of the log, whose window is still open, are left out and noted.
    confidence_level : float
        Between 0 and 1.

    Returns
    -------
    Result
        ``touchpoint n repeated estimate conf_low conf_high``, with Wilson's interval.

    Notes
    -----
    Events that are in the log twice look like a repeat at once, and are noted: drop them first. A customer with more
    than 1,000 contacts is noted as well. Those who gave up are not seen.
    """
    require_level(confidence_level)
    require_days("break_window_days", break_window_days)
    columns = {"customer": customer, "touchpoint": touchpoint, "time": time}
    events = opened_events(interactions, columns=columns, required=list(columns), order=None, ordered=False)
    notes = [*events.notes, *twice_note(events.frame, "touchpoint"), *crowd_note(events.frame)]
    frame = with_return(events.frame, "touchpoint", break_window_days)
    frame = _closed(frame, events, break_window_days, "contact", notes)
    found = small(frame.group_by("touchpoint").agg(nw.len().alias("n"), nw.col("again").sum().alias("repeated")))
    table = found.sort_values("touchpoint", ignore_index=True).astype({"n": "int64", "repeated": "int64"})
    table = table.assign(**share_columns(table["repeated"], table["n"], confidence_level))
    notes += as_if_independent(interactions, needed=[customer, touchpoint, time], apart=[touchpoint], what="contacts")
    settings = {**columns, "break_window_days": break_window_days, "confidence_level": confidence_level}
    return Result(kind="repeat_contacts", table=table, settings=settings, notes=tuple(notes))


def _near(frame: Any, within_days: float | None) -> Any:
    """Rows that follow another, and not too late."""
    frame = frame.filter(~nw.col("previous").is_null())
    return frame if within_days is None else frame.filter(nw.col("since") <= within_days * DAY)


def _closed(frame: Any, events: Events, window_days: float, what: str, notes: list[str]) -> Any:
    """Rows whose window ends before the log does."""
    last = int(small(events.frame.select(nw.col("time").max())).iloc[0, 0])
    open_ = nw.col("time") > last - window_days * DAY
    lost = int(small(frame.select(open_.cast(nw.Int64).sum())).iloc[0, 0] or 0)
    if lost:
        told = {"days": general(window_days), "lost": count(lost)}
        contacts = say_number(
            "{lost} contact in the last {days} days of the log left out: whether the customer comes again is not "
            "known yet.",
            "{lost} contacts in the last {days} days of the log left out: whether the customer comes again is not "
            "known yet.",
            lost, **told,
        )  # fmt: skip
        handed = say_number(
            "{lost} hand-over in the last {days} days of the log left out: whether the customer comes again is not "
            "known yet.",
            "{lost} hand-overs in the last {days} days of the log left out: whether the customer comes again is not "
            "known yet.",
            lost, **told,
        )  # fmt: skip
        notes.append(contacts if what == "contact" else handed)
    return frame.filter(~open_)


def _sorted(found: pd.DataFrame, what: str) -> pd.DataFrame:
    found = found.rename(columns={"previous": f"from_{what}", what: f"to_{what}"})
    found = found.sort_values([f"from_{what}", f"to_{what}"], ignore_index=True)
    counts = {name: "int64" for name in ("n", "all") if name in found}
    return found.astype(counts)


def _again(place: str, window_days: float) -> str:
    return f"the same customer at the same {place} again within {window_days:g} days"
