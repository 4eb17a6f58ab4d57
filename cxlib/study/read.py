"""A study read from end to end: contract, tables, checks, and what becomes of faulty rows."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from ..errors import CXError, Failure, StudyError, nearest
from ..locale import prefixed, speak_in_notebook
from .checks.between_tables import check_between, notes_between, referred
from .checks.row_faults import as_set_aside, set_aside, stop_or_go
from .checks.table_checks import check_rows, check_whole, notes_on
from .cleaning.engines import ENGINES, require_engine
from .cleaning.read_table import read_table
from .cleaning.tables import Table
from .contract.models import Contract
from .contract.roles import KINDS, ROLES, SURVEYS
from .contract.toml_file import read_contract
from .files.in_memory import hand_over, handed, keep_key, key_of_part, whole_key
from .files.logo import logo_failure
from .large.private_folder import private_folder
from .large.read_in_chunks import any_large, read_large
from .people.behind_rows import People
from .people.customers import join_units
from .people.customers_of_part import without_few
from .people.employees import Protection, Settled, generalise, is_secret, protect, results_folder
from .people.levels import hierarchy_of
from .people.subset import part
from .people.told import decide
from .study import Study


def read(
    path: Path, *, engine: str, tables: Sequence[str] | None = None, protection: Protection | None = None
) -> Study:
    """See `cxlib.study.read_study`."""
    protection = protection or Protection(folder=results_folder())
    if engine not in ENGINES:
        raise CXError(f'Unknown engine "{engine}".', nearest(engine, ENGINES))
    file = study_file(path)
    contract, failures = read_contract(file)
    if contract is None:
        raise StudyError(file.resolve().parent.name, failures)
    speak_in_notebook(contract.study.language)
    failures += filter(None, [logo_failure(file.parent, contract.report.logo)])
    every = contract
    if tables is not None:
        contract = _only(contract, _words(tables))
    require_engine(engine)
    return read_contract_whole(contract, failures, file.parent, engine=engine, every=every, protection=protection)


def read_contract_whole(
    contract: Contract,
    failures: list[Failure],
    home: Path,
    *,
    engine: str = "pandas",
    every: Contract | None = None,
    protection: Protection | None = None,
) -> Study:
    """The study of a contract whose faults are known, or of some tables of `every`; StudyError with all of them."""
    every, protection = every or contract, protection or Protection()
    if engine == "pandas" or not any_large(home, contract):
        found = _in_memory(contract, home, contract.tables)
        return _checked(contract, failures, found, home, engine, every=every, protection=protection)
    with private_folder() as folder:
        found = {
            name: read_large(home, name, table, contract.study.as_of, folder.subfolder())
            for name, table in contract.tables.items()
            if not _are_few(contract, name)
        }
        staff = _in_memory(contract, home, [name for name in contract.tables if name not in found])
        found = {name: (found | staff)[name] for name in contract.tables}
        study = _checked(contract, failures, found, home, engine, every=every, protection=protection)
        lazy = {name: study.tables[name].lazy() for name in staff if engine == "polars"}
        study = replace(study, tables=study.tables | lazy)
        folder.keep_with(study)
    return study


def _in_memory(contract: Contract, home: Path, names: Iterable[str]) -> dict[str, Table]:
    """Some tables read, and their rows checked."""
    found = {name: read_table(home, name, contract.tables[name]) for name in names}
    for table in found.values():
        check_rows(table, contract.study.as_of)
    return found


def _are_few(contract: Contract, table: str) -> bool:
    """Whether memory holds a table beside large ones: people in blocks, their units, files of another shape."""
    units = contract.tables[table].kind == "units" and any(is_secret(contract, name) for name in contract.tables)
    return units or is_secret(contract, table) or contract.tables[table].is_reshaped


def without_data(folder: Path, error: CXError) -> Study:
    """A study whose data are not there, as its study.toml names it."""
    contract, failures = read_contract(study_file(folder))
    if contract is None:
        raise StudyError(folder.resolve().name, failures)
    data: dict[str, Any] = {"tables": {}, "notes": (), "set_aside": as_set_aside([])}
    return Study(name=contract.study.name, contract=contract, folder=folder, as_of=None, absent=error, **data)


def read_for_run(path: str | Path, *, out: Path, only: str = "", min_cell: int = 1) -> Study:
    """A study for a run whose results go into a folder: whom its earlier runs have shown is kept to, and remembered."""
    protection = Protection(fewest=min_cell, folder=out)
    if only.strip():
        return read_part(Path(path), only, engine="pandas", protection=protection)
    return read(Path(path), engine="pandas", protection=protection)


def _tables_of_units(every: Contract, found: dict[str, Table], home: Path) -> dict[str, Table]:
    """The tables of units; those that were not asked for are read as well.

    Which people are put together must not depend on what a notebook asks for.
    """
    names = [name for name, table in every.tables.items() if table.kind == "units"]
    return {name: found[name] if name in found else read_table(home, name, every.tables[name]) for name in names}


def read_part(
    path: Path, only: str, *, engine: str, tables: Sequence[str] | None = None, protection: Protection | None = None
) -> Study:
    """See `cxlib.study.read_study`: all of the study is read, since any table may tell where a row belongs."""
    if engine != "pandas":
        raise CXError("only: a part is taken of pandas tables.", 'Read the study with engine="pandas".')
    whole = read_whole(path, protection=protection or Protection(folder=results_folder()))
    names = list(whole.tables) if tables is None else list(_only(whole.contract, _words(tables)).tables)
    fewest = protection.fewest if protection else 1
    key = key_of_part(whole, only, names, fewest)
    if (there := handed(key) if key else None) is not None:
        made, kept = there
        own = {name: made.tables.get(name, whole.tables.get(name)) for name in kept}
        return replace(made, whole=whole, folder=whole.folder, tables=own, people=whole.people)
    made = without_few(part(whole, only, tables=names), fewest=fewest)
    own = {name: table for name, table in made.tables.items() if table is not whole.tables[name]}
    hand_over(key, (replace(made, whole=None, tables=own, people=None), list(made.tables)))
    return made


def read_whole(path: Path, *, protection: Protection) -> Study:
    """A study that parts are taken of: read once in a run, for all its parts and their notebooks."""
    file = study_file(path)
    contract, _ = read_contract(file)
    folder = None if protection.folder is None else str(protection.folder.resolve())
    key = "" if contract is None else whole_key(file, contract, replace(protection, folder=None), folder)
    whole = handed(key) if key else None
    if contract is None or whole is None:
        whole = read(path, engine="pandas", protection=protection)
        decide(whole, fewest=protection.fewest)
        hand_over(key, whole)
        keep_key(whole, key)
        return whole
    speak_in_notebook(contract.study.language)
    tables = {name: table.copy(deep=False) for name, table in whole.tables.items()}
    own = replace(whole, tables=tables, folder=file.parent)
    own.told.update(whole.told)
    keep_key(own, key)
    return own


def _words(tables: Sequence[str]) -> Sequence[str]:
    return [tables] if isinstance(tables, str) else tables


def _only(contract: Contract, words: Sequence[str]) -> Contract:
    """The contract of the tables that are named, or have a kind or a role that is named; in the order written."""
    wanted: set[str] = set()
    for word in words:
        if word in contract.tables:
            wanted.add(word)
        elif word in KINDS or word in ROLES:
            wanted |= {name for name, table in contract.tables.items() if word == table.kind or table.named(word)}
        else:
            mend = nearest(word, {**contract.tables, **KINDS, **ROLES})
            mend = nearest(word, contract.tables) if mend.startswith("Known:") else mend
            raise CXError(f'tables: "{word}" is no table of the study, no kind and no role.', mend)
    return contract.model_copy(update={"tables": {name: t for name, t in contract.tables.items() if name in wanted}})


def _checked(
    contract: Contract,
    failures: list[Failure],
    tables: dict[str, Table],
    home: Path,
    engine: str,
    *,
    every: Contract,
    protection: Protection,
) -> Study:
    """The study of tables that were read, checked as a whole and put into blocks; or every fault."""
    whole = every is contract
    contract = contract.model_copy(update={"tables": {name: table.contract for name, table in tables.items()}})
    for table in tables.values():
        check_whole(table)
    meant = list(referred(tables)) if whole else []
    check_between(tables, meant)
    failures += [failure for table in tables.values() for failure in table.failures]
    people = People.of(tables, every, home)
    for table in tables.values():
        table.settle()
    stop_or_go(contract, tables, failures)
    left_out = as_set_aside([line for table in tables.values() for line in set_aside(table)])
    if protection.fewest > 1 and any(table.contract.kind in SURVEYS for table in tables.values()):
        _ = people.known  # pages need it: what references lead to is read now
    # of the rows as they came; where only some tables were asked for, those referred to may not be there
    lost = notes_between(tables, meant) if whole else []
    units = _tables_of_units(every, tables, home) if any(is_secret(every, name) for name in tables) else {}
    settled = protect(tables, units, contract, protection, people)
    notes = [note for name, table in tables.items() for note in (*table.notes, *_notes(table, settled.get(name)))]
    notes += lost
    apart = _units_apart(tables, every, home, protection, people)
    told = generalise(tables, settled, join_units=protection.join_units)
    joined, said = join_small_units(tables, every, home, protection, people)
    told |= said
    contract = contract.model_copy(update={"tables": {name: table.contract for name, table in tables.items()}})
    notes += [prefixed(name, said) for name, said in told.items() if said]
    return Study(
        name=contract.study.name,
        tables={name: table.for_engine(engine) for name, table in tables.items()},
        contract=contract,
        notes=tuple(notes),
        set_aside=left_out,
        folder=home,
        as_of=contract.study.as_of or _newest(tables),
        blocks=told,
        joined=joined,
        apart=apart,
        people=people,
        unused={name: table.unused for name, table in tables.items()},
    )


def join_small_units(
    tables: dict[str, Table], every: Contract, home: Path, protection: Protection, people: People
) -> tuple[dict[str, dict], dict[str, str]]:
    """Join units of whom few customers answered, where pages are made: see `join_units`."""
    asked = any(table.contract.kind in SURVEYS and table.named("unit") for table in tables.values())
    if protection.as_they_came or protection.fewest <= 1 or not asked:
        return {}, {}
    units = _tables_of_units(every, tables, home)
    return join_units(tables, units, every, people)


def _units_apart(
    tables: dict[str, Table], every: Contract, home: Path, protection: Protection, people: People
) -> dict[str, dict[str, pd.Series]]:
    """Units of customers and what stands above them, as they are called where no employees are read."""
    surveys = {name: replace(table) for name, table in tables.items() if table.contract.kind in SURVEYS}
    surveys = {name: table for name, table in surveys.items() if table.named("unit") and not protection.as_they_came}
    if not surveys or protection.fewest <= 1:
        return {}
    units = _tables_of_units(every, tables, home)
    levels = {name: hierarchy_of(table, units) for name, table in surveys.items()}
    join_units(surveys, units, every, people)
    return {name: {level: surveys[name].frame.get(level, values) for level, values in own.items()}
            for name, own in levels.items()}  # fmt: skip


def _notes(table: Table, settled: Settled | None) -> list[str]:
    """Notes on a table; on one of employees, on those who are told, with the names of their groups as they came."""
    if settled is None or not settled.blocks.told.any():
        return notes_on(table)
    shown = replace(table)
    shown.leave_out(~settled.blocks.told)
    return notes_on(shown)


def study_file(path: Path) -> Path:
    file = path if path.suffix == ".toml" else path / "study.toml"
    if not file.is_file():
        raise CXError(f'No study at "{path}".', "Name a folder that holds a study.toml, or the study.toml itself.")
    return file


def _newest(tables: dict[str, Table]) -> datetime.date | None:
    """The day of the newest row; of days to come, such as the end of a contract or a slip of the pen, none is it."""
    newest = [
        table.newest(name)
        for table in tables.values()
        for name, column in table.contract.columns.items()
        if column.values == "date"
    ]
    return max((min(date, datetime.date.today()) for date in newest if date is not None), default=None)
