"""What the functions of listening ask of a table before they compute anything."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ..aggregate import Table, require_columns, row_counts, rows_of
from ..aggregate.narwhals_adapter import opened, small
from ..errors import CXError

CROSSING = " × "  # between the columns, and the categories, of a margin that crosses several


def survey_rows(data: Table, columns: Sequence[str]) -> pd.DataFrame:
    """The columns that are needed, in memory and in the order of the table; pandas keeps its index."""
    columns = list(dict.fromkeys(columns))
    if isinstance(data, pd.DataFrame):
        return data[columns].copy()
    return small(opened(data, {f"c{place}": name for place, name in enumerate(columns)})).set_axis(columns, axis=1)


def yes_and_no(data: Table, *, argument: str, column: str, by: Sequence[str] = ()) -> pd.DataFrame:
    """How many rows of each group say yes or no: ``[by…] _yes _n``, from a column of 0 and 1 without gaps."""
    require_columns(data, by=list(by), **{argument: column})
    counts = row_counts(data, by=[*by, column])
    mend = "Write 1 for those who did, and 0 for the others."
    gone = counts[column].isna()
    other = ~gone & ~counts[column].isin([0, 1])
    for what, where in (("missing", gone), ("neither 0 nor 1", other)):
        if where.any():
            raise CXError(f"{argument}: {what} in {rows_of(counts.loc[where, '_n'].sum())} of {column!r}.", mend)
    return counts.assign(_yes=counts[column].astype(float) > 0)[[*by, "_yes", "_n"]]


def label_of(value: object) -> str:
    """A category as it is printed: 2 for 2.0."""
    whole = isinstance(value, float | np.floating) and float(value).is_integer()
    return f"{value:.0f}" if whole else str(value)
