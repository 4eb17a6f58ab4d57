"""Employees as a study gives them out: in blocks, so that nothing made of the tables tells of few people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from ...aggregate import mark_together
from ...blocks import Blocks, People, put_in_blocks
from ...locale import prefixed, say, say_number, together
from ...text import alone_and_joined, count
from ..cleaning.coded import Coded
from ..cleaning.tables import Table
from ..contract.models import ColumnContract, Contract
from ..contract.roles import SCALED, STAFF
from ..files.access import run_folder
from ..words.arrow_texts import STR
from .behind_rows import UNKNOWN
from .behind_rows import People as Whose
from .levels import NO_GROUPS, labelled, levels_of


@dataclass(frozen=True, kw_only=True)
class Protection:
    """How employees are told of.

    Attributes
    ----------
    fewest : int
        The notebook's own smallest group; the study's where that is larger.
    folder : Path or None
        Of results, which remembers whom earlier runs have shown; None outside of a run.
    join_units : bool
        Whether the other tables call units as the employees' table does.
    as_they_came : bool
        Whether all rows stay as they came: for whoever checks what was published against them, and shows nothing.
    """

    fewest: int = 1
    folder: Path | None = None
    join_units: bool = True
    as_they_came: bool = False


class Settled(NamedTuple):
    """A table's people, their blocks, and the fewest of whom anything is told."""

    people: People
    blocks: Blocks
    fewest: int


def results_folder() -> Path | None:
    """The folder of all runs, of which this is one; None outside of a run."""
    own = run_folder()
    return None if own is None else own.parent if own.name.endswith(".partial") else own


def is_secret(contract: Contract, table: str) -> bool:
    """Whether a table's people must not be known."""
    return contract.tables[table].kind in STAFF


def is_one_person(column: ColumnContract | None) -> bool:
    """Whether the values of a column are employees, such as who served the customer: figures would be about one."""
    return column is not None and column.role == "employee"


def protect(
    tables: Mapping[str, Table], units: Mapping[str, Table], contract: Contract, asked: Protection, whose: Whose
) -> dict[str, Settled]:
    """Put the people of every secret table into blocks.

    Parameters
    ----------
    tables : mapping of str to Table
        All that the study gives out.
    units : mapping of str to Table
        Tables of units, also those that were not asked for.
    whose : People
        Who is behind the rows of tables that do not name them: rows of whom it is not known are left out.

    Returns
    -------
    dict
        Secret table → its people in blocks, for `generalise`.
    """
    fewest = 1 if asked.as_they_came else max(asked.fewest, contract.study.min_cell.employees)
    found = {}
    for name, table in tables.items():
        if table.secret and len(table.frame) and fewest > 1:  # 1: the study asks for no protection
            people = _people(table, units, _persons(table, whose))
            found[name] = Settled(people, put_in_blocks(people, fewest=fewest, folder=asked.folder), fewest)
    return found


def generalise(tables: Mapping[str, Table], found: Mapping[str, Settled], *, join_units: bool) -> dict[str, str]:
    """Give secret tables their groups as they may be told, and leave out who cannot be told at all, in place.

    Returns
    -------
    dict
        Secret table → a sentence on its groups.
    """
    told: dict[str, str] = {}
    called: dict[str, Any] = {}
    for name, settled in found.items():
        table = tables[name]
        told[name] = _told(table, settled.people, settled.blocks, settled.fewest)
        called |= settled.blocks.names.get((*table.named("unit"), "")[0], {})
        _generalise(table, settled.people, settled.blocks, settled.fewest)
    if called and join_units:
        for table in tables.values():
            if not table.secret:
                _call_units(table, called)
    return told


