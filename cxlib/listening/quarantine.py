"""Who may be asked again and when: contacts under a rule of quarantine, and how long until enough have answered."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..aggregate import Table, mark_person, require_columns, rows_of
from ..errors import CXError
from ..locale import say
from ..privacy.suppression import few_hidden, groups_of_few
from ..results import Result
from ..text import in_rows
from .inputs import survey_rows

MONTH = "month"


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class QuarantinePlan(Result):
    """Contacts by month that may be asked about, with the totals.

    Attributes
    ----------
    invitations : int
        Contacts that may be asked about, in all.
    lost_share : float
        Share 0…1 of the contacts that the rule loses.
    contacts : table
        The contacts that were counted.
    """

    invitations: int
    lost_share: float
    contacts: Table

    def planned_answers(
        self,
        *,
        needed: int,
        invited: str | None = None,
        responded: str | None = None,
        taken: float = 0.25,
        min_cell: int = 1,
    ) -> Result:
        """How many answers the plan gives at each touchpoint, and how many months until enough have come.

        The plan is of twelve months of contacts and counts them by touchpoint.

        Parameters
        ----------
        needed : int
            Answers that are wanted, as `nps_sample_size` says.
        invited, responded : str, optional
            Columns of 0 and 1 of the contacts, which are a pandas table: who was asked, and who answered.
        taken : float
            Share 0…1 of the invited that is taken to answer where the columns do not say it.
        min_cell : int
            Touchpoints that fewer customers met are left out, and where these are few together, the next smallest.

        Returns
        -------
        Result
            ``<by> n invited lost answers months``: of `n` contacts `invited` may be asked about; of them so many
            `answers` are to be expected; `months` until `needed` have answered.

        Raises
        ------
        CXError
            A plan without groups.
        """
        by = self.settings["by"]
        if by is None:
            raise CXError("plan: it does not tell touchpoints apart.", "Call quarantine_plan with by=….")
        known = float("nan")
        if invited is not None and responded is not None:
            known = float(self.contacts.loc[self.contacts[invited].astype(float) == 1, responded].mean())
        rate = known if known > 0 else taken
        table = self.table.groupby(by, observed=True)[["n", "invited", "lost"]].sum()
        met = survey_rows(self.contacts, [self.settings["customer"], by]).dropna()
        mark_person(met, self.settings["customer"])
        hidden = groups_of_few(met, met[by], min_cell=min_cell)
        table = table[~table.index.isin(hidden.index[hidden])]
        notes = (few_hidden(int(hidden.sum()), min_cell=min_cell),) if hidden.any() else ()
        table = table.assign(
            answers=(rate * table["invited"]).round().astype(int), months=12 * needed / (rate * table["invited"])
        )
        settings = {"by": by, "needed": needed, "rate": rate, "known": known > 0, "min_cell": min_cell}
        return Result(kind="planned_answers", table=table.reset_index(), settings=settings, notes=notes)


def quarantine_plan(
    contacts: Table,
    *,
    customer: str,
    time: str,
    days: int = 90,
    by: str | None = None,
    last_year: bool = False,
    invited: str | None = None,
) -> QuarantinePlan:
    """How many contacts can be asked about when nobody is invited twice within some days.

    Parameters
    ----------
    contacts : table
        One row per contact that would be asked about.
    customer : str
        Column of customers.
    time : str
        Column of dates or times.
    days : int
        Fewest days between two invitations of one customer. The first contact is invited, then the next one that lies
        at least so many days later, and so on; of two contacts at one time the first row is taken.
    by : str, optional
        Column whose values are counted apart, such as the touchpoint; the rule holds over all of them together.
    last_year : bool
        Whether only the last twelve months of a pandas table count.
    invited : str, optional
        With `last_year` and `by`, a column of 0 and 1: whether the customer was asked about the contact. Touchpoints
        where it is never 1 in that year stay out; where it is 1 nowhere, all stay.

    Returns
    -------
    QuarantinePlan
        A Result: ``[by] month n invited lost lost_share``; `n` contacts, of which `invited` may be asked about and
        `lost` fall into a quarantine. With `.invitations`, `.lost_share` and `.contacts`.

    Raises
    ------
    CXError
        An unknown column, a time that is no date, no contact.
    """
    if not (isinstance(days, (int, np.integer)) and days >= 0):
        raise CXError(f"days: {days} is not a whole number of days.", "Write 90, or 0 for no rule.")
    require_columns(contacts, customer=customer, time=time, by=by)
    if last_year:
        # The contacts of the last twelve months, at touchpoints that anybody is asked about
        when = contacts[time]
        year = contacts[when > when.max() - pd.DateOffset(years=1)]
        if invited is None or by is None or not year[invited].astype(float).max() > 0:
            contacts = year
        else:
            contacts = year[year.groupby(by, observed=True)[invited].transform("max").astype(float) > 0]
    rows = survey_rows(contacts, [customer, time, *([by] if by else [])])
    # Times as such; words only as 2025-12-31, which cannot be read in two ways
    column = rows[time]
    if pd.api.types.is_datetime64_any_dtype(column):
        rows[time] = column
    else:
        number = pd.api.types.is_numeric_dtype(column) and column.notna().any()
        found = pd.to_datetime(column, errors="coerce", format="ISO8601") if not number else column.isna()
        wrong = int(column.notna().sum()) if number else int((found.isna() & column.notna()).sum())
        if wrong:
            raise CXError(
                f"time: no date in {rows_of(wrong)} of {time!r}.",
                "Give it the role time, or write 2025-12-31 for a day.",
            )
        rows[time] = found
    gone = rows.isna().any(axis=1)
    rows = rows[~gone].reset_index(drop=True)
    if not len(rows):
        raise CXError("contacts: no contact with a customer and a time.", "Check these columns in study.toml.")
    notes = (say("{rows} without customer, time or group left out.", rows=in_rows(gone.sum())),) if gone.any() else ()
    rows["_invited"] = _invited(pd.factorize(rows[customer])[0], rows[time], days)
    rows[MONTH] = rows[time].dt.year * 12 + rows[time].dt.month - 1
    table = rows.groupby([*([by] if by else []), MONTH], observed=True)["_invited"].agg(n="size", invited="sum")
    table = table.reset_index().astype({"n": "int64", "invited": "int64"})
    table[MONTH] = [f"{number // 12:04d}-{number % 12 + 1:02d}" for number in table[MONTH]]
    table = table.assign(lost=table["n"] - table["invited"], lost_share=1 - table["invited"] / table["n"])
    return QuarantinePlan(
        kind="quarantine_plan",
        table=table,
        settings={"customer": customer, "time": time, "days": days, "by": by},
        notes=notes,
        invitations=int(rows["_invited"].sum()),
        lost_share=float(1 - rows["_invited"].mean()),
        contacts=contacts,
    )


def _invited(person: np.ndarray, time: pd.Series, days: int) -> np.ndarray:
    """Which contacts are invited: each round takes, for everybody at once, the next one that is far enough."""
    second = time.to_numpy("datetime64[s]").astype(np.int64)
    second, gap = second - second.min(), days * 86_400
    order = np.lexsort((second, person))  # stable: contacts at one time stay in the order of the table
    person, second = person[order], second[order]
    # One rising number per row: two customers lie further apart than any time and any quarantine.
    key = person * (int(second.max()) + gap + 1) + second
    chosen = np.full(len(key), days == 0)
    place = np.flatnonzero(np.r_[True, np.diff(person) > 0])
    while len(place) and days:
        chosen[place] = True
        owner, following = person[place], np.searchsorted(key, key[place] + gap)
        inside = following < len(key)
        place, owner = following[inside], owner[inside]
        place = place[person[place] == owner]
    invited = np.empty(len(key), bool)
    invited[order] = chosen
    return invited
