"""From contacts to answers: the contacts that would be asked about, and how long until enough have answered."""

from __future__ import annotations

import pandas as pd

from ..errors import CXError
from ..results import Result
from .planning import QuarantinePlan


def year_of_contacts(
    contacts: pd.DataFrame | None, *, time: str | None, touchpoint: str | None = None, invited: str | None = None
) -> pd.DataFrame | None:
    """The contacts of the last twelve months, at touchpoints that anybody is asked about.

    Parameters
    ----------
    contacts : DataFrame or None
        The contact log, one row per contact.
    time, touchpoint : str or None
        Columns of the log.
    invited : str, optional
        Column of 0 and 1: whether the customer was asked about the contact. Touchpoints where it is never 1 stay out;
        where it is 1 nowhere, or is left out, all stay.

    Returns
    -------
    DataFrame or None
        None without a table or without a time.
    """
    if contacts is None or time is None:
        return None
    when = contacts[time]
    year = contacts[when > when.max() - pd.DateOffset(years=1)]
    if invited is None or touchpoint is None or not year[invited].astype(float).max() > 0:
        return year
    return year[year.groupby(touchpoint, observed=True)[invited].transform("max").astype(float) > 0]


def planned_answers(
    plan: QuarantinePlan,
    contacts: pd.DataFrame,
    *,
    needed: int,
    invited: str | None = None,
    responded: str | None = None,
    taken: float = 0.25,
    min_cell: int = 1,
) -> Result:
    """How many answers a plan gives at each touchpoint, and how many months until enough have come.

    Parameters
    ----------
    plan : QuarantinePlan
        Of `quarantine_plan` with `by`, on twelve months of contacts.
    contacts : DataFrame
        Those contacts.
    needed : int
        Answers that are wanted, as `nps_sample_size` says.
    invited, responded : str, optional
        Columns of 0 and 1 of the contacts: who was asked, and who answered.
    taken : float
        Share 0…1 of the invited that is taken to answer where the columns do not say it.
    min_cell : int
        Touchpoints with fewer contacts are left out.

    Returns
    -------
    Result
        ``<by> n invited lost answers months``: of `n` contacts `invited` may be asked about; of them so many `answers`
        are to be expected; `months` until `needed` have answered.

    Raises
    ------
    CXError
        A plan without groups.
    """
    by = plan.settings["by"]
    if by is None:
        raise CXError("plan: it does not tell touchpoints apart.", "Call quarantine_plan with by=….")
    known = float("nan")
    if invited is not None and responded is not None:
        known = float(contacts.loc[contacts[invited].astype(float) == 1, responded].mean())
    rate = known if known > 0 else taken
    table = plan.table.groupby(by, observed=True)[["n", "invited", "lost"]].sum()
    table = table[table["n"] >= min_cell]
    table = table.assign(
        answers=(rate * table["invited"]).round().astype(int), months=12 * needed / (rate * table["invited"])
    )
    settings = {"by": by, "needed": needed, "rate": rate, "known": known > 0, "min_cell": min_cell}
    return Result(kind="planned_answers", table=table.reset_index(), settings=settings)
