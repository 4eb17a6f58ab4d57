"""Checks of tables against each other: keys, references, targets, and what one calls otherwise than another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from ...locale import prefixed, say, say_number
from ...text import count
from ..cleaning.tables import Table
from ..contract.models import ColumnContract, TableContract
from ..contract.roles import KEY_OF, REGISTERS, STAFF, SURVEYS
from ..words.numbers import plain
from .table_checks import is_before
from .unit_changes import notes_on_units
from .whose_key import Meant, References, registers_meant, rows_referred
from .written_alike import MOST_IDS, bare, notes_on_names, written_otherwise

_ONE_OF_A_KIND = ("transactional", "interactions", "journeys", "cases", "employees")


class Referred(NamedTuple):
    """A column of references, and whose keys they are."""

    table: str
    column: str
    meant: Meant


def check_between(tables: dict[str, Table], meant: Sequence[Referred]) -> None:
    """Faults of tables against one another; `meant` is what their references are found to mean."""
    check_keys(tables)
    check_units(tables)
    check_targets(tables)
    check_references(tables, meant)


def notes_between(tables: dict[str, Table], meant: Sequence[Referred]) -> list[str]:
    """What is no fault of tables beside one another, yet what a reader should know."""
    return [
        *_notes_on_kinds(tables),
        *notes_on_references(tables),
        *notes_on_names(tables),
        *_notes_on_order(tables, meant),
        *(note for table in tables.values() for note in notes_on_units(table)),
    ]


def check_keys(tables: dict[str, Table]) -> None:
    """Units and customers that are named in a table but stand in no table of units or customers."""
    for kind, role in KEY_OF.items():
        sources = {
            name: key
            for name, table in tables.items()
            if table.contract.kind == kind
            for key in (table.named(role) or table.named("id"))[:1]
        }
        if not sources:
            continue
        for table in tables.values():
            for column in table.named(role) if table.name not in sources else ():
                meant = registers_meant(column, sources)
                places = " or ".join(f"{name}.{sources[name]}" for name in meant)
                unknown = table.unknown(column, [(tables[name], sources[name]) for name in meant])
                mend = f"Add them to {' or '.join(meant)}, or correct how they are written."
                if _size(unknown):
                    known = [one for name in meant for one in tables[name].names(sources[name], most=MOST_IDS)]
                    lost = sorted(set(table.names(column, most=MOST_IDS)) - set(known))
                    if len(written_otherwise(lost, known)) > len(lost) / 2:
                        mend = "Write both alike: most of them differ in capitals, signs or leading noughts only."
                table.find(column, f"not in {places}", mend, unknown)


def check_units(tables: dict[str, Table]) -> None:
    """Units of employees and of customers that are others, such as teams and branches, and have the same names."""
    keys = {name: table.named("unit")[0] for name, table in tables.items() if _is_register_of_units(table)}
    sides: dict[bool, list[tuple[Table, str, list[str]]]] = {True: [], False: []}
    for table in tables.values():
        if table.contract.kind in (*SURVEYS, "employees"):
            for column in table.named("unit")[:1]:
                sides[table.contract.kind in STAFF].append((table, column, registers_meant(column, keys)))
    for table, column, own in sides[True]:
        for other, name, meant in sides[False]:
            others = bool(own and meant) and set(own).isdisjoint(meant)
            if others and {*table.names(column, most=MOST_IDS)} & {*other.names(name, most=MOST_IDS)}:
                table.fail(
                    f"units of {own[0]}, some of which are called as those of {meant[0]} in {other.name}.{name}",
                    "Only what employees and customers share has the role unit; give the other one the role segment.",
                    column,
                )
                break


def _is_register_of_units(table: Table) -> bool:
    return table.contract.kind == "units" and bool(table.named("unit"))


def check_references(tables: dict[str, Table], meant: Sequence[Referred]) -> None:
    """References that are ids of several tables, of which nothing tells which one is meant."""
    for name, column, found in meant:
        if found.doubt:
            places = ", ".join(f"{table}.{key}" for table, key in found.doubt)
            mend = "Give this column and the id that it means one name in study.toml, which no other id has."
            tables[name].fail(f"the same references stand in {places}", mend, column)


def check_targets(tables: dict[str, Table]) -> None:
    """Targets and expectations of a register on another scale than what touchpoints are scored on: no gap is one."""
    scored = [(table, name, its) for table in tables.values() for name, its in _scores(table)]
    scales = list(dict.fromkeys(tuple(map(float, its.bounds)) for _, _, its in scored if its.bounds))
    for table in tables.values() if scales else ():
        for name, its in table.contract.columns.items() if table.contract.kind == "touchpoints" else ():
            if its.role not in ("target", "expectation") or name not in table.frame:
                continue
            values = list(table.counts(name))
            ends = tuple(map(float, its.bounds or ((min(values), max(values)) if values else scales[0])))
            within = not its.bounds and any(low <= ends[0] and ends[1] <= high for low, high in scales)
            if ends not in scales and not within:
                there = next(f"{one.name}.{column}" for one, column, its in scored if its.bounds)
                aimed, asked = ("…".join(dict.fromkeys(map(plain, pair))) for pair in (ends, scales[0]))
                mend = "Write it, and its scale, as the answers have them; what is no score has the role measure."
                table.fail(f"{aimed}, while {there} has {asked}", mend, name)


def _scores(table: Table) -> Iterator[tuple[str, ColumnContract]]:
    """The columns by which a table scores touchpoints."""
    its = table.contract.columns
    if table.contract.kind in (*REGISTERS, *STAFF):
        return
    asked = table.named("outcome") or table.named("recommend") if table.named("touchpoint") else []
    for name in [*asked, *(one for one in its if its[one].touchpoint and its[one].role == "rating")]:
        yield name, its[name]


def _references_of(tables: dict[str, Table], contracts: dict[str, TableContract]) -> References:
    cells = cache(lambda name, column: tables[name].cells(column))
    return References(contracts, cells, places=lambda name, column: tables[name].different(column))


def referred(tables: dict[str, Table]) -> Iterator[Referred]:
    """What each reference of a study's tables means."""
    for staff in (False, True):
        contracts = {name: table.contract for name, table in tables.items() if table.contract.kind not in REGISTERS}
        contracts = {name: its for name, its in contracts.items() if (its.kind in STAFF) == staff}
        references = _references_of(tables, contracts)
        for name in contracts:
            for column in tables[name].named("reference"):
                yield Referred(name, column, references.meant(name, column))


