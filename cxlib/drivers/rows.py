"""The complete rows of any table, equal ones counted once: for models that need the residual of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from ..aggregate import (
    Cluster,
    Table,
    answer_counts,
    cluster_column,
    column_list,
    require_columns,
    rows_of,
    weight_notes,
    whose_rows,
    with_skipped_filled,
)
from ..errors import CXError
from ..locale import prefixed, say
from ..text import count, in_rows
from .arguments import read_design, require_apart


@dataclass(frozen=True, eq=False, kw_only=True)
class Rows:
    """Complete rows; those alike in everything a model asks for are one entry of c, with their number.

    Attributes
    ----------
    groups : pandas.DataFrame
        One row per group of `by`.
    group : (c,) int array
        The group of each entry.
    names : tuple of str
        The p drivers.
    outcome : (c,) array
    drivers : (c, p) array
    controls : (c, q) array
        Columns that are in the model and not asked about, called `control_names`.
    n : (c,) int array
        Rows in each entry.
    weight : (c,) array
        Weight of one row of the entry; 1 without weights.
    within : (c,) int array or None
        Code of the group whose means are taken out.
    cluster : (c,) int array or None
        Code of the person, or of whatever goes together; its column is called `by_what`.
    notes : tuple of str
    """

    groups: pd.DataFrame
    group: np.ndarray
    names: tuple[str, ...]
    control_names: tuple[str, ...]
    outcome: np.ndarray
    drivers: np.ndarray
    controls: np.ndarray
    n: np.ndarray
    weight: np.ndarray
    within: np.ndarray | None
    cluster: np.ndarray | None
    by_what: str | None
    notes: tuple[str, ...]

    def only(self, group: int) -> Rows:
        """The entries of one group."""
        own = self.group == group
        return replace(
            self, group=self.group[own], outcome=self.outcome[own], drivers=self.drivers[own],
            controls=self.controls[own], n=self.n[own], weight=self.weight[own],
            within=None if self.within is None else self.within[own],
            cluster=None if self.cluster is None else self.cluster[own],
        )  # fmt: skip

    @property
    def errors(self) -> dict[str, Any]:
        """How `least_squares` is to compute standard errors: each row its own, or each cluster its own."""
        return {} if self.cluster is None else {"errors": "cr3", "cluster": self.cluster}


def read_rows(
    data: Table,
    *,
    outcome: str,
    drivers: Sequence[str],
    within: str | None,
    weights: str | None,
    by: str | Sequence[str] | None,
    reserved: frozenset[str],
    always: str | Sequence[str] = (),
    cluster: Cluster = None,
) -> Rows:
    """Check the columns, count the complete rows, note how many are left out and why."""
    design, by = read_design(data, outcome=outcome, drivers=drivers, always=always), column_list(by, data)
    require_apart(design, within=within, weights=weights, by=by, taken=reserved)
    require_apart(design, weights=weights, cluster=cluster_column(cluster))  # clusters may well be groups
    require_columns(data, within=within, weights=weights, by=by, cluster=cluster_column(cluster))
    columns, notes = list(design.predictors), weight_notes(data, weights)
    data, filled = with_skipped_filled(data, [outcome, *columns])
    named = [*columns, *column_list(within), *by]
    whose = whose_rows(data, cluster, needed=[outcome, *named], weights=weights, apart=by)
    if whose.cluster is not None and whose.cluster not in named:
        named.append(whose.cluster)
    counts = answer_counts(whose.data, answer=outcome, by=[*named, *column_list(weights)])
    if weights is not None:
        counts = counts[counts[weights].to_numpy(float) > 0]
    counts, lost = _complete(counts.rename(columns={"_answer": outcome}), [outcome, *named])
    values = counts[[outcome, *columns]].to_numpy(float)
    for name, column in zip([outcome, *columns], values.T, strict=True):
        if np.isinf(column).any():
            raise CXError(
                f"{name}: infinite in {rows_of(counts['_n'][np.isinf(column)].sum())}.", "Correct these rows."
            )
    weight = np.ones(len(counts)) if weights is None else counts[weights].to_numpy(float)
    group, groups = np.zeros(len(counts), int), pd.DataFrame(index=range(1))
    if by:
        group = counts.groupby(by, observed=True).ngroup().to_numpy()
        groups = counts.assign(_g=group).drop_duplicates("_g").sort_values("_g")[by].reset_index(drop=True)
    p = len(columns) - len(design.always)
    return Rows(
        groups=groups, group=group, names=tuple(columns[:p]), control_names=tuple(columns[p:]), outcome=values[:, 0],
        drivers=values[:, 1 : p + 1], controls=values[:, p + 1 :],
        n=counts["_n"].to_numpy(int), weight=weight,
        within=None if within is None else pd.factorize(counts[within])[0],
        cluster=None if whose.cluster is None else pd.factorize(counts[whose.cluster])[0], by_what=whose.named,
        notes=(*notes, *filled, *lost, *whose.notes),
    )  # fmt: skip


def by_group(rows: Rows, fit: Callable[[Rows], tuple[pd.DataFrame, list[str]]]) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """The tables of all groups below one another; a group that cannot be fitted has rows of missing and a note."""
    tables, notes, faults = [], list(rows.notes), []
    for place, names in enumerate(rows.groups.itertuples(index=False, name=None)):
        own = rows.only(place)
        label = ", ".join(map(str, names))
        try:
            require_spread(own)
            table, said = fit(own)
        except CXError as error:
            faults.append(error)
            table, said = pd.DataFrame({"driver": rows.names, "n": own.n.sum()}), [error.problem]
        keys = rows.groups.iloc[[place] * len(table)].reset_index(drop=True)
        tables.append(pd.concat([keys, table], axis=1))
        notes += [prefixed(label, text) if label else text for text in said]
    if len(faults) == len(tables):
        raise faults[0]
    return pd.concat(tables, ignore_index=True), tuple(notes)


def _complete(counts: pd.DataFrame, names: list[str]) -> tuple[pd.DataFrame, list[str]]:
    """The entries without a gap, and a note on the rows lost and the columns that lack."""
    gaps = counts[names].isna()
    lost, total = counts["_n"][gaps.any(axis=1)].sum(), counts["_n"].sum()
    if not total:
        raise CXError("data: no row to analyse.", "Check the table, and the weights if there are any.")
    missing = {name: int(counts["_n"][gaps[name]].sum()) for name in names}
    for name, gone in missing.items():
        if gone == total:
            raise CXError(
                f"{name}: no answer in {rows_of(total)}.", "Check the column and its missing codes in study.toml."
            )
    if lost == total:
        raise CXError(
            f"data: none of {rows_of(total)} has an answer to all columns.",
            "Leave out the drivers that few were asked.",
        )
    told = {"rows": in_rows(lost), "total": count(total)}
    told["columns"] = ", ".join(f"{name} ({count(gone)})" for name, gone in missing.items() if gone)
    note = say("{rows} of {total} left out; missing: {columns}.", **told)
    return counts[~gaps.any(axis=1)], [note] if lost else []


def require_spread(rows: Rows) -> None:
    """Stop at a single row, or an outcome that never varies."""
    if rows.n.sum() == 1:
        raise CXError("data: 1 complete row is too few.", "A model needs more rows than columns.")
    groups = np.zeros(len(rows.n), int) if rows.within is None else rows.within
    outcome = pd.Series(rows.outcome)
    if (outcome == outcome.groupby(groups).transform("first")).all():
        where = "" if rows.within is None else " of each group"
        raise CXError(
            f"outcome: the same in all {rows.n.sum():,} rows{where}.", "Where nothing varies, nothing can be explained."
        )
