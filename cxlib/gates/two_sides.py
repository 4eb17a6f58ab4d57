"""Waves of two sides under one name: which wave of the employees each wave of the customers belongs to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..errors import CXError
from ..results import Result

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


def waves_shared(waves: pd.Series, *, employees: pd.Series, periods: int) -> SharedWaves:
    """See `Gates.shared_waves`."""
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
