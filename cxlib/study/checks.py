"""Checks of whole tables and of tables against each other: faults that stop, notes that inform."""

from __future__ import annotations

import datetime

import numpy as np
import pandas as pd

from .numbers import plain
from .roles import ROLES
from .tables import Table

# Roles whose high values are good, so that they should rise with the outcome.
_RISING = ("recommend", "outcome", "rating", "return", "trust", "engagement", "climate", "experience")
_KEYS = {"customers": "customer", "units": "unit"}


def check_rows(table: Table, as_of: datetime.date | None) -> None:
    """Faults of rows that no single column shows: repeated ids, absent weights, dates to come."""
    for name, column in table.contract.columns.items():
        if name not in table.frame:
            continue
        values, missing = table.frame[name], table.missing[name]
        if column.role == "weight":
            table.find(name, "no weight", "Give every row a weight; 0 leaves it without influence.", missing)
        elif column.required:
            mend = "Fill the cells, or leave out required = true."
            table.find(name, "no answer where one is required", mend, missing)
        if column.values == "date" and as_of:
            later = (values >= pd.Timestamp(as_of) + pd.Timedelta(days=1)).to_numpy()
            table.find(name, f"dates after {as_of}", "Correct the dates, or as_of in the study.", later)
        if column.role == "id" or column.role == _KEYS.get(table.contract.kind):
            _repeated(table, name)


def _repeated(table: Table, name: str) -> None:
    waves = table.named("wave")
    again = table.frame.duplicated([*waves, name]) & table.frame[name].notna()
    problem = "ids that an earlier row of the wave has" if waves else "ids that an earlier row has"
    mend = "Leave repeated rows out of the file, or choose the column that is different in every row."
    table.find(name, problem, mend, again.to_numpy())


def check_keys(tables: dict[str, Table]) -> None:
    """Units and customers that are named in a table but stand in no table of units or customers."""
    for kind, role in _KEYS.items():
        sources = {
            name: key
            for name, table in tables.items()
            if table.contract.kind == kind
            for key in (table.named(role) or table.named("id"))[:1]
        }
        if not sources:
            continue
        known = set().union(*(tables[name].frame[key].dropna() for name, key in sources.items()))
        places = " or ".join(f"{name}.{key}" for name, key in sources.items())
        for table in tables.values():
            for column in table.named(role) if table.name not in sources else ():
                unknown = table.frame[column].notna() & ~table.frame[column].isin(known)
                mend = f"Add them to {' or '.join(sources)}, or correct how they are written."
                table.find(column, f"not in {places}", mend, unknown.to_numpy())


def notes_on(table: Table) -> list[str]:
    """What is no fault, yet what a reader should know."""
    notes = []
    for name, column in table.contract.columns.items():
        if name not in table.frame:
            continue
        notes += [f"{table.name}.{name}: {note}" for note in _code_notes(column)]
        values = table.frame[name].dropna()
        if values.empty:
            notes.append(f"{table.name}.{name}: no answer in any row.")
        elif len(values) > 1 and values.nunique() == 1:
            notes.append(f"{table.name}.{name}: the same value in every row.")
        if column.role == "wave" and not column.labels and values.nunique() > 1 and not _dated(values):
            order = ", ".join(values.cat.categories.astype(str))
            notes.append(
                f"{table.name}.{name}: waves in the order {order}. If that is wrong, write labels in their order."
            )
        if column.role == "weight" and (values == 0).any():
            count = int((values == 0).sum())
            rows = "1 row has" if count == 1 else f"{count:,} rows have"
            notes.append(f"{table.name}.{name}: {rows} the weight 0 and no influence.")
    return notes + _reversed(table)


def _dated(values: pd.Series) -> bool:
    """Whether the names of the waves put them in order by themselves: 1, 2 or 2024-06 or W3."""
    return bool(values.astype(str).str.fullmatch(r"[A-Za-z]{0,2}[\d\s./-]+([QqHhWwMmTt]\d+)?").all())


def _code_notes(column) -> list[str]:
    if not column.bounds or ROLES[column.role].values != "number":
        return []
    low, high = column.bounds
    listed = {"missing": column.missing, "not used": column.not_used}
    return [
        f"{plain(code)} is declared {meaning}, and the scale {plain(low)}…{plain(high)} has it as an answer."
        for meaning, codes in listed.items()
        for code in codes
        if not isinstance(code, str) and low <= code <= high
    ]


def _reversed(table: Table) -> list[str]:
    outcomes = table.named("outcome") or table.named("recommend")
    if not outcomes:
        return []
    notes, outcome = [], outcomes[0]
    for name, column in table.contract.columns.items():
        if column.role not in _RISING or column.values != "number" or name == outcome or name not in table.frame:
            continue
        both = table.frame[[name, outcome]].dropna().to_numpy(dtype="float64")
        if len(both) < 30 or (np.ptp(both, axis=0) == 0).any():
            continue
        r = np.corrcoef(both, rowvar=False)[0, 1]
        if r < -max(0.1, 3 / np.sqrt(len(both))):  # three standard errors below 0, and worth a word
            notes.append(
                f"{table.name}.{name}: falls as {outcome} rises (r = {r:.2f}); "
                "if a high value is bad here, write reverse = true."
            )
    return notes
