"""What happened before an answer: each answer about the firm beside the contacts of the months before it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..aggregate import require_columns, rows_of
from ..results import Result


def contacts_before(
    answers: pd.DataFrame,
    log: pd.DataFrame,
    *,
    customer: str,
    asked: str,
    time: str,
    touchpoint: str,
    bad: str,
    months: int = 12,
) -> Result:
    """One row per contact in the months before each answer, for `moments_of_truth`.

    Parameters
    ----------
    answers : DataFrame
        One row per answer.
    log : DataFrame
        The contact log, one row per contact.
    customer : str
        Column of the customer, in both.
    asked : str
        Column of the answers: the day of each. Contacts of that day count, those exactly `months` before do not.
    time, touchpoint, bad : str
        Columns of the log.
    months : int
        How far to look back.

    Returns
    -------
    Result
        The columns of the answers, with ``answer`` (number of the answer), ``touchpoint``, ``bad`` (0 or 1) and
        ``contacts`` (how many that answer has). An answer without any contact has one row without a touchpoint.

    Raises
    ------
    CXError
        An unknown column.

    Examples
    --------
    >>> import pandas as pd, cxlib as cx
    >>> told = pd.DataFrame({"who": ["a", "b"], "day": pd.to_datetime("2026-06-01"), "score": [4, 9]})
    >>> days = pd.to_datetime(["2026-05-01", "2025-05-01"])
    >>> log = pd.DataFrame({"who": "a", "on": days, "at": "call", "bad": 1})
    >>> found = cx.contacts_before(told, log, customer="who", asked="day", time="on", touchpoint="at", bad="bad")
    >>> found.table["contacts"].tolist()
    [1, 0]
    """
    require_columns(answers, customer=customer, asked=asked)
    require_columns(log, customer=customer, time=time, touchpoint=touchpoint, bad=bad)
    own = answers.drop(columns=[name for name in ("touchpoint", "bad", "contacts") if name in answers])
    own = own.assign(answer=np.arange(len(own)))
    undated = own[asked].isna() | own[customer].isna()
    events = log[[customer, time, touchpoint, bad]].dropna()
    events = events.set_axis([customer, "_time", "touchpoint", "bad"], axis=1).astype({"bad": float})
    near = own.loc[~undated, ["answer", customer, asked]].merge(events, on=customer)
    near = near[(near["_time"] <= near[asked]) & (near["_time"] > near[asked] - pd.DateOffset(months=months))]
    table = own[~undated].merge(near[["answer", "touchpoint", "bad"]], on="answer", how="left")
    table["contacts"] = table.groupby("answer")["touchpoint"].transform("count")
    lost = int(undated.sum())
    settings = {"customer": customer, "asked": asked, "time": time, "months": months}
    notes = (f"{rows_of(lost)} without {customer} or {asked} left out.",) if lost else ()
    return Result(table=table, settings=settings, notes=notes)
