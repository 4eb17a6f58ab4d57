"""What a column's file knows and study.toml leaves out: its wording, its labels, the meaning of its words."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ...locale import say_number
from ..contract.models import ColumnContract
from ..contract.roles import ROLES
from ..words.cells import Cells
from ..words.numbers import plain
from .cell_words import read_cells
from .value_labels import contradictions, note_on_turned, through_labels

NOT_WRITTEN = frozenset({"NA", "N/A", "n/a", "N.A.", "n.a.", "NaN", "nan", "<NA>", "NULL", "null"})
_KEYS = ("id", "customer", "employee", "account", "verbatim")  # their codes are names already


@dataclass(frozen=True, kw_only=True)
class KnownByFile:
    """What a file says of one column: labels from code to word in the order of the codes, ranges of missing codes.

    `order` is that of a category's words. Where the file says it, `use` is "weight" or "serial", `kind` what the
    column holds, `several` that a cell has several answers, `scores` what each code counts in a mean, `ends` the range
    without special codes, and `choice_of` the name and words of a set of columns, and the code of a tick in it.
    """

    wording: str = ""
    labels: dict[str, str] = field(default_factory=dict)
    missing: tuple[tuple[Any, Any], ...] = ()
    order: tuple[str, ...] = ()
    use: str = ""
    kind: str = ""
    several: bool = False
    scores: dict[str, float] = field(default_factory=dict)
    ends: tuple[float, float] | None = None
    choice_of: tuple[str, str, str] | None = None


def telling_words(column: ColumnContract, known: Sequence[KnownByFile], cells: Cells) -> list[str]:
    """The distinct cells of a column, or those of them from which its contract can learn anything."""
    if column.values in ("number", "yes_no") or any(its.labels or its.missing or its.order for its in known):
        return cells.texts
    return cells.words[cells.listed(NOT_WRITTEN)].tolist() if column.role == "verbatim" else []


def complete(
    column: ColumnContract, known: KnownByFile, words: Iterable[str], *, secret: bool
) -> tuple[ColumnContract, list[str]]:
    """The column's contract with what its file adds, and notes where words or labels were read as numbers.

    Parameters
    ----------
    column : ColumnContract
        What study.toml says; it always wins.
    known : KnownByFile
        What the file says.
    words : iterable of str
        The distinct cells of the whole column, those that `telling_words` names.
    secret : bool
        Whether cells must not be named in notes (tables about employees).
    """
    words = [word for word in words if word]
    changes: dict[str, Any] = {}
    if known.wording and not column.question:
        changes["question"] = known.wording
    changes |= _codes(column, known)
    column = column.model_copy(update=changes)
    column, silent = _silent(column.model_copy(update=_missing(column, known, words)), words)
    changes, told = _labels(column, known, words)
    column = column.model_copy(update=changes)
    labels, note = read_cells(column, words, secret=secret)
    labelled = answers_labelled(column, known) if column.values == "number" else {}
    turned = note_on_turned(column, labelled, secret=secret) if column.values == "number" else ""
    return (column.model_copy(update={"labels": labels}) if labels else column), [
        *filter(None, (silent, told, note, turned))
    ]


def against_file(
    declared: ColumnContract, column: ColumnContract, known: KnownByFile, words: Iterable[str], *, secret: bool
) -> list[tuple[str, str]]:
    """Problem and mend where the file's labels or the question's wording contradict the completed column."""
    if column.role in _KEYS:
        return []
    words = [word for word in words if word]
    return list(contradictions(declared, column, answers_labelled(column, known), words, secret=secret))


def _codes(column: ColumnContract, known: KnownByFile) -> dict[str, Any]:
    """Words of the file's labels that study.toml uses, as the codes that stand in the cells."""
    codes: dict[Any, list[str]] = {}
    for code, word in known.labels.items():
        if word not in known.labels:
            codes.setdefault(word, []).append(code)
    used = {*column.labels, *(word for word in (*column.missing, *column.not_used) if isinstance(word, str))}
    if not used & set(codes):
        return {}
    return {
        "labels": {code: label for word, label in column.labels.items() for code in codes.get(word, [word])},
        "missing": [code for word in column.missing for code in codes.get(word, [word])],
        "not_used": [code for word in column.not_used for code in codes.get(word, [word])],
    }


