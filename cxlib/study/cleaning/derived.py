"""Columns made of others, and scales that another column tells: few forms, no code, the same for every engine.

Each is made row by row of clean columns, so that a file read in pieces gives the same.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ...errors import nearest
from ...locale import prefixed, say
from ..contract.models import ColumnContract, TableContract
from ..metadata.header_rows import matches
from ..words.numbers import as_text, plain
from .coded import Coded

if TYPE_CHECKING:
    from .tables import Table


def describe_derived(table: Table) -> None:
    """Give columns that are made of others their scale, and name what they lack; those at fault are left out."""
    columns = dict(table.contract.columns)
    for name, column in table.contract.columns.items():
        if column.difference or column.mean:
            items = _items(table, name, column)
            if not items:
                columns.pop(name)
                continue
            low, high = columns[items[0]].ends
            scale = [low, high] if column.mean else [low - high, high - low]
            key = "mean" if column.mean else "difference"
            columns[name] = column.model_copy(update={key: items, "scale": scale})
            table.notes.append(prefixed(f"{table.name}.{name}", note_on(columns[name])))
        elif column.scale_by is not None and column.scale_by["column"] not in table.contract.columns:
            by = column.scale_by["column"]
            table.fail(f'scale_by: no column "{by}" in the table', nearest(by, table.contract.columns), name)
        elif column.scale_by is not None:
            table.notes.append(prefixed(f"{table.name}.{name}", note_on(column)))
    table.contract = table.contract.model_copy(update={"columns": columns})


def _items(table: Table, name: str, column: ColumnContract) -> list[str]:
    """The columns that a column is made of; none where one is not there, is no score or has another scale."""
    contract, key = table.contract, "mean" if column.mean else "difference"
    found: list[str] = []
    if column.difference and len(column.difference) != 2:
        return []  # told with the contract
    for word in column.mean or column.difference or ():
        own = [word] if word in contract.columns else [one for one in contract.columns if _fits(word, one, contract)]
        if not own:
            mend = nearest(word, [one for one in contract.columns if one != name])
            table.fail(f'{key}: no column "{word}" in the table', mend, name)
            return []
        found += [one for one in own if one not in found]
    for one in found:
        its = contract.columns[one]
        if its.made or its.values != "number" or its.bounds is None:
            mend = "Name columns of the file that are numbers with a scale."
            table.fail(f'{key}: "{one}" is no score on a scale', mend, name)
            return []
        if its.bounds != contract.columns[found[0]].bounds:
            mend = "Scores of different scales have no common unit: bring them to one with labels or scale_by."
            table.fail(f'{key}: "{one}" and "{found[0]}" have different scales', mend, name)
            return []
    if column.mean and (column.at_least or 1) > len(found):
        table.fail(f"at_least = {column.at_least}, and there are {len(found)} items", "Write a smaller number.", name)
        return []
    if column.mean and len(found) < 2:
        table.fail(f"{key} of one column", "Name two or more.", name)
        return []
    return found


def _fits(word: str, name: str, contract: TableContract) -> bool:
    return "*" in word and not contract.columns[name].made and matches(word, name)


def add_derived(table: Table) -> None:
    """Bring scores to one scale where another column tells theirs, then add the columns that are made of others."""
    for name, column in table.contract.columns.items():
        if column.scale_by is not None and name in table.frame and column.scale_by["column"] in table.frame:
            _rescale(table, name, column)
    for name, column in table.contract.columns.items():
        items = column.mean or column.difference
        if not items or not set(items) <= set(table.frame):
            continue
        values = table.frame[items].to_numpy(float, na_value=np.nan)
        if column.mean:
            known = ~np.isnan(values)
            enough = known.sum(axis=1) >= (column.at_least or math.ceil(len(items) / 2))
            sums = np.where(known, values, 0.0).sum(axis=1)
            made = np.where(enough, sums / np.maximum(known.sum(axis=1), 1), np.nan)
        else:
            made = values[:, 0] - values[:, 1]
        if column.reverse:
            made = column.turned(made)
        _put(table, name, made)
        table.missing[name] = np.isnan(made)
    order = [name for name in table.contract.columns if name in table.frame]
    places = {name: place for place, name in enumerate(order)}
    own = sorted(table.frame, key=lambda name: places.get(name, places.get(name.removesuffix("_not_used"), -1)))
    if own != list(table.frame):
        table.frame = table.frame[own]


def _put(table: Table, name: str, values: np.ndarray) -> None:
    table.frame = table.frame.assign(**{name: values})
    table.coded[name] = Coded.of_rows(table.frame[name])


def _rescale(table: Table, name: str, column: ColumnContract) -> None:
    """Each score from the scale of its row to that of the column; a score off its scale, or without one, is a fault."""
    scales = dict(column.scale_by or {})
    who = scales.pop("column")
    told = {as_text(value): ends for value, ends in scales.items()}
    by, values = table.frame[who], table.frame[name].to_numpy(float, na_value=np.nan)
    codes, groups = pd.factorize(by)
    ends = np.array([told.get(as_text(group), (np.nan, np.nan)) for group in groups] + [(np.nan, np.nan)], dtype=float)
    low, high = ends[codes].T
    given = ~np.isnan(values)
    table.find(name, f"a score without a scale: its {who} has none", "Add it to scale_by.", given & np.isnan(low))
    outside = given & ((values < low) | (values > high))
    table.find(name, f"outside the scale of its {who}", "Correct scale_by, or declare the codes in missing.", outside)
    bottom, top = column.ends
    made = bottom + (values - low) / (high - low) * (top - bottom)
    _put(table, name, np.where(outside, np.nan, made))


def note_on(column: ColumnContract) -> str:
    """How a column was made, for whoever reads the numbers; empty for one of the file."""
    if column.difference:
        return say("{one} less {other}.", one=column.difference[0], other=column.difference[1])
    if column.mean:
        least = column.at_least or math.ceil(len(column.mean) / 2)
        items = ", ".join(column.mean)
        return say("the mean of {items}, where at least {least} of them are answered.", items=items, least=least)
    if column.scale_by is not None:
        low, high = map(plain, column.ends)
        by = column.scale_by["column"]
        return say("brought to {low}…{high} from the scale that {column} tells.", low=low, high=high, column=by)
    return ""
