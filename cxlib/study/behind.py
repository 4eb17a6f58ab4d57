"""The faults that others hide: what a study says once misspelt names mean the nearest known ones."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..errors import Failure, StudyError
from .contract.toml_file import contract_of, document_of
from .read import read_contract_whole, study_file


def faults_behind(path: Path, faults: Sequence[Failure]) -> list[Failure]:
    """Further faults of a study of which some are known: of columns that no one has looked at for a wrong name.

    Where a role, a key or a column's head is misspelt and only one can be meant, that one is put in its place.
    """
    told = [fault for fault in faults if fault.meant]
    if not told:
        return []
    file = study_file(path)
    document, failure = document_of(file)
    if failure:
        return []
    for fault in told:
        what, wrong, right = fault.meant
        columns = document["tables"][fault.table]["columns"]
        column = columns.get(fault.column) or next(  # of a question with several answers: one head in a list
            line for line in columns.values() if isinstance(line.get("source"), list) and wrong in line["source"]
        )
        if what == "key":
            column[right] = column.pop(wrong)
        elif isinstance(column.get("source"), list):
            column["source"] = [right if head == wrong else head for head in column["source"]]
        else:
            column[what] = right
    contract, failures = contract_of(document, file)
    try:
        if contract is not None:
            read_contract_whole(contract, failures, file.parent)
    except StudyError as error:
        failures = list(error.faults)
    known = {(fault.table, fault.column, fault.problem) for fault in faults}
    return [fault for fault in failures if (fault.table, fault.column, fault.problem) not in known]
