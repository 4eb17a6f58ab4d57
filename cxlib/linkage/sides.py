"""Two sides brought together: waves under one name, the level above the unit, and records of units."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ..errors import CXError
from ..results import Result

if TYPE_CHECKING:
    from ..study import Study

SHORT = 4  # characters: numbers of fewer are numbers of waves, those of four are years


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class SharedWaves(Result):
    """Which wave of the employees each wave of the customers belongs to.

    Attributes
    ----------
    customers : pandas.Series
        The wave of each customer's answer, as the employees' are called.
    """

    customers: pd.Series


def shared_waves(customers: pd.DataFrame, *, wave: str, employees: pd.Series, periods: int) -> SharedWaves:
    """The customers' waves under the employees' names: where there are `periods` times as many, so many make one.

    Parameters
    ----------
    customers : pandas.DataFrame
        One row per answer.
    wave : str
        Column of the customers' wave, an ordered category in the order of time.
    employees : pandas.Series
        The wave of each employee's answer, the same.
    periods : int
        Customers' waves in one of the employees': months in a half-year.

    Returns
    -------
    SharedWaves
        ``employees customers``, a row for each wave of the employees with those of the customers that belong to it;
        `employees` is missing for waves of the customers only.

    Raises
    ------
    CXError
        The waves are numbered, and the sides have not the same number of them.
    """
    waves = customers[wave]
    ours, theirs = employees.cat.categories, waves.cat.categories
    if len(ours) > 1 and len(theirs) == periods * len(ours):
        names = dict(zip(theirs, np.repeat(ours, periods), strict=True))
        waves = waves.map(names)
    else:
        names = {name: name if name in ours else None for name in theirs}
        numbers = {len(str(name)) for name in [*ours, *theirs] if str(name).isdigit()}
        if len(ours) != len(theirs) and numbers and max(numbers) < SHORT:
            raise CXError(
                "The waves are numbered, and the sides have not the same number of them: which is which?",
                "name the waves by their date on both sides, or say -p periods=….",
            )
    told: dict[object, list[str]] = {}
    for name, home in names.items():
        told.setdefault(home, []).append(str(name))
    rows = [(home, ", ".join(own)) for home, own in told.items()]
    table = pd.DataFrame(rows, columns=["employees", "customers"], dtype=object)
    settings = {"periods": periods}
    return SharedWaves(kind="shared_waves", table=table, settings=settings, customers=waves)


def level_above(study: Study, *, table: str, column: str) -> pd.Series:
    """For each row of a table, the value of the level above its unit, such as the region.

    Parameters
    ----------
    study : Study
    table : str
        Of answers.
    column : str
        Of the table itself, or of the table of units.

    Raises
    ------
    CXError
        No table tells the column.
    """
    found = study.labels(column, table=table) if column else None
    if found is None:
        raise CXError("No level above the unit.", "name its column with -p cluster=….")
    return found


def unit_records(study: Study, *, column: str, unit: str) -> pd.DataFrame:
    """The first table with a column of records on units, its unit called `unit` and its wave ``wave``.

    Parameters
    ----------
    study : Study
    column : str
        What is recorded of each unit, or of each unit and wave.
    unit : str
        What the unit is called on both sides of a linkage.

    Raises
    ------
    CXError
        No table with a unit has the column.
    """
    for name, rows in study.tables.items():
        keys = study.columns("unit", table=name)
        if column in rows and keys:
            called = {keys[0]: unit} | {wave: "wave" for wave in study.columns("wave", table=name)[:1]}
            return rows.rename(columns=called)
    raise CXError(f"No table of units has {column}.", "name it with -p mediator=….")
