"""A study written as Triple-S, with the study.toml that reads it again: for panels and for who works in SPSS."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ...errors import CXError
from ...locale import prefixed, say, say_number
from ...text import count
from ..contract.roles import STAFF
from ..metadata.name_patterns import unlike
from .triple_s_writing import Field, data_of, description_of, fields_of

if TYPE_CHECKING:
    from ..study import Study


class Exported(NamedTuple):
    """What was written: file name to content; and what a reader must know."""

    files: dict[str, bytes]
    notes: list[str]


def exported(study: Study) -> Exported:
    """The files of a study read into pandas.

    People's rows of employees are not among them: they are told of in groups only. Nor are rows of other tables whose
    references are theirs, or that has a row for each of them: a sample of employees says who answered.

    Raises
    ------
    CXError
        Where nothing is left to export.
    """
    files: dict[str, bytes] = {}
    notes: list[str] = []
    lines = ["[study]", f"name = {_toml(study.name)}"]
    declared = study.contract.study
    lines += [f"language = {_toml(declared.language)}"] * (declared.language != "en")
    lines += [f"as_of = {declared.as_of}"] * (declared.as_of is not None)
    for name, table in study.tables.items():
        contract = study.contract.tables[name]
        if contract.kind in STAFF or _of_employees(study, name):
            told = say("not written, since employees are told of in groups only, never row by row.")
            notes.append(prefixed(name, told))
            continue
        stem = _slug(name, set(files))
        fields = fields_of(table, contract)
        sources = _named(fields)
        title = f"{study.name}: {name}"
        files[f"{stem}.sss"] = description_of(fields, name=stem, title=title, data=f"{stem}.csv").encode("utf-8")
        files[f"{stem}.csv"] = data_of(fields)
        lines += ["", f"[tables.{_key(name)}]", f'file = "{stem}.sss"', f'kind = "{contract.kind}"', ""]
        lines += [f"[tables.{_key(name)}.columns]", *_lines(fields, sources)]
        for column, one in zip(sources, fields, strict=True):
            told = say_number(
                "{number} text has signs that the format does not, and was written with others.",
                "{number} texts have signs that the format does not, and were written with others.",
                one.changed,
                number=count(one.changed),
            )
            notes += [prefixed(f"{name}.{column}", told)] * bool(one.changed)
    if not files:
        raise CXError("No table of the study can be exported.", "Tables of employees are told of in groups only.")
    files["study.toml"] = ("\n".join(lines) + "\n").encode("utf-8")
    return Exported(files, notes)


def _of_employees(study: Study, name: str) -> bool:
    """Whether most references of a table, or of its rows for an employee each, are ids of employees, not of others."""
    frame, contracts = study.tables[name], study.contract.tables
    known = {False: [set[str]()], True: [set[str]()]}
    for other, its in contracts.items():
        ids = [] if other == name else [*its.named("id"), *(its.named("employee") if its.kind in STAFF else ())]
        known[its.kind in STAFF] += [set(study.tables[other][one].dropna().astype(str)) for one in ids
                                     if one in study.tables[other]]  # fmt: skip
    one_each = [one for one in contracts[name].named("employee") if frame[one].dropna().is_unique]
    for column in [*contracts[name].named("reference"), *one_each]:
        wanted = set(frame[column].dropna().astype(str))
        theirs, others = (max(len(wanted & ids) for ids in known[staff]) for staff in (True, False))
        if theirs > max(others, len(wanted) / 2):
            return True
    return False


def _named(fields: list[Field]) -> list[str]:
    """Give each variable a name that the format allows; the names as they were."""
    were, used = [one.name for one in fields], set[str]()
    for one in fields:
        own = re.sub(r"[^A-Za-z0-9_.]", "_", one.name)
        own = own if re.match(r"[A-Za-z]", own) else f"v_{own}"
        one.name = unlike(own, used)
    return were


def _lines(fields: list[Field], were: list[str]) -> list[str]:
    called = dict(zip(were, (one.name for one in fields), strict=True))
    lines = []
    for own, one in zip(were, fields, strict=True):
        told: dict[str, Any] = dict(one.declared)
        if not told:
            continue
        heads = told.pop("columns", None)
        key = told.pop("asked", own)
        source = [called[head] for head in heads] if heads else one.name
        parts = [f"source = {_toml(source)}"] if source != key else []
        parts += [f"{name} = {_toml(value)}" for name, value in told.items() if value]
        lines.append(f"{_key(key)} = {{ {', '.join(parts)} }}")
    return lines


def _toml(value: object) -> str:
    if isinstance(value, float):
        return repr(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    return json.dumps(value, ensure_ascii=False)


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else _toml(name)


def _slug(name: str, used: set[str]) -> str:
    stem = re.sub(r"[^A-Za-z0-9_-]", "_", name) or "table"
    number, unique = 2, stem
    while f"{unique}.sss" in used:
        number, unique = number + 1, f"{stem}_{number}"
    return unique


def write(found: Exported, folder: Path) -> list[Path]:
    """Write the files into a folder, which must have none of them."""
    taken = [name for name in found.files if (folder / name).exists()]
    if taken:
        raise CXError(f"{folder / taken[0]}: there is such a file already.", "Choose another folder with --out.")
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in found.files.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in found.files]