def _notes_on_kinds(tables: dict[str, Table]) -> Iterator[str]:
    """Tables of a kind of which sections take one: they speak of the largest alone."""
    references = _references_of(tables, {name: table.contract for name, table in tables.items()})
    for kind in _ONE_OF_A_KIND:
        own = [name for name, table in tables.items() if table.contract.kind == kind]
        ids = {name: (*references.ids(name), "")[0] for name in own}
        twins = {one for name in own if ids[name] for one, _ in references.same_rows(name, ids[name])}
        if len(own) > 1 and not twins & set(own):
            said = say(
                "tables of one kind, {kind}. Sections that need one take the largest, and say nothing of the others. "
                "If they were asked alike, make one table of them, with file = […].",
                kind=kind,
            )
            yield prefixed(", ".join(own), said)


def notes_on_references(tables: dict[str, Table]) -> list[str]:
    """How many references find no row of the table whose ids most of them name; ids written in another way."""
    notes = []
    ids = cache(lambda name, key: tables[name].names(key, most=MOST_IDS))
    for table in tables.values():
        others = [(its, key) for its in tables.values() if its is not table for key in its.named("id")]
        for column in table.named("reference") if others else ():
            lost: dict[int, int] = {}
            for place in sorted(range(len(others)), key=lambda place: others[place][1] != column):  # likely ones first
                rows = table.unknown(column, [others[place]])
                lost[place] = _size(rows)
                if not lost[place]:
                    break
            least, place = min((size, place) for place, size in lost.items())
            other, key = others[place]
            n = table.facts(column).answers
            if 0 < least < n:
                told = say(
                    "{lost} of {references} references find no row in {ids}; what needs both tables rests on the "
                    "others.",
                    lost=count(least),
                    references=count(n),
                    ids=f"{other.name}.{key}",
                )
                notes.append(prefixed(f"{table.name}.{column}", told))
            elif least == n > 0:
                notes += _none_as_written(table, column, others, ids)
    return notes


def _size(rows: np.ndarray) -> int:
    """How many rows a table found, by a mask or by their places."""
    return int(rows.sum()) if rows.dtype == bool else len(rows)


def _none_as_written(
    table: Table, column: str, others: list[tuple[Table, str]], ids: Callable[[str, str], list[str]]
) -> list[str]:
    """Ids that would fit but for capitals, signs and leading noughts; `ids` gives those of a table."""
    own = ids(table.name, column)
    begun = {key[:1] for key in bare(own)}
    for other, key in others:
        known = ids(other.name, key)
        first = {sign.casefold() for sign in {word[:1] for word in known}}
        if begun.isdisjoint(first) and all(sign.isalnum() and sign != "0" for sign in first):
            continue  # letters and numbers stay as they are
        if own and len(written_otherwise(own, known)) > len(own) / 2:
            told = say(
                "none of the references is written as the ids are: they differ in capitals, signs or leading noughts "
                "from {ids}. Write both alike in the files.",
                ids=f"{other.name}.{key}",
            )
            return [prefixed(f"{table.name}.{column}", told)]
    return []


def _notes_on_order(tables: dict[str, Table], meant: Sequence[Referred]) -> Iterator[str]:
    """Answers and cases that are dated before the contact that they refer to."""
    for name, column, found in meant:
        when = [one for role in ("time", "opened") for one in tables[name].named(role)][:1]
        for log, key in found.keys[:1] if when else ():
            met = tables[log].named("time")[:1] if tables[log].contract.kind == "interactions" else []
            n = _before_contact(tables[name], column, when[0], tables[log], key, met[0]) if met else 0
            if n:
                said = say_number(
                    "{number} row is dated before the contact that it refers to ({place}).",
                    "{number} rows are dated before the contact that they refer to ({place}).",
                    n,
                    number=count(n),
                    place=f"{log}.{met[0]}",
                )
                yield prefixed(f"{name}.{when[0]}", said)


def _before_contact(table: Table, column: str, when: str, log: Table, key: str, met: str) -> int:
    """How many rows of a table are dated before the contact whose id their reference is."""
    dates, times = table.cells(when), log.cells(met)
    if dates is None or times is None:
        return 0
    found = times.reset_index(drop=True).reindex(rows_referred(table.different(column), log.different(key)))
    return int(is_before(dates, found.set_axis(dates.index)).sum())
