"""What the files of a study hold beyond its study.toml: columns whose heads name a role."""

from __future__ import annotations

from ..errors import CXError
from ..study import Study
from ..study.metadata.header_rows import same_form
from .beside import settle
from .files_seen import read_file
from .roles import lines_of


def undescribed(study: Study) -> dict[str, dict[str, list[str]]]:
    """Table → role → heads of columns that study.toml leaves out and that may have the role.

    Of a table of several files the first is looked at. Columns that identify people are never named.
    """
    found: dict[str, dict[str, list[str]]] = {}
    for name, table in study.contract.tables.items():
        described = {same_form(column.source) for column in table.columns.values()}
        try:
            file = read_file(study.folder / table.file[0], described=described)
        except CXError:  # read otherwise than it would be found: encoding, heads and sheet are declared
            continue
        lines = lines_of(file.columns)
        settle(lines)
        for line in lines:
            names = {same_form(line.column.head), same_form(line.column.wording)}
            if line.role and not names & described:
                found.setdefault(name, {}).setdefault(line.role, []).append(line.column.head)
    return found
