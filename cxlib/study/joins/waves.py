"""Several surveys as one: tables of kind relationship joined as waves, and what can be followed through them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from ...errors import CXError, nearest
from ...locale import prefixed, say_number
from ...results import Result
from ...text import count as counted
from ..checks.codes_given import codes_and_meanings
from ..contract.models import ColumnContract, Contract, TableContract
from ..contract.roles import ROLES
from ..words.cells import BLANKS
from ..words.numbers import plain
from . import require_pandas

if TYPE_CHECKING:
    from ..study import Study

KIND = "relationship"
WAVE = "wave"
_KINDS = {"number": "numbers", "date": "dates", "yes_no": "yes and no", "text": "words", "names": "words"}


def _surveys(study: Study) -> list[str]:
    """The tables that are surveys of one kind."""
    found = [name for name in study.tables if study.contract.tables[name].kind == KIND]
    require_pandas({name: study.tables[name] for name in found})
    return found


def _waves(study: Study) -> Iterator[tuple[str, str, pd.DataFrame]]:
    """Name, table and rows of each wave: a table, or the part of a table that has the same wave."""
    tables = _surveys(study)
    for name in tables:
        frame, own = study.tables[name], study.contract.tables[name].named(WAVE)
        if not own:
            yield name, name, frame
            continue
        values = frame[own[0]].dropna().drop_duplicates().sort_values()
        for value in values:
            yield str(value) if len(tables) == 1 else f"{name} {value}", name, frame[frame[own[0]] == value]


def waves_asking(study: Study, *, role: str, named: str = "") -> list[str]:
    """See `Study.waves_asking`."""
    if study.absent:
        return []
    if named:
        two = [wave.strip() for wave in named.split(",")]
        if len(two) != 2:
            raise CXError(f'waves: "{named}" does not name two waves.', 'Write two names, such as "2017, 2018".')
        return two
    return [
        wave
        for wave, table, rows in _waves(study)
        if any(rows[name].notna().any() for name in study.columns(role, table=table))
    ]


def join_waves(study: Study, *, waves: Sequence[str] | None = None) -> Study:
    """See `Study.join_waves`."""
    parts = list(_waves(study))
    known = [wave for wave, _, _ in parts]
    for wave in waves or ():
        if wave not in known:
            raise CXError(f'waves: the study has no wave "{wave}".', nearest(wave, known))
    parts = [part for part in parts if waves is None or part[0] in waves]
    if not parts:
        return replace(study, tables={})
    columns = _columns(study, [table for _, table, _ in parts], common=waves is not None)
    frames = [_one_wave(rows, wave, columns) for wave, _, rows in parts]
    joined = pd.concat(frames, ignore_index=True)
    order = [wave for wave, _, _ in parts]
    joined[WAVE] = pd.Categorical(joined[WAVE], categories=order, ordered=True)
    contract = _contract(study, columns, [table for _, table, _ in parts])
    notes = (*study.notes, *_without_wave(study))
    people = study.people and study.people.joined({wave: table for wave, table, _ in parts}, KIND, by=WAVE)
    return replace(study, tables={KIND: joined}, contract=contract, notes=notes, people=people)


def _without_wave(study: Study) -> Iterator[str]:
    """A note on the rows that no wave takes."""
    for name in _surveys(study):
        for wave in study.contract.tables[name].named(WAVE)[:1]:
            count = int(study.tables[name][wave].isna().sum())
            if count:
                told = say_number(
                    "{number} row has no wave; left out of comparisons.",
                    "{number} rows have no wave; left out of comparisons.",
                    count,
                    number=counted(count),
                )
                yield prefixed(name, told)


def _one_wave(rows: pd.DataFrame, wave: str, columns: dict[str, ColumnContract]) -> pd.DataFrame:
    """The rows of one wave with the columns that are kept; marks of "not used" stay empty where not asked."""
    names = [name for name in columns if name in rows and name != WAVE]
    marks = [mark for mark in (f"{name}_not_used" for name in names) if mark in rows]
    return rows[names + marks].astype(dict.fromkeys(marks, "boolean")).assign(**{WAVE: wave})


def _columns(study: Study, tables: list[str], *, common: bool) -> dict[str, ColumnContract]:
    """The columns of the joined table as its last table declares them, without the waves' own."""
    kept: dict[str, ColumnContract] = {}
    for table in dict.fromkeys(tables):
        for name, column in study.contract.tables[table].columns.items():
            if column.role == WAVE:
                continue
            if name == WAVE:
                mend = "Give the column another name in study.toml, or the role wave."
                raise CXError(f"{table}: a column is called wave and has the role {column.role}.", mend)
            _require_alike(f"{table}.{name}", kept.get(name, column), column)
            kept[name] = column
    if common:
        declared = [study.contract.tables[table].columns for table in tables]
        kept = {name: column for name, column in kept.items() if all(name in columns for columns in declared)}
    return kept