def _missing(column: ColumnContract, known: KnownByFile, words: list[str]) -> dict[str, Any]:
    """The cells that the file declares missing, unless study.toml gives them another meaning."""
    if not known.missing:
        return {}
    meant = {str(code) if isinstance(code, str) else plain(code) for code in (*column.missing, *column.not_used)}
    meant |= set(column.labels)
    codes = [word for word in words if word not in meant and any(within(word, part) for part in known.missing)]
    return {"missing": [*column.missing, *map(_as_declared, codes)]} if codes else {}


def _silent(column: ColumnContract, words: list[str]) -> tuple[ColumnContract, str]:
    """A column of comments where programs wrote NA for nothing; with missing = [] it is a comment."""
    if column.role != "verbatim" or ("missing" in column.model_fields_set and not column.missing):
        return column, ""
    found = sorted(NOT_WRITTEN.intersection(words) - set(column.missing))
    if not found:
        return column, ""
    named = ", ".join(f'"{word}"' for word in found)
    note = say_number(
        "{words} was read as no comment; if somebody wrote that, write missing = [].",
        "{words} were read as no comment; if somebody wrote that, write missing = [].",
        len(found),
        words=named,
    )
    return column.model_copy(update={"missing": [*column.missing, *found]}), note


def other_meaning(column: ColumnContract, first: KnownByFile, other: KnownByFile, words: Iterable[str]) -> bool:
    """Whether another file of the table would have the column's codes mean something else."""
    if (first.labels, first.missing) == (other.labels, other.missing):
        return False
    one, two = (complete(column, known, words, secret=True)[0] for known in (first, other))
    return (one.labels, one.missing, one.not_used) != (two.labels, two.missing, two.not_used)


def missing_on_scale(column: ColumnContract, completed: ColumnContract, *, secret: bool) -> str:
    """What is wrong where the file declares codes missing that the column's scale has as answers."""
    completed = completed.as_read
    if completed.values != "number" or not completed.bounds:
        return ""
    low, high = completed.bounds
    added = completed.missing[len(column.missing) :]
    inside = [plain(code) for code in added if not isinstance(code, str) and low <= code <= high]
    codes = "codes" if secret else ", ".join(inside)
    return f"the file declares {codes} missing, and the scale {plain(low)}…{plain(high)} has them" if inside else ""


def _as_declared(code: str) -> str | int | float:
    """A code as study.toml would give it."""
    number = _as_code(code)[0]
    return code if not math.isfinite(number) else int(number) if number.is_integer() else number


def within(word: str, part: tuple[Any, Any]) -> bool:
    low, high = part
    if isinstance(low, str) or isinstance(high, str):
        return word == str(low).strip()
    try:
        return low <= float(word) <= high
    except ValueError:
        return False


def _labels(column: ColumnContract, known: KnownByFile, words: list[str]) -> tuple[dict[str, Any], str]:
    """The file's labels for a column of names; a code without a label stands for itself, in its place."""
    if known.order and not column.labels and column.values == "text" and column.role not in (*_KEYS, "reference"):
        none = {str(code) for code in (*column.missing, *column.not_used)}
        return {"labels": {word: word for word in dict.fromkeys((*known.order, *words)) if word not in none}}, ""
    named = answers_labelled(column, known)
    if column.labels or not known.labels or column.role in _KEYS or not named:
        return {}, ""
    if ROLES[column.role].values in ("yes_no", "number"):
        return through_labels(column, named, words)
    if ROLES[column.role].values != "text":
        return {}, ""
    none = {code if isinstance(code, str) else plain(code) for code in (*column.missing, *column.not_used)}
    none |= {code for code in known.labels if any(within(code, part) for part in known.missing)}
    bare = {word: word for word in words if word not in named and word not in none}
    ordered = sorted({**named, **bare}.items(), key=lambda pair: _as_code(pair[0]))
    return {"labels": dict(ordered)}, ""


def answers_labelled(column: ColumnContract, known: KnownByFile) -> dict[str, str]:
    """The file's labels of codes that neither study.toml nor the file declares to be no answer."""
    none = {code if isinstance(code, str) else plain(code) for code in (*column.missing, *column.not_used)}
    return {
        code: word
        for code, word in known.labels.items()
        if code not in none and not any(within(code, part) for part in known.missing)
    }


def _as_code(code: str) -> tuple[float, str]:
    try:
        return float(code), code
    except ValueError:
        return float("inf"), code
