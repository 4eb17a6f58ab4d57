"""Customers as the pages of a part tell of them: no group that could be taken from the whole to know a few."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd

from ...blocks import Crossed, cells_of, hidden_groups, joined_name, places
from ...locale import prefixed, say_number
from ..contract.roles import SURVEYS
from ..files.in_memory import once
from .columns import FACETS, hierarchy, is_wave, precedence, sorted_as
from .customers import Answered
from .levels import labelled
from .subset import labels_once

if TYPE_CHECKING:
    from ..study import Study


@dataclass(frozen=True, eq=False, kw_only=True)
class Part:
    """Where a part lies among the others, in the whole table of a survey.

    Attributes
    ----------
    study : Study
        The whole.
    table : str
    levels : list of str
        Of the table: what stands above its unit, and the unit.
    named : list of str
        The levels above the part, and that of the part.
    paths : list of (rows,) arrays of int
        By level, from the most important down to that of the part: the value of each row, which lies within one of the
        level above.
    own : list of int
        By level, the value under which the part lies; its own is the last.
    known : dict
        What was found of it before.
    """

    study: Study
    table: str
    levels: list[str]
    named: list[str]
    paths: list[np.ndarray]
    own: list[int]
    known: dict[tuple, np.ndarray] = field(default_factory=dict)

    @property
    def frame(self) -> pd.DataFrame:
        return self.study.tables[self.table]

    def slices(self, *, latest: bool) -> list[np.ndarray]:
        """Rows of which pages tell by themselves: all; where they tell of the last wave, that and those before it."""
        every = np.ones(len(self.frame), bool)
        wave = next(iter(self.study.columns("wave", table=self.table)), None)
        if not latest or wave is None:
            return [every]
        last = (self.frame[wave] == self.frame[wave].max()).to_numpy(bool)
        return [every, last, ~last]

    @cached_property
    def answered(self) -> Answered:
        """Who answered the questions that count."""
        return Answered(self.frame, self.study.contract.tables[self.table])

    @property
    def is_survey(self) -> bool:
        """Whether the table holds customers' answers."""
        return self.study.contract.tables[self.table].kind in SURVEYS

    @property
    def mine(self) -> np.ndarray:
        """The rows of the part."""
        return self.paths[-1] == self.own[-1]

    def beside(self) -> list[tuple[np.ndarray, np.ndarray, int]]:
        """By level: which rows lie under the same value of the level above, their values, and that of the part."""
        under, found = np.ones(len(self.frame), bool), []
        for path, own in zip(self.paths, self.own, strict=True):
            found.append((under, path, own))
            under = under & (path == own)
        return found


_PARTS: WeakKeyDictionary[Study, dict[str, Part | None]] = WeakKeyDictionary()


def part_of(study: Study, table: str) -> Part | None:
    """Where a study's part lies in a table; None for the whole, and for tables that cannot tell the part."""
    known = _PARTS.setdefault(study, {})
    if table not in known:
        known[table] = _found(study, table)
    return known[table]


def _found(study: Study, table: str) -> Part | None:
    whole, (column, value) = study.whole, study.part
    if whole is None or table not in whole.tables:
        return None
    known = once(whole, ("parts", table, column), lambda: _parts(whole, table, column))
    if known is None or value not in known[0]:
        return None
    distinct, levels, named, paths = known
    inside = paths[-1] == distinct.index(value)
    own = [int(path[np.argmax(inside)]) for path in paths]
    return Part(study=whole, table=table, levels=levels, named=named, paths=paths, own=own)


def _parts(
    whole: Study, table: str, column: str
) -> tuple[list[str | None], list[str], list[str], list[np.ndarray]] | None:
    """The values of a column in the whole of a table, and the paths to them; None where the table cannot tell it."""
    its = labels_once(whole, table=table, column=column)
    return None if its is None else (list(places(its)[1]), *_paths(whole, table, column, its))


def _paths(whole: Study, table: str, column: str, its: pd.Series) -> tuple[list[str], list[str], list[np.ndarray]]:
    """See `Part`: the levels of a table, those above a column and itself, and the value of each row in these."""
    levels = hierarchy(whole, table)
    above = levels[: levels.index(column)] if column in levels else []
    paths = [places(its)[0]]
    for level in above[::-1]:  # a level is one value for all of the level below: that of most of its rows
        codes, _ = places(labels_once(whole, table=table, column=level))
        pairs = pd.DataFrame({"below": paths[0], "above": codes}).value_counts().reset_index()
        most = pairs.drop_duplicates("below").set_index("below")["above"]
        paths.insert(0, most.reindex(paths[0]).to_numpy())
    return levels, [*above, column], paths