def _require_alike(place: str, first: ColumnContract, column: ColumnContract) -> None:
    """Stop where two tables give one column different kinds of values, or numbers on different scales."""
    kinds = [_KINDS.get(part.values, part.values) for part in (first, column)]
    if kinds[0] != kinds[1]:
        mend = f"Give it one role and one kind of labels in all tables of kind {KIND}."
        one, other = sorted(kinds, key=list(_KINDS.values()).index)
        raise CXError(f"{place}: {one} in one table and {other} in another.", mend)
    scales = [part.bounds for part in (first, column) if ROLES[part.role].values == "number" and part.bounds]
    if len(scales) == 2 and scales[0] != scales[1]:
        one, other = (f"{plain(low)}…{plain(high)}" for low, high in scales)
        mend = "If the scale was one, write it in both tables; else give the columns different names."
        raise CXError(f"{place}: a scale of {one} in one table and {other} in another.", mend)


def _contract(study: Study, columns: dict[str, ColumnContract], tables: list[str]) -> Contract:
    """The study's contract with the joined table alone."""
    declared = study.contract.tables
    files = [file for table in dict.fromkeys(tables) for file in declared[table].file]
    joined = TableContract.model_construct(
        **{
            **dict(declared[tables[0]]),
            "file": files,
            "columns": {**columns, WAVE: ColumnContract(source="the table's name", role=WAVE)},
        }
    )
    return study.contract.model_copy(update={"tables": {KIND: joined}})


def crosswalk(study: Study) -> Result:
    """See `Study.crosswalk`."""
    lines = []
    for wave, table, rows in _waves(study):
        for name, column in study.contract.tables[table].columns.items():
            mark = f"{name}_not_used"
            line = (
                name,
                column.role,
                wave,
                column.source.strip(BLANKS),
                column.question,
                int(rows[name].notna().sum()),
            )
            lines.append((*line, rows[name].notna().mean(), rows[mark].mean() if mark in rows else 0.0))
    names = ["column", "role", "wave", "source", "question", "n", "share", "not_used_share"]
    table = pd.DataFrame(lines, columns=names)
    table["wave"] = pd.Categorical(table["wave"], categories=table["wave"].drop_duplicates(), ordered=True)
    return Result(kind="crosswalk", table=table)


def raw_answers(study: Study, *, column: str) -> pd.DataFrame:
    """See `Study.raw_answers`."""
    texts: dict[str, pd.DataFrame] = {}
    parts = []
    for wave, table, rows in _waves(study):
        if column in study.contract.tables[table].columns:
            texts[table] = texts[table] if table in texts else codes_and_meanings(study, table, [column])[column]
            parts.append(texts[table].loc[rows.index].assign(wave=wave))
    if not parts:
        known = dict.fromkeys(name for table in _surveys(study) for name in study.contract.tables[table].columns)
        raise CXError(f'column: no survey has a column "{column}".', nearest(column, known))
    return pd.concat(parts, ignore_index=True)[["wave", "code", "meaning"]]


def unit_records(study: Study, *, column: str, unit: str) -> pd.DataFrame:
    """See `Study.unit_records`."""
    for name, rows in study.tables.items():
        keys = study.columns("unit", table=name)
        if column in rows and keys:
            called = {keys[0]: unit} | {wave: "wave" for wave in study.columns("wave", table=name)[:1]}
            return rows.rename(columns=called)
    raise CXError(f"No table of units has {column}.", "name it with -p mediator=….")
