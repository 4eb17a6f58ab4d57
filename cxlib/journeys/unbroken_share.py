"""Can every touchpoint be green and the journey red: the share of journeys without a break, by their length."""

from __future__ import annotations

from dataclasses import dataclass

import narwhals as nw
import pandas as pd

from ..aggregate import Table, as_if_independent, require_level
from ..aggregate.events import opened_events
from ..aggregate.narwhals_adapter import small
from ..errors import CXError
from ..locale import say_number
from ..results import Result
from ..text import count
from .log import crowd_note, share_columns

_NEVER = 1e-300  # a touchpoint that always breaks: its logarithm, taken back, is nought


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class Unbroken(Result):
    """Journeys by length, and the touchpoints one by one.

    Attributes
    ----------
    touchpoints : pandas.DataFrame
        ``touchpoint n estimate conf_low conf_high``: the share of the contacts at each that did not break.
    """

    touchpoints: pd.DataFrame


def unbroken_by_length(
    interactions: Table, *, customer: str, touchpoint: str, broken: str, confidence_level: float = 0.95
) -> Unbroken:
    """Share of journeys without a broken contact, by number of contacts, beside what the touchpoints' shares promise.

    Parameters
    ----------
    interactions : table
        The contact log, one row per contact: a pandas, polars, pyarrow, DuckDB or PySpark table.
    customer : str
        Column of the journey, or of the customer where the log knows no journeys.
    touchpoint : str
        Column of the touchpoint.
    broken : str
        Column of yes or no, 1 or 0: whether the contact went wrong.
    confidence_level : float
        Between 0 and 1.

    Returns
    -------
    Result
        ``contacts n unbroken estimate conf_low conf_high product``: of `n` journeys with so many contacts, `unbroken`
        had no break; `estimate` is their share with Wilson's interval. `product` is the share to expect if breaks came
        independently: the product of the unbroken shares of a journey's touchpoints, averaged over the journeys.
        `.touchpoints` has these shares.

    Raises
    ------
    CXError
        Where `broken` holds other values than 1 and 0, and where no journey has all its contacts judged.

    Notes
    -----
    Rows without customer or touchpoint are left out, and so are journeys with a contact of which nobody knows whether
    it broke; both are noted, and so is a customer with more than 1,000 contacts. No order of rows is needed.

    Examples
    --------
    >>> import pandas as pd, cxlib as cx
    >>> log = pd.DataFrame({"who": [1, 1, 2, 2], "at": ["call", "visit"] * 2, "broken": [0, 1, 0, 0]})
    >>> found = cx.unbroken_by_length(log, customer="who", touchpoint="at", broken="broken")
    >>> found.table[["estimate", "product"]].values.tolist()
    [[0.5, 0.5]]
    """
    require_level(confidence_level)
    columns = {"customer": customer, "touchpoint": touchpoint, "broken": broken}
    events = opened_events(
        interactions, columns=columns, required=["customer", "touchpoint"], order=None, ordered=False
    )
    good = 1 - nw.col("broken")
    places = events.frame.group_by("touchpoint").agg(nw.col("broken").count().alias("n"), good.sum().alias("good"))
    places = small(places).query("n > 0").sort_values("touchpoint", ignore_index=True).astype({"n": "int64"})
    places = places.assign(**share_columns(places["good"], places["n"], confidence_level)).drop(columns="good")
    table, unjudged = _by_length(events.frame)
    if table.empty:
        problem = f"broken: column {broken!r} has gaps in every one of {unjudged:,} journeys."
        raise CXError(problem, "A journey counts when each of its contacts is judged.")
    notes = events.notes + crowd_note(events.frame)
    if unjudged:
        notes += (
            say_number(
                "{number} journey with a contact without {broken} left out.",
                "{number} journeys with a contact without {broken} left out.",
                unjudged,
                number=count(unjudged),
                broken=broken,
            ),
        )
    if isinstance(interactions, pd.DataFrame):
        each = interactions.drop_duplicates(customer)
        notes += tuple(as_if_independent(each, needed=[customer], what="journeys"))
    table = table.assign(**share_columns(table["unbroken"], table["n"], confidence_level))
    table["product"] = table.pop("promised")
    settings = {**columns, "confidence_level": confidence_level}
    return Unbroken(kind="unbroken_by_length", table=table, settings=settings, notes=notes, touchpoints=places)


def _by_length(frame: nw.LazyFrame) -> tuple[pd.DataFrame, int]:
    """``contacts n unbroken promised`` of the journeys whose contacts are all judged, and how many are not."""
    share = (1 - nw.col("broken")).mean().over("touchpoint")
    frame = frame.with_columns(promise=nw.when(share > _NEVER).then(share).otherwise(_NEVER).log())
    journeys = frame.group_by("customer").agg(
        nw.len().alias("contacts"),
        nw.col("broken").count().alias("judged"),
        nw.col("broken").sum(),
        nw.col("promise").sum(),
    )
    journeys = journeys.with_columns(
        whole=nw.col("judged") == nw.col("contacts"),
        unbroken=(nw.col("broken") == 0).cast(nw.Int64),
        promised=nw.col("promise").exp(),
    )
    found = journeys.group_by("contacts", "whole").agg(
        nw.len().alias("n"), nw.col("unbroken").sum(), nw.col("promised").mean()
    )
    found = small(found).astype({"contacts": "int64", "n": "int64", "unbroken": "int64"})
    whole = found["whole"].astype(bool)
    table = found[whole].drop(columns="whole").sort_values("contacts", ignore_index=True)
    return table, int(found.loc[~whole, "n"].sum())