def _persons(table: Table, whose: Whose) -> pd.Series | None:
    """Who each row is about, by a column or by what the rows refer to; None where not all rows tell."""
    refers = table.named("reference") and not table.named("employee")
    behind = whose.known.get(table.name) if refers else None
    if behind is not None and behind.rest == UNKNOWN:
        known = behind.codes(table.frame) >= 0
        if not known.all():
            left = say_number("{number} row is left out: it refers to nobody.",
                              "{number} rows are left out: they refer to nobody.",
                              int((~known).sum()), number=count(int((~known).sum())))  # fmt: skip
            table.notes.append(prefixed(table.name, left))
            table.leave_out(~known)
        return pd.Series(behind.names[behind.codes(table.frame)], table.frame.index)
    who = [*table.named("employee"), *table.named("id")]
    return table.frame[who[0]] if who and table.frame[who[0]].notna().all() else None


def _people(table: Table, units: Mapping[str, Table], person: pd.Series | None) -> People:
    frame, its = table.frame, table.contract.columns
    waves = table.named("wave")
    answers = [name for name in frame if name in its and _is_answer(its[name])]
    scales: dict[str, tuple[list[str], float, float]] = {}
    for name in answers:
        low, high = its[name].bounds or (frame[name].min(), frame[name].max())
        scales.setdefault(f"{its[name].role} {low} {high}", ([], low, high))[0].append(name)
    behind = (*table.named("n_people"), None)[0]
    return People(
        behind=None if behind is None else frame[behind],
        wave=frame[waves[0]] if waves else None,
        person=person,
        levels=levels_of(table, units),
        answers=frame[answers].astype(float),
        scales=scales,
    )


def _is_answer(column: ColumnContract) -> bool:
    """Whether a column is what people answered; of a question with several answers each option is asked by itself."""
    return column.role == "choices" or (
        column.values == "number" and (column.bounds is not None or column.role in SCALED)
    )


def _generalise(table: Table, people: People, blocks: Blocks, fewest: int) -> None:
    """Give the table its groups as they may be told, and leave out who cannot be told at all."""
    frame, its = table.frame.copy(), table.contract.columns
    groups = frame.groupby(_cells(people, blocks), dropna=False)
    for name in [name for name in frame if name in its]:
        column = its[name]
        if name in blocks.labels:
            frame[name] = labelled(frame[name], blocks.labels[name])
        elif name in people.answers:
            blank = blocks.blank[:, list(people.answers).index(name)]
            frame[name] = frame[name].mask(blank)
        elif column.role in NO_GROUPS or name == (*table.named("wave"), "")[0]:
            continue
        elif column.values == "number":
            frame[name] = groups[name].transform("mean")
        else:
            frame[name] = frame[name].mask(groups[name].transform("nunique") != 1)
    unit = (*table.named("unit"), "")[0]
    for name, labels in blocks.labels.items():
        if name not in frame and unit in blocks.labels and (pd.isna(blocks.labels[unit]) & ~pd.isna(labels)).any():
            frame[name] = pd.Series(labels, index=frame.index).astype("str")
            columns = {**table.contract.columns, name: ColumnContract(source=name, role="segment")}
            table.contract = table.contract.model_copy(update={"columns": columns})
    frame = frame[blocks.told].reset_index(drop=True)
    waves = [name for name in table.named("wave") if isinstance(frame[name].dtype, pd.CategoricalDtype)]
    frame = frame.assign(**{name: frame[name].cat.remove_unused_categories() for name in waves})
    mark_together(frame, fewest)
    table.take(frame)


def _cells(people: People, blocks: Blocks) -> np.ndarray:
    """The groups that are alike in every level and the wave, numbered."""
    keys = [pd.factorize(labels)[0] for labels in blocks.labels.values()]
    keys += [] if people.wave is None else [pd.factorize(people.wave)[0]]
    table = pd.DataFrame(dict(enumerate([np.zeros(len(people), int), *keys])))
    return table.groupby(list(table), sort=False).ngroup().to_numpy()


