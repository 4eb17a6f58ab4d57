"""One declared table: its files read, joined and cleaned."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from ...errors import CXError, Failure
from ...locale import prefixed, spoken
from ..contract.models import ColumnContract, TableContract
from ..contract.near_names import no_columns
from ..contract.parts import parts_of
from ..files.in_memory import at_rest, hand_over, handed, key_of
from ..files.readers import RawTable, by_all
from ..files.several import below_one_another, read_part, told_by_all, unused_by_all
from ..metadata.file_metadata import KnownByFile, against_file, complete, missing_on_scale, other_meaning, telling_words
from ..metadata.name_patterns import with_all_columns
from ..metadata.stray_rows import notes_on_nobody
from ..words.cells import BLANKS, Cells
from ..words.numbers import Decimal, find_decimal, sheet_decimal, telling, without_units
from .choice_cells import add_options
from .choices import with_all_options
from .clean_column import clean_column
from .cleaned import Clean
from .coded import Coded
from .derived import add_derived, describe_derived
from .same_headers import notes_on_codes, same_headers
from .tables import Table

# tables of this process that are read again as they were: a notebook asks for those of units with each of the others
SEVERAL, FEW_ROWS = 12, 100_000
_before: dict[str, Table] = {}


def read_table(folder: Path, name: str, contract: TableContract) -> Table:
    """Read and clean one table; what is wrong with it stands in the table. It may have been read before."""
    key = key_of(folder, name, contract)
    table = handed(key)
    if table is None:
        said = f"{key} {spoken()}"
        table = _before[said].copy() if said in _before else _read(folder, name, contract)
        if key and at_rest(folder, contract) and table.n_rows <= FEW_ROWS:
            _before.pop(said, None)
            _before[said] = table.copy()
            while len(_before) > SEVERAL:
                del _before[next(iter(_before))]  # the one longest not asked for
        hand_over(key, table)
    return table


def _read(folder: Path, name: str, contract: TableContract) -> Table:
    table = Table(name=name, contract=contract)
    raws = []
    for part in parts_of(contract):
        try:
            raws.append(read_part(folder, part))
        except CXError as error:
            table.fail(error.problem.removesuffix("."), error.mend)
    if not raws or not same_headers(table, raws):
        return table
    table.rows = np.concatenate([raw.rows for raw in raws])
    table.files = np.repeat(np.array([raw.file for raw in raws], dtype=object), [len(raw.rows) for raw in raws])
    table.ragged = [(raw.file, int(number)) for raw in raws for number in raw.ragged]
    table.ragged_below = all((raw.ragged > raw.rows.max(initial=0)).all() for raw in raws)
    told = [(*raw.notes, *notes_on_nobody(raw.file, raw.again, raw.sums)) for raw in raws]
    table.notes += [prefixed(name, note) for notes in told for note in notes]
    text = below_one_another(raws)
    describe_columns(table, text, raws)
    notes_on_codes(table, raws, [raw.cells for raw in raws])
    clean_text(table, text, raws)
    return table


def describe_columns(table: Table, text: Mapping[str, Cells], raws: list[RawTable]) -> None:
    """Write patterns out, name the columns that the files lack, add to the contract what the files know."""
    told = told_by_all(raws)
    table.contract, failures, notes = with_all_options(table.name, table.contract, *told, text)
    table.contract, more = with_all_columns(table.name, table.contract, *told)
    table.unused = unused_by_all(raws)
    table.failures += [*failures, *more]
    table.notes += notes
    table.failures += no_columns(table.name, table.contract, text, told[0])
    _complete(table, text, raws)
    describe_derived(table)


def clean_text(table: Table, text: Mapping[str, Cells], raws: list[RawTable]) -> None:
    """Make the table's frame of cells as text."""
    _clean(table, text, next((raw.delimiter for raw in raws if raw.delimiter), ""))
    _errors(table, text, frozenset().union(*(raw.errors for raw in raws)))
    add_options(table, text)
    add_derived(table)


def _complete(table: Table, text: Mapping[str, Cells], raws: list[RawTable]) -> None:
    """Add what the files know of their columns to what study.toml says."""
    columns: dict[str, ColumnContract] = {}
    notes: dict[str, list[str]] = {}
    for name, column in table.contract.columns.items():
        columns[name], source = column, column.source.strip(BLANKS)
        if source in text and not column.made:
            own = [raw for raw in raws if source in raw.cells] or raws  # the parts that ask it
            known = [raw.known.get(source, KnownByFile()) for raw in own]
            words = telling_words(column, known, text[source])
            columns[name], found = complete(column, known[0], words, secret=table.secret)
            for note in found:
                notes.setdefault(note, []).append(name)
            for problem, mend in against_file(column, columns[name], known[0], words, secret=table.secret):
                table.fail(problem, mend, name)
            for raw, its in zip(own, known, strict=True):
                if other_meaning(column, known[0], its, words):
                    problem = f'"{raw.file}" and "{own[0].file}" differ in the labels or missing codes of "{source}"'
                    mend = "Write labels and missing in study.toml, or describe each file as a table of its own."
                    table.fail(problem, mend, name)
                    break
            if problem := missing_on_scale(column, columns[name], secret=table.secret):
                table.fail(problem, "Let the scale leave them out, or say in labels what every code means.", name)
    table.notes += [prefixed(f"{table.name}.{', '.join(names)}", note) for note, names in notes.items()]
    table.contract = table.contract.model_copy(update={"columns": columns})


def _errors(table: Table, text: Mapping[str, Cells], errors: frozenset[str]) -> None:
    """Cells that hold a spreadsheet's error where a text would do; elsewhere they are no number or date anyway."""
    for name, column in table.contract.columns.items():
        if errors and name in table.frame and column.values == "text":
            wrong = text[column.source.strip(BLANKS)].among(errors - set(map(str, column.missing)))
            table.find(name, "errors of the spreadsheet", "Mend the formulas, or declare the errors in missing.", wrong)


def _clean(table: Table, text: Mapping[str, Cells], delimiter: str) -> None:
    present = {
        name: (column, text[column.source.strip(BLANKS)])
        for name, column in table.contract.columns.items()
        if column.source.strip(BLANKS) in text and not column.made
    }
    decimal = _decimal(table, [cells for column, cells in present.values() if column.values == "number"], delimiter)

    def made(name: str) -> tuple[Clean, Coded, Any]:
        column, cells = present[name]
        sign = decimal or sheet_decimal(cells.at_hand)
        clean = clean_column(name, cells, column.as_read, decimal=sign, secret=table.secret)
        return clean, Coded.of(clean.distinct, clean.codes).counted(), clean.values

    cleaned: dict[str, Any] = {}
    for name, (clean, coded, values) in by_all(made, list(present), len(table.rows)).items():
        table.coded[name], cleaned[name], table.missing[name] = coded, values, clean.missing
        if present[name][0].not_used:
            cleaned[f"{name}_not_used"] = clean.not_used
        table.findings += [*clean.findings, *clean.told]
    table.frame = pd.DataFrame(cleaned, index=range(len(table.rows)), copy=False)


def _decimal(table: Table, columns: list[Cells], delimiter: str) -> Decimal | None:
    if not delimiter:  # a file that knows numbers: only its texts may have another sign, column by column
        return None
    if table.contract.decimal:
        return Decimal(table.contract.decimal, grouped=True)
    decimal, problem = find_decimal([telling(without_units(cells.at_hand)[0]) for cells in columns], delimiter)
    if problem:
        table.failures.append(Failure(table=table.name, problem=problem[0], mend=problem[1]))
    return decimal
