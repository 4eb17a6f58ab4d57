"""One sample for every model: its cross-products by group, what it lost, and what it cannot carry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from ..aggregate import (
    Table,
    cross_products,
    missing_counts,
    require_columns,
    rows_of,
    weight_notes,
    with_skipped_filled,
)
from ..errors import CXError
from ..estimators.collinearity import constant_columns, dependent_columns
from ..locale import say
from ..text import FEW_PER_DRIVER, count, in_rows, left_out
from .arguments import Design

MOST_RATED = 0.75  # share of people from which an aspect is used


@dataclass(frozen=True, eq=False, kw_only=True)
class Sample:
    """The complete rows, reduced.

    Attributes
    ----------
    design : Design
    groups : pandas.DataFrame
        One row per group with its `by` columns.
    n, levels : (G,) arrays
        Rows of each group, and how many groups' means are taken out of it (1 without `within`).
    centred : (G, k, k) array
        Weighted cross-products about those means, the outcome last.
    faults : tuple of CXError or None
        Why a group cannot be analysed.
    lost : pandas.DataFrame
        ``driver missing lost_alone``.
    notes : tuple of str
    """

    design: Design
    groups: pd.DataFrame
    n: np.ndarray
    levels: np.ndarray
    centred: np.ndarray
    faults: tuple[CXError | None, ...]
    lost: pd.DataFrame
    notes: tuple[str, ...]

    @property
    def usable(self) -> np.ndarray:
        """Places of the groups that can be analysed."""
        return np.array([place for place, fault in enumerate(self.faults) if fault is None], int)


def read_sample(
    data: Table,
    design: Design,
    *,
    by: Sequence[str] = (),
    within: str | None = None,
    weights: str | None = None,
) -> Sample:
    """Reduce the rows that have every column; stop when no group can be analysed.

    A group that cannot be analysed among others that can stays, with its reason in a note.
    """
    require_columns(data, by=by, within=within, weights=weights)
    data, filled = with_skipped_filled(data, design.columns)
    notes = [*weight_notes(data, weights), *filled]
    n_rows, gaps = missing_counts(data, columns=design.columns, weights=weights)
    if not n_rows:
        what = "every weight is 0" if weights else "there is none"
        raise CXError(f"data: no row to analyse; {what}.", "Check the table and its weights.")
    for name in gaps.loc[gaps["missing"] == n_rows, "column"]:
        raise CXError(
            f"{name}: no value in {rows_of(n_rows)}.", "Check the column and its missing codes in study.toml."
        )
    keys = [*by, *([within] if within else [])]
    found = cross_products(data, columns=design.columns, by=keys, weights=weights)
    notes += _gap_notes(gaps, n_rows, int(found.n.sum()))
    keyed = found.groups[keys].notna().all(axis=1).to_numpy() if keys else np.ones(len(found.n), bool)
    if not keyed.all():
        notes.append(left_out(found.n[~keyed].sum(), keys))
    if not (found.n[keyed] > 0).any():
        raise CXError(
            f"drivers: no row has a value in all of {', '.join([*design.columns, *keys])}.",
            "Ask fewer drivers, or check the missing codes in study.toml.",
        )
    # Levels of `within` joined: their centred products add up
    by = list(by)
    place = np.flatnonzero(keyed & (found.n > 0))
    keys = found.groups.iloc[place]
    code = keys.groupby(by, sort=False, observed=True).ngroup().to_numpy() if by else np.zeros(len(place), int)
    size = code.max() + 1
    n, levels = np.bincount(code, found.n[place]).astype(int), np.bincount(code)
    centred, whole = np.zeros((2, size, *found.products.shape[1:]))
    np.add.at(centred, code, found.centred[place])
    np.add.at(whole, code, found.products[place])
    groups = keys.loc[~keys.duplicated(by), by].reset_index(drop=True) if by else pd.DataFrame(index=range(1))
    faults = tuple(_fault(design, int(n[at]), int(levels[at]), centred[at], whole[at]) for at in range(size))
    lost = gaps[gaps["column"].isin(design.predictors[: len(design.predictors) - len(design.always)])]
    lost = lost.set_axis(["driver", "missing", "lost_alone"], axis=1).reset_index(drop=True)
    sample = Sample(
        design=design, groups=groups, n=n, levels=levels, centred=centred, faults=faults, lost=lost, notes=()
    )
    first = next((fault for fault in sample.faults if fault is not None), None)
    if first is not None and not len(sample.usable):
        raise first
    return _with_notes(sample, notes)


def _fault(design: Design, n: int, levels: int, centred: np.ndarray, whole: np.ndarray) -> CXError | None:
    """Why these rows cannot be analysed, or None."""
    p = len(design.predictors)
    needed = p + levels + 1
    if n < needed:
        have = "1 complete row is" if n == 1 else f"{n:,} complete rows are"
        many = "1 column" if p == 1 else f"{p} columns"
        means = f" and {levels} means" if levels > 1 else ""
        return CXError(
            f"drivers: {have} too few for {many}{means}.",
            f"At least {needed} are needed, and {FEW_PER_DRIVER} per driver to trust an order.",
        )
    inside = " within any group" if levels > 1 else ""
    flat = [design.columns[place] for place in np.flatnonzero(constant_columns(centred, whole))]
    if flat:
        argument = "outcome" if flat == [design.columns[-1]] else "drivers"
        verb, them = ("does", "it") if len(flat) == 1 else ("do", "them")
        return CXError(
            f"{argument}: {_listed(flat)} {verb} not vary{inside} in {n:,} complete rows.",
            f"Leave {them} out." if argument == "drivers" else "There is nothing to explain; check the column.",
        )
    dependent = [design.columns[place] for place in dependent_columns(centred[:-1, :-1])]
    if dependent:
        return CXError(
            f"drivers: {_listed(dependent)} are exactly collinear: each follows from the rest of them.",
            "Leave one of them out.",
        )
    return None


def _with_notes(sample: Sample, notes: list[str]) -> Sample:
    for place, fault in enumerate(sample.faults):
        if fault is not None:
            notes.append(
                say(
                    "No estimate for {group}: {reason}",
                    group=group_name(sample, place),
                    reason=fault.problem.partition(": ")[2],
                )
            )
    p = len(sample.design.predictors)
    few = [place for place in sample.usable if sample.n[place] < FEW_PER_DRIVER * p]
    if few:
        rows = in_rows(sample.n[few[0]])
        if sample.groups.shape[1]:
            rows = ", ".join(f"{group_name(sample, place)} ({count(sample.n[place])})" for place in few)
        notes.append(
            say(
                "Fewer than {few_per_driver} rows per driver: {rows} for {p} columns. The order may be chance.",
                few_per_driver=FEW_PER_DRIVER,
                rows=rows,
                p=p,
            )
        )
    return replace(sample, notes=tuple(notes))


def group_name(sample: Sample, place: int) -> str:
    """The values of a group's `by` columns."""
    return ", ".join(str(value) for value in sample.groups.iloc[place])


def _gap_notes(gaps: pd.DataFrame, n_rows: int, n_complete: int) -> list[str]:
    """How many rows are left out, and which columns cost some alone."""
    if n_complete == n_rows:
        return []
    costly = gaps[gaps["alone"] > 0].sort_values("alone", ascending=False, kind="stable")
    alone = ", ".join(f"{name} {count(n)}" for name, n in zip(costly["column"], costly["alone"], strict=True))
    told = {"lost": count(n_rows - n_complete), "all": count(n_rows)}
    if not alone:
        return [say("{lost} of {all} rows left out, since a value is missing.", **told)]
    return [
        say(
            "{lost} of {all} rows left out, since a value is missing (in one column alone: {columns}).",
            **told,
            columns=alone,
        )
    ]


def _listed(names: Sequence[str]) -> str:
    quoted = [repr(name) for name in names]
    return " and ".join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)