def part_is_few(part: Part, *, fewest: int, asked: str | None) -> bool:
    """Whether a part must not be told: itself, or what it lies in, is small, or is the next to the only small one.

    Those who answered the column `asked` count, and any other question of which pages tell by group: all of them, and
    those of the last wave, which pages show by itself. No part is told by a column that sorts people as another does.
    """
    frame, answered = part.frame, part.answered
    given = [frame[asked].notna().to_numpy(bool) if asked in frame else np.ones(len(frame), bool)]
    given += answered.given if part.is_survey else []
    for rows in part.slices(latest=True)[:2]:
        for under, path, own in part.beside():
            counts = answered.people(np.where(under & rows, path, -1), int(path.max()) + 1, given=given)
            for sizes in map(pd.Series, counts.T):
                if hidden_groups(sizes[sizes > 0], min_cell=fewest).get(own, default=False):
                    return True
    waves = waves_told(part, fewest=fewest)
    if waves is not None and not waves[max(waves)]:
        return True
    return sorted_as(part.study, part.table, part.named[-1], fewest=fewest) is not None


def waves_told(part: Part, *, fewest: int) -> dict[int, bool] | None:
    """Whether each wave of a part of customers' answers may be told, by its place; None where it has no waves."""
    wave = next(iter(part.study.columns("wave", table=part.table)), None)
    if wave is None or not part.is_survey:
        return None
    code, _ = places(part.frame[wave])
    told = _told(part, wave, fewest=fewest, latest=False)
    nobody = len(told) - 1  # rows without a wave: -1, which is the last of `places`, too
    return {int(value) if value < nobody else -1: bool(told[value]) for value in np.unique(code[part.mine])}


def without_few(study: Study, *, fewest: int) -> Study:
    """A part without the answers of earlier waves of which it has few: its other waves and the whole would tell them.

    Where the last wave is such a one, all rows stay: no section on them opens.
    """
    tables, notes = dict(study.tables), []
    for name, rows in study.tables.items():
        part = part_of(study, name) if fewest > 1 else None
        waves = None if part is None else waves_told(part, fewest=fewest)
        if part is None or waves is None or all(waves.values()) or not waves[max(waves)]:
            continue
        wave = study.columns("wave", table=name)[0]
        order = places(part.frame[wave])[1]
        few = [order[value] for value, told in waves.items() if not told]
        inside = rows[wave].isna() if None in few else rows[wave].isin(few)
        inside |= rows[wave].isin([value for value in few if value is not None])
        kept = rows[~inside].reset_index(drop=True)
        if isinstance(kept[wave].dtype, pd.CategoricalDtype):
            kept[wave] = kept[wave].cat.remove_unused_categories()
        tables[name] = kept
        told = say_number(
            "{number} wave with fewer than {fewest} people here, or next to one, left out.",
            "{number} waves with fewer than {fewest} people here, or next to one, left out.",
            len(few),
            number=len(few),
            fewest=fewest,
        )
        notes.append(prefixed(name, told))
    return replace(study, tables=tables, notes=(*study.notes, *notes)) if notes else study


def in_groups(study: Study, rows: pd.DataFrame, by: str, *, table: str, fewest: int, latest: bool) -> pd.DataFrame:
    """Rows of a part whose groups are named as they may be told there: those too small under one name.

    Parameters
    ----------
    study : Study
        The part; rows of the whole, and those of other tables than customers' answers, stay as they are.
    rows : pandas.DataFrame
        Of the table.
    by : str
        A column.
    table : str
    fewest : int
    latest : bool
        Whether pages tell of the last wave by itself.
    """
    part, its = part_of(study, table), study.contract.tables[table].columns.get(by)
    if its is None or fewest <= 1 or study.contract.tables[table].kind not in SURVEYS:
        return rows
    if its.role == "time":
        return rows if part is None or by not in part.frame else _in_months(part, rows, by, fewest=fewest)
    if its.role not in FACETS:
        return rows
    if sorted_as(study, table, by, fewest=fewest) is not None:
        return rows.assign(**{by: labelled(rows[by], np.full(len(rows), None, dtype=object))})
    if part is None or by not in part.frame:
        return rows
    code, distinct = places(part.frame[by])
    told, here = _told(part, by, fewest=fewest, latest=latest), np.unique(code[part.mine])
    hidden = [distinct[value] for value in here if not told[value]]
    if not hidden:
        return rows
    name = joined_name(hidden) if len(hidden) > 1 else None
    small = rows[by].isin([value for value in hidden if value is not None])
    small |= rows[by].isna() if None in hidden else False
    labels_now = rows[by].astype(object).where(rows[by].notna(), None).mask(small, name)
    return rows.assign(**{by: labelled(rows[by], labels_now.to_numpy(dtype=object))})