def _call_units(table: Table, called: Mapping) -> None:
    """Call units by the groups that the employees' table has; a table of units has a row for each."""
    names = {str(value): str(name) for value, name in called.items() if value is not None and name is not None}
    if all(value == name for value, name in names.items()):
        return
    for unit in table.named("unit"):
        own, coded = table.frame[unit], table.coded[unit]
        new = [names.get(str(value), str(value)) for value in coded.values.tolist()]
        if own.dtype == STR:
            places, distinct = pd.factorize(pd.Series(new, dtype=STR))
            coded = Coded(pd.Series(distinct, dtype=STR), np.append(places, -1)[coded.codes])
            made = pd.Series(coded.values.array.take(coded.codes, allow_fill=True), index=own.index)
        else:
            made = labelled(own, np.array([*new, None], dtype=object)[coded.codes])
            coded = Coded.of_rows(made)
        table.frame, table.coded = table.frame.assign(**{unit: made}), {**table.coded, unit: coded}
    if table.contract.kind == "units" and table.named("unit"):
        _one_row_each(table, [*table.named("unit")[:1], *table.named("wave")])


def _one_row_each(table: Table, keys: list[str]) -> None:
    """The rows of units that are joined made one: people added up, other numbers their mean, by people where known."""
    several = table.frame.duplicated(keys, keep=False)
    if not several.any():
        return
    behind = next(iter(table.named("n_people")), None)
    mean = "mean" if behind is None else partial(_mean, of=table.frame[behind])
    ways = {}
    for name in table.frame.columns.drop(keys):
        column = table.contract.columns.get(name)
        kind = "" if column is None else column.values
        adds = column is not None and column.role in ("population", "n_people")
        ways[name] = (_sum if adds else mean) if kind == "number" else _common
    kinds = {name: kind for name, kind in table.frame.dtypes.items() if not isinstance(kind, pd.CategoricalDtype)}
    groups = table.frame[several].groupby(keys, observed=True, sort=False, dropna=False)
    made = groups.agg(ways).reset_index()[list(table.frame)].astype(kinds)
    made.index = table.frame.index[several & ~table.frame.duplicated(keys)]  # where the first of each stands
    table.take(pd.concat([table.frame[~several], made]).sort_index().reset_index(drop=True))


def _sum(values: pd.Series) -> float:
    """All people together; unknown, and not nobody, where no number is known."""
    return values.sum(min_count=1)


def _mean(values: pd.Series, *, of: pd.Series) -> float:
    """The mean of all people, where each row is the mean of so many."""
    people = of.loc[values.index].where(values.notna()).astype(float)
    return float((values.astype(float) * people).sum() / people.sum()) if people.sum() > 0 else np.nan


def _common(values: pd.Series):
    """The value that all have; of several texts all of them."""
    known = values.dropna().unique()
    if len(known) <= 1:
        return known[0] if len(known) else None
    return " + ".join(map(str, known)) if isinstance(known[0], str) else None


def _told(table: Table, people: People, blocks: Blocks, fewest: int) -> str:
    """How many groups are told by themselves, and how many people not at all; none by name."""
    said = []
    for name in people.levels:
        if name in table.frame and blocks.joined[name]:
            alone, joined = blocks.alone[name], blocks.joined[name]
            said.append(alone_and_joined(name, alone, people.levels[name].nunique(), joined))
    left = int((~blocks.told).sum())
    words = [say("Told of at least {n} people each. {columns}.", n=fewest, columns="; ".join(said))] if said else []
    if left:
        words.append(
            say_number(
                "{number} row is left out: too few to be told by themselves, or of a group that an earlier run showed "
                "with other people or answers.",
                "{number} rows are left out: too few to be told by themselves, or of a group that an earlier run "
                "showed with other people or answers.",
                left,
                number=count(left),
            )
        )
    if blocks.aside:
        words.append(
            say(
                "The way on, where the data were corrected: remove the earlier pages wherever they lie, then run "
                "into a new folder of results (--out). Lost are these pages and the groups as they were made: the new "
                "folder knows nothing of them, and who keeps both could know a single person."
            )
        )
    if blocks.blank.any():
        blank = int(blocks.blank.sum())
        words.append(
            say_number(
                "{number} answer to a question that some only were asked is left out.",
                "{number} answers to questions that some only were asked are left out.",
                blank,
                number=count(blank),
            )
        )
    return together(words)
