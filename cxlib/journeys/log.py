"""What the analyses of a contact log share: units of time, shares with their limits, and what is noted."""

from __future__ import annotations

from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd

from ..aggregate import Table
from ..aggregate.events import IN_ORDER, Events, opened_events, repeated_rows
from ..aggregate.narwhals_adapter import small
from ..errors import CXError
from ..estimators.proportions import wilson_interval
from ..estimators.quantiles import critical_value
from ..locale import say
from ..text import in_rows

HOUR, DAY = 3_600_000_000, 86_400_000_000  # microseconds
MANY = 1_000  # a customer with more contacts than this is rarely a person


def opened_journeys(
    data: Table,
    *,
    customer: str,
    touchpoint: str,
    time: str,
    order: str | None,
    end: str | None = None,
) -> tuple[Events, tuple[str, ...]]:
    """A log of touchpoints in order, and its notes, events that are there twice among them."""
    events = opened_events(
        data,
        columns={"customer": customer, "touchpoint": touchpoint, "time": time, "end": end},
        required=["customer", "touchpoint", "time"],
        order=order,
    )
    return events, events.notes + (twice_note(events.frame, "touchpoint") if events.ties else ())


def twice_note(frame: Any, place: str) -> tuple[str, ...]:
    """A note on events that are in the log twice."""
    twice = repeated_rows(frame, ["customer", "time", place])
    return (
        (say("{rows} with the customer, {place} and time of another: counted.", rows=in_rows(twice), place=place),)
        if twice
        else ()
    )


def crowd_note(frame: Any) -> tuple[str, ...]:
    """A note on customers with more contacts than a person has, where their contacts are not counted anyway."""
    people = frame.group_by("customer").agg(nw.len().alias("n"))
    return many_note(small(people.filter(nw.col("n") > MANY))["n"])


def with_previous(frame: Any, what: str) -> Any:
    """The log with the step before (`previous`) and the microseconds since then (`since`), missing at the first."""
    before = nw.col("time").shift(1).over("customer", order_by=IN_ORDER)
    previous = nw.col(what).shift(1).over("customer", order_by=IN_ORDER)
    return frame.with_columns(previous=previous, since=nw.col("time") - before)


def with_return(frame: Any, what: str, window_days: float) -> Any:
    """The log with `again`: 1 where the customer is back at the same place within the window, else 0."""
    following = nw.col("time").shift(-1).over("customer", what, order_by=IN_ORDER)
    back = (following - nw.col("time") <= window_days * DAY).fill_null(False)
    return frame.with_columns(again=back.cast(nw.Int64))


def share_columns(hits: pd.Series, n: pd.Series, confidence_level: float) -> dict[str, np.ndarray]:
    """``estimate conf_low conf_high`` of shares, by Wilson's interval."""
    z, n = critical_value(confidence_level), np.asarray(n, float)
    share = np.asarray(hits, float) / n
    low, high = wilson_interval(share, n, z)
    return {"estimate": share, "conf_low": low, "conf_high": high}


def require_days(argument: str, days: float | None) -> None:
    """Stop at a number of days that is not above 0."""
    if days is not None and not days > 0:
        raise CXError(f"{argument}: {days} is not a number of days above 0.", "Write 7 for a week.")


def many_note(contacts: pd.Series) -> tuple[str, ...]:
    """A note on customers with more contacts than a person has."""
    over = int((contacts > MANY).sum())
    if not over:
        return ()
    who = f"{over:,} customers have" if over > 1 else "1 customer has"
    text = f"{who} more than {MANY:,} contacts (at most {contacts.max():,}): people, or machines and tests? All count."
    return (text,)
