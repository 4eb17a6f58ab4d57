"""From one row per contact to one row per respondent: which contacts there were, and which of them were bad."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..aggregate import (
    CODES,
    Cluster,
    Table,
    cluster_column,
    column_list,
    require_columns,
    require_numbers,
    row_counts,
    rows_of,
    whose_rows,
)
from ..errors import CXError
from ..locale import say_number
from ..text import count, left_out

SAME = 1e-9  # of a column's length: what others leave of it is rounding


@dataclass(frozen=True, eq=False, kw_only=True)
class Respondents:
    """One row per respondent: `outcome`, `controls` as numbers, and a 0/1 column per touchpoint in `had` and `bad`.

    `cluster` is a code of what the respondents go together in, called `by_what`, or None.
    """

    outcome: pd.Series
    controls: pd.DataFrame
    had: pd.DataFrame
    bad: pd.DataFrame
    cluster: np.ndarray | None
    by_what: str | None
    notes: tuple[str, ...]


def read_respondents(
    data: Table,
    *,
    touchpoint: str,
    bad: str,
    outcome: str,
    controls: Sequence[str],
    respondent: str | None,
    cluster: Cluster = None,
) -> Respondents:
    """Reduce the contacts to respondents; rows that cannot be used are left out and noted."""
    columns = [*column_list(respondent), touchpoint, bad, outcome, *controls, *column_list(cluster_column(cluster))]
    require_columns(
        data, touchpoint=touchpoint, bad=bad, outcome=outcome, controls=controls, respondent=respondent,
        cluster=cluster_column(cluster),
    )  # fmt: skip
    for name in {name for name in columns if columns.count(name) > 1}:
        raise CXError(f"controls: column {name!r} is named twice.", "Give each column one part to play.")
    require_numbers(data, outcome=outcome)
    # The table, and what respondents go together in: they repeat, not the rows with their contacts
    needed = [outcome, *controls]
    if respondent is None or not isinstance(data, pd.DataFrame):
        whose = whose_rows(data, cluster, needed=needed)
        data = whose.data
    else:
        whose = whose_rows(data.drop_duplicates(respondent), cluster, needed=[respondent, *needed])
        data = whose_rows(data, None, needed=needed).data if whose.cluster == CODES else data
    columns += [CODES] if whose.cluster == CODES else []
    counts = row_counts(data, by=columns)
    table = counts.loc[np.repeat(counts.index, counts["_n"] if respondent is None else 1), columns]
    table = table.rename(columns={touchpoint: "_touchpoint", bad: "_bad", outcome: "_outcome"})
    table = table.reset_index(drop=True).assign(_n=1 if respondent is None else counts["_n"].to_numpy())
    table, notes = _usable(table, bad, outcome, [*controls, *column_list(cluster_column(cluster))], respondent)
    table["_who"] = pd.factorize(table[respondent])[0] if respondent else np.arange(len(table))
    if respondent:
        for label, own in {outcome: "_outcome", **{name: name for name in controls}}.items():
            differing = int((table.groupby("_who")[own].nunique() > 1).sum())
            if differing:
                raise CXError(
                    f"{label}: differs within {differing:,} {'respondent' if differing == 1 else 'respondents'}.",
                    f"Give each value of {respondent!r} one {label}, or name a column that tells the answers apart.",
                )
    people = table.drop_duplicates("_who").set_index("_who")
    contacts = table.dropna(subset="_touchpoint")
    worst = contacts.groupby(["_who", "_touchpoint"], observed=True)["_bad"].max().unstack().reindex(people.index)
    without = int(worst.isna().all(axis=1).sum()) if worst.shape[1] else len(people)
    if without:
        notes.append(
            say_number(
                "{without} respondent had no contact, and helps to weigh the controls only.",
                "{without} respondents had no contact; they help to weigh the controls only.",
                without,
                without=count(without),
            )
        )
    held = people[list(controls)]
    if held.shape[1]:  # numbers as they are, words as one 0/1 column for each value but the first
        wordy = [name for name in held if not pd.api.types.is_numeric_dtype(held[name])]
        held = pd.get_dummies(held, columns=wordy, drop_first=True).astype(float)
    return Respondents(
        outcome=people["_outcome"].astype(float),
        controls=held,
        had=worst.notna().astype(float),
        bad=(worst == 1).astype(float),
        cluster=None if whose.cluster is None else pd.factorize(people[whose.cluster])[0],
        by_what=whose.named,
        notes=(*notes, *whose.notes),
    )


def _usable(
    table: pd.DataFrame, bad: str, outcome: str, controls: Sequence[str], respondent: str | None
) -> tuple[pd.DataFrame, list[str]]:
    """The rows that have all they need. A respondent without contact has no touchpoint, and needs no `bad`."""
    values = table["_bad"].dropna()
    odd = ~values.isin([0, 1])
    if odd.any():
        count = rows_of(table.loc[odd[odd].index, "_n"].sum())
        raise CXError(
            f"bad: {count} of column {bad!r} hold something other than 0 and 1.",
            "Write 1 for a bad contact and 0 for a good one.",
        )
    table = table.assign(_bad=table["_bad"].astype("Float64"))
    needed = {outcome: table["_outcome"].isna(), **{name: table[name].isna() for name in controls}}
    if respondent is None:
        needed["touchpoint"] = table["_touchpoint"].isna()
    else:
        needed = {respondent: table[respondent].isna(), **needed}
    needed[bad] = table["_bad"].isna() & table["_touchpoint"].notna()
    notes, kept = [], pd.Series(True, index=table.index)
    for name, gone in needed.items():
        lost = gone & kept
        if lost.any():
            notes.append(left_out(table.loc[lost, "_n"].sum(), [name]))
        kept &= ~gone
    if not kept.any():
        raise CXError(f"{outcome}: no row has all that is needed.", "Check the columns and their missing codes.")
    return table[kept].astype({"_bad": float}).reset_index(drop=True), notes


def independent(columns: np.ndarray) -> np.ndarray:
    """Places of the columns that do not follow from those before them (and a constant)."""
    basis, kept = [np.full(len(columns), 1 / np.sqrt(len(columns)))], []
    for place, column in enumerate(columns.T):
        left = column / max(np.linalg.norm(column), 1e-300)
        for _ in range(2):  # once more, against rounding
            known = np.column_stack(basis)
            left = left - known @ (known.T @ left)
        if np.linalg.norm(left) > SAME:
            basis.append(left / np.linalg.norm(left))
            kept.append(place)
    return np.array(kept, int)


def told_apart(columns: np.ndarray) -> np.ndarray:
    """Whether each column has something that all others and a constant do not give."""
    every = np.column_stack([np.ones(len(columns)), columns])
    length = np.linalg.norm(every, axis=0)
    triangle = np.linalg.qr(every / np.where(length > 0, length, 1.0), mode="r")
    _, sizes, directions = np.linalg.svd(triangle)
    # combinations of columns that come to nothing; whoever takes part in one follows from the rest of it
    nothing = directions[sizes < SAME * sizes[0]]
    return ((nothing**2).sum(axis=0) < SAME)[1:] & (length[1:] > 0)