def _in_months(part: Part, rows: pd.DataFrame, by: str, *, fewest: int) -> pd.DataFrame:
    """Rows of a part without those of months that may not be told there; quarters and years are made of the others."""
    code, distinct = places(_grouped(part, by))
    told = _told(part, by, fewest=fewest, latest=False)
    here = np.unique(code[part.mine])
    hidden = [distinct[value] for value in here if not told[value]]
    months = _months(rows[by])
    out = months.isin([month for month in hidden if month is not None])
    out |= months.isna() if None in hidden else False
    return rows[~out].reset_index(drop=True) if out.any() else rows


def _months(dates: pd.Series) -> pd.Series:
    return pd.to_datetime(dates).dt.strftime("%Y-%m").astype(object)


def _grouped(part: Part, by: str) -> pd.Series:
    """A column as pages tell by it: dates by their months."""
    its = part.study.contract.tables[part.table].columns.get(by)
    return _months(part.frame[by]) if its is not None and its.role == "time" else part.frame[by]


def _told(part: Part, by: str, *, fewest: int, latest: bool) -> np.ndarray:
    """Which values of a column may be told in a part: a mask of the values."""
    asked = by, fewest, latest
    if asked not in part.known:
        part.known[asked] = _found_told(part, by, fewest=fewest, latest=latest)
    return part.known[asked]


def _found_told(part: Part, by: str, *, fewest: int, latest: bool) -> np.ndarray:
    asked = part.table, part.named[-1], by, fewest, latest
    n, owner, group = once(part.study, ("told", *asked), lambda: _told_of_all(part, by, fewest=fewest, latest=latest))
    told = np.zeros(n, bool)
    told[group[owner == part.own[-1]]] = True
    return told


def _told_of_all(part: Part, by: str, *, fewest: int, latest: bool) -> tuple[int, np.ndarray, np.ndarray]:
    """The number of values of a column, and of what may be told, each once or more: of which part, which value.

    It is the same for all parts of a whole. Branches by segment and segments by branch tell the same cells: they are
    chosen once, for both.
    """
    its = part.study.contract.tables[part.table]
    values = _grouped(part, by)
    facet, distinct = places(values)
    column, levels, named, paths = by, part.levels, part.named, part.paths
    if turned := _turned(part, by):
        levels, named, paths = _paths(part.study, part.table, by, values)
        column, facet = part.named[-1], part.paths[-1]
    above = levels[: levels.index(column)] if column in levels else []
    coarser = [places(part.frame[name])[0] for name in above if name in part.frame and name not in named]
    cell, first = cells_of([*paths, facet, *coarser])
    slices = part.slices(latest=True)[: 3 if latest else 2]
    every, *waves = (part.answered.people(np.where(rows, cell, -1), len(first)) for rows in slices)
    crossed = Crossed(
        paths=[path[first] for path in paths],
        facet=facet[first],
        coarser=[code[first] for code in coarser],
        counts=np.hstack([every, *(waves if latest else [])]),
        sizes=np.hstack([every, *waves[:1]]),
        spared=_last_one(part, column, facet)[first] if is_wave(its, column) else None,
    )
    inside = crossed.told(fewest=fewest, least=part.study.contract.study.min_cell.customers)[-1]
    group = paths[-1][first] if turned else crossed.facet
    return len(distinct), part.paths[-1][first][inside], group[inside]


def _turned(part: Part, by: str) -> bool:
    """Whether the table of a part and a column is that of the column's parts: units first, waves last, else by name."""
    column = part.named[-1]
    if {by, column} <= set(part.levels):
        return False
    its = part.study.contract.tables[part.table]
    return precedence(its, part.levels, by) < precedence(its, part.levels, column)


def _last_one(part: Part, wave: str, code: np.ndarray) -> np.ndarray:
    """The rows of the last wave."""
    return code == code[part.frame[wave].notna().to_numpy(bool)].max(initial=-1)
