"""A part of a study: the rows of one value of a column, in every table that can tell it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd

from ...errors import CXError, nearest
from ...locale import say
from ...text import count
from ..checks.whose_key import registers_meant
from ..contract.roles import REGISTERS, STAFF
from ..files.in_memory import once
from ..words.numbers import as_text
from .employees import is_secret
from .levels import each_value, groups_people

if TYPE_CHECKING:
    from ..study import Study

# role → the kind of table that has it as key
HOMES = {"unit": "units", "customer": "customers", "touchpoint": "touchpoints"}


def labels_once(whole: Study, *, table: str, column: str) -> pd.Series | None:
    """The labels of a table of a whole study, made once for all its parts."""
    return once(whole, ("labels", table, column), lambda: labels(whole, table=table, column=column))


def labels(study: Study, *, table: str, column: str, asked: tuple[str, ...] = ()) -> pd.Series | None:
    """See `cxlib.study.Study.labels`; `asked` are the tables whose keys led here."""
    rows = study.tables[table]
    if column in rows:
        return _text(rows[column]) if _names_groups(study, table, column) else None
    for role, kind in HOMES.items():
        own_keys = study.columns(role, table=table)
        keys = {home: study.columns(role, table=home)[0] for home in _homes(study, kind, role)}
        for home in registers_meant(own_keys[0], keys) if own_keys else []:
            told = None if home in (table, *asked) else labels(study, table=home, column=column, asked=(*asked, table))
            if told is not None:
                own, key = (study.tables[name][study.columns(role, table=name)[0]] for name in (home, table))
                values = dict(zip(_text(own)[::-1], told[::-1], strict=True))
                joined = study.joined.get(table, {}) if role == "unit" else {}
                return each_value(key, partial(_value_of, values=values, joined=joined))
    return None


def _value_of(key: Any, *, values: Mapping, joined: Mapping[str, tuple]) -> str | None:
    """What a key's table says of it; of a joined unit what it says of all that are in it."""
    several = dict.fromkeys(values.get(as_text(one)) for one in joined.get(key, (key,)) if one is not None)
    known = [value for value in several if value is not None]
    return known[0] if len(known) == 1 else " + ".join(known) or None


def values(study: Study, column: str) -> list[str]:
    """Every value of a column that some table has, in order: the parts into which `--each` takes a study apart."""
    if ":" in column:
        raise CXError(f'"{column}": a part cannot be named by a column with a colon.', "Give it another name.")
    tables = [table for name, table in study.tables.items() if column in table and _names_groups(study, name, column)]
    if not tables:
        known = dict.fromkeys(name for table in study.tables.values() for name in table)
        if column in known:
            told = f'"{column}": employees make parts by groups, never by what they answered or are called.'
            raise CXError(told, "Name a column of role unit or segment.")
        raise CXError(f'No table of the study has a column "{column}".', nearest(column, list(known)))
    ordered = pd.concat([table[column].dropna().drop_duplicates().sort_values().astype(object) for table in tables])
    return list(dict.fromkeys(_text(ordered)))


def part(study: Study, only: str, *, tables: list[str]) -> Study:
    """The rows of one value of a column: see `cxlib.study.read_study`; `tables` are those to keep."""
    column, colon, value = (word.strip() for word in only.partition(":"))
    if not (column and colon and value):
        raise CXError(f'only: "{only}" names no part.', 'Write the column and its value, as in "region: North".')
    known = values(study, column)
    joined = [name for name in known if value in name.split(" + ")]
    if value not in known and joined:
        raise CXError(
            f'only: {column} "{value}" has too few people to be told by itself.', f'Write "{column}: {joined[0]}".'
        )
    if value not in known:
        raise CXError(f'only: no row has {column} "{value}".', nearest(value, known))
    kept, told = {}, []
    for name in tables:
        rows, label = study.tables[name], labels_once(study, table=name, column=column)
        if label is not None and (label == value).any():
            kept[name] = _rows(rows[label == value], study.columns("wave", table=name))
            told.append(_told(study, name, len(kept[name])))
        elif label is None and study.contract.tables[name].kind in REGISTERS:
            kept[name] = rows
    only = f"{column}: {value}"
    left = [name for name in tables if name not in kept]
    rows_of = ", ".join(told) or say("no rows")
    note = f"{say('Only {only}.', only=only)} {rows_of[0].upper()}{rows_of[1:]}."
    if left:
        note += " " + say("Left out, since they cannot tell it or have no such row: {tables}.", tables=", ".join(left))
    contract = _contract(study, kept, only)
    return replace(study, tables=kept, contract=contract, notes=(note, *study.notes), only=only, whole=study)


def _names_groups(study: Study, table: str, column: str) -> bool:
    """Whether a part may be named by a column; employees are never parted by what they answered, or one by one."""
    return not is_secret(study.contract, table) or groups_people(study.contract.tables[table].columns.get(column))


def _told(study: Study, table: str, n: int) -> str:
    """How many rows a part has of a table; of people it is not said where they may be few."""
    kind, cells = study.contract.tables[table].kind, study.contract.study.min_cell
    if kind in STAFF or (kind not in REGISTERS and n < cells.customers):
        return say("some rows of {table}", table=table)
    return say("{n} of {total} rows of {table}", n=count(n), total=count(len(study.tables[table])), table=table)


def _homes(study: Study, kind: str, role: str) -> list[str]:
    """The tables of a kind that have its key."""
    declared = study.contract.tables
    return [name for name in study.tables if declared[name].kind == kind and study.columns(role, table=name)]


def _contract(study: Study, tables: dict, only: str):
    """What study.toml says, of the tables that are left; the note on the data says of which part they are."""
    declared = study.contract
    notes = f"{say('Only {only}.', only=only)} {declared.study.notes}".strip()
    about = declared.study.model_copy(update={"notes": notes})
    kept = {name: table for name, table in declared.tables.items() if name in tables}
    return declared.model_copy(update={"tables": kept, "study": about})


def _rows(rows: pd.DataFrame, waves: list[str]) -> pd.DataFrame:
    """The rows by themselves, with the waves that they have."""
    own = rows.reset_index(drop=True)
    return own.assign(**{name: own[name].cat.remove_unused_categories() for name in waves if hasattr(own[name], "cat")})


def _text(column: pd.Series) -> pd.Series:
    """Values as they are typed; missing where there is none."""
    return each_value(column, as_text)
