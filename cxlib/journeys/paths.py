"""The paths that customers take through the touchpoints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import narwhals as nw

from ..aggregate import Table
from ..aggregate.events import case_paths, rows
from ..aggregate.narwhals_adapter import small
from ..errors import CXError
from ..locale import say
from ..results import Result
from ..text import count
from .log import HOUR, many_note, opened_journeys


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class Paths(Result):
    """Paths, and what holds of all of them together.

    Attributes
    ----------
    n_contacts, n_customers, n_paths : int
        Contacts, customers (or cases) and distinct paths, also those that `top` does not show.
    median_hours : float
        Median of the hours from first to last contact over all customers.
    """

    n_contacts: int
    n_customers: int
    n_paths: int
    median_hours: float


def journey_paths(
    interactions: Table,
    *,
    customer: str,
    touchpoint: str,
    time: str,
    end: str | None = None,
    order: str | None = None,
    known: Sequence[str] | None = None,
    top: int | None = None,
) -> Paths:
    """Which paths customers take: the touchpoints of each in order of time, and how many took the same.

    Parameters
    ----------
    interactions : table
        The contact log, one row per contact: a pandas, polars, pyarrow, DuckDB or PySpark table.
    customer : str
        Column of the customer, or of the journey where the log knows journeys.
    touchpoint : str
        Column of the touchpoint.
    time : str
        Column of dates or of dates with a clock, when the contact began.
    end : str, optional
        Column of dates, when it ended: a path then lasts to its last end.
    order : str, optional
        Column that numbers the rows. Contacts of one customer and time stay in the order of the rows in pandas,
        polars and pyarrow; DuckDB and PySpark keep no such order, so there such contacts stop the analysis until
        `order` names a column, and so does a number that is missing or not the row's own.
    known : list of str, optional
        The touchpoints of the register. Contacts elsewhere count and are named in a note.
    top : int, optional
        How many of the paths to show; all if left out.

    Returns
    -------
    Result
        ``path n_customers share median_hours``, the commonest first; `.n_contacts`, `.n_customers`, `.n_paths` and
        `.median_hours` are of all. `median_hours` is from the first contact of a path to its last, 0 for one contact.

    Raises
    ------
    CXError
        An unknown column, words where dates belong, times with and without a time zone, a log without rows, a
        `top` below 1.

    Notes
    -----
    Rows without customer, touchpoint or time are left out and noted. An end before its start is taken for missing, and
    noted. Events that are in the log twice count twice, and are noted: drop them first if a machine wrote them.
    Times of several zones are put in order as instants. A customer with more than 1,000 contacts is noted.

    Examples
    --------
    >>> import pandas as pd, cxlib as cx
    >>> day = pd.Timestamp("2026-01-05")
    >>> log = pd.DataFrame({"who": [1, 2, 1], "at": ["call", "call", "visit"], "day": day})
    >>> cx.journey_paths(log, customer="who", touchpoint="at", time="day").table["path"].tolist()
    ['call', 'call → visit']
    """
    if top is not None and top < 1:
        raise CXError(f"top: {top} is no number of paths.", "Write 10, or leave it out.")
    events, notes = opened_journeys(
        interactions, customer=customer, touchpoint=touchpoint, time=time, order=order, end=end
    )
    cases = case_paths(events.frame, "touchpoint")
    cases = cases.assign(hours=(cases["last"] - cases["first"]) / HOUR)
    table = cases.groupby("path", sort=False)["hours"].agg(["size", "median"]).reset_index()
    table = table.set_axis(["path", "n_customers", "median_hours"], axis=1)
    table = table.sort_values(["n_customers", "path"], ascending=[False, True], ignore_index=True)
    table.insert(2, "share", table["n_customers"] / len(cases))
    notes += many_note(cases["n"])
    if known is not None:
        # what the register does not know may be a misspelt name
        counts = small(events.frame.group_by("touchpoint").agg(nw.len().alias("n"))).sort_values("touchpoint")
        strange = counts[~counts["touchpoint"].isin([str(name) for name in known])]
        if len(strange):
            named = ", ".join(
                f"{name} ({rows(n)})" for name, n in zip(strange["touchpoint"], strange["n"], strict=True)
            )
            notes += (f"In the log, not among the known touchpoints: {named}.",)
    if top is not None and top < len(table):
        notes += (say("The {top} commonest of {number} paths are shown.", top=count(top), number=count(len(table))),)
    return Paths(
        kind="journey_paths",
        table=table.head(top) if top is not None else table,
        settings={
            "customer": customer,
            "touchpoint": touchpoint,
            "time": time,
            "end": end,
            "order": order,
            "known": None if known is None else list(known),
            "top": top,
        },
        notes=notes,
        n_contacts=events.n,
        n_customers=len(cases),
        n_paths=len(table),
        median_hours=float(cases["hours"].median()),
    )
