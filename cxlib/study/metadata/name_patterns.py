"""Columns of one kind named by one line: "q*" stands for q1 to q30, each with the same role and scale."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ...errors import Failure
from ..contract.models import ColumnContract, TableContract
from ..contract.near_names import near_heads
from ..words.answer_scales import plain_words
from ..words.cells import BLANKS
from .file_metadata import KnownByFile
from .header_rows import matches, same_form

ALL = "*"


@dataclass(kw_only=True)
class _Expanded:
    """The columns so far, and what is wrong with the patterns."""

    columns: dict[str, ColumnContract] = field(default_factory=dict)
    failures: list[tuple[str, str, str]] = field(default_factory=list)  # column, problem, mend


def is_pattern(source: str, headers: Iterable[str]) -> bool:
    """Whether a source stands for several columns; a file may have a head with a star of its own."""
    return "*" in source and same_form(source) not in set(map(same_form, headers))


def with_all_columns(
    table: str, contract: TableContract, headers: list[str], known: Mapping[str, KnownByFile]
) -> tuple[TableContract, list[Failure]]:
    """The contract with one column for each head that a pattern matches, in the order of the file.

    A head that another line names is that line's. The name of a column is the pattern's key with what the star stands
    for; a head of several words is kept as the question.
    """
    if not any(is_pattern(column.source, headers) for column in contract.columns.values()):
        return contract, []
    named = {same_form(column.source) for column in contract.columns.values() if not is_pattern(column.source, headers)}
    free = [head for head in headers if head and same_form(head) not in named]
    taken: dict[str, str] = {}
    found = _Expanded()
    for name, column in contract.columns.items():
        if not is_pattern(column.source, headers):
            found.columns[name] = column
            continue
        heads = list(dict.fromkeys(head for head in free if matches(column.source, head)))
        _check(found, name, column, heads, headers, taken)
        taken |= dict.fromkeys(heads, name)
        heads = [head for head in heads if headers.count(head) == 1]
        for head, own in zip(
            heads, _names(name, column.source, heads, {*found.columns, *contract.columns}), strict=True
        ):
            changes = {"source": head}
            if not column.question and " " in head.strip(BLANKS) and not known.get(head, KnownByFile()).wording:
                changes["question"] = head
            found.columns[own] = column.model_copy(update=changes)
    failures = [Failure(table=table, column=name, problem=what, mend=mend) for name, what, mend in found.failures]
    return contract.model_copy(update={"columns": found.columns}), failures


def _check(
    found: _Expanded, name: str, column: ColumnContract, heads: list[str], headers: list[str], taken: dict[str, str]
) -> None:
    """Nothing matched, two columns of one head, a head that an earlier pattern has."""
    if not heads:
        word = column.source.replace("*", "").strip(BLANKS)
        mend = near_heads(word, headers) if word else "Name the columns one by one."
        found.failures.append((name, f'no column like "{column.source}" in the file', mend))
    for head in heads:
        if headers.count(head) > 1:
            problem = f'the file has the column "{head}" {headers.count(head)} times'
            mend = "Give the columns different names in the file: which one is meant cannot be known."
            found.failures.append((name, problem, mend))
    twice = [head for head in heads if head in taken]
    if twice:
        problem = f'"{twice[0]}" is matched by "{taken[twice[0]]}" too'
        found.failures.append((name, problem, "Let each pattern match columns of its own."))


def _names(name: str, source: str, heads: list[str], used: set[str]) -> Iterator[str]:
    """A name for each head: the key with what the star stands for."""
    before, _, after = source.partition("*")
    used = set(used)
    for head in heads:
        star = head[len(before) : len(head) - len(after)] if head.startswith(before) else head
        row = re.search(r"\[([^\[\]]+)\]?\s*$", star)
        star = row[1] if row else star  # a grid has the wording of its row in brackets
        star = star if re.fullmatch(r"[\w.-]*", star) else "_".join(re.findall(r"[a-z0-9]+", plain_words(star)))[:40]
        own = name.replace("*", star) if "*" in name else f"{name}_{star}"
        yield unlike(own, used)


def unlike(name: str, used: set[str]) -> str:
    """The name, with a number behind it where others have it, and from now on used."""
    number, unique = 2, name
    while unique in used:
        number, unique = number + 1, f"{name}_{number}"
    used.add(unique)
    return unique
