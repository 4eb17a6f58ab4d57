"""Answers beside what the log recorded: each answer joined to the contact that it is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ..checks.whose_key import Place, References
from ..contract.models import ColumnContract
from . import require_pandas

if TYPE_CHECKING:
    from ..study import Study


def join_contacts(study: Study, *, table: str) -> Study:
    """A table of answers, each beside the contact in the log that it is about, as a study of one table.

    Parameters
    ----------
    study : Study
        With a table of kind interactions, whose id is referred to by a column of role reference: of the answers, or
        of another table that has the answers' own id.
    table : str
        The table of answers.

    Returns
    -------
    Study
        With that table alone, and with the columns of the log that it did not have, empty where the contact is not
        known; the notes say how many rows that are. Where nothing refers to a log the table comes back as it is.

    Raises
    ------
    CXError
        The study has no such table, or the tables are not pandas tables.
    """
    study.columns("id", table=table)  # says so where there is no such table
    require_pandas(study.tables)
    own = study.contract.tables[table]
    for log, place in _contacts(study, table):
        its = study.contract.tables[log]
        records = study.tables[log].drop(columns=its.named("id"))
        new = [name for name in records if name not in study.tables[table]]
        found = records[new].reset_index(drop=True).reindex(place).set_axis(study.tables[table].index)  # −1 is no row
        frame = pd.concat([study.tables[table], found], axis=1)
        lost = int((place < 0).sum())
        note = f"{table}: the log {log} does not know the contact of {lost:,} of {len(frame):,} rows."
        columns = {**own.columns, **{name: its.columns[name] for name in new if name in its.columns}}
        return _alone(study, table, frame, columns, [note] if lost else [])
    return _alone(study, table, study.tables[table], own.columns, [])


def _contacts(study: Study, table: str) -> Iterator[tuple[str, np.ndarray]]:
    """A log that is referred to, and for each answer the place of its row in the log, or −1."""
    references = References(study.contract.tables, lambda name, column: study.tables[name].get(column))
    for contact, (log, key) in _references(study, table, references):
        if log != table and study.contract.tables[log].kind == "interactions":
            known = pd.Index(study.tables[log][key])
            place = np.where(contact.notna(), known.get_indexer(contact), -1) if known.is_unique else np.array([-1])
            if (place >= 0).any():
                yield log, place


def _references(study: Study, table: str, references: References) -> Iterator[tuple[pd.Series, Place]]:
    """What the answers refer to, by themselves or by way of another table with the same rows, and whose key it is."""
    answers = study.tables[table]
    for name in study.columns("reference", table=table):
        for key in references.meant(table, name).keys:
            yield answers[name], key
    for own in study.columns("id", table=table):
        for other, _ in references.same_rows(table, own):
            if study.tables[other][own].is_unique:
                by_id = study.tables[other].dropna(subset=[own]).set_index(own)
                for name in study.columns("reference", table=other):
                    for key in references.meant(other, name).keys:
                        yield answers[own].map(by_id[name]), key


def _alone(
    study: Study, table: str, frame: pd.DataFrame, columns: dict[str, ColumnContract], notes: list[str]
) -> Study:
    """The study of this table alone."""
    declared = study.contract.tables[table].model_copy(update={"columns": columns})
    contract = study.contract.model_copy(update={"tables": {table: declared}})
    return replace(study, tables={table: frame}, contract=contract, notes=(*study.notes, *notes))
