"""Months of customers' answers as pages tell of them: one in which few answered stands together with its neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ...blocks import places
from .behind_rows import people_behind
from .customers import Answered

if TYPE_CHECKING:
    from ..study import Study


def spans_of(study: Study, table: str, column: str) -> dict[str, str]:
    """Month → the months with which it is told, "2026-04/05": by the study's own number, the same in all runs.

    Parameters
    ----------
    study : Study
        A whole one.
    table, column : str
        A column of dates of customers' answers.
    """
    frame, its = study.tables[table], study.contract.tables[table]
    place, months = places(months_of(frame[column]))
    counts = Answered(frame, its, people_behind(study, table=table)).people(place, len(months))[
        :-1
    ]  # the last place is that of rows without a date
    fewest = study.contract.study.min_cell.customers
    groups: list[list[int]] = [[]]
    for one in np.flatnonzero(counts.any(axis=1)):
        if _enough(counts[groups[-1]], fewest):
            groups.append([])
        groups[-1].append(int(one))
    if len(groups) > 1 and not _enough(counts[groups[-1]], fewest):
        last = groups.pop()
        groups[-1] += last
    named = {months[one]: span_name(months[group[0]], months[group[-1]]) for group in groups for one in group}
    return {month: named.get(month, month) for month in months[:-1]}


def _enough(counts: np.ndarray, fewest: int) -> bool:
    """Whether of each question nobody or enough people answered in some months together."""
    people = counts.sum(axis=0)
    return bool(people.any() and ((people == 0) | (people >= fewest)).all())


def months_of(dates: pd.Series) -> pd.Series:
    """Dates by their months, "2026-04"."""
    return pd.to_datetime(dates).dt.strftime("%Y-%m").astype(object)


def span_name(first: str, last: str) -> str:
    """The name of one period, or of several in a row: 2026-04/05.

    >>> span_name("2025-12", "2026-01"), span_name("2025Q3", "2025Q4"), span_name("2025", "2026")
    ('2025-12/2026-01', '2025Q3/Q4', '2025/2026')
    """
    if first == last:
        return first
    short = last[4:].removeprefix("-")
    return f"{first}/{short}" if first[:4] == last[:4] and short else f"{first}/{last}"
