"""A study.toml read into a contract, with every fault of it at once."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

from ...errors import Failure, nearest
from .contradictions import contradictions
from .models import (
    ColumnContract,
    Contract,
    ReportContract,
    SmallestCell,
    StudyContract,
    TableContract,
)
from .role_meaning import roles_near

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

MAX_BYTES = 1_000_000  # a description of a thousand columns has about 100 kB

_KEY = re.compile(r"""(?:^|[{,])\s*([^"'#=\[\]{},]+?)\s*=""")
_TABLE = re.compile(r"""^\s*\[\[?([^"'#=\[\]{},]+)\]""")
_EXPECTED = {
    "string_type": "Write it as text in quotes.",
    "string_too_short": "Write at least one character.",
    "string_too_long": "Write one character.",
    "bool_type": "Write true or false.",
    "int_type": "Write a whole number.",
    "list_type": "Write a list in square brackets.",
    "date_type": "Write a date without quotes, such as 2018-01-31.",
    "greater_than_equal": "Write 1 or more.",
    "less_than_equal": "Write 10 or less.",
    "too_short": "Describe at least one.",
}
_ABSENT = {
    "study": 'Begin the file with [study] and name = "…".',
    "name": 'Write name = "…" under [study].',
    "tables": "Describe at least one table under [tables.…].",
    "file": 'Write file = "…", the file beside the study.toml.',
    "kind": 'Write kind = "…", such as kind = "relationship".',
    "columns": "List the columns under [tables.….columns].",
    "role": 'Write role = "…", such as role = "recommend" or role = "segment".',
}


def read_contract(path: Path) -> tuple[Contract | None, list[Failure]]:
    """The contract and its faults; what is at fault is left out of the contract, the rest stays usable."""
    document, failure = document_of(path)
    return (None, [failure]) if failure else contract_of(document, path)


def contract_of(document: dict[str, Any], path: Path) -> tuple[Contract | None, list[Failure]]:
    """See `read_contract`, of a document that was read as TOML; it loses what is at fault."""
    failures: list[Failure] = []
    for _ in range(3):  # leaving something out may empty a table, and that may empty the study
        try:
            contract = Contract.model_validate(document)
        except ValidationError as error:
            details = error.errors(include_url=False)
            # after the first time, what is empty or missing only follows from what was left out
            told = [detail for detail in details if not (failures and detail["type"] in ("too_short", "missing"))]
            failures += map(_failure, told)
            for detail in details:
                _leave_out(document, detail["loc"], path)
        else:
            return contract, failures + contradictions(contract)
    return None, failures


def document_of(path: Path) -> tuple[dict[str, Any], Failure | None]:
    """What the file says as TOML; or why it cannot be read."""
    content = path.read_bytes()
    if len(content) > MAX_BYTES:
        return {}, Failure(problem=f"{path.name} is larger than 1 MB", mend="Keep data in the tables' files.")
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return {}, Failure(problem=f"{path.name} is not UTF-8", mend="Save the file as UTF-8.")
    try:
        return tomllib.loads(text), None
    except RecursionError:
        return {}, Failure(problem=f"{path.name} is nested too deeply", mend="Write plain tables and lists.")
    except tomllib.TOMLDecodeError as error:
        reason, _, place = str(error).removesuffix(")").partition(" (at ")
        if unquoted := _unquoted(text, place):
            return {}, unquoted
        problem = f"{path.name} cannot be read as TOML at {place or 'its end'}: {reason}"
        return {}, Failure(problem=problem, mend="Mend the line; text stands in quotes, lists in brackets.")


def _unquoted(text: str, place: str) -> Failure | None:
    """The fault of a name with accents, blanks or a star that stands without quotes where TOML stopped."""
    found = re.search(r"line (\d+)", place)
    if not found:
        return None
    line = text.split("\n")[int(found[1]) - 1]
    for form in (_KEY, _TABLE):
        for name in (part.strip() for part in form.findall(line)):
            if name and not re.fullmatch(r"[A-Za-z0-9_.-]+", name):
                head = form is _TABLE
                parts = name.split(".") if head else [name]
                told = ".".join(part if re.fullmatch(r"[A-Za-z0-9_-]+", part) else f'"{part}"' for part in parts)
                return Failure(
                    problem=f'line {found[1]}: the name {name} has signs other than A to Z, digits, "_" and "-"',
                    mend=f"Write it in quotes: {f'[{told}]' if head else f'{told} = …'}.",
                )
    return None


def _failure(detail: ErrorDetails) -> Failure:
    loc = [part for part in detail["loc"] if isinstance(part, str)]
    table = loc[1] if loc[0] == "tables" and len(loc) > 1 else ""
    column = loc[3] if len(loc) > 3 and loc[2] == "columns" else ""
    key, kind = loc[-1], detail["type"]
    if kind == "extra_forbidden":
        mend = nearest(key, _keys(loc[:-1]))
        right = re.fullmatch(r"Did you mean (\w+)\?", mend)
        meant = ("key", key, right[1]) if right and column and len(loc) == 5 else ()
        return Failure(table=table, column=column, problem=f'unknown key "{key}"', mend=mend, meant=meant)
    if kind == "missing":
        return Failure(table=table, column=column, problem=f"{key} is not given", mend=_ABSENT[key])
    if kind == "fault":
        subject = "" if key in ("role", "kind", "decimal", "language", "faults") else f"{key} is "
        near = roles_near(str(detail["input"])) if key == "role" else []
        meant = ("role", str(detail["input"]), near[0]) if len(near) == 1 and column else ()
        told = detail["ctx"]
        return Failure(table=table, column=column, problem=subject + told["problem"], mend=told["mend"], meant=meant)
    mend = _EXPECTED.get(kind, "Write it as a table: [study], [tables.…] or { source = …, role = … }.")
    return Failure(table=table, column=column, problem=f"{key} is not what is expected here", mend=mend)


def _keys(loc: list[str]) -> list[str]:
    model: type[BaseModel]
    if loc[:1] == ["study"]:
        model = SmallestCell if len(loc) > 1 else StudyContract
    elif loc[:1] == ["report"]:
        model = ReportContract
    else:
        model = (Contract, Contract, TableContract, TableContract, ColumnContract)[min(len(loc), 4)]
    return list(model.model_fields)


def _leave_out(document: dict[str, Any], loc: tuple, path: Path) -> None:
    """Take what is at fault out of the document: a column, a table, or one key of the study."""
    if loc == ("study",) or loc == ("study", "name"):
        study = document.get("study")
        document["study"] = {**(study if isinstance(study, dict) else {}), "name": path.resolve().parent.name}
        return
    depth = 2
    if loc[0] == "tables" and len(loc) > 3 and loc[2] == "columns":
        depth = 4
    elif loc[0] == "tables" and len(loc) == 3 and loc[2] not in ("file", "kind", "columns"):
        depth = 3
    place = document
    for part in loc[: depth - 1][: len(loc) - 1]:
        place = place.get(part, {})
    place.pop(loc[:depth][-1], None)
