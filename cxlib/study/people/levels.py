"""What groups the people of a table: the levels above their unit, the unit, and columns of other groups."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from ...blocks import places
from ..checks.whose_key import registers_meant
from ..cleaning.tables import Table
from ..contract.models import ColumnContract

# who a row is about, words, and how much it counts
NO_GROUPS = ("id", "employee", "customer", "verbatim", "description", "weight", "n_people")
NESTED = 0.99  # of the rows: from here on a column is one of the units, such as their department


def groups_people(column: ColumnContract | None) -> bool:
    """Whether a column may name a group; of a secret table, its values hold for whole blocks."""
    return (
        column is not None
        and column.role not in (*NO_GROUPS, "choices")
        and column.bounds is None
        and column.values in ("text", "names", "yes_no")
    )


def levels_of(table: Table, units: Mapping[str, Table]) -> dict[str, pd.Series]:
    """What groups people: what stands above the unit, the unit, then the other columns as they are written."""
    above = hierarchy_of(table, units)
    return above | {name: table.frame[name] for name in _own(table) if name not in above}


def hierarchy_of(table: Table, units: Mapping[str, Table]) -> dict[str, pd.Series]:
    """What stands above the unit, from the fewest groups down, and the unit; nothing where the table has no unit."""
    frame, its = table.frame, table.contract.columns
    own = _own(table)
    unit = next((name for name in own if its[name].role == "unit"), None)
    if unit is None:
        return {}
    above = {name: values for name, values in _of_units(frame[unit], units).items() if name not in own}
    whose = places(frame[unit])
    above |= {name: frame[name] for name in own if name != unit and _nested(whose, frame[name])}
    above = dict(sorted(above.items(), key=lambda one: one[1].nunique()))  # sorted is stable: as written where alike
    return above | {unit: frame[unit]}


def _own(table: Table) -> list[str]:
    """The table's own columns of groups; of its waves the first is none."""
    frame, its = table.frame, table.contract.columns
    own = [name for name in frame if name in its and groups_people(its[name]) and its[name].role != "wave"]
    return own + [name for name in table.named("wave")[1:] if name in frame]


def _of_units(unit: pd.Series, units: Mapping[str, Table]) -> dict[str, pd.Series]:
    """What tables of units say of each row's unit, where it joins several units into groups."""
    found: dict[str, pd.Series] = {}
    meant = registers_meant(
        str(unit.name), {name: its.named("unit")[0] for name, its in units.items() if its.named("unit")}
    )
    for table in (units[name] for name in meant):
        keys = table.named("unit")
        for name, column in table.contract.columns.items():
            if name in table.frame and name not in keys and groups_people(column) and column.role != "wave":
                rows = table.frame.drop_duplicates(keys[0])
                told = dict(zip(text_of(rows[keys[0]]), text_of(rows[name]), strict=True))
                known = pd.unique(unit.dropna())
                if 1 < len({told.get(str(value)) for value in known} - {None}) < len(known):
                    found.setdefault(name, each_value(unit, _told_by(told)))
    return found


def _told_by(told: Mapping[str, str]) -> Callable[[object], str | None]:
    return lambda value: told.get(str(value))


def _nested(unit: tuple[np.ndarray, list], values: pd.Series) -> bool:
    """Whether nearly all people of a unit have the same value, and several units share it; the unit by its places."""
    (units, names), (codes, distinct) = unit, places(values)
    if len(distinct) >= len(names):
        return False
    both = (units < len(names) - 1) & (codes < len(distinct) - 1)
    pairs, people = np.unique(units[both].astype(np.int64) * len(distinct) + codes[both], return_counts=True)
    most = np.zeros(len(names), int)
    np.maximum.at(most, pairs // len(distinct), people)
    return bool(most.sum() >= NESTED * len(values))


def each_value(values: pd.Series, made: Callable[[Any], Any]) -> pd.Series:
    """What is made of each value, made once for all its rows; None where there is no value."""
    codes, distinct = pd.factorize(values)
    found = np.empty(len(distinct) + 1, dtype=object)
    found[:] = [*(made(value) for value in distinct), None]
    return pd.Series(found[codes], index=values.index)


def text_of(values: pd.Series) -> pd.Series:
    """Values as text."""
    return each_value(values, str)


def labelled(column: pd.Series, labels: np.ndarray) -> pd.Series:
    """The names of groups as the column had its values; an order of values is one of groups."""
    made = pd.Series(labels, index=column.index, dtype=object)
    if isinstance(column.dtype, pd.CategoricalDtype):
        first = column.cat.codes[made.notna() & (column.cat.codes >= 0)].groupby(made).min()
        order = sorted(map(str, first.index), key=lambda label: (first[label], label))
        return pd.Series(pd.Categorical(made.astype("str"), order, ordered=column.dtype.ordered), index=column.index)
    if column.dtype == "boolean":
        return made.where(made.isin([True, False]), None).astype("boolean")
    return made.astype(column.dtype)
