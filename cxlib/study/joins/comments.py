"""Answers beside what people wrote: comments joined to the answers that they belong to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from ...errors import CXError
from ..checks.whose_key import References
from ..contract.models import ColumnContract
from ..contract.roles import STAFF
from . import require_pandas

if TYPE_CHECKING:
    from ..study import Study

WROTE = "wrote"
WORDS = ("silent", "wrote")


def join_comments(study: Study) -> Study:
    """See `Study.join_comments`."""
    if study.whole is not None:
        study = replace(study, whole=join_comments(study.whole))
    require_pandas(study.tables)
    declared = study.contract.tables
    for name in study.tables:
        if declared[name].kind == "comments":
            for answers, key in _answered(study, name):
                return _joined(study, name, answers, key)
    for name in study.tables:
        if declared[name].kind != "comments" and declared[name].named("verbatim"):
            return _with_mark(study, name, study.tables[name], dict(declared[name].columns))
    return study


def _answered(study: Study, comments: str) -> Iterator[tuple[str, str]]:
    """Table and id of the answers that comments refer to; a table whose ids repeat cannot be referred to."""
    references = References(study.contract.tables, lambda name, column: study.tables[name].get(column))
    for reference in study.columns("reference", table=comments)[:1]:
        wanted = study.tables[comments][reference].dropna().astype(object)  # Arrow's own look-up is slow
        for name, key in references.meant(comments, reference).keys:
            ids = study.tables[name][key].dropna().astype(object)
            if ids.is_unique and wanted.isin(ids).any():
                yield name, key


def _joined(study: Study, comments: str, answers: str, key: str) -> Study:
    """The answers with the columns of their first comments."""
    said, its = study.tables[comments], study.contract.tables[comments]
    (reference, *_), own = its.named("reference"), study.contract.tables[answers].columns
    told = [name for name, column in its.columns.items() if name != reference and column.role != "id"]
    for name in told:
        if name in own and its.columns[name].role != own[name].role:
            raise CXError(
                f"{comments}.{name}: {answers} has a column {name} with another role.",
                "Give one of the two another name in study.toml.",
            )
    if _is_secret(study, answers):  # reasons and the like would make groups across the blocks
        told = [name for name in told if its.columns[name].role == "verbatim" or its.columns[name].values != "text"]
    new = [name for name in told if name not in own]
    belong = said[said[reference].astype(object).isin(study.tables[answers][key].dropna().astype(object))]
    first = belong.drop_duplicates(reference)
    frame = study.tables[answers].merge(
        first[[reference, *new]].rename(columns={reference: key}), on=key, how="left", validate="one_to_one"
    )
    notes = [
        f"{comments}: {count:,} of {len(said):,} comments {why}; left out."
        for count, why in (
            (len(said) - len(belong), f"belong to no answer of {answers}"),
            (len(belong) - len(first), "are not the first of their answer"),
        )
        if count
    ]
    study = replace(study, notes=(*study.notes, *notes))
    return _with_mark(study, answers, frame, {**own, **{name: its.columns[name] for name in new}})


def _is_secret(study: Study, table: str) -> bool:
    return study.contract.tables[table].kind in STAFF


def _with_mark(study: Study, name: str, frame: pd.DataFrame, columns: dict[str, ColumnContract]) -> Study:
    """The study of this table alone, with a column that says who wrote."""
    if WROTE in columns:
        raise CXError(f"{name}: a column is called {WROTE}.", "Give it another name in study.toml.")
    words = [column for column, its in columns.items() if its.role == "verbatim" and column in frame]
    mark = pd.Categorical.from_codes(frame[words].notna().any(axis=1).astype(int), WORDS, ordered=True)
    role = "description" if _is_secret(study, name) else "segment"  # employees are told of by blocks, and it cuts them
    columns = {**columns, WROTE: ColumnContract(source="whether there is a comment", role=role)}
    table = study.contract.tables[name].model_copy(update={"columns": columns})
    contract = study.contract.model_copy(update={"tables": {name: table}})
    return replace(study, tables={name: frame.assign(**{WROTE: mark})}, contract=contract)
