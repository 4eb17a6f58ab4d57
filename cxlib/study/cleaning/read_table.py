"""One declared table: its files read, joined and cleaned."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from ...errors import CXError, Failure
from ...locale import prefixed
from ..contract.models import ColumnContract, TableContract
from ..contract.near_names import no_columns
from ..files.in_memory import hand_over, handed, key_of
from ..files.readers import RawTable, by_all, read_raw
from ..metadata.file_metadata import KnownByFile, against_file, complete, missing_on_scale, other_meaning, telling_words
from ..metadata.header_rows import same_form
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
from .tables import Table


def read_table(folder: Path, name: str, contract: TableContract) -> Table:
    """Read and clean one table; what is wrong with it stands in the table. In a run it may have been read before."""
    key = key_of(folder, name, contract)
    table = handed(key)
    if table is None:
        table = _read(folder, name, contract)
        hand_over(key, table)
    return table


def _read(folder: Path, name: str, contract: TableContract) -> Table:
    table = Table(name=name, contract=contract)
    raws = []
    for file in contract.file:
        try:
            raws.append(read_raw(folder, file, contract))
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
    text = {source: Cells.joined([raw.cells[source] for raw in raws]) for source in raws[0].cells}
    describe_columns(table, text, raws)
    clean_text(table, text, raws)
    return table


def describe_columns(table: Table, text: Mapping[str, Cells], raws: list[RawTable]) -> None:
    """Write patterns out, name the columns that the files lack, add to the contract what the files know."""
    told = raws[0].headers, raws[0].known
    table.contract, failures, notes = with_all_options(table.name, table.contract, *told, text)
    table.contract, more = with_all_columns(table.name, table.contract, *told)
    table.unused = raws[0].unused
    table.failures += [*failures, *more]
    table.notes += notes
    table.failures += no_columns(table.name, table.contract, text, raws[0].headers)
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
            known = [raw.known.get(source, KnownByFile()) for raw in raws]
            words = telling_words(column, known, text[source])
            columns[name], found = complete(column, known[0], words, secret=table.secret)
            for note in found:
                notes.setdefault(note, []).append(name)
            for problem, mend in against_file(column, columns[name], known[0], words, secret=table.secret):
                table.fail(problem, mend, name)
            for raw, own in zip(raws, known, strict=True):
                if other_meaning(column, known[0], own, words):
                    problem = f'"{raw.file}" and "{raws[0].file}" differ in the labels or missing codes of "{source}"'
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


def same_headers(table: Table, raws: list[RawTable]) -> bool:
    """Whether all files have the same columns and can share a decimal sign; if not, the table says so."""
    first = raws[0]
    if table.contract.decimal == "," and len({bool(raw.delimiter) for raw in raws}) > 1:
        mend = "Describe text files and files of other kinds as tables of their own."
        table.fail("decimal commas are declared, and some of its files keep numbers as numbers", mend)
        return False
    for raw in raws[1:]:
        own, its = ({same_form(header): header for header in found.headers} for found in (raw, first))
        if set(own) != set(its):
            strange = sorted({**own, **its}[form] for form in set(own) ^ set(its))
            more = f" and {len(strange) - 3} more" if len(strange) > 3 else ""
            table.fail(
                f'"{raw.file}" and "{first.file}" differ in their columns ({", ".join(strange[:3])}{more})',
                "Describe files with different columns as tables of their own.",
            )
            return False
    return True


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
