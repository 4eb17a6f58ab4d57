"""Who sees the customer: how many departments share one customer's contacts, and how much each of them sees."""

from __future__ import annotations

from dataclasses import dataclass

import narwhals as nw
import numpy as np
import pandas as pd

from ..aggregate import Table
from ..aggregate.events import opened_events
from ..aggregate.narwhals_adapter import small
from ..locale import say
from ..results import Result
from ..text import in_rows
from .log import many_note


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class Fragmentation(Result):
    """Departments, and customers one by one.

    Attributes
    ----------
    customers : pandas.DataFrame
        ``customer contacts departments fragmentation largest_share``, one row per customer.
    """

    customers: pd.DataFrame


def fragmentation(interactions: Table, *, customer: str, department: str) -> Fragmentation:
    """How far each customer's contacts are scattered over departments, and how much of a customer a department sees.

    Parameters
    ----------
    interactions : table
        The contact log, one row per contact: a pandas, polars, pyarrow, DuckDB or PySpark table.
    customer : str
        Column of the customer.
    department : str
        Column of the department in charge; missing where a contact is nobody's.

    Returns
    -------
    Result
        ``department customers visibility``: how many customers a department met, and the share of these customers'
        contacts it saw, on average over them. `.customers` has a row per customer: ``customer contacts departments
        fragmentation largest_share``. `fragmentation` is 1 − Σp², the chance that two contacts drawn with replacement
        belong to different departments [1]_: 0 where one department has all. `largest_share` is the share of all
        contacts seen by the department that sees most.

    Notes
    -----
    A contact without a department counts among the customer's contacts and is seen by nobody; 1 − Σp² is over the
    contacts that have one, and missing where none has. Rows without customer are left out. Both are noted, and so is a
    customer with more than 1,000 contacts.

    References
    ----------
    .. [1] Simpson, E. H. (1949). Measurement of diversity. Nature 163, 688.

    Examples
    --------
    >>> import pandas as pd, cxlib as cx
    >>> log = pd.DataFrame({"who": 1, "by": ["Shop"] * 5 + ["Billing"] * 3 + ["Claims"] * 2})
    >>> float(cx.fragmentation(log, customer="who", department="by").customers["fragmentation"].iloc[0].round(2))
    0.62
    """
    columns = {"customer": customer, "department": department}
    events = opened_events(interactions, columns=columns, required=["customer"], order=None, ordered=False)
    met = events.frame.group_by("customer", "department").agg(nw.len().cast(nw.Float64).alias("n"))
    owned = nw.when(~nw.col("department").is_null()).then(nw.col("n"))
    share = nw.col("n") / nw.col("n").sum().over("customer")
    seen = met.with_columns(share=share).filter(~nw.col("department").is_null())
    seen = seen.group_by("department").agg(nw.len().alias("customers"), nw.col("share").mean().alias("visibility"))
    table = small(seen).sort_values("department", ignore_index=True).astype({"customers": "int64"})
    people = (
        met.with_columns(owned=owned, squared=owned * owned)
        .group_by("customer")
        .agg(
            nw.col("n").sum().alias("contacts"),
            nw.col("department").count().alias("departments"),
            nw.col("owned").sum(),
            nw.col("squared").sum(),
            nw.col("owned").max().alias("most"),
        )
    )
    people = small(people).sort_values("customer", ignore_index=True)
    people = people.astype({"contacts": "int64", "departments": "int64"})
    own = people["owned"].to_numpy(float, na_value=np.nan)
    own = np.where(own > 0, own, np.nan)
    customers = people[["customer", "contacts", "departments"]].assign(
        fragmentation=1 - people["squared"].to_numpy(float, na_value=np.nan) / own**2,
        largest_share=people["most"].to_numpy(float, na_value=np.nan) / people["contacts"].to_numpy(),
    )
    notes = events.notes + many_note(customers["contacts"])
    nobody = int(customers["contacts"].sum() - np.nansum(own))
    if nobody:
        notes += (say("{rows} without {department}: seen by nobody.", rows=in_rows(nobody), department=department),)
    return Fragmentation(kind="fragmentation", table=table, settings=columns, notes=notes, customers=customers)
