"""What happened before an answer: each answer about the firm beside the contacts of the months before it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..aggregate import mark_person, person_of, require_columns
from ..errors import CXError
from ..results import Result
from ..text import left_out

_DAY = pd.Timedelta(days=1) - pd.Timedelta(microseconds=1)  # from a day's midnight to its end


def contacts_before(
    answers: pd.DataFrame,
    log: pd.DataFrame,
    *,
    customer: str,
    time: str,
    touchpoint: str,
    bad: str,
    asked: str | None = None,
    respondent: str | None = None,
    wave: str | None = None,
    months_between_waves: int = 12,
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
    time, touchpoint, bad : str
        Columns of the log.
    asked : str, optional
        Column of the answers: when each was given. Contacts up to then count, those exactly `months` before do not;
        where it is a day without a clock, all contacts of that day count. Without it, answers are those of the end of
        their wave, the last of which ends with the log.
    respondent : str, optional
        Column of the customer in the answers, where it has another name there.
    wave : str, optional
        Column of the answers: their wave; waves follow one another in the order of their names, or of their categories.
    months_between_waves : int
        From the end of one wave to that of the next, where answers have no date.
    months : int
        How far to look back.

    Returns
    -------
    Result
        The columns of the answers, with ``answer`` (number of the answer), ``touchpoint``, ``bad`` (0 or 1) and
        ``contacts`` (how many that answer has) and ``wave_number`` (from 0). An answer without any contact has one row
        without a touchpoint.

    Raises
    ------
    CXError
        An unknown column, words where dates belong, dates with a time zone in one table only, customers that are
        numbers in one table and text in the other.

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
    require_columns(answers, customer=respondent or customer, asked=asked, wave=wave)
    require_columns(log, customer=customer, time=time, touchpoint=touchpoint, bad=bad)
    known = person_of(answers) == (respondent or customer)
    answers = answers.rename(columns={respondent or customer: customer})
    answers = answers.assign(wave_number=0 if wave is None else pd.Categorical(answers[wave]).codes)
    if asked is None:
        asked = "_asked"
        # when the wave of each answer ended: the last one with the log
        waves = answers["wave_number"]
        times = log[time]
        if not pd.api.types.is_datetime64_any_dtype(times):
            raise CXError(
                f"time: column {times.name!r} does not hold dates.",
                "Give it the role time in study.toml, or read it with pandas.to_datetime.",
            )
        before = (waves.max() - waves) * months_between_waves
        answers[asked] = before.map(
            {months: times.max() - pd.DateOffset(months=int(months)) for months in before.unique()}
        )
    # Stop where dates or customers of the two tables cannot be compared
    for argument, column in (("asked", answers[asked]), ("time", log[time])):
        if not pd.api.types.is_datetime64_any_dtype(column):
            raise CXError(
                f"{argument}: column {column.name!r} does not hold dates.",
                "Give it the role time in study.toml, or read it with pandas.to_datetime.",
            )
    if (answers[asked].dt.tz is None) != (log[time].dt.tz is None):
        raise CXError("asked: the answers and the log do not both state a time zone.", "Give both a zone, or neither.")
    if pd.api.types.is_numeric_dtype(answers[customer]) != pd.api.types.is_numeric_dtype(log[customer]):
        raise CXError(
            f"customer: column {customer!r} holds numbers in one table and text in the other.",
            "Use the same ids in both tables.",
        )
    own = answers.drop(columns=[name for name in ("touchpoint", "bad", "contacts") if name in answers])
    own = own.assign(answer=np.arange(len(own)))
    undated = own[asked].isna() | own[customer].isna()
    events = log[[customer, time, touchpoint, bad]].dropna()
    events = events.set_axis([customer, "_time", "touchpoint", "bad"], axis=1).astype({"bad": float})
    near = own.loc[~undated, ["answer", customer, asked]].merge(events, on=customer)
    until = near[asked].where(near[asked] != near[asked].dt.normalize(), near[asked] + _DAY)
    near = near[(near["_time"] <= until) & (near["_time"] > until - pd.DateOffset(months=months))]
    table = own[~undated].merge(near[["answer", "touchpoint", "bad"]], on="answer", how="left")
    table["contacts"] = table.groupby("answer")["touchpoint"].transform("count")
    mark_person(table, customer if known else None)
    lost = int(undated.sum())
    settings = {"customer": customer, "asked": asked, "time": time, "months": months}
    notes = (left_out(lost, [customer, asked]),) if lost else ()
    return Result(kind="contacts_before", table=table, settings=settings, notes=notes)
