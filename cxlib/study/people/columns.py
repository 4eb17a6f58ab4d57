"""Columns by which pages tell of customers: in one order, whichever is asked for, and those that are nearly alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ...blocks import cells_of, cut_of_few, groups_told, places
from ..cleaning.tables import Table
from ..contract.roles import SURVEYS
from ..files.in_memory import once
from .customers import Answered
from .levels import hierarchy_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..contract.models import TableContract
    from ..study import Study

FACETS = (
    "unit", "segment", "status", "language", "mode", "channel", "department", "touchpoint", "stage", "phase",
)  # fmt: skip


def hierarchy(study: Study, table: str) -> list[str]:
    """What stands above the unit of a table, and the unit."""
    return once(study, ("hierarchy", table), lambda: _hierarchy(study, table))


def _hierarchy(study: Study, table: str) -> list[str]:
    declared = study.contract.tables
    units = {
        name: Table(name=name, contract=declared[name], frame=frame)
        for name, frame in study.tables.items()
        if declared[name].kind == "units"
    }
    return list(hierarchy_of(Table(name=table, contract=declared[table], frame=study.tables[table]), units))


def is_wave(its: TableContract, name: str) -> bool:
    return name in its.columns and its.columns[name].role == "wave"


def precedence(its: TableContract, levels: Sequence[str], name: str) -> tuple[bool, bool, str]:
    """Units and what stands above them come first, waves last, the others by name."""
    return is_wave(its, name), name not in levels, name


def sorted_as(study: Study, table: str, column: str, *, fewest: int) -> str | None:
    """The column before it that sorts customers as it does but for a few, of whom both together would tell.

    None where there is no such column, and for tables that hold no answers of customers.
    """
    whole = study.whole or study
    if table not in whole.tables:  # one that a notebook has made of several
        return None
    few = max(fewest, whole.contract.study.min_cell.customers)
    return once(whole, ("sorted as", table, column, few), lambda: _sorted_as(whole, table, column, fewest=few))


def _sorted_as(study: Study, table: str, column: str, *, fewest: int) -> str | None:
    its, frame = study.contract.tables[table], study.tables[table]
    names = [name for name in frame if name in its.columns and its.columns[name].role in FACETS]
    if its.kind not in SURVEYS or column not in names or fewest <= 1:
        return None
    levels, answered = hierarchy(study, table), Answered(frame, its)
    order = sorted(names, key=lambda name: precedence(its, levels, name))
    for name in order[: order.index(column)]:
        if {name, column} <= set(levels):
            continue  # one lies within the other, and small ones are joined
        pair = [places(frame[one])[0] for one in (name, column)]
        cell, first = cells_of(pair)
        counts, whole = answered.people(cell, len(first)), np.zeros(len(first), int)
        pair = [code[first] for code in pair]
        told = [np.where(groups_told(code, whole, counts, fewest=fewest), code + 1, 0) for code in pair]
        if cut_of_few(counts, *told, fewest=fewest):
            return name
    return None
