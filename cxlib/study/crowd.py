"""The people of a table as they came, and who is meant by what a page says of a group: for attacks on what is shown."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd

from .cleaning.tables import Table
from .contract.roles import REGISTERS, SCALED, SURVEYS
from .people.behind_rows import People, number_of, people_behind
from .people.employees import Protection, protect
from .people.levels import each_value, levels_of
from .read import read
from .words.numbers import as_text

DEALT = ("wave", "dose", "lot", "held_out", "answered")  # of what groups are made beside those that a study compares
PROMOTER, DETRACTOR = 9, 6


@dataclass(eq=False, kw_only=True)
class Crowd:
    """The rows of one table about people.

    Attributes
    ----------
    table : str
    fewest : int
        Of whom the study lets anything be told.
    groups : mapping of str to mapping of str to (n,) array of bool
        Level → name of a group, as a page writes it → who is in it.
    waves : list of (n,) arrays of bool
        The rows of each wave, the last one last.
    values : pandas.DataFrame
        What a published mean may be the mean of, by person: answers, scores of scales, shares as 0 and 1.
    answered : list of (n,) arrays of bool
        All rows, those with an answer, and those with all answers.
    person : (n,) array of int or None
        Of customers' answers, who is behind each row: see `people_behind`.
    """

    table: str
    fewest: int
    groups: Mapping[str, dict[str, np.ndarray]]
    waves: list[np.ndarray]
    values: pd.DataFrame
    answered: list[np.ndarray] = field(default_factory=list)
    person: np.ndarray | None = None
    _sums: dict[bytes, tuple[np.ndarray, np.ndarray]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.values)

    @cached_property
    def known(self) -> np.ndarray:
        """Who has each value."""
        return self.values.notna().to_numpy()

    @cached_property
    def _numbers(self) -> np.ndarray:
        return self.values.fillna(0).to_numpy()

    @cached_property
    def _slices(self) -> np.ndarray:
        every = np.ones(len(self), bool)
        return np.array([wave & own for wave in (every, *self.waves) for own in self.answered])

    def people(self, rows: np.ndarray) -> int:
        """How many people some rows are of, at least."""
        return int(rows.sum()) if self.person is None else number_of(self.person[rows])

    def sums(self, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Of some rows, the slices that pages tell of: all and each wave, each by who answered.

        Returns
        -------
        (slices, n), (slices, values), (slices, values) arrays
            Who is in each slice, whoever the rows are; how many of the rows in it have each value, and its sum.
        """
        key = np.packbits(rows).tobytes()
        if key not in self._sums:
            own = np.flatnonzero(rows)
            weights = self._slices[:, own].astype(float)
            self._sums[key] = weights @ self.known[own], weights @ self._numbers[own]
        return self._slices, *self._sums[key]


def crowds(path: Path, *, folder: Path, thresholds: Iterable[int]) -> list[Crowd]:
    """The people of every table of a study, with the groups that runs into a folder have named.

    Parameters
    ----------
    path : Path
        Of the study.
    folder : Path
        Of results: a copy of what it remembers says which groups are joined, with each of the `thresholds`.
    """
    study = read(path, engine="pandas", protection=Protection(as_they_came=True))
    declared = study.contract.tables
    tables = {name: Table(name=name, contract=declared[name], frame=frame) for name, frame in study.tables.items()}
    units = {name: table for name, table in tables.items() if table.contract.kind == "units"}
    whose = study.people or People()
    called: dict[str, list[tuple[str, set[str]]]] = {}
    for fewest in sorted(set(thresholds)):
        with tempfile.TemporaryDirectory() as copy:
            for file in folder.glob(".cx_*"):
                shutil.copy(file, copy)
            settled = protect(tables, units, study.contract, Protection(fewest=fewest, folder=Path(copy)), whose)
        for one in settled.values():
            for level, names in one.blocks.names.items():
                joined: dict[str, set[str]] = {}
                for value, name in names.items():
                    joined.setdefault(as_text(name), set()).add("" if value is None else as_text(value))
                called.setdefault(level, []).extend(joined.items())
    smallest = study.contract.study.min_cell
    return [
        _crowd(
            table,
            units,
            called,
            smallest.employees if table.secret else smallest.customers,
            person=people_behind(study, table=table.name) if table.contract.kind in SURVEYS else None,
        )
        for table in tables.values()
        if table.contract.kind not in REGISTERS and len(table.frame)
    ]


def _crowd(
    table: Table, units: Mapping[str, Table], called: Mapping[str, list], fewest: int, *, person: np.ndarray | None
) -> Crowd:
    levels = levels_of(table, units)
    waves = table.named("wave")[:1]
    levels |= {name: table.frame[name] for role in DEALT for name in table.named(role)}
    groups: dict[str, dict[str, np.ndarray]] = {}
    for level, column in levels.items():
        code, texts = pd.factorize(each_value(column, as_text).fillna(""), sort=True)
        own = {text: code == place for place, text in enumerate(texts) if text}
        for name, values in called.get(level, []):
            own.setdefault(name, np.isin(code, np.flatnonzero(texts.isin(list(values)))))
        groups[level] = own
    columns = [name for name in table.frame if name in table.contract.columns]
    answers = [name for name in columns if table.contract.columns[name].role in SCALED]
    given = table.frame[answers].astype(float) if answers else pd.DataFrame(index=table.frame.index)
    answered = [np.ones(len(given), bool)]
    answered += [given.notna().any(axis=1).to_numpy(), given.notna().all(axis=1).to_numpy()] if answers else []
    rounds = [table.frame[name] for name in waves]
    return Crowd(
        table=table.name,
        fewest=fewest,
        groups=groups,
        waves=[(one == value).to_numpy() for one in rounds for value in sorted(one.dropna().unique())],
        values=_values(table, given),
        answered=answered,
        person=person,
    )


def _values(table: Table, given: pd.DataFrame) -> pd.DataFrame:
    """All that means and shares on pages are made of."""
    made = {f"mean of {name}": given[name] for name in given}
    roles: dict[str, list[str]] = {}
    for name in given:
        column = table.contract.columns[name]
        roles.setdefault(column.role, []).append(name)
        known, answers = given[name].notna(), given[name]
        if column.role == "recommend":
            up, down = answers >= PROMOTER, answers <= DETRACTOR
            made |= {f"promoters of {name}": up.where(known), f"detractors of {name}": down.where(known)}
            made |= {f"passives of {name}": (~up & ~down).where(known)}
            made |= {f"NPS of {name}": (100 * (up.astype(float) - down)).where(known)}
        for low, high in [column.bounds] if column.bounds else []:
            made |= {f"highest answer to {name}": (answers >= high).where(known)}
            made |= {f"two highest answers to {name}": (answers >= high - 1).where(known)}
            made |= {f"lowest answer to {name}": (answers <= low).where(known)}
    for name, column in table.contract.columns.items():
        if column.role == "choices" and name in table.frame:
            made[f"share of {name}"] = pd.Series(table.frame[name].to_numpy(float, na_value=np.nan), given.index)
    for role, names in roles.items():
        if len(names) > 1:
            share = given[names].notna().mean(axis=1)
            made[f"mean of {role}"] = given[names].mean(axis=1).where(share >= 0.5)
    return pd.DataFrame(made, index=table.frame.index).astype(float)
