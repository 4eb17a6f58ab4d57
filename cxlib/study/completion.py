"""What a column's file knows and study.toml leaves out: its wording, its labels, the meaning of its words."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from .answer_scales import read_words, usual_scale, written_labels
from .contract import ColumnContract
from .numbers import plain
from .roles import ROLES

_KEYS = ("id", "customer", "employee", "account", "verbatim")  # their codes are names already
_YES_NO = {"yes": 1, "no": 0, "true": 1, "false": 0}


@dataclass(frozen=True, kw_only=True)
class KnownByFile:
    """What a file says of one column: labels from code to word in the order of the codes, ranges of missing codes.

    `order` is that of a category's words.
    """

    wording: str = ""
    labels: dict[str, str] = field(default_factory=dict)
    missing: tuple[tuple[Any, Any], ...] = ()
    order: tuple[str, ...] = ()


def complete(
    column: ColumnContract, known: KnownByFile, words: Iterable[str], *, secret: bool
) -> tuple[ColumnContract, str]:
    """The column's contract with what its file adds, and a note where words were read as numbers.

    Parameters
    ----------
    column : ColumnContract
        What study.toml says; it always wins.
    known : KnownByFile
        What the file says.
    words : iterable of str
        The distinct cells of the whole column.
    secret : bool
        Whether cells must not be named in notes (tables about employees).
    """
    words = [word for word in words if word]
    changes: dict[str, Any] = {}
    if known.wording and not column.question:
        changes["question"] = known.wording
    changes |= _codes(column, known)
    column = column.model_copy(update=changes)
    changes = _missing(column, known, words) | _labels(column, known, words)
    column = column.model_copy(update=changes)
    labels, note = _usual_words(column, words, secret=secret)
    return (column.model_copy(update={"labels": labels}) if labels else column), note


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
    meant = {str(code) if isinstance(code, str) else plain(code) for code in (*column.missing, *column.not_used)}
    meant |= set(column.labels)
    codes = [word for word in words if word not in meant and any(_within(word, part) for part in known.missing)]
    return {"missing": [*column.missing, *map(_as_declared, codes)]} if codes else {}


def other_meaning(column: ColumnContract, first: KnownByFile, other: KnownByFile, words: Iterable[str]) -> bool:
    """Whether another file of the table would have the column's codes mean something else."""
    if (first.labels, first.missing) == (other.labels, other.missing):
        return False
    one, two = (complete(column, known, words, secret=True)[0] for known in (first, other))
    return (one.labels, one.missing, one.not_used) != (two.labels, two.missing, two.not_used)


def missing_on_scale(column: ColumnContract, completed: ColumnContract, *, secret: bool) -> str:
    """What is wrong where the file declares codes missing that the column's scale has as answers."""
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


def _within(word: str, part: tuple[Any, Any]) -> bool:
    low, high = part
    if isinstance(low, str) or isinstance(high, str):
        return word == str(low).strip()
    try:
        return low <= float(word) <= high
    except ValueError:
        return False


def _labels(column: ColumnContract, known: KnownByFile, words: list[str]) -> dict[str, Any]:
    """The file's labels for a column of names; a code without a label stands for itself, in its place."""
    if known.order and not column.labels and column.values == "text" and column.role not in (*_KEYS, "reference"):
        none = {str(code) for code in (*column.missing, *column.not_used)}
        return {"labels": {word: word for word in dict.fromkeys((*known.order, *words)) if word not in none}}
    if column.labels or not known.labels or column.role in _KEYS:
        return {}
    role = ROLES[column.role].values
    none = {code if isinstance(code, str) else plain(code) for code in (*column.missing, *column.not_used)}
    none |= {code for code in known.labels if any(_within(code, part) for part in known.missing)}
    named = {code: word for code, word in known.labels.items() if code not in none}
    if role == "yes_no":
        answers = {code: _YES_NO.get(word.lower()) for code, word in named.items()}
        return {} if None in answers.values() else {"labels": answers}
    if role != "text" or not named:
        return {}
    bare = {word: word for word in words if word not in named and word not in none}
    ordered = sorted({**named, **bare}.items(), key=lambda pair: _as_code(pair[0]))
    return {"labels": dict(ordered)}


def _as_code(code: str) -> tuple[float, str]:
    try:
        return float(code), code
    except ValueError:
        return float("inf"), code


def open_words(column: ColumnContract, words: Iterable[str]) -> list[str]:
    """The cells in words whose meaning study.toml leaves open."""
    listed = {code.strip() for code in (*column.missing, *column.not_used) if isinstance(code, str)}
    return [word for word in words if word not in listed and any(sign.isalpha() for sign in word)]


def _usual_words(column: ColumnContract, words: list[str], *, secret: bool) -> tuple[dict[str, Any], str]:
    """Labels for answers in the words of one usual scale, and the note that spells them out."""
    found = open_words(column, words) if _takes_words(column) else []
    readings = read_words(found, column.scale) if found else []
    if len(readings) != 1:
        return {}, ""
    labels = dict(sorted(readings[0].items(), key=lambda pair: pair[1]))
    spelt = usual_scale(labels, column.scale) if secret else written_labels(labels).removeprefix("labels = ")
    return labels, f"answers in words were read as numbers: {spelt}; if that is wrong, write labels."


def _takes_words(column: ColumnContract) -> bool:
    return bool(column.scale) and not column.labels and column.values == "number"


def mend_words(column: ColumnContract, words: Iterable[str]) -> str:
    """How to declare words that usual scales explain in two ways or in part; empty where none does."""
    found = open_words(column, words) if _takes_words(column) else []
    readings = read_words(found, column.scale) if found else []
    if len(readings) > 1:
        return f"Write {' or '.join(map(written_labels, readings))}, whichever scale was asked."
    explained = [word for word in found if read_words([word], column.scale)]
    strange = [word for word in found if word not in explained]
    readings = read_words(explained, column.scale) if len(explained) > 1 else []
    if len(readings) != 1 or not 0 < len(strange) <= 3 or any(len(word) > 40 for word in strange):
        return ""
    named = " or ".join(f'"{word}"' for word in strange) + (" means" if len(strange) == 1 else " mean")
    more = ", ".join(f'"{word}" = …' for word in strange)
    labels = written_labels(readings[0]).removesuffix(" }") + f", {more} }}"
    declared = ", ".join([repr(code) if not isinstance(code, str) else f'"{code}"' for code in column.missing])
    listed = ", ".join(filter(None, [declared, *(f'"{word}"' for word in strange)]))
    return f'If {named} "no answer", write missing = [{listed}]; else write {labels}.'
