"""What the files of a study hold beyond its study.toml: columns whose heads name a role."""

from __future__ import annotations

from ..errors import CXError
from ..study import Study
from ..study.contract.parts import parts_of
from ..study.metadata.header_rows import same_form
from .beside import settle
from .files_seen import read_first
from .roles import lines_of


def undescribed(study: Study) -> dict[str, dict[str, list[str]]]:
    """Table → role → heads of columns that study.toml leaves out and that may have the role.

    Of a table the first rows of its first file are looked at. Columns that identify people are never named.
    """
    found: dict[str, dict[str, list[str]]] = {}
    for name, table in study.contract.tables.items():
        if not study.unused.get(name):
            continue
        declared = {same_form(column.source): column.role for column in table.columns.values()}
        try:
            first = parts_of(table)[0]
            file = read_first(study.folder / first.file, first.contract.sheet)
        except CXError:  # read otherwise than it would be found: encoding, heads and sheet are declared
            continue
        forms = [(same_form(column.head), same_form(column.wording)) for column in file.columns]
        roles = [declared.get(head) or declared.get(wording, "") for head, wording in forms]
        lines = lines_of(file.columns, roles)
        settle(lines)
        for line, role in zip(lines, roles, strict=True):
            if line.role and not role and (not table.is_reshaped or line.column.head in study.unused[name]):
                found.setdefault(name, {}).setdefault(line.role, []).append(line.column.head)
    return found
