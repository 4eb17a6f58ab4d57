"""The register of touchpoints as designed: read, checked and set beside the ids of other tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from ..aggregate import Table, column_names, require_columns, row_counts, rows_of
from ..errors import CXError

#: What a register may say of a touchpoint, under the names that study.toml gives its columns.
COLUMNS = ("stage", "name", "visibility", "owner_department", "target", "managed")
SHOWN = 5  # ids named in a note or a message


def read_register(table: Table, *, touchpoint: str) -> pd.DataFrame:
    """One row per touchpoint in the register's order: ``touchpoint`` and `COLUMNS`, missing where there is no column.

    Raises
    ------
    CXError
        A row without a touchpoint, or two rows of one touchpoint.
    """
    require_columns(table, touchpoint=touchpoint)
    there = [name for name in COLUMNS if name in column_names(table) and name != touchpoint]
    found = in_their_order(table, [touchpoint, *there]).rename(columns={touchpoint: "touchpoint"})
    nameless = int(found["touchpoint"].isna().sum())
    if nameless:
        raise CXError(f"register: no {touchpoint} in {rows_of(nameless)}.", "Name it, or leave the row out.")
    twice = found.loc[found["touchpoint"].duplicated(), "touchpoint"].unique()
    if len(twice):
        raise CXError(
            f"register: {listed(twice)} {'stand' if len(twice) > 1 else 'stands'} in more than one row.",
            "Keep one row per touchpoint.",
        )
    found = found.reindex(columns=["touchpoint", *COLUMNS])
    for name in ("stage", "name", "visibility", "owner_department"):
        text = found[name].astype(object)
        found[name] = text.where(text.astype(str).str.strip() != "")
    return found.astype({"target": float, "managed": float})


def in_their_order(table: Table, columns: Sequence[str]) -> pd.DataFrame:
    """A register has few rows, so the table is read whole and keeps its order."""
    if isinstance(table, pd.DataFrame):
        return table[list(columns)].reset_index(drop=True)
    import narwhals as nw

    chosen = nw.from_native(table).select(*columns)
    chosen = chosen.collect() if isinstance(chosen, nw.LazyFrame) else chosen
    return chosen.to_arrow().to_pandas()


def ids_of(table: Table | None, argument: str, *, touchpoint: str) -> pd.Series | None:
    """How many rows each touchpoint has in a table; rows without one are not counted; None without a table."""
    if table is None:
        return None
    require_columns(table, **{argument: touchpoint})
    counts = row_counts(table, by=[touchpoint]).dropna()
    return pd.Series(counts["_n"].to_numpy(), index=counts[touchpoint].astype(object).to_numpy())


def require_overlap(found: Iterable, register: pd.DataFrame, argument: str) -> None:
    """Stop where no id of a table stands in the register: the tables name touchpoints differently."""
    found, known = list(found), list(register["touchpoint"])
    if found and known and not set(found) & set(known):
        raise CXError(
            f"{argument}: none of its touchpoints ({listed(found)}) stands in the register ({listed(known)}).",
            "Numbers in one table are text in the other: give both one kind."
            if set(map(str, found)) & set(map(str, known))
            else "Use the same ids in both tables.",
        )


def listed(values: Iterable) -> str:
    """The first few values, separated by commas."""
    values = [str(value) for value in values]
    return ", ".join(values[:SHOWN]) + (f" and {len(values) - SHOWN} more" if len(values) > SHOWN else "")
